//! A migration during which references are not held: it begins with `PRAGMA foreign_keys = OFF`, as one does that makes a table
//! anew. SQLite takes that word only outside of a transaction, and where references are held, dropping the old table would
//! take the rows along that refer to it. So they are let go before it, looked at before its end, and held again after it.

use std::time::Instant;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Cause, Error, Result};
use crate::sqlite::Db;
use crate::sqlite::errors::classify;

const NAME: &str = "migrate";

/// Whether a migration wants to run without.
pub(crate) fn lets_references_go(sql: &str) -> bool {
    let code = sql.lines().map(str::trim);
    let first = code
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
        .take(1)
        .collect::<String>();
    let words: String = first
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    words.starts_with("pragmaforeign_keys=off")
}

impl Db {
    /// Runs it, and what notes that it ran and for how many milliseconds (`?1`), as one transaction. `is_noted` finds a row where
    /// somebody else has run it by now.
    pub(crate) async fn run_without_references(
        &self,
        sql: &str,
        is_noted: String,
        note: String,
    ) -> Result<()> {
        let sql = sql.to_owned();
        let lease = self.lease_writer().await?;
        let run = move |connection: &mut Connection| {
            let wrong = |error| classify(NAME, error);
            connection
                .pragma_update(None, "foreign_keys", false)
                .map_err(wrong)?;
            let done = run(connection, &sql, &is_noted, &note);
            connection
                .pragma_update(None, "foreign_keys", true)
                .map_err(wrong)?;
            done
        };
        lease.run_for_long(NAME, run).await
    }
}

fn run(connection: &mut Connection, sql: &str, is_noted: &str, note: &str) -> Result<()> {
    let wrong = |error| classify(NAME, error);
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(wrong)?;
    let mut statement = tx.prepare(is_noted).map_err(wrong)?;
    let is_noted = statement.exists([]).map_err(wrong)?;
    drop(statement);
    if is_noted {
        return Ok(());
    }
    let start = Instant::now();
    tx.execute_batch(sql).map_err(wrong)?;
    if let Some((table, row, target)) = broken(&tx).map_err(wrong)? {
        let row = row.map_or_else(String::new, |row| format!(" {row}"));
        let what =
            format!("row{row} of {table} would refer to a row of {target} that is not there");
        return Err(Error::Db(Cause::new(NAME, what)));
    }
    let milliseconds = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    tx.execute(note, [milliseconds]).map_err(wrong)?;
    tx.commit().map_err(wrong)
}

/// A row whose reference leads nowhere: its table and number, and the table that it refers to.
fn broken(connection: &Connection) -> rusqlite::Result<Option<(String, Option<i64>, String)>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        Some(row) => Ok(Some((row.get(0)?, row.get(1)?, row.get(2)?))),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::lets_references_go;

    #[test]
    fn the_first_statement_says_so() {
        assert!(lets_references_go(
            "-- A table made anew.\n\npragma foreign_keys=off;\nDROP TABLE a;"
        ));
        assert!(!lets_references_go(
            "CREATE TABLE a (b);\nPRAGMA foreign_keys = OFF;"
        ));
        assert!(!lets_references_go("PRAGMA foreign_keys = ON;"));
    }
}
