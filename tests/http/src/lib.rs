//! Tests of a running service that know nothing but its document and its database.
//!
//! In: a [`Running`](service::Running) service. Out: a failed assertion with the request and the answer. Tables, routes,
//! bodies and bounds come from `/openapi.json`, so that a document that says too much fails here as much as a service
//! that does too little.

pub mod across;
pub mod alike;
pub mod assignment;
pub mod batches;
pub mod by_hand;
pub mod callers;
pub mod client;
pub mod club;
#[path = "../../document/mod.rs"]
pub mod document;
pub mod etags;
pub mod exports;
pub mod failures;
pub mod guarded;
pub mod hashes;
pub mod hidden_rows;
pub mod host;
pub mod hostile;
pub mod injection;
pub mod inside;
pub mod nested;
pub mod on_mariadb;
pub mod on_postgres;
pub mod on_sqlite;
pub mod owners;
pub mod presenters;
pub mod reads;
pub mod refusals;
pub mod roles;
pub mod secrets;
pub mod served;
pub mod service;
pub mod shapes;
pub mod sign_in;
pub mod stamps;
pub mod suite;
pub mod tenants;
pub mod unseen;
pub mod upserts;
pub mod walk;
pub mod watched;
pub mod writes;

/// Adds to the service of the case `writes` what only code can do.
macro_rules! with_restore {
    ($generated:ident, $db:ty) => {{
        use rowtype_runtime::http::{Json, PathValues, Problem, Router, State, post};

        async fn restore(
            State(db): State<$db>,
            path: PathValues,
        ) -> Result<Json<$generated::models::MemberAnswer>, Problem> {
            let member = $generated::tables::members::restore(&db, path.value("id")?).await?;
            Ok(Json(member.into()))
        }

        |db| {
            let routes = Router::new().route("/members/{id}/restore", post(restore));
            $generated::http::service(db).routes(routes)
        }
    }};
}

pub(crate) use with_restore;
