//! Which columns and expressions cannot be NULL where a condition holds.
//!
//! In: a condition and the scope that it stands in. Out: the columns that are certainly not NULL when it is true (or
//! false, or not true). It decides by structure alone: it types nothing and reports nothing, and what it does not know
//! adds nothing.

mod value;

use std::collections::BTreeSet;

use sqlparser::ast::{
    BinaryOperator, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, Query, Select,
    SetExpr, TableFactor, UnaryOperator, Value,
};

use super::marks;
use super::rules::{self, Rule};
use super::scope::{Scope, Slot};
use crate::dialect::Dialect;

/// How a condition came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    True,
    False,
    /// False or NULL: the next WHEN of a CASE.
    NotTrue,
    /// True or NULL.
    NotFalse,
}

impl Outcome {
    fn negated(self) -> Outcome {
        match self {
            Outcome::True => Outcome::False,
            Outcome::False => Outcome::True,
            Outcome::NotTrue => Outcome::NotFalse,
            Outcome::NotFalse => Outcome::NotTrue,
        }
    }

    /// Whether it is true or false, not NULL.
    fn is_known(self) -> bool {
        matches!(self, Outcome::True | Outcome::False)
    }
}

/// What is not NULL.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Columns of the innermost scope.
    pub slots: BTreeSet<Slot>,
    /// Expressions, by their [keys](super::keys).
    pub expressions: BTreeSet<String>,
}

/// The columns of the innermost scope that are not NULL when `condition` came out so.
pub(super) fn not_null(
    dialect: Dialect,
    scope: &Scope<'_>,
    condition: &Expr,
    outcome: Outcome,
) -> BTreeSet<Slot> {
    facts(dialect, scope, condition, outcome).slots
}

/// What is not NULL when `condition` came out so.
pub(super) fn facts(
    dialect: Dialect,
    scope: &Scope<'_>,
    condition: &Expr,
    outcome: Outcome,
) -> Facts {
    let reader = Reader {
        dialect,
        scope,
        hidden: None,
    };
    reader.condition(condition, outcome)
}

/// A scope in which `condition` came out so.
pub(super) fn assuming<'p>(
    dialect: Dialect,
    scope: &Scope<'p>,
    condition: &Expr,
    outcome: Outcome,
) -> Scope<'p> {
    let mut narrowed = scope.clone();
    narrowed.assume_facts(facts(dialect, scope, condition, outcome));
    narrowed
}

/// The columns that are not NULL where this value is not.
pub(super) fn needed(dialect: Dialect, scope: &Scope<'_>, value: &Expr) -> BTreeSet<Slot> {
    let reader = Reader {
        dialect,
        scope,
        hidden: None,
    };
    reader.value(value).slots
}

/// Reads a condition for one scope.
struct Reader<'s, 'p> {
    dialect: Dialect,
    scope: &'s Scope<'p>,
    /// In a subselect: the names that its own FROM gives. Only qualified columns of others are ours for certain.
    hidden: Option<Vec<String>>,
}

impl Reader<'_, '_> {
    /// The columns that are not NULL when the condition came out so.
    fn condition(&self, condition: &Expr, outcome: Outcome) -> Facts {
        use Outcome::{False, NotFalse, NotTrue, True};
        match condition {
            Expr::Nested(inner) => self.condition(inner, outcome),
            Expr::UnaryOp {
                op: UnaryOperator::Not,
                expr,
            } => self.condition(expr, outcome.negated()),
            Expr::BinaryOp {
                left,
                op: op @ (BinaryOperator::And | BinaryOperator::Or),
                right,
            } => {
                let (one, other) = (
                    self.condition(left, outcome),
                    self.condition(right, outcome),
                );
                // Both arms came out so, or it is open which one did.
                let both = (*op == BinaryOperator::And) == matches!(outcome, True | NotFalse);
                if both || !rules::holds(Rule::Or) {
                    union([one, other])
                } else {
                    one.common(&other)
                }
            }
            Expr::IsNotNull(inner) if matches!(outcome, True | NotFalse) => {
                match self.whole_row(unnested(inner)) {
                    // All fields of the row.
                    Some(row) => Facts::of(row.columns.iter().map(|(_, slot)| *slot)),
                    None => self.items(inner),
                }
            }
            Expr::IsNull(inner) if matches!(outcome, False | NotTrue) => match unnested(inner) {
                // `ROW(a, b) IS NULL` is false as soon as one of them is there.
                Expr::Tuple(_) => Facts::default(),
                inner => self.value(inner),
            },
            Expr::IsTrue(inner) => self.test(inner, outcome, True, NotTrue),
            Expr::IsNotTrue(inner) => self.test(inner, outcome, NotTrue, True),
            Expr::IsFalse(inner) => self.test(inner, outcome, False, NotFalse),
            Expr::IsNotFalse(inner) => self.test(inner, outcome, NotFalse, False),
            Expr::IsNotUnknown(inner) if matches!(outcome, True | NotFalse) => self.value(inner),
            Expr::IsUnknown(inner) if matches!(outcome, False | NotTrue) => self.value(inner),
            Expr::IsDistinctFrom(left, right) => {
                self.distinct(left, right, matches!(outcome, True | NotFalse))
            }
            Expr::IsNotDistinctFrom(left, right) => {
                self.distinct(left, right, matches!(outcome, False | NotTrue))
            }
            // `coalesce(condition, false)` is true only where the condition is.
            Expr::Function(_) if outcome == True => match self.defaulted(condition, false) {
                Some(inner) => self.condition(inner, True),
                None => self.value(condition),
            },
            Expr::Function(_) if outcome == False => match self.defaulted(condition, true) {
                Some(inner) => self.condition(inner, False),
                None => self.value(condition),
            },
            Expr::Exists {
                subquery,
                negated: false,
            } if matches!(outcome, True | NotFalse) => self.exists(subquery),
            _ if !outcome.is_known() => Facts::default(),
            other => self.known(other, outcome == True),
        }
    }

    /// What a condition says that is true or false, and not NULL.
    fn known(&self, condition: &Expr, truth: bool) -> Facts {
        match condition {
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } if *negated != truth => union([self.value(expr), self.value(low), self.value(high)]),
            Expr::Between { expr, .. } => self.value(expr),
            // A parameter alone may be a list without items: NOT IN is true of NULL then.
            Expr::InList { list, negated, .. } if *negated == truth && is_parameter(list) => {
                Facts::default()
            }
            // NOT IN compares with each item.
            Expr::InList {
                expr,
                list,
                negated,
            } if *negated == truth => {
                let items = list.iter().map(|item| self.value(item));
                union(items.chain([self.items(expr)]))
            }
            Expr::InList { expr, list, .. } if !list.is_empty() => self.items(expr),
            // NOT IN over nothing is true of NULL as well.
            Expr::InSubquery { expr, negated, .. } if *negated != truth => self.items(expr),
            Expr::InList { .. } | Expr::InSubquery { .. } => Facts::default(),
            Expr::AnyOp { left, right, .. } if truth => {
                union([self.value(left), self.value(right)])
            }
            Expr::AllOp { left, right, .. } if !truth => {
                union([self.value(left), self.value(right)])
            }
            Expr::AnyOp { .. } | Expr::AllOp { .. } => Facts::default(),
            Expr::BinaryOp { left, right, .. }
                if let Some((many, all)) = marks::quantified(right) =>
            {
                match truth != all {
                    true => union([self.value(left), self.value(many)]),
                    false => Facts::default(),
                }
            }
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Eq,
                right,
            } if truth => union([self.items(left), self.items(right)]),
            other => self.value(other),
        }
    }

    /// `IS TRUE` and its kin are never NULL: what they say of the condition inside.
    fn test(&self, inner: &Expr, outcome: Outcome, yes: Outcome, no: Outcome) -> Facts {
        match outcome {
            Outcome::True | Outcome::NotFalse => self.condition(inner, yes),
            Outcome::False | Outcome::NotTrue => self.condition(inner, no),
        }
    }

    fn distinct(&self, left: &Expr, right: &Expr, distinct: bool) -> Facts {
        let known = |expr: &Expr| {
            if distinct {
                is_null(expr)
            } else {
                is_constant(expr)
            }
        };
        match (known(left), known(right)) {
            (true, false) => self.value(right),
            (false, true) => self.value(left),
            _ => Facts::default(),
        }
    }

    /// A row's items, each of which is needed; else the value.
    fn items(&self, expr: &Expr) -> Facts {
        match unnested(expr) {
            Expr::Tuple(items) => union(items.iter().map(|item| self.value(item))),
            other => self.value(other),
        }
    }

    /// The condition in `coalesce(condition, default)`.
    fn defaulted<'e>(&self, call: &'e Expr, default: bool) -> Option<&'e Expr> {
        let Expr::Function(function) = call else {
            return None;
        };
        if !function.name.to_string().eq_ignore_ascii_case("coalesce") {
            return None;
        }
        match arguments(call)?.as_slice() {
            [condition, Expr::Value(value)] if value.value == Value::Boolean(default) => {
                Some(condition)
            }
            _ => None,
        }
    }

    /// A row of the subselect passed its WHERE, so what that needs of our columns is there.
    fn exists(&self, query: &Query) -> Facts {
        let SetExpr::Select(select) = &*query.body else {
            return Facts::default();
        };
        let (Some(condition), None, None) = (&select.selection, &query.with, &self.hidden) else {
            return Facts::default();
        };
        let Some(hidden) = self.names(select) else {
            return Facts::default();
        };
        // An ungrouped aggregate gives a row whatever WHERE says.
        let shown = select.projection.len();
        let counts = select.having.is_some() || shown != 1;
        if counts || select.projection.iter().any(holds_call) {
            return Facts::default();
        }
        let inside = Reader {
            dialect: self.dialect,
            scope: self.scope,
            hidden: Some(hidden),
        };
        inside.condition(condition, Outcome::True)
    }

    /// The names that a FROM gives; none where it holds more than tables.
    fn names(&self, select: &Select) -> Option<Vec<String>> {
        let factors = select.from.iter().flat_map(|item| {
            let joined = item.joins.iter().map(|join| &join.relation);
            std::iter::once(&item.relation).chain(joined)
        });
        factors
            .map(|factor| match factor {
                TableFactor::Table { name, alias, .. } => {
                    let last = name.0.last().and_then(|part| part.as_ident());
                    let ident = alias.as_ref().map(|alias| &alias.name).or(last)?;
                    Some(self.fold(ident))
                }
                _ => None,
            })
            .collect()
    }

    fn fold(&self, ident: &Ident) -> String {
        self.dialect.fold(&ident.value, ident.quote_style.is_some())
    }
}

fn unnested(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => unnested(inner),
        other => other,
    }
}

/// The arguments of a call that has nothing else in its parentheses.
fn arguments(call: &Expr) -> Option<Vec<&Expr>> {
    let Expr::Function(function) = call else {
        return None;
    };
    let FunctionArguments::List(list) = &function.args else {
        return None;
    };
    list.args
        .iter()
        .map(|arg| match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
            _ => None,
        })
        .collect()
}

fn holds_call(item: &sqlparser::ast::SelectItem) -> bool {
    use sqlparser::ast::SelectItem;
    match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => !matches!(
            unnested(expr),
            Expr::Value(_) | Expr::Identifier(_) | Expr::CompoundIdentifier(_)
        ),
        SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..) => false,
        _ => true,
    }
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::Value(value) if !matches!(value.value, Value::Null | Value::Placeholder(_)))
}

fn is_parameter(list: &[Expr]) -> bool {
    matches!(list, [Expr::Value(value)] if matches!(value.value, Value::Placeholder(_)))
}

fn is_null(expr: &Expr) -> bool {
    matches!(expr, Expr::Value(value) if value.value == Value::Null)
}

impl Facts {
    fn of(slots: impl IntoIterator<Item = Slot>) -> Facts {
        Facts {
            slots: slots.into_iter().collect(),
            expressions: BTreeSet::new(),
        }
    }

    fn common(&self, other: &Facts) -> Facts {
        Facts {
            slots: self.slots.intersection(&other.slots).copied().collect(),
            expressions: self
                .expressions
                .intersection(&other.expressions)
                .cloned()
                .collect(),
        }
    }
}

fn union(sets: impl IntoIterator<Item = Facts>) -> Facts {
    let mut all = Facts::default();
    for facts in sets {
        all.slots.extend(facts.slots);
        all.expressions.extend(facts.expressions);
    }
    all
}
