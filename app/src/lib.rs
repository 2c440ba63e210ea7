//! Brine's pages and components, and the server functions behind them.
//!
//! Compiled twice: with `ssr` into the server, which renders and answers, and
//! with `hydrate` into the browser, which makes the same pages live. In reading order:

// Views are types that grow with what is in them.
#![recursion_limit = "512"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` are two programs: build `app` for one at a time");

mod address_shown;
pub mod api;
mod around;
mod assets;
mod browser;
mod clock;
mod components;
#[cfg(feature = "ssr")]
pub mod context;
mod deployment_shown;
#[cfg(feature = "ssr")]
mod document;
mod entry;
mod error;
#[cfg(feature = "hydrate")]
pub mod hydrate;
mod live;
mod page;
mod page_form;
pub mod pages;
#[cfg(feature = "ssr")]
mod panels;
mod picture;
#[cfg(feature = "ssr")]
pub mod public;
mod refusal;
mod state;
mod theme;
mod toast;

pub use address_shown::{AddressShown, SideShown};
pub use around::Extras;
pub use assets::{Assets, EntryFiles};
pub use components::{deletion::Kept, history_list::HistoryLine};
pub use deployment_shown::DeploymentShown;
#[cfg(feature = "ssr")]
pub use document::document;
pub use entry::Entry;
pub use error::AppError;
pub use page::Page;
pub use page_form::PageForm;
pub use refusal::Refusal;
pub use state::{deployment_address::DeploymentAddress, form_draft::FormDraft};
pub use theme::{Theme, UnknownTheme};
