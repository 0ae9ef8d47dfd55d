//! `tour`: see `tour --help`.

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use tour::{Options, PartnerService};

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match options.serve {
        Some(address) => serve(address).await,
        None => play(&options).await,
    };
    outcome.unwrap_or_else(|error| {
        anstream::eprintln!("tour: {error}");
        ExitCode::from(2)
    })
}

async fn play(options: &Options) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    let report = tour::run(options).await?;
    anstream::print!("{}", tour::render(&report));
    Ok(match report.is_success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

async fn serve(address: std::net::SocketAddr) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    let service = PartnerService::start(address).await?;
    anstream::println!("Serving at {}; stop with Ctrl-C.", service.url());
    service.wait().await;
    Ok(ExitCode::SUCCESS)
}
