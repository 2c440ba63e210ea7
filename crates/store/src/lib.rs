//! Durable storage: what it promises, and who keeps the promise.
//!
//! One method is one atomic, durable transaction; `Ok` means that its effect
//! survives a power cut. This crate alone names sled (ADR 0001), and knows
//! nothing of clocks, catalogues or HTTP.

mod contract;
mod error;
mod write;

pub use contract::Store;
pub use error::StoreError;
pub use write::{
    Author, DeleteDeployment, DeleteWorkflow, GraphFacts, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetStatus,
};
