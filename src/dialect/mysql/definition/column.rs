//! A column's definition in the form that the parser takes.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use crate::dialect::mysql::pieces::{Tokens, after_value, replaced, starts_with};
use crate::dialect::mysql::tokens::{is_word, lower};

/// Types after which the parser does not expect UNSIGNED, as it spells them.
const TYPE_SPELLINGS: &[(&str, &str)] = &[
    ("numeric", "DECIMAL"),
    ("fixed", "DECIMAL"),
    ("int1", "TINYINT"),
    ("int2", "SMALLINT"),
    ("int3", "MEDIUMINT"),
    ("middleint", "MEDIUMINT"),
    ("int4", "INT"),
    ("int8", "BIGINT"),
    ("float4", "FLOAT"),
    ("float8", "DOUBLE"),
];

/// A column's definition: its name, type and attributes.
pub(super) fn column(tokens: Tokens) -> Tokens {
    let mut out: Tokens = Vec::with_capacity(tokens.len());
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = &tokens[at..];
        let name = if depth == 0 && at > 0 {
            lower(token)
        } else {
            String::new()
        };
        match name.as_str() {
            "national" if at == 1 => {
                let varying = rest.len() > 2 && is_word(&rest[2].token, "varying");
                let varchar = varying || starts_with(&rest[1..], &["varchar"]);
                out.extend(replaced(token, &[if varchar { "VARCHAR" } else { "CHAR" }]));
                at += 2 + usize::from(varying);
            }
            "long" if at == 1 => {
                let bytes = starts_with(&rest[1..], &["varbinary"]);
                let words = bytes || starts_with(&rest[1..], &["varchar"]);
                out.extend(replaced(
                    token,
                    &[if bytes { "MEDIUMBLOB" } else { "MEDIUMTEXT" }],
                ));
                at += 1 + usize::from(words);
            }
            "serial" if at == 1 => {
                out.extend(replaced(
                    token,
                    &[
                        "BIGINT",
                        "UNSIGNED",
                        "NOT",
                        "NULL",
                        "AUTO_INCREMENT",
                        "UNIQUE",
                    ],
                ));
                at += 1;
            }
            "serial" if starts_with(rest, &["serial", "default", "value"]) => {
                out.extend(replaced(
                    token,
                    &["NOT", "NULL", "AUTO_INCREMENT", "UNIQUE"],
                ));
                at += 3;
            }
            "character" | "char"
                if at > 1
                    && starts_with(&rest[1..], &["set"])
                    && !rest.get(2).is_some_and(|set| is_word(&set.token, "binary")) =>
            {
                at += 3;
            }
            "charset" if at > 1 => at += 2,
            "binary" | "ascii" | "unicode" | "visible" | "compressed" if at > 1 => at += 1,
            "zerofill" if at > 1 => {
                // ZEROFILL alone means UNSIGNED as well.
                let says = out
                    .last()
                    .is_some_and(|last| is_word(&last.token, "unsigned"));
                if !says {
                    out.extend(replaced(token, &["UNSIGNED"]));
                }
                at += 1;
            }
            "persistent" => {
                out.extend(replaced(token, &["STORED"]));
                at += 1;
            }
            "column_format" | "storage" if at > 1 => at += 2,
            "engine_attribute" | "secondary_engine_attribute" => at = after_value(&tokens, at + 1),
            "with" | "without" if starts_with(&rest[1..], &["system", "versioning"]) => at += 3,
            "row" if starts_with(rest, &["row", "start"]) || starts_with(rest, &["row", "end"]) => {
                // The server fills it in, always.
                out.push(TokenWithSpan::new(Token::LParen, token.span));
                out.push(TokenWithSpan::new(
                    Token::Number("0".into(), false),
                    token.span,
                ));
                out.push(TokenWithSpan::new(Token::RParen, token.span));
                out.extend(replaced(token, &["STORED", "NOT", "NULL"]));
                at += 2;
            }
            _ => {
                let spelling = TYPE_SPELLINGS
                    .iter()
                    .find(|(written, _)| at == 1 && *written == name);
                match spelling {
                    Some((_, usual)) => out.extend(replaced(token, &[usual])),
                    None => out.push(token.clone()),
                }
                at += 1;
            }
        }
    }
    out
}
