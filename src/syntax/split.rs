//! Lexemes to pieces: where a statement begins and ends, and which comments stand around it.
//!
//! In: a text. Out: [`Piece`]s in order, each ended by its semicolon. It knows the places where a semicolon ends
//! nothing (bodies of triggers and of `BEGIN ATOMIC` functions, rules, COPY data), and that one bad statement must not
//! take the others with it.

use super::lexer::{Lexeme, LexemeKind, Lexer, Unterminated};
use super::markers::{Marker, marker};
use crate::dialect::LexicalRules;

/// What stands between two semicolons.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// The comments before the first lexeme. Those on the line of the statement before are not among them.
    pub before: Vec<Lexeme>,
    /// What is not a comment, without the semicolon. Empty only at the end of a text: the comments that nothing follows.
    pub lexemes: Vec<Lexeme>,
    /// The comments between the first lexeme and the semicolon.
    pub inner: Vec<Lexeme>,
    /// The comments after the semicolon, on its line.
    pub trailing: Vec<Lexeme>,
    /// Whether an unterminated quote makes it unreadable; it has been reported.
    pub broken: bool,
    /// Whether it is written for going back, and so left out.
    pub down: bool,
}

/// What went wrong while splitting.
#[derive(Clone, Debug)]
pub(super) enum SplitError {
    /// A quote or comment without its end. The second place is the latest text before it that spans lines.
    Unterminated(Unterminated, Option<Lexeme>),
    /// A quoted text without its end, which takes that of the next text for its own, and so on up to the last one.
    Swallowing {
        /// The text.
        text: Lexeme,
        /// The quote that is left over.
        last: Unterminated,
    },
    /// `BEGIN` of a body without its END.
    OpenBody(Lexeme),
    /// A query's header inside a statement: the statement before it lacks its semicolon.
    HeaderInside {
        /// The header's comment.
        header: Lexeme,
        /// The last lexeme before it.
        last: Lexeme,
    },
    /// `-- +goose StatementBegin` without its end.
    OpenMarker(Lexeme),
}

/// Splits `text`. `is_header` tells the comments that begin a query, for texts that hold queries.
pub(super) fn split(
    text: &str,
    rules: &LexicalRules,
    is_header: &dyn Fn(&str) -> bool,
) -> (Vec<Piece>, Vec<SplitError>) {
    let mut splitter = Splitter {
        text,
        rules,
        lexer: Lexer::new(text, rules),
        pieces: Vec::new(),
        errors: Vec::new(),
        current: Piece::default(),
        body: None,
        block: None,
        down: false,
        is_header,
    };
    while let Some(next) = splitter.lexer.next() {
        match next {
            Ok(lexeme) if lexeme.is_comment() => splitter.comment(lexeme),
            Ok(lexeme) => splitter.lexeme(lexeme),
            Err(unterminated) => splitter.unterminated(unterminated),
        }
    }
    splitter.finish()
}

struct Splitter<'a> {
    text: &'a str,
    rules: &'a LexicalRules,
    lexer: Lexer<'a>,
    pieces: Vec<Piece>,
    errors: Vec<SplitError>,
    current: Piece,
    /// The open body of the current piece.
    body: Option<Body>,
    /// The open `StatementBegin` marker.
    block: Option<Lexeme>,
    /// Whether what is read now goes back.
    down: bool,
    is_header: &'a dyn Fn(&str) -> bool,
}

/// A body with semicolons inside.
#[derive(Clone, Copy)]
struct Body {
    begin: Lexeme,
    depth: usize,
}

impl<'a> Splitter<'a> {
    fn slice(&self, lexeme: &Lexeme) -> &'a str {
        &self.text[lexeme.start..lexeme.end]
    }

    fn word(&self, index: usize) -> &'a str {
        match self.current.lexemes.get(index) {
            Some(lexeme) if lexeme.kind == LexemeKind::Word => self.slice(lexeme),
            _ => "",
        }
    }

    fn comment(&mut self, lexeme: Lexeme) {
        let text = self.slice(&lexeme);
        if let Some(marker) = marker(text) {
            self.marker(marker, lexeme);
        } else if !self.current.lexemes.is_empty() && self.body.is_none() && (self.is_header)(text)
        {
            if let Some(last) = self.current.lexemes.last()
                && !self.current.broken
            {
                self.errors.push(SplitError::HeaderInside {
                    header: lexeme,
                    last: *last,
                });
            }
            self.end_piece();
            self.current.before.push(lexeme);
        } else if !self.current.lexemes.is_empty() {
            self.current.inner.push(lexeme);
        } else if let Some(previous) = self.previous_on_line(lexeme) {
            previous.trailing.push(lexeme);
        } else {
            self.current.before.push(lexeme);
        }
    }

    /// The piece that ends on the line where a comment begins.
    fn previous_on_line(&mut self, lexeme: Lexeme) -> Option<&mut Piece> {
        let previous = self.pieces.last_mut()?;
        let end = previous.trailing.last().or(previous.lexemes.last())?.end;
        let same_line = !self.text[end..lexeme.start].contains('\n');
        (same_line && self.current.before.is_empty()).then_some(previous)
    }

    fn marker(&mut self, marker: Marker, lexeme: Lexeme) {
        match marker {
            Marker::Up => self.down = false,
            Marker::Down => {
                self.end_piece();
                self.down = true;
            }
            Marker::BlockBegin => self.block = Some(lexeme),
            Marker::BlockEnd => {
                self.block = None;
                self.end_piece();
            }
            Marker::Plain => {}
        }
    }

    fn lexeme(&mut self, lexeme: Lexeme) {
        if self.ends_statement(&lexeme) {
            let is_copy = self.is_copy_from_stdin();
            self.end_piece();
            if is_copy {
                self.skip_copy_data();
            }
            return;
        }
        if lexeme.kind == LexemeKind::PsqlLine {
            self.psql_line(lexeme);
            return;
        }
        if self.rules.delimiter_lines
            && self.current.lexemes.is_empty()
            && lexeme.kind == LexemeKind::Word
            && self.slice(&lexeme).eq_ignore_ascii_case("delimiter")
        {
            self.delimiter_line(lexeme);
            return;
        }
        self.current.lexemes.push(lexeme);
        if lexeme.kind == LexemeKind::Word && !self.lexer.has_delimiter() {
            self.track_body(lexeme);
        }
    }

    fn ends_statement(&mut self, lexeme: &Lexeme) -> bool {
        if self.lexer.has_delimiter() {
            return lexeme.kind == LexemeKind::Terminator;
        }
        if !lexeme.is(';') || self.block.is_some() || self.in_rule() {
            return false;
        }
        self.body = self.body.filter(|body| body.depth > 0);
        self.body.is_none()
    }

    /// `DELIMITER //` up to the end of its line.
    fn delimiter_line(&mut self, lexeme: Lexeme) {
        let rest = &self.text[lexeme.end..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if let Some(delimiter) = line.split_whitespace().next() {
            self.lexer.set_delimiter(delimiter);
        }
        self.lexer.go_to(lexeme.end + line.len());
    }

    /// A line of psql's own is a piece by itself; what stands above it belongs to what comes after it.
    fn psql_line(&mut self, lexeme: Lexeme) {
        self.end_piece();
        let before = std::mem::take(&mut self.current.before);
        self.current.lexemes.push(lexeme);
        self.end_piece();
        self.current.before = before;
    }

    fn track_body(&mut self, lexeme: Lexeme) {
        let word = self.slice(&lexeme);
        let Some(body) = &mut self.body else {
            if word.eq_ignore_ascii_case("begin") && self.has_body() || self.begins_atomic(word) {
                self.body = Some(Body {
                    begin: lexeme,
                    depth: 1,
                });
            }
            return;
        };
        let before = self.current.lexemes.len().checked_sub(2);
        let after_end = before
            .and_then(|at| self.current.lexemes.get(at))
            .is_some_and(|lexeme| self.text[lexeme.start..lexeme.end].eq_ignore_ascii_case("end"));
        let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        // `END IF` closes what was not counted, and `END CASE` is one end.
        let opens = if after_end {
            is(&["if", "loop", "while", "repeat"])
        } else {
            is(&["case", "begin"])
        };
        if opens {
            body.depth += 1;
        } else if is(&["end"]) {
            body.depth = body.depth.saturating_sub(1);
        }
    }

    fn created(&self, kinds: &[&str]) -> bool {
        self.word(0).eq_ignore_ascii_case("create")
            && (1..5)
                .map(|index| self.word(index))
                .take_while(|word| !word.is_empty())
                .any(|word| kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
    }

    /// SQLite's triggers and MySQL's routines have statements between BEGIN and END; PostgreSQL's have a text.
    fn has_body(&self) -> bool {
        !self.rules.atomic_bodies
            && (self.created(&["trigger"])
                || self.rules.delimiter_lines
                    && self.created(&["procedure", "function", "event", "definer", "package"]))
    }

    fn begins_atomic(&self, word: &str) -> bool {
        let count = self.current.lexemes.len();
        self.rules.atomic_bodies
            && word.eq_ignore_ascii_case("atomic")
            && count > 2
            && self.word(count - 2).eq_ignore_ascii_case("begin")
            && self.created(&["function", "procedure"])
    }

    /// `CREATE RULE .. DO (a; b)`.
    fn in_rule(&self) -> bool {
        self.rules.atomic_bodies
            && self.created(&["rule"])
            && self
                .current
                .lexemes
                .iter()
                .fold(0_i64, |depth, lexeme| match lexeme.kind {
                    LexemeKind::Symbol('(') => depth + 1,
                    LexemeKind::Symbol(')') => depth - 1,
                    _ => depth,
                })
                > 0
    }

    fn is_copy_from_stdin(&self) -> bool {
        let count = self.current.lexemes.len();
        self.word(0).eq_ignore_ascii_case("copy")
            && (1..count.saturating_sub(1)).any(|index| {
                self.word(index).eq_ignore_ascii_case("from")
                    && self.word(index + 1).eq_ignore_ascii_case("stdin")
            })
    }

    /// The rows of a COPY stand on the lines after it, up to `\.`.
    fn skip_copy_data(&mut self) {
        let from = self.lexer.position();
        let rest = &self.text[from..];
        let mut at = rest.find('\n').map_or(rest.len(), |end| end + 1);
        for line in rest[at..].split_inclusive('\n') {
            at += line.len();
            if line.trim_end() == "\\." {
                break;
            }
        }
        self.lexer.go_to(from + at);
    }

    fn unterminated(&mut self, unterminated: Unterminated) {
        let is_text = unterminated.kind == LexemeKind::Text;
        self.errors.push(match self.lexer.swallowing {
            Some(text) if is_text => SplitError::Swallowing {
                text,
                last: unterminated,
            },
            _ => {
                let before = self.lexer.many_lined.filter(|_| is_text);
                SplitError::Unterminated(unterminated, before)
            }
        });
        if unterminated.kind != LexemeKind::BlockComment {
            self.current.broken = true;
            self.current.lexemes.push(Lexeme {
                kind: unterminated.kind,
                start: unterminated.start,
                end: self.lexer.position(),
            });
        }
    }

    fn end_piece(&mut self) {
        if let Some(body) = self.body.take().filter(|body| body.depth > 0) {
            self.errors.push(SplitError::OpenBody(body.begin));
            self.current.broken = true;
        }
        if !self.current.lexemes.is_empty() {
            self.current.down = self.down;
            self.pieces.push(std::mem::take(&mut self.current));
        }
    }

    fn finish(mut self) -> (Vec<Piece>, Vec<SplitError>) {
        self.current.broken |= self.block.is_some();
        self.end_piece();
        if let Some(marker) = self.block {
            self.errors.push(SplitError::OpenMarker(marker));
        }
        if !self.current.before.is_empty() {
            self.current.down = self.down;
            self.pieces.push(self.current);
        }
        (self.pieces, self.errors)
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
