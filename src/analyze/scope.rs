//! Which names an expression sees, and what is known of each: type, nullability, origin.
//!
//! In: relations, as FROM adds them. Out: [`Slot`]s and [`Typed`] values. It must not know the syntax tree.

use std::collections::BTreeSet;
use std::ops::Range;

use super::ParamIndex;
use super::cardinality::Equality;
use super::grouping::Grouping;
use super::narrow::Facts;
use super::params::Kind;
use super::result_keys::ResultKey;
use super::rules::{self, Rule};
use crate::catalog::{ColumnId, TableId};
use crate::ty::Ty;

/// What is known of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The column of the innermost scope that it is.
    pub slot: Option<Slot>,
    /// A number written out, for LIMIT 1 and division.
    pub literal: Option<String>,
    /// Of an array: whether no element is NULL.
    pub full: bool,
    /// How many digits an integer has at the most, where its type says more (MySQL).
    pub digits: Option<u8>,
    /// Whether a column's text or bytes, or those that a cast makes, are part of it: their character set is that of a value
    /// that is made of it and of others (MySQL).
    pub has_charset: bool,
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
            slot: None,
            literal: None,
            full: false,
            digits: None,
            has_charset: false,
        }
    }

    /// Stands for an expression whose error is already reported.
    pub fn error() -> Typed {
        Typed::of(Kind::Error, true)
    }

    /// Whether it puts no NULL into an array: an array that holds none, or another value that is never NULL.
    pub fn is_full_part(&self) -> bool {
        match &self.kind {
            Kind::Known(Ty::Array(_)) => self.full || self.param.is_some(),
            Kind::Known(_) | Kind::Row(_) => !self.nullable,
            Kind::Unknown | Kind::Error => false,
        }
    }

    pub fn is_error(&self) -> bool {
        matches!(self.kind, Kind::Error)
    }

    /// Takes over where the parts come from.
    pub fn derived_from<'t>(mut self, parts: impl IntoIterator<Item = &'t Typed>) -> Typed {
        for part in parts {
            self.has_charset |= part.has_charset;
            for origin in &part.origins {
                if !self.origins.contains(origin) {
                    self.origins.push(*origin);
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

impl Slot {
    /// The row itself, as a condition on it sees it: that it is there says nothing of its columns.
    pub fn row(relation: usize) -> Slot {
        Slot {
            relation,
            column: usize::MAX,
        }
    }
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
    /// Of an array: whether no element is NULL.
    pub full: bool,
    /// As of a [`Typed`].
    pub has_charset: bool,
    /// The column of the catalog whose name it has, where no AS gives it another.
    pub called: Option<ColumnId>,
    /// No AS names it, and what the database calls it is not to be relied upon: nothing finds it by its name.
    pub nameless: bool,
}

impl RelationColumn {
    /// A column that is no column of the catalog.
    pub fn computed(name: String, kind: Kind, nullable: bool) -> RelationColumn {
        RelationColumn {
            name,
            has_charset: kind.ty().is_some_and(Ty::has_charset),
            kind,
            nullable,
            origins: Vec::new(),
            direct: None,
            system: false,
            full: false,
            called: None,
            nameless: false,
        }
    }
}

/// Something that FROM adds.
#[derive(Clone, Debug, Default)]
pub(super) struct Relation {
    /// The name that qualifies its columns.
    pub name: Option<String>,
    pub columns: Vec<RelationColumn>,
    /// The table itself, for its keys.
    pub table: Option<TableId>,
    /// The table whose name it has, where no alias gives it another.
    pub called: Option<TableId>,
    /// Keys of a derived relation, by the positions of their columns.
    pub keys: Vec<ResultKey>,
    /// A derived relation that gives at most one row.
    pub single: bool,
    /// A derived relation that gives exactly one row.
    pub certain: bool,
    /// It is made anew for each row of what stands before it.
    pub lateral: bool,
    /// The outer joins that can fill it with NULLs.
    pub outer: Vec<u32>,
    /// A function's one column: the relation's name alone means it (`SELECT n FROM generate_series(1, 3) AS n`).
    pub scalar: bool,
    /// What it is, where its rows cannot be locked.
    pub unlockable: Option<&'static str>,
}

/// A name in sight, with the columns that it leads to: a relation, a join under an alias, or what a join with USING makes
/// of its sides.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    /// What qualifies its columns.
    pub name: Option<String>,
    /// As a star shows them.
    pub columns: Vec<(String, Slot)>,
    /// Found only by their names: `ctid`.
    pub system: Vec<(String, Slot)>,
    /// Whether `name.column` finds them.
    pub qualified: bool,
    /// Whether `column` alone finds them.
    pub unqualified: bool,
    /// False for the left side of a RIGHT or FULL JOIN, as its right side sees it.
    pub reachable: bool,
    /// The relation that it is.
    pub relation: Option<usize>,
}

/// What the condition of an outer join says of the rows whose optional sides are there.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// The sides.
    pub joins: Vec<u32>,
    /// The columns that are not NULL then.
    pub slots: BTreeSet<Slot>,
    /// What is equal then.
    pub equalities: Vec<Equality>,
}

/// The names in sight of one SELECT.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope<'p> {
    pub parent: Option<&'p Scope<'p>>,
    pub relations: Vec<Relation>,
    pub names: Vec<Naming>,
    /// How many of the names an ON does not see: those of other items of FROM.
    pub hidden: usize,
    /// Columns that cannot be NULL in a row that passed the conditions.
    pub not_null: BTreeSet<Slot>,
    /// Outer joins whose optional side must be there in a row that passed the conditions.
    pub present: BTreeSet<u32>,
    /// Those of the outer joins.
    pub conditions: Vec<Condition>,
    /// Expressions that are not NULL in such a row, by their [keys](super::keys).
    pub known: BTreeSet<String>,
    pub grouping: Grouping,
    /// The result's columns by the names that AS gives them, where the database lets all clauses use them.
    pub outputs: Vec<(String, Typed)>,
    /// The columns that the result shows: what HAVING sees of a group on MySQL.
    pub shown: Vec<Slot>,
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
    /// It is there, but not for this part of the statement.
    OutOfReach,
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

    /// Adds a relation whose columns are found with and without its name.
    pub fn add(&mut self, relation: Relation) {
        self.add_as(relation, true);
    }

    /// Adds a relation; `unqualified` says whether its columns are found without its name.
    pub fn add_as(&mut self, relation: Relation, unqualified: bool) {
        let index = self.relations.len();
        let (system, columns) = relation
            .columns
            .iter()
            .enumerate()
            .map(|(column, own)| (own, index_slot(index, column)))
            .partition::<Vec<_>, _>(|(own, _)| own.system);
        let named = |list: Vec<(&RelationColumn, Slot)>| -> Vec<(String, Slot)> {
            list.into_iter()
                .map(|(own, slot)| (own.name.clone(), slot))
                .collect()
        };
        self.names.push(Naming {
            name: relation.name.clone(),
            columns: named(columns),
            system: named(system),
            qualified: true,
            unqualified,
            reachable: true,
            relation: Some(index),
        });
        self.relations.push(relation);
    }

    /// Takes the names so far out of sight, for what stands beside them and does not see them.
    pub fn take_names(&mut self) -> Vec<Naming> {
        std::mem::take(&mut self.names)
    }

    /// Puts them back, before the others.
    pub fn put_names_first(&mut self, own: Vec<Naming>) {
        self.names.splice(0..0, own);
    }

    /// Gives the first relation the name of its table again.
    pub fn rename_first(&mut self, name: &str) {
        self.relations[0].called = self.relations[0].table;
        self.relations[0].name = Some(name.to_owned());
        self.names[0].name = Some(name.to_owned());
    }

    /// Leaves the first relation only.
    pub fn only_first(&mut self) {
        self.relations.truncate(1);
        self.names.truncate(1);
    }

    pub fn column(&self, slot: Slot) -> &RelationColumn {
        &self.relations[slot.relation].columns[slot.column]
    }

    /// Whether a column can be NULL in a row that passed the conditions so far.
    pub fn is_nullable(&self, slot: Slot) -> bool {
        self.may_be_absent(slot.relation)
            || (self.column(slot).nullable
                && rules::holds(Rule::DeclaredNull)
                && !self.not_null.contains(&slot))
    }

    /// Whether an outer join can have filled a relation with NULLs, in a row that passed the conditions so far.
    pub fn may_be_absent(&self, relation: usize) -> bool {
        self.relations[relation]
            .outer
            .iter()
            .any(|join| !self.present.contains(join))
    }

    /// What a column is, where it stands in an expression of this scope.
    pub fn typed(&self, slot: Slot) -> Typed {
        let column = self.column(slot);
        let mut typed = Typed::of(column.kind.clone(), self.is_nullable(slot));
        typed.origins.clone_from(&column.origins);
        typed.direct = column.direct;
        typed.full = column.full;
        typed.slot = Some(slot);
        typed.has_charset = column.has_charset;
        typed
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
                [(slot, true)] => return Found::One { depth, slot: *slot },
                [(_, false)] => return Found::OutOfReach,
                many => return Found::Ambiguous(many.iter().map(|(slot, _)| *slot).collect()),
            }
            // A name hides that of a scope around it, even where it lacks the column.
            let hides = |qualifier: &str| current.named(qualifier, same).is_some();
            if qualifier.is_some_and(hides) {
                return Found::Nothing;
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
    ) -> Vec<(Slot, bool)> {
        let mut found = Vec::new();
        let mut system = Vec::new();
        for naming in &self.names[self.hidden..] {
            let seen = match qualifier {
                Some(qualifier) => naming.is(qualifier, same),
                None => naming.unqualified,
            };
            if !seen {
                continue;
            }
            for (list, columns) in [(&mut found, &naming.columns), (&mut system, &naming.system)] {
                list.extend(
                    columns
                        .iter()
                        .filter(|(own, slot)| same(own, name) && !self.column(*slot).nameless)
                        .map(|(_, slot)| (*slot, naming.reachable)),
                );
            }
        }
        if found.is_empty() { system } else { found }
    }

    /// A relation, or a join with an alias, by its name.
    pub fn named(&self, name: &str, same: impl Fn(&str, &str) -> bool + Copy) -> Option<&Naming> {
        self.names[self.hidden..]
            .iter()
            .find(|naming| naming.is(name, same))
    }

    /// Whether a name is in this FROM, but out of sight of the ON that is read.
    pub fn is_hidden(&self, name: &str, same: impl Fn(&str, &str) -> bool + Copy) -> bool {
        self.names[..self.hidden]
            .iter()
            .any(|naming| naming.is(name, same))
    }

    /// The names that can qualify a column, for messages.
    pub fn qualifiers(&self) -> impl Iterator<Item = &str> {
        self.names[self.hidden..]
            .iter()
            .filter(|naming| naming.qualified)
            .filter_map(|naming| naming.name.as_deref())
    }

    /// What must be written before a column's name, where FROM holds more than one relation.
    pub fn qualifier(&self, slot: Slot, name: &str) -> Option<&str> {
        let has = |naming: &&Naming| {
            naming
                .columns
                .iter()
                .any(|(own, at)| *at == slot && own == name)
        };
        self.names
            .iter()
            .filter(|naming| naming.qualified)
            .filter(has)
            .find_map(|naming| naming.name.as_deref())
    }

    /// Names of one side of a join are found by `alias`, or not at all without a qualifier.
    pub fn hide(&mut self, names: Range<usize>, with_qualifiers: bool) {
        for naming in &mut self.names[names] {
            naming.unqualified = false;
            naming.qualified &= !with_qualifiers;
        }
    }

    /// Takes conditions as given: these columns are not NULL, and so the relations that they stand in are there. Where
    /// that takes an outer join back, its own condition holds as well.
    pub fn assume(&mut self, slots: &BTreeSet<Slot>) {
        let mut before = self.present.len();
        self.take(slots);
        while self.present.len() > before {
            before = self.present.len();
            let implied: Vec<BTreeSet<Slot>> = self
                .met_conditions()
                .map(|condition| condition.slots.clone())
                .collect();
            implied.iter().for_each(|slots| self.take(slots));
        }
    }

    /// Takes a condition as given, with what it says of expressions.
    pub fn assume_facts(&mut self, facts: Facts) {
        self.known.extend(facts.expressions);
        self.assume(&facts.slots);
    }

    /// The conditions of outer joins that have been taken back.
    pub fn met_conditions(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|condition| {
            condition
                .joins
                .iter()
                .all(|join| self.present.contains(join))
        })
    }

    fn take(&mut self, slots: &BTreeSet<Slot>) {
        for slot in slots {
            self.not_null.insert(*slot);
            for join in &self.relations[slot.relation].outer {
                self.present.insert(*join);
            }
        }
    }
}

impl Naming {
    fn is(&self, name: &str, same: impl Fn(&str, &str) -> bool) -> bool {
        self.qualified && self.name.as_deref().is_some_and(|own| same(own, name))
    }
}

fn index_slot(relation: usize, column: usize) -> Slot {
    Slot { relation, column }
}
