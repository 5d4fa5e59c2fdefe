//! `rowtype inspect`: what each stage made of the definition.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rowtype::diagnostic::Diagnostic;
use rowtype::{Config, Dialect, Project, Report, inspect, resolve, resolve_queries};

use super::output::{Terminal, to_json};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype inspect catalog                    tables, columns, keys and checks as rowtype reads them
  rowtype inspect queries --json             parameters and result columns of every query
  rowtype inspect queries --database sqlite --schema schema.sql --queries queries/
                                             the same without a project

Findings up to the stage go to standard error; `queries --json` holds them itself; `rowtype check` has all. Exit codes:
0 shown; 1 shown as far as it came, there are errors; 2 no project.";

/// Show what a stage made of the definition
///
/// The stages, in order: `statements` (what the files say), `catalog` (what the database would hold), `queries` (types,
/// nullability, parameters), `service` (names, routes, bodies, SQL). A statement with an error is left out, and with any error
/// there is no service.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Inspect {
    /// Which stage
    #[arg(value_enum)]
    stage: Stage,

    /// Print JSON: every field, places as "file:line:column"; of queries `{"queries": [..], "diagnostics": [..]}`
    #[arg(long)]
    json: bool,

    /// Without a project: the SQL's dialect
    #[arg(long, value_name = "DIALECT", requires = "schema")]
    database: Option<String>,

    /// Without a project: files, folders or globs of the schema
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "database")]
    schema: Vec<String>,

    /// Without a project: files, folders or globs of the queries
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "database")]
    queries: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    /// What the files say: statements, comments, tags, parameters
    Statements,
    /// What the database would hold
    Catalog,
    /// Types, nullability and parameters of every query
    Queries,
    /// Names, routes, bodies and SQL
    Service,
}

impl Inspect {
    /// Answers with the stage, as far as it came.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = self.project(place)?;
        let resolved = match self.stage {
            Stage::Service => resolve(&project),
            Stage::Statements | Stage::Catalog | Stage::Queries => resolve_queries(&project),
        };
        let has_findings_inside = self.json && matches!(self.stage, Stage::Queries);
        if !has_findings_inside {
            terminal.report_beside(&resolved.report);
        }
        let stage = match self.stage {
            Stage::Statements => inspect::Stage::Statements,
            Stage::Catalog => inspect::Stage::Catalog,
            Stage::Queries => inspect::Stage::Queries,
            Stage::Service => inspect::Stage::Service,
        };
        let shown = if self.json {
            inspect::json(stage, &resolved).map(|value| to_json(&value))
        } else {
            inspect::text(stage, &resolved)
        };
        if let Some(shown) = shown {
            terminal.print(shown.trim_end());
        }
        if resolved.report.diagnostics.has_errors() {
            return Ok(Outcome::Negative);
        }
        Ok(Outcome::Clean)
    }

    fn project(&self, place: Option<&Path>) -> Result<Project, Report> {
        let Some(name) = &self.database else {
            return locate::project(place);
        };
        let dialect = Dialect::from_name(name).ok_or_else(|| unknown_dialect(name))?;
        let mut config = Config::new(dialect);
        config.schema.clone_from(&self.schema);
        config.queries.clone_from(&self.queries);
        let root = place.map_or_else(|| PathBuf::from("."), Path::to_owned);
        Ok(Project::new(root, config))
    }
}

pub(super) fn unknown_dialect(name: &str) -> Report {
    let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.name()).collect();
    Report::of(
        Diagnostic::error(
            "unknown-dialect",
            format!("`{name}` is not a dialect that rowtype reads"),
        )
        .help(format!(
            "write --database {}",
            known.join(" or --database ")
        )),
    )
}
