//! The query string: every parameter known, typed and given once.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::http::problem::Problem;
use crate::http::value::FromQuery;
use crate::list::Direction;
use crate::violations::Violations;

/// How many values a list may have.
const MAX_LIST: usize = 100;
/// How far into a list a page may start.
const MAX_OFFSET: u64 = 10_000;
/// How many columns may decide an order.
const MAX_SORT: usize = 3;

/// A query string that is being read.
///
/// A handler takes what it knows and then calls [`Query::finish`], which refuses what is left over and all that was
/// wrong, in one answer.
#[derive(Clone, Debug)]
pub struct Query {
    pairs: Vec<Pair>,
    violations: Violations,
}

#[derive(Clone, Debug)]
struct Pair {
    name: String,
    value: String,
    is_known: bool,
}

impl Query {
    /// `limit`: how many rows a page has, from 1 to a maximum.
    pub fn limit(&mut self, default: u32, max: u32) -> u32 {
        let wanted = format!("must be an integer from 1 to {max}");
        let read = |text: &str| match i64::from_query(text).map(u32::try_from) {
            Ok(Ok(limit)) if (1..=max).contains(&limit) => Ok(limit),
            _ => Err(wanted),
        };
        self.read("limit", read).unwrap_or(default)
    }

    /// `offset`: how many rows stand before the page.
    pub fn offset(&mut self) -> u64 {
        let read = |text: &str| match i64::from_query(text).map(u64::try_from) {
            Ok(Ok(offset)) if offset <= MAX_OFFSET => Ok(offset),
            _ => Err(format!("must be an integer from 0 to {MAX_OFFSET}")),
        };
        self.read("offset", read).unwrap_or(0)
    }

    /// `sort=-created_at,id`: one to three of these keys, each with `-` for the largest first.
    pub fn sort<K: Copy>(&mut self, keys: &[(&str, K)]) -> Vec<(K, Direction)> {
        let read = |text: &str| {
            if text.split(',').count() > MAX_SORT {
                return Err(format!("must name at most {MAX_SORT} keys"));
            }
            text.split(',').map(|word| sort_key(keys, word)).collect()
        };
        self.read("sort", read).unwrap_or_default()
    }

    /// `include=posts,user`: some of these relations.
    pub fn include(&mut self, relations: &[&'static str]) -> Vec<&'static str> {
        let read = |text: &str| {
            if text.split(',').count() > relations.len() {
                return Err(format!("must name at most {} relations", relations.len()));
            }
            let find = |word: &str| relations.iter().copied().find(|relation| *relation == word);
            let words: Option<Vec<&'static str>> = text.split(',').map(find).collect();
            words.ok_or_else(|| format!("must be some of {}", relations.join(", ")))
        };
        self.read("include", read).unwrap_or_default()
    }

    /// A value that may be absent.
    pub fn value<T: FromQuery>(&mut self, name: &str) -> Option<T> {
        self.read(name, T::from_query)
    }

    /// A comma-separated list that may be absent.
    pub fn list<T: FromQuery>(&mut self, name: &str) -> Option<Vec<T>> {
        self.read(name, read_list)
    }

    /// A value that must be there. To be taken after those that may be absent: where it is missing or wrong, this ends
    /// the reading with all that was wrong before.
    pub fn required<T: FromQuery>(&mut self, name: &str) -> Result<T, Problem> {
        let value = self.value(name);
        self.or_missing(name, value)
    }

    /// A comma-separated list that must be there; otherwise like [`Query::required`].
    pub fn required_list<T: FromQuery>(&mut self, name: &str) -> Result<Vec<T>, Problem> {
        let list = self.list(name);
        self.or_missing(name, list)
    }

    /// Refuses what was wrong and what nobody asked for.
    pub fn finish(mut self) -> Result<(), Problem> {
        for pair in self.pairs.iter().filter(|pair| !pair.is_known) {
            self.violations.push(
                &pair.name,
                "unknown",
                "is not a parameter of this operation",
            );
        }
        Ok(self.violations.finish()?)
    }

    /// Whether a parameter is there.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.pairs.iter().any(|pair| pair.name == name)
    }

    pub(super) fn or_missing<T>(&mut self, name: &str, value: Option<T>) -> Result<T, Problem> {
        value.ok_or_else(|| {
            if !self.is_given(name) {
                self.violations.push(name, "required", "is required");
            }
            Problem::from(std::mem::take(&mut self.violations))
        })
    }

    pub(super) fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let mut texts = Vec::new();
        for pair in self.pairs.iter_mut().filter(|pair| pair.name == name) {
            pair.is_known = true;
            texts.push(pair.value.as_str());
        }
        let result = match texts[..] {
            [] => return None,
            [text] => read(text).map_err(|message| ("type", message)),
            _ => Err(("duplicate", "must be given once".to_owned())),
        };
        let note =
            |(code, message): (&'static str, String)| self.violations.push(name, code, message);
        result.map_err(note).ok()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let text = parts.uri.query().unwrap_or_default();
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some(Pair {
                name: decode(name)?,
                value: decode(value)?,
                is_known: false,
            })
        });
        let pairs: Option<Vec<Pair>> = pairs.collect();
        let broken =
            || Problem::new(StatusCode::BAD_REQUEST).detail("The query string is not UTF-8.");
        Ok(Query {
            pairs: pairs.ok_or_else(broken)?,
            violations: Violations::new(),
        })
    }
}

pub(super) fn read_list<T: FromQuery>(text: &str) -> Result<Vec<T>, String> {
    if text.split(',').count() > MAX_LIST {
        return Err(format!("must have at most {MAX_LIST} values"));
    }
    text.split(',')
        .map(T::from_query)
        .collect::<Result<_, _>>()
        .map_err(|message| format!("each value {message}"))
}

fn sort_key<K: Copy>(keys: &[(&str, K)], word: &str) -> Result<(K, Direction), String> {
    let (name, direction) = match word.strip_prefix('-') {
        Some(name) => (name, Direction::Descending),
        None => (word, Direction::Ascending),
    };
    let key = keys.iter().find(|(known, _)| *known == name);
    key.map(|(_, key)| (*key, direction)).ok_or_else(|| {
        let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
        format!(
            "must be some of {}, each with - for the largest first",
            names.join(", ")
        )
    })
}

/// Decodes `%41` and `+`; none where the bytes are not UTF-8 or the escape is broken.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(bytes.next()?)? << 4 | hex_digit(bytes.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
