//! The pages: each fetches what it shows and hands it to components.

pub(crate) mod deployments;
pub(crate) mod not_found;
