//! Which PINs are taken, and which are the same PIN typed differently.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use common::*;
use wayhome_vault::*;

const WORDS: &str = "legal winner thank year wave sausage";
const DIGITS: &str = "12345678901234567890";

fn hard(typed: &str) -> Result<Pin> {
    Pin::parse(typed, SecurityLevel::SecureElement)
}

fn soft(typed: &str) -> Result<Pin> {
    Pin::parse(typed, SecurityLevel::Software)
}

#[test]
fn short_pins_are_taken_only_where_a_chip_slows_guessing() {
    for short in [
        "123456",
        "hunter2",
        "1234567890123456789",
        "legal winner thank year wave",
        "a b c d e f",
        "aa bb cc dd ee ff",
    ] {
        assert!(matches!(soft(short), Err(Error::WeakPin { .. })), "{short}");
        assert!(hard(short).is_ok(), "{short}");
    }
    for weak in ["", "12345", "  12345  ", "१२३४५"] {
        assert!(matches!(hard(weak), Err(Error::WeakPin { .. })), "{weak}");
    }
    for long in [WORDS, DIGITS, "12345 67890 12345 67890", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠"] {
        assert!(soft(long).is_ok(), "{long}");
    }
}

#[test]
fn a_pin_that_is_too_long_is_refused() {
    assert!(matches!(hard(&"1".repeat(257)), Err(Error::PinTooLong { max: 256 })));
    assert!(hard(&"1".repeat(256)).is_ok());
}

#[test]
fn a_pin_taken_for_a_better_device_makes_no_slot_on_a_worse_one() {
    let folder = tempfile::tempdir().unwrap();
    let device = std::sync::Arc::new(testing::MemoryDeviceKey::new(SecurityLevel::Software, 1));
    let path = folder.path().join("data");
    let mut rng = rng(1);
    let mut store = Store::create(&path, StoreSize::Cells(8), KdfCost::TestOnly, device, &mut rng).unwrap();
    let refused = store.first_slot(&pin(PIN), &mut rng);
    assert!(matches!(refused, Err(Error::WeakPin { .. })));
    let slot = store.first_slot(&soft(WORDS).unwrap(), &mut rng).unwrap();
    let refused = store.new_pin(&slot, &soft(WORDS).unwrap(), &pin(PIN), &mut rng);
    assert!(matches!(refused, Err(Error::WeakPin { .. })));
    store.try_pin(&soft(WORDS).unwrap()).unwrap();
}

#[test]
fn the_same_pin_typed_differently_opens_the_same_slot() {
    for (first, others) in [
        (
            "482913",
            &[
                "٤٨٢٩١٣",
                "۴۸۲۹۱۳",
                "४८२९१३",
                "৪৮২৯১৩",
                "๔๘๒๙๑๓",
                "໔໘໒໙໑໓",
                "៤៨២៩១៣",
                "၄၈၂၉၁၃",
                "４８２９１３",
                " 482 913 ",
                "\u{200F}482913",
            ][..],
        ),
        ("Legal  Winner\tThank year wave sausage ", &[WORDS, "LEGAL WINNER THANK YEAR WAVE SAUSAGE"][..]),
        ("pass 482913", &["PASS  ٤٨٢٩١٣"][..]),
    ] {
        let t = Empty::new(8);
        let mut store = t.create().unwrap();
        store.first_slot(&hard(first).unwrap(), &mut rng(2)).unwrap();
        for other in others {
            assert!(store.try_pin(&hard(other).unwrap()).is_ok(), "{first} and {other}");
        }
        assert!(matches!(store.try_pin(&hard("something else").unwrap()), Err(Error::WrongPin)));
    }
}
