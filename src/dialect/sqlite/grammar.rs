//! What the parser takes and SQLite's grammar does not.
//!
//! In: a statement's tree. Out: what SQLite lacks, with the parser's place of each. The parser reads a superset of many
//! dialects; what is not SQLite's must not be analysed as if it were.

use std::ops::ControlFlow;

use sqlparser::ast::{
    self, CastKind, Distinct, DuplicateTreatment, Expr, FromTable, FunctionArguments, GroupByExpr,
    JoinOperator, Query, Select, SelectItem, Spanned, Statement, TableFactor, Visit, Visitor,
};
use sqlparser::tokenizer::Span;

/// Everything in a statement that SQLite lacks: what it is, and where.
pub(in crate::dialect) fn lacks(statement: &Statement) -> Vec<(&'static str, Span)> {
    let mut finder = Finder { found: Vec::new() };
    let _ = statement.visit(&mut finder);
    finder.found
}

struct Finder {
    found: Vec<(&'static str, Span)>,
}

impl Finder {
    fn meet(&mut self, what: Option<&'static str>, at: Span) -> ControlFlow<()> {
        self.found.extend(what.map(|what| (what, at)));
        ControlFlow::Continue(())
    }
}

impl Visitor for Finder {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        self.meet(in_expression(expr), expr.span())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let what = match factor {
            TableFactor::Derived { lateral: true, .. } => Some("LATERAL"),
            TableFactor::Table {
                sample: Some(_), ..
            } => Some("TABLESAMPLE"),
            TableFactor::Table {
                with_ordinality: true,
                ..
            } => Some("WITH ORDINALITY"),
            _ => None,
        };
        self.meet(what, factor.span())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        let at = select.span();
        let what = match (&select.distinct, &select.group_by) {
            (Some(Distinct::On(_)), _) => Some("DISTINCT ON"),
            (_, GroupByExpr::Expressions(_, modifiers)) if !modifiers.is_empty() => {
                Some("a modifier of GROUP BY")
            }
            _ => None,
        };
        for item in &select.projection {
            if let SelectItem::UnnamedExpr(Expr::Tuple(_))
            | SelectItem::ExprWithAlias {
                expr: Expr::Tuple(_),
                ..
            } = item
            {
                self.found.push(("row values as results", item.span()));
            }
        }
        for join in select.from.iter().flat_map(|table| &table.joins) {
            if !is_known(&join.join_operator) {
                self.found.push(("this form of join", join.span()));
            }
        }
        self.meet(what, at)
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let what = if query.fetch.is_some() {
            Some("FETCH FIRST")
        } else if !query.locks.is_empty() {
            Some("FOR UPDATE")
        } else {
            None
        };
        self.meet(what, query.span())
    }

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        let what = match statement {
            Statement::Delete(delete) => match &delete.from {
                _ if delete.using.is_some() => Some("DELETE .. USING"),
                _ if !delete.order_by.is_empty() || delete.limit.is_some() => {
                    Some("DELETE .. LIMIT (in the embedded library)")
                }
                FromTable::WithoutKeyword(_) => Some("DELETE without FROM"),
                FromTable::WithFromKeyword(tables) => tables
                    .iter()
                    .any(|table| has_bare_alias(&table.relation))
                    .then_some(BARE_ALIAS),
            },
            Statement::Update(update) if !update.order_by.is_empty() || update.limit.is_some() => {
                Some("UPDATE .. LIMIT (in the embedded library)")
            }
            Statement::Update(update) if has_bare_alias(&update.table.relation) => Some(BARE_ALIAS),
            Statement::Insert(insert) if !insert.into => Some("INSERT without INTO"),
            Statement::Update(update) if update.assignments.iter().any(is_row_for_one) => {
                Some("row values for one column")
            }
            Statement::Insert(insert)
                if insert
                    .table_alias
                    .as_ref()
                    .is_some_and(|alias| !alias.explicit) =>
            {
                Some(BARE_ALIAS)
            }
            Statement::Merge(_) => Some("MERGE"),
            Statement::Truncate(_) => Some("TRUNCATE"),
            _ => None,
        };
        self.meet(what, statement.span())
    }
}

const BARE_ALIAS: &str = "alias of a table that is changed without AS";

/// `SET a = (1, 2)`.
fn is_row_for_one(assignment: &ast::Assignment) -> bool {
    matches!(assignment.target, ast::AssignmentTarget::ColumnName(_))
        && matches!(assignment.value, Expr::Tuple(_))
}

fn has_bare_alias(factor: &TableFactor) -> bool {
    matches!(factor, TableFactor::Table { alias: Some(alias), .. } if !alias.explicit)
}

fn in_expression(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::AnyOp { .. } => "ANY",
        Expr::AllOp { .. } => "ALL",
        Expr::ILike { .. } => "ILIKE: LIKE ignores the case of ASCII letters",
        Expr::SimilarTo { .. } => "SIMILAR TO",
        Expr::RLike { .. } => "RLIKE",
        Expr::Extract { .. } => "EXTRACT: strftime() gives parts of a time",
        Expr::Position { .. } => "POSITION: instr() finds a text",
        Expr::Overlay { .. } => "OVERLAY",
        Expr::Interval(_) => "INTERVAL: date() and its kin take modifiers like '+1 day'",
        Expr::TypedString(_) => "a type before a text",
        Expr::AtTimeZone { .. } => "AT TIME ZONE",
        Expr::Array(_) => "ARRAY",
        Expr::IsUnknown(_) | Expr::IsNotUnknown(_) => "IS UNKNOWN",
        Expr::GroupingSets(_) | Expr::Cube(_) | Expr::Rollup(_) => "GROUPING SETS",
        Expr::Cast {
            kind: CastKind::DoubleColon,
            ..
        } => "`::`: CAST(.. AS type) casts",
        Expr::Cast {
            kind: CastKind::TryCast | CastKind::SafeCast,
            ..
        } => "this form of CAST",
        Expr::Substring {
            special: false,
            substring_from: Some(_),
            ..
        } => "SUBSTRING(.. FROM ..): substr() takes its arguments between commas",
        Expr::Trim {
            trim_where: Some(_),
            ..
        }
        | Expr::Trim {
            trim_what: Some(_), ..
        } => "TRIM(.. FROM ..): trim(), ltrim() and rtrim() take their arguments between commas",
        Expr::Function(call) if is_wrong_distinct(call) => {
            "DISTINCT but for aggregates of one argument, and not over windows"
        }
        Expr::Function(call) if !call.within_group.is_empty() => "WITHIN GROUP",
        Expr::Function(call) if call.null_treatment.is_some() => "IGNORE NULLS",
        Expr::BinaryOp { op, .. } if !is_operator(op) => "this operator",
        _ => return None,
    })
}

fn is_wrong_distinct(call: &ast::Function) -> bool {
    match &call.args {
        FunctionArguments::List(list) => {
            list.duplicate_treatment == Some(DuplicateTreatment::Distinct)
                && (list.args.len() != 1 || call.over.is_some())
        }
        _ => false,
    }
}

fn is_operator(op: &ast::BinaryOperator) -> bool {
    use ast::BinaryOperator as Op;
    !matches!(
        op,
        Op::PGRegexMatch
            | Op::PGRegexIMatch
            | Op::PGRegexNotMatch
            | Op::PGRegexNotIMatch
            | Op::PGExp
            | Op::BitwiseXor
            | Op::Xor
            | Op::DuckIntegerDivide
            | Op::MyIntegerDivide
            | Op::Spaceship
            | Op::AtArrow
            | Op::ArrowAt
            | Op::HashArrow
            | Op::HashLongArrow
    )
}

fn is_known(join: &JoinOperator) -> bool {
    matches!(
        join,
        JoinOperator::Join(_)
            | JoinOperator::Inner(_)
            | JoinOperator::Left(_)
            | JoinOperator::LeftOuter(_)
            | JoinOperator::Right(_)
            | JoinOperator::RightOuter(_)
            | JoinOperator::FullOuter(_)
            | JoinOperator::CrossJoin(_)
    )
}
