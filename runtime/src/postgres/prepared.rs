//! A statement as a connection runs it: by the name that it was prepared under, or without one.

use std::sync::Arc;

use futures_util::stream::TryStreamExt;
use tokio_postgres::types::{BorrowToSql, ToSql, Type};
use tokio_postgres::{Client, Error, Row, RowStream, Statement};

/// A statement whose parameters' types are known.
#[derive(Clone)]
pub(super) enum Prepared {
    /// The server keeps its plan.
    Named(Statement),
    /// It is sent with its text and types each time.
    Unnamed(Arc<str>, Arc<[Type]>),
}

impl Prepared {
    /// The types of the parameters.
    pub(super) fn types(&self) -> &[Type] {
        match self {
            Prepared::Named(statement) => statement.params(),
            Prepared::Unnamed(_, types) => types,
        }
    }

    /// Runs it for its rows.
    pub(super) async fn query<P: ToSql + BorrowToSql>(
        &self,
        client: &Client,
        values: impl ExactSizeIterator<Item = P>,
    ) -> Result<Vec<Row>, Error> {
        self.stream(client, values).await?.try_collect().await
    }

    /// Runs it for its rows, as they arrive.
    pub(super) async fn stream<P: ToSql + BorrowToSql>(
        &self,
        client: &Client,
        values: impl ExactSizeIterator<Item = P>,
    ) -> Result<RowStream, Error> {
        match self {
            Prepared::Named(statement) => client.query_raw(statement, values).await,
            Prepared::Unnamed(text, types) => {
                let values = values.zip(types.iter().cloned());
                client.query_typed_raw(text, values).await
            }
        }
    }

    /// Runs it for the number of rows that it gives or changes.
    pub(super) async fn execute<P: ToSql + BorrowToSql>(
        &self,
        client: &Client,
        values: impl ExactSizeIterator<Item = P>,
    ) -> Result<u64, Error> {
        match self {
            Prepared::Named(statement) => client.execute_raw(statement, values).await,
            Prepared::Unnamed(..) => {
                let mut rows = std::pin::pin!(self.stream(client, values).await?);
                while rows.try_next().await?.is_some() {}
                Ok(rows.rows_affected().unwrap_or_default())
            }
        }
    }
}
