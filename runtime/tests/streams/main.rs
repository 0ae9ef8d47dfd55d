//! Tests of byte and event streams through a client like a generated one, but written by hand.

mod blobs;
mod cuts;
mod frames;
mod messages;
mod net;
mod rpc;
mod service;
mod signing;
