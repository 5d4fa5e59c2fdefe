//! Sequences: which there are. What they count is passed over.

use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::{Definition, SequenceChange, if_exists, words};

/// After `CREATE SEQUENCE`.
pub(super) fn create(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = parser.parse_keywords(&[Keyword::IF, Keyword::NOT, Keyword::EXISTS]);
    let name = parser.parse_object_name(false)?;
    skip_all(parser);
    Ok(Some(Definition::CreateSequence(name)))
}

/// After `ALTER SEQUENCE`.
pub(super) fn alter(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = if_exists(parser);
    let name = parser.parse_object_name(false)?;
    let change = if words(parser, &["rename", "to"]) {
        SequenceChange::Rename(parser.parse_identifier()?)
    } else if words(parser, &["set", "schema"]) {
        SequenceChange::SetSchema(parser.parse_identifier()?)
    } else {
        SequenceChange::Nothing
    };
    skip_all(parser);
    Ok(Some(Definition::AlterSequence { name, change }))
}

/// After `DROP SEQUENCE`.
pub(super) fn drop(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = if_exists(parser);
    let names = parser.parse_comma_separated(|parser| parser.parse_object_name(false))?;
    skip_all(parser);
    Ok(Some(Definition::DropSequences(names)))
}

fn skip_all(parser: &mut Parser<'_>) {
    while parser.peek_token_ref().token != Token::EOF {
        parser.advance_token();
    }
}
