//! Looking for words in files, as a searcher with much patience would.

use std::path::{Path, PathBuf};

use data_encoding::{BASE32_NOPAD, BASE64, BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};

/// Every way in which a marker may have been left behind.
pub fn forms_of(marker: &str) -> Vec<Vec<u8>> {
    let mut forms: Vec<Vec<u8>> = Vec::new();
    for text in [marker.to_owned(), marker.to_lowercase(), marker.to_uppercase()] {
        let bytes = text.as_bytes();
        forms.push(bytes.to_vec());
        forms.push(bytes.iter().rev().copied().collect());
        forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        forms.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        forms.push(HEXLOWER.encode(bytes).into_bytes());
        forms.push(HEXUPPER.encode(bytes).into_bytes());
        // Inside a longer text, base64 begins at any of three places and base32 at any of five: the characters at
        // either end depend on neighbours and are left out.
        for skip in 0..3 {
            let inner = bytes.get(skip..).unwrap_or_default();
            let inner = &inner[..inner.len() / 3 * 3];
            if inner.len() >= 6 {
                forms.push(BASE64.encode(inner).into_bytes());
                forms.push(BASE64_NOPAD.encode(inner).into_bytes());
                forms.push(BASE64URL_NOPAD.encode(inner).into_bytes());
            }
        }
        for skip in 0..5 {
            let inner = bytes.get(skip..).unwrap_or_default();
            let inner = &inner[..inner.len() / 5 * 5];
            if inner.len() >= 5 {
                forms.push(BASE32_NOPAD.encode(inner).into_bytes());
            }
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Many patterns looked for at once: by their first four bytes, then in full.
pub struct Hunt {
    patterns: Vec<(usize, Vec<u8>)>,
    /// For each first two bytes, which patterns begin so.
    starts: Vec<Vec<u32>>,
}

impl Hunt {
    /// For all forms of these markers.
    pub fn for_markers(markers: &[String]) -> Self {
        let patterns = markers
            .iter()
            .enumerate()
            .flat_map(|(index, marker)| forms_of(marker).into_iter().map(move |form| (index, form)));
        Self::new(patterns.collect())
    }

    /// For these byte strings, numbered.
    pub fn new(patterns: Vec<(usize, Vec<u8>)>) -> Self {
        let mut starts = vec![Vec::new(); 65_536];
        for (number, (_, pattern)) in patterns.iter().enumerate() {
            starts[usize::from(pattern[0]) << 8 | usize::from(pattern[1])].push(number as u32);
        }
        Self { patterns, starts }
    }

    /// The numbers of the patterns found in `bytes`, each once.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            for number in &self.starts[usize::from(pair[0]) << 8 | usize::from(pair[1])] {
                let (marker, pattern) = &self.patterns[*number as usize];
                if bytes[at..].starts_with(pattern) && !found.contains(marker) {
                    found.push(*marker);
                }
            }
        }
        found
    }
}

/// All files under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
