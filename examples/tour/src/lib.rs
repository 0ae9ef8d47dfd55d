//! A guided tour of the generated partner clients.
//!
//! [`run`] drives the clients through a few scenes, against an in-process [`PartnerService`] or
//! against a real endpoint, and gives a [`Report`] of what every call did. The scenes are the
//! place to look for how a call is written.

mod clients;
mod journal;
mod options;
mod report;
mod scenes;
mod service;
mod table;

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};

pub use options::{Catalog, Options};
pub use report::{Outcome, Report, SceneReport, Step};
pub use service::PartnerService;
pub use table::render;

/// Plays the tour that `options` ask for.
///
/// # Errors
/// Fails when no scene could be played at all, because the local service does not start or the
/// options contradict each other. A call that fails is part of the report.
pub async fn run(options: &Options) -> Result<Report, Box<dyn Error + Send + Sync>> {
    options.check()?;
    if options.is_remote() {
        let clients = clients::Clients::remote(options).await;
        return Ok(scenes::play(&clients).await);
    }
    let service = PartnerService::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let clients = clients::Clients::local(&service.url());
    Ok(scenes::play(&clients).await)
}
