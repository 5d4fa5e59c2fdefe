//! What the pages of `tests/errors` show to be refused: the database refuses it too, or `stricter.txt` says why we are
//! stricter.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rowtype::analyze;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Severity};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceFile, SourceKind, Sources};
use rowtype::syntax::{self, PlaceholderName, Statement};

use super::database::Database;
use super::page::{self, Block, Example};

/// Every example that we refuse and the database takes, without a reason.
pub fn differences(dialect: Dialect, database: &mut impl Database) -> Vec<String> {
    let reasons = reasons(dialect);
    let mut findings = Vec::new();
    let mut asked = 0;
    for path in page::pages() {
        let text = fs::read_to_string(&path).expect("a page is readable");
        let mut example = Example::default();
        let mut about = String::new();
        for block in page::blocks(&text) {
            match block {
                Block::Prose(words) => about = words.trim().to_owned(),
                Block::Source { info, text } => example.add(&info, &text),
                Block::Report(report) => {
                    let Some(refused) = refused(&example.take(), dialect) else {
                        continue;
                    };
                    asked += 1;
                    let known = refused.ids.iter().any(|id| reasons.contains_key(*id));
                    if !known && takes(database, &refused) {
                        let name = path.file_name().unwrap_or_default().to_string_lossy();
                        findings.push(format!(
                            "{name}: {} takes this:\n{about}\n{report}{}\n{}",
                            dialect.name(),
                            refused.schema,
                            refused.queries.join(";\n")
                        ));
                    }
                }
            }
        }
    }
    println!("{}: {asked} examples are refused by us", dialect.name());
    findings
}

/// An example that we refuse.
struct Refused {
    ids: Vec<&'static str>,
    schema: String,
    queries: Vec<String>,
}

/// The example, where it is in this dialect and has errors in SQL.
fn refused(files: &[(String, String)], dialect: Dialect) -> Option<Refused> {
    let mut sources = Sources::new();
    let mut named = Dialect::Sqlite;
    for (info, text) in files {
        let mut words = info.split_whitespace().skip(1);
        let path = words.next()?;
        if path == "rowtype.toml" {
            return None;
        }
        let kind = match path.starts_with("queries") {
            true => SourceKind::Queries,
            false => SourceKind::Schema,
        };
        sources.add(kind, path, text.as_str());
        if let Some(name) = words.next() {
            named = Dialect::from_name(name)?;
        }
    }
    if named != dialect {
        return None;
    }
    let mut diagnostics = Diagnostics::new();
    let mut parse = |kind| -> Vec<Statement> {
        let files = sources.of_kind(kind);
        files
            .flat_map(|file| syntax::parse(file, dialect, &mut diagnostics))
            .collect()
    };
    let (schema, statements) = (parse(SourceKind::Schema), parse(SourceKind::Queries));
    let catalog = catalog::build(&schema, &sources, dialect, &mut diagnostics);
    if !diagnostics.has_errors() {
        analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    }
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let ids: Vec<&str> = errors.map(|found| found.id).collect();
    let schema: Vec<&str> = sources
        .of_kind(SourceKind::Schema)
        .map(|file| file.text.as_str())
        .collect();
    // What is no statement to the parser is asked as it stands.
    let texts: Vec<&str> = sources
        .of_kind(SourceKind::Queries)
        .map(|file| file.text.as_str())
        .collect();
    let written = texts.concat();
    let unread = written.matches("-- name:").count() > statements.len();
    (!ids.is_empty()).then(|| Refused {
        ids,
        schema: schema.join("\n"),
        queries: if unread {
            written
                .split(";\n")
                .filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
                .collect()
        } else {
            statements
                .iter()
                .map(|statement| text(statement, sources.get(statement.span.file), dialect))
                .collect()
        },
    })
}

/// A query's text with the database's own placeholders.
fn text(statement: &Statement, file: &SourceFile, dialect: Dialect) -> String {
    let mut text = String::new();
    let mut at = statement.span.start;
    let mut names: Vec<String> = Vec::new();
    for (index, placeholder) in statement.placeholders.iter().enumerate() {
        text.push_str(&file.text[at..placeholder.span.start]);
        let name = match &placeholder.name {
            PlaceholderName::Named(name) => name.clone(),
            PlaceholderName::Numbered(number) => number.to_string(),
            PlaceholderName::Anonymous => format!("?{index}"),
        };
        let number = names
            .iter()
            .position(|known| *known == name)
            .unwrap_or(names.len());
        if number == names.len() {
            names.push(name);
        }
        text.push_str(&dialect.placeholder(number + 1));
        at = placeholder.span.end;
    }
    text.push_str(&file.text[at..statement.span.end]);
    text
}

fn takes(database: &mut impl Database, example: &Refused) -> bool {
    database.load(&example.schema).is_ok()
        && example
            .queries
            .iter()
            .all(|query| database.describe(query).is_ok())
}

/// `DIALECT ID: reason`, a line each.
fn reasons(dialect: Dialect) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/stricter.txt");
    let text = fs::read_to_string(path).expect("stricter.txt is readable");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (place, reason) = line.split_once(": ")?;
            let (name, id) = place.split_once(' ')?;
            let applies = name == "*" || name == dialect.name();
            applies.then(|| (id.to_owned(), reason.to_owned()))
        })
        .collect()
}
