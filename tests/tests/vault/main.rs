//! What S3 has and no other service: checksums of requests and responses, presigned requests and forms, sessions,
//! redirects, calls without credentials. The service `vault` of `tests/protocols` has all of it.

mod checked_answers;
mod checksums;
mod chunks;
mod posts;
mod presigned;
mod redirects;
mod regions;
mod sessions;

use farrier_tests::server::Response;
use farrier_vault::config::RequestChecksumCalculation;
use farrier_vault::{Client, Config};

/// A client that reaches `url`.
fn client(url: &str) -> Client {
    Client::new(&farrier_tests::peers::config(url))
}

/// A client that calculates checksums only where they are required.
fn client_when_required(url: &str) -> Client {
    let config = Config::from(&farrier_tests::peers::config(url)).to_builder();
    let setting = RequestChecksumCalculation::WhenRequired;
    Client::from_conf(config.request_checksum_calculation(setting).build())
}

/// The response of an operation without output members in the body.
fn done() -> Response {
    Response::new(200)
}

/// The CRC32 of some bytes, as it is in headers.
fn crc32(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(&crc32fast::hash(bytes).to_be_bytes())
}
