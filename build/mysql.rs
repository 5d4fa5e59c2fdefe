//! The functions of MySQL and MariaDB, printed as Rust.

use std::fmt::Write as _;

use crate::nullability;
use crate::table::{self, Row};

/// The text of `mysql_builtins.rs`.
pub fn compile() -> Result<String, String> {
    let rows = table::read("src/dialect/mysql/functions.tsv", 8)?;
    table::check_sorted(&rows)?;
    let mut text = String::from("static FUNCTIONS: &[Function] = &[\n");
    for row in &rows {
        let _ = writeln!(
            text,
            "Function {{ name: {:?}, kind: FunctionKind::{}, least: {}, most: {}, only: {}, result: {}, \
             nullability: {} }},",
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
            row.variant(
                4,
                &[
                    ("both", "None"),
                    ("mysql", "Some(\"MySQL\")"),
                    ("mariadb", "Some(\"MariaDB\")"),
                ],
            )?,
            result(row, 5)?,
            nullability::parse(row, 6)?,
        );
    }
    text.push_str("];\n");
    Ok(text)
}

fn result(row: &Row, column: usize) -> Result<String, String> {
    let rule = row.text(column);
    let Some((kind, list)) = rule.split_once(':') else {
        return Ok(format!("ResultRule::Fixed({rule:?})"));
    };
    match (kind, list.strip_suffix("..")) {
        ("same", Some(first)) => Ok(format!(
            "ResultRule::SameFrom({})",
            nullability::positions(row, first)?
        )),
        ("same", None) => Ok(format!(
            "ResultRule::Same(&[{}])",
            nullability::positions(row, list)?
        )),
        ("number", None) => Ok(format!(
            "ResultRule::Number({})",
            nullability::positions(row, list)?
        )),
        ("exact", None) => Ok(format!(
            "ResultRule::Exact({})",
            nullability::positions(row, list)?
        )),
        _ => Err(row.error(&format!("unknown rule `{rule}`"))),
    }
}
