//! CREATE TABLE: columns, their clauses, and the constraints of the table.

use sqlparser::ast::{self, ColumnDef, ColumnOption, GeneratedAs};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::constraint::{Constraint, ConstraintKind};
use super::layout::{self, Clause, Element};
use super::replay::{Name, Replay};
use super::tags::{of_column, of_table};
use super::typed_table::is_of_type;
use super::{
    Column, ColumnId, ColumnTags, CompositeId, Generated, Table, TableId, TableKind, TableTags,
};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{Comments, Statement};
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE TABLE`.
    pub(super) fn create_table(&mut self, statement: &Statement, create: &ast::CreateTable) {
        let name = self.qualified(statement, &create.name);
        let written = self.written_schema(&create.name);
        let goes = |schema: &String| self.dialect.is_temporary_schema(schema);
        if create.temporary || written.as_ref().is_some_and(goes) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "temporary-table",
                    format!("the temporary table `{}` is left out", name.shown()),
                )
                .at(name.span, "it is gone when the session ends"),
            );
            return;
        }
        self.catalog.attached.extend(written);
        let schema = self.target_schema(&name);
        if create.or_replace
            && let Some(first) = self.find_table(&name)
        {
            self.remove_table(first);
        }
        if let Some(first) = self.catalog.find_table(schema.as_deref(), &name.name.text) {
            if !create.if_not_exists {
                self.duplicate_table(&name.shown(), name.span, first);
            }
            return;
        }
        if let Some(query) = create.query.as_ref().filter(|_| !self.rules.copies_tables) {
            self.table_of_query(statement, schema, name.name, query);
            return;
        }
        let mut table = self.empty_table(statement, schema, name.name, TableKind::Table);
        table.strict = create.strict;
        table.without_rowid = create.without_rowid;
        table.doc = table_doc(statement, create);
        let id = self.push_table(table);
        match &create.like {
            Some(like) => self.copy_table(statement, like, id),
            None => self.table_body(statement, create, id),
        }
        self.finish_table(statement, id);
    }

    fn finish_table(&mut self, statement: &Statement, id: TableId) {
        let columns = std::mem::take(&mut self.table_mut(id).columns);
        let tags = of_table(
            &statement.comments,
            &columns,
            self.dialect,
            self.diagnostics,
        );
        let table = self.table_mut(id);
        table.columns = columns;
        table.tags = tags;
    }

    /// A table or view without columns; its name is taken.
    pub(super) fn empty_table(
        &mut self,
        statement: &Statement,
        schema: Option<String>,
        name: Name,
        kind: TableKind,
    ) -> Table {
        self.names.take(schema.as_deref(), &name.text);
        Table {
            id: TableId(0),
            schema,
            name: name.text,
            kind,
            columns: Vec::new(),
            primary_key: Vec::new(),
            primary_key_name: None,
            primary_key_span: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            renamed: Vec::new(),
            updates: None,
            triggers: false,
            parents: Vec::new(),
            partition: false,
            bound: None,
            inherited: false,
            materialized: false,
            reads: Vec::new(),
            strict: false,
            without_rowid: false,
            virtual_table: None,
            skips_rows: false,
            doc: statement.comments.doc.clone(),
            tags: TableTags::default(),
            span: statement.span,
            name_span: name.span,
        }
    }

    /// `CREATE TABLE AS`, `SELECT INTO`: columns without constraints.
    pub(super) fn table_of_query(
        &mut self,
        statement: &Statement,
        schema: Option<String>,
        name: Name,
        query: &ast::Query,
    ) {
        let names = self.names_before_as(statement);
        let Some((results, _)) = self.query_columns(statement, query) else {
            return;
        };
        self.check_named(&results, &names);
        let table = self.empty_table(statement, schema, name, TableKind::Table);
        let id = self.push_table(table);
        let mut columns = self.columns_of_query(id, results, &names);
        for column in &mut columns {
            column.nullable = true;
            column.origins.clear();
            column.direct = None;
        }
        self.table_mut(id).columns = columns;
        self.finish_table(statement, id);
    }

    /// `SELECT .. INTO t`: as `CREATE TABLE t AS SELECT ..`.
    pub(super) fn select_into(&mut self, statement: &Statement, query: &ast::Query) {
        let mut query = query.clone();
        let into = match query.body.as_mut() {
            ast::SetExpr::Select(select) => select.into.take(),
            _ => None,
        };
        let Some(into) = into else {
            return;
        };
        if into.temporary {
            return;
        }
        let idents = match into.targets.first() {
            Some(ast::Expr::Identifier(ident)) => vec![ident.clone()],
            Some(ast::Expr::CompoundIdentifier(idents)) => idents.clone(),
            _ => return,
        };
        let name = self.qualified(statement, &ast::ObjectName::from(idents));
        let schema = self.target_schema(&name);
        match self.catalog.find_table(schema.as_deref(), &name.name.text) {
            Some(first) => self.duplicate_table(&name.shown(), name.span, first),
            None => self.table_of_query(statement, schema, name.name, &query),
        }
    }

    /// `CREATE TABLE t (a, b) AS ..`: the names.
    fn names_before_as(&self, statement: &Statement) -> Vec<Name> {
        let open = statement
            .tokens
            .iter()
            .position(|token| matches!(token.token, Token::LParen));
        let query = statement.tokens.iter().position(
            |token| matches!(&token.token, Token::Word(word) if word.keyword == Keyword::AS),
        );
        match (open, query) {
            (Some(open), Some(query)) if open < query => layout::elements(statement)
                .iter()
                .filter_map(|element| self.name_at(statement, element.tokens.start))
                .map(|(name, _)| name.name)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Adds a table or view.
    pub(super) fn push_table(&mut self, table: Table) -> TableId {
        let id = TableId(u32::try_from(self.catalog.tables.len()).unwrap_or(u32::MAX));
        let (schema, name) = (table.schema.clone(), table.name.clone());
        self.note_table_name(table.name_span, id);
        self.catalog.tables.push(Table { id, ..table });
        self.name_table(id, schema.as_deref(), &name);
        id
    }

    /// Makes a table, and the type of its rows, known by a name.
    pub(super) fn name_table(&mut self, id: TableId, schema: Option<&str>, name: &str) {
        self.catalog.add_table_name(schema, name, id);
        let row = Ty::Composite(CompositeId::Table(id));
        self.catalog.add_type_name(schema, name, row);
    }

    pub(super) fn duplicate_table(&mut self, shown: &str, span: Span, first: TableId) {
        let first = self.catalog.table(first);
        let what = match first.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
        };
        let diagnostic = Diagnostic::error(
            "duplicate-table",
            format!("there is a {what} `{shown}` already"),
        )
        .at(span, "again here")
        .also(first.name_span, "first here");
        self.diagnostics.push(diagnostic);
    }

    fn table_body(&mut self, statement: &Statement, create: &ast::CreateTable, id: TableId) {
        let elements = layout::elements(statement);
        let (comments, strays, words) = self.body_comments(statement, &elements);
        for stray in &strays {
            crate::syntax::tags::reject(stray, self.diagnostics);
        }
        if let Some(parent) = &create.partition_of {
            self.partition(statement, id, parent, true);
            return;
        }
        let parents = create.inherits.as_deref().unwrap_or_default();
        self.inherited = match self.columns_of_type(statement, create, id) {
            0 => self.inherit(statement, id, parents),
            count => count,
        };
        let mut constraints = Vec::new();
        let mut definitions = create.columns.iter().peekable();
        let mut rest = create.constraints.iter();
        // INHERITS and its like stand after the body.
        for (element, comments) in elements.iter().zip(&comments) {
            if self.is_like(statement, element) {
                crate::syntax::tags::reject(comments, self.diagnostics);
                self.like(statement, element, id);
            } else if let Some(definition) =
                definitions.next_if(|next| element.span.contains(statement.ident_span(&next.name)))
            {
                constraints.extend(self.column(statement, definition, element, comments, id));
            } else if let Some(constraint) = rest.next() {
                crate::syntax::tags::reject(comments, self.diagnostics);
                constraints.extend(self.table_constraint(statement, constraint, element));
            }
        }
        self.inherited = 0;
        self.note_words_before(id, &elements, words);
        constraints.sort_by_key(|constraint| constraint.span.start);
        self.add_query_columns(statement, create, id);
        self.add_constraints(statement, id, constraints);
        self.check_strict(id);
    }

    /// Adds a column; its constraints are given back, to be added when all columns are there.
    pub(super) fn column(
        &mut self,
        statement: &Statement,
        definition: &ColumnDef,
        element: &Element,
        comments: &Comments,
        id: TableId,
    ) -> Vec<Constraint> {
        let name = self.name(statement, &definition.name);
        let known = self.find_column(id, &name.text);
        let merged = known.filter(|known| (*known as usize) < self.inherited);
        if let (Some(first), None) = (known, merged) {
            let first = self.catalog.table(id).column(first).name_span;
            self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-column",
                    format!(
                        "table `{}` has a column `{}` already",
                        self.catalog.table(id).name,
                        name.text
                    ),
                )
                .at(name.span, "again here")
                .also(first, "first here"),
            );
            return Vec::new();
        }
        let clauses = layout::clauses(statement, element);
        let type_end = layout::type_end(statement, element, &clauses);
        let type_tokens = element.tokens.start + 1..type_end;
        let type_span = if type_tokens.is_empty() {
            name.span
        } else {
            layout::range_span(statement, &type_tokens)
        };
        let type_text = if type_tokens.is_empty() {
            String::new()
        } else {
            self.sources.text(type_span).to_owned()
        };
        let next = u32::try_from(self.catalog.table(id).columns.len()).unwrap_or(u32::MAX);
        let index = merged.unwrap_or(next);
        self.note_column_name(name.span, id, index);
        let mut column = Column {
            id: ColumnId { table: id, index },
            name: name.text.clone(),
            ty: Ty::Any,
            type_text,
            max_length: None,
            precision: None,
            collation: None,
            nullable: true,
            default: None,
            generated: Generated::No,
            invisible: false,
            origins: Vec::new(),
            computed_from: Vec::new(),
            direct: None,
            doc: comments.doc.clone(),
            tags: ColumnTags::default(),
            span: element.span,
            name_span: name.span,
        };
        column.tags = of_column(comments, self.diagnostics);
        match merged {
            Some(own) if is_of_type(&definition.data_type) => {
                let known = self.catalog.table(id).column(own);
                column.ty = known.ty.clone();
                column.type_text.clone_from(&known.type_text);
            }
            _ => self.set_type(&mut column, &definition.data_type, type_span),
        }
        let constraints = self.column_options(statement, definition, &clauses, &mut column, &name);
        match merged {
            Some(own) => {
                let place = &mut self.table_mut(id).columns[own as usize];
                let inherited = std::mem::replace(place, column);
                if place.default.is_none() {
                    place.default = inherited.default;
                }
                self.merge_column(id, own, &inherited, name.span);
            }
            None => self.table_mut(id).columns.push(column),
        }
        constraints
    }

    /// Gives a column the type that is written; an unknown one is reported.
    pub(super) fn set_type(&mut self, column: &mut Column, written: &ast::DataType, span: Span) {
        match self.dialect.data_type(&self.catalog, written) {
            Ok(found) => {
                if let Some(doubt) = self.dialect.type_doubt(written) {
                    let diagnostic = Diagnostic::warning("unknown-type", doubt.message)
                        .at(span, "read as a column that holds anything");
                    self.diagnostics.push(match doubt.help {
                        Some(help) => diagnostic.help(help),
                        None => diagnostic,
                    });
                }
                column.ty = found.ty;
                column.max_length = found.max_length;
                column.precision = found.precision;
                if found.serial {
                    column.generated = Generated::ByDefault;
                    column.nullable = false;
                }
                if let Some(words) = found.words {
                    self.add_column_words(column, words, span);
                }
            }
            Err(error) => self.unknown_type(error, span),
        }
    }

    fn column_options(
        &mut self,
        statement: &Statement,
        definition: &ColumnDef,
        clauses: &[Clause],
        column: &mut Column,
        name: &Name,
    ) -> Vec<Constraint> {
        let mut places = Places { clauses, next: 0 };
        let mut constraints = Vec::new();
        for option in &definition.options {
            let given = option
                .name
                .as_ref()
                .map(|ident| self.name(statement, ident));
            match &option.option {
                ColumnOption::Null => {}
                ColumnOption::NotNull => column.nullable = false,
                ColumnOption::Default(value) => {
                    if is_sequence(value) {
                        column.generated = Generated::ByDefault;
                    }
                    column.default = places.of(Keyword::DEFAULT).map(|clause| {
                        let end = layout::default_end(statement, clause);
                        layout::range_span(statement, &(clause.at + 1..end))
                    });
                }
                ColumnOption::Generated {
                    generated_as,
                    generation_expr,
                    ..
                } => {
                    column.generated = match (generation_expr, generated_as) {
                        (Some(_), _) | (None, GeneratedAs::ExpStored) => Generated::Computed,
                        (None, GeneratedAs::Always) => Generated::Always,
                        (None, GeneratedAs::ByDefault) => Generated::ByDefault,
                    };
                    match generation_expr {
                        Some(expr) => column.computed_from = self.names_in(expr),
                        None => column.nullable = false,
                    }
                }
                ColumnOption::PrimaryKey(_) => {
                    let span = places.span(statement, Keyword::PRIMARY, column.span);
                    let kind = ConstraintKind::PrimaryKey(vec![name.clone()]);
                    constraints.push(Constraint::new(given, span, kind));
                }
                ColumnOption::Unique(_) => {
                    let span = places.span(statement, Keyword::UNIQUE, column.span);
                    let kind = ConstraintKind::Unique(vec![name.clone()]);
                    constraints.push(Constraint::new(given, span, kind));
                }
                ColumnOption::ForeignKey(key) => {
                    let span = places.span(statement, Keyword::REFERENCES, column.span);
                    let kind = self.foreign_key(statement, key, vec![name.clone()]);
                    constraints.push(Constraint::new(given, span, kind));
                }
                ColumnOption::Check(check) => {
                    let clause = places.of(Keyword::CHECK);
                    let span = clause.map_or(column.span, |clause| {
                        layout::range_span(statement, &clause.tokens)
                    });
                    let inside =
                        clause.map_or(column.span, |clause| layout::inside(statement, clause));
                    let kind = ConstraintKind::Check(check.expr.clone(), inside);
                    constraints.push(Constraint::new(given, span, kind));
                }
                ColumnOption::Collation(name) => {
                    column.collation = Some(self.qualified(statement, name).name.text);
                }
                ColumnOption::DialectSpecific(tokens) => {
                    let word = tokens.first().map(ToString::to_string).unwrap_or_default();
                    if word.eq_ignore_ascii_case("auto_increment") {
                        column.generated = Generated::ByDefault;
                    }
                }
                ColumnOption::Comment(text) => {
                    column.doc.extend(text.lines().map(str::to_owned));
                }
                ColumnOption::Invisible => column.invisible = true,
                ColumnOption::OnConflict(Keyword::IGNORE) => {
                    self.catalog.tables[column.id.table.0 as usize].skips_rows = true;
                }
                ColumnOption::OnConflict(_) | ColumnOption::OnUpdate(_) | ColumnOption::Srid(_) => {
                }
                other => {
                    self.unsupported(column.span, &format!("`{other}` at a column"));
                }
            }
        }
        constraints
    }

    fn check_strict(&mut self, id: TableId) {
        let table = self.catalog.table(id);
        if !table.strict {
            return;
        }
        let allowed = self.rules.strict_types;
        let wrong: Vec<(String, Span)> = table
            .columns
            .iter()
            .filter(|column| !allowed.contains(&column.type_text.to_lowercase().as_str()))
            .map(|column| (column.type_text.clone(), column.span))
            .collect();
        for (written, span) in wrong {
            self.diagnostics.push(
                Diagnostic::error(
                    "strict-type",
                    format!("a STRICT table takes no columns of the type `{written}`"),
                )
                .at(span, "not in a STRICT table")
                .help(format!(
                    "write one of {}",
                    allowed.join(", ").to_uppercase()
                )),
            );
        }
    }
}

/// The description above a table, and MySQL's `COMMENT = 'text'`.
fn table_doc(statement: &Statement, create: &ast::CreateTable) -> Vec<String> {
    let mut doc = statement.comments.doc.clone();
    if let ast::CreateTableOptions::Plain(options) = &create.table_options {
        for option in options {
            if let ast::SqlOption::Comment(
                ast::CommentDef::WithEq(text) | ast::CommentDef::WithoutEq(text),
            ) = option
            {
                doc.extend(text.lines().map(str::to_owned));
            }
        }
    }
    doc
}

/// Finds the clauses of options, which stand in the same order.
struct Places<'a> {
    clauses: &'a [Clause],
    next: usize,
}

impl<'a> Places<'a> {
    fn of(&mut self, keyword: Keyword) -> Option<&'a Clause> {
        let found = (self.next..self.clauses.len())
            .find(|index| self.clauses[*index].keyword == keyword)?;
        self.next = found + 1;
        Some(&self.clauses[found])
    }

    fn span(&mut self, statement: &Statement, keyword: Keyword, otherwise: Span) -> Span {
        self.of(keyword).map_or(otherwise, |clause| {
            layout::range_span(statement, &clause.tokens)
        })
    }
}

/// `nextval('users_id_seq')`: a sequence gives the value, as with `serial`.
pub(super) fn is_sequence(default: &ast::Expr) -> bool {
    match default {
        ast::Expr::Function(call) => call
            .name
            .0
            .last()
            .and_then(|part| part.as_ident())
            .is_some_and(|name| name.value.eq_ignore_ascii_case("nextval")),
        ast::Expr::Nested(inner) => is_sequence(inner),
        _ => false,
    }
}
