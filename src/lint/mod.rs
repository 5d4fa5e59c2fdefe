//! What is dangerous in migrations.
//!
//! In: the statements of migrations, ours and those written by hand. Out: findings, each with the rule that says so. No database is
//! asked: the migrations are replayed, so that each statement is looked at with what the database holds at that moment. A
//! table that the same migration makes has no rows and no readers, and nothing that is done to it is a hazard.
//!
//! `read` makes an `Act` of each statement; `scene` is what a rule may look at; `rules` has the rules, a file for each
//! family; `walk` goes through the migrations; `allow` takes away what somebody has allowed, with a reason.

mod act;
mod allow;
mod made;
mod page;
mod read;
mod rule;
mod rules;
mod scene;
mod walk;
mod words;

pub use page::{page, text};
pub use rule::{Claim, Example, Lock, Rule};

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest};
use crate::dialect::Dialect;
use crate::source::{self, FileId, SourceKind, Sources};
use crate::{Config, Project, Report};

/// All rules, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    rules::FAMILIES.iter().flat_map(|family| family.rules)
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Says that there is no such rule, and which was probably meant.
pub fn unknown_rule(id: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-rule", format!("there is no rule `{id}`"));
    match nearest(id, all().map(|rule| rule.id)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`rowtype explain-rule` lists all rules"),
    }
}

/// Whether a finding is a rule's: others say that something could not be read.
pub fn is_of_rule(diagnostic: &Diagnostic) -> bool {
    rule(diagnostic.id).is_some() || allow::IDS.contains(&diagnostic.id)
}

/// The migrations of a project, or only `files` among them: paths from its folder. A file that is no migration of the project is
/// taken for one that comes after all of them.
pub fn lint(project: &Project, files: &[String]) -> Report {
    let mut report = project.report.clone();
    let Report {
        sources,
        diagnostics,
    } = &mut report;
    let folder = &project.config.migrations;
    let mut load = |patterns: &[String]| {
        let first = sources.files().count();
        let kind = SourceKind::Migration;
        source::load(&project.root, kind, patterns, sources, diagnostics);
        sources.files().skip(first).map(|file| file.id).collect()
    };
    let ups: Vec<FileId> = load(&[format!("{folder}/*{}", crate::migrate::UP)]);
    let downs: Vec<FileId> = load(&[format!("{folder}/*{}", crate::migrate::DOWN)]);
    let is_ours = |path: &String| path.starts_with(&format!("{folder}/"));
    let (own, others): (Vec<String>, Vec<String>) = files.iter().cloned().partition(is_ours);
    let others: Vec<FileId> = load(&others);
    let known = |id: &FileId, path: &str| sources.get(*id).path == path;
    for path in &own {
        if !ups.iter().chain(&downs).any(|id| known(id, path)) {
            let message = format!("`{path}` is no migration");
            diagnostics.push(Diagnostic::error("file-unreadable", message).help(format!(
                "migrations are the files that end in `{}` or `{}`",
                crate::migrate::UP,
                crate::migrate::DOWN
            )));
        }
    }
    let chosen: BTreeSet<FileId> = match files.is_empty() {
        true => ups.iter().chain(&downs).copied().collect(),
        false => {
            let named = ups.iter().chain(&downs);
            let named = named.filter(|id| own.iter().any(|path| known(id, path)));
            named.chain(&others).copied().collect()
        }
    };
    let set = walk::Set {
        ups,
        downs,
        others,
        chosen,
        is_whole: true,
    };
    run(&set, &project.config, sources, diagnostics);
    report
}

/// Migrations of an empty database, each with its name, as they follow each other.
pub fn lint_texts(texts: &[(&str, &str)], dialect: Dialect) -> Report {
    let mut report = Report::default();
    let Report {
        sources,
        diagnostics,
    } = &mut report;
    let mut set = walk::Set {
        is_whole: true,
        ..walk::Set::default()
    };
    for (name, text) in texts {
        let id = sources.add(SourceKind::Migration, *name, *text);
        match name.ends_with(crate::migrate::DOWN) {
            true => set.downs.push(id),
            false => set.ups.push(id),
        }
        set.chosen.insert(id);
    }
    run(&set, &Config::new(dialect), sources, diagnostics);
    report
}

/// Files by themselves, without a project. What is there before them is not known.
pub fn lint_files(files: &[String], dialect: Dialect) -> Report {
    let mut report = Report::default();
    let Report {
        sources,
        diagnostics,
    } = &mut report;
    let root = std::path::Path::new("");
    source::load(root, SourceKind::Migration, files, sources, diagnostics);
    let mut set = walk::Set::default();
    for file in sources.files() {
        set.chosen.insert(file.id);
        match file.path.ends_with(crate::migrate::DOWN) {
            true => set.downs.push(file.id),
            false => set.ups.push(file.id),
        }
    }
    run(&set, &Config::new(dialect), sources, diagnostics);
    report
}

fn run(set: &walk::Set, config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) {
    let found = walk::walk(set, config.dialect, sources);
    for diagnostic in found.unreadable.iter() {
        if diagnostic.severity == Severity::Error {
            diagnostics.push(diagnostic.clone());
        }
    }
    let first = diagnostics.len();
    allow::filter(found, set, config, sources, diagnostics);
    diagnostics.sort_from(first);
}
