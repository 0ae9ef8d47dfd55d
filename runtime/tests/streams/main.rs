//! Streams of bytes and events through a client as the generator writes it, but by hand.

mod blobs;
mod cuts;
mod frames;
mod messages;
mod net;
mod rpc;
mod service;
mod signing;
