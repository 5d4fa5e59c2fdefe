//! Does anybody wait while a big table is changed in steps? PostgreSQL at `ROWTYPE_TEST_POSTGRES` gets a table of a million rows; some connections
//! read, change and add rows all the time, and each change below is made by the statements of `rowtype diff --online`. Ends with 1 where a
//! statement of theirs takes longer than the migration would wait for a lock, or fails.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rowtype::Dialect;
use rowtype::diagnostic::Diagnostics;
use rowtype::migrate::{Pace, Schema, stepwise};
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;
use tokio_postgres::{Client, NoTls, error::SqlState};

/// How many rows the table has.
const ROWS: u32 = 1_000_000;
/// How many connections work on it.
const WORKERS: u32 = 4;
/// How long a statement of theirs may take: as long as a migration waits for a lock.
const LIMIT: Duration = Duration::from_secs(5);

const START: &str = "
CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, age integer, team bigint);
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
";

/// The changes, each from the one before: what it shows, and the schema after it.
const CHANGES: [(&str, &str); 8] = [
    (
        "an index",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, age integer, team bigint);
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
         CREATE INDEX users_age ON users (age);",
    ),
    (
        "a new column that is NOT NULL",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, age integer, team bigint,
           -- @backfill lower(email)
           login text NOT NULL DEFAULT '');
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
         CREATE INDEX users_age ON users (age);",
    ),
    (
        "NOT NULL of a column that is there",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text,
           -- @backfill 0
           age integer NOT NULL DEFAULT 0, team bigint, login text NOT NULL DEFAULT '');
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
         CREATE INDEX users_age ON users (age);",
    ),
    (
        "a reference and a CHECK",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text,
           age integer NOT NULL DEFAULT 0 CHECK (age >= 0), team bigint REFERENCES teams, login text NOT NULL DEFAULT '');
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
         CREATE INDEX users_age ON users (age);",
    ),
    (
        "a key",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text UNIQUE,
           age integer NOT NULL DEFAULT 0 CHECK (age >= 0), team bigint REFERENCES teams, login text NOT NULL DEFAULT '');
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);
         CREATE INDEX users_age ON users (age);",
    ),
    (
        "what goes",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text,
           age integer NOT NULL DEFAULT 0, team bigint);
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);",
    ),
    (
        "another type of a column",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text,
           age bigint NOT NULL DEFAULT 0, team bigint);
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer REFERENCES users);",
    ),
    (
        "another type of a key and of what refers to it",
        "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
         CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text,
           age bigint NOT NULL DEFAULT 0, team bigint);
         CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who bigint REFERENCES users);",
    ),
];

type Failure = Box<dyn Error + Send + Sync>;

/// What the connections have seen since they were last asked.
#[derive(Default)]
struct Seen {
    is_over: AtomicBool,
    statements: AtomicU64,
    longest: AtomicU64,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let address = std::env::var("ROWTYPE_TEST_POSTGRES")?;
    let client = connect(&address).await?;
    client
        .batch_execute("DROP TABLE IF EXISTS visits, users, teams")
        .await?;
    client.batch_execute(START).await?;
    let rows = format!(
        "INSERT INTO teams (name) SELECT 'team ' || n FROM generate_series(1, 100) n;
         INSERT INTO users (email, age, team)
         SELECT 'Person' || n || '@example.com', nullif(n % 90, 0), 1 + n % 100 FROM generate_series(1, {ROWS}) n;
         INSERT INTO visits (who) SELECT 1 + n % 1000 FROM generate_series(1, {ROWS} / 10) n"
    );
    client.batch_execute(&rows).await?;
    client.batch_execute("VACUUM ANALYZE users").await?;

    let seen = Arc::new(Seen::default());
    let mut workers = Vec::new();
    for number in 0..WORKERS {
        let client = connect(&address).await?;
        workers.push(tokio::spawn(work(client, number, Arc::clone(&seen))));
    }
    let outcome = change_all(&client, &seen).await;
    seen.is_over.store(true, Ordering::Relaxed);
    for worker in workers {
        worker.await??;
    }
    client
        .batch_execute("DROP TABLE visits, users, teams")
        .await?;
    outcome
}

async fn change_all(client: &Client, seen: &Seen) -> Result<(), Failure> {
    let mut texts = vec![("start".to_owned(), START.to_owned())];
    let mut waited = Vec::new();
    for (what, wanted) in CHANGES {
        let before: Vec<(&str, &str)> = texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let told = |report: rowtype::Report| format!("{report:?}");
        let to = Schema::read(&[("to.sql", wanted)], Dialect::Postgres).map_err(told)?;
        let steps = stepwise(&before, &to, Pace::Online).map_err(told)?;
        seen.statements.store(0, Ordering::Relaxed);
        seen.longest.store(0, Ordering::Relaxed);
        let start = Instant::now();
        for (name, change) in &steps {
            apply(client, &change.up.text).await?;
            texts.push((format!("{what} {name}"), change.up.text.clone()));
        }
        let longest = Duration::from_micros(seen.longest.load(Ordering::Relaxed));
        let statements = seen.statements.load(Ordering::Relaxed);
        println!(
            "{what}: {} steps in {:.1} s, beside {statements} statements, the longest of {} ms",
            steps.len(),
            start.elapsed().as_secs_f64(),
            longest.as_millis()
        );
        if longest > LIMIT || statements == 0 {
            waited.push(what);
        }
    }
    match waited.is_empty() {
        true => Ok(()),
        false => Err(format!("others waited too long for: {}", waited.join(", ")).into()),
    }
}

/// Runs a migration as the migrator does. What has waited too long for a lock is tried again.
async fn apply(client: &Client, sql: &str) -> Result<(), Failure> {
    let statements = match sql.contains("-- rowtype: no-transaction") {
        true => statements(sql),
        false => vec![format!("BEGIN;\n{sql}\nCOMMIT")],
    };
    for statement in statements {
        loop {
            match client.batch_execute(&statement).await {
                Ok(()) => break,
                Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => {
                    client.batch_execute("ROLLBACK").await?;
                }
                Err(error) => return Err(format!("{error:?}\n{statement}").into()),
            }
        }
    }
    client.batch_execute("RESET lock_timeout").await?;
    Ok(())
}

fn statements(sql: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add(SourceKind::Migration, "migration.sql", sql);
    let dialect = Dialect::Postgres;
    let parsed = syntax::parse(sources.get(file), dialect, &mut Diagnostics::default());
    let parsed = parsed.iter();
    parsed
        .map(|statement| sources.text(statement.span).to_owned())
        .collect()
}

/// Reads, changes and adds rows until it is over.
async fn work(client: Client, number: u32, seen: Arc<Seen>) -> Result<(), Failure> {
    let mut turn = u64::from(number);
    while !seen.is_over.load(Ordering::Relaxed) {
        turn = turn
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let id = (turn >> 33) % u64::from(ROWS) + 1;
        let sql = match turn >> 62 {
            0 => format!("SELECT email FROM users WHERE id = {id}"),
            1 => format!("UPDATE users SET age = {} WHERE id = {id}", id % 80),
            2 => format!("INSERT INTO users (email, age, team) VALUES ('new{turn}', 1, 1)"),
            _ => format!(
                "SELECT count(*) FROM users WHERE id BETWEEN {id} AND {}",
                id + 100
            ),
        };
        let start = Instant::now();
        client.batch_execute(&sql).await?;
        let took = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        seen.longest.fetch_max(took, Ordering::Relaxed);
        seen.statements.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn connect(address: &str) -> Result<Client, Failure> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}
