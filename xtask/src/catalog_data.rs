//! Writes the tables of PostgreSQL's built-ins anew from a throw-away server.
//!
//! The server should be PostgreSQL 15, so that the tables change only with the queries; a newer one gives a superset.

use std::fs;

use crate::command;
use crate::postgres::Server;

/// The first query also makes the temporary tables that the others read.
const TYPES: &str = include_str!("catalog_data/types.sql");
const TABLES: [(&str, &str); 4] = [
    ("types.tsv", ""),
    ("functions.tsv", include_str!("catalog_data/functions.sql")),
    ("operators.tsv", include_str!("catalog_data/operators.sql")),
    ("casts.tsv", include_str!("catalog_data/casts.sql")),
];

/// `cargo xtask catalog-data`.
pub fn run() -> Result<(), String> {
    let server = Server::start()?;
    let folder = command::root().join("src/dialect/postgres");
    let preparation = TYPES.split("COPY (").next().unwrap_or_default();
    for (file, query) in TABLES {
        let script = match query {
            "" => TYPES.to_owned(),
            _ => format!("{preparation}{query}"),
        };
        let path = folder.join(file);
        let text = server.psql("postgres", &script)?;
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}
