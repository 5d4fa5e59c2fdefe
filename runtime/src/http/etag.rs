//! Entity tags: the name of the state that a caller has seen, so that nobody overwrites what they have not read.
//!
//! In: `If-Match` and `If-None-Match`, and the answer that shows a row. Out: `ETag`, 304, 412, 428. A tag is the row's version, or
//! else a hash of the answer, so that it tells nothing that the answer does not show.

use std::fmt::Display;
use std::hash::{DefaultHasher, Hasher};
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::http::answer::json;
use crate::http::compact;
use crate::http::hex;
use crate::http::problem::{Problem, STALE};

/// 200 with a JSON body and its tag; 304 for who has it already.
#[derive(Clone, Debug)]
pub struct Tagged<T> {
    body: T,
    version: Option<String>,
    known: Option<IfNoneMatch>,
}

/// The states that a caller has already: `If-None-Match`.
#[derive(Clone, Debug)]
pub struct IfNoneMatch(Option<Tags>);

/// The states that a caller wants to change: `If-Match`.
#[derive(Clone, Debug)]
pub struct IfMatch(Option<Tags>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Tags {
    /// `*`
    Any,
    /// Some of these; none of them where the header cannot be read, so that it names no state.
    Of(Vec<Tag>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag {
    is_weak: bool,
    text: String,
}

impl<T> Tagged<T> {
    /// An answer whose tag is a hash of it.
    pub fn new(body: T) -> Self {
        Tagged {
            body,
            version: None,
            known: None,
        }
    }

    /// Its tag is the version of its row. None where it shows other rows as well, which change without it.
    #[must_use]
    pub fn version(mut self, version: Option<impl Display>) -> Self {
        self.version = version.map(|version| version.to_string());
        self
    }

    /// Sends nothing to a caller who has it.
    #[must_use]
    pub fn unless(mut self, known: IfNoneMatch) -> Self {
        self.known = Some(known);
        self
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let body = match compact::to_vec(&self.body) {
            Ok(body) => body,
            Err(error) => return unwritable(&error).into_response(),
        };
        let tag = match self.version {
            Some(version) => format!("\"{version}\""),
            None => quoted_hash(&body),
        };
        let is_known = self
            .known
            .is_some_and(|known| known.has(tag.trim_matches('"')));
        let mut response = match is_known {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => json(body),
        };
        // A number or a hash is ASCII, as a header must be.
        if let Ok(tag) = HeaderValue::try_from(tag) {
            response.headers_mut().insert(ETAG, tag);
        }
        response
    }
}

impl IfNoneMatch {
    fn has(&self, tag: &str) -> bool {
        match &self.0 {
            None => false,
            Some(Tags::Any) => true,
            Some(Tags::Of(tags)) => tags.iter().any(|known| known.text == tag),
        }
    }
}

impl IfMatch {
    /// Whether the caller names a state.
    pub fn is_given(&self) -> bool {
        self.0.is_some()
    }

    /// 412 where the row is in another state: `answer` is what shows it.
    pub fn check<T: Serialize>(&self, answer: &T) -> Result<(), Problem> {
        let tags = match &self.0 {
            None | Some(Tags::Any) => return Ok(()),
            Some(Tags::Of(tags)) => tags,
        };
        let body = compact::to_vec(answer).map_err(|error| unwritable(&error))?;
        let now = quoted_hash(&body);
        let now = now.trim_matches('"');
        match tags.iter().any(|tag| !tag.is_weak && tag.text == now) {
            true => Ok(()),
            false => Err(failed(tags)),
        }
    }

    /// The version that is named; none for `*`, which is any. 428 where the header is absent.
    pub fn version<T: FromStr>(&self) -> Result<Option<T>, Problem> {
        let tags = match &self.0 {
            None => {
                let detail = "Send the `ETag` of the last answer as `If-Match`.";
                return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED).detail(detail));
            }
            Some(Tags::Any) => return Ok(None),
            Some(Tags::Of(tags)) => tags,
        };
        let strong = tags.iter().filter(|tag| !tag.is_weak);
        let mut versions = strong.filter_map(|tag| tag.text.parse().ok());
        match (versions.next(), versions.next()) {
            (None, _) => Err(failed(tags)),
            (version, None) => Ok(version),
            _ => Err(Problem::new(StatusCode::BAD_REQUEST).detail("`If-Match` names one version.")),
        }
    }

    /// 412: the row is in another state.
    pub fn failed() -> Problem {
        Problem::new(StatusCode::PRECONDITION_FAILED).detail(STALE)
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(IfMatch(read(&parts.headers, &IF_MATCH)))
    }
}

impl<S: Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(IfNoneMatch(read(&parts.headers, &IF_NONE_MATCH)))
    }
}

fn read(headers: &HeaderMap, name: &HeaderName) -> Option<Tags> {
    let mut values = headers.get_all(name).into_iter().peekable();
    values.peek()?;
    let mut all = Vec::new();
    let mut is_any = false;
    for value in values {
        match value.to_str().ok().and_then(parse) {
            Some(Tags::Any) => is_any = true,
            Some(Tags::Of(tags)) => all.extend(tags),
            None => return Some(Tags::Of(Vec::new())),
        }
    }
    Some(match (is_any, all.is_empty()) {
        (true, true) => Tags::Any,
        (true, false) => Tags::Of(Vec::new()),
        (false, _) => Tags::Of(all),
    })
}

/// 412, and why.
fn failed(tags: &[Tag]) -> Problem {
    let problem = IfMatch::failed();
    match tags {
        [] => problem.detail("`If-Match` holds entity tags in double quotes, or `*`."),
        _ => problem,
    }
}

/// `*`, or `"a", W/"b"`. A tag can hold commas.
fn parse(text: &str) -> Option<Tags> {
    let mut rest = text.trim();
    if rest == "*" {
        return Some(Tags::Any);
    }
    let mut tags = Vec::new();
    loop {
        let (is_weak, quoted) = match rest.strip_prefix("W/") {
            Some(quoted) => (true, quoted),
            None => (false, rest),
        };
        let (text, behind) = quoted.strip_prefix('"')?.split_once('"')?;
        let text = text.to_owned();
        tags.push(Tag { is_weak, text });
        rest = behind.trim_start();
        if rest.is_empty() {
            return Some(Tags::Of(tags));
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

/// The same for the same bytes in every process of one build, in quotes; another build may only ask for what it need not.
fn quoted_hash(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    let mut quoted = String::with_capacity(18);
    quoted.push('"');
    quoted.extend(hex::digits(hasher.finish()).map(char::from));
    quoted.push('"');
    quoted
}

fn unwritable(error: &serde_json::Error) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
        .reason(format!("the answer cannot be written as JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Option<Vec<(bool, String)>> {
        match parse(header)? {
            Tags::Any => None,
            Tags::Of(tags) => Some(
                tags.into_iter()
                    .map(|tag| (tag.is_weak, tag.text))
                    .collect(),
            ),
        }
    }

    #[test]
    fn headers_are_read_as_they_are_written() {
        let tag = |is_weak, text: &str| (is_weak, text.to_owned());
        assert_eq!(of("\"3\""), Some(vec![tag(false, "3")]));
        assert_eq!(
            of("W/\"a,b\" ,  \"\""),
            Some(vec![tag(true, "a,b"), tag(false, "")])
        );
        assert_eq!(parse(" * "), Some(Tags::Any));
        for wrong in [
            "",
            "3",
            "\"3",
            "\"3\" \"4\"",
            "\"3\",",
            "w/\"3\"",
            "*, \"3\"",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_state_is_found_by_what_shows_it() {
        let tag = quoted_hash(b"{\"id\":1}").replace('"', "");
        let only = |is_weak| {
            let text = tag.clone();
            IfMatch(Some(Tags::Of(vec![Tag { is_weak, text }])))
        };
        let (one, two) = (serde_json::json!({"id": 1}), serde_json::json!({"id": 2}));
        assert!(only(false).check(&one).is_ok());
        let status = |checked: Result<(), Problem>| checked.map_err(|problem| problem.status());
        assert_eq!(
            status(only(false).check(&two)),
            Err(StatusCode::PRECONDITION_FAILED)
        );
        assert_eq!(
            status(only(true).check(&one)),
            Err(StatusCode::PRECONDITION_FAILED),
            "a weak tag does not say that every byte is the same"
        );
        assert!(IfMatch(Some(Tags::Any)).check(&one).is_ok());
        assert!(IfNoneMatch(parse(&format!("W/\"{tag}\""))).has(&tag));
        assert!(!IfNoneMatch(None).has(&tag));
    }

    #[test]
    fn versions_are_numbers() {
        let version = |header: &str| {
            let version = IfMatch(parse(header)).version::<i64>();
            version.map_err(|problem| problem.status().as_u16())
        };
        assert_eq!(version("\"3\""), Ok(Some(3)));
        assert_eq!(version("*"), Ok(None));
        assert_eq!(version("\"x\", \"4\""), Ok(Some(4)));
        assert_eq!(version("\"x\""), Err(412));
        assert_eq!(version("W/\"3\""), Err(412));
        assert_eq!(version("\"3\", \"4\""), Err(400));
        assert_eq!(version("nothing"), Err(428));
    }
}
