//! From a catalog to the model that is compared.
//!
//! In: a catalog, and the statements that it was made of. Out: [`Model`]. What the catalog holds has its names and its
//! structure from there, and its texts from the statements; what it does not hold is read by [`objects`].

mod constraints;
mod lineage;
mod mysql;
mod objects;
mod sequences;
mod serials;
mod statement;
mod storage;

use std::collections::{BTreeMap, HashMap};

pub(super) use self::mysql::HIDING;
use self::mysql::TableOptions;
use super::model::{
    Attribute, Column, Composite, Domain, EnumType, Extras, Generation, Index, Model, Name, Place,
    Table, View,
};
use super::types;
use super::written::Written;
use crate::catalog::{self, Catalog, EnumSource, Generated, TableId, TableKind};
use crate::dialect::Dialect;
use crate::source::{FileId, Sources, Span};
use crate::syntax::{LocatedToken, Statement};
use crate::ty::Ty;

/// What the statements make.
pub fn read(catalog: &Catalog, statements: &[Statement], sources: &Sources) -> Model {
    let has_options = catalog.dialect.migration_rules().has_options;
    let options = match has_options {
        true => mysql::read(statements, sources, catalog.dialect),
        false => HashMap::new(),
    };
    let reader = Reader {
        options,
        no_options: TableOptions::default(),
        has_options,
        catalog,
        statements,
        sources,
        dialect: catalog.dialect,
        starts: statements
            .iter()
            .map(|statement| (statement.span.file, statement.span.start))
            .collect(),
    };
    let of_kind = |kind| {
        let tables = catalog.tables.iter();
        tables.filter(move |table: &&catalog::Table| table.kind == kind)
    };
    let mut model = Model {
        dialect: catalog.dialect,
        enums: reader.enums(),
        domains: catalog
            .domains
            .iter()
            .map(|domain| reader.domain(domain))
            .collect(),
        composites: reader.composites(),
        sequences: sequences::read(&reader),
        tables: of_kind(TableKind::Table)
            .map(|table| reader.table(table))
            .collect(),
        indexes: match has_options {
            true => reader.keys(),
            false => catalog
                .indexes
                .iter()
                .filter_map(|index| reader.index(index))
                .collect(),
        },
        views: of_kind(TableKind::View)
            .map(|view| reader.view(view))
            .collect(),
        objects: Vec::new(),
    };
    model.objects = objects::read(&reader, &model);
    serials::fold(&mut model);
    order_views(&mut model.views);
    reader.switch_logging(&mut model);
    if catalog.dialect.migration_rules().tables_have_switches {
        reader.change_storage(&mut model);
    }
    model
}

/// A view stands behind those that it reads, also where one of them was replaced since.
fn order_views(views: &mut [View]) {
    for _ in 0..views.len() {
        let places: Vec<(Name, Place)> = views
            .iter()
            .map(|view| (view.name.clone(), view.place))
            .collect();
        let mut is_settled = true;
        for view in views.iter_mut() {
            let read = places.iter().filter(|(name, _)| view.reads.contains(name));
            let last = read.map(|(_, place)| *place).max();
            if let Some((statement, byte)) = last.filter(|last| *last >= view.place) {
                view.place = (statement, byte + 1);
                is_settled = false;
            }
        }
        if is_settled {
            return;
        }
    }
}

struct Reader<'a> {
    catalog: &'a Catalog,
    statements: &'a [Statement],
    sources: &'a Sources,
    dialect: Dialect,
    /// Where each statement begins: they stand in the order of their files.
    starts: Vec<(FileId, usize)>,
    /// Whether tables, columns and indexes have options.
    has_options: bool,
    /// Those of tables, by name in the form in which names are compared.
    options: HashMap<String, TableOptions>,
    no_options: TableOptions,
}

impl<'a> Reader<'a> {
    /// The statement around a span.
    fn statement(&self, span: Span) -> Option<(usize, &'a Statement)> {
        let behind = self
            .starts
            .partition_point(|start| *start <= (span.file, span.start));
        let at = behind.checked_sub(1)?;
        Some((at, self.statements.get(at)?))
    }

    /// What is said of a table behind its columns.
    fn table_options(&self, table: &catalog::Table) -> &TableOptions {
        let key = self.dialect.name_key(&table.name);
        self.options.get(&*key).unwrap_or(&self.no_options)
    }

    fn place(&self, span: Span) -> Place {
        (self.statement(span).map_or(0, |(at, _)| at), span.start)
    }

    fn tokens(&self, span: Span) -> &'a [LocatedToken] {
        match self.statement(span) {
            Some((_, statement)) => &statement.tokens[statement.token_range(span)],
            None => &[],
        }
    }

    fn written(&self, tokens: &[LocatedToken]) -> Written {
        Written::of(tokens, self.sources, self.dialect)
    }

    /// What is written of a table's columns, with the names that they have now.
    fn of_table(&self, table: &catalog::Table, tokens: &[LocatedToken]) -> Written {
        let mut written = self.written(tokens);
        let Some(first) = tokens.first() else {
            return written;
        };
        let at = (first.span.file, first.span.start);
        for renamed in &table.renamed {
            if (renamed.span.file, renamed.span.start) > at {
                written.rename_column(&renamed.old, &renamed.new, self.dialect);
            }
        }
        written
    }

    /// The same where no other table can be mentioned: the database lets its own name follow.
    fn of_own(&self, table: &catalog::Table, tokens: &[LocatedToken]) -> Written {
        let mut written = self.of_table(table, tokens);
        if self.dialect.migration_rules().names_are_checked {
            written.qualify(&table.name, self.dialect);
        }
        written
    }

    fn name(&self, id: TableId) -> Name {
        let table = self.catalog.table(id);
        Name {
            schema: table.schema.clone(),
            name: table.name.clone(),
        }
    }

    /// `ALTER TABLE .. SET UNLOGGED` and `SET LOGGED`.
    fn switch_logging(&self, model: &mut Model) {
        for statement in self.statements {
            let [first, .., set, last] = statement.tokens.as_slice() else {
                continue;
            };
            let is_unlogged = last.is_word("unlogged");
            let is_switch = first.is_word("alter")
                && set.is_word("set")
                && (is_unlogged || last.is_word("logged"));
            let named = statement.tokens.len().saturating_sub(3);
            let name = statement.tokens.get(named).and_then(LocatedToken::word);
            let (Some((name, _)), true) = (name, is_switch) else {
                continue;
            };
            let called = |table: &&Table| self.dialect.same_name(&table.name.name, name);
            let found = model.tables.iter().find(called);
            let kind = match is_unlogged {
                true => Written::whole("unlogged"),
                false => Written::default(),
            };
            if let Some(name) = found.map(|table| table.name.clone()) {
                model.tables.change(&name, |table| table.kind = kind);
            }
        }
    }

    fn enums(&self) -> Vec<EnumType> {
        let enums = self.catalog.enums.iter();
        enums
            .filter(|one| one.source == EnumSource::Type)
            .map(|one| EnumType {
                name: Name {
                    schema: one.schema.clone(),
                    name: one.name.clone(),
                },
                values: one.values.iter().map(|value| value.value.clone()).collect(),
                was: one.was.as_ref().map(|was| was.parts.clone()),
                renamed: one
                    .values
                    .iter()
                    .filter_map(|value| Some((value.was.clone()?, value.value.clone())))
                    .collect(),
                place: self.place(one.span),
            })
            .collect()
    }

    fn domain(&self, domain: &catalog::Domain) -> Domain {
        Domain {
            name: Name {
                schema: domain.schema.clone(),
                name: domain.name.clone(),
            },
            base: types::of(&domain.type_text, self.dialect),
            collation: self.collation_of(domain),
            not_null: domain.not_null,
            default: domain.default.map(|span| self.written(self.tokens(span))),
            checks: domain
                .checks
                .iter()
                .map(|(name, span)| {
                    let inside = self.written(without_parentheses(self.tokens(*span)));
                    (name.clone(), inside)
                })
                .collect(),
            place: self.place(domain.span),
        }
    }

    fn composites(&self) -> Vec<Composite> {
        let composites = self.catalog.composites.iter();
        let attribute = |field: &catalog::Field| Attribute {
            name: field.name.clone(),
            ty: types::of(
                without_behaviour(self.sources.text(field.type_span)),
                self.dialect,
            ),
            was: field.was.as_ref().and_then(|was| was.parts.last().cloned()),
        };
        composites
            .map(|one| Composite {
                name: Name {
                    schema: one.schema.clone(),
                    name: one.name.clone(),
                },
                attributes: one.fields.iter().map(attribute).collect(),
                place: self.place(one.span),
            })
            .collect()
    }

    fn collation_of(&self, domain: &catalog::Domain) -> Option<Written> {
        let tokens = self.tokens(domain.span);
        let at = tokens.iter().position(|token| is_word(token, "collate"))?;
        let parts = match tokens.get(at + 2) {
            Some(point) if point.is_symbol(".") => 3,
            _ => 1,
        };
        Some(self.written(tokens.get(at + 1..at + 1 + parts)?))
    }

    fn table(&self, table: &catalog::Table) -> Table {
        let tokens = self.tokens(table.span);
        let head = tokens.iter().position(|token| is_word(token, "table"));
        let head = head.unwrap_or(0);
        let kind = self.written(tokens.get(1..head).unwrap_or_default());
        let named = behind_name(tokens, head + 1);
        let is_bare = table.virtual_table.is_some() || table.partition;
        let next = |word: &str| tokens.get(named).is_some_and(|token| is_word(token, word));
        let tail = match table.virtual_table {
            Some(_) => &tokens[named..],
            None if next("partition") => lineage::behind_partition(&tokens[named..]),
            // CREATE TABLE .. AS: it has the columns of the query.
            None if next("as") => &[],
            None => lineage::behind_inherits(behind_parentheses(&tokens[named..])),
        };
        let inherited = |column: &catalog::Column| {
            let parents = table.parents.iter();
            parents
                .flat_map(|parent| &self.catalog.table(*parent).columns)
                .any(|of_parent| of_parent.name == column.name)
        };
        let columns = table.columns.iter().filter(|column| !inherited(column));
        let options = self.table_options(table);
        let has_storage = self.dialect.migration_rules().tables_have_switches && !is_bare;
        let (tail, options_there) = match (self.has_options, has_storage) {
            (true, _) => {
                let tail = options.partitions(self.sources, self.dialect);
                (tail, options.options.clone())
            }
            (false, true) => {
                let (tail, storage) = self.without_storage(tail);
                (self.of_table(table, &tail), storage)
            }
            (false, false) => (self.of_table(table, tail), BTreeMap::new()),
        };
        Table {
            name: self.name(table.id),
            kind,
            columns: columns.map(|column| self.column(table, column)).collect(),
            constraints: self.constraints(table),
            lineage: self.lineage(table),
            tail,
            options: options_there,
            letters: options.letters(),
            is_bare,
            key: self.column_names(table, &table.primary_key),
            was: table.tags.was.as_ref().map(|was| was.parts.clone()),
            place: self.place(table.span),
        }
    }

    fn column_names(&self, table: &catalog::Table, columns: &[u32]) -> Vec<String> {
        let names = columns.iter().map(|at| table.column(*at).name.clone());
        names.collect()
    }

    fn column(&self, table: &catalog::Table, column: &catalog::Column) -> Column {
        let generation = self.generation(table, column);
        let (ty, default, extras) = match self.has_options {
            true => {
                let ty = self.type_with_words(column);
                let extras = self.extras(table, column, &ty);
                (ty, self.default_value(table, column), extras)
            }
            false => (
                types::of(&column.type_text, self.dialect),
                column.default.map(|span| self.written(self.tokens(span))),
                Extras::default(),
            ),
        };
        Column {
            name: column.name.clone(),
            ty,
            collation: column.collation.clone().filter(|_| !self.has_options),
            not_null: !column.nullable,
            on_null: constraints::on_null(self.tokens(column.span)),
            default,
            generation,
            extras,
            is_row_number: self.dialect.migration_rules().has_row_numbers
                && table.primary_key == [column.id.index]
                && table.primary_key_name.is_none(),
            was: column
                .tags
                .was
                .iter()
                .map(|was| was.parts.clone())
                .collect(),
            words: self.words_before(column),
            backfill: column.tags.backfill.clone(),
            place: self.place(column.span),
        }
    }

    /// The words of a column's own list that were others.
    fn words_before(&self, column: &catalog::Column) -> Vec<(String, String)> {
        let own = match column.ty {
            Ty::Enum(id) | Ty::Set(id) if self.has_options => Some(self.catalog.enum_(id)),
            _ => None,
        };
        let source = EnumSource::Column { column: column.id };
        let own = own.filter(|one| one.source == source);
        let values = own.into_iter().flat_map(|one| &one.values);
        values
            .filter_map(|value| Some((value.was.clone()?, value.value.clone())))
            .collect()
    }

    fn generation(&self, table: &catalog::Table, column: &catalog::Column) -> Generation {
        let tokens = self.tokens(column.span);
        match column.generated {
            Generated::No => Generation::Written,
            Generated::Computed => {
                let opens = |at: &usize| {
                    is_word(&tokens[*at], "as")
                        && tokens.get(at + 1).is_some_and(|next| next.is_symbol("("))
                };
                let is_row = |at: &usize| {
                    is_word(&tokens[*at], "as")
                        && tokens.get(at + 1).is_some_and(|next| is_word(next, "row"))
                };
                let at = (0..tokens.len()).find(opens).unwrap_or(0);
                let inside = match (0..tokens.len().saturating_sub(2)).find(is_row) {
                    Some(row) => &tokens[row + 1..row + 3],
                    None => in_parentheses(&tokens[at..]),
                };
                let is_stored = tokens
                    .iter()
                    .any(|token| is_word(token, "stored") || is_word(token, "persistent"));
                Generation::Computed {
                    expression: self.of_table(table, inside),
                    is_stored,
                }
            }
            Generated::Always | Generated::ByDefault => {
                let always = column.generated == Generated::Always;
                let at = tokens.iter().position(|token| is_word(token, "identity"));
                let is_serial =
                    !self.has_options && column.type_text.to_lowercase().contains("serial");
                let is_identity = self.dialect.migration_rules().has_identity
                    && !is_serial
                    && column.default.is_none();
                if !is_identity {
                    return Generation::Written;
                }
                let options = match at {
                    Some(at) if tokens.get(at + 1).is_some_and(|next| next.is_symbol("(")) => {
                        self.written(in_parentheses(&tokens[at..]))
                    }
                    _ => Written::default(),
                };
                Generation::Identity { always, options }
            }
        }
    }

    fn index(&self, index: &catalog::Index) -> Option<Index> {
        let table = self.catalog.table(index.table);
        let tokens = self.tokens(index.span);
        let head = tokens.iter().position(|token| is_word(token, "index"))?;
        let on = tokens.iter().position(|token| is_word(token, "on"))?;
        let mut at = on + 1;
        at += usize::from(tokens.get(at).is_some_and(|token| is_word(token, "only")));
        at += 1;
        while tokens.get(at).is_some_and(|token| token.is_symbol(".")) {
            at += 2;
        }
        let mut definition: Vec<LocatedToken> = Vec::new();
        let mut rest = tokens.get(at..).unwrap_or_default().iter().peekable();
        while let Some(token) = rest.next() {
            let is_btree =
                is_word(token, "using") && rest.peek().is_some_and(|next| is_word(next, "btree"));
            match is_btree {
                true => {
                    rest.next();
                }
                false if is_word(token, "asc") => {}
                false => definition.push(token.clone()),
            }
        }
        let kind = tokens.get(1..head).unwrap_or_default();
        Some(Index {
            name: index.name.clone(),
            table: self.name(index.table),
            kind: self.written(kind),
            definition: self.of_own(table, &definition),
            is_silent: false,
            place: self.place(index.span),
        })
    }

    fn view(&self, view: &catalog::Table) -> View {
        let tokens = self.tokens(view.span);
        let word = tokens.iter().position(|token| is_word(token, "view"));
        let at = behind_name(tokens, word.map_or(0, |word| word + 1));
        let head = match self.has_options {
            true => tokens.get(1..word.unwrap_or(1)).unwrap_or_default(),
            false => &[],
        };
        let says_replace = head.first().is_some_and(|token| is_word(token, "or"));
        let head = head
            .get(if says_replace { 2 } else { 0 }..)
            .unwrap_or_default();
        View {
            name: self.name(view.id),
            is_materialized: view.materialized,
            head: self.written(head),
            definition: self.written(tokens.get(at..).unwrap_or_default()),
            columns: view
                .columns
                .iter()
                .map(|column| {
                    (
                        column.name.clone(),
                        self.dialect.type_name(self.catalog, &column.ty),
                    )
                })
                .collect(),
            reads: view.reads.iter().map(|id| self.name(*id)).collect(),
            place: self.place(view.span),
        }
    }
}

/// Whether a token is this word, unquoted.
fn is_word(token: &LocatedToken, wanted: &str) -> bool {
    token.is_word(wanted)
}

/// Where the first token behind a name stands, which IF NOT EXISTS may precede.
fn behind_name(tokens: &[LocatedToken], from: usize) -> usize {
    let mut at = from;
    let fillers = ["if", "not", "exists"];
    while tokens
        .get(at)
        .is_some_and(|token| fillers.iter().any(|word| token.is_word(word)))
    {
        at += 1;
    }
    at += 1;
    while tokens.get(at).is_some_and(|token| token.is_symbol(".")) {
        at += 2;
    }
    at.min(tokens.len())
}

/// What stands between the first parenthesis and the one that closes it.
fn in_parentheses(tokens: &[LocatedToken]) -> &[LocatedToken] {
    match around(tokens) {
        Some((open, close)) => &tokens[open + 1..close],
        None => &[],
    }
}

/// What stands behind the parenthesis that closes the first one.
fn behind_parentheses(tokens: &[LocatedToken]) -> &[LocatedToken] {
    match around(tokens) {
        Some((_, close)) => &tokens[close + 1..],
        None => &[],
    }
}

/// The tokens without parentheses around all of them.
fn without_parentheses(tokens: &[LocatedToken]) -> &[LocatedToken] {
    match around(tokens) {
        Some((0, close)) if close + 1 == tokens.len() => &tokens[1..close],
        _ => tokens,
    }
}

fn around(tokens: &[LocatedToken]) -> Option<(usize, usize)> {
    let open = tokens.iter().position(|token| token.is_symbol("("))?;
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        depth += usize::from(token.is_symbol("("));
        if token.is_symbol(")") {
            depth -= 1;
            if depth == 0 {
                return Some((open, at));
            }
        }
    }
    None
}

/// A type without the CASCADE or RESTRICT that ends an ALTER TYPE.
fn without_behaviour(text: &str) -> &str {
    let last = text.split_whitespace().last().unwrap_or_default();
    match ["cascade", "restrict"]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word))
    {
        true => text[..text.len() - last.len()].trim_end(),
        false => text,
    }
}
