//! The functions of MySQL and MariaDB and the common types of their types, printed as Rust.

use std::fmt::Write as _;

use crate::nullability;
use crate::table::{self, Row};

/// The text of `mysql_builtins.rs`.
pub fn compile() -> Result<String, String> {
    let mut text = functions()?;
    text.push_str(&common()?);
    Ok(text)
}

fn functions() -> Result<String, String> {
    let rows = table::read("src/dialect/mysql/functions.tsv", 8)?;
    table::check_sorted(&rows)?;
    let mut text = String::from("static FUNCTIONS: &[Function] = &[\n");
    for row in &rows {
        let _ = writeln!(
            text,
            "Function {{ name: {:?}, kind: FunctionKind::{}, least: {}, most: {}, only: {}, result: {}, nulls: {} }},",
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
            match row.text(6) {
                "temporal" => "Nulls::Temporal".to_owned(),
                "json" => "Nulls::Json".to_owned(),
                _ => format!("Nulls::Rule({})", nullability::parse(row, 6)?),
            },
        );
    }
    text.push_str("];\n");
    Ok(text)
}

fn result(row: &Row, column: usize) -> Result<String, String> {
    let rule = row.text(column);
    let Some((kind, list)) = rule.split_once(':') else {
        let (name, digits) = match rule.split_once('(') {
            Some((name, digits)) => {
                let digits = row.parse_number(digits.trim_end_matches(')'))?;
                (name, format!("Some({digits})"))
            }
            None => (rule, "None".to_owned()),
        };
        return Ok(format!("ResultRule::Fixed({name:?}, {digits})"));
    };
    let (variant, listed) = match (kind, list.strip_suffix("..")) {
        ("same", Some(_)) => ("SameFrom", false),
        ("same", None) => ("Same", true),
        ("extreme", Some(_)) => ("ExtremeFrom", false),
        ("text", Some(_)) => ("TextFrom", false),
        ("text", None) => ("Text", false),
        ("picked", None) => ("Picked", false),
        ("gathered", None) => ("Gathered", false),
        ("replaced", Some(_)) => ("Replaced", false),
        ("abs", None) => ("Absolute", false),
        ("whole", None) => ("Whole", false),
        ("round", None) => ("Round", false),
        ("remainder", None) => ("Remainder", true),
        ("exact", None) => ("Exact", false),
        ("chars", None) => ("Chars", false),
        ("bytes", None) => ("Bytes", false),
        ("cut", None) => ("Cut", false),
        ("pad", None) => ("Pad", false),
        ("dateadd", None) => ("DateAdd", false),
        ("epoch", None) => ("Epoch", false),
        ("addtime", None) => ("AddTime", false),
        _ => return Err(row.error(&format!("unknown rule `{rule}`"))),
    };
    let positions = nullability::positions(row, list.trim_end_matches('.'))?;
    Ok(match listed {
        true => format!("ResultRule::{variant}(&[{positions}])"),
        false => format!("ResultRule::{variant}({positions})"),
    })
}

fn common() -> Result<String, String> {
    let rows = table::read("src/dialect/mysql/common.tsv", 4)?;
    let mut pairs: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| [row.text(0), row.text(1), row.text(2), row.text(3)])
        .collect();
    let turned = pairs
        .iter()
        .map(|[one, other, common, compared]| [*other, *one, *common, *compared]);
    pairs.extend(turned.collect::<Vec<_>>());
    pairs.sort_unstable();
    pairs.dedup();
    let mut text = String::from("static COMMON: &[(&str, &str, &str, &str)] = &[\n");
    for [one, other, common, compared] in pairs {
        let _ = writeln!(text, "({one:?}, {other:?}, {common:?}, {compared:?}),");
    }
    text.push_str("];\n");
    Ok(text)
}
