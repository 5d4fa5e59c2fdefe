//! `rowtype diff`: writes the migration from what the checked-in migrations build to the schema.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use rowtype::diagnostic::Diagnostic;
use rowtype::migrate::{self, Comparison};
use rowtype::{Project, Report, Resolved, files, resolve};

use super::output::Terminal;
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype diff init      write migrations/<utc>_init.up.sql and .down.sql
  rowtype migrate        apply them

For now only the first migration is written, from an empty database to the schema. Any other difference is an error that
names the statements.";

/// Write the migration from the checked-in migrations to the schema
///
/// Compares schema.sql with what the files under migrations/ build up, without a database, and writes a pair of plain SQL
/// files for a person to read. Writes nothing when there is no difference.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Diff {
    /// What the migration is called: letters, digits, `-` and `_`
    name: String,
}

impl Diff {
    /// As if the name had been given on the command line.
    pub fn named(name: &str) -> Diff {
        Diff {
            name: name.to_owned(),
        }
    }

    /// Writes the pair of files.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        check_name(&self.name)?;
        let project = locate::project_with_database(place)?;
        let (mut resolved, comparison) = compare(&project)?;
        if comparison.differences.is_empty() {
            terminal.report(&resolved.report);
            terminal.say("no difference: the migrations build the schema");
            return Ok(Outcome::Clean);
        }
        if !comparison.migrations.is_empty() {
            migrate::refuse(&comparison, &mut resolved.report.diagnostics);
            return Err(resolved.report);
        }
        terminal.report(&resolved.report);
        for path in write(&project, &resolved, &self.name)? {
            terminal.say(&format!("wrote {path}"));
        }
        Ok(Outcome::Clean)
    }
}

/// The definition, without errors, and how it stands to the migrations.
pub fn compare(project: &Project) -> Result<(Resolved, Comparison), Report> {
    let mut resolved = resolve(project);
    if resolved.report.diagnostics.has_errors() {
        return Err(resolved.report);
    }
    let comparison = migrate::compare(project, &mut resolved);
    if resolved.report.diagnostics.has_errors() {
        return Err(resolved.report);
    }
    Ok((resolved, comparison))
}

fn write(project: &Project, resolved: &Resolved, name: &str) -> Result<Vec<String>, Report> {
    let Some(catalog) = &resolved.catalog else {
        return Ok(Vec::new());
    };
    let texts = migrate::first(catalog, &resolved.schema, &resolved.report.sources);
    let start = format!("{}/{}_{name}", project.config.migrations, utc(now()));
    let mut written = Vec::new();
    for (end, text) in [(migrate::UP, &texts.up), (migrate::DOWN, &texts.down)] {
        let path = format!("{start}{end}");
        files::create_new(&project.root, &path, text).map_err(|error| {
            Report::of(Diagnostic::error(
                "file-unwritable",
                format!("`{path}` cannot be written: {error}"),
            ))
        })?;
        written.push(path);
    }
    Ok(written)
}

fn check_name(name: &str) -> Result<(), Report> {
    let fits = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if fits {
        return Ok(());
    }
    let message = format!("`{name}` cannot be part of a migration's file name");
    Err(Report::of(
        Diagnostic::error("migration-name", message).help("use letters, digits, `-` and `_`"),
    ))
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// `20260105090000`: seconds since 1970 as a date and time in UTC.
fn utc(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days);
    format!(
        "{year:04}{month:02}{day:02}{:02}{:02}{:02}",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// Year, month and day of the Gregorian calendar from days since 1970-01-01. Years are counted from March here, so that
/// the leap day is the last of its year.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468; // since 0000-03-01
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::utc;

    #[test]
    fn seconds_are_dates() {
        assert_eq!(utc(0), "19700101000000");
        assert_eq!(utc(951_782_399), "20000228235959");
        assert_eq!(utc(951_782_400), "20000229000000");
        assert_eq!(utc(1_798_761_599), "20261231235959");
    }
}
