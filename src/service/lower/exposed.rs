//! Which tables and views have an API: all but those with `@hidden`, or with `[http] expose = "tagged"` those with `@expose` alone.
//!
//! In: the catalog and the configuration. Out: a catalog in which what has no API is hidden, so that nothing behind this asks how
//! that came about, and an error for each tag that is about an API which is not there.

use std::borrow::Cow;

use crate::catalog::{Catalog, Table, TableKind};
use crate::config::Expose;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// The catalog with every table hidden that has no API.
pub(super) fn catalog<'c>(
    catalog: &'c Catalog,
    expose: Expose,
    diagnostics: &mut Diagnostics,
) -> Cow<'c, Catalog> {
    let mut catalog = Cow::Borrowed(catalog);
    match expose {
        Expose::All => {
            for table in &catalog.tables {
                check_exposed(table, diagnostics);
            }
        }
        Expose::Tagged => {
            for table in &catalog.tables {
                check_hidden(table, diagnostics);
            }
            for table in &mut catalog.to_mut().tables {
                if table.tags.exposed.is_none() {
                    table.tags.hidden = Some(table.name_span);
                }
            }
        }
    }
    for table in catalog
        .tables
        .iter()
        .filter(|one| one.tags.hidden.is_some())
    {
        check_unserved(table, expose, diagnostics);
    }
    catalog
}

/// Where all tables have an API nothing gives one.
fn check_exposed(table: &Table, diagnostics: &mut Diagnostics) {
    let Some(span) = table.tags.exposed else {
        return;
    };
    diagnostics.push(
        Diagnostic::error(
            "expose-without-effect",
            format!(
                "`@expose` has no effect: `{}` has an API as all tables and views have",
                table.name
            ),
        )
        .at(span, "gives nothing that is not there")
        .help("leave the tag out, or write `expose = \"tagged\"` below `[http]` in rowtype.toml, so that others have none"),
    );
}

/// Where no table has an API by itself nothing takes it away.
fn check_hidden(table: &Table, diagnostics: &mut Diagnostics) {
    let (Some(span), None) = (table.tags.hidden, table.tags.exposed) else {
        return;
    };
    diagnostics.push(
        Diagnostic::error(
            "tag-without-api",
            format!(
                "`@hidden` has no effect: `{}` has no API, since no tag exposes it",
                table.name
            ),
        )
        .at(span, "would have no effect")
        .also(table.name_span, "without `@expose`")
        .help("leave `@hidden` out"),
    );
}

/// What is about the API alone has no effect without one. What shapes functions, rows and bodies in Rust may stay, and so may
/// `@owner`, `@role` and `@public`: they say who may see rows through views and routed queries.
fn check_unserved(table: &Table, expose: Expose, diagnostics: &mut Diagnostics) {
    let above = table.tags.of_api.iter();
    let above = above.map(|tag| (tag.name.as_str(), tag.span));
    let columns = table.columns.iter().flat_map(|column| {
        let tags = &column.tags;
        let writers = tags.writers.as_ref().map(|tag| tag.span);
        [
            ("filter", tags.filter),
            ("nofilter", tags.nofilter),
            ("role", writers),
        ]
    });
    let columns = columns.filter_map(|(name, span)| Some((name, span?)));
    for (name, span) in above.chain(unread_public(table)).chain(columns) {
        let error = unserved(table, expose, name, span);
        diagnostics.push(error);
    }
}

/// `@public` takes back what `@owner` says of readers, or is what a view says of its own; else it is about an API alone.
fn unread_public(table: &Table) -> Option<(&'static str, Span)> {
    let tags = &table.tags;
    let is_read = tags.owner.is_some() || table.kind == TableKind::View;
    let public = tags.public.as_ref().filter(|_| !is_read)?;
    Some(("public", public.span))
}

fn unserved(table: &Table, expose: Expose, tag: &str, span: Span) -> Diagnostic {
    let by_tag = table.tags.hidden.filter(|_| expose == Expose::All);
    let error = Diagnostic::error(
        "tag-without-api",
        format!("`@{tag}` is about an API, and `{}` has none", table.name),
    )
    .at(span, "would have no effect");
    match by_tag {
        Some(hidden) => error
            .also(hidden, "has no API")
            .help("leave one of the two out"),
        None => error
            .also(table.name_span, "without `@expose`")
            .help(format!(
                "leave `@{tag}` out, or write `-- @expose` above `{}`",
                table.name
            )),
    }
}
