//! How long a text is as an SMS. One message holds 160 septets of the GSM alphabet, or 70 units of UTF-16 as
//! soon as one character is outside it (3GPP TS 23.038, sections 4 and 6.2.1; TS 23.040, section 9.2.3.16).

/// The length of a text as an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsLength {
    /// Units used: septets of the GSM alphabet, or units of UTF-16.
    pub units: usize,
    /// Units that one message holds: 160 or 70.
    pub limit: usize,
    /// Whether one message holds it.
    pub fits: bool,
}

/// The most septets in one message.
const GSM_LIMIT: usize = 160;
/// The most units of UTF-16 in one message.
const UTF16_LIMIT: usize = 70;

/// Measures a text as it would be sent.
#[must_use]
pub fn length(text: &str) -> SmsLength {
    let septets: Option<usize> = text.chars().map(septets).sum();
    let (units, limit) = match septets {
        Some(units) => (units, GSM_LIMIT),
        None => (text.encode_utf16().count(), UTF16_LIMIT),
    };
    SmsLength { units, limit, fits: units <= limit }
}

/// How many septets a character takes in the GSM alphabet: one in the basic set, two in its extension.
fn septets(letter: char) -> Option<usize> {
    const MORE: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
    const EXTENSION: &str = "\u{c}^{}\\[~]|€";
    if letter.is_ascii_alphanumeric() || MORE.contains(letter) {
        Some(1)
    } else if EXTENSION.contains(letter) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gsm_alphabet_holds_160_and_its_extension_counts_twice() {
        assert_eq!(length(""), SmsLength { units: 0, limit: 160, fits: true });
        assert_eq!(length(&"é".repeat(160)), SmsLength { units: 160, limit: 160, fits: true });
        assert_eq!(length(&"a".repeat(161)), SmsLength { units: 161, limit: 160, fits: false });
        assert_eq!(length("{€}"), SmsLength { units: 6, limit: 160, fits: true });
    }

    #[test]
    fn one_character_outside_it_leaves_70_units() {
        assert_eq!(length("ç"), SmsLength { units: 1, limit: 70, fits: true });
        assert_eq!(length("`").limit, 70);
        assert_eq!(length(&"न".repeat(71)), SmsLength { units: 71, limit: 70, fits: false });
        // Outside the basic plane a character takes two units.
        assert_eq!(length("🙂").units, 2);
    }

    #[test]
    fn the_basic_set_has_its_127_characters_beside_the_escape() {
        let all = (0..=0xffff).filter_map(char::from_u32).filter(|letter| septets(*letter) == Some(1));
        assert_eq!(all.count(), 127);
        let extension = (0..=0xffff).filter_map(char::from_u32).filter(|letter| septets(*letter) == Some(2));
        assert_eq!(extension.count(), 10);
    }
}
