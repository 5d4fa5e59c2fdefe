//! CREATE, ALTER and DROP of functions, procedures and aggregates: their signatures. Bodies are passed over.

use sqlparser::ast::{Ident, ObjectName};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Span as ParserSpan, Token};

use super::alter::behavior;
use super::{
    ArgumentMode, CreateFunction, Definition, FunctionArgument, FunctionChange, FunctionReturns,
    RoutineKind, WrittenType, if_exists, word, words,
};

/// After `CREATE FUNCTION`.
pub(super) fn function(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    create(parser, RoutineKind::Function)
}

/// After `CREATE PROCEDURE`.
pub(super) fn procedure(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    create(parser, RoutineKind::Procedure)
}

/// Within so many tokens MySQL says that it makes a function: `CREATE OR REPLACE DEFINER = a@b FUNCTION`.
pub(super) const HEAD: usize = 12;

/// Whether these first words make or drop a function or procedure of MySQL's.
pub(super) fn is_routine(words: &[String]) -> bool {
    let kind = |word: &String| ["function", "procedure"].contains(&word.as_str());
    let mut words = words.iter().take(HEAD);
    match words.next().map(String::as_str) {
        Some("create") => {
            let head = ["or", "replace", "definer"];
            let mut rest = words.skip_while(|word| head.contains(&word.as_str()));
            // After DEFINER stands the name of a user, of one or two words.
            rest.by_ref().take(3).any(kind)
        }
        Some("drop") => words.next().is_some_and(kind),
        _ => false,
    }
}

/// A function or procedure of MySQL's, from its first word.
pub(super) fn routine(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    parser.advance_token();
    for _ in 0..HEAD {
        let kind = match word(parser, "function") {
            true => RoutineKind::Function,
            false if word(parser, "procedure") => RoutineKind::Procedure,
            false => {
                parser.advance_token();
                continue;
            }
        };
        let _ = words(parser, &["if", "not", "exists"]);
        // One from a library: `RETURNS STRING SONAME 'lib.so'` says nothing of what it takes.
        let is_loaded = parser.peek_nth_token_ref(1).token != Token::LParen
            && parser.peek_nth_token_ref(1).token != Token::Period;
        if is_loaded {
            skip_all(parser);
            return Ok(Some(Definition::Nothing));
        }
        return create(parser, kind);
    }
    Ok(None)
}

fn skip_all(parser: &mut Parser<'_>) {
    while parser.peek_token_ref().token != Token::EOF {
        parser.advance_token();
    }
}

fn create(parser: &mut Parser<'_>, kind: RoutineKind) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_object_name(false)?;
    let arguments = arguments(parser)?;
    let returns = match parser.parse_keyword(Keyword::RETURNS) {
        true => Some(returns(parser)?),
        false => None,
    };
    let gives = |argument: &FunctionArgument| {
        matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut)
    };
    if kind == RoutineKind::Function && returns.is_none() && !arguments.iter().any(gives) {
        return parser.expected_ref("RETURNS", parser.peek_token_ref());
    }
    let mut strict = false;
    let mut window = false;
    while parser.peek_token_ref().token != Token::EOF {
        if word(parser, "strict") || words(parser, &["returns", "null", "on", "null", "input"]) {
            strict = true;
        } else if word(parser, "window") {
            window = true;
        } else if words(parser, &["begin", "atomic"]) {
            skip_all(parser);
        } else {
            parser.advance_token();
        }
    }
    Ok(Some(Definition::CreateFunction(Box::new(CreateFunction {
        kind: if window { RoutineKind::Window } else { kind },
        name,
        arguments,
        returns,
        strict,
        state: None,
        finish: None,
    }))))
}

fn arguments(parser: &mut Parser<'_>) -> Result<Vec<FunctionArgument>, ParserError> {
    parser.expect_token(&Token::LParen)?;
    let mut found = Vec::new();
    if parser.consume_token(&Token::RParen) {
        return Ok(found);
    }
    loop {
        found.push(argument(parser)?);
        if parser.consume_token(&Token::Comma) {
            continue;
        }
        parser.expect_token(&Token::RParen)?;
        return Ok(found);
    }
}

fn argument(parser: &mut Parser<'_>) -> Result<FunctionArgument, ParserError> {
    let mode = mode(parser);
    let (name, ty) = named_type(parser)?;
    let default = parser.parse_keyword(Keyword::DEFAULT)
        || parser.consume_token(&Token::Eq)
        || parser.consume_token(&Token::Assignment);
    if default {
        parser.parse_expr()?;
    }
    Ok(FunctionArgument {
        mode,
        name,
        ty,
        default,
    })
}

fn mode(parser: &mut Parser<'_>) -> ArgumentMode {
    if word(parser, "inout") || words(parser, &["in", "out"]) {
        ArgumentMode::InOut
    } else if word(parser, "out") {
        ArgumentMode::Out
    } else if word(parser, "variadic") {
        ArgumentMode::Variadic
    } else {
        let _ = word(parser, "in");
        ArgumentMode::In
    }
}

/// A type, or a name and a type.
fn named_type(parser: &mut Parser<'_>) -> Result<(Option<Ident>, WrittenType), ParserError> {
    let alone = parser.maybe_parse(|parser| {
        let ty = written_type(parser)?;
        let ends = matches!(
            parser.peek_token_ref().token,
            Token::Comma | Token::RParen | Token::Eq | Token::Assignment
        ) || is_default(parser)
            || is_order(parser);
        match ends {
            true => Ok(ty),
            false => parser.expected("the end of an argument", parser.peek_token()),
        }
    })?;
    if let Some(ty) = alone {
        return Ok((None, ty));
    }
    let name = parser.parse_identifier()?;
    // Modes may stand after the name.
    let _ = mode(parser);
    Ok((Some(name), written_type(parser)?))
}

fn is_default(parser: &Parser<'_>) -> bool {
    matches!(&parser.peek_token_ref().token, Token::Word(word) if word.keyword == Keyword::DEFAULT)
}

fn is_order(parser: &Parser<'_>) -> bool {
    matches!(&parser.peek_token_ref().token, Token::Word(word) if word.keyword == Keyword::ORDER)
}

/// A type as it is written in a signature: also `table.column%TYPE`.
fn written_type(parser: &mut Parser<'_>) -> Result<WrittenType, ParserError> {
    let start = parser.peek_token_ref().span.start;
    let set = word(parser, "setof");
    let column = parser.maybe_parse(|parser| {
        let name = parser.parse_object_name(false)?;
        parser.expect_token(&Token::Mod)?;
        match word(parser, "type") {
            true => Ok(name),
            false => parser.expected("TYPE", parser.peek_token()),
        }
    })?;
    let data_type = match &column {
        Some(_) => None,
        None => Some(parser.parse_data_type()?),
    };
    let end = parser.get_current_token().span.end;
    Ok(WrittenType {
        set,
        data_type,
        column,
        span: ParserSpan::new(start, end),
    })
}

fn returns(parser: &mut Parser<'_>) -> Result<FunctionReturns, ParserError> {
    if !parser.parse_keyword(Keyword::TABLE) {
        return written_type(parser).map(FunctionReturns::Type);
    }
    parser.expect_token(&Token::LParen)?;
    let mut columns = Vec::new();
    loop {
        let name = parser.parse_identifier()?;
        columns.push((name, written_type(parser)?));
        if !parser.consume_token(&Token::Comma) {
            break;
        }
    }
    parser.expect_token(&Token::RParen)?;
    Ok(FunctionReturns::Table(columns))
}

/// After `CREATE AGGREGATE`.
pub(super) fn aggregate(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_object_name(false)?;
    let mut found = Vec::new();
    // The old form gives the argument among the options.
    let old = parser.peek_nth_token_ref(2).token == Token::Eq;
    if !old {
        parser.expect_token(&Token::LParen)?;
    }
    if old {
        // Nothing stands here.
    } else if parser.consume_token(&Token::Mul) {
        parser.expect_token(&Token::RParen)?;
    } else if !parser.consume_token(&Token::RParen) {
        loop {
            if parser.parse_keywords(&[Keyword::ORDER, Keyword::BY]) {
                continue;
            }
            found.push(argument(parser)?);
            if parser.consume_token(&Token::Comma) || is_order(parser) {
                continue;
            }
            parser.expect_token(&Token::RParen)?;
            break;
        }
    }
    let (mut state, mut finish) = (None, None);
    if parser.consume_token(&Token::LParen) {
        loop {
            let option = parser.parse_identifier()?.value.to_lowercase();
            if parser.consume_token(&Token::Eq) {
                match option.as_str() {
                    "stype" => state = Some(written_type(parser)?),
                    "finalfunc" => finish = Some(parser.parse_object_name(false)?),
                    "basetype" if words(parser, &["any"]) => {}
                    "basetype" => found.push(FunctionArgument {
                        mode: ArgumentMode::In,
                        name: None,
                        ty: written_type(parser)?,
                        default: false,
                    }),
                    _ => super::alter::skip(parser),
                }
            }
            if !parser.consume_token(&Token::Comma) {
                break;
            }
        }
        parser.expect_token(&Token::RParen)?;
    }
    Ok(Some(Definition::CreateFunction(Box::new(CreateFunction {
        kind: RoutineKind::Aggregate,
        name,
        arguments: found,
        returns: None,
        strict: false,
        state,
        finish,
    }))))
}

/// After `ALTER FUNCTION`, `PROCEDURE`, `ROUTINE`, `AGGREGATE`.
pub(super) fn alter(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let (name, types) = signature(parser)?;
    let change = if words(parser, &["rename", "to"]) {
        FunctionChange::Rename(parser.parse_identifier()?)
    } else if words(parser, &["set", "schema"]) {
        FunctionChange::SetSchema(parser.parse_identifier()?)
    } else {
        let mut strict = None;
        while parser.peek_token_ref().token != Token::EOF {
            if word(parser, "strict") || words(parser, &["returns", "null", "on", "null", "input"])
            {
                strict = Some(true);
            } else if words(parser, &["called", "on", "null", "input"]) {
                strict = Some(false);
            } else {
                parser.advance_token();
            }
        }
        FunctionChange::Strict(strict)
    };
    Ok(Some(Definition::AlterFunction {
        name,
        types,
        change,
    }))
}

/// After `DROP FUNCTION`, `PROCEDURE`, `ROUTINE`, `AGGREGATE`.
pub(super) fn drop(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let if_exists = if_exists(parser);
    let mut functions = vec![signature(parser)?];
    while parser.consume_token(&Token::Comma) {
        functions.push(signature(parser)?);
    }
    let _ = behavior(parser);
    Ok(Some(Definition::DropFunctions {
        functions,
        if_exists,
    }))
}

type Signature = (ObjectName, Option<Vec<WrittenType>>);

/// A name, and the types of its arguments where they are written.
fn signature(parser: &mut Parser<'_>) -> Result<Signature, ParserError> {
    let name = parser.parse_object_name(false)?;
    if parser.peek_token_ref().token != Token::LParen {
        return Ok((name, None));
    }
    let star = parser.peek_nth_token_ref(1).token == Token::Mul;
    if star {
        (0..3).for_each(|_| parser.advance_token());
        return Ok((name, Some(Vec::new())));
    }
    let types = arguments(parser)?
        .into_iter()
        .filter(|argument| argument.mode != ArgumentMode::Out)
        .map(|argument| argument.ty)
        .collect();
    Ok((name, Some(types)))
}
