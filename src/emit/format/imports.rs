//! `use` declarations, and the order of what they name.

use std::cmp::Ordering;

use super::items::visibility_length;
use super::tokens::{Bracket, Token};
use super::{MAX_WIDTH, STEP, flat};

/// The group of modules that are declared.
pub(super) const MODULES: u8 = 3;

/// What `rustfmt` keeps free beside the names of a list.
const BRACES: usize = 2;

/// Which imports stand together: those of other crates, of this one, and what is published again.
pub(super) fn group(import: &[Token<'_>]) -> u8 {
    let published = visibility_length(import) > 0;
    let is_own = |root: &Token<'_>| {
        ["crate", "super", "self"]
            .iter()
            .any(|own| root.is_word(own))
    };
    match import.get(1) {
        _ if published => 2,
        Some(root) if is_own(root) => 1,
        _ => 0,
    }
}

/// A declaration, with as many names on a line as fit.
pub(super) fn print(import: &[Token<'_>]) -> String {
    let last = import.split_last();
    let list = last.and_then(|(last, tokens)| Some((last.group(Bracket::Curly)?, tokens)));
    let Some((names, tokens)) = list else {
        return format!("{};", flat::text(import));
    };
    let names = flat::inside(names);
    let head = flat::text(tokens);
    let one_line = format!("{head}{{{names}}};");
    if one_line.chars().count() <= MAX_WIDTH - BRACES {
        return one_line;
    }
    let mut out = format!("{head}{{\n");
    let mut line = " ".repeat(STEP);
    let mut names = names.split(", ").peekable();
    while let Some(name) = names.next() {
        // Behind the last name there is a comma alone.
        let behind = if names.peek().is_some() { 2 } else { 1 };
        if line.chars().count() + name.chars().count() + behind > MAX_WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(STEP);
        }
        line.push_str(name);
        line.push_str(", ");
    }
    out.push_str(line.trim_end());
    out.push_str("\n};");
    out
}

/// The order in which `rustfmt` sorts names: digits by their number, `_` before everything else.
pub(in crate::emit) fn version_order(one: &str, other: &str) -> Ordering {
    let mut one = one.chars().peekable();
    let mut other = other.chars().peekable();
    loop {
        let (first, second) = match (one.peek(), other.peek()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(first), Some(second)) => (*first, *second),
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            number(&mut one).cmp(&number(&mut other))
        } else {
            one.next();
            other.next();
            (first != '_', first).cmp(&(second != '_', second))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes the digits at the front: a number is larger where it has more digits, leading zeros apart.
fn number(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (usize, String) {
    let mut digits = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    let significant = digits.trim_start_matches('0').to_owned();
    (significant.len(), significant)
}
