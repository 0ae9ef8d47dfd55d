//! A body of frames that does not end within one.

use bytes::Bytes;
use http_body::{Body, Frame};
use std::pin::Pin;
use std::task::{ready, Context, Poll};

/// Bytes of a frame's first field, which tells the frame's length in bytes.
const LENGTH_BYTES: usize = 4;

/// A body that fails where it would end in the middle of a frame.
///
/// The official receiver looks at what is left undecoded. It takes a stream for complete that was
/// cut right behind a frame's prelude, as the prelude is decoded by then, and one with trailers.
pub(super) struct Guarded<B> {
    body: B,
    position: Position,
}

/// Where in a frame the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// The bytes of the length so far.
    Length([u8; LENGTH_BYTES], usize),
    /// Bytes that the frame has yet to come.
    Rest(usize),
    /// No more bytes: the body has ended, or what came is no frame and the decoder will say so.
    Over,
}

const START: Position = Position::Length([0; LENGTH_BYTES], 0);

impl Position {
    /// The position after these bytes.
    fn after(mut self, mut bytes: &[u8]) -> Self {
        while !bytes.is_empty() {
            self = match self {
                Self::Over => return self,
                Self::Length(mut length, known) => {
                    let taken = bytes.len().min(LENGTH_BYTES - known);
                    length[known..known + taken].copy_from_slice(&bytes[..taken]);
                    bytes = &bytes[taken..];
                    match known + taken {
                        LENGTH_BYTES => {
                            match (u32::from_be_bytes(length) as usize).checked_sub(LENGTH_BYTES) {
                                Some(rest) => Self::Rest(rest).closed(),
                                None => Self::Over,
                            }
                        }
                        known => Self::Length(length, known),
                    }
                }
                Self::Rest(rest) => {
                    let taken = bytes.len().min(rest);
                    bytes = &bytes[taken..];
                    Self::Rest(rest - taken).closed()
                }
            };
        }
        self
    }

    /// The start of the next frame instead of the end of this one.
    fn closed(self) -> Self {
        match self {
            Self::Rest(0) => START,
            other => other,
        }
    }
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
