//! A relay whose rules run on a clock that tests set, over real storage, and which sends through real servers.

use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use wayhome_protocol::fetch_request::FetchAnswer;
use wayhome_protocol::group::Ring;
use wayhome_protocol::ids::RouteId;
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::route_request::{
    RouteAnswer, RouteKind as WireKind, RouteOrder, RouteOutcome, RouteRequest, RouteState as WireState,
    RouteWish as WireWish,
};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_relay::routes::{
    Alert, Claimed, Lane, Link, Patience, Routes, RoutesConfig, RoutesKey, SendError, Senders, Urgency,
    links, queue_alert, sweep,
};
use wayhome_relay::storage::{RouteKind, SqliteStorage, Storage, StorageError, Tables};
use wayhome_relay::{Limits, Moment, Relay, Request, ServiceTime};

use crate::people::{Mailbox, Person, Say, cell, chance, new_year, register_body, sync_body};

pub(crate) const BASE: &str = "https://relay.example.org/";

/// Times short enough for a test that waits for them.
pub(crate) const HASTE: Patience =
    Patience { connect: Duration::from_secs(5), whole: Duration::from_millis(1_500) };

pub(crate) struct Town {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) relay: Relay<SqliteStorage>,
    pub(crate) routes: Routes,
    pub(crate) senders: Senders,
    moment: Moment,
    pub(crate) rng: ChaCha20Rng,
    runtime: tokio::runtime::Runtime,
}

pub(crate) fn route_id(number: u8) -> RouteId {
    RouteId::from_bytes([number; 16])
}

impl Town {
    pub(crate) fn new(config: &RoutesConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::open(folder, config, Moment { wall: new_year(), running: Duration::ZERO })
    }

    fn open(folder: tempfile::TempDir, config: &RoutesConfig, moment: Moment) -> Self {
        let mut rng = chance(7);
        let storage = SqliteStorage::open(&folder.path().join("relay.sqlite"), 64).unwrap();
        let secret = RelaySecret::from_bytes([5; 32]);
        let relay = Relay::open(storage, secret, Limits::default(), moment, &mut rng).unwrap();
        let senders = Senders::open(config, folder.path(), false, HASTE).unwrap();
        let key = RoutesKey::from_bytes(&[6; 32]);
        let routes = Routes::with_questions(key, senders.kinds(), config.hosts.clone(), config.questions);
        let relay = relay.with_routes(routes.clone());
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        Self { folder, relay, routes, senders, moment, rng, runtime }
    }

    /// The process dies without a farewell, and another one starts over the same files.
    pub(crate) fn restart(self, config: &RoutesConfig) -> Self {
        let Self { folder, relay, moment, .. } = self;
        drop(relay);
        Self::open(folder, config, Moment { running: Duration::ZERO, ..moment })
    }

    /// Time passes, and the relay runs.
    pub(crate) fn pass(&mut self, length: Seconds) {
        self.moment = self.moment.later(Duration::from_millis(length.as_millis()));
        self.relay.run_until(self.moment, &mut self.rng).unwrap();
    }

    /// What the machine's calendar says.
    pub(crate) fn wall(&self) -> Timestamp {
        self.moment.wall
    }

    /// The machine's clock is set.
    pub(crate) fn set_clock(&mut self, wall: Timestamp) {
        self.moment.wall = wall;
        self.pass(Seconds::new(1));
    }

    /// Time passes, and the relay looks once for what is due, as its writer does.
    pub(crate) fn tick_after(&mut self, length: Seconds) {
        self.moment = self.moment.later(Duration::from_millis(length.as_millis()));
        while self.relay.tick(self.moment, &mut self.rng).unwrap().more {}
    }

    /// Many requests at once.
    pub(crate) fn batch(&mut self, requests: &[Request]) -> Vec<Vec<u8>> {
        let answers = requests.chunks(256);
        answers.flat_map(|some| self.relay.handle_batch(self.moment, some, &mut self.rng)).collect()
    }

    pub(crate) fn look<T>(
        &mut self,
        mut with: impl FnMut(&mut dyn Tables, ServiceTime) -> Result<T, StorageError>,
    ) -> T {
        let mut value = None;
        self.relay
            .storage()
            .transaction(&mut |tables| {
                let now = tables.meta()?.service;
                value = Some(with(tables, now)?);
                Ok(())
            })
            .unwrap();
        value.unwrap()
    }

    /// Makes someone known to the relay, with a mailbox.
    pub(crate) fn settle_in(&mut self, who: &Person, mailbox: &Mailbox) {
        let body = register_body(who, vec![mailbox.open()]);
        self.relay.handle_register(self.moment, &body, &mut self.rng).unwrap();
    }

    pub(crate) fn order(&mut self, who: &Person, order: &RouteOrder) -> RouteAnswer {
        let public = self.relay.secret().public();
        let request = RouteRequest::seal(who.reading(), order, &public, &mut self.rng).unwrap();
        self.order_bytes(&request.encode())
    }

    pub(crate) fn order_bytes(&mut self, body: &[u8]) -> RouteAnswer {
        let answer = self.relay.handle_route(self.moment, body, &mut self.rng).unwrap();
        RouteAnswer::decode(&answer).unwrap()
    }

    pub(crate) fn set(&mut self, who: &Person, number: u8, kind: WireKind, address: &str) -> RouteAnswer {
        self.set_with(who, number, kind, address, "en", WireWish::Whatever)
    }

    pub(crate) fn set_with(
        &mut self,
        who: &Person,
        number: u8,
        kind: WireKind,
        address: &str,
        language: &str,
        wish: WireWish,
    ) -> RouteAnswer {
        let order = RouteOrder::Set {
            route: route_id(number),
            kind,
            address: address.to_owned(),
            language: language.to_owned(),
            wish,
        };
        self.order(who, &order)
    }

    /// Sets a route and agrees to it, without a message.
    pub(crate) fn agreed(&mut self, who: &Person, number: u8, kind: WireKind, address: &str) {
        assert_eq!(self.set(who, number, kind, address).outcome, RouteOutcome::Done);
        self.agree_all(who);
    }

    /// Marks all of someone's routes as confirmed, and takes back the questions.
    pub(crate) fn agree_all(&mut self, who: &Person) {
        let reader = who.receive_id;
        self.look(|tables, _| {
            for mut route in tables.routes_of(&reader)? {
                route.state = wayhome_relay::storage::RouteState::Confirmed;
                tables.put_route(&route)?;
                for mut message in tables.waiting_route_messages(&route.row)? {
                    message.message.due = None;
                    tables.set_route_message(&message)?;
                }
            }
            Ok(())
        });
    }

    pub(crate) fn state(&mut self, who: &Person, number: u8) -> Option<WireState> {
        let answer = self.order(who, &RouteOrder::List);
        assert_eq!(answer.outcome, RouteOutcome::Done);
        answer
            .routes
            .iter()
            .find(|standing| standing.route == route_id(number))
            .map(|standing| standing.state)
    }

    /// Does what a person does with the link in a message.
    pub(crate) fn press(&mut self, link: Link, token: &str) -> bool {
        let routes = self.routes.clone();
        self.look(|tables, now| links::follow(tables, Some(&routes), link, token, now)).is_some()
    }

    pub(crate) fn alert(&mut self, who: &Person, urgency: Urgency, key: u8) {
        let alert = Alert { reader: who.receive_id, urgency, drill: false, key: [key; 16] };
        self.look(|tables, now| queue_alert(tables, &alert, now));
    }

    /// A phone sends a cell to a mailbox, as loudly as said.
    pub(crate) fn ring(&mut self, from: &Person, to: &Mailbox, ring: Ring, tag: u8) {
        let mut row = to.row(&cell(tag, &mut self.rng), &mut self.rng);
        row.ring = ring;
        let public = self.relay.secret().public();
        let body = sync_body(from, &public, Say { rows: vec![row], ..Say::default() }, &mut self.rng);
        self.relay.handle_sync(self.moment, &body, &mut self.rng).unwrap();
    }

    /// An app or a page fetches by itself.
    pub(crate) fn fetch(&mut self, who: &Person) {
        let body = crate::people::fetch_body(who, 0, 0, vec![]);
        self.relay.handle_fetch(self.moment, &body, &mut self.rng).unwrap();
    }

    /// Somebody looks at what is fetched, everything up to the cursor.
    pub(crate) fn looks(&mut self, who: &Person, cursor: u64) -> FetchAnswer {
        let body = crate::people::looked_body(who, cursor);
        FetchAnswer::decode(&self.relay.handle_fetch(self.moment, &body, &mut self.rng).unwrap()).unwrap()
    }

    /// Takes up what is due, as the relay's own tasks do.
    pub(crate) fn claim(&mut self) -> Vec<Claimed> {
        let lanes: Vec<Lane> = self.senders.kinds().map(|kind| Lane { kind, free: 8, tried: 4 }).collect();
        self.claim_in(&lanes)
    }

    pub(crate) fn claim_in(&mut self, lanes: &[Lane]) -> Vec<Claimed> {
        let (routes, machine) = (self.routes.clone(), self.moment.wall);
        self.look(|tables, now| routes.claim(tables, lanes, BASE, now, machine, &mut |_| true))
    }

    pub(crate) fn send(&self, claimed: &Claimed) -> Result<(), SendError> {
        let sender = self.senders.of(claimed.kind()).unwrap();
        self.runtime.block_on(sender.send(&claimed.letter))
    }

    pub(crate) fn settle(&mut self, claimed: &Claimed, result: Result<(), SendError>) {
        let routes = self.routes.clone();
        self.look(|tables, now| routes.settle(tables, claimed.id, claimed.attempt, result, now));
    }

    /// Sends everything that is due now, and returns how each went.
    pub(crate) fn deliver(&mut self) -> Vec<Result<(), SendError>> {
        let mut results = Vec::new();
        loop {
            let claimed = self.claim();
            if claimed.is_empty() {
                return results;
            }
            for one in claimed {
                let result = self.send(&one);
                self.settle(&one, result);
                results.push(result);
            }
        }
    }

    /// Time passes in small steps, and what is due is sent, for so long.
    pub(crate) fn live(&mut self, length: Seconds, step: Seconds) -> Vec<Result<(), SendError>> {
        let mut results = self.deliver();
        let mut passed = Seconds::ZERO;
        while passed < length {
            self.pass(step);
            passed = passed.saturating_add(step);
            results.extend(self.deliver());
        }
        results
    }

    pub(crate) fn sweep(&mut self) {
        while self.look(sweep) {}
    }

    /// What waits for someone's routes.
    pub(crate) fn waiting(&mut self, who: &Person) -> usize {
        let reader = who.receive_id;
        self.look(|tables, _| {
            let mut count = 0;
            for route in tables.routes_of(&reader)? {
                count += tables.waiting_route_messages(&route.row)?.len();
            }
            Ok(count)
        })
    }

    pub(crate) fn lane(kind: RouteKind) -> Lane {
        Lane { kind, free: 8, tried: 4 }
    }
}
