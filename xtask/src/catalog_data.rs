//! Writes the tables of PostgreSQL's built-ins anew from a throw-away server, and what types of MariaDB have in common from
//! another. What MariaDB's functions give is in no catalog of its own: `functions.tsv` is reviewed, and the oracle asks a server
//! whether it is so.
//!
//! The servers should be PostgreSQL 15 and MariaDB 10.11, so that the tables change only with the queries; a newer one gives a
//! superset.

mod mariadb;

use std::fs;
use std::path::Path;

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
    postgres(&command::root().join("src/dialect/postgres"))?;
    let server = crate::mariadb::Server::start()?;
    let path = command::root().join("src/dialect/mysql/common.tsv");
    let before =
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let head = before
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('#'));
    let text = head.collect::<String>() + &mariadb::common(&server)?;
    write(&path, &text)
}

fn postgres(folder: &Path) -> Result<(), String> {
    let server = Server::start()?;
    let preparation = TYPES.split("COPY (").next().unwrap_or_default();
    for (file, query) in TABLES {
        let script = match query {
            "" => TYPES.to_owned(),
            _ if file.starts_with("extension_") => format!("{preparation}{EXTENSIONS}{query}"),
            _ => format!("{preparation}{query}"),
        };
        write(&folder.join(file), &server.psql("postgres", &script)?)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
