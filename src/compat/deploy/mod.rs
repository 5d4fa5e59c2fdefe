//! A deploy: may the database be migrated before the new code runs, after it, or never while both are there?
//!
//! In: the definition as it was and as it is, each resolved, whose places are of different files. Out: [`Deploy`], a verdict and what it
//! stands on. The code of each side is asked of the schema of the other one: its queries by the analysis (`queries`), the functions of its
//! tables by their columns (`tables`). It must not know where the older definition comes from, and it reads no migration.
//!
//! What fails for rows that are there, or for every request, is an error. What fails only once the new code has written something that
//! the old one does not know (a NULL, a word) is a warning: nobody writes it while the old code is alone.

mod demands;
mod expanded;
mod gone;
mod queries;
mod side;
mod tables;
mod values;

use serde::Serialize;

use crate::Resolved;
use crate::diagnostic::{Diagnostic, Severity};
use crate::dialect::Dialect;

use side::Side;

/// Findings of old code about what a last step can do, when it has gone.
const LAST: &[&str] = &[
    "deploy-column-gone",
    "deploy-key",
    "deploy-null-written",
    "deploy-query",
    "deploy-table-gone",
    "deploy-value-missing",
];

/// Which of the two definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Age {
    /// The one that runs.
    Old,
    /// The one that is to be deployed.
    New,
}

/// When the database may be migrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Each code works with each schema.
    Either,
    /// The old code works with the new schema.
    Before,
    /// The new code works with the old schema.
    After,
    /// Neither code works with the other's schema.
    Never,
}

/// What is said of a deploy.
#[derive(Clone, Debug)]
pub struct Deploy {
    /// What both are written in.
    pub dialect: Dialect,
    /// When the database may be migrated.
    pub verdict: Verdict,
    /// What the old code finds in the new schema, then what the new code finds in the old one. What the verdict avoids is a note.
    pub findings: Vec<Finding>,
}

/// Something that code meets in the schema of the other definition.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Whose code it is; the schema is the other one's.
    pub code: Age,
    /// Whether that code does not work with that schema because of it.
    pub breaks: bool,
    /// The finding, at its place in that code.
    pub diagnostic: Diagnostic,
}

/// What each code finds in the other's schema; none where one of them is not resolved, or they are of different databases.
pub fn deploy(old: &Resolved, new: &Resolved) -> Option<Deploy> {
    let (old, new) = (Side::of(Age::Old, old)?, Side::of(Age::New, new)?);
    if old.catalog.dialect != new.catalog.dialect {
        return None;
    }
    let mut findings = met(&old, &new);
    findings.extend(met(&new, &old));
    let verdict = Verdict::of(&findings);
    for finding in &mut findings {
        if verdict.avoids() == Some(finding.code) {
            finding.diagnostic.severity = Severity::Note;
        }
    }
    Some(Deploy {
        dialect: new.catalog.dialect,
        verdict,
        findings,
    })
}

/// What the code of one side finds in the schema of the other.
fn met(code: &Side<'_>, schema: &Side<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    tables::check(code, schema, &mut found);
    queries::check(code, schema, &mut found);
    demands::check(code, schema, &mut found);
    // The order of severity, and within it that of the checks.
    found.sort_by_key(|diagnostic| diagnostic.severity);
    let mut findings: Vec<Finding> = Vec::new();
    for diagnostic in found {
        if !findings.iter().any(|one| one.diagnostic == diagnostic) {
            findings.push(Finding {
                code: code.age,
                breaks: diagnostic.severity == Severity::Error,
                diagnostic,
            });
        }
    }
    findings
}

impl Deploy {
    /// The verdict in one line.
    pub fn text(&self) -> &'static str {
        match self.verdict {
            Verdict::Either => "safe in either order",
            Verdict::Before => "migrate before the new code is deployed",
            Verdict::After => "migrate after the new code is deployed",
            Verdict::Never if self.can_be_parted() => {
                "never together: neither order works; deploy in steps, for which `rowtype diff --online` writes migrations"
            }
            Verdict::Never => "never together: neither order works; deploy in steps",
        }
    }

    /// Whether all that breaks the old code can wait for the last of the steps that `diff --online` writes: what goes, and NOT NULL.
    fn can_be_parted(&self) -> bool {
        let mut broken = self.findings.iter();
        let is_last = |finding: &Finding| {
            finding.code == Age::New || !finding.breaks || LAST.contains(&finding.diagnostic.id)
        };
        self.dialect.changes_online() && broken.all(is_last)
    }
}

impl Age {
    /// The other definition.
    pub fn other(self) -> Age {
        match self {
            Age::Old => Age::New,
            Age::New => Age::Old,
        }
    }

    /// `old`.
    pub fn name(self) -> &'static str {
        match self {
            Age::Old => "old",
            Age::New => "new",
        }
    }
}

impl Verdict {
    fn of(findings: &[Finding]) -> Verdict {
        let works = |age: Age| {
            let mut of_code = findings.iter().filter(|finding| finding.code == age);
            of_code.all(|finding| !finding.breaks)
        };
        match (works(Age::Old), works(Age::New)) {
            (true, true) => Verdict::Either,
            (true, false) => Verdict::Before,
            (false, true) => Verdict::After,
            (false, false) => Verdict::Never,
        }
    }

    /// The code that never meets the other's schema where the verdict is followed.
    fn avoids(self) -> Option<Age> {
        match self {
            Verdict::Before => Some(Age::New),
            Verdict::After => Some(Age::Old),
            Verdict::Either | Verdict::Never => None,
        }
    }
}
