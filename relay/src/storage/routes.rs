//! Routes in the storage: how people without the app are reached, and what waits to be sent to them.
//!
//! What would name someone (addresses, numbers, languages, texts) comes here sealed, and is looked up by
//! keyed hashes only. The rules are in [`crate::routes`].

use std::fmt;

use wayhome_protocol::ids::{ReceiveId, RouteId, TimerId};

use super::StorageError;
use crate::ServiceTime;

/// A SHA-256 or HMAC-SHA-256 by which something is found again.
pub type Hash = [u8; 32];

/// Names one stored route. It is derived from whose route it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteRow([u8; 16]);

impl RouteRow {
    /// Wraps bytes that came from the storage.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for RouteRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RouteRow(…)")
    }
}

/// Declares an enum that the storage keeps as one byte.
macro_rules! byte_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $byte:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant = $byte,)+
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The byte that the storage keeps.
            #[must_use]
            pub const fn byte(self) -> u8 {
                match self {
                    $(Self::$variant => $byte,)+
                }
            }

            /// The one with this byte.
            #[must_use]
            pub const fn from_byte(byte: u8) -> Option<Self> {
                match byte {
                    $($byte => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

byte_enum! {
    /// What carries a route's messages.
    RouteKind {
        /// E-mail.
        Mail = 1,
        /// A topic of ntfy.
        Ntfy = 2,
        /// An HTTP endpoint that gets signed JSON.
        Webhook = 3,
        /// A browser's subscription (RFC 8030); gets no content.
        WebPush = 4,
        /// The wake of an app (UnifiedPush); gets no content.
        UnifiedPush = 5,
        /// A feature phone.
        Sms = 6,
    }
}

byte_enum! {
    /// How far a route has come.
    RouteState {
        /// The person has not answered the question yet.
        Unconfirmed = 1,
        /// The person agreed.
        Confirmed = 2,
        /// It cannot be reached any more.
        Dead = 3,
        /// The person wants no more messages.
        Stopped = 4,
        /// The person was asked and said no.
        Refused = 5,
    }
}

byte_enum! {
    /// What a person who asked for messages wants to hear of.
    RouteWish {
        /// Whatever the sender wishes known.
        All = 1,
        /// Urgent alerts only.
        Urgent = 2,
    }
}

byte_enum! {
    /// What a message is for. Later ones go first when there is not room for all.
    Purpose {
        /// Something came; nothing is said of it.
        Wake = 1,
        /// A check-in that its sender wishes known.
        Wish = 2,
        /// The question whether messages may come: all that an unconfirmed route ever gets.
        Question = 3,
        /// A word of thanks for an answer by SMS.
        Thanks = 4,
        /// Words that the worker approved, by SMS.
        Words = 5,
        /// An alert, repeated until its reader has looked.
        Urgent = 6,
    }
}

/// Whose route it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteOwner {
    /// A reader registered it.
    Reader {
        /// The reader.
        reader: ReceiveId,
        /// The route's name, chosen by the reader.
        route: RouteId,
    },
    /// A plan names this feature phone.
    Phone {
        /// The plan's timer.
        timer: TimerId,
        /// The keyed hash of the number.
        number_hash: Hash,
    },
}

/// A route as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredRoute {
    /// Its name here.
    pub row: RouteRow,
    /// Whose it is.
    pub owner: RouteOwner,
    /// What carries its messages.
    pub kind: RouteKind,
    /// What the person wants to hear of.
    pub wish: RouteWish,
    /// How far it has come.
    pub state: RouteState,
    /// The address or number, sealed.
    pub address: Vec<u8>,
    /// The language tag, sealed.
    pub language: Vec<u8>,
    /// SHA-256 of the token that confirms it.
    pub confirm_hash: Hash,
    /// SHA-256 of the token that stops it.
    pub stop_hash: Hash,
    /// A phone's last answer: 0 none, 1 seen, 2 on it, 3 stop.
    pub answer: u8,
    /// Messages refused for good since the last one that went out.
    pub refusals: u32,
    /// Since when nothing went out, if the last attempt failed.
    pub failing_since: Option<ServiceTime>,
    /// The relay's own server or gateway has been failing for too long.
    pub down: bool,
    /// When something other than thanks last went out.
    pub last_sent: Option<ServiceTime>,
    /// When a phone was last alerted, if its answer is awaited since.
    pub alerted: Option<ServiceTime>,
    /// When it was registered.
    pub created: ServiceTime,
}

impl fmt::Debug for StoredRoute {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("StoredRoute");
        shown.field("kind", &self.kind).field("state", &self.state).finish_non_exhaustive()
    }
}

/// A message to be stored: a new one for its route.
#[derive(Clone, PartialEq, Eq)]
pub struct NewRouteMessage {
    /// The route.
    pub row: RouteRow,
    /// The route's kind.
    pub kind: RouteKind,
    /// What it is about: one route gets one message for each key.
    pub key: [u8; 16],
    /// What it is for.
    pub purpose: Purpose,
    /// Whether it is a drill's.
    pub drill: bool,
    /// Its text if it brings its own, sealed.
    pub text: Option<Vec<u8>>,
    /// When it was queued.
    pub queued: ServiceTime,
    /// When it goes out; `None` if it only stands for its key.
    pub due: Option<ServiceTime>,
    /// How often it goes out in all.
    pub sends: u32,
}

impl fmt::Debug for NewRouteMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("NewRouteMessage");
        shown.field("kind", &self.kind).field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteMessage {
    /// Its number, ascending.
    pub id: u64,
    /// What was queued. `due` is when it is tried next, and `None` when nothing is left to do.
    pub message: NewRouteMessage,
    /// Until when someone is at it.
    pub leased_until: Option<ServiceTime>,
    /// How often someone took it up.
    pub attempts: u32,
    /// How often it failed since it last went out.
    pub failures: u32,
    /// Since when it fails.
    pub failing_since: Option<ServiceTime>,
    /// How often it went out.
    pub sent: u32,
}

/// What can be done with routes inside a transaction. All errors are those of the storage.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait RouteTables {
    /// The route of this name.
    fn route(&mut self, row: &RouteRow) -> Result<Option<StoredRoute>, StorageError>;
    /// Adds a route, or replaces what is known of it. Its owner never changes.
    fn put_route(&mut self, route: &StoredRoute) -> Result<(), StorageError>;
    /// Deletes a route with its messages; returns whether it was there.
    fn remove_route(&mut self, row: &RouteRow) -> Result<bool, StorageError>;
    /// A reader's routes, in the order of their names.
    fn routes_of(&mut self, reader: &ReceiveId) -> Result<Vec<StoredRoute>, StorageError>;
    /// Deletes up to `most` routes of readers, with their messages, that were registered before `before` and are
    /// unconfirmed; returns how many.
    fn remove_unconfirmed_routes(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError>;
    /// The feature phones of a timer, in the order of their rows.
    fn phones_of(&mut self, timer: &TimerId) -> Result<Vec<StoredRoute>, StorageError>;
    /// Up to `most` phones with this number, those that something went out to last first.
    fn phones_numbered(&mut self, number: &Hash, most: u32) -> Result<Vec<StoredRoute>, StorageError>;
    /// The route that this hash of a token confirms.
    fn route_to_confirm(&mut self, token: &Hash) -> Result<Option<StoredRoute>, StorageError>;
    /// The route that this hash of a token stops.
    fn route_to_stop(&mut self, token: &Hash) -> Result<Option<StoredRoute>, StorageError>;
    /// Any route, of this kind if one is named, to see whether there is one and whether it opens.
    fn some_route(&mut self, kind: Option<RouteKind>) -> Result<Option<StoredRoute>, StorageError>;

    /// Adds a message, unless its route has one with this key; returns whether it was added.
    fn add_route_message(&mut self, message: &NewRouteMessage) -> Result<bool, StorageError>;
    /// The message with this number.
    fn route_message(&mut self, id: u64) -> Result<Option<RouteMessage>, StorageError>;
    /// Replaces what is known of a message: when it is due, who is at it, how it went.
    fn set_route_message(&mut self, message: &RouteMessage) -> Result<(), StorageError>;
    /// The messages of a route for which something is left to do, oldest first.
    fn waiting_route_messages(&mut self, row: &RouteRow) -> Result<Vec<RouteMessage>, StorageError>;
    /// Up to `most` messages of a kind that are due, that nobody is at, and that their route may get: all if it
    /// is confirmed, questions and thanks otherwise. `tried` chooses those that have failed before or those
    /// that have not. The most pressing first, then those of routes that work (something has gone out by them, and
    /// nothing failed since), then the longest due.
    fn due_route_messages(
        &mut self,
        kind: RouteKind,
        tried: bool,
        now: ServiceTime,
        most: u32,
    ) -> Result<Vec<RouteMessage>, StorageError>;
    /// Deletes up to `most` messages of a purpose, queued before `before`, for which nothing is left to do;
    /// returns how many.
    fn remove_done_route_messages(
        &mut self,
        purpose: Purpose,
        before: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError>;
    /// Deletes up to `most` messages of a purpose, queued before `before`, that still wait; returns how many.
    fn remove_waiting_route_messages(
        &mut self,
        purpose: Purpose,
        before: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError>;

    /// Deletes up to `most` words, queued before `before`, that wait for phones that were last asked before that, too,
    /// and have not agreed; returns how many.
    fn remove_unanswered_words(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError>;
    /// Whether something went out by a route of this kind, other than this one, later than `since`.
    fn went_out_since(
        &mut self,
        kind: RouteKind,
        other_than: &RouteRow,
        since: ServiceTime,
    ) -> Result<bool, StorageError>;

    /// Notes that something happened at this time.
    fn note_route_event(&mut self, what: &Hash, at: ServiceTime) -> Result<(), StorageError>;
    /// How often it happened since then, and when last.
    fn route_events(
        &mut self,
        what: &Hash,
        since: ServiceTime,
    ) -> Result<(u32, Option<ServiceTime>), StorageError>;
    /// Deletes up to `most` notes of what happened before; returns how many.
    fn remove_route_events(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError>;

    /// Remembers until then that this address wants nothing.
    fn put_refusal(&mut self, whose: &Hash, until: ServiceTime) -> Result<(), StorageError>;
    /// Until when this address wants nothing.
    fn refusal(&mut self, whose: &Hash) -> Result<Option<ServiceTime>, StorageError>;
    /// Forgets that this address wants nothing.
    fn remove_refusal(&mut self, whose: &Hash) -> Result<(), StorageError>;
}
