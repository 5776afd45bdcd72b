//! A tale in which something broke, made shorter: whatever can be left out without mending it is.

use super::{Operation, Sabotage, Tale, tell};

/// Tales that are tried at most.
const TRIES: u32 = 400;

/// The shortest tale found that still breaks the same rule, and how many were tried.
pub fn shrink(tale: &Tale, rule: &str, sabotage: Option<&Sabotage>) -> (Tale, u32) {
    let mut shortest = tale.clone();
    let mut tries = 0;
    let mut breaks = |candidate: &Tale| {
        tries += 1;
        tell(candidate, sabotage).broken.is_some_and(|text| rule_of(&text) == rule_of(rule))
    };
    let mut size = shortest.operations.len().div_ceil(2);
    let mut budget = TRIES;
    while size > 0 && budget > 0 {
        let mut from = 0;
        let mut left_out = false;
        while from < shortest.operations.len() && budget > 0 {
            let mut candidate = shortest.clone();
            candidate.operations.drain(from..(from + size).min(shortest.operations.len()));
            budget -= 1;
            if breaks(&candidate) {
                shortest = candidate;
                left_out = true;
            } else {
                from += size;
            }
        }
        if !left_out || size > 1 {
            size /= 2;
        }
    }
    (shortest, tries)
}

/// What stands before the colon: the rule, or the first words of an assertion.
fn rule_of(text: &str) -> &str {
    text.split([':', '\n']).next().unwrap_or(text)
}

impl Tale {
    /// The operations, one a line, as they stand in a test.
    pub fn to_text(&self) -> String {
        let line = |operation: &Operation| format!("    {operation:?},\n");
        let operations: String = self.operations.iter().map(line).collect();
        format!("seed {}, apps run every {} minutes at most\n{operations}", self.seed, self.doze)
    }
}
