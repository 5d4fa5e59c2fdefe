//! Bodies with many rows: `{"items": [..]}`, of which all are written or none.
//!
//! In: a body. Out: what each item says, or all that is wrong with all of them in one answer, each with its place
//! (`/items/3/name`). The same for what a write of them has met.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::body::Body;
use crate::error::Error;
use crate::http::answer::Json;
use crate::http::body::{checked, parse, received, written};
use crate::http::identity::Principal;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::value::FromQuery;
use crate::page::Items;
use crate::violations::Violations;

/// How many rows one request may write.
const MAX_ITEMS: usize = 1000;
/// How many of them may have secrets: each takes some tens of milliseconds of a processor to hash.
const MAX_SECRETS: usize = 100;

/// The items of a body, parsed and not yet read. There is one at least, and 1000 at the most.
#[derive(Clone, Debug)]
pub struct JsonItems(Vec<Map<String, Value>>);

/// 201 with the rows that were made: `{items}`.
#[derive(Clone, Debug)]
pub struct CreatedItems<T>(pub Vec<T>);

impl JsonItems {
    /// No more than so many items as a request may have secrets hashed: 100.
    pub fn with_secrets(self) -> Result<Self, Problem> {
        match self.0.len() <= MAX_SECRETS {
            true => Ok(self),
            false => Err(wrong_number(MAX_SECRETS)),
        }
    }

    /// Adds who is asking to each item, which must not say it as well.
    pub fn with<T: Serialize>(mut self, key: &str, value: &T) -> Result<Self, Problem> {
        let value = written(value)?;
        let mut violations = Violations::new();
        for (at, item) in self.0.iter_mut().enumerate() {
            if item.insert(key.to_owned(), value.clone()).is_some() {
                let mut own = Violations::new();
                own.push(key, "unknown", "is not a field of this body");
                violations.extend(own.within(&place(at)));
            }
        }
        violations.finish()?;
        Ok(self)
    }

    /// 403 where an item has a key that only one of these roles may write.
    pub fn reserve(
        self,
        key: &str,
        principal: &Principal,
        roles: &[&str],
    ) -> Result<Self, Problem> {
        let mut violations = Violations::new();
        for (at, item) in self.0.iter().enumerate() {
            if item.contains_key(key) && !principal.has_any_role(roles) {
                let mut own = Violations::new();
                own.push(key, "role", "may not be written by this caller");
                violations.extend(own.within(&place(at)));
            }
        }
        match violations.is_empty() {
            true => Ok(self),
            false => Err(Problem::of_violations(StatusCode::FORBIDDEN, violations)),
        }
    }

    /// Reads and checks all items.
    pub fn read<T: Body + DeserializeOwned>(self) -> Result<Vec<T>, Problem> {
        let mut violations = Violations::new();
        let mut items = Vec::with_capacity(self.0.len());
        for (at, item) in self.0.into_iter().enumerate() {
            match checked(item) {
                Ok(item) => items.push(item),
                Err(wrong) => violations.extend(wrong.within(&place(at))),
            }
        }
        violations.finish()?;
        Ok(items)
    }

    /// Reads and checks all items, each of which has the key of a row beside what changes in it. 409 where two have the same, which no
    /// document can say.
    pub fn read_with_keys<K, T>(self) -> Result<Vec<(K, T)>, Problem>
    where
        K: Body + DeserializeOwned + PartialEq,
        T: Body + DeserializeOwned,
    {
        let (mut violations, mut repeated) = (Violations::new(), Violations::new());
        let mut items: Vec<(K, T)> = Vec::with_capacity(self.0.len());
        for (at, mut change) in self.0.into_iter().enumerate() {
            let fields = K::FIELDS.iter();
            let key: Map<String, Value> = fields
                .filter_map(|field| change.remove_entry(field.name))
                .collect();
            match (checked::<K>(key), checked(change)) {
                (Ok(key), Ok(_)) if items.iter().any(|(known, _)| *known == key) => {
                    let detail = "has the key of an item before it";
                    repeated.push_at(place(at), "duplicate", detail);
                }
                (Ok(key), Ok(change)) => items.push((key, change)),
                (key, change) => {
                    for wrong in key.err().into_iter().chain(change.err()) {
                        violations.extend(wrong.within(&place(at)));
                    }
                }
            }
        }
        violations.finish()?;
        match repeated.is_empty() {
            true => Ok(items),
            false => Err(Problem::of_violations(StatusCode::CONFLICT, repeated)),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonItems {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        items_of(parse(&received(request, state).await?)?).map(JsonItems)
    }
}

fn items_of(mut body: Map<String, Value>) -> Result<Vec<Map<String, Value>>, Problem> {
    let mut violations = Violations::new();
    let items = body.remove("items");
    for key in body.keys() {
        violations.push(key, "unknown", "is not a field of this body");
    }
    let mut objects = Vec::new();
    match items {
        Some(Value::Array(items)) if (1..=MAX_ITEMS).contains(&items.len()) => {
            for (at, item) in items.into_iter().enumerate() {
                match item {
                    Value::Object(object) => objects.push(object),
                    _ => violations.push_at(place(at), "type", "must be an object"),
                }
            }
        }
        Some(Value::Array(_)) => return Err(wrong_number(MAX_ITEMS)),
        Some(Value::Null) => violations.push("items", "null", "must not be null"),
        Some(_) => violations.push("items", "type", "must be a list"),
        None => violations.push("items", "required", "is required"),
    }
    violations.finish()?;
    Ok(objects)
}

/// The pointer to an item.
fn place(at: usize) -> String {
    format!("/items/{at}")
}

fn wrong_number(most: usize) -> Problem {
    let mut violations = Violations::new();
    let detail = format!("must have 1 to {most} items");
    violations.push("items", "count", detail);
    Problem::from(violations)
}

impl Query {
    /// A list of keys that must be there, each once; otherwise like [`Query::required`].
    pub fn keys<T: FromQuery + PartialEq>(&mut self, name: &str) -> Result<Vec<T>, Problem> {
        let keys = self.read(name, |text| {
            if text.split(',').count() > MAX_ITEMS {
                return Err(format!("must have at most {MAX_ITEMS} values"));
            }
            let mut keys = Vec::new();
            for word in text.split(',') {
                let key = T::from_query(word).map_err(|message| format!("each value {message}"))?;
                if keys.contains(&key) {
                    return Err("must have each value once".to_owned());
                }
                keys.push(key);
            }
            Ok(keys)
        });
        self.or_missing(name, keys)
    }
}

impl Problem {
    /// The problem of an error that a write of many of these bodies has met: it points at the item, where it is known which.
    pub fn of_items<T: Body>(error: Error) -> Self {
        if let Error::Missing(places) = &error {
            let missing = places.iter().map(|at| place(*at)).collect::<Vec<_>>();
            let problem = Problem::from(error);
            return missing.into_iter().fold(problem, |problem, pointer| {
                problem.error(pointer, "missing", "is no row that there is")
            });
        }
        let item = error.constraint().and_then(|constraint| constraint.item);
        let problem = Problem::of_body::<T>(error);
        match item {
            Some(at) => problem.map_errors(|error| error.pointer.insert_str(0, &place(at))),
            // A commit says what is wrong, not with which item.
            None => problem.map_errors(|error| {
                let field = std::mem::replace(&mut error.pointer, "/items".to_owned());
                error.detail = format!(
                    "{} of some item {}",
                    field.trim_start_matches('/'),
                    error.detail
                );
            }),
        }
    }

    /// The problem of an error that a write of rows by a list of keys has met, which is a parameter of the request.
    pub fn of_keys(name: &str, error: Error) -> Self {
        let missing = match &error {
            Error::Missing(places) => places.clone(),
            _ => Vec::new(),
        };
        let problem = Problem::from(error);
        missing.into_iter().fold(problem, |problem, at| {
            let detail = format!("value {} is the key of no row that there is", at + 1);
            problem.error(format!("/{name}"), "missing", detail)
        })
    }
}

impl<T: Serialize> IntoResponse for CreatedItems<T> {
    fn into_response(self) -> Response {
        let mut response = Json(Items { items: self.0 }).into_response();
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::CREATED;
        }
        response
    }
}
