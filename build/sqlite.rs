//! SQLite's functions, printed as Rust.

use std::fmt::Write as _;

use crate::nullability;
use crate::table::{self, Row};

/// The text of `sqlite_builtins.rs`.
pub fn compile() -> Result<String, String> {
    let rows = table::read("src/dialect/sqlite/functions.tsv", 8)?;
    table::check_sorted(&rows)?;
    let mut text = String::from("static FUNCTIONS: &[Function] = &[\n");
    for row in &rows {
        let _ = writeln!(
            text,
            "Function {{ name: {:?}, kind: FunctionKind::{}, least: {}, most: {}, result: {}, \
             nullability: {}, needs: {:?} }},",
            row.text(0),
            row.variant(
                1,
                &[
                    ("normal", "Normal"),
                    ("aggregate", "Aggregate"),
                    ("window", "Window"),
                ],
            )?,
            row.number(2)?,
            match row.text(3) {
                "*" => "None".to_owned(),
                _ => format!("Some({})", row.number(3)?),
            },
            result(row, 4)?,
            nullability::parse(row, 5)?,
            row.optional(6),
        );
    }
    text.push_str("];\n");
    Ok(text)
}

fn result(row: &Row, column: usize) -> Result<String, String> {
    let rule = row.text(column);
    if let Some(list) = rule.strip_prefix("same:") {
        return match list.strip_suffix("..") {
            Some(first) => Ok(format!(
                "ResultRule::SameFrom({})",
                nullability::positions(row, first)?
            )),
            None => Ok(format!(
                "ResultRule::Same(&[{}])",
                nullability::positions(row, list)?
            )),
        };
    }
    if let Some(argument) = rule.strip_prefix("number:") {
        return Ok(format!(
            "ResultRule::Number({})",
            nullability::positions(row, argument)?
        ));
    }
    let variant = row.variant(
        column,
        &[
            ("integer", "Integer"),
            ("real", "Real"),
            ("text", "Text"),
            ("blob", "Blob"),
            ("json", "Json"),
            ("any", "Any"),
        ],
    )?;
    Ok(format!("ResultRule::{variant}"))
}
