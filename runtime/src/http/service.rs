//! The service as a whole: routes, identity, document, health, and how it starts and stops.

use std::fmt;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router, middleware};
use tokio::net::{TcpListener, ToSocketAddrs};

use crate::error::Result;
use crate::http::answer::Json;
use crate::http::docs;
use crate::http::guard::{Guard, guard};
use crate::http::principal::{AllowAll, Authenticate, Identity};
use crate::http::problem::Problem;
use crate::observe::{Event, tell};

/// What a service stands on.
pub trait Database: Clone + Send + Sync + 'static {
    /// Whether the database answers.
    fn ping(&self) -> impl Future<Output = Result<()>> + Send;
}

#[cfg(feature = "sqlite")]
impl Database for crate::sqlite::Db {
    fn ping(&self) -> impl Future<Output = Result<()>> + Send {
        self.ping()
    }
}

#[cfg(feature = "postgres")]
impl Database for crate::postgres::Db {
    fn ping(&self) -> impl Future<Output = Result<()>> + Send {
        self.ping()
    }
}

#[cfg(feature = "mysql")]
impl Database for crate::mysql::Db {
    fn ping(&self) -> impl Future<Output = Result<()>> + Send {
        self.ping()
    }
}

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
pub struct Service<D> {
    db: D,
    document: Document,
    routes: Router<D>,
    prefix: String,
    identity: Option<Identity>,
    body_limit: usize,
    request_timeout: Duration,
    drain_delay: Duration,
    is_draining: Arc<AtomicBool>,
}

/// Why a service does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// Nobody said who may come in: neither [`Service::authenticate`] nor [`Service::allow_all`] was called.
    NoIdentity,
    /// The address cannot be listened on, or listening failed.
    Listen(io::Error),
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
            body_limit: 1024 * 1024,
            request_timeout: Duration::from_secs(30),
            drain_delay: Duration::from_millis(500),
            is_draining: Arc::default(),
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

    /// How long `/readyz` says no before a stopping service takes no more connections; half a second unless said
    /// otherwise. Whatever sends it requests should ask more often than that.
    pub fn drain_delay(mut self, delay: Duration) -> Self {
        self.drain_delay = delay;
        self
    }

    /// The router, for tests and for services that are part of another.
    pub fn router(self) -> Result<Router, StartError> {
        let identity = self.identity.ok_or(StartError::NoIdentity)?;
        let health = Router::new()
            .route("/livez", get(|| async { healthy() }))
            .route("/readyz", get(ready::<D>))
            .layer(Extension(Draining(self.is_draining)));
        let routes = self
            .routes
            .merge(docs::routes(self.document))
            .merge(health)
            .fallback(not_found)
            .method_not_allowed_fallback(method_not_allowed)
            .layer(Extension(identity));
        let routes = match self.prefix.as_str() {
            "" => routes,
            prefix => Router::new().nest(prefix, routes).fallback(not_found),
        };
        let around = Arc::new(Guard {
            timeout: self.request_timeout,
            prefix: self.prefix,
        });
        Ok(routes
            .layer(DefaultBodyLimit::max(self.body_limit))
            .layer(middleware::from_fn_with_state(around, guard))
            .with_state(self.db))
    }

    /// Serves until the process is told to stop (SIGTERM, SIGINT). Then `/readyz` fails, after the delay no more
    /// connections are taken, and what is under way is finished.
    pub async fn run(self, address: impl ToSocketAddrs) -> Result<(), StartError> {
        let listener = TcpListener::bind(address)
            .await
            .map_err(StartError::Listen)?;
        self.serve(listener, stop_signal()).await
    }

    /// Serves on a listener until a future ends, as [`Service::run`] does.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), StartError> {
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let (is_draining, delay) = (Arc::clone(&self.is_draining), self.drain_delay);
        let base = format!("http://{address}{}", self.prefix);
        let message = format!("listening on {base}, described at {base}/docs");
        let router = self.router()?;
        tell(Event::Notice { message: &message });
        let stop = async move {
            stop.await;
            tell(Event::Notice {
                message: "stopping: what is under way is finished",
            });
            is_draining.store(true, Ordering::Relaxed);
            tokio::time::sleep(delay).await;
        };
        axum::serve(listener, router)
            .with_graceful_shutdown(stop)
            .await
            .map_err(StartError::Listen)
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::NoIdentity => f.write_str(
                "nobody said who may come in: call Service::authenticate, or, to let everybody in, set auth = \"none\" \
                 under [http] in rowtype.toml",
            ),
            StartError::Listen(error) => write!(f, "cannot listen: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StartError::NoIdentity => None,
            StartError::Listen(error) => Some(error),
        }
    }
}

/// Whether the service is stopping.
#[derive(Clone)]
struct Draining(Arc<AtomicBool>);

#[derive(serde::Serialize)]
struct Health {
    status: &'static str,
}

fn healthy() -> Json<Health> {
    Json(Health { status: "ok" })
}

async fn ready<D: Database>(
    State(db): State<D>,
    Extension(draining): Extension<Draining>,
) -> Result<Json<Health>, Problem> {
    let unavailable = Problem::new(StatusCode::SERVICE_UNAVAILABLE);
    if draining.0.load(Ordering::Relaxed) {
        return Err(unavailable
            .detail("The service is stopping.")
            .reason("asked for readiness while stopping"));
    }
    match db.ping().await {
        Ok(()) => Ok(healthy()),
        Err(error) => Err(unavailable
            .detail("The database does not answer.")
            .reason(error.to_string())),
    }
}

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

/// Ends when the process is told to stop.
async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    futures_util::future::select(std::pin::pin!(interrupt), std::pin::pin!(terminate)).await;
}
