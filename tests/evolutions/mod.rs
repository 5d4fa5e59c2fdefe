//! Changes of a definition, each with what must be said of its deploy: for the table of verdicts, and for the servers that prove them.

/// The table that most changes are about, with further columns or constraints.
macro_rules! users {
    ($($more:literal),*) => {
        concat!(
            "CREATE TABLE users (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  email varchar(80) NOT NULL",
            $(",\n  ", $more,)* "\n);\n"
        )
    };
}

/// The same on SQLite.
macro_rules! sqlite_users {
    ($($more:literal),*) => {
        concat!(
            "CREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  email VARCHAR(80) NOT NULL",
            $(",\n  ", $more,)* "\n);\n"
        )
    };
}

/// The same on MariaDB.
macro_rules! mariadb_users {
    ($($more:literal),*) => {
        concat!(
            "CREATE TABLE users (\n  id bigint AUTO_INCREMENT PRIMARY KEY,\n  email varchar(80) NOT NULL",
            $(",\n  ", $more,)* "\n);\n"
        )
    };
}

mod other;
mod queries;
mod relations;
mod rules;
mod values;

use rowtype::compat::Verdict;
use rowtype::config::{Auth, Config};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::{Resolved, resolve_texts};

/// A change of a definition.
pub struct Evolution {
    /// What changes.
    pub name: &'static str,
    /// What it is written in.
    pub dialect: Dialect,
    /// Schema and queries as they were.
    pub old: [&'static str; 2],
    /// Schema and queries as they are.
    pub new: [&'static str; 2],
    /// What must be said.
    pub verdict: Verdict,
    /// Parts of findings, each in the form `old: id: words of the message`.
    pub says: &'static [&'static str],
}

const fn evolution(
    name: &'static str,
    dialect: Dialect,
    old: [&'static str; 2],
    new: [&'static str; 2],
    verdict: Verdict,
    says: &'static [&'static str],
) -> Evolution {
    Evolution {
        name,
        dialect,
        old,
        new,
        verdict,
        says,
    }
}

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Evolution> {
    [
        relations::EVOLUTIONS,
        values::EVOLUTIONS,
        rules::EVOLUTIONS,
        queries::EVOLUTIONS,
        other::EVOLUTIONS,
    ]
    .into_iter()
    .flatten()
}

/// Both definitions, resolved: the old one, then the new one.
pub fn resolved(evolution: &Evolution) -> (Resolved, Resolved) {
    let mut config = Config::new(evolution.dialect);
    config.http.auth = Some(Auth::None);
    let resolve = |mut sources: Sources, [schema, queries]: [&'static str; 2]| {
        sources.add(SourceKind::Schema, "schema.sql", schema);
        sources.add(SourceKind::Queries, "queries/all.sql", queries);
        let resolved = resolve_texts(&config, sources);
        assert!(
            !resolved.report.diagnostics.has_errors(),
            "{}:\n{}",
            evolution.name,
            resolved.report
        );
        resolved
    };
    let new = resolve(Sources::new(), evolution.new);
    let old = resolve(Sources::beside(&new.report.sources), evolution.old);
    (old, new)
}
