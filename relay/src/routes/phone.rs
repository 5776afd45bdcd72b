//! Feature phones: asked once, alerted with words that the worker approved, and answered with 1, 2 or 3.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::time::Seconds;
use wayhome_words::{Language, RelayText};

use super::Routes;
use super::address::{self, Address};
use super::key::{Counted, Field, phone_row};
use super::outbox::cancel;
use super::register::{Wanted, timely_key};
use crate::ServiceTime;
use crate::storage::{
    NewRouteMessage, Purpose, RouteKind, RouteOwner, RouteState, RouteWish, StorageError, StoredRoute, Tables,
};

/// Thanks to one number in a day: two machines that thank each other come to an end.
const THANKS_A_DAY: u32 = 8;
const DAY: Seconds = Seconds::from_hours(24);
/// Plans that may name one number; what is beyond them does not hear its answers.
const PHONES_OF_A_NUMBER: u32 = 64;

/// A feature phone that a plan names.
#[derive(Clone, Copy, Debug)]
pub struct Phone<'p> {
    /// The plan's timer.
    pub timer: TimerId,
    /// Which of the plan's phones.
    pub person: u8,
    /// The number, `+` and digits.
    pub number: &'p str,
    /// The language tag.
    pub language: &'p str,
}

/// Words for a feature phone.
#[derive(Clone, Copy, Debug)]
pub struct PhoneMessage<'p> {
    /// Whom they are for.
    pub phone: Phone<'p>,
    /// What the worker approved.
    pub text: &'p str,
    /// What they are about: the same key is told once.
    pub key: [u8; 16],
}

/// How a phone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneStanding {
    /// Which of the plan's phones.
    pub person: u8,
    /// How far it has come.
    pub state: RouteState,
    /// The last answer: 0 none, 1 seen, 2 on it, 3 stop.
    pub answer: u8,
}

impl Routes {
    /// Asks a phone whether alerts may come to it, unless that is known or was asked lately. To be called when
    /// a plan is armed. A phone that could not be reached before is asked again.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn ask_phone(
        &self,
        tables: &mut dyn Tables,
        phone: &Phone<'_>,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        self.known_phone(tables, phone, true, now).map(drop)
    }

    /// Queues words for a phone. They wait, for up to 72 hours, until the person has agreed; who refused gets
    /// none. Queueing them again changes nothing.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn queue_phone(
        &self,
        tables: &mut dyn Tables,
        message: &PhoneMessage<'_>,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        let Some(known) = self.known_phone(tables, &message.phone, false, now)? else { return Ok(()) };
        if !matches!(known.state, RouteState::Unconfirmed | RouteState::Confirmed) {
            return Ok(());
        }
        let text = self.key().seal(&known.row, known.kind, Field::Words(message.key), message.text);
        tables.add_route_message(&NewRouteMessage {
            row: known.row,
            kind: known.kind,
            key: message.key,
            purpose: Purpose::Words,
            drill: false,
            text: Some(text),
            queued: now,
            due: Some(now),
            sends: 1,
        })?;
        Ok(())
    }

    fn known_phone(
        &self,
        tables: &mut dyn Tables,
        phone: &Phone<'_>,
        revive: bool,
        now: ServiceTime,
    ) -> Result<Option<StoredRoute>, StorageError> {
        let kind = RouteKind::Sms;
        let Ok(address) = Address::parse(kind, phone.number, self.hosts()) else { return Ok(None) };
        let number_hash = self.key().number(address.as_str());
        let Phone { timer, person, language, .. } = *phone;
        let row = phone_row(&timer, person, &number_hash);
        let owner = RouteOwner::Phone { timer, person, number_hash };
        let wanted = Wanted { owner, row, kind, address: &address, language, wish: RouteWish::All };
        let mut known = match tables.route(&row)? {
            Some(known) => known,
            None => {
                // Another number for this person takes the place of the one before.
                for other in tables.phones_of(&timer)? {
                    if matches!(other.owner, RouteOwner::Phone { person: of, .. } if of == person) {
                        tables.remove_route(&other.row)?;
                    }
                }
                self.stored(&wanted, RouteState::Unconfirmed, now)
            }
        };
        known.language = self.key().seal(&row, kind, Field::Language, language);
        let offered = self.offers(kind);
        if known.state == RouteState::Dead && revive && offered {
            known.state = RouteState::Unconfirmed;
            (known.refusals, known.failing_since, known.down) = (0, None, false);
        }
        if known.state == RouteState::Unconfirmed && !offered {
            known.state = RouteState::Dead;
        }
        tables.put_route(&known)?;
        if known.state == RouteState::Unconfirmed && self.may_ask(tables, &wanted, now)? {
            self.ask(tables, &wanted, now)?;
        }
        Ok(Some(known))
    }

    /// Takes an answer that came by SMS, and says thanks for it. What comes from a number that nobody named is
    /// not answered.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn take_answer(
        &self,
        tables: &mut dyn Tables,
        from: &str,
        text: &str,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        let Some(number) = address::number(from) else { return Ok(()) };
        let mut phones = tables.phones_numbered(&self.key().number(&number), PHONES_OF_A_NUMBER)?;
        // Only those who were written to can answer, and the answer is to what was written last.
        phones.retain(|phone| phone.last_sent.is_some() && phone.state != RouteState::Dead);
        let Some(thanks) = obey(&mut phones, Answer::read(text)) else { return Ok(()) };
        for phone in &phones {
            tables.put_route(phone)?;
            if matches!(phone.state, RouteState::Stopped | RouteState::Refused) {
                cancel(tables, phone)?;
            }
        }
        match phones.first() {
            Some(phone) => self.thank(tables, phone, &number, thanks, now),
            None => Ok(()),
        }
    }

    fn thank(
        &self,
        tables: &mut dyn Tables,
        phone: &StoredRoute,
        number: &str,
        thanks: RelayText<'_>,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        let counted = self.key().counted(Counted::Thanks(number));
        if tables.route_events(&counted, now.minus(DAY))?.0 >= THANKS_A_DAY {
            return Ok(());
        }
        tables.note_route_event(&counted, now)?;
        let key = timely_key(b"thanks..", now);
        let words = thanks.text(self.language(phone));
        tables.add_route_message(&NewRouteMessage {
            row: phone.row,
            kind: phone.kind,
            key,
            purpose: Purpose::Thanks,
            drill: false,
            text: Some(self.key().seal(&phone.row, phone.kind, Field::Words(key), &words)),
            queued: now,
            due: Some(now),
            sends: 1,
        })?;
        Ok(())
    }

    /// What the words for a check-in that came after an alert are, in a phone's language, if a plan brings none.
    #[must_use]
    pub fn check_in_came(language: &str) -> String {
        RelayText::SmsCheckInCame.text(Language::of(language))
    }
}

/// How the phones of a timer stand, by person.
///
/// # Errors
/// When the storage fails.
pub fn phone_states(tables: &mut dyn Tables, timer: &TimerId) -> Result<Vec<PhoneStanding>, StorageError> {
    let phones = tables.phones_of(timer)?.into_iter();
    let standing = phones.filter_map(|phone| match phone.owner {
        RouteOwner::Phone { person, .. } => {
            let state = if phone.down { RouteState::Dead } else { phone.state };
            Some(PhoneStanding { person, state, answer: phone.answer })
        }
        RouteOwner::Reader { .. } => None,
    });
    Ok(standing.collect())
}

/// Forgets what phones have answered, because what they answered to is over. Who wants no messages still gets
/// none.
///
/// # Errors
/// When the storage fails.
pub fn forget_answers(tables: &mut dyn Tables, timer: &TimerId) -> Result<(), StorageError> {
    for mut phone in tables.phones_of(timer)? {
        if phone.state == RouteState::Confirmed && (phone.answer != 0 || phone.alerted.is_some()) {
            (phone.answer, phone.alerted) = (0, None);
            tables.put_route(&phone)?;
        }
    }
    Ok(())
}

/// Deletes the phones of a timer whose plan has ended, with what waits for them.
///
/// # Errors
/// When the storage fails.
pub fn forget_phones(tables: &mut dyn Tables, timer: &TimerId) -> Result<(), StorageError> {
    for phone in tables.phones_of(timer)? {
        tables.remove_route(&phone.row)?;
    }
    Ok(())
}

/// What a person says by SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// 1: yes, or seen.
    Yes,
    /// 2: on it.
    OnIt,
    /// 3: stop.
    Stop,
    /// Anything else.
    Other,
}

impl Answer {
    /// Reads an answer: a digit, in whatever script, and nothing that makes it a longer number.
    fn read(text: &str) -> Self {
        let mut letters = text.trim().chars().filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}'));
        let first = letters.next();
        if letters.next().is_some_and(|next| digit(next).is_some()) {
            return Self::Other;
        }
        match first.and_then(digit) {
            Some(1) => Self::Yes,
            Some(2) => Self::OnIt,
            Some(3) => Self::Stop,
            _ if text.trim().eq_ignore_ascii_case("stop") => Self::Stop,
            _ => Self::Other,
        }
    }
}

/// The value of a decimal digit in the scripts of our languages.
fn digit(letter: char) -> Option<u32> {
    // Zero in Latin, Arabic, Persian and Urdu, Devanagari, Bengali, Thai, Lao, Burmese, Khmer, and full width.
    const ZEROS: [u32; 10] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10];
    let zero = ZEROS.into_iter().find(|zero| (*zero..=zero + 9).contains(&u32::from(letter)))?;
    Some(u32::from(letter) - zero)
}

/// Changes the phones of one number, the one that was written to last first; what is to be said to that, if
/// anything.
fn obey(phones: &mut [StoredRoute], answer: Answer) -> Option<RelayText<'static>> {
    let (last, _) = phones.split_first_mut()?;
    match (answer, last.state) {
        (Answer::Stop, _) => {
            let any_confirmed = phones.iter().any(|phone| phone.state == RouteState::Confirmed);
            let mut changed = false;
            for phone in phones {
                let before = phone.state;
                (phone.state, phone.answer) = match before {
                    RouteState::Confirmed => (RouteState::Stopped, 3),
                    RouteState::Unconfirmed => (RouteState::Refused, 3),
                    other => (other, phone.answer),
                };
                changed |= phone.state != before;
            }
            changed.then_some(if any_confirmed { RelayText::SmsStopped } else { RelayText::SmsRefused })
        }
        (Answer::Yes, RouteState::Unconfirmed) => {
            // The question is the same for all who ask.
            for phone in phones.iter_mut().filter(|phone| phone.state == RouteState::Unconfirmed) {
                phone.state = RouteState::Confirmed;
            }
            Some(RelayText::SmsAgreed)
        }
        (Answer::Yes, RouteState::Stopped | RouteState::Refused) => {
            (last.state, last.answer) = (RouteState::Confirmed, 0);
            Some(RelayText::SmsAgreed)
        }
        (Answer::Yes | Answer::OnIt, RouteState::Confirmed) => {
            let (said, thanks) = match answer {
                Answer::OnIt => (2, RelayText::SmsOnIt),
                _ => (1, RelayText::SmsSeen),
            };
            // Without an alert there is nothing to be on.
            if last.alerted.is_none() || last.answer == said {
                return None;
            }
            last.answer = said;
            Some(thanks)
        }
        (Answer::OnIt, RouteState::Unconfirmed)
        | (Answer::Other, RouteState::Unconfirmed | RouteState::Confirmed) => {
            Some(RelayText::SmsNotUnderstood)
        }
        // Who wants nothing, or cannot be reached, is left alone.
        (Answer::Yes | Answer::OnIt | Answer::Other, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_digit_in_any_of_the_scripts() {
        for text in ["1", " 1 ", "1.", "1 yes", "१", "১", "۱", "١", "๑", "໑", "၁", "១", "１", "\u{200f}1"]
        {
            assert_eq!(Answer::read(text), Answer::Yes, "{text:?}");
        }
        assert_eq!(Answer::read("२"), Answer::OnIt);
        for text in ["3", "៣", "STOP", " stop "] {
            assert_eq!(Answer::read(text), Answer::Stop, "{text:?}");
        }
        for text in ["", " ", "yes", "12", "10", "1१", "4", "0", "112", "+1", "st0p", "हो"] {
            assert_eq!(Answer::read(text), Answer::Other, "{text:?}");
        }
    }
}
