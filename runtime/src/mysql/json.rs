//! Conditions on columns of JSON. MySQL compares values of JSON, MariaDB their texts: each has what it needs in a comment of its own.

use serde_json::Value as Json;

use crate::filter::{self, Binds, Node, Piece};
use crate::mysql::filter::{Filter, Mysql};

/// Around a value, and around another that it may be the same as, whatever order their keys are in. To `JSON_EQUALS` of MariaDB a
/// column that is NULL is the same as anything.
const SAME: [&str; 3] = [
    "(/*M!100700 JSON_NORMALIZE( */",
    "/*M!100700 ) */ = /*M!100700 JSON_NORMALIZE( *//*!80000 CAST( */",
    "/*!80000 AS JSON) *//*M!100700 ) COLLATE utf8mb4_bin */)",
];

impl<T, N> filter::Column<Mysql, T, Json, N> {
    /// It holds this value: each key with a value that holds its own, each element somewhere. For the elements of a list, holding is
    /// that of `JSON_CONTAINS`, to which a list also holds what one of its elements holds.
    pub fn contains(self, value: Json) -> Filter<T> {
        let mut kinds = Vec::new();
        add_kinds(&value, &mut Vec::new(), &mut kinds);
        let mut pieces = vec![Piece::Text("(JSON_CONTAINS(")];
        pieces.extend(self.pieces());
        pieces.extend([
            Piece::Text(", "),
            bound(value.to_string()),
            Piece::Text(")"),
        ]);
        for (path, kind) in kinds {
            pieces.push(Piece::Text(" AND JSON_TYPE(JSON_EXTRACT("));
            pieces.extend(self.pieces());
            pieces.extend([Piece::Text(", "), bound(path), Piece::Text(kind)]);
        }
        pieces.push(Piece::Text(")"));
        Filter::of(Node::Test(pieces))
    }

    /// It is this value.
    pub fn eq(self, value: Json) -> Filter<T> {
        let [before, between, after] = SAME;
        let mut pieces = vec![Piece::Text(before)];
        pieces.extend(self.pieces());
        pieces.extend([
            Piece::Text(between),
            bound(value.to_string()),
            Piece::Text(after),
        ]);
        Filter::of(Node::Test(pieces))
    }

    /// What stands at the end of this path of keys is this value.
    pub fn at_path(self, path: &[&str], value: Json) -> Filter<T> {
        let [before, between, after] = SAME;
        let mut pieces = vec![Piece::Text(before), Piece::Text("JSON_EXTRACT(")];
        pieces.extend(self.pieces());
        pieces.extend([
            Piece::Text(", "),
            bound(path_of(path)),
            Piece::Text(")"),
            Piece::Text(between),
            bound(value.to_string()),
            Piece::Text(after),
        ]);
        Filter::of(Node::Test(pieces))
    }
}

/// To `JSON_CONTAINS`, a list holds a value that is none where one of its elements does. Here only the whole column does so, for a value
/// that is neither list nor object; so everything else is asked what it is.
fn add_kinds<'v>(
    value: &'v Json,
    path: &mut Vec<&'v str>,
    kinds: &mut Vec<(String, &'static str)>,
) {
    match value {
        Json::Object(members) => {
            kinds.push((path_of(path), ")) = 'OBJECT'"));
            for (key, member) in members {
                path.push(key);
                add_kinds(member, path, kinds);
                path.pop();
            }
        }
        Json::Array(_) => kinds.push((path_of(path), ")) = 'ARRAY'")),
        _ if path.is_empty() => {}
        _ => kinds.push((path_of(path), ")) <> 'ARRAY'")),
    }
}

/// A path of keys in the words of the database: `$."a"."b"`.
fn path_of(keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| format!(".{}", Json::from(*key)));
    format!("${}", keys.collect::<String>())
}

fn bound(text: String) -> Piece<Mysql> {
    Piece::Value(Mysql::value(text))
}
