//! `rowtype diff`: writes the migration from what the checked-in migrations build to the schema.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::migrate::{self, Change, Comparison, Likely, Pace, Schema, Script};
use rowtype::pull::differences;
use rowtype::source::Span;
use rowtype::syntax::Statement;
use rowtype::{Dialect, Project, Report, Resolved, files, resolve, source};

use super::output::{Terminal, counted};
use super::{Outcome, locate, pull, verify};

const EXAMPLES: &str = "\
Examples:
  rowtype diff add_bio                  write migrations/<utc>_add_bio.up.sql and .down.sql
  rowtype diff --dry-run                print what would be written
  rowtype diff drop_bio --allow-loss    write it, whatever is lost
  rowtype diff add_index --concurrently build indexes while others work, in a migration of their own
  rowtype diff add_owner --online       in steps that are deployed apart: expand, fill, switch, contract
  rowtype diff --from old.sql --to new.sql --database mariadb
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
    /// Build and drop indexes while others work, in a migration of their own that is no transaction (PostgreSQL)
    #[arg(long, conflicts_with = "online")]
    concurrently: bool,
    /// Write what keeps nobody waiting: steps that are deployed apart, expand, fill, switch, contract (PostgreSQL), or the algorithm of each
    /// ALTER TABLE (MariaDB, MySQL)
    #[arg(long)]
    online: bool,
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
    /// What both files are written in: postgres, sqlite, mysql, mariadb
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
            concurrently: false,
            online: false,
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
        let project = locate::project(place)?;
        let (resolved, mut comparison) = compare(&project)?;
        if comparison.beside.is_some() {
            return Err(led_by(comparison.beside, resolved.report));
        }
        let last = comparison.migrations.last();
        let last = last.map(|migration| migration.name.clone());
        if let Some(change) = self.of_live(&project, &resolved)? {
            if change.up.is_empty() {
                terminal.report(&resolved.report);
                terminal.say("no difference: the database is what the schema says");
                return Ok(Outcome::Clean);
            }
            self.check(&change, &resolved.report)?;
            terminal.report(&resolved.report);
            return self.finish(&project, &[Step::whole(&change)], last, terminal);
        }
        let Some((from, to)) = comparison.sides.take() else {
            return Err(resolved.report);
        };
        let (to, open) = self.asked(&from, to);
        let change = &migrate::change(&from, &to);
        if change.up.is_empty() {
            terminal.report(&resolved.report);
            terminal.say("no difference: the migrations build the schema");
            return Ok(Outcome::Clean);
        }
        let mut report = resolved.report.clone();
        if !self.allow_loss {
            for pair in &open {
                report.diagnostics.push(ambiguous(pair, &resolved.schema));
            }
        }
        self.check(change, &report)?;
        terminal.report(&resolved.report);
        let steps = self.steps(&resolved, &comparison, change, &to)?;
        self.finish(&project, &steps, last, terminal)
    }

    /// Prints the steps, or writes their files behind the last migration.
    fn finish(
        &self,
        project: &Project,
        steps: &[Step],
        last: Option<String>,
        terminal: &Terminal,
    ) -> Result<Outcome, Report> {
        let Some(name) = self.name.as_ref().filter(|_| !self.dry_run) else {
            self.print(steps, terminal);
            return Ok(Outcome::Clean);
        };
        let stamp = stamp(last.as_deref());
        let mut before = last;
        for (at, step) in steps.iter().enumerate() {
            let name = match step.name {
                "" => format!("{stamp}_{name}"),
                step => format!("{stamp}_{name}_{}_{step}", at + 1),
            };
            for path in write(project, step, before.as_deref(), &name)? {
                terminal.say(&format!("wrote {path}"));
            }
            before = Some(name);
        }
        Ok(Outcome::Clean)
    }

    /// Asks on a terminal whether what goes and comes is only called otherwise. The schema with the answers, and the pairs that nobody has
    /// said anything of.
    fn asked(&self, from: &Schema, to: Schema) -> (Schema, Vec<Likely>) {
        let mut to = to;
        let is_asked = std::io::stdin().is_terminal()
            && std::io::stderr().is_terminal()
            && !self.allow_loss
            && !self.dry_run;
        if !is_asked {
            let open = Schema::likely(from, &to);
            return (to, open);
        }
        let mut denied: Vec<Likely> = Vec::new();
        loop {
            let pairs = Schema::likely(from, &to);
            let Some(pair) = pairs.into_iter().find(|pair| !denied.contains(pair)) else {
                return (to, denied);
            };
            match Terminal::ask(&format!("Is {} what {} was?", pair.new, pair.old)) {
                true => to = to.called(&pair),
                false => denied.push(pair),
            }
        }
    }

    fn pace(&self, dialect: Dialect) -> Result<Pace, Report> {
        let (pace, is_known) = match (self.online, self.concurrently) {
            (true, _) => (Pace::Online, dialect.changes_online()),
            (_, true) => {
                let is_known = dialect.hazard_rules().has_concurrent_indexes;
                (Pace::Concurrently, is_known)
            }
            _ => return Ok(Pace::AtOnce),
        };
        match is_known {
            true => Ok(pace),
            false => {
                let message = format!("{} has no forms for this", dialect.product());
                Err(Report::of(
                    Diagnostic::error("no-online-forms", message).help(
                        "`--online` is for PostgreSQL, MariaDB and MySQL, `--concurrently` for PostgreSQL; leave it out",
                    ),
                ))
            }
        }
    }

    /// The migrations to write: one, or the steps of one. The first migration of all is the author's own text.
    fn steps(
        &self,
        resolved: &Resolved,
        comparison: &Comparison,
        change: &Change,
        to: &Schema,
    ) -> Result<Vec<Step>, Report> {
        let Some(catalog) = &resolved.catalog else {
            return Ok(vec![Step::whole(change)]);
        };
        if comparison.migrations.is_empty() {
            let texts = migrate::first(catalog, &resolved.schema, &resolved.report.sources);
            return Ok(vec![Step {
                name: "",
                up: texts.up,
                down: texts.down,
            }]);
        }
        let pace = self.pace(catalog.dialect)?;
        if pace == Pace::AtOnce {
            return Ok(vec![Step::whole(change)]);
        }
        let migrations = comparison.migrations.iter();
        let before: Vec<(&str, &str)> = migrations
            .map(|one| (one.name.as_str(), one.sql.as_str()))
            .collect();
        Step::each(&before, to, pace)
    }

    fn print(&self, steps: &[Step], terminal: &Terminal) {
        let texts: Vec<&str> = match self.down {
            true => steps.iter().rev().map(|step| step.down.as_str()).collect(),
            false => steps.iter().map(|step| step.up.as_str()).collect(),
        };
        terminal.print(&texts.join("\n"));
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
        let Some(dialect) = Dialect::from_name(name) else {
            let message = format!("no migrations are written for `{name}`");
            return Err(Report::of(
                Diagnostic::error("unknown-database", message)
                    .help("`--database postgres`, `sqlite`, `mysql` or `mariadb`"),
            ));
        };
        let (name, text) = read(from)?;
        let before = [(name.as_str(), text.as_str())];
        let (name, text) = read(to)?;
        let to = Schema::read(&[(name.as_str(), text.as_str())], dialect)?;
        let from = Schema::read(&before, dialect)?;
        let (to, open) = self.asked(&from, to);
        let change = migrate::change(&from, &to);
        let mut report = Report::default();
        if !self.allow_loss {
            let told = open.iter().map(|pair| ambiguous(pair, &[]));
            told.for_each(|one| report.diagnostics.push(one));
        }
        self.check(&change, &report)?;
        if change.up.is_empty() {
            return Ok(Outcome::Clean);
        }
        let steps = match self.pace(dialect)? {
            Pace::AtOnce => vec![Step::whole(&change)],
            pace => Step::each(&before, &to, pace)?,
        };
        self.print(&steps, terminal);
        Ok(Outcome::Clean)
    }

    /// Nothing is left undone, and nothing is lost that nobody has agreed to.
    fn check(&self, change: &Change, report: &Report) -> Result<(), Report> {
        // One question at a time: what is lost depends on what is the same.
        if report.diagnostics.has_errors() {
            return Err(report.clone());
        }
        let mut report = report.clone();
        refuse(&change.up, &mut report.diagnostics);
        if !self.allow_loss {
            for loss in &change.up.losses {
                let message = format!("by this migration {loss}");
                report.diagnostics.push(
                    Diagnostic::error("migration-loses", message)
                        .help("`--allow-loss` writes the migration all the same"),
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
        return Err(led_by(comparison.beside, resolved.report));
    }
    Ok((resolved, comparison))
}

/// That the migrations do not build the schema.
pub fn behind(change: &Change) -> Diagnostic {
    let message = format!(
        "the migrations do not build the schema: {} is not in them",
        counted(change.up.statements.max(1), "statement")
    );
    Diagnostic::error("migrations-behind", message).help(
        "`rowtype diff --dry-run` shows what differs, `rowtype diff NAME` writes the migration",
    )
}

/// What cannot be replayed may be so because of two branches: that is said first.
pub fn led_by(finding: Option<Diagnostic>, report: Report) -> Report {
    let mut diagnostics = Diagnostics::new();
    let found = report.diagnostics.iter().cloned();
    finding
        .into_iter()
        .chain(found)
        .for_each(|one| diagnostics.push(one));
    Report {
        sources: report.sources,
        diagnostics,
    }
}

/// Something goes and something like it comes: nobody but the author knows whether they are one.
fn ambiguous(pair: &Likely, schema: &[Statement]) -> Diagnostic {
    let message = format!(
        "{} goes and {} comes: is it only called otherwise?",
        pair.old, pair.new
    );
    let help = format!(
        "then write above it `-- {}`; `--allow-loss` takes them for two things",
        pair.tag
    );
    let found = Diagnostic::error("migration-ambiguous", message).help(help);
    let (statement, start) = pair.place;
    let Some(statement) = schema.get(statement) else {
        return found;
    };
    let name = pair.new.rsplit('.').next().unwrap_or_default();
    let span = Span {
        file: statement.span.file,
        start,
        end: statement.span.end.min(start + name.len()),
    };
    found.at(span, "comes")
}

/// Says of each difference for which no statement is written what it is, and what to do.
fn refuse(script: &Script, diagnostics: &mut Diagnostics) {
    for (what, help) in &script.refused {
        let message = format!("the migration cannot say {what}");
        diagnostics.push(Diagnostic::error("migration-open", message).help(help.clone()));
    }
}

/// The name and the text of a file.
fn read(path: &Path) -> Result<(String, String), Report> {
    let shown = path.display().to_string();
    let text = source::read_text(path).map_err(|error| {
        Report::of(Diagnostic::error(
            "file-unreadable",
            format!("`{shown}` cannot be read: {error}"),
        ))
    })?;
    Ok((shown, text))
}

/// A pair of files.
struct Step {
    /// What is appended to the migration's name; nothing where it is the only one.
    name: &'static str,
    up: String,
    down: String,
}

impl Step {
    fn whole(change: &Change) -> Step {
        Step {
            name: "",
            up: change.up.text.clone(),
            down: change.down.text.clone(),
        }
    }

    fn each(before: &[(&str, &str)], to: &Schema, pace: Pace) -> Result<Vec<Step>, Report> {
        let steps = migrate::stepwise(before, to, pace)?.into_iter();
        let steps = steps.map(|(name, change)| Step {
            name,
            ..Step::whole(&change)
        });
        Ok(steps.collect())
    }
}

/// Writes a pair of files. The way up says which migration it was written after.
fn write(
    project: &Project,
    step: &Step,
    before: Option<&str>,
    name: &str,
) -> Result<Vec<String>, Report> {
    let start = format!("{}/{name}", project.config.migrations);
    let up = match before {
        Some(before) => format!("-- rowtype: {} {before}\n{}", migrate::AFTER, step.up),
        None => step.up.clone(),
    };
    let mut written = Vec::new();
    for (end, text) in [(migrate::UP, &up), (migrate::DOWN, &step.down)] {
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
