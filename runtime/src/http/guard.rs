//! What stands around every request: its id, its time limit, and what becomes of a panic.

use std::any::Any;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(feature = "postgres")]
use std::time::SystemTime;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::header::{LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::count::counted;
use crate::http::problem::Problem;
#[cfg(feature = "postgres")]
use crate::http::written;
use crate::observe::{Event, tell};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the guard must know of the service.
pub(super) struct Guard {
    pub(super) timeout: Duration,
    pub(super) prefix: String,
}

/// Runs a request.
pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id(&request);
    let line = format!("{} {}", request.method(), request.uri().path());
    let start = Instant::now();
    #[cfg(feature = "postgres")]
    let (session, began) = (written::session(request.headers()), SystemTime::now());
    let run = AssertUnwindSafe(next.run(request)).catch_unwind();
    #[cfg(feature = "postgres")]
    let run = session.within(run);
    let (outcome, statements) = counted(tokio::time::timeout(guard.timeout, run)).await;
    let response = match outcome {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => of_panic(&*panic).into_response(),
        Err(_) => Problem::new(StatusCode::GATEWAY_TIMEOUT)
            .reason("the request took too long")
            .into_response(),
    };
    let mut response = match response.extensions().get::<Problem>().cloned() {
        Some(problem) if response.status().is_server_error() => of_failure(problem, &id, &line),
        _ => response,
    };
    report(&line, response.status(), start.elapsed(), &statements);
    add_prefix(&guard.prefix, &mut response);
    let headers = response.headers_mut();
    #[cfg(feature = "postgres")]
    written::remember(&session, began, headers);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// From so often on, one statement in one request is one too many: its rows could come at once.
const OFTEN: usize = 10;

fn report(request: &str, status: StatusCode, elapsed: Duration, statements: &[&'static str]) {
    tell(Event::Request {
        request,
        status: status.as_u16(),
        elapsed,
        statements: statements.len(),
    });
    if let Some((name, times)) = most_frequent(statements).filter(|(_, times)| *times >= OFTEN) {
        let message = format!(
            "{request} ran {name} {times} times: ask for its rows at once, with a list (`sqlc.slice`) or a join"
        );
        tell(Event::Warning { message: &message });
    }
}

/// The statement that ran most often, and how often.
fn most_frequent(names: &[&'static str]) -> Option<(&'static str, usize)> {
    let mut times: HashMap<&'static str, usize> = HashMap::new();
    for name in names {
        *times.entry(name).or_default() += 1;
    }
    times
        .into_iter()
        .max_by_key(|(name, times)| (*times, *name))
}

/// Tells the log why, and the caller under which id.
fn of_failure(problem: Problem, id: &str, request: &str) -> Response {
    let message = problem
        .reason_text()
        .unwrap_or("for a reason that nobody gave");
    tell(Event::Failure {
        request_id: id,
        request,
        message,
    });
    problem
        .instance(format!("urn:request:{id}"))
        .into_response()
}

fn of_panic(panic: &(dyn Any + Send)) -> Problem {
    let message = panic.downcast_ref::<&str>().copied();
    let message = message.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let reason = format!(
        "a handler has panicked: {}",
        message.unwrap_or("without words")
    );
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).reason(reason)
}

/// Handlers do not know where they are mounted.
fn add_prefix(prefix: &str, response: &mut Response) {
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|location| location.to_str().ok());
    let location =
        location.and_then(|location| HeaderValue::from_str(&format!("{prefix}{location}")).ok());
    if let Some(location) = location {
        response.headers_mut().insert(LOCATION, location);
    }
}

/// The id that the caller or a proxy gave, if it is harmless, or a new one.
fn request_id(request: &Request) -> String {
    let is_harmless = |id: &&str| {
        let mut bytes = id.bytes();
        (1..=64).contains(&id.len())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    let given = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .filter(is_harmless);
    given.map_or_else(new_id, str::to_owned)
}

/// 128 bits that differ between processes and requests.
pub(super) fn new_id() -> String {
    static KEYS: LazyLock<(RandomState, RandomState)> = LazyLock::new(Default::default);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let hash = |key: &RandomState| {
        let mut hasher = key.build_hasher();
        hasher.write_u64(count);
        hasher.finish()
    };
    format!("{:016x}{:016x}", hash(&KEYS.0), hash(&KEYS.1))
}
