//! The rows of queries: their names and fields, the structs inside of them, and what is gathered below a parent.

use super::queries::query_claimant;
use super::{Context, claimant, fields, shapes};
use crate::analyze::{Embed, Nest, ResultColumn, TypedQuery};
use crate::diagnostic::Diagnostic;
use crate::service::names::Scope;
use crate::service::{NestModel, NestedRow, Resource, RowField, RowGroup, RowModel};
use crate::syntax::Command;

/// Names of one struct.
struct Fields {
    scope: Scope,
    taken: Vec<String>,
}

/// The row of a query that gives rows.
pub(super) fn row(
    context: &mut Context<'_>,
    query: &TypedQuery,
    resources: &[Resource],
) -> RowModel {
    if let Some(row) = shapes::row(context, query, resources) {
        return row;
    }
    let answered = query.tags.route.is_some();
    let is_struct =
        answered || query.columns.len() != 1 || !query.embeds.is_empty() || query.nest.is_some();
    let name = is_struct.then(|| row_name(context, query));
    let text = context.sources.text(query.span);
    let groups: Vec<RowGroup> = query
        .embeds
        .iter()
        .filter_map(|embed| group(context, query, embed, resources))
        .collect();
    let of = |whose: &str| Scope::new(format!("{whose} of `{}`", query.header.name));
    let mut own = Fields {
        scope: of("the columns"),
        taken: groups.iter().map(|group| group.rust.clone()).collect(),
    };
    let mut childs = Fields {
        scope: of("the nested columns"),
        taken: Vec::new(),
    };
    let nest = query
        .nest
        .as_ref()
        .map(|nest| nested(context, query, nest, &groups, &mut own));
    let mut fields = Vec::new();
    for (at, column) in query.columns.iter().enumerate() {
        let mut field = row_field(context, column);
        let is_grouped = query
            .embeds
            .iter()
            .any(|embed| (embed.first..embed.first + embed.count).contains(&at));
        // An expression without a name gets one by its position, which would be part of the API.
        let counted = column.name == format!("column_{}", at + 1) && !text.contains(&column.name);
        if answered && counted {
            unnamed(context, column);
        } else if is_struct && !is_grouped {
            let is_childs = nest.as_ref().is_some_and(|nest| nest.columns.contains(&at));
            if is_childs {
                // A row without a child is no child: what an outer join adds to the columns is gone.
                field.nullable &= column
                    .direct
                    .is_none_or(|id| context.catalog.column(id).nullable);
            }
            let names = if is_childs { &mut childs } else { &mut own };
            if !answered {
                field.rust = another(&field.rust, &names.taken);
            }
            names.taken.push(field.rust.clone());
            check_column(context, column, &field, &mut names.scope);
        }
        fields.push(field);
    }
    RowModel {
        name,
        answered,
        fields,
        groups,
        nest,
        shape: None,
    }
}

/// What `@nest` gathers: the parent's field for the children, and what a child is.
fn nested(
    context: &mut Context<'_>,
    query: &TypedQuery,
    nest: &Nest,
    groups: &[RowGroup],
    parent: &mut Fields,
) -> NestModel {
    let embed = nest.embed.map(|at| &query.embeds[at]);
    let group = embed.and_then(|embed| groups.iter().position(|group| group.first == embed.first));
    let child = match group {
        Some(group) => NestedRow::Group(group),
        None => {
            let singular = context.namer.singular_type(&nest.name);
            let name = context.namer.type_with(&query.header.name, &singular);
            context.claim_type(&name, &query_claimant(query));
            NestedRow::Own(name)
        }
    };
    let rust = context.namer.value(&nest.name);
    let by = claimant(
        format!("the children of `{}`", nest.name),
        nest.span,
        "give the table another name in FROM".to_owned(),
    );
    context.namer.check(&rust, false, &by, context.diagnostics);
    // A group that is the child has no field of its own.
    parent
        .taken
        .retain(|taken| group.is_none_or(|group| groups[group].rust != *taken));
    parent.scope.claim(&rust, &by, context.diagnostics);
    parent.taken.push(rust.clone());
    NestModel {
        rust,
        json: nest.name.clone(),
        table: context.catalog.table(nest.table).name.clone(),
        child,
        columns: nest.children.clone(),
        key: nest.key.clone(),
        present: nest.present,
    }
}

/// A name that is not taken: columns of one name are `id` and `id_2`, as they are to sqlc.
fn another(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    let plain = name.trim_start_matches("r#");
    let counted = (2..).map(|number| format!("{plain}_{number}"));
    std::iter::once(name.to_owned())
        .chain(counted)
        .find(is_free)
        .unwrap_or_else(|| name.to_owned())
}

/// The struct inside of a row that `sqlc.embed` asks for.
fn group(
    context: &mut Context<'_>,
    query: &TypedQuery,
    embed: &Embed,
    resources: &[Resource],
) -> Option<RowGroup> {
    let resource = resources.iter().position(|one| one.table == embed.table)?;
    let columns = embed.first..embed.first + embed.count;
    let all = &resources[resource].fields;
    let fields: Option<Vec<usize>> = columns
        .clone()
        .map(|at| {
            let name = &query.columns[at].name;
            all.iter().position(|field| field.column_name == *name)
        })
        .collect();
    let fields = fields.filter(|fields| fields.len() == all.len())?;
    let certain: Vec<usize> = columns
        .clone()
        .zip(&fields)
        .filter(|(_, field)| !all[**field].nullable)
        .map(|(at, _)| at)
        .take(1)
        .collect();
    let present = if certain.is_empty() {
        columns.collect()
    } else {
        certain
    };
    let singular = context.namer.singular_type(&embed.name);
    Some(RowGroup {
        rust: context.namer.value(&singular),
        resource,
        first: embed.first,
        fields,
        present: embed.optional.then_some(present),
    })
}

/// One row of `NewestPosts :many` is a `NewestPost`; of the commands that give one row, the query's own name. Where a type
/// has that name already, `Row` follows.
fn row_name(context: &mut Context<'_>, query: &TypedQuery) -> String {
    let plain = context.namer.type_name(&query.header.name);
    let one = matches!(query.header.command, Command::One | Command::Opt);
    let mut name = if one {
        plain
    } else {
        context.namer.singular_type(&query.header.name)
    };
    name = context.namer.row_type(&name);
    if context.types.has(&name) {
        name.push_str("Row");
    }
    context.claim_type(&name, &query_claimant(query));
    name
}

pub(super) fn row_field(context: &Context<'_>, column: &ResultColumn) -> RowField {
    let direct = column
        .direct
        .map(|id| (context.catalog.table(id.table), context.catalog.column(id)));
    RowField {
        rust: context.namer.value(&column.name),
        json: column.name.clone(),
        ty: fields::code_type(context, &column.ty, direct.map(|(_, column)| column)),
        own: context.own.of(&column.ty, column.direct, column.nullable),
        nullable: column.nullable,
        column: direct.map(|(table, column)| format!("{}.{}", table.name, column.name)),
        format: direct.and_then(|(_, column)| fields::format(context, column)),
        doc: direct.map_or_else(Vec::new, |(_, column)| column.doc.clone()),
    }
}

fn unnamed(context: &mut Context<'_>, column: &ResultColumn) {
    context.diagnostics.push(
        Diagnostic::error(
            "result-column-unnamed",
            "a result column has no name for its field",
        )
        .at(column.span, "an expression without a name")
        .help("name it: `.. AS name`"),
    );
}

fn check_column(
    context: &mut Context<'_>,
    column: &ResultColumn,
    field: &RowField,
    scope: &mut Scope,
) {
    let by = claimant(
        format!("`{}`", column.name),
        column.span,
        format!(
            "give one another name: `.. AS other_{}`",
            field.rust.trim_start_matches("r#")
        ),
    );
    context
        .namer
        .check(&field.rust, false, &by, context.diagnostics);
    scope.claim(&field.rust, &by, context.diagnostics);
}
