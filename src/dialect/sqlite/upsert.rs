//! `INSERT .. ON CONFLICT`, where SQLite reads it in another way than the parser.
//!
//! In: a statement's tree. Out: what it sets, and whether its ON would be read as a join's.

use sqlparser::ast::{
    Assignment, GroupByExpr, Insert, JoinConstraint, JoinOperator, OnConflictAction, OnInsert,
    Query, Select, SelectItem, SetExpr, Statement,
};

/// What UPDATE, and INSERT .. ON CONFLICT DO UPDATE, set.
pub(super) fn assignments(statement: &Statement) -> &[Assignment] {
    match statement {
        Statement::Update(update) => &update.assignments,
        Statement::Insert(insert) => match &insert.on {
            Some(OnInsert::OnConflict(conflict)) => match &conflict.action {
                OnConflictAction::DoUpdate(update) => &update.assignments,
                OnConflictAction::DoNothing => &[],
            },
            _ => &[],
        },
        _ => &[],
    }
}

/// What a statement that changes rows gives back.
pub(super) fn returning(statement: &Statement) -> &[SelectItem] {
    let items = match statement {
        Statement::Insert(insert) => &insert.returning,
        Statement::Update(update) => &update.returning,
        Statement::Delete(delete) => &delete.returning,
        _ => &None,
    };
    items.as_deref().unwrap_or_default()
}

/// Whether ON CONFLICT follows directly after a relation in FROM: `INSERT INTO t SELECT * FROM u ON CONFLICT DO NOTHING`.
pub(super) fn on_is_read_as_a_join(insert: &Insert) -> bool {
    let conflicts = matches!(insert.on, Some(OnInsert::OnConflict(_)));
    conflicts
        && insert
            .source
            .as_ref()
            .is_some_and(|query| ends_in_from(query))
}

fn ends_in_from(query: &Query) -> bool {
    let mut last = query.body.as_ref();
    while let SetExpr::SetOperation { right, .. } = last {
        last = right;
    }
    let ends = query.order_by.is_none() && query.limit_clause.is_none();
    matches!(last, SetExpr::Select(select) if ends && select_ends_in_from(select))
}

fn select_ends_in_from(select: &Select) -> bool {
    let grouped = match &select.group_by {
        GroupByExpr::All(_) => true,
        GroupByExpr::Expressions(exprs, _) => !exprs.is_empty(),
    };
    let goes_on = select.selection.is_some()
        || grouped
        || select.having.is_some()
        || !select.named_window.is_empty();
    let is_open = |from: &sqlparser::ast::TableWithJoins| match from.joins.last() {
        Some(join) => !has_constraint(&join.join_operator),
        None => true,
    };
    !goes_on && select.from.last().is_some_and(is_open)
}

fn has_constraint(join: &JoinOperator) -> bool {
    match join {
        JoinOperator::Join(constraint)
        | JoinOperator::Inner(constraint)
        | JoinOperator::Left(constraint)
        | JoinOperator::LeftOuter(constraint)
        | JoinOperator::Right(constraint)
        | JoinOperator::RightOuter(constraint)
        | JoinOperator::FullOuter(constraint)
        | JoinOperator::CrossJoin(constraint) => {
            matches!(constraint, JoinConstraint::On(_) | JoinConstraint::Using(_))
        }
        _ => false,
    }
}
