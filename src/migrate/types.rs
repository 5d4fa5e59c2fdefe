//! The one form of a type's name, in which two are compared: `int4` is `integer`, `varchar(80)` is `character varying(80)`.

use super::model::ColumnType;
use crate::dialect::Dialect;

/// A type as it is written.
pub fn of(text: &str, dialect: Dialect) -> ColumnType {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    ColumnType {
        key: key(&text, dialect),
        text,
    }
}

/// The words and marks of a type.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let is_mark = |c: char| "()[],.".contains(c);
    for part in text.split_whitespace() {
        let mut rest = part;
        while !rest.is_empty() {
            let end = match rest.find(is_mark) {
                Some(0) => 1,
                Some(end) => end,
                None => rest.len(),
            };
            words.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    words
}

fn key(text: &str, dialect: Dialect) -> String {
    // Case counts inside of quotes.
    if text.contains(['"', '`', '\'']) {
        return text.to_owned();
    }
    let text = text.to_lowercase();
    let words = words(&text);
    // `timestamp (3) with time zone`: the numbers stand among the words.
    let open = words.iter().position(|word| *word == "(");
    let close = words.iter().rposition(|word| *word == ")");
    let (name, numbers, suffix) = match (open, close) {
        (Some(open), Some(close)) if open < close => {
            let behind: Vec<&str> = words[close + 1..].to_vec();
            let (brackets, behind): (Vec<&str>, Vec<&str>) =
                behind.into_iter().partition(|word| is_bracket(word));
            let mut name = words[..open].to_vec();
            name.extend(behind);
            (name, words[open..=close].concat(), brackets.concat())
        }
        _ => {
            let (brackets, name): (Vec<&str>, Vec<&str>) =
                words.into_iter().partition(|word| is_bracket(word));
            (name, String::new(), brackets.concat())
        }
    };
    let rules = dialect.migration_rules();
    let (name, sign) = signed(name, rules.type_noise);
    let name = name.join(" ").replace(" . ", ".");
    let name = name.strip_prefix("public.").unwrap_or(&name);
    let name = name.strip_prefix("pg_catalog.").unwrap_or(name);
    let find = |list: &'static [(&str, &'static str)], wanted: &str| {
        let found = list.iter().find(|(known, _)| *known == wanted);
        found.map(|(_, value)| *value)
    };
    let common = find(rules.type_names, name).unwrap_or(name);
    let whole = format!("{common}{}", sign.unwrap_or_default());
    let sized = whole.trim_end_matches(" zerofill");
    let numbers = match numbers.as_str() {
        "" => find(rules.type_sizes, sized).unwrap_or("").to_owned(),
        one if rules.scaled_types.contains(&sized) && !one.contains(',') => one.replace(')', ",0)"),
        _ => numbers,
    };
    let numbers = match rules.sizeless_types.contains(&whole.as_str()) {
        true => String::new(),
        false => numbers,
    };
    format!("{whole}{numbers}{suffix}")
}

/// A type's words without those that say nothing of it, and what is said of its sign.
fn signed<'w>(words: Vec<&'w str>, noise: &[&str]) -> (Vec<&'w str>, Option<&'static str>) {
    let has = |wanted: &str| words.contains(&wanted);
    let sign = match (has("zerofill"), has("unsigned")) {
        (true, _) => Some(" unsigned zerofill"),
        (false, true) => Some(" unsigned"),
        (false, false) => None,
    };
    let is_name = |(at, word): &(usize, &str)| {
        let is_sign = ["unsigned", "zerofill"].contains(word);
        *at == 0 || !is_sign && !noise.contains(word)
    };
    let name = words.into_iter().enumerate().filter(is_name);
    (name.map(|(_, word)| word).collect(), sign)
}

fn is_bracket(word: &str) -> bool {
    matches!(word, "[" | "]") || word.chars().all(|c| c.is_ascii_digit())
}
