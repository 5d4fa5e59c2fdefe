//! `/livez` and `/readyz`: whether the process runs, and whether it should be sent requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Extension, Router};

use crate::http::answer::Json;
use crate::http::database::Database;
use crate::http::problem::Problem;

/// Whether the service is stopping.
#[derive(Clone, Default)]
pub(super) struct Draining(Arc<AtomicBool>);

impl Draining {
    pub(super) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(serde::Serialize)]
struct Health {
    status: &'static str,
}

pub(super) fn routes<D: Database>(draining: Draining) -> Router<D> {
    Router::new()
        .route("/livez", get(|| async { healthy() }))
        .route("/readyz", get(ready::<D>))
        .layer(Extension(draining))
}

fn healthy() -> Json<Health> {
    Json(Health { status: "ok" })
}

async fn ready<D: Database>(
    State(db): State<D>,
    Extension(draining): Extension<Draining>,
) -> Result<Json<Health>, Problem> {
    let unavailable = Problem::new(StatusCode::SERVICE_UNAVAILABLE);
    if draining.has_begun() {
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
