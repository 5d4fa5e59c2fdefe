//! What the analysis of one statement carries along: the catalog, the source, the findings, the edits.
//!
//! In: a statement's tree. Out: places, names and findings for the other files of this module. It must not decide types.

use std::collections::HashSet;

use sqlparser::ast::helpers::attached_token::AttachedToken;
use sqlparser::ast::{Ident, ObjectName, ObjectNamePart, Spanned};

use super::embed::{Embed, Shape};
use super::nest::Named;
use super::optional::Parts;
use super::params::Params;
use super::scope::Relation;
use super::sets::Sets;
use super::usages::{How, Usage};
use super::{Derivation, Edit, Replacement};
use crate::catalog::{Called, Catalog, ColumnId, Table, TableId};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::dialect::Dialect;
use crate::source::{SourceFile, Span};
use crate::syntax::Statement;

/// A common table expression in sight.
#[derive(Clone, Debug)]
pub(super) struct Cte {
    /// As the database folds it.
    pub name: String,
    /// Its columns, unqualified.
    pub relation: Relation,
    /// It changes rows and gives none.
    pub silent: bool,
    /// An error about it is already reported.
    pub failed: bool,
}

/// The analysis of one statement.
pub(super) struct Analyzer<'a> {
    pub catalog: &'a Catalog,
    pub statement: &'a Statement,
    pub source: &'a SourceFile,
    pub diagnostics: &'a mut Diagnostics,
    pub params: Params,
    pub edits: Vec<Edit>,
    pub reads: Vec<TableId>,
    pub writes: Vec<TableId>,
    /// How many columns of scopes around their own were read.
    pub outer_reads: usize,
    /// The subselects, by their places, that read nothing of what is around them.
    pub independent: HashSet<usize>,
    /// What is used where.
    pub usages: Vec<Usage>,
    /// What is called by its name where.
    pub called: Vec<Called>,
    /// What is written that derives from columns.
    pub derivations: Vec<Derivation>,
    /// The columns in parts of the call that is read, beside its arguments.
    pub beside: Vec<ColumnId>,
    /// What the outermost clause that is read does with its columns.
    pub clause: Option<How>,
    /// Innermost last.
    pub ctes: Vec<Cte>,
    /// The WHEREs, for `optional`.
    pub conditions: Vec<Parts>,
    /// Counts the outer joins, each of which can fill its optional side with NULLs.
    pub outer_joins: u32,
    /// The groups of columns that `sqlc.embed` asked for.
    pub embeds: Vec<(Embed, Vec<Shape>)>,
    /// Whether the expression that is read may give rows.
    pub sets: Sets,
    /// How many queries the one that is read stands in, itself included.
    pub query_depth: usize,
    /// The tables of the outermost FROM by the names that they have there.
    pub named: Vec<Named>,
    /// The names of tables that are not in FROM, each of which is reported once.
    pub absent: Vec<String>,
}

impl<'a> Analyzer<'a> {
    pub fn new(
        catalog: &'a Catalog,
        statement: &'a Statement,
        source: &'a SourceFile,
        diagnostics: &'a mut Diagnostics,
    ) -> Analyzer<'a> {
        Analyzer {
            catalog,
            statement,
            source,
            diagnostics,
            params: Params::default(),
            edits: Vec::new(),
            reads: Vec::new(),
            writes: Vec::new(),
            outer_reads: 0,
            independent: HashSet::new(),
            usages: Vec::new(),
            called: Vec::new(),
            derivations: Vec::new(),
            beside: Vec::new(),
            clause: None,
            ctes: Vec::new(),
            conditions: Vec::new(),
            outer_joins: 0,
            embeds: Vec::new(),
            sets: Sets::Refused("this clause"),
            query_depth: 0,
            named: Vec::new(),
            absent: Vec::new(),
        }
    }

    pub fn dialect(&self) -> Dialect {
        self.catalog.dialect
    }

    /// The bytes of a node; the whole statement where the parser kept no place.
    pub fn place(&self, node: &impl Spanned) -> Span {
        let own = self
            .statement
            .span_of(node.span())
            .unwrap_or(self.statement.span);
        self.statement.balanced(own)
    }

    pub fn ident_place(&self, ident: &Ident) -> Span {
        self.statement.ident_span(ident)
    }

    pub fn token_place(&self, token: &AttachedToken) -> Span {
        self.statement
            .span_of(token.0.span)
            .unwrap_or(self.statement.span)
    }

    /// The name as the database holds it.
    pub fn fold(&self, ident: &Ident) -> String {
        self.dialect()
            .fold(&ident.value, ident.quote_style.is_some())
    }

    pub fn same(&self, a: &str, b: &str) -> bool {
        self.dialect().same_name(a, b)
    }

    pub fn error(
        &mut self,
        id: &'static str,
        message: impl Into<String>,
        at: Span,
        label: impl Into<String>,
    ) {
        self.diagnostics
            .push(Diagnostic::error(id, message).at(at, label));
    }

    /// A clause that is known but not understood yet.
    pub fn unsupported(&mut self, what: &str, at: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                "sql-not-supported-yet",
                format!("{what} is known, not supported yet"),
            )
            .at(at, "this clause")
            .help("write the statement without it"),
        );
    }

    /// A form that other databases have.
    pub fn not_here(&mut self, what: &str, at: Span) {
        self.error(
            "not-in-this-database",
            format!("this database has no such form: {what}"),
            at,
            "not here",
        );
    }

    /// Reports the clause if it is there.
    pub fn refuse(&mut self, present: bool, what: &str, at: Span) {
        if present {
            self.unsupported(what, at);
        }
    }

    pub fn edit(&mut self, span: Span, replacement: Replacement) {
        let edit = Edit { span, replacement };
        if !self.edits.contains(&edit) {
            self.edits.push(edit);
        }
    }

    /// The identifiers of a dotted name; none where a part is not an identifier.
    pub fn parts<'n>(&self, name: &'n ObjectName) -> Option<Vec<&'n Ident>> {
        name.0
            .iter()
            .map(|part| match part {
                ObjectNamePart::Identifier(ident) => Some(ident),
                ObjectNamePart::Function(_) => None,
            })
            .collect()
    }

    /// The table or view that a name means. Reports an unknown one.
    pub fn table(&mut self, name: &ObjectName) -> Option<TableId> {
        let parts = self.parts(name).unwrap_or_default();
        let (last, schema) = match parts.as_slice() {
            [name] => (*name, None),
            [schema, name] => {
                if !self.has_schema(schema, name) {
                    return None;
                }
                (*name, Some(self.fold(schema)))
            }
            _ => {
                let at = self.place(name);
                self.error(
                    "unknown-table",
                    format!("`{name}` is not the name of a table"),
                    at,
                    "not a table",
                );
                return None;
            }
        };
        let folded = self.fold(last);
        if let Some(table) = self.find_table(schema.as_deref(), &folded) {
            self.call_table(Some(table.id), self.ident_place(last));
            return Some(table.id);
        }
        let names = self.catalog.tables.iter().map(|table| table.name.as_str());
        let ctes = self.ctes.iter().map(|cte| cte.name.as_str());
        let mut diagnostic =
            Diagnostic::error("unknown-table", format!("there is no table `{folded}`"))
                .at(self.place(name), "unknown table");
        if let Some(near) = nearest(&folded, names.chain(ctes)) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.diagnostics.push(diagnostic);
        None
    }

    /// Whether a schema can be written before the name of a relation. Reports it where it cannot: where schemas come with the
    /// connection, `main` is there, and those that definitions name.
    pub fn has_schema(&mut self, schema: &Ident, name: &Ident) -> bool {
        let Some(main) = self.dialect().main_schema() else {
            return true;
        };
        let attached = self.catalog.attached.iter();
        let mut known = attached.map(String::as_str).chain([main]);
        if known.any(|known| self.same(known, &schema.value))
            || self.dialect().is_temporary_schema(&schema.value)
                && self
                    .dialect()
                    .builtin_relation(None, &self.fold(name))
                    .is_some()
        {
            return true;
        }
        let message = format!("there is no schema `{}`", schema.value);
        let at = self.ident_place(schema);
        self.diagnostics.push(
            Diagnostic::error("unknown-schema", message)
                .at(at, "unknown schema")
                .help(format!(
                    "where it is attached, define its tables with it: CREATE TABLE {}.t (..)",
                    schema.value
                )),
        );
        false
    }

    pub fn find_table(&self, schema: Option<&str>, name: &str) -> Option<&'a Table> {
        let catalog = self.catalog;
        let id = catalog.find_table(schema, name)?;
        Some(catalog.table(id))
    }

    pub fn note_read(&mut self, table: TableId) {
        if !self.reads.contains(&table) {
            self.reads.push(table);
        }
    }

    pub fn note_write(&mut self, table: TableId) {
        if !self.writes.contains(&table) {
            self.writes.push(table);
        }
    }
}
