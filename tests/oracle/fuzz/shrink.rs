//! Queries as words: damaging one, and cutting one down to what a finding needs.

use crate::random::Random;

/// The words, texts and signs of a query.
pub fn words(sql: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            'x' | 'b' if rest[1..].starts_with('\'') => {
                rest[2..].find('\'').map_or(rest.len(), |end| end + 3)
            }
            c if c.is_alphanumeric() || "_$?".contains(c) => rest
                .find(|c: char| !c.is_alphanumeric() && !"_$?.".contains(c))
                .unwrap_or(rest.len()),
            c if "<>=!~@#&|+-*/%^:".contains(c) => rest
                .find(|c: char| !"<>=!~@#&|+-*/%^:".contains(c))
                .unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        if !word.trim().is_empty() {
            words.push(word.to_owned());
        }
        rest = after;
    }
    words
}

/// The text of some words.
pub fn text(words: &[String]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        // MariaDB wants no space between a function and its arguments.
        let is_call =
            word == "(" && at > 0 && words[at - 1].ends_with(|c: char| c.is_alphanumeric());
        if at > 0 && !is_call {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Damages a query in one or two places.
pub fn damaged(sql: &str, random: &mut Random) -> String {
    let mut words = words(sql);
    for _ in 0..=random.below(2) {
        if words.len() < 2 {
            break;
        }
        let at = random.below(words.len());
        match random.below(5) {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at].clone()),
            2 => {
                let other = random.below(words.len());
                words.swap(at, other);
            }
            _ => {
                // A name, number or text in the place of another.
                let is_value =
                    |word: &String| word.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
                let values: Vec<usize> = (0..words.len())
                    .filter(|index| is_value(&words[*index]))
                    .collect();
                if !values.is_empty() {
                    let (from, to) = (*random.pick(&values), *random.pick(&values));
                    words[to] = words[from].clone();
                }
            }
        }
    }
    text(&words)
}

/// The fewest words for which `holds` is still true, as far as leaving out finds them.
pub fn shrink(sql: &str, most: usize, mut holds: impl FnMut(&str) -> bool) -> String {
    if most == 0 {
        return sql.to_owned();
    }
    let mut best = words(sql);
    let mut tries = 0;
    let mut length = best.len() / 2;
    while length > 0 {
        let mut at = 0;
        let mut changed = false;
        while at + length <= best.len() && tries < most {
            let mut shorter = best.clone();
            shorter.drain(at..at + length);
            tries += 1;
            if balanced(&best[at..at + length]) && holds(&text(&shorter)) {
                best = shorter;
                changed = true;
            } else {
                at += 1;
            }
        }
        if !changed || length > best.len() {
            length = if length > 8 {
                length * 2 / 3
            } else {
                length - 1
            };
        }
    }
    text(&best)
}

/// Whether each parenthesis has its partner.
fn balanced(words: &[String]) -> bool {
    let mut open = 0_i32;
    for word in words {
        match word.as_str() {
            "(" | "[" => open += 1,
            ")" | "]" => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}
