//! Through the migrations, statement by statement, with what the database holds at each.
//!
//! In: files. Out: findings with the statement that each is about, and what could not be read. What a way up has done stays for the
//! next one; a way back starts where its way up has ended.

use std::collections::BTreeSet;

use super::act::Act;
use super::allow;
use super::read::{self, Context};
use super::rule::Rule;
use super::scene::{Finding, Memory, Scene};
use super::words;
use crate::catalog::{Catalog, Growing};
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::migrate::{DOWN, UP};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Statement};

/// Which files there are, and which are looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// The ways up, in order.
    pub ups: Vec<FileId>,
    /// The ways back.
    pub downs: Vec<FileId>,
    /// Files that come after all of them.
    pub others: Vec<FileId>,
    /// Those whose findings are wanted.
    pub chosen: BTreeSet<FileId>,
    /// Whether the files make all that there is: then what is not known is an error.
    pub is_whole: bool,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// In the order of the statements.
    pub findings: Vec<Located>,
    /// The statements of the files that are looked at, file by file in their order.
    pub statements: Vec<Span>,
    /// What could not be read.
    pub unreadable: Diagnostics,
}

/// A finding with its rule and its statement.
pub(super) struct Located {
    pub rule: &'static Rule,
    pub statement: Span,
    pub finding: Finding,
}

/// Goes through all files.
pub(super) fn walk(set: &Set, dialect: Dialect, sources: &Sources) -> Found {
    let mut found = Found::default();
    let (mut replayed, mut back) = (Diagnostics::new(), Vec::new());
    let mut growing = Growing::new(sources, dialect, &mut replayed);
    let mut memory = Memory::default();
    let mut walker = Walker {
        set,
        dialect,
        sources,
        found: &mut found,
    };
    for up in &set.ups {
        let down = walker.down_of(*up).filter(|down| set.chosen.contains(down));
        let before = down.map(|_| growing.catalog().clone());
        walker.file(*up, &mut growing, &mut memory, None);
        if let Some(down) = down {
            let mut diagnostics = Diagnostics::new();
            let mut branch = growing.branch(&mut diagnostics);
            let mut memory = memory.clone();
            walker.file(down, &mut branch, &mut memory, before.as_ref());
            back.extend(diagnostics.take_from(0));
        }
    }
    let alone: Vec<FileId> = set
        .downs
        .iter()
        .filter(|down| walker.up_of(**down).is_none())
        .chain(&set.others)
        .copied()
        .collect();
    for file in alone {
        let mut diagnostics = Diagnostics::new();
        let mut branch = growing.branch(&mut diagnostics);
        walker.file(file, &mut branch, &mut memory.clone(), None);
        back.extend(diagnostics.take_from(0));
    }
    if set.is_whole {
        let all = replayed.take_from(0).into_iter().chain(back);
        all.for_each(|diagnostic| found.unreadable.push(diagnostic));
    }
    found
}

struct Walker<'w> {
    set: &'w Set,
    dialect: Dialect,
    sources: &'w Sources,
    found: &'w mut Found,
}

impl Walker<'_> {
    fn down_of(&self, up: FileId) -> Option<FileId> {
        let start = self.sources.get(up).path.strip_suffix(UP)?;
        let path = format!("{start}{DOWN}");
        let mut downs = self.set.downs.iter().copied();
        downs.find(|down| self.sources.get(*down).path == path)
    }

    fn up_of(&self, down: FileId) -> Option<FileId> {
        let mut ups = self.set.ups.iter().copied();
        ups.find(|up| self.down_of(*up) == Some(down))
    }

    /// Looks at a file, and adds what it does.
    fn file(
        &mut self,
        id: FileId,
        growing: &mut Growing<'_>,
        memory: &mut Memory,
        undone: Option<&Catalog>,
    ) {
        let file = self.sources.get(id);
        let first = self.found.unreadable.len();
        let statements = syntax::parse(file, self.dialect, &mut self.found.unreadable);
        if !self.set.chosen.contains(&id) && !self.set.is_whole {
            self.found.unreadable.take_from(first);
        }
        let acts: Vec<Act> = statements.iter().map(|one| self.act(one)).collect();
        let is_transaction = self.dialect.hazard_rules().is_transactional
            && !allow::is_without_transaction(file, self.dialect);
        memory.begin();
        // That one should not is what a rule is about.
        growing.let_references_go();
        for (at, statement) in statements.iter().enumerate() {
            if self.set.chosen.contains(&id) {
                self.found.statements.push(statement.span);
                let scene = Scene {
                    acts: &acts,
                    at,
                    catalog: growing.catalog(),
                    memory,
                    undone,
                    is_transaction,
                    sources: self.sources,
                };
                self.found.findings.extend(look(&scene));
            }
            growing.add(statement);
            memory.note(&acts[at], growing.catalog());
        }
    }

    fn act(&self, statement: &Statement) -> Act {
        let file = self.sources.get(statement.span.file);
        let tokens = syntax::tokens(statement, file, self.dialect);
        let context = Context {
            dialect: self.dialect,
            sources: self.sources,
        };
        let words = words::words(&tokens, self.sources, self.dialect);
        read::read(statement.span, words, context)
    }
}

/// What the rules say of a statement.
fn look(scene: &Scene<'_>) -> Vec<Located> {
    let dialect = scene.dialect();
    let rules = super::all().filter(|rule| rule.dialects.contains(&dialect));
    rules
        .flat_map(|rule| {
            let statement = scene.act().span;
            (rule.check)(scene).into_iter().map(move |finding| Located {
                rule,
                statement,
                finding,
            })
        })
        .collect()
}
