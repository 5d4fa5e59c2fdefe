//! Conditions that fall away when a parameter is absent, in WHERE, HAVING and ON.
//!
//! In: the conditions that the analysis met, and the statement's tokens. Out: [`OptionalCondition`]s. The tree decides which
//! parts there are; the tokens only say where they stand, and both must agree.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Statement, Value, Visit, Visitor};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::ParamIndex;
use super::context::Analyzer;
use super::sql_text::{Clause, Conjunct, OptionalCondition};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::StatementKind;
use crate::syntax::conjuncts;

/// The placeholders of each part of a condition, in the order of the text.
pub(super) type Parts = Vec<Vec<usize>>;

impl Analyzer<'_> {
    /// Remembers the condition of a WHERE, HAVING or ON.
    pub(super) fn note_condition(&mut self, condition: &Expr) {
        let parts = conjuncts_flat(condition)
            .into_iter()
            .map(placeholders)
            .collect();
        if !self.conditions.contains(&parts) {
            self.conditions.push(parts);
        }
    }

    /// The parts of a condition that hold in every variant of the statement: only they say something of the rows.
    pub(super) fn certain<'e>(&self, condition: &'e Expr) -> Vec<&'e Expr> {
        let is_optional = |placeholder: &usize| {
            let param = self.params.of_placeholder.get(*placeholder);
            param.is_some_and(|param| self.params.list[*param].optional)
        };
        conjuncts_flat(condition)
            .into_iter()
            .filter(|part| !placeholders(part).iter().any(is_optional))
            .collect()
    }

    /// The conditions that `@optional` parameters stand in.
    pub(super) fn optional_conditions(&mut self) -> Vec<OptionalCondition> {
        let mut found: Vec<OptionalCondition> = Vec::new();
        for (index, placeholder) in self.statement.placeholders.iter().enumerate() {
            let param = self.params.of_placeholder[index];
            if !self.params.list[param].optional {
                continue;
            }
            match self.enclosing_condition(index) {
                Some(condition) if self.writes_all_rows(&condition) => {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "optional-writes-all",
                            "without its optional conditions this statement would write every row",
                        )
                        .at(placeholder.span, "can be left out")
                        .help("keep one condition that is always there"),
                    );
                }
                Some(condition) if !found.contains(&condition) => found.push(condition),
                Some(_) => {}
                None => self.diagnostics.push(
                    Diagnostic::error(
                        "optional-not-a-condition",
                        "an optional parameter must stand in a condition of WHERE, HAVING or ON that AND joins to the others",
                    )
                    .at(placeholder.span, "cannot be left out here")
                    .help("leave @optional out, or move the condition to the top of the WHERE"),
                ),
            }
        }
        found.sort_by_key(|condition| condition.span.start);
        found
    }

    /// Whether an UPDATE or DELETE could lose all of its own WHERE.
    fn writes_all_rows(&self, condition: &OptionalCondition) -> bool {
        let writes = matches!(
            &self.statement.kind,
            StatementKind::Parsed(tree) if matches!(**tree, Statement::Update(_) | Statement::Delete(_))
        );
        let tokens = &self.statement.tokens;
        let before = tokens
            .iter()
            .take_while(|token| token.span.start < condition.span.start);
        let depth = before.fold(0_i32, |depth, token| match token.token {
            Token::LParen => depth + 1,
            Token::RParen => depth - 1,
            _ => depth,
        });
        let all_optional = condition.parts.iter().all(|part| !part.needs.is_empty());
        writes && depth == 0 && condition.clause == Clause::Where && all_optional
    }

    /// The innermost condition around a placeholder, by its tokens, if the tree has the same parts.
    fn enclosing_condition(&self, placeholder: usize) -> Option<OptionalCondition> {
        let tokens = &self.statement.tokens;
        let at = self.token_of(placeholder)?;
        let keyword = self.innermost_clause(at)?;
        let clause = clause(&tokens[keyword].token)?;
        let (spans, end) = self.parts_after(keyword + 1, clause);
        let inside = |span: &Span, token: usize| span.contains(tokens[token].span);
        if end <= at {
            return None;
        }
        let numbers: Vec<Vec<usize>> = spans
            .iter()
            .map(|span| {
                (keyword + 1..end)
                    .filter(|token| inside(span, *token))
                    .filter_map(|token| placeholder_number(&tokens[token].token))
                    .collect()
            })
            .collect();
        if !self.conditions.contains(&numbers) {
            return None;
        }
        let parts = spans
            .into_iter()
            .zip(&numbers)
            .map(|(span, numbers)| Conjunct {
                span,
                needs: self.optional_params(numbers, keyword),
            })
            .collect();
        Some(OptionalCondition {
            clause,
            span: tokens[keyword].span.to(tokens[end - 1].span),
            parts,
        })
    }

    fn token_of(&self, placeholder: usize) -> Option<usize> {
        let wanted = Token::Placeholder(placeholder.to_string());
        self.statement
            .tokens
            .iter()
            .position(|token| token.token == wanted)
    }

    /// The keyword of the innermost condition before a token. Parentheses that close before it hold selects of their own.
    fn innermost_clause(&self, at: usize) -> Option<usize> {
        let mut closed = 0_u32;
        (0..at)
            .rev()
            .find(|index| match &self.statement.tokens[*index].token {
                Token::RParen => {
                    closed += 1;
                    false
                }
                Token::LParen => {
                    closed = closed.saturating_sub(1);
                    false
                }
                token => closed == 0 && clause(token).is_some(),
            })
    }

    /// The optional parameters among some placeholders, of which this condition is the innermost.
    fn optional_params(&self, placeholders: &[usize], keyword: usize) -> Vec<ParamIndex> {
        let mut params: Vec<ParamIndex> = placeholders
            .iter()
            .filter(|index| {
                self.token_of(**index)
                    .and_then(|at| self.innermost_clause(at))
                    == Some(keyword)
            })
            .map(|index| self.params.of_placeholder[*index])
            .filter(|param| self.params.list[*param].optional)
            .collect();
        params.sort_unstable();
        params.dedup();
        params
    }

    /// The parts between the ANDs from a token on, and the token after the condition.
    fn parts_after(&self, start: usize, clause: Clause) -> (Vec<Span>, usize) {
        let tokens = &self.statement.tokens;
        let mut spans = Vec::new();
        let (mut depth, mut cases, mut betweens) = (0_u32, 0_u32, 0_u32);
        let mut from = start;
        let mut index = start;
        while let Some(located) = tokens.get(index) {
            let token = &located.token;
            match token {
                Token::LParen | Token::LBracket => depth += 1,
                Token::RParen | Token::RBracket if depth == 0 => break,
                Token::RParen | Token::RBracket => depth -= 1,
                _ if depth > 0 => {}
                token if is_keyword(token, Keyword::CASE) => cases += 1,
                token if is_keyword(token, Keyword::END) && cases > 0 => cases -= 1,
                _ if cases > 0 => {}
                token if is_keyword(token, Keyword::BETWEEN) => betweens += 1,
                token if is_keyword(token, Keyword::AND) && betweens > 0 => betweens -= 1,
                token if is_keyword(token, Keyword::AND) => {
                    if index > from {
                        spans.push(tokens[from].span.to(tokens[index - 1].span));
                    }
                    from = index + 1;
                }
                token if ends_condition(token) => break,
                _ if clause == Clause::On && self.ends_join(index) => break,
                _ => {}
            }
            index += 1;
        }
        if index > from {
            spans.push(tokens[from].span.to(tokens[index - 1].span));
        }
        (spans, index)
    }
    /// Whether a token goes on with FROM or what comes after it. `left(x, 1)` is a function.
    fn ends_join(&self, index: usize) -> bool {
        const ENDS: [Keyword; 10] = [
            Keyword::JOIN,
            Keyword::INNER,
            Keyword::LEFT,
            Keyword::RIGHT,
            Keyword::FULL,
            Keyword::CROSS,
            Keyword::NATURAL,
            Keyword::WHERE,
            Keyword::SET,
            Keyword::WHEN,
        ];
        let token = |index: usize| self.statement.tokens.get(index).map(|token| &token.token);
        let is_call = token(index + 1) == Some(&Token::LParen);
        token(index).is_some_and(|token| {
            *token == Token::Comma
                || !is_call && ENDS.iter().any(|keyword| is_keyword(token, *keyword))
        })
    }
}

/// The clause whose condition a keyword begins.
fn clause(token: &Token) -> Option<Clause> {
    match token {
        token if is_keyword(token, Keyword::WHERE) => Some(Clause::Where),
        token if is_keyword(token, Keyword::HAVING) => Some(Clause::Having),
        token if is_keyword(token, Keyword::ON) => Some(Clause::On),
        _ => None,
    }
}

fn placeholder_number(token: &Token) -> Option<usize> {
    match token {
        Token::Placeholder(number) => number.parse().ok(),
        _ => None,
    }
}

pub(super) fn is_keyword(token: &Token, keyword: Keyword) -> bool {
    matches!(token, Token::Word(word) if word.keyword == keyword && word.quote_style.is_none())
}

fn ends_condition(token: &Token) -> bool {
    const ENDS: [Keyword; 14] = [
        Keyword::GROUP,
        Keyword::HAVING,
        Keyword::ORDER,
        Keyword::LIMIT,
        Keyword::OFFSET,
        Keyword::FETCH,
        Keyword::WINDOW,
        Keyword::UNION,
        Keyword::INTERSECT,
        Keyword::EXCEPT,
        Keyword::RETURNING,
        Keyword::FOR,
        Keyword::ON,
        Keyword::DO,
    ];
    ENDS.iter().any(|keyword| is_keyword(token, *keyword))
}

/// The parts between the ANDs of the text: a parenthesised AND is one part.
fn conjuncts_flat(condition: &Expr) -> Vec<&Expr> {
    match condition {
        Expr::Nested(_) => vec![condition],
        Expr::BinaryOp {
            left,
            op: sqlparser::ast::BinaryOperator::And,
            right,
        } => {
            let mut list = conjuncts_flat(left);
            list.extend(conjuncts_flat(right));
            list
        }
        other => conjuncts(other),
    }
}

/// The placeholders inside an expression, in the order of the text.
fn placeholders(expr: &Expr) -> Vec<usize> {
    struct Collector(Vec<usize>);
    impl Visitor for Collector {
        type Break = ();
        fn pre_visit_value(&mut self, value: &sqlparser::ast::ValueWithSpan) -> ControlFlow<()> {
            if let Value::Placeholder(number) = &value.value
                && let Ok(number) = number.parse()
            {
                self.0.push(number);
            }
            ControlFlow::Continue(())
        }
    }
    let mut collector = Collector(Vec::new());
    let _ = expr.visit(&mut collector);
    collector.0.sort_unstable();
    collector.0
}
