//! MariaDB: the server whose address is in `ROWTYPE_TEST_MARIADB`; a MySQL in `ROWTYPE_TEST_MYSQL` is asked the same.

use std::collections::BTreeSet;
use std::{env, process};

use rowtype::catalog::Catalog;
use rowtype::dialect::Dialect;
use rowtype::ty::Ty;

use super::database::{Database, Described, DescribedColumn, Outcome, Run};
use super::rows::Wanted;
use super::wire::{Address, Wire};

/// A database of the server, dropped with its value.
pub struct Mariadb {
    wire: Wire,
    name: String,
    dialect: Dialect,
    /// Whether the sizes of texts and integers count.
    pub sizes: bool,
}

impl Mariadb {
    /// A new, empty database of the server that the tests were given; none where there is no MySQL, which nothing installs.
    pub fn from_environment(dialect: Dialect, purpose: &str) -> Option<Mariadb> {
        let variable = match dialect {
            Dialect::Mysql => "ROWTYPE_TEST_MYSQL",
            _ => "ROWTYPE_TEST_MARIADB",
        };
        let Ok(address) = env::var(variable) else {
            assert!(
                dialect == Dialect::Mysql,
                "{variable} is not set. `cargo xtask test` starts a MariaDB for all tests, \
                 `cargo xtask with-mariadb cargo test --test oracle` for these"
            );
            return None;
        };
        let parsed = Address::parse(&address)
            .unwrap_or_else(|| panic!("{variable}={address} is no address"));
        let mut wire = Wire::connect(&parsed).unwrap_or_else(|error| panic!("{variable}: {error}"));
        let name = format!("rowtype_{purpose}_{}", process::id());
        let script =
            format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4");
        wire.query(&script)
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        Some(Mariadb {
            wire,
            name,
            dialect,
            sizes: true,
        })
    }
}

impl Mariadb {
    /// Whether an expression is NULL; or why the server refuses it.
    pub fn is_null(&mut self, expression: &str) -> Result<bool, String> {
        let rows = self.wire.query(&format!("SELECT {expression}"))?;
        Ok(rows.first().and_then(|row| row.first()) == Some(&true))
    }
}

/// What a client sends of a script: it keeps the lines that set a delimiter to itself.
fn without_delimiters(script: &str) -> String {
    let mut delimiter = ";";
    let mut out = String::new();
    for line in script.lines() {
        if let Some(next) = line.strip_prefix("DELIMITER ") {
            delimiter = next.trim();
            continue;
        }
        out.push_str(line.strip_suffix(delimiter).unwrap_or(line));
        if line.ends_with(delimiter) {
            out.push(';');
        }
        out.push('\n');
    }
    out
}

impl Drop for Mariadb {
    fn drop(&mut self) {
        // A database that stays goes with the server.
        let _ = self.wire.query(&format!("DROP DATABASE {}", self.name));
    }
}

impl Database for Mariadb {
    fn load(&mut self, schema: &str) -> Result<(), String> {
        let name = &self.name;
        let reset = format!(
            "SET NAMES utf8mb4; SET foreign_key_checks = 0; DROP DATABASE {name}; \
             CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name}; SET foreign_key_checks = 1"
        );
        self.wire.query(&reset)?;
        if self.dialect == Dialect::Mariadb {
            // A random query can take any time; one that is stopped says nothing.
            self.wire.query("SET max_statement_time = 5")?;
        }
        self.wire.query(&without_delimiters(schema)).map(drop)
    }

    fn describe(&mut self, sql: &str) -> Result<Described, String> {
        let (params, mut columns) = self.wire.prepare(sql).map_err(|error| {
            // What is near says more than what the manual is.
            match error.split_once("the right syntax to use ") {
                Some((_, near)) => format!("syntax {near}"),
                None => error,
            }
        })?;
        // What RETURNING gives is told only when it runs.
        if columns.is_empty() && sql.contains("RETURNING") {
            // Values that a column does not take are mended: only the description is wanted. A number goes beside nothing that
            // is no number.
            let filled = |value: &str| {
                let sql = with_values(sql, &vec![value.to_owned(); params]);
                let sql = sql.replacen("REPLACE INTO", "INSERT INTO", 1);
                sql.replacen("INSERT INTO", "INSERT IGNORE INTO", 1)
            };
            let sql = filled("1");
            self.wire.query(
                "START TRANSACTION; SET @mode = @@sql_mode, sql_mode = '', check_constraint_checks = 0",
            )?;
            self.wire.columns.clear();
            let mut ran = self.wire.query(&sql);
            if ran.is_err() {
                ran = self.wire.query(&filled("NULL"));
            }
            self.wire
                .query("ROLLBACK; SET sql_mode = @mode, check_constraint_checks = 1")?;
            ran?;
            columns = std::mem::take(&mut self.wire.columns);
            if columns.is_empty() {
                // A condition that is never true: nothing is told. The same columns of the table are.
                let (_, shown) = sql.rsplit_once(" RETURNING ").unwrap_or_default();
                let mut words = sql.split_whitespace();
                words.find(|word| ["FROM", "INTO"].contains(word));
                let table = words.next().unwrap_or_default();
                columns = self
                    .wire
                    .prepare(&format!("SELECT {shown} FROM {table}"))?
                    .1;
            }
        }
        Ok(Described {
            params: vec![None; params],
            columns: columns
                .into_iter()
                .map(|column| DescribedColumn {
                    name: Some(column.name),
                    // A NULL that is written out has no type yet.
                    ty: Some(column.ty).filter(|ty| ty != "null"),
                    ..DescribedColumn::default()
                })
                .collect(),
        })
    }

    fn fill(&mut self, tables: &[String], rows: &[Wanted]) -> BTreeSet<String> {
        let mut clear = "SET foreign_key_checks = 0".to_owned();
        for table in tables {
            clear.push_str(&format!("; DELETE FROM {table}"));
        }
        clear.push_str("; SET foreign_key_checks = 1");
        self.wire
            .query(&clear)
            .unwrap_or_else(|error| panic!("{clear}: {error}"));
        let mut filled = BTreeSet::new();
        for row in rows {
            let taken = row
                .candidates
                .iter()
                .any(|insert| self.wire.query(insert).is_ok());
            if taken {
                filled.insert(row.table.clone());
            }
        }
        filled
    }

    fn run(&mut self, runs: &[Run<'_>]) -> Vec<Result<Outcome, String>> {
        runs.iter()
            .map(|run| {
                let values: Vec<String> = run
                    .values
                    .iter()
                    .map(|value| value.literal(self.dialect))
                    .collect();
                let sql = with_values(run.sql, &values);
                if run.writes {
                    self.wire.query("START TRANSACTION")?;
                }
                let answer = self.wire.query(&sql);
                if run.writes {
                    self.wire.query("ROLLBACK")?;
                }
                let mut outcome = Outcome::default();
                for row in answer? {
                    outcome.add(row.into_iter());
                }
                Ok(outcome)
            })
            .collect()
    }

    fn is_named(&self, catalog: &Catalog, ours: &Ty, theirs: &str) -> bool {
        let ours = self.dialect.canonical_type_name(catalog, ours);
        ours == theirs || !self.sizes && family(&ours) == family(theirs)
    }
}

/// Sizes are one: those of what is computed follow from the lengths of values, which types do not say.
fn family(name: &str) -> &str {
    match name {
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" => "text",
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => "blob",
        "int" => "bigint",
        "int unsigned" => "bigint unsigned",
        other => other,
    }
}

/// The statement with values for its question marks.
fn with_values(sql: &str, values: &[String]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    let mut quote: Option<char> = None;
    let mut chars = sql.chars();
    while let Some(next) = chars.next() {
        match (quote, next) {
            (Some(_), '\\') => {
                out.push(next);
                out.extend(chars.next());
                continue;
            }
            (Some(open), _) if open == next => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(next),
            (None, '?') => {
                out.push_str(values.next().map_or("?", String::as_str));
                continue;
            }
            _ => {}
        }
        out.push(next);
    }
    out
}
