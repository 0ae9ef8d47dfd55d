//! A call that may be silent for long, beside one that may not.

use std::io;
use std::time::Duration;

use farrier_porter::config::{Builder, StalledStreamProtectionConfig};
use farrier_porter::Client;
use farrier_tests::case::Failure;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded};
use tokio::time::sleep;

const GRACE: Duration = Duration::from_millis(200);

/// Answers in two parts, with many times the grace period between them.
async fn slow(mut exchange: Exchange) -> io::Result<()> {
    exchange.respond(200, &[]).await?;
    exchange.send(b"{\"grams\":").await?;
    sleep(GRACE * 12).await;
    exchange.send(b" 7}").await?;
    exchange.finish().await
}

fn client(url: &str) -> Client {
    let protection = StalledStreamProtectionConfig::enabled().grace_period(GRACE);
    let builder = Builder::from(&config(url)).stalled_stream_protection(protection.build());
    Client::from_conf(builder.build())
}

#[tokio::test]
async fn an_operation_without_protection_waits() {
    let server = Exchanges::start(slow).await;
    let output = guarded(client(&server.url()).weigh().send()).await;
    assert_eq!(output.expect("an output").grams(), Some(7));
}

#[tokio::test]
async fn others_give_up() {
    let server = Exchanges::start(slow).await;
    let call = client(&server.url()).claim().ticket("t");
    let error = guarded(call.send()).await.expect_err("nothing comes");
    let failure = Failure::of(&error);
    assert!(
        failure.display.contains("throughput"),
        "{}",
        failure.display
    );
}
