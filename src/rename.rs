//! Another name for a table or a column, wherever it is called by its old one.
//!
//! In: what the stages have made of a definition, what the migrations build, and both names. Out: [`Renaming`]: the files with their
//! texts before and after, and the places that only a person can decide on. What is edited are the bytes of names, as the catalog and
//! the analysis have resolved them; the result is read again, and must differ from before in nothing but the name. It must not read
//! or write files.
//!
//! `names` gathers what is called where; `edits` are the changes of the texts; `tags`, `settings`, `carried` and `rows` are what the
//! analysis does not read; `history` is the tag `@was`; `proof` reads the result again; `effects` is what changes for callers.

mod carried;
mod edits;
mod effects;
mod history;
mod names;
mod proof;
mod rows;
mod settings;
mod tags;
mod wanted;
mod words;

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::migrate::Schema;
use crate::source::{Sources, Span};
use crate::{Project, Report, Resolved};

use edits::Edits;
use wanted::Wanted;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `users` or `users.name`, also with a schema before it.
    pub name: &'a str,
    /// The new name, as the database is to hold it.
    pub new: &'a str,
    /// Whether names that callers of the API see stay what they are.
    pub keeps_api: bool,
}

/// The texts with the new name.
#[derive(Clone, Debug)]
pub struct Renaming {
    /// The files that change, in the order in which they are read.
    pub files: Vec<Changed>,
    /// Places where the old name stands and that are left as they are.
    pub open: Vec<Open>,
    /// What changes for callers, a line each.
    pub effects: Vec<String>,
}

/// A file that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Relative to the project.
    pub path: String,
    /// What is there.
    pub before: String,
    /// What is to be there.
    pub after: String,
}

/// A place where the old name stands in what nobody resolves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// `schema.sql:12`.
    pub place: String,
    /// What stands there: `the body of a function`.
    pub what: &'static str,
}

/// The definition as it is, and what is to become of it.
struct Task<'a> {
    catalog: &'a Catalog,
    resolved: &'a Resolved,
    sources: &'a Sources,
    wanted: Wanted,
}

impl Task<'_> {
    /// Where tags of the table or column stand: above its first definition, whatever has changed it since.
    fn place(&self) -> Span {
        let table = self.catalog.table(self.wanted.table);
        let Some(index) = self.wanted.column else {
            return table.span;
        };
        let defined = table.column(index).span;
        let is_added = |words: &words::Words<'_>| words.find(0, &["add"]).is_some();
        let mut statements = self.resolved.schema.iter();
        let statement = statements.find(|one| one.span.contains(defined));
        let words = statement
            .map(|one| words::Words::of(one.span, self.sources, self.catalog.dialect))
            .filter(|words| words.is(0, "alter") && !is_added(words));
        let mut called = self.catalog.called.iter();
        let first = called.find(|one| self.wanted.is_meant(one) && table.span.contains(one.span));
        match (words, first) {
            (Some(_), Some(first)) => first.span,
            _ => defined,
        }
    }
}

/// The texts with the new name. `known` is what the migrations build, where there are some. The definition must have no errors, and
/// its sources may hold rows (seeds) as well. Nothing is given where the result would differ in more than the name.
pub fn rename(
    project: &Project,
    resolved: &Resolved,
    known: Option<&Schema>,
    request: Request<'_>,
) -> Result<Renaming, Report> {
    let Some(catalog) = &resolved.catalog else {
        return Err(resolved.report.clone());
    };
    let said = |diagnostic: Diagnostic| {
        let mut report = Report {
            sources: resolved.report.sources.clone(),
            ..Report::default()
        };
        report.diagnostics.push(diagnostic);
        report
    };
    let task = Task {
        catalog,
        resolved,
        sources: &resolved.report.sources,
        wanted: Wanted::read(catalog, request).map_err(said)?,
    };
    let mut edits = Edits::default();
    let mut open: Vec<(Span, &'static str)> = Vec::new();
    names::edit(&task, &mut edits).map_err(said)?;
    tags::edit(&task, &mut edits);
    settings::edit(&task, &project.config, &mut edits, &mut open);
    carried::edit(&task, &mut edits, &mut open);
    rows::edit(&task, &mut edits, &mut open);
    let mut comments: Vec<String> = history::edit(&task, known, &mut edits)
        .into_iter()
        .collect();
    if request.keeps_api {
        comments.extend(effects::keep(&task, &mut edits));
    }
    edits.add_above(task.place(), &comments, task.sources);
    let sources = edits.apply(task.sources);
    let after = proof::prove(&task, project, sources)?;
    Ok(Renaming {
        files: changed(task.sources, &after.report.sources),
        open: shown(&after.report.sources, open, &edits),
        effects: effects::told(&task, &after),
    })
}

fn changed(before: &Sources, after: &Sources) -> Vec<Changed> {
    let pairs = before.files().zip(after.files());
    pairs
        .filter(|(old, new)| old.text != new.text)
        .map(|(old, new)| Changed {
            path: old.path.clone(),
            before: old.text.clone(),
            after: new.text.clone(),
        })
        .collect()
}

/// The places as they are found in the new texts.
fn shown(sources: &Sources, mut open: Vec<(Span, &'static str)>, edits: &Edits) -> Vec<Open> {
    open.sort_unstable();
    let mut shown: Vec<Open> = open
        .into_iter()
        .map(|(span, what)| Open {
            place: sources.place(edits.moved(span)),
            what,
        })
        .collect();
    shown.dedup();
    shown
}
