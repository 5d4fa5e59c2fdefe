//! ALTER TABLE, VIEW, MATERIALIZED VIEW, INDEX, SCHEMA, and of TYPE what the parser does not take.

use sqlparser::ast::{DropBehavior, Ident, ObjectName};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::{
    AlterRelation, Alteration, AttributeChange, Definition, RelationKind, if_exists, spanned, word,
    words,
};

/// After `ALTER TABLE`.
pub(super) fn table(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    if words(parser, &["all", "in", "tablespace"]) {
        skip(parser);
        return Ok(Some(Definition::Nothing));
    }
    relation(parser, RelationKind::Table)
}

/// After `ALTER FOREIGN TABLE`.
pub(super) fn foreign_table(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    relation(parser, RelationKind::Table)
}

/// After `ALTER VIEW`.
pub(super) fn view(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    relation(parser, RelationKind::View)
}

/// After `ALTER MATERIALIZED VIEW`.
pub(super) fn materialized_view(
    parser: &mut Parser<'_>,
) -> Result<Option<Definition>, ParserError> {
    relation(parser, RelationKind::MaterializedView)
}

/// After `ALTER INDEX`.
pub(super) fn index(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    relation(parser, RelationKind::Index)
}

/// The tokens of `ALTER TABLE` without `COLLATE "C"` behind the TYPE of a column, which the parser does not take: whoever reads the
/// statement finds it among the statement's own tokens.
pub(in crate::syntax) fn without_collations(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let is = |token: &TokenWithSpan, wanted: &str| {
        matches!(
            &token.token,
            Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
        )
    };
    let alters_table = tokens.len() > 2 && is(&tokens[0], "alter") && is(&tokens[1], "table");
    if !alters_table {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len());
    let (mut depth, mut alters, mut has_type) = (0_usize, false, false);
    let mut rest = tokens.into_iter().enumerate().peekable();
    while let Some((at, token)) = rest.next() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::Comma if depth == 0 => (alters, has_type) = (false, false),
            _ => {}
        }
        alters |= at > 1 && depth == 0 && is(&token, "alter");
        has_type |= alters && depth == 0 && is(&token, "type");
        // USING begins an expression, which may have a COLLATE of its own.
        has_type &= !is(&token, "using");
        if !(has_type && depth == 0 && is(&token, "collate")) {
            out.push(token);
            continue;
        }
        rest.next();
        while rest
            .peek()
            .is_some_and(|(_, next)| next.token == Token::Period)
        {
            rest.next();
            rest.next();
        }
    }
    out
}

fn relation(
    parser: &mut Parser<'_>,
    kind: RelationKind,
) -> Result<Option<Definition>, ParserError> {
    let if_exists = if_exists(parser);
    let only = word(parser, "only");
    let name = parser.parse_object_name(false)?;
    let _ = parser.consume_token(&Token::Mul);
    let mut actions = vec![action(parser)?];
    while parser.consume_token(&Token::Comma) {
        actions.push(action(parser)?);
    }
    Ok(Some(Definition::AlterRelation(Box::new(AlterRelation {
        kind,
        if_exists,
        only,
        name,
        actions,
    }))))
}

/// First words of what changes nothing that the catalog holds.
const EFFECTLESS: [&[&str]; 27] = [
    &["owner", "to"],
    &["set", "tablespace"],
    &["set", "logged"],
    &["set", "unlogged"],
    &["set", "without", "cluster"],
    &["set", "without", "oids"],
    &["set", "access", "method"],
    &["cluster", "on"],
    &["replica", "identity"],
    &["enable"],
    &["disable"],
    &["force", "row"],
    &["no", "force"],
    &["validate", "constraint"],
    &["alter", "constraint"],
    &["options"],
    &["depends", "on"],
    &["no", "depends"],
    &["not", "of"],
    &["reset"],
    &["restart"],
    &["increment"],
    &["owned"],
    &["as"],
    &["start"],
    &["cache"],
    &["alter", "index"],
];

fn action(parser: &mut Parser<'_>) -> Result<Alteration, ParserError> {
    for (verb, is_on) in [("enable", true), ("disable", false)] {
        if words(parser, &[verb, "row", "level", "security"]) {
            return Ok(Alteration::RowSecurity(is_on));
        }
    }
    if EFFECTLESS.iter().any(|head| words(parser, head)) {
        skip(parser);
        return Ok(Alteration::Nothing);
    }
    if words(parser, &["set", "schema"]) {
        return parser.parse_identifier().map(Alteration::SetSchema);
    }
    if word(parser, "inherit") {
        return parser.parse_object_name(false).map(Alteration::Inherit);
    }
    if words(parser, &["no", "inherit"]) {
        return parser.parse_object_name(false).map(Alteration::NoInherit);
    }
    if words(parser, &["attach", "partition"]) {
        let name = parser.parse_object_name(false)?;
        skip(parser);
        return Ok(Alteration::Attach(name));
    }
    if words(parser, &["detach", "partition"]) {
        let name = parser.parse_object_name(false)?;
        skip(parser);
        return Ok(Alteration::Detach(name));
    }
    if opens(parser, "set") {
        skip(parser);
        return Ok(Alteration::Nothing);
    }
    if let Some(found) = of_column(parser)? {
        return Ok(found);
    }
    let (operation, span) = spanned(parser, |parser| parser.parse_alter_table_operation())?;
    Ok(Alteration::Operation(Box::new(operation), span))
}

/// Whether the next word is this one and a parenthesis follows it.
fn opens(parser: &mut Parser<'_>, wanted: &str) -> bool {
    parser.peek_nth_token_ref(1).token == Token::LParen && word(parser, wanted)
}

/// `ALTER [COLUMN] name ..` that the parser does not take.
fn of_column(parser: &mut Parser<'_>) -> Result<Option<Alteration>, ParserError> {
    let is = |at: usize, wanted: &str| {
        matches!(
            &parser.peek_nth_token_ref(at).token,
            Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
        )
    };
    if !is(0, "alter") {
        return Ok(None);
    }
    let name_at = 1 + usize::from(is(1, "column"));
    let verb = name_at + 1;
    let opens = parser.peek_nth_token_ref(verb + 1).token == Token::LParen;
    let effectless = (is(verb, "set")
        && (opens
            || ["statistics", "storage", "compression", "generated"]
                .iter()
                .any(|what| is(verb + 1, what))
            || [
                "increment",
                "start",
                "cache",
                "minvalue",
                "maxvalue",
                "cycle",
                "no",
            ]
            .iter()
            .any(|what| is(verb + 1, what))))
        || (is(verb, "reset") && opens)
        || (is(verb, "options") && opens)
        || is(verb, "restart");
    let drops = is(verb, "drop") && (is(verb + 1, "expression") || is(verb + 1, "identity"));
    if !effectless && !drops {
        return Ok(None);
    }
    let always = is(verb, "set") && is(verb + 1, "generated") && is(verb + 2, "always");
    let by_default = is(verb, "set") && is(verb + 1, "generated") && is(verb + 2, "by");
    let expression = is(verb + 1, "expression");
    (0..name_at).for_each(|_| parser.advance_token());
    let column = parser.parse_identifier()?;
    if drops {
        parser.advance_token();
        parser.advance_token();
        let if_exists = if_exists(parser);
        return Ok(Some(Alteration::NotGenerated {
            column,
            expression,
            if_exists,
        }));
    }
    skip(parser);
    Ok(Some(match (always, by_default) {
        (true, _) => Alteration::SetGenerated {
            column,
            always: true,
        },
        (_, true) => Alteration::SetGenerated {
            column,
            always: false,
        },
        _ => Alteration::Nothing,
    }))
}

/// Passes over the rest of an action.
pub(super) fn skip(parser: &mut Parser<'_>) {
    let mut depth = 0_usize;
    loop {
        match parser.peek_token_ref().token {
            Token::EOF => return,
            Token::Comma | Token::RParen if depth == 0 => return,
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        parser.advance_token();
    }
}

/// After `ALTER SCHEMA`.
pub(super) fn schema(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_identifier()?;
    if parser.parse_keywords(&[Keyword::RENAME, Keyword::TO]) {
        let to = parser.parse_identifier()?;
        return Ok(Some(Definition::RenameSchema { name, to }));
    }
    skip(parser);
    Ok(Some(Definition::Nothing))
}

/// After `ALTER TYPE`: what changes a composite, or moves any type.
pub(super) fn data_type(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let name = parser.parse_object_name(false)?;
    if words(parser, &["owner", "to"]) || opens(parser, "set") {
        skip(parser);
        return Ok(Some(Definition::Nothing));
    }
    if words(parser, &["set", "schema"]) {
        let schema = parser.parse_identifier()?;
        return Ok(Some(Definition::MoveType { name, schema }));
    }
    let mut changes = Vec::new();
    loop {
        let Some(change) = attribute(parser)? else {
            // Of an enum, or RENAME TO: the parser reads it.
            return Ok(None);
        };
        changes.push(change);
        let _ = behavior(parser);
        if !parser.consume_token(&Token::Comma) {
            return Ok(Some(Definition::AlterComposite { name, changes }));
        }
    }
}

fn attribute(parser: &mut Parser<'_>) -> Result<Option<AttributeChange>, ParserError> {
    if words(parser, &["add", "attribute"]) {
        let name = parser.parse_identifier()?;
        let (data_type, span) = spanned(parser, |parser| parser.parse_data_type())?;
        collation(parser)?;
        return Ok(Some(AttributeChange::Add {
            name,
            data_type,
            span,
        }));
    }
    if words(parser, &["drop", "attribute"]) {
        let if_exists = if_exists(parser);
        let name = parser.parse_identifier()?;
        return Ok(Some(AttributeChange::Drop { name, if_exists }));
    }
    if words(parser, &["alter", "attribute"]) {
        let name = parser.parse_identifier()?;
        let _ = words(parser, &["set", "data"]);
        parser.expect_keyword_is(Keyword::TYPE)?;
        let (data_type, span) = spanned(parser, |parser| parser.parse_data_type())?;
        collation(parser)?;
        return Ok(Some(AttributeChange::Type {
            name,
            data_type,
            span,
        }));
    }
    if words(parser, &["rename", "attribute"]) {
        let name: Ident = parser.parse_identifier()?;
        parser.expect_keyword_is(Keyword::TO)?;
        let to = parser.parse_identifier()?;
        return Ok(Some(AttributeChange::Rename { name, to }));
    }
    Ok(None)
}

fn collation(parser: &mut Parser<'_>) -> Result<Option<ObjectName>, ParserError> {
    match parser.parse_keyword(Keyword::COLLATE) {
        true => parser.parse_object_name(false).map(Some),
        false => Ok(None),
    }
}

/// CASCADE or RESTRICT.
pub(super) fn behavior(parser: &mut Parser<'_>) -> Option<DropBehavior> {
    if word(parser, "cascade") {
        Some(DropBehavior::Cascade)
    } else if word(parser, "restrict") {
        Some(DropBehavior::Restrict)
    } else {
        None
    }
}
