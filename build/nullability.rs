//! The rules for NULL as the tables write them, printed as Rust.

use crate::table::Row;

/// The `Nullability` of a cell.
pub fn parse(row: &Row, column: usize) -> Result<String, String> {
    let rule = row.text(column);
    let simple = match rule {
        "strict" => "Strict",
        "never" => "Never",
        "sometimes" => "Sometimes",
        "rows" => "NoRows",
        "all" => "AllArguments",
        "edge" => "Edge",
        _ => {
            if let Some(list) = rule.strip_prefix("columns:") {
                let columns = positions(row, list)?;
                return Ok(format!("Nullability::Columns(&[{columns}])"));
            }
            let list = rule
                .strip_prefix("of:")
                .ok_or_else(|| row.error(&format!("unknown rule `{rule}`")))?;
            return Ok(format!("Nullability::Of(&[{}])", positions(row, list)?));
        }
    };
    Ok(format!("Nullability::{simple}"))
}

/// Argument positions, written from 1, printed from 0.
pub fn positions(row: &Row, list: &str) -> Result<String, String> {
    let mut printed = Vec::new();
    for part in list.split(',') {
        match row.parse_number(part)? {
            0 => return Err(row.error("arguments count from 1")),
            number => printed.push((number - 1).to_string()),
        }
    }
    Ok(printed.join(", "))
}
