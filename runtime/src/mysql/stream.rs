//! Rows as they arrive from the server.

use std::time::Instant;

use crate::error::Result;
use crate::mysql::Params;
use crate::mysql::arriving::arriving;
use crate::mysql::lease::Lease;
use crate::mysql::row::Decoder;
use crate::mysql::transaction::Tx;
use crate::rows::Rows;
use crate::statement::Sql;

/// Whoever reads the rows decides how long that takes.
const UNLIMITED: &str = "SET net_write_timeout = 31536000 \
     /*M!100101 , max_statement_time = 0 */ /*!50708 , max_execution_time = 0 */; START TRANSACTION";

/// The rows of a statement on a connection of their own, in a transaction that may take as long as they do.
pub(super) async fn of_own<T: Send + 'static>(
    mut lease: Lease,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
) -> Result<Rows<'static, T>> {
    let (name, start) = (sql.name, Instant::now());
    lease.control("begin", UNLIMITED).await?;
    drop(lease.start(sql, params).await?);
    lease.is_being_read();
    let stream = arriving(decode, move |place| async move {
        lease.own().give_rows(name, &place).await?;
        finish(&lease).await
    });
    Ok(Rows::new(sql.clone(), start, stream))
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
    let mut streaming = lease.start(sql, params).await?;
    let stream = arriving(decode, move |place| async move {
        streaming.give_rows(name, &place).await
    });
    Ok(Rows::new(sql.clone(), start, stream))
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
    let mut streaming = lease.start(sql, params).await?;
    let stream = arriving(decode, move |place| async move {
        streaming.give_rows(name, &place).await?;
        drop(streaming);
        savepoint.commit().await
    });
    Ok(Rows::new(sql.clone(), start, stream))
}
