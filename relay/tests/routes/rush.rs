//! Many at once: hundreds of workers fall silent in the same minute, and some of the people to be told cannot be
//! reached.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::{IdentitySecret, SendCapability, TimerSecret};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::route_request::{
    RouteAnswer, RouteKind, RouteOrder, RouteOutcome, RouteRequest, RouteWish,
};
use wayhome_protocol::sync_request::{SyncAnswer, TimerStatus};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::{PlanPerson, PlanPurpose, UploadedPlan};
use wayhome_relay::{Config, Listening, Request, SetClock};

use crate::agreement::by_mail;
use crate::people::{Mailbox, Person, Say, register_body, sync_body};
use crate::smtpd::{Habit, Manner, Smtpd};
use crate::town::{Town, route_id};
use crate::whole::smtp_section;

const WORKERS: usize = 500;
/// Interval and grace of the daily plan.
const ROUND: Seconds = Seconds::from_hours(36);

const MINUTE: Seconds = Seconds::from_minutes(1);

fn address(number: usize) -> String {
    format!("person-{number}@example.org")
}

fn timer(number: usize) -> TimerId {
    let mut id = [9; 16];
    id[..8].copy_from_slice(&(number as u64).to_be_bytes());
    TimerId::from_bytes(id)
}

/// Workers who all checked in within one minute, those with low numbers first. Each has a contact of their own with
/// an e-mail address.
fn silent(smtpd: &Smtpd) -> Town {
    let mut town = Town::new(&by_mail(smtpd));
    let secret = town.relay.secret();
    let public = secret.public();
    let control = TimerSecret::from_bytes([41; 32]);
    let (mut registers, mut routes, mut plans, mut arms) = (vec![], vec![], vec![], vec![]);
    let mut people = Vec::new();
    for number in 0..WORKERS {
        let (worker, contact) = (Person::random(&mut town.rng), Person::random(&mut town.rng));
        let mailbox = Mailbox::random(&mut town.rng);
        let entry =
            RegisterEntry::Timer { timer: timer(number), control: control.public(), touch: [None; 4] };
        for body in [register_body(&worker, vec![entry]), register_body(&contact, vec![mailbox.open()])] {
            registers.push(Request::decode_register(&body).unwrap());
        }
        let order = RouteOrder::Set {
            route: route_id(1),
            kind: RouteKind::Email,
            address: address(number),
            language: "en".to_owned(),
            wish: RouteWish::Whatever,
        };
        let request = RouteRequest::seal(contact.reading(), &order, &public, &mut town.rng).unwrap();
        routes.push(Request::decode_route(&request.encode(), &secret).unwrap());
        let plan = UploadedPlan {
            timer: timer(number),
            purpose: PlanPurpose::Plan,
            timing: PlanTiming::DAILY,
            steps: PlanSteps::DAILY,
            persons: vec![PlanPerson {
                send_id: mailbox.send_id,
                capability: SendCapability::from_bytes(mailbox.capability),
                identity: IdentitySecret::from_bytes([7; 32]).public(),
                told: [Step::FIRST].into_iter().collect(),
                places: StepSet::NONE,
                dossier: StepSet::NONE,
                cells: [None, None, None, None],
            }],
            dossier: None,
            phones: Vec::new(),
            touch_keys: None,
            alias: None,
        };
        let encoded = plan.encode(CircleSize::Four, &mut town.rng).unwrap();
        let sealed = encoded.seal(&public, &mut town.rng).unwrap();
        let body = PlanRequest { reading: worker.reading(), plan: sealed }.encode();
        plans.push(Request::decode_plan(&body, &secret).unwrap());
        let command = TimerCommand::arm(timer(number), 1, ROUND, encoded.hash(), &control);
        let age = 59 - u32::try_from(number * 60 / WORKERS).unwrap();
        let say = Say { timer: command, age, ..Say::default() };
        arms.push(Request::decode_sync(&sync_body(&worker, &public, say, &mut town.rng), &secret).unwrap());
        people.push(contact);
    }
    town.batch(&registers);
    for answer in town.batch(&routes) {
        assert_eq!(RouteAnswer::decode(&answer).unwrap().outcome, RouteOutcome::Done);
    }
    for answer in town.batch(&plans) {
        assert_eq!(PlanAnswer::decode(&answer).unwrap().outcome, PlanOutcome::Stored);
    }
    for answer in town.batch(&arms) {
        assert_eq!(SyncAnswer::decode(&answer).unwrap().timer, TimerStatus::Accepted);
    }
    for contact in &people {
        town.agree_all(contact);
    }
    town
}

#[test]
fn when_hundreds_are_missed_in_one_minute_each_alert_is_ready_to_go_within_a_minute_of_its_time() {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut town = silent(&smtpd);
    // As the writer does: every five seconds.
    town.pass(ROUND.saturating_sub(Seconds::from_minutes(3)));
    for _ in 0..60 {
        town.tick_after(Seconds::new(5));
    }
    let ready = town.look(|tables, _| {
        let mut ready = Vec::new();
        for number in 0..WORKERS {
            let timer = tables.timer(&timer(number))?.unwrap();
            let missed = timer.last.unwrap().made.plus(ROUND);
            let told = timer.run.told_at.expect("step 1 was told");
            assert!(told >= missed && told.millis_since(missed) <= 60_000, "{number}");
            ready.push(told);
        }
        Ok(ready)
    });
    // And each is with the mail server at its next look.
    assert_eq!(town.deliver().len(), ready.len());
    let to: BTreeSet<_> = smtpd.mails().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, (0..WORKERS).map(address).collect());
}

/// A clock that the test sets.
struct Shown(AtomicU64);

impl SetClock for Shown {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

#[test]
fn who_hangs_refuses_or_hesitates_keeps_nobody_else_from_being_told() {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut town = silent(&smtpd);
    town.pass(ROUND.saturating_sub(Seconds::from_minutes(2)));
    // Those who are to be told first: nothing gets past them that waits for them.
    let (hang, refuse, hesitate) = (0..24, 24..34, 34..44);
    hang.clone().for_each(|number| smtpd.habit(&address(number), Habit::Hang));
    refuse.for_each(|number| smtpd.habit(&address(number), Habit::Refuse("550 5.1.1 no such user")));
    hesitate.clone().for_each(|number| smtpd.habit(&address(number), Habit::Greylist(1)));
    let wall = town.wall();
    let Town { folder, relay, .. } = town;
    drop(relay);
    // The same files under the relay as an operator starts it.
    std::fs::write(folder.path().join("relay.key"), [5; 32]).unwrap();
    std::fs::write(folder.path().join("routes.key"), [6; 32]).unwrap();
    let path = folder.path().join("relay.toml");
    let head = format!("listen = '127.0.0.1:0'\ndata = '{}'\n", folder.path().display());
    std::fs::write(&path, head + &smtp_section(&smtpd)).unwrap();
    let config = Config::load(Some(&path), |_| None).unwrap();
    let clock = Arc::new(Shown(AtomicU64::new(wall.as_millis())));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let set: Arc<dyn SetClock> = Arc::clone(&clock) as _;
    let listening = runtime.block_on(Listening::bind_with_clock(config, set)).unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = runtime.spawn(listening.run(async { drop(stopped.await) }));

    let pass = |length: Seconds| clock.0.fetch_add(length.as_millis(), Ordering::SeqCst);
    pass(Seconds::from_minutes(3));
    let good = 44..WORKERS;
    let mails = smtpd.wait_for(good.len());
    let to: BTreeSet<_> = mails.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, good.clone().map(address).collect());
    // Who hesitated is asked again, while others still hang.
    pass(MINUTE.saturating_add(MINUTE));
    let mails = smtpd.wait_for(good.len() + hesitate.len());
    let to: BTreeSet<_> = mails.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, hesitate.chain(good).map(address).collect());
    drop(stop);
    runtime.block_on(running).unwrap().unwrap();
}
