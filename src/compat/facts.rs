//! What a schema says of values, with its `allOf` folded in.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Node;

/// How deep `allOf` may stand in `allOf`.
const DEEPEST: usize = 16;

/// Keywords that say nothing of which values there are.
const WORDS: [&str; 6] = [
    "description",
    "title",
    "example",
    "default",
    "deprecated",
    "externalDocs",
];

/// What a schema says.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    /// Empty: any.
    pub types: BTreeSet<&'a str>,
    pub nullable: bool,
    pub format: Option<&'a str>,
    /// All of them hold.
    pub patterns: Vec<&'a str>,
    /// The values that there are, where they are listed.
    pub listed: Option<Vec<&'a Value>>,
    /// What it must not be.
    pub excluded: Option<&'a Value>,
    /// By keyword: `maxLength`.
    pub bounds: Vec<(&'static str, f64)>,
    pub required: BTreeSet<&'a str>,
    pub properties: Vec<(&'a str, Node<'a>)>,
    /// Whether no other properties may be there.
    pub is_closed: bool,
    /// What other properties must be, where that is said.
    pub rest: Option<Node<'a>>,
    pub items: Option<Node<'a>>,
    /// `anyOf`, `oneOf`.
    pub alternatives: Vec<Node<'a>>,
}

/// Bounds that a value must not be below.
pub(super) const LOWER: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
/// Bounds that a value must not be above.
pub(super) const UPPER: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];

impl<'a> Facts<'a> {
    /// What the schema says.
    pub fn of(node: &Node<'a>) -> Facts<'a> {
        let mut facts = Facts::default();
        facts.take(node, 0);
        for alternative in &facts.alternatives.clone() {
            facts.types.extend(types(alternative));
        }
        facts.nullable |= facts.types.remove("null");
        facts
    }

    fn take(&mut self, node: &Node<'a>, depth: usize) {
        if self.types.is_empty() {
            self.types = types(node);
        }
        // Beside `allOf`, only what stands outside says whether there may be null.
        self.nullable |= depth == 0 && node.is("nullable");
        self.format = self.format.or(node.text("format"));
        self.patterns.extend(node.text("pattern"));
        self.excluded = self.excluded.or(node.value.get("not"));
        if self.listed.is_none() {
            let listed = node.value.get("enum").and_then(Value::as_array);
            self.listed = listed.map(|values| values.iter().collect());
        }
        for keyword in LOWER.into_iter().chain(UPPER) {
            if self.bound(keyword).is_none()
                && let Some(bound) = node.value.get(keyword).and_then(Value::as_f64)
            {
                self.bounds.push((keyword, bound));
            }
        }
        let required = node.value.get("required").and_then(Value::as_array);
        self.required
            .extend(required.into_iter().flatten().filter_map(Value::as_str));
        for (name, property) in node.entries("properties") {
            if !self.properties.iter().any(|(known, _)| *known == name) {
                self.properties.push((name, property));
            }
        }
        match node.value.get("additionalProperties") {
            Some(Value::Bool(allowed)) => self.is_closed |= !allowed,
            Some(_) => {
                self.rest = self.rest.take().or(node.get("additionalProperties"));
            }
            None => {}
        }
        self.items = self.items.take().or(node.get("items"));
        self.alternatives.extend(node.list("anyOf"));
        self.alternatives.extend(node.list("oneOf"));
        if depth < DEEPEST {
            for part in node.list("allOf") {
                self.take(&part, depth + 1);
            }
        }
    }

    /// A bound by its keyword.
    pub fn bound(&self, keyword: &str) -> Option<f64> {
        let found = self.bounds.iter().find(|(known, _)| *known == keyword);
        found.map(|(_, bound)| *bound)
    }
}

fn types<'a>(node: &Node<'a>) -> BTreeSet<&'a str> {
    match node.value.get("type") {
        Some(Value::String(one)) => [one.as_str()].into(),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    }
}

/// A schema without what says nothing of values.
pub(super) fn bare(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| !WORDS.contains(&key.as_str()))
            .map(|(key, value)| match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    let all = properties.iter();
                    let bare = all.map(|(name, schema)| (name.clone(), bare(schema)));
                    (key.clone(), bare.collect())
                }
                _ => (key.clone(), bare(value)),
            })
            .collect(),
        Value::Array(list) => list.iter().map(bare).collect(),
        other => other.clone(),
    }
}
