//! Only tests, which run on `wasm32-unknown-unknown`: see `tests/fetch.rs`.
