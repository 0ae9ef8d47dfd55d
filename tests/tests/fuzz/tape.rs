//! Choices out of bytes: what is made of a tape gets simpler as proptest shortens the tape.

/// Bytes that decide. Behind their end everything is the first, plainest choice.
pub(crate) struct Tape<'a>(&'a [u8]);

impl<'a> Tape<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((byte, rest)) => {
                self.0 = rest;
                *byte
            }
            None => 0,
        }
    }

    /// Less than `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = match bound {
            0..=256 => usize::from(self.byte()),
            _ => {
                usize::from(self.byte()) << 16
                    | usize::from(self.byte()) << 8
                    | usize::from(self.byte())
            }
        };
        wide % bound
    }

    /// True once in `of` times.
    pub(crate) fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    pub(crate) fn choose<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A few bytes as they come.
    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let length = self.below(24);
        (0..length).map(|_| self.byte()).collect()
    }

    /// A whole number of any size, most often a small one.
    pub(crate) fn integer(&mut self) -> i64 {
        const EDGES: [i64; 10] = [
            i64::MAX,
            i64::MIN,
            i64::MAX / 1000 + 1,
            i32::MAX as i64 + 1,
            i32::MIN as i64 - 1,
            253_402_300_800,
            -62_167_219_201,
            -1,
            0,
            1 << 53,
        ];
        match self.once_in(24) {
            true => self.choose(&EDGES),
            false => i64::from(self.byte()),
        }
    }
}
