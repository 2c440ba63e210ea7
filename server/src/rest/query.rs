//! The parameters after an address's question mark.

use axum::http::Uri;

/// The decoded parameters, in their order. Names that an endpoint does not know are not its business.
#[derive(Debug, Clone)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Those of an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        Self(form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect())
    }

    /// Name and value of each.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The last value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().filter(|(it, _)| *it == name).last().map(|(_, value)| value)
    }
}
