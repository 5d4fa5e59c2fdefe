//! A connection: what runs on it, and whether it is still in order.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use mysql_async::Conn;
use mysql_async::consts::StatusFlags;
use mysql_async::prelude::Queryable;

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::mysql::alarm::Alarm;
use crate::mysql::arriving::Place;
use crate::mysql::call::Call;
use crate::mysql::client::Client;
use crate::mysql::errors::{classify, written_table};
use crate::mysql::row::{Decoder, Row, Step};

/// How much longer than the server we wait for a statement that it should have stopped. MySQL stops reading statements only:
/// <https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html#sysvar_max_execution_time>.
const GRACE: Duration = Duration::from_millis(500);

/// A connection of the pool.
pub(super) struct Connection {
    pub(super) client: Client,
    /// Which server answers at the other end, and by which number it knows the connection.
    pub(super) server: Server,
    /// The statement that sets what a connection of the pool is set to.
    pub(super) session: Arc<str>,
    /// How long a statement may run.
    alarm: Alarm,
    /// Whether the rows of a statement are still to come.
    pub(super) has_rows_left: bool,
    /// Whether it can be used no more.
    pub(super) is_lost: bool,
}

/// A server, as it names itself, and the number that it has given a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) connection: u64,
}

impl Connection {
    pub(super) fn new(conn: Conn, server: Server, session: Arc<str>, limit: Duration) -> Self {
        Connection {
            client: Client::new(conn),
            server,
            session,
            alarm: Alarm::new(limit.saturating_add(GRACE)),
            has_rows_left: false,
            is_lost: false,
        }
    }

    /// Runs a statement and decodes its rows.
    pub(super) async fn rows<T: Send>(
        &mut self,
        call: Call<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let name = call.name;
        let text = call.text.clone();
        let rows = self.within(name, async |client| {
            client.begin(call).await?;
            collect(client, decode, expected).await
        });
        match rows.await {
            Ok(rows) => rows,
            Err(error) => Err(self.with_columns(error, &text).await),
        }
    }

    /// Runs a statement and puts its rows together, which it counts.
    pub(super) async fn fold<A>(
        &mut self,
        call: Call<'_>,
        start: A,
        step: &impl Step<A>,
    ) -> Result<(A, u64)> {
        let name = call.name;
        let folded = self.within(name, async |client| {
            client.begin(call).await?;
            let mut folded = Ok((start, 0));
            // To their end, also behind one that is not wanted.
            while let Some(row) = client.next().await? {
                if let Ok((made, count)) = &mut folded {
                    *count += 1;
                    if let Err(error) = step(made, &Row::lent(&row)) {
                        folded = Err(error);
                    }
                }
            }
            Ok(folded)
        });
        folded.await?
    }

    /// Runs a statement for what it does. Rows that it gives are counted.
    pub(super) async fn execute(&mut self, call: Call<'_>) -> Result<Executed> {
        let name = call.name;
        let text = call.text.clone();
        let done = self.within(name, async |client| {
            client.begin(call).await?;
            let mut rows = 0;
            while client.next().await?.is_some() {
                rows += 1;
            }
            let last = client.conn.last_insert_id().filter(|id| *id > 0);
            Ok(Executed {
                affected: rows.max(client.conn.affected_rows()),
                last_insert_id: last.and_then(|id| i64::try_from(id).ok()),
            })
        });
        match done.await {
            Ok(done) => Ok(done),
            Err(error) => Err(self.with_columns(error, &text).await),
        }
    }

    /// Begins, marks or ends a transaction.
    pub(super) async fn control(&mut self, name: &'static str, sql: &str) -> Result<()> {
        self.within(name, async |client| client.conn.query_drop(sql).await)
            .await
    }

    /// Runs statements that take no values, for as long as the server lets each of them.
    pub(super) async fn script(&mut self, name: &'static str, sql: &str) -> Result<()> {
        let done = self.client.conn.query_drop(sql).await;
        done.map_err(|error| self.failed(name, error))
    }

    /// Starts a statement whose rows are read one by one, for as long as that takes.
    pub(super) async fn start(&mut self, call: Call<'_>) -> Result<()> {
        let name = call.name;
        self.within(name, async |client| client.begin(call).await)
            .await?;
        self.has_rows_left = true;
        Ok(())
    }

    /// Gives the rows of the statement that was started.
    pub(super) async fn give_rows(&mut self, name: &'static str, place: &Place) -> Result<()> {
        let mut rows = self.client.rows();
        let read = loop {
            match rows.next().await {
                Ok(Some(row)) => place.give(row).await,
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.has_rows_left = false;
        read.map_err(|error| self.failed(name, error))
    }

    /// Reads what nobody wants to read.
    pub(super) async fn skip_rows(&mut self, name: &'static str) -> Result<()> {
        let skipped = self.within(name, async |client| {
            while client.next().await?.is_some() {}
            Ok(())
        });
        let skipped = skipped.await;
        self.has_rows_left = false;
        match skipped {
            // That its statement failed concerns nobody any more.
            Err(_) if !self.is_lost => Ok(()),
            skipped => skipped,
        }
    }

    /// Whether the server has a transaction open, which it says at the end of every answer.
    pub(super) fn is_in_transaction(&self) -> bool {
        let answer = self.client.conn.last_ok_packet();
        self.has_rows_left
            || answer.is_some_and(|answer| {
                let status = answer.status_flags();
                status.contains(StatusFlags::SERVER_STATUS_IN_TRANS)
            })
    }

    /// Whether it answers.
    pub(super) async fn ping(&mut self) -> Result<()> {
        self.within("ping", async |client| client.conn.ping().await)
            .await
    }

    /// Work that the driver does, within the limit of a statement. What takes longer leaves the connection in no order.
    async fn within<T>(
        &mut self,
        name: &'static str,
        work: impl AsyncFnOnce(&mut Client) -> mysql_async::Result<T>,
    ) -> Result<T> {
        let done = {
            let work = pin!(work(&mut self.client));
            self.alarm.within(work).await
        };
        match done {
            Some(done) => done.map_err(|error| self.failed(name, error)),
            None => {
                self.is_lost = true;
                Err(Error::Timeout(Cause::new(name, "no answer in time")))
            }
        }
    }

    fn failed(&mut self, name: &'static str, error: mysql_async::Error) -> Error {
        self.is_lost |= error.is_fatal();
        classify(name, error)
    }

    /// An error about a key, with the columns of that key, which the server tells only who asks.
    async fn with_columns(&mut self, mut error: Error, sql: &str) -> Error {
        if let Error::Unique(constraint) = &mut error
            && let Some(key) = constraint.name.as_deref()
            && let Some(table) = constraint.table.as_deref().or_else(|| written_table(sql))
        {
            let call = Call {
                name: "key",
                text: KEY.into(),
                values: vec![table.into(), key.into()],
            };
            let found = self.within("key", async |client| {
                client.begin(call).await?;
                let mut columns: Vec<String> = Vec::new();
                while let Some(mut row) = client.next().await? {
                    columns.extend(row.take(0));
                }
                Ok(columns)
            });
            let columns = found.await.unwrap_or_default();
            if !columns.is_empty() {
                constraint.table = Some(table.to_owned());
                constraint.columns = columns;
            }
        }
        error
    }
}

/// The columns of a key.
const KEY: &str = "SELECT column_name FROM information_schema.statistics
WHERE table_schema = database() AND table_name = ? AND index_name = ? AND column_name IS NOT NULL
ORDER BY seq_in_index";

/// Reads rows to their end, also behind one that is not wanted.
async fn collect<T>(
    client: &mut Client,
    decode: Decoder<T>,
    expected: Expected,
) -> mysql_async::Result<Result<Vec<T>>> {
    let mut rows = Ok(Vec::new());
    while let Some(row) = client.next().await? {
        rows = match rows {
            Ok(decoded) if expected == Expected::AtMostOne && !decoded.is_empty() => {
                Err(Error::TooManyRows)
            }
            Ok(mut decoded) => decode(&Row::given(row)).map(|row| {
                decoded.push(row);
                decoded
            }),
            failed => failed,
        };
    }
    Ok(rows)
}
