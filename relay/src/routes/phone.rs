//! Feature phones: asked once, and alerted with words that the worker approved. A phone is known by its timer and its
//! number, in whatever order plans name it: who has agreed stays agreed when another one goes.

use wayhome_protocol::ids::TimerId;
use wayhome_words::{Language, RelayText};

use super::Routes;
use super::address::Address;
use super::key::{Field, phone_row};
use super::register::{Wanted, revive};
use crate::ServiceTime;
use crate::storage::{
    NewRouteMessage, Purpose, RouteKind, RouteOwner, RouteRow, RouteState, RouteWish, StorageError,
    StoredRoute, Tables,
};

/// A feature phone that a plan names.
#[derive(Clone, Copy, Debug)]
pub struct Phone<'p> {
    /// The plan's timer.
    pub timer: TimerId,
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
    /// Its place in the list that was asked for.
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
        again: bool,
        now: ServiceTime,
    ) -> Result<Option<StoredRoute>, StorageError> {
        let kind = RouteKind::Sms;
        let Ok(address) = Address::parse(kind, phone.number, self.hosts()) else { return Ok(None) };
        let number_hash = self.key().number(address.as_str());
        let Phone { timer, language, .. } = *phone;
        let row = phone_row(&timer, &number_hash);
        let owner = RouteOwner::Phone { timer, number_hash };
        let wanted = Wanted { owner, row, kind, address: &address, language, wish: RouteWish::All };
        let mut known = match tables.route(&row)? {
            Some(known) => known,
            None => self.stored(&wanted, RouteState::Unconfirmed, now),
        };
        known.language = self.key().seal(&row, kind, Field::Language, language);
        let offered = self.offers(kind);
        let refused = self.refuses(tables, &wanted, now)?;
        match known.state {
            RouteState::Dead if again && offered => revive(&mut known, RouteState::Unconfirmed),
            // It was refused before this timer named it, and that is over.
            RouteState::Refused if again && !refused && known.last_sent.is_none() => {
                (known.state, known.answer) = (RouteState::Unconfirmed, 0);
            }
            _ => {}
        }
        if known.state == RouteState::Unconfirmed && refused {
            (known.state, known.answer) = (RouteState::Refused, 3);
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

    /// How the phones of a timer with these numbers stand, each under its place in the list. One that nobody has
    /// asked yet is left out.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn phone_states<'n>(
        &self,
        tables: &mut dyn Tables,
        timer: &TimerId,
        numbers: impl IntoIterator<Item = &'n str>,
    ) -> Result<Vec<PhoneStanding>, StorageError> {
        let phones = tables.phones_of(timer)?;
        let mut standing = Vec::new();
        for (person, number) in (0_u8..).zip(numbers) {
            let Some(row) = self.row_of(timer, number) else { continue };
            let Some(phone) = phones.iter().find(|phone| phone.row == row) else { continue };
            let state = if phone.down { RouteState::Dead } else { phone.state };
            standing.push(PhoneStanding { person, state, answer: phone.answer });
        }
        Ok(standing)
    }

    /// Deletes the phones of a timer whose numbers are none of these, with what waits for them.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn forget_other_phones<'n>(
        &self,
        tables: &mut dyn Tables,
        timer: &TimerId,
        numbers: impl IntoIterator<Item = &'n str>,
    ) -> Result<(), StorageError> {
        let kept: Vec<_> = numbers.into_iter().filter_map(|number| self.row_of(timer, number)).collect();
        for phone in tables.phones_of(timer)? {
            if !kept.contains(&phone.row) {
                tables.remove_route(&phone.row)?;
            }
        }
        Ok(())
    }

    /// The row of a timer's phone; `None` if this is no number.
    fn row_of(&self, timer: &TimerId, number: &str) -> Option<RouteRow> {
        let address = Address::parse(RouteKind::Sms, number, self.hosts()).ok()?;
        Some(phone_row(timer, &self.key().number(address.as_str())))
    }

    /// What the words for a check-in that came after an alert are, in a phone's language, if a plan brings none.
    #[must_use]
    pub fn check_in_came(language: &str) -> String {
        RelayText::SmsCheckInCame.text(Language::of(language))
    }
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
