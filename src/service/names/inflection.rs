//! One and many. The rules are the pluralizer crate's; the lists here are the words of schemas that it gets wrong.

/// Singular (or without number) although they look like plurals.
const SINGULAR: &[&str] = &[
    "bias",
    "cosmos",
    "data",
    "goods",
    "ios",
    "iris",
    "lens",
    "logistics",
    "mathematics",
    "metadata",
    "omen",
    "pelvis",
    "physics",
    "pos",
    "regimen",
    "sms",
    "species",
    "specimen",
    "stamen",
    "trellis",
];

/// Plurals with another singular than the rules give.
const IRREGULAR: &[(&str, &str)] = &[
    ("biases", "bias"),
    ("caches", "cache"),
    ("cpus", "cpu"),
    ("excuses", "excuse"),
    ("fuses", "fuse"),
    ("gpus", "gpu"),
    ("gurus", "guru"),
    ("headaches", "headache"),
    ("hoodies", "hoodie"),
    ("lenses", "lens"),
    ("misuses", "misuse"),
    ("niches", "niche"),
    ("reuses", "reuse"),
    ("selfies", "selfie"),
    ("skus", "sku"),
    ("taxis", "taxi"),
    ("vetoes", "veto"),
];

/// One of what a lower-case word calls. A singular stays as it is.
pub(super) fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let letters_only = word.len() <= 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let stays = word.len() <= 2
        || letters_only
        || word.ends_with("sis")
        || word.ends_with("xis")
        || SINGULAR.contains(&word);
    if stays {
        word.to_owned()
    } else {
        pluralizer::pluralize(word, 1, false)
    }
}

/// Words that end a name without being what it calls: `reports_to`, `taught_by`.
const PREPOSITIONS: &[&str] = &["at", "by", "for", "from", "in", "of", "on", "to", "with"];

/// Many of what a name in snake case calls; its last word counts.
pub(super) fn plural(name: &str) -> String {
    let (head, last) = name.rsplit_once('_').unwrap_or(("", name));
    // Nearly all of them are ids, and the rules take milliseconds to load.
    if last == "id" {
        format!("{name}s")
    } else if !head.is_empty() && PREPOSITIONS.contains(&last) {
        name.to_owned()
    } else {
        pluralizer::pluralize(name, 2, false)
    }
}
