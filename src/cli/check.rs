//! `rowtype check`: is the definition right?

use std::path::Path;

use clap::Args;
use rowtype::{Report, resolve};

use super::output::{Terminal, counted};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype check                  read schema.sql and queries/, say what is wrong
  rowtype check --format json    the same for an editor or CI

Exit codes: 0 no errors (there may be warnings); 1 errors in the definition; 2 no project.";

/// Read and resolve the definition, write nothing
///
/// Reads the schema and every query, resolves types, nullability, names and routes, and prints what is wrong with its place
/// and remedy. All errors of a stage come in one run.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {}

impl Check {
    /// Answers with every finding.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let resolved = resolve(&locate::project(place)?);
        terminal.report(&resolved.report);
        if resolved.report.diagnostics.has_errors() {
            return Ok(Outcome::Negative);
        }
        if let (Some(catalog), Some(queries), Some(service)) =
            (&resolved.catalog, &resolved.queries, &resolved.service)
        {
            terminal.say(&format!(
                "no errors: {}, {}, {}",
                counted(catalog.tables.len(), "relation"),
                counted(queries.len(), "query function"),
                counted(service.operations.len(), "operation")
            ));
        }
        Ok(Outcome::Clean)
    }
}
