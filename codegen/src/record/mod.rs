//! The record of a crate, made of its representation.
//!
//! The types and the form of records are those of [`farrier_diff::record`].

mod api;
mod constraints;
mod docs;
mod endpoint;
mod reach;
mod schema;
mod usual;
mod wire;

use crate::ir::Crate;

pub use api::outline;
pub use farrier_diff::record::*;

/// Returns the record of a crate.
pub fn of(krate: &Crate) -> Record {
    Record {
        api: api::lines(krate),
        wire: wire::lines(krate),
        rules: endpoint::lines(&krate.endpoint),
        constraints: Some(constraints::lines(krate)),
        docs: Some(docs::lines(krate)),
    }
}
