//! Parts of a statement that the parser does not take: cut out of the tokens before parsing, and read on their own.
//!
//! In: a statement's tokens. Out: the tokens without these parts, and each part's own tree, with the place of the name that it
//! belongs to. So nothing is left out unread:
//!
//! - `ON CONFLICT (lower(email)) WHERE active`: the parser knows plain columns only;
//! - a second `ON CONFLICT .. DO ..`, which SQLite takes;
//! - `OVERRIDING SYSTEM VALUE`;
//! - `SET tags[1] = ..`: the subscripts of a column that is written;
//! - `WHEN NOT MATCHED THEN INSERT DEFAULT VALUES`;
//! - `INDEXED BY i` of SQLite.

use std::ops::Range;

use sqlparser::ast::{AccessExpr, DoUpdate, Expr, OnConflictAction};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::{LocatedToken, tokens};
use crate::dialect::Dialect;
use crate::source::Span;

/// A part that was cut out.
#[derive(Clone, Debug)]
pub struct Supplement {
    /// The first word of the table's name in `INSERT INTO t`, the INSERT of a MERGE, the column in `SET column[1] =`, or the last
    /// word before INDEXED BY.
    pub of: Span,
    /// The part's bytes.
    pub span: Span,
    /// What it is.
    pub kind: SupplementKind,
}

/// What was cut out.
#[derive(Clone, Debug)]
pub enum SupplementKind {
    /// The target of ON CONFLICT.
    ConflictTarget {
        /// Columns or expressions.
        parts: Vec<Expr>,
        /// The condition of a partial index.
        predicate: Option<Box<Expr>>,
    },
    /// Another ON CONFLICT after the first.
    FurtherConflict {
        /// Columns or expressions; none where it is about any key.
        target: Option<(Vec<Expr>, Option<Box<Expr>>)>,
        /// What is done.
        action: Box<OnConflictAction>,
    },
    /// OVERRIDING SYSTEM VALUE, or USER.
    Overriding {
        /// Whether the values that are given replace those of the database.
        system: bool,
    },
    /// What stands after a column's name in SET.
    Access(Vec<AccessExpr>),
    /// DEFAULT VALUES in a MERGE.
    DefaultValues,
    /// INDEXED BY, with the index.
    IndexedBy {
        /// Its name.
        name: String,
        /// Where that stands.
        at: Span,
    },
}

/// A range of tokens to cut, and what it becomes.
struct Cut {
    range: Range<usize>,
    of: usize,
    kind: SupplementKind,
}

/// What is left for the parser, and what was cut out.
pub(super) fn cut(
    all: &[LocatedToken],
    dialect: Dialect,
) -> Result<(Vec<LocatedToken>, Vec<Supplement>), ParserError> {
    let scan = Scan { all, dialect };
    let mut cuts = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let found = match &token.token {
            Token::Word(_) => match scan.further_conflict(at)? {
                Some(cut) => Some(cut),
                None => match scan.conflict_target(at)? {
                    Some(cut) => Some(cut),
                    None => scan
                        .overriding(at)
                        .or_else(|| scan.default_values(at))
                        .or_else(|| scan.indexed_by(at)),
                },
            },
            Token::LBracket => scan.access(at)?,
            _ => None,
        };
        cuts.extend(found);
    }
    let mut kept: Vec<LocatedToken> = Vec::with_capacity(all.len());
    let mut supplements = Vec::new();
    let mut at = 0;
    for cut in cuts.into_iter().filter(|cut| !cut.range.is_empty()) {
        if cut.range.start < at {
            continue;
        }
        kept.extend_from_slice(&all[at..cut.range.start]);
        let first = &all[cut.range.start];
        if matches!(cut.kind, SupplementKind::DefaultValues) {
            // The parser wants a row.
            for token in [
                all[cut.range.end - 1].token.clone(),
                Token::LParen,
                first.token.clone(),
                Token::RParen,
            ] {
                kept.push(LocatedToken {
                    token,
                    span: first.span,
                });
            }
        }
        supplements.push(Supplement {
            of: all[cut.of].span,
            span: first.span.to(all[cut.range.end - 1].span),
            kind: cut.kind,
        });
        at = cut.range.end;
    }
    kept.extend_from_slice(&all[at..]);
    let left = Scan {
        all: &kept,
        dialect,
    };
    if let Some(on) = left.bare_select_before_conflict() {
        // The parser takes the ON of `SELECT 1 ON CONFLICT` for a name; behind LIMIT ALL it does not.
        let span = kept[on].span;
        let limit = ["LIMIT", "ALL"].map(|word| LocatedToken {
            token: Token::make_keyword(word),
            span,
        });
        kept.splice(on..on, limit);
    }
    Ok((kept, supplements))
}

struct Scan<'t> {
    all: &'t [LocatedToken],
    dialect: Dialect,
}

impl Scan<'_> {
    fn word(&self, at: usize, wanted: &str) -> bool {
        matches!(
            self.all.get(at).map(|token| &token.token),
            Some(Token::Word(word)) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
        )
    }

    fn is(&self, at: usize, wanted: &Token) -> bool {
        self.all.get(at).is_some_and(|token| token.token == *wanted)
    }

    /// The token after the parenthesis or bracket that closes the one at `at`.
    fn after_closing(&self, at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, token) in self.all.iter().enumerate().skip(at) {
            match token.token {
                Token::LParen | Token::LBracket => depth += 1,
                Token::RParen | Token::RBracket => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(index + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The nearest token before `at`, in the same parentheses, that `wanted` accepts.
    fn back(&self, at: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let mut depth = 0_usize;
        for index in (0..at).rev() {
            match self.all[index].token {
                Token::RParen | Token::RBracket => depth += 1,
                Token::LParen | Token::LBracket => depth = depth.checked_sub(1)?,
                _ if depth == 0 && wanted(index) => return Some(index),
                _ => {}
            }
        }
        None
    }

    /// The first word of the table of the INSERT that a token stands in; in a MERGE the INSERT itself.
    fn insert_of(&self, at: usize) -> Option<usize> {
        let insert = self.back(at, |index| {
            self.word(index, "insert")
                || self.word(index, "replace") && self.word(index + 1, "into")
        })?;
        let into = (insert + 1..insert + 4).find(|index| self.word(*index, "into"));
        Some(into.map_or(insert, |into| into + 1))
    }

    fn parser(&self, range: Range<usize>) -> Parser<'static> {
        Parser::new(self.dialect.parser())
            .with_tokens_with_locations(tokens::for_parser(&self.all[range], self.dialect))
    }

    /// `ON CONFLICT (..) WHERE ..`, up to DO.
    fn conflict_target(&self, at: usize) -> Result<Option<Cut>, ParserError> {
        let open = at + 2;
        if !(self.word(at, "on") && self.word(at + 1, "conflict") && self.is(open, &Token::LParen))
        {
            return Ok(None);
        }
        let (Some(of), Some(close)) = (self.insert_of(at), self.after_closing(open)) else {
            return Ok(None);
        };
        let mut parser = self.parser(open + 1..close - 1);
        let parts = parser.parse_comma_separated(|parser| {
            let part = parser.parse_expr()?;
            // An operator class.
            if matches!(parser.peek_token().token, Token::Word(_)) {
                parser.parse_object_name(false)?;
            }
            Ok(part)
        })?;
        parser.expect_token(&Token::EOF)?;
        let mut end = close;
        let mut predicate = None;
        if self.word(close, "where") {
            let is_end = |index: usize| {
                self.word(index, "do")
                    && (self.word(index + 1, "nothing") || self.word(index + 1, "update"))
            };
            end = (close..self.all.len())
                .find(|index| is_end(*index))
                .unwrap_or(self.all.len());
            let mut parser = self.parser(close + 1..end);
            predicate = Some(Box::new(parser.parse_expr()?));
            parser.expect_token(&Token::EOF)?;
        }
        Ok(Some(Cut {
            range: open..end,
            of,
            kind: SupplementKind::ConflictTarget { parts, predicate },
        }))
    }

    /// `ON CONFLICT .. DO ..` after another one, up to the next or to RETURNING.
    fn further_conflict(&self, at: usize) -> Result<Option<Cut>, ParserError> {
        let begins = |index: usize| self.word(index, "on") && self.word(index + 1, "conflict");
        if !(self.dialect.has_several_conflict_clauses() && begins(at)) {
            return Ok(None);
        }
        let earlier = self.back(at, |index| begins(index) || self.word(index, "insert"));
        let Some(of) = self.insert_of(at).filter(|_| earlier.is_some_and(&begins)) else {
            return Ok(None);
        };
        if earlier.is_some_and(|earlier| !self.is(earlier + 2, &Token::LParen)) {
            let message = "only the last ON CONFLICT can be without a key";
            return Err(ParserError::ParserError(message.to_owned()));
        }
        let target = self.conflict_target(at)?;
        let action_at = target.as_ref().map_or(at + 2, |cut| cut.range.end);
        let mut depth = 0_usize;
        let mut end = action_at;
        while let Some(token) = self.all.get(end) {
            match token.token {
                Token::LParen => depth += 1,
                Token::RParen if depth == 0 => break,
                Token::RParen => depth -= 1,
                _ if depth == 0 && (begins(end) || self.word(end, "returning")) => break,
                _ => {}
            }
            end += 1;
        }
        let mut parser = self.parser(action_at..end);
        parser.expect_keyword(Keyword::DO)?;
        let action = if parser.parse_keyword(Keyword::NOTHING) {
            OnConflictAction::DoNothing
        } else {
            parser.expect_keyword(Keyword::UPDATE)?;
            parser.expect_keyword(Keyword::SET)?;
            let assignments = parser.parse_comma_separated(Parser::parse_assignment)?;
            let selection = match parser.parse_keyword(Keyword::WHERE) {
                true => Some(parser.parse_expr()?),
                false => None,
            };
            OnConflictAction::DoUpdate(DoUpdate {
                assignments,
                selection,
            })
        };
        parser.expect_token(&Token::EOF)?;
        let target = match target.map(|cut| cut.kind) {
            Some(SupplementKind::ConflictTarget { parts, predicate }) => Some((parts, predicate)),
            _ => None,
        };
        Ok(Some(Cut {
            range: at..end,
            of,
            kind: SupplementKind::FurtherConflict {
                target,
                action: Box::new(action),
            },
        }))
    }

    /// The ON of `INSERT .. SELECT 1 ON CONFLICT`, where nothing stands between the result columns and it.
    fn bare_select_before_conflict(&self) -> Option<usize> {
        let on =
            (0..self.all.len()).find(|at| self.word(*at, "on") && self.word(at + 1, "conflict"))?;
        let clause = self.back(on, |index| {
            [
                "select", "from", "where", "limit", "group", "order", "values",
            ]
            .iter()
            .any(|word| self.word(index, word))
                && !self.ends_distinct_from(index)
        })?;
        self.word(clause, "select").then_some(on)
    }

    /// Whether a FROM is that of `IS DISTINCT FROM`.
    fn ends_distinct_from(&self, from: usize) -> bool {
        let is =
            |back: usize, word: &str| from.checked_sub(back).is_some_and(|at| self.word(at, word));
        self.word(from, "from") && is(1, "distinct") && (is(2, "is") || is(2, "not"))
    }

    fn overriding(&self, at: usize) -> Option<Cut> {
        let system = self.word(at + 1, "system");
        let is_clause = self.word(at, "overriding")
            && (system || self.word(at + 1, "user"))
            && self.word(at + 2, "value");
        let of = is_clause.then(|| self.insert_of(at))??;
        Some(Cut {
            range: at..at + 3,
            of,
            kind: SupplementKind::Overriding { system },
        })
    }

    /// `INSERT DEFAULT VALUES` without INTO.
    fn default_values(&self, at: usize) -> Option<Cut> {
        let insert = at.checked_sub(1)?;
        let found =
            self.word(insert, "insert") && self.word(at, "default") && self.word(at + 1, "values");
        found.then_some(Cut {
            range: at..at + 2,
            of: insert,
            kind: SupplementKind::DefaultValues,
        })
    }

    fn indexed_by(&self, at: usize) -> Option<Cut> {
        let of = at.checked_sub(1)?;
        let is_hint =
            self.dialect.takes_indexed_by() && self.word(at, "indexed") && self.word(at + 1, "by");
        let name = self.all.get(at + 2).filter(|_| is_hint)?;
        let text = match &name.token {
            Token::Word(word) => word.value.clone(),
            Token::SingleQuotedString(text) => text.clone(),
            _ => return None,
        };
        Some(Cut {
            range: at..at + 3,
            of,
            kind: SupplementKind::IndexedBy {
                name: text,
                at: name.span,
            },
        })
    }

    /// `[1].street` of `SET addresses[1].street = ..`.
    fn access(&self, at: usize) -> Result<Option<Cut>, ParserError> {
        let Some(name) = at.checked_sub(1) else {
            return Ok(None);
        };
        let is_word = |index: usize| matches!(self.all[index].token, Token::Word(_));
        let mut first = name;
        while first >= 2 && self.is(first - 1, &Token::Period) && is_word(first - 2) {
            first -= 2;
        }
        let begins = first
            .checked_sub(1)
            .is_some_and(|before| self.word(before, "set") || self.is(before, &Token::Comma));
        if !(is_word(name) && begins && self.is_assigned(first)) {
            return Ok(None);
        }
        let mut end = at;
        loop {
            if self.is(end, &Token::LBracket) {
                match self.after_closing(end) {
                    Some(after) => end = after,
                    None => return Ok(None),
                }
            } else if self.is(end, &Token::Period) && self.all.len() > end + 1 && is_word(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        if !self.is(end, &Token::Eq) {
            return Ok(None);
        }
        let mut parser = self.parser(name..end);
        let read = parser.parse_expr()?;
        parser.expect_token(&Token::EOF)?;
        let Expr::CompoundFieldAccess { access_chain, .. } = read else {
            return Ok(None);
        };
        Ok(Some(Cut {
            range: at..end,
            of: name,
            kind: SupplementKind::Access(access_chain),
        }))
    }

    /// Whether a name stands in the list after SET, left of its `=`.
    fn is_assigned(&self, at: usize) -> bool {
        let keyword = self.back(at, |index| {
            matches!(
                &self.all[index].token,
                Token::Word(word) if word.quote_style.is_none() && matches!(
                    word.keyword,
                    Keyword::SET
                        | Keyword::SELECT
                        | Keyword::FROM
                        | Keyword::WHERE
                        | Keyword::RETURNING
                        | Keyword::ON
                        | Keyword::VALUES
                )
            )
        });
        keyword.is_some_and(|keyword| self.word(keyword, "set"))
    }
}
