//! `rowtype lint`: what is dangerous in the migrations.

use std::path::{Path, PathBuf};

use clap::Args;
use rowtype::diagnostic::{Diagnostic, Severity};
use rowtype::{Dialect, Report, lint};

use super::output::Terminal;
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype lint                                       every migration of the project
  rowtype lint migrations/20270301090000_bio.up.sql  this one, with what those before it have made
  rowtype lint --deny-warnings --format sarif        in CI
  rowtype lint --database postgres change.sql        a file without a project
  rowtype explain-rule drop-column                   why, and what to do

What a rule finds is allowed by `-- rowtype: allow RULE reason` above the statement, or for all migrations by
`allow = { \"RULE\" = \"reason\" }` under `[lint]` in rowtype.toml.

Exit codes: 0 nothing that is an error; 1 errors, or warnings with --deny-warnings; 2 something could not be read.";

/// Name the hazards of migrations: locks, rewrites, losses, what breaks the code that runs
///
/// Reads migrations/*.up.sql and *.down.sql, ours and those written by hand, without a database. The migrations are replayed: a
/// table that the same migration makes is no hazard, a type is compared with the one before.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Lint {
    /// Migrations to look at [default: all]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Let warnings fail as errors do
    #[arg(long)]
    deny_warnings: bool,
    /// Without a project: what the files are written in
    #[arg(long, value_name = "DIALECT", requires = "files")]
    database: Option<String>,
}

impl Lint {
    /// Answers with every finding.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let report = match &self.database {
            Some(name) => lint::lint_files(&self.shown(Path::new("")), dialect(name)?),
            None => {
                let project = locate::project(place)?;
                lint::lint(&project, &self.shown(&project.root))
            }
        };
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        let is_unreadable =
            |diagnostic: &&Diagnostic| is_error(diagnostic) && !lint::is_of_rule(diagnostic);
        if report.diagnostics.iter().any(|one| is_unreadable(&one)) {
            return Err(report);
        }
        terminal.report(&report);
        let denies = |diagnostic: &Diagnostic| {
            is_error(diagnostic) || self.deny_warnings && diagnostic.severity == Severity::Warning
        };
        if report.diagnostics.iter().any(denies) {
            return Ok(Outcome::Negative);
        }
        if report.diagnostics.is_empty() {
            terminal.say("no hazards");
        }
        Ok(Outcome::Clean)
    }

    /// The files as the project calls them.
    fn shown(&self, root: &Path) -> Vec<String> {
        let root = root.canonicalize().ok();
        let shown = |file: &PathBuf| {
            let whole = file.canonicalize().ok();
            let inside = match (&root, &whole) {
                (Some(root), Some(whole)) => whole.strip_prefix(root).ok(),
                _ => None,
            };
            let outside = whole.as_deref().filter(|_| root.is_some());
            let path = inside.or(outside).unwrap_or(file);
            path.to_string_lossy().replace('\\', "/")
        };
        self.files.iter().map(shown).collect()
    }
}

fn dialect(name: &str) -> Result<Dialect, Report> {
    Dialect::from_name(name).ok_or_else(|| super::inspect::unknown_dialect(name))
}
