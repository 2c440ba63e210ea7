//! Which addresses a graph may reach.

use ipnet::IpNet;
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

/// Private addresses that the operator opened all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedRanges(Arc<[IpNet]>);

/// An address that must not be connected to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct AddressRefused(pub(super) String);

impl AllowedRanges {
    /// Whether this address may be connected to.
    pub fn permits(&self, address: IpAddr) -> bool {
        is_public(address)
            || self.0.iter().any(|range| range.contains(&address) || range.contains(&address.to_canonical()))
    }
}

impl FromIterator<IpNet> for AllowedRanges {
    fn from_iter<I: IntoIterator<Item = IpNet>>(ranges: I) -> Self {
        Self(ranges.into_iter().collect())
    }
}

/// Why an address is refused, and what an operator can do.
pub(super) fn refusal(host: &str, address: IpAddr) -> String {
    format!(
        "{host} is the private address {address}; an operator can open its range (--allow-private {address}/{})",
        bits(address)
    )
}

const fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// Whether anybody on the internet could have this address.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Everything but IANA's special-purpose registry, multicast and what is reserved.
const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 168, _)
            | (192, 175, 48)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, ..)
    )
}

/// Global unicast only, and no way to carry a private IPv4 address in it.
const fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    match (a, b) {
        // NAT64 (64:ff9b::/96) leads to the IPv4 address at its end.
        (0x64, 0xff9b) if c == 0 && d == 0 && e == 0 && f == 0 => is_public_v4(joined(g, h)),
        // 6to4 leads to the one after its prefix.
        (0x2002, _) => is_public_v4(joined(b, c)),
        // Teredo and the other protocol assignments, documentation, and segment routing.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        (0x2000..=0x3fff, _) => true,
        // Loopback, mapped IPv4, unique local, link-local, site-local, multicast and all that is not given out.
        _ => false,
    }
}

const fn joined(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}
