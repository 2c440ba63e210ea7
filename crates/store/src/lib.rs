//! Durable storage: what it promises, and who keeps the promise.
//!
//! One method is one atomic, durable transaction; `Ok` means that its effect
//! survives a power cut. This crate alone names sled (ADR 0001), and knows
//! nothing of clocks, catalogues or HTTP. In reading order:

mod answer;
mod contract;
mod error;
mod execution_write;
mod write;

mod execution_records;
mod keys;
mod line;
mod record;
mod settings;

mod cells;
mod census;
mod chunked;
mod graphs;
mod rows;

mod changes;
mod draft;
mod plan;
mod state;

mod homecoming;
mod journal;
mod replay;

mod blocking;
mod committer;
mod homing;
mod horizon;
mod keyed_store;

mod memory_store;
mod sled_store;

pub use contract::Store;
pub use error::StoreError;
pub use memory_store::memory_store;
pub use settings::{MAX_SETTING_BYTES, PutSetting, Setting, SettingKey, SettingKind, SettingOf};
pub use sled_store::{OpenError, SledOptions, SledStore};
pub use write::{
    Acceptance, Author, CallbackSecrets, ClaimExecution, Claimed, DeleteDeployment, DeleteWorkflow, FinishExecution,
    GraphFacts, NewDeployment, NewExecution, NewRun, NewWorkflow, NoteCallback, Once, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetAddress, SetStatus, Source, Step, Through,
};
