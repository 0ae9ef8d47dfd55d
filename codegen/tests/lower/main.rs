//! Small models through `load`, `prepare` and `lower`: what the crate is decided to be.

mod docs;
mod members;
mod naming;
mod service;
mod shapes;
mod support;
