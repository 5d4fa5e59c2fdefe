//! PostgreSQL: the server whose address is in `ROWTYPE_TEST_POSTGRES`.

use std::{env, process};

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, Error, NoTls, SimpleQueryMessage};

use super::case::{Database, Rows};

/// A database of its own.
pub struct Postgres {
    runtime: Runtime,
    client: Client,
    admin: Client,
    name: String,
}

const RESET: &str = "
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
END $$;
CREATE SCHEMA public";

/// A line for each thing, by what the server itself says of it.
const DESCRIBE: &str = include_str!("describe.postgres.sql");

const COLUMNS: &str = "
SELECT c.relname, a.attname, string_agg(quote_ident(k.attname), ', ')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
LEFT JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'
GROUP BY c.relname, a.attname";

impl Postgres {
    /// A new database on the server that the tests were given.
    pub fn from_environment(purpose: &str) -> Postgres {
        let Ok(address) = env::var("ROWTYPE_TEST_POSTGRES") else {
            panic!(
                "ROWTYPE_TEST_POSTGRES is not set. `cargo xtask test` starts a PostgreSQL for all tests, \
                 `cargo xtask with-postgres cargo test --test migrations` for these"
            );
        };
        let config: Config = address
            .parse()
            .expect("ROWTYPE_TEST_POSTGRES is an address");
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let admin = connect(&runtime, &config);
        let name = format!("rowtype_{purpose}_{}", process::id());
        runtime
            .block_on(admin.batch_execute(&format!("CREATE DATABASE {name}")))
            .expect("a database is made");
        let client = connect(&runtime, config.clone().dbname(&name));
        let settings = "SET client_min_messages = 'error'; SET jit = off";
        runtime
            .block_on(client.batch_execute(settings))
            .expect("settings");
        Postgres {
            runtime,
            client,
            admin,
            name,
        }
    }

    fn table(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        let messages = self.runtime.block_on(self.client.simple_query(sql));
        let messages = messages.map_err(|error| reason(&error))?;
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(
                (0..row.len())
                    .map(|at| row.get(at).unwrap_or("NULL").to_owned())
                    .collect(),
            ),
            _ => None,
        });
        Ok(rows.collect())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let _ = self.runtime.block_on(self.admin.batch_execute(&sql));
    }
}

impl Database for Postgres {
    fn reset(&mut self) {
        self.table(RESET).expect("an empty database");
    }

    fn execute(&mut self, sql: &str) -> Result<(), String> {
        self.table("BEGIN")?;
        let done = self.table(sql).and_then(|_| self.table("COMMIT"));
        // What a dump has set would last as long as the session.
        let done = done.and_then(|_| self.table("RESET search_path"));
        match done {
            Ok(_) => Ok(()),
            Err(error) => {
                self.table("ROLLBACK")?;
                Err(error)
            }
        }
    }

    fn apart(&mut self, sql: &str) -> Result<(), String> {
        self.table(sql).map(|_| ())
    }

    fn describe(&mut self) -> Vec<String> {
        let rows = self.table(DESCRIBE).expect("the catalog can be read");
        rows.into_iter().map(|row| row.concat()).collect()
    }

    fn rows(&mut self) -> Rows {
        let mut rows = Rows::new();
        for column in self.table(COLUMNS).expect("the catalog can be read") {
            let [table, name, key] = column.try_into().expect("three columns");
            let order = match key.as_str() {
                "NULL" => "1".to_owned(),
                key => key.to_owned(),
            };
            let sql = format!("SELECT \"{name}\"::text FROM ONLY \"{table}\" ORDER BY {order}");
            let values = self.table(&sql).expect("a table can be read");
            rows.insert((table, name), values.concat());
        }
        rows
    }

    fn texts(&self, sql: &str, column: usize) -> Result<Vec<String>, String> {
        let rows = self.table(sql)?;
        Ok(rows.into_iter().map(|row| row[column].clone()).collect())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<String>, String> {
        let rows = self.table(sql)?;
        Ok(rows.into_iter().map(|row| row.join(", ")).collect())
    }
}

fn connect(runtime: &Runtime, config: &Config) -> Client {
    let connected = runtime.block_on(config.connect(NoTls));
    let (client, connection) =
        connected.unwrap_or_else(|error| panic!("ROWTYPE_TEST_POSTGRES: {error}"));
    runtime.spawn(connection);
    client
}

fn reason(error: &Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
