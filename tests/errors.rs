//! Literate diagnostics: `tests/errors/*.md` say why each exists, show SQL, and what is said about it, to the letter.
//!
//! A page is a title (the diagnostic's id), a reason, and examples: blocks ```` ```sql FILE [DIALECT] ```` followed by a block
//! ```` ```text ```` with all that is reported. The dialect is SQLite where none is named; files whose name starts with
//! `queries` hold queries. `ROWTYPE_BLESS=1` writes what is reported into the pages, to be read in review.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::analyze;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

/// What a page consists of.
enum Block {
    /// Words and headings.
    Prose(String),
    /// A file of an example.
    Source { info: String, text: String },
    /// What is reported.
    Report(String),
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let entries = fs::read_dir(&folder).expect("tests/errors is readable");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages
}

fn blocks(page: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut prose = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        out.push(Block::Prose(std::mem::take(&mut prose)));
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            text.push_str(line);
            text.push('\n');
        }
        out.push(match info.strip_prefix("sql ") {
            Some(info) => Block::Source {
                info: info.to_owned(),
                text,
            },
            None => Block::Report(text),
        });
    }
    out.push(Block::Prose(prose));
    out
}

fn print(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| match block {
            Block::Prose(text) => text.clone(),
            Block::Source { info, text } => format!("```sql {info}\n{text}```\n"),
            Block::Report(text) => format!("```text\n{text}```\n"),
        })
        .collect()
}

/// Runs the stages as far as the first that finds errors.
fn report(files: &[(String, String)]) -> String {
    let mut sources = Sources::new();
    let mut dialect = Dialect::Sqlite;
    for (info, text) in files {
        let mut words = info.split_whitespace();
        let path = words.next().expect("a block names its file");
        if let Some(name) = words.next() {
            dialect = Dialect::from_name(name).expect("a block names a dialect that exists");
        }
        let kind = if path.starts_with("queries") {
            SourceKind::Queries
        } else {
            SourceKind::Schema
        };
        sources.add(kind, path, text.strip_suffix('\n').unwrap_or(text));
    }
    let mut diagnostics = Diagnostics::new();
    let mut statements = Vec::new();
    for file in sources.files() {
        statements.extend(syntax::parse(file, dialect, &mut diagnostics));
    }
    syntax::check_names(&statements, &mut diagnostics);
    if !diagnostics.has_errors() {
        let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
        if !diagnostics.has_errors() {
            analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
        }
    }
    let text = render(&diagnostics, &sources, Style::Plain);
    format!("{}\n", text.trim_end())
}

#[test]
fn pages_say_what_is_reported() {
    let bless = std::env::var_os("ROWTYPE_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in pages() {
        let written = fs::read_to_string(&path).expect("a page is readable");
        let mut page = blocks(&written);
        let mut files: Vec<(String, String)> = Vec::new();
        for block in &mut page {
            match block {
                Block::Prose(_) => {}
                Block::Source { info, text } => files.push((info.clone(), text.clone())),
                Block::Report(text) => *text = report(&std::mem::take(&mut files)),
            }
        }
        let now = print(&page);
        if now != written {
            if bless {
                fs::write(&path, &now).expect("a page is writable");
            } else {
                wrong.push(format!("{}\n{now}", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these pages say something else than what is reported (ROWTYPE_BLESS=1 updates them):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn pages_are_about_their_diagnostic() {
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a page is readable");
        let id = path
            .file_stem()
            .expect("a page has a name")
            .to_string_lossy();
        assert!(
            page.starts_with(&format!("# {id}\n")),
            "{}: the title is the id",
            path.display()
        );
        assert!(
            page.contains(&format!("[{id}]: ")),
            "{}: no example reports `{id}`",
            path.display()
        );
    }
}
