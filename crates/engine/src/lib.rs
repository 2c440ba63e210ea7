//! Brine's engines: they alone run graphs. In reading order:
//!
//! [`graph`] is what is run and [`value`] what flows in it, [`conversion`] makes one of the editor's export; [`node_type`] says what a node takes and
//! gives, [`validation`] what is wrong with a graph; [`engine`] is the one trait, [`message`] all that
//! a run says while it runs, [`limits`] the policy. [`inputs`] reads what a caller sends, [`outputs`] says what it gets.
//! [`builtin`] is the engine inside this process, [`outbound`] its only way to the network; [`comfyui`] hands graphs
//! to servers of the operator.
//!
//! Nothing here knows a store or an HTTP framework, and nothing reads the machine's clock.

pub mod builtin;
pub mod clock;
pub mod comfyui;
pub mod conversion;
pub mod engine;
mod events;
pub mod graph;
pub mod inputs;
pub mod limits;
pub mod message;
pub mod node_type;
pub mod outbound;
pub mod outputs;
mod python;
pub mod validation;
pub mod value;

pub use builtin::{Builtin, Policy};
pub use clock::Clock;
pub use comfyui::ComfyUi;
pub use conversion::{ConversionError, convert};
pub use engine::{Engine, EngineError, Run, RunOrder};
pub use graph::{ApiGraph, NodeId};
pub use inputs::{Given, InputProblem, InputRefusal};
pub use limits::Limits;
pub use message::{Failure, Outcome, RunEvent, RunOutputs};
pub use node_type::{NodeType, NodeTypes};
pub use validation::Validation;
pub use value::{Asset, Value};
