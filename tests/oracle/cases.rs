//! The cases, resolved: every folder in `tests/cases` and `tests/queries` that has one for the dialect, the reference
//! project, and one that is made from a seed.

use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::analyze::{self, TypedQuery};
use rowtype::catalog::{self, Catalog};
use rowtype::config::{self, Auth, Config};
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::service::{self, Service, TargetSql};
use rowtype::source::{self, SourceKind, Sources};
use rowtype::syntax::{self, Statement};

use super::{project, query_case};

/// A definition with all that was made of it.
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// What its SQL is written in.
    pub dialect: Dialect,
    /// The text of the schema's files.
    pub schema: String,
    /// The schema.
    pub catalog: Catalog,
    /// The queries.
    pub queries: Vec<TypedQuery>,
    /// Every statement of the generated service, by a name for messages.
    pub statements: Vec<(String, String)>,
}

/// The cases of a dialect, each resolved or with what is wrong with it.
pub fn of(dialect: Dialect) -> Vec<Result<Case, String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join("tests/cases"))
        .expect("tests/cases is there")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    folders.sort();
    let mut cases: Vec<Result<Case, String>> = folders
        .iter()
        .map(|folder| (folder.join(dialect.name()), name(folder)))
        .filter(|(folder, _)| folder.is_dir())
        .map(|(folder, name)| load(&folder, &name))
        .collect();
    if dialect == Dialect::Sqlite {
        cases.push(load(root, "reference"));
    }
    // The random case is of the other two.
    if dialect.protocol() != Dialect::Mysql.name() {
        cases.push(from_seed(dialect, seed()));
    }
    cases.extend(query_case::of(dialect).into_iter().map(of_analysis));
    if let Ok(wanted) = env::var("ROWTYPE_TEST_CASE") {
        cases.retain(|case| !matches!(case, Ok(case) if !case.name.contains(&wanted)));
    }
    cases
}

/// What random rows and the random case follow from; `cargo xtask soak` counts it up.
pub fn seed() -> u64 {
    env::var("ROWTYPE_TEST_SEED").map_or(1, |seed| {
        seed.parse()
            .unwrap_or_else(|_| panic!("ROWTYPE_TEST_SEED={seed} is not a number"))
    })
}

/// A case of the analysis alone.
fn of_analysis(case: query_case::QueryCase) -> Result<Case, String> {
    if case.diagnostics.has_errors() {
        let report = render(&case.diagnostics, &case.sources, Style::Plain);
        return Err(format!("{} is not analysed:\n{report}", case.name));
    }
    Ok(Case {
        name: case.name,
        dialect: case.dialect,
        schema: schema_text(&case.sources),
        catalog: case.catalog,
        queries: case.queries,
        statements: Vec::new(),
    })
}

/// A project of the benchmark's kind, small enough to run every query.
fn from_seed(dialect: Dialect, seed: u64) -> Result<Case, String> {
    let project = project::generate(seed, 12, 60);
    let mut config = Config::new(dialect);
    config.http.auth = Some(Auth::None);
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", project.schema);
    for (index, text) in project.queries.into_iter().enumerate() {
        let path = format!("queries/queries_{index}.sql");
        sources.add(SourceKind::Queries, path, text);
    }
    resolve(
        &format!("seed_{seed}"),
        &config,
        &sources,
        Diagnostics::default(),
    )
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn load(folder: &Path, name: &str) -> Result<Case, String> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::default();
    let file = source::load_config(folder, &mut sources, &mut diagnostics)
        .unwrap_or_else(|| panic!("{} has no rowtype.toml", folder.display()));
    let config = config::parse(sources.get(file), &mut diagnostics);
    for (kind, patterns) in [
        (SourceKind::Schema, &config.schema),
        (SourceKind::Queries, &config.queries),
    ] {
        source::load(folder, kind, patterns, &mut sources, &mut diagnostics);
    }
    resolve(name, &config, &sources, diagnostics)
}

fn resolve(
    name: &str,
    config: &Config,
    sources: &Sources,
    mut diagnostics: Diagnostics,
) -> Result<Case, String> {
    let dialect = config.dialect;
    let mut parse = |kind| -> Vec<Statement> {
        sources
            .of_kind(kind)
            .flat_map(|file| syntax::parse(file, dialect, &mut diagnostics))
            .collect()
    };
    let (schema, queries) = (parse(SourceKind::Schema), parse(SourceKind::Queries));
    let catalog = catalog::build(&schema, sources, dialect, &mut diagnostics);
    let queries = analyze::queries(&catalog, &queries, sources, &mut diagnostics);
    let service = service::lower(&catalog, &queries, config, sources, &mut diagnostics);
    let Some(service) = service.filter(|_| !diagnostics.has_errors()) else {
        let report = render(&diagnostics, sources, Style::Plain);
        return Err(format!("{name} does not resolve:\n{report}"));
    };
    Ok(Case {
        name: name.to_owned(),
        dialect,
        schema: schema_text(sources),
        catalog,
        queries,
        statements: statements(&service, dialect),
    })
}

fn schema_text(sources: &Sources) -> String {
    let schema: Vec<&str> = sources
        .of_kind(SourceKind::Schema)
        .map(|file| file.text.as_str())
        .collect();
    schema.join("\n")
}

/// Every statement of the service, by a name for messages.
pub fn statements(service: &Service, dialect: Dialect) -> Vec<(String, String)> {
    let mut statements = Vec::new();
    let mut add = |name: String, sql: &TargetSql| {
        statements.push((name, sql.get(dialect).to_owned()));
    };
    for resource in &service.resources {
        let table = &resource.table_name;
        let own = &resource.statements;
        add(format!("{table}.list"), &own.list);
        add(format!("{table}.count"), &own.count);
        for (name, sql) in [("create", &own.create), ("restore", &own.restore)] {
            if let Some(sql) = sql {
                add(format!("{table}.{name}"), sql);
            }
        }
        for (name, sql) in own.by_key.named() {
            add(format!("{table}.{name}"), sql);
        }
        for (name, sql) in own.owned.iter().flat_map(|owned| owned.named()) {
            add(format!("{table}.{name}_owned"), sql);
        }
        for upsert in &own.upserts {
            add(format!("{table}.{}", upsert.function), &upsert.sql);
        }
    }
    for function in service
        .query_modules
        .iter()
        .flat_map(|module| &module.functions)
    {
        for variant in &function.variants {
            add(variant.constant.clone(), &variant.sql);
        }
    }
    statements
}
