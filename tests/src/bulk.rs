//! Bodies of any size that cost no memory, and how much memory the process uses.

use std::pin::Pin;
use std::task::{Context, Poll};

use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// A prime, so that the pattern does not fall in with the size of any buffer.
const PERIOD: usize = 251;

/// As long as the longest piece that is compared at once.
const BLOCK: usize = 4096 * PERIOD;

/// A body of bytes that tell their place.
#[derive(Debug)]
pub struct Bulk {
    block: Bytes,
    position: u64,
    length: u64,
    announced: bool,
}

impl Bulk {
    /// A stream of that many bytes that can be read only once. It tells its length.
    pub fn stream(length: u64) -> ByteStream {
        Self::body(length, true)
    }

    /// A stream of that many bytes that can be read only once. Nobody knows its length beforehand.
    pub fn stream_of_unknown_length(length: u64) -> ByteStream {
        Self::body(length, false)
    }

    fn body(length: u64, announced: bool) -> ByteStream {
        let body = Self {
            block: block().into(),
            position: 0,
            length,
            announced,
        };
        ByteStream::new(SdkBody::from_body_1_x(body))
    }
}

impl Body for Bulk {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let left = self.length - self.position;
        if left == 0 {
            return Poll::Ready(None);
        }
        let piece = self.block.len() as u64;
        let piece = self.block.slice(..piece.min(left) as usize);
        self.position += piece.len() as u64;
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        match self.announced {
            true => SizeHint::with_exact(self.length - self.position),
            false => SizeHint::default(),
        }
    }
}

/// A block of bytes that tell their place; the next block goes on where it ends.
pub fn block() -> Vec<u8> {
    let period: Vec<u8> = (0..PERIOD).map(|byte| byte as u8).collect();
    period.repeat(BLOCK / PERIOD)
}

/// Checks that pieces follow one another without gap or change.
#[derive(Debug)]
pub struct Check {
    block: Vec<u8>,
    position: u64,
}

impl Default for Check {
    fn default() -> Self {
        Self {
            block: [block(), block()].concat(),
            position: 0,
        }
    }
}

impl Check {
    /// Takes the next piece.
    ///
    /// # Panics
    /// When it does not belong there.
    pub fn piece(&mut self, piece: &[u8]) {
        for piece in piece.chunks(BLOCK) {
            let start = (self.position % PERIOD as u64) as usize;
            let equal = piece == &self.block[start..start + piece.len()];
            assert!(equal, "the bytes from {} on are others", self.position);
            self.position += piece.len() as u64;
        }
    }

    /// How many bytes came so far.
    pub fn length(&self) -> u64 {
        self.position
    }
}

/// The resident memory of this process in bytes; `None` where the system does not tell.
pub fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
