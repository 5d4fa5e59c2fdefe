//! SQLite's functions, printed as Rust.

use std::fmt::Write as _;

use crate::nullability;
use crate::table::{self, Row};

/// The text of `sqlite_builtins.rs`.
pub fn compile() -> Result<String, String> {
    let rows = table::read("src/dialect/sqlite/functions.tsv", 9)?;
    table::check_sorted(&rows)?;
    let mut text = String::from("static FUNCTIONS: &[Function] = &[\n");
    for row in &rows {
        let _ = writeln!(
            text,
            "Function {{ name: {:?}, kind: FunctionKind::{}, least: {}, most: {}, result: {}, \
             nullability: {}, takes: &[{}], cycle: {}, needs: {:?} }},",
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
            takes(row, 6)?.join(", "),
            cycle(row, 6)?,
            row.optional(7),
        );
    }
    text.push_str("];\n");
    Ok(text)
}

/// What an argument is taken as where it is a parameter.
fn takes(row: &Row, column: usize) -> Result<Vec<&'static str>, String> {
    let words = [
        ("integer", "Takes::Integer"),
        ("real", "Takes::Real"),
        ("text", "Takes::Text"),
        ("blob", "Takes::Blob"),
        ("json", "Takes::Json"),
        ("any", "Takes::Any"),
        ("number", "Takes::Number"),
        ("same", "Takes::Result"),
    ];
    let given = row.optional(column).unwrap_or_default();
    given
        .split_whitespace()
        .filter(|word| !word.starts_with('*'))
        .map(|word| {
            let found = words.iter().find(|(name, _)| *name == word);
            found
                .map(|(_, variant)| *variant)
                .ok_or_else(|| row.error(&format!("unknown word `{word}`")))
        })
        .collect()
}

/// How many of the last arguments repeat.
fn cycle(row: &Row, column: usize) -> Result<u8, String> {
    match row.text(column).split_once('*') {
        Some((_, count)) => row.parse_number(count),
        None => Ok(1),
    }
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
    if let Some(argument) = rule.strip_prefix("blob:") {
        return Ok(format!(
            "ResultRule::Bytes({})",
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
            ("bool", "Bool"),
            ("json", "Json"),
            ("any", "Any"),
        ],
    )?;
    Ok(format!("ResultRule::{variant}"))
}
