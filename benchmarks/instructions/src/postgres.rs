//! The service on PostgreSQL, over a server that has prepared answers: what is counted is reading rows off the wire and writing JSON,
//! and what stands around it.

use axum::Router;
use rowtype_runtime::postgres::Db;

use crate::{Failure, server};

#[allow(missing_docs, dead_code, reason = "not all of it is measured")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/postgres/generated.rs"));
}

/// A service with one connection.
pub async fn service() -> Result<Router, Failure> {
    let address = server::start().await?;
    let url = format!("postgres://somebody@{address}/rows?connections=1&sslmode=disable");
    let db = Db::connect(&url).await?;
    Ok(generated::http::service(db).router()?)
}
