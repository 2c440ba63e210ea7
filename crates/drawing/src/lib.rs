//! Draws a workflow graph as SVG: where the nodes go, and how they look.
//!
//! Pure: a graph in, a text out. Every text of the graph is escaped. In reading order:

mod area;
mod layout;
mod look;
mod picture;
mod text;
mod thumbnail;

pub use look::Look;
pub use picture::picture;
pub use thumbnail::thumbnail;
