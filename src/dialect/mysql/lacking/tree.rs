//! What is lacked, where the tree shows it.
//!
//! In: a statement's tree. Out: what is lacked, with the parser's place.

use std::ops::ControlFlow;

use sqlparser::ast::{
    CastKind, DataType, DateTimeField, Delete, Expr, FromTable, Function, GroupByExpr, Insert,
    Join, JoinConstraint, JoinOperator, LimitClause, OffsetRows, OrderByExpr, Query, Select,
    SetExpr, SetOperator, Spanned, Statement, TableFactor, Value, Visit, Visitor, WindowFrameBound,
    WindowFrameUnits, WindowType,
};
use sqlparser::tokenizer::Span;

use crate::dialect::mysql::Flavor;
use crate::dialect::mysql::expressions::has_field;

/// All of a statement that is lacked.
pub(in crate::dialect) fn find(flavor: &Flavor, tree: &Statement) -> Vec<(&'static str, Span)> {
    let mut finder = Finder {
        flavor,
        found: Vec::new(),
    };
    let _ = tree.visit(&mut finder);
    finder.found
}

struct Finder<'a> {
    flavor: &'a Flavor,
    found: Vec<(&'static str, Span)>,
}

impl Finder<'_> {
    fn meet(&mut self, what: Option<&'static str>, at: Span) -> ControlFlow<()> {
        self.found.extend(what.map(|what| (what, at)));
        ControlFlow::Continue(())
    }
}

impl Visitor for Finder<'_> {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        self.meet(in_expression(self.flavor, expr), expr.span())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let what = match factor {
            TableFactor::NestedJoin { alias: Some(_), .. } => {
                Some("name for a join in parentheses: name its tables")
            }
            TableFactor::Derived { lateral: true, .. } if !self.flavor.lateral => {
                Some("LATERAL: join a query that groups by what it is joined on")
            }
            _ => None,
        };
        self.meet(what, factor.span())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        for join in select.from.iter().flat_map(|table| &table.joins) {
            let outer = matches!(
                &join.join_operator,
                JoinOperator::Left(JoinConstraint::None)
                    | JoinOperator::LeftOuter(JoinConstraint::None)
                    | JoinOperator::Right(JoinConstraint::None)
                    | JoinOperator::RightOuter(JoinConstraint::None)
            );
            let what = outer.then_some("outer join without a condition: write ON TRUE");
            let _ = self.meet(what, join.relation.span());
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let mut what = match (&*query.body, &query.with) {
            (SetExpr::Insert(_), Some(_)) => {
                Some("WITH before INSERT: it stands before the SELECT, INSERT INTO t WITH ..")
            }
            (SetExpr::Update(_) | SetExpr::Delete(_), Some(_)) if !self.flavor.with_writes => {
                Some("WITH before a write: use a subselect, or join one")
            }
            (
                SetExpr::SetOperation {
                    op: SetOperator::Minus,
                    ..
                },
                _,
            ) => Some("MINUS: it has EXCEPT"),
            _ => None,
        };
        let offset_alone = match &query.limit_clause {
            Some(LimitClause::LimitOffset {
                limit: None,
                offset: Some(offset),
                ..
            }) => !self.flavor.fetch || offset.rows == OffsetRows::None,
            _ => false,
        };
        if offset_alone {
            what = Some(
                "OFFSET without LIMIT: LIMIT 18446744073709551615 OFFSET .. gives all that follow",
            );
        }
        if query.fetch.is_some() && !self.flavor.fetch {
            what = Some("FETCH FIRST: it has LIMIT");
        }
        self.meet(what, query.span())
    }

    fn pre_visit_order_by_expr(&mut self, expr: &OrderByExpr) -> ControlFlow<()> {
        let nulls = expr.options.nulls_first.is_some();
        let what = nulls.then_some("NULLS FIRST and NULLS LAST: sort by `a IS NULL` before");
        self.meet(what, expr.expr.span())
    }

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        let what = match statement {
            Statement::Insert(insert) => in_insert(self.flavor, insert),
            Statement::Delete(delete) => in_delete(self.flavor, delete),
            Statement::Update(update) if update.from.is_some() => {
                Some("UPDATE .. FROM: it has UPDATE a JOIN b ON .. SET ..")
            }
            Statement::Update(update)
                if !self.flavor.joined_updates_sort
                    && !update.table.joins.is_empty()
                    && (!update.order_by.is_empty() || update.limit.is_some()) =>
            {
                Some("ORDER BY and LIMIT in an UPDATE of several tables")
            }
            Statement::Truncate(truncate) if truncate.table_names.len() > 1 => {
                Some("TRUNCATE of several tables: write one for each")
            }
            _ => None,
        };
        self.meet(what, statement.span())
    }
}

fn in_insert(flavor: &Flavor, insert: &Insert) -> Option<&'static str> {
    if insert.insert_alias.is_some() && !flavor.row_alias {
        Some("alias for the new row: it has VALUES(column)")
    } else if insert.replace_into && insert.on.is_some() {
        Some("ON DUPLICATE KEY UPDATE after REPLACE: it is INSERT's")
    } else if insert.or.is_some() {
        Some("INSERT OR ..: it has INSERT IGNORE, REPLACE and ON DUPLICATE KEY UPDATE")
    } else if insert.on.is_some() && insert.source.as_deref().is_some_and(ends_in_open_join) {
        Some(
            "ON DUPLICATE KEY UPDATE right after a join without a condition, whose ON it would be: write WHERE TRUE before it",
        )
    } else {
        None
    }
}

/// Whether the last words of a query are those of joins of which one has no condition.
fn ends_in_open_join(query: &Query) -> bool {
    let SetExpr::Select(select) = last_arm(&query.body) else {
        return false;
    };
    let plain = matches!(&select.group_by, GroupByExpr::Expressions(keys, _) if keys.is_empty());
    let ends_in_from = query.order_by.is_none()
        && query.limit_clause.is_none()
        && query.locks.is_empty()
        && select.selection.is_none()
        && select.having.is_none()
        && select.named_window.is_empty()
        && plain;
    let is_open = |join: &Join| {
        matches!(
            &join.join_operator,
            JoinOperator::Join(JoinConstraint::None)
                | JoinOperator::Inner(JoinConstraint::None)
                | JoinOperator::CrossJoin(JoinConstraint::None)
        )
    };
    let last = select.from.last();
    ends_in_from && last.is_some_and(|table| table.joins.iter().any(is_open))
}

fn last_arm(body: &SetExpr) -> &SetExpr {
    match body {
        SetExpr::SetOperation { right, .. } => last_arm(right),
        body => body,
    }
}

fn in_delete(flavor: &Flavor, delete: &Delete) -> Option<&'static str> {
    let tables = match &delete.from {
        FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables) => tables,
    };
    let several = !delete.tables.is_empty() || delete.using.is_some();
    let named = tables
        .iter()
        .any(|table| matches!(&table.relation, TableFactor::Table { alias: Some(_), .. }));
    if several && (!delete.order_by.is_empty() || delete.limit.is_some()) {
        Some("ORDER BY and LIMIT in a DELETE from several tables")
    } else if !several && named && !flavor.delete_alias {
        Some("alias in a DELETE from one table: DELETE a FROM t AS a WHERE ..")
    } else {
        None
    }
}

fn in_expression(flavor: &Flavor, expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::ILike { .. } => "ILIKE: LIKE ignores case where the collation does",
        Expr::Cast {
            kind: CastKind::TryCast | CastKind::SafeCast,
            ..
        } => "TRY_CAST: CAST warns, and gives what it can read",
        Expr::Cast {
            kind: CastKind::Cast,
            data_type,
            ..
        }
        | Expr::Convert {
            data_type: Some(data_type),
            ..
        } if !is_cast(flavor, data_type) => {
            "cast to this type: CHAR, SIGNED, UNSIGNED, DECIMAL, DOUBLE, DATE, DATETIME, TIME and BINARY are there"
        }
        Expr::Extract { field, .. } if !is_unit(field) => "such field of EXTRACT",
        Expr::Interval(interval)
            if interval
                .leading_field
                .as_ref()
                .is_some_and(|unit| !is_unit(unit)) =>
        {
            "such unit of INTERVAL: units are singular, INTERVAL 2 DAY"
        }
        Expr::Function(function) => return in_call(flavor, function),
        _ => return None,
    })
}

fn in_call(flavor: &Flavor, function: &Function) -> Option<&'static str> {
    let Some(WindowType::WindowSpec(window)) = &function.over else {
        return None;
    };
    let frame = window.window_frame.as_ref()?;
    if frame.units == WindowFrameUnits::Groups {
        return Some("frame of GROUPS: it has ROWS and RANGE");
    }
    let bounds = [Some(&frame.start_bound), frame.end_bound.as_ref()];
    let is_open = bounds.into_iter().flatten().any(|bound| match bound {
        WindowFrameBound::Preceding(Some(value)) | WindowFrameBound::Following(Some(value)) => {
            matches!(&**value, Expr::Interval(_))
                || matches!(&**value, Expr::Value(value) if matches!(value.value, Value::Placeholder(_)))
        }
        _ => false,
    });
    (is_open && !flavor.open_frames)
        .then_some("parameter or interval as the bound of a frame: write a number")
}

/// Whether EXTRACT and INTERVAL have this unit.
fn is_unit(field: &DateTimeField) -> bool {
    match field {
        DateTimeField::Custom(name) => has_field(&name.value),
        DateTimeField::Week(None) => true,
        field => [
            "MICROSECOND",
            "SECOND",
            "MINUTE",
            "HOUR",
            "DAY",
            "MONTH",
            "QUARTER",
            "YEAR",
        ]
        .contains(&field.to_string().as_str()),
    }
}

/// Whether CAST takes this type.
fn is_cast(flavor: &Flavor, data_type: &DataType) -> bool {
    let text = data_type.to_string().to_ascii_lowercase();
    let name = text.split('(').next().unwrap_or_default().trim();
    CASTS.contains(&name) || flavor.own_casts.contains(&name) || flavor.own_types.contains(&name)
}

/// Types that both cast to, as the parser spells them.
const CASTS: &[&str] = &[
    "binary",
    "char",
    "character",
    "nchar",
    "date",
    "datetime",
    "decimal",
    "dec",
    "double",
    "float",
    "signed",
    "signed integer",
    "signed int",
    "unsigned",
    "unsigned integer",
    "unsigned int",
    "time",
];
