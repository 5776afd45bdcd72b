//! What persons answer by SMS: 1, 2 or 3, and thanks for it.

use wayhome_protocol::time::Seconds;
use wayhome_words::RelayText;

use super::Routes;
use super::address;
use super::key::{Counted, Field};
use super::links::{LEFT_ALONE, LEFT_ALONE_BY};
use super::outbox::cancel;
use super::register::timely_key;
use crate::ServiceTime;
use crate::storage::{Hash, NewRouteMessage, Purpose, RouteState, StorageError, StoredRoute, Tables};

/// Thanks to one number in a day: two machines that thank each other come to an end.
const THANKS_A_DAY: u32 = 8;
const DAY: Seconds = Seconds::from_hours(24);
/// Plans that may name one number; what is beyond them does not hear its answers.
const PHONES_OF_A_NUMBER: u32 = 64;

impl Routes {
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
        let answer = Answer::read(text);
        let mut phones = tables.phones_numbered(&self.key().number(&number), PHONES_OF_A_NUMBER)?;
        // Only those who were written to can answer, and the answer is to what was written last. Who refused once was
        // written to by someone.
        phones.retain(|phone| phone.last_sent.is_some() || phone.state == RouteState::Refused);
        if answer == Answer::Stop {
            self.leave_alone(tables, &phones, &number, now)?;
        }
        phones.retain(|phone| phone.state != RouteState::Dead);
        let Some(thanks) = obey(&mut phones, answer) else { return Ok(()) };
        for phone in &phones {
            tables.put_route(phone)?;
            match phone.state {
                RouteState::Stopped | RouteState::Refused => cancel(tables, phone)?,
                // Those that may ask again now, too.
                _ if answer == Answer::Yes => self.come_back(tables, phone, &number)?,
                _ => {}
            }
        }
        match phones.first() {
            Some(phone) => self.thank(tables, phone, &number, thanks, now),
            None => Ok(()),
        }
    }

    /// Remembers that a number wants nothing, beyond the plans that name it now.
    fn leave_alone(
        &self,
        tables: &mut dyn Tables,
        phones: &[StoredRoute],
        number: &str,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        for phone in phones {
            let [by_all, by_one] = self.whose(phone, number);
            tables.put_refusal(&by_all, now.plus(LEFT_ALONE))?;
            tables.put_refusal(&by_one, now.plus(LEFT_ALONE_BY))?;
        }
        Ok(())
    }

    /// Forgets that a number wanted nothing.
    fn come_back(
        &self,
        tables: &mut dyn Tables,
        phone: &StoredRoute,
        number: &str,
    ) -> Result<(), StorageError> {
        for whose in self.whose(phone, number) {
            tables.remove_refusal(&whose)?;
        }
        Ok(())
    }

    /// The hashes under which it is kept that a number wants nothing from anybody, and from one timer.
    fn whose(&self, phone: &StoredRoute, number: &str) -> [Hash; 2] {
        [Counted::Address(number), Counted::AddressOf(&phone.owner, number)]
            .map(|whose| self.key().counted(whose))
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
    if answer == Answer::Stop {
        return stop(phones);
    }
    let (last, others) = phones.split_first_mut()?;
    match (answer, last.state) {
        (Answer::Yes, RouteState::Unconfirmed) => {
            // The question is the same for all who ask.
            last.state = RouteState::Confirmed;
            for phone in others.iter_mut().filter(|phone| phone.state == RouteState::Unconfirmed) {
                phone.state = RouteState::Confirmed;
            }
            Some(RelayText::SmsAgreed)
        }
        (Answer::Yes, RouteState::Stopped | RouteState::Refused) => {
            (last.state, last.answer) = (RouteState::Confirmed, 0);
            // Others who name this number since it refused may ask it now.
            let unasked =
                |phone: &&mut StoredRoute| phone.state == RouteState::Refused && phone.last_sent.is_none();
            for phone in others.iter_mut().filter(unasked) {
                (phone.state, phone.answer) = (RouteState::Unconfirmed, 0);
            }
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
        (Answer::Yes | Answer::OnIt | Answer::Stop | Answer::Other, _) => None,
    }
}

/// Ends messages for all phones of one number.
fn stop(phones: &mut [StoredRoute]) -> Option<RelayText<'static>> {
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
