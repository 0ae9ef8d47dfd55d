//! Service model in, Rust client crate out.
//!
//! The folders are the stages, in the order in which a model passes them; each has its own set of types
//! and none reaches back.
//!
//! | stage | after it there is |
//! | --- | --- |
//! | [`settings`] | a [`settings::Manifest`]: `farrier.toml`, typed and checked |
//! | [`load`] | a [`Model`](model::Model): the shape graph in Smithy's terms, every reference resolved |
//! | [`prepare`] | a [`Prepared`](prepare::Prepared): one service's operations and the shapes they reach, with an input and an output each, pagination and auth resolved, unsupported features refused |
//! | [`lower`] | an [`ir::Crate`]: the Rust crate decided to the last name, type and doc line |
//! | [`record`] | a [`Record`](record::Record) of the API, the wire and the documentation, in lines |
//! | [`emit`] | [`OutFile`](emit::OutFile)s: tokens of items and plain text |
//! | [`mod@write`] | formatted [`TextFile`](write::TextFile)s; a [`write::Plan`] compares them with the disk; then the files are written |
//!
//! [`pipeline`] passes one service through the stages from `load` to the texts; an [`Observer`] sees the
//! result of each stage; [`validate`] stops before anything is made of the model, and asks Smithy's validators,
//! too. [`generate`] does so for the services of a manifest in parallel, compares the
//! texts with the disk and writes the files.
//!
//! Problems are [`diag::Diagnostics`]: every stage adds to them and goes on as long as it can, so that
//! one run names all of them. Nothing is written unless every service is without an error, or the run is to go
//! on without those that have one.
//!
//! The same input gives the same bytes: all collections that reach the output are ordered, and services
//! run in parallel without sharing anything.

mod dump;
pub mod emit;
mod generate;
mod history;
pub mod ir;
pub mod lower;
mod observe;
mod pipeline;
pub mod prepare;
pub mod record;
mod service;
pub mod settings;
mod summary;
mod timings;
pub mod write;

pub use farrier_diff as diff;
pub use farrier_model::{diag, graph as model, load, write as model_text};
use farrier_model::{reach, visible};
pub use farrier_print::tokens;

pub use dump::Stage;
pub use generate::{generate, Options};
pub use history::{recorded, RecordError};
pub use observe::{Observer, Reached};
pub use pipeline::{model_files, pipeline, validate, Passed};
pub use service::{record_service, render_service, Rendered};
pub use settings::load_manifest;
pub use summary::{ServiceSummary, Size, Summary};
pub use timings::Timings;
