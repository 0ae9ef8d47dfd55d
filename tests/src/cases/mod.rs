//! The cases of every operation of the three services: every member set, every variant of a union.
//!
//! They are compiled against the crates that the parent module's `sdk` names, so that the same
//! source drives the generated crates here and the official ones where the two are compared.

pub mod benefits;
pub mod entitlement;
pub mod revenue;
