//! The worker's orders to the relay's timer, and what became of them: arm, drill, pause, end. An order is durable when
//! the call returns, leaves with a group of this vault's ring, and is done when the relay has said so.

use rand_core::CryptoRng;

use super::Vault;
use super::arming::Composed;
use super::plan::{Covered, DraftRecord, Drill, Heard, LONGEST_PAUSE, Order, OrderKind, Wish};
use super::plan_message::PlanNews;
use crate::codec::Hidden;
use crate::lobby::{Lobby, Placing, UploadState};
use crate::plan_draft::PlanDraft;
use crate::wire::{
    Seconds, SendingChain, TimerCommand, TimerId, TimerSecret, TimerState, TimerStatus, TimerWord, Timestamp,
};
use crate::{ContactId, EngineError, EventKind};

/// An order that the relay does not take is given this often.
const TRIES_MAX: u8 = 4;
/// A relay that says it knows of no plan causes a new arming at most this often.
const REARM_MS: u64 = 24 * 3_600_000;

impl Vault {
    /// Arms the plan of this draft.
    pub(crate) fn arm(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        draft: &PlanDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.compose(draft, false, true)?;
        let asked =
            |plan: &super::PlanRecord| plan.since != 0 || plan.postponed || plan.drill == Drill::Begun;
        if !self.plan_state().is_some_and(asked) {
            return Err(EngineError::DrillFirst);
        }
        self.keep_draft(draft);
        self.head.edit().plan = Some(super::KeptPlan::from_timing(draft.timing));
        let plan = self.plan_state_mut();
        plan.wish = Wish::Armed;
        plan.since = now.as_millis();
        plan.paused_until = 0;
        plan.refused = false;
        plan.rearm = false;
        plan.stands = false;
        plan.order(OrderKind::Arm, draft.timing.delta(), now);
        if self.counts_locked() {
            lobby.reset_locked_touches();
        }
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)
    }

    /// Keeps what was agreed without arming it.
    pub(crate) fn keep_plan(&mut self, draft: &PlanDraft) -> Result<(), EngineError> {
        super::arming::check_draft(draft)?;
        if self.check_armed().is_ok() {
            return Err(EngineError::invalid("plan", "is armed; arm the new one in its place"));
        }
        self.keep_draft(draft);
        Ok(())
    }

    /// Lets nothing be told for a time.
    pub(crate) fn pause(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        length: Seconds,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        if length == Seconds::ZERO || length > LONGEST_PAUSE {
            return Err(EngineError::invalid("length", "a pause lasts one second to seven days"));
        }
        self.check_armed()?;
        self.plan_state_mut().paused_until = now.saturating_add(length).as_millis();
        self.order_pause(now, length, rng)?;
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)
    }

    fn order_pause(
        &mut self,
        now: Timestamp,
        length: Seconds,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.plan_state_mut().order(OrderKind::Pause, length, now);
        self.tell_contacts(now, &PlanNews::Paused(length), rng)
    }

    /// Ends the plan: nothing is told any more, and the relay deletes it. One that only the relay knows of can be ended
    /// too.
    pub(crate) fn end_plan(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        if !self.plan_state().is_some_and(|plan| plan.stands) {
            self.check_armed()?;
        }
        self.order_end(lobby, now, rng)?;
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)
    }

    fn order_end(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tell_contacts(now, &PlanNews::Ended, rng)?;
        if let Some(ticket) = self.plan_state().and_then(|plan| plan.last_upload) {
            lobby.withdraw_upload(ticket);
        }
        self.head.edit().plan = None;
        let plan = self.plan_state_mut();
        plan.wish = Wish::Off;
        plan.paused_until = 0;
        plan.refused = false;
        plan.rearm = false;
        plan.covered.clear();
        if plan.drill == Drill::Saved {
            plan.drill = Drill::NotYet;
        }
        plan.orders.clear();
        plan.order(OrderKind::End, Seconds::ZERO, now);
        Ok(())
    }

    fn check_armed(&self) -> Result<(), EngineError> {
        match self.plan_state() {
            Some(plan) if plan.wish == Wish::Armed => Ok(()),
            _ => Err(EngineError::NotFound { what: "armed plan" }),
        }
    }

    /// Starts a drill of this draft: the whole ladder within ten minutes, plainly marked.
    pub(crate) fn start_drill(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        draft: &PlanDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.compose(draft, true, true)?;
        let waits = |plan: &super::PlanRecord| plan.orders.iter().any(|order| order.kind == OrderKind::Drill);
        if self.plan_state().is_some_and(waits) {
            return Err(EngineError::invalid("drill", "is on its way already"));
        }
        self.keep_draft_unless_armed(draft);
        let plan = self.plan_state_mut();
        plan.drill = Drill::Saved;
        plan.order(OrderKind::Drill, Seconds::ZERO, now);
        if let Some(order) = plan.orders.last_mut() {
            order.draft = Some(DraftRecord::of(draft));
        }
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)
    }

    fn keep_draft_unless_armed(&mut self, draft: &PlanDraft) {
        if self.check_armed().is_err() {
            self.keep_draft(draft);
        }
    }

    /// Puts the drill off, once. One that waits for a network may be put off too: it must not keep a plan from being
    /// armed.
    pub(crate) fn postpone_drill(&mut self) -> Result<(), EngineError> {
        let (drill, postponed) =
            self.plan_state().map_or((Drill::NotYet, false), |plan| (plan.drill, plan.postponed));
        match drill {
            _ if postponed => Err(EngineError::invalid("drill", "was postponed already")),
            Drill::Begun => Err(EngineError::invalid("drill", "was run already")),
            Drill::NotYet | Drill::Saved => {
                self.plan_state_mut().postponed = true;
                Ok(())
            }
        }
    }

    /// The circle, what it is told of places, or the dossier changed: an armed plan is armed anew at once, as part of
    /// this step.
    pub(crate) fn plan_must_follow(&mut self) {
        if self.check_armed().is_ok() {
            self.plan_state_mut().rearm = true;
        }
    }

    /// This store was put back from an older copy: the relay may have a later plan, and contacts its lodge keys.
    pub(crate) fn plan_was_put_back(&mut self, steps: u32) {
        let Some(plan) = self.plan_state() else { return };
        if plan.wish == Wish::Off && plan.orders.is_empty() && plan.generation == 0 {
            return;
        }
        let plan = self.plan_state_mut();
        plan.generation = plan.generation.saturating_add(steps);
        plan.word_turn = 0;
        for order in &mut plan.orders {
            order.placed = None;
            order.accepted = false;
        }
        self.plan_must_follow();
    }

    /// The relay was put back from an older copy: what it was ordered since then is ordered again.
    pub(crate) fn relay_lost_orders(&mut self, now: Timestamp) {
        let Some(plan) = self.plan_state() else { return };
        let ending = plan.orders.iter().any(|order| order.kind == OrderKind::End);
        match plan.wish {
            Wish::Armed => self.plan_must_follow(),
            Wish::Off if plan.since != 0 && !ending => {
                self.plan_state_mut().order(OrderKind::End, Seconds::ZERO, now);
            }
            Wish::Off => {}
        }
    }

    /// Takes in what the relay said, arms anew if need be, and puts waiting orders into the ring.
    pub(crate) fn follow_plan(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        if self.own_plan.state.is_none() {
            return Ok(());
        }
        self.note_orders(lobby, now)?;
        self.note_word(now);
        if self.plan_state().is_some_and(|plan| plan.rearm) {
            self.arm_anew(lobby, now, rng)?;
        }
        self.renew_plan(now, rng)?;
        self.place_orders(lobby, now, rng)
    }

    /// Arms the same draft again. It is no check-in: its age is that of the last one.
    fn arm_anew(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(draft) = self.plan_draft() else { return Ok(()) };
        if self.compose(&draft, false, false).is_err() {
            // Nobody is left to be told.
            return self.order_end(lobby, now, rng);
        }
        let last = self.head.last_check_in.unwrap_or(0);
        let plan = self.plan_state_mut();
        plan.rearm = false;
        plan.refused = false;
        // A pause that is over has put the next check-in off; that stays so. In a pause the arming is of this moment, so
        // that nothing is missed before the rest of the pause has been ordered. What lies ahead for another reason was
        // written down by a clock that was wrong.
        let mut from = now;
        if plan.pause(now).is_none() {
            let past = |at: &u64| *at > 0 && *at <= now.as_millis();
            let known = [last, plan.since, plan.paused_until].into_iter().filter(past).max();
            from = known.map_or(now, Timestamp::from_millis);
        }
        plan.order(OrderKind::Arm, draft.timing.delta(), from);
        if let Some(until) = plan.pause(now) {
            // Arming ends a pause at the relay; what is left of it is ordered again, after the arming.
            let left = u32::try_from(until.millis_since(now).div_ceil(1_000)).map(Seconds::new);
            let left = left.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
            self.place_orders(lobby, now, rng)?;
            self.order_pause(now, left, rng)?;
        }
        Ok(())
    }

    /// Reads the relay's answers to the orders.
    fn note_orders(&mut self, lobby: &mut Lobby, now: Timestamp) -> Result<(), EngineError> {
        let Some(plan) = self.plan_state() else { return Ok(()) };
        if plan.orders.is_empty() {
            return Ok(());
        }
        let mut orders = std::mem::take(&mut self.plan_state_mut().orders);
        let mut news = Vec::new();
        let mut jump = false;
        let mut heard = None;
        orders.retain_mut(|order| {
            if let Some(upload) = order.upload.filter(|_| order.made() && !order.uploaded) {
                match lobby.upload_state(upload) {
                    UploadState::AtRelay => order.uploaded = true,
                    UploadState::Waiting => {}
                    UploadState::Refused => {
                        lobby.withdraw_upload(upload);
                        news.push((order.kind, false, std::mem::take(&mut order.persons)));
                        return false;
                    }
                    UploadState::Gone => order.hash = None,
                }
            }
            if let Some(claim) = order.placed.as_mut().filter(|_| !order.accepted) {
                let told = lobby.read_told(claim);
                let gone = lobby.placed(&claim.placed).is_none();
                if told.is_some() {
                    lobby.mark_read(claim);
                }
                heard =
                    heard.into_iter().chain(told.as_ref().and_then(Heard::of)).max_by_key(|heard| heard.turn);
                match told.and_then(|told| told.status) {
                    Some(TimerStatus::Accepted) => order.accepted = true,
                    // Its place was lost before the relay's answer was seen.
                    None if gone => order.placed = None,
                    None => {}
                    Some(status) => {
                        let again = match status {
                            TimerStatus::OldCounter => {
                                jump = true;
                                true
                            }
                            TimerStatus::UnknownTimer => {
                                lobby.register_all_again();
                                true
                            }
                            _ => false,
                        };
                        order.placed = None;
                        order.tries = order.tries.saturating_add(1);
                        if !again || order.tries > TRIES_MAX {
                            news.push((order.kind, false, Vec::new()));
                            return false;
                        }
                    }
                }
            }
            let done = order.accepted && (!order.made() || order.uploaded);
            if done {
                news.push((order.kind, true, std::mem::take(&mut order.persons)));
            }
            !done
        });
        self.plan_state_mut().orders = orders;
        if jump {
            let head = self.head.edit();
            head.control_counter =
                head.control_counter.saturating_add(u64::from(SendingChain::ROLLBACK_MARGIN));
        }
        if let Some(heard) = heard {
            self.hear(heard);
        }
        let known = self.plan_state().and_then(|plan| plan.heard).map_or(0, |heard| heard.turn);
        let said = known.max(self.own_plan.turn);
        for (kind, done, persons) in news {
            if done && matches!(kind, OrderKind::Arm | OrderKind::End) {
                self.plan_state_mut().said_before = said;
            }
            self.order_done(now, kind, done, persons);
        }
        Ok(())
    }

    fn order_done(
        &mut self,
        now: Timestamp,
        kind: OrderKind,
        done: bool,
        persons: Vec<minicbor::bytes::ByteArray<16>>,
    ) {
        let plan = self.plan_state_mut();
        let event = match (kind, done) {
            (OrderKind::Arm, true) => {
                plan.at_relay = persons;
                plan.refused = false;
                plan.word_is_old = false;
                EventKind::PlanArmed
            }
            (OrderKind::Drill, true) => {
                plan.drill = Drill::Begun;
                plan.drill_since = now.as_millis();
                EventKind::DrillStarted
            }
            (OrderKind::Pause, true) => {
                EventKind::PlanPaused { until: Timestamp::from_millis(plan.paused_until) }
            }
            (OrderKind::End, true) => {
                plan.at_relay.clear();
                plan.stands = false;
                EventKind::PlanEnded
            }
            (kind, false) => {
                match kind {
                    OrderKind::Arm => plan.refused = true,
                    OrderKind::Drill => plan.drill = Drill::NotYet,
                    OrderKind::Pause => plan.paused_until = 0,
                    OrderKind::End => plan.stands = true,
                }
                EventKind::PlanRefused
            }
        };
        self.tell(now, event);
    }

    /// Keeps the newest thing that the relay said of this vault's timer. A word of a plan of which this copy of the
    /// store knows nothing is kept too. The same word again is not written down, unless what was said before an order
    /// does not count.
    pub(crate) fn hear(&mut self, heard: Heard) {
        if self.own_plan.state.is_none() && !tells_of_a_plan(heard.word().state) {
            return;
        }
        let (known, said_before) = self.plan_state().map_or((None, 0), |plan| (plan.heard, plan.said_before));
        let turn = known.map_or(0, |known| known.turn).max(self.own_plan.turn);
        if heard.turn < turn {
            return;
        }
        self.own_plan.turn = heard.turn;
        if known.is_none_or(|known| known.word != heard.word || known.turn <= said_before) {
            self.plan_state_mut().heard = Some(heard);
        }
    }

    /// Compares what the relay says with what it was ordered. A plan that it has forgotten is armed anew; one that was
    /// ended, or that this copy of the store does not know, is not ended without asking: it may be the newer one.
    fn compare_word(&mut self, now: Timestamp, turn: u32, word: TimerWord) {
        let Some(plan) = self.plan_state() else { return };
        let waits = |order: &Order| matches!(order.kind, OrderKind::Arm | OrderKind::End);
        if plan.orders.iter().any(waits) || (plan.said_before > 0 && turn <= plan.said_before) {
            return;
        }
        let there = tells_of_a_plan(word.state);
        let none = matches!(word.state, TimerState::New | TimerState::Ended);
        let again = now.as_millis().abs_diff(plan.rearmed_at) > REARM_MS;
        match plan.wish {
            Wish::Armed if none && again && !plan.at_relay.is_empty() => {
                let plan = self.plan_state_mut();
                plan.rearm = true;
                plan.rearmed_at = now.as_millis();
            }
            Wish::Off if there && !plan.stands => {
                self.plan_state_mut().stands = true;
                self.tell(now, EventKind::PlanStands);
            }
            Wish::Off if none && plan.stands => self.plan_state_mut().stands = false,
            Wish::Armed | Wish::Off => {}
        }
    }

    /// Takes over the relay's newest word, if it says anything new.
    fn note_word(&mut self, now: Timestamp) {
        let Some(heard) = self.plan_state().and_then(|plan| plan.heard) else { return };
        let word = heard.word();
        self.compare_word(now, heard.turn, word);
        let Some(plan) = self.plan_state() else { return };
        let before = plan.word();
        if heard.turn < plan.word_turn || (plan.word.is_some() && before == word) {
            self.word_before_plan(word);
            return;
        }
        let troubled: Vec<[u8; 16]> = plan.in_trouble().collect();
        let plan = self.plan_state_mut();
        plan.word = Some(word.encode().into());
        plan.word_turn = heard.turn;
        plan.word_at = heard.at;
        plan.word_is_old = false;
        let troubled_now: Vec<[u8; 16]> = plan.in_trouble().collect();
        let mut news: Vec<EventKind> = Vec::new();
        let new = troubled_now.iter().filter(|id| !troubled.contains(id));
        news.extend(new.map(|id| EventKind::RouteTrouble { contact: ContactId(*id) }));
        let over = troubled.iter().filter(|id| !troubled_now.contains(id));
        news.extend(over.map(|id| EventKind::RouteWorks { contact: ContactId(*id) }));
        if let (TimerState::Told, Some(step)) = (word.state, word.step)
            && before.step != word.step
        {
            news.push(EventKind::OwnStepTold { step: step.number() });
        }
        let changed = |phone: &u8| {
            let index = usize::from(*phone);
            before.phone(index) != word.phone(index) || before.answer(index) != word.answer(index)
        };
        news.extend((0..4).filter(changed).map(|phone| EventKind::PhoneChanged { phone }));
        for event in news {
            if let EventKind::OwnStepTold { step } = event {
                self.note_steps_told(now, step);
            }
            self.tell(now, event);
        }
        self.word_before_plan(word);
    }

    /// An arm may be answered before its plan has come to the relay. What was said then is no longer so.
    fn word_before_plan(&mut self, word: TimerWord) {
        let there = |plan: &super::PlanRecord| plan.state() == crate::PlanState::AtRelay && !plan.word_is_old;
        let none = matches!(word.state, TimerState::New | TimerState::Ended);
        if none && self.plan_state().is_some_and(there) {
            self.plan_state_mut().word_is_old = true;
        }
    }

    /// Makes and places the orders that can be, in their order.
    fn place_orders(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let count = self.plan_state().map_or(0, |plan| plan.orders.len());
        for index in 0..count {
            let Some(order) = self.plan_state().and_then(|plan| plan.orders.get(index)) else {
                return Ok(());
            };
            let (kind, delta, from) =
                (order.kind, Seconds::new(order.delta_s), Timestamp::from_millis(order.from));
            let uploads = matches!(kind, OrderKind::Arm | OrderKind::Drill);
            if order.placed.is_some() && (!uploads || order.made()) {
                continue;
            }
            if uploads && !order.made() && !self.make_upload(lobby, now, index, kind, rng)? {
                return Ok(());
            }
            if self
                .plan_state()
                .and_then(|plan| plan.orders.get(index))
                .is_some_and(|order| order.placed.is_some())
            {
                continue;
            }
            if !lobby.has_place(&self.head.sealed, false) {
                return Ok(());
            }
            let hash = self.plan_state().and_then(|plan| plan.orders.get(index)?.hash);
            let command = self.control(kind, delta, hash.map_or([0; 32], |hash| *hash));
            let how =
                Placing { own: &self.head.sealed, urgent: false, evict: true, now, made: from, cover: false };
            let placed = lobby.place(how, command, Vec::new(), rng)?;
            self.note_sealed(lobby, placed.placed);
            lobby.hurry(now, false);
            if let Some(order) = self.plan_state_mut().orders.get_mut(index) {
                order.placed = Some(placed);
            }
        }
        Ok(())
    }

    fn control(&mut self, kind: OrderKind, delta: Seconds, hash: [u8; 32]) -> TimerCommand {
        let head = self.head.edit();
        head.control_counter = head.control_counter.saturating_add(1);
        let (timer, counter) = (TimerId::from_bytes(*head.timer), head.control_counter);
        let secret = TimerSecret::from_bytes(*head.control.bytes());
        match kind {
            OrderKind::Arm | OrderKind::Drill => TimerCommand::arm(timer, counter, delta, hash, &secret),
            OrderKind::Pause => TimerCommand::pause(timer, counter, delta, &secret),
            OrderKind::End => TimerCommand::end(timer, counter, &secret),
        }
    }

    /// Seals the plan of an order and writes the plan messages. `false` when another upload must leave first.
    fn make_upload(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        index: usize,
        kind: OrderKind,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        let waits = |upload| lobby.upload_state(upload) == UploadState::Waiting;
        let other = |order: &Order| order.kind != kind && order.made() && order.upload.is_some_and(waits);
        if self.plan_state().is_some_and(|plan| plan.orders.iter().any(other)) {
            return Ok(false);
        }
        let own = self.plan_state().and_then(|plan| plan.orders.get(index)?.draft.as_ref()?.draft());
        let Some(draft) = own.or_else(|| self.plan_draft()) else {
            return Err(EngineError::Bug { code: "order-without-draft" });
        };
        let drill = kind == OrderKind::Drill;
        let composed = self.compose(&draft, drill, false)?;
        let mut covered = covered_by(&composed);
        let steps = composed.steps;
        let sealed = self.seal_upload(lobby, now, composed, rng)?;
        for (person, key) in covered.iter_mut().zip(&sealed.keys) {
            person.key = Some(Hidden::new(key.expose()));
        }
        let last = self.plan_state().and_then(|plan| plan.last_upload);
        let upload = lobby.put_upload(last, &sealed.plan, rng)?;
        let plan = self.plan_state_mut();
        plan.last_upload = Some(upload);
        plan.generation = plan.generation.saturating_add(1);
        let generation = plan.generation;
        let mut from = now;
        if let Some(order) = plan.orders.get_mut(index) {
            order.hash = Some(sealed.hash.into());
            order.upload = Some(upload);
            order.uploaded = false;
            order.persons = covered.iter().map(|person| person.id).collect();
            from = Timestamp::from_millis(order.from);
        }
        let news = if drill { PlanNews::Drill } else { PlanNews::Armed };
        self.add_plan_message(from, &news, &steps, &covered, generation, rng)?;
        if !drill {
            let plan = self.plan_state_mut();
            plan.covered = covered;
            plan.delays_s = steps.delays().map(Seconds::get).collect();
            plan.armed_generation = generation;
            plan.told_at = now.as_millis();
        }
        // Contacts hear of it before the relay does: the first step of a drill is told at once.
        self.refill(lobby, now, rng)?;
        Ok(true)
    }

    /// Tells everybody whom the plan covers that it was paused or has ended.
    fn tell_contacts(
        &mut self,
        now: Timestamp,
        news: &PlanNews,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(steps) = self.told_steps() else { return Ok(()) };
        let plan = self.plan_state_mut();
        let (covered, generation) = (std::mem::take(&mut plan.covered), plan.generation);
        let told = match covered.is_empty() {
            true => Ok(()),
            false => self.add_plan_message(now, news, &steps, &covered, generation, rng),
        };
        self.plan_state_mut().covered = covered;
        told
    }
}

/// Whether a relay that says this has a plan whose steps it tells.
fn tells_of_a_plan(state: TimerState) -> bool {
    matches!(state, TimerState::Up | TimerState::Late | TimerState::Told | TimerState::Paused)
}

fn covered_by(composed: &Composed) -> Vec<Covered> {
    let person = |person: &super::arming::ComposedPerson| Covered {
        id: person.contact.into(),
        told: person.told.bits(),
        key: None,
    };
    composed.persons.iter().map(person).collect()
}

impl super::PlanRecord {
    /// Adds an order; it takes the place of those that it makes pointless.
    fn order(&mut self, kind: OrderKind, delta: Seconds, from: Timestamp) {
        self.orders.retain(|order| match kind {
            OrderKind::Arm => order.kind == OrderKind::Drill,
            OrderKind::Pause => order.kind != OrderKind::Pause,
            OrderKind::Drill | OrderKind::End => true,
        });
        self.orders.push(Order {
            kind,
            delta_s: delta.get(),
            from: from.as_millis(),
            hash: None,
            upload: None,
            placed: None,
            tries: 0,
            accepted: false,
            persons: Vec::new(),
            uploaded: false,
            draft: None,
        });
    }
}

impl Order {
    /// Whether it needs a plan and has one.
    pub(crate) fn made(&self) -> bool {
        self.hash.is_some()
    }
}
