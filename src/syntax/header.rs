//! `-- name: NewestPosts :many`: the comment that makes a statement a query.

use super::lexer::Lexeme;
use super::{Command, QueryHeader};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{SourceFile, Span};

const COMMANDS: [(&str, Command); 12] = [
    ("one", Command::One),
    ("opt", Command::Opt),
    ("many", Command::Many),
    ("stream", Command::Stream),
    ("exec", Command::Exec),
    ("execrows", Command::ExecRows),
    ("execlastid", Command::ExecLastId),
    ("execresult", Command::ExecResult),
    ("copyfrom", Command::CopyFrom),
    ("batchexec", Command::BatchExec),
    ("batchone", Command::BatchOne),
    ("batchmany", Command::BatchMany),
];

const EXAMPLE: &str = "-- name: NewestPosts :many";

impl Command {
    /// The word after the colon.
    pub fn word(self) -> &'static str {
        COMMANDS
            .iter()
            .find(|(_, command)| *command == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether its function gives rows.
    pub fn gives_rows(self) -> bool {
        matches!(
            self,
            Command::One
                | Command::Opt
                | Command::Many
                | Command::Stream
                | Command::BatchOne
                | Command::BatchMany
        )
    }

    /// Whether its function runs the statement once for each of many sets of values.
    pub fn is_batch(self) -> bool {
        matches!(
            self,
            Command::BatchExec | Command::BatchOne | Command::BatchMany
        )
    }
}

/// Whether a comment means to be a header: it starts with `name:`, or with `name` and has a command.
pub(super) fn is_header(comment: &str) -> bool {
    let body = body(comment);
    body.starts_with("name:")
        || body.split_whitespace().next() == Some("name")
            && body.split_whitespace().any(is_command_word)
}

/// Whether a comment is a header beyond doubt, so that it ends the statement that it stands in.
pub(super) fn is_whole_header(comment: &str) -> bool {
    let words: Vec<&str> = body(comment).split_whitespace().collect();
    match words[..] {
        ["name:", _, command, ref rest @ ..] => {
            is_command_word(command) && rest.first().is_none_or(|word| is_remark(word))
        }
        _ => false,
    }
}

fn is_command_word(word: &str) -> bool {
    word.strip_prefix(':')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(char::is_alphanumeric))
}

/// What may follow the command: another comment, or a flag for sqlc's own tools.
fn is_remark(word: &str) -> bool {
    ["--", "#", "/*", "@sqlc-"]
        .iter()
        .any(|mark| word.starts_with(mark))
}

/// The header's line without the marks of the comment.
fn body(comment: &str) -> &str {
    let body = match comment.strip_prefix("/*") {
        Some(rest) => rest.strip_suffix("*/").unwrap_or(rest),
        None => comment
            .strip_prefix("--")
            .or(comment.strip_prefix('#'))
            .unwrap_or(comment),
    };
    let body = body.trim_start();
    body.lines().next().unwrap_or_default().trim_end()
}

/// Reads a header; what is wrong with it is reported.
pub(super) fn read(
    file: &SourceFile,
    lexeme: &Lexeme,
    diagnostics: &mut Diagnostics,
) -> Option<QueryHeader> {
    let text = &file.text[lexeme.start..lexeme.end];
    let start = lexeme.start + body_offset(text);
    let line = body(text);
    let whole = file.span(start, start + line.len());
    let Some(rest) = line.strip_prefix("name:") else {
        diagnostics.push(malformed(whole, "there is no colon after `name`"));
        return None;
    };
    let words = words(rest, start + "name:".len());
    let span = |(at, word): (usize, &str)| file.span(at, at + word.len());
    let Some(name) = words.first().filter(|(_, word)| !word.starts_with(':')) else {
        diagnostics.push(malformed(whole, "the name is missing"));
        return None;
    };
    if !is_name(name.1) {
        diagnostics.push(malformed(
            span(*name),
            "a name consists of letters, digits and `_`",
        ));
        return None;
    }
    let Some(command) = words.get(1).filter(|(_, word)| word.starts_with(':')) else {
        diagnostics.push(malformed(whole, "the command is missing"));
        return None;
    };
    if let Some(surplus) = words.get(2).filter(|(_, word)| !is_remark(word)) {
        let all = span(*surplus).to(whole);
        let surplus = file.span(span(*surplus).start, all.end);
        diagnostics.push(malformed(surplus, "nothing may follow the command"));
    }
    Some(QueryHeader {
        name: name.1.to_owned(),
        name_span: span(*name),
        command: read_command(command.1, span(*command), diagnostics)?,
        command_span: span(*command),
    })
}

fn body_offset(comment: &str) -> usize {
    let mark = match comment.as_bytes() {
        [b'/', b'*', ..] | [b'-', b'-', ..] => 2,
        [b'#', ..] => 1,
        _ => 0,
    };
    let rest = &comment[mark..];
    mark + (rest.len() - rest.trim_start().len())
}

/// The words of a text that stands at `start`, each with its place.
fn words(text: &str, start: usize) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            out.push((start + at, bare));
        }
        at += word.len();
    }
    out
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn read_command(word: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Command> {
    let written = &word[1..];
    let known = COMMANDS.iter().find(|(known, _)| *known == written);
    if let Some((_, command)) = known {
        return Some(*command);
    }
    let help = match nearest(written, COMMANDS.iter().map(|(known, _)| *known)) {
        Some(near) => format!("did you mean `:{near}`?"),
        None => format!("the commands are {}", all_commands()),
    };
    diagnostics.push(
        Diagnostic::error("unknown-command", format!("there is no command `{word}`"))
            .at(span, "unknown")
            .help(help),
    );
    None
}

fn all_commands() -> String {
    let words = COMMANDS.map(|(word, _)| format!("`:{word}`"));
    words.join(", ")
}

fn malformed(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(
        "malformed-query-header",
        format!("this query's header cannot be read: {what}"),
    )
    .at(span, what)
    .help(format!("write a name and a command: `{EXAMPLE}`"))
}

/// A header without a statement after it.
pub(super) fn without_statement(span: Span) -> Diagnostic {
    Diagnostic::error(
        "query-without-statement",
        "this header has no statement after it",
    )
    .at(span, "a statement is expected below")
    .help("write the query's SQL below its header, or remove the header")
}

/// A statement in a query file without a header: sqlc passes over it, and so do we, aloud.
pub(super) fn missing(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "missing-query-header",
        "this statement has no header and is left out",
    )
    .at(span, "a name and a command are expected above")
    .help(format!(
        "give it a name and a command on the line above: `{EXAMPLE}`"
    ))
}
