//! The feature phones of an uploaded plan, as they lie in the database: numbers, languages and words under the
//! key outside of it, bound to their plan.

use serde::{Deserialize, Serialize};
use wayhome_protocol::plan_steps::StepSet;
use wayhome_protocol::uploaded_plan::PlanPhone;
use zeroize::Zeroizing;

use super::Routes;
use super::key::Field;
use crate::storage::{PlanHash, RouteKind, RouteRow};

/// One phone as it is written down.
#[derive(Serialize, Deserialize)]
struct Written {
    number: String,
    language: String,
    told: u8,
    words: Vec<String>,
    check_in: String,
}

impl Routes {
    /// Seals the phones of the plan with this hash; nothing when there is none.
    pub(crate) fn seal_phones(&self, plan: &PlanHash, phones: &[PlanPhone]) -> Option<Vec<u8>> {
        let written = phones.iter().map(|phone| Written {
            number: phone.number.clone(),
            language: phone.language.clone(),
            told: phone.told.bits(),
            words: phone.words.clone(),
            check_in: phone.check_in_words.clone(),
        });
        let written: Vec<_> = written.collect();
        if written.is_empty() {
            return None;
        }
        let text = Zeroizing::new(serde_json::to_string(&written).ok()?);
        let (row, field) = place(plan);
        Some(self.key().seal(&row, RouteKind::Sms, field, &text))
    }

    /// Opens what [`Routes::seal_phones`] sealed for the same plan; nothing when the key is another.
    pub(crate) fn open_phones(&self, plan: &PlanHash, sealed: &[u8]) -> Vec<PlanPhone> {
        let (row, field) = place(plan);
        let Some(text) = self.key().open(&row, RouteKind::Sms, field, sealed) else { return Vec::new() };
        let written: Vec<Written> = serde_json::from_str(&text).unwrap_or_default();
        let phones = written.into_iter().map(|phone| PlanPhone {
            number: phone.number,
            language: phone.language,
            told: StepSet::from_bits(phone.told).unwrap_or_default(),
            words: phone.words,
            check_in_words: phone.check_in,
        });
        phones.collect()
    }
}

/// Where a plan's phones stand: its hash, in two halves.
fn place(plan: &PlanHash) -> (RouteRow, Field) {
    let (mut row, mut rest) = ([0; 16], [0; 16]);
    for (half, bytes) in [&mut row, &mut rest].into_iter().zip(plan.as_chunks::<16>().0) {
        *half = *bytes;
    }
    (RouteRow::from_bytes(row), Field::PlanPhones(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::{AllowedHosts, RoutesKey};

    fn routes(key: u8) -> Routes {
        Routes::new(RoutesKey::from_bytes(&[key; 32]), [RouteKind::Sms], AllowedHosts::new([]))
    }

    fn phone() -> PlanPhone {
        PlanPhone {
            number: "+97798000000".to_owned(),
            language: "ne".to_owned(),
            told: StepSet::from_bits(0b0110).unwrap(),
            words: vec![String::new(), "दुई".to_owned(), "three \"quoted\"".to_owned()],
            check_in_words: "came".to_owned(),
        }
    }

    #[test]
    fn phones_open_under_their_own_plan_and_key_only() {
        let sealed = routes(1).seal_phones(&[7; 32], &[phone(), phone()]).unwrap();
        assert_eq!(routes(1).open_phones(&[7; 32], &sealed), [phone(), phone()]);
        assert_eq!(routes(1).open_phones(&[8; 32], &sealed), []);
        assert_eq!(routes(2).open_phones(&[7; 32], &sealed), []);
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(routes(1).open_phones(&[7; 32], &changed), []);
        let holds = |needle: &str| sealed.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(!holds("+97798") && !holds("came"));
        assert_eq!(routes(1).seal_phones(&[7; 32], &[]), None);
    }
}
