//! Schemas of many forms, through the catalog: `tests/schemas/<name>.<dialect>.sql`, one snapshot each.
//!
//! They hold what real schemas hold beside the everyday: dumps, migrations, types that nothing is made of yet. What becomes code
//! stands in `tests/cases`.

use std::fs;
use std::path::Path;

use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

fn check(name: &str, dialect: Dialect) {
    let file = format!("tests/schemas/{name}.{}.sql", dialect.name());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = fs::read_to_string(&path).expect("the schema is readable");
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", text);
    let mut diagnostics = Diagnostics::new();
    let mut statements = Vec::new();
    for file in sources.files() {
        statements.extend(syntax::parse(file, dialect, &mut diagnostics));
    }
    let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
    let reported = render(&diagnostics, &sources, Style::Plain);
    assert!(!diagnostics.has_errors(), "{file}:\n{reported}");
    let text = format!("{}\n{reported}", catalog::print(&catalog, &sources));
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(format!("schema_{name}__{}", dialect.name()), text.trim_end());
    });
}

#[test]
fn forms_of_postgres() {
    check("forms", Dialect::Postgres);
}

#[test]
fn forms_of_sqlite() {
    check("forms", Dialect::Sqlite);
}

#[test]
fn a_dump_is_the_schema_that_was_dumped() {
    check("dump", Dialect::Postgres);
}

#[test]
fn migrations_without_their_way_back() {
    check("markers", Dialect::Postgres);
}
