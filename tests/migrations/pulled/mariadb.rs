//! MariaDB: the server whose address is in `ROWTYPE_TEST_MARIADB`.

use std::{env, process};

use rowtype::diagnostic::Diagnostics;
use rowtype::dialect::Dialect;
use rowtype::pull;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;
use rowtype_runtime::mysql::{Db, Decoder, Read};
use rowtype_runtime::{Error, Sql};
use tokio::runtime::{Builder, Runtime};

use crate::case::{Database, Rows};

/// A database of its own.
pub struct MariaDb {
    runtime: Runtime,
    db: Db,
    name: String,
}

impl MariaDb {
    /// A new database on the server that the tests were given.
    pub fn from_environment() -> MariaDb {
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
        let name = format!("pulled_{}", process::id());
        let made = runtime.block_on(async {
            let server = Db::connect(&address).await?;
            server
                .execute_script(&format!("CREATE DATABASE {name}"))
                .await?;
            Db::connect(&format!("{address}/{name}")).await
        });
        let db = made.unwrap_or_else(|error| panic!("ROWTYPE_TEST_MARIADB: {error}"));
        MariaDb { runtime, db, name }
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        self.runtime.block_on(self.db.execute_script(sql))
    }

    fn names(&self, sql: &str) -> Vec<String> {
        self.texts(sql, 0).expect("names can be read")
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        let _ = self.run(&format!("DROP DATABASE {}", self.name));
    }
}

impl Database for MariaDb {
    fn reset(&mut self) {
        let name = &self.name;
        let script = format!("DROP DATABASE {name}; CREATE DATABASE {name}; USE {name}");
        for sql in script.split("; ") {
            self.run(sql).expect("an empty database");
        }
        let address = env::var("ROWTYPE_TEST_MARIADB").expect("it was there");
        let connected = self
            .runtime
            .block_on(Db::connect(&format!("{address}/{name}")));
        self.db = connected.expect("the server answers");
    }

    fn execute(&mut self, sql: &str) -> Result<(), String> {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::default());
        let id = sources.add(SourceKind::Schema, "schema.sql", sql);
        let statements = syntax::parse(sources.get(id), Dialect::Mariadb, &mut diagnostics);
        for statement in statements {
            let sql = sources.text(statement.span);
            self.run(sql)
                .map_err(|error| format!("{error:?} in {sql}"))?;
        }
        Ok(())
    }

    fn describe(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        let listed = [
            (
                "TABLE",
                1,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
            ),
            (
                "TRIGGER",
                2,
                "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database()",
            ),
            (
                "FUNCTION",
                2,
                "SELECT routine_name FROM information_schema.routines WHERE routine_schema = database() AND routine_type = 'FUNCTION'",
            ),
            (
                "PROCEDURE",
                2,
                "SELECT routine_name FROM information_schema.routines WHERE routine_schema = database() AND routine_type = 'PROCEDURE'",
            ),
        ];
        for (kind, column, names) in listed {
            for name in self.names(names) {
                let shown = self.texts(
                    &format!("SHOW CREATE {kind} `{}`", name.replace('`', "``")),
                    column,
                );
                let shown = shown.expect("it can be shown").concat();
                let shown = without_number(&shown.replace('`', "").replace('\n', " "));
                // Keys stand in the order of their making.
                let mut parts: Vec<&str> = shown.split(",   ").collect();
                parts.sort_unstable();
                lines.push(format!("{kind} {name}: {}", parts.join(",   ")));
            }
        }
        lines
    }

    fn rows(&mut self) -> Rows {
        Rows::new()
    }

    fn query(&mut self, sql: &str) -> Result<Vec<String>, String> {
        self.texts(sql, 0)
    }

    fn texts(&self, sql: &str, column: usize) -> Result<Vec<String>, String> {
        let decode: Decoder<Option<Vec<u8>>> = match column {
            0 => |row| row.get(0),
            1 => |row| row.get(1),
            _ => |row| row.get(2),
        };
        let sql = Sql {
            name: "pulled",
            text: sql.to_owned().into(),
            is_filtered: false,
        };
        let rows = self.runtime.block_on(self.db.query_all(&sql, &[], decode));
        let rows = rows.map_err(|error| format!("{error:?}"))?;
        let text = |bytes: Option<Vec<u8>>| pull::text_of_bytes(bytes.unwrap_or_default());
        Ok(rows.into_iter().map(text).collect())
    }
}

/// A table without the number that its next row gets.
fn without_number(shown: &str) -> String {
    match shown.split_once(" AUTO_INCREMENT=") {
        Some((before, after)) => {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}{after}")
        }
        None => shown.to_owned(),
    }
}
