//! Schemas, the search path, and descriptions by COMMENT ON.

use sqlparser::ast::{self, CommentObject, SchemaName};

use super::replay::Replay;
use super::{Catalog, CompositeId};
use crate::diagnostic::Diagnostic;
use crate::syntax::Statement;
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE SCHEMA`.
    pub(super) fn create_schema(&mut self, statement: &Statement, name: &SchemaName) {
        let name = match name {
            SchemaName::Simple(object) | SchemaName::NamedAuthorization(object, _) => {
                self.qualified(statement, object).name.text
            }
            SchemaName::UnnamedAuthorization(ident) => self.name(statement, ident).text,
        };
        if !self.schemas.contains(&name) {
            self.schemas.push(name);
        }
    }

    /// `SET search_path`. An empty one is that of a dump, which names every schema: queries look where they would without.
    pub(super) fn set_search_path(&mut self, path: Option<&[String]>) {
        let Some(path) = path else {
            self.catalog.search_path = Catalog::new(self.dialect).search_path;
            self.query_path = None;
            return;
        };
        let path: Vec<String> = path
            .iter()
            .filter(|schema| !schema.is_empty() && *schema != "$user" && *schema != "pg_catalog")
            .cloned()
            .collect();
        if !path.is_empty() {
            self.query_path = Some(path.clone());
        }
        self.catalog.search_path = path;
    }

    /// `COMMENT ON TABLE` and its kin: a description.
    pub(super) fn comment_on(&mut self, statement: &Statement, tree: &ast::Statement) {
        let ast::Statement::Comment {
            object_type,
            object_name,
            comment,
            ..
        } = tree
        else {
            return;
        };
        let doc: Vec<String> = comment
            .iter()
            .flat_map(|text| text.lines())
            .map(|line| line.trim_end().to_owned())
            .collect();
        match object_type {
            CommentObject::Table | CommentObject::View => {
                let name = self.qualified(statement, object_name);
                if let Some(id) = self.known_table(&name) {
                    self.table_mut(id).doc = doc;
                }
            }
            CommentObject::Column => {
                let mut table = object_name.clone();
                let Some(column) = table.0.pop().and_then(|part| part.as_ident().cloned()) else {
                    return;
                };
                if table.0.is_empty() {
                    let span = statement.name_span(object_name);
                    self.diagnostics.push(
                        Diagnostic::error("unknown-column", "this column has no table")
                            .at(span, "a table is missing")
                            .help("write `table.column`"),
                    );
                    return;
                }
                let name = self.qualified(statement, &table);
                let column = self.name(statement, &column);
                // Fields of composite types are commented on so as well.
                let is_composite = self.catalog.composites.iter().any(|one| {
                    one.name == name.name.text
                        && (name.schema.is_none() || one.schema == name.schema)
                });
                if is_composite {
                    return;
                }
                if let Some(id) = self.known_table(&name)
                    && let Some(index) = self.known_column(id, &column)
                {
                    self.table_mut(id).columns[index as usize].doc = doc;
                }
            }
            CommentObject::Type => {
                let name = self.qualified(statement, object_name);
                match self.known_type(&name) {
                    Some(Ty::Enum(id)) => self.catalog.enums[id.0 as usize].doc = doc,
                    Some(Ty::Domain(id)) => self.catalog.domains[id.0 as usize].doc = doc,
                    Some(Ty::Composite(CompositeId::Type(at))) => {
                        self.catalog.composites[at as usize].doc = doc;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}
