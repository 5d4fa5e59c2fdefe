//! Items: imports, constants, structs, functions and what else stands in a file.

use super::tokens::{Bracket, Group, Token};
use super::{MAX_WIDTH, STEP, body, flat, imports, layout, shape};

use layout::{pad, width};

/// An item, or a member of one.
struct Item<'a, 't> {
    kind: Kind,
    /// Its documentation and attributes.
    attributes: &'a [Token<'t>],
    /// Everything else up to its block or semicolon.
    head: &'a [Token<'t>],
    block: Option<&'a Group<'t>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use,
    Module,
    Constant,
    Function,
    Struct,
    Enum,
    /// `impl`, `trait`.
    Members,
}

/// The token at which something begins that is no item, or not the whole of one.
type Unknown<'a, 't> = &'a Token<'t>;

/// The items of a file, a blank line between them.
pub(super) fn print<'a, 't>(tokens: &'a [Token<'t>]) -> Result<String, Unknown<'a, 't>> {
    let mut out = String::new();
    let mut rest = tokens;
    while let Some(length) = inner_attribute_length(rest) {
        let (attribute, others) = rest.split_at(length);
        match attribute {
            [Token::InnerDoc(text)] => out.extend(["//!", text.trim_end(), "\n"]),
            _ => out.extend([&flat::text(attribute), "\n"]),
        }
        rest = others;
    }
    let mut previous = None;
    while let Some(first) = rest.first() {
        let (item, others) = next(rest).ok_or(first)?;
        let group = group(&item);
        if !out.is_empty() && (group.is_none() || group != previous) {
            out.push('\n');
        }
        print_item(&mut out, &item)?;
        (previous, rest) = (group, others);
    }
    Ok(out)
}

fn inner_attribute_length(tokens: &[Token<'_>]) -> Option<usize> {
    match tokens {
        [Token::InnerDoc(_), ..] => Some(1),
        [sign, bang, Token::Group(_), ..] if sign.is_sign("#") && bang.is_sign("!") => Some(3),
        _ => None,
    }
}

/// What stands directly below each other: imports of one group, and declarations of modules.
fn group(item: &Item<'_, '_>) -> Option<u8> {
    match item.kind {
        Kind::Use => Some(imports::group(item.head)),
        Kind::Module if item.attributes.is_empty() => Some(imports::MODULES),
        _ => None,
    }
}

/// The first item and what stands behind it.
fn next<'a, 't>(tokens: &'a [Token<'t>]) -> Option<(Item<'a, 't>, &'a [Token<'t>])> {
    let (attributes, behind) = tokens.split_at(attributes_length(tokens));
    let kind = kind(&behind[visibility_length(behind)..])?;
    let is_end = |token: &Token<'_>| {
        let has_block = !matches!(kind, Kind::Use | Kind::Constant);
        token.is_sign(";") || has_block && token.group(Bracket::Curly).is_some()
    };
    let end = behind.iter().position(is_end)?;
    let item = Item {
        kind,
        attributes,
        head: &behind[..end],
        block: behind[end].group(Bracket::Curly),
    };
    Some((item, &behind[end + 1..]))
}

fn kind(tokens: &[Token<'_>]) -> Option<Kind> {
    let (Token::Word(word), behind) = tokens.split_first()? else {
        return None;
    };
    match *word {
        "use" => Some(Kind::Use),
        "mod" => Some(Kind::Module),
        "const" if behind.first()?.is_word("fn") => Some(Kind::Function),
        "const" | "static" | "type" => Some(Kind::Constant),
        "fn" | "async" => Some(Kind::Function),
        "struct" => Some(Kind::Struct),
        "enum" => Some(Kind::Enum),
        "impl" | "trait" => Some(Kind::Members),
        _ => None,
    }
}

fn attributes_length(tokens: &[Token<'_>]) -> usize {
    let mut length = 0;
    loop {
        length += match &tokens[length..] {
            [Token::Doc(_), ..] => 1,
            [sign, Token::Group(_), ..] if sign.is_sign("#") => 2,
            _ => return length,
        };
    }
}

/// How many tokens `pub` or `pub(crate)` are at a start.
pub(super) fn visibility_length(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [word, Token::Group(group), ..]
            if word.is_word("pub") && group.bracket == Bracket::Round =>
        {
            2
        }
        [word, ..] if word.is_word("pub") => 1,
        _ => 0,
    }
}

fn print_item<'a, 't>(out: &mut String, item: &Item<'a, 't>) -> Result<(), Unknown<'a, 't>> {
    attributes(out, item.attributes, 0);
    match (item.kind, item.block) {
        (Kind::Use, _) => out.push_str(&imports::print(item.head)),
        (Kind::Constant, _) => out.push_str(&layout::assignment(item.head, 0)),
        (Kind::Function, Some(block)) => function(out, item.head, block, 0),
        (Kind::Struct, Some(block)) => structure(out, item.head, block),
        (Kind::Enum, Some(block)) => enumeration(out, item.head, block),
        (Kind::Members, Some(block)) => members(out, item.head, block)?,
        (Kind::Module, None) => out.extend([&flat::text(item.head), ";"]),
        _ => return Err(&item.head[0]),
    }
    out.push('\n');
    Ok(())
}

/// Attributes and documentation, a line each.
fn attributes(out: &mut String, attributes: &[Token<'_>], indent: usize) {
    for (at, token) in attributes.iter().enumerate() {
        match token {
            Token::Doc(text) => out.extend([&pad(indent), "///", text.trim_end(), "\n"]),
            Token::Group(_) => {
                let attribute = flat::text(&attributes[at - 1..=at]);
                out.extend([&pad(indent), attribute.as_str(), "\n"]);
            }
            _ => {}
        }
    }
}

fn function(out: &mut String, head: &[Token<'_>], block: &Group<'_>, indent: usize) {
    out.push_str(&signature(head, indent));
    out.push_str(&body::block(block, indent));
}

/// A signature with the brace that opens the body, on one line where it fits.
fn signature(head: &[Token<'_>], indent: usize) -> String {
    let (pad, inner) = (pad(indent), pad(indent + STEP));
    let is_inputs = |token: &Token<'_>| token.group(Bracket::Round).is_some();
    let start = visibility_length(head);
    let at = head[start..]
        .iter()
        .position(is_inputs)
        .map_or(head.len(), |at| start + at);
    let (name, rest) = head.split_at(at);
    let name = flat::text(name);
    let (inputs, output) = match rest {
        [Token::Group(inputs), output @ ..] => (shape::elements(inputs), flat::text(output)),
        _ => (Vec::new(), String::new()),
    };
    let output = if output.is_empty() {
        output
    } else {
        format!(" {output}")
    };
    let inputs: Vec<String> = inputs.into_iter().map(flat::text).collect();
    let one_line = format!("{pad}{name}({}){output} {{", inputs.join(", "));
    if width(&one_line) <= MAX_WIDTH {
        return one_line;
    }
    let inputs: String = inputs
        .iter()
        .map(|input| format!("{inner}{input},\n"))
        .collect();
    format!("{pad}{name}(\n{inputs}{pad}){output} {{")
}

/// A struct with a field a line; a type that is too wide goes to the next one.
fn structure(out: &mut String, head: &[Token<'_>], block: &Group<'_>) {
    out.extend([&flat::text(head), " {"]);
    for field in shape::elements(block) {
        let (attached, field) = field.split_at(attributes_length(field));
        out.push('\n');
        attributes(out, attached, STEP);
        let colon = field.iter().position(|token| token.is_sign(":"));
        let (name, ty) = field.split_at(colon.map_or(field.len(), |colon| colon + 1));
        let head = format!("{}{}", pad(STEP), flat::text(name));
        let ty = flat::text(ty);
        let is_wide = width(&head) + width(&ty) + " ,".len() > MAX_WIDTH;
        let between = if is_wide {
            format!("\n{}", pad(2 * STEP))
        } else {
            " ".to_owned()
        };
        out.extend([&head, &between, &ty, ","]);
    }
    out.push_str(if block.tokens.is_empty() { "}" } else { "\n}" });
}

/// An enum with a variant a line.
fn enumeration(out: &mut String, head: &[Token<'_>], block: &Group<'_>) {
    out.extend([&flat::text(head), " {"]);
    for variant in shape::elements(block) {
        let (attached, variant) = variant.split_at(attributes_length(variant));
        out.push('\n');
        attributes(out, attached, STEP);
        out.extend([&pad(STEP), flat::text(variant).as_str(), ","]);
    }
    out.push_str(if block.tokens.is_empty() { "}" } else { "\n}" });
}

/// A trait or its implementation, a blank line between the members but for constants.
fn members<'a, 't>(
    out: &mut String,
    head: &[Token<'_>],
    block: &'a Group<'t>,
) -> Result<(), Unknown<'a, 't>> {
    out.extend([&members_head(&flat::text(head)), "\n"]);
    let mut previous = None;
    let mut rest = block.tokens.as_slice();
    while let Some(first) = rest.first() {
        let (member, others) = next(rest).ok_or(first)?;
        let word = member.head.get(visibility_length(member.head));
        let is_constant =
            word.is_some_and(|word| word.is_word("const")) && member.kind == Kind::Constant;
        if !(is_constant && previous == Some(true) || previous.is_none()) {
            out.push('\n');
        }
        attributes(out, member.attributes, STEP);
        match (member.kind, member.block) {
            (Kind::Function, Some(block)) => function(out, member.head, block, STEP),
            (Kind::Constant, _) => {
                out.extend([&pad(STEP), layout::assignment(member.head, STEP).as_str()]);
            }
            _ => return Err(&member.head[0]),
        }
        out.push('\n');
        (previous, rest) = (Some(is_constant), others);
    }
    out.push('}');
    Ok(())
}

/// `impl A for B {`, over three lines where it is long.
fn members_head(head: &str) -> String {
    match head.split_once(" for ") {
        Some((of, target)) if width(head) + " {".len() > MAX_WIDTH => {
            format!("{of}\n{}for {target}\n{{", pad(STEP))
        }
        _ => format!("{head} {{"),
    }
}
