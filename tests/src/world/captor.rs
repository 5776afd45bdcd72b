//! A captor on the line: every request that reached the relay is written down, to be sent again in any order, as often
//! as wanted, or with something in it changed.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome_protocol::group::Group;
use wayhome_protocol::sync_request::{SyncAnswer, SyncRequest};
use wayhome_protocol::timer::TimerOp;

use crate::relay::{RelayHost, Witness, address, secret};

/// What was written down, in order: path and body.
pub type Recorded = Vec<(String, Vec<u8>)>;

/// See the module's documentation.
#[derive(Default)]
pub struct Captor {
    seen: Mutex<Recorded>,
}

impl Witness for Captor {
    fn ran(&self, _: u64) {}

    fn answered(&self, _: u64, path: &str, body: &[u8], _: &[u8]) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), body.to_vec()));
    }
}

impl Captor {
    /// All that was written down so far.
    pub fn recorded(&self) -> Recorded {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The last request that carried such a command.
    pub fn last_with(&self, op: TimerOp) -> Option<Vec<u8>> {
        let carries = |body: &[u8]| open(body).is_some_and(|(_, group)| group.timer.op == op);
        let seen = self.recorded();
        seen.into_iter().rev().find(|(path, body)| path == "/v1/sync" && carries(body)).map(|(_, body)| body)
    }
}

fn open(body: &[u8]) -> Option<(SyncRequest, Group)> {
    let request = SyncRequest::decode(body).ok()?;
    let group = request.group.open(&secret()).ok()?;
    Some((request, group))
}

/// Sends requests again, whatever comes of them.
pub fn replay<'a>(relay: &RelayHost, requests: impl IntoIterator<Item = &'a (String, Vec<u8>)>) -> usize {
    let answers = requests.into_iter().map(|(path, body)| relay.handle(path, body));
    answers.filter(Result::is_ok).count()
}

/// Somebody who is able to open a recorded sync changes it, seals it again and sends it.
pub fn forge(
    relay: &RelayHost,
    recorded: &[u8],
    seed: u64,
    change: impl FnOnce(&mut SyncRequest, &mut Group),
) -> SyncAnswer {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let (mut request, mut group) = open(recorded).unwrap();
    change(&mut request, &mut group);
    let size = request.group.size();
    request.group = group.seal(size, address().key(), &mut rng).unwrap();
    let body = request.encode(&mut rng).unwrap();
    SyncAnswer::decode(&relay.handle("/v1/sync", &body).unwrap()).unwrap()
}
