//! From the tree's places to the user's bytes.
//!
//! The parser's spans are exact for names and literals, short for calls, casts and parentheses, and sometimes empty. What
//! an expression really takes up is found from its leaves, widened over the tokens.

use std::ops::ControlFlow;

use sqlparser::ast::{self, CastKind, Expr, Spanned, Visit, Visitor};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Span as ParserSpan, Token};

use super::{LocatedToken, Statement, tokens};
use crate::source::Span;

impl Statement {
    /// The bytes of a span of the tree; none where the parser gave an empty one.
    pub fn span_of(&self, span: ParserSpan) -> Option<Span> {
        let start = tokens::offset(span.start)?;
        let end = tokens::offset(span.end)?;
        (start <= end).then(|| Span::new(self.span.file, start, end))
    }

    /// The bytes of a name.
    pub fn ident_span(&self, ident: &ast::Ident) -> Span {
        self.span_of(ident.span).unwrap_or(self.span)
    }

    /// The bytes of a name with its qualifiers.
    pub fn name_span(&self, name: &ast::ObjectName) -> Span {
        self.span_of(name.span()).unwrap_or(self.span)
    }

    /// The tokens inside a span.
    pub fn tokens_in(&self, span: Span) -> &[LocatedToken] {
        &self.tokens[self.token_range(span)]
    }

    /// The positions in [`Statement::tokens`] of the tokens inside a span.
    pub fn token_range(&self, span: Span) -> std::ops::Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.start < span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The bytes of an expression, all of it: with its parentheses, the words of its operators, and the ends of its calls.
    pub fn expr_span(&self, expr: &Expr) -> Span {
        match expr {
            Expr::Nested(inner) => self.enclosed(self.expr_span(inner)),
            Expr::Tuple(_) => self.enclosed(self.leaves(expr)),
            Expr::Subquery(_) => self.subquery(self.leaves(expr)),
            Expr::Exists { negated, .. } => {
                let words = 1 + usize::from(*negated);
                self.with_before(self.subquery(self.leaves(expr)), words)
            }
            Expr::UnaryOp { expr: inner, .. } => self.with_before(self.expr_span(inner), 1),
            Expr::BinaryOp { left, right, .. }
            | Expr::IsDistinctFrom(left, right)
            | Expr::IsNotDistinctFrom(left, right)
            | Expr::AtTimeZone {
                timestamp: left,
                time_zone: right,
            }
            | Expr::Between {
                expr: left,
                high: right,
                ..
            } => self.expr_span(left).to(self.expr_span(right)),
            Expr::AnyOp { left, right, .. } | Expr::AllOp { left, right, .. } => {
                let list = self.enclosed(self.expr_span(right));
                self.expr_span(left).to(list)
            }
            Expr::Cast {
                kind: CastKind::DoubleColon,
                expr: inner,
                ..
            } => self.with_type_after(self.expr_span(inner)),
            Expr::Cast { .. }
            | Expr::Extract { .. }
            | Expr::Substring { .. }
            | Expr::Trim { .. }
            | Expr::Position { .. }
            | Expr::Overlay { .. }
            | Expr::Ceil { .. }
            | Expr::Floor { .. }
            | Expr::Array(_) => self.with_before(self.enclosed(self.leaves(expr)), 1),
            Expr::TypedString(_) | Expr::Interval(_) => self.with_before(self.leaves(expr), 1),
            Expr::IsNull(inner)
            | Expr::IsNotNull(inner)
            | Expr::IsTrue(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsNotFalse(inner)
            | Expr::IsUnknown(inner)
            | Expr::IsNotUnknown(inner) => self.with_test_after(self.expr_span(inner)),
            Expr::Collate { collation, .. } => self.leaves(expr).to(self.name_span(collation)),
            Expr::Function(_) => self.with_call_after(self.leaves(expr)),
            _ => self.leaves(expr),
        }
    }

    /// All of the item of a list after SELECT or RETURNING in which something stands.
    pub fn item_span(&self, inside: Span) -> Span {
        let begins = [Keyword::SELECT, Keyword::DISTINCT, Keyword::RETURNING];
        let ends = [
            Keyword::FROM,
            Keyword::WHERE,
            Keyword::GROUP,
            Keyword::HAVING,
            Keyword::ORDER,
            Keyword::LIMIT,
            Keyword::UNION,
            Keyword::INTERSECT,
            Keyword::EXCEPT,
            Keyword::INTO,
        ];
        let is = |token: &LocatedToken, words: &[Keyword]| {
            words.iter().any(|word| is_keyword(token, *word))
        };
        let range = self.token_range(inside);
        let mut depth = 0_usize;
        let before = self.tokens[..range.start].iter().rposition(|token| {
            match token.token {
                Token::RParen => depth += 1,
                Token::LParen if depth > 0 => depth -= 1,
                _ => {}
            }
            depth == 0 && (token.token == Token::Comma || is(token, &begins))
        });
        let mut depth = 0_usize;
        let start = before.map_or(0, |at| at + 1);
        let after = self.tokens[start..].iter().position(|token| {
            match token.token {
                Token::LParen => depth += 1,
                Token::RParen if depth == 0 => return true,
                Token::RParen => depth -= 1,
                _ => {}
            }
            depth == 0 && (token.token == Token::Comma || is(token, &ends))
        });
        let end = after.map_or(self.tokens.len(), |at| start + at);
        match (
            self.tokens.get(start),
            end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) {
            (Some(first), Some(last)) if start < end => first.span.to(last.span),
            _ => inside,
        }
    }

    /// From the first leaf of an expression to its last, with every parenthesis closed.
    fn leaves(&self, expr: &Expr) -> Span {
        let mut leaves = Leaves {
            statement: self,
            span: self.span_of(expr.span()),
        };
        let _ = expr.visit(&mut leaves);
        leaves.span.map_or(self.span, |span| self.balanced(span))
    }

    /// `span` with the parentheses or brackets that stand around it.
    fn enclosed(&self, span: Span) -> Span {
        let mut depth = 0_usize;
        let open = self.tokens[..self.token_range(span).start]
            .iter()
            .rev()
            .find(|token| match token.token {
                Token::RParen | Token::RBracket => {
                    depth += 1;
                    false
                }
                Token::LParen | Token::LBracket if depth > 0 => {
                    depth -= 1;
                    false
                }
                Token::LParen | Token::LBracket => true,
                _ => false,
            });
        open.map_or(span, |open| self.balanced(open.span.to(span)))
    }

    /// `span` with the parentheses of the query that it stands in.
    fn subquery(&self, span: Span) -> Span {
        let mut found = span;
        loop {
            let wider = self.enclosed(found);
            let inside = self.tokens.get(self.token_range(wider).start + 1);
            let is_query = inside.is_some_and(|token| {
                [Keyword::SELECT, Keyword::WITH, Keyword::VALUES]
                    .iter()
                    .any(|keyword| is_keyword(token, *keyword))
            });
            if is_query || wider == found {
                return wider;
            }
            found = wider;
        }
    }

    /// `span` with the tokens before it.
    fn with_before(&self, span: Span, count: usize) -> Span {
        let start = self.token_range(span).start.checked_sub(count);
        start.map_or(span, |start| self.tokens[start].span.to(span))
    }

    /// `span` up to the token at `end`.
    fn up_to(&self, span: Span, end: usize) -> Span {
        match end.checked_sub(1).and_then(|last| self.tokens.get(last)) {
            Some(last) => span.to(last.span),
            None => span,
        }
    }

    /// `x` with `IS NOT NULL` and its kin after it.
    fn with_test_after(&self, span: Span) -> Span {
        let start = self.token_range(span).end;
        let words = [
            Keyword::IS,
            Keyword::NOT,
            Keyword::NULL,
            Keyword::TRUE,
            Keyword::FALSE,
            Keyword::UNKNOWN,
            Keyword::NOTNULL,
        ];
        let count = self.tokens[start..]
            .iter()
            .take_while(|token| words.iter().any(|word| is_keyword(token, *word)))
            .count();
        self.up_to(span, start + count)
    }

    /// `x` with `::double precision[]` after it.
    fn with_type_after(&self, span: Span) -> Span {
        let mut end = self.token_range(span).end;
        if self.token_is(end, &Token::DoubleColon) {
            end += 2;
        }
        while self.token_is(end, &Token::Period) {
            end += 2;
        }
        let more = [
            Keyword::PRECISION,
            Keyword::VARYING,
            Keyword::WITH,
            Keyword::WITHOUT,
            Keyword::TIME,
            Keyword::ZONE,
        ];
        while let Some(token) = self.tokens.get(end) {
            if more.iter().any(|word| is_keyword(token, *word)) {
                end += 1;
            } else if matches!(token.token, Token::LParen | Token::LBracket) {
                end = self
                    .token_range(self.balanced(self.up_to(span, end + 1)))
                    .end;
            } else {
                break;
            }
        }
        self.up_to(span, end)
    }

    /// `count` with `(*) FILTER (WHERE ..) OVER w` after it.
    fn with_call_after(&self, span: Span) -> Span {
        let mut span = span;
        let has_arguments = self
            .tokens_in(span)
            .iter()
            .any(|token| token.token == Token::LParen);
        let mut end = self.token_range(span).end;
        if !has_arguments && self.token_is(end, &Token::LParen) {
            span = self.balanced(self.up_to(span, end + 1));
        }
        loop {
            end = self.token_range(span).end;
            let Some(token) = self.tokens.get(end) else {
                return span;
            };
            let continues = [
                Keyword::FILTER,
                Keyword::OVER,
                Keyword::WITHIN,
                Keyword::GROUP,
            ]
            .iter()
            .any(|word| is_keyword(token, *word));
            // `GROUP (` belongs to `WITHIN GROUP (ORDER BY ..)`; GROUP BY does not.
            let by = self.tokens.get(end + 1);
            if !continues || by.is_some_and(|next| is_keyword(next, Keyword::BY)) {
                return span;
            }
            let longer = self.balanced(self.up_to(span, end + 2));
            // At the end of the text nothing follows.
            if longer.end <= span.end {
                return span;
            }
            span = longer;
        }
    }

    fn token_is(&self, at: usize, wanted: &Token) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.token == *wanted)
    }

    /// The smallest span around `span` in which every parenthesis and bracket is closed.
    pub fn balanced(&self, span: Span) -> Span {
        let mut range = self.token_range(span);
        let (mut open, mut missing) = (0_usize, 0_usize);
        for token in &self.tokens[range.clone()] {
            match token.token {
                Token::LParen | Token::LBracket => open += 1,
                Token::RParen | Token::RBracket if open > 0 => open -= 1,
                Token::RParen | Token::RBracket => missing += 1,
                _ => {}
            }
        }
        while missing > 0 && range.start > 0 {
            range.start -= 1;
            match self.tokens[range.start].token {
                Token::LParen | Token::LBracket => missing -= 1,
                Token::RParen | Token::RBracket => missing += 1,
                _ => {}
            }
        }
        while open > 0 && range.end < self.tokens.len() {
            match self.tokens[range.end].token {
                Token::LParen | Token::LBracket => open += 1,
                Token::RParen | Token::RBracket => open -= 1,
                _ => {}
            }
            range.end += 1;
        }
        match (self.tokens.get(range.start), range.end.checked_sub(1)) {
            (Some(first), Some(last)) if range.start <= last => {
                span.to(first.span).to(self.tokens[last].span)
            }
            _ => span,
        }
    }
}

fn is_keyword(token: &LocatedToken, keyword: Keyword) -> bool {
    matches!(&token.token, Token::Word(word) if word.keyword == keyword && word.quote_style.is_none())
}

/// Gathers the places of all leaves under an expression.
struct Leaves<'a> {
    statement: &'a Statement,
    span: Option<Span>,
}

impl Leaves<'_> {
    fn add(&mut self, span: ParserSpan) {
        if let Some(span) = self.statement.span_of(span) {
            self.span = Some(self.span.map_or(span, |all| all.to(span)));
        }
    }
}

impl Visitor for Leaves<'_> {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &ast::Expr) -> ControlFlow<()> {
        self.add(expr.span());
        if let ast::Expr::Function(function) = expr {
            self.add(function.name.span());
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_value(&mut self, value: &ast::ValueWithSpan) -> ControlFlow<()> {
        self.add(value.span);
        ControlFlow::Continue(())
    }

    fn pre_visit_ident(&mut self, ident: &ast::Ident) -> ControlFlow<()> {
        self.add(ident.span);
        ControlFlow::Continue(())
    }
}
