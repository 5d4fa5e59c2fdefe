//! Whom statements are run for: what row-level security asks of the transaction that they stand in.
//!
//! In: a key and roles. Out: two settings of each transaction, which are gone with it, so that nothing of one caller is there for the
//! next one on the connection. They are bound as values: neither is ever part of a statement's text.

use std::sync::Arc;

use futures_util::future::join;
use futures_util::stream::TryStreamExt;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

/// Somebody for whom statements are run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Acting {
    /// Their key; empty for nobody in particular.
    principal: String,
    roles: Vec<String>,
}

/// The server writes the array, so that a role with a comma in it stays one.
const SET: &str = "SELECT set_config('rowtype.principal', $1, true), set_config('rowtype.roles', $2::text[]::text, true)";

impl Acting {
    pub(super) fn new(principal: Option<&str>, roles: &[String]) -> Arc<Self> {
        Arc::new(Acting {
            principal: principal.unwrap_or_default().to_owned(),
            roles: roles.to_vec(),
        })
    }

    /// Begins a transaction for them: both statements are sent together. Where the second fails, so does every one after it.
    pub(super) async fn begin(&self, client: &Client, begin: &str) -> Result<(), Error> {
        let (begun, set) = join(client.batch_execute(begin), self.set(client)).await;
        begun.and(set)
    }

    async fn set(&self, client: &Client) -> Result<(), Error> {
        let values: [(&(dyn ToSql + Sync), Type); 2] = [
            (&self.principal, Type::TEXT),
            (&self.roles, Type::TEXT_ARRAY),
        ];
        let rows = client.query_typed_raw(SET, values).await?;
        rows.try_for_each(|_| std::future::ready(Ok(()))).await
    }
}
