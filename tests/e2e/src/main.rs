//! One script per service, written against the API of the official crates.
//!
//! `farrier-e2e SERVICE URL` plays the service's script against the server at the URL and prints what it
//! observes, one line per step; then it plays the script that needs no server, which is all without a URL. `cargo xtask e2e` builds this program twice, with the official crates
//! and with ours in their place, and compares the lines.

mod record;
mod recorded;
mod services;
mod values;

use std::process::ExitCode;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;

use record::Record;

/// How long a script may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What ends a script before its end.
type Stop = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(service), url) = (args.next(), args.next()) else {
        eprintln!("usage: farrier-e2e SERVICE [URL]");
        return ExitCode::from(2);
    };
    let mut record = Record::default();
    let played = match tokio::time::timeout(PATIENCE, play(&service, url, &mut record)).await {
        Ok(played) => played,
        Err(_) => Err("it took too long".into()),
    };
    match played {
        Ok(()) => {
            record.note("end", "of the script");
            ExitCode::SUCCESS
        }
        Err(stop) => {
            record.note("stopped", format!("{stop:?}"));
            ExitCode::FAILURE
        }
    }
}

async fn play(service: &str, url: Option<String>, record: &mut Record) -> Result<(), Stop> {
    if let Some(url) = url.filter(|_| services::has(service)) {
        services::play(service, &config(&url).await, record).await?;
    }
    recorded::play(service, record).await
}

async fn config(url: &str) -> SdkConfig {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "e2e");
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials)
        .endpoint_url(url)
        .load()
        .await
}
