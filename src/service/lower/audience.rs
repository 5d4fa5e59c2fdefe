//! Whom each operation is for, and whose the rows are that it is about: `@public`, `@role`, `@owner`.
//!
//! In: the tags. Out: an [`Audience`] for each operation, the owner's column of each resource, or what cannot hold together:
//! an owner nobody could be, a view or a routed query that shows rows which are not for everybody who may ask for them.

use super::{Context, fields, kept};
use crate::analyze::TypedQuery;
use crate::catalog::{Column, Generated, Operation, RoleTag, Table, TableKind};
use crate::config::Auth;
use crate::diagnostic::Diagnostic;
use crate::service::{Audience, FieldIndex};
use crate::source::Span;
use crate::ty::Ty;

const READS: [Operation; 2] = [Operation::List, Operation::Get];

/// Whom an operation of a table is for.
pub(super) fn of_table(table: &Table, operation: Operation) -> Audience {
    let is_public = |tag: &crate::catalog::PublicTag| tag.operations.contains(&operation);
    if table.tags.public.as_ref().is_some_and(is_public) {
        return Audience::Public;
    }
    let tags = table.tags.roles.iter();
    let named = tags
        .filter(|tag| tag.operations.contains(&operation))
        .flat_map(|tag| &tag.roles);
    let mut roles: Vec<String> = Vec::new();
    for role in named {
        if !roles.contains(role) {
            roles.push(role.clone());
        }
    }
    match roles.is_empty() {
        true => Audience::Identified,
        false => Audience::Roles(roles),
    }
}

/// Whom a routed query is for.
pub(super) fn of_query(query: &TypedQuery) -> Audience {
    match (&query.tags.public, &query.tags.role) {
        (Some(_), _) => Audience::Public,
        (None, Some(tag)) => Audience::Roles(tag.roles.clone()),
        (None, None) => Audience::Identified,
    }
}

/// Who may read rows of a table in one way or another: those of whom more can.
pub(super) fn of_readers(table: &Table) -> Audience {
    let only = table.tags.only.as_ref();
    let offered = READS
        .into_iter()
        .filter(|operation| only.is_none_or(|only| only.contains(operation)));
    let audiences = offered.map(|operation| of_table(table, operation));
    audiences
        .reduce(|one, other| match one.includes(&other) {
            true => one,
            false => other,
        })
        .unwrap_or(Audience::Identified)
}

/// Whether somebody who may read some rows may see rows of this table beside them.
pub(super) fn may_include(from: &Table, to: &Table) -> bool {
    of_readers(to).includes(&of_readers(from))
}

/// Whether readers see their own rows alone.
pub(super) fn is_owned_to_readers(table: &Table) -> bool {
    table.tags.owner.is_some() && of_readers(table) != Audience::Public
}

/// The column that says whose a row is.
pub(super) fn owner(context: &mut Context<'_>, table: &Table) -> Option<FieldIndex> {
    let tag = table.tags.owner?;
    let column = table.column(tag.column);
    let ty = fields::code_type(context, &column.ty, Some(column));
    let own = context.own.of(&column.ty, Some(column.id), column.nullable);
    let is_key = ty.is_integer() || ty.is_text() || matches!(ty, Ty::Uuid);
    let is_key = is_key && own.is_none();
    let (what, help) = if !is_key {
        (
            format!("`{}` holds no key of somebody", column.name),
            "name a column of integers, texts or uuids",
        )
    } else if column.generated != Generated::No {
        (
            format!("the database gives `{}` its values", column.name),
            "name a column that the server can write",
        )
    } else if column.tags.hash.is_some() || kept::of(column).is_some() {
        (
            format!("the server writes something else into `{}`", column.name),
            "name a column that holds the owner's key and nothing else",
        )
    } else {
        check_comparison(context, column, &ty, tag.span);
        return Some(tag.column as FieldIndex);
    };
    context.diagnostics.push(
        Diagnostic::error(
            "bad-owner",
            format!("`{}` cannot say whose a row is: {what}", column.name),
        )
        .at(tag.span, "needs the key of whoever owns the row")
        .also(column.span, "this column")
        .help(help),
    );
    None
}

/// Where `Ada` and `ada` are equal, each of them owns the other's rows.
fn check_comparison(context: &mut Context<'_>, column: &Column, ty: &Ty, tag: Span) {
    let dialect = context.catalog.dialect;
    if !ty.is_text() || !dialect.compares_loosely(column.collation.as_deref()) {
        return;
    }
    context.diagnostics.push(
        Diagnostic::warning(
            "owner-compared-loosely",
            format!(
                "two callers whose keys differ in case or in blanks alone may own each other's rows by `{}`",
                column.name
            ),
        )
        .at(tag, "compares texts as the column's collation does")
        .also(column.span, "this column")
        .help(format!(
            "write `COLLATE {}` at the column, or let the owner be a number or a uuid",
            dialect.exact_collation()
        )),
    );
}

/// Reports tags of a table that cannot work, or say different things of one operation. `offered` are its operations.
pub(super) fn check_table(context: &mut Context<'_>, table: &Table, offered: &[Operation]) {
    let tags = &table.tags;
    let spans = tags.roles.iter().map(|tag| tag.span);
    let columns = table.columns.iter();
    let writers = columns.filter_map(|column| Some(column.tags.writers.as_ref()?.span));
    let owner = tags.owner.map(|tag| tag.span);
    check_identity(context, "owner", owner);
    check_identity(context, "role", spans.chain(writers).next());
    for tag in &tags.roles {
        check_offered(context, table, "role", &tag.operations, offered, tag.span);
        let public = tags.public.as_ref();
        let both = public.filter(|public| {
            let mut operations = public.operations.iter();
            operations.any(|operation| tag.operations.contains(operation))
        });
        if let Some(public) = both {
            contradicts(context, tag.span, public.span);
        }
    }
    if let Some(public) = &tags.public {
        let operations = &public.operations;
        check_offered(context, table, "public", operations, offered, public.span);
        let writes = operations.iter().any(|one| !READS.contains(one));
        if let (Some(owner), true) = (owner, writes) {
            context.diagnostics.push(
                Diagnostic::error(
                    "public-writes-of-owner",
                    format!(
                        "rows of `{}` belong to whoever writes them, who must be known",
                        table.name
                    ),
                )
                .at(public.span, "lets everybody write")
                .also(owner, "says whose the rows are")
                .help("name `list` and `get` alone"),
            );
        }
    }
    if let Some(search) = &tags.search {
        let list = [Operation::List];
        check_offered(context, table, "search", &list, offered, search.span);
    }
    check_writers(context, table);
    check_answers(context, table, offered);
}

/// A row that was changed is answered, to those who may not read it as well.
fn check_answers(context: &mut Context<'_>, table: &Table, offered: &[Operation]) {
    let is_read = READS.iter().any(|one| offered.contains(one));
    let writers = of_table(table, Operation::Update);
    if !is_read || !offered.contains(&Operation::Update) || of_readers(table).includes(&writers) {
        return;
    }
    let role = table.tags.roles.iter().map(|tag| tag.span).next();
    let public = table.tags.public.as_ref().map(|tag| tag.span);
    let span = role.or(public).unwrap_or(table.name_span);
    context.diagnostics.push(
        Diagnostic::error(
            "update-shows-rows",
            format!(
                "who may update rows of `{}` is answered with them, and may not read them",
                table.name
            ),
        )
        .at(span, "says who may do what")
        .also(table.name_span, "this table")
        .help("let the same callers read and update, with `update` in the tag that has `list` and `get`"),
    );
}

/// A column that others' bodies lack must have a value without them.
fn check_writers(context: &mut Context<'_>, table: &Table) {
    for column in &table.columns {
        let Some(tag) = &column.tags.writers else {
            continue;
        };
        let writes = [Operation::Create, Operation::Update];
        let is_open = |one: &Operation| of_table(table, *one) == Audience::Public;
        if let (Some(public), true) = (&table.tags.public, writes.iter().any(is_open)) {
            contradicts(context, tag.span, public.span);
        }
        let is_given = column.generated != Generated::No || column.nullable;
        let only = table.tags.only.as_ref();
        let creates = only.is_none_or(|only| only.contains(&Operation::Create))
            && table.tags.readonly.is_none()
            && table.kind == TableKind::Table;
        let for_them = Audience::Roles(tag.roles.clone());
        let is_needed = !is_given && column.default.is_none() && creates;
        if is_needed && !for_them.includes(&of_table(table, Operation::Create)) {
            context.diagnostics.push(
                Diagnostic::error(
                    "role-withdraws-create",
                    format!(
                        "nobody else could create rows of `{}`: `{}` is needed for that",
                        table.name, column.name
                    ),
                )
                .at(tag.span, "lets no others write it")
                .also(column.span, "has no default, and is never NULL")
                .help("give it a DEFAULT, or say that only they create: `-- @role ..: create` above the table"),
            );
        }
    }
}

/// Where everybody is nobody in particular there are no owners, and no roles.
fn check_identity(context: &mut Context<'_>, tag: &str, span: Option<Span>) {
    let (Some(span), Some(Auth::None)) = (span, context.config.http.auth) else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "tag-without-identity",
            format!("`@{tag}` asks who is calling, and `auth = \"none\"` lets everybody in as nobody"),
        )
        .at(span, "nobody could pass")
        .help("choose `auth = \"bearer\"` or `\"api_key\"` in rowtype.toml, or leave `auth` out and give the service an `Authenticate` of your own"),
    );
}

/// A tag is about operations that there are.
pub(super) fn check_offered(
    context: &mut Context<'_>,
    table: &Table,
    tag: &str,
    operations: &[Operation],
    offered: &[Operation],
    span: Span,
) {
    for operation in operations.iter().filter(|one| !offered.contains(one)) {
        context.diagnostics.push(
            Diagnostic::error(
                "tag-without-operation",
                format!(
                    "`@{tag}` is about `{}`, which `{}` does not offer",
                    operation.name(),
                    table.name
                ),
            )
            .at(span, "would have no effect")
            .also(table.name_span, "has no such operation")
            .help(format!("leave `{}` out", operation.name())),
        );
    }
}

fn contradicts(context: &mut Context<'_>, one: Span, other: Span) {
    context.diagnostics.push(
        Diagnostic::error(
            "conflicting-tags",
            "`@role` and `@public` contradict each other",
        )
        .at(one, "this needs a role")
        .also(other, "and this lets everybody in")
        .help("name each operation in one of them"),
    );
}

/// Whether a table or view says itself who may read it.
fn is_told(table: &Table) -> bool {
    let tags = &table.tags;
    tags.owner.is_some() || tags.public.is_some() || !tags.roles.is_empty()
}

/// A served view shows what the tables under it hold. Where their rows are not for everybody who may read the view, it must
/// say so itself.
pub(super) fn check_view(context: &mut Context<'_>, view: &Table) {
    let tags = &view.tags;
    if view.kind != TableKind::View || tags.hidden.is_some() || is_told(view) {
        return;
    }
    let Some((table, restriction)) = restricted(context, &view.reads, &READS) else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "shows-others-rows",
            format!(
                "everybody who is known could read rows of `{}` through the view `{}`",
                table.name, view.name
            ),
        )
        .at(view.name_span, "says nothing of who may read it")
        .also(restriction, "keeps these rows to some")
        .help("say whose its rows are with `-- @owner column`, or who may read them with `-- @role ..: list` or `-- @public list`"),
    );
}

/// A routed query reaches the rows of others unless it compares them with who is asking.
pub(super) fn check_query(context: &mut Context<'_>, query: &TypedQuery, asks_who: bool) {
    let tags = &query.tags;
    check_identity(context, "role", tags.role.as_ref().map(|tag| tag.span));
    if let (Some(role), Some(public)) = (&tags.role, tags.public) {
        contradicts(context, role.span, public);
    }
    if asks_who || tags.public.is_some() || tags.role.is_some() {
        return;
    }
    let writes = [Operation::Create, Operation::Update, Operation::Delete];
    let found = restricted(context, &query.reads, &READS)
        .or_else(|| restricted(context, &query.writes, &writes));
    let Some((table, restriction)) = found else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "shows-others-rows",
            format!(
                "everybody who is known could reach rows of `{}` by the route of `{}`",
                table.name, query.header.name
            ),
        )
        .at(query.header.name_span, "says nothing of who is asking")
        .also(restriction, "keeps these rows to some")
        .help("compare the owner with `@principal`, the key of whoever is asking, or say who may ask with `-- @role ..` or `-- @public`"),
    );
}

/// The first of these tables whose rows are not for everybody with an identity, and the tag that says so. A view is as open as
/// its own tags say, or else as what it reads.
fn restricted<'c>(
    context: &Context<'c>,
    tables: &[crate::catalog::TableId],
    operations: &[Operation],
) -> Option<(&'c Table, Span)> {
    tables.iter().find_map(|id| {
        let table = context.catalog.table(*id);
        let is_public = operations
            .iter()
            .any(|operation| of_table(table, *operation) == Audience::Public);
        let owner = table.tags.owner.filter(|_| !is_public);
        let is_about = |tag: &&RoleTag| {
            let mut named = tag.operations.iter();
            named.any(|operation| operations.contains(operation))
        };
        let role = table.tags.roles.iter().find(is_about);
        let span = owner.map(|tag| tag.span).or(role.map(|tag| tag.span));
        match span {
            Some(span) => Some((table, span)),
            None if is_told(table) => None,
            None => restricted(context, &table.reads, operations),
        }
    })
}

/// `@role` and `@public` above a query say who may ask for its route.
pub(super) fn check_unrouted(context: &mut Context<'_>, query: &TypedQuery) {
    let tags = &query.tags;
    let role = tags.role.as_ref().map(|tag| ("role", tag.span));
    let public = tags.public.map(|span| ("public", span));
    if tags.route.is_some() {
        return;
    }
    for (tag, span) in role.into_iter().chain(public) {
        context.diagnostics.push(
            Diagnostic::error(
                "tag-without-route",
                format!(
                    "`@{tag}` says who may ask for a route, and `{}` has none",
                    query.header.name
                ),
            )
            .at(span, "would have no effect")
            .help("give the query a route: `-- @route GET /..`"),
        );
    }
}
