//! Event stream frames (`application/vnd.amazon.eventstream`), written and read without any code of
//! the clients under test.
//!
//! Source: "Amazon Event Stream Specification" of Smithy. A frame is its length, the length of its
//! headers, a CRC of both, the headers, the payload, and a CRC of all.

/// Prelude with its CRC, and the frame's CRC.
const OVERHEAD: usize = 16;

/// A header's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `boolean`
    Bool(bool),
    /// `byte`
    Byte(i8),
    /// `short`
    Short(i16),
    /// `integer`
    Int(i32),
    /// `long`
    Long(i64),
    /// `blob`
    Bytes(Vec<u8>),
    /// `string`
    Text(String),
    /// `timestamp`, in milliseconds since 1970.
    Millis(i64),
}

/// A frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Names and values, in order.
    pub headers: Vec<(String, Value)>,
    /// The payload.
    pub payload: Vec<u8>,
}

impl Frame {
    /// An event of that name with a payload of that media type.
    pub fn event(name: &str, content_type: &str, payload: impl Into<Vec<u8>>) -> Self {
        Self::message("event", ":event-type", name, content_type, payload)
    }

    /// An event of that name without a payload.
    pub fn empty_event(name: &str) -> Self {
        let frame = Self::default().text(":message-type", "event");
        frame.text(":event-type", name)
    }

    /// A modelled error of that name.
    pub fn exception(name: &str, content_type: &str, payload: impl Into<Vec<u8>>) -> Self {
        Self::message("exception", ":exception-type", name, content_type, payload)
    }

    /// An error that no model knows.
    pub fn error(code: &str, message: &str) -> Self {
        let frame = Self::default().text(":message-type", "error");
        frame
            .text(":error-code", code)
            .text(":error-message", message)
    }

    fn message(
        kind: &str,
        key: &str,
        name: &str,
        content_type: &str,
        payload: impl Into<Vec<u8>>,
    ) -> Self {
        let mut frame = Self::default().text(":message-type", kind).text(key, name);
        frame = frame.text(":content-type", content_type);
        frame.payload = payload.into();
        frame
    }

    /// Adds a header.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.headers.push((name.to_owned(), value));
        self
    }

    /// Adds a header with a text.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.with(name, Value::Text(value.to_owned()))
    }

    /// The value of the header of that name.
    pub fn header(&self, name: &str) -> Option<&Value> {
        let mut headers = self.headers.iter();
        headers.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text of the header of that name; empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        match self.header(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The frame on the wire.
    pub fn encode(&self) -> Vec<u8> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            encode_header(name, value, &mut headers);
        }
        let total = OVERHEAD + headers.len() + self.payload.len();
        let mut frame = Vec::with_capacity(total);
        frame.extend(length(total).to_be_bytes());
        frame.extend(length(headers.len()).to_be_bytes());
        frame.extend(crc32(&frame).to_be_bytes());
        frame.extend(headers);
        frame.extend(&self.payload);
        frame.extend(crc32(&frame).to_be_bytes());
        frame
    }

    /// The frame that `bytes` are.
    ///
    /// # Errors
    /// When they are not one frame exactly.
    pub fn decode(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes.to_vec();
        match Self::take(&mut rest)? {
            Some(frame) if rest.is_empty() => Ok(frame),
            _ => Err("not one frame exactly".to_owned()),
        }
    }

    /// Takes the first frame from `bytes`, if it is there in full.
    ///
    /// # Errors
    /// What is malformed.
    pub fn take(bytes: &mut Vec<u8>) -> Result<Option<Self>, String> {
        let Some(total) = number(bytes, 0) else {
            return Ok(None);
        };
        let total = total as usize;
        if bytes.len() < total {
            return Ok(None);
        }
        let rest = bytes.split_off(total);
        let frame = std::mem::replace(bytes, rest);
        let headers = number(&frame, 4).ok_or("no length of headers")? as usize;
        check_crc("prelude", &frame, 8)?;
        check_crc("frame", &frame, total.checked_sub(4).ok_or("no CRC")?)?;
        let split = 12 + headers;
        Ok(Some(Self {
            headers: decode_headers(frame.get(12..split).ok_or("headers beyond the frame")?)?,
            payload: frame
                .get(split..total - 4)
                .ok_or("headers beyond the frame")?
                .to_vec(),
        }))
    }
}

/// The bytes of one header.
pub fn encode_header(name: &str, value: &Value, out: &mut Vec<u8>) {
    out.push(u8::try_from(name.len()).expect("names are short"));
    out.extend(name.as_bytes());
    let sized = |kind: u8, bytes: &[u8], out: &mut Vec<u8>| {
        let length = u16::try_from(bytes.len()).expect("values are short");
        out.push(kind);
        out.extend(length.to_be_bytes());
        out.extend(bytes);
    };
    match value {
        Value::Bool(value) => out.push(u8::from(!value)),
        Value::Byte(value) => out.extend([2, value.to_be_bytes()[0]]),
        Value::Short(value) => out.extend([&[3][..], &value.to_be_bytes()].concat()),
        Value::Int(value) => out.extend([&[4][..], &value.to_be_bytes()].concat()),
        Value::Long(value) => out.extend([&[5][..], &value.to_be_bytes()].concat()),
        Value::Bytes(bytes) => sized(6, bytes, out),
        Value::Text(text) => sized(7, text.as_bytes(), out),
        Value::Millis(value) => out.extend([&[8][..], &value.to_be_bytes()].concat()),
    }
}

fn decode_headers(mut bytes: &[u8]) -> Result<Vec<(String, Value)>, String> {
    let mut headers = Vec::new();
    while !bytes.is_empty() {
        let length = usize::from(bytes_of::<1>(&mut bytes)?[0]);
        let name = text(take(&mut bytes, length)?)?;
        let value = match bytes_of::<1>(&mut bytes)?[0] {
            0 => Value::Bool(true),
            1 => Value::Bool(false),
            2 => Value::Byte(i8::from_be_bytes(bytes_of(&mut bytes)?)),
            3 => Value::Short(i16::from_be_bytes(bytes_of(&mut bytes)?)),
            4 => Value::Int(i32::from_be_bytes(bytes_of(&mut bytes)?)),
            5 => Value::Long(i64::from_be_bytes(bytes_of(&mut bytes)?)),
            kind @ (6 | 7) => {
                let length = u16::from_be_bytes(bytes_of(&mut bytes)?);
                let value = take(&mut bytes, length.into())?;
                match kind {
                    6 => Value::Bytes(value.to_vec()),
                    _ => Value::Text(text(value)?),
                }
            }
            8 => Value::Millis(i64::from_be_bytes(bytes_of(&mut bytes)?)),
            kind => return Err(format!("header {name} is of type {kind}")),
        };
        headers.push((name, value));
    }
    Ok(headers)
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8], String> {
    let (taken, rest) = bytes
        .split_at_checked(length)
        .ok_or("a header is cut short")?;
    *bytes = rest;
    Ok(taken)
}

fn bytes_of<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], String> {
    take(bytes, N)?
        .try_into()
        .map_err(|_| "a header is cut short".to_owned())
}

fn text(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "a header is not UTF-8".to_owned())
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    bytes.try_into().ok().map(u32::from_be_bytes)
}

fn length(length: usize) -> u32 {
    u32::try_from(length).expect("frames are short")
}

fn check_crc(what: &str, frame: &[u8], at: usize) -> Result<(), String> {
    let covered = frame.get(..at).ok_or("too short")?;
    match number(frame, at) == Some(crc32(covered)) {
        true => Ok(()),
        false => Err(format!("the CRC of the {what} is wrong")),
    }
}

/// CRC-32 as in gzip (ISO 3309), bit by bit: frames of tests are short.
pub fn crc32(bytes: &[u8]) -> u32 {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| match crc & 1 {
            0 => crc >> 1,
            _ => (crc >> 1) ^ 0xEDB8_8320,
        })
    });
    !crc
}

#[cfg(test)]
#[path = "frames_tests.rs"]
mod tests;
