//! Every case through every stage: one folder a case, `tests/cases/<case>/<dialect>/`, one snapshot a stage.
//!
//! A new case is a folder with `schema.sql` and `queries.sql` or `queries/`; nothing has to be listed here. Snapshots are
//! read in review and updated with `INSTA_UPDATE=always`.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::analyze;
use rowtype::catalog::{self, Catalog};
use rowtype::config::{self, Config};
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::service;
use rowtype::source::{SourceFile, SourceKind, Sources};
use rowtype::syntax::{self, Statement};

/// A case in one dialect, read.
struct Case {
    name: String,
    dialect: Dialect,
    sources: Sources,
}

/// A case after its schema is known.
struct Resolved {
    statements: Vec<Statement>,
    catalog: Catalog,
    diagnostics: Diagnostics,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut out = Vec::new();
    for case in sorted(&root) {
        for dialect in Dialect::ALL {
            let folder = case.join(dialect.name());
            if folder.is_dir() {
                let name = case
                    .file_name()
                    .expect("a case is a folder")
                    .to_string_lossy();
                out.push(read(
                    &format!("{name}__{}", dialect.name()),
                    dialect,
                    &folder,
                ));
            }
        }
    }
    assert!(!out.is_empty(), "there are no cases in {}", root.display());
    out
}

fn read(name: &str, dialect: Dialect, folder: &Path) -> Case {
    let mut sources = Sources::new();
    let mut add = |kind: SourceKind, path: &Path| {
        let text = fs::read_to_string(path).expect("a case's file is readable");
        let shown = path.strip_prefix(folder).expect("it stands in the case");
        sources.add(kind, shown.to_string_lossy().into_owned(), text);
    };
    let config = folder.join("rowtype.toml");
    if config.is_file() {
        add(SourceKind::Config, &config);
    }
    add(SourceKind::Schema, &folder.join("schema.sql"));
    let queries = folder.join("queries.sql");
    if queries.is_file() {
        add(SourceKind::Queries, &queries);
    }
    if folder.join("queries").is_dir() {
        for path in sorted(&folder.join("queries")) {
            add(SourceKind::Queries, &path);
        }
    }
    Case {
        name: name.to_owned(),
        dialect,
        sources,
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry is readable").path())
        .collect();
    paths.sort();
    paths
}

fn resolve(case: &Case) -> Resolved {
    let mut diagnostics = Diagnostics::new();
    let mut statements = Vec::new();
    let is_sql = |file: &&SourceFile| file.kind != SourceKind::Config;
    for file in case.sources.files().filter(is_sql) {
        statements.extend(syntax::parse(file, case.dialect, &mut diagnostics));
    }
    syntax::check_names(&statements, &mut diagnostics);
    let catalog = catalog::build(&statements, &case.sources, case.dialect, &mut diagnostics);
    Resolved {
        statements,
        catalog,
        diagnostics,
    }
}

/// Compares a stage of a case with its snapshot.
fn check(case: &Case, stage: &str, text: &str) {
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(format!("{}__{stage}", case.name), text);
    });
}

#[test]
fn statements() {
    for case in cases() {
        let resolved = resolve(&case);
        check(
            &case,
            "statements",
            &syntax::print(&resolved.statements, &case.sources),
        );
    }
}

#[test]
fn catalogs() {
    for case in cases() {
        let resolved = resolve(&case);
        check(
            &case,
            "catalog",
            &catalog::print(&resolved.catalog, &case.sources),
        );
    }
}

#[test]
fn services() {
    for case in cases() {
        let mut resolved = resolve(&case);
        let queries = analyze::queries(
            &resolved.catalog,
            &resolved.statements,
            &case.sources,
            &mut resolved.diagnostics,
        );
        let service = service::lower(
            &resolved.catalog,
            &queries,
            &config(&case),
            &case.sources,
            &mut resolved.diagnostics,
        );
        let text = match service {
            Some(service) => service::print(&service),
            None => render(&resolved.diagnostics, &case.sources, Style::Plain),
        };
        check(&case, "service", &text);
    }
}

/// The case's rowtype.toml, else the defaults of its dialect.
fn config(case: &Case) -> Config {
    let mut diagnostics = Diagnostics::new();
    let file = case.sources.of_kind(SourceKind::Config).next();
    file.map_or_else(
        || Config::new(case.dialect),
        |file| config::parse(file, &mut diagnostics),
    )
}

#[test]
fn cases_have_no_errors() {
    for case in cases() {
        let resolved = resolve(&case);
        assert!(
            !resolved.diagnostics.has_errors(),
            "{}:\n{}",
            case.name,
            render(&resolved.diagnostics, &case.sources, Style::Plain)
        );
    }
}
