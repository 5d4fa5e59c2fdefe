//! CREATE and ALTER DOMAIN.

use sqlparser::ast::Expr;
use sqlparser::dialect::{Dialect, PostgreSqlDialect, Precedence};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Span as ParserSpan, Token};

use super::{
    CreateDomain, Definition, DomainChange, DomainConstraint, DomainConstraintKind, if_exists,
    spanned, word,
};

/// After `CREATE DOMAIN`.
pub(super) fn create(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_object_name(false)?;
    let _ = parser.parse_keyword(Keyword::AS);
    let (data_type, type_span) = spanned(parser, |parser| parser.parse_data_type())?;
    let mut constraints = Vec::new();
    loop {
        if parser.parse_keyword(Keyword::COLLATE) {
            parser.parse_object_name(false)?;
            continue;
        }
        match constraint(parser)? {
            Some(found) => constraints.push(found),
            None => break,
        }
    }
    Ok(Some(Definition::CreateDomain(Box::new(CreateDomain {
        name,
        data_type,
        type_span,
        constraints,
    }))))
}

fn constraint(parser: &mut Parser<'_>) -> Result<Option<DomainConstraint>, ParserError> {
    let start = parser.peek_token_ref().span.start;
    let name = match parser.parse_keyword(Keyword::CONSTRAINT) {
        true => Some(parser.parse_identifier()?),
        false => None,
    };
    let kind = if parser.parse_keywords(&[Keyword::NOT, Keyword::NULL]) {
        DomainConstraintKind::NotNull
    } else if parser.parse_keyword(Keyword::NULL) {
        DomainConstraintKind::Null
    } else if parser.parse_keyword(Keyword::DEFAULT) {
        let (expr, span) = default(parser)?;
        DomainConstraintKind::Default(expr, span)
    } else if parser.parse_keyword(Keyword::CHECK) {
        parser.expect_token(&Token::LParen)?;
        let (expr, span) = spanned(parser, |parser| parser.parse_expr())?;
        parser.expect_token(&Token::RParen)?;
        DomainConstraintKind::Check(expr, span)
    } else if name.is_some() {
        return parser.expected("NOT NULL or CHECK", parser.peek_token());
    } else {
        return Ok(None);
    };
    if word(parser, "not") {
        // After a constraint: NOT VALID, or the next one, NOT NULL.
        if !word(parser, "valid") {
            parser.prev_token();
        }
    }
    let end = parser.get_current_token().span.end;
    Ok(Some(DomainConstraint {
        name,
        kind,
        span: ParserSpan::new(start, end),
    }))
}

/// A value after DEFAULT, which ends before NOT NULL: an operand, as the database's own grammar has it.
fn default(parser: &mut Parser<'_>) -> Result<(Expr, ParserSpan), ParserError> {
    let between = PostgreSqlDialect {}.prec_value(Precedence::Between);
    spanned(parser, |parser| parser.parse_subexpr(between))
}

/// After `ALTER DOMAIN`.
pub(super) fn alter(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_object_name(false)?;
    let change = change(parser)?;
    Ok(Some(Definition::AlterDomain { name, change }))
}

fn change(parser: &mut Parser<'_>) -> Result<DomainChange, ParserError> {
    if parser.parse_keywords(&[Keyword::SET, Keyword::NOT, Keyword::NULL]) {
        return Ok(DomainChange::SetNotNull);
    }
    if parser.parse_keywords(&[Keyword::SET, Keyword::DEFAULT]) {
        return default(parser).map(|(_, span)| DomainChange::SetDefault(span));
    }
    if parser.parse_keywords(&[Keyword::SET, Keyword::SCHEMA]) {
        return parser.parse_identifier().map(DomainChange::SetSchema);
    }
    if parser.parse_keywords(&[Keyword::DROP, Keyword::NOT, Keyword::NULL]) {
        return Ok(DomainChange::DropNotNull);
    }
    if parser.parse_keywords(&[Keyword::DROP, Keyword::DEFAULT]) {
        return Ok(DomainChange::DropDefault);
    }
    if parser.parse_keywords(&[Keyword::DROP, Keyword::CONSTRAINT]) {
        let if_exists = if_exists(parser);
        let name = parser.parse_identifier()?;
        let _ = parser.parse_one_of_keywords(&[Keyword::CASCADE, Keyword::RESTRICT]);
        return Ok(DomainChange::DropConstraint { name, if_exists });
    }
    if parser.parse_keywords(&[Keyword::RENAME, Keyword::CONSTRAINT]) {
        let old = parser.parse_identifier()?;
        parser.expect_keyword_is(Keyword::TO)?;
        let new = parser.parse_identifier()?;
        return Ok(DomainChange::RenameConstraint { old, new });
    }
    if parser.parse_keywords(&[Keyword::RENAME, Keyword::TO]) {
        return parser.parse_identifier().map(DomainChange::Rename);
    }
    if parser.parse_keyword(Keyword::ADD) {
        return match constraint(parser)? {
            Some(found) => Ok(DomainChange::Add(Box::new(found))),
            None => parser.expected("a constraint", parser.peek_token()),
        };
    }
    if word(parser, "validate") {
        parser.expect_keyword_is(Keyword::CONSTRAINT)?;
        parser.parse_identifier()?;
        return Ok(DomainChange::Nothing);
    }
    if word(parser, "owner") {
        parser.expect_keyword_is(Keyword::TO)?;
        parser.parse_identifier()?;
        return Ok(DomainChange::Nothing);
    }
    parser.expected("a change of a domain", parser.peek_token())
}
