//! Frames of event streams, read without the crate that writes them; see Smithy's Amazon Event Stream
//! specification.

use std::collections::BTreeMap;

/// Bytes of the lengths and their checksum at the start of a frame.
const PRELUDE: usize = 12;

/// Bytes of a checksum.
const CHECKSUM: usize = 4;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// By name: headers have no order.
    pub(crate) headers: BTreeMap<String, Value>,
    /// Whatever `:content-type` says.
    pub(crate) payload: Vec<u8>,
}

/// A header's value with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Bool(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Blob(Vec<u8>),
    Text(String),
    /// Milliseconds since 1970.
    Timestamp(i64),
    Uuid([u8; 16]),
}

/// All frames of a body.
///
/// # Errors
/// Bytes that are no frames, or whose checksums are wrong.
pub(crate) fn frames(mut bytes: &[u8]) -> Result<Vec<Frame>, String> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        frames.push(frame(&mut bytes)?);
    }
    Ok(frames)
}

/// The frame inside of a signed one, whose signature is in the headers; others as they are. The empty
/// frame that ends a signed stream is none.
pub(crate) fn unsigned(frame: Frame) -> Result<Option<Frame>, String> {
    if !frame.headers.contains_key(":chunk-signature") {
        return Ok(Some(frame));
    }
    Ok(frames(&frame.payload)?.into_iter().next())
}

fn frame(bytes: &mut &[u8]) -> Result<Frame, String> {
    let whole = *bytes;
    let length = u32::from_be_bytes(array(bytes)?) as usize;
    let headers_length = u32::from_be_bytes(array(bytes)?) as usize;
    checked(
        &whole[..PRELUDE - CHECKSUM],
        u32::from_be_bytes(array(bytes)?),
    )?;
    let rest = length.checked_sub(PRELUDE + CHECKSUM + headers_length);
    let payload_length = rest.ok_or("a frame is shorter than its headers")?;
    let mut header_bytes = take(bytes, headers_length)?;
    let payload = take(bytes, payload_length)?.to_vec();
    checked(
        &whole[..length - CHECKSUM],
        u32::from_be_bytes(array(bytes)?),
    )?;
    let mut headers = BTreeMap::new();
    while !header_bytes.is_empty() {
        let (name, value) = header(&mut header_bytes)?;
        if headers.insert(name.clone(), value).is_some() {
            return Err(format!("the header {name} stands twice"));
        }
    }
    Ok(Frame { headers, payload })
}

fn header(bytes: &mut &[u8]) -> Result<(String, Value), String> {
    let [length] = array(bytes)?;
    let name = text(take(bytes, length.into())?)?;
    let [kind] = array(bytes)?;
    let value = match kind {
        0 => Value::Bool(true),
        1 => Value::Bool(false),
        2 => Value::Byte(i8::from_be_bytes(array(bytes)?)),
        3 => Value::Short(i16::from_be_bytes(array(bytes)?)),
        4 => Value::Integer(i32::from_be_bytes(array(bytes)?)),
        5 => Value::Long(i64::from_be_bytes(array(bytes)?)),
        6 => Value::Blob(sized(bytes)?.to_vec()),
        7 => Value::Text(text(sized(bytes)?)?),
        8 => Value::Timestamp(i64::from_be_bytes(array(bytes)?)),
        9 => Value::Uuid(array(bytes)?),
        kind => return Err(format!("the header {name} has the unknown type {kind}")),
    };
    Ok((name, value))
}

fn sized<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], String> {
    let length = u16::from_be_bytes(array(bytes)?);
    take(bytes, length.into())
}

fn text(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], String> {
    let taken = take(bytes, N)?;
    taken.try_into().map_err(|_| "a length is wrong".to_owned())
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], String> {
    let (taken, rest) = (bytes.split_at_checked(count)).ok_or("a frame is cut off")?;
    *bytes = rest;
    Ok(taken)
}

fn checked(bytes: &[u8], expected: u32) -> Result<(), String> {
    match crc32fast::hash(bytes) == expected {
        true => Ok(()),
        false => Err("a checksum is wrong".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{frames, unsigned, Value};

    /// An event with `:message-type`, `:event-type` and a boolean header.
    const FRAME: &str =
        "AAAASwAAADv7Cl8VDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcAB2hlYWRlcnMN\
        Ym9vbGVhbkhlYWRlcgC4J9Ws";

    fn bytes() -> Vec<u8> {
        data_encoding::BASE64
            .decode(FRAME.as_bytes())
            .expect("valid")
    }

    #[test]
    fn frames_are_read_one_after_the_other() {
        let read = frames(&bytes().repeat(2)).expect("valid");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0], read[1]);
        assert_eq!(read[0].headers["booleanHeader"], Value::Bool(true));
        assert_eq!(
            read[0].headers[":message-type"],
            Value::Text("event".to_owned())
        );
        assert!(read[0].payload.is_empty());
        assert_eq!(unsigned(read[0].clone()), Ok(Some(read[0].clone())));
    }

    #[test]
    fn every_byte_counts() {
        let bytes = bytes();
        for position in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[position] ^= 1;
            assert!(frames(&wrong).is_err(), "byte {position}");
            assert!(
                position == 0 || frames(&bytes[..position]).is_err(),
                "cut at {position}"
            );
        }
    }
}
