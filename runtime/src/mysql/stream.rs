//! Rows as they arrive from the server.

use std::time::Instant;

use futures_util::stream::try_unfold;

use crate::error::{Error, Result};
use crate::mysql::Params;
use crate::mysql::lease::{Lease, Streaming};
use crate::mysql::row::Decoder;
use crate::mysql::transaction::Tx;
use crate::rows::Rows;
use crate::statement::Sql;

/// Whoever reads the rows decides how long that takes.
const UNLIMITED: &str = "SET net_write_timeout = 31536000 \
     /*M!100101 , max_statement_time = 0 */ /*!50708 , max_execution_time = 0 */; START TRANSACTION";

/// The rows of a statement on a connection of their own, in a transaction that may take as long as they do.
pub(super) async fn of_own<T: Send + 'static>(
    lease: Lease,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
) -> Result<Rows<'static, T>> {
    let (name, start) = (sql.name, Instant::now());
    lease.control("begin", UNLIMITED).await?;
    drop(lease.start(sql, params).await?);
    lease.is_being_read();
    // Boxed: it moves with each row.
    let stream = try_unfold(Box::new(lease), move |mut lease| async move {
        match lease.next_row(name, decode).await? {
            Some(row) => Ok(Some((row, lease))),
            None => finish(&lease).await.map(|()| None),
        }
    });
    Ok(Rows::new(name, start, stream))
}

async fn finish(lease: &Lease) -> Result<()> {
    lease.is_read();
    let committed = lease
        .run("commit", async |connection| {
            let session = connection.session.clone();
            let sql = format!("COMMIT; SET net_write_timeout = DEFAULT; {session}");
            connection.control("commit", &sql).await
        })
        .await;
    if committed.is_err() {
        lease.is_of_no_use();
    }
    committed
}

/// The rows of a reading statement of a transaction.
pub(super) async fn of_transaction<'a, T: Send + 'static>(
    lease: &'a Lease,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
) -> Result<Rows<'a, T>> {
    let (name, start) = (sql.name, Instant::now());
    let streaming = lease.start(sql, params).await?;
    let stream = try_unfold(streaming, move |mut streaming: Streaming<'a>| async move {
        let row = streaming.next_row(name, decode).await?;
        Ok(row.map(|row| (row, streaming)))
    });
    Ok(Rows::new(name, start, stream))
}

/// The rows of a writing statement of a transaction, in a savepoint that is taken back where they are not read to their end.
pub(super) async fn of_savepoint<'a, T: Send + 'static>(
    lease: &'a Lease,
    savepoint: Tx<'a>,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
) -> Result<Rows<'a, T>> {
    let (name, start) = (sql.name, Instant::now());
    let streaming = lease.start(sql, params).await?;
    let state = (streaming, savepoint);
    let stream = try_unfold(state, move |(mut streaming, savepoint)| async move {
        match streaming.next_row(name, decode).await? {
            Some(row) => Ok(Some((row, (streaming, savepoint)))),
            None => {
                drop(streaming);
                savepoint.commit().await?;
                Ok::<_, Error>(None)
            }
        }
    });
    Ok(Rows::new(name, start, stream))
}
