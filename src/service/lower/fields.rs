//! Columns as fields: what comes in, what goes out, what lists may ask of them.

use super::conditions::is_comparable;
use super::{Context, claimant, conditions, kept};
use crate::catalog::{
    Column, EnumSource, Generated, Index, RuleTest, Table, TableKind, TextFormat,
};
use crate::diagnostic::Diagnostic;
use crate::service::names::Scope;
use crate::service::{Field, Presence};
use crate::source::Span;
use crate::ty::Ty;

/// Names of query parameters that a column's condition would be taken for.
const RESERVED_PARAMETERS: &[&str] =
    &["limit", "offset", "cursor", "sort", "include", "total", "q"];

pub(super) fn lower(context: &mut Context<'_>, table: &Table, row: &str) -> Vec<Field> {
    let mut rust_names = Scope::new(format!("the fields of `{row}`"));
    let mut json_keys = Scope::new(format!("the keys of `{row}`"));
    table
        .columns
        .iter()
        .filter(|column| !column.invisible)
        .map(|column| {
            let field = field(context, table, column);
            let by = claimant(
                format!("column `{}`", column.name),
                column.name_span,
                format!(
                    "give one another name in rowtype.toml: `[names.rename]` `\"{}.{}\" = \"..\"`",
                    table.name, column.name
                ),
            );
            context
                .namer
                .check(&field.rust, false, &by, context.diagnostics);
            rust_names.claim(&field.rust, &by, context.diagnostics);
            if !is_hidden(column) {
                let by = claimant(
                    format!("column `{}`", column.name),
                    key_span(column),
                    "give one another key with `-- @name ..`".to_owned(),
                );
                json_keys.claim(&field.json, &by, context.diagnostics);
            }
            if table.tags.hidden.is_none() {
                check_parameter(context, column, &field);
            }
            field
        })
        .collect()
}

fn field(context: &mut Context<'_>, table: &Table, column: &Column) -> Field {
    let key = format!("{}.{}", table.name, column.name);
    let base = context.namer.base(&key, &column.name);
    let presence = Bodies::of(context, table, column);
    let asked = is_asked(context, table, column);
    let own = context.own.of(&column.ty, Some(column.id), column.nullable);
    // The rules are about the default type; the database checks the others' values.
    let is_own = own.is_some();
    let ty = code_type(context, &column.ty, Some(column));
    Field {
        column: column.id,
        column_name: column.name.clone(),
        writers: column
            .tags
            .writers
            .as_ref()
            .map_or_else(Vec::new, |tag| tag.roles.clone()),
        sql: context.catalog.dialect.quote(&column.name),
        rust: context.namer.value(&base),
        constant: context.namer.constant(&base),
        json: column
            .tags
            .name
            .as_ref()
            .map(|named| &named.name)
            .or(column.tags.hash.as_ref().map(|hash| &hash.key))
            .unwrap_or(&column.name)
            .clone(),
        ty: code_type(context, &column.ty, Some(column)),
        own,
        nullable: column.nullable,
        doc: column.doc.clone(),
        deprecated: column.tags.deprecated.clone(),
        example: column.tags.example.clone(),
        max_length: column
            .max_length
            .filter(|_| !is_own && column.tags.hash.is_none()),
        precision: column.precision.filter(|_| !is_own),
        rules: match &column.tags.hash {
            Some(hash) => vec![RuleTest::MinLength(hash.min), RuleTest::MaxLength(hash.max)],
            None if is_own => Vec::new(),
            None => rules(context, table, column),
        },
        default: column
            .default
            .map(|span| context.sources.text(span).trim().to_owned()),
        readable: is_readable(column),
        create: presence.create,
        update: presence.update,
        hashed: column.tags.hash.is_some(),
        kept: kept::of(column),
        adds: !is_own && presence.update.is_some() && adds(context, table, column),
        filterable: asked.filter,
        operators: conditions::of_column(&ty, is_own, column.nullable),
        ranked: is_ranked(context, &column.ty),
        sortable: asked.sort,
    }
}

fn is_ranked(context: &Context<'_>, ty: &Ty) -> bool {
    let (Ty::Enum(id) | Ty::Set(id)) = context.catalog.base_type(ty) else {
        return false;
    };
    matches!(context.catalog.enum_(*id).source, EnumSource::Column { .. })
}

/// Whether something can be added to a column: numbers that name no row.
fn adds(context: &Context<'_>, table: &Table, column: &Column) -> bool {
    let ty = code_type(context, &column.ty, Some(column));
    let mut keys = table.foreign_keys.iter();
    let scale = column.precision.map(|(_, scale)| scale);
    context.catalog.dialect.sum(&ty, scale, "", "").is_some()
        && !keys.any(|key| key.columns.contains(&column.id.index))
}

/// The type of a value as code has it: of a column, or of what stands beside one. Where integers are declared to be booleans,
/// they are.
pub(super) fn code_type(context: &Context<'_>, ty: &Ty, column: Option<&Column>) -> Ty {
    let column = column.filter(|column| column.ty == *ty);
    let is_boolean = column.is_some_and(|column| {
        let dialect = context.catalog.dialect;
        dialect.declares_boolean(&column.type_text)
    });
    match is_boolean {
        true => Ty::Bool,
        false => {
            let ty = context.catalog.without_domains(ty);
            context.catalog.dialect.in_code(context.catalog, &ty)
        }
    }
}

/// The rules that CHECK constraints and `@format` make for one column, and those of a type that has fewer values than its type
/// in code.
pub(super) fn rules(context: &Context<'_>, table: &Table, column: &Column) -> Vec<RuleTest> {
    let bounds = context.catalog.dialect.bounds(column).into_iter();
    let bounds = bounds.flat_map(|(least, most)| {
        [
            RuleTest::Min(least.to_string()),
            RuleTest::Max(most.to_string()),
        ]
    });
    let format = format(context, column);
    let longest = format.and_then(TextFormat::max_length);
    let checks = table.checks.iter().flat_map(|check| &check.rules);
    checks
        .filter(|rule| rule.column == column.id.index)
        .map(|rule| rule.test.clone())
        .chain(bounds)
        .chain(letters(context, column))
        .chain(longest.map(RuleTest::MaxLength))
        .chain(format.map(RuleTest::Format))
        .collect()
}

/// The characters that a column can hold, where that is not all of them.
fn letters(context: &Context<'_>, column: &Column) -> Option<RuleTest> {
    let base = column.direct.map(|id| context.catalog.column(id));
    let pattern = context.catalog.dialect.letters(base.unwrap_or(column))?;
    Some(RuleTest::Pattern(pattern.to_owned()))
}

/// What `@format` says of a column; a view's column is what the column is that it shows.
pub(super) fn format(context: &Context<'_>, column: &Column) -> Option<TextFormat> {
    let base = column.direct.map(|id| context.catalog.column(id));
    match (&column.tags.format, base) {
        (Some(tag), _) => Some(tag.format),
        (None, Some(base)) => format(context, base),
        (None, None) => None,
    }
}

/// Whether the database gives the value, so that bodies do not.
pub(super) fn is_generated(column: &Column) -> bool {
    column.generated != Generated::No
}

fn is_hidden(column: &Column) -> bool {
    column.tags.hidden.is_some()
}

/// Neither hidden nor for input only, no hash, nor what hides the row itself: what may be shown, and asked for.
pub(super) fn is_readable(column: &Column) -> bool {
    !is_hidden(column)
        && column.tags.writeonly.is_none()
        && column.tags.hash.is_none()
        && column.tags.softdelete.is_none()
}

fn key_span(column: &Column) -> Span {
    column
        .tags
        .name
        .as_ref()
        .map_or(column.name_span, |named| named.span)
}

/// How a column stands in the two bodies.
struct Bodies {
    create: Option<Presence>,
    update: Option<Presence>,
}

impl Bodies {
    fn of(context: &Context<'_>, table: &Table, column: &Column) -> Bodies {
        let is_owner = table
            .tags
            .owner
            .is_some_and(|tag| tag.column == column.id.index);
        let kept_out = table.kind == TableKind::View
            || (is_hidden(column) || column.tags.readonly.is_some()) && !is_owner
            || kept::of(column).is_some()
            || is_generated(column);
        if kept_out {
            return Bodies {
                create: None,
                update: None,
            };
        }
        let is_key = table.primary_key.contains(&column.id.index);
        // SQLite lets a key be NULL for historic reasons; such a row could not be addressed.
        let nullable = column.nullable && !is_key;
        // Without RETURNING nobody would know the key of the new row.
        let is_untold = is_key && !context.catalog.dialect.returns_inserted();
        let create = match (nullable, column.default.is_some() && !is_untold) {
            (false, false) => Presence::Required,
            (false, true) => Presence::Optional,
            (true, false) => Presence::Nullable,
            (true, true) => Presence::Patch,
        };
        let fixed = is_key || is_owner || column.tags.immutable.is_some();
        let update = (!fixed).then_some(if nullable {
            Presence::Patch
        } else {
            Presence::Optional
        });
        Bodies {
            create: Some(create),
            update,
        }
    }
}

/// What lists may ask of a column.
#[derive(Clone, Copy)]
struct Asked {
    filter: bool,
    sort: bool,
}

fn is_asked(context: &mut Context<'_>, table: &Table, column: &Column) -> Asked {
    if !is_readable(column) {
        return Asked {
            filter: false,
            sort: false,
        };
    }
    let ty = code_type(context, &column.ty, Some(column));
    let own = context.own.of(&column.ty, Some(column.id), column.nullable);
    let comparable = is_comparable(&ty);
    let has_conditions = !conditions::of_column(&ty, own.is_some(), column.nullable).is_empty();
    if let (Some(span), false) = (column.tags.filter, has_conditions) {
        context.diagnostics.push(
            Diagnostic::error(
                "filter-not-comparable",
                format!(
                    "`{}` cannot be compared, so nothing filters by it",
                    column.name
                ),
            )
            .at(span, "would have no effect")
            .also(
                column.span,
                "its type has no comparison that means the same everywhere",
            )
            .help(conditions::remedy(&ty)),
        );
    }
    let served = is_served_by_default(context, table, column, comparable);
    let wanted = column.tags.filter.is_some() || is_word(&ty) || served;
    let filter = has_conditions && wanted && column.tags.nofilter.is_none();
    Asked {
        filter,
        sort: comparable && (filter || served),
    }
}

/// Key, reference, unique or indexed; a view's column is what the column is that it shows. Only an index that leads to what is
/// inside of values says that somebody asks for that.
fn is_served_by_default(
    context: &Context<'_>,
    table: &Table,
    column: &Column,
    comparable: bool,
) -> bool {
    if let Some(base) = column.direct {
        let base_table = context.catalog.table(base.table);
        let base_column = context.catalog.column(base);
        return base.table != table.id
            && is_readable(base_column)
            && is_served_by_default(context, base_table, base_column, comparable);
    }
    let at = column.id.index;
    let mut indexes = context.catalog.indexes.iter();
    if !comparable {
        let leads_inside = |index: &Index| index.inverted && index.columns.contains(&at);
        return indexes.any(|index| index.table == table.id && leads_inside(index));
    }
    table.primary_key.contains(&at)
        || table
            .foreign_keys
            .iter()
            .any(|reference| reference.columns.contains(&at))
        || table
            .uniques
            .iter()
            .any(|unique| unique.columns.contains(&at))
        || indexes.any(|index| index.table == table.id && index.columns.contains(&at))
}

/// A closed set of words, or true and false.
fn is_word(ty: &Ty) -> bool {
    matches!(ty, Ty::Bool | Ty::Enum(_))
}

/// A column's condition is a query parameter of its own; it must not be taken for another. The names are compared letter
/// by letter, and only a column that can be filtered by has such a parameter.
fn check_parameter(context: &mut Context<'_>, column: &Column, field: &Field) {
    if !field.filterable || !RESERVED_PARAMETERS.contains(&field.json.as_str()) {
        return;
    }
    context.diagnostics.push(
        Diagnostic::error(
            "reserved-parameter",
            format!(
                "a list could be filtered by `{}`, which is a parameter of every list",
                field.json
            ),
        )
        .at(key_span(column), "meets a query parameter")
        .help("give it another key with `-- @name ..`, or write `-- @nofilter`"),
    );
}
