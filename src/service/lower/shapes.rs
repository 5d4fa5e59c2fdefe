//! `@shape`, `@returns` and `@body`: further answers and bodies of a table, and the queries that use them.
//!
//! In: the tags. Out: [`ShapeModel`]s, and for a query the shape of its rows or of its body; an error where a shape would show or take
//! what it may not, or where a query does not have what it says.

use super::queries::query_claimant;
use super::{Context, claimant, fields, kept, rows};
use crate::analyze::{ResultColumn, TypedQuery};
use crate::catalog::{Column, Named, ShapeColumn, ShapeTag, Table, TableKind};
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::{
    BodyShape, Field, ParamModel, Presence, QueryFunction, Resource, RowField, RowModel, RowShape,
    ShapeField, ShapeModel,
};
use crate::source::Span;

/// The shapes of a table.
pub(super) fn of_table(
    context: &mut Context<'_>,
    table: &Table,
    fields: &[Field],
) -> Vec<ShapeModel> {
    let tags = table.tags.shapes.iter();
    tags.map(|tag| shape(context, table, fields, tag)).collect()
}

fn shape(context: &mut Context<'_>, table: &Table, fields: &[Field], tag: &ShapeTag) -> ShapeModel {
    check_name(context, tag);
    if tag.input && table.kind == TableKind::View {
        let why = format!("`{}` is a view, which takes nothing in", table.name);
        let help = "leave `input` out, or write the shape above the table";
        impossible(context, tag, tag.span, &why, help);
    }
    let shaped = tag.columns.iter().filter_map(|named| {
        let column = table.column(named.column);
        let field = fields.iter().position(|field| field.column == column.id)?;
        check_column(context, table, tag, named, column);
        Some(ShapeField {
            field,
            presence: presence(&fields[field], named),
        })
    });
    ShapeModel {
        name: tag.name.clone(),
        input: tag.input,
        fields: shaped.collect(),
    }
}

/// What may be left out where a row is made may be left out here too, unless the shape says otherwise.
fn presence(field: &Field, named: &ShapeColumn) -> Presence {
    match field.create {
        _ if named.required => Presence::Required,
        Some(Presence::Nullable | Presence::Patch) => Presence::Nullable,
        Some(Presence::Optional) => Presence::Optional,
        Some(Presence::Required) | None => Presence::Required,
    }
}

fn check_name(context: &mut Context<'_>, tag: &ShapeTag) {
    let by = claimant(
        format!("the shape `{}`", tag.name),
        tag.span,
        "give the shape another name".to_owned(),
    );
    let usual = context.namer.type_name(&tag.name);
    if usual == tag.name {
        context.claim_type(&tag.name, &by);
        return;
    }
    context.diagnostics.push(
        Diagnostic::error(
            "bad-tag-arguments",
            format!("`{}` cannot be the name of a type", tag.name),
        )
        .at(tag.span, "names a type")
        .help(format!("write `@shape {usual}: ..`")),
    );
}

/// What a shape shows may be shown, and what it takes may be given.
fn check_column(
    context: &mut Context<'_>,
    table: &Table,
    tag: &ShapeTag,
    named: &ShapeColumn,
    column: &Column,
) {
    let name = &column.name;
    let tags = &column.tags;
    let is_owner = table
        .tags
        .owner
        .is_some_and(|owner| owner.column == named.column);
    let (why, help) = if !tag.input {
        if fields::is_readable(column) {
            return;
        }
        (
            format!("`{name}` is not shown to anybody"),
            "leave it out: what is `@hidden`, `@writeonly`, `@hash` or `@softdelete` goes nowhere",
        )
    } else if tags.hidden.is_some() || tags.readonly.is_some() {
        (
            format!("nobody gives a value to `{name}`, which is `@hidden` or `@readonly`"),
            "leave it out, or let the column be `@writeonly` or `@immutable` instead",
        )
    } else if fields::is_generated(column) || kept::of(column).is_some() {
        (
            format!("the database or the server gives `{name}` its values"),
            "leave it out",
        )
    } else if is_owner {
        (
            format!("`{name}` says whose the row is, which no body does"),
            "leave it out, and let the query write `@principal`, the key of whoever is asking",
        )
    } else if tags.writers.is_some() {
        (
            format!("some roles alone may write `{name}`, and a shape is the same for everybody"),
            "leave it out, and let a query of its own with `@role` write it",
        )
    } else {
        return;
    };
    impossible(context, tag, named.span, &why, help);
}

fn impossible(context: &mut Context<'_>, tag: &ShapeTag, at: Span, why: &str, help: &str) {
    let direction = if tag.input { "take" } else { "show" };
    context.diagnostics.push(
        Diagnostic::error(
            "shape-impossible",
            format!("`@shape {}` cannot {direction} this: {why}", tag.name),
        )
        .at(at, "not here")
        .help(help),
    );
}

/// The row of a query with `@returns`; none where there is no such shape.
pub(super) fn row(
    context: &mut Context<'_>,
    query: &TypedQuery,
    resources: &[Resource],
) -> Option<RowModel> {
    let named = query.tags.returns.as_ref()?;
    let (resource, shape) = find(context, resources, named, false)?;
    let table = &resources[resource];
    let model = &table.shapes[shape];
    let others = [
        ("@nest", query.nest.as_ref().map(|nest| nest.span)),
        ("sqlc.embed", query.embeds.first().map(|embed| embed.span)),
        ("@borrow", tag(query, "borrow")),
    ];
    for (what, span) in others {
        if let Some(span) = span {
            let why = format!("`{what}` makes rows of its own");
            misfit(context, query, named, span, &why, "keep one of the two");
            return None;
        }
    }
    let mut fields = Vec::new();
    for column in &query.columns {
        let found = model.fields.iter().map(|one| &table.fields[one.field]);
        let mut found = found.filter(|field| is_called(context, &field.column_name, &column.name));
        let Some(field) = found.next() else {
            let why = format!("it has no `{}`", column.name);
            let help = "name the columns of the shape and no others";
            misfit(context, query, named, column.span, &why, help);
            continue;
        };
        fields.push(row_field(context, query, named, column, field));
    }
    for one in &model.fields {
        let field = &table.fields[one.field];
        let mut columns = query.columns.iter();
        let times = columns
            .by_ref()
            .filter(|column| is_called(context, &field.column_name, &column.name))
            .count();
        if times != 1 {
            let how = if times == 0 { "not" } else { "more than once" };
            let why = format!("`{}` is {how} in the result", field.column_name);
            let help = "name each column of the shape once, with AS where it has another name";
            misfit(context, query, named, query.header.name_span, &why, help);
        }
    }
    Some(RowModel {
        name: Some(model.name.clone()),
        answered: query.tags.route.is_some(),
        fields,
        groups: Vec::new(),
        nest: None,
        shape: Some(RowShape {
            resource,
            shape,
            decoder: context
                .namer
                .value(&format!("decode_{}", query.header.name)),
        }),
    })
}

/// A column of the result as the shape has it.
fn row_field(
    context: &mut Context<'_>,
    query: &TypedQuery,
    named: &Named,
    column: &ResultColumn,
    field: &Field,
) -> RowField {
    let own = rows::row_field(context, column);
    let is_same = own.own == field.own && (own.ty == field.ty || are_texts(&own, field));
    let why = if !is_same {
        format!("`{}` has another type there", column.name)
    } else if own.nullable && !field.nullable {
        format!("`{}` is never null there, and may be here", column.name)
    } else {
        return RowField {
            rust: field.rust.clone(),
            json: field.json.clone(),
            ty: field.ty.clone(),
            nullable: field.nullable,
            ..own
        };
    };
    let help = "select the column as it is in the table";
    misfit(context, query, named, column.span, &why, help);
    own
}

fn are_texts(one: &RowField, field: &Field) -> bool {
    one.ty.is_text() && field.ty.is_text()
}

/// The shape of the body of a query's route, whose parameters `params` are; none where the query says nothing.
pub(super) fn body(
    context: &mut Context<'_>,
    query: &TypedQuery,
    resources: &[Resource],
    params: &[&ParamModel],
) -> Option<BodyShape> {
    let named = query.tags.body.as_ref()?;
    let (resource, shape) = find(context, resources, named, true)?;
    let table = &resources[resource];
    let model = &table.shapes[shape];
    let mut taken = Vec::new();
    for param in params {
        let mut shaped = model.fields.iter();
        let is_of = |one: &&ShapeField| {
            is_called(context, &table.fields[one.field].column_name, &param.json)
        };
        match shaped.find(is_of) {
            Some(one) => {
                check_param(
                    context,
                    query,
                    named,
                    param,
                    &table.fields[one.field],
                    one.presence,
                );
                taken.push(*one);
            }
            None => {
                let why = format!(
                    "it has no column `{}`, which a parameter asks for",
                    param.json
                );
                let help =
                    "name parameters after the columns of the shape, and put others into the path";
                misfit(context, query, named, query.header.name_span, &why, help);
            }
        }
    }
    for one in &model.fields {
        if !taken.iter().any(|taken| taken.field == one.field) {
            let name = &table.fields[one.field].column_name;
            let why = format!("no parameter `@{name}` of the body takes its `{name}`");
            let help = "use each column of the shape, or leave it out of the shape";
            misfit(context, query, named, query.header.name_span, &why, help);
        }
    }
    (taken.len() == params.len()).then_some(BodyShape {
        resource,
        shape,
        fields: taken,
    })
}

fn check_param(
    context: &mut Context<'_>,
    query: &TypedQuery,
    named: &Named,
    param: &ParamModel,
    field: &Field,
    presence: Presence,
) {
    let is_same = param.own == field.own
        && !param.slice
        && (param.ty == field.ty || param.ty.is_text() && field.ty.is_text());
    let (why, help) = if !is_same {
        (
            format!("the parameter `{}` has another type", param.json),
            format!(
                "write `@{0}` to its column as it is, with `{0}!` in the shape where it could be left out",
                param.json
            ),
        )
    } else if presence != Presence::Required && !param.nullable && !param.optional {
        let name = &field.json;
        (
            format!("`{name}` may be left out there, and the parameter cannot"),
            format!(
                "write `{name}!` in the shape, or `sqlc.narg({})` here",
                param.json
            ),
        )
    } else {
        return;
    };
    misfit(context, query, named, query.header.name_span, &why, &help);
}

/// A column with `@hash` keeps what the server makes of a secret, and never what a request has: a body that is a shape says how.
pub(super) fn check_secrets(
    context: &mut Context<'_>,
    query: &TypedQuery,
    function: &QueryFunction,
) {
    let body = function.body.as_ref().filter(|body| body.shape.is_some());
    for (at, param) in query.params.iter().enumerate() {
        let column = param.column.filter(|_| param.written);
        let column = column.map(|id| context.catalog.column(id));
        let Some((column, hash)) =
            column.and_then(|column| Some((column, column.tags.hash.as_ref()?)))
        else {
            continue;
        };
        if body.is_some_and(|body| body.params.contains(&at)) {
            continue;
        }
        context.diagnostics.push(
            Diagnostic::error(
                "secret-not-hashed",
                format!(
                    "the route of `{}` would keep `{}` in `{}` as it comes in, which holds hashes",
                    query.header.name, param.name, column.name
                ),
            )
            .at(param.span, "written as it is")
            .also(hash.span, "keeps the hash of a secret")
            .help(format!(
                "write `-- @shape .. input: {}` above the table and `-- @body ..` above the query: the parameter `@{}` is then the hash",
                hash.key, column.name
            )),
        );
    }
}

/// `@body` is about the body of a route.
pub(super) fn check_bodiless(context: &mut Context<'_>, query: &TypedQuery, has_body: bool) {
    let Some(named) = query.tags.body.as_ref().filter(|_| !has_body) else {
        return;
    };
    let (what, help) = match query.tags.route {
        None => (
            "has no route",
            "give the query a route: `-- @route POST /..`",
        ),
        Some(_) => (
            "has a route without a body",
            "use POST, PUT or PATCH, with parameters that are not in the path",
        ),
    };
    context.diagnostics.push(
        Diagnostic::error(
            "tag-without-route",
            format!(
                "`@body` says what comes in by a route, and `{}` {what}",
                query.header.name
            ),
        )
        .at(named.span, "would have no effect")
        .help(help),
    );
}

fn is_called(context: &Context<'_>, column: &str, name: &str) -> bool {
    context.catalog.dialect.same_name(column, name)
}

/// The shape of this name that goes that way, with its table.
fn find(
    context: &mut Context<'_>,
    resources: &[Resource],
    named: &Named,
    input: bool,
) -> Option<(usize, usize)> {
    let all = || {
        let tables = resources.iter().enumerate();
        tables.flat_map(|(resource, table)| {
            let shapes = table.shapes.iter().enumerate();
            shapes.map(move |(at, shape)| (resource, at, shape))
        })
    };
    let found = all().find(|(.., shape)| shape.name == named.name);
    if let Some((resource, at, _)) = found.filter(|(.., shape)| shape.input == input) {
        return Some((resource, at));
    }
    let (tag, direction) = match input {
        true => ("body", "comes in"),
        false => ("returns", "goes out"),
    };
    let usual = all().filter(|(.., shape)| shape.input == input);
    let near = nearest(&named.name, usual.map(|(.., shape)| shape.name.as_str()));
    let message = match found {
        Some(_) => format!("`{}` is no shape of what {direction}", named.name),
        None => format!("there is no shape `{}`", named.name),
    };
    let help = match (near, input) {
        (Some(near), _) if found.is_none() => format!("did you mean `{near}`?"),
        (_, true) => format!("write `-- @shape {} input: ..` above a table", named.name),
        (_, false) => format!("write `-- @shape {}: ..` above a table or view", named.name),
    };
    context.diagnostics.push(
        Diagnostic::error("unknown-shape", message)
            .at(named.span, format!("`@{tag}` names it"))
            .help(help),
    );
    None
}

fn misfit(
    context: &mut Context<'_>,
    query: &TypedQuery,
    named: &Named,
    at: Span,
    why: &str,
    help: &str,
) {
    context.diagnostics.push(
        Diagnostic::error(
            "shape-misfit",
            format!(
                "{} does not fit `{}`: {why}",
                query_claimant(query).what,
                named.name
            ),
        )
        .at(at, "does not fit")
        .also(named.span, "named here")
        .help(help),
    );
}

fn tag(query: &TypedQuery, name: &str) -> Option<Span> {
    let mut tags = query.comments.tags.iter();
    tags.find(|tag| tag.name == name).map(|tag| tag.span)
}
