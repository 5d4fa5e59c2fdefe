//! The service as a whole, in the making: routes, identity, and the pieces that stand around them.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};

use crate::http::concurrency::Places;
use crate::http::database::Database;
use crate::http::guard::{Guard, guard};
use crate::http::health::{self, Draining};
use crate::http::identity::{AllowAll, Authenticate, Identity};
#[cfg(all(feature = "hash", feature = "jwt"))]
use crate::http::identity::{SignIn, Tokens};
use crate::http::problem::Problem;
use crate::http::serve::StartError;
use crate::http::{docs, metrics, origins};
use crate::observe::{Event, tell};

/// The OpenAPI document, in both forms.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// `openapi.json`.
    pub json: &'static str,
    /// `openapi.yaml`.
    pub yaml: &'static str,
}

/// A service in the making.
///
/// ```no_run
/// # async fn serve(db: rowtype_runtime::sqlite::Db, document: rowtype_runtime::http::Document)
/// # -> Result<(), rowtype_runtime::http::StartError> {
/// # let routes = rowtype_runtime::http::Router::new();
/// use rowtype_runtime::http::Service;
///
/// Service::new(db, document).routes(routes).allow_all().run("127.0.0.1:3000").await
/// # }
/// ```
///
/// Around the routes stand the [`Piece`]s, with values that are safe to begin with. Each has a method where there is something
/// to choose, and each can be left out:
///
/// ```
/// # fn build(db: rowtype_runtime::sqlite::Db, document: rowtype_runtime::http::Document)
/// # -> Result<axum::Router, rowtype_runtime::http::StartError> {
/// # let routes = rowtype_runtime::http::Router::new();
/// use std::time::Duration;
///
/// use rowtype_runtime::http::{Piece, Service};
///
/// let api = Service::new(db, document)
///     .routes(routes)
///     .allow_all()
///     .prefix("/api")
///     .body_limit(64 * 1024)
///     .request_timeout(Duration::from_secs(5))
///     .concurrency_limit(200)
///     .allow_origins(["https://app.example.com"])
///     .without(Piece::Docs)
///     .without(Piece::Metrics)
///     .router()?;
/// // An ordinary router: part of another one, with layers of its own.
/// Ok(axum::Router::new().nest("/v1", api))
/// # }
/// ```
pub struct Service<D> {
    db: D,
    document: Document,
    routes: Router<D>,
    pub(super) prefix: String,
    identity: Option<Identity>,
    #[cfg(all(feature = "hash", feature = "jwt"))]
    sign_in: Option<SignIn>,
    #[cfg(all(feature = "hash", feature = "jwt"))]
    needs_tokens: bool,
    body_limit: usize,
    request_timeout: Duration,
    concurrency_limit: usize,
    origins: Vec<String>,
    left_out: Vec<Piece>,
    pub(super) drain_delay: Duration,
    pub(super) drain_timeout: Duration,
    pub(super) draining: Draining,
}

/// What stands around the routes of a [`Service`] unless it is [left out](Service::without).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece {
    /// A body of more than 1 MiB, or than [`Service::body_limit`], is 413.
    BodyLimit,
    /// A request that takes longer than 30 seconds, or than [`Service::request_timeout`], is 504, and its statement is stopped.
    RequestTimeout,
    /// Of more than 1024 requests at a time, or than [`Service::concurrency_limit`], one more is 503.
    ConcurrencyLimit,
    /// Each answer has an `X-Request-Id`: the one that the request came with, or a new one.
    RequestIds,
    /// Browsers are told to do nothing with answers but read them.
    SecurityHeaders,
    /// Answers of a kilobyte and more are sent in gzip to those who take it. There only with the feature `compression`.
    Compression,
    /// `/livez` and `/readyz`.
    Health,
    /// `/metrics`: how often, how long and with which outcome each route answered and each statement ran, in Prometheus' text
    /// format. Of values it tells nothing.
    Metrics,
    /// `/docs`, `/openapi.json` and `/openapi.yaml`.
    Docs,
}

impl<D: Database> Service<D> {
    /// A service without routes, which does not start before it is told who may come in.
    pub fn new(db: D, document: Document) -> Self {
        Service {
            db,
            document,
            routes: Router::new(),
            prefix: String::new(),
            identity: None,
            #[cfg(all(feature = "hash", feature = "jwt"))]
            sign_in: None,
            #[cfg(all(feature = "hash", feature = "jwt"))]
            needs_tokens: false,
            body_limit: 1024 * 1024,
            request_timeout: Duration::from_secs(30),
            concurrency_limit: 1024,
            origins: Vec::new(),
            left_out: Vec::new(),
            drain_delay: Duration::from_millis(500),
            drain_timeout: Duration::from_secs(30),
            draining: Draining::default(),
        }
    }

    /// Adds routes: the generated ones, or others beside them.
    pub fn routes(mut self, routes: Router<D>) -> Self {
        self.routes = self.routes.merge(routes);
        self
    }

    /// Mounts everything under a path: `/api`.
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.prefix = prefix.trim_end_matches('/').to_owned();
        self
    }

    /// Who may come in.
    pub fn authenticate(mut self, authenticate: impl Authenticate) -> Self {
        self.identity = Some(Identity::new(authenticate));
        self
    }

    /// How `POST /token` signs its tokens, where the document has that operation.
    #[cfg(all(feature = "hash", feature = "jwt"))]
    pub fn tokens(mut self, tokens: Tokens) -> Self {
        self.sign_in = Some(SignIn::new(tokens));
        self
    }

    /// Does not start without [`Service::tokens`].
    #[cfg(all(feature = "hash", feature = "jwt"))]
    pub fn needs_tokens(mut self) -> Self {
        self.needs_tokens = true;
        self
    }

    /// Lets everybody in, and says so at the start.
    pub fn allow_all(self) -> Self {
        let message = "auth = \"none\": everybody may read and change everything";
        tell(Event::Warning { message });
        self.authenticate(AllowAll)
    }

    /// How many bytes a body may have; 1 MiB unless said otherwise.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How long a request may take; 30 seconds unless said otherwise.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request_timeout = timeout;
        self
    }

    /// How many requests may be under way at a time; 1024 unless said otherwise. One more is not kept waiting: it is 503 at
    /// once, and may come again. `/livez`, `/readyz` and `/metrics` are always answered.
    pub fn concurrency_limit(mut self, requests: usize) -> Self {
        self.concurrency_limit = requests;
        self
    }

    /// Lets scripts of pages from these origins (`https://app.example.com`) call the service: CORS, which is off unless
    /// origins are given. `*` is every origin. Cookies are not sent along; whoever needs that puts a layer of
    /// `tower_http::cors` around the [router](Service::router).
    pub fn allow_origins<'o>(mut self, origins: impl IntoIterator<Item = &'o str>) -> Self {
        let origins = origins.into_iter().map(str::to_owned);
        self.origins.extend(origins);
        self
    }

    /// Leaves out one of the pieces that stand around the routes.
    pub fn without(mut self, piece: Piece) -> Self {
        self.left_out.push(piece);
        self
    }

    /// How long `/readyz` says no before a stopping service takes no more connections; half a second unless said
    /// otherwise. Whatever sends it requests should ask more often than that.
    pub fn drain_delay(mut self, delay: Duration) -> Self {
        self.drain_delay = delay;
        self
    }

    /// How long a stopping service then waits for the requests that are under way; 30 seconds unless said otherwise. What
    /// takes longer is given up, and rolled back.
    pub fn drain_timeout(mut self, timeout: Duration) -> Self {
        self.drain_timeout = timeout;
        self
    }

    /// The router, for tests and for services that are part of another.
    pub fn router(self) -> Result<Router, StartError> {
        let identity = self.identity.clone().ok_or(StartError::NoIdentity)?;
        #[cfg(all(feature = "hash", feature = "jwt"))]
        if self.needs_tokens && self.sign_in.is_none() {
            return Err(StartError::NoTokens);
        }
        let cors = origins::layer(&self.origins)?;
        let around = self.around(identity);
        let router = self
            .mounted()
            .layer(middleware::from_fn_with_state(around, guard));
        #[cfg(feature = "compression")]
        let router = match self.has(Piece::Compression) {
            true => router.layer(crate::http::compression::layer()),
            false => router,
        };
        let router = match cors {
            Some(cors) => router.layer(cors),
            None => router,
        };
        Ok(router.with_state(self.db))
    }

    pub(super) fn db(&self) -> &D {
        &self.db
    }

    pub(super) fn has(&self, piece: Piece) -> bool {
        !self.left_out.contains(&piece)
    }

    fn around(&self, identity: Identity) -> Arc<Guard> {
        let timeout = self.has(Piece::RequestTimeout);
        Arc::new(Guard {
            identity,
            #[cfg(all(feature = "hash", feature = "jwt"))]
            sign_in: self.sign_in.clone(),
            body_limit: match self.has(Piece::BodyLimit) {
                true => DefaultBodyLimit::max(self.body_limit),
                false => DefaultBodyLimit::disable(),
            },
            timeout: timeout.then_some(self.request_timeout),
            places: self.has(Piece::ConcurrencyLimit).then(|| {
                let paths = ALWAYS_ANSWERED.iter();
                let paths = paths.map(|path| format!("{}{path}", self.prefix));
                Places::new(self.concurrency_limit, paths.collect())
            }),
            prefix: self.prefix.clone(),
            has_request_ids: self.has(Piece::RequestIds),
            has_security_headers: self.has(Piece::SecurityHeaders),
        })
    }

    /// All routes, under the prefix.
    fn mounted(&self) -> Router<D> {
        let mut routes = self.routes.clone();
        if self.has(Piece::Docs) {
            routes = routes.merge(docs::routes(self.document));
        }
        if self.has(Piece::Health) {
            routes = routes.merge(health::routes(self.draining.clone()));
        }
        if self.has(Piece::Metrics) {
            routes = routes.merge(metrics::routes());
        }
        let routes = routes
            .fallback(not_found)
            .method_not_allowed_fallback(method_not_allowed);
        match self.prefix.as_str() {
            "" => routes,
            prefix => Router::new().nest(prefix, routes).fallback(not_found),
        }
    }
}

/// What is answered however many requests are under way.
const ALWAYS_ANSWERED: [&str; 3] = ["/livez", "/readyz", "/metrics"];

async fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND).detail("There is nothing at this path.")
}

/// Axum adds the `Allow` header.
async fn method_not_allowed(method: Method) -> Response {
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    Problem::new(StatusCode::METHOD_NOT_ALLOWED).into_response()
}
