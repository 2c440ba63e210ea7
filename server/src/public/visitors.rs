//! How often each visitor of web forms may send one.

use super::FormPolicy;
use axum::http::HeaderMap;
use governor::{Quota, RateLimiter, clock::Clock as _, clock::DefaultClock, state::keyed::HashMapStateStore};
use std::net::{IpAddr, Ipv6Addr};

/// Up to so many visitors are remembered without a look at who has not come for long.
const MANY: usize = 1_024;

/// Who sends a request: the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visitor(pub(crate) IpAddr);

/// What each has sent lately.
pub(crate) struct Visitors {
    limiter: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>,
    clock: DefaultClock,
    is_forwarded: bool,
}

impl Visitors {
    /// Nobody has sent anything.
    pub(crate) fn new(policy: &FormPolicy) -> Self {
        let clock = DefaultClock::default();
        let limiter =
            RateLimiter::new(Quota::per_minute(policy.each_minute), HashMapStateStore::default(), clock.clone());
        Self { limiter, clock, is_forwarded: policy.is_forwarded }
    }

    /// Lets a visitor's request in, or says in how many seconds one will be.
    pub(crate) fn let_in(&self, from: Option<Visitor>, headers: &HeaderMap) -> Result<(), u64> {
        let forwarded = if self.is_forwarded { forwarded(headers) } else { None };
        // Where nobody says who it is, all are one visitor.
        let from = forwarded.or(from.map(|it| it.0)).unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        // Those who have not come for long are forgotten, so that many visitors take no room. It looks through them all.
        if self.limiter.len() > MANY {
            self.limiter.retain_recent();
        }
        let checked = self.limiter.check_key(&network(from));
        checked.map_err(|until| until.wait_time_from(self.clock.now()).as_secs() + 1)
    }
}

/// The last address is the one that the proxy before this server has seen; those before it anybody can write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let all = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    all.rsplit(',').next()?.trim().parse().ok()
}

/// A household has many addresses of version 6: it counts as its network.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(it) => IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() & (u128::MAX << 64))),
        it @ IpAddr::V4(_) => it,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU32;

    fn visitors(each: u32, is_forwarded: bool) -> Visitors {
        Visitors::new(&FormPolicy::new(&[], NonZeroU32::new(each).unwrap(), is_forwarded).unwrap())
    }

    fn from(address: &str) -> Option<Visitor> {
        Some(Visitor(address.parse().unwrap()))
    }

    #[test]
    fn each_is_counted_alone() {
        let (visitors, none) = (visitors(2, false), HeaderMap::new());
        assert!((0..2).all(|_| visitors.let_in(from("192.0.2.1"), &none).is_ok()));
        assert!((1..=31).contains(&visitors.let_in(from("192.0.2.1"), &none).unwrap_err()));
        assert!(visitors.let_in(from("192.0.2.2"), &none).is_ok());
    }

    #[test]
    fn a_network_of_version_6_is_one() {
        let (visitors, none) = (visitors(1, false), HeaderMap::new());
        assert!(visitors.let_in(from("2001:db8::1"), &none).is_ok());
        assert!(visitors.let_in(from("2001:db8::2"), &none).is_err());
        assert!(visitors.let_in(from("2001:db8:0:1::1"), &none).is_ok());
        assert!(visitors.let_in(from("::ffff:192.0.2.1"), &none).is_ok());
        assert!(visitors.let_in(from("192.0.2.1"), &none).is_err(), "the same, written otherwise");
    }

    #[test]
    fn what_a_proxy_says_counts_only_where_there_is_one() {
        let said =
            HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "203.0.113.9, 192.0.2.7".parse().unwrap())]);
        let (open, behind) = (visitors(1, false), visitors(1, true));
        assert!(open.let_in(from("192.0.2.1"), &said).is_ok() && open.let_in(from("192.0.2.1"), &said).is_err());
        assert!(behind.let_in(from("192.0.2.1"), &HeaderMap::new()).is_ok());
        assert!(behind.let_in(from("192.0.2.1"), &said).is_ok(), "another visitor");
        assert!(behind.let_in(from("192.0.2.7"), &HeaderMap::new()).is_err(), "the same one");
    }
}
