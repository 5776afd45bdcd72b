//! Reading and writing of the fixed byte layouts: a cursor that cannot run past its end, and appending of
//! big-endian integers.

/// A cursor over untrusted bytes. Every read answers `None` once the bytes have run out.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `n` bytes.
    pub(crate) fn slice(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(n)?;
        self.0 = tail;
        Some(head)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// What is left.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Fills `out` with the parts, joined; whatever they do not reach stays as it is, whatever does not fit is
/// left out. Used with sizes that are known to match.
pub(crate) fn join_into(out: &mut [u8], parts: &[&[u8]]) {
    let bytes = parts.iter().flat_map(|part| part.iter());
    for (place, byte) in out.iter_mut().zip(bytes) {
        *place = *byte;
    }
}

/// The parts, joined into an array of exactly `N` bytes (zeros where they do not reach).
pub(crate) fn join<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let mut out = [0; N];
    join_into(&mut out, parts);
    out
}

/// Appends random bytes until `out` has `length` bytes.
pub(crate) fn fill_random(out: &mut Vec<u8>, length: usize, rng: &mut impl rand_core::CryptoRng) {
    let from = out.len();
    if from < length {
        out.resize(length, 0);
        if let Some(rest) = out.get_mut(from..) {
            rng.fill_bytes(rest);
        }
    }
}

/// Whether every byte is zero. Not constant-time: for padding that has been authenticated already.
pub(crate) fn all_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}
