//! What the splitter could not make sense of, in words.

use super::comments::lexeme_span;
use super::lexer::LexemeKind;
use super::split::SplitError;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// What to say of an error.
pub(super) fn report(file: &SourceFile, error: SplitError) -> Diagnostic {
    match error {
        SplitError::Unterminated(open, many_lined) => {
            let (id, what, mark) = match open.kind {
                LexemeKind::BlockComment => ("unterminated-comment", "this comment", "*/"),
                LexemeKind::QuotedName => {
                    ("unterminated-name", "this quoted name", "closing quote")
                }
                LexemeKind::DollarText => {
                    ("unterminated-text", "this text", "closing dollar quote")
                }
                _ => ("unterminated-text", "this text", "closing quote"),
            };
            let mark = if mark == "*/" { "`*/`" } else { mark };
            let diagnostic = Diagnostic::error(id, format!("{what} has no end"))
                .at(file.span(open.start, open.end), "opened here")
                .help(format!("add the {mark}"));
            match many_lined {
                Some(text) => diagnostic.also(
                    file.span(text.start, text.start + 1),
                    "the text from here spans several lines; perhaps its closing quote is missing",
                ),
                None => diagnostic,
            }
        }
        SplitError::Swallowing { text, last } => {
            Diagnostic::error("unterminated-text", "this text has no end")
                .at(
                    file.span(text.start, text.start + 1),
                    "opened here, and closed where another text begins",
                )
                .also(
                    file.span(last.start, last.end),
                    "so that this quote is one too many",
                )
                .help("add the closing quote")
        }
        SplitError::OpenBody(begin) => {
            Diagnostic::error("unterminated-body", "this body has no END")
                .at(lexeme_span(file, &begin), "begins here")
                .help("end it with `END;`")
        }
        SplitError::HeaderInside { header, last } => Diagnostic::error(
            "missing-semicolon",
            "the statement before this header has no semicolon",
        )
        .at(lexeme_span(file, &header), "the next query begins here")
        .also(lexeme_span(file, &last), "a `;` is missing after this")
        .help("end every query with `;`"),
        SplitError::OpenMarker(marker) => Diagnostic::error(
            "unterminated-body",
            "this `StatementBegin` has no `StatementEnd`",
        )
        .at(lexeme_span(file, &marker), "begins here"),
    }
}
