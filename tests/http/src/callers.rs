//! Callers by tokens that say all of them: `caller:1` is somebody with the key 1, `caller:1,editor` the same with a role.

use rowtype_runtime::http::{Authenticate, Parts, Principal, Problem};
use serde_json::Value;

use crate::client::{Answer, Request};
use crate::service::Running;

/// What a token of theirs begins with, so that one that a tool makes up is nobody's.
const BEGIN: &str = "caller:";

/// The token of somebody with this key and these roles.
pub fn token(who: &str) -> String {
    format!("{BEGIN}{who}")
}

/// The header with it.
pub fn bearer(who: &str) -> String {
    format!("Bearer {}", token(who))
}

/// Believes what a token says.
pub struct Callers;

impl Authenticate for Callers {
    async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
        let header = parts.headers.get("authorization");
        let token = header.and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
        let token = token.and_then(|token| token.strip_prefix(BEGIN));
        let Some(token) = token else {
            return Err(Problem::unauthorized("Bearer"));
        };
        let mut words = token.split(',').map(str::to_owned);
        Ok(Principal {
            id: words.next().filter(|id| !id.is_empty()),
            roles: words.collect(),
        })
    }
}

/// Somebody who asks a service; none: somebody who is not known.
pub struct Caller<'a> {
    running: &'a Running,
    header: Option<String>,
}

impl<'a> Caller<'a> {
    /// Somebody with a key and perhaps with roles, as [`Callers`] know them.
    pub fn known(running: &'a Running, who: &str) -> Self {
        Caller {
            running,
            header: Some(bearer(who)),
        }
    }

    /// Somebody with a token of another making.
    pub fn with_token(running: &'a Running, token: &str) -> Self {
        Caller {
            running,
            header: Some(format!("Bearer {token}")),
        }
    }

    /// Somebody without.
    pub fn unknown(running: &'a Running) -> Self {
        Caller {
            running,
            header: None,
        }
    }

    /// Asks for an operation by its id, with these values in the path and this behind it.
    pub fn ask(&self, id: &str, path: &[&str], more: &str, body: Option<&Value>) -> Answer {
        let operation = self.running.operation(id);
        let values: Vec<String> = path.iter().map(|value| (*value).to_owned()).collect();
        let path = self.running.path(operation, &values);
        let mut request = Request::new(operation.method, format!("{path}{more}"));
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(header) = &self.header {
            let header = ("Authorization".to_owned(), header.clone());
            request.headers.push(header);
        }
        self.running.call(operation, &request)
    }

    /// The answer's body of a GET that succeeds.
    pub fn get(&self, id: &str, path: &[&str], more: &str) -> Value {
        let answer = self.ask(id, path, more, None);
        assert_eq!(answer.status, 200, "{id}: {}", answer.text());
        answer.json()
    }

    /// The row that a POST makes.
    pub fn create(&self, id: &str, body: &Value) -> Value {
        let answer = self.ask(id, &[], "", Some(body));
        assert_eq!(answer.status, 201, "{id}: {}", answer.text());
        answer.json()
    }

    /// The status of an answer.
    pub fn status(&self, id: &str, path: &[&str], body: Option<&Value>) -> u16 {
        self.ask(id, path, "", body).status
    }
}
