//! The walk through a GPX document. Elements count by their name without prefix and by where they stand, so that
//! a `time` or `wpt` inside somebody's extension is never taken for the recording's own.

use std::io::{self, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bounded::Bounded;
use super::time::{self, YEAR_1980, YEAR_2100};
use super::{GpxError, Limit, Limits, Track, TrackPoint};

/// Longer than any number or time; what comes after is dropped, and makes the text unreadable.
const LONGEST_TEXT: usize = 64;

pub(super) fn read(reader: impl Read, limits: Limits) -> Result<Track, GpxError> {
    let mut xml = Reader::from_reader(Bounded::new(reader, limits));
    xml.config_mut().expand_empty_elements = true;
    let mut document = Document::new(limits);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let line = xml.get_mut().mark();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return document.finish(line),
            Ok(event) => document.take(&event, line)?,
            Err(error) => {
                if let Some(limit) = xml.get_ref().exceeded() {
                    return Err(GpxError::TooLarge { limit });
                }
                return Err(match error {
                    quick_xml::Error::Io(source) => {
                        GpxError::Read { source: io::Error::new(source.kind(), source) }
                    }
                    _ if document.root == Root::Awaited => GpxError::NotGpx,
                    _ => GpxError::Malformed { line },
                });
            }
        }
    }
}

/// Where an open element stands.
#[derive(Clone, Copy, PartialEq)]
enum Node {
    Gpx,
    Track,
    Segment,
    Route,
    Point(Kind),
    Time,
    Elevation,
    Other,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Track,
    Route,
    Waypoint,
}

#[derive(Clone, Copy, PartialEq)]
enum Root {
    Awaited,
    Open,
    Closed,
}

/// A point whose element is still open.
#[derive(Default)]
struct Draft {
    place: Option<(f64, f64)>,
    time: Option<String>,
    elevation: Option<f64>,
}

struct Document {
    limits: Limits,
    root: Root,
    blank: bool,
    open: Vec<Node>,
    draft: Draft,
    text: String,
    points: u64,
    track: Track,
    route: Track,
    waypoints: Track,
}

impl Document {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            root: Root::Awaited,
            blank: true,
            open: Vec::new(),
            draft: Draft::default(),
            text: String::new(),
            points: 0,
            track: Track::default(),
            route: Track::default(),
            waypoints: Track::default(),
        }
    }

    fn take(&mut self, event: &Event<'_>, line: u64) -> Result<(), GpxError> {
        match event {
            Event::Start(element) => self.start(element, line)?,
            Event::End(_) => self.end(),
            Event::Text(text) => self.characters(text, line)?,
            Event::CData(text) => self.characters(text, line)?,
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => {
                    self.characters(character.encode_utf8(&mut [0; 4]).as_bytes(), line)?
                }
                // Named entities stand for no digit, so that text is no number and no time.
                _ => self.characters("\u{fffd}".as_bytes(), line)?,
            },
            Event::DocType(text) if text.trim_ascii_start().starts_with(b"gpx") => {
                return Err(GpxError::DocumentType);
            }
            Event::DocType(_) => return Err(GpxError::NotGpx),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        if !matches!(event, Event::Text(_)) {
            self.blank = false;
        }
        Ok(())
    }

    fn start(&mut self, element: &BytesStart<'_>, line: u64) -> Result<(), GpxError> {
        let local = element.local_name();
        let node = match (self.root, self.open.last(), local.as_ref()) {
            (Root::Awaited, _, b"gpx") => Node::Gpx,
            (Root::Awaited, _, _) => return Err(GpxError::NotGpx),
            (Root::Closed, _, _) => return Err(GpxError::Malformed { line }),
            (Root::Open, Some(Node::Gpx), b"trk") => Node::Track,
            (Root::Open, Some(Node::Gpx), b"rte") => Node::Route,
            (Root::Open, Some(Node::Gpx), b"wpt") => Node::Point(Kind::Waypoint),
            (Root::Open, Some(Node::Track), b"trkseg") => Node::Segment,
            (Root::Open, Some(Node::Segment), b"trkpt") => Node::Point(Kind::Track),
            (Root::Open, Some(Node::Route), b"rtept") => Node::Point(Kind::Route),
            (Root::Open, Some(Node::Point(_)), b"time") => Node::Time,
            (Root::Open, Some(Node::Point(_)), b"ele") => Node::Elevation,
            (Root::Open, _, _) => Node::Other,
        };
        self.root = Root::Open;
        if self.open.len() >= self.limits.depth {
            return Err(GpxError::TooLarge { limit: Limit::Depth });
        }
        self.open.push(node);
        self.text.clear();
        if let Node::Point(_) = node {
            self.points += 1;
            if self.points > self.limits.points {
                return Err(GpxError::TooLarge { limit: Limit::Points });
            }
            self.draft = Draft { place: place(element), ..Draft::default() };
        }
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Node::Time) => {
                let text = self.text.trim_ascii();
                if self.draft.time.is_none() && !text.is_empty() {
                    self.draft.time = Some(text.to_owned());
                }
            }
            Some(Node::Elevation) => {
                let metres = self.text.trim_ascii().parse().ok();
                self.draft.elevation =
                    self.draft.elevation.or(metres.filter(|metres: &f64| metres.is_finite()));
            }
            Some(Node::Point(kind)) => {
                let draft = std::mem::take(&mut self.draft);
                match kind {
                    Kind::Track => &mut self.track,
                    Kind::Route => &mut self.route,
                    Kind::Waypoint => &mut self.waypoints,
                }
                .add(draft);
            }
            _ => {}
        }
        if self.open.is_empty() {
            self.root = Root::Closed;
        }
    }

    fn characters(&mut self, bytes: &[u8], line: u64) -> Result<(), GpxError> {
        match self.root {
            Root::Awaited => {
                let visible = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
                if !visible.is_empty() { Err(GpxError::NotGpx) } else { Ok(()) }
            }
            Root::Closed if !bytes.trim_ascii().is_empty() => Err(GpxError::Malformed { line }),
            Root::Closed => Ok(()),
            Root::Open => {
                if matches!(self.open.last(), Some(Node::Time | Node::Elevation)) {
                    let room = LONGEST_TEXT.saturating_sub(self.text.len());
                    match bytes.get(..bytes.len().min(room)).map(std::str::from_utf8) {
                        Some(Ok(text)) if text.len() == bytes.len() => self.text.push_str(text),
                        _ => self.text.push('\u{fffd}'),
                    }
                }
                Ok(())
            }
        }
    }

    fn finish(self, line: u64) -> Result<Track, GpxError> {
        match self.root {
            Root::Awaited if self.blank => return Err(GpxError::Empty),
            Root::Awaited => return Err(GpxError::NotGpx),
            Root::Open => return Err(GpxError::Malformed { line }),
            Root::Closed => {}
        }
        // The first kind that is there at all: when every point of a track is unusable, waypoints noted
        // elsewhere must not pass for it.
        let found =
            [self.track, self.route, self.waypoints].into_iter().find(|found| found != &Track::default());
        let track = found.unwrap_or_default();
        if track.points.is_empty() { Err(GpxError::NoPoints { skipped: track.skipped }) } else { Ok(track) }
    }
}

impl Track {
    fn add(&mut self, draft: Draft) {
        let Some((latitude, longitude)) = draft.place else {
            self.skipped.bad_coordinate += 1;
            return;
        };
        let time = match draft.time.map(|text| time::parse(&text)) {
            None => {
                self.skipped.untimed += 1;
                None
            }
            Some(None) => {
                self.skipped.bad_time += 1;
                return;
            }
            Some(Some(time)) if time < YEAR_1980 => {
                self.skipped.before_1980 += 1;
                return;
            }
            Some(Some(time)) if time >= YEAR_2100 => {
                self.skipped.after_2100 += 1;
                return;
            }
            Some(Some(time)) => Some(time),
        };
        self.points.push(TrackPoint { latitude, longitude, time, elevation: draft.elevation });
    }
}

/// Latitude and longitude in degrees, if both are given and lie on the globe.
fn place(element: &BytesStart<'_>) -> Option<(f64, f64)> {
    let degrees = |name: &str, most: f64| -> Option<f64> {
        let attribute = element.try_get_attribute(name).ok()??;
        let value: f64 = attribute.unescape_value().ok()?.trim_ascii().parse().ok()?;
        (value.abs() <= most).then_some(value)
    };
    Some((degrees("lat", 90.0)?, degrees("lon", 180.0)?))
}
