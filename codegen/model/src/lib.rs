//! Service models as a graph of shapes, and the loaders that make it.
//!
//! - [`graph`]: the shapes of a service in Smithy's terms, with the traits that the generator honours.
//! - [`load`]: the loaders of Smithy's JSON AST, of its IDL and of botocore's service files.
//! - [`diag`]: diagnostics: what is wrong with a model, where, and what to do.
//! - `validate`: the validators of Smithy, run where a model is loaded for [`diag::Diagnostics::of_validators`].
//! - [`reach`]: the loop behind walks over shapes and types.
//! - [`mod@write`]: models as text of the JSON AST and the IDL.
//! - [`visible`]: escapes for text of models that people read.

pub mod diag;
pub mod graph;
pub mod load;
pub mod reach;
mod validate;
pub mod visible;
pub mod write;

pub use graph::Model;
