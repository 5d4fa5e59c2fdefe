//! A column's definition as the server prints it, clause by clause.

use crate::dialect::Dialect;
use crate::pull::words::Words;
use crate::syntax::LexemeKind;

/// What is said of a column, in the order in which it is printed.
pub type Says = Vec<(&'static str, String)>;

/// The words that begin a clause, and what it is about.
const HEADS: [(&str, &str); 14] = [
    ("CHARACTER", "letters"),
    ("COLLATE", "collation"),
    ("UNSIGNED", "type"),
    ("ZEROFILL", "type"),
    ("NOT", "NOT NULL"),
    ("NULL", "NULL"),
    ("DEFAULT", "default"),
    ("ON", "update"),
    ("AUTO_INCREMENT", "numbering"),
    ("INVISIBLE", "visibility"),
    ("GENERATED", "expression"),
    ("CHECK", "check"),
    ("COMMENT", "comment"),
    ("WITHOUT", "versions"),
];

/// The widths that integers have in any case: signed and unsigned.
const WIDTHS: [(&str, &str, &str); 5] = [
    ("tinyint", "(4)", "(3)"),
    ("smallint", "(6)", "(5)"),
    ("mediumint", "(9)", "(8)"),
    ("int", "(11)", "(10)"),
    ("bigint", "(20)", "(20)"),
];

/// The clauses of a column's definition, without what holds in any case. A CHECK is a constraint of its own.
pub fn of(words: &Words<'_>, from: usize, to: usize, column: &str, dialect: Dialect) -> Says {
    let mut clauses: Says = vec![("type", String::new())];
    let mut depth = 0_usize;
    let mut last = String::new();
    for at in from..to {
        let lexeme = &words.all[at];
        let word = words.slice(lexeme).to_uppercase();
        let head = HEADS.iter().find(|(head, _)| *head == word);
        let follows = matches!(
            (last.as_str(), word.as_str()),
            ("NOT" | "DEFAULT", "NULL") | ("UPDATE", "NULL")
        );
        let begins = depth == 0 && lexeme.kind == LexemeKind::Word && !follows;
        match head.filter(|_| begins) {
            Some((_, "type")) | None => {}
            Some((_, aspect)) => clauses.push((aspect, String::new())),
        }
        depth += usize::from(lexeme.is('('));
        depth = depth.saturating_sub(usize::from(lexeme.is(')')));
        if let Some((_, text)) = clauses.last_mut() {
            let is_apart = at > from && words.all[at - 1].end < lexeme.start;
            if is_apart && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&plain(words, at, dialect));
        }
        last = word;
    }
    tidied(clauses, column)
}

/// A word as people write it: a name without quotes that it does not need, the time by its usual name.
pub fn plain(words: &Words<'_>, at: usize, dialect: Dialect) -> String {
    let lexeme = &words.all[at];
    match lexeme.kind {
        LexemeKind::QuotedName => dialect.quote(&words.name(lexeme)),
        _ => words.slice(lexeme).to_owned(),
    }
}

/// The words from one to another as people write them.
pub fn plain_text(words: &Words<'_>, from: usize, to: usize, dialect: Dialect) -> String {
    let mut out = String::new();
    for at in from..to {
        let start = words.all[at].start;
        if at > from {
            out.push_str(&words.text[words.all[at - 1].end..start]);
        }
        out.push_str(&plain(words, at, dialect));
    }
    out
}

fn tidied(clauses: Says, column: &str) -> Says {
    let is_json = is_json(&clauses, column);
    let mut says = Says::new();
    for (aspect, text) in clauses {
        let text = match aspect {
            "type" if is_json => "json".to_owned(),
            "type" => type_name(&text),
            "letters" | "collation" | "check" if is_json => continue,
            "default" if text == "DEFAULT NULL" => continue,
            "default" | "update" => text
                .replace("current_timestamp()", "CURRENT_TIMESTAMP")
                .replace("current_timestamp(", "CURRENT_TIMESTAMP("),
            _ => text,
        };
        says.push((aspect, text));
    }
    says
}

/// JSON is another name of a text with a CHECK.
fn is_json(clauses: &Says, column: &str) -> bool {
    let has = |wanted: &str| clauses.iter().any(|(_, text)| text == wanted);
    has("longtext") && has("COLLATE utf8mb4_bin") && has(&format!("CHECK (json_valid({column}))"))
}

fn type_name(text: &str) -> String {
    let is_unsigned = text.contains(" unsigned");
    for (name, signed, unsigned) in WIDTHS {
        let width = if is_unsigned { unsigned } else { signed };
        let wide = format!("{name}{width}");
        if let Some(rest) = text.strip_prefix(&wide) {
            return match rest.contains("zerofill") {
                true => text.to_owned(),
                false => format!("{name}{rest}"),
            };
        }
    }
    match text {
        "year(4)" => "year".to_owned(),
        text if text.starts_with("decimal(") => text.replace(',', ", "),
        text if text.contains("('") => text.replace("','", "', '"),
        text => text.to_owned(),
    }
}
