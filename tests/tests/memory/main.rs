//! A gigabyte up and a gigabyte down: the process that sends and receives it does not grow with it.
//!
//! Client and server are one process, so the bound holds for both. It is the only test of this file,
//! as memory is measured for the process.

use std::io::Write;
use std::sync::OnceLock;

use aws_smithy_types::byte_stream::ByteStream;
use farrier_depot::Client;
use farrier_tests::bulk::{self, Bulk, Check};
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded};

const SIZE: u64 = 1024 * 1024 * 1024;

/// How much more memory than before may be in use at any time, in bytes.
const BOUND: u64 = 64 * 1024 * 1024;

/// The memory in use before anything was sent.
static BEFORE: OnceLock<u64> = OnceLock::new();

/// Measures for the first time. Where that cannot be done it says so on the real standard error,
/// which is not captured.
fn can_measure() -> bool {
    let Some(memory) = bulk::resident_memory() else {
        let text = b"skipped: this system does not tell how much memory a process uses\n";
        std::io::stderr().write_all(text).ok();
        return false;
    };
    *BEFORE.get_or_init(|| memory) > 0
}

/// The highest memory in use, looked at with every piece.
#[derive(Default)]
struct Watch {
    highest: u64,
}

impl Watch {
    fn look(&mut self) {
        let memory = bulk::resident_memory().expect("it could be measured before");
        self.highest = memory.max(self.highest);
    }

    fn check(&self, what: &str) {
        let before = BEFORE.get().expect("it was measured first");
        let growth = self.highest.saturating_sub(*before);
        assert!(
            growth < BOUND,
            "{what}: {growth} bytes more memory than before"
        );
    }
}

/// Reads an upload; its answer tells how long it was.
async fn receive(mut exchange: Exchange) -> std::io::Result<u64> {
    let mut check = Check::default();
    let mut watch = Watch::default();
    while let Some(piece) = exchange.read().await? {
        check.piece(&piece);
        watch.look();
    }
    watch.check("upload");
    exchange
        .respond(200, &[("x-depot-version", &check.length().to_string())])
        .await?;
    exchange.finish().await?;
    Ok(check.length())
}

/// Answers with a long body.
async fn send(mut exchange: Exchange) -> std::io::Result<u64> {
    exchange.respond(200, &[]).await?;
    let block = bulk::block();
    let mut left = SIZE;
    while left > 0 {
        let piece = &block[..left.min(block.len() as u64) as usize];
        exchange.send(piece).await?;
        left -= piece.len() as u64;
    }
    exchange.finish().await?;
    Ok(SIZE)
}

async fn upload(contents: ByteStream, sized: bool) {
    let mut server = Exchanges::start(receive).await;
    let client = Client::new(&config(&server.url()));
    let version = match sized {
        true => {
            let call = client.store_sized().drawer("d").contents(contents);
            call.send().await.expect("stored").version
        }
        false => {
            let call = client.store_item().drawer("d").path("p").contents(contents);
            call.send().await.expect("stored").version
        }
    };
    assert_eq!(version, Some(SIZE.to_string()));
    assert_eq!(server.outcome().await.expect("received"), SIZE);
}

async fn download() {
    let mut server = Exchanges::start(send).await;
    let client = Client::new(&config(&server.url()));
    let call = client.fetch_item().drawer("d").path("p");
    let mut contents = call.send().await.expect("a stream").contents;
    let mut check = Check::default();
    let mut watch = Watch::default();
    while let Some(piece) = contents.try_next().await.expect("the next piece") {
        check.piece(&piece);
        watch.look();
    }
    watch.check("download");
    assert_eq!(check.length(), SIZE);
    assert_eq!(server.outcome().await.expect("sent"), SIZE);
}

#[tokio::test]
async fn a_gigabyte_up_and_down() {
    if !can_measure() {
        return;
    }
    guarded(upload(Bulk::stream(SIZE), true)).await;
    guarded(upload(Bulk::stream_of_unknown_length(SIZE), false)).await;
    guarded(download()).await;
}
