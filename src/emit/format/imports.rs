//! `use` declarations, and the order of what they name.

use std::cmp::Ordering;

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{ItemUse, UseTree};

use super::{MAX_WIDTH, STEP, flat};

/// The group of modules that are declared.
pub(super) const MODULES: u8 = 3;

/// What `rustfmt` keeps free beside the names of a list.
const BRACES: usize = 2;

/// Which imports stand together: those of other crates, of this one, and what is published again.
pub(super) fn group(item: &ItemUse) -> u8 {
    let root = match &item.tree {
        UseTree::Path(path) => path.ident.to_string(),
        _ => String::new(),
    };
    let published = !matches!(item.vis, syn::Visibility::Inherited);
    match (published, root.as_str()) {
        (true, _) => 2,
        (false, "crate" | "super" | "self") => 1,
        (false, _) => 0,
    }
}

/// A declaration, with as many names on a line as fit.
pub(super) fn print(item: &ItemUse) -> String {
    let mut tokens: Vec<TokenTree> = item.to_token_stream().into_iter().collect();
    tokens.pop();
    let Some(TokenTree::Group(names)) = tokens.last() else {
        return format!("{};\n", flat::text(&tokens));
    };
    let names: Vec<TokenTree> = names.stream().into_iter().collect();
    let names = flat::text(&names);
    let names = names.trim_end_matches(',');
    tokens.pop();
    let head = flat::text(&tokens);
    let one_line = format!("{head}{{{names}}};");
    if one_line.chars().count() <= MAX_WIDTH - BRACES {
        return format!("{one_line}\n");
    }
    let mut out = format!("{head}{{\n");
    let mut line = " ".repeat(STEP);
    let mut names = names.split(", ").peekable();
    while let Some(name) = names.next() {
        // Behind the last name there is a comma alone; `rustfmt` knows that only where all names are on one line.
        let is_only_line = names.peek().is_none() && !out.ends_with(",\n");
        let behind = if is_only_line { 1 } else { 2 };
        if line.chars().count() + name.chars().count() + behind > MAX_WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(STEP);
        }
        line.push_str(name);
        line.push_str(", ");
    }
    out.push_str(line.trim_end());
    out.push_str("\n};\n");
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
