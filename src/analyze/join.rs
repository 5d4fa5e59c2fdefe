//! Joins: ON, USING and NATURAL, the NULLs of outer joins, and which names are in sight.
//!
//! In: a join and the scope that holds its left side. Out: the right side in the scope, the names as they are from here on,
//! and what the condition says of the rows.

use std::collections::BTreeSet;
use std::ops::Range;

use sqlparser::ast::{Expr, Join, JoinConstraint, JoinOperator, ObjectName, Value};

use super::cardinality::Equality;
use super::context::Analyzer;
use super::marks;
use super::narrow;
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Condition, Naming, Relation, RelationColumn, Scope, Slot};
use super::usages::How;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

/// Which sides of a join can be filled with NULLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Neither,
    Right,
    Left,
    Both,
}

impl Side {
    /// Whether the optional sides are filled with NULLs.
    fn fills(self) -> bool {
        match self {
            Side::Neither => false,
            Side::Right => rules::holds(Rule::LeftJoin),
            Side::Left => rules::holds(Rule::RightJoin),
            Side::Both => rules::holds(Rule::FullJoin),
        }
    }
}

/// The two sides of a join, as ranges of relations and of names.
struct Sides {
    left: Range<usize>,
    right: Range<usize>,
    left_names: Range<usize>,
    right_names: Range<usize>,
}

/// What a join's condition says of the rows that meet it.
#[derive(Default)]
struct Met {
    slots: BTreeSet<Slot>,
    equalities: Vec<Equality>,
}

impl Analyzer<'_> {
    pub(super) fn join(
        &mut self,
        join: &Join,
        (start, start_names): (usize, usize),
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let (constraint, side) = match &join.join_operator {
            JoinOperator::Join(constraint)
            | JoinOperator::Inner(constraint)
            | JoinOperator::CrossJoin(constraint) => (constraint, Side::Neither),
            JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => {
                (constraint, Side::Right)
            }
            JoinOperator::Right(constraint) | JoinOperator::RightOuter(constraint) => {
                (constraint, Side::Left)
            }
            JoinOperator::FullOuter(constraint) => (constraint, Side::Both),
            _ => {
                let at = self.place(join);
                self.unsupported("this form of join", at);
                return false;
            }
        };
        let (middle, middle_names) = (scope.relations.len(), scope.names.len());
        // A row of the right side cannot depend on a left side that may be missing.
        let reaches = matches!(side, Side::Neither | Side::Right);
        for naming in &mut scope.names[start_names..middle_names] {
            naming.reachable &= reaches;
        }
        let known = self.factor(&join.relation, scope, equalities);
        if !reaches {
            for naming in &mut scope.names[start_names..middle_names] {
                naming.reachable = true;
            }
        }
        if !known {
            return false;
        }
        self.check_constraint(join, constraint);
        let sides = Sides {
            left: start..middle,
            right: middle..scope.relations.len(),
            left_names: start_names..middle_names,
            right_names: middle_names..scope.names.len(),
        };
        let met = self.constrain(constraint, join, side, &sides, scope);
        let side = if always_meets(constraint, side, &scope.relations[sides.right.clone()]) {
            Side::Neither
        } else {
            side
        };
        self.settle_join(side, &sides, met, scope, equalities);
        true
    }

    /// Only CROSS JOIN and NATURAL stand without a condition where the database says so.
    fn check_constraint(&mut self, join: &Join, constraint: &JoinConstraint) {
        let crossed = matches!(join.join_operator, JoinOperator::CrossJoin(_));
        let (given, needed) = (
            !matches!(constraint, JoinConstraint::None),
            self.dialect().joins_need_a_condition(),
        );
        if needed && crossed == given {
            let at = self.place(join);
            if given {
                self.error(
                    "join-condition",
                    "CROSS JOIN takes no condition",
                    at,
                    "write JOIN",
                );
            } else {
                self.error(
                    "join-condition",
                    "this join needs a condition",
                    at,
                    "write ON, USING, or CROSS JOIN",
                );
            }
        }
    }

    /// Fills the optional sides with NULLs and takes over what the condition says of the rows.
    fn settle_join(
        &mut self,
        side: Side,
        sides: &Sides,
        met: Met,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        let filled: Vec<&Range<usize>> = match side {
            Side::Neither => {
                scope.assume(&met.slots);
                equalities.extend(met.equalities);
                return;
            }
            Side::Right => vec![&sides.right],
            Side::Left => vec![&sides.left],
            Side::Both => vec![&sides.left, &sides.right],
        };
        if let [about] = filled.as_slice() {
            // A row of the optional side is there only if it met the condition.
            let own = met
                .slots
                .iter()
                .filter(|slot| about.contains(&slot.relation));
            scope.not_null.extend(own.copied());
            equalities.extend(
                met.equalities
                    .iter()
                    .filter(|equality| about.contains(&equality.slot.relation))
                    .cloned(),
            );
        }
        let mut joins = Vec::new();
        for range in filled {
            self.outer_joins += 1;
            joins.push(self.outer_joins);
            if !side.fills() {
                continue;
            }
            for relation in &mut scope.relations[range.clone()] {
                relation.outer.push(self.outer_joins);
            }
        }
        scope.conditions.push(Condition {
            joins,
            slots: met.slots,
            equalities: met.equalities,
        });
    }

    /// ON, USING and NATURAL.
    fn constrain(
        &mut self,
        constraint: &JoinConstraint,
        join: &Join,
        side: Side,
        sides: &Sides,
        scope: &mut Scope<'_>,
    ) -> Met {
        match constraint {
            JoinConstraint::None => Met::default(),
            JoinConstraint::On(condition) => self.on(condition, sides, scope),
            JoinConstraint::Using(names) => self.using(names, side, sides, scope),
            JoinConstraint::Natural => {
                let at = self.place(join);
                let names = self.common_names(sides, scope);
                let names: Vec<(String, Span)> = names.into_iter().map(|name| (name, at)).collect();
                self.merge_all(&names, None, side, sides, scope)
            }
        }
    }

    fn on(&mut self, condition: &Expr, sides: &Sides, scope: &mut Scope<'_>) -> Met {
        let hidden = scope.hidden;
        if !self.dialect().on_sees_all_of_from() {
            scope.hidden = sides.left_names.start;
        }
        self.condition(condition, scope);
        let both = sides.left.start..sides.right.end;
        self.note_condition(condition);
        let mut met = Met::default();
        for part in self.certain(condition) {
            met.slots.extend(narrow::not_null(
                self.dialect(),
                scope,
                part,
                narrow::Outcome::True,
            ));
            met.equalities.extend(self.equalities(scope, part, &both));
        }
        scope.hidden = hidden;
        met
    }

    /// `USING (a, b) AS j`.
    fn using(
        &mut self,
        names: &[ObjectName],
        side: Side,
        sides: &Sides,
        scope: &mut Scope<'_>,
    ) -> Met {
        let mut columns = Vec::new();
        let mut alias = None;
        for name in names {
            match self.parts(name).unwrap_or_default().as_slice() {
                [column] => columns.push((self.fold(column), self.ident_place(column))),
                [mark, name] if mark.value == marks::USING_ALIAS => {
                    alias = Some((self.fold(name), self.ident_place(name)));
                }
                _ => {
                    let at = self.place(name);
                    self.error(
                        "unknown-column",
                        "USING takes names of columns without a table",
                        at,
                        "qualified",
                    );
                }
            }
        }
        self.merge_all(&columns, alias, side, sides, scope)
    }

    fn common_names(&self, sides: &Sides, scope: &Scope<'_>) -> Vec<String> {
        let left = in_sight(&scope.names[sides.left_names.clone()]);
        let right = in_sight(&scope.names[sides.right_names.clone()]);
        let mut common: Vec<String> = Vec::new();
        for (name, slot) in left {
            let is_shared = |(other, at): &&&(String, Slot)| {
                self.same(other, name) && !scope.column(*at).nameless
            };
            let shared = right.iter().any(|other| is_shared(&other));
            if shared
                && !scope.column(*slot).nameless
                && !common.iter().any(|known| self.same(known, name))
            {
                common.push(name.clone());
            }
        }
        common
    }

    /// Columns that are equal on both sides are one column from here on. Unqualified names lead to them first, then to
    /// the others of the left side, then to those of the right.
    fn merge_all(
        &mut self,
        names: &[(String, Span)],
        alias: Option<(String, Span)>,
        side: Side,
        sides: &Sides,
        scope: &mut Scope<'_>,
    ) -> Met {
        let mut met = Met::default();
        let mut merged: Vec<(String, Slot)> = Vec::new();
        let mut gone: Vec<Slot> = Vec::new();
        let mut storage = Relation {
            single: true,
            lateral: true,
            ..Relation::default()
        };
        for (name, at) in names {
            let Some((one, other)) = self.pair(name, *at, sides, scope) else {
                continue;
            };
            for slot in [one, other] {
                let origins = scope.column(slot).origins.clone();
                self.in_clause(How::Filters, |analyzer| {
                    analyzer.note_columns(&origins, *at)
                });
            }
            self.call_shared([one, other], *at, scope);
            let Some(ty) = self.merged_type(name, *at, (one, other), scope) else {
                continue;
            };
            let keeps = |slot: Slot| scope.column(slot).kind == ty;
            let slot = match side {
                Side::Neither | Side::Right if keeps(one) => one,
                Side::Neither | Side::Left if keeps(other) => other,
                _ => {
                    storage
                        .columns
                        .push(merged_column(name, ty, side, (one, other), scope));
                    Slot {
                        relation: scope.relations.len(),
                        column: storage.columns.len() - 1,
                    }
                }
            };
            merged.push((name.clone(), slot));
            gone.extend([one, other]);
            met.slots.extend([one, other]);
            for (slot, needed) in [(one, other), (other, one)] {
                met.equalities
                    .push(Equality::of_columns(slot, needed.relation));
            }
        }
        let first = self.dialect().merged_columns_come_first();
        let mut columns = if first { merged.clone() } else { Vec::new() };
        for range in [&sides.left_names, &sides.right_names] {
            for (name, slot) in in_sight(&scope.names[range.clone()]) {
                if !gone.contains(slot) {
                    columns.push((name.clone(), *slot));
                } else if !first
                    && let Some(own) = merged.iter().find(|(own, _)| self.same(own, name))
                    && !columns.contains(own)
                {
                    columns.push(own.clone());
                }
            }
        }
        scope.hide(sides.left_names.start..sides.right_names.end, false);
        if !storage.columns.is_empty() {
            scope.relations.push(storage);
        }
        let mut join = Naming {
            name: None,
            columns,
            system: Vec::new(),
            qualified: false,
            unqualified: true,
            reachable: true,
            relation: None,
        };
        for naming in &scope.names[sides.left_names.start..sides.right_names.end] {
            join.system.extend(naming.system.iter().cloned());
        }
        scope.names.push(join);
        if let Some((name, at)) = alias
            && self.is_free(&name, at, scope)
        {
            scope.names.push(Naming {
                name: Some(name),
                columns: merged,
                system: Vec::new(),
                qualified: true,
                unqualified: false,
                reachable: true,
                relation: None,
            });
        }
        met
    }

    /// The type of a merged column; none where the two cannot be compared (already reported).
    fn merged_type(
        &mut self,
        name: &str,
        at: Span,
        (one, other): (Slot, Slot),
        scope: &Scope<'_>,
    ) -> Option<Kind> {
        let (one, other) = (&scope.column(one).kind, &scope.column(other).kind);
        let (Some(a), Some(b)) = (one.ty(), other.ty()) else {
            return Some(one.clone());
        };
        let dialect = self.dialect();
        if a == b && dialect.can_compare(a, false) {
            return Some(one.clone());
        }
        if dialect.merged_columns_stay() {
            return Some(one.clone());
        }
        let comparable = dialect
            .resolve_operator(self.catalog, "=", Some(Some(a)), Some(b))
            .is_ok();
        match dialect.unify(self.catalog, &[Some(a), Some(b)]) {
            Some(ty) if comparable => Some(Kind::Known(ty)),
            _ => {
                let message = format!(
                    "`{name}` is {} on one side and {} on the other",
                    self.type_name(a),
                    self.type_name(b)
                );
                self.error("type-mismatch", message, at, "cannot be compared");
                None
            }
        }
    }

    /// A column of USING on both sides.
    fn pair(
        &mut self,
        name: &str,
        at: Span,
        sides: &Sides,
        scope: &Scope<'_>,
    ) -> Option<(Slot, Slot)> {
        let one = self.side_column(name, at, sides.left_names.clone(), scope);
        let other = self.side_column(name, at, sides.right_names.clone(), scope);
        Some((one?, other?))
    }

    fn side_column(
        &mut self,
        name: &str,
        at: Span,
        side: Range<usize>,
        scope: &Scope<'_>,
    ) -> Option<Slot> {
        let columns = in_sight(&scope.names[side]);
        let found: Vec<Slot> = columns
            .iter()
            .filter(|(own, slot)| self.same(own, name) && !scope.column(*slot).nameless)
            .map(|(_, slot)| *slot)
            .collect();
        match found.as_slice() {
            [slot] => Some(*slot),
            [] => {
                let mut diagnostic = Diagnostic::error(
                    "unknown-column",
                    format!("`{name}` is not on both sides of the join"),
                )
                .at(at, "unknown on one side");
                if let Some(near) = nearest(name, columns.iter().map(|(own, _)| own.as_str())) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                }
                if !scope.incomplete {
                    self.diagnostics.push(diagnostic);
                }
                None
            }
            _ => {
                self.error(
                    "ambiguous-column",
                    format!("`{name}` is twice on one side of the join"),
                    at,
                    "ambiguous",
                );
                None
            }
        }
    }
}

/// `LEFT JOIN LATERAL (SELECT count(*) ..) AS n ON true`: there is a row on the right for every one on the left.
fn always_meets(constraint: &JoinConstraint, side: Side, right: &[Relation]) -> bool {
    let is_true = |condition: &Expr| matches!(condition, Expr::Value(value) if value.value == Value::Boolean(true));
    let unconditional = match constraint {
        JoinConstraint::On(Expr::Nested(condition)) => is_true(condition),
        JoinConstraint::On(condition) => is_true(condition),
        _ => false,
    };
    let one_row = matches!(right, [relation] if relation.certain);
    side == Side::Right && unconditional && one_row
}

/// The columns that are found without a qualifier.
fn in_sight(names: &[Naming]) -> Vec<&(String, Slot)> {
    names
        .iter()
        .filter(|naming| naming.unqualified)
        .flat_map(|naming| &naming.columns)
        .collect()
}

/// A merged column that is neither side's own: that of a FULL JOIN, or one of a type that both are cast to.
fn merged_column(
    name: &str,
    kind: Kind,
    side: Side,
    (one, other): (Slot, Slot),
    scope: &Scope<'_>,
) -> RelationColumn {
    let nullable = match side {
        Side::Neither => false,
        Side::Right => scope.is_nullable(one),
        Side::Left => scope.is_nullable(other),
        Side::Both => {
            (scope.is_nullable(one) || scope.is_nullable(other)) && rules::holds(Rule::MergedColumn)
        }
    };
    let mut column = RelationColumn::computed(name.to_owned(), kind, nullable);
    column.origins.clone_from(&scope.column(one).origins);
    for origin in &scope.column(other).origins {
        if !column.origins.contains(origin) {
            column.origins.push(*origin);
        }
    }
    column
}
