//! FROM: tables, derived tables and joins become the relations of a scope.
//!
//! In: the FROM clause. Out: relations in the scope, the NULLs that outer joins can bring, and the equalities that hold.

use std::collections::BTreeSet;
use std::ops::Range;

use sqlparser::ast::{
    Expr, Join, JoinConstraint, JoinOperator, ObjectName, TableAlias, TableFactor, TableWithJoins,
};

use super::cardinality::{self, Equality};
use super::context::Analyzer;
use super::narrow;
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope, Slot};
use crate::catalog::Table;
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

impl Analyzer<'_> {
    /// Adds the relations of a FROM; false if one is unknown (already reported).
    pub(super) fn from(
        &mut self,
        tables: &[TableWithJoins],
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let mut known = true;
        for table in tables {
            known &= self.table_with_joins(table, scope, equalities);
        }
        known
    }

    pub(super) fn table_with_joins(
        &mut self,
        table: &TableWithJoins,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let start = scope.relations.len();
        let mut known = self.factor(&table.relation, scope, equalities);
        for join in &table.joins {
            known &= self.join(join, start, scope, equalities);
        }
        known
    }

    fn factor(
        &mut self,
        factor: &TableFactor,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        match factor {
            TableFactor::Table {
                name,
                alias,
                args: None,
                with_hints,
                version,
                with_ordinality: false,
                partitions,
                json_path: None,
                sample,
                index_hints,
            } => {
                let at = self.place(name);
                let refused = !with_hints.is_empty()
                    || version.is_some()
                    || !partitions.is_empty()
                    || sample.is_some()
                    || !index_hints.is_empty();
                self.refuse(refused, "this clause of a table", at);
                match self.named_relation(name, alias.as_ref()) {
                    Some(relation) => self.add(relation, at, scope),
                    None => false,
                }
            }
            TableFactor::Derived {
                lateral,
                subquery,
                alias,
                sample: None,
            } => {
                let mut result = match lateral {
                    true => self.query(subquery, Some(&*scope)),
                    false => self.query(subquery, scope.parent),
                };
                self.close(&mut result);
                let failed = result.failed;
                let relation = match alias {
                    Some(alias) => {
                        let name = self.fold(&alias.name);
                        self.renamed(result, &name, alias)
                    }
                    None => result.into_relation(None),
                };
                let at = self.place(&**subquery);
                self.add(relation, at, scope) && !failed
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias: None,
            } => self.table_with_joins(table_with_joins, scope, equalities),
            other => {
                let at = self.place(other);
                self.unsupported("this form of table in FROM", at);
                false
            }
        }
    }

    fn add(&mut self, relation: Relation, at: Span, scope: &mut Scope<'_>) -> bool {
        let dialect = self.dialect();
        if let Some(name) = &relation.name
            && scope
                .relation_named(name, |a, b| dialect.same_name(a, b))
                .is_some()
        {
            self.diagnostics.push(
                Diagnostic::error("duplicate-alias", format!("`{name}` is in FROM twice"))
                    .at(at, "the second one")
                    .help("give one of them another name: `table AS name`"),
            );
            return false;
        }
        scope.relations.push(relation);
        true
    }

    /// A common table expression, a table or a view under its name or alias.
    pub(super) fn named_relation(
        &mut self,
        name: &ObjectName,
        alias: Option<&TableAlias>,
    ) -> Option<Relation> {
        let parts = self.parts(name).unwrap_or_default();
        let cte = match parts.as_slice() {
            [name] => {
                let folded = self.fold(name);
                self.ctes
                    .iter()
                    .rev()
                    .find(|cte| self.same(&cte.name, &folded))
                    .map(|cte| cte.relation.clone())
            }
            _ => None,
        };
        let mut relation = match cte {
            Some(relation) => relation,
            None => {
                let id = self.table(name)?;
                self.note_read(id);
                self.table_relation(self.catalog.table(id))
            }
        };
        if let Some(alias) = alias {
            relation.name = Some(self.fold(&alias.name));
            for (column, given) in relation
                .columns
                .iter_mut()
                .filter(|column| !column.system)
                .zip(&alias.columns)
            {
                column.name = self.fold(&given.name);
            }
        }
        Some(relation)
    }

    pub(super) fn table_relation(&self, table: &Table) -> Relation {
        let mut columns: Vec<RelationColumn> = table
            .columns
            .iter()
            .map(|column| RelationColumn {
                name: column.name.clone(),
                kind: Kind::Known(column.ty.clone()),
                nullable: column.nullable,
                origins: match table.kind {
                    crate::catalog::TableKind::Table => vec![column.id],
                    crate::catalog::TableKind::View => {
                        let mut origins = vec![column.id];
                        origins.extend(&column.origins);
                        origins
                    }
                },
                direct: column.direct.or(Some(column.id)),
                system: false,
            })
            .collect();
        columns.extend(
            self.dialect()
                .system_columns(table)
                .into_iter()
                .map(|(name, ty)| RelationColumn {
                    name: name.to_owned(),
                    kind: Kind::Known(ty),
                    nullable: false,
                    origins: Vec::new(),
                    direct: None,
                    system: true,
                }),
        );
        Relation {
            name: Some(table.name.clone()),
            columns,
            table: Some(table.id),
            single: false,
            outer: Vec::new(),
            merged: Vec::new(),
        }
    }

    fn join(
        &mut self,
        join: &Join,
        start: usize,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let middle = scope.relations.len();
        let known = self.factor(&join.relation, scope, equalities);
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
        if !known {
            return false;
        }
        let (left, right) = (start..middle, middle..scope.relations.len());
        self.constrain(constraint, join, side, &left, &right, scope, equalities);
        self.fill_with_nulls(side, left, right, scope);
        true
    }

    /// ON, USING and NATURAL.
    #[allow(clippy::too_many_arguments)]
    fn constrain(
        &mut self,
        constraint: &JoinConstraint,
        join: &Join,
        side: Side,
        left: &Range<usize>,
        right: &Range<usize>,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        match constraint {
            JoinConstraint::None => {}
            JoinConstraint::On(condition) => {
                self.on(condition, side, left, right, scope, equalities)
            }
            JoinConstraint::Using(names) => {
                for name in names {
                    let Some(ident) = self.parts(name).and_then(|parts| parts.last().copied())
                    else {
                        continue;
                    };
                    let (folded, at) = (self.fold(ident), self.ident_place(ident));
                    self.merge(&folded, at, side, left, right, scope, equalities);
                }
            }
            JoinConstraint::Natural => {
                let at = self.place(join);
                for name in self.common_names(left, right, scope) {
                    self.merge(&name, at, side, left, right, scope, equalities);
                }
            }
        }
    }

    fn on(
        &mut self,
        condition: &Expr,
        side: Side,
        left: &Range<usize>,
        right: &Range<usize>,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        self.condition(condition, scope);
        let slots = narrow::not_null(self.dialect(), scope, condition, true);
        let both = left.start..right.end;
        let about = match side {
            Side::Neither => {
                scope.assume(&slots);
                both
            }
            // A row of the optional side is there only if it met the condition.
            Side::Right => right.clone(),
            Side::Left => left.clone(),
            Side::Both => return,
        };
        if side != Side::Neither {
            let inner: BTreeSet<Slot> = slots
                .into_iter()
                .filter(|slot| about.contains(&slot.relation))
                .collect();
            scope.not_null.extend(inner);
        }
        equalities.extend(cardinality::equalities(
            self.dialect(),
            scope,
            condition,
            &about,
        ));
    }

    fn common_names(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        scope: &Scope<'_>,
    ) -> Vec<String> {
        let names = |range: &Range<usize>| -> Vec<String> {
            scope.relations[range.clone()]
                .iter()
                .flat_map(|relation| {
                    relation
                        .columns
                        .iter()
                        .enumerate()
                        .filter(|(at, column)| !column.system && !relation.merged.contains(at))
                })
                .map(|(_, column)| column.name.clone())
                .collect()
        };
        let others = names(right);
        names(left)
            .into_iter()
            .filter(|name| others.iter().any(|other| self.same(other, name)))
            .collect()
    }

    /// One column of USING: equal on both sides, and one column from here on.
    #[allow(clippy::too_many_arguments)]
    fn merge(
        &mut self,
        name: &str,
        at: Span,
        side: Side,
        left: &Range<usize>,
        right: &Range<usize>,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        let (Some(one), Some(other)) = (
            self.side_column(name, at, left, scope),
            self.side_column(name, at, right, scope),
        ) else {
            return;
        };
        let kinds = [scope.column(one).kind.ty(), scope.column(other).kind.ty()];
        if let [Some(a), Some(b)] = kinds
            && self
                .dialect()
                .resolve_operator(self.catalog, "=", Some(Some(a)), Some(b))
                .is_err()
        {
            let message = format!(
                "`{name}` is {} on one side and {} on the other",
                self.type_name(a),
                self.type_name(b)
            );
            self.error("type-mismatch", message, at, "cannot be compared");
            return;
        }
        // The side that is always there keeps the column.
        let hidden = if side == Side::Left { one } else { other };
        scope.relations[hidden.relation].merged.push(hidden.column);
        match side {
            Side::Neither => scope.assume(&BTreeSet::from([one, other])),
            Side::Right => drop(scope.not_null.insert(other)),
            Side::Left => drop(scope.not_null.insert(one)),
            Side::Both => return,
        }
        if side != Side::Left {
            equalities.push(Equality {
                slot: other,
                needs: BTreeSet::from([one.relation]),
            });
        }
        if side != Side::Right {
            equalities.push(Equality {
                slot: one,
                needs: BTreeSet::from([other.relation]),
            });
        }
    }

    fn side_column(
        &mut self,
        name: &str,
        at: Span,
        side: &Range<usize>,
        scope: &Scope<'_>,
    ) -> Option<Slot> {
        let mut found = Vec::new();
        let mut names = Vec::new();
        for index in side.clone() {
            let relation = &scope.relations[index];
            for (position, column) in relation.columns.iter().enumerate() {
                if column.system || relation.merged.contains(&position) {
                    continue;
                }
                names.push(column.name.as_str());
                if self.same(&column.name, name) {
                    found.push(Slot {
                        relation: index,
                        column: position,
                    });
                }
            }
        }
        match found.as_slice() {
            [slot] => Some(*slot),
            [] => {
                let mut diagnostic = Diagnostic::error(
                    "unknown-column",
                    format!("`{name}` is not on both sides of the join"),
                )
                .at(at, "unknown on one side");
                if let Some(near) = nearest(name, names) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                }
                self.diagnostics.push(diagnostic);
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

    /// What a WHERE says of the rows that pass it, in every variant of the statement.
    pub(super) fn assume_where(
        &mut self,
        condition: &Expr,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        self.note_condition(condition);
        let all = 0..scope.relations.len();
        for part in self.certain(condition) {
            let slots = narrow::not_null(self.dialect(), scope, part, true);
            scope.assume(&slots);
            equalities.extend(cardinality::equalities(self.dialect(), scope, part, &all));
        }
    }

    fn fill_with_nulls(
        &mut self,
        side: Side,
        left: Range<usize>,
        right: Range<usize>,
        scope: &mut Scope<'_>,
    ) {
        let sides: &[Range<usize>] = match side {
            Side::Neither => &[],
            Side::Right => &[right],
            Side::Left => &[left],
            Side::Both => &[left, right],
        };
        for range in sides {
            self.outer_joins += 1;
            for relation in &mut scope.relations[range.clone()] {
                relation.outer.push(self.outer_joins);
            }
        }
    }
}
