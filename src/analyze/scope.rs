//! Which names an expression sees, and what is known of each: type, nullability, origin.
//!
//! In: relations, as FROM adds them. Out: [`Slot`]s and [`Typed`] values. It must not know the syntax tree.

use std::collections::BTreeSet;

use super::ParamIndex;
use super::params::Kind;
use crate::catalog::{ColumnId, TableId};
use crate::ty::Ty;

/// What is known of an expression.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// Its type, so far.
    pub kind: Kind,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// The base columns that it derives from.
    pub origins: Vec<ColumnId>,
    /// The base column that it is.
    pub direct: Option<ColumnId>,
    /// The parameter that it is.
    pub param: Option<ParamIndex>,
    /// The columns of the innermost scope that it reads outside of an aggregate.
    pub bare: Vec<Slot>,
    /// A number written out, for LIMIT 1 and division.
    pub literal: Option<String>,
}

impl Typed {
    pub fn new(ty: Ty, nullable: bool) -> Typed {
        Typed::of(Kind::Known(ty), nullable)
    }

    pub fn of(kind: Kind, nullable: bool) -> Typed {
        Typed {
            kind,
            nullable,
            origins: Vec::new(),
            direct: None,
            param: None,
            bare: Vec::new(),
            literal: None,
        }
    }

    /// Stands for an expression whose error is already reported.
    pub fn error() -> Typed {
        Typed::of(Kind::Error, true)
    }

    pub fn is_error(&self) -> bool {
        matches!(self.kind, Kind::Error)
    }

    /// Takes over where the parts come from.
    pub fn derived_from<'t>(mut self, parts: impl IntoIterator<Item = &'t Typed>) -> Typed {
        for part in parts {
            for origin in &part.origins {
                if !self.origins.contains(origin) {
                    self.origins.push(*origin);
                }
            }
            for slot in &part.bare {
                if !self.bare.contains(slot) {
                    self.bare.push(*slot);
                }
            }
        }
        self
    }
}

/// A column of a relation in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub relation: usize,
    pub column: usize,
}

/// A column that a relation offers.
#[derive(Clone, Debug)]
pub(super) struct RelationColumn {
    pub name: String,
    pub kind: Kind,
    pub nullable: bool,
    pub origins: Vec<ColumnId>,
    pub direct: Option<ColumnId>,
    /// Not part of a star: `rowid`, `ctid`.
    pub system: bool,
}

/// Something that FROM adds.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The name that qualifies its columns.
    pub name: Option<String>,
    pub columns: Vec<RelationColumn>,
    /// The table itself, for its keys.
    pub table: Option<TableId>,
    /// A derived relation that gives at most one row.
    pub single: bool,
    /// The outer joins that can fill it with NULLs.
    pub outer: Vec<u32>,
    /// Columns that USING or NATURAL merged away: seen only when qualified.
    pub merged: Vec<usize>,
}

/// What the grouping of a SELECT allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouping {
    /// Whether there is a GROUP BY.
    pub grouped: bool,
}

/// The names in sight of one SELECT.
#[derive(Debug, Default)]
pub(super) struct Scope<'p> {
    pub parent: Option<&'p Scope<'p>>,
    pub relations: Vec<Relation>,
    /// Columns that cannot be NULL in a row that passed the conditions.
    pub not_null: BTreeSet<Slot>,
    /// Outer joins whose optional side must be there in a row that passed the conditions.
    pub present: BTreeSet<u32>,
    pub grouping: Grouping,
    /// A relation is missing because its own error is already reported: what is not found may be in it.
    pub incomplete: bool,
}

/// What a name leads to.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// One column; `depth` 0 is the innermost scope.
    One { depth: usize, slot: Slot },
    /// More than one relation has it.
    Ambiguous(Vec<Slot>),
    /// None has it.
    Nothing,
}

impl<'p> Scope<'p> {
    pub fn inside(parent: Option<&'p Scope<'p>>) -> Scope<'p> {
        Scope {
            parent,
            ..Scope::default()
        }
    }

    pub fn column(&self, slot: Slot) -> &RelationColumn {
        &self.relations[slot.relation].columns[slot.column]
    }

    /// Whether a column can be NULL in a row that passed the conditions so far.
    pub fn is_nullable(&self, slot: Slot) -> bool {
        let filled = self.relations[slot.relation]
            .outer
            .iter()
            .any(|join| !self.present.contains(join));
        filled || (self.column(slot).nullable && !self.not_null.contains(&slot))
    }

    /// The scope `depth` levels out.
    pub fn at_depth(&self, depth: usize) -> &Scope<'p> {
        let mut scope = self;
        for _ in 0..depth {
            match scope.parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        scope
    }

    /// Looks a column up, from the inside out.
    pub fn find(
        &self,
        qualifier: Option<&str>,
        name: &str,
        same: impl Fn(&str, &str) -> bool + Copy,
    ) -> Found {
        let mut scope = Some(self);
        let mut depth = 0;
        while let Some(current) = scope {
            match current.find_here(qualifier, name, same).as_slice() {
                [] => {}
                [slot] => return Found::One { depth, slot: *slot },
                many => return Found::Ambiguous(many.to_vec()),
            }
            scope = current.parent;
            depth += 1;
        }
        Found::Nothing
    }

    fn find_here(
        &self,
        qualifier: Option<&str>,
        name: &str,
        same: impl Fn(&str, &str) -> bool + Copy,
    ) -> Vec<Slot> {
        let mut found = Vec::new();
        let mut system = Vec::new();
        for (index, relation) in self.relations.iter().enumerate() {
            if let Some(qualifier) = qualifier
                && !relation
                    .name
                    .as_deref()
                    .is_some_and(|own| same(own, qualifier))
            {
                continue;
            }
            for (at, column) in relation.columns.iter().enumerate() {
                if !same(&column.name, name)
                    || (qualifier.is_none() && relation.merged.contains(&at))
                {
                    continue;
                }
                let slot = Slot {
                    relation: index,
                    column: at,
                };
                if column.system {
                    system.push(slot)
                } else {
                    found.push(slot)
                }
            }
        }
        if found.is_empty() { system } else { found }
    }

    /// Every relation in sight by name, for stars and messages.
    pub fn relation_named(&self, name: &str, same: impl Fn(&str, &str) -> bool) -> Option<usize> {
        self.relations
            .iter()
            .position(|relation| relation.name.as_deref().is_some_and(|own| same(own, name)))
    }

    /// Takes conditions as given: these columns are not NULL, and so the relations that they stand in are there.
    pub fn assume(&mut self, slots: &BTreeSet<Slot>) {
        for slot in slots {
            self.not_null.insert(*slot);
            for join in &self.relations[slot.relation].outer {
                self.present.insert(*join);
            }
        }
    }
}
