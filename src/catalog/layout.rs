//! Where the parts of a table's definition stand: its columns and constraints, the clauses of a column, the comments at each.
//!
//! The tree has the meaning; this has the places, read from the located tokens.

use std::ops::Range;

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use crate::source::Span;
use crate::syntax::{Comments, InnerComment, Statement};

/// What stands between two commas of a table's body, or after ADD COLUMN.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its tokens' positions.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub span: Span,
}

/// A clause of an element: `NOT NULL`, `CONSTRAINT x CHECK (..)`.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The keyword that says what it is (not CONSTRAINT).
    pub keyword: Keyword,
    /// Its tokens' positions, from CONSTRAINT or the keyword on.
    pub tokens: Range<usize>,
    /// The keyword's position.
    pub at: usize,
}

/// The elements between the first parenthesis and the one that closes it.
pub(super) fn elements(statement: &Statement) -> Vec<Element> {
    let open = statement
        .tokens
        .iter()
        .position(|token| token.token == Token::LParen);
    match open {
        Some(open) => split(statement, open + 1),
        None => Vec::new(),
    }
}

fn split(statement: &Statement, first: usize) -> Vec<Element> {
    let mut out = Vec::new();
    let mut start = first;
    loop {
        let end = element_end(statement, start);
        out.extend(element(statement, start..end));
        match statement.tokens.get(end).map(|token| &token.token) {
            Some(Token::Comma) => start = end + 1,
            _ => return out,
        }
    }
}

/// The element that a range of tokens is; none for an empty one.
pub(super) fn element(statement: &Statement, tokens: Range<usize>) -> Option<Element> {
    if tokens.is_empty() {
        return None;
    }
    let span = statement.tokens[tokens.start]
        .span
        .to(statement.tokens[tokens.end - 1].span);
    Some(Element { tokens, span })
}

/// The position of the comma or parenthesis that ends what begins at `start`.
pub(super) fn element_end(statement: &Statement, start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in statement.tokens.iter().enumerate().skip(start) {
        match token.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket if depth == 0 => return index,
            Token::RParen | Token::RBracket => depth -= 1,
            Token::Comma if depth == 0 => return index,
            _ => {}
        }
    }
    statement.tokens.len()
}

fn keyword(statement: &Statement, index: usize) -> Keyword {
    match statement.tokens.get(index).map(|token| &token.token) {
        Some(Token::Word(word)) if word.quote_style.is_none() => word.keyword,
        _ => Keyword::NoKeyword,
    }
}

/// The clauses of an element, after its name and type (a table constraint is one clause).
pub(super) fn clauses(statement: &Statement, element: &Element) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut depth = 0_usize;
    let mut named: Option<usize> = None;
    for index in element.tokens.clone() {
        match statement.tokens[index].token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        let before = index
            .checked_sub(1)
            .map_or(Keyword::NoKeyword, |before| keyword(statement, before));
        let found = keyword(statement, index);
        if found == Keyword::CONSTRAINT {
            close(&mut out, index);
            named = Some(index);
        } else if begins_clause(statement, index, found, before, &out) {
            let start = named.take().unwrap_or(index);
            close(&mut out, start);
            out.push(Clause {
                keyword: found,
                tokens: start..element.tokens.end,
                at: index,
            });
        }
    }
    out
}

/// Where a column's type ends: before the first clause, or before an attribute that is no clause.
pub(super) fn type_end(statement: &Statement, element: &Element, clauses: &[Clause]) -> usize {
    let end = clauses
        .first()
        .map_or(element.tokens.end, |clause| clause.tokens.start);
    let is_stored = |index: &usize| match &statement.tokens[*index].token {
        Token::Word(word) if word.quote_style.is_none() => {
            word.value.eq_ignore_ascii_case("storage")
                || word.value.eq_ignore_ascii_case("compression")
        }
        _ => false,
    };
    let first = (element.tokens.start + 2).min(end);
    (first..end)
        .find(|index| is_attribute(statement, *index) || is_stored(index))
        .unwrap_or(end)
}

/// Where the value behind DEFAULT ends: before an attribute that is no clause.
pub(super) fn default_end(statement: &Statement, clause: &Clause) -> usize {
    let first = (clause.at + 2).min(clause.tokens.end);
    (first..clause.tokens.end)
        .find(|index| is_attribute(statement, *index))
        .unwrap_or(clause.tokens.end)
}

/// Whether what begins here says something else of a column than its type, its value or its constraints.
fn is_attribute(statement: &Statement, index: usize) -> bool {
    match keyword(statement, index) {
        Keyword::AUTO_INCREMENT | Keyword::COMMENT | Keyword::INVISIBLE | Keyword::CHARSET => true,
        Keyword::ON => keyword(statement, index + 1) == Keyword::UPDATE,
        Keyword::CHARACTER => keyword(statement, index + 1) == Keyword::SET,
        Keyword::FIRST | Keyword::AFTER => true,
        _ => false,
    }
}

fn close(clauses: &mut [Clause], end: usize) {
    if let Some(last) = clauses.last_mut() {
        last.tokens.end = last.tokens.end.min(end);
    }
}

fn begins_clause(
    statement: &Statement,
    index: usize,
    found: Keyword,
    before: Keyword,
    clauses: &[Clause],
) -> bool {
    match found {
        Keyword::NOT => keyword(statement, index + 1) == Keyword::NULL,
        Keyword::NULL => !matches!(before, Keyword::NOT | Keyword::DEFAULT | Keyword::SET),
        Keyword::DEFAULT => !matches!(before, Keyword::SET | Keyword::BY),
        Keyword::AS => clauses
            .last()
            .is_none_or(|clause| clause.keyword != Keyword::GENERATED),
        Keyword::PRIMARY
        | Keyword::UNIQUE
        | Keyword::CHECK
        | Keyword::REFERENCES
        | Keyword::FOREIGN
        | Keyword::GENERATED
        | Keyword::COLLATE => {
            let in_foreign_key = clauses
                .last()
                .is_some_and(|clause| clause.keyword == Keyword::FOREIGN);
            !(found == Keyword::REFERENCES && in_foreign_key)
        }
        _ => false,
    }
}

/// The bytes of a range of tokens.
pub(super) fn range_span(statement: &Statement, tokens: &Range<usize>) -> Span {
    match element(statement, tokens.clone()) {
        Some(element) => element.span,
        None => statement.span,
    }
}

/// The bytes inside the parentheses after a clause's keyword.
pub(super) fn inside(statement: &Statement, clause: &Clause) -> Span {
    let open = (clause.at..clause.tokens.end)
        .find(|index| statement.tokens[*index].token == Token::LParen);
    let Some(open) = open else {
        return range_span(statement, &clause.tokens);
    };
    let mut depth = 0_usize;
    let close = (open..clause.tokens.end).find(|index| {
        match statement.tokens[*index].token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    range_span(statement, &(open + 1..close.unwrap_or(clause.tokens.end)))
}

/// The comments of each element: those directly above it, and those on its lines. Tags that belong to no element come
/// last.
pub(super) fn comments_of(
    statement: &Statement,
    elements: &[Element],
) -> (Vec<Comments>, Vec<Comments>) {
    let mut of_elements = vec![Comments::default(); elements.len()];
    let mut strays = Vec::new();
    for comment in &statement.inner {
        match owner(statement, elements, comment) {
            Some(index) => {
                let owned: &mut Comments = &mut of_elements[index];
                owned.doc.extend(comment.comments.doc.iter().cloned());
                owned.tags.extend(comment.comments.tags.iter().cloned());
            }
            None => strays.push(comment.comments.clone()),
        }
    }
    (of_elements, strays)
}

fn owner(statement: &Statement, elements: &[Element], comment: &InnerComment) -> Option<usize> {
    let next = statement
        .tokens
        .partition_point(|token| token.span.start < comment.span.start);
    elements.iter().position(|element| {
        if comment.own_line {
            comment.attached && element.tokens.start == next
        } else {
            // After one of its tokens, or after its comma.
            let previous = next.wrapping_sub(1);
            element.tokens.contains(&previous)
                || previous == element.tokens.end
                    && statement.tokens[previous].token == Token::Comma
        }
    })
}
