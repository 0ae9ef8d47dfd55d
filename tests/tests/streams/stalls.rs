//! The other side stays connected and does nothing: bodies fail after a grace period, event streams
//! may be silent for as long as they like.

use std::time::Duration;

use aws_smithy_types::timeout::TimeoutConfig;
use farrier_depot::config::{Builder, StalledStreamProtectionConfig};
use farrier_depot::types::Hears;
use farrier_depot::Client;
use farrier_tests::bulk::Bulk;
use farrier_tests::case::Failure;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::frames::Frame;
use farrier_tests::peers::{config, guarded};
use tokio::time::sleep;

const GRACE: Duration = Duration::from_millis(300);

fn client(url: &str) -> Client {
    let protection = StalledStreamProtectionConfig::enabled().grace_period(GRACE);
    let builder = Builder::from(&config(url)).stalled_stream_protection(protection.build());
    Client::from_conf(builder.build())
}

#[tokio::test]
async fn a_download_that_stalls() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.respond(200, &[]).await?;
        exchange.send(b"first").await?;
        std::future::pending::<std::io::Result<()>>().await
    })
    .await;
    let call = client(&server.url()).fetch_item().drawer("d").path("p");
    let contents = guarded(call.send()).await.expect("a stream").contents;
    guarded(contents.collect())
        .await
        .expect_err("nothing comes any more");
}

/// More than the buffers of the sockets hold, so that the sender has to wait.
#[tokio::test]
async fn an_upload_that_stalls() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.read().await?;
        std::future::pending::<std::io::Result<()>>().await
    })
    .await;
    let call = client(&server.url()).store_sized().drawer("d");
    let call = call.contents(Bulk::stream(256 * 1024 * 1024));
    let error = guarded(call.send()).await.expect_err("nobody reads");
    let failure = Failure::of(&error);
    assert_eq!(failure.kind, "DispatchFailure", "{}", failure.display);
}

/// Many times the grace period passes between two events.
#[tokio::test]
async fn an_event_stream_that_has_nothing_to_say() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.respond_events(&[]).await?;
        for _ in 0..2 {
            sleep(GRACE * 8).await;
            let line = Frame::event("line", "text/plain", "at last");
            exchange.send_frame(&line).await?;
        }
        exchange.finish().await
    })
    .await;
    let call = client(&server.url()).watch();
    let mut hears = guarded(call.send()).await.expect("a stream").hears;
    for _ in 0..2 {
        let event = guarded(hears.recv()).await.expect("an event");
        assert!(matches!(event, Some(Hears::Line(_))), "{event:?}");
    }
    assert!(guarded(hears.recv()).await.expect("the end").is_none());
}

/// Timeouts of the call end with the call: a body may take longer.
#[tokio::test]
async fn a_download_that_takes_longer_than_the_call_may() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.respond(200, &[]).await?;
        for _ in 0..10 {
            sleep(GRACE).await;
            exchange.send(b"piece").await?;
        }
        exchange.finish().await
    })
    .await;
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(GRACE * 5)
        .operation_attempt_timeout(GRACE * 5)
        .build();
    let builder = Builder::from(&config(&server.url())).timeout_config(timeouts);
    let call = Client::from_conf(builder.build()).fetch_item();
    let output = guarded(call.drawer("d").path("p").send())
        .await
        .expect("a stream");
    let contents = guarded(output.contents.collect()).await.expect("all of it");
    assert_eq!(contents.to_vec(), b"piece".repeat(10));
}
