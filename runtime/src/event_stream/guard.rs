//! A body of frames that begins each with a prelude, and does not end within one.

use bytes::Bytes;
use http_body::{Body, Frame};
use std::fmt;
use std::pin::Pin;
use std::task::{ready, Context, Poll};

/// Bytes of a frame's prelude: its length in bytes, the length of its headers, a CRC of both.
const PRELUDE: usize = 12;

/// Bytes of a frame without headers and payload: the prelude and the frame's own CRC.
const EMPTY_FRAME: usize = 16;

/// The longest frame that is waited for: as in the AWS CRT, whose limit was raised to this number. A
/// prelude may claim 4 GiB, all of which would be kept in memory until the last byte is there.
const LONGEST_FRAME: usize = 256 << 20;

/// A body that fails where it would end in the middle of a frame, and where no frame begins.
///
/// The official receiver looks at what is left undecoded. It takes a stream for complete that was
/// cut right behind a frame's prelude, as the prelude is decoded by then, and one with trailers. And
/// it checks a prelude when the whole frame is there: of bytes that are no frame it would collect as
/// many as the first four happen to tell, up to 4 GiB, or wait for them without end.
pub(super) struct Guarded<B> {
    body: B,
    position: Position,
}

/// What came is no event stream.
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

/// Where in a frame the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// The bytes of the prelude so far.
    Prelude([u8; PRELUDE], usize),
    /// Bytes that the frame has yet to come.
    Rest(usize),
    /// In what is no frame. The frames before it are received first.
    Lost,
    /// The body has ended.
    Over,
}

const START: Position = Position::Prelude([0; PRELUDE], 0);

impl Position {
    /// The position after these bytes.
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

/// Bytes of the frame behind its prelude; `None` where that is no prelude.
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
                    // The receiver would forget what it has buffered.
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
