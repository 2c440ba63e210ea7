//! Draws a workflow graph as SVG: where the nodes go, and how they look.
//!
//! Pure: a graph in, a text out. Every text of the graph is escaped, and none runs out of its box. In reading order:

mod area;
mod layout;
mod layers;
mod shape;
mod look;
mod text;
mod lines;
mod markdown;
mod link;
mod node;
mod group;
mod picture;
mod thumbnail;

pub use look::Look;
pub use picture::picture;
pub use thumbnail::thumbnail;
