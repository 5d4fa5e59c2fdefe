//! MariaDB: the server whose address is in `ROWTYPE_TEST_MARIADB`.

use std::cell::RefCell;
use std::{env, process};

use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Opts, Row, Value};
use rowtype::pull;
use tokio::runtime::{Builder, Runtime};

use super::case::{Database, Rows};

/// A database of its own.
pub struct Mariadb {
    runtime: Runtime,
    connection: RefCell<Option<Conn>>,
    name: String,
}

/// A line for each thing, by what the server itself says of it.
const DESCRIBE: &str = include_str!("describe.mariadb.sql");

const COLUMNS: &str = "
SELECT c.TABLE_NAME, c.COLUMN_NAME, (
  SELECT GROUP_CONCAT(CONCAT('`', k.COLUMN_NAME, '`') ORDER BY k.ORDINAL_POSITION)
  FROM information_schema.KEY_COLUMN_USAGE k
  WHERE k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME AND k.CONSTRAINT_NAME = 'PRIMARY')
FROM information_schema.COLUMNS c
JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

const SEQUENCES: &str = "
SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'SEQUENCE'";

const SEQUENCE: &str =
    "minimum_value, maximum_value, start_value, increment, cache_size, cycle_option";

impl Mariadb {
    /// A new database on the server that the tests were given.
    pub fn from_environment(what: &str) -> Mariadb {
        let Ok(address) = env::var("ROWTYPE_TEST_MARIADB") else {
            panic!(
                "ROWTYPE_TEST_MARIADB is not set. `cargo xtask test` starts a MariaDB for all tests, \
                 `cargo xtask with-mariadb cargo test --test migrations` for these"
            );
        };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let address = address.replacen("mariadb:", "mysql:", 1);
        let opts = Opts::from_url(&address).expect("ROWTYPE_TEST_MARIADB is an address");
        let connection = runtime.block_on(Conn::new(opts));
        let database = Mariadb {
            runtime,
            connection: RefCell::new(Some(connection.expect("the server answers"))),
            name: format!("rowtype_{what}_{}", process::id()),
        };
        let made = database.run(&format!("CREATE DATABASE {}", database.name.clone()));
        made.expect("a database is made");
        database
    }

    /// The rows of a query.
    fn table(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        let texts = |row: Row| row.unwrap().iter().map(text).collect();
        Ok(self.values(sql)?.into_iter().map(texts).collect())
    }

    fn values(&self, sql: &str) -> Result<Vec<Row>, String> {
        let mut connection = self.connection.borrow_mut();
        let connection = connection.as_mut().expect("until it is dropped");
        let rows = self.runtime.block_on(connection.query(sql));
        rows.map_err(|error| error.to_string())
    }

    /// Runs statements one after the other, up to one that fails.
    fn run(&self, sql: &str) -> Result<(), String> {
        let mut connection = self.connection.borrow_mut();
        let connection = connection.as_mut().expect("until it is dropped");
        let done = self.runtime.block_on(connection.query_drop(sql));
        done.map_err(|error| error.to_string())
    }
}

impl Drop for Mariadb {
    fn drop(&mut self) {
        let _ = self.run(&format!("DROP DATABASE {}", self.name.clone()));
        let connection = self.connection.take();
        if let Some(connection) = connection {
            let _ = self.runtime.block_on(connection.disconnect());
        }
    }
}

impl Database for Mariadb {
    fn reset(&mut self) {
        let name = self.name.clone();
        let sql = format!(
            "SET foreign_key_checks = 0; DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4; \
             USE {name}; SET foreign_key_checks = 1"
        );
        self.run(&sql).expect("an empty database");
    }

    fn execute(&mut self, sql: &str) -> Result<(), String> {
        match sql.trim().is_empty() {
            true => Ok(()),
            false => self.run(sql),
        }
    }

    fn apart(&mut self, sql: &str) -> Result<(), String> {
        self.run(sql)
    }

    fn describe(&mut self) -> Vec<String> {
        let rows = self.table(DESCRIBE).expect("the catalog can be read");
        let mut lines: Vec<String> = rows.into_iter().map(|row| row.concat()).collect();
        for row in self.table(SEQUENCES).expect("the catalog can be read") {
            let name = row.concat();
            let options = self.table(&format!("SELECT {SEQUENCE} FROM `{name}`"));
            let options = options.expect("a sequence can be read");
            lines.push(format!("sequence {name} {}", options.concat().join(" ")));
        }
        lines.sort();
        // The name of the database stands in what is defined with it.
        let own = format!("`{}`.", self.name);
        lines.iter().map(|line| line.replace(&own, "")).collect()
    }

    fn rows(&mut self) -> Rows {
        let mut rows = Rows::new();
        for column in self.table(COLUMNS).expect("the catalog can be read") {
            let [table, name, key] = column.try_into().expect("three columns");
            let order = match key.as_str() {
                "NULL" => "1".to_owned(),
                key => key.to_owned(),
            };
            let quoted = name.replace('`', "``");
            let sql = format!("SELECT `{quoted}` FROM `{table}` ORDER BY {order}");
            let values = self.table(&sql).expect("a table can be read");
            rows.insert((table, name), values.concat());
        }
        rows
    }

    fn texts(&self, sql: &str, column: usize) -> Result<Vec<String>, String> {
        let rows = self.values(sql)?.into_iter();
        let bytes = rows.map(|row| match row.unwrap().into_iter().nth(column) {
            Some(Value::Bytes(bytes)) => bytes,
            Some(Value::NULL) | None => Vec::new(),
            Some(other) => text(&other).into_bytes(),
        });
        Ok(bytes.map(pull::text_of_bytes).collect())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<String>, String> {
        let rows = self.table(sql)?;
        Ok(rows.into_iter().map(|row| row.join(", ")).collect())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::NULL => "NULL".to_owned(),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => other.as_sql(true),
    }
}
