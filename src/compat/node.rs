//! A value in a document, with the way to it.

use serde_json::Value;

/// How many references are followed one after another: they may lead in a circle.
const LONGEST_CHAIN: usize = 16;

/// A value of a document and its JSON pointer.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// The whole document.
    root: &'a Value,
    /// The value.
    pub value: &'a Value,
    /// Where it stands: `/components/schemas/User/properties/name`.
    pub pointer: String,
    /// The component that a reference has led to: `User`.
    pub component: Option<&'a str>,
}

impl<'a> Node<'a> {
    /// The document itself.
    pub fn root(document: &'a Value) -> Node<'a> {
        Node {
            root: document,
            value: document,
            pointer: String::new(),
            component: None,
        }
    }

    /// The value under a key or at a place in a list, references followed.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = match self.value {
            Value::Array(list) => list.get(key.parse::<usize>().ok()?)?,
            value => value.get(key)?,
        };
        let pointer = format!("{}/{}", self.pointer, escaped(key));
        Some(
            Node {
                root: self.root,
                value,
                pointer,
                component: None,
            }
            .resolved(),
        )
    }

    /// A text under a key.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Whether `true` stands under a key.
    pub fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// The keys and values of an object under a key; none where there is no object.
    pub fn entries(&self, key: &str) -> Vec<(&'a str, Node<'a>)> {
        self.get(key).map_or_else(Vec::new, |node| node.members())
    }

    /// The keys and values of this object.
    pub fn members(&self) -> Vec<(&'a str, Node<'a>)> {
        let members = self.value.as_object().into_iter().flatten();
        members
            .filter_map(|(key, _)| Some((key.as_str(), self.get(key)?)))
            .collect()
    }

    /// The values of a list under a key.
    pub fn list(&self, key: &str) -> Vec<Node<'a>> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        let length = list.value.as_array().map_or(0, Vec::len);
        (0..length)
            .filter_map(|at| list.get(&at.to_string()))
            .collect()
    }

    /// The component that this stands for where it is one in an `allOf`: beside a reference there can be no description.
    pub fn wrapped(&self) -> Option<Node<'a>> {
        let says_more = ["properties", "enum", "items", "anyOf", "oneOf"];
        if says_more.iter().any(|key| self.value.get(key).is_some()) {
            return None;
        }
        let mut parts = self.list("allOf").into_iter();
        match (parts.next(), parts.next()) {
            (Some(only), None) if only.component.is_some() => Some(only),
            _ => None,
        }
    }

    fn resolved(self) -> Node<'a> {
        let mut node = self;
        for _ in 0..LONGEST_CHAIN {
            let target = node
                .text("$ref")
                .and_then(|reference| reference.strip_prefix('#'))
                .and_then(|pointer| Some((pointer, node.root.pointer(pointer)?)));
            let Some((pointer, value)) = target else {
                break;
            };
            node = Node {
                value,
                pointer: pointer.to_owned(),
                component: pointer.rsplit('/').next(),
                ..node
            };
        }
        node
    }
}

/// A key as a part of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
