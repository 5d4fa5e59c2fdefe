//! The columns of a result: expressions, stars, and the names that columns have without AS.
//!
//! In: the list after SELECT or RETURNING. Out: [`OutColumn`]s; stars become edits of the text.

use std::collections::BTreeSet;

use sqlparser::ast::{
    self, AccessExpr, Expr, ObjectName, SelectItem, SelectItemQualifiedWildcardKind, Value,
};

use super::Replacement;
use super::context::Analyzer;
use super::marks;
use super::scope::{Naming, Scope, Typed};
use super::select::OutColumn;
use super::usages::How;
use crate::source::Span;

impl Analyzer<'_> {
    pub(super) fn projection(
        &mut self,
        items: &[SelectItem],
        scope: &Scope<'_>,
    ) -> Vec<(Typed, OutColumn)> {
        self.note_names(scope);
        self.in_clause(How::Shows, |analyzer| analyzer.items(items, scope))
    }

    fn items(&mut self, items: &[SelectItem], scope: &Scope<'_>) -> Vec<(Typed, OutColumn)> {
        let mut columns = Vec::new();
        for item in items {
            match item {
                SelectItem::UnnamedExpr(expr) if self.embed(expr, None, scope, &mut columns) => {}
                SelectItem::ExprWithAlias { expr, alias }
                    if self.embed(expr, Some(alias), scope, &mut columns) => {}
                SelectItem::UnnamedExpr(Expr::CompoundFieldAccess { root, access_chain })
                    if all_fields(access_chain) =>
                {
                    self.field_star(root, access_chain, scope, &mut columns);
                }
                SelectItem::UnnamedExpr(expr) => {
                    let name = self.natural_name(expr);
                    let (typed, mut column) = self.out_column(expr, name, scope);
                    if is_column(expr) {
                        column.called = typed.slot.and_then(|slot| scope.column(slot).called);
                    }
                    column.nameless = self.dialect().calls_have_no_name() && !is_column(expr);
                    columns.push((typed, column));
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let name = self.fold(alias);
                    columns.push(self.out_column(expr, Some(name), scope));
                }
                SelectItem::Wildcard(options) => {
                    let at = self.token_place(&options.wildcard_token);
                    self.refuse_star_options(options, at);
                    self.star(at, scope, &mut columns);
                }
                SelectItem::QualifiedWildcard(
                    SelectItemQualifiedWildcardKind::ObjectName(name),
                    options,
                ) => {
                    let star = self.token_place(&options.wildcard_token);
                    self.refuse_star_options(options, star);
                    self.qualified_star(name, star, scope, &mut columns);
                }
                SelectItem::QualifiedWildcard(..) | SelectItem::ExprWithAliases { .. } => {
                    let at = self.place(item);
                    self.unsupported("this form of result column", at);
                    columns.push((Typed::error(), OutColumn::error(at)));
                }
            }
        }
        columns
    }

    /// `t.*`, of a relation of this FROM or of one around it.
    fn qualified_star(
        &mut self,
        name: &ObjectName,
        star: Span,
        scope: &Scope<'_>,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) {
        let named = self.place(name);
        let Some(last) = self.parts(name).and_then(|parts| parts.last().copied()) else {
            return;
        };
        let folded = self.fold(last);
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let mut owner = Some(scope);
        let mut depth = 0;
        while let Some(current) = owner {
            if let Some(naming) = current.named(&folded, same) {
                self.call_relation(naming, current, self.ident_place(last));
                self.star_of(&[naming], true, named.to(star), scope, depth, columns);
                return;
            }
            owner = current.parent;
            depth += 1;
        }
        if !scope.incomplete {
            self.error(
                "unknown-table",
                format!("`{folded}` is not in FROM"),
                named,
                "not in FROM",
            );
        }
        columns.push((Typed::error(), OutColumn::error(named)));
    }

    fn refuse_star_options(&mut self, options: &ast::WildcardAdditionalOptions, at: Span) {
        let any = options.opt_ilike.is_some()
            || options.opt_exclude.is_some()
            || options.opt_except.is_some()
            || options.opt_replace.is_some()
            || options.opt_rename.is_some()
            || options.opt_alias.is_some();
        self.refuse(any, "an option of *", at);
    }

    fn out_column(
        &mut self,
        expr: &Expr,
        name: Option<String>,
        scope: &Scope<'_>,
    ) -> (Typed, OutColumn) {
        let typed = self.expr(expr, scope);
        let span = self.statement.expr_span(expr);
        self.params.shown.extend(typed.param);
        let column = OutColumn::of(name, &typed, span);
        (typed, column)
    }

    /// `*`: the columns one by one, in the result and in the text.
    fn star(&mut self, at: Span, scope: &Scope<'_>, columns: &mut Vec<(Typed, OutColumn)>) {
        if scope.incomplete {
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        if scope.names.is_empty() {
            self.error(
                "star-without-from",
                "`*` needs a FROM",
                at,
                "nothing to expand",
            );
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        let names: Vec<&Naming> = scope
            .names
            .iter()
            .filter(|naming| naming.unqualified)
            .collect();
        let qualify = scope.names.len() > 1;
        self.star_of(&names, qualify, at, scope, 0, columns);
    }

    pub(super) fn star_of(
        &mut self,
        names: &[&Naming],
        qualify: bool,
        at: Span,
        scope: &Scope<'_>,
        depth: usize,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) {
        let mut texts = Vec::new();
        let mut named = true;
        self.outer_reads += depth;
        for naming in names {
            for (name, slot) in &naming.columns {
                let quoted = self.dialect().quote(name);
                let qualifier = match &naming.name {
                    Some(own) => Some(own.as_str()),
                    None => scope.at_depth(depth).qualifier(*slot, name),
                };
                texts.push(match qualifier {
                    Some(table) if qualify => format!("{}.{quoted}", self.dialect().quote(table)),
                    _ => quoted,
                });
                let typed = self.grouped_column(scope, depth, *slot, at);
                self.note_columns(&typed.origins, at);
                let mut out = OutColumn::of(Some(name.clone()), &typed, at);
                let shown = scope.at_depth(depth).column(*slot);
                out.nameless = shown.nameless;
                out.called = shown.called;
                named &= !out.nameless;
                columns.push((typed, out));
            }
        }
        let list = texts.join(", ");
        // `TABLE t` is short for `SELECT * FROM t`.
        let text = match self.source.slice(at) {
            word if word.eq_ignore_ascii_case("table") => format!("SELECT {list} FROM"),
            _ => list,
        };
        // Columns of one name, or without one, cannot be named one by one; SQLite's `x IN t` has a star that is not in the text.
        let distinct = texts.iter().collect::<BTreeSet<_>>().len() == texts.len();
        if at != self.statement.span && distinct && named {
            self.edit(at, Replacement::Text(text));
        }
    }

    /// `(row).*`: the fields one by one. The text stays as it is where the row is not a plain column, since each
    /// field would evaluate it anew.
    fn field_star(
        &mut self,
        root: &Expr,
        chain: &[AccessExpr],
        scope: &Scope<'_>,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) {
        let at = self.statement.expr_span(root);
        let before = &chain[..chain.len() - 1];
        let value = if before.is_empty() {
            self.expr(root, scope)
        } else {
            self.access(root, before, root, scope)
        };
        if value.is_error() {
            columns.push((value, OutColumn::error(at)));
            return;
        }
        let Some(fields) = self.fields(&value) else {
            let shown = self.kind_name(&value.kind);
            self.error(
                "type-mismatch",
                format!("a value of the type {shown} has no fields that are known"),
                at,
                "not a row",
            );
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        };
        for field in fields {
            let out = OutColumn::of(Some(field.name), &field.value, at);
            columns.push((field.value, out));
        }
    }

    /// The result column that an item of ORDER BY, GROUP BY or DISTINCT ON names, or has the number of.
    pub(super) fn output<'c>(
        &self,
        expr: &Expr,
        columns: &'c [(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<&'c (Typed, OutColumn)> {
        match expr {
            Expr::Identifier(ident) => {
                let name = self.fold(ident);
                let only_as = self.dialect().calls_have_no_name();
                let is_named = |typed: &Typed| {
                    let mut outputs = scope.outputs.iter();
                    !only_as
                        || typed.slot.is_some()
                        || outputs.any(|(own, _)| self.same(own, &name))
                };
                columns.iter().find(|(typed, column)| {
                    let own = column.name.as_deref();
                    own.is_some_and(|own| self.same(own, &name)) && is_named(typed)
                })
            }
            Expr::Value(value) => match &value.value {
                Value::Number(text, _) => {
                    let position = text.parse::<usize>().ok()?;
                    columns.get(position.checked_sub(1)?)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// An item of ORDER BY, GROUP BY or DISTINCT ON: a result column by name or number, else an expression.
    pub(super) fn expr_or_output(
        &mut self,
        expr: &Expr,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let found = self.output(expr, columns, scope);
        match expr {
            Expr::Identifier(ident) => {
                let name = self.fold(ident);
                if let Some((typed, column)) = found {
                    let at = self.ident_place(ident);
                    self.note_columns(&typed.origins, at);
                    self.call_column(column.called, at);
                    let mut others = columns
                        .iter()
                        .filter(|(_, other)| other.name == column.name);
                    if self.dialect().distinct_orders_by_its_list()
                        && others.any(|(other, _)| other.slot.is_none() || other.slot != typed.slot)
                        && columns
                            .iter()
                            .filter(|(_, other)| other.name == column.name)
                            .count()
                            > 1
                    {
                        let at = self.ident_place(ident);
                        let message = format!("the result has more than one column `{name}`");
                        self.error("ambiguous-column", message, at, "ambiguous");
                    }
                    return Some(typed.clone());
                }
            }
            Expr::Value(value) => {
                if let Value::Number(text, _) = &value.value {
                    match found {
                        Some((typed, _)) => {
                            let at = self.statement.expr_span(expr);
                            self.note_columns(&typed.origins, at);
                            return Some(typed.clone());
                        }
                        None => {
                            let at = self.statement.expr_span(expr);
                            let message = format!("the result has no column number {text}");
                            self.error("unknown-column", message, at, "no such column");
                            return None;
                        }
                    }
                }
            }
            _ => {}
        }
        Some(self.expr(expr, scope))
    }
}

/// Whether a result column is a column and nothing more, whose name it has.
fn is_column(expr: &Expr) -> bool {
    match expr {
        Expr::Identifier(_) | Expr::CompoundIdentifier(_) => true,
        Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => is_column(inner),
        _ => false,
    }
}

/// Whether a chain ends in the star of `(row).*`.
fn all_fields(chain: &[AccessExpr]) -> bool {
    matches!(chain.last(), Some(AccessExpr::Dot(Expr::Identifier(name))) if marks::is_star(name))
}
