//! Functions in FROM: what columns they give, under which names.
//!
//! In: a function's tree in FROM. Out: a [`Relation`]. Which functions there are is the dialect's knowledge; this file is
//! the same for all of them.

use sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList, FunctionArguments, Ident,
    ObjectName, TableAlias, TableFactor,
};

use super::context::Analyzer;
use super::marks;
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope, Typed};
use super::sets::Sets;
use crate::catalog::ColumnId;
use crate::source::Span;
use crate::ty::Ty;

/// A call in FROM.
struct Call<'e> {
    name: Ident,
    expr: Expr,
    alias: Option<&'e TableAlias>,
    at: Span,
}

impl Analyzer<'_> {
    /// A function in FROM; none where the item is something else, `Some(None)` where it is wrong (already reported).
    pub(super) fn table_function(
        &mut self,
        factor: &TableFactor,
        scope: &Scope<'_>,
    ) -> Option<Option<Relation>> {
        let at = self.place(factor);
        let (name, args, ordinality, alias) = match factor {
            TableFactor::Table {
                name,
                args: Some(args),
                with_ordinality,
                alias,
                ..
            } => {
                self.refuse(args.settings.is_some(), "SETTINGS", at);
                (name.clone(), args.args.clone(), *with_ordinality, alias)
            }
            TableFactor::Function {
                name,
                args,
                with_ordinality,
                alias,
                ..
            } => (name.clone(), args.clone(), *with_ordinality, alias),
            TableFactor::UNNEST {
                array_exprs,
                with_offset: false,
                with_ordinality,
                alias,
                ..
            } => {
                let args = array_exprs.iter().cloned().map(argument).collect();
                (
                    ObjectName::from(vec![Ident::new("unnest")]),
                    args,
                    *with_ordinality,
                    alias,
                )
            }
            _ => return None,
        };
        let alias = alias.as_ref();
        let last = self
            .parts(&name)
            .and_then(|parts| parts.last().copied())?
            .clone();
        let is_mark = |mark: &str| last.value == mark && last.quote_style.is_some();
        let side_by_side = is_mark(marks::ROWS_FROM) || is_mark(marks::VALUE_IN_FROM);
        let calls: Vec<Expr> = if side_by_side {
            args.into_iter()
                .filter_map(|arg| match arg {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                    _ => None,
                })
                .collect()
        } else if self.dialect().unnests_side_by_side(&self.fold(&last)) && args.len() > 1 {
            args.into_iter()
                .map(|arg| call(name.clone(), vec![arg]))
                .collect()
        } else {
            vec![call(name.clone(), args)]
        };
        if is_mark(marks::ROWS_FROM)
            && let Some(other) = calls.iter().find(|expr| is_no_call(expr))
        {
            let at = self.statement.expr_span(other);
            self.error(
                "syntax",
                "ROWS FROM takes calls of functions".to_owned(),
                at,
                "no call",
            );
            return Some(None);
        }
        let calls = calls
            .into_iter()
            .map(|expr| Call {
                name: self.name_in_from(&expr).unwrap_or_else(|| last.clone()),
                expr,
                alias,
                at,
            })
            .collect();
        Some(self.side_by_side(calls, ordinality, scope))
    }

    /// What the column of a call is named by, and the relation with it.
    fn name_in_from(&self, expr: &Expr) -> Option<Ident> {
        match expr {
            Expr::Function(function) => function.name.0.last()?.as_ident().cloned(),
            other => self.natural_name(other).map(Ident::new),
        }
    }

    /// The columns of several functions beside each other: the shorter ones are filled with NULLs.
    fn side_by_side(
        &mut self,
        calls: Vec<Call<'_>>,
        ordinality: bool,
        scope: &Scope<'_>,
    ) -> Option<Relation> {
        let alone = calls.len() == 1;
        let first = calls.first()?;
        let (alias, at) = (first.alias, first.at);
        let name = match alias {
            Some(alias) => self.fold(&alias.name),
            None => self.fold(&first.name),
        };
        let mut relation = Relation {
            name: Some(name.clone()),
            single: true,
            certain: true,
            lateral: true,
            scalar: alone && !ordinality,
            unlockable: Some("a function"),
            ..Relation::default()
        };
        let mut defined = false;
        for call in &calls {
            let mark = self.usages.len();
            let mut outcome = self.call_in_from(call, alone, scope)?;
            // Whatever the function makes of its arguments derives from them.
            let given: Vec<ColumnId> = self.usages[mark..]
                .iter()
                .filter_map(|usage| {
                    let index = usage.column?;
                    Some(ColumnId {
                        table: usage.table,
                        index,
                    })
                })
                .collect();
            for column in &mut outcome.columns {
                for id in &given {
                    if !column.origins.contains(id) {
                        column.origins.push(*id);
                    }
                }
            }
            relation.single &= !outcome.rows;
            relation.certain &= !outcome.rows;
            relation.scalar &= outcome.scalar;
            defined |= outcome.defined;
            relation.columns.extend(outcome.columns);
        }
        if !alone {
            for column in &mut relation.columns {
                column.nullable = true;
            }
        }
        if ordinality {
            relation.columns.push(RelationColumn::computed(
                "ordinality".to_owned(),
                Kind::Known(Ty::Int64),
                false,
            ));
        }
        let Some(alias) = alias else {
            return Some(relation);
        };
        if !defined
            && alias
                .columns
                .iter()
                .any(|column| column.data_type.is_some())
        {
            self.error(
                "column-definitions",
                "a list of column definitions is only for functions that give records",
                at,
                "its columns are known",
            );
            return None;
        }
        if !defined {
            self.rename_columns(&mut relation, &name, alias);
        }
        Some(relation)
    }

    fn call_in_from(&mut self, call: &Call<'_>, alone: bool, scope: &Scope<'_>) -> Option<Outcome> {
        let before = std::mem::replace(&mut self.sets, Sets::first_in_from());
        let (typed, resolved) = self.call_of(&call.expr, scope);
        self.sets = before;
        if typed.is_error() {
            return None;
        }
        let rows = resolved.as_ref().is_some_and(|resolved| resolved.set);
        let definitions = call.alias.filter(|alias| {
            alone
                && alias
                    .columns
                    .iter()
                    .any(|column| column.data_type.is_some())
        });
        let is_record = matches!(typed.kind.ty(), Some(Ty::Record(_)));
        if let Some(fields) = self.fields(&typed) {
            let columns = fields
                .into_iter()
                .map(|field| column(field.name, &field.value))
                .collect();
            return Some(Outcome {
                columns,
                rows,
                scalar: false,
                defined: false,
            });
        }
        if is_record {
            let Some(alias) = definitions else {
                self.diagnostics.push(
                    crate::diagnostic::Diagnostic::error(
                        "column-definitions",
                        "this function gives records, whose columns must be said",
                    )
                    .at(call.at, "which columns?")
                    .help("add them to the alias: AS t(a integer, b text)"),
                );
                return None;
            };
            return Some(Outcome {
                columns: self.defined_columns(alias, call.at)?,
                rows,
                scalar: false,
                defined: true,
            });
        }
        let own = resolved.and_then(|resolved| resolved.columns.into_iter().next());
        let name = match (own, call.alias) {
            (Some(own), _) => own.name,
            (None, Some(alias)) if alone => self.fold(&alias.name),
            (None, _) => self.fold(&call.name).to_lowercase(),
        };
        Some(Outcome {
            columns: vec![column(name, &typed)],
            rows,
            scalar: true,
            defined: false,
        })
    }

    /// `AS t(a integer, b text)`: nothing says that these are not NULL.
    fn defined_columns(&mut self, alias: &TableAlias, at: Span) -> Option<Vec<RelationColumn>> {
        let mut columns = Vec::new();
        for given in &alias.columns {
            let name = self.fold(&given.name);
            let Some(data_type) = &given.data_type else {
                self.error(
                    "column-definitions",
                    format!("`{name}` has no type"),
                    at,
                    "every column needs one",
                );
                return None;
            };
            let at = self.ident_place(&given.name);
            let ty = self.type_of(data_type, at)?;
            columns.push(RelationColumn::computed(name, Kind::Known(ty), true));
        }
        Some(columns)
    }
}

/// What a call in FROM gives.
struct Outcome {
    columns: Vec<RelationColumn>,
    /// Any number of rows, rather than one.
    rows: bool,
    /// One column, which is the value itself.
    scalar: bool,
    /// The columns are those of a definition list.
    defined: bool,
}

fn column(name: String, value: &Typed) -> RelationColumn {
    RelationColumn {
        origins: value.origins.clone(),
        full: value.full,
        ..RelationColumn::computed(name, value.kind.clone(), value.nullable)
    }
}

fn argument(expr: Expr) -> FunctionArg {
    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr))
}

fn call(name: ObjectName, args: Vec<FunctionArg>) -> Expr {
    Expr::Function(Function {
        name,
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList {
            duplicate_treatment: None,
            args,
            clauses: Vec::new(),
        }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: Vec::new(),
    })
}

/// Whether it is certain that an expression is not the call of a function, in any of the ways to write one.
fn is_no_call(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Tuple(_)
            | Expr::Nested(_)
            | Expr::Value(_)
            | Expr::Identifier(_)
            | Expr::CompoundIdentifier(_)
            | Expr::BinaryOp { .. }
    )
}
