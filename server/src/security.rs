//! Who may speak to this server, and what browsers may do with its answers.
//!
//! There is no signing in yet, so the network is the border: a page of another
//! site must not reach over it through somebody's browser, neither by a name
//! that it makes point here (DNS rebinding) nor by a request in their name.

mod cross_site;
mod headers;
mod hosts;

pub(crate) use cross_site::is_cross_site;
pub(crate) use headers::secure;
pub use hosts::Hosts;
