//! What one schema allows that another does not: the question behind every comparison of values.

use serde_json::Value;

use super::facts::{Facts, LOWER, UPPER, bare};

/// Something that one schema allows and the other does not.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Surplus<'a> {
    /// Values of another type.
    Type,
    /// Null.
    Null,
    /// These values of a list.
    Values(Vec<&'a Value>),
    /// Values beyond a list.
    Unlisted,
    /// Values beyond a bound: its keyword, and the bound of the schema that has more.
    Beyond(&'static str, Option<f64>, f64),
    /// Values of another format.
    Format,
    /// Values of another pattern.
    Pattern,
    /// What the other excludes.
    Excluded,
    /// One of several forms.
    Alternative,
    /// Objects without this key.
    Without(&'a str),
}

/// What `larger` allows that `smaller` does not. Where their types differ, nothing more is said.
pub(super) fn surplus<'a>(larger: &Facts<'a>, smaller: &Facts<'a>) -> Vec<Surplus<'a>> {
    let mut found = Vec::new();
    if larger.nullable && !smaller.nullable {
        found.push(Surplus::Null);
    }
    if !types_within(larger, smaller) {
        found.push(Surplus::Type);
        return found;
    }
    match (&larger.listed, &smaller.listed) {
        (_, None) => {}
        (None, Some(_)) => found.push(Surplus::Unlisted),
        (Some(more), Some(fewer)) => {
            let others: Vec<&Value> = more
                .iter()
                .copied()
                .filter(|value| !fewer.contains(value))
                .collect();
            if !others.is_empty() {
                found.push(Surplus::Values(others));
            }
        }
    }
    bounds(larger, smaller, &mut found);
    if smaller.format.is_some() && !format_within(larger.format, smaller.format) {
        found.push(Surplus::Format);
    }
    let is_kept = |outer: &&str| {
        let mut all = larger.patterns.iter();
        all.any(|inner| pattern_within(inner, outer))
    };
    if !smaller.patterns.iter().all(is_kept) {
        found.push(Surplus::Pattern);
    }
    if smaller.excluded.is_some() && smaller.excluded != larger.excluded {
        found.push(Surplus::Excluded);
    }
    if !alternatives_within(larger, smaller) {
        found.push(Surplus::Alternative);
    }
    let without = smaller.required.difference(&larger.required);
    found.extend(without.map(|key| Surplus::Without(key)));
    found
}

fn types_within(larger: &Facts, smaller: &Facts) -> bool {
    let is_any = |facts: &Facts| facts.types.is_empty();
    if is_any(smaller) {
        return true;
    }
    !is_any(larger)
        && larger.types.iter().all(|ty| {
            smaller.types.contains(ty) || (*ty == "integer" && smaller.types.contains("number"))
        })
}

fn bounds<'a>(larger: &Facts<'a>, smaller: &Facts<'a>, found: &mut Vec<Surplus<'a>>) {
    for keyword in LOWER {
        if let Some(bound) = smaller.bound(keyword)
            && larger.bound(keyword).is_none_or(|more| more < bound)
        {
            let is_no_bound = bound <= 0.0 && keyword != "minimum";
            if !is_no_bound {
                found.push(Surplus::Beyond(keyword, larger.bound(keyword), bound));
            }
        }
    }
    for keyword in UPPER {
        if let Some(bound) = smaller.bound(keyword)
            && larger.bound(keyword).is_none_or(|more| more > bound)
        {
            found.push(Surplus::Beyond(keyword, larger.bound(keyword), bound));
        }
    }
}

fn format_within(inner: Option<&str>, outer: Option<&str>) -> bool {
    inner == outer
        || matches!(
            (inner, outer),
            (Some("int32"), Some("int64")) | (Some("float"), Some("double"))
        )
}

fn alternatives_within(larger: &Facts, smaller: &Facts) -> bool {
    if smaller.alternatives.is_empty() || larger.alternatives.is_empty() {
        // A single form among several of its type: as far as types can tell, it is one of them.
        return true;
    }
    let forms: Vec<Value> = smaller
        .alternatives
        .iter()
        .map(|form| bare(form.value))
        .collect();
    larger
        .alternatives
        .iter()
        .all(|form| forms.contains(&bare(form.value)))
}

/// Whether all that fits one pattern fits another, as far as that can be seen: they are the same but for how often something
/// may come, and for a sign. What cannot be seen is taken for different.
fn pattern_within(inner: &str, outer: &str) -> bool {
    if inner == outer {
        return true;
    }
    let outer_unsigned = outer.replacen("^-?", "^", 1);
    let outer = if inner.starts_with("^-?") {
        outer
    } else {
        &outer_unsigned
    };
    let (inner, outer) = (parts(inner), parts(outer));
    inner.len() == outer.len()
        && inner
            .iter()
            .zip(&outer)
            .all(|(inner, outer)| match (inner, outer) {
                (Part::Text(one), Part::Text(other)) => one == other,
                (Part::Times(least, most), Part::Times(lower, upper)) => {
                    least >= lower && most <= upper
                }
                _ => false,
            })
}

#[derive(Debug)]
enum Part<'a> {
    Text(&'a str),
    /// `{1,4}`, `{8}`.
    Times(u32, u32),
}

fn parts(pattern: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((text, times, after)) = next_times(rest) {
        parts.push(Part::Text(text));
        parts.push(times);
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts
}

fn next_times(pattern: &str) -> Option<(&str, Part<'_>, &str)> {
    let mut from = 0;
    while let Some(open) = pattern[from..].find('{').map(|at| at + from) {
        let close = pattern[open..].find('}')? + open;
        let inside = &pattern[open + 1..close];
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        if let (Ok(least), Ok(most)) = (least.parse(), most.parse()) {
            let times = Part::Times(least, most);
            return Some((&pattern[..open], times, &pattern[close + 1..]));
        }
        from = open + 1;
    }
    None
}
