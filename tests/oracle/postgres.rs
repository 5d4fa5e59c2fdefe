//! PostgreSQL: the server whose address is in `ROWTYPE_TEST_POSTGRES`.

use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::{env, process};

use futures_util::StreamExt as _;
use futures_util::future::join;
use futures_util::stream;
use rowtype::catalog::Catalog;
use rowtype::dialect::Dialect;
use rowtype::ty::Ty;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Config, Error, NoTls, SimpleQueryMessage};

use super::database::{Database, Described, DescribedColumn, Outcome, Run};
use super::rows::Wanted;

/// How many statements are under way at once on a connection.
const WINDOW: usize = 64;

/// No statement waits longer, nothing is written for people, and no query over a few rows is compiled: that takes most of
/// the time.
const SETTINGS: &str =
    "SET statement_timeout = '5s'; SET client_min_messages = 'error'; SET jit = off";

/// Drops whatever a case has made.
const RESET: &str = "
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
END $$;
CREATE SCHEMA public";

/// Where databases can be made.
pub struct Server {
    config: Config,
}

/// A database of the server, dropped with its value.
pub struct Postgres {
    runtime: Runtime,
    client: Client,
    /// The names that the server gives to types, by their numbers.
    names: HashMap<u32, String>,
    /// What made it, and by which name; none for one that was there.
    made: Option<(Config, String)>,
}

impl Server {
    /// The server that the tests were given.
    pub fn from_environment() -> Server {
        let Ok(address) = env::var("ROWTYPE_TEST_POSTGRES") else {
            panic!(
                "ROWTYPE_TEST_POSTGRES is not set. `cargo xtask test` starts a PostgreSQL for all tests, \
                 `cargo xtask with-postgres cargo test --test oracle` for these"
            );
        };
        match address.parse() {
            Ok(config) => Server { config },
            Err(error) => panic!("ROWTYPE_TEST_POSTGRES: {error}"),
        }
    }

    /// The database that every server has.
    pub fn maintenance(&self) -> Postgres {
        let runtime = runtime();
        let client = connect(&runtime, &self.config);
        Postgres {
            runtime,
            client,
            names: HashMap::new(),
            made: None,
        }
    }

    /// A new, empty database.
    pub fn database(&self, purpose: &str) -> Postgres {
        let runtime = runtime();
        let name = format!("rowtype_oracle_{purpose}_{}", process::id());
        let admin = connect(&runtime, &self.config);
        let script = |sql: &str| runtime.block_on(admin.batch_execute(sql));
        script(&format!("DROP DATABASE IF EXISTS {name}"))
            .and_then(|()| script(&format!("CREATE DATABASE {name}")))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let client = connect(&runtime, self.config.clone().dbname(&name));
        Postgres {
            runtime,
            client,
            names: HashMap::new(),
            made: Some((self.config.clone(), name)),
        }
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}

impl Postgres {
    /// The first value of each row, NULL as the empty text.
    pub fn column(&mut self, query: &str) -> Result<Vec<String>, String> {
        let messages = self.runtime.block_on(self.client.simple_query(query));
        let messages = messages.map_err(|error| reason(&error))?;
        Ok(messages
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
                _ => None,
            })
            .collect())
    }

    fn script(&self, sql: &str) -> Result<(), String> {
        let done = self.runtime.block_on(self.client.batch_execute(sql));
        done.map_err(|error| reason(&error))
    }

    /// Sends statements without waiting for the answers to those before.
    fn pipeline<T>(&self, statements: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
        let answers = stream::iter(statements).buffered(WINDOW).collect();
        self.runtime.block_on(answers)
    }

    /// As `format_type` says.
    fn type_name(&mut self, ty: &Type) -> Option<String> {
        if !self.names.contains_key(&ty.oid()) {
            let query = format!("SELECT format_type({}, NULL)", ty.oid());
            let name = self.column(&query).ok()?.pop()?;
            self.names.insert(ty.oid(), name);
        }
        self.names.get(&ty.oid()).cloned()
    }
}

fn connect(runtime: &Runtime, config: &Config) -> Client {
    match runtime.block_on(config.connect(NoTls)) {
        Ok((client, connection)) => {
            runtime.spawn(connection);
            if let Err(error) = runtime.block_on(client.batch_execute(SETTINGS)) {
                panic!("{SETTINGS}: {error}");
            }
            client
        }
        Err(error) => panic!("ROWTYPE_TEST_POSTGRES: {error}"),
    }
}

/// The server's own words.
fn reason(error: &Error) -> String {
    match error.as_db_error() {
        Some(error) => error.message().to_owned(),
        None => error.to_string(),
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some((config, name)) = self.made.take() {
            let admin = connect(&self.runtime, &config);
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            // A database that stays goes with the server.
            let _ = self.runtime.block_on(admin.batch_execute(&drop));
        }
    }
}

impl Database for Postgres {
    fn load(&mut self, schema: &str) -> Result<(), String> {
        self.script("RESET ALL")?;
        self.script(SETTINGS)?;
        self.script(RESET)?;
        self.script(schema)
    }

    fn describe(&mut self, sql: &str) -> Result<Described, String> {
        let statement = self.runtime.block_on(self.client.prepare(sql));
        let statement = statement.map_err(|error| reason(&error))?;
        let mut described = Described::default();
        for ty in statement.params() {
            described.params.push(self.type_name(ty));
        }
        for column in statement.columns() {
            described.columns.push(DescribedColumn {
                name: Some(column.name().to_owned()),
                ty: self.type_name(column.type_()),
                ..DescribedColumn::default()
            });
        }
        Ok(described)
    }

    fn fill(&mut self, tables: &[String], rows: &[Wanted]) -> BTreeSet<String> {
        if !tables.is_empty() {
            let clear = format!("TRUNCATE {} CASCADE", tables.join(", "));
            self.script(&clear)
                .unwrap_or_else(|error| panic!("{clear}: {error}"));
        }
        let mut filled = BTreeSet::new();
        let mut waiting: Vec<(&Wanted, usize)> = rows.iter().map(|row| (row, 0)).collect();
        // A row that is refused gets its next candidate in the next round, when the rows that it refers to are there.
        while !waiting.is_empty() {
            let inserts = waiting
                .iter()
                .map(|(row, at)| self.client.batch_execute(&row.candidates[*at]));
            let answers = self.pipeline(inserts);
            let mut again = Vec::new();
            for ((row, at), answer) in waiting.into_iter().zip(answers) {
                if answer.is_ok() {
                    filled.insert(row.table.clone());
                } else if at + 1 < row.candidates.len() {
                    again.push((row, at + 1));
                }
            }
            waiting = again;
        }
        filled
    }

    fn run(&mut self, runs: &[Run<'_>]) -> Vec<Result<Outcome, String>> {
        let this = &*self;
        let mut texts: Vec<&str> = runs.iter().map(|run| run.sql).collect();
        texts.dedup();
        let number = |run: &Run<'_>| texts.iter().position(|text| *text == run.sql).unwrap_or(0);
        let prepares = texts
            .iter()
            .enumerate()
            .map(|(at, sql)| this.command(format!("PREPARE checked_{at} AS {sql}")));
        let prepared = this.pipeline(prepares);
        let commands = runs.iter().map(|run| {
            // Values as text, for the server to read as the types that it has inferred.
            let values: Vec<String> = run
                .values
                .iter()
                .map(|value| value.literal(Dialect::Postgres))
                .collect();
            let values = match values.len() {
                0 => String::new(),
                _ => format!("({})", values.join(", ")),
            };
            let begin = if run.writes { "BEGIN; " } else { "" };
            let execute = match run.values.as_slice() {
                // Not every statement can be prepared.
                [] => format!("{begin}{}", run.sql),
                _ => format!("{begin}EXECUTE checked_{}{values}", number(run)),
            };
            async move {
                match run.writes {
                    true => {
                        join(this.command(execute), this.command("ROLLBACK".into()))
                            .await
                            .0
                    }
                    false => this.command(execute).await,
                }
            }
        });
        let answers = this.pipeline(commands);
        let forget = (0..texts.len()).map(|at| this.command(format!("DEALLOCATE checked_{at}")));
        this.pipeline(forget);
        let answers = runs.iter().zip(answers);
        answers
            .map(|(run, answer)| match &prepared[number(run)] {
                Err(error) if !run.values.is_empty() => Err(error.clone()),
                _ => answer.map(|messages| outcome(&messages)),
            })
            .collect()
    }

    fn is_named(&self, catalog: &Catalog, ours: &Ty, theirs: &str) -> bool {
        Dialect::Postgres.canonical_type_name(catalog, ours) == theirs
    }
}

impl Postgres {
    async fn command(&self, sql: String) -> Result<Vec<SimpleQueryMessage>, String> {
        let answer = self.client.simple_query(&sql).await;
        answer.map_err(|error| reason(&error))
    }
}

fn outcome(messages: &[SimpleQueryMessage]) -> Outcome {
    let mut outcome = Outcome::default();
    for message in messages {
        if let SimpleQueryMessage::Row(row) = message {
            outcome.add((0..row.len()).map(|index| row.get(index).is_none()));
        }
    }
    outcome
}
