//! The parts of the protocol that the engine works with, under one name.

pub(crate) use wayhome_protocol::capsule::{Capsule, seal_capsule};
pub(crate) use wayhome_protocol::cell::{CellBody, WireCell};
pub(crate) use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain, StepKeys};
pub(crate) use wayhome_protocol::envelope::Envelope;
pub(crate) use wayhome_protocol::family::FamilyLink;
pub(crate) use wayhome_protocol::fetch_request::{FetchAnswer, FetchItem, FetchRequest};
pub(crate) use wayhome_protocol::group::{CircleSize, Group, Ring, Row, SealedGroup};
pub(crate) use wayhome_protocol::ids::{EventId, ReceiveId, SendId, Tag, TimerId};
pub(crate) use wayhome_protocol::keys::{
    ChainKey, FamilySecret, IdentityPublic, IdentitySecret, LinkKemSecret, LockedPublic, LockedSecret,
    PairingSecret, ReceiptRoot, ReceiveCapability, RelayPart, RelayPublic, Root, SendCapability, TimerSecret,
};
pub(crate) use wayhome_protocol::link::{Link, LinkMessage};
pub(crate) use wayhome_protocol::link_pairing::{LinkAnswer, LinkDigits, LinkError, LinkReveal};
pub(crate) use wayhome_protocol::locked::{LockedEntry, LockedKind, LockedRecord};
pub(crate) use wayhome_protocol::message::{CheckInState, Message, ReceiptState, ReplyKind};
pub(crate) use wayhome_protocol::pairing::{Answer, Offer};
pub(crate) use wayhome_protocol::parts::{Assembly, split};
pub(crate) use wayhome_protocol::place::Place;
pub(crate) use wayhome_protocol::plan::{PlanTiming, Standing};
pub(crate) use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
pub(crate) use wayhome_protocol::receipt::{open_receipt, seal_receipt};
pub(crate) use wayhome_protocol::receiving::ReceivingChain;
pub(crate) use wayhome_protocol::register_request::{
    RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus,
};
pub(crate) use wayhome_protocol::relay_address::RelayAddress;
pub(crate) use wayhome_protocol::request::{Outcome, Reading};
pub(crate) use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
pub(crate) use wayhome_protocol::time::{Minute, Seconds, Timestamp};
pub(crate) use wayhome_protocol::timer::TimerCommand;
pub(crate) use wayhome_protocol::timer_word::{TimerState, TimerWord};
pub(crate) use wayhome_protocol::trail::Trail;
pub(crate) use wayhome_protocol::window::ReceivingWindow;
