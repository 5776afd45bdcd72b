//! Amounts of money as people type them: `1,200.50 PHP`, `PHP 1200.50`, or `1200.50` alone.

use std::str::FromStr;

use wayhome::{Amount, Currency};

/// Why it is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AmountError {
    #[error(
        "an amount looks like 1,200.50 PHP or 1200.50: a point before the decimals, commas only between thousands"
    )]
    NotOne,
    #[error("say in which currency, like 1200.50 PHP")]
    NoCurrency,
    #[error("{currency} has {most} decimals at most")]
    Decimals { currency: Currency, most: u8 },
    #[error("an amount is more than nothing, and has at most fifteen digits")]
    Bounds,
}

/// An amount as typed. How many minor units it is, its currency decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    whole: u64,
    decimals: String,
    currency: Option<Currency>,
}

impl Typed {
    /// The amount, in its own currency or else in `usual`.
    pub(crate) fn amount(&self, usual: Option<Currency>) -> Result<Amount, AmountError> {
        let currency = self.currency.or(usual).ok_or(AmountError::NoCurrency)?;
        let most = currency.minor_digits();
        let missing = usize::from(most)
            .checked_sub(self.decimals.len())
            .ok_or(AmountError::Decimals { currency, most })?;
        let digits = format!("{}{}{}", self.whole, self.decimals, "0".repeat(missing));
        let minor: u64 = digits.parse().map_err(|_| AmountError::Bounds)?;
        if !(1..=Amount::MOST).contains(&minor) {
            return Err(AmountError::Bounds);
        }
        Ok(Amount { minor, currency })
    }
}

impl FromStr for Typed {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        let (before, after) =
            (text.get(..3), text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)));
        let (number, currency) = match (before.and_then(Currency::from_code), after) {
            (Some(currency), _) => (text.get(3..).unwrap_or_default(), Some(currency)),
            (None, Some((number, code))) if Currency::from_code(code).is_some() => {
                (number, Currency::from_code(code))
            }
            _ => (text, None),
        };
        let number = number.trim();
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if is_digits(decimals) => (whole, decimals),
            Some(_) => return Err(AmountError::NotOne),
            None => (number, ""),
        };
        let whole = without_commas(whole).ok_or(AmountError::NotOne)?;
        if whole.len() > 15 || decimals.len() > 15 {
            return Err(AmountError::Bounds);
        }
        let whole = whole.parse().map_err(|_| AmountError::NotOne)?;
        Ok(Self { whole, decimals: decimals.to_owned(), currency })
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a whole number whose thousands may be set off by commas, or its lakhs and crores (`12,34,567`).
fn without_commas(text: &str) -> Option<String> {
    let mut groups = text.split(',').rev();
    let last = groups.next()?;
    let before: Vec<&str> = groups.collect();
    let sound = is_digits(last)
        && before.iter().all(|group| is_digits(group))
        && (before.is_empty() || last.len() == 3)
        && before.iter().all(|group| group.len() <= 3)
        && before.iter().rev().skip(1).all(|group| group.len() >= 2);
    sound.then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, AmountError> {
        let usual = Currency::from_code("NPR");
        Ok(text.parse::<Typed>()?.amount(usual)?.to_string())
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, read_as) in [
            ("1,200.50 PHP", "1200.50 PHP"),
            ("1200.5php", "1200.50 PHP"),
            ("PHP 1200", "1200.00 PHP"),
            ("1200.50", "1200.50 NPR"),
            ("12,34,567 inr", "1234567.00 INR"),
            ("1,234,567 VND", "1234567 VND"),
            ("0.005 KWD", "0.005 KWD"),
            (" 7 ", "7.00 NPR"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(read_as), "{typed:?}");
        }
    }

    #[test]
    fn what_could_mean_two_things_or_nothing_is_refused() {
        for typed in [
            "",
            "PHP",
            "abc",
            "-5 PHP",
            "+5",
            "1.",
            ".5",
            "1,50 EUR",
            "1.200,50 EUR",
            "1,2,345",
            "1234,567",
            "1,,200",
            ",200",
            "1 200",
            "1e3",
            "1.2.3 PHP",
            "5 PHPX",
            "५०",
            "$5",
            "5 PHP PHP",
            "1_000",
            "€€",
        ] {
            assert_eq!(read(typed), Err(AmountError::NotOne), "{typed:?}");
        }
        for typed in ["0", "0.00 PHP", "99999999999999.99", "1234567890123456", "0.1234567890123456"] {
            assert_eq!(read(typed), Err(AmountError::Bounds), "{typed:?}");
        }
        assert_eq!("5".parse::<Typed>().unwrap().amount(None), Err(AmountError::NoCurrency));
        let vnd = Currency::from_code("VND").unwrap();
        assert_eq!(read("5.5 VND"), Err(AmountError::Decimals { currency: vnd, most: 0 }));
    }
}
