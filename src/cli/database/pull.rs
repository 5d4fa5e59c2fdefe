//! What a database holds, and what one would hold that a schema has made.
//!
//! A schema is made in a shadow: a database of the same server that is there for so long, or in memory. On PostgreSQL and SQLite it is
//! made in a transaction that is rolled back.

use std::process;

use rowtype::diagnostic::Diagnostic;
use rowtype::pull::{self, Managed, Pulled};
use rowtype::{Dialect, Report};
use rowtype_runtime::{Error, Sql, mysql, postgres, sqlite};
use tokio::runtime::Runtime;

use super::{A_DAY, address_fits, runtime, told};

/// Reads the database of an address. Nothing in it changes.
pub fn live(dialect: Dialect, url: &str, managed: &Managed) -> Result<Pulled, Report> {
    address_fits(dialect, url)?;
    let runtime = runtime()?;
    let asked = match dialect.protocol() {
        "sqlite" => {
            let db = opened(runtime.block_on(sqlite::ReadDb::connect(url)))?;
            read_sqlite(&runtime, &db, dialect, managed)
        }
        "mysql" => {
            let db = opened(runtime.block_on(connect_mysql(url)))?;
            read_mysql(&runtime, &db, dialect, managed)
        }
        _ => {
            let db = opened(runtime.block_on(connect_postgres(url)))?;
            let only = ["SET LOCAL transaction_read_only = on"];
            return in_transaction(&runtime, &db, &only, dialect, managed);
        }
    };
    asked.map_err(|error| unread(&error))
}

/// Makes a schema of these statements beside the database of an address, or in the empty one that is given for it, and reads that.
pub fn made(
    dialect: Dialect,
    url: &str,
    given: Option<&str>,
    statements: &[String],
    managed: &Managed,
) -> Result<Pulled, Report> {
    let runtime = runtime()?;
    let texts: Vec<&str> = statements.iter().map(String::as_str).collect();
    if dialect.is_embedded() {
        let db = opened(runtime.block_on(sqlite::Db::connect("sqlite::memory:")))?;
        for text in &texts {
            runtime
                .block_on(db.execute_script(text))
                .map_err(|error| unmade(text, &told(&error)))?;
        }
        return read_sqlite(&runtime, &db.reading(), dialect, managed)
            .map_err(|error| unread(&error));
    }
    if let Some(given) = given {
        address_fits(dialect, given)?;
    }
    let shadow = Shadow::make(&runtime, dialect, url, given)?;
    let asked = match dialect.protocol() {
        "mysql" => {
            let db = opened(runtime.block_on(connect_mysql(&shadow.url)))?;
            for text in &texts {
                runtime
                    .block_on(db.execute_script(text))
                    .map_err(|error| unmade(text, &told(&error)))?;
            }
            read_mysql(&runtime, &db, dialect, managed)
        }
        _ => {
            let db = opened(runtime.block_on(connect_postgres(&shadow.url)))?;
            return in_transaction(&runtime, &db, &texts, dialect, managed);
        }
    };
    asked.map_err(|error| unread(&error))
}

/// The product behind an address: servers of MySQL and MariaDB are told apart by what they say of themselves.
pub fn dialect_of(url: &str) -> Result<Dialect, Report> {
    let fits = |dialect: &&Dialect| {
        let mut schemes = dialect.url_schemes().iter();
        schemes.any(|scheme| url.starts_with(scheme))
    };
    let Some(dialect) = Dialect::ALL.iter().find(fits).copied() else {
        let schemes: Vec<&str> = Dialect::ALL
            .iter()
            .filter_map(|dialect| dialect.url_schemes().first().copied())
            .collect();
        let message = "the address does not say which database it is";
        return Err(Report::of(
            Diagnostic::error("database-address", message).help(format!(
                "write an address that begins with one of `{}`",
                schemes.join("`, `")
            )),
        ));
    };
    if dialect.protocol() != "mysql" {
        return Ok(dialect);
    }
    let runtime = runtime()?;
    let db = opened(runtime.block_on(connect_mysql(url)))?;
    let version = runtime.block_on(texts_of_mysql(&db, "SELECT version()", 0));
    let version = version.map_err(|error| unread(&error))?.concat();
    Ok(match version.contains("MariaDB") {
        true => Dialect::Mariadb,
        false => Dialect::Mysql,
    })
}

fn opened<T>(connected: Result<T, Error>) -> Result<T, Report> {
    connected.map_err(|error| {
        Report::of(Diagnostic::error(
            "database",
            format!("the database cannot be opened: {}", told(&error)),
        ))
    })
}

fn unread(error: &str) -> Report {
    Report::of(Diagnostic::error(
        "database",
        format!("the database cannot be read: {error}"),
    ))
}

fn unmade(text: &str, error: &str) -> Report {
    let head = text.lines().next().unwrap_or_default();
    Report::of(
        Diagnostic::error(
            "shadow-database",
            format!("the schema cannot be made in an empty database: {error}"),
        )
        .help(format!("the statement is `{head}`")),
    )
}

async fn connect_mysql(url: &str) -> Result<mysql::Db, Error> {
    let options = mysql::Options {
        statement_timeout: A_DAY,
        ..mysql::Options::default()
    };
    mysql::Db::connect_with(url, options).await
}

async fn connect_postgres(url: &str) -> Result<postgres::Db, Error> {
    let options = postgres::Options {
        statement_timeout: A_DAY,
        ..postgres::Options::default()
    };
    postgres::Db::connect_with(url, options).await
}

fn sql(text: &str) -> Sql {
    Sql {
        name: "rowtype",
        text: text.to_owned().into(),
        is_filtered: false,
    }
}

fn read_sqlite(
    runtime: &Runtime,
    db: &sqlite::ReadDb,
    dialect: Dialect,
    managed: &Managed,
) -> Result<Pulled, String> {
    use sqlite::Read;
    let ask = |text: &str, column: usize| {
        let decode: sqlite::Decoder<Option<String>> = match column {
            0 => |row| row.get(0),
            1 => |row| row.get(1),
            _ => |row| row.get(2),
        };
        let rows = runtime.block_on(db.query_all(&sql(text), &[], decode));
        rows.map(filled).map_err(|error| told(&error))
    };
    pull::read(dialect, &ask, managed)
}

fn read_mysql(
    runtime: &Runtime,
    db: &mysql::Db,
    dialect: Dialect,
    managed: &Managed,
) -> Result<Pulled, String> {
    let ask = |text: &str, column: usize| runtime.block_on(texts_of_mysql(db, text, column));
    pull::read(dialect, &ask, managed)
}

async fn texts_of_mysql(db: &mysql::Db, text: &str, column: usize) -> Result<Vec<String>, String> {
    use mysql::Read;
    let decode: mysql::Decoder<Option<Vec<u8>>> = match column {
        0 => |row| row.get(0),
        1 => |row| row.get(1),
        _ => |row| row.get(2),
    };
    let rows = db.query_all(&sql(text), &[], decode).await;
    let rows = rows.map_err(|error| told(&error))?;
    let text = |bytes: Option<Vec<u8>>| pull::text_of_bytes(bytes.unwrap_or_default());
    Ok(rows.into_iter().map(text).collect())
}

/// What the answers of PostgreSQL depend on, for as long as the transaction lasts.
const SETTINGS: &str = "
SET LOCAL search_path = public; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL quote_all_identifiers = off;
SET LOCAL standard_conforming_strings = on";

/// Runs texts and reads what there is then. Nothing of it lasts.
fn in_transaction(
    runtime: &Runtime,
    db: &postgres::Db,
    texts: &[&str],
    dialect: Dialect,
    managed: &Managed,
) -> Result<Pulled, Report> {
    use postgres::Read;
    let failed = |error: Error| unread(&told(&error));
    let tx = runtime.block_on(db.begin()).map_err(failed)?;
    for text in texts.iter().chain([&SETTINGS]) {
        let done = runtime.block_on(tx.execute_script(text));
        done.map_err(|error| unmade(text, &told(&error)))?;
    }
    let ask = |text: &str, column: usize| {
        let decode: postgres::Decoder<Option<String>> = match column {
            0 => |row| row.get(0),
            1 => |row| row.get(1),
            _ => |row| row.get(2),
        };
        let rows = runtime.block_on(tx.query_all(&sql(text), &[], decode));
        rows.map(filled).map_err(|error| told(&error))
    };
    let pulled = pull::read(dialect, &ask, managed).map_err(|error| unread(&error))?;
    runtime.block_on(tx.rollback()).map_err(failed)?;
    Ok(pulled)
}

fn filled(texts: Vec<Option<String>>) -> Vec<String> {
    texts.into_iter().map(Option::unwrap_or_default).collect()
}

/// A database that goes with its value.
struct Shadow<'r> {
    runtime: &'r Runtime,
    /// Where it is.
    url: String,
    /// How it is taken away, by whom; none where somebody else has made it.
    end: Option<(Server, String)>,
}

enum Server {
    Postgres(postgres::Db),
    Mysql(mysql::Db),
}

impl<'r> Shadow<'r> {
    fn make(
        runtime: &'r Runtime,
        dialect: Dialect,
        url: &str,
        given: Option<&str>,
    ) -> Result<Shadow<'r>, Report> {
        let name = format!("rowtype_shadow_{}", process::id());
        let refused = |error: &Error| {
            let message = format!("no database can be made beside this one: {}", told(error));
            Report::of(Diagnostic::error("shadow-database", message).help(
                "the schema is made in a database of its own for a moment: let the user make databases, or name an empty one, \
                 `--shadow URL`",
            ))
        };
        if let Some(given) = given {
            let mut shadow = Shadow {
                runtime,
                url: given.to_owned(),
                end: None,
            };
            shadow.check_given(dialect)?;
            return Ok(shadow);
        }
        let (server, options) = match dialect.protocol() {
            "mysql" => {
                let db = opened(runtime.block_on(connect_mysql(url)))?;
                let options = runtime.block_on(texts_of_mysql(&db, LETTERS, 0));
                let options = options.map_err(|error| unread(&error))?.concat();
                (Server::Mysql(db), options)
            }
            _ => {
                let db = opened(runtime.block_on(connect_postgres(url)))?;
                (Server::Postgres(db), " TEMPLATE template0".to_owned())
            }
        };
        let drop = format!("DROP DATABASE IF EXISTS {name}");
        for text in [drop.clone(), format!("CREATE DATABASE {name}{options}")] {
            server
                .run(runtime, &text)
                .map_err(|error| refused(&error))?;
        }
        Ok(Shadow {
            runtime,
            url: beside(url, &name),
            end: Some((server, drop)),
        })
    }

    /// What is given must be empty: on MySQL what is made there is taken away with all that there is.
    fn check_given(&mut self, dialect: Dialect) -> Result<(), Report> {
        let found = live(dialect, &self.url, &Managed::default())?;
        if !found.things.is_empty() || !found.others.is_empty() {
            let message = "the database that is given for the shadow is not empty";
            return Err(Report::of(
                Diagnostic::error("shadow-database", message)
                    .help("name one that nobody uses: `--shadow URL`"),
            ));
        }
        if dialect.protocol() == "mysql" {
            let db = opened(self.runtime.block_on(connect_mysql(&self.url)))?;
            let text = |text| self.runtime.block_on(texts_of_mysql(&db, text, 0));
            let name = text("SELECT database()").map_err(|error| unread(&error))?;
            let options = text(LETTERS).map_err(|error| unread(&error))?;
            let name = dialect.quote(&name.concat());
            let end = format!(
                "DROP DATABASE {name}; CREATE DATABASE {name}{}",
                options.concat()
            );
            self.end = Some((Server::Mysql(db), end));
        }
        Ok(())
    }
}

impl Drop for Shadow<'_> {
    fn drop(&mut self) {
        if let Some((server, end)) = &self.end {
            for text in end.split("; ") {
                if let Err(error) = server.run(self.runtime, text) {
                    eprintln!("`{text}` failed: {}", told(&error));
                }
            }
        }
    }
}

impl Server {
    fn run(&self, runtime: &Runtime, text: &str) -> Result<(), Error> {
        runtime.block_on(async {
            match self {
                Server::Postgres(db) => {
                    use postgres::Write;
                    db.execute(&sql(text), &[]).await.map(drop)
                }
                Server::Mysql(db) => db.execute_script(text).await,
            }
        })
    }
}

/// The letters of the database, for another one that has the same.
const LETTERS: &str = "
SELECT concat(' CHARACTER SET ', default_character_set_name, ' COLLATE ', default_collation_name)
FROM information_schema.schemata WHERE schema_name = database()";

/// The address of another database of the same server.
fn beside(url: &str, name: &str) -> String {
    let (address, options) = match url.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (url, String::new()),
    };
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map(|at| host + at);
    format!(
        "{}/{name}{options}",
        &address[..end.unwrap_or(address.len())]
    )
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn another_database_of_the_server_has_its_name_in_the_path() {
        let of = |url: &str| beside(url, "shadow");
        assert_eq!(of("postgres://a@b:1/app"), "postgres://a@b:1/shadow");
        assert_eq!(of("postgres://a@b?x=/y"), "postgres://a@b/shadow?x=/y");
        assert_eq!(of("mariadb://b/app?x=1"), "mariadb://b/shadow?x=1");
    }
}
