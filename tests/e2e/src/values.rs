//! Values that are made by rule, so that both sides have the same.

/// Bytes that do not repeat soon.
#[cfg(feature = "s3")]
pub(crate) fn bytes(count: usize) -> Vec<u8> {
    let mut state: u32 = 0x2545_F491;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    (0..count).map(next).collect()
}

/// A digest to compare long content by (FNV-1a, 64 bits).
pub(crate) fn digest(bytes: &[u8]) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{} bytes, {hash:016x}", bytes.len())
}
