//! A running service as its tests see it: an address, its document, and a way into its database that is not its own.
//!
//! Every call goes through [`Running::call`], which compares the answer with the document: an undocumented status, a
//! body that does not fit, or a word of the database's own in it fails the test.

use std::net::SocketAddr;

use serde_json::Value;

use crate::client::{Answer, Request, encoded};
use crate::document::{Document, Operation};

/// A way into the database beside the service.
pub trait Database {
    /// Runs statements.
    fn execute(&self, sql: &str);
    /// The first column of every row, as text; NULL is `None`.
    fn texts(&self, sql: &str) -> Vec<Option<String>>;
    /// The columns of a table that hold text, and all others, as (name, is text).
    fn columns(&self, table: &str) -> Vec<(String, bool)>;
}

/// A running service.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it says of itself.
    pub document: Document,
    /// The database behind it.
    pub database: Box<dyn Database>,
    /// The bearer token that requests are sent with.
    pub token: Option<String>,
    /// Keeps it running; dropped last.
    pub guard: Box<dyn std::any::Any>,
}

impl Running {
    /// Asks the service itself for its document.
    pub fn new(
        address: SocketAddr,
        database: Box<dyn Database>,
        guard: Box<dyn std::any::Any>,
    ) -> Running {
        let paths = ["/openapi.json", "/api/v1/openapi.json"].into_iter();
        let answers = paths.map(|path| Request::new("GET", path).send(address));
        let mut answers = answers.filter(|answer| answer.status == 200);
        let answer = answers
            .next()
            .expect("a document, with or without a prefix");
        Running {
            address,
            document: Document::parse(&answer.text()),
            database,
            token: None,
            guard,
        }
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Operation<'_> {
        let all = self.document.operations();
        let found = all.into_iter().find(|operation| operation.id() == id);
        found.unwrap_or_else(|| panic!("the document has no operation {id}"))
    }

    /// Sends a request without comparing the answer with anything.
    pub fn send(&self, request: &Request) -> Answer {
        let mut request = request.clone();
        if let Some(token) = &self.token {
            let header = ("Authorization".to_owned(), format!("Bearer {token}"));
            request.headers.push(header);
        }
        request.send(self.address)
    }

    /// Sends a request to an operation and compares the answer with the document.
    pub fn call(&self, operation: Operation<'_>, request: &Request) -> Answer {
        let answer = self.send(&known(operation, request));
        let what = format!(
            "{} {} {}",
            request.method,
            request.target,
            String::from_utf8_lossy(&request.body)
        );
        let said = format!("{what}\n-> {} {}", answer.status, answer.text());
        let responses = &operation.value["responses"];
        let Some(response) = responses.get(answer.status.to_string()) else {
            panic!("the document does not say that this can happen:\n{said}");
        };
        let response = self.document.resolve(response);
        assert_no_database_text(&answer, &said);
        match response["content"].get(answer.media_type()) {
            Some(content) => {
                let body = match answer.media_type() {
                    "text/csv" => Value::String(answer.text()),
                    _ => answer.json(),
                };
                let misfits = self.document.misfits(&content["schema"], &body);
                assert!(misfits.is_empty(), "{misfits:#?}\n{said}");
            }
            None => {
                assert!(
                    response["content"].is_null(),
                    "media type {:?} is not documented:\n{said}",
                    answer.media_type()
                );
                assert!(answer.body.is_empty(), "no body is documented:\n{said}");
            }
        }
        if answer.status >= 400 {
            assert_eq!(answer.media_type(), "application/problem+json", "{said}");
            assert_eq!(answer.json()["status"], answer.status, "{said}");
        }
        answer
    }

    /// The path of an operation with these values for its parameters, in order.
    pub fn path(&self, operation: Operation<'_>, values: &[String]) -> String {
        let mut path = operation.path.to_owned();
        let parameters = operation.parameters("path");
        assert_eq!(parameters.len(), values.len(), "{path}");
        for (parameter, value) in parameters.iter().zip(values) {
            let name = parameter["name"].as_str().expect("a name");
            path = path.replace(&format!("{{{name}}}"), &encoded(value));
        }
        format!("{}{path}", self.prefix())
    }

    /// What stands before every path: the document's server.
    fn prefix(&self) -> &str {
        let url = self.document.root()["servers"][0]["url"].as_str();
        url.unwrap_or_default().trim_end_matches('/')
    }

    /// The resources: what the document's tables and routes are.
    pub fn resources(&self) -> Vec<Resource<'_>> {
        let all = self.document.operations();
        let lists = all.iter().filter(|operation| {
            operation.method == "get" && operation.parameter("limit").is_some()
        });
        lists
            .map(|list| {
                let on_item = |method: &str| {
                    all.iter().copied().find(|one| {
                        one.method == method
                            && one.path.strip_prefix(list.path).is_some_and(|rest| {
                                rest.split('/').skip(1).count() > 0
                                    && rest.split('/').skip(1).all(|part| part.starts_with('{'))
                            })
                    })
                };
                Resource {
                    list: *list,
                    create: all
                        .iter()
                        .copied()
                        .find(|one| one.method == "post" && one.path == list.path),
                    get: on_item("get"),
                    update: on_item("patch"),
                    delete: on_item("delete"),
                }
            })
            .collect()
    }
}

/// A request that says that any state may be changed, where one must be named.
fn known(operation: Operation<'_>, request: &Request) -> Request {
    let mut request = request.clone();
    let headers = operation.parameters("header");
    let mut required = headers.iter().filter(|one| one["required"] == true);
    let is_given = |name: &str| {
        let mut given = request.headers.iter();
        given.any(|(given, _)| given.eq_ignore_ascii_case(name))
    };
    let missing = required.find(|one| one["name"] == "If-Match" && !is_given("If-Match"));
    if missing.is_some() {
        request
            .headers
            .push(("If-Match".to_owned(), "*".to_owned()));
    }
    request
}

/// The operations on one table or view, found by their paths.
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    /// GET of the collection.
    pub list: Operation<'a>,
    /// POST to it.
    pub create: Option<Operation<'a>>,
    /// GET of an item.
    pub get: Option<Operation<'a>>,
    /// PATCH of an item.
    pub update: Option<Operation<'a>>,
    /// DELETE of an item.
    pub delete: Option<Operation<'a>>,
}

impl<'a> Resource<'a> {
    /// The table's name: the path's last segment.
    pub fn table(&self) -> &'a str {
        self.list.path.rsplit('/').next().unwrap_or_default()
    }

    /// The key of a row: the values of the item's path parameters.
    pub fn key(&self, row: &Value) -> Vec<String> {
        let item = self.get.expect("a key needs an item path");
        item.parameters("path")
            .iter()
            .map(|parameter| {
                let name = parameter["name"].as_str().expect("a name");
                as_text(&row[name])
            })
            .collect()
    }
}

/// A JSON value as it stands in a path or a query.
pub fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What only a database or a driver says.
pub(crate) fn assert_no_database_text(answer: &Answer, said: &str) {
    if answer.status < 400 {
        return;
    }
    let body = answer.text().to_lowercase();
    for word in [
        "sqlite",
        "sqlstate",
        "postgres",
        "rusqlite",
        "mariadb",
        "mysql",
        "duplicate entry",
        "violates",
        "constraint failed",
        "syntax error",
        "select ",
        "insert into",
    ] {
        assert!(
            !body.contains(word),
            "an answer holds the database's own words ({word}):\n{said}"
        );
    }
}
