//! The generated crates against the official ones: given the same input they must put the same
//! request on the wire, and make the same of the same response.
//!
//! - [`ours`] and [`official`]: the same cases, compiled against either side
//! - [`compare`]: calls both sides and compares requests and outcomes
//! - [`mutation`]: responses that deviate from the model
//! - [`errors`]: every modelled error of the three services

pub mod compare;
pub mod errors;
pub mod mutation;
pub mod official;
pub mod ours;
