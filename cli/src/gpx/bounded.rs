//! A reader that counts lines and stops at a bound, so that no input can make the XML parser's buffer grow.

use std::io::{self, BufRead, BufReader, Read};

use super::{Limit, Limits};

pub(super) struct Bounded<R> {
    inner: BufReader<R>,
    limits: Limits,
    read: u64,
    read_since_mark: u64,
    newlines: u64,
    exceeded: Option<Limit>,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(reader: R, limits: Limits) -> Self {
        let inner = BufReader::with_capacity(64 << 10, reader);
        Self { inner, limits, read: 0, read_since_mark: 0, newlines: 0, exceeded: None }
    }

    /// Begins the next element: its own bound counts from here. Returns the line, counted from 1.
    pub(super) fn mark(&mut self) -> u64 {
        self.read_since_mark = 0;
        self.newlines.saturating_add(1)
    }

    /// The bound that made a read fail, if one did.
    pub(super) fn exceeded(&self) -> Option<Limit> {
        self.exceeded
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read > self.limits.bytes {
            self.exceeded = Some(Limit::Bytes);
        } else if self.read_since_mark > self.limits.element {
            self.exceeded = Some(Limit::Element);
        }
        if self.exceeded.is_some() {
            return Err(io::Error::other("the input goes over a bound"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let taken = self.inner.buffer().get(..amount).unwrap_or_default();
        let newlines = taken.iter().filter(|&&byte| byte == b'\n').count();
        self.newlines = self.newlines.saturating_add(newlines as u64);
        self.read = self.read.saturating_add(amount as u64);
        self.read_since_mark = self.read_since_mark.saturating_add(amount as u64);
        self.inner.consume(amount);
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let amount = available.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..amount), available.get(..amount)) {
            to.copy_from_slice(from);
        }
        self.consume(amount);
        Ok(amount)
    }
}
