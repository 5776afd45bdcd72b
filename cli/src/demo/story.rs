//! What happened, as it was seen to happen. The steps fill it in; the page shows it.

use super::recording::Fix;

/// The whole story. Moments are milliseconds since 1970 by the clock of the machine that runs the demo.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    pub(super) began: i64,
    /// The one whose messages these are.
    pub(super) worker: String,
    /// Where the network was away, if it was: from, to.
    pub(super) cut: (Option<i64>, Option<i64>),
    pub(super) way: Way,
    pub(super) contacts: Vec<Contact>,
    /// In the order in which they were made.
    pub(super) messages: Vec<Message>,
    pub(super) replies: Vec<Reply>,
    /// What was told on the way, line by line.
    pub(super) moments: Vec<Moment>,
}

/// The recording and how it was played.
#[derive(Debug, Clone, Default)]
pub(super) struct Way {
    pub(super) name: String,
    pub(super) notice: String,
    /// How long, how far, how fast, how many points.
    pub(super) facts: String,
    /// The places as played, so far.
    pub(super) fixes: Vec<Fix>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Contact {
    pub(super) name: String,
    /// Who that is to the worker.
    pub(super) who: String,
    /// What the worker shares of places, in words.
    pub(super) sharing: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    CheckIn,
    Sos,
}

/// A message of the worker, and how far it came.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) kind: Kind,
    /// What stands on the map: a number, or `SOS`.
    pub(super) mark: String,
    pub(super) note: String,
    /// Where the worker was, if the phone knew.
    pub(super) place: Option<Fix>,
    pub(super) saved: i64,
    pub(super) at_relay: Option<i64>,
    /// With each contact, in the order of [`Story::contacts`].
    pub(super) passages: Vec<Passage>,
}

impl Message {
    /// `Check-in 2` or `SOS`.
    pub(super) fn title(&self) -> String {
        match self.kind {
            Kind::CheckIn => format!("Check-in {}", self.mark),
            Kind::Sos => self.mark.clone(),
        }
    }
}

/// One message on its way to one contact.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    /// The contact's program has it.
    pub(super) fetched: Option<i64>,
    /// Which number it had among how many that arrived together.
    pub(super) rank: Option<(usize, usize)>,
    /// The contact opened it.
    pub(super) opened: Option<i64>,
    /// The worker's phone has the receipt that says so.
    pub(super) known: Option<i64>,
    /// What it said there.
    pub(super) note: Option<String>,
    /// The places that it showed there, oldest first.
    pub(super) places: Vec<Fix>,
    /// Places came along that this contact cannot open before a release.
    pub(super) sealed: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Reply {
    /// Index among [`Story::contacts`].
    pub(super) contact: usize,
    pub(super) words: String,
    /// The title of the message that it is about.
    pub(super) about: String,
    pub(super) sent: i64,
    /// When it was read on the worker's phone.
    pub(super) read: Option<i64>,
}

/// One line of the timeline.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) step: u8,
    pub(super) at: i64,
    pub(super) who: String,
    pub(super) what: String,
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    /// A small story with words in it that would harm a careless page.
    pub(crate) fn hostile() -> Story {
        let bad =
            "<script src=\"http://x\">alert('&')</script><img src=x onerror=y>]]>--><style>@import url(//x)";
        let place = (45.27, 13.71, 1_000_000);
        let passage = Passage {
            fetched: Some(3_000),
            rank: Some((1, 2)),
            opened: Some(4_000),
            known: Some(5_000),
            note: Some(bad.into()),
            places: vec![place],
            sealed: false,
        };
        let message = |kind, mark: &str| Message {
            id: bad.into(),
            kind,
            mark: mark.into(),
            note: bad.into(),
            place: Some(place),
            saved: 1_000,
            at_relay: Some(2_000),
            passages: vec![passage.clone(), Passage { sealed: true, ..Passage::default() }],
        };
        Story {
            began: 500,
            worker: bad.into(),
            cut: (Some(900), None),
            way: Way { name: bad.into(), notice: bad.into(), facts: bad.into(), fixes: vec![place] },
            contacts: vec![
                Contact { name: bad.into(), who: bad.into(), sharing: bad.into() },
                Contact { name: "Chandra".into(), who: "a volunteer".into(), sharing: "".into() },
            ],
            messages: vec![
                message(Kind::CheckIn, "1"),
                message(Kind::Sos, "SOS"),
                message(Kind::CheckIn, bad),
            ],
            replies: vec![Reply {
                contact: 0,
                words: bad.into(),
                about: bad.into(),
                sent: 6_000,
                read: None,
            }],
            moments: vec![Moment { step: 1, at: 700, who: bad.into(), what: bad.into() }],
        }
    }
}
