//! What stands around every request: its id, its place, its time limit, its transaction, and what becomes of a panic.
//!
//! All of it is one layer: the router copies what stands behind a layer for each request, once for each layer before it.

use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(feature = "postgres")]
use std::time::SystemTime;
use std::time::{Duration, Instant};

use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::count::counted;
use crate::http::concurrency::{Place, Places};
use crate::http::headers;
use crate::http::hex;
use crate::http::identity::Identity;
#[cfg(all(feature = "hash", feature = "jwt"))]
use crate::http::identity::SignIn;
use crate::http::problem::Problem;
use crate::http::transaction::Slot;
#[cfg(feature = "postgres")]
use crate::http::written;
use crate::metrics;
use crate::observe::{Event, are_requests_watched, tell};

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the guard must know of the service.
pub(super) struct Guard {
    pub(super) identity: Identity,
    #[cfg(all(feature = "hash", feature = "jwt"))]
    pub(super) sign_in: Option<SignIn>,
    pub(super) body_limit: DefaultBodyLimit,
    pub(super) timeout: Option<Duration>,
    pub(super) places: Option<Places>,
    pub(super) prefix: String,
    pub(super) has_request_ids: bool,
    pub(super) has_security_headers: bool,
}

/// What stands around a request, for its extractors.
#[derive(Clone)]
pub(super) struct Around {
    guard: Arc<Guard>,
    slot: Slot,
}

/// A request, for those who are told of it.
struct Asked {
    /// Readable.
    id: HeaderValue,
    method: Method,
    uri: Uri,
    /// The route that it took; none where there is none.
    route: Option<MatchedPath>,
}

/// Runs a request.
pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = Asked::of(&request, guard.has_request_ids);
    let start = Instant::now();
    #[cfg(feature = "postgres")]
    let (session, began) = (written::session(request.headers()), SystemTime::now());
    let slot = Slot::default();
    guard.body_limit.apply(&mut request);
    request.extensions_mut().insert(Around {
        guard: Arc::clone(&guard),
        slot: slot.clone(),
    });
    let place = guard.place(&asked);
    // It is large, and lies here: what stands around it would otherwise move it, or have room for it twice.
    let run = pin!(async {
        let _place = match place {
            Ok(place) => place,
            Err(problem) => return problem.into_response(),
        };
        slot.end(next.run(request).await).await
    });
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
    if guard.has_request_ids {
        headers.insert(REQUEST_ID, asked.id);
    }
    if guard.has_security_headers {
        headers::secure(headers);
    }
    response
}

impl Guard {
    /// The place of a request among those that may be under way; 503 where none is free.
    fn place(&self, asked: &Asked) -> Result<Option<Place<'_>>, Problem> {
        match &self.places {
            Some(places) if asked.route.is_some() => places.take(asked.uri.path()),
            _ => Ok(None),
        }
    }
}

impl Around {
    /// What stands around a request; nothing, where its route is not served by a [`Service`](crate::http::Service).
    pub(super) fn of(parts: &Parts) -> Option<&Self> {
        parts.extensions.get()
    }

    /// Who finds out who is asking.
    pub(super) fn identity(&self) -> &Identity {
        &self.guard.identity
    }

    /// How tokens are signed, where they are.
    #[cfg(all(feature = "hash", feature = "jwt"))]
    pub(super) fn sign_in(&self) -> Option<&SignIn> {
        self.guard.sign_in.as_ref()
    }

    /// Where the request's transaction lies.
    pub(super) fn slot(&self) -> &Slot {
        &self.slot
    }
}

impl Asked {
    fn of(request: &Request, has_id: bool) -> Self {
        Asked {
            id: request_id(request, has_id),
            method: request.method().clone(),
            uri: request.uri().clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    fn id(&self) -> &str {
        self.id.to_str().unwrap_or_default()
    }

    /// Its method and path: `GET /users/7`.
    fn line(&self) -> String {
        format!("{} {}", self.method, self.uri.path())
    }

    /// Its method and route. Of what a caller may invent nothing is left in it.
    fn route(&self) -> (&'static str, &str) {
        const KNOWN: [Method; 7] = [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ];
        const NAMES: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
        let known = KNOWN.iter().zip(NAMES);
        let method = known
            .filter(|(method, _)| **method == self.method)
            .map(|(_, name)| name)
            .next();
        let path = self.route.as_ref().map(MatchedPath::as_str);
        (method.unwrap_or("*"), path.unwrap_or("*"))
    }
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
    let (method, path) = asked.route();
    let route = format!("{method} {path}");
    let span = tracing::info_span!(
        target: "rowtype",
        "request",
        route,
        request_id = asked.id(),
        // The name of the span where OpenTelemetry is told of it.
        otel.name = route,
        status = tracing::field::Empty,
    );
    let work = tracing::Instrument::instrument(work, span.clone());
    (span, work)
}

/// From so often on, one statement in one request is one too many: its rows could come at once.
const OFTEN: usize = 10;

fn report(asked: &Asked, status: StatusCode, elapsed: Duration, statements: &[&'static str]) {
    let (method, path) = asked.route();
    metrics::count_request(method, path, status.as_u16(), elapsed);
    if are_requests_watched() {
        tell(Event::Request {
            request: &asked.line(),
            route: &format!("{method} {path}"),
            status: status.as_u16(),
            elapsed,
            statements: statements.len(),
        });
    }
    if statements.len() < OFTEN {
        return;
    }
    if let Some((name, times)) = most_frequent(statements).filter(|(_, times)| *times >= OFTEN) {
        let message = format!(
            "{} ran {name} {times} times: ask for its rows at once, with a list (`sqlc.slice`) or a join",
            asked.line()
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
        request_id: asked.id(),
        request: &asked.line(),
        message,
    });
    problem
        .instance(format!("urn:request:{}", asked.id()))
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
            request_id: asked.id(),
            request: &asked.line(),
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
fn request_id(request: &Request, counts: bool) -> HeaderValue {
    let is_harmless = |id: &&HeaderValue| {
        let mut bytes = id.as_bytes().iter();
        (1..=64).contains(&id.len())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(byte))
    };
    let given = request.headers().get(REQUEST_ID);
    let given = given.filter(|id| counts && is_harmless(id)).cloned();
    given.unwrap_or_else(new_id)
}

/// 128 bits that differ between processes and requests, in hexadecimal digits.
pub(super) fn new_id() -> HeaderValue {
    static KEYS: LazyLock<(RandomState, RandomState)> = LazyLock::new(Default::default);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let hash = |key: &RandomState| {
        let mut hasher = key.build_hasher();
        hasher.write_u64(count);
        hex::digits(hasher.finish())
    };
    let id = [hash(&KEYS.0), hash(&KEYS.1)];
    HeaderValue::from_bytes(id.as_flattened())
        .unwrap_or_else(|_| unreachable!("hexadecimal digits are ASCII"))
}
