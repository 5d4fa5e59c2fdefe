//! Another name for tables and columns: shapes of schemas and queries, each with the texts as they are with the new name, what is said beside
//! them, and the migration. `ROWTYPE_BLESS=1 cargo test --test rename` writes what is expected.
//!
//! A shape is a section of `tests/rename/<dialect>.sql`: `-- # what it is`, `-- $ rename NAME NEW`, the schema, and behind
//! `-- queries` and `-- seeds` these. Behind `-- $ and back` in it, the opposite rename must give the text that was there.

use std::fmt::Write as _;
use std::path::Path;

use rowtype::migrate::{Schema, change};
use rowtype::rename::{Renaming, Request, rename};
use rowtype::source::{SourceKind, Sources};
use rowtype::{Config, Dialect, Project, Report, Resolved, resolve_texts};

#[test]
fn shapes_of_sqlite() {
    shapes(Dialect::Sqlite);
}

#[test]
fn shapes_of_postgres() {
    shapes(Dialect::Postgres);
}

#[test]
fn shapes_of_mariadb() {
    shapes(Dialect::Mariadb);
}

/// A section of the file.
struct Shape<'t> {
    title: &'t str,
    name: &'t str,
    new: &'t str,
    keeps_api: bool,
    comes_back: bool,
    /// Kinds with their texts.
    texts: Vec<(SourceKind, &'static str, String)>,
}

fn shapes(dialect: Dialect) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rename");
    let name = dialect.name();
    let text = std::fs::read_to_string(root.join(format!("{name}.sql"))).expect("the shapes");
    let mut out = String::new();
    let mut count = 0;
    for section in text.split("-- # ").skip(1) {
        let shape = Shape::read(section);
        count += 1;
        let _ = write!(out, "-- # {}\n{}\n", shape.title, told(dialect, &shape));
    }
    assert!(count >= 10, "{name} has {count} shapes");
    let path = root.join(format!("{name}.expected.sql"));
    if std::env::var_os("ROWTYPE_BLESS").is_some() {
        std::fs::write(&path, &out).expect("what is expected can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("what is expected");
    if let Some((line, (want, got))) = expected
        .lines()
        .zip(out.lines())
        .enumerate()
        .find(|(_, (want, got))| want != got)
    {
        panic!(
            "{name}.expected.sql:{}: expected `{want}`, found `{got}`",
            line + 1
        );
    }
    assert_eq!(expected, out);
}

impl Shape<'_> {
    fn read(section: &str) -> Shape<'_> {
        let (title, rest) = section.split_once('\n').expect("a title");
        let (command, rest) = rest.split_once('\n').expect("a command");
        let words: Vec<&str> = command.split_whitespace().collect();
        let [_, "$", "rename", name, new, options @ ..] = words.as_slice() else {
            panic!("`{command}` is no command");
        };
        let (schema, rest) = rest.split_once("-- queries\n").unwrap_or((rest, ""));
        let (queries, seeds) = rest.split_once("-- seeds\n").unwrap_or((rest, ""));
        Shape {
            title,
            name,
            new,
            keeps_api: options.contains(&"--keep-api"),
            comes_back: options.contains(&"back"),
            texts: vec![
                (
                    SourceKind::Schema,
                    "schema.sql",
                    schema.trim_end().to_owned() + "\n",
                ),
                (SourceKind::Queries, "queries.sql", queries.to_owned()),
                (SourceKind::Seed, "seeds.sql", seeds.to_owned()),
            ],
        }
    }
}

/// The texts with the new name, or why there are none.
fn told(dialect: Dialect, shape: &Shape<'_>) -> String {
    let before = read(dialect, &shape.texts);
    assert!(
        !before.report.diagnostics.has_errors(),
        "{}: {}",
        shape.title,
        before.report
    );
    let known = schema_of(&before);
    let request = Request {
        name: shape.name,
        new: shape.new,
        keeps_api: shape.keeps_api,
    };
    let renaming = match renamed(dialect, &before, &known, request) {
        Ok(renaming) => renaming,
        Err(report) => return format!("{report}\n"),
    };
    let texts = with(&shape.texts, &renaming);
    let after = read(dialect, &texts);
    assert!(
        !after.report.diagnostics.has_errors(),
        "{}: {}",
        shape.title,
        after.report
    );
    let up = change(&known, &schema_of(&after)).up;
    assert!(up.losses.is_empty(), "{}: {}", shape.title, up.text);
    if shape.comes_back {
        come_back(dialect, shape, &after, &known);
    }
    let mut out = String::new();
    for file in &renaming.files {
        let _ = write!(out, "-- {}\n{}", file.path, file.after);
    }
    for line in &renaming.effects {
        let _ = writeln!(out, "-- {line}");
    }
    for open in &renaming.open {
        let _ = writeln!(out, "-- left: {}: {}", open.place, open.what);
    }
    let statements = up
        .text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("-- ") && !line.contains("_timeout"));
    for statement in statements {
        let _ = writeln!(out, "-- > {statement}");
    }
    out
}

/// The opposite rename leaves the text that was there, without a tag.
fn come_back(dialect: Dialect, shape: &Shape<'_>, after: &Resolved, known: &Schema) {
    let (path, old) = match shape.name.rsplit_once('.') {
        Some((table, old)) => (format!("{table}.{}", shape.new), old),
        None => (shape.new.to_owned(), shape.name),
    };
    let request = Request {
        name: &path,
        new: old,
        keeps_api: false,
    };
    let back = renamed(dialect, after, known, request);
    let back = back.unwrap_or_else(|report| panic!("{}: {report}", shape.title));
    for file in &back.files {
        let mut texts = shape.texts.iter();
        let was = texts.find(|(_, path, _)| *path == file.path);
        let was = was.map(|(.., text)| text.as_str());
        // A column in the middle of a line has got a line of its own, and a name in other letters is that of the definition now.
        let letters = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
        assert_eq!(
            Some(letters(&file.after)),
            was.map(letters),
            "{}",
            shape.title
        );
    }
}

fn renamed(
    dialect: Dialect,
    resolved: &Resolved,
    known: &Schema,
    request: Request<'_>,
) -> Result<Renaming, Report> {
    rename(&project(dialect), resolved, Some(known), request)
}

fn project(dialect: Dialect) -> Project {
    let mut config = Config::new(dialect);
    config.http.auth = Some(rowtype::config::Auth::None);
    Project::new(".", config)
}

fn read(dialect: Dialect, texts: &[(SourceKind, &'static str, String)]) -> Resolved {
    let mut sources = Sources::new();
    for (kind, path, text) in texts {
        sources.add(*kind, *path, text.as_str());
    }
    resolve_texts(&project(dialect).config, sources)
}

fn schema_of(resolved: &Resolved) -> Schema {
    let catalog = resolved.catalog.as_ref().expect("a schema without errors");
    Schema::of(catalog, &resolved.schema, &resolved.report.sources)
}

fn with(
    texts: &[(SourceKind, &'static str, String)],
    renaming: &Renaming,
) -> Vec<(SourceKind, &'static str, String)> {
    let texts = texts.iter().map(|(kind, path, text)| {
        let mut files = renaming.files.iter();
        let changed = files.find(|file| file.path == *path);
        let text = changed.map_or(text, |file| &file.after);
        (*kind, *path, text.clone())
    });
    texts.collect()
}
