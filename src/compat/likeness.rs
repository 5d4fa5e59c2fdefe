//! Which key that is new may be one that went, under another name.

use serde_json::Value;

use super::facts::bare;

/// A key that went or came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it holds, as it is written.
    pub schema: &'a Value,
    /// Its place among the keys.
    pub at: usize,
}

/// How alike two keys must be: the same type and a like name, or the same description, or the same type and place.
const ENOUGH: f64 = 4.0;

/// Pairs of what went and what came that are alike, the likest first; each in one pair at the most.
pub(super) fn renames<'a>(
    gone: &[Candidate<'a>],
    new: &[Candidate<'a>],
) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<(f64, &str, &str)> = gone
        .iter()
        .flat_map(|one| {
            new.iter()
                .map(move |other| (likeness(one, other), one.name, other.name))
        })
        .filter(|(likeness, ..)| *likeness >= ENOUGH)
        .collect();
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut chosen: Vec<(&str, &str)> = Vec::new();
    for (_, before, after) in pairs {
        let is_free = chosen
            .iter()
            .all(|(gone, new)| *gone != before && *new != after);
        if is_free {
            chosen.push((before, after));
        }
    }
    chosen
}

fn likeness(gone: &Candidate, new: &Candidate) -> f64 {
    let mut likeness = 2.0 * strsim::normalized_damerau_levenshtein(gone.name, new.name);
    let is_part = |part: &str, whole: &str| whole.split('_').any(|word| word == part);
    if is_part(gone.name, new.name) || is_part(new.name, gone.name) {
        likeness += 1.5;
    }
    if bare(gone.schema) == bare(new.schema) {
        likeness += 3.0;
    } else if gone.schema.get("type") == new.schema.get("type") {
        likeness += 1.0;
    }
    let description = |schema: &Value| schema.get("description").cloned();
    if description(gone.schema).is_some() && description(gone.schema) == description(new.schema) {
        likeness += 3.0;
    }
    if gone.at == new.at {
        likeness += 1.0;
    }
    likeness
}
