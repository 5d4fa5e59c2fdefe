//! From the tree's places to the user's bytes.
//!
//! The parser's spans are exact for names and literals, short for calls, casts and parentheses, and sometimes empty. What
//! an expression really takes up is found from its leaves, widened over the tokens.

use std::ops::ControlFlow;

use sqlparser::ast::{self, Spanned, Visit, Visitor};
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

    /// The bytes of an expression: from its first leaf to its last, widened to the parentheses, call names and call ends that
    /// belong to it.
    pub fn expr_span(&self, expr: &ast::Expr) -> Span {
        let mut leaves = Leaves {
            statement: self,
            span: None,
        };
        let _ = expr.visit(&mut leaves);
        let own = self.span_of(expr.span());
        let span = match (leaves.span, own) {
            (Some(leaves), Some(own)) => leaves.to(own),
            (Some(span), None) | (None, Some(span)) => span,
            (None, None) => return self.span,
        };
        let span = self.balanced(span);
        if ends_with_parenthesis(expr) {
            self.with_closing(span)
        } else {
            span
        }
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

    /// `span` with the call's end after it: `count(*` gives `count(*)`, `now` gives `now()`.
    fn with_closing(&self, span: Span) -> Span {
        let range = self.token_range(span);
        let already = self.tokens[range.clone()]
            .iter()
            .any(|token| token.token == Token::LParen);
        if already || self.tokens.get(range.end).map(|token| &token.token) != Some(&Token::LParen) {
            return span;
        }
        self.balanced(span.to(self.tokens[range.end].span))
    }
}

fn ends_with_parenthesis(expr: &ast::Expr) -> bool {
    matches!(expr, ast::Expr::Function(_))
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
