//! Keys, references and CHECKs, however they were written: at a column, in a table's body, or by ALTER TABLE.

use sqlparser::ast::{self, Expr, TableConstraint};
use sqlparser::keywords::Keyword;

use super::check::{self, Meaning};
use super::index::expression_name;
use super::layout::{self, Element};
use super::naming::NamedThing;
use super::reference::Reference;
use super::replay::{Name, QualifiedName, Replay};
use super::{
    Check, Column, ColumnId, Enum, EnumId, EnumSource, EnumValue, Exclusion, Generated, TableId,
    Unique,
};
use crate::diagnostic::Diagnostic;
use crate::dialect::CheckNames;
use crate::source::Span;
use crate::syntax::Statement;
use crate::ty::Ty;

/// A constraint before its names are looked up.
pub(super) struct Constraint {
    /// The name that was given.
    pub name: Option<Name>,
    /// All of it.
    pub span: Span,
    /// What it demands.
    pub kind: ConstraintKind,
}

/// What a constraint demands.
pub(super) enum ConstraintKind {
    PrimaryKey(Vec<Name>),
    Unique(Vec<Name>),
    ForeignKey(Box<Reference>),
    /// The expression and the place between its parentheses.
    Check(Box<Expr>, Span),
    /// EXCLUDE (PostgreSQL): the columns among its elements.
    /// The columns, and what each element adds to the name.
    Exclude(Vec<Name>, Vec<String>),
    /// An index in a table's body (MySQL): its parts.
    Index(Vec<Expr>),
}

impl Constraint {
    pub fn new(name: Option<Name>, span: Span, kind: ConstraintKind) -> Constraint {
        Constraint { name, span, kind }
    }
}

impl Replay<'_> {
    /// A constraint of a table's body or of ALTER TABLE ADD.
    pub(super) fn table_constraint(
        &mut self,
        statement: &Statement,
        constraint: &TableConstraint,
        element: &Element,
    ) -> Option<Constraint> {
        let (name, kind) = match constraint {
            TableConstraint::PrimaryKey(key) => {
                let columns = self.key_columns(statement, &key.columns)?;
                (&key.name, ConstraintKind::PrimaryKey(columns))
            }
            TableConstraint::Unique(key) => {
                let columns = self.key_columns(statement, &key.columns)?;
                let name = if key.name.is_some() {
                    &key.name
                } else {
                    &key.index_name
                };
                (name, ConstraintKind::Unique(columns))
            }
            TableConstraint::ForeignKey(key) => {
                let columns = key
                    .columns
                    .iter()
                    .map(|ident| self.name(statement, ident))
                    .collect();
                let name = if key.name.is_some() {
                    &key.name
                } else {
                    &key.index_name
                };
                (name, self.foreign_key(statement, key, columns))
            }
            TableConstraint::Check(check) => {
                let clauses = layout::clauses(statement, element);
                let inside = clauses
                    .iter()
                    .find(|clause| clause.keyword == Keyword::CHECK)
                    .map_or(element.span, |clause| layout::inside(statement, clause));
                (
                    &check.name,
                    ConstraintKind::Check(check.expr.clone(), inside),
                )
            }
            TableConstraint::Exclude(exclude) => {
                let elements = exclude.elements.iter();
                let (mut columns, mut parts) = (Vec::new(), Vec::new());
                for element in elements {
                    let expr = &element.column.column.expr;
                    match plain_column(expr) {
                        Some(ident) => {
                            let name = self.name(statement, ident);
                            parts.push(name.text.clone());
                            columns.push(name);
                        }
                        None => parts.push(expression_name(expr)),
                    }
                }
                (&exclude.name, ConstraintKind::Exclude(columns, parts))
            }
            TableConstraint::PrimaryKeyUsingIndex(key) => {
                let (columns, name) = self.adopt_index(statement, key)?;
                let kind = ConstraintKind::PrimaryKey(columns);
                return Some(Constraint::new(Some(name), element.span, kind));
            }
            TableConstraint::UniqueUsingIndex(key) => {
                let (columns, name) = self.adopt_index(statement, key)?;
                let kind = ConstraintKind::Unique(columns);
                return Some(Constraint::new(Some(name), element.span, kind));
            }
            TableConstraint::Index(index) => {
                let kind = ConstraintKind::Index(key_parts(&index.columns));
                (&index.name, kind)
            }
            TableConstraint::FulltextOrSpatial(index) => {
                let kind = ConstraintKind::Index(key_parts(&index.columns));
                (&index.opt_index_name, kind)
            }
        };
        let name = name.as_ref().map(|ident| self.name(statement, ident));
        Some(Constraint::new(name, element.span, kind))
    }

    /// `USING INDEX`: the index becomes the constraint's, and takes its name.
    fn adopt_index(
        &mut self,
        statement: &Statement,
        key: &ast::ConstraintUsingIndex,
    ) -> Option<(Vec<Name>, Name)> {
        let index_name = self.name(statement, &key.index_name);
        let named = self
            .catalog
            .indexes
            .iter()
            .position(|index| self.dialect.same_name(&index.name, &index_name.text));
        let at = match named {
            Some(at) => at,
            None => self.known_index(&QualifiedName {
                schema: None,
                span: index_name.span,
                name: index_name.clone(),
            })?,
        };
        let index = self.catalog.indexes.remove(at);
        let table = self.table_mut(index.table);
        table.uniques.retain(|unique| unique.name != index.name);
        let columns = index
            .columns
            .iter()
            .map(|column| Name {
                text: table.column(*column).name.clone(),
                span: index_name.span,
            })
            .collect();
        let name = match &key.name {
            Some(name) => self.name(statement, name),
            None => index_name,
        };
        Some((columns, name))
    }

    /// The columns of a key; an expression there is an error.
    fn key_columns(
        &mut self,
        statement: &Statement,
        columns: &[ast::IndexColumn],
    ) -> Option<Vec<Name>> {
        let mut out = Vec::new();
        for column in columns {
            match self.key_column(&column.column.expr) {
                Some(ident) => out.push(self.name(statement, ident)),
                None => {
                    let span = statement.expr_span(&column.column.expr);
                    self.diagnostics.push(
                        Diagnostic::error("key-expression", "a key consists of columns")
                            .at(span, "not a column")
                            .help("use CREATE UNIQUE INDEX for expressions"),
                    );
                    return None;
                }
            }
        }
        Some(out)
    }

    /// Adds constraints to a table. Given names are taken first, so that made-up ones avoid them.
    pub(super) fn add_constraints(
        &mut self,
        statement: &Statement,
        id: TableId,
        constraints: Vec<Constraint>,
    ) {
        let constraints = self.without_unique_keys(id, constraints);
        for constraint in &constraints {
            self.take_name(id, constraint);
        }
        let (references, others): (Vec<_>, Vec<_>) = constraints
            .into_iter()
            .partition(|constraint| matches!(constraint.kind, ConstraintKind::ForeignKey(_)));
        for constraint in others.into_iter().chain(references) {
            match constraint.kind {
                ConstraintKind::PrimaryKey(columns) => {
                    self.add_primary_key(id, constraint.name, &columns, constraint.span);
                }
                ConstraintKind::Unique(columns) => {
                    let Some(columns) = self.known_columns(id, &columns) else {
                        continue;
                    };
                    if self.is_unique_already(id, &columns, statement) {
                        let given = constraint.name.map(|name| name.text);
                        self.add_doubled_unique(id, given, columns, constraint.span);
                    } else {
                        let mut named = columns.clone();
                        named.extend(self.included(statement, id, constraint.span));
                        let name =
                            self.constraint_name(id, constraint.name, &named, NamedThing::Unique);
                        self.table_mut(id).uniques.push(Unique {
                            name,
                            columns,
                            span: constraint.span,
                        });
                    }
                }
                ConstraintKind::ForeignKey(reference) => {
                    self.add_reference(id, constraint.name, *reference, constraint.span);
                }
                ConstraintKind::Check(expr, inside) => {
                    self.add_check(statement, id, constraint.name, &expr, inside);
                }
                ConstraintKind::Exclude(columns, parts) => {
                    if self.known_columns(id, &columns).is_some() {
                        let name = self.exclusion_name(id, constraint.name, &parts);
                        let span = constraint.span;
                        self.table_mut(id).exclusions.push(Exclusion { name, span });
                    }
                }
                ConstraintKind::Index(parts) => {
                    self.add_index(statement, id, constraint.name, &parts, constraint.span);
                }
            }
        }
        self.drop_covered_indexes(id);
    }

    /// Two keys over the same columns in one CREATE TABLE are one, to both databases.
    fn is_unique_already(&self, id: TableId, columns: &[u32], statement: &Statement) -> bool {
        let table = self.catalog.table(id);
        let in_body = table.span == statement.span;
        in_body
            && (table.primary_key == columns
                || table.uniques.iter().any(|unique| unique.columns == columns))
    }

    /// UNIQUE beside PRIMARY KEY at one column adds nothing (MySQL).
    fn without_unique_keys(
        &self,
        id: TableId,
        mut constraints: Vec<Constraint>,
    ) -> Vec<Constraint> {
        let is_key = |one: &&Constraint| matches!(one.kind, ConstraintKind::PrimaryKey(_));
        let key = constraints.iter().find(is_key).map(|key| key.span);
        let Some(key) = key.filter(|_| self.rules.references_make_indexes) else {
            return constraints;
        };
        let columns = &self.catalog.table(id).columns;
        constraints.retain(|one| {
            let is_both =
                |column: &Column| column.span.contains(key) && column.span.contains(one.span);
            let is_unique = matches!(one.kind, ConstraintKind::Unique(_));
            !(is_unique && columns.iter().any(is_both))
        });
        constraints
    }

    fn take_name(&mut self, id: TableId, constraint: &Constraint) {
        let Some(name) = &constraint.name else { return };
        let table = self.catalog.table(id);
        let doubled = table.uniques.iter().any(|unique| unique.name == name.text)
            || table.foreign_keys.iter().any(|key| key.name == name.text)
            || table
                .checks
                .iter()
                .any(|check| check.name.as_deref() == Some(name.text.as_str()));
        if doubled && self.rules.name_limit.is_some() {
            self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-constraint",
                    format!(
                        "table `{}` has a constraint `{}` already",
                        table.name, name.text
                    ),
                )
                .at(name.span, "again here"),
            );
        }
        let scope = self.key_names(id);
        self.names.take(scope.as_deref(), &name.text);
    }

    /// The given name, or the one that the database makes.
    pub(super) fn constraint_name(
        &mut self,
        id: TableId,
        given: Option<Name>,
        columns: &[u32],
        thing: NamedThing,
    ) -> String {
        if let Some(given) = given {
            return given.text;
        }
        let scope = self.key_names(id);
        let table = self.catalog.table(id);
        let columns: Vec<&str> = columns
            .iter()
            .map(|index| table.column(*index).name.as_str())
            .collect();
        self.names
            .give(self.rules, scope.as_deref(), &table.name, &columns, thing)
    }

    /// The same of an EXCLUDE, whose elements can be expressions.
    fn exclusion_name(&mut self, id: TableId, given: Option<Name>, parts: &[String]) -> String {
        if let Some(given) = given {
            return given.text;
        }
        let scope = self.key_names(id);
        let table = &self.catalog.table(id).name;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let thing = NamedThing::Exclusion;
        self.names
            .give(self.rules, scope.as_deref(), table, &parts, thing)
    }

    /// The columns of `UNIQUE (a) INCLUDE (b)` that are no part of the key: the database names it after them as well.
    fn included(&self, statement: &Statement, id: TableId, span: Span) -> Vec<u32> {
        let tokens = &statement.tokens[statement.token_range(span)];
        let table = self.catalog.table(id);
        let behind = tokens.iter().skip_while(|token| !token.is_word("include"));
        let inside = behind.take_while(|token| !token.is_symbol(")"));
        let names = inside.skip(1).filter_map(|token| token.word());
        names
            .filter_map(|(name, is_quoted)| {
                let name = self.dialect.fold(name, is_quoted);
                let mut columns = table.columns.iter();
                Some(columns.find(|column| column.name == name)?.id.index)
            })
            .collect()
    }

    fn add_primary_key(&mut self, id: TableId, name: Option<Name>, columns: &[Name], span: Span) {
        let Some(columns) = self.known_columns(id, columns) else {
            return;
        };
        if !self.catalog.table(id).primary_key.is_empty() {
            let table = self.catalog.table(id);
            self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-primary-key",
                    format!("table `{}` has two primary keys", table.name),
                )
                .at(span, "the second")
                .help("write one PRIMARY KEY over all of its columns"),
            );
            return;
        }
        let is_rowid = self.is_rowid(id, &columns);
        let rules = self.rules;
        let table = self.table_mut(id);
        let not_null = rules.keys_are_not_null || is_rowid || table.strict || table.without_rowid;
        for index in &columns {
            let column = &mut table.columns[*index as usize];
            column.nullable &= !not_null;
            if is_rowid {
                column.generated = Generated::ByDefault;
            }
        }
        table.primary_key.clone_from(&columns);
        table.primary_key_span = Some(span);
        if !is_rowid {
            let name = self.constraint_name(id, name, &columns, NamedThing::PrimaryKey);
            self.table_mut(id).primary_key_name = Some(name);
        }
    }

    /// `INTEGER PRIMARY KEY`: the row's own number.
    fn is_rowid(&self, id: TableId, columns: &[u32]) -> bool {
        let table = self.catalog.table(id);
        let [only] = columns else { return false };
        let column = table.column(*only);
        let source = self.sources.text(column.span).to_lowercase();
        // A quirk kept for old files: `INTEGER PRIMARY KEY DESC` at the column is an ordinary key.
        let descending = source
            .split("primary key")
            .nth(1)
            .is_some_and(|rest| rest.trim_start().starts_with("desc"));
        self.rules.has_rowid
            && !table.without_rowid
            && column.type_text.eq_ignore_ascii_case("integer")
            && !descending
    }

    fn add_check(
        &mut self,
        statement: &Statement,
        id: TableId,
        name: Option<Name>,
        expr: &Expr,
        inside: Span,
    ) {
        let meaning = check::read(expr, &self.catalog.table(id).columns, self.dialect);
        for ident in &meaning.unknown {
            let unknown = self.name(statement, ident);
            self.known_column(id, &unknown);
        }
        if let Some(pattern) = &meaning.unportable {
            self.diagnostics.push(
                Diagnostic::warning(
                    "pattern-not-portable",
                    format!("the pattern `{pattern}` is left to the database"),
                )
                .at(inside, "it may mean something else outside of the database")
                .help("literals, classes like [a-z0-9], anchors, groups and counts mean the same everywhere"),
            );
        }
        let at_column = || {
            let mut columns = self.catalog.table(id).columns.iter();
            columns.any(|column| column.span.contains(inside))
        };
        let nameless = name.is_none()
            && match self.rules.check_names {
                CheckNames::None => true,
                CheckNames::Numbered => at_column(),
                CheckNames::OfColumns | CheckNames::OfTable => false,
            };
        let name = if nameless {
            None
        } else {
            Some(self.constraint_name(id, name, &meaning.columns, NamedThing::Check))
        };
        let complete =
            meaning.complete && meaning.unknown.is_empty() && self.add_words(id, &meaning, inside);
        self.table_mut(id).checks.push(Check {
            name,
            span: inside,
            columns: meaning.columns,
            rules: meaning.rules,
            complete,
        });
    }

    /// Makes the words of a CHECK the column's enum; whether that says all of them.
    fn add_words(&mut self, id: TableId, meaning: &Meaning, span: Span) -> bool {
        let Some((index, words)) = &meaning.words else {
            return true;
        };
        let table = self.catalog.table(id);
        let column = table.column(*index);
        if !column.ty.is_text() {
            return false;
        }
        let enum_id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        let found = Enum {
            id: enum_id,
            schema: table.schema.clone(),
            name: format!("{}_{}", table.name, column.name),
            values: words
                .iter()
                .map(|word| EnumValue {
                    was: None,
                    value: word.clone(),
                    span,
                })
                .collect(),
            source: EnumSource::Check {
                column: ColumnId {
                    table: id,
                    index: *index,
                },
            },
            doc: column.doc.clone(),
            was: None,
            span,
        };
        self.catalog.enums.push(found);
        self.table_mut(id).columns[*index as usize].ty = Ty::Enum(enum_id);
        true
    }
}

fn key_parts(columns: &[ast::IndexColumn]) -> Vec<Expr> {
    let parts = columns.iter().map(|column| &column.column.expr);
    parts.cloned().collect()
}

/// The column that an expression is, if it is nothing more (but for SQLite's COLLATE).
pub(super) fn plain_column(expr: &Expr) -> Option<&ast::Ident> {
    match expr {
        Expr::Identifier(ident) => Some(ident),
        Expr::Collate { expr, .. } => plain_column(expr),
        _ => None,
    }
}
