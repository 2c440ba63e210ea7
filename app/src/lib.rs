//! Brine's pages and components, and the server functions behind them.
//!
//! Compiled twice: with `ssr` into the server, which renders and answers, and
//! with `hydrate` into the browser, which makes the same pages live. In reading order:

// Views are types that grow with what is in them.
#![recursion_limit = "512"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` are two programs: build `app` for one at a time");

pub mod api;
mod app;
mod assets;
mod browser;
mod clock;
mod components;
#[cfg(feature = "ssr")]
pub mod context;
mod error;
mod flash;
mod live;
mod page_form;
mod pages;
mod picture;
mod refusal;
#[cfg(feature = "ssr")]
mod shell;
mod state;
mod theme;

pub use app::App;
pub use assets::Assets;
pub use error::AppError;
pub use flash::Flash;
pub use page_form::PageForm;
pub use refusal::Refusal;
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use theme::{Theme, UnknownTheme};
