//! Texts, bytes and bits written out, as the parser spells them.
//!
//! In: a statement's tokens. Out: texts in double quotes as any text, without the character set before them (`_utf8mb4'x'`);
//! what `_binary` makes bytes and a character set makes a text; `0b11` as `b'11'`.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::pieces::Tokens;

/// The names of character sets, each an introducer after `_`.
const CHARACTER_SETS: &[&str] = &[
    "utf8mb4", "utf8mb3", "utf8", "latin1", "ascii", "ucs2", "utf16", "utf16le", "utf32", "big5",
    "dec8", "cp850", "hp8", "koi8r", "latin2", "swe7", "ujis", "sjis", "hebrew", "tis620", "euckr",
    "koi8u", "gb2312", "greek", "cp1250", "gbk", "latin5", "armscii8", "cp866", "keybcs2", "macce",
    "macroman", "cp852", "latin7", "cp1251", "cp1256", "cp1257", "geostd8", "cp932", "eucjpms",
    "gb18030",
];

/// A statement in which every literal stands as the parser has it.
pub(super) fn adapt(tokens: Tokens) -> Tokens {
    let mut out = Tokens::with_capacity(tokens.len());
    for mut token in tokens {
        token.token = plain(token.token);
        if let Some(introducer) = out.last().and_then(introducer)
            && let Some(value) = introduced(&introducer, &token.token)
        {
            out.pop();
            token.token = value;
        }
        out.push(token);
    }
    out
}

fn plain(token: Token) -> Token {
    match token {
        Token::DoubleQuotedString(text) => Token::SingleQuotedString(text),
        Token::Word(word) if word.quote_style.is_none() => match bits(&word.value) {
            Some(bits) => Token::SingleQuotedByteStringLiteral(bits.to_owned()),
            None => Token::Word(word),
        },
        other => other,
    }
}

/// The digits of `0b11`.
fn bits(word: &str) -> Option<&str> {
    let digits = word.strip_prefix("0b")?;
    let good = !digits.is_empty() && digits.bytes().all(|digit| matches!(digit, b'0' | b'1'));
    good.then_some(digits)
}

/// The character set that a word like `_latin1` stands for.
fn introducer(token: &TokenWithSpan) -> Option<String> {
    let Token::Word(word) = &token.token else {
        return None;
    };
    let name = word.value.strip_prefix('_')?.to_ascii_lowercase();
    let known = name == "binary" || CHARACTER_SETS.contains(&name.as_str());
    (known && word.quote_style.is_none()).then_some(name)
}

/// A literal after an introducer; none for another token.
fn introduced(name: &str, token: &Token) -> Option<Token> {
    let bytes = match token {
        Token::SingleQuotedString(text) => text.clone().into_bytes(),
        Token::HexStringLiteral(digits) => from_digits(digits, 2, 16)?,
        Token::SingleQuotedByteStringLiteral(digits) => from_digits(digits, 8, 2)?,
        _ => return None,
    };
    Some(match name {
        "binary" => {
            Token::HexStringLiteral(bytes.iter().map(|byte| format!("{byte:02X}")).collect())
        }
        _ => Token::SingleQuotedString(String::from_utf8_lossy(&bytes).into_owned()),
    })
}

/// Bytes from so many digits each; the first may have fewer.
fn from_digits(digits: &str, each: usize, radix: u32) -> Option<Vec<u8>> {
    let missing = digits.len().next_multiple_of(each) - digits.len();
    let padded = format!("{}{digits}", "0".repeat(missing));
    (0..padded.len())
        .step_by(each)
        .map(|at| u8::from_str_radix(padded.get(at..at + each)?, radix).ok())
        .collect()
}
