//! The reference service for callers with bearer tokens, and that nothing of it is open to others.

use rowtype_runtime::http::JwtBearer;
use rowtype_runtime::sqlite::Db;

use crate::client::Request;
use crate::on_sqlite::start_with;
use crate::reads::path_values;
use crate::service::Running;
use crate::writes::example;

/// The code that is generated for `auth = "bearer"`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod blog {
    include!(concat!(env!("OUT_DIR"), "/guarded/generated.rs"));
}

const SECRET: &str = "a secret that only this test has";

/// A token for user 1 that does not end before the year 2100: `{"sub":"1","exp":4102444800}`.
const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ.buKQrcJUYEeNpCGKS3E5UGP_kHEsxZa7knL08g9CQDs";

/// A running service with the seeds in its database, which knows callers by their tokens.
pub fn start() -> Running {
    let mut running = start_with(|db: Db| {
        let identity = JwtBearer::hs256(SECRET.as_bytes()).expect("a secret that is long enough");
        blog::http::service(db).authenticate(identity)
    });
    running.token = Some(TOKEN.to_owned());
    running
}

/// Every operation with a good token, where it only reads, without a token, and with a wrong one.
pub fn is_closed(mut running: Running) {
    let requests: Vec<(String, Request)> = running
        .document
        .operations()
        .into_iter()
        .map(|operation| {
            let path = running.path(operation, &path_values(&running, operation));
            let mut request = Request::new(operation.method, path);
            if operation.body_schema().is_some() {
                request = request.json(&example(&running, operation));
            }
            (operation.id().to_owned(), request)
        })
        .collect();
    for (id, request) in requests.iter().filter(|(_, one)| one.method == "GET") {
        let answer = running.call(running.operation(id), request);
        assert!(
            matches!(answer.status, 200 | 422),
            "{id}: {}",
            answer.text()
        );
    }
    let before = rows(&running);
    let wrong = TOKEN.replace("eyJzdWIiOiIxIi", "eyJzdWIiOiIyIi");
    assert_ne!(wrong, TOKEN);
    for (token, challenge) in [
        (None, "Bearer"),
        (Some(wrong), "Bearer error=\"invalid_token\""),
    ] {
        running.token = token;
        for (id, request) in &requests {
            let answer = running.call(running.operation(id), request);
            assert_eq!(answer.status, 401, "{id}: {}", answer.text());
            assert_eq!(answer.header("www-authenticate"), Some(challenge), "{id}");
            assert!(answer.json().get("detail").is_none(), "{id}");
        }
    }
    assert_eq!(before, rows(&running));
    // Whoever looks after the service, and whoever wants to know how to ask, need no token.
    running.token = None;
    for path in ["/livez", "/readyz", "/metrics", "/openapi.json", "/docs"] {
        let answer = running.send(&Request::new("GET", path));
        assert_eq!(answer.status, 200, "{path}");
    }
}

/// All rows of all tables, as text.
fn rows(running: &Running) -> Vec<Option<String>> {
    let tables = ["users", "posts", "comments", "tags", "post_tags"];
    let rows = tables.iter().flat_map(|table| {
        let columns = running.database.columns(table);
        let columns: Vec<String> = columns
            .iter()
            .map(|(name, _)| format!("quote({name})"))
            .collect();
        let sql = format!("SELECT {} FROM {table}", columns.join(" || "));
        running.database.texts(&sql)
    });
    rows.collect()
}
