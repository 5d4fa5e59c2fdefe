//! Literate diagnostics: `tests/errors/*.md` say why each exists, show SQL, and what is said about it, to the letter.
//!
//! A page is a title (the diagnostic's id), a reason, and examples: blocks ```` ```sql FILE [DIALECT] ```` followed by a block
//! ```` ```text ```` with all that is reported; one without a schema stands on that of the example before it. A configuration is a block ```` ```toml rowtype.toml ````. The dialect is SQLite where none is named; files whose name starts with
//! `queries` hold queries. `ROWTYPE_BLESS=1` writes what is reported into the pages, to be read in review.

mod page;

use std::fs;

use rowtype::analyze;
use rowtype::catalog;
use rowtype::config::{self, Config};
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::emit;
use rowtype::service;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

use page::{Block, Example, blocks, pages};

fn print(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| match block {
            Block::Prose(text) => text.clone(),
            Block::Source { info, text } => format!("```{info}\n{text}```\n"),
            Block::Report(text) => format!("```text\n{text}```\n"),
        })
        .collect()
}

/// Runs the stages.
fn report(files: &[(String, String)]) -> String {
    let mut sources = Sources::new();
    let mut config = Config::new(Dialect::Sqlite);
    let mut diagnostics = Diagnostics::new();
    for (info, text) in files {
        let mut words = info.split_whitespace().skip(1);
        let path = words.next().expect("a block names its file");
        let kind = match path {
            "rowtype.toml" => SourceKind::Config,
            path if path.starts_with("queries") => SourceKind::Queries,
            _ => SourceKind::Schema,
        };
        let file = sources.add(kind, path, text.strip_suffix('\n').unwrap_or(text));
        if let Some(name) = words.next() {
            let dialect = Dialect::from_name(name).expect("a block names a dialect that exists");
            config = Config::new(dialect);
        }
        if kind == SourceKind::Config {
            config = config::parse(sources.get(file), &mut diagnostics);
        }
    }
    stages(&sources, &config, &mut diagnostics);
    let text = render(&diagnostics, &sources, Style::Plain);
    format!("{}\n", text.trim_end())
}

/// The stages; the service is made of a definition without errors.
fn stages(sources: &Sources, config: &Config, diagnostics: &mut Diagnostics) -> Option<()> {
    let stop = |diagnostics: &Diagnostics| (!diagnostics.has_errors()).then_some(());
    stop(diagnostics)?;
    sources.of_kind(SourceKind::Schema).next()?;
    let mut statements = Vec::new();
    for file in sources
        .files()
        .filter(|file| file.kind != SourceKind::Config)
    {
        statements.extend(syntax::parse(file, config.dialect, diagnostics));
    }
    syntax::check_names(&statements, diagnostics);
    let catalog = catalog::build(&statements, sources, config.dialect, diagnostics);
    let queries = analyze::queries(&catalog, &statements, sources, diagnostics);
    stop(diagnostics)?;
    let service = service::lower(&catalog, &queries, config, sources, diagnostics)?;
    emit::check(&service, &catalog, diagnostics);
    Some(())
}

#[test]
fn pages_say_what_is_reported() {
    let bless = std::env::var_os("ROWTYPE_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in pages() {
        let written = fs::read_to_string(&path).expect("a page is readable");
        let mut page = blocks(&written);
        let mut example = Example::default();
        for block in &mut page {
            match block {
                Block::Prose(_) => {}
                Block::Source { info, text } => example.add(info, text),
                Block::Report(text) => *text = report(&example.take()),
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
