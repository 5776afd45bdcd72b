//! The feature phones of a plan: plain words that the worker approved, by SMS.

use wayhome_protocol::ids::EventId;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerWord};
use wayhome_protocol::uploaded_plan::PlanPhone;

use super::teller::Teller;
use crate::routes::{Phone, PhoneMessage, PhoneStanding, Routes, forget_answers};
use crate::storage::{Plan, RouteState, StorageError};

/// A plan's phones, and what reaches them; nothing when the plan has none or this relay has no routes.
fn phones_of<'t>(teller: &Teller<'t>, plan: &Plan) -> Option<(&'t Routes, Vec<PlanPhone>)> {
    let routes = teller.routes?;
    let phones = routes.open_phones(&plan.hash, plan.phones.as_deref()?);
    (!phones.is_empty()).then_some((routes, phones))
}

fn named<'p>(plan: &Plan, phone: &'p PlanPhone) -> Phone<'p> {
    Phone { timer: plan.timer, number: &phone.number, language: &phone.language }
}

/// Asks whether words may come: nothing else goes to a phone before its person agreed. Numbers that neither this plan
/// nor the armed one nor a drill names any more are forgotten.
pub(super) fn ask(teller: &mut Teller<'_>, plan: &Plan) -> Result<(), StorageError> {
    let Some(routes) = teller.routes else { return Ok(()) };
    let mut numbers = Vec::new();
    if let Some((_, phones)) = phones_of(teller, plan) {
        for phone in &phones {
            routes.ask_phone(teller.tables, &named(plan, phone), teller.meta.service)?;
        }
        numbers.extend(phones);
    }
    let armed = teller.tables.timer(&plan.timer)?.and_then(|timer| timer.armed);
    let drill = teller.tables.drill(&plan.timer)?.map(|drill| drill.hash);
    for hash in [armed, drill].into_iter().flatten().filter(|hash| *hash != plan.hash) {
        let Some(other) = teller.tables.plan(&plan.timer, &hash)? else { continue };
        numbers.extend(phones_of(teller, &other).map(|(_, phones)| phones).unwrap_or_default());
    }
    let numbers = numbers.iter().map(|phone| phone.number.as_str());
    routes.forget_other_phones(teller.tables, &plan.timer, numbers)
}

/// Tells a step to the phones that it reaches.
pub(super) fn tell_step(
    teller: &mut Teller<'_>,
    plan: &Plan,
    step: Step,
    event: EventId,
) -> Result<(), StorageError> {
    let Some((routes, phones)) = phones_of(teller, plan) else { return Ok(()) };
    for phone in phones.iter().filter(|phone| phone.told.contains(step)) {
        if let Some(text) = phone.words.get(step.index()).filter(|text| !text.is_empty()) {
            let message = PhoneMessage { phone: named(plan, phone), text, key: *event.as_bytes() };
            routes.queue_phone(teller.tables, &message, teller.meta.service)?;
        }
    }
    Ok(())
}

/// Tells the phones that were told a step that a check-in came. What they have answered is over.
pub(super) fn tell_check_in(
    teller: &mut Teller<'_>,
    plan: &Plan,
    last: Step,
    event: EventId,
) -> Result<(), StorageError> {
    let Some((routes, phones)) = phones_of(teller, plan) else { return Ok(()) };
    let told = |phone: &PlanPhone| phone.told.iter().any(|step| step <= last);
    for phone in phones.iter().filter(|phone| told(phone)) {
        let text = match phone.check_in_words.as_str() {
            "" => Routes::check_in_came(&phone.language),
            words => words.to_owned(),
        };
        let message = PhoneMessage { phone: named(plan, phone), text: &text, key: *event.as_bytes() };
        routes.queue_phone(teller.tables, &message, teller.meta.service)?;
    }
    forget_answers(teller.tables, &plan.timer)
}

/// Adds to the timer word how the phones stand.
pub(super) fn note(teller: &mut Teller<'_>, plan: &Plan, word: &mut TimerWord) -> Result<(), StorageError> {
    if plan.phones.is_none() {
        return Ok(());
    }
    let Some((routes, phones)) = phones_of(teller, plan) else {
        // They were sealed under a key that is gone, or nothing carries SMS any more.
        (0..4).for_each(|phone| word.set_phone(phone, PhoneState::Unreachable));
        return Ok(());
    };
    let numbers = phones.iter().map(|phone| phone.number.as_str());
    for standing in routes.phone_states(teller.tables, &plan.timer, numbers)? {
        let index = usize::from(standing.person);
        word.set_phone(index, state(&standing));
        word.set_answer(index, answer(&standing));
    }
    Ok(())
}

fn state(standing: &PhoneStanding) -> PhoneState {
    match standing.state {
        RouteState::Unconfirmed => PhoneState::Unconfirmed,
        RouteState::Confirmed => PhoneState::Confirmed,
        RouteState::Refused | RouteState::Stopped => PhoneState::Refused,
        RouteState::Dead => PhoneState::Unreachable,
    }
}

fn answer(standing: &PhoneStanding) -> PhoneAnswer {
    match standing.answer {
        1 => PhoneAnswer::Seen,
        2 => PhoneAnswer::OnIt,
        _ => PhoneAnswer::None,
    }
}
