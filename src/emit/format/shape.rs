//! What the tokens of an expression are: a chain of calls, a list, a closure; and whether they may stand on one line.

use super::flat;
use super::layout::width;
use super::tokens::{Bracket, Group, Token};
use super::{MAX_WIDTH, SMALL_WIDTH};

/// The widest fields of a struct literal on one line.
const STRUCT_WIDTH: usize = 18;

/// The `=` of an assignment.
pub(super) fn equals(tokens: &[Token<'_>]) -> Option<usize> {
    tokens.iter().position(|token| token.is_sign("="))
}

/// Where the parameters of the first closure begin and end; `||` is both.
pub(super) fn bars(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let start = tokens
        .iter()
        .position(|token| token.is_sign("|") || token.is_sign("||"))?;
    if tokens[start].is_sign("||") {
        return Some((start, start));
    }
    let length = tokens[start + 1..]
        .iter()
        .position(|token| token.is_sign("|"))?;
    Some((start, start + 1 + length))
}

/// The links of a method chain: the root, then each `.call()`, `.field` and `.await` with its `?`.
pub(super) fn chain<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<&'a [Token<'t>]> {
    let is_operand = tokens.iter().all(|token| match token {
        Token::Sign(sign) => sign.chars().all(|c| ".?:<>&!,".contains(c)),
        _ => true,
    });
    if !is_operand {
        return vec![tokens];
    }
    let mut links = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if at > start && token.is_sign(".") {
            links.push(&tokens[start..at]);
            start = at;
        }
    }
    links.push(&tokens[start..]);
    links
}

/// The tokens that a chain's first links are.
pub(super) fn start_of<'a, 't>(tokens: &'a [Token<'t>], links: &[&[Token<'_>]]) -> &'a [Token<'t>] {
    &tokens[..links.iter().map(|link| link.len()).sum()]
}

/// How many `?` stand at an end.
pub(super) fn questions(tokens: &[Token<'_>]) -> usize {
    let questions = tokens.iter().rev().take_while(|one| one.is_sign("?"));
    questions.count()
}

/// Whether everything in the expression may stand on one line.
pub(super) fn is_narrow(tokens: &[Token<'_>]) -> bool {
    // Here `rustfmt` counts the `?` twice.
    let chained = || width(&flat::text(tokens)) + questions(tokens);
    if chain(tokens).len() > 2 && chained() > SMALL_WIDTH {
        return false;
    }
    tokens.iter().enumerate().all(|(at, token)| match token {
        Token::Group(group) => {
            let called = at > 0;
            is_narrow_group(group, called)
        }
        _ => true,
    })
}

fn is_narrow_group(group: &Group<'_>, called: bool) -> bool {
    let text = flat::inside(group);
    let is_struct = group.bracket == Bracket::Curly && called;
    if is_struct && width(text) > STRUCT_WIDTH {
        return false;
    }
    *group.is_narrow.get_or_init(|| {
        let elements = elements(group);
        let limit = match (group.bracket, elements.as_slice()) {
            (Bracket::Curly, _) => MAX_WIDTH,
            (_, [only]) if !is_call(only) || has_wide_head(only) => MAX_WIDTH,
            (Bracket::Round | Bracket::Square, _) => SMALL_WIDTH,
        };
        let wide = match group.bracket {
            // Of arguments `rustfmt` counts the bytes.
            Bracket::Round => text.len(),
            _ => width(text),
        };
        wide <= limit && elements.iter().all(|one| is_narrow(one))
    })
}

/// Whether an expression is a call of a function, not of a method, with arguments that could be broken.
pub(super) fn is_call(tokens: &[Token<'_>]) -> bool {
    let arguments = tokens.last().and_then(|last| last.group(Bracket::Round));
    let has_arguments = arguments.is_some_and(|group| !group.tokens.is_empty());
    has_arguments && tokens.len() > 1 && chain(tokens).len() == 1
}

/// Whether not even the name of a call would fit beside the call that it is an argument of.
fn has_wide_head(call: &[Token<'_>]) -> bool {
    let head = call.split_last().map_or(&[][..], |(_, head)| head);
    width(&flat::text(head)) + 1 > SMALL_WIDTH
}

/// The elements of a bracketed list.
pub(super) fn elements<'g, 't>(group: &'g Group<'t>) -> Vec<&'g [Token<'t>]> {
    let mut elements = Vec::new();
    let mut rest = group.tokens.as_slice();
    while !rest.is_empty() {
        let (element, behind) = rest.split_at(element_length(rest));
        if !element.is_empty() {
            elements.push(element);
        }
        rest = behind.get(1..).unwrap_or_default();
    }
    elements
}

/// How many tokens stand before the comma that ends the first element.
pub(super) fn element_length(tokens: &[Token<'_>]) -> usize {
    let mut angles = 0_usize;
    let mut in_pipes = false;
    let is_end = |token: &Token<'_>| {
        in_pipes ^= token.is_sign("|");
        if token.is_sign("<") {
            angles += 1;
        } else if token.is_sign(">") {
            angles = angles.saturating_sub(1);
        }
        angles == 0 && !in_pipes && token.is_sign(",")
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}
