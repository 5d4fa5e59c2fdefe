//! The name that a result column has where AS gives it none.
//!
//! In: an expression's tree. Out: the name that the database gives; none where it gives none of its own.

use sqlparser::ast::{AccessExpr, Expr, SelectItem, SetExpr, TrimWhereField, Value};

use super::context::Analyzer;
use super::marks;

impl Analyzer<'_> {
    /// The name that a column gets without AS: that of the column, the function or the cast.
    pub(super) fn natural_name(&self, expr: &Expr) -> Option<String> {
        if self.dialect().names_by_text()
            && !matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
        {
            let text = match expr {
                Expr::Value(value) => match &value.value {
                    Value::SingleQuotedString(text) => Some(text.clone()),
                    _ => None,
                },
                _ => None,
            };
            let item = || self.statement.item_span(self.statement.expr_span(expr));
            let written = || self.source.slice(item()).to_owned();
            return Some(text.unwrap_or_else(written));
        }
        match expr {
            Expr::Identifier(ident) => Some(self.fold(ident)),
            Expr::CompoundIdentifier(parts) => parts
                .iter()
                .rfind(|ident| !marks::is_star(ident))
                .map(|ident| self.fold(ident)),
            Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => self.natural_name(inner),
            Expr::Cast {
                expr: inner,
                data_type,
                ..
            } => self.strong_name(inner).or_else(|| {
                self.dialect()
                    .cast_type(self.catalog, data_type)
                    .ok()
                    .map(|ty| self.dialect().cast_column_name(self.catalog, &ty))
            }),
            Expr::Function(function) => self
                .parts(&function.name)
                .and_then(|parts| parts.last().map(|ident| self.fold(ident).to_lowercase())),
            Expr::Case { else_result, .. } => else_result
                .as_deref()
                .and_then(|result| self.strong_name(result))
                .or(Some("case".to_owned())),
            Expr::Exists { .. } => Some("exists".to_owned()),
            Expr::Array(_) => Some("array".to_owned()),
            Expr::Extract { .. } => Some("extract".to_owned()),
            Expr::CompoundFieldAccess { root, access_chain } => access_chain
                .iter()
                .rev()
                .find_map(|access| match access {
                    AccessExpr::Dot(Expr::Identifier(name)) => Some(self.fold(name)),
                    _ => None,
                })
                .or_else(|| self.natural_name(root)),
            Expr::Tuple(_) => Some("row".to_owned()),
            Expr::Subquery(query) => match &*query.body {
                SetExpr::Select(select) => match select.projection.as_slice() {
                    [SelectItem::UnnamedExpr(expr)] => self.natural_name(expr),
                    [SelectItem::ExprWithAlias { alias, .. }] => Some(self.fold(alias)),
                    _ => None,
                },
                _ => None,
            },
            other if self.dialect().name_of_unnamed().is_some() => self.name_of_form(other),
            _ => None,
        }
    }

    /// The name of a form of the grammar that stands for a call or a cast.
    fn name_of_form(&self, expr: &Expr) -> Option<String> {
        let name = match expr {
            Expr::TypedString(typed) => {
                let ty = self
                    .dialect()
                    .cast_type(self.catalog, &typed.data_type)
                    .ok()?;
                return Some(self.dialect().cast_column_name(self.catalog, &ty));
            }
            Expr::Interval(_) => "interval",
            Expr::AtTimeZone { .. } => "timezone",
            Expr::Position { .. } => "position",
            Expr::Substring {
                shorthand: true, ..
            } => "substr",
            Expr::Substring { .. } => "substring",
            Expr::Overlay { .. } => "overlay",
            Expr::Trim { trim_where, .. } => match trim_where {
                Some(TrimWhereField::Leading) => "ltrim",
                Some(TrimWhereField::Trailing) => "rtrim",
                Some(TrimWhereField::Both) | None => "btrim",
            },
            Expr::Ceil { .. } => "ceil",
            Expr::Floor { .. } => "floor",
            Expr::IsNormalized { .. } => "is_normalized",
            _ => return None,
        };
        Some(name.to_owned())
    }

    /// The name that a cast or CASE takes over from what stands in it: not that of another cast or CASE.
    fn strong_name(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Nested(inner)
            | Expr::Collate { expr: inner, .. }
            | Expr::Cast { expr: inner, .. } => self.strong_name(inner),
            Expr::Case { else_result, .. } => self.strong_name(else_result.as_deref()?),
            other => self.natural_name(other),
        }
    }
}
