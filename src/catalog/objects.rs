//! Everything but tables: views, indexes, types, schemas, comments, and DROP of them all.

use sqlparser::ast::{
    self, AlterIndexOperation, AlterTypeAddValuePosition, AlterTypeOperation, CommentObject,
    ObjectName, ObjectType, SchemaName, UserDefinedTypeRepresentation,
};
use sqlparser::tokenizer::Token;

use super::constraint::plain_column;
use super::naming::NamedThing;
use super::replay::{Name, QualifiedName, Replay, head};
use super::tags::of_table;
use super::{
    Column, ColumnId, ColumnTags, Enum, EnumId, EnumSource, EnumValue, Generated, Index, Table,
    TableId, TableKind, TableTags, Unique,
};
use crate::analyze;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{Statement, tags};
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE VIEW`. Its columns are those of its query.
    pub(super) fn create_view(&mut self, statement: &Statement, create: &ast::CreateView) {
        for comment in &statement.inner {
            tags::reject(&comment.comments, self.diagnostics);
        }
        if create.materialized {
            self.unsupported(statement.span, "`CREATE MATERIALIZED VIEW`");
            return;
        }
        let name = self.qualified(statement, &create.name);
        let schema = self.target_schema(&name);
        if let Some(first) = self.find_table(&name) {
            let is_view = self.catalog.table(first).kind == TableKind::View;
            if create.if_not_exists {
                return;
            }
            if !(create.or_replace && is_view) {
                self.duplicate_table(&name.shown(), name.span, first);
                return;
            }
            self.remove_table(first);
        }
        let Some(results) = analyze::view_columns(
            &self.catalog,
            statement,
            &create.query,
            self.sources,
            self.diagnostics,
        ) else {
            return;
        };
        self.names.take(schema.as_deref(), &name.name.text);
        let id = self.push_table(Table {
            id: TableId(0),
            schema,
            name: name.name.text.clone(),
            kind: TableKind::View,
            columns: Vec::new(),
            primary_key: Vec::new(),
            primary_key_name: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            strict: false,
            without_rowid: false,
            doc: statement.comments.doc.clone(),
            tags: TableTags::default(),
            span: statement.span,
            name_span: name.name.span,
        });
        let given: Vec<Name> = create
            .columns
            .iter()
            .map(|column| self.name(statement, &column.name))
            .collect();
        let columns: Vec<Column> = (0_u32..)
            .zip(results)
            .map(|(index, result)| self.view_column(id, index, result, given.get(index as usize)))
            .collect();
        let tags = of_table(
            &statement.comments,
            &columns,
            self.dialect,
            self.diagnostics,
        );
        self.report_doubled_columns(&columns);
        let table = self.table_mut(id);
        table.columns = columns;
        table.tags = tags;
    }

    fn view_column(
        &self,
        table: TableId,
        index: u32,
        result: analyze::ResultColumn,
        given: Option<&Name>,
    ) -> Column {
        let direct = result.direct.map(|id| self.catalog.column(id));
        Column {
            id: ColumnId { table, index },
            name: given.map_or(result.name, |name| name.text.clone()),
            type_text: self.dialect.type_name(&self.catalog, &result.ty),
            max_length: direct.and_then(|column| column.max_length),
            precision: direct.and_then(|column| column.precision),
            collation: direct.and_then(|column| column.collation.clone()),
            nullable: result.nullable,
            default: None,
            generated: Generated::No,
            doc: direct.map(|column| column.doc.clone()).unwrap_or_default(),
            tags: ColumnTags::default(),
            name_span: given.map_or(result.span, |name| name.span),
            ty: result.ty,
            origins: result.origins,
            direct: result.direct,
            span: result.span,
        }
    }

    fn report_doubled_columns(&mut self, columns: &[Column]) {
        for (at, column) in columns.iter().enumerate() {
            let first = columns[..at]
                .iter()
                .find(|first| self.dialect.same_name(&first.name, &column.name));
            if let Some(first) = first {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-column",
                        format!("the view has two columns `{}`", column.name),
                    )
                    .at(column.name_span, "again here")
                    .also(first.name_span, "first here")
                    .help("give one of them another name with AS"),
                );
            }
        }
    }

    /// `CREATE INDEX`.
    pub(super) fn create_index(&mut self, statement: &Statement, create: &ast::CreateIndex) {
        let table_name = self.qualified(statement, &create.table_name);
        let Some(table) = self.known_table(&table_name) else {
            return;
        };
        let schema = self.catalog.table(table).schema.clone();
        let given = create
            .name
            .as_ref()
            .map(|name| self.qualified(statement, name));
        if let Some(given) = &given
            && let Some(first) = self.find_index(given)
        {
            let first = first.span;
            if !create.if_not_exists {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-index",
                        format!("there is an index `{}` already", given.shown()),
                    )
                    .at(given.span, "again here")
                    .also(first, "first here"),
                );
            }
            return;
        }
        let mut columns = Vec::new();
        let mut plain = true;
        let mut parts: Vec<String> = Vec::new();
        for column in &create.columns {
            match plain_column(&column.column.expr) {
                Some(ident) => {
                    let name = self.name(statement, ident);
                    parts.push(name.text.clone());
                    match self.known_column(table, &name) {
                        Some(index) if plain => columns.push(index),
                        _ => {}
                    }
                }
                None => {
                    plain = false;
                    parts.push(expression_name(&column.column.expr));
                }
            }
        }
        let name = match given {
            Some(given) => {
                self.names.take(schema.as_deref(), &given.name.text);
                given.name.text
            }
            None => {
                let names: Vec<&str> = parts.iter().map(String::as_str).collect();
                let of = self.catalog.table(table).name.clone();
                self.names.give(
                    self.rules,
                    schema.as_deref(),
                    &of,
                    &names,
                    NamedThing::Index,
                )
            }
        };
        if create.unique && plain && create.predicate.is_none() && !columns.is_empty() {
            let unique = Unique {
                name: name.clone(),
                columns: columns.clone(),
                span: statement.span,
            };
            self.table_mut(table).uniques.push(unique);
        }
        self.catalog.indexes.push(Index {
            name,
            table,
            columns,
            unique: create.unique,
            partial: create.predicate.is_some(),
            span: statement.span,
        });
    }

    fn find_index(&self, name: &QualifiedName) -> Option<&Index> {
        self.catalog
            .indexes
            .iter()
            .find(|index| self.dialect.same_name(&index.name, &name.name.text))
    }

    /// `ALTER INDEX .. RENAME TO`.
    pub(super) fn alter_index(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        operation: &AlterIndexOperation,
    ) {
        let AlterIndexOperation::RenameIndex { index_name } = operation;
        let old = self.qualified(statement, name);
        let new = self.qualified(statement, index_name).name.text;
        // The index of a constraint takes its name with it.
        self.rename_constraint_index(&old.name.text, &new);
        for index in &mut self.catalog.indexes {
            if index.name == old.name.text {
                index.name.clone_from(&new);
            }
        }
    }

    fn rename_constraint_index(&mut self, old: &str, new: &str) {
        for table in &mut self.catalog.tables {
            for unique in &mut table.uniques {
                if unique.name == old {
                    new.clone_into(&mut unique.name);
                }
            }
            if table.primary_key_name.as_deref() == Some(old) {
                table.primary_key_name = Some(new.to_owned());
            }
        }
    }

    /// `CREATE TYPE .. AS ENUM`.
    pub(super) fn create_type(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        representation: Option<&UserDefinedTypeRepresentation>,
    ) {
        let Some(UserDefinedTypeRepresentation::Enum { labels }) = representation else {
            self.unsupported(statement.span, "a type other than an enum");
            return;
        };
        let name = self.qualified(statement, name);
        let schema = self.target_schema(&name);
        if let Some(first) = self.find_enum(&name) {
            let first = self.catalog.enum_(first).span;
            self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-type",
                    format!("there is a type `{}` already", name.shown()),
                )
                .at(name.span, "again here")
                .also(first, "first here"),
            );
            return;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let texts = text_tokens(statement);
        for (at, label) in labels.iter().enumerate() {
            let span = texts.get(at).copied().unwrap_or(name.span);
            if let Some(first) = values.iter().find(|value| value.value == label.value) {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-enum-value",
                        format!("`{}` stands twice in this enum", label.value),
                    )
                    .at(span, "again here")
                    .also(first.span, "first here"),
                );
                continue;
            }
            values.push(EnumValue {
                value: label.value.clone(),
                span,
            });
        }
        self.names.take(schema.as_deref(), &name.name.text);
        let id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        self.catalog.enums.push(Enum {
            id,
            schema,
            name: name.name.text,
            values,
            source: EnumSource::Type,
            doc: statement.comments.doc.clone(),
            span: statement.span,
        });
    }

    fn find_enum(&self, name: &QualifiedName) -> Option<EnumId> {
        self.catalog
            .enums
            .iter()
            .filter(|found| found.source == EnumSource::Type)
            .find(|found| {
                found.name == name.name.text
                    && name
                        .schema
                        .as_ref()
                        .is_none_or(|schema| found.schema.as_ref() == Some(schema))
            })
            .map(|found| found.id)
    }

    fn known_enum(&mut self, name: &QualifiedName) -> Option<EnumId> {
        let found = self.find_enum(name);
        if found.is_none() {
            let known = self.catalog.enums.iter().map(|found| found.name.as_str());
            let near = nearest(&name.name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-type",
                format!("there is no type `{}`", name.shown()),
            )
            .at(name.span, "unknown type");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        found
    }

    /// `ALTER TYPE`.
    pub(super) fn alter_type(&mut self, statement: &Statement, alter: &ast::AlterType) {
        let name = self.qualified(statement, &alter.name);
        let Some(id) = self.known_enum(&name) else {
            return;
        };
        let texts = text_tokens(statement);
        let place = |at: usize| texts.get(at).copied().unwrap_or(name.span);
        match &alter.operation {
            AlterTypeOperation::Rename(rename) => {
                let new = self.name(statement, &rename.new_name);
                self.catalog.enums[id.0 as usize].name = new.text;
            }
            AlterTypeOperation::AddValue(add) => {
                let neighbour = match &add.position {
                    Some(
                        AlterTypeAddValuePosition::Before(value)
                        | AlterTypeAddValuePosition::After(value),
                    ) => Some(value.value.as_str()),
                    None => None,
                };
                let exists = self.has_value(id, &add.value.value);
                if exists && add.if_not_exists {
                    return;
                }
                if exists {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "duplicate-enum-value",
                            format!(
                                "`{}` has the value `{}` already",
                                name.shown(),
                                add.value.value
                            ),
                        )
                        .at(place(0), "again here"),
                    );
                    return;
                }
                if let Some(neighbour) = neighbour
                    && !self.has_value(id, neighbour)
                {
                    self.unknown_value(id, neighbour, place(1));
                    return;
                }
                let values = &mut self.catalog.enums[id.0 as usize].values;
                let at = neighbour
                    .and_then(|neighbour| values.iter().position(|value| value.value == neighbour));
                let at = match (&add.position, at) {
                    (Some(AlterTypeAddValuePosition::Before(_)), Some(at)) => at,
                    (Some(AlterTypeAddValuePosition::After(_)), Some(at)) => at + 1,
                    _ => values.len(),
                };
                let value = EnumValue {
                    value: add.value.value.clone(),
                    span: place(0),
                };
                values.insert(at, value);
            }
            AlterTypeOperation::RenameValue(rename) => {
                if !self.has_value(id, &rename.from.value) {
                    self.unknown_value(id, &rename.from.value, place(0));
                    return;
                }
                for value in &mut self.catalog.enums[id.0 as usize].values {
                    if value.value == rename.from.value {
                        value.value.clone_from(&rename.to.value);
                        value.span = place(1);
                    }
                }
            }
        }
    }

    fn has_value(&self, id: EnumId, value: &str) -> bool {
        let values = &self.catalog.enum_(id).values;
        values.iter().any(|known| known.value == value)
    }

    fn unknown_value(&mut self, id: EnumId, value: &str, span: Span) {
        let found = self.catalog.enum_(id);
        let known = found.values.iter().map(|known| known.value.as_str());
        let diagnostic = Diagnostic::error(
            "unknown-enum-value",
            format!("`{}` has no value `{value}`", found.name),
        )
        .at(span, "unknown value");
        let diagnostic = match nearest(value, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic);
    }

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

    /// `SET search_path`; other settings change nothing.
    pub(super) fn set(&mut self, statement: &Statement, set: &ast::Set) {
        let ast::Set::SingleAssignment {
            variable, values, ..
        } = set
        else {
            self.unsupported(statement.span, &head(statement, self.sources));
            return;
        };
        if !self
            .qualified(statement, variable)
            .name
            .text
            .eq_ignore_ascii_case("search_path")
        {
            return;
        }
        let path: Vec<String> = values
            .iter()
            .filter_map(|value| match value {
                ast::Expr::Identifier(ident) => Some(self.name(statement, ident).text),
                ast::Expr::Value(value) => value.value.clone().into_string(),
                _ => None,
            })
            .filter(|schema| !schema.is_empty() && schema != "$user" && schema != "pg_catalog")
            .collect();
        self.search_path = path;
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
                if let Some(id) = self.known_table(&name)
                    && let Some(index) = self.known_column(id, &column)
                {
                    self.table_mut(id).columns[index as usize].doc = doc;
                }
            }
            CommentObject::Type => {
                let name = self.qualified(statement, object_name);
                if let Some(id) = self.known_enum(&name) {
                    self.catalog.enums[id.0 as usize].doc = doc;
                }
            }
            _ => {}
        }
    }

    /// `DROP ..`.
    pub(super) fn drop_objects(&mut self, statement: &Statement, tree: &ast::Statement) {
        let ast::Statement::Drop {
            object_type,
            if_exists,
            names,
            cascade,
            ..
        } = tree
        else {
            return;
        };
        for name in names {
            let name = self.qualified(statement, name);
            match object_type {
                ObjectType::Table | ObjectType::View => {
                    let kind = match object_type {
                        ObjectType::Table => TableKind::Table,
                        _ => TableKind::View,
                    };
                    self.drop_table(&name, kind, *if_exists, *cascade);
                }
                ObjectType::Index => self.drop_index(&name, *if_exists),
                ObjectType::Type => self.drop_type(&name, *if_exists, *cascade),
                ObjectType::Schema => self.drop_schema(&name, *if_exists),
                _ => self.unsupported(statement.span, &head(statement, self.sources)),
            }
        }
    }

    fn drop_table(
        &mut self,
        name: &QualifiedName,
        kind: TableKind,
        if_exists: bool,
        cascade: bool,
    ) {
        if if_exists && self.find_table(name).is_none() {
            return;
        }
        let Some(id) = self.known_table(name) else {
            return;
        };
        let found = self.catalog.table(id);
        if found.kind != kind {
            let (is, wanted) = match found.kind {
                TableKind::Table => ("a table", "DROP TABLE"),
                TableKind::View => ("a view", "DROP VIEW"),
            };
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", format!("`{}` is {is}", name.shown()))
                    .at(name.span, is)
                    .help(format!("write `{wanted} {}`", name.shown())),
            );
            return;
        }
        if !self.drop_dependents(id, name, cascade) {
            return;
        }
        // A dropped view moves what comes after it.
        if let Some(id) = self.find_table(name) {
            self.remove_table(id);
        }
    }

    /// Drops what stands on a table when CASCADE says so; otherwise its dependents are an error.
    fn drop_dependents(&mut self, id: TableId, name: &QualifiedName, cascade: bool) -> bool {
        let views: Vec<TableId> = self
            .catalog
            .tables
            .iter()
            .filter(|table| {
                table
                    .columns
                    .iter()
                    .any(|column| column.origins.iter().any(|origin| origin.table == id))
            })
            .map(|table| table.id)
            .collect();
        let references = self.catalog.tables.iter().flat_map(|table| {
            table
                .foreign_keys
                .iter()
                .filter(move |key| key.target == id && table.id != id)
        });
        let blocking = views
            .first()
            .map(|view| self.catalog.table(*view).name_span)
            .or(references.map(|key| key.span).next());
        if let (Some(span), false) = (blocking, cascade) {
            self.diagnostics.push(
                Diagnostic::error(
                    "dropped-in-use",
                    format!("`{}` is dropped, but still in use", name.shown()),
                )
                .at(name.span, "dropped here")
                .also(span, "used here")
                .help("drop what uses it before"),
            );
            return false;
        }
        for view in views.into_iter().rev() {
            self.remove_table(view);
        }
        true
    }

    fn drop_index(&mut self, name: &QualifiedName, if_exists: bool) {
        let exists = self.find_index(name).is_some();
        if if_exists && !exists {
            return;
        }
        let Some(at) = self.known_index(&name.name) else {
            return;
        };
        let index = self.catalog.indexes.remove(at);
        let table = self.table_mut(index.table);
        table.uniques.retain(|unique| unique.name != index.name);
        let schema = table.schema.clone();
        self.names.free(schema.as_deref(), &index.name);
    }

    /// The position of an index, or an error at the name.
    pub(super) fn known_index(&mut self, name: &Name) -> Option<usize> {
        let found = self
            .catalog
            .indexes
            .iter()
            .position(|index| self.dialect.same_name(&index.name, &name.text));
        if found.is_none() {
            let known = self.catalog.indexes.iter().map(|index| index.name.as_str());
            let near = nearest(&name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-index",
                format!("there is no index `{}`", name.text),
            )
            .at(name.span, "unknown index");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        found
    }

    fn drop_type(&mut self, name: &QualifiedName, if_exists: bool, cascade: bool) {
        if if_exists && self.find_enum(name).is_none() {
            return;
        }
        let Some(id) = self.known_enum(name) else {
            return;
        };
        let user = self
            .catalog
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .find(|column| uses_enum(&column.ty, id))
            .map(|column| column.span);
        match user {
            Some(span) if !cascade => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "dropped-in-use",
                        format!("`{}` is dropped, but still in use", name.shown()),
                    )
                    .at(name.span, "dropped here")
                    .also(span, "used here")
                    .help("drop or change the columns before"),
                );
            }
            Some(_) => self.unsupported(name.span, "`DROP TYPE .. CASCADE` of a type in use"),
            None => self.remove_enum(id),
        }
    }

    fn drop_schema(&mut self, name: &QualifiedName, if_exists: bool) {
        let schema = &name.name.text;
        let is_used = self
            .catalog
            .tables
            .iter()
            .any(|table| table.schema.as_ref() == Some(schema));
        if is_used {
            self.unsupported(name.span, "`DROP SCHEMA` of a schema in use");
        } else if self.schemas.contains(schema) {
            self.schemas.retain(|known| known != schema);
        } else if !if_exists {
            self.diagnostics.push(
                Diagnostic::error("unknown-schema", format!("there is no schema `{schema}`"))
                    .at(name.span, "unknown schema"),
            );
        }
    }
}

/// What an expression adds to the name of an index that has none.
fn expression_name(expr: &ast::Expr) -> String {
    match expr {
        ast::Expr::Function(call) => call
            .name
            .0
            .last()
            .and_then(|part| part.as_ident())
            .map_or_else(|| "expr".to_owned(), |name| name.value.to_lowercase()),
        ast::Expr::Nested(inner) => expression_name(inner),
        _ => "expr".to_owned(),
    }
}

fn uses_enum(ty: &Ty, id: EnumId) -> bool {
    match ty {
        Ty::Enum(used) => *used == id,
        Ty::Array(element) => uses_enum(element, id),
        _ => false,
    }
}

/// The places of the quoted texts of a statement: labels have none in the tree.
fn text_tokens(statement: &Statement) -> Vec<Span> {
    statement
        .tokens
        .iter()
        .filter(|token| {
            matches!(
                token.token,
                Token::SingleQuotedString(_)
                    | Token::EscapedStringLiteral(_)
                    | Token::UnicodeStringLiteral(_)
            )
        })
        .map(|token| token.span)
        .collect()
}
