//! The schema's statements, replayed in order.
//!
//! What cannot be replayed is an error at its place: a catalog that is silently wrong would make every later stage wrong.

use sqlparser::ast::{self, Ident, ObjectName, ObjectNamePart};

use super::compact::Dropped;
use super::index::IndexNames;
use super::naming::Names;
use super::{Catalog, Column, ColumnId, ForeignKey, Generated, Table, TableId, finish};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::dialect::{Dialect, SchemaRules};
use crate::source::{FileId, SourceKind, Sources, Span};
use crate::syntax::{Definition, Statement, StatementKind, tags};

/// Builds the catalog from the statements of all schema files, in order. Queries among them are passed over.
pub fn build(
    statements: &[Statement],
    sources: &Sources,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Catalog {
    let first_diagnostic = diagnostics.len();
    let mut growing = Growing::new(sources, dialect, diagnostics);
    for statement in statements {
        growing.add(statement);
    }
    let found = growing.replay.diagnostics.len();
    let catalog = finish::finish(growing.replay);
    catalog.unread.explain(found, sources, diagnostics);
    diagnostics.sort_from(first_diagnostic);
    catalog
}

/// A catalog that grows by one statement after the other, and can be looked at between them.
pub struct Growing<'a> {
    replay: Replay<'a>,
    /// The file of the last statement.
    file: Option<FileId>,
}

impl<'a> Growing<'a> {
    /// Nothing yet.
    pub fn new(
        sources: &'a Sources,
        dialect: Dialect,
        diagnostics: &'a mut Diagnostics,
    ) -> Growing<'a> {
        let rules = dialect.schema_rules();
        let replay = Replay {
            dialect,
            rules,
            sources,
            diagnostics,
            catalog: Catalog::new(dialect),
            names: Names::default(),
            index_names: IndexNames::default(),
            schemas: rules
                .default_schema
                .map(str::to_owned)
                .into_iter()
                .collect(),
            pending: Vec::new(),
            broken_references: Vec::new(),
            dropped: Dropped::default(),
            references_hold: true,
            inherited: 0,
            query_path: None,
        };
        Growing { replay, file: None }
    }

    /// What the next statement does. A query is passed over.
    pub fn add(&mut self, statement: &Statement) {
        if statement.header.is_some() {
            return;
        }
        let last = self.file.replace(statement.span.file);
        let is_new = last.is_some_and(|last| last != statement.span.file);
        let file = self.replay.sources.get(statement.span.file);
        if is_new && file.kind == SourceKind::Migration {
            // Each migration is run on its own, whatever one before it has set.
            self.replay.set_search_path(None);
        }
        self.replay.checked_statement(statement);
    }

    /// A table may be dropped while others refer to it, where the database has a setting for that.
    pub fn let_references_go(&mut self) {
        self.replay.references_hold = false;
    }

    /// What there is by now. Names lead to what is there; tables that are gone still have their places.
    pub fn catalog(&self) -> &Catalog {
        &self.replay.catalog
    }

    /// The same once more, to grow another way.
    pub fn branch<'b>(&self, diagnostics: &'b mut Diagnostics) -> Growing<'b>
    where
        'a: 'b,
    {
        let replay = &self.replay;
        Growing {
            replay: Replay {
                dialect: replay.dialect,
                rules: replay.rules,
                sources: replay.sources,
                diagnostics,
                catalog: replay.catalog.clone(),
                names: replay.names.clone(),
                index_names: replay.index_names.clone(),
                schemas: replay.schemas.clone(),
                pending: replay.pending.clone(),
                broken_references: replay.broken_references.clone(),
                dropped: replay.dropped.clone(),
                references_hold: replay.references_hold,
                inherited: replay.inherited,
                query_path: replay.query_path.clone(),
            },
            file: self.file,
        }
    }
}

/// The catalog while it grows.
pub(super) struct Replay<'a> {
    pub dialect: Dialect,
    pub rules: &'static SchemaRules,
    pub sources: &'a Sources,
    pub diagnostics: &'a mut Diagnostics,
    pub catalog: Catalog,
    pub names: Names,
    /// The names that indexes have had.
    pub index_names: IndexNames,
    /// The schemas that there are.
    pub schemas: Vec<String>,
    /// References whose target is not there yet.
    pub pending: Vec<PendingKey>,
    /// The names of columns whose reference has an error.
    pub broken_references: Vec<Span>,
    /// What is gone again.
    pub dropped: Dropped,
    /// Whether a table that is referred to must stay.
    pub references_hold: bool,
    /// How many columns of the table that is being made come from others, and may be written again.
    pub inherited: usize,
    /// Where queries look for names, where a statement says so.
    pub query_path: Option<Vec<String>>,
}

/// A reference whose target is not there yet.
#[derive(Clone)]
pub(super) struct PendingKey {
    pub table: TableId,
    pub key: ForeignKey,
    pub target: QualifiedName,
    pub referred: Vec<Name>,
}

/// A name as the database holds it, with its place.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub text: String,
    pub span: Span,
}

/// A name with its schema.
#[derive(Clone, Debug)]
pub(super) struct QualifiedName {
    pub schema: Option<String>,
    pub name: Name,
    /// Both.
    pub span: Span,
}

impl QualifiedName {
    /// As a person would write it.
    pub fn shown(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.name.text),
            None => self.name.text.clone(),
        }
    }
}

impl Replay<'_> {
    /// A statement whose errors are its own: what is unknown only because of an earlier error is not reported again.
    fn checked_statement(&mut self, statement: &Statement) {
        if matches!(statement.kind, StatementKind::Verbatim) {
            self.note_trigger(statement);
        }
        let (found, errors) = (self.diagnostics.len(), self.diagnostics.error_count());
        self.statement(statement);
        self.trace_computed(statement);
        if self.diagnostics.error_count() > errors
            || matches!(statement.kind, StatementKind::Unread)
        {
            let unread = &mut self.catalog.unread;
            unread.explain(found, self.sources, self.diagnostics);
            unread.add(self.sources.text(statement.span));
        }
    }

    /// Says of computed columns what they are computed from, where a statement can have defined some.
    fn trace_computed(&mut self, statement: &Statement) {
        let text = self.sources.text(statement.span).to_ascii_lowercase();
        if !text.contains(" as") || !text.contains("table") {
            return;
        }
        let dialect = self.dialect;
        let is_new =
            |column: &Column| column.generated == Generated::Computed && column.origins.is_empty();
        for table in &mut self.catalog.tables {
            if !table.columns.iter().any(is_new) {
                continue;
            }
            let names: Vec<(ColumnId, String)> = table
                .columns
                .iter()
                .map(|column| (column.id, column.name.clone()))
                .collect();
            for column in table.columns.iter_mut().filter(|column| is_new(column)) {
                let words = &column.computed_from;
                let used = names
                    .iter()
                    .filter(|(_, name)| words.iter().any(|word| dialect.same_name(word, name)));
                column.origins = used.map(|(id, _)| *id).collect();
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let tree = match &statement.kind {
            StatementKind::Parsed(tree) => tree,
            StatementKind::Definition(definition) => {
                self.definition(statement, definition);
                return;
            }
            _ => {
                self.note_setting(statement);
                return;
            }
        };
        if !takes_tags(tree) {
            tags::reject(&statement.comments, self.diagnostics);
            for comment in &statement.inner {
                tags::reject(&comment.comments, self.diagnostics);
            }
        }
        match tree.as_ref() {
            ast::Statement::CreateTable(create) => self.create_table(statement, create),
            ast::Statement::CreateView(create) => self.create_view(statement, create),
            ast::Statement::CreateVirtualTable {
                name,
                if_not_exists,
                module_name,
                ..
            } => self.create_virtual_table(statement, name, module_name, *if_not_exists),
            ast::Statement::AlterTable(alter) => self.alter_table(statement, alter),
            ast::Statement::CreateIndex(create) => self.create_index(statement, create),
            ast::Statement::CreateType {
                name,
                representation,
            } => self.create_type(statement, name, representation.as_ref()),
            ast::Statement::AlterType(alter) => self.alter_type(statement, alter),
            ast::Statement::AlterIndex { name, operation } => {
                self.alter_index(statement, name, operation);
            }
            ast::Statement::DropDomain(drop) => {
                let name = self.qualified(statement, &drop.name);
                let cascade = drop.drop_behavior == Some(ast::DropBehavior::Cascade);
                self.drop_type(&name, drop.if_exists, cascade);
            }
            ast::Statement::RenameTable(renames) => self.rename_tables(statement, renames),
            ast::Statement::Drop { .. } => self.drop_objects(statement, tree),
            ast::Statement::Comment { .. } => self.comment_on(statement, tree),
            ast::Statement::CreateSchema { schema_name, .. } => {
                self.create_schema(statement, schema_name);
            }
            ast::Statement::Query(query) => self.select_into(statement, query),
            _ => self.unsupported(statement.span, &head(statement, self.sources)),
        }
        self.note_expressions(statement, tree);
        self.settle_pending(false);
    }

    /// `SET FOREIGN_KEY_CHECKS = 0`, `PRAGMA foreign_keys = OFF`: tables are dropped whatever refers to them.
    fn note_setting(&mut self, statement: &Statement) {
        let Some(setting) = self.rules.references_hold else {
            return;
        };
        let text = self.sources.text(statement.span);
        let begins = |word: &str| {
            let head = text.get(..word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        if begins("set") || begins("pragma") {
            let text = text.to_ascii_lowercase();
            let value = text
                .split(setting)
                .nth(1)
                .map(|rest| rest.trim_start_matches([' ', '=']));
            if let Some(value) = value {
                self.references_hold = !(value.starts_with('0') || value.starts_with("off"));
            }
        }
    }

    /// A definition that is read by hand.
    fn definition(&mut self, statement: &Statement, definition: &Definition) {
        match definition {
            Definition::CreateDomain(create) => self.create_domain(statement, create),
            Definition::AlterRelation(alter) => self.alter_relation(statement, alter),
            Definition::AlterComposite { name, changes } => {
                self.alter_composite(statement, name, changes);
            }
            Definition::MoveType { name, schema } => {
                let name = self.qualified(statement, name);
                if let Some(ty) = self.known_type(&name) {
                    let schema = self.name(statement, schema);
                    self.move_type(&ty, &schema);
                }
            }
            Definition::RenameSchema { name, to } => self.rename_schema(statement, name, to),
            Definition::CreateFunction(create) => self.create_function(statement, create),
            Definition::AlterFunction {
                name,
                types,
                change,
            } => self.alter_function(statement, name, types.as_deref(), change),
            Definition::DropFunctions {
                functions,
                if_exists,
            } => self.drop_functions(statement, functions, *if_exists),
            Definition::CreateExtension { name, schema } => {
                let at = statement.ident_span(name);
                let name = self.name(statement, name).text;
                self.check_extension(&name, at);
                let schema = match schema {
                    Some(schema) => Some(self.name(statement, schema).text),
                    None => self.catalog.search_path.first().cloned(),
                };
                let schema = schema.unwrap_or_else(|| "public".to_owned());
                let needed = self.dialect.needed_extensions(&name).iter().copied();
                for name in needed.chain([name.as_str()]) {
                    let extensions = &mut self.catalog.extensions;
                    if !extensions.iter().any(|(known, _)| known == name) {
                        extensions.push((name.to_owned(), schema.clone()));
                    }
                }
            }
            Definition::CreateSequence(name) => self.create_sequence(statement, name),
            Definition::AlterSequence { name, change } => {
                self.alter_sequence(statement, name, change);
            }
            Definition::DropSequences(names) => self.drop_sequences(statement, names),
            Definition::SearchPath(path) => self.set_search_path(path.as_deref()),
            Definition::Nothing => {}
            Definition::AlterDomain { name, change } => {
                self.alter_domain(statement, name, change);
            }
        }
    }

    /// Warns of an extension of which nothing is known.
    fn check_extension(&mut self, name: &str, at: Span) {
        if self.dialect.knows_extension(name) {
            return;
        }
        let message = format!("what the extension `{name}` adds is not known");
        self.diagnostics.push(
            Diagnostic::warning("unknown-extension", message)
                .at(at, "not known")
                .help("queries that use its functions, operators or tables are errors"),
        );
    }

    /// Reports what the catalog cannot replay.
    pub fn unsupported(&mut self, span: Span, what: &str) {
        let text = self.sources.text(span);
        let line = text.find('\n').unwrap_or(text.len());
        let shown = Span::new(
            span.file,
            span.start,
            span.start + text[..line].trim_end().len(),
        );
        self.diagnostics.push(
            Diagnostic::error("unsupported-ddl", format!("{what} is not supported yet"))
                .at(shown, "not supported yet"),
        );
    }

    /// A name as the database holds it.
    pub fn name(&self, statement: &Statement, ident: &Ident) -> Name {
        Name {
            text: self.dialect.fold(&ident.value, ident.quote_style.is_some()),
            span: statement.ident_span(ident),
        }
    }

    /// A table's or type's name, taken apart.
    pub fn qualified(&self, statement: &Statement, object: &ObjectName) -> QualifiedName {
        let mut names: Vec<Name> = object
            .0
            .iter()
            .filter_map(ObjectNamePart::as_ident)
            .map(|ident| self.name(statement, ident))
            .collect();
        let span = names
            .iter()
            .map(|name| name.span)
            .reduce(Span::to)
            .unwrap_or(statement.span);
        let name = names.pop().unwrap_or(Name {
            text: String::new(),
            span,
        });
        QualifiedName {
            // SQLite's `main.users` is `users`.
            schema: names
                .pop()
                .map(|schema| schema.text)
                .filter(|_| self.rules.default_schema.is_some()),
            name,
            span,
        }
    }

    /// The schema that a definition writes, where the catalog keeps none.
    pub fn written_schema(&self, object: &ObjectName) -> Option<String> {
        self.dialect.main_schema()?;
        match object.0.as_slice() {
            [schema, _] => schema.as_ident().map(|ident| ident.value.clone()),
            _ => None,
        }
    }

    /// The schema that something new goes to.
    pub fn target_schema(&mut self, name: &QualifiedName) -> Option<String> {
        let Some(schema) = &name.schema else {
            return self.catalog.search_path.first().cloned();
        };
        self.check_schema(&Name {
            text: schema.clone(),
            span: name.span,
        });
        Some(schema.clone())
    }

    /// Reports a schema that there is not; it is taken to be there from then on.
    pub fn check_schema(&mut self, name: &Name) {
        let schema = &name.text;
        if !self.schemas.contains(schema) {
            let known = self.schemas.iter().map(String::as_str);
            let diagnostic =
                Diagnostic::error("unknown-schema", format!("there is no schema `{schema}`"))
                    .at(name.span, "unknown schema");
            self.diagnostics.push(match nearest(schema, known) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("add `CREATE SCHEMA {schema};` before it")),
            });
            self.schemas.push(schema.clone());
        }
    }

    /// The table or view with this name.
    pub fn find_table(&self, name: &QualifiedName) -> Option<TableId> {
        self.catalog
            .find_table(name.schema.as_deref(), &name.name.text)
    }

    /// The table or view with this name, or an error at the name.
    pub fn known_table(&mut self, name: &QualifiedName) -> Option<TableId> {
        let found = self.find_table(name);
        if found.is_none() {
            let known = self.catalog.tables.iter().map(|table| table.name.as_str());
            let near = nearest(&name.name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-table",
                format!("there is no table `{}`", name.shown()),
            )
            .at(name.span, "unknown table");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None if self.rules.forward_references => diagnostic,
                None => diagnostic.help("a table must be created before it is used"),
            });
        }
        if let Some(table) = found {
            self.note_table_name(name.name.span, table);
        }
        found
    }

    /// The position of a column of a table.
    pub fn find_column(&self, table: TableId, name: &str) -> Option<u32> {
        let columns = &self.catalog.table(table).columns;
        position(columns, name, self.dialect)
    }

    /// The position of a column of a table, or an error at the name.
    pub fn known_column(&mut self, table: TableId, name: &Name) -> Option<u32> {
        let found = self.find_column(table, &name.text);
        if found.is_none() {
            let table = self.catalog.table(table);
            let known = table.columns.iter().map(|column| column.name.as_str());
            let diagnostic = Diagnostic::error(
                "unknown-column",
                format!("table `{}` has no column `{}`", table.name, name.text),
            )
            .at(name.span, "unknown column");
            let diagnostic = diagnostic.also(table.name_span, "the table is defined here");
            self.diagnostics.push(match nearest(&name.text, known) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        if let Some(index) = found {
            self.note_column_name(name.span, table, index);
        }
        found
    }

    /// The positions of columns of a table; what is unknown or doubled is reported.
    pub fn known_columns(&mut self, table: TableId, names: &[Name]) -> Option<Vec<u32>> {
        let mut out = Vec::new();
        let mut good = true;
        for name in names {
            match self.known_column(table, name) {
                Some(column) if out.contains(&column) => {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "duplicate-column",
                            format!("column `{}` stands twice in this list", name.text),
                        )
                        .at(name.span, "again here"),
                    );
                    good = false;
                }
                Some(column) => out.push(column),
                None => good = false,
            }
        }
        good.then_some(out)
    }

    /// A table by id, to change.
    pub fn table_mut(&mut self, id: TableId) -> &mut Table {
        &mut self.catalog.tables[id.0 as usize]
    }
}

/// The position of a column by name.
pub(super) fn position(columns: &[Column], name: &str, dialect: Dialect) -> Option<u32> {
    columns
        .iter()
        .position(|column| dialect.same_name(&column.name, name))
        .and_then(|index| u32::try_from(index).ok())
}

/// Whether tags above or inside a statement belong to something; elsewhere they are rejected.
fn takes_tags(tree: &ast::Statement) -> bool {
    matches!(
        tree,
        ast::Statement::CreateTable(_)
            | ast::Statement::CreateView(_)
            | ast::Statement::AlterTable(_)
            | ast::Statement::CreateType {
                representation: Some(
                    ast::UserDefinedTypeRepresentation::Enum { .. }
                        | ast::UserDefinedTypeRepresentation::Composite { .. }
                ),
                ..
            }
    )
}

/// The first words of a statement, for messages: `CREATE DOMAIN`.
pub(super) fn head(statement: &Statement, sources: &Sources) -> String {
    let words: Vec<String> = statement
        .tokens
        .iter()
        .take(2)
        .map(|token| sources.text(token.span).to_uppercase())
        .collect();
    format!("`{}`", words.join(" "))
}
