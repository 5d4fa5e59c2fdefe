//! Many sets of values for one statement, which runs for each of them, or takes many of them as its rows.

use mysql_async::Value;

use crate::access::Expected;
use crate::error::Result;
use crate::mysql::call::{Call, Values};
use crate::mysql::connection::Connection;
use crate::mysql::row::Decoder;
use crate::mysql::{Binder, Params};
use crate::statement::Sql;

/// How many rows one INSERT has at the most.
const ROWS: usize = 512;
/// How many values.
const VALUES: usize = 60_000;
/// About how many bytes: servers take 16 MiB unless they are set to less.
const BYTES: usize = 1 << 20;

/// The sets of values of a statement that runs for each of them.
pub struct Batch {
    statement: &'static str,
    sets: Vec<Values>,
}

impl Batch {
    /// Takes the values of all sets.
    pub(super) fn of<P>(sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<Self> {
        let mut batch = Batch {
            statement: sql.name,
            sets: Vec::with_capacity(sets.len()),
        };
        for set in sets {
            bind(set, &mut batch)?;
        }
        Ok(batch)
    }

    /// Adds a set of values, in the order of the statement's placeholders.
    pub fn add(&mut self, values: &Params<'_>) -> Result<()> {
        self.sets.push(Values::new(self.statement, values)?);
        Ok(())
    }

    /// Runs the statement for each set and decodes the rows of each.
    pub(super) async fn rows<T: Send>(
        self,
        connection: &mut Connection,
        sql: &Sql,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let mut results = Vec::with_capacity(self.sets.len());
        for (at, values) in self.sets.into_iter().enumerate() {
            let call = Call::with(sql, values)?;
            let rows = connection.rows(call, decode, expected).await;
            results.push(rows.map_err(|error| error.at(at))?);
        }
        Ok(results)
    }

    /// Runs the statement for each set, for the number of rows that they change together.
    pub(super) async fn execute(self, connection: &mut Connection, sql: &Sql) -> Result<u64> {
        let mut changed = 0;
        for (at, values) in self.sets.into_iter().enumerate() {
            let call = Call::with(sql, values)?;
            let executed = connection.execute(call).await;
            changed += executed.map_err(|error| error.at(at))?.affected;
        }
        Ok(changed)
    }

    /// Runs an INSERT of one row with as many rows as there are sets, in as few statements as there must be. `row` is what
    /// stands in it for a row.
    pub(super) async fn load(
        self,
        connection: &mut Connection,
        insert: &Sql,
        row: &str,
    ) -> Result<u64> {
        let mut loaded = 0;
        let rows: Vec<Vec<Value>> = self.sets.into_iter().map(|set| set.all).collect();
        let mut rest = rows.into_iter();
        while !rest.as_slice().is_empty() {
            let count = fitting(rest.as_slice());
            let mut values = Vec::with_capacity(count * rest.as_slice()[0].len());
            values.extend(rest.by_ref().take(count).flatten());
            let call = Call {
                name: insert.name,
                text: with_rows(&insert.text, row, count).into(),
                values,
            };
            loaded += connection.execute(call).await?.affected;
        }
        Ok(loaded)
    }
}

/// How many of these rows go into one statement: a power of two, so that few texts stay prepared.
fn fitting(rows: &[Vec<Value>]) -> usize {
    let (mut count, mut values, mut bytes) = (0, 0, 0);
    for row in rows.iter().take(ROWS) {
        values += row.len();
        bytes += row.iter().map(size).sum::<usize>();
        if count > 0 && (values > VALUES || bytes > BYTES) {
            break;
        }
        count += 1;
    }
    match usize::BITS - usize::leading_zeros(count) {
        0 => rows.len(),
        bits => 1 << (bits - 1),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Bytes(bytes) => bytes.len() + 9,
        _ => 16,
    }
}

/// `INSERT INTO t (a) VALUES (?), (?)`: an INSERT of one row, with more of them.
fn with_rows(insert: &str, row: &str, count: usize) -> String {
    let (insert, row) = (insert.trim_end(), row.trim());
    let mut text = String::with_capacity(insert.len() + (row.len() + 2) * count);
    text.push_str(insert);
    for _ in 1..count {
        text.push_str(", ");
        text.push_str(row);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_statements() {
        let row = || vec![Value::Int(1), Value::NULL];
        assert_eq!(fitting(&vec![row(); 1_000]), 512);
        assert_eq!(fitting(&vec![row(); 511]), 256);
        assert_eq!(fitting(&[row()]), 1);
        let wide = vec![vec![Value::NULL; 1_000]; 100];
        assert_eq!(fitting(&wide), 32);
        let large = vec![vec![Value::Bytes(vec![0; 1 << 22])]; 3];
        assert_eq!(fitting(&large), 1);
        assert_eq!(
            with_rows("INSERT .. (?)\n", "\n(?)\n", 3),
            "INSERT .. (?), (?), (?)"
        );
    }
}
