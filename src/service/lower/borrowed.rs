//! `@borrow`: rows whose texts and bytes are read where the driver holds them.
//!
//! In: the tag at a table or a query. Out: the names of the struct and of the function; an error where nothing could be
//! borrowed, or not while the statement runs.

use super::queries::query_claimant;
use super::{Context, resources};
use crate::analyze::{Access, TypedQuery};
use crate::catalog::Table;
use crate::diagnostic::Diagnostic;
use crate::service::{BorrowedRows, Field, Resource, RowModel};
use crate::source::Span;
use crate::syntax::Command;

/// The struct of a table's borrowed rows.
pub(super) fn of_table(
    context: &mut Context<'_>,
    table: &Table,
    row: &str,
    fields: &[Field],
) -> Option<String> {
    let tag = table.tags.borrow?;
    if !fields.iter().any(Field::is_borrowed) {
        let by = resources::table_claimant(table).what;
        context
            .diagnostics
            .push(nothing(&by, tag).also(table.name_span, "no column of text or bytes"));
    }
    Some(format!("{row}Ref"))
}

/// The function over a query's borrowed rows. Commands of other kinds have been reported.
pub(super) fn of_query(
    context: &mut Context<'_>,
    query: &TypedQuery,
    row: Option<&RowModel>,
    resources: &[Resource],
) -> Option<BorrowedRows> {
    let tag = query
        .comments
        .tags
        .iter()
        .find(|tag| tag.name == "borrow")?;
    if !tag.args.is_empty() {
        context.diagnostics.push(
            Diagnostic::error("bad-tag", "`@borrow` takes nothing after it")
                .at(tag.args_span, "not expected")
                .help("put words for people on a line of their own"),
        );
    }
    let row = row.filter(|_| lends(query.header.command))?;
    if let Some(refusal) = refusal(query, row, resources, tag.span) {
        context.diagnostics.push(refusal);
        return None;
    }
    let by = query_claimant(query);
    let name = row.name.as_ref().map(|name| format!("{name}Ref"));
    if let Some(name) = &name {
        context.claim_type(name, &by);
    }
    Some(BorrowedRows {
        function: context.namer.value(&format!("fold_{}", query.header.name)),
        row: name,
    })
}

/// Whether the rows of a command come one after another.
pub(super) fn lends(command: Command) -> bool {
    matches!(command, Command::Many | Command::Stream)
}

fn refusal(
    query: &TypedQuery,
    row: &RowModel,
    resources: &[Resource],
    tag: Span,
) -> Option<Diagnostic> {
    let refuse = |message: &str, at: Span, label: &str, help: &str| {
        Diagnostic::error("cannot-borrow", message)
            .at(at, label)
            .also(tag, "asked for here")
            .help(help)
    };
    if query.access != Access::Read || !query.steps.is_empty() {
        return Some(refuse(
            "`@borrow` is for queries that read: a row that is written is given when all are",
            query.header.name_span,
            "this query writes",
            "leave the tag out",
        ));
    }
    if let Some(nest) = &query.nest {
        return Some(refuse(
            "`@borrow` and `@nest` do not go together: what is gathered outlives its row",
            nest.span,
            "rows are gathered",
            "keep one of them",
        ));
    }
    for (embed, group) in query.embeds.iter().zip(&row.groups) {
        let table = &resources[group.resource];
        if table.borrowed.is_none() {
            let message = format!(
                "`@borrow` embeds `{}`, whose rows nobody borrows",
                table.table_name
            );
            let help = format!("write `-- @borrow` above `{}` as well", table.table_name);
            return Some(refuse(&message, embed.span, "a row of this table", &help));
        }
    }
    let is_borrowed = row.fields.iter().any(|field| field.is_borrowed());
    (!is_borrowed).then(|| {
        nothing(&query_claimant(query).what, tag)
            .also(query.header.name_span, "no column of text or bytes")
    })
}

fn nothing(what: &str, tag: Span) -> Diagnostic {
    Diagnostic::error("cannot-borrow", format!("{what} has nothing to borrow"))
        .at(tag, "without effect")
        .help("leave the tag out: numbers, times and JSON are given by value in any case")
}
