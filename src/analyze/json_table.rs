//! JSON_TABLE in FROM: a relation of the columns that it names.

use sqlparser::ast::{Expr, JsonTableColumn, TableAlias};

use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope};
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// `JSON_TABLE(value, path COLUMNS (..)) AS alias`; it sees the tables before it.
    pub(super) fn json_table(
        &mut self,
        value: &Expr,
        columns: &[JsonTableColumn],
        alias: Option<&TableAlias>,
        at: Span,
        scope: &Scope<'_>,
    ) -> Option<Relation> {
        if !self.dialect().has_json_table() {
            self.unsupported("JSON_TABLE", at);
            return None;
        }
        let inner = Scope::inside(Some(scope));
        let typed = self.expr(value, &inner);
        self.give_type(&typed, &Ty::Json, value);
        if typed.is_error() {
            return None;
        }
        let mut relation = Relation {
            name: alias.map(|alias| self.fold(&alias.name)),
            ..Relation::default()
        };
        self.json_columns(columns, false, at, &mut relation.columns);
        for column in &mut relation.columns {
            column.origins.clone_from(&typed.origins);
        }
        Some(relation)
    }

    /// The columns; those of a nested path are NULL where it finds nothing.
    fn json_columns(
        &mut self,
        columns: &[JsonTableColumn],
        nested: bool,
        at: Span,
        out: &mut Vec<RelationColumn>,
    ) {
        for column in columns {
            match column {
                JsonTableColumn::ForOrdinality(name) => {
                    let kind = Kind::Known(self.dialect().small_integer());
                    out.push(RelationColumn::computed(self.fold(name), kind, nested));
                }
                JsonTableColumn::Named(named) => {
                    let name = self.fold(&named.name);
                    match self.dialect().data_type(self.catalog, &named.r#type) {
                        Ok(found) => {
                            let nullable = nested || !named.exists;
                            let kind = Kind::Known(found.ty);
                            out.push(RelationColumn::computed(name, kind, nullable));
                        }
                        Err(error) => {
                            self.error("unknown-type", error.message, at, "in this table");
                            out.push(RelationColumn::computed(name, Kind::Error, true));
                        }
                    }
                }
                JsonTableColumn::Nested(inside) => {
                    self.json_columns(&inside.columns, true, at, out);
                }
            }
        }
    }
}
