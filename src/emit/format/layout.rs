//! Expressions over as many lines as `rustfmt` takes for them.
//!
//! In: the tokens of an expression or of an assignment, and where it starts. Out: its text. The rules are those of the
//! style guide for the shapes that the templates use: calls, method chains, arrays, struct literals, closures of one
//! expression; what is no such shape stays on one line.

use super::flat;
use super::shape::{bars, chain, elements, equals, is_call, is_narrow, questions, start_of};
use super::tokens::{Bracket, Group, Token};
use super::{MAX_WIDTH, SMALL_WIDTH, STEP};

/// The widest elements that are put side by side over several lines.
const SHORT_ELEMENT: usize = 10;

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The indentation of its first line.
    pub(super) indent: usize,
    /// The columns before it on that line.
    pub(super) used: usize,
    /// The columns behind it on its last line.
    pub(super) after: usize,
    /// The columns that the only argument of a call may take on the call's line.
    pub(super) room: usize,
}

impl Place {
    /// At the start of a line.
    pub(super) fn line(indent: usize, after: usize) -> Place {
        Place::behind(0, indent, after)
    }

    /// Behind something of a width, at the start of a line.
    pub(super) fn behind(width: usize, indent: usize, after: usize) -> Place {
        Place {
            indent,
            used: indent + width,
            after,
            room: SMALL_WIDTH,
        }
    }
}

/// An expression in its place; the text starts where the place says, and later lines bring their indentation.
pub(super) fn expression(tokens: &[Token<'_>], place: Place) -> String {
    one_line(tokens, place).unwrap_or_else(|| broken(tokens, place))
}

/// The expression on one line, where it is narrow enough for that.
pub(super) fn one_line(tokens: &[Token<'_>], place: Place) -> Option<String> {
    let text = flat::text(tokens);
    // `rustfmt` counts the `?` behind a chain three times.
    let counted_again = if chain(tokens).len() > 1 {
        2 * questions(tokens)
    } else {
        0
    };
    let fits = !text.contains('\n')
        && place.used + width(&text) + counted_again + place.after <= MAX_WIDTH
        && is_narrow(tokens);
    fits.then_some(text)
}

/// `let x = expression;`, `x = expression;` or a constant, at the start of a line.
pub(super) fn assignment(tokens: &[Token<'_>], indent: usize) -> String {
    let tokens = match tokens.split_last() {
        Some((last, rest)) if last.is_sign(";") => rest,
        _ => tokens,
    };
    match equals(tokens) {
        Some(at) => {
            let head = head(&flat::text(&tokens[..at]), indent);
            format!("{};", assigned(&head, &tokens[at + 1..], indent, 1))
        }
        None => format!("{};", flat::text(tokens)),
    }
}

/// What a value is given to; a type that is too wide has an argument a line.
fn head(text: &str, indent: usize) -> String {
    let (open, close) = (text.find('<'), text.rfind('>'));
    match open.zip(close) {
        Some((open, close)) if indent + width(text) + 2 > MAX_WIDTH => {
            let arguments = text[open + 1..close].split(", ");
            let lines: String = arguments
                .map(|argument| format!("{}{argument},\n", pad(indent + STEP)))
                .collect();
            let (name, rest) = (&text[..open], &text[close + 1..]);
            format!("{name}<\n{lines}{}>{rest} =", pad(indent))
        }
        _ => format!("{text} ="),
    }
}

/// A value behind what it is given to: on the same line, on the next one, or broken where it stands.
pub(super) fn assigned(head: &str, value: &[Token<'_>], indent: usize, after: usize) -> String {
    let last = head.lines().last().unwrap_or_default();
    let same_line = Place::behind(width(last.trim_start()) + 1, indent, after);
    if let Some(value) = one_line(value, same_line) {
        return format!("{head} {value}");
    }
    let here = closure(value, indent).unwrap_or_else(|| broken(value, same_line));
    let next_line = Place::line(indent + STEP, after);
    let below = one_line(value, next_line)
        .or_else(|| closure(value, indent + STEP))
        .unwrap_or_else(|| broken(value, next_line));
    let first = same_line.used + width(here.lines().next().unwrap_or_default());
    if first > MAX_WIDTH || is_better(&below, &here) {
        format!("{head}\n{}{below}", pad(indent + STEP))
    } else {
        format!("{head} {here}")
    }
}

/// Whether a value looks better on the next line than where it would stand.
fn is_better(below: &str, here: &str) -> bool {
    let breaks = |text: &str| text.matches('\n').count();
    let first_line_opens = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        first.ends_with(['(', '[', '{'])
    };
    breaks(below) == 0
        || breaks(here) > breaks(below) + 1
        || first_line_opens(here) && !first_line_opens(below)
}

fn broken(tokens: &[Token<'_>], place: Place) -> String {
    let links = chain(tokens);
    if links.len() > 1 {
        return broken_chain(tokens, &links, place);
    }
    broken_call(tokens, place)
}

/// A call, list or struct literal, whatever stands before its bracket, with the `?` behind it.
fn broken_call(tokens: &[Token<'_>], place: Place) -> String {
    let (tokens, end) = tokens.split_at(tokens.len() - questions(tokens));
    let after = place.after + end.len();
    let Some((Token::Group(group), head)) = tokens.split_last() else {
        return format!("{}{}", flat::text(tokens), "?".repeat(end.len()));
    };
    let head = flat::text(head);
    let space = if group.bracket == Bracket::Curly && !head.is_empty() {
        " "
    } else {
        ""
    };
    let used = place.used + width(&head) + space.len();
    let group = broken_group(
        group,
        Place {
            used,
            after,
            ..place
        },
    );
    format!("{head}{space}{group}{}", "?".repeat(end.len()))
}

/// A bracketed list over several lines.
fn broken_group(group: &Group, place: Place) -> String {
    let (open, close) = group.bracket.signs();
    let elements = elements(group);
    if group.bracket != Bracket::Curly
        && let Some(text) = overflowing_element(&elements, place)
    {
        return format!("{open}{text}{close}");
    }
    let indent = place.indent + STEP;
    let flat_elements: Vec<String> = elements.iter().map(|one| flat::text(one)).collect();
    let all_short = flat_elements
        .iter()
        .all(|text| width(text) <= SHORT_ELEMENT);
    let lines = match group.bracket {
        Bracket::Square | Bracket::Round if all_short => filled(&flat_elements, indent),
        Bracket::Curly => elements.iter().map(|one| field(one, indent)).collect(),
        _ => elements
            .iter()
            .map(|one| element(one, indent))
            .collect::<Vec<_>>()
            .concat(),
    };
    format!("{open}\n{lines}{}{close}", pad(place.indent))
}

/// The arguments of a call whose last one keeps its opening bracket on the call's line: the only one where it is a list or
/// a call, or a closure.
fn overflowing_element(elements: &[&[Token<'_>]], place: Place) -> Option<String> {
    let (last, others) = elements.split_last()?;
    let inner = Place {
        used: place.used + 1,
        after: place.after + 1,
        ..place
    };
    if others.is_empty() && overflows(last) {
        let fits_below = is_call(last) && width(&flat::text(last)) <= place.room;
        let text = broken(last, inner);
        let fits = width(text.lines().next()?) <= place.room;
        return (fits && !fits_below).then_some(text);
    }
    let (0, end) = bars(last)? else {
        return None;
    };
    let is_closure = |tokens: &&[Token<'_>]| matches!(bars(tokens), Some((0, _)));
    if others.iter().any(is_closure) {
        // Two closures stand below each other.
        return None;
    }
    let others: String = others
        .iter()
        .map(|one| format!("{}, ", flat::text(one)))
        .collect();
    let head = format!("{others}{} {{", flat::text(&last[..=end]));
    let body = expression(&last[end + 1..], Place::line(place.indent + STEP, 0));
    let fits = inner.used + width(&head) <= MAX_WIDTH && width(&head) < SMALL_WIDTH;
    let (indent, body_indent) = (pad(place.indent), pad(place.indent + STEP));
    fits.then(|| format!("{head}\n{body_indent}{body}\n{indent}}}"))
}

/// An element of a list on its own line.
fn element(tokens: &[Token<'_>], indent: usize) -> String {
    let place = Place::line(indent, 1);
    let text = one_line(tokens, place).or_else(|| closure(tokens, indent));
    let text = text.unwrap_or_else(|| expression(tokens, place));
    format!("{}{text},\n", pad(indent))
}

/// A closure with its body in a block.
fn closure(tokens: &[Token<'_>], indent: usize) -> Option<String> {
    let (start, end) = bars(tokens)?;
    let is_closure = match &tokens[..start] {
        [] => true,
        [word] => word.is_word("move"),
        _ => false,
    };
    if !is_closure {
        return None;
    }
    let head = flat::text(&tokens[..=end]);
    let body = expression(&tokens[end + 1..], Place::line(indent + STEP, 0));
    let (outer, inner) = (pad(indent), pad(indent + STEP));
    Some(format!("{head} {{\n{inner}{body}\n{outer}}}"))
}

/// A field of a struct literal; a value that cannot be broken goes to the next line.
fn field(tokens: &[Token<'_>], indent: usize) -> String {
    let colon = tokens.iter().position(|token| token.is_sign(":"));
    let Some(at) = colon else {
        return element(tokens, indent);
    };
    let (name, value) = (flat::text(&tokens[..=at]), &tokens[at + 1..]);
    let same_line = Place::behind(width(&name) + 1, indent, 1);
    let below = Place::line(indent + STEP, 1);
    let value = match one_line(value, same_line) {
        Some(value) => format!(" {value}"),
        None => {
            let here = broken(value, same_line);
            let first = same_line.used + width(here.lines().next().unwrap_or_default());
            if first <= MAX_WIDTH {
                format!(" {here}")
            } else {
                format!("\n{}{}", pad(indent + STEP), expression(value, below))
            }
        }
    };
    format!("{}{name}{value},\n", pad(indent))
}

/// Short elements side by side.
fn filled(elements: &[String], indent: usize) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for element in elements {
        let joined = indent + width(&line) + width(element) + 2;
        if !line.is_empty() && joined > MAX_WIDTH {
            lines.push_str(&format!("{}{line}\n", pad(indent)));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&format!("{element},"));
    }
    lines.push_str(&format!("{}{line}\n", pad(indent)));
    lines
}

/// Whether the only argument of a call keeps its opening bracket on the call's line.
fn overflows(tokens: &[Token<'_>]) -> bool {
    let is_list = matches!(tokens.last(), Some(Token::Group(_)));
    is_list && chain(tokens).len() == 1
}

fn broken_chain(tokens: &[Token<'_>], links: &[&[Token<'_>]], place: Place) -> String {
    let at_line_start = place.used == place.indent;
    let kept = if at_line_start {
        absorbed(tokens, links)
    } else {
        1
    };
    let root = start_of(tokens, &links[..kept]);
    let Some((last, between)) = links[kept..].split_last() else {
        return broken_call(root, place);
    };
    let head = start_of(tokens, &links[..links.len() - 1]);
    if let Some(text) = overflowing(head, &links[..links.len() - 1], last, place) {
        return text;
    }
    let root_place = Place { after: 0, ..place };
    let mut out = one_line(root, root_place).unwrap_or_else(|| broken_call(root, root_place));
    let hangs = out.contains('\n') && out.lines().last().is_some_and(is_closing);
    let indent = if hangs {
        place.indent
    } else {
        place.indent + STEP
    };
    for link in between {
        out.push_str(&format!("\n{}", pad(indent)));
        out.push_str(&expression(link, Place::line(indent, 0)));
    }
    out.push_str(&format!("\n{}", pad(indent)));
    out.push_str(&expression(last, Place::line(indent, place.after)));
    out
}

/// The chain on one line but for the arguments of its last link, where that is no longer than a link a line.
fn overflowing(
    head: &[Token<'_>],
    head_links: &[&[Token<'_>]],
    last: &[Token<'_>],
    place: Place,
) -> Option<String> {
    if !head_links.iter().all(|link| is_narrow(link)) {
        return None;
    }
    let head = flat::text(head);
    let room = if head_links.len() == 1 {
        MAX_WIDTH.saturating_sub(place.used + place.after)
    } else {
        SMALL_WIDTH
    };
    let room = room.checked_sub(width(&head) + questions(last))?;
    let used = place.used + width(&head);
    let here = expression(last, Place { used, ..place });
    if head.contains('\n') || width(here.lines().next()?) > room {
        return None;
    }
    let lines = here.lines().count();
    let is_no_longer = || {
        let below = expression(last, Place::line(place.indent + STEP, place.after));
        below.lines().count() >= lines
    };
    (lines >= 5 || is_no_longer()).then(|| format!("{head}{here}"))
}

/// How many links stay together at the start of a line: the root, and more while they are shorter than a step.
fn absorbed(tokens: &[Token<'_>], links: &[&[Token<'_>]]) -> usize {
    let mut kept = 1;
    while kept < links.len() && width(&flat::text(start_of(tokens, &links[..kept]))) <= STEP {
        kept += 1;
    }
    kept
}

/// Whether a line ends the block that a root was broken into.
pub(super) fn is_closing(line: &str) -> bool {
    line.trim_start().starts_with([')', ']', '}'])
}

/// How many columns a text takes, where it has one line.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

/// An indentation.
pub(super) fn pad(indent: usize) -> String {
    " ".repeat(indent)
}
