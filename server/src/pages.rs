//! The door for people: rendered pages.

mod cache;
mod content_policy;
mod encoding;
mod flights;
mod moment;
mod page;
mod render;
mod show;

pub(crate) use cache::PageCache;
pub(crate) use encoding::Encoding;
pub(crate) use flights::Flights;
pub(crate) use page::Page;
pub(crate) use render::{RenderError, render, render_asked, render_deployed};
pub(crate) use show::{host, kept, show};
