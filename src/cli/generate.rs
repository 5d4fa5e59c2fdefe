//! `rowtype gen`: writes the code, or says whether the checked-in code is current.

use std::env;
use std::path::Path;

use clap::Args;
use rowtype::diagnostic::Diagnostic;
use rowtype::files::{Drift, DriftKind, Written};
use rowtype::{Generated, Project, Report, Updated};

use super::output::{Terminal, counted, unified};
use super::{Outcome, compat, diff, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype gen            write what has changed, remove what is stale
  rowtype gen --check    write nothing; show what would change and end with 1 (for CI); so do migrations
                         that do not build the schema
  rowtype gen --check --api-base origin/main
                         the same, and what breaks the callers of that revision's API

Nothing is written when there is an error, and a file that rowtype did not write is never overwritten.";

/// Write the generated code, or check that it is current
///
/// Reads schema.sql and queries/ and writes the models, query functions, handlers and the OpenAPI document into the folder
/// that [output] in rowtype.toml names. Files that are right already are left alone.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Generate {
    /// Write nothing: show the difference to the checked-in files, and end with 1 if there is one
    #[arg(long)]
    check: bool,

    /// With --check: say what breaks callers of an earlier API as well (see `rowtype compat`)
    #[arg(long, value_name = "FILE|REV", requires = "check")]
    api_base: Option<String>,
}

impl Generate {
    /// Writes, or compares.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        if self.check {
            return compare(&project, self.api_base.as_deref(), terminal);
        }
        let Updated {
            report, written, ..
        } = write(&project)?;
        terminal.report(&report);
        terminal.say(&summary(&project, &written));
        Ok(Outcome::Clean)
    }
}

/// Generates and writes. The findings come back with what was done.
pub fn write(project: &Project) -> Result<Updated, Report> {
    rowtype::update(project, this_program())
}

/// What tells this program from another version or build of it; none where the system does not say.
fn this_program() -> Option<String> {
    let about = env::current_exe().ok()?.metadata().ok()?;
    let (size, written) = (about.len(), about.modified().ok()?);
    Some(format!("{} {size} {written:?}", env!("CARGO_PKG_VERSION")))
}

/// One line about what was written.
pub fn summary(project: &Project, written: &Written) -> String {
    let dir = &project.config.output.dir;
    let (new, gone) = (written.written.len(), written.removed.len());
    let mut line = match new {
        0 => format!("{dir}/ is current ({})", counted(written.unchanged, "file")),
        _ => format!("wrote {} in {dir}/", counted(new, "file")),
    };
    if gone > 0 {
        line.push_str(&format!(", removed {gone}"));
    }
    if new > 0 && written.unchanged > 0 {
        line.push_str(&format!(", {} unchanged", written.unchanged));
    }
    line
}

fn compare(
    project: &Project,
    api_base: Option<&str>,
    terminal: &Terminal,
) -> Result<Outcome, Report> {
    let (Generated { files, report, .. }, drift) = rowtype::compare(project, this_program())?;
    let mut report = report;
    if let Some(base) = api_base {
        for finding in compat::findings(project, base)? {
            report.diagnostics.push(finding);
        }
    }
    if let Some(finding) = behind(project)? {
        report.diagnostics.push(finding);
    }
    let breaks = report.diagnostics.has_errors();
    let dir = &project.config.output.dir;
    terminal.report(&with_findings(report, dir, &drift, terminal));
    if drift.is_empty() {
        terminal.say(&format!(
            "{dir}/ is current ({})",
            counted(files.len(), "file")
        ));
        return Ok(if breaks {
            Outcome::Negative
        } else {
            Outcome::Clean
        });
    }
    for one in &drift {
        terminal.say(&describe(dir, one, terminal));
    }
    terminal.say(&format!(
        "{} differ{} from what rowtype would write; run `rowtype gen`",
        counted(drift.len(), "file"),
        if drift.len() == 1 { "s" } else { "" }
    ));
    Ok(Outcome::Negative)
}

/// What is to be said of migrations that do not build the schema; nothing where there are none.
fn behind(project: &Project) -> Result<Option<Diagnostic>, Report> {
    if !project.root.join(&project.config.migrations).is_dir() {
        return Ok(None);
    }
    let (_, comparison) = diff::compare(project)?;
    if let Some(finding) = comparison.beside {
        // Its place is in the files of the comparison, not in those of the definition.
        return Ok(Some(Diagnostic {
            primary: None,
            labels: Vec::new(),
            ..finding
        }));
    }
    let change = comparison.change.filter(|change| !change.up.is_empty());
    let change = change.filter(|_| !comparison.migrations.is_empty());
    Ok(change.map(|change| diff::behind(&change)))
}

/// A tool is told of drift by findings; a person sees the difference itself.
fn with_findings(mut report: Report, dir: &str, drift: &[Drift], terminal: &Terminal) -> Report {
    if terminal.is_for_tools() {
        for one in drift {
            let (id, what) = match one.kind {
                DriftKind::Changed { .. } => {
                    ("generated-changed", "is not what rowtype would write")
                }
                DriftKind::Missing { .. } => ("generated-missing", "is not there"),
                DriftKind::Stale { .. } => ("generated-stale", "is no longer generated"),
                DriftKind::Foreign => ("file-not-generated", "was not written by rowtype"),
            };
            let message = format!("`{dir}/{}` {what}", one.path);
            report
                .diagnostics
                .push(Diagnostic::error(id, message).help("run `rowtype gen`"));
        }
    }
    report
}

/// `changed generated/src/lib.rs` with the difference below.
fn describe(dir: &str, drift: &Drift, terminal: &Terminal) -> String {
    let path = format!("{dir}/{}", drift.path);
    match &drift.kind {
        DriftKind::Changed { found, wanted } => {
            let (old, new) = (format!("{path} (checked in)"), format!("{path} (wanted)"));
            let diff = unified((&old, found), (&new, wanted), terminal);
            format!("changed {path}\n{diff}")
        }
        DriftKind::Missing { wanted } => {
            format!(
                "missing {path} ({})",
                counted(wanted.lines().count(), "line")
            )
        }
        DriftKind::Stale { .. } => format!("stale   {path} (no longer generated)"),
        DriftKind::Foreign => {
            format!("foreign {path} (rowtype did not write it, and will not overwrite it)")
        }
    }
}
