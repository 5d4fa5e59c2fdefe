//! `sqlc.embed(t)`: the columns of a table as one group of the result.
//!
//! In: an item of the result's list. Out: the columns one by one, as a star would give them, and an [`Embed`] that says which
//! they are. It must not know what the group becomes in Rust.

use serde::Serialize;
use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, Value};

use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Naming, Scope, Typed};
use super::select::{OutColumn, QueryResult};
use crate::catalog::TableId;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::ty::Ty;

/// A group of result columns: a row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Embed {
    /// The name that the table has in FROM, or that AS gives.
    pub name: String,
    /// The table or view.
    pub table: TableId,
    /// The position of its first column in the result.
    pub first: usize,
    /// How many columns it has: all of the table, in order.
    pub count: usize,
    /// An outer join can leave it out as a whole.
    pub optional: bool,
    /// The table, where the group has its name.
    #[serde(skip)]
    pub called: Option<TableId>,
    /// The call.
    pub span: Span,
}

impl Analyzer<'_> {
    /// The columns of `sqlc.embed(t)`; whether the item is one.
    pub(super) fn embed(
        &mut self,
        expr: &Expr,
        alias: Option<&Ident>,
        scope: &Scope<'_>,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) -> bool {
        let Some(argument) = embedded(expr) else {
            return false;
        };
        let mut at = self.place(expr);
        if let Some(alias) = alias {
            at = at.to(self.ident_place(alias));
        }
        let known = argument
            .as_ref()
            .and_then(|ident| self.embedded_relation(ident, at, scope));
        let Some(naming) = known else {
            if argument.is_none() {
                self.diagnostics.push(
                    Diagnostic::error("bad-embed", "`sqlc.embed` takes the name of one table")
                        .at(at, "a name in parentheses is expected")
                        .help("write `sqlc.embed(users)`"),
                );
            }
            columns.push((Typed::error(), OutColumn::error(at)));
            return true;
        };
        let source = naming.relation.map(|relation| &scope.relations[relation]);
        let Some((source, table)) = source.and_then(|source| Some((source, source.table?))) else {
            self.diagnostics.push(
                Diagnostic::error("bad-embed", "`sqlc.embed` takes a table or a view")
                    .at(at, "neither a table nor a view")
                    .help("name its columns instead, or write `name.*`"),
            );
            columns.push((Typed::error(), OutColumn::error(at)));
            return true;
        };
        let first = columns.len();
        let name = match alias {
            Some(alias) => self.fold(alias),
            None => source.name.clone().unwrap_or_default(),
        };
        let optional = source
            .outer
            .iter()
            .any(|join| !scope.present.contains(join));
        if let Some(ident) = &argument {
            self.call_relation(naming, scope, self.ident_place(ident));
        }
        self.star_of(&[naming], true, at, scope, 0, columns);
        let shapes = columns[first..]
            .iter()
            .map(|(typed, _)| shape(&typed.kind, typed.nullable));
        let shapes = shapes.collect();
        let embed = Embed {
            name,
            table,
            first,
            count: columns.len() - first,
            called: source.called.filter(|_| alias.is_none()),
            optional,
            span: at,
        };
        if !self.embeds.iter().any(|(known, _)| known.span == at) {
            self.embeds.push((embed, shapes));
        }
        true
    }

    fn embedded_relation<'s>(
        &mut self,
        ident: &Ident,
        at: Span,
        scope: &'s Scope<'_>,
    ) -> Option<&'s Naming> {
        let name = self.fold(ident);
        let dialect = self.dialect();
        let found = scope.named(&name, |a, b| dialect.same_name(a, b));
        if found.is_none() && !scope.incomplete {
            let mut diagnostic =
                Diagnostic::error("unknown-table", format!("`{name}` is not in FROM"))
                    .at(at, "not in FROM");
            if let Some(near) = nearest(&name, scope.qualifiers()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
        found
    }

    /// The groups of the result. One that the result no longer shows as it is has no meaning.
    pub(super) fn finish_embeds(&mut self, result: &QueryResult) -> Vec<Embed> {
        let embeds = std::mem::take(&mut self.embeds);
        let mut good = Vec::new();
        for (embed, shapes) in embeds {
            let shown = result
                .columns
                .get(embed.first..embed.first + embed.count)
                .is_some_and(|columns| {
                    columns.iter().zip(&shapes).all(|(column, known)| {
                        column.span == embed.span && shape(&column.kind, column.nullable) == *known
                    })
                });
            if shown {
                good.push(embed);
            } else {
                self.diagnostics.push(
                    Diagnostic::error(
                        "embed-outside-result",
                        "`sqlc.embed` stands in the list of the result alone",
                    )
                    .at(embed.span, "not a part of the statement's own result")
                    .help("name the columns instead, or write `name.*`"),
                );
            }
        }
        good
    }
}

/// What a column of a group was where the group stands: another arm of a UNION can change it.
pub(super) type Shape = (Option<Ty>, bool);

fn shape(kind: &Kind, nullable: bool) -> Shape {
    (kind.ty().cloned(), nullable)
}

/// Whether an expression is `sqlc.embed(..)`, and the name in it.
fn embedded(expr: &Expr) -> Option<Option<Ident>> {
    let Expr::Function(function) = expr else {
        return None;
    };
    let [schema, name] = function.name.0.as_slice() else {
        return None;
    };
    let is = |part: &sqlparser::ast::ObjectNamePart, word: &str| {
        part.as_ident()
            .is_some_and(|ident| ident.value.eq_ignore_ascii_case(word))
    };
    if !is(schema, "sqlc") || !is(name, "embed") {
        return None;
    }
    let FunctionArguments::List(list) = &function.args else {
        return Some(None);
    };
    let [FunctionArg::Unnamed(FunctionArgExpr::Expr(argument))] = list.args.as_slice() else {
        return Some(None);
    };
    Some(match argument {
        Expr::Identifier(ident) => Some(ident.clone()),
        Expr::CompoundIdentifier(parts) => parts.last().cloned(),
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(name) | Value::DoubleQuotedString(name) => {
                Some(Ident::new(name))
            }
            _ => None,
        },
        _ => None,
    })
}
