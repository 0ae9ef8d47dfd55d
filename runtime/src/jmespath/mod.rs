//! JMESPath over inputs and outputs. Expressions read generated structures through reflection, without copies
//! ([`Borrowed`]).
//!
//! Members have the names of the model. As Smithy specifies, timestamps are numbers (epoch seconds), blobs are Base64
//! text and enums are their text.

mod borrowed;
mod reader;

pub use borrowed::Borrowed;
pub use farrier_jmespath::*;
pub(crate) use reader::ValueReader;
