//! Which of MySQL's operators bind closer.
//!
//! The server's grammar knows four layers. An expression is made of AND, OR, XOR, NOT, comparisons and IS; what a comparison
//! compares is a predicate (BETWEEN, LIKE, REGEXP, IN); a predicate is over bits and sums; and those are over values with signs.
//! So a NOT cannot stand right of `=` or LIKE without a parenthesis, and `||` is OR.

use sqlparser::ast::{BinaryOperator, CastKind, DataType, Expr, UnaryOperator};
use sqlparser::dialect::Precedence;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::tokens::is_word;
use crate::dialect::is_keyword;

const OR: u8 = 5;
const XOR: u8 = 7;
const AND: u8 = 10;
const NOT: u8 = 15;
/// `=`, `<`, `<=>` and their kin, and IS: one level, read from the left.
const COMPARISON: u8 = 20;
/// What stands right of BETWEEN's AND can be a BETWEEN again.
const BETWEEN: u8 = 21;
/// LIKE, REGEXP, SOUNDS LIKE and IN.
const LIKE: u8 = 22;
/// NOT LIKE and its kin: `a LIKE b NOT LIKE c` is `a LIKE (b NOT LIKE c)`.
const NEGATED: u8 = 23;
const BIT_OR: u8 = 24;
const BIT_AND: u8 = 25;
const SHIFT: u8 = 26;
const SUM: u8 = 30;
const PRODUCT: u8 = 40;
const BIT_XOR: u8 = 42;
/// Signs, `~`, `!` and BINARY.
const SIGN: u8 = 44;
const ARROW: u8 = 50;
/// `@a := ..` is a value: what is left of it is a variable, what is right of it anything.
const ASSIGNMENT: u8 = 60;

/// The parser's levels that MySQL has elsewhere.
pub(super) fn of_level(level: Precedence) -> Option<u8> {
    Some(match level {
        Precedence::Or => OR,
        Precedence::Xor => XOR,
        Precedence::And => AND,
        Precedence::UnaryNot => NOT,
        Precedence::Eq | Precedence::Is => COMPARISON,
        // `POSITION(a IN b)` is read up to this level.
        Precedence::Between | Precedence::Like => LIKE,
        Precedence::Pipe => BIT_OR,
        Precedence::Ampersand => BIT_AND,
        Precedence::PlusMinus => SUM,
        Precedence::MulDivModOp => PRODUCT,
        Precedence::Caret => BIT_XOR,
        _ => return None,
    })
}

/// How close the next operator binds, where the parser does not know it.
pub(super) fn next(parser: &Parser) -> Option<u8> {
    let token = &parser.peek_token_ref().token;
    let after = &parser.peek_nth_token_ref(1).token;
    let is = |keyword| is_keyword(token, keyword);
    Some(match token {
        Token::StringConcat => OR,
        Token::Overlap => AND,
        Token::ShiftLeft | Token::ShiftRight => SHIFT,
        Token::Arrow | Token::LongArrow => ARROW,
        Token::Assignment => ASSIGNMENT,
        _ if is(Keyword::BETWEEN) => BETWEEN,
        _ if is(Keyword::IN) || is(Keyword::MEMBER) => LIKE,
        _ if is(Keyword::NOT) => match PREDICATES.iter().any(|word| is_keyword(after, *word)) {
            true => NEGATED,
            false => 0,
        },
        _ if is_word(token, "sounds") && is_keyword(after, Keyword::LIKE) => LIKE,
        _ => return None,
    })
}

const PREDICATES: [Keyword; 5] = [
    Keyword::BETWEEN,
    Keyword::IN,
    Keyword::LIKE,
    Keyword::REGEXP,
    Keyword::RLIKE,
];

/// A sign, or BINARY, before a value.
pub(super) fn prefix(parser: &mut Parser) -> Option<Result<Expr, ParserError>> {
    let op = match &parser.peek_token_ref().token {
        Token::Minus => Some(UnaryOperator::Minus),
        Token::Plus => Some(UnaryOperator::Plus),
        Token::Tilde => Some(UnaryOperator::BitwiseNot),
        Token::ExclamationMark => Some(UnaryOperator::Not),
        token if is_keyword(token, Keyword::BINARY) => None,
        _ => return None,
    };
    parser.next_token();
    Some(operand(parser, SIGN).map(|inner| {
        let expr = Box::new(inner);
        match op {
            Some(op) => Expr::UnaryOp { op, expr },
            None => Expr::Cast {
                kind: CastKind::Cast,
                expr,
                data_type: DataType::Binary(None),
                format: None,
            },
        }
    }))
}

/// An operator that the parser reads otherwise, or that does not take what stands beside it.
pub(super) fn infix(
    parser: &mut Parser,
    left: &Expr,
    level: u8,
) -> Option<Result<Expr, ParserError>> {
    let token = parser.peek_token_ref().token.clone();
    if level > of_test(left) {
        return Some(unexpected(
            parser,
            0,
            "a parenthesis around the test before it",
        ));
    }
    let is_pattern = is_keyword(&token, Keyword::REGEXP) || is_keyword(&token, Keyword::RLIKE);
    if is_pattern && is_keyword(&parser.peek_nth_token_ref(1).token, Keyword::NULL) {
        // The parser loses the NULL.
        parser.next_token();
        return Some(operand(parser, LIKE).map(|pattern| Expr::RLike {
            negated: false,
            expr: Box::new(left.clone()),
            pattern: Box::new(pattern),
            regexp: is_keyword(&token, Keyword::REGEXP),
        }));
    }
    if token == Token::Assignment {
        parser.next_token();
        return Some(binary(
            left,
            BinaryOperator::Assignment,
            parser.parse_expr(),
        ));
    }
    let joins = [Keyword::AND, Keyword::OR, Keyword::XOR];
    if matches!(token, Token::StringConcat | Token::Overlap)
        || joins.iter().any(|word| is_keyword(&token, *word))
    {
        return None;
    }
    if is_word(&token, "sounds") {
        parser.next_token();
        parser.next_token();
        return Some(binary(left, BinaryOperator::Eq, operand(parser, LIKE)));
    }
    let negated = is_keyword(&token, Keyword::NOT);
    let operator = usize::from(negated);
    if is_keyword(&parser.peek_nth_token_ref(operator).token, Keyword::BETWEEN) {
        return Some(between(parser, left, negated));
    }
    let is_test = is_keyword(&token, Keyword::IS);
    let right = &parser.peek_nth_token_ref(operator + 1).token;
    (!is_test && is_keyword(right, Keyword::NOT))
        .then(|| unexpected(parser, operator + 1, AROUND_NOT))
}

/// How loose a test is that ends here: `a IS NULL + 1` and `a IN (1) + 1` want a parenthesis.
fn of_test(expr: &Expr) -> u8 {
    match expr {
        Expr::IsNull(_)
        | Expr::IsNotNull(_)
        | Expr::IsTrue(_)
        | Expr::IsNotTrue(_)
        | Expr::IsFalse(_)
        | Expr::IsNotFalse(_)
        | Expr::IsUnknown(_)
        | Expr::IsNotUnknown(_) => COMPARISON,
        Expr::InList { .. } | Expr::InSubquery { .. } | Expr::MemberOf(_) => NEGATED,
        _ => u8::MAX,
    }
}

fn binary(
    left: &Expr,
    op: BinaryOperator,
    right: Result<Expr, ParserError>,
) -> Result<Expr, ParserError> {
    Ok(Expr::BinaryOp {
        left: Box::new(left.clone()),
        op,
        right: Box::new(right?),
    })
}

fn between(parser: &mut Parser, left: &Expr, negated: bool) -> Result<Expr, ParserError> {
    if negated {
        parser.next_token();
    }
    parser.next_token();
    let low = operand(parser, COMPARISON)?;
    parser.expect_keyword(Keyword::AND)?;
    let high = operand(parser, COMPARISON)?;
    Ok(Expr::Between {
        expr: Box::new(left.clone()),
        negated,
        low: Box::new(low),
        high: Box::new(high),
    })
}

/// What an operator of this level takes: no NOT.
fn operand(parser: &mut Parser, level: u8) -> Result<Expr, ParserError> {
    match is_keyword(&parser.peek_token_ref().token, Keyword::NOT) {
        true => unexpected(parser, 0, AROUND_NOT),
        false => parser.parse_subexpr(level),
    }
}

const AROUND_NOT: &str = "a parenthesis around NOT and what follows it";

/// What the next token but `offset` is not.
fn unexpected(parser: &Parser, offset: usize, wanted: &str) -> Result<Expr, ParserError> {
    parser.expected_ref(wanted, parser.peek_nth_token_ref(offset))
}
