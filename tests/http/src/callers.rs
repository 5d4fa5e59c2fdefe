//! Callers by tokens that say all of them: `1` is somebody with the key 1, `1,editor` the same with a role.

use rowtype_runtime::http::{Authenticate, Parts, Principal, Problem};
use serde_json::Value;

use crate::client::{Answer, Request};
use crate::service::Running;

/// Believes what a token says.
pub struct Callers;

impl Authenticate for Callers {
    async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
        let header = parts.headers.get("authorization");
        let token = header.and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
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
    token: Option<&'a str>,
}

impl<'a> Caller<'a> {
    /// Somebody with a token.
    pub fn known(running: &'a Running, token: &'a str) -> Self {
        Caller {
            running,
            token: Some(token),
        }
    }

    /// Somebody without.
    pub fn unknown(running: &'a Running) -> Self {
        Caller {
            running,
            token: None,
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
        if let Some(token) = self.token {
            let header = ("Authorization".to_owned(), format!("Bearer {token}"));
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
