//! Tables and views as resources: their names, their fields, their bodies.

use super::{
    Context, audience, borrowed, claimant, fields, formats, kept, positions, search, shapes,
};
use crate::catalog::{Column, Generated, Operation, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::names::{Claimant, Scope};
use crate::service::{Direction, Field, FieldIndex, Kept, Presence, Resource, SignIn, Statements};
use crate::ty::Ty;

/// Rows of a page when neither the caller nor the schema says.
const PAGE_DEFAULT: u32 = 20;
/// Rows of a page at the most where the schema does not say.
const PAGE_MAX: u32 = 100;

/// First segments of paths that the service keeps for itself.
const RESERVED_PATHS: &[&str] = &["q", "docs", "admin", "metrics", "livez", "readyz"];

/// Every table and view; its position here is its position in the catalog.
pub(super) fn lower(context: &mut Context<'_>) -> Vec<Resource> {
    let catalog = context.catalog;
    let mut paths = Scope::new("the paths");
    catalog
        .tables
        .iter()
        .map(|table| {
            let resource = resource(context, table);
            check_path(context, table, &resource, &mut paths);
            resource
        })
        .collect()
}

/// What a table is called in Rust before casing.
pub(super) fn base(context: &mut Context<'_>, table: &Table) -> String {
    let name = resource_name(table).to_owned();
    context.namer.base(&table.name, &name)
}

/// What a table is called in the API.
pub(super) fn resource_name(table: &Table) -> &str {
    table
        .tags
        .name
        .as_ref()
        .map_or(table.name.as_str(), |named| named.name.as_str())
}

/// `table `users`` with its place and remedy.
pub(super) fn table_claimant(table: &Table) -> Claimant {
    let kind = match table.kind {
        TableKind::Table => "table",
        TableKind::View => "view",
    };
    claimant(
        format!("{kind} `{}`", table.name),
        table.name_span,
        format!(
            "give it another name: `-- @name ..` above it, or `[names.rename]` `\"{}\" = \"..\"` in rowtype.toml",
            table.name
        ),
    )
}

fn resource(context: &mut Context<'_>, table: &Table) -> Resource {
    let base = base(context, table);
    let singular = context.namer.singular(&base);
    let row = context.namer.singular_type(&base);
    let bodies = bodies(context, table);
    let fields = fields::lower(context, table, &row);
    let key: Vec<FieldIndex> = table.primary_key.iter().map(|at| *at as usize).collect();
    let create = (table.kind == TableKind::Table && bodies.create).then(|| format!("{row}Create"));
    let updates = !key.is_empty() && fields.iter().any(|field| field.update.is_some());
    let update = (table.kind == TableKind::Table && updates).then(|| format!("{row}Update"));
    let (page_default, page_max) = pages(table);
    let resource = Resource {
        table: table.id,
        table_name: table.name.clone(),
        sql: context
            .catalog
            .dialect
            .qualified(table.schema.as_deref(), &table.name),
        singular: context.namer.words(&singular),
        plural: context.namer.plural_words(&base),
        kind: table.kind,
        module: context.namer.module(&base),
        answer: format!("{row}Answer"),
        page: format!("{row}Page"),
        borrowed: borrowed::of_table(context, table, &row, &fields),
        shapes: shapes::of_table(context, table, &fields),
        row,
        create,
        update,
        batch: None,
        export: None,
        doc: table.doc.clone(),
        deprecated: table.tags.deprecated.clone(),
        has_key_struct: has_key_struct(&key, &fields),
        fields,
        key,
        owner: audience::owner(context, table),
        is_owned_to_readers: audience::is_owned_to_readers(table),
        relations: Vec::new(),
        nested: Vec::new(),
        associations: Vec::new(),
        statements: Statements::default(),
        default_sort: default_sort(table),
        search: search::columns(context, table),
        filters: Vec::new(),
        page_default,
        page_max,
        path: table
            .tags
            .hidden
            .is_none()
            .then(|| resource_name(table).to_owned()),
        hooks: None,
    };
    claim_names(context, table, &resource);
    check_key(context, table);
    check_sort(context, table);
    kept::check(context, table, &resource);
    formats::check(context, table);
    resource
}

fn claim_names(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    let by = table_claimant(table);
    context.claim_module(&resource.module, &by);
    let derived = [&resource.answer, &resource.page]
        .into_iter()
        .chain(&resource.create)
        .chain(&resource.update)
        .chain(&resource.borrowed);
    let fits = context.claim_type(&resource.row, &by)
        && derived
            .into_iter()
            .all(|name| context.types.claim(name, &by, context.diagnostics));
    if !fits {
        context.nameless.insert(table.id);
    }
}

struct Bodies {
    create: bool,
}

/// Whether rows can be made over the API: not where a column that is needed cannot be given.
fn bodies(context: &mut Context<'_>, table: &Table) -> Bodies {
    let mut create = is_found_again(context, table);
    for column in &table.columns {
        let is_owner = table
            .tags
            .owner
            .is_some_and(|tag| tag.column == column.id.index);
        if table.kind == TableKind::View || is_owner || !is_needed_but_withheld(column) {
            continue;
        }
        create = false;
        let (tag, span, remedy) = match (column.tags.hidden, column.tags.readonly) {
            (Some(span), _) => (
                "@hidden",
                span,
                "give it a DEFAULT, or write `@writeonly` instead: then it comes in and never goes out",
            ),
            (None, Some(span)) => (
                "@readonly",
                span,
                "give it a DEFAULT, or write `@immutable` instead: then it is set at creation only",
            ),
            (None, None) => continue,
        };
        let offered = table.tags.hidden.is_none()
            && table.tags.readonly.is_none()
            && table
                .tags
                .only
                .as_ref()
                .is_none_or(|only| only.contains(&Operation::Create));
        if offered {
            context.diagnostics.push(
                Diagnostic::warning(
                    "create-withdrawn",
                    format!(
                        "`{}` cannot be created over the API: `{}` is NOT NULL without a default and `{tag}`",
                        table.name, column.name
                    ),
                )
                .at(column.name_span, "needed in every new row")
                .also(span, "keeps it out of the body")
                .help(remedy),
            );
        }
    }
    Bodies { create }
}

fn has_key_struct(key: &[FieldIndex], fields: &[Field]) -> bool {
    let shapes: Vec<Ty> = key
        .iter()
        .map(|at| positions::shape(&fields[*at].ty))
        .collect();
    positions::are_unclear(&shapes)
}

/// Whether a new row can be shown: it is returned, or read by a key that its writer gives, but for a number of the database's.
fn is_found_again(context: &Context<'_>, table: &Table) -> bool {
    let key: Vec<&Column> = table
        .primary_key
        .iter()
        .map(|at| table.column(*at))
        .collect();
    let withheld = key.iter().filter(|column| {
        fields::is_generated(column)
            || column.tags.hidden.is_some()
            || column.tags.readonly.is_some()
    });
    let numbers = key
        .iter()
        .filter(|column| column.generated == Generated::ByDefault);
    let (withheld, numbers) = (withheld.count(), numbers.count());
    context.catalog.dialect.returns_inserted()
        || !key.is_empty() && withheld == numbers && numbers <= 1
}

fn is_needed_but_withheld(column: &Column) -> bool {
    !column.nullable
        && column.default.is_none()
        && !fields::is_generated(column)
        && kept::of(column).is_none()
        && (column.tags.hidden.is_some() || column.tags.readonly.is_some())
}

/// Rows are addressed by their key: it cannot be kept from those who address them.
fn check_key(context: &mut Context<'_>, table: &Table) {
    if table.tags.hidden.is_some() {
        return;
    }
    for column in table.primary_key.iter().map(|at| table.column(*at)) {
        let Some((tag, span)) = [
            ("@hidden", column.tags.hidden),
            ("@writeonly", column.tags.writeonly),
        ]
        .into_iter()
        .find_map(|(tag, span)| Some((tag, span?))) else {
            continue;
        };
        context.diagnostics.push(
            Diagnostic::error(
                "withheld-key",
                format!("`{}` is the key of `{}` and {tag}", column.name, table.name),
            )
            .at(span, "rows are addressed by it")
            .also(table.name_span, "this table")
            .help(
                "leave the tag out, or write `-- @hidden` above the table and show the rest in a view",
            ),
        );
    }
}

/// The order of rows tells what the column holds.
fn check_sort(context: &mut Context<'_>, table: &Table) {
    for item in &table.tags.sort {
        let column = table.column(item.column);
        if table.tags.hidden.is_some() || fields::is_readable(column) {
            continue;
        }
        context.diagnostics.push(
            Diagnostic::error(
                "sort-by-withheld",
                format!(
                    "`@sort` orders `{}` by `{}`, which is not shown",
                    table.name, column.name
                ),
            )
            .at(column.name_span, "hidden or for input only")
            .also(table.name_span, "the order would tell what it holds")
            .help("sort by another column"),
        );
    }
}

/// The usual page and the largest. That `@page` is not beyond `@page_max` has been checked.
fn pages(table: &Table) -> (u32, u32) {
    let max = table
        .tags
        .page_max
        .unwrap_or_else(|| PAGE_MAX.max(table.tags.page.unwrap_or(0)));
    let default = table.tags.page.unwrap_or_else(|| PAGE_DEFAULT.min(max));
    (default, max)
}

fn default_sort(table: &Table) -> Vec<(FieldIndex, Direction)> {
    table
        .tags
        .sort
        .iter()
        .map(|item| {
            let direction = if item.descending {
                Direction::Descending
            } else {
                Direction::Ascending
            };
            (item.column as usize, direction)
        })
        .collect()
}

fn check_path(context: &mut Context<'_>, table: &Table, resource: &Resource, paths: &mut Scope) {
    let Some(path) = &resource.path else {
        return;
    };
    let by = table_claimant(table);
    let span = table
        .tags
        .name
        .as_ref()
        .map_or(table.name_span, |named| named.span);
    if is_reserved(context, path) {
        context.diagnostics.push(
            Diagnostic::error(
                "reserved-path",
                format!(
                    "{} would be served at `/{path}`, which the service keeps for itself",
                    by.what
                ),
            )
            .at(span, "a path of the service itself")
            .help("give it another path with `-- @name ..` above it"),
        );
    }
    if path.is_empty() || path.contains('/') {
        context.diagnostics.push(
            Diagnostic::error("path-unusable", format!("{} cannot be a path", by.what))
                .at(span, "not one segment of a path")
                .help("give it another path with `-- @name ..` above it"),
        );
    }
    paths.claim(path, &by, context.diagnostics);
    if table.tags.export.is_some() {
        paths.claim(&format!("{path}.csv"), &by, context.diagnostics);
    }
}

/// Whether the service keeps a first segment for itself.
pub(super) fn is_reserved(context: &Context<'_>, segment: &str) -> bool {
    let signs_in = context.config.http.token.is_some();
    RESERVED_PATHS.contains(&segment)
        || segment.starts_with("openapi.")
        || segment == SignIn::PATH && signs_in
}

impl Resource {
    /// A field that the writer has to give or may give.
    pub(super) fn created_fields(&self) -> impl Iterator<Item = (&Field, Presence)> {
        self.fields
            .iter()
            .filter_map(|field| Some((field, field.create?)))
    }

    /// A field that the server itself writes.
    pub(super) fn kept_fields(&self) -> impl Iterator<Item = (&Field, Kept)> {
        self.fields
            .iter()
            .filter_map(|field| Some((field, field.kept?)))
    }

    /// A field that an update may change.
    pub(super) fn updated_fields(&self) -> impl Iterator<Item = (&Field, Presence)> {
        self.fields
            .iter()
            .filter_map(|field| Some((field, field.update?)))
    }
}
