//! What the parser takes and SQLite's grammar does not.
//!
//! In: a statement's tree. Out: what SQLite lacks, with the parser's place of each. The parser reads a superset of many
//! dialects; what is not SQLite's must not be analysed as if it were.

use std::ops::ControlFlow;

use sqlparser::ast::{
    self, CastKind, Distinct, DuplicateTreatment, Expr, FromTable, FunctionArguments, GroupByExpr,
    Ident, JoinOperator, Query, Select, Spanned, Statement, TableFactor, Visit, Visitor,
};
use sqlparser::tokenizer::Span;

use super::row_values::RowValues;
use super::{names, upsert};

/// Everything in a statement that SQLite lacks: what it is, and where.
pub(in crate::dialect) fn lacks(statement: &Statement) -> Vec<(&'static str, Span)> {
    let mut finder = Finder {
        found: Vec::new(),
        rows: RowValues::default(),
    };
    let _ = statement.visit(&mut finder);
    finder.found
}

struct Finder {
    found: Vec<(&'static str, Span)>,
    rows: RowValues,
}

impl Finder {
    fn meet_keyword<'n>(&mut self, names: impl IntoIterator<Item = &'n Ident>) {
        let found = names.into_iter().map(|name| (KEYWORD, name.span));
        self.found.extend(found);
    }

    fn meet(&mut self, what: Option<&'static str>, at: Span) -> ControlFlow<()> {
        self.found.extend(what.map(|what| (what, at)));
        ControlFlow::Continue(())
    }
}

impl Visitor for Finder {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        let what = match self.rows.is_misused(expr) {
            true => Some("row values but where they are compared"),
            false => in_expression(expr),
        };
        self.meet_keyword(names::in_expression(expr));
        self.meet(what, expr.span())
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
        if let TableFactor::Table { alias, .. } | TableFactor::Derived { alias, .. } = factor {
            self.meet_keyword(alias.iter().filter_map(names::in_alias));
        }
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
        self.meet_keyword(select.projection.iter().filter_map(names::in_item));
        self.meet_keyword(select.named_window.iter().filter_map(names::in_window));
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
        for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.meet_keyword(names::in_alias(&cte.alias));
            let typed = names::typed_column(cte);
            self.found
                .extend(typed.map(|name| ("types of the columns of WITH", name.span)));
        }
        self.meet(what, query.span())
    }

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        for assignment in upsert::assignments(statement) {
            self.rows.allow_in(assignment);
            if is_qualified(assignment) {
                self.found.push((QUALIFIED, assignment.span()));
            }
        }
        let returned = upsert::returning(statement).iter();
        self.meet_keyword(returned.filter_map(names::in_item));
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
            Statement::Insert(insert) if insert.columns.iter().any(|name| name.0.len() > 1) => {
                Some("qualified names in the list of columns")
            }
            Statement::Insert(insert) if !insert.into => Some("INSERT without INTO"),
            Statement::Insert(insert) if upsert::on_is_read_as_a_join(insert) => Some(
                "ON CONFLICT directly after FROM, where ON would be a join's: write WHERE true before it",
            ),
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

const QUALIFIED: &str = "qualified names of the columns that are set: SET column = ..";
const KEYWORD: &str = "such name, as the word is a keyword: put it in double quotes";
const BARE_ALIAS: &str = "alias of a table that is changed without AS";

/// `SET t.a = 1`.
fn is_qualified(assignment: &ast::Assignment) -> bool {
    match &assignment.target {
        ast::AssignmentTarget::ColumnName(name) => name.0.len() > 1,
        ast::AssignmentTarget::Tuple(names) => names.iter().any(|name| name.0.len() > 1),
    }
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
        Expr::Cast {
            data_type: ast::DataType::Custom(name, _),
            ..
        } if name.0.len() > 1 => "schemas of types",
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
