//! End-to-end tests of the generated crates: what they put on the wire is checked by a server, a
//! decoder and a signature check that share no code with them.
//!
//! - [`server`]: a scripted HTTP server that records requests
//! - [`wire`]: JSON and CBOR documents
//! - [`signature`]: SigV4 and SigV4a verification
//! - [`bulk`]: bodies of any size, memory in use
//! - [`exchange`]: a server that reads and writes at once
//! - [`frames`], [`event_signatures`]: event streams, and the chain of their signatures
//! - [`feed`]: events sent one by one
//! - [`service`]: facts of the three services, and client configurations
//! - [`case`]: what a case is; [`cases`]: those of all operations of the three services
//! - [`model`]: the models of the services, read without the generator
//! - [`peers`]: the services of `tests/protocols`, one for each family of protocols
//! - [`sdk`]: the crates under test

// The files below `cases` are compiled into other packages too, and name this one from outside.
extern crate self as farrier_tests;

pub mod bulk;
pub mod case;
pub mod cases;
pub mod event_signatures;
pub mod exchange;
pub mod feed;
pub mod frames;
pub mod model;
pub mod peers;
pub mod server;
pub mod service;
pub mod signature;
pub mod wire;

/// The crates under test.
pub mod sdk {
    pub use aws_sdk_marketplaceentitlement as entitlement;
    pub use aws_sdk_partnercentralbenefits as benefits;
    pub use aws_sdk_partnercentralrevenuemeasurement as revenue;
}
