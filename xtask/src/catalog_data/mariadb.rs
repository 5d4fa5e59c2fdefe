//! The types that two types of MariaDB have in common, asked of a throw-away server: calls over each pair, prepared.

use std::fmt::Write as _;

use crate::mariadb::Server;
use crate::wire::{Address, Wire};

/// The types by their canonical names, and a column of each.
const TYPES: &[(&str, &str)] = &[
    ("bigint", "BIGINT"),
    ("bigint unsigned", "BIGINT UNSIGNED"),
    ("binary", "BINARY(3)"),
    ("bit", "BIT(4)"),
    ("blob", "BLOB"),
    ("bool", "BOOLEAN"),
    ("char", "CHAR(3)"),
    ("date", "DATE"),
    ("datetime", "DATETIME"),
    ("decimal", "DECIMAL(10, 2)"),
    ("double", "DOUBLE"),
    ("enum", "ENUM('a', 'b')"),
    ("float", "FLOAT"),
    ("geometry", "GEOMETRY"),
    ("int", "INT"),
    ("int unsigned", "INT UNSIGNED"),
    ("json", "JSON"),
    ("longblob", "LONGBLOB"),
    ("longtext", "LONGTEXT"),
    ("mediumblob", "MEDIUMBLOB"),
    ("mediumint", "MEDIUMINT"),
    ("mediumint unsigned", "MEDIUMINT UNSIGNED"),
    ("mediumtext", "MEDIUMTEXT"),
    ("point", "POINT"),
    ("set", "SET('a', 'b')"),
    ("smallint", "SMALLINT"),
    ("smallint unsigned", "SMALLINT UNSIGNED"),
    ("text", "TEXT"),
    ("time", "TIME"),
    ("timestamp", "TIMESTAMP"),
    ("tinyblob", "TINYBLOB"),
    ("tinyint", "TINYINT"),
    ("tinyint unsigned", "TINYINT UNSIGNED"),
    ("tinytext", "TINYTEXT"),
    ("uuid", "UUID"),
    ("varbinary", "VARBINARY(100)"),
    ("varchar", "VARCHAR(100)"),
    ("year", "YEAR"),
];

/// The lines of the table.
pub fn common(server: &Server) -> Result<String, String> {
    let address = Address::parse(&server.url()).ok_or("the server has no address")?;
    let mut wire = Wire::connect(&address)?;
    let columns: Vec<String> = TYPES
        .iter()
        .map(|(name, declared)| format!("`{name}` {declared}"))
        .collect();
    let columns = columns.join(", ");
    wire.query(&format!(
        "CREATE DATABASE types CHARACTER SET utf8mb4; USE types; CREATE TABLE types ({columns})"
    ))?;
    let mut text = String::new();
    for (at, (one, _)) in TYPES.iter().enumerate() {
        for (other, _) in &TYPES[at..] {
            let mut told = |call: &str| {
                let sql = format!(
                    "SELECT {call}({}, {}) AS value FROM types",
                    operand(one),
                    operand(other)
                );
                // It is refused.
                let Ok((_, columns)) = wire.prepare(&sql) else {
                    return "-".to_owned();
                };
                let column = columns.into_iter().find(|column| column.name == "value");
                column.map_or("-".to_owned(), |column| column.ty)
            };
            let (common, compared) = (told("COALESCE"), told("GREATEST"));
            let _ = writeln!(text, "{one}\t{other}\t{common}\t{compared}");
        }
    }
    Ok(text)
}

/// A column; of `bool` what a comparison gives.
fn operand(name: &str) -> String {
    match name {
        "bool" => "(`bool` = 1)".to_owned(),
        name => format!("`{name}`"),
    }
}
