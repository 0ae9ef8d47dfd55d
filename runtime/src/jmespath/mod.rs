//! JMESPath over inputs and outputs: generated structures show themselves through the reflection, without a copy
//! ([`Borrowed`]).
//!
//! Members have the names of the model. As Smithy asks, timestamps are numbers (epoch seconds), blobs base64 text
//! and enums their text.

mod borrowed;
mod reader;

pub use borrowed::Borrowed;
pub use farrier_jmespath::*;
pub(crate) use reader::ValueReader;
