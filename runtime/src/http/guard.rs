//! What stands around every request: its id, its time limit, its transaction, and what becomes of a panic.

use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(feature = "postgres")]
use std::time::SystemTime;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::count::counted;
use crate::http::problem::Problem;
use crate::http::transaction::Slot;
#[cfg(feature = "postgres")]
use crate::http::written;
use crate::observe::{Event, tell};

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the guard must know of the service.
pub(super) struct Guard {
    pub(super) timeout: Option<Duration>,
    pub(super) prefix: String,
    pub(super) has_request_ids: bool,
}

/// A request, for those who are told of it.
struct Asked {
    id: String,
    /// Its method and path: `GET /users/7`.
    line: String,
    /// Its method and route: `GET /users/{id}`.
    route: String,
}

/// Runs a request.
pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = Asked {
        id: request_id(&request, guard.has_request_ids),
        line: format!("{} {}", request.method(), request.uri().path()),
        route: route(&request),
    };
    let start = Instant::now();
    #[cfg(feature = "postgres")]
    let (session, began) = (written::session(request.headers()), SystemTime::now());
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let run = async { slot.end(next.run(request).await).await };
    let run = AssertUnwindSafe(run).catch_unwind();
    #[cfg(feature = "postgres")]
    let run = session.within(run);
    #[cfg(feature = "tracing")]
    let (span, run) = traced(&asked, run);
    let (outcome, statements) = counted(within(guard.timeout, run)).await;
    let response = match outcome {
        Some(Ok(response)) => response,
        Some(Err(panic)) => of_panic(&*panic).into_response(),
        None => Problem::new(StatusCode::GATEWAY_TIMEOUT)
            .reason("the request took too long")
            .into_response(),
    };
    let mut response = match response.extensions().get::<Problem>().cloned() {
        Some(problem) if response.status().is_server_error() => of_failure(problem, &asked),
        Some(problem) => {
            tell_refusal(&problem, &asked);
            response
        }
        None => response,
    };
    #[cfg(feature = "tracing")]
    span.record("status", response.status().as_u16());
    report(&asked, response.status(), start.elapsed(), &statements);
    add_prefix(&guard.prefix, &mut response);
    let headers = response.headers_mut();
    #[cfg(feature = "postgres")]
    written::remember(&session, began, headers);
    if let Ok(id) = HeaderValue::from_str(&asked.id)
        && guard.has_request_ids
    {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// What comes of work; none where it takes longer than it may.
async fn within<F: Future>(timeout: Option<Duration>, work: F) -> Option<F::Output> {
    match timeout {
        Some(timeout) => tokio::time::timeout(timeout, work).await.ok(),
        None => Some(work.await),
    }
}

/// A request's span, around the spans of its statements.
#[cfg(feature = "tracing")]
fn traced<F: Future>(
    asked: &Asked,
    work: F,
) -> (tracing::Span, impl Future<Output = F::Output> + use<F>) {
    let span = tracing::info_span!(
        target: "rowtype",
        "request",
        route = asked.route,
        request_id = asked.id,
        // The name of the span where OpenTelemetry is told of it.
        otel.name = asked.route,
        status = tracing::field::Empty,
    );
    let work = tracing::Instrument::instrument(work, span.clone());
    (span, work)
}

/// The request's method and route. Of what a caller may invent nothing is left in it.
fn route(request: &Request) -> String {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    let method = KNOWN.iter().find(|method| *method == request.method());
    let path = request.extensions().get::<MatchedPath>();
    format!(
        "{} {}",
        method.map_or("*", Method::as_str),
        path.map_or("*", MatchedPath::as_str)
    )
}

/// From so often on, one statement in one request is one too many: its rows could come at once.
const OFTEN: usize = 10;

fn report(asked: &Asked, status: StatusCode, elapsed: Duration, statements: &[&'static str]) {
    let request = asked.line.as_str();
    tell(Event::Request {
        request,
        route: &asked.route,
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
fn of_failure(problem: Problem, asked: &Asked) -> Response {
    let message = problem
        .reason_text()
        .unwrap_or("for a reason that nobody gave");
    tell(Event::Failure {
        request_id: &asked.id,
        request: &asked.line,
        message,
    });
    problem
        .instance(format!("urn:request:{}", asked.id))
        .into_response()
}

/// Tells the log why somebody was not let in.
fn tell_refusal(problem: &Problem, asked: &Asked) {
    let status = problem.status();
    if !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return;
    }
    if let Some(message) = problem.reason_text() {
        tell(Event::Refusal {
            request_id: &asked.id,
            request: &asked.line,
            status: status.as_u16(),
            message,
        });
    }
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

/// The id that the caller or a proxy gave, if it counts and is harmless, or a new one.
fn request_id(request: &Request, counts: bool) -> String {
    let is_harmless = |id: &&str| {
        let mut bytes = id.bytes();
        (1..=64).contains(&id.len())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    let given = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .filter(|id| counts && is_harmless(id));
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
