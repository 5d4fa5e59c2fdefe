//! `rowtype diff`: writes the migration from what the checked-in migrations build to the schema.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::migrate::{self, Change, Comparison, Schema, Script};
use rowtype::pull::differences;
use rowtype::{Dialect, Project, Report, Resolved, files, resolve, source};

use super::output::Terminal;
use super::{Outcome, locate, pull, verify};

const EXAMPLES: &str = "\
Examples:
  rowtype diff add_bio                  write migrations/<utc>_add_bio.up.sql and .down.sql
  rowtype diff --dry-run                print what would be written
  rowtype diff drop_bio --allow-loss    write it, whatever is lost
  rowtype diff --from old.sql --to new.sql --database postgres
  rowtype diff --from-database postgres://app@localhost/app --dry-run

A column or table that is only called otherwise now says so in the schema: `-- @was old_name`. A new column that is NOT NULL
without a default says what rows get that are there: `-- @backfill lower(email)`.

Exit codes: 0 written, or nothing differs; 2 nothing was written: the schema has errors, values would be lost, or something
differs that has to be written by hand.";

/// Write the migration from the checked-in migrations to the schema
///
/// Compares schema.sql with what the files under migrations/ build up, without a database, and writes a pair of plain SQL
/// files for a person to read. Writes nothing when there is no difference.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Diff {
    /// What the migration is called: letters, digits, `-` and `_`
    #[arg(required_unless_present_any = ["dry_run", "from"])]
    name: Option<String>,
    /// Print the way up and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write it also where rows or values are lost
    #[arg(long)]
    allow_loss: bool,
    /// Print the way back instead of the way up, with --dry-run or --from
    #[arg(long)]
    down: bool,
    /// The address of a database that is there, in the place of the migrations
    #[arg(long, value_name = "URL", conflicts_with = "from")]
    from_database: Option<String>,
    /// An empty database in which schema.sql may be made, for servers where none can be made beside the other
    #[arg(long, value_name = "URL", requires = "from_database")]
    shadow: Option<String>,
    /// A file with the schema that is there, in the place of the migrations
    #[arg(
        long,
        value_name = "FILE",
        requires = "to",
        requires = "database",
        conflicts_with = "name"
    )]
    from: Option<PathBuf>,
    /// A file with the schema that is wanted
    #[arg(long, value_name = "FILE", requires = "from")]
    to: Option<PathBuf>,
    /// What both files are written in: postgres, sqlite
    #[arg(long, value_name = "DIALECT", requires = "from")]
    database: Option<String>,
}

impl Diff {
    /// As if the name had been given on the command line.
    pub fn named(name: &str) -> Diff {
        Diff {
            name: Some(name.to_owned()),
            dry_run: false,
            allow_loss: false,
            down: false,
            from_database: None,
            shadow: None,
            from: None,
            to: None,
            database: None,
        }
    }

    /// Writes the pair of files.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        if let (Some(from), Some(to)) = (&self.from, &self.to) {
            return self.between(from, to, terminal);
        }
        if let Some(name) = &self.name {
            check_name(name)?;
        }
        let project = locate::project_with_database(place)?;
        let (resolved, comparison) = compare(&project)?;
        let of_live = self.of_live(&project, &resolved)?;
        let Some(change) = of_live.as_ref().or(comparison.change.as_ref()) else {
            return Err(resolved.report);
        };
        if change.up.is_empty() {
            terminal.report(&resolved.report);
            terminal.say(match of_live {
                Some(_) => "no difference: the database is what the schema says",
                None => "no difference: the migrations build the schema",
            });
            return Ok(Outcome::Clean);
        }
        self.check(change, &resolved.report)?;
        terminal.report(&resolved.report);
        let texts = match of_live {
            Some(_) => (change.up.text.clone(), change.down.text.clone()),
            None => texts(&resolved, &comparison, change),
        };
        let Some(name) = self.name.as_ref().filter(|_| !self.dry_run) else {
            let (up, down) = texts;
            terminal.print(if self.down { &down } else { &up });
            return Ok(Outcome::Clean);
        };
        let last = comparison.migrations.last();
        let stamp = stamp(last.map(|migration| migration.name.as_str()));
        for path in write(&project, texts, &format!("{stamp}_{name}"))? {
            terminal.say(&format!("wrote {path}"));
        }
        Ok(Outcome::Clean)
    }

    /// From the database that is named, where one is.
    fn of_live(&self, project: &Project, resolved: &Resolved) -> Result<Option<Change>, Report> {
        let Some(url) = &self.from_database else {
            return Ok(None);
        };
        let (live, wanted) = verify::both(project, resolved, url, self.shadow.as_deref())?;
        pull::tell(&live, "compared");
        let change = verify::mending(project, resolved, &live, &wanted)?;
        let differences = differences(&live, &wanted);
        if change.up.is_empty() && !differences.is_empty() {
            let message = format!(
                "the database differs, and no statement is known that changes it: {}",
                differences.join("; ")
            );
            return Err(Report::of(
                Diagnostic::error("migration-open", message)
                    .help("write it by hand, then `rowtype verify`"),
            ));
        }
        Ok(Some(change))
    }

    /// Prints the way from one file to another.
    fn between(&self, from: &Path, to: &Path, terminal: &Terminal) -> Result<Outcome, Report> {
        let name = self.database.as_deref().unwrap_or_default();
        let Some(dialect) = Dialect::from_name(name).filter(|dialect| dialect.has_migrations())
        else {
            let message = format!("no migrations are written for `{name}`");
            return Err(Report::of(
                Diagnostic::error("unknown-database", message)
                    .help("`--database postgres` or `--database sqlite`"),
            ));
        };
        let change = migrate::change(&schema(from, dialect)?, &schema(to, dialect)?);
        self.check(&change, &Report::default())?;
        let script = if self.down { &change.down } else { &change.up };
        if !script.is_empty() {
            terminal.print(&script.text);
        }
        Ok(Outcome::Clean)
    }

    /// Nothing is left undone, and nothing is lost that nobody has agreed to.
    fn check(&self, change: &Change, report: &Report) -> Result<(), Report> {
        let mut report = report.clone();
        refuse(&change.up, &mut report.diagnostics);
        if !self.allow_loss {
            for loss in &change.up.losses {
                let message = format!("by this migration {loss}");
                report.diagnostics.push(
                    Diagnostic::error("migration-loses", message).help(
                        "is it only called otherwise now? Then say so above the new name: `-- @was old_name`. \
                         Otherwise `--allow-loss` writes the migration",
                    ),
                );
            }
        }
        match report.diagnostics.has_errors() {
            true => Err(report),
            false => Ok(()),
        }
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

/// Says of each difference for which no statement is written what it is, and what to do.
fn refuse(script: &Script, diagnostics: &mut Diagnostics) {
    for (what, help) in &script.refused {
        let message = format!("the migration cannot say {what}");
        diagnostics.push(Diagnostic::error("migration-open", message).help(help.clone()));
    }
}

fn schema(path: &Path, dialect: Dialect) -> Result<Schema, Report> {
    let shown = path.display().to_string();
    let text = source::read_text(path).map_err(|error| {
        Report::of(Diagnostic::error(
            "file-unreadable",
            format!("`{shown}` cannot be read: {error}"),
        ))
    })?;
    Schema::read(&[(&shown, &text)], dialect)
}

/// The way up and the way back. The first migration is the author's own text.
fn texts(resolved: &Resolved, comparison: &Comparison, change: &Change) -> (String, String) {
    match &resolved.catalog {
        Some(catalog) if comparison.migrations.is_empty() => {
            let texts = migrate::first(catalog, &resolved.schema, &resolved.report.sources);
            (texts.up, texts.down)
        }
        _ => (change.up.text.clone(), change.down.text.clone()),
    }
}

fn write(project: &Project, texts: (String, String), name: &str) -> Result<Vec<String>, Report> {
    let start = format!("{}/{name}", project.config.migrations);
    let mut written = Vec::new();
    for (end, text) in [(migrate::UP, &texts.0), (migrate::DOWN, &texts.1)] {
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

/// The time, or so little later that the name comes after the last one there is.
fn stamp(last: Option<&str>) -> String {
    let last: String = last
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let now = now();
    let mut stamps = (now..now + 60).map(utc);
    let later = stamps.find(|stamp| stamp.as_str() > last.as_str());
    // A file from a time that is to come.
    let next = || last.parse::<u128>().map(|number| (number + 1).to_string());
    later.unwrap_or_else(|| next().unwrap_or_else(|_| utc(now)))
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
    use super::{stamp, utc};

    #[test]
    fn a_name_comes_after_the_last() {
        let first = stamp(None);
        let second = stamp(Some(&format!("{first}_init")));
        assert!(second > first, "{first} {second}");
        assert_eq!(stamp(Some("29990101000000_late")), "29990101000001");
        assert_eq!(stamp(Some("by_hand")).len(), 14);
    }

    #[test]
    fn seconds_are_dates() {
        assert_eq!(utc(0), "19700101000000");
        assert_eq!(utc(951_782_399), "20000228235959");
        assert_eq!(utc(951_782_400), "20000229000000");
        assert_eq!(utc(1_798_761_599), "20261231235959");
    }
}
