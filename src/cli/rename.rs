//! `rowtype rename`: another name for a table or column, wherever it is called by its old one.

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::migrate::Schema;
use rowtype::rename::{self, Changed, Renaming, Request};
use rowtype::source::SourceKind;
use rowtype::{Project, Report, Resolved, files, migrate, resolve, source};

use super::diff::Diff;
use super::output::{Terminal, counted, unified};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype rename users.name display_name            show what changes, and ask
  rowtype rename users people --yes                 a table or view, without asking
  rowtype rename users.name display_name --keep-api callers of the API see the old name still

What is written in the body of a function or trigger, and Rust code, is left as it is: places in the former are named. The migration is
written with it, which is a rename by the tag `@was`; not where the schema had other changes before that are in no migration.

Exit codes: 0 written, or shown where nobody can be asked; 1 not written, by your answer, or written without its migration; 2 it could not be done, and nothing is
written.";

/// Rename a table or column in the schema, the queries and their tags
///
/// Shows the difference of each file before anything is written. With the new name the definition must mean what it meant, and
/// `rowtype diff` must find nothing but the rename; otherwise nothing is written.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Rename {
    /// A table or a column: `users`, `users.name`, `app.users.name`
    #[arg(value_name = "NAME")]
    name: String,
    /// The new name, as the database is to hold it
    #[arg(value_name = "NEW")]
    new: String,
    /// Write without asking
    #[arg(long)]
    yes: bool,
    /// Keep what callers of the API see: `@name` above it, AS in queries
    #[arg(long)]
    keep_api: bool,
    /// Write no migration: several renames can have one, by `rowtype diff NAME`
    #[arg(long)]
    no_migration: bool,
}

impl Rename {
    /// Shows the difference, asks and writes.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        let (resolved, known, is_settled) = read(&project)?;
        let request = Request {
            name: &self.name,
            new: &self.new,
            keeps_api: self.keep_api,
        };
        let renaming = rename::rename(&project, &resolved, known.as_ref(), request)?;
        show(&renaming, terminal);
        let is_asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let count = counted(renaming.files.len(), "file");
        let is_agreed = match (self.yes, is_asked) {
            (true, _) => true,
            (false, true) => Terminal::ask(&format!("Write {count}?")),
            (false, false) => {
                terminal.say("nothing is written: `--yes` writes it");
                return Ok(Outcome::Clean);
            }
        };
        if !is_agreed {
            return Ok(Outcome::Negative);
        }
        write(&project, &renaming.files)?;
        terminal.say(&format!("wrote {count}"));
        if is_settled && !self.no_migration {
            if let Err(report) = Diff::named(&self.migration()).run(place, terminal) {
                terminal.report(&report);
                terminal
                    .say("the files are written, and no migration: `rowtype diff NAME` writes it");
                return Ok(Outcome::Negative);
            }
            terminal.say("`rowtype gen` writes the code");
        } else {
            terminal.say("`rowtype diff NAME` writes the migration, `rowtype gen` the code");
        }
        Ok(Outcome::Clean)
    }

    /// What the migration is called: `rename_users_name_to_display_name`.
    fn migration(&self) -> String {
        let name = format!("rename_{}_to_{}", self.name, self.new);
        name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
    }
}

/// The definition without errors, with the rows of seeds among its sources; what the migrations build where there are some; and whether
/// that is the schema.
fn read(project: &Project) -> Result<(Resolved, Option<Schema>, bool), Report> {
    let resolved = resolve(project);
    if resolved.report.diagnostics.has_errors() {
        return Err(resolved.report);
    }
    let mut replayed = resolved.clone();
    let comparison = migrate::compare(project, &mut replayed);
    if replayed.report.diagnostics.has_errors() {
        return Err(replayed.report);
    }
    let has_migrations = !comparison.migrations.is_empty();
    let is_open = |change: &migrate::Change| !change.up.is_empty();
    let is_settled = has_migrations
        && comparison.beside.is_none()
        && !comparison.change.as_ref().is_some_and(is_open);
    let known = comparison.sides.map(|(known, _)| known);
    let mut resolved = resolved;
    let mut found = Diagnostics::new();
    let sources = &mut resolved.report.sources;
    let seeds = &project.config.seeds;
    source::load(&project.root, SourceKind::Seed, seeds, sources, &mut found);
    if found.has_errors() {
        return Err(Report {
            sources: resolved.report.sources,
            diagnostics: found,
        });
    }
    Ok((resolved, known.filter(|_| has_migrations), is_settled))
}

fn show(renaming: &Renaming, terminal: &Terminal) {
    for file in &renaming.files {
        let labels = (format!("a/{}", file.path), format!("b/{}", file.path));
        let diff = unified(
            (&labels.0, &file.before),
            (&labels.1, &file.after),
            terminal,
        );
        terminal.print(diff.trim_end());
    }
    for line in &renaming.effects {
        terminal.print(line);
    }
    for open in &renaming.open {
        terminal.print(&format!("left as it is: {}: {}", open.place, open.what));
    }
}

/// Writes all files or none: what was written before one that cannot be is put back.
fn write(project: &Project, changed: &[Changed]) -> Result<(), Report> {
    let changes: Vec<files::Change<'_>> = changed
        .iter()
        .map(|one| files::Change {
            path: &one.path,
            before: &one.before,
            after: &one.after,
        })
        .collect();
    files::change_all(&project.root, &changes).map_err(|(path, error)| {
        let message = format!("`{path}` cannot be written: {error}");
        Report::of(Diagnostic::error("file-not-written", message).help("nothing is changed"))
    })
}
