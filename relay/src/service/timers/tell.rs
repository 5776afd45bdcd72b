//! Telling: steps that are due, and what has to be said about a timer otherwise.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::{DossierRelayPart, RelayPart};
use wayhome_protocol::notice::{MAX_NOTICE_PARTS, NoticeKind};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::time::Minute;

use super::schedule::Schedule;
use super::teller::{Loudness, Saying, Teller};
use super::{newcomers, phones};
use crate::service::tick::Ticked;
use crate::storage::{Drill, Mailbox, Newcomer, Plan, PlanPerson, StorageError};

/// Which of a timer's two runs, or who was not there when it told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// That of the armed plan.
    Plan,
    /// That of the drill.
    Drill,
    /// What was told of the armed plan, to somebody whose mailbox opened since.
    Newcomer(Newcomer),
}

/// What became of a timer that seemed due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another did it, or there is nothing to do.
    Nothing,
    /// It is due later.
    Later,
    /// A step was told; the next one may be due as well.
    Told,
}

/// One step, as it is told.
pub(super) struct StepTold<'p> {
    pub(super) plan: &'p Plan,
    pub(super) step: Step,
    pub(super) saying: Saying,
    pub(super) missed: Minute,
}

impl StepTold<'_> {
    fn notice(&self) -> NoticeKind {
        let steps = u8::try_from(self.plan.delays_s.len()).unwrap_or(u8::MAX);
        NoticeKind::StepTold { step: self.step, steps, drill: self.plan.drill, missed: self.missed }
    }
}

/// Tells the next step of a timer, if it is due and no other node has done so.
pub(crate) fn look_after(
    teller: &mut Teller<'_>,
    timer: &TimerId,
    what: Telling,
) -> Result<Next, StorageError> {
    match what {
        Telling::Plan => plan(teller, timer),
        Telling::Drill => drill(teller, timer),
        Telling::Newcomer(waits) => newcomers::look_after(teller, &waits),
    }
}

fn plan(teller: &mut Teller<'_>, id: &TimerId) -> Result<Next, StorageError> {
    let now = teller.meta.service;
    let Some(timer) = teller.tables.timer(id)? else { return Ok(Next::Nothing) };
    if timer.deadline.is_none_or(|at| at > now) {
        return Ok(Next::Nothing);
    }
    let seen = timer.progress();
    let plan = match timer.armed {
        Some(hash) => teller.tables.plan(id, &hash)?,
        None => None,
    };
    let Some(plan) = plan else {
        let mut next = timer;
        next.deadline = None;
        return Ok(if teller.tables.move_timer(id, &seen, &next)? { Next::Later } else { Next::Nothing });
    };
    let put_backs = teller.put_backs()?;
    let schedule = Schedule { timer: &timer, plan: &plan, put_backs: &put_backs };
    let due = schedule.next_step().filter(|(_, at)| *at <= now).map(|(step, _)| step);
    let missed = schedule.missed_at().unwrap_or(now);
    let all_told = schedule.next_step().is_none();
    let over = all_told && schedule.deadline().is_some_and(|at| at <= now);
    let mut next = timer.clone();
    if let Some(step) = due {
        next.run.told = step.number();
        next.run.told_at = Some(now);
    }
    next.run.swept |= over;
    next.deadline = Schedule { timer: &next, plan: &plan, put_backs: &put_backs }.deadline();
    if !teller.tables.move_timer(id, &seen, &next)? {
        return Ok(Next::Nothing);
    }
    if over {
        forget_relay_parts(teller, &plan)?;
    }
    let Some(step) = due else { return Ok(Next::Later) };
    let saying = Saying { timer: *id, round: timer.run.round };
    let missed = teller.minute_of(missed);
    tell_step(teller, &StepTold { plan: &plan, step, saying, missed })?;
    Ok(Next::Told)
}

fn drill(teller: &mut Teller<'_>, id: &TimerId) -> Result<Next, StorageError> {
    let now = teller.meta.service;
    let Some(drill) = teller.tables.drill(id)?.filter(|drill| drill.deadline <= now) else {
        return Ok(Next::Nothing);
    };
    let seen = drill.progress();
    let plan = teller.tables.plan(id, &drill.hash)?;
    let step = drill.told.checked_add(1).and_then(Step::new);
    let (Some(plan), Some(step)) = (plan, step) else {
        return Ok(if teller.tables.move_drill(id, &seen, None)? { Next::Later } else { Next::Nothing });
    };
    let after = Step::new(step.number().saturating_add(1));
    let next = after.and_then(|after| plan.delays_s.get(after.index())).map(|delay_s| Drill {
        told: step.number(),
        deadline: drill.started.plus_millis(u64::from(*delay_s) * 1_000),
        ..drill.clone()
    });
    if !teller.tables.move_drill(id, &seen, next.as_ref())? {
        return Ok(Next::Nothing);
    }
    let saying = Saying { timer: *id, round: drill.round };
    let missed = teller.minute_of(drill.started);
    tell_step(teller, &StepTold { plan: &plan, step, saying, missed })?;
    if next.is_none() {
        teller.tables.remove_plan(id, &drill.hash)?;
    }
    Ok(Next::Told)
}

/// Tells one step to everyone whom it reaches. Who cannot be reached is skipped, and shown as trouble.
fn tell_step(teller: &mut Teller<'_>, told: &StepTold<'_>) -> Result<(), StorageError> {
    let StepTold { plan, step, saying, .. } = *told;
    let event = teller.event(saying, &told.notice(), u32::from(step.number()));
    phones::tell_step(teller, plan, step, event)?;
    tell_those(teller, told, |_| true)
}

/// Tells one step to those whom it reaches and who are `meant`.
pub(super) fn tell_those(
    teller: &mut Teller<'_>,
    told: &StepTold<'_>,
    meant: impl Fn(&PlanPerson) -> bool,
) -> Result<(), StorageError> {
    let StepTold { plan, step, .. } = *told;
    let mut released = false;
    for (place, person) in (0_u8..).zip(&plan.people) {
        if !person.told.contains(step) || !meant(person) {
            continue;
        }
        let Some(mailbox) = teller.mailbox(person)? else { continue };
        tell_person(teller, told, place, person, &mailbox)?;
        released |= person.dossier.contains(step);
    }
    if released && !plan.drill {
        release_dossier(teller, plan)?;
    }
    Ok(())
}

fn tell_person(
    teller: &mut Teller<'_>,
    told: &StepTold<'_>,
    place: u8,
    person: &PlanPerson,
    mailbox: &Mailbox,
) -> Result<(), StorageError> {
    let StepTold { plan, step, saying, .. } = *told;
    let number = u32::from(step.number());
    let event = teller.notice(person, mailbox, saying, told.notice(), number)?;
    if let Some(cell) = teller.tables.lodged(&plan.timer, &plan.hash, place, step)? {
        teller.put(person, mailbox, &cell)?;
    }
    if !plan.drill && person.places.contains(step) {
        release_places(teller, told, person, mailbox)?;
    }
    if let Some(dossier) = plan.dossier.as_ref().filter(|_| !plan.drill && person.dossier.contains(step)) {
        let kind = NoticeKind::DossierPart {
            dossier: dossier.id,
            relay_part: DossierRelayPart::from_bytes(dossier.part),
            generation: dossier.generation,
        };
        teller.notice(person, mailbox, saying, kind, number)?;
    }
    let loudness = if plan.drill { Loudness::Drill } else { Loudness::Urgent };
    teller.alert(mailbox, loudness, event)
}

/// Gives a person all relay parts of their mailbox, the newest first.
fn release_places(
    teller: &mut Teller<'_>,
    told: &StepTold<'_>,
    person: &PlanPerson,
    mailbox: &Mailbox,
) -> Result<(), StorageError> {
    if mailbox.discard {
        return Ok(());
    }
    let mut parts = teller.tables.relay_parts(&person.send_id)?;
    parts.reverse();
    for (number, some) in (0_u32..).zip(parts.chunks(MAX_NOTICE_PARTS)) {
        let parts = some.iter().map(|part| (part.tag, RelayPart::from_bytes(part.part))).collect();
        let number = u32::from(told.step.number()) << 16 | number;
        teller.notice(person, mailbox, told.saying, NoticeKind::RelayParts { parts }, number)?;
    }
    Ok(())
}

/// From now on the dossier's chunks are given to who knows its reading capability.
fn release_dossier(teller: &mut Teller<'_>, plan: &Plan) -> Result<(), StorageError> {
    let Some(named) = &plan.dossier else { return Ok(()) };
    let owner = teller.tables.timer(&plan.timer)?.map(|timer| timer.receive_id);
    let found = teller.tables.dossier(&named.id)?;
    // A plan may name any dossier; it releases those of its own reader.
    let Some(mut dossier) = found.filter(|dossier| Some(dossier.receive_id) == owner) else { return Ok(()) };
    dossier.released = Some(teller.meta.service);
    teller.tables.put_dossier(&named.id, &dossier)
}

/// Deletes the relay parts of the mailboxes that a plan's people have.
pub(super) fn forget_relay_parts(teller: &mut Teller<'_>, plan: &Plan) -> Result<(), StorageError> {
    for person in &plan.people {
        // Not those of a mailbox that the plan has no right to.
        if teller.mailbox(person)?.is_some() {
            teller.tables.remove_relay_parts(&person.send_id)?;
        }
    }
    Ok(())
}

/// Tells everyone who was told a step since the last check-in.
pub(super) fn tell_told(
    teller: &mut Teller<'_>,
    plan: &Plan,
    saying: Saying,
    last: Step,
    number: u32,
    kind: impl Fn() -> NoticeKind,
) -> Result<(), StorageError> {
    for person in &plan.people {
        if person.told.iter().any(|step| step <= last)
            && let Some(mailbox) = teller.mailbox(person)?
        {
            let event = teller.notice(person, &mailbox, saying, kind(), number)?;
            teller.alert(&mailbox, Loudness::Urgent, event)?;
        }
    }
    Ok(())
}

/// Tells everyone whom the plan reaches.
pub(super) fn tell_all(
    teller: &mut Teller<'_>,
    plan: &Plan,
    saying: Saying,
    number: u32,
    loudness: Loudness,
    kind: impl Fn() -> NoticeKind,
) -> Result<(), StorageError> {
    for person in &plan.people {
        if let Some(mailbox) = teller.mailbox(person)? {
            let event = teller.notice(person, &mailbox, saying, kind(), number)?;
            teller.alert(&mailbox, loudness, event)?;
        }
    }
    Ok(())
}

/// Tells the people of up to `most` timers that the relay was away, if someone has yet to hear of it.
pub(crate) fn tell_of_absence(teller: &mut Teller<'_>, most: u32) -> Result<Ticked, StorageError> {
    let nothing = Ticked { moved: false, more: false };
    let Some(absence) = teller.tables.absence()? else { return Ok(nothing) };
    let timers = teller.tables.armed_timers(absence.cursor.as_ref(), most)?;
    let more = timers.len() >= usize::try_from(most).unwrap_or(usize::MAX);
    let cursor = timers.last().filter(|_| more);
    if !teller.tables.move_absence(&absence, cursor)? {
        return Ok(nothing);
    }
    for id in &timers {
        let Some(timer) = teller.tables.timer(id)? else { continue };
        let Some(hash) = timer.armed else { continue };
        let Some(plan) = teller.tables.plan(id, &hash)? else { continue };
        let saying = Saying { timer: *id, round: timer.run.round };
        let (from, to) = (Minute::new(absence.from_minute), Minute::new(absence.to_minute));
        let kind = || NoticeKind::RelayAway { from, to };
        tell_all(teller, &plan, saying, absence.from_minute, Loudness::Wake, kind)?;
    }
    Ok(Ticked { moved: true, more: true })
}
