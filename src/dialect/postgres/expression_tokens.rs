//! Forms of expressions that the parser does not take, in the nearest form that it does take and that means the same to us.
//!
//! In: a statement's tokens. Out: tokens. A token that is put in stands where the one that it replaces stood, so places stay
//! those of the user's text.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Span, Token, TokenWithSpan};

use crate::analyze::marks;
use crate::dialect::frames::{begin_after_current_row, exclusion};
use crate::dialect::is_keyword;

/// The name that stands for VARIADIC before an argument: `f(VARIADIC list)` is read as `f("VARIADIC" => list)`.
pub(in crate::dialect) const VARIADIC: &str = "VARIADIC";

/// A word that changes nothing of the types: SYMMETRIC after BETWEEN, FROM at the start of what TRIM takes.
fn is_left_out(token: &Token, out: &[TokenWithSpan]) -> bool {
    is_keyword(token, Keyword::SYMMETRIC) && ends_with(out, Keyword::BETWEEN)
        || is_keyword(token, Keyword::FROM) && is_trim(out)
}

/// The tokens with every form that is known here rewritten.
pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut substrings = Substrings::default();
    let mut doubled = Doubled::default();
    let mut rest = tokens.into_iter();
    while let Some(mut token) = rest.next() {
        let next = rest.as_slice();
        if let Some(mark) = quantifier(&token, &out, next) {
            token.token = quoted(mark);
            doubled.next = true;
            out.push(token);
            continue;
        }
        if doubled.meet(&token, &mut out) {
            continue;
        }
        substrings.meet(&mut token, &out);
        if let Some(operator) = quantified_like(&token, &mut out, next) {
            token.token = operator;
        } else if is_left_out(&token.token, &out) {
            continue;
        } else if token.token == Token::Assignment {
            token.token = Token::RArrow;
        } else if is_word(&token.token, "variadic")
            && matches!(last(&out), Some(Token::LParen | Token::Comma))
        {
            out.push(TokenWithSpan::new(quoted(VARIADIC), token.span));
            token.token = Token::RArrow;
        } else if let Some(words) = exclusion(&token, next) {
            if words.leaves_out_current_row {
                begin_after_current_row(&mut out);
            }
            rest.by_ref().take(words.count).for_each(drop);
            continue;
        } else if is_text(&token.token)
            && let Some(name) = typed_literal(&mut out)
        {
            out.push(token);
            let span = name.first().map_or(Span::empty(), |first| first.span);
            out.push(TokenWithSpan::new(Token::DoubleColon, span));
            out.extend(name);
            continue;
        }
        out.push(token);
    }
    out
}

fn last(tokens: &[TokenWithSpan]) -> Option<&Token> {
    tokens.last().map(|token| &token.token)
}

fn ends_with(tokens: &[TokenWithSpan], keyword: Keyword) -> bool {
    last(tokens).is_some_and(|token| is_keyword(token, keyword))
}

fn is_word(token: &Token, text: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(text))
}

fn quoted(name: &str) -> Token {
    Token::make_word(name, Some('"'))
}

/// `x [NOT] LIKE ANY (..)` is `x ~~ ANY (..)`: the operator that LIKE stands for.
fn quantified_like(
    token: &TokenWithSpan,
    out: &mut Vec<TokenWithSpan>,
    next: &[TokenWithSpan],
) -> Option<Token> {
    let is_like = is_keyword(&token.token, Keyword::LIKE);
    if !is_like && !is_keyword(&token.token, Keyword::ILIKE) {
        return None;
    }
    let [quantifier, open, ..] = next else {
        return None;
    };
    let quantified = [Keyword::ANY, Keyword::ALL, Keyword::SOME]
        .iter()
        .any(|keyword| is_keyword(&quantifier.token, *keyword));
    if !quantified || open.token != Token::LParen {
        return None;
    }
    let negated = ends_with(out, Keyword::NOT);
    if negated {
        out.pop();
    }
    Some(match (is_like, negated) {
        (true, false) => Token::DoubleTilde,
        (true, true) => Token::ExclamationMarkDoubleTilde,
        (false, false) => Token::DoubleTildeAsterisk,
        (false, true) => Token::ExclamationMarkDoubleTildeAsterisk,
    })
}

/// `x @> ANY (..)`: ANY, where the parser does not take the operator before it.
fn quantifier(
    token: &TokenWithSpan,
    out: &[TokenWithSpan],
    next: &[TokenWithSpan],
) -> Option<&'static str> {
    let is = |keyword: Keyword| is_keyword(&token.token, keyword);
    let mark = match (is(Keyword::ALL), is(Keyword::ANY) || is(Keyword::SOME)) {
        (true, _) => marks::ALL,
        (_, true) => marks::ANY,
        _ => return None,
    };
    let opens = next.first().is_some_and(|next| next.token == Token::LParen);
    (opens && ends_with_operator(out)).then_some(mark)
}

/// Whether an operator stands last that the parser does not take before ANY and ALL.
fn ends_with_operator(out: &[TokenWithSpan]) -> bool {
    match last(out) {
        None
        | Some(
            Token::Word(_)
            | Token::Comma
            | Token::LParen
            | Token::LBracket
            | Token::Period
            | Token::Eq
            | Token::Neq
            | Token::Lt
            | Token::LtEq
            | Token::Gt
            | Token::GtEq
            | Token::Tilde
            | Token::TildeAsterisk
            | Token::ExclamationMarkTilde
            | Token::ExclamationMarkTildeAsterisk
            | Token::DoubleTilde
            | Token::DoubleTildeAsterisk
            | Token::ExclamationMarkDoubleTilde
            | Token::ExclamationMarkDoubleTildeAsterisk,
        ) => false,
        // `OPERATOR(pg_catalog.=) ANY (..)`
        Some(Token::RParen) => {
            let open = out
                .iter()
                .rposition(|token| token.token == Token::LParen)
                .unwrap_or_default();
            open > 0 && is_word(&out[open - 1].token, "operator")
        }
        Some(_) => true,
    }
}

/// Parentheses that are written twice: the inner ones hold a subselect, or an expression.
#[derive(Default)]
struct Doubled {
    /// The next parenthesis is.
    next: bool,
    /// For each open one, whether it is.
    open: Vec<bool>,
}

impl Doubled {
    /// Puts a parenthesis in, where it is one of these: none is left to be put in then.
    fn meet(&mut self, token: &TokenWithSpan, out: &mut Vec<TokenWithSpan>) -> bool {
        let twice = match token.token {
            Token::LParen => {
                self.open.push(std::mem::take(&mut self.next));
                self.open.last().copied()
            }
            Token::RParen => self.open.pop(),
            _ => None,
        };
        let twice = twice.unwrap_or_default();
        if twice {
            out.extend([token.clone(), token.clone()]);
        }
        twice
    }
}

/// Whether `TRIM(`, `TRIM(LEADING` and their like stand last: FROM says nothing more there.
fn is_trim(out: &[TokenWithSpan]) -> bool {
    let side = [Keyword::LEADING, Keyword::TRAILING, Keyword::BOTH]
        .iter()
        .any(|keyword| ends_with(out, *keyword));
    let before = &out[..out.len() - usize::from(side)];
    match before {
        [.., trim, open] => open.token == Token::LParen && is_keyword(&trim.token, Keyword::TRIM),
        _ => false,
    }
}

/// `SUBSTRING(x SIMILAR p ESCAPE e)` is `SUBSTRING(x FROM p FOR e)`: the same function.
#[derive(Default)]
struct Substrings {
    /// For each open parenthesis, whether it is that of SUBSTRING, and whether SIMILAR has come.
    open: Vec<(bool, bool)>,
}

impl Substrings {
    fn meet(&mut self, token: &mut TokenWithSpan, out: &[TokenWithSpan]) {
        match &token.token {
            Token::LParen => self.open.push((ends_with(out, Keyword::SUBSTRING), false)),
            Token::RParen => drop(self.open.pop()),
            found => {
                let Some((true, similar)) = self.open.last_mut() else {
                    return;
                };
                if is_keyword(found, Keyword::SIMILAR) {
                    *similar = true;
                    token.token = Token::make_keyword("FROM");
                } else if *similar && is_keyword(found, Keyword::ESCAPE) {
                    token.token = Token::make_keyword("FOR");
                }
            }
        }
    }
}

fn is_text(token: &Token) -> bool {
    matches!(
        token,
        Token::SingleQuotedString(_)
            | Token::EscapedStringLiteral(_)
            | Token::DollarQuotedString(_)
            | Token::UnicodeStringLiteral(_)
    )
}

/// `inet '10.0.0.1'` is `'10.0.0.1'::inet`. Takes the name of the type away; none where the parser knows the form, or no type
/// stands there.
fn typed_literal(out: &mut Vec<TokenWithSpan>) -> Option<Vec<TokenWithSpan>> {
    let is_name = |token: &TokenWithSpan| match &token.token {
        Token::Word(word) => {
            word.quote_style == Some('"')
                || matches!(
                    word.keyword,
                    Keyword::NoKeyword | Keyword::NAME | Keyword::XML
                )
        }
        _ => false,
    };
    if !out.last().is_some_and(is_name) {
        return None;
    }
    let mut start = out.len() - 1;
    while start >= 2 && out[start - 1].token == Token::Period && is_name(&out[start - 2]) {
        start -= 2;
    }
    // After AS stands an alias, after a name another one: neither takes a text.
    let before = start.checked_sub(1).map(|before| &out[before].token);
    let is_operand = match before {
        Some(Token::RParen | Token::RBracket | Token::DoubleColon) => false,
        Some(Token::Word(word)) => {
            word.keyword != Keyword::NoKeyword && word.keyword != Keyword::AS
        }
        _ => true,
    };
    is_operand.then(|| out.split_off(start))
}
