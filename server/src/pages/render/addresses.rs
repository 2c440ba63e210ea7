//! The pages of addresses.

use super::{Asked, Rendered, malformed, refused};
use app::pages::{AddressPage, AddressesPage, NoAddressPage};
use axum::http::StatusCode;
use domain::Slug;

impl Asked<'_> {
    pub(super) fn addresses(self) -> Rendered {
        let page = AddressesPage::read(&self.brine.service);
        self.page(StatusCode::OK, page)
    }

    pub(super) async fn address(self, slug: &str) -> Rendered {
        let read = match slug.parse::<Slug>() {
            Ok(slug) => AddressPage::read(&self.brine.service, slug).await.map_err(refused),
            Err(error) => Err(malformed(error)),
        };
        match read {
            Ok(page) => self.page(StatusCode::OK, page),
            Err((status, why)) => self.page(status, NoAddressPage(why)),
        }
    }
}
