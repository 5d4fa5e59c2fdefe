//! The schema against the checked-in migrations.
//!
//! In: the statements of the schema and those of `migrations/*.up.sql`, from the same parser. Out: the migration from what the
//! files build up to the schema, and the way back. No database is asked, and nothing is applied here.
//!
//! `read` makes a model of each side from its catalog and its statements; `renames` shows the old one under the new names; `write`
//! goes from one to the other with what each dialect can do; `plan` puts the statements in order; `script` is the text.

mod branches;
mod carried;
mod demands;
mod first;
mod likely;
mod live;
mod model;
mod moves;
mod mysql;
mod plan;
mod postgres;
mod read;
mod renamed;
mod renames;
mod script;
mod sqlite;
mod stepwise;
mod tables;
mod turns;
mod types;
mod write;
mod written;

pub use branches::AFTER;
pub use demands::Demand;
pub use first::{Texts, first};
pub use likely::Likely;
pub use renamed::{Renamed, beyond_renames};
pub use script::Script;
pub use stepwise::{Pace, stepwise};

use plan::Stage;

use crate::catalog::{self, Catalog};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::source::{self, SourceFile, SourceKind, Sources};
use crate::syntax::{self, Statement, StatementKind};
use crate::{Project, Report, Resolved};

/// The end of a migration's file name on the way up.
pub const UP: &str = ".up.sql";
/// The end of a migration's file name on the way down.
pub const DOWN: &str = ".down.sql";

/// A checked-in migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The file's name without its end: `20260105090000_init`.
    pub name: String,
    /// The way up.
    pub sql: String,
}

/// The checked-in migrations and how the schema stands to them.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// In the order of their names.
    pub migrations: Vec<Migration>,
    /// From what the migrations build to the schema; none where one of them could not be read.
    pub change: Option<Change>,
    /// What is to be said of migrations that two branches have written beside each other.
    pub beside: Option<Diagnostic>,
    /// What the migrations build, and the schema.
    pub sides: Option<(Schema, Schema)>,
}

/// What statements make, to be compared with what others make.
#[derive(Clone, Debug)]
pub struct Schema(model::Model);

/// A migration in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// From before to after.
    pub up: Script,
    /// From after to before.
    pub down: Script,
}

impl Schema {
    /// What a catalog holds, which these statements have made.
    pub fn of(catalog: &Catalog, statements: &[Statement], sources: &Sources) -> Schema {
        Schema(read::read(catalog, statements, sources))
    }

    /// What texts make, each with its name: migrations in their order, or a schema alone.
    pub fn read(texts: &[(&str, &str)], dialect: Dialect) -> Result<Schema, Report> {
        let Report {
            mut sources,
            mut diagnostics,
        } = Report::default();
        let mut statements = Vec::new();
        for (name, text) in texts {
            let id = sources.add(SourceKind::Migration, *name, *text);
            let file = sources.get(id);
            statements.extend(syntax::parse(file, dialect, &mut diagnostics));
        }
        let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
        match diagnostics.has_errors() {
            true => Err(Report {
                sources,
                diagnostics,
            }),
            false => Ok(Schema::of(&catalog, &statements, &sources)),
        }
    }
}

/// The way from one schema to another, and back.
pub fn change(from: &Schema, to: &Schema) -> Change {
    let from = renames::Renames::spelled_as(&from.0, &to.0);
    let renames = renames::Renames::declared(&from, &to.0);
    let script =
        |from: &model::Model, to: &model::Model, renames: &renames::Renames, head: &str| {
            let plan = write::plan(from, to, renames, Pace::AtOnce);
            Script::of(&plan, Stage::Expand, &format!("-- {head}\n{}", plan.head))
        };
    Change {
        up: script(
            &from,
            &to.0,
            &renames,
            "Written by `rowtype diff`; read it before it runs.",
        ),
        down: script(&to.0, &from, &renames.reversed(&to.0), "Back again."),
    }
}

/// The way from a database that is there to the schema, and back. `made` is what the same server holds where the schema has made it:
/// what is alike in both counts as the schema's own, in whatever words the server prints it.
pub fn change_of_live(live: &Schema, made: &Schema, wanted: &Schema) -> Change {
    let from = Schema(live::in_words_of(&live.0, &made.0, &wanted.0));
    change(&from, wanted)
}

/// Reads the migrations of a project into the report of its definition and compares. What cannot be read or parsed is in
/// the report.
pub fn compare(project: &Project, resolved: &mut Resolved) -> Comparison {
    let dialect = project.config.dialect;
    let sources = &mut resolved.report.sources;
    let diagnostics = &mut resolved.report.diagnostics;
    let pattern = format!("{}/*{UP}", project.config.migrations);
    source::load(
        &project.root,
        SourceKind::Migration,
        &[pattern],
        sources,
        diagnostics,
    );
    let mut replayed = Vec::new();
    let mut migrations = Vec::new();
    for file in sources.of_kind(SourceKind::Migration) {
        replayed.extend(syntax::parse(file, dialect, diagnostics));
        migrations.push(Migration {
            name: name(&file.path).to_owned(),
            sql: file.text.clone(),
        });
    }
    let files: Vec<&SourceFile> = sources.of_kind(SourceKind::Migration).collect();
    let beside = branches::beside(&files, dialect);
    let before = match replayed.is_empty() {
        true => Catalog::new(dialect),
        false => catalog::build(&replayed, sources, dialect, diagnostics),
    };
    let sides = match (&resolved.catalog, diagnostics.has_errors()) {
        (Some(catalog), false) => {
            let from = Schema::of(&before, &replayed, sources);
            let to = Schema::of(catalog, &resolved.schema, sources);
            Some((from, to))
        }
        _ => None,
    };
    Comparison {
        migrations,
        change: sides.as_ref().map(|(from, to)| change(from, to)),
        beside,
        sides,
    }
}

/// The statements that a migration has to make: all but rows.
pub fn schema_statements(schema: &[Statement]) -> impl Iterator<Item = &Statement> {
    schema
        .iter()
        .filter(|statement| !matches!(statement.kind, StatementKind::Data))
}

/// `20260105090000_init` of `migrations/20260105090000_init.up.sql`.
fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(UP).unwrap_or(file)
}
