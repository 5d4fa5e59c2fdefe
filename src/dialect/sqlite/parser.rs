//! The parser's SQLite, with what it lacks: `NOT GLOB`, `NOT REGEXP`, `NOT MATCH`, `a IS b`, `a << b`, `a IN t`, and which
//! operators bind closer.

use std::any::TypeId;

use sqlparser::ast::helpers::attached_token::AttachedToken;
use sqlparser::ast::{BinaryOperator, Expr, SelectItem, SetExpr, Statement, UnaryOperator};
use sqlparser::dialect::{Dialect, Precedence, SQLiteDialect};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use crate::dialect::is_keyword;

/// SQLite as the parser knows it, and the operators above.
#[derive(Debug)]
pub(in crate::dialect) struct SqliteParser(SQLiteDialect);

pub(in crate::dialect) const SQLITE_PARSER: SqliteParser = SqliteParser(SQLiteDialect {});

const NEGATED: [(Keyword, BinaryOperator); 3] = [
    (Keyword::GLOB, BinaryOperator::Glob),
    (Keyword::REGEXP, BinaryOperator::Regexp),
    (Keyword::MATCH, BinaryOperator::Match),
];

/// `||`, `->` and `->>` bind closer than `*`.
const JOINING: u8 = 45;
/// `&`, `|`, `<<` and `>>` are one level.
const BITS: u8 = 25;
/// `<` and its kin bind closer than `=`.
const ORDERING: u8 = 22;
/// `=`, `<>`, IS, IN, LIKE, GLOB, MATCH, REGEXP and BETWEEN are one level, read from the left.
const EQUALITY: u8 = 20;

impl Dialect for SqliteParser {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
    }

    fn prec_value(&self, level: Precedence) -> u8 {
        match level {
            Precedence::Ampersand | Precedence::Caret | Precedence::Pipe => BITS,
            Precedence::Eq | Precedence::Is | Precedence::Like | Precedence::Between => EQUALITY,
            other => self.0.prec_value(other),
        }
    }

    fn get_next_precedence(&self, parser: &Parser) -> Option<Result<u8, ParserError>> {
        match parser.peek_token_ref().token {
            Token::StringConcat | Token::Arrow | Token::LongArrow => Some(Ok(JOINING)),
            Token::Lt | Token::LtEq | Token::Gt | Token::GtEq => Some(Ok(ORDERING)),
            _ => None,
        }
    }

    /// A sign binds closer than any operator.
    fn parse_prefix(&self, parser: &mut Parser) -> Option<Result<Expr, ParserError>> {
        let op = match parser.peek_token_ref().token {
            Token::Minus => UnaryOperator::Minus,
            Token::Plus => UnaryOperator::Plus,
            Token::Tilde => UnaryOperator::BitwiseNot,
            _ => return None,
        };
        parser.next_token();
        let inner = parser.parse_subexpr(JOINING);
        Some(inner.map(|inner| Expr::UnaryOp {
            op,
            expr: Box::new(inner),
        }))
    }

    fn parse_infix(
        &self,
        parser: &mut Parser,
        expr: &Expr,
        precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        if let Some(negated) = is_between(parser) {
            return Some(between(parser, expr, negated));
        }
        for (keyword, op) in NEGATED {
            if parser.parse_keywords(&[Keyword::NOT, keyword]) {
                let right = match parser.parse_subexpr(precedence) {
                    Ok(right) => right,
                    Err(error) => return Some(Err(error)),
                };
                let test = Expr::BinaryOp {
                    left: Box::new(expr.clone()),
                    op,
                    right: Box::new(right),
                };
                return Some(Ok(Expr::UnaryOp {
                    op: UnaryOperator::Not,
                    expr: Box::new(test),
                }));
            }
        }
        if let Some(negated) = compares_with_is(parser) {
            parser.next_token();
            if negated {
                parser.next_token();
            }
            return Some(parser.parse_subexpr(precedence).map(|right| {
                let (left, right) = (Box::new(expr.clone()), Box::new(right));
                if negated {
                    Expr::IsDistinctFrom(left, right)
                } else {
                    Expr::IsNotDistinctFrom(left, right)
                }
            }));
        }
        if let Some(negated) = is_in_table(parser) {
            return Some(in_table(parser, expr, negated));
        }
        self.0.parse_infix(parser, expr, precedence)
    }

    /// PARTITION is a name like others.
    fn is_table_alias(&self, keyword: &Keyword, parser: &mut Parser) -> bool {
        *keyword == Keyword::PARTITION || self.0.is_table_alias(keyword, parser)
    }

    fn supports_insert_table_alias(&self) -> bool {
        true
    }

    fn supports_bitwise_shift_operators(&self) -> bool {
        true
    }

    fn parse_statement(&self, parser: &mut Parser) -> Option<Result<Statement, ParserError>> {
        self.0.parse_statement(parser)
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        self.0.is_delimited_identifier_start(ch)
    }

    fn identifier_quote_style(&self, identifier: &str) -> Option<char> {
        self.0.identifier_quote_style(identifier)
    }

    fn is_identifier_start(&self, ch: char) -> bool {
        self.0.is_identifier_start(ch)
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        // SQLite's identifiers may hold `$`.
        self.0.is_identifier_part(ch) || ch == '$'
    }

    fn supports_filter_during_aggregation(&self) -> bool {
        self.0.supports_filter_during_aggregation()
    }

    fn supports_start_transaction_modifier(&self) -> bool {
        self.0.supports_start_transaction_modifier()
    }

    fn supports_in_empty_list(&self) -> bool {
        self.0.supports_in_empty_list()
    }

    fn supports_limit_comma(&self) -> bool {
        self.0.supports_limit_comma()
    }

    fn supports_asc_desc_in_column_definition(&self) -> bool {
        self.0.supports_asc_desc_in_column_definition()
    }

    fn supports_dollar_placeholder(&self) -> bool {
        self.0.supports_dollar_placeholder()
    }

    fn supports_notnull_operator(&self) -> bool {
        self.0.supports_notnull_operator()
    }

    fn supports_comma_separated_trim(&self) -> bool {
        self.0.supports_comma_separated_trim()
    }

    fn supports_numeric_literal_underscores(&self) -> bool {
        self.0.supports_numeric_literal_underscores()
    }
}

/// Whether `BETWEEN` or `NOT BETWEEN` follows.
fn is_between(parser: &Parser) -> Option<bool> {
    let negated = is_keyword(&parser.peek_token_ref().token, Keyword::NOT);
    let word = &parser.peek_nth_token_ref(usize::from(negated)).token;
    is_keyword(word, Keyword::BETWEEN).then_some(negated)
}

/// What stands before the AND of BETWEEN is closed by it: any operator but AND and OR can be in there.
fn between(parser: &mut Parser, expr: &Expr, negated: bool) -> Result<Expr, ParserError> {
    if negated {
        parser.next_token();
    }
    parser.next_token();
    let low = parser.parse_subexpr(SQLITE_PARSER.prec_value(Precedence::And))?;
    parser.expect_keyword(Keyword::AND)?;
    let high = parser.parse_subexpr(EQUALITY)?;
    Ok(Expr::Between {
        expr: Box::new(expr.clone()),
        negated,
        low: Box::new(low),
        high: Box::new(high),
    })
}

/// Whether `IN` or `NOT IN` follows, with the name of a table or a function after it.
fn is_in_table(parser: &Parser) -> Option<bool> {
    let negated = is_keyword(&parser.peek_token_ref().token, Keyword::NOT);
    let at = usize::from(negated);
    let is_in = is_keyword(&parser.peek_nth_token_ref(at).token, Keyword::IN);
    let named = matches!(parser.peek_nth_token_ref(at + 1).token, Token::Word(_));
    (is_in && named).then_some(negated)
}

/// `a IN t` is `a IN (SELECT * FROM t)`.
fn in_table(parser: &mut Parser, expr: &Expr, negated: bool) -> Result<Expr, ParserError> {
    if negated {
        parser.next_token();
    }
    parser.next_token();
    let table = parser.parse_table_factor()?;
    let mut subquery = Parser::new(&SQLITE_PARSER)
        .try_with_sql("SELECT * FROM t")?
        .parse_query()?;
    if let SetExpr::Select(select) = subquery.body.as_mut() {
        // The text has no such words.
        select.select_token = AttachedToken::empty();
        for item in &mut select.projection {
            if let SelectItem::Wildcard(options) = item {
                options.wildcard_token = AttachedToken::empty();
            }
        }
        for from in &mut select.from {
            from.relation = table.clone();
        }
    }
    Ok(Expr::InSubquery {
        expr: Box::new(expr.clone()),
        subquery,
        negated,
    })
}

/// Whether `IS` or `IS NOT` follows, with any operand after it: SQLite's comparison that takes NULL for a value. The tests
/// (`IS NULL`, `IS TRUE`, `IS DISTINCT FROM`) are the parser's, unless their word is part of an operand: `a IS NULL > b` is
/// `a IS (NULL > b)`.
fn compares_with_is(parser: &Parser) -> Option<bool> {
    // `a ISNULL` and `a NOT NULL` are tests whatever follows: their words stand in one place.
    let (is, next) = (parser.peek_token_ref(), parser.peek_nth_token_ref(1));
    if !is_keyword(&is.token, Keyword::IS) || is.span == next.span {
        return None;
    }
    let negated = is_keyword(&parser.peek_nth_token_ref(1).token, Keyword::NOT);
    let operand = &parser.peek_nth_token_ref(1 + usize::from(negated)).token;
    let tests = [
        Keyword::NULL,
        Keyword::TRUE,
        Keyword::FALSE,
        Keyword::DISTINCT,
    ];
    let is_test = tests.iter().any(|test| is_keyword(operand, *test));
    let after = &parser.peek_nth_token_ref(2 + usize::from(negated)).token;
    (!is_test || binds_closer_than_is(after)).then_some(negated)
}

fn binds_closer_than_is(token: &Token) -> bool {
    matches!(
        token,
        Token::Lt
            | Token::LtEq
            | Token::Gt
            | Token::GtEq
            | Token::Ampersand
            | Token::Pipe
            | Token::ShiftLeft
            | Token::ShiftRight
            | Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::Mod
            | Token::StringConcat
            | Token::Arrow
            | Token::LongArrow
    ) || is_keyword(token, Keyword::COLLATE)
}
