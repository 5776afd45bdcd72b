//! The family page of a contact without the app, as somebody sees it who opens it anew by its link each time: all that
//! the relay holds for it, read with nothing but the link.

use wayhome::{Place, Timestamp};
use wayhome_protocol::capsule::{Capsule, open_capsule};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::dossier::open_chunk;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::dossier_content::DossierContent;
use wayhome_protocol::dossier_request::{DossierGetAnswer, DossierGetOutcome, DossierGetRequest};
use wayhome_protocol::family::FamilyLink;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::ids::{EventId, Tag, TimerId};
use wayhome_protocol::keys::{
    DossierKey, LodgeKey, MessageKey, ReadingCapability, ReceiveCapability, RelayPart,
};
use wayhome_protocol::lodged::open_lodged;
use wayhome_protocol::message::Message;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind};
use wayhome_protocol::plan_message::{PlanMessage, PlanOrder};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::SyncAnswer;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::browser::{Browser, Read, read_messages};
use crate::outsider::Outsider;
use crate::relay::RelayHost;

/// What a step says, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepShown {
    /// Which, from 1.
    pub step: u8,
    /// It is practised.
    pub drill: bool,
    /// Its words.
    pub words: String,
    /// What it gives of the dossier.
    pub access: Option<Box<DossierAccess>>,
}

/// All that a page shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// What was agreed, in the order in which it came.
    pub plans: Vec<PlanMessage>,
    /// What steps say, in the order in which they came.
    pub steps: Vec<StepShown>,
    /// What the relay says, each once.
    pub notices: Vec<Notice>,
    /// How many cells came of notices that were here before.
    pub repeated: usize,
    /// The notes of check-ins.
    pub notes: Vec<String>,
    /// Calls for help.
    pub sos: Vec<EventId>,
    /// The places of capsules that are open.
    pub places: Vec<Place>,
    /// Check-ins whose capsule is not.
    pub sealed: usize,
    /// The worker has ended the pairing.
    pub farewell: bool,
}

impl Shown {
    /// Steps that the relay says it told, practised ones or real ones, in order.
    pub fn told(&self, practised: bool) -> Vec<u8> {
        let step = |notice: &Notice| match notice.kind {
            NoticeKind::StepTold { step, drill, .. } if drill == practised => Some(step.number()),
            _ => None,
        };
        self.notices.iter().filter_map(step).collect()
    }

    /// When the relay says it told a step, in whole minutes.
    pub fn told_at(&self, number: u8) -> Option<Timestamp> {
        let step = |notice: &Notice| match notice.kind {
            NoticeKind::StepTold { step, drill: false, .. } if step.number() == number => {
                Some(notice.minute.start())
            }
            _ => None,
        };
        self.notices.iter().find_map(step)
    }

    /// After which steps the relay says that a check-in came.
    pub fn came(&self) -> Vec<u8> {
        let step = |notice: &Notice| match notice.kind {
            NoticeKind::CheckInCame { step } => Some(step.number()),
            _ => None,
        };
        self.notices.iter().filter_map(step).collect()
    }

    /// Who holds which step, where the key of the person in the plan signed it: index and step.
    pub fn held(&self) -> Vec<(u8, u8)> {
        let people = self.plans.last().map(|plan| plan.circle.clone()).unwrap_or_default();
        let held = |notice: &Notice| match &notice.kind {
            NoticeKind::Held { step, by, command, .. } => {
                let person = people.iter().find(|person| person.index == *by)?;
                command.verify_hold(&person.identity).ok()?;
                Some((*by, step.number()))
            }
            _ => None,
        };
        self.notices.iter().filter_map(held).collect()
    }

    /// The timer of the plan.
    pub fn timer(&self) -> TimerId {
        self.plans.last().unwrap().timer
    }
}

/// A check-in whose capsule waits for the relay's part.
struct Sealed {
    event: EventId,
    tag: Tag,
    key: MessageKey,
    capsule: Box<Capsule>,
}

/// A page. See the module's documentation.
pub struct FamilyPage {
    link: FamilyLink,
    reader: Outsider,
    counter: u64,
}

impl FamilyPage {
    /// Somebody presses the button that opens the page for the first time: the worker hears of it.
    pub fn open(relay: &RelayHost, text: &str, seed: u64, now: Timestamp) -> Self {
        Browser::open(relay, text, seed, now);
        Self::again(text, seed)
    }

    /// A browser that has the link and nothing else, and has said nothing.
    pub fn again(text: &str, seed: u64) -> Self {
        let link = FamilyLink::from_text(text).unwrap();
        let capability = ReceiveCapability::from_bytes(*link.derive_receive_capability().expose());
        let rng = ChaCha20Rng::seed_from_u64(seed ^ 0x7061_6765);
        let reader = Outsider::reading_as(link.receive_id(), capability, rng);
        Self { link, reader, counter: 0 }
    }

    /// Reads everything.
    pub fn look(&mut self, relay: &RelayHost, now: Timestamp) -> Shown {
        let items = self.reader.fetch(relay, 0);
        let mut shown = Shown::default();
        let sealed = self.messages(&items, now, &mut shown);
        self.lodged(&items, &mut shown);
        let parts = self.notices(&items, &mut shown);
        for one in sealed {
            let open = parts.iter().filter(|(tag, _)| *tag == one.tag);
            let trail = open
                .filter_map(|(_, part)| open_capsule(&one.key, part, one.event, &one.capsule).ok())
                .next();
            match trail {
                Some(trail) => shown.places.extend(trail.places().iter().copied()),
                None => shown.sealed += 1,
            }
        }
        shown
    }

    fn messages(&self, items: &[FetchItem], now: Timestamp, shown: &mut Shown) -> Vec<Sealed> {
        let mut sealed = Vec::new();
        for Read { event, envelope, came_last: (tag, part), first_key: key, .. } in
            read_messages(&self.link, items, now)
        {
            match envelope.message {
                Message::Plan(plan) => shown.plans.push(*plan),
                Message::CheckIn { note, capsule, .. } => {
                    shown.notes.extend(note);
                    if let Some(capsule) = capsule {
                        assert_eq!(part, 0, "a check-in of these stories fits in one cell");
                        sealed.push(Sealed { event, tag, key, capsule });
                    }
                }
                Message::Sos { note, .. } => {
                    shown.notes.extend(note);
                    shown.sos.push(event);
                }
                Message::Farewell => shown.farewell = true,
                _ => {}
            }
        }
        sealed
    }

    fn lodged(&self, items: &[FetchItem], shown: &mut Shown) {
        let key = |plan: &PlanMessage| match &plan.order {
            PlanOrder::Armed { lodge_key } | PlanOrder::Drill { lodge_key } => Some(lodge_key.clone()),
            _ => None,
        };
        let keys: Vec<std::sync::Arc<LodgeKey>> = shown.plans.iter().filter_map(key).collect();
        for item in items {
            let opened = keys
                .iter()
                .flat_map(|key| Step::ALL.map(|step| (key, step)))
                .find_map(|(key, step)| open_lodged(key, step, &item.cell).ok());
            let Some(opened) = opened else { continue };
            shown.steps.push(StepShown {
                step: opened.words.step.number(),
                drill: opened.words.drill,
                words: opened.words.words,
                access: opened.words.access,
            });
        }
    }

    fn notices(&self, items: &[FetchItem], shown: &mut Shown) -> Vec<(Tag, RelayPart)> {
        let capability = self.link.derive_root().derive_send_capability(Direction::WorkerToContact).hash();
        let keys = NoticeKeys::derive(&capability);
        let (mut known, mut parts) = (Vec::new(), Vec::new());
        for item in items {
            let Ok((event, notice)) = keys.open(&item.cell) else { continue };
            if known.contains(&event) {
                shown.repeated += 1;
                continue;
            }
            known.push(event);
            if let NoticeKind::RelayParts { parts: some } = &notice.kind {
                parts.extend(some.iter().map(|(tag, part)| (*tag, RelayPart::from_bytes(*part.expose()))));
            }
            shown.notices.push(notice);
        }
        parts
    }

    /// Opens the dossier that was released: what it says, and the bytes of its attachments. `None` if none was, or
    /// its half of the key is not here.
    pub fn dossier(&self, relay: &RelayHost, shown: &Shown) -> Option<(DossierContent, Vec<Vec<u8>>)> {
        let access = shown.steps.iter().rev().find_map(|step| step.access.as_deref())?;
        let key = self.dossier_key(shown, access)?;
        let (mut content, mut index, mut count) = (Vec::new(), 0, 1);
        while index < count {
            let capability = ReadingCapability::from_bytes(*access.reading.expose());
            let request = DossierGetRequest { dossier: access.dossier, capability, index };
            let answer = relay.handle("/v1/dossier/get", &request.encode()).unwrap();
            let answer = DossierGetAnswer::decode(&answer).unwrap();
            if answer.outcome != DossierGetOutcome::Given {
                return None;
            }
            count = answer.count;
            let chunk = answer.chunk.unwrap();
            content.extend_from_slice(
                &open_chunk(&key, access.dossier, index, count, chunk.as_bytes()).unwrap(),
            );
            index += 1;
        }
        let (head, mut at) = DossierContent::decode_head(&content).unwrap();
        let attachments = head.attachments.iter().map(|entry| {
            let from = at;
            at += entry.length as usize;
            content[from..at].to_vec()
        });
        let attachments = attachments.collect();
        Some((head, attachments))
    }

    fn dossier_key(&self, shown: &Shown, access: &DossierAccess) -> Option<DossierKey> {
        let part = |notice: &Notice| match &notice.kind {
            NoticeKind::DossierPart { dossier, relay_part, generation }
                if *dossier == access.dossier && *generation == access.generation =>
            {
                let shares = [access.share.clone()];
                access
                    .wrapped
                    .open_with_shares(&shares, access.needed, relay_part, *dossier, *generation)
                    .ok()
            }
            _ => None,
        };
        shown.notices.iter().find_map(part)
    }

    /// Somebody presses the button that lets a step wait.
    pub fn hold(&mut self, relay: &RelayHost, timer: TimerId, step: u8, length: Seconds) -> SyncAnswer {
        self.counter += 1;
        let step = Step::new(step).unwrap();
        let command = TimerCommand::hold(timer, self.counter, step, length, &self.link.derive_identity());
        self.say(relay, command)
    }

    /// The page sends this command, whatever it is.
    pub fn say(&mut self, relay: &RelayHost, command: TimerCommand) -> SyncAnswer {
        self.reader.sync(relay, Vec::new(), command, Vec::new())
    }

    /// Its dice.
    pub fn chance(&mut self) -> &mut ChaCha20Rng {
        self.reader.chance()
    }
}
