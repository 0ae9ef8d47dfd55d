//! Models as text: the JSON AST and the IDL.
//!
//! - [`json`]: a document of the JSON AST as JSON.
//! - [`idl`]: a document of the JSON AST as files of the IDL, one for each namespace.
//! - [`ast`]: a model as a document of the JSON AST, for formats other than Smithy's.

pub mod ast;
pub mod idl;
pub mod json;
