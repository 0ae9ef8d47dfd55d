//! A body of event stream frames that checks the prelude of each frame, and that the body does not end inside a frame.

use bytes::Bytes;
use http_body::{Body, Frame};
use std::fmt;
use std::pin::Pin;
use std::task::{ready, Context, Poll};

/// Length of a frame's prelude in bytes: the length of the frame, the length of its headers, and a CRC of both.
const PRELUDE: usize = 12;

/// Length in bytes of a frame without headers and payload: the prelude and the CRC of the frame.
const EMPTY_FRAME: usize = 16;

/// Maximum length of a frame in bytes, as in the AWS CRT. A prelude can declare 4 GiB, which would be buffered in
/// memory until the last byte arrives.
const LONGEST_FRAME: usize = 256 << 20;

/// A body that fails if it ends in the middle of a frame, or if its bytes are not a frame.
///
/// The official receiver only checks for bytes that are not decoded yet. It accepts a stream that ends directly
/// after a prelude, because the prelude is decoded by then, and a stream with trailers. It also checks a prelude only
/// when the whole frame has arrived. For bytes that are not a frame, it buffers as many as the first four bytes
/// declare, up to 4 GiB, or waits for them without end.
pub(super) struct Guarded<B> {
    body: B,
    position: Position,
}

/// Error of bytes that are not an event stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotAFrame;

impl fmt::Display for NotAFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the event stream has bytes that are not the beginning of a message of up to 256 MiB",
        )
    }
}

impl std::error::Error for NotAFrame {}

/// Position of the body inside a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// Inside the prelude, with its bytes so far.
    Prelude([u8; PRELUDE], usize),
    /// After the prelude, with the number of bytes until the end of the frame.
    Rest(usize),
    /// After bytes that are not a frame. The frames before them are received first.
    Lost,
    /// The body has ended.
    Over,
}

const START: Position = Position::Prelude([0; PRELUDE], 0);

impl Position {
    /// Returns the position after these bytes.
    fn after(mut self, mut bytes: &[u8]) -> Self {
        while !bytes.is_empty() {
            let wanted = match self {
                Self::Lost | Self::Over => break,
                Self::Prelude(_, known) => PRELUDE - known,
                Self::Rest(rest) => rest,
            };
            let (taken, rest) = bytes.split_at(bytes.len().min(wanted));
            bytes = rest;
            self = match self {
                Self::Prelude(mut prelude, known) => {
                    let end = known + taken.len();
                    prelude[known..end].copy_from_slice(taken);
                    match end {
                        PRELUDE => rest_of_frame(prelude).map_or(Self::Lost, Self::Rest),
                        _ => Self::Prelude(prelude, end),
                    }
                }
                Self::Rest(rest) if rest == taken.len() => START,
                Self::Rest(rest) => Self::Rest(rest - taken.len()),
                ended => ended,
            };
        }
        self
    }
}

/// Returns the number of bytes after the prelude of a frame; `None` if the prelude is invalid.
fn rest_of_frame(prelude: [u8; PRELUDE]) -> Option<usize> {
    let [a, b, c, d, .., w, x, y, z] = prelude;
    let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
    let checksum = u32::from_be_bytes([w, x, y, z]);
    let sound = crc32fast::hash(&prelude[..PRELUDE - 4]) == checksum;
    (sound && (EMPTY_FRAME..=LONGEST_FRAME).contains(&length)).then(|| length - PRELUDE)
}

impl<B> Guarded<B> {
    pub(super) fn new(body: B) -> Self {
        Self {
            body,
            position: START,
        }
    }
}

impl<B> Body for Guarded<B>
where
    B: Body<Data = Bytes, Error = Box<dyn std::error::Error + Send + Sync>> + Unpin,
{
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.position == Position::Lost {
            self.position = Position::Over;
            return Poll::Ready(Some(Err(NotAFrame.into())));
        }
        loop {
            let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
            let ended = match frame {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => {
                        self.position = self.position.after(&data);
                        return Poll::Ready(Some(Ok(Frame::data(data))));
                    }
                    // An error now would make the receiver discard its buffer.
                    Err(_trailers) => continue,
                },
                Some(Err(error)) => Err(error),
                None if self.position == START || self.position == Position::Over => Ok(()),
                None => Err(std::io::Error::new(
                    std::io::ErrorKind::UnexpectedEof,
                    "the event stream ended within an event",
                )
                .into()),
            };
            self.position = Position::Over;
            return Poll::Ready(ended.err().map(Err));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{rest_of_frame, EMPTY_FRAME, LONGEST_FRAME, PRELUDE};

    fn prelude(length: usize) -> [u8; PRELUDE] {
        let mut prelude = [0; PRELUDE];
        let length = u32::try_from(length).expect("32 bits");
        prelude[..4].copy_from_slice(&length.to_be_bytes());
        let checksum = crc32fast::hash(&prelude[..PRELUDE - 4]);
        prelude[PRELUDE - 4..].copy_from_slice(&checksum.to_be_bytes());
        prelude
    }

    #[test]
    fn frames_have_a_least_and_a_largest_length() {
        for length in [EMPTY_FRAME, LONGEST_FRAME] {
            assert_eq!(rest_of_frame(prelude(length)), Some(length - PRELUDE));
        }
        for length in [0, EMPTY_FRAME - 1, LONGEST_FRAME + 1] {
            assert_eq!(rest_of_frame(prelude(length)), None, "{length}");
        }
    }

    #[test]
    fn a_prelude_with_another_checksum_is_none() {
        let mut wrong = prelude(EMPTY_FRAME);
        wrong[PRELUDE - 1] ^= 1;
        assert_eq!(rest_of_frame(wrong), None);
    }
}
