use super::*;

/// The check value of the catalogue of CRC algorithms.
#[test]
fn the_check_value_of_the_crc() {
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
}

/// `empty_message` of the specification's test vectors.
#[test]
fn the_empty_frame() {
    let bytes = [
        0, 0, 0, 16, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff,
    ];
    assert_eq!(Frame::default().encode(), bytes);
    assert_eq!(Frame::decode(&bytes), Ok(Frame::default()));
}

#[test]
fn every_header_comes_back() {
    let frame = Frame::event("e", "text/plain", "payload")
        .with("yes", Value::Bool(true))
        .with("no", Value::Bool(false))
        .with("byte", Value::Byte(-1))
        .with("short", Value::Short(-2))
        .with("int", Value::Int(-3))
        .with("long", Value::Long(-4))
        .with("bytes", Value::Bytes(vec![0, 255]))
        .with("at", Value::Millis(1_700_000_000_123));
    assert_eq!(Frame::decode(&frame.encode()), Ok(frame));
}

#[test]
fn a_flipped_bit_is_noticed() {
    let good = Frame::event("e", "text/plain", "payload").encode();
    for at in 4..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert!(Frame::decode(&bad).is_err(), "byte {at}");
    }
}
