//! Responses that are errors, and responses that are not what the model describes.

mod documents;
mod error_responses;
mod hostile;
mod pitfalls;
mod tolerance;
