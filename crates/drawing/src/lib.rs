//! Draws a workflow graph as SVG: where the nodes go, and how they look.
//!
//! Pure: a graph in, a text out. Every text of the graph is escaped, and none runs out of its box. In reading order:

mod area;
mod group;
mod layers;
mod layout;
mod lines;
mod link;
mod look;
mod mark;
mod markdown;
mod node;
mod picture;
mod shape;
mod text;
mod thumbnail;

pub use look::Look;
pub use mark::Mark;
pub use picture::{marked_picture, picture};
pub use thumbnail::thumbnail;
