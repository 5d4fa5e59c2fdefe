//! The cases of the analysis: `tests/queries/<case>/`, a schema and a few queries that show one thing.
//!
//! `schema.sql` and `queries.sql` stand in the case's folder for all dialects, or in `<case>/<dialect>/` for one. A dialect takes
//! part in a case when it has a folder there, which holds what is expected, `expected.txt`. A `schema.sql` that starts with
//! `-- schema: library` has the statements of `tests/queries/shared/library.sql` before its own.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::analyze::{self, TypedQuery};
use rowtype::catalog::{self, Catalog};
use rowtype::diagnostic::Diagnostics;
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

/// A case in one dialect, resolved.
pub struct QueryCase {
    /// The folder's name.
    pub name: String,
    /// What its SQL is written in.
    pub dialect: Dialect,
    /// Both files.
    pub sources: Sources,
    /// The schema.
    pub catalog: Catalog,
    /// The queries.
    pub queries: Vec<TypedQuery>,
    /// What was found.
    pub diagnostics: Diagnostics,
}

/// All cases of a dialect, by name.
pub fn of(dialect: Dialect) -> Vec<QueryCase> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let entries = fs::read_dir(&root).expect("tests/queries is readable");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|folder| folder.join(dialect.name()).is_dir())
        .collect();
    folders.sort();
    folders.iter().map(|folder| load(folder, dialect)).collect()
}

fn load(case: &Path, dialect: Dialect) -> QueryCase {
    let folder = case.join(dialect.name());
    let read = |name: &str| {
        let own = folder.join(name);
        let path = if own.is_file() { own } else { case.join(name) };
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", schema(read("schema.sql")));
    sources.add(SourceKind::Queries, "queries.sql", read("queries.sql"));
    let mut diagnostics = Diagnostics::new();
    let mut parse = |kind| -> Vec<_> {
        let files = sources.of_kind(kind);
        files
            .flat_map(|file| syntax::parse(file, dialect, &mut diagnostics))
            .collect()
    };
    let (schema, statements) = (parse(SourceKind::Schema), parse(SourceKind::Queries));
    syntax::check_names(&statements, &mut diagnostics);
    let catalog = catalog::build(&schema, &sources, dialect, &mut diagnostics);
    let queries = analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    let name = case.file_name().unwrap_or_default();
    QueryCase {
        name: name.to_string_lossy().into_owned(),
        dialect,
        sources,
        catalog,
        queries,
        diagnostics,
    }
}

/// The text of a case's schema, with the shared one that its first line names.
fn schema(own: String) -> String {
    let Some(rest) = own.strip_prefix("-- schema: ") else {
        return own;
    };
    let (name, own) = rest.split_once('\n').unwrap_or((rest, ""));
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries/shared");
    let path = shared.join(name.trim()).with_extension("sql");
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format!("{text}{own}")
}
