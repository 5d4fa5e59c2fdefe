//! What a query's command and tags ask for together, and no code can give.

use super::{Context, borrowed};
use crate::analyze::TypedQuery;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Command;

/// Reports what does not go together. Each is an error at its place.
pub(super) fn command(context: &mut Context<'_>, query: &TypedQuery) {
    let command = query.header.command;
    let word = command.word();
    let at = query.header.command_span;
    if command == Command::ExecLastId && !context.config.dialect.tells_last_insert_id() {
        let product = context.config.dialect.product();
        let message = format!("{product} does not tell the key of an inserted row by itself");
        context.diagnostics.push(
            Diagnostic::error("no-last-id", message)
                .at(at, "does not fit")
                .help("add RETURNING with the key, and use :one"),
        );
    }
    let many = command.is_batch() || command == Command::CopyFrom;
    if let Some(tag) = tag(query, "optional").filter(|_| many) {
        let why = "a condition falls away for all sets of values or for none";
        apart(context, ("@optional", tag), (word, at), why);
    }
    if let Some(tag) = tag(query, "orderby").filter(|_| many) {
        apart(
            context,
            ("@orderby", tag),
            (word, at),
            "sets of values have one statement",
        );
    }
    if let Some(tag) = tag(query, "borrow").filter(|_| !borrowed::lends(command)) {
        let why = "rows are lent one after another";
        apart(context, ("@borrow", tag), (word, at), why);
    }
    if let Some(tag) = tag(query, "returns").filter(|_| !gives_rows(command)) {
        apart(context, ("@returns", tag), (word, at), "it gives no rows");
    }
    if !query.steps.is_empty() {
        transaction(context, query, many);
    }
    if query.tags.route.is_some() {
        route(context, query, many);
    }
}

fn gives_rows(command: Command) -> bool {
    !matches!(
        command,
        Command::Exec
            | Command::ExecRows
            | Command::ExecLastId
            | Command::ExecResult
            | Command::BatchExec
            | Command::CopyFrom
    )
}

fn transaction(context: &mut Context<'_>, query: &TypedQuery, many: bool) {
    let (word, at) = (query.header.command.word(), query.header.command_span);
    let Some(tx) = tag(query, "tx") else { return };
    if many || query.header.command == Command::Stream {
        let why = "several statements run once, and are done when the function ends";
        apart(context, ("@tx", tx), (word, at), why);
    }
}

/// What a route cannot answer.
fn route(context: &mut Context<'_>, query: &TypedQuery, many: bool) {
    let (word, at) = (query.header.command.word(), query.header.command_span);
    let answers = matches!(
        query.header.command,
        Command::One | Command::Opt | Command::Many | Command::Exec | Command::ExecRows
    );
    if many || !answers {
        let message = format!("a route cannot answer with what `:{word}` gives");
        let tag = tag(query, "route").unwrap_or(at);
        context.diagnostics.push(
            Diagnostic::error("command-with-tag", message)
                .at(at, "does not fit a route")
                .also(tag, "the route")
                .help("use :one, :opt, :many, :exec or :execrows, or leave the route out"),
        );
    }
    let unanswered = [
        (
            "`sqlc.embed` in an answer",
            query.embeds.first().map(|embed| embed.span),
            "name the columns that the answer shows",
        ),
        (
            "`@orderby` of a route",
            tag(query, "orderby").filter(|_| query.sql.orders.is_some()),
            "write a query for each order",
        ),
    ];
    for (what, at, help) in unanswered {
        if let Some(at) = at {
            let message = format!("{what} is understood, but no code is generated for it yet");
            context.diagnostics.push(
                Diagnostic::error("not-generated-yet", message)
                    .at(at, "not generated yet")
                    .help(help),
            );
        }
    }
}

fn apart(context: &mut Context<'_>, tag: (&str, Span), command: (&str, Span), why: &str) {
    let message = format!("`{}` and `:{}` do not go together: {why}", tag.0, command.0);
    context.diagnostics.push(
        Diagnostic::error("command-with-tag", message)
            .at(command.1, "does not fit")
            .also(tag.1, "asked for here")
            .help("leave the tag out, or use another command"),
    );
}

fn tag(query: &TypedQuery, name: &str) -> Option<Span> {
    let mut tags = query.comments.tags.iter();
    tags.find(|tag| tag.name == name).map(|tag| tag.span)
}
