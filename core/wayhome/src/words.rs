//! Generated PINs: what a device without a secure element needs, because nothing there slows guessing down.

use rand_core::Rng;

use crate::config::system_rng;

/// Six words of the BIP 39 English list, drawn at random: 66 bits.
#[must_use]
pub fn generate_pin_words() -> String {
    let list = bip39::Language::English.word_list();
    let mut rng = system_rng();
    let words: Vec<&str> = (0..6)
        .map(|_| {
            // 2,048 words: eleven bits of a random number pick one without bias.
            let index = usize::try_from(rng.next_u32() % 2_048).unwrap_or(0);
            list.get(index).copied().unwrap_or("abandon")
        })
        .collect();
    words.join(" ")
}

/// Twenty digits, drawn at random: 66 bits.
#[must_use]
pub fn generate_pin_digits() -> String {
    let mut rng = system_rng();
    let mut digits = String::with_capacity(20);
    while digits.len() < 20 {
        let number = rng.next_u32() >> 28;
        // Numbers from ten on are drawn again, so that each digit is as likely as the others.
        if let Some(digit) = char::from_digit(number, 10) {
            digits.push(digit);
        }
    }
    digits
}
