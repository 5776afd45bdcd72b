//! Shares of a dossier's contact part: Shamir's scheme over GF(2⁸) with the polynomial x⁸+x⁴+x³+x+1, byte by
//! byte. Any `k` of `n` shares give the part back; fewer say nothing about it.
//!
//! The arithmetic is small and without tables or branches on secret bytes, so that its time says nothing either.

use std::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::keys::ContactPart;
use crate::layout::join;

/// The most share-holders.
pub const MAX_HOLDERS: u8 = 8;

const PART: usize = ContactPart::LENGTH;

/// Why shares cannot be made or put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShareError {
    /// Not 1 ≤ k ≤ n ≤ 8.
    #[error("the number of shares needed must be between 1 and the number of holders, of whom 8 at most")]
    Numbers,
    /// Two shares of the same number, or whole parts among shares of parts.
    #[error("these shares do not belong together")]
    Mixed,
}

/// One holder's share: its number (0 when a single share is the whole part), then 32 bytes.
pub struct Share(Box<[u8; Share::LENGTH]>);

impl Share {
    /// Bytes of every share.
    pub const LENGTH: usize = 1 + PART;

    /// Takes a share out of a message or store.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; Self::LENGTH]) -> Self {
        let share = Self(Box::new(bytes));
        bytes.zeroize();
        share
    }

    /// The raw bytes, for sealed places only.
    #[must_use]
    pub fn expose(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Its number; 0 when it is the whole part.
    #[must_use]
    pub fn number(&self) -> u8 {
        let [number, ..] = *self.0;
        number
    }

    fn value(&self) -> &[u8] {
        self.0.get(1..).unwrap_or_default()
    }
}

impl Clone for Share {
    // Messages that hold a share can be copied; each copy is overwritten when dropped.
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl Eq for Share {}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Share(…)")
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Splits a contact part into `n` shares, of which any `k` give it back.
///
/// # Errors
/// [`ShareError::Numbers`] unless 1 ≤ k ≤ n ≤ 8.
pub fn split_part(
    part: &ContactPart,
    k: u8,
    n: u8,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Share>, ShareError> {
    if k == 0 || k > n || n > MAX_HOLDERS {
        return Err(ShareError::Numbers);
    }
    if k == 1 {
        return Ok((0..n).map(|_| Share::from_bytes(join(&[&[0], part.expose()]))).collect());
    }
    // Highest power first; the part itself is the constant term.
    let mut higher = Zeroizing::new(vec![[0; PART]; usize::from(k) - 1]);
    for coefficients in higher.iter_mut() {
        rng.fill_bytes(coefficients);
    }
    let share = |x: u8| {
        let mut value = Zeroizing::new([0; PART]);
        for (place, byte) in value.iter_mut().enumerate() {
            let coefficients = higher.iter().chain([part.expose()]).filter_map(|powers| powers.get(place));
            *byte = coefficients.fold(0, |sum, coefficient| multiply(sum, x) ^ coefficient);
        }
        Share::from_bytes(join(&[&[x], value.as_slice()]))
    };
    Ok((1..=n).map(share).collect())
}

/// Puts shares together. Whether the result is the part that was split shows only when it is used: fewer shares
/// than were needed, or a wrong one, give other bytes.
///
/// # Errors
/// [`ShareError::Mixed`] for two shares of one number, or a whole part beside others; [`ShareError::Numbers`]
/// without any share or with more than 8.
pub fn join_shares(shares: &[&Share]) -> Result<ContactPart, ShareError> {
    if shares.is_empty() || shares.len() > usize::from(MAX_HOLDERS) {
        return Err(ShareError::Numbers);
    }
    if let [whole] = shares
        && whole.number() == 0
    {
        return Ok(ContactPart::build(|out| out.copy_from_slice(whole.value())));
    }
    let twice = |(at, share): (usize, &&Share)| {
        shares.iter().skip(at.saturating_add(1)).any(|other| other.number() == share.number())
    };
    if shares.iter().any(|share| share.number() == 0) || shares.iter().enumerate().any(twice) {
        return Err(ShareError::Mixed);
    }
    // Lagrange's interpolation at 0. The numbers of the shares are no secret, their values are.
    Ok(ContactPart::build(|out| {
        for share in shares {
            let own = share.number();
            let weight = shares
                .iter()
                .map(|other| other.number())
                .filter(|number| *number != own)
                .fold(1, |weight, other| multiply(weight, multiply(other, inverse(other ^ own))));
            for (byte, value) in out.iter_mut().zip(share.value()) {
                *byte ^= multiply(*value, weight);
            }
        }
    }))
}

/// The product in GF(2⁸).
fn multiply(mut a: u8, b: u8) -> u8 {
    let mut product = 0;
    for bit in 0..8 {
        product ^= a & 0u8.wrapping_sub((b >> bit) & 1);
        a = (a << 1) ^ (0x1b & 0u8.wrapping_sub(a >> 7));
    }
    product
}

/// The inverse in GF(2⁸): the 254th power. 0 has none and gives 0.
fn inverse(a: u8) -> u8 {
    // 254 = 2 + 4 + 8 + 16 + 32 + 64 + 128
    let mut square = a;
    (0..7).fold(1, |product, _| {
        square = multiply(square, square);
        multiply(product, square)
    })
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    /// Long multiplication of polynomials, then long division: slow, and nothing like the code above.
    fn slowly(a: u8, b: u8) -> u8 {
        let mut product = 0u16;
        for bit in 0..8 {
            if b & (1 << bit) != 0 {
                product ^= u16::from(a) << bit;
            }
        }
        for bit in (8..16).rev() {
            if product & (1 << bit) != 0 {
                product ^= 0x11b << (bit - 8);
            }
        }
        u8::try_from(product).unwrap()
    }

    #[test]
    fn every_product_of_the_field_is_that_of_long_division() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(multiply(a, b), slowly(a, b), "{a} times {b}");
            }
        }
        // FIPS 197, 4.2.
        assert_eq!(multiply(0x57, 0x83), 0xc1);
        assert_eq!(multiply(0x57, 0x13), 0xfe);
    }

    #[test]
    fn every_element_but_zero_times_its_inverse_is_one() {
        assert_eq!(inverse(0), 0);
        for a in 1..=255 {
            assert_eq!(multiply(a, inverse(a)), 1, "{a}");
        }
    }

    /// All sets of `size` among `n`, as bits.
    fn sets(n: u8, size: u32) -> impl Iterator<Item = Vec<usize>> {
        (0u32..1 << n)
            .filter(move |set| set.count_ones() == size)
            .map(move |set| (0..usize::from(n)).filter(|at| set & (1 << at) != 0).collect())
    }

    #[test]
    fn any_k_of_n_shares_give_the_part_and_any_fewer_do_not() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for n in 1..=MAX_HOLDERS {
            for k in 1..=n {
                let part = ContactPart::make_random(&mut rng);
                let shares = split_part(&part, k, n, &mut rng).unwrap();
                assert_eq!(shares.len(), usize::from(n));
                for size in 1..=u32::from(n) {
                    for set in sets(n, size) {
                        let chosen: Vec<&Share> = set.iter().map(|at| &shares[*at]).collect();
                        match join_shares(&chosen) {
                            // Whole parts are not put together; one is enough.
                            Err(error) => assert!(k == 1 && size > 1 && error == ShareError::Mixed),
                            Ok(joined) => {
                                assert_eq!(joined == part, size >= u32::from(k), "{k} of {n}, {set:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_single_share_of_two_can_belong_to_any_part() {
        // Whatever the part's byte, some coefficient gives this share: so the share tells nothing.
        for x in 1..=MAX_HOLDERS {
            for byte in 0..=255u8 {
                let reached = (0..=255u8).filter(|slope| multiply(*slope, x) ^ byte == 0x5a).count();
                assert_eq!(reached, 1);
            }
        }
    }

    #[test]
    fn shares_that_do_not_belong_together_are_refused() {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let part = ContactPart::make_random(&mut rng);
        let shares = split_part(&part, 2, 3, &mut rng).unwrap();
        let whole = split_part(&part, 1, 1, &mut rng).unwrap();
        assert_eq!(join_shares(&[]), Err(ShareError::Numbers));
        assert_eq!(join_shares(&[&shares[0], &shares[0]]), Err(ShareError::Mixed));
        assert_eq!(join_shares(&[&shares[0], &whole[0]]), Err(ShareError::Mixed));
        let many: Vec<&Share> = std::iter::repeat_n(&shares[0], 9).collect();
        assert_eq!(join_shares(&many), Err(ShareError::Numbers));
        for (k, n) in [(0, 1), (2, 1), (1, 0), (0, 0), (9, 9), (1, 9), (255, 255)] {
            assert_eq!(split_part(&part, k, n, &mut rng), Err(ShareError::Numbers));
        }
    }
}
