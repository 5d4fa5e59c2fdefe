//! The bodies of functions, statement by statement.

use super::flat;
use super::layout::{self, Place, pad, width};
use super::shape::{bars, element_length, equals};
use super::tokens::{Bracket, Group, Token};
use super::{MAX_WIDTH, STEP};

/// The statements of a block and its closing brace, behind the opening one, which stands at `indent`.
pub(super) fn block(block: &Group<'_>, indent: usize) -> String {
    if block.tokens.is_empty() {
        return "}".to_owned();
    }
    let inner = indent + STEP;
    let mut out = "\n".to_owned();
    let mut rest = block.tokens.as_slice();
    while !rest.is_empty() {
        let (one, others) = rest.split_at(statement_length(rest));
        out.extend([&pad(inner), &statement(one, inner), "\n"]);
        rest = others;
    }
    out.extend([&pad(indent), "}"]);
    out
}

/// How many tokens the first statement has, its semicolon included.
fn statement_length(tokens: &[Token<'_>]) -> usize {
    if let Some(length) = control_length(tokens) {
        return match tokens.get(length) {
            Some(next) if next.is_sign(";") => length + 1,
            _ => length,
        };
    }
    let end = tokens.iter().position(|token| token.is_sign(";"));
    end.map_or(tokens.len(), |end| end + 1)
}

/// How many tokens the loop, choice or condition has that stands here as a statement; none where something else does.
fn control_length(tokens: &[Token<'_>]) -> Option<usize> {
    let starts = ["for", "if", "match"]
        .iter()
        .any(|word| tokens.first().is_some_and(|first| first.is_word(word)));
    let mut length = if starts {
        block_at(tokens)? + 1
    } else {
        return None;
    };
    while tokens.get(length).is_some_and(|next| next.is_word("else")) {
        length += block_at(&tokens[length..])? + 1;
    }
    let goes_on = |next: &Token<'_>| next.is_sign(".") || next.is_sign("?");
    (!tokens.get(length).is_some_and(goes_on)).then_some(length)
}

/// The first token that is a block.
fn block_at(tokens: &[Token<'_>]) -> Option<usize> {
    tokens
        .iter()
        .position(|token| token.group(Bracket::Curly).is_some())
}

/// The tokens before the first block, the block, and those behind it.
fn at_block<'a, 't>(
    tokens: &'a [Token<'t>],
) -> Option<(&'a [Token<'t>], &'a Group<'t>, &'a [Token<'t>])> {
    let at = block_at(tokens)?;
    let block = tokens[at].group(Bracket::Curly)?;
    Some((&tokens[..at], block, &tokens[at + 1..]))
}

fn statement(tokens: &[Token<'_>], indent: usize) -> String {
    let (tokens, end) = match tokens.split_last() {
        Some((last, rest)) if last.is_sign(";") => (rest, ";"),
        _ => (tokens, ""),
    };
    if tokens.first().is_some_and(|first| first.is_word("let")) {
        return assignment(tokens, indent);
    }
    format!("{}{end}", control(tokens, indent, end.len()))
}

fn assignment(local: &[Token<'_>], indent: usize) -> String {
    if let Some(at) = equals(local) {
        let head = format!("{} = ", flat::text(&local[..at]));
        if let Some(value) = with_block(&local[at + 1..], indent, width(&head)) {
            return format!("{head}{value};");
        }
    }
    layout::assignment(local, indent)
}

/// An expression that may have a block.
fn control(tokens: &[Token<'_>], indent: usize, after: usize) -> String {
    if let Some(text) = with_block(tokens, indent, 0).or_else(|| work(tokens, indent)) {
        return text;
    }
    let is_closure = matches!(bars(tokens), Some((0, _)));
    if equals(tokens).is_some() && !is_closure {
        let text = layout::assignment(tokens, indent);
        return text.trim_end_matches(';').to_owned();
    }
    layout::expression(tokens, Place::line(indent, after))
}

/// A loop, choice or condition behind something of a width; none where the tokens are something else.
fn with_block(tokens: &[Token<'_>], indent: usize, before: usize) -> Option<String> {
    let (Token::Word(word), rest) = tokens.split_first()? else {
        return None;
    };
    if control_length(tokens)? != tokens.len() {
        return None;
    }
    match *word {
        "for" => repetition(rest, indent),
        "if" => branches(rest, indent, before),
        "match" => choice(rest, indent, before),
        _ => None,
    }
}

/// `for pattern in values { .. }`, behind its first word.
fn repetition(tokens: &[Token<'_>], indent: usize) -> Option<String> {
    let (head, body, _) = at_block(tokens)?;
    let at = head.iter().position(|token| token.is_word("in"))?;
    let (pattern, values) = (flat::text(&head[..at]), &head[at + 1..]);
    let (head, inner) = (format!("for {pattern} in"), indent + STEP);
    let here = Place::behind(width(&head) + 1, indent, " {".len());
    let head = match layout::one_line(values, here) {
        Some(values) => format!("{head} {values}"),
        None => {
            let values = layout::expression(values, Place::line(inner, 0));
            format!("{head}\n{}{values}", pad(inner))
        }
    };
    Some(format!("{}{}", opened(&head, indent), block(body, indent)))
}

/// `value.method(async |name| { .. }).await`: a call whose only argument is work.
fn work(tokens: &[Token<'_>], indent: usize) -> Option<String> {
    let [
        receiver @ ..,
        dot,
        Token::Word(method),
        Token::Group(arguments),
        last_dot,
        awaited,
    ] = tokens
    else {
        return None;
    };
    let is_awaited = dot.is_sign(".") && last_dot.is_sign(".") && awaited.is_word("await");
    let [first, inputs @ .., body] = arguments.tokens.as_slice() else {
        return None;
    };
    let (0, end) = bars(inputs)? else {
        return None;
    };
    if !is_awaited || !first.is_word("async") || end + 1 != inputs.len() {
        return None;
    }
    let body = block(body.group(Bracket::Curly)?, indent);
    let (receiver, inputs) = (flat::text(receiver), flat::text(inputs));
    let head = format!("{receiver}.{method}(async {inputs} {{");
    Some(format!("{head}{body})\n{}.await", pad(indent)))
}

/// `match value { .. }` behind something of a width and its first word.
fn choice(tokens: &[Token<'_>], indent: usize, before: usize) -> Option<String> {
    let (value, arms, _) = at_block(tokens)?;
    let place = Place::behind(before + "match ".len(), indent, " {".len());
    let mut out = format!("match {} {{\n", layout::expression(value, place));
    let inner = indent + STEP;
    let mut rest = arms.tokens.as_slice();
    while !rest.is_empty() {
        let arrow = rest.iter().position(|token| token.is_sign("=>"))?;
        let (pattern, behind) = (&rest[..arrow], &rest[arrow + 1..]);
        let (body, behind) = behind.split_at(arm_length(behind));
        out.extend([&pad(inner), &arm(pattern, body, inner), "\n"]);
        rest = match behind.split_first() {
            Some((comma, rest)) if comma.is_sign(",") => rest,
            _ => behind,
        };
    }
    out.extend([&pad(indent), "}"]);
    Some(out)
}

/// How many tokens the body of an arm has.
fn arm_length(tokens: &[Token<'_>]) -> usize {
    let is_block = matches!(tokens.first(), Some(first) if first.group(Bracket::Curly).is_some());
    if is_block {
        1
    } else {
        control_length(tokens).unwrap_or_else(|| element_length(tokens))
    }
}

/// `condition { .. } else { .. }` behind something of a width and `if`.
fn branches(tokens: &[Token<'_>], indent: usize, before: usize) -> Option<String> {
    let (asked, then, rest) = at_block(tokens)?;
    let (head, then) = (condition(asked, indent, before), block(then, indent));
    match rest {
        [] => Some(format!("{head}{then}")),
        [_, Token::Group(other)] => Some(format!("{head}{then} else {{{}", block(other, indent))),
        [_, others @ ..] => Some(format!("{head}{then} else {}", control(others, indent, 0))),
    }
}

/// `if condition {`, with the brace on its own line where the condition has several.
fn condition(condition: &[Token<'_>], indent: usize, before: usize) -> String {
    let is_let = condition.first().is_some_and(|first| first.is_word("let"))
        && !condition.iter().any(|token| token.is_sign("&&"));
    let head = match equals(condition).filter(|_| is_let) {
        Some(at) => {
            let head = format!("if {} =", flat::text(&condition[..at]));
            layout::assigned(&head, &condition[at + 1..], indent, " {".len())
        }
        None => {
            let place = Place::behind(before + "if ".len(), indent, 0);
            format!("if {}", layout::expression(condition, place))
        }
    };
    opened(&head, indent)
}

/// The head of a block and its brace, on a line of its own where the head has several.
fn opened(head: &str, indent: usize) -> String {
    let closes = head.lines().last().is_some_and(layout::is_closing);
    let is_full = indent + width(head) + " {".len() > MAX_WIDTH;
    if head.contains('\n') && !closes || !head.contains('\n') && is_full {
        format!("{head}\n{}{{", pad(indent))
    } else {
        format!("{head} {{")
    }
}

/// An arm whose body is one expression: on one line, else in a block, else broken where it stands.
fn arm(pattern: &[Token<'_>], body: &[Token<'_>], indent: usize) -> String {
    let head = format!("{} =>", flat::text(pattern));
    if let [Token::Group(one)] = body
        && one.bracket == Bracket::Curly
    {
        return format!("{head} {{{}", block(one, indent));
    }
    let same_line = Place::behind(width(&head) + 1, indent, 1);
    if let Some(body) = layout::one_line(body, same_line) {
        return format!("{head} {body},");
    }
    let inner = indent + STEP;
    match layout::one_line(body, Place::line(inner, 0)) {
        Some(body) => format!("{head} {{\n{}{body}\n{}}}", pad(inner), pad(indent)),
        None => format!("{head} {},", layout::expression(body, same_line)),
    }
}
