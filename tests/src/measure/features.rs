//! What a store shows to somebody without any key: files, their order in time, SQLite's own fields, and the bytes.

use std::collections::{BTreeMap, HashSet};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};

/// SQLite's page, and the part of it that a row's body takes: the end.
const PAGE: usize = 4_096;
const BODY: usize = 4_040;
/// The files that a store may consist of.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];
/// SQLite's own fields on the first page (its documentation, *The Database Header*): offsets of four bytes each.
const FIELDS: [(&str, usize); 7] = [
    ("change counter", 24),
    ("page count", 28),
    ("free list", 32),
    ("free pages", 36),
    ("schema cookie", 40),
    ("user version", 60),
    ("version valid for", 92),
];
/// Regions, and one more for the two rows of the header.
const REGIONS: usize = 6;
const HEADER: usize = REGIONS - 1;

/// A store's files as they lie there, and its rows.
pub struct Snapshot {
    files: BTreeMap<&'static str, (u64, u32, SystemTime)>,
    strangers: usize,
    first_page: Vec<u8>,
    /// Every page without the bodies.
    frame: Vec<u8>,
    rows: BTreeMap<i64, Vec<u8>>,
}

impl Snapshot {
    /// Reads the store whose main file this is. Nobody has it open, or it would change under this.
    pub fn of(path: &Path) -> Self {
        let mut files = BTreeMap::new();
        for ending in ENDINGS {
            if let Ok(found) = std::fs::metadata(with(path, ending)) {
                files.insert(ending, (found.len(), found.mode(), found.modified().unwrap()));
            }
        }
        let folder = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
        // Rows that still lie in the log count as they are: read from a copy, so that looking changes nothing.
        let copy = tempfile::tempdir().unwrap();
        let copied = copy.path().join("copy");
        for ending in ENDINGS.iter().filter(|ending| files.contains_key(*ending)) {
            std::fs::copy(with(path, ending), with(&copied, ending)).unwrap();
        }
        let rows = rows(&copied);
        let bytes = std::fs::read(path).unwrap();
        let starts: HashSet<&[u8]> = rows.values().map(|body| &body[..24]).collect();
        let frame = bytes.chunks(PAGE).flat_map(|page| {
            let body = page.len() - BODY.min(page.len());
            let kept = if starts.contains(&page[body..body + 24]) { body } else { page.len() };
            page[..kept].iter().copied()
        });
        Self {
            strangers: folder - files.len(),
            first_page: bytes[..100].to_vec(),
            frame: frame.collect(),
            rows,
            files,
        }
    }

    /// All bytes of the main file but the rows' bodies, whose places must not tell anything.
    pub fn frame(&self) -> &[u8] {
        &self.frame
    }

    /// The rows' bodies by row.
    pub fn rows(&self) -> &BTreeMap<i64, Vec<u8>> {
        &self.rows
    }

    /// The files by their endings: length and mode.
    pub fn files(&self) -> BTreeMap<&'static str, (u64, u32)> {
        self.files.iter().map(|(ending, (length, mode, _))| (*ending, (*length, *mode))).collect()
    }

    /// The longest run of one byte in any cell, and how many blocks of 16 bytes come twice in cells. The header is
    /// left out: its two rows have the same recovery area in every store.
    pub fn repeats(&self) -> (usize, usize) {
        let cells = || self.rows.iter().filter(|(id, _)| region_of(**id) != HEADER).map(|(_, body)| body);
        (cells().map(|body| longest_run(body)).max().unwrap_or(0), twice(cells()))
    }
}

/// What is looked at, in the order of [`numbers`].
pub fn names() -> Vec<String> {
    let files = ENDINGS
        .iter()
        .flat_map(|ending| ["there", "length", "mode"].map(|what| format!("data{ending}: {what}")));
    let mut names: Vec<String> = files.collect();
    names.extend(["log younger than data", "other files"].map(str::to_owned));
    names.extend(FIELDS.iter().map(|(name, _)| format!("SQLite: {name}")));
    for region in 0..REGIONS {
        let each = ["byte mean", "chi-square", "equal neighbours", "longest run", "rows unchanged"];
        names.extend(each.map(|what| format!("region {region}: {what}")));
    }
    names.extend(
        ["blocks that come twice", "header salts unchanged", "frame bytes changed", "all rows unchanged"]
            .map(str::to_owned),
    );
    names
}

/// A store looked at twice, as numbers.
pub fn numbers(first: &Snapshot, second: &Snapshot) -> Vec<f64> {
    let mut numbers = Vec::new();
    for ending in ENDINGS {
        let found = second.files.get(ending);
        numbers.push(f64::from(u8::from(found.is_some())));
        numbers.push(found.map_or(0.0, |(length, ..)| *length as f64));
        numbers.push(found.map_or(0.0, |(_, mode, _)| f64::from(*mode)));
    }
    let time = |ending| second.files.get(ending).map(|(.., time)| *time);
    numbers.push(f64::from(u8::from(time("-wal") > time(""))));
    numbers.push(second.strangers as f64);
    for (_, at) in FIELDS {
        numbers.push(f64::from(u32::from_be_bytes(second.first_page[at..at + 4].try_into().unwrap())));
    }
    for region in 0..REGIONS {
        let bodies: Vec<(&i64, &Vec<u8>)> =
            second.rows.iter().filter(|(id, _)| region_of(**id) == region).collect();
        let mut counts = [0u64; 256];
        let (mut neighbours, mut run, mut unchanged) = (0usize, 0usize, 0usize);
        for (id, body) in &bodies {
            body.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
            neighbours += body.windows(2).filter(|pair| pair[0] == pair[1]).count();
            run = run.max(longest_run(body));
            unchanged += usize::from(first.rows.get(id) == Some(body));
        }
        let all = counts.iter().sum::<u64>() as f64;
        let sum: f64 = counts.iter().enumerate().map(|(byte, count)| byte as f64 * *count as f64).sum();
        let even = all / 256.0;
        let chi = counts.iter().map(|count| (*count as f64 - even).powi(2) / even).sum::<f64>();
        numbers.extend([sum / all, chi, neighbours as f64, run as f64, unchanged as f64]);
    }
    numbers.push(twice(second.rows.values()) as f64);
    let salts = second.rows.iter().filter(|(id, body)| {
        region_of(**id) == HEADER && first.rows.get(id).is_some_and(|was| was[..32] == body[..32])
    });
    numbers.push(salts.count() as f64);
    let moved = first.frame.iter().zip(&second.frame).filter(|(was, is)| was != is).count();
    numbers.push((moved + first.frame.len().abs_diff(second.frame.len())) as f64);
    // Which regions are used is drawn for each store: what any of them shows by itself is more blurred than this.
    let unchanged = second.rows.iter().filter(|(id, body)| first.rows.get(id) == Some(*body));
    numbers.push(unchanged.count() as f64);
    numbers
}

fn with(path: &Path, ending: &str) -> std::path::PathBuf {
    path.with_file_name(format!("{}{ending}", path.file_name().unwrap().to_string_lossy()))
}

fn rows(path: &Path) -> BTreeMap<i64, Vec<u8>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let mut select = connection.prepare("SELECT id, body FROM blob").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// How many blocks of 16 bytes were there before.
fn twice<'a>(bodies: impl Iterator<Item = &'a Vec<u8>>) -> usize {
    let mut blocks = HashSet::new();
    bodies.flat_map(|body| body.chunks_exact(16)).filter(|block| !blocks.insert(*block)).count()
}

/// Rows 5 and 6 are the header's; the others are *index × 8 + region*.
fn region_of(id: i64) -> usize {
    (id % 8).min(HEADER as i64) as usize
}

fn longest_run(body: &[u8]) -> usize {
    body.chunk_by(|one, other| one == other).map(<[u8]>::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_regions_are_counted_as_described() {
        assert_eq!(longest_run(b"abbbcc"), 3);
        assert_eq!([0, 4, 5, 6, 8, 12].map(region_of), [0, 4, 5, 5, 0, 4]);
        assert_eq!(names().len(), 9 + 2 + 7 + 6 * 5 + 4);
    }
}
