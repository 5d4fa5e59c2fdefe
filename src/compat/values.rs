//! Two schemas at one place: what values can no longer go in, and what may come out that could not before.

use serde_json::Value;

use super::changes::{Change, Changes};
use super::facts::Facts;
use super::likeness::{Candidate, renames};
use super::node::Node;
use super::surplus::{Surplus, surplus};

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// From callers.
    Request,
    /// To callers.
    Answer,
}

/// One place in both documents.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub before: Node<'a>,
    pub after: Node<'a>,
    pub side: Side,
    /// What messages call it: `User.name`, `GET /users?limit`.
    pub shown: String,
    /// The schema in the next document that keys here belong to.
    pub schema: Option<&'a str>,
    /// How many schemas stand around it.
    depth: usize,
}

/// How many schemas are looked into, one in another, that no component cuts short.
const DEEPEST: usize = 64;

impl<'a> Place<'a> {
    /// The outermost schema of a body or a parameter.
    pub fn new(before: Node<'a>, after: Node<'a>, side: Side, shown: String) -> Place<'a> {
        Place {
            before,
            after,
            side,
            shown,
            schema: None,
            depth: 0,
        }
    }

    fn within(&self, before: &Node<'a>, after: &Node<'a>, step: &str) -> Place<'a> {
        Place {
            before: before.clone(),
            after: after.clone(),
            shown: format!("{}{step}", self.shown),
            depth: self.depth + 1,
            ..*self
        }
    }
}

/// Adds what differs.
pub(super) fn compare<'a>(place: Place<'a>, changes: &mut Changes) {
    let mut place = place;
    if place.depth > DEEPEST {
        return;
    }
    if let (Some(_), Some(name)) = (place.before.component, place.after.component) {
        let is_answer = place.side == Side::Answer;
        if !changes.is_new(&place.before.pointer, &place.after.pointer, is_answer) {
            return;
        }
        place.shown = name.to_owned();
    }
    // The component above stays the owner of what stands inside of it.
    place.schema = place.after.component.or(place.schema);
    if let (Some(was), Some(is)) = (place.before.wrapped(), place.after.wrapped()) {
        let around = |node: &Node<'a>| Facts {
            nullable: node.is("nullable"),
            ..Facts::default()
        };
        let (before, after) = (around(&place.before), around(&place.after));
        differences(&place, &before, &after, &[], changes);
        compare(place.within(&was, &is, ""), changes);
        return;
    }
    let (before, after) = (Facts::of(&place.before), Facts::of(&place.after));
    let renamed = keys(&place, &before, &after, changes);
    differences(&place, &before, &after, &renamed, changes);
    inside(&place, &before, &after, changes);
}

/// What one of the schemas allows that the other does not.
fn differences(
    place: &Place,
    before: &Facts,
    after: &Facts,
    renamed: &[(&str, &str)],
    changes: &mut Changes,
) {
    let (breaking, harmless) = match place.side {
        Side::Request => (surplus(before, after), surplus(after, before)),
        Side::Answer => (surplus(after, before), surplus(before, after)),
    };
    for one in &breaking {
        let is_told = matches!(one, Surplus::Without(key) if is_told(place, key, renamed, after));
        if !is_told {
            changes.add(broken(place, before, after, one));
        }
    }
    for one in &harmless {
        if let Some(change) = eased(place, after, one, &breaking) {
            changes.add(change);
        }
    }
}

/// Whether a key that one side need not have is told of already: it went, or it has another name.
fn is_told(place: &Place, key: &str, renamed: &[(&str, &str)], after: &Facts) -> bool {
    let is_there = after.properties.iter().any(|(name, _)| *name == key);
    let is_renamed = renamed.iter().any(|(_, new)| *new == key);
    is_renamed || (place.side == Side::Answer && !is_there)
}

/// Keys that went and came. Gives the pairs that look like one key with two names.
fn keys<'a>(
    place: &Place<'a>,
    before: &Facts<'a>,
    after: &Facts<'a>,
    changes: &mut Changes,
) -> Vec<(&'a str, &'a str)> {
    let (gone, new) = (missing(before, after), missing(after, before));
    let renamed = renames(&gone, &new);
    for key in &gone {
        let is_refused = place.side == Side::Answer || after.is_closed;
        let pointer = format!("{}/properties/{}", place.before.pointer, key.name);
        let name = renamed.iter().find(|(gone, _)| *gone == key.name);
        changes.add(match (is_refused, name) {
            (true, Some((gone, new))) => key_renamed(place, &pointer, gone, new),
            (true, None) => key_removed(place, &pointer, key.name),
            (false, _) => Change::harmless(
                "api-input-key-ignored",
                &pointer,
                format!("`{}` is no longer read", dotted(place, key.name)),
            ),
        });
    }
    for key in &new {
        let is_required = place.side == Side::Request && after.required.contains(key.name);
        let is_renamed = renamed.iter().any(|(_, new)| *new == key.name);
        if !is_required && !is_renamed {
            let id = match place.side {
                Side::Request => "api-input-key-new",
                Side::Answer => "api-answer-key-new",
            };
            let pointer = format!("{}/properties/{}", place.after.pointer, key.name);
            let message = format!("`{}` is new", dotted(place, key.name));
            changes.add(Change::harmless(id, &pointer, message));
        }
    }
    renamed
}

/// The properties of one that another does not have.
fn missing<'a>(of: &Facts<'a>, other: &Facts<'a>) -> Vec<Candidate<'a>> {
    let all = of.properties.iter().enumerate();
    all.filter(|(_, (name, _))| !other.properties.iter().any(|(known, _)| known == name))
        .map(|(at, (name, node))| Candidate {
            name,
            schema: node.value,
            at,
        })
        .collect()
}

fn key_renamed(place: &Place, pointer: &str, gone: &str, new: &str) -> Change {
    let (id, what) = match place.side {
        Side::Request => ("api-input-key-renamed", "refused"),
        Side::Answer => ("api-answer-key-renamed", "gone"),
    };
    let message = format!(
        "`{}` is {what}; it seems to be `{new}` now",
        dotted(place, gone)
    );
    Change::breaking(id, pointer, message)
        .help(format!(
            "write `-- @name {gone}` at `{new}`, so that the API keeps the key"
        ))
        .about(place.schema, new)
}

fn key_removed(place: &Place, pointer: &str, gone: &str) -> Change {
    match place.side {
        Side::Request => Change::breaking(
            "api-input-key-removed",
            pointer,
            format!("`{}` is refused", dotted(place, gone)),
        )
        .help("keep it until no caller sends it: mark it `-- @deprecated why`"),
        Side::Answer => Change::breaking(
            "api-answer-key-removed",
            pointer,
            format!("`{}` is gone", dotted(place, gone)),
        )
        .help("keep it until no caller reads it: mark it `-- @deprecated why`"),
    }
}

fn dotted(place: &Place, key: &str) -> String {
    format!("{}.{key}", place.shown)
}

/// A change that breaks callers.
fn broken(place: &Place, before: &Facts, after: &Facts, surplus: &Surplus) -> Change {
    let shown = &place.shown;
    let pointer = &place.after.pointer;
    let (id, message, help) = match place.side {
        Side::Request => refused(shown, before, after, surplus),
        Side::Answer => unheard_of(shown, before, after, surplus),
    };
    let change = Change::breaking(id, pointer, message).help(help);
    match surplus {
        Surplus::Without(key) => change.about(place.schema, key),
        _ => match place.after.pointer.rsplit_once("/properties/") {
            Some((_, key)) => change.about(place.schema, key),
            None => change,
        },
    }
}

/// What a request can no longer say.
fn refused(
    shown: &str,
    before: &Facts,
    after: &Facts,
    surplus: &Surplus,
) -> (&'static str, String, String) {
    const NARROWED: &str = "api-input-narrowed";
    let until = |what: &str| format!("keep {what} until no caller depends on it");
    match surplus {
        Surplus::Type => type_changed(shown, before, after),
        Surplus::Null => (
            NARROWED,
            format!("`{shown}` no longer takes null"),
            "keep the column nullable".to_owned(),
        ),
        Surplus::Values(values) => (
            NARROWED,
            format!("`{shown}` no longer takes {}", listed(values)),
            until("the words"),
        ),
        Surplus::Unlisted => (
            NARROWED,
            format!("`{shown}` takes only listed values now"),
            until("it open"),
        ),
        Surplus::Beyond(keyword, was, is) => (
            NARROWED,
            format!(
                "`{shown}` takes less: {keyword} is {is}, and was {}",
                number(*was)
            ),
            until("the bound"),
        ),
        Surplus::Format => (
            NARROWED,
            format!(
                "`{shown}` takes {} instead of {}",
                format(after),
                format(before)
            ),
            until("the type"),
        ),
        Surplus::Pattern => (
            NARROWED,
            format!(
                "`{shown}` must fit another pattern: {} instead of {}",
                pattern(after),
                pattern(before)
            ),
            until("the rule"),
        ),
        Surplus::Excluded => (
            NARROWED,
            format!("`{shown}` excludes values that it took"),
            until("them"),
        ),
        Surplus::Alternative => (
            NARROWED,
            format!("`{shown}` no longer takes one of its forms"),
            until("the form"),
        ),
        Surplus::Without(key) => {
            let is_new = !before.properties.iter().any(|(name, _)| name == key);
            let what = if is_new { "is new, and" } else { "is" };
            (
                "api-input-required",
                format!("`{shown}.{key}` {what} required: requests without it are refused"),
                "give the column a DEFAULT, or make it nullable".to_owned(),
            )
        }
    }
}

/// What an answer may say that no caller has heard of.
fn unheard_of(
    shown: &str,
    before: &Facts,
    after: &Facts,
    surplus: &Surplus,
) -> (&'static str, String, String) {
    const WIDENED: &str = "api-answer-widened";
    let until = "keep it as it was until every caller knows better".to_owned();
    match surplus {
        Surplus::Type => type_changed(shown, before, after),
        Surplus::Null => (
            "api-answer-nullable",
            format!("`{shown}` may be null now"),
            "keep the column NOT NULL, or a query's value in coalesce(..)".to_owned(),
        ),
        Surplus::Values(values) => (
            WIDENED,
            format!("`{shown}` may be {} now", listed(values)),
            "a caller may know only the words that there were: make sure first".to_owned(),
        ),
        Surplus::Unlisted => (
            WIDENED,
            format!("`{shown}` may be any value now, not only listed ones"),
            until,
        ),
        Surplus::Beyond(keyword, is, was) => (
            WIDENED,
            format!(
                "`{shown}` may be more: {keyword} is {}, and was {was}",
                number(*is)
            ),
            until,
        ),
        Surplus::Format => (
            WIDENED,
            format!(
                "`{shown}` is {} instead of {}",
                format(after),
                format(before)
            ),
            until,
        ),
        Surplus::Pattern => (
            WIDENED,
            format!(
                "`{shown}` fits another pattern: {} instead of {}",
                pattern(after),
                pattern(before)
            ),
            until,
        ),
        Surplus::Excluded => (
            WIDENED,
            format!("`{shown}` may be what it could not be before"),
            until,
        ),
        Surplus::Alternative => (
            WIDENED,
            format!("`{shown}` may have a form that it had not before"),
            until,
        ),
        Surplus::Without(key) => (
            "api-answer-key-optional",
            format!("`{shown}.{key}` may be absent now"),
            until,
        ),
    }
}

fn type_changed(shown: &str, before: &Facts, after: &Facts) -> (&'static str, String, String) {
    let name = |facts: &Facts| match facts.types.iter().copied().collect::<Vec<_>>() {
        none if none.is_empty() => "any type".to_owned(),
        some => format!("`{}`", some.join("` or `")),
    };
    (
        "api-type-changed",
        format!("`{shown}` is {} instead of {}", name(after), name(before)),
        "keep the column's type; a column of another name can hold the new one beside it"
            .to_owned(),
    )
}

/// A change that breaks nobody. Where values are others rather than more or fewer, that is told already.
fn eased(place: &Place, after: &Facts, surplus: &Surplus, breaking: &[Surplus]) -> Option<Change> {
    let is_same_kind =
        |one: &Surplus| std::mem::discriminant(one) == std::mem::discriminant(surplus);
    if !matches!(surplus, Surplus::Without(_)) && breaking.iter().any(is_same_kind) {
        return None;
    }
    let shown = &place.shown;
    let (id, message) = match (place.side, surplus) {
        (_, Surplus::Without(key)) => {
            if !after.properties.iter().any(|(name, _)| name == key) {
                return None;
            }
            let what = match place.side {
                Side::Request => "is no longer required",
                Side::Answer => "is always there now",
            };
            ("api-key-presence", format!("`{shown}.{key}` {what}"))
        }
        (Side::Request, Surplus::Values(values)) => (
            "api-input-widened",
            format!("`{shown}` takes {} as well", listed(values)),
        ),
        (Side::Request, _) => (
            "api-input-widened",
            format!("`{shown}` takes more than before"),
        ),
        (Side::Answer, Surplus::Values(values)) => (
            "api-answer-narrowed",
            format!("`{shown}` is no longer {}", listed(values)),
        ),
        (Side::Answer, _) => (
            "api-answer-narrowed",
            format!("`{shown}` says more exactly what it is"),
        ),
    };
    Some(Change::harmless(id, &place.after.pointer, message))
}

/// What stands in both.
fn inside<'a>(place: &Place<'a>, before: &Facts<'a>, after: &Facts<'a>, changes: &mut Changes) {
    for (name, property) in &after.properties {
        if let Some((_, previous)) = before.properties.iter().find(|(known, _)| known == name) {
            compare(
                place.within(previous, property, &format!(".{name}")),
                changes,
            );
        }
    }
    for (previous, next, step) in [
        (&before.items, &after.items, "[]"),
        (&before.rest, &after.rest, ".*"),
    ] {
        if let (Some(previous), Some(next)) = (previous, next) {
            compare(place.within(previous, next, step), changes);
        }
    }
}

fn listed(values: &[&Value]) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::String(text) => format!("`{text}`"),
            other => format!("`{other}`"),
        })
        .collect();
    texts.join(", ")
}

fn number(bound: Option<f64>) -> String {
    bound.map_or_else(|| "without one".to_owned(), |bound| bound.to_string())
}

fn format(facts: &Facts) -> String {
    let format = facts.format;
    format.map_or_else(|| "no format".to_owned(), |format| format!("`{format}`"))
}

fn pattern(facts: &Facts) -> String {
    let all = facts.patterns.iter();
    let all: Vec<String> = all.map(|pattern| format!("`{pattern}`")).collect();
    match all.is_empty() {
        true => "any".to_owned(),
        false => all.join(" and "),
    }
}
