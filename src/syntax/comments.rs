//! Comments to descriptions and tags: which lines are words for people, which are tags, which begin a query.
//!
//! In: the comment lexemes of a [`Piece`](super::split::Piece). Out: [`Comments`], [`InnerComment`]s. It must not know which tags
//! exist; that is the table in [`super::tags`].

use super::lexer::{Lexeme, LexemeKind};
use super::{Comments, InnerComment, Tag};
use crate::source::{SourceFile, Span};

/// The description and tags that some comments hold. Block comments hold neither.
pub(super) fn read(file: &SourceFile, lexemes: &[Lexeme]) -> Comments {
    let mut comments = Comments::default();
    for lexeme in lexemes {
        if lexeme.kind != LexemeKind::LineComment {
            continue;
        }
        let text = &file.text[lexeme.start..lexeme.end];
        match tag(file, lexeme) {
            Some(tag) => comments.tags.push(tag),
            None => comments.doc.extend(doc_line(text)),
        }
    }
    while comments.doc.last().is_some_and(String::is_empty) {
        comments.doc.pop();
    }
    comments
}

/// The tag that a comment line is: `@` and a word at its start.
pub(super) fn tag(file: &SourceFile, lexeme: &Lexeme) -> Option<Tag> {
    let text = &file.text[lexeme.start..lexeme.end];
    let body = line_text(text)?.trim_start();
    let rest = body.strip_prefix('@')?;
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(rest.len());
    if length == 0 {
        return None;
    }
    let start = lexeme.start + (text.len() - body.len());
    let name_end = start + 1 + length;
    let args = rest[length..].trim();
    let args_start = if args.is_empty() {
        name_end
    } else {
        name_end + (rest[length..].len() - rest[length..].trim_start().len())
    };
    let args_end = args_start + args.len();
    Some(Tag {
        name: rest[..length].to_owned(),
        args: args.to_owned(),
        span: file.span(start, args_end),
        name_span: file.span(start, name_end),
        args_span: file.span(args_start, args_end),
    })
}

/// What a line comment says, without its mark.
fn line_text(comment: &str) -> Option<&str> {
    comment.strip_prefix("--").or(comment.strip_prefix('#'))
}

/// A line of description without its marker; none where it only decorates (`-- ------`).
fn doc_line(comment: &str) -> Option<String> {
    let text = line_text(comment)?;
    let text = text.strip_prefix(' ').unwrap_or(text).trim_end();
    let decoration = !text.trim().is_empty()
        && text
            .chars()
            .all(|c| c.is_whitespace() || "-=*#~+/".contains(c));
    (!decoration).then(|| text.to_owned())
}

/// How many of the last comments stand directly above `start`: on lines of their own, without an empty line between.
pub(super) fn attached(file: &SourceFile, comments: &[Lexeme], start: usize) -> usize {
    let mut next = start;
    let mut count = 0;
    for comment in comments.iter().rev() {
        let gap = &file.text[comment.end..next];
        if gap.matches('\n').count() > 1 || !gap.trim().is_empty() {
            break;
        }
        next = comment.start;
        count += 1;
    }
    count
}

/// The comments inside a statement, those on lines of their own gathered where they follow each other.
pub(super) fn inner(
    file: &SourceFile,
    comments: &[Lexeme],
    tokens: &[Lexeme],
) -> Vec<InnerComment> {
    let mut out: Vec<InnerComment> = Vec::new();
    let mut rest = comments;
    while let Some(first) = rest.first() {
        let own_line = stands_alone(file, first);
        let count = if own_line { run_length(file, rest) } else { 1 };
        let (run, after) = rest.split_at(count);
        let span = run.iter().fold(lexeme_span(file, first), |span, next| {
            span.to(lexeme_span(file, next))
        });
        let next = tokens.partition_point(|token| token.start < span.end);
        let attached = tokens
            .get(next)
            .is_some_and(|token| file.text[span.end..token.start].matches('\n').count() <= 1);
        out.push(InnerComment {
            span,
            own_line,
            attached,
            comments: read(file, run),
        });
        rest = after;
    }
    out
}

/// How many comments from the first on stand on lines that follow each other.
fn run_length(file: &SourceFile, comments: &[Lexeme]) -> usize {
    1 + comments
        .windows(2)
        .take_while(|pair| {
            let gap = &file.text[pair[0].end..pair[1].start];
            gap.trim().is_empty() && gap.matches('\n').count() == 1
        })
        .count()
}

fn stands_alone(file: &SourceFile, comment: &Lexeme) -> bool {
    let line = file.text[..comment.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    file.text[line..comment.start].trim().is_empty()
}

/// The bytes of a lexeme.
pub(super) fn lexeme_span(file: &SourceFile, lexeme: &Lexeme) -> Span {
    file.span(lexeme.start, lexeme.end)
}
