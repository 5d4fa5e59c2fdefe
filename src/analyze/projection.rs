//! The columns of a result: expressions, stars, and the names that columns have without AS.
//!
//! In: the list after SELECT or RETURNING. Out: [`OutColumn`]s; stars become edits of the text.

use sqlparser::ast::{self, Expr, SelectItem, SelectItemQualifiedWildcardKind, SetExpr, Value};

use super::Replacement;
use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Relation, Scope, Slot, Typed};
use super::select::OutColumn;
use crate::source::Span;

impl Analyzer<'_> {
    pub(super) fn projection(
        &mut self,
        items: &[SelectItem],
        scope: &Scope<'_>,
    ) -> Vec<(Typed, OutColumn)> {
        let mut columns = Vec::new();
        for item in items {
            match item {
                SelectItem::UnnamedExpr(expr) if self.embed(expr, None, scope, &mut columns) => {}
                SelectItem::ExprWithAlias { expr, alias }
                    if self.embed(expr, Some(alias), scope, &mut columns) => {}
                SelectItem::UnnamedExpr(expr) => {
                    let name = self.natural_name(expr);
                    columns.push(self.out_column(expr, name, scope));
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let name = self.fold(alias);
                    columns.push(self.out_column(expr, Some(name), scope));
                }
                SelectItem::Wildcard(options) => {
                    let at = self.token_place(&options.wildcard_token);
                    self.refuse_star_options(options, at);
                    self.star(None, at, scope, &mut columns);
                }
                SelectItem::QualifiedWildcard(
                    SelectItemQualifiedWildcardKind::ObjectName(name),
                    options,
                ) => {
                    let star = self.token_place(&options.wildcard_token);
                    let named = self.place(name);
                    self.refuse_star_options(options, star);
                    let Some(last) = self.parts(name).and_then(|parts| parts.last().copied())
                    else {
                        continue;
                    };
                    let folded = self.fold(last);
                    let dialect = self.dialect();
                    match scope.relation_named(&folded, |a, b| dialect.same_name(a, b)) {
                        Some(relation) => {
                            self.star(Some(relation), named.to(star), scope, &mut columns)
                        }
                        None if scope.incomplete => {
                            columns.push((Typed::error(), OutColumn::error(named)))
                        }
                        None => {
                            self.error(
                                "unknown-table",
                                format!("`{folded}` is not in FROM"),
                                named,
                                "not in FROM",
                            );
                            columns.push((Typed::error(), OutColumn::error(named)));
                        }
                    }
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
        let span = self.place(expr);
        self.params.shown.extend(typed.param);
        if let Kind::Row(_) = typed.kind {
            self.unsupported("a row value as a result column", span);
            return (Typed::error(), OutColumn::error(span));
        }
        let column = OutColumn {
            name,
            kind: typed.kind.clone(),
            nullable: typed.nullable,
            origins: typed.origins.clone(),
            direct: typed.direct,
            param: typed.param,
            span,
        };
        (typed, column)
    }

    /// `*`: the columns one by one, in the result and in the text.
    pub(super) fn star(
        &mut self,
        only: Option<usize>,
        at: Span,
        scope: &Scope<'_>,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) {
        if scope.incomplete {
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        if scope.relations.is_empty() {
            self.error(
                "star-without-from",
                "`*` needs a FROM",
                at,
                "nothing to expand",
            );
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        let visible: Vec<(usize, &Relation)> = scope
            .relations
            .iter()
            .enumerate()
            .filter(|(index, _)| only.is_none_or(|only| only == *index))
            .collect();
        let qualify = only.is_some() || scope.relations.len() > 1;
        let mut texts = Vec::new();
        for (index, relation) in visible {
            for (position, column) in relation.columns.iter().enumerate() {
                if column.system || (only.is_none() && relation.merged.contains(&position)) {
                    continue;
                }
                let slot = Slot {
                    relation: index,
                    column: position,
                };
                let name = self.dialect().quote(&column.name);
                texts.push(match &relation.name {
                    Some(table) if qualify => format!("{}.{name}", self.dialect().quote(table)),
                    _ => name,
                });
                let mut typed = Typed::of(column.kind.clone(), scope.is_nullable(slot));
                typed.origins = column.origins.clone();
                typed.direct = column.direct;
                typed.bare.push(slot);
                let out = OutColumn {
                    name: Some(column.name.clone()),
                    kind: typed.kind.clone(),
                    nullable: typed.nullable,
                    origins: typed.origins.clone(),
                    direct: typed.direct,
                    param: None,
                    span: at,
                };
                columns.push((typed, out));
            }
        }
        self.edit(at, Replacement::Text(texts.join(", ")));
    }

    /// The name that a column gets without AS: that of the column, the function or the cast.
    fn natural_name(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Identifier(ident) => Some(self.fold(ident)),
            Expr::CompoundIdentifier(parts) => parts.last().map(|ident| self.fold(ident)),
            Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => self.natural_name(inner),
            Expr::Cast {
                expr: inner,
                data_type,
                ..
            } => self.natural_name(inner).or_else(|| {
                self.dialect()
                    .cast_type(self.catalog, data_type)
                    .ok()
                    .map(|ty| self.type_name(&ty))
            }),
            Expr::Function(function) => self
                .parts(&function.name)
                .and_then(|parts| parts.last().map(|ident| self.fold(ident).to_lowercase())),
            Expr::Case { else_result, .. } => else_result
                .as_deref()
                .and_then(|result| self.natural_name(result))
                .or(Some("case".to_owned())),
            Expr::Exists { .. } => Some("exists".to_owned()),
            Expr::Array(_) => Some("array".to_owned()),
            Expr::Extract { .. } => Some("extract".to_owned()),
            Expr::CompoundFieldAccess { root, .. } => self.natural_name(root),
            Expr::Subquery(query) => match &*query.body {
                SetExpr::Select(select) => match select.projection.as_slice() {
                    [SelectItem::UnnamedExpr(expr)] => self.natural_name(expr),
                    [SelectItem::ExprWithAlias { alias, .. }] => Some(self.fold(alias)),
                    _ => None,
                },
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
        match expr {
            Expr::Identifier(ident) => {
                let name = self.fold(ident);
                let found = columns.iter().find(|(_, column)| {
                    column
                        .name
                        .as_deref()
                        .is_some_and(|own| self.same(own, &name))
                });
                if let Some((typed, _)) = found {
                    return Some(typed.clone());
                }
            }
            Expr::Value(value) => {
                if let Value::Number(text, _) = &value.value {
                    let position = text
                        .parse::<usize>()
                        .ok()
                        .filter(|at| (1..=columns.len()).contains(at));
                    match position {
                        Some(position) => return Some(columns[position - 1].0.clone()),
                        None => {
                            let at = self.place(expr);
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
