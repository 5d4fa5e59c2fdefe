//! `rowtype usages`: who reads and writes a column.

use std::path::Path;

use clap::Args;
use rowtype::usages::Use;
use rowtype::{Report, resolve, usages};

use super::output::{Terminal, to_json};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype usages users.email           every query, view, index, constraint and handler that reads or writes it
  rowtype usages users                 the same for the table and all of its columns
  rowtype usages users.email --json    for tools

Exit codes: 0 shown, also where nothing uses it; 1 shown as far as it came, there are errors; 2 no project, or no such column.";

/// List who uses a table or a column
///
/// Each line is a place, what is done there (shows, filters, sorts, groups, reads, writes, indexes, constrains, computes) and who
/// does it. A column of a view counts for the columns that it derives from.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Usages {
    /// A table or a column: `users`, `users.email`, `app.users.email`
    #[arg(value_name = "NAME")]
    name: String,

    /// Print a JSON array of `{file, line, column, how, kind, name, of}`
    #[arg(long)]
    json: bool,
}

impl Usages {
    /// Answers with every use.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let resolved = resolve(&locate::project(place)?);
        let found = usages::usages(&resolved, &self.name).map_err(Report::of)?;
        terminal.report_beside(&resolved.report);
        if self.json || terminal.is_for_tools() {
            terminal.print(&to_json(&found));
        } else {
            for found in lines(&found) {
                terminal.print(&found);
            }
        }
        if resolved.report.diagnostics.has_errors() {
            return Ok(Outcome::Negative);
        }
        Ok(Outcome::Clean)
    }
}

/// `queries/users.sql:5:8  shows    users.email  query UserByEmail`, in columns.
fn lines(found: &[Use]) -> Vec<String> {
    let places: Vec<String> = found
        .iter()
        .map(|found| format!("{}:{}:{}", found.file, found.line, found.column))
        .collect();
    let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let place_width = width(&mut places.iter().map(String::len));
    let how_width = width(&mut found.iter().map(|found| found.how.len()));
    let of_width = width(&mut found.iter().map(|found| found.of.len()));
    found
        .iter()
        .zip(&places)
        .map(|(found, place)| {
            format!(
                "{place:place_width$}  {:how_width$}  {:of_width$}  {} {}",
                found.how, found.of, found.kind, found.name
            )
        })
        .collect()
}
