//! XMLTABLE in FROM: a relation of the columns that it names.

use sqlparser::ast::{
    Expr, TableAlias, TableFactor, XmlNamespaceDefinition, XmlPassingClause, XmlTableColumn,
    XmlTableColumnOption,
};

use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope, Typed};
use crate::source::Span;
use crate::ty::Ty;

/// The parts of an XMLTABLE.
struct Parts<'e> {
    namespaces: &'e [XmlNamespaceDefinition],
    rows: &'e Expr,
    passing: &'e XmlPassingClause,
    columns: &'e [XmlTableColumn],
    alias: Option<&'e TableAlias>,
    at: Span,
}

impl Analyzer<'_> {
    /// `XMLTABLE(rows PASSING document COLUMNS ..) AS alias`; it sees the tables before it. None where it is another form.
    pub(super) fn xml_table(
        &mut self,
        factor: &TableFactor,
        scope: &Scope<'_>,
    ) -> Option<Option<Relation>> {
        let TableFactor::XmlTable {
            namespaces,
            row_expression,
            passing,
            columns,
            alias,
        } = factor
        else {
            return None;
        };
        let at = self.place(row_expression);
        let parts = Parts {
            namespaces,
            rows: row_expression,
            passing,
            columns,
            alias: alias.as_ref(),
            at,
        };
        if !self.dialect().has_xml_table() {
            self.not_here("XMLTABLE", at);
            return Some(None);
        }
        Some(self.xml_relation(&parts, scope))
    }

    fn xml_relation(&mut self, parts: &Parts<'_>, scope: &Scope<'_>) -> Option<Relation> {
        let inner = Scope::inside(Some(scope));
        let xml = self.xml_type();
        let [document] = parts.passing.arguments.as_slice() else {
            self.unsupported("XMLTABLE without one document", parts.at);
            return None;
        };
        self.refuse(document.alias.is_some(), "AS after PASSING", parts.at);
        let mut inputs = vec![
            self.xml_input(parts.rows, &Ty::Text, &inner),
            self.xml_input(&document.expr, &xml, &inner),
        ];
        for namespace in parts.namespaces {
            inputs.push(self.xml_input(&namespace.uri, &Ty::Text, &inner));
        }
        let mut relation = Relation {
            name: Some("xmltable".to_owned()),
            lateral: true,
            unlockable: Some("a function"),
            ..Relation::default()
        };
        for column in parts.columns {
            let found = self.xml_column(column, parts.at, &inner, &mut inputs);
            relation.columns.push(found);
        }
        if inputs.iter().any(Typed::is_error) {
            return None;
        }
        let whole = Typed::new(xml, false).derived_from(&inputs);
        for column in &mut relation.columns {
            column.origins.clone_from(&whole.origins);
        }
        if let Some(alias) = parts.alias {
            let name = self.fold(&alias.name);
            self.rename_columns(&mut relation, &name, alias);
            relation.name = Some(name);
        }
        Some(relation)
    }

    /// A column; the server raises an error for NULL in one that is NOT NULL.
    fn xml_column(
        &mut self,
        column: &XmlTableColumn,
        at: Span,
        scope: &Scope<'_>,
        inputs: &mut Vec<Typed>,
    ) -> RelationColumn {
        let name = self.fold(&column.name);
        let XmlTableColumnOption::NamedInfo {
            r#type,
            path,
            default,
            nullable,
        } = &column.option
        else {
            return RelationColumn::computed(name, Kind::Known(Ty::Int32), false);
        };
        // The parser takes `PATH 'a' NOT NULL` for a test of the path, which could not stand here.
        let (path, one) = without_test(path.as_ref());
        let (default, other) = without_test(default.as_ref());
        let nullable = *nullable && !one && !other;
        let Some(ty) = self.type_of(r#type, at) else {
            return RelationColumn::computed(name, Kind::Error, true);
        };
        if let Some(path) = path {
            inputs.push(self.xml_input(path, &Ty::Text, scope));
        }
        let filled = default.is_some_and(|default| {
            let typed = self.xml_input(default, &ty, scope);
            let filled = !typed.nullable;
            inputs.push(typed);
            filled
        });
        RelationColumn::computed(name, Kind::Known(ty), nullable && !filled)
    }

    /// A value that must be of a type.
    fn xml_input(&mut self, expr: &Expr, ty: &Ty, scope: &Scope<'_>) -> Typed {
        let typed = self.expr(expr, scope);
        self.give_type(&typed, ty, expr);
        match typed.kind.ty() {
            Some(from) if !self.dialect().can_assign(self.catalog, from, ty) => {
                let message = format!(
                    "XMLTABLE takes {} here, not {}",
                    self.type_name(ty),
                    self.type_name(from)
                );
                let at = self.place(expr);
                self.error("type-mismatch", message, at, "another type");
                Typed::error()
            }
            _ => typed,
        }
    }

    fn xml_type(&self) -> Ty {
        Ty::Other("xml".to_owned())
    }
}

/// What is before `IS NOT NULL`, and whether that is there.
fn without_test(expr: Option<&Expr>) -> (Option<&Expr>, bool) {
    match expr {
        Some(Expr::IsNotNull(inner)) => (Some(inner), true),
        other => (other, false),
    }
}
