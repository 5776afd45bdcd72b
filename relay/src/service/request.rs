//! Requests as they come from outside, and answers before they are bytes.

use rand::CryptoRng;
use wayhome_protocol::dossier_request::{
    DOSSIER_GET_REQUEST_LENGTH, DOSSIER_PUT_REQUEST_LENGTH, DossierGetAnswer, DossierGetOutcome,
    DossierGetRequest, DossierPutAnswer, DossierPutOutcome, DossierPutRequest,
};
use wayhome_protocol::fetch_request::{FETCH_REQUEST_LENGTH, FetchAnswer, FetchRequest};
use wayhome_protocol::group::{CircleSize, Group};
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest, plan_request_length};
use wayhome_protocol::register_request::{
    REGISTER_ENTRIES, REGISTER_REQUEST_LENGTH, RegisterAnswer, RegisterRequest, RegisterStatus,
};
use wayhome_protocol::request::{Outcome, Reading};
use wayhome_protocol::route_request::{ROUTE_REQUEST_LENGTH, RouteAnswer, RouteOutcome, RouteRequest};
use wayhome_protocol::sync_request::{
    ROW_STATUSES, RowStatus, SyncAnswer, SyncRequest, TimerStatus, sync_request_length,
};
use wayhome_protocol::time::Minute;
use wayhome_protocol::timer_word::TimerWord;
use wayhome_protocol::uploaded_plan::UploadedPlan;

use super::routes::OpenedRoute;

/// A request whose bytes were understood. It holds capabilities, which are overwritten when it is dropped.
#[derive(Debug)]
#[non_exhaustive]
pub enum Request {
    /// `/v1/register`.
    Register(RegisterRequest),
    /// `/v1/sync`.
    Sync(Box<OpenedSync>),
    /// `/v1/fetch`.
    Fetch(FetchRequest),
    /// `/v1/plan`.
    Plan(Box<OpenedPlan>),
    /// `/v1/dossier/put`.
    DossierPut(Box<DossierPutRequest>),
    /// `/v1/dossier/get`.
    DossierGet(DossierGetRequest),
    /// `/v1/route`.
    Route(Box<OpenedRoute>),
}

/// A sync whose group was opened, if it could be.
#[derive(Debug)]
pub struct OpenedSync {
    pub(super) request: SyncRequest,
    pub(super) group: Option<Group>,
}

/// A plan that was opened, if it could be.
#[derive(Debug)]
pub struct OpenedPlan {
    pub(super) reading: Reading,
    pub(super) plan: Result<HashedPlan, PlanOutcome>,
}

/// A plan with the hash by which an *arm* names it.
#[derive(Debug)]
pub(super) struct HashedPlan {
    pub(super) hash: [u8; 32],
    pub(super) plan: UploadedPlan,
}

/// Why bytes are not a request. The text is short, and says nothing about what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// Not the one length of this request.
    #[error("the body has the wrong length")]
    Length,
    /// Of a version that this relay does not know.
    #[error("this version of the protocol is not known here")]
    TooNew,
    /// Of the right length, and no request.
    #[error("the body is not a request")]
    Malformed,
}

impl From<wayhome_protocol::request::RequestError> for RequestError {
    fn from(error: wayhome_protocol::request::RequestError) -> Self {
        use wayhome_protocol::request::RequestError as Inner;
        match error {
            Inner::Length { .. } => Self::Length,
            Inner::TooNew { .. } => Self::TooNew,
            // The protocol may add reasons; none of them makes a request of it.
            _ => Self::Malformed,
        }
    }
}

impl Request {
    /// The bytes of a register request.
    pub(crate) const LONGEST_REGISTER: usize = REGISTER_REQUEST_LENGTH;
    /// The bytes of the longer sync request.
    pub(crate) const LONGEST_SYNC: usize = sync_request_length(CircleSize::Eight);
    /// The bytes of a fetch request.
    pub(crate) const LONGEST_FETCH: usize = FETCH_REQUEST_LENGTH;

    /// Reads `/v1/register`.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_register(body: &[u8]) -> Result<Self, RequestError> {
        Ok(Self::Register(RegisterRequest::decode(body)?))
    }

    /// Reads `/v1/sync` and opens its group. A group that does not open is answered, not refused.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_sync(body: &[u8], secret: &RelaySecret) -> Result<Self, RequestError> {
        let request = SyncRequest::decode(body)?;
        let group = request.group.open(secret).ok();
        Ok(Self::Sync(Box::new(OpenedSync { request, group })))
    }

    /// Reads `/v1/fetch`.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_fetch(body: &[u8]) -> Result<Self, RequestError> {
        Ok(Self::Fetch(FetchRequest::decode(body)?))
    }

    /// The bytes of the longer plan request.
    pub(crate) const LONGEST_PLAN: usize = plan_request_length(CircleSize::Eight);
    /// The bytes of a request to put a chunk of a dossier.
    pub(crate) const LONGEST_DOSSIER_PUT: usize = DOSSIER_PUT_REQUEST_LENGTH;
    /// The bytes of a request to get one.
    pub(crate) const LONGEST_DOSSIER_GET: usize = DOSSIER_GET_REQUEST_LENGTH;

    /// Reads `/v1/plan` and opens its plan. What does not open, or is not a plan, is answered, not refused.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_plan(body: &[u8], secret: &RelaySecret) -> Result<Self, RequestError> {
        let request = PlanRequest::decode(body)?;
        let plan = request.plan.open(secret).map_err(|_| PlanOutcome::NotOpened).and_then(|opened| {
            let plan = opened.decode().map_err(|_| PlanOutcome::NotAPlan)?;
            Ok(HashedPlan { hash: opened.hash(), plan })
        });
        Ok(Self::Plan(Box::new(OpenedPlan { reading: request.reading, plan })))
    }

    /// Reads `/v1/dossier/put`.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_dossier_put(body: &[u8]) -> Result<Self, RequestError> {
        Ok(Self::DossierPut(Box::new(DossierPutRequest::decode(body)?)))
    }

    /// Reads `/v1/dossier/get`.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_dossier_get(body: &[u8]) -> Result<Self, RequestError> {
        Ok(Self::DossierGet(DossierGetRequest::decode(body)?))
    }

    /// The bytes of a route request.
    pub(crate) const LONGEST_ROUTE: usize = ROUTE_REQUEST_LENGTH;

    /// Reads `/v1/route` and opens its order. What does not open is answered, not refused.
    ///
    /// # Errors
    /// When `body` is not such a request.
    pub fn decode_route(body: &[u8], secret: &RelaySecret) -> Result<Self, RequestError> {
        let request = RouteRequest::decode(body)?;
        let order = request.open(secret);
        Ok(Self::Route(Box::new(OpenedRoute { request, order })))
    }

    /// The answer that nothing was done and the same request may be tried later. It has the usual length.
    /// `relay_seq` is the last one committed, so that no reader takes this relay for one that was put back.
    #[must_use]
    pub fn busy(&self, relay_seq: u64, rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut answer = match self {
            Self::Register(_) => Answer::Register(registered(Outcome::Busy)),
            Self::Sync(_) => Answer::Sync(Box::new(synced(Outcome::Busy))),
            Self::Fetch(_) => Answer::Fetch(Box::new(fetched(Outcome::Busy))),
            Self::Plan(_) => Answer::Plan(planned(PlanOutcome::Busy)),
            Self::DossierPut(_) => Answer::DossierPut(put(DossierPutOutcome::Busy)),
            Self::DossierGet(_) => Answer::DossierGet(Box::new(got(DossierGetOutcome::Busy))),
            Self::Route(_) => Answer::Route(routed(RouteOutcome::Busy)),
        };
        answer.set_relay_seq(relay_seq);
        answer.encode(rng)
    }
}

/// An answer that may still be turned to *busy*, if the transaction is not committed.
#[derive(Debug)]
pub(super) enum Answer {
    Register(RegisterAnswer),
    Sync(Box<SyncAnswer>),
    Fetch(Box<FetchAnswer>),
    Plan(PlanAnswer),
    DossierPut(DossierPutAnswer),
    DossierGet(Box<DossierGetAnswer>),
    Route(RouteAnswer),
}

impl Answer {
    pub(super) fn set_relay_seq(&mut self, relay_seq: u64) {
        match self {
            Self::Register(answer) => answer.relay_seq = relay_seq,
            Self::Sync(answer) => answer.relay_seq = relay_seq,
            Self::Fetch(answer) => answer.relay_seq = relay_seq,
            Self::Plan(answer) => answer.relay_seq = relay_seq,
            Self::DossierPut(answer) => answer.relay_seq = relay_seq,
            Self::DossierGet(_) => {}
            Self::Route(answer) => answer.relay_seq = relay_seq,
        }
    }

    pub(super) fn encode(&self, rng: &mut impl CryptoRng) -> Vec<u8> {
        let encoded = match self {
            Self::Register(answer) => Ok(answer.encode()),
            Self::Sync(answer) => answer.encode(rng),
            Self::Fetch(answer) => answer.encode(rng),
            Self::Plan(answer) => Ok(answer.encode()),
            Self::DossierPut(answer) => Ok(answer.encode()),
            Self::DossierGet(answer) => Ok(answer.encode(rng)),
            Self::Route(answer) => answer.encode(),
        };
        encoded.expect("no query returns more than the answer has places for")
    }
}

/// An answer in which nothing was done.
pub(super) fn registered(outcome: Outcome) -> RegisterAnswer {
    RegisterAnswer { outcome, relay_seq: 0, statuses: [RegisterStatus::Invalid; REGISTER_ENTRIES] }
}

/// An answer in which nothing was done.
pub(super) fn synced(outcome: Outcome) -> SyncAnswer {
    SyncAnswer {
        outcome,
        word: TimerWord::default(),
        timer: TimerStatus::Noop,
        rows: [RowStatus::NoSuchRow; ROW_STATUSES],
        count: 0,
        relay_seq: 0,
        cells: Vec::new(),
    }
}

/// An answer in which nothing was done.
pub(super) fn fetched(outcome: Outcome) -> FetchAnswer {
    FetchAnswer { outcome, more: false, relay_seq: 0, now: Minute::new(0), items: Vec::new() }
}

/// An answer in which nothing was done.
pub(super) fn planned(outcome: PlanOutcome) -> PlanAnswer {
    PlanAnswer { outcome, relay_seq: 0 }
}

/// An answer in which nothing was done.
pub(super) fn put(outcome: DossierPutOutcome) -> DossierPutAnswer {
    DossierPutAnswer { outcome, count: 0, first_missing: 0, relay_seq: 0 }
}

/// An answer in which nothing was given.
pub(super) fn got(outcome: DossierGetOutcome) -> DossierGetAnswer {
    DossierGetAnswer { outcome, count: 0, chunk: None }
}

/// An answer in which nothing was done.
pub(super) fn routed(outcome: RouteOutcome) -> RouteAnswer {
    RouteAnswer { outcome, relay_seq: 0, routes: Vec::new() }
}
