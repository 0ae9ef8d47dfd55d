//! A server on 127.0.0.1 whose handlers hold the connection: they read the request's body piece by
//! piece while they write the response, which [`crate::server`] cannot do.
//!
//! HTTP/1.1 is enough for both sides to talk at once: the default client reads a response while it
//! still sends the request.

mod serve;

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::TcpStream;

use crate::frames::Frame;
use crate::server::{find, invalid, parse_head, Request};

pub use serve::Exchanges;

/// How much is read from the socket at once, in bytes.
const PIECE: usize = 256 * 1024;

/// One request and its response, both under way.
#[derive(Debug)]
pub struct Exchange {
    request: Request,
    reader: OwnedReadHalf,
    buffer: Vec<u8>,
    body: Body,
    events: Vec<u8>,
    writer: OwnedWriteHalf,
}

/// Where the request's body stands.
#[derive(Clone, Copy, Debug)]
enum Body {
    /// That many bytes are to come.
    Sized(u64),
    /// That many bytes of the present chunk are to come.
    Chunked(u64),
    /// All was read.
    Read,
}

impl Exchange {
    /// The request without its body.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The next piece of the request's body, as soon as there is one; `None` at its end.
    ///
    /// # Errors
    /// When the client goes away before the end.
    pub async fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Body::Chunked(0) = self.body {
            self.next_chunk().await?;
        }
        let (Body::Sized(left) | Body::Chunked(left)) = self.body else {
            return Ok(None);
        };
        if left == 0 {
            self.body = Body::Read;
            return Ok(None);
        }
        if self.buffer.is_empty() {
            self.fill().await?;
        }
        let length = self
            .buffer
            .len()
            .min(usize::try_from(left).unwrap_or(usize::MAX));
        let rest = self.buffer.split_off(length);
        let piece = std::mem::replace(&mut self.buffer, rest);
        let left = left - length as u64;
        self.body = match self.body {
            Body::Sized(_) => Body::Sized(left),
            _ => {
                if left == 0 {
                    self.line().await?;
                }
                Body::Chunked(left)
            }
        };
        Ok(Some(piece))
    }

    /// All of the request's body that was not read yet.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub async fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = self.read().await? {
            all.extend(piece);
        }
        Ok(all)
    }

    /// The next event stream frame of the request's body; `None` at the body's end.
    ///
    /// # Errors
    /// As [`read`](Self::read), and when a frame is malformed or cut short.
    pub async fn frame(&mut self) -> io::Result<Option<Frame>> {
        loop {
            if let Some(frame) = Frame::take(&mut self.events).map_err(|error| invalid(&error))? {
                return Ok(Some(frame));
            }
            match self.read().await? {
                Some(piece) => self.events.extend(piece),
                None if self.events.is_empty() => return Ok(None),
                None => return Err(invalid("the body ends within a frame")),
            }
        }
    }

    /// Begins a response whose body comes in chunks.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn respond(&mut self, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
        let headers = [headers, &[("transfer-encoding", "chunked")]].concat();
        self.respond_plain(status, &headers).await
    }

    /// Begins a response whose body is written as it is, by [`write`](Self::write).
    ///
    /// # Errors
    /// When the client went away.
    pub async fn respond_plain(&mut self, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {status} Exchange\r\nconnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        self.write(head.as_bytes()).await
    }

    /// Begins the response of an event stream.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn respond_events(&mut self, headers: &[(&str, &str)]) -> io::Result<()> {
        let content_type = ("content-type", "application/vnd.amazon.eventstream");
        self.respond(200, &[headers, &[content_type]].concat())
            .await
    }

    /// Sends a chunk of the response's body.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let chunk = [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        self.write(&chunk).await
    }

    /// Sends a frame as a chunk of its own.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn send_frame(&mut self, frame: &Frame) -> io::Result<()> {
        self.send(&frame.encode()).await
    }

    /// Sends the last chunk.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn finish(&mut self) -> io::Result<()> {
        self.write(b"0\r\n\r\n").await
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// When the client went away.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes).await?;
        self.writer.flush().await
    }

    async fn next_chunk(&mut self) -> io::Result<()> {
        let line = self.line().await?;
        let size = std::str::from_utf8(&line).map_err(|_| invalid("chunk size"))?;
        let size = u64::from_str_radix(size, 16).map_err(|_| invalid("chunk size"))?;
        self.body = Body::Chunked(size);
        if size == 0 {
            self.line().await?;
            self.body = Body::Read;
        }
        Ok(())
    }

    /// The bytes up to the end of the line, which are taken as well.
    async fn line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(at) = find(&self.buffer, b"\r\n") {
                let rest = self.buffer.split_off(at + 2);
                let mut line = std::mem::replace(&mut self.buffer, rest);
                line.truncate(at);
                return Ok(line);
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> io::Result<()> {
        self.buffer.reserve(PIECE);
        match self.reader.read_buf(&mut self.buffer).await? {
            0 => Err(invalid("the client closed the connection in mid-body")),
            _ => Ok(()),
        }
    }

    /// Reads the head of the first request of a connection.
    async fn accept(stream: TcpStream) -> io::Result<Self> {
        let (mut reader, writer) = stream.into_split();
        let mut buffer = Vec::new();
        let end = loop {
            if let Some(at) = find(&buffer, b"\r\n\r\n") {
                break at + 4;
            }
            if reader.read_buf(&mut buffer).await? == 0 {
                return Err(invalid("the client closed the connection in mid-head"));
            }
        };
        let rest = buffer.split_off(end);
        let request = parse_head(&buffer)?;
        let body = match request.header("transfer-encoding") {
            Some(_) => Body::Chunked(0),
            None => {
                let length = request.header("content-length").unwrap_or("0");
                Body::Sized(length.parse().map_err(|_| invalid("content-length"))?)
            }
        };
        Ok(Self {
            request,
            reader,
            buffer: rest,
            body,
            events: Vec::new(),
            writer,
        })
    }
}
