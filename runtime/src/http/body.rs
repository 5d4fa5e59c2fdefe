//! JSON bodies: everything that is wrong with one, in one answer.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::body::{Body, BodyField};
use crate::http::identity::Principal;
use crate::http::json;
use crate::http::problem::Problem;
use crate::violations::Violations;

/// A body that has been read and checked.
///
/// What is not JSON is 415, what cannot be parsed 400. Keys that are unknown, missing or null where they may not be, and
/// values of a wrong type, are 422, all in one answer; then come the rules of [`Body::validate`].
#[derive(Clone, Copy, Debug)]
pub struct JsonBody<T>(pub T);

impl<S: Send + Sync, T: Body + DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read(&received(request, state).await?).map(JsonBody)
    }
}

/// A body that has been parsed and not yet read: the path has a part of it.
#[derive(Clone, Debug)]
pub struct JsonObject(Map<String, Value>);

impl JsonObject {
    /// Adds what the path says, or who is asking. The body must not say it as well.
    pub fn with<T: Serialize>(mut self, key: &str, value: &T) -> Result<Self, Problem> {
        let value = written(value)?;
        match self.0.insert(key.to_owned(), value) {
            None => Ok(self),
            Some(_) => {
                let mut violations = Violations::new();
                violations.push(key, "unknown", "is not a field of this body");
                Err(Problem::from(violations))
            }
        }
    }

    /// 403 where the body has a key that only one of these roles may write.
    pub fn reserve(
        self,
        key: &str,
        principal: &Principal,
        roles: &[&str],
    ) -> Result<Self, Problem> {
        if !self.0.contains_key(key) || principal.has_any_role(roles) {
            return Ok(self);
        }
        let mut violations = Violations::new();
        violations.push(key, "role", "may not be written by this caller");
        Err(Problem::of_violations(StatusCode::FORBIDDEN, violations))
    }

    /// Reads and checks the whole, as [`JsonBody`] does.
    pub fn read<T: Body + DeserializeOwned>(self) -> Result<T, Problem> {
        read_object(self.0)
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonObject {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        parse(&received(request, state).await?).map(JsonObject)
    }
}

/// What the path says, or who is asking, as JSON.
pub(super) fn written<T: Serialize>(value: &T) -> Result<Value, Problem> {
    serde_json::to_value(value).map_err(|error| {
        let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
        problem.reason(format!("a key cannot be written as JSON: {error}"))
    })
}

/// The bytes of a body that is said to be JSON.
pub(super) async fn received<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<Bytes, Problem> {
    if !is_json(request.headers()) {
        let detail = "The body must be application/json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(detail));
    }
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| Problem::new(rejection.status()))
}

fn read<T: Body + DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    read_object(parse(bytes)?)
}

pub(super) fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let unparsable =
        |message| Problem::new(StatusCode::BAD_REQUEST).detail(format!("Not JSON: {message}."));
    match json::parse(bytes).map_err(unparsable)? {
        Value::Object(object) => Ok(object),
        _ => {
            let wrong = Problem::new(StatusCode::UNPROCESSABLE_ENTITY);
            Err(wrong.error("", "type", "must be an object"))
        }
    }
}

fn read_object<T: Body + DeserializeOwned>(object: Map<String, Value>) -> Result<T, Problem> {
    Ok(checked(object)?)
}

/// Reads and checks an object.
pub(super) fn checked<T: Body + DeserializeOwned>(
    mut object: Map<String, Value>,
) -> Result<T, Violations> {
    let mut violations = Violations::new();
    check_keys(T::FIELDS, &object, &mut violations);
    for field in T::FIELDS {
        if let Some(value) = object.get_mut(field.name) {
            check_value(field, value, &mut violations);
        }
    }
    violations.finish()?;
    let body: T = serde_json::from_value(Value::Object(object)).map_err(|error| {
        let mut violations = Violations::new();
        violations.push_at("", "type", describe(&error.to_string()));
        violations
    })?;
    body.validate()?;
    Ok(body)
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    matches!(
        media_type.as_str(),
        "application/json" | "application/merge-patch+json"
    )
}

fn check_keys(fields: &[BodyField], object: &Map<String, Value>, violations: &mut Violations) {
    for key in object.keys() {
        if !fields.iter().any(|field| field.name == key) {
            violations.push(key, "unknown", "is not a field of this body");
        }
    }
    for field in fields {
        if field.required && !object.contains_key(field.name) {
            violations.push(field.name, "required", "is required");
        }
    }
}

fn check_value(field: &BodyField, value: &mut Value, violations: &mut Violations) {
    if value.is_null() {
        if !field.nullable {
            violations.push(field.name, "null", "must not be null");
        }
        return;
    }
    if has_nul(value) {
        violations.push(field.name, "nul", "must not contain the character NUL");
        return;
    }
    let Err(message) = (field.check)(value) else {
        return;
    };
    let whole = with_whole_numbers(value);
    match (field.check)(&whole) {
        Ok(()) => *value = whole,
        Err(_) => violations.push(field.name, "type", describe(&message)),
    }
}

/// Whether a text in a value has the character NUL, which databases do not take.
pub(super) fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(object) => object
            .iter()
            .any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}

/// JSON does not tell `1.0` from `1`; where an integer is wanted, they are the same.
fn with_whole_numbers(value: &Value) -> Value {
    /// Below it every whole number is exact as a float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Array(items) => items.iter().map(with_whole_numbers).collect(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() <= EXACT => (float as i64).into(),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// What chrono says of a text that is no date or time.
const NO_TIME: [&str; 4] = [
    "premature end of input",
    "trailing input",
    "input contains invalid characters",
    "input is out of range",
];

/// Serde's words, for people who do not know Rust.
fn describe(message: &str) -> String {
    let Some((_, expected)) = message.split_once("expected ") else {
        return match NO_TIME.iter().any(|words| message.starts_with(words)) {
            true => "must be a date or time in the form of the example".to_owned(),
            false => format!("is not valid: {message}"),
        };
    };
    match expected {
        "i8" | "i16" | "i32" | "i64" => {
            format!("must be an integer of {} bits", &expected[1..])
        }
        "u8" | "u16" | "u32" | "u64" => {
            format!("must be an integer of {} bits from 0 on", &expected[1..])
        }
        "f32" | "f64" => "must be a number".to_owned(),
        "a string" | "a borrowed string" => "must be a string".to_owned(),
        expected => format!("must be {}", expected.replace('`', "")),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// A field of each kind.
    #[derive(Debug, Deserialize, PartialEq)]
    struct Kinds {
        small: i16,
        large: i64,
        single: f32,
        double: f64,
        #[serde(default)]
        list: Vec<i32>,
        #[serde(default)]
        any: Option<Value>,
    }

    impl Body for Kinds {
        const FIELDS: &'static [BodyField] = &[
            BodyField::required::<i16>("small"),
            BodyField::required::<i64>("large"),
            BodyField::required::<f32>("single"),
            BodyField::required::<f64>("double"),
            BodyField::optional::<Vec<i32>>("list"),
            BodyField::nullable::<Value>("any"),
        ];

        fn validate(&self) -> Result<(), Violations> {
            Ok(())
        }
    }

    fn details(body: &str) -> Vec<String> {
        let problem = read::<Kinds>(body.as_bytes()).expect_err("something is wrong");
        problem
            .errors()
            .iter()
            .map(|error| format!("{} {}", error.pointer, error.detail))
            .collect()
    }

    #[test]
    fn whole_numbers_are_integers_however_they_are_written() {
        let body = r#"{"small": 1.0, "large": 1e3, "single": 1, "double": 2, "list": [1.0, 2], "any": 1.0}"#;
        let kinds: Kinds = read(body.as_bytes()).expect("all is well");
        assert_eq!(
            (kinds.small, kinds.large, kinds.list),
            (1, 1000, vec![1, 2])
        );
        assert_eq!(kinds.any, Some(Value::from(1.0)));
    }

    #[test]
    fn numbers_that_do_not_fit_are_told_in_words() {
        let body = r#"{"small": 32768, "large": 9223372036854775808, "single": 1e39, "double": "1", "list": [1.5]}"#;
        let wanted = [
            "/small must be an integer of 16 bits",
            "/large must be an integer of 64 bits",
            "/single must be a number of 32 bits",
            "/double must be a number",
            "/list must be an integer of 32 bits",
        ];
        assert_eq!(details(body), wanted);
    }

    #[test]
    fn nul_is_found_inside_of_values() {
        let body =
            r#"{"small": 1, "large": 1, "single": 1, "double": 1, "any": {"a": ["\u0000"]}}"#;
        assert_eq!(details(body), ["/any must not contain the character NUL"]);
    }
}
