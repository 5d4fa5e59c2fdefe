//! Writes the tables of PostgreSQL's built-ins anew from a throw-away server.
//!
//! The server should be PostgreSQL 15, so that the tables change only with the queries; a newer one gives a superset.

use std::fs;

use crate::command;
use crate::postgres::Server;

/// The first query also makes the temporary tables that the others read.
const TYPES: &str = include_str!("catalog_data/types.sql");
const TABLES: [(&str, &str); 9] = [
    ("types.tsv", ""),
    ("functions.tsv", include_str!("catalog_data/functions.sql")),
    ("operators.tsv", include_str!("catalog_data/operators.sql")),
    ("casts.tsv", include_str!("catalog_data/casts.sql")),
    ("relations.tsv", include_str!("catalog_data/relations.sql")),
    (
        "extension_types.tsv",
        include_str!("catalog_data/extension_types.sql"),
    ),
    (
        "extension_functions.tsv",
        include_str!("catalog_data/extension_functions.sql"),
    ),
    (
        "extension_operators.tsv",
        include_str!("catalog_data/extension_operators.sql"),
    ),
    (
        "extension_casts.tsv",
        include_str!("catalog_data/extension_casts.sql"),
    ),
];

/// Makes the extensions, and the temporary tables of what belongs to them; the tables of the server's own come before.
const EXTENSIONS: &str = include_str!("catalog_data/extensions.sql");

/// `cargo xtask catalog-data`.
pub fn run() -> Result<(), String> {
    let server = Server::start()?;
    let folder = command::root().join("src/dialect/postgres");
    let preparation = TYPES.split("COPY (").next().unwrap_or_default();
    for (file, query) in TABLES {
        let script = match query {
            "" => TYPES.to_owned(),
            _ if file.starts_with("extension_") => format!("{preparation}{EXTENSIONS}{query}"),
            _ => format!("{preparation}{query}"),
        };
        let path = folder.join(file);
        let text = server.psql("postgres", &script)?;
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}
