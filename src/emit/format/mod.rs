//! Generated Rust as `rustfmt` prints it with its default configuration.
//!
//! In: the text that a template gave, in whatever layout. Out: the same program, formatted item by item with a blank line
//! between the items, or [`FormatError`] where the text is not Rust, which is a bug of rowtype. Items without bodies are
//! printed by `prettyplease`. It breaks expressions at another width than `rustfmt` does, so that the bodies of functions
//! are laid out here, from their tokens: that knows only the shapes that the templates use. It must not know what the code
//! is about.

mod body;
mod flat;
mod imports;
mod layout;

use quote::ToTokens;
use syn::{Attribute, File, ImplItem, Item, ItemFn, ItemImpl, ItemStruct, Signature, Visibility};

pub(super) use imports::version_order;

/// The widest line.
const MAX_WIDTH: usize = 100;
/// A step of indentation.
const STEP: usize = 4;

/// A text of ours that is not Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The file.
    pub path: String,
    /// What the parser says, with its line and column in the text.
    pub message: String,
    /// The text.
    pub text: String,
}

/// Formats a file. `header` becomes its first line, as a comment.
pub(super) fn file(path: &str, header: &str, text: &str) -> Result<String, FormatError> {
    let parsed = syn::parse_file(text).map_err(|error| {
        let at = error.span().start();
        FormatError {
            path: path.to_owned(),
            message: format!("{}:{}: {error}", at.line, at.column + 1),
            text: text.to_owned(),
        }
    })?;
    Ok(format!("// {header}\n{}", print(&parsed)))
}

fn print(file: &File) -> String {
    let mut out = String::new();
    for attribute in &file.attrs {
        out.push_str(&inner_attribute(attribute));
        out.push('\n');
    }
    let mut previous = None;
    for item in &file.items {
        if !out.is_empty() && !joins(previous, item) {
            out.push('\n');
        }
        out.push_str(&print_item(item));
        previous = Some(item);
    }
    out
}

/// Whether an item stands directly below the one before: imports of one group, and declarations of modules.
fn joins(previous: Option<&Item>, item: &Item) -> bool {
    let group = |item: &Item| match item {
        Item::Use(item) => Some(imports::group(item)),
        Item::Mod(item) if item.attrs.is_empty() => Some(imports::MODULES),
        _ => None,
    };
    matches!((previous.and_then(group), group(item)), (Some(one), Some(other)) if one == other)
}

fn print_item(item: &Item) -> String {
    match item {
        Item::Fn(item) => function(item),
        Item::Struct(item) => structure(item),
        Item::Impl(item) => implementation(item),
        Item::Use(item) => imports::print(item),
        Item::Static(item) => {
            let tokens: Vec<_> = item.to_token_stream().into_iter().collect();
            format!("{}\n", layout::assignment(&tokens, 0))
        }
        Item::Const(item) => {
            let tokens: Vec<_> = item.to_token_stream().into_iter().collect();
            format!("{}\n", layout::assignment(&tokens, 0))
        }
        other => prettyplease::unparse(&File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![other.clone()],
        }),
    }
}

fn function(item: &ItemFn) -> String {
    let mut out = attributes(&item.attrs, 0);
    out.push_str(&signature(&item.vis, &item.sig, 0));
    out.push_str(&body::block(&item.block, 0));
    out.push('\n');
    out
}

/// A struct with a field a line; a type that is too wide goes to the next one.
fn structure(item: &ItemStruct) -> String {
    let tokens = |part: &dyn ToTokens| -> String {
        flat::text(&part.to_token_stream().into_iter().collect::<Vec<_>>())
    };
    let head = format!(
        "{} struct {}{}",
        tokens(&item.vis),
        item.ident,
        tokens(&item.generics)
    );
    let mut out = format!("{}{head} {{", attributes(&item.attrs, 0));
    for field in &item.fields {
        let name = field
            .ident
            .as_ref()
            .map_or_else(String::new, |name| tokens(name));
        let head = format!("{}{} {name}:", " ".repeat(STEP), tokens(&field.vis));
        let ty = tokens(&field.ty);
        let is_wide = head.chars().count() + ty.chars().count() + " ,".len() > MAX_WIDTH;
        let between = if is_wide {
            format!("\n{}", " ".repeat(2 * STEP))
        } else {
            " ".to_owned()
        };
        let attributes = attributes(&field.attrs, STEP);
        out.push_str(&format!("\n{attributes}{head}{between}{ty},"));
    }
    out.push_str(if item.fields.is_empty() {
        "}\n"
    } else {
        "\n}\n"
    });
    out
}

fn implementation(item: &ItemImpl) -> String {
    let mut out = attributes(&item.attrs, 0);
    let head = ItemImpl {
        attrs: Vec::new(),
        items: Vec::new(),
        ..item.clone()
    };
    let head = flat::text(&head.to_token_stream().into_iter().collect::<Vec<_>>());
    out.push_str(&implementation_head(&head));
    out.push('\n');
    let mut after_constant = true;
    for member in &item.items {
        let is_constant = matches!(member, ImplItem::Const(_));
        if !(after_constant && is_constant || out.ends_with("{\n")) {
            out.push('\n');
        }
        out.push_str(&implementation_member(member));
        after_constant = is_constant;
    }
    out.push_str("}\n");
    out
}

/// `impl A for B {`, over three lines where it is long.
fn implementation_head(head: &str) -> String {
    let head = head.trim_end_matches("{}").trim_end();
    match head.split_once(" for ") {
        Some((of, target)) if head.chars().count() + " {".len() > MAX_WIDTH => {
            format!("{of}\n{}for {target}\n{{", " ".repeat(STEP))
        }
        _ => format!("{head} {{"),
    }
}

fn implementation_member(member: &ImplItem) -> String {
    match member {
        ImplItem::Fn(item) => {
            let mut out = attributes(&item.attrs, STEP);
            out.push_str(&signature(&item.vis, &item.sig, STEP));
            out.push_str(&body::block(&item.block, STEP));
            out.push('\n');
            out
        }
        ImplItem::Const(item) => {
            let mut out = attributes(&item.attrs, STEP);
            let mut head = item.clone();
            head.attrs.clear();
            let tokens: Vec<_> = head.to_token_stream().into_iter().collect();
            out.push_str(&" ".repeat(STEP));
            out.push_str(&layout::assignment(&tokens, STEP));
            out.push('\n');
            out
        }
        other => format!(
            "{}{}\n",
            " ".repeat(STEP),
            flat::text(&other.to_token_stream().into_iter().collect::<Vec<_>>())
        ),
    }
}

/// A signature with the brace that opens the body, on one line where it fits.
fn signature(visibility: &Visibility, signature: &Signature, indent: usize) -> String {
    let tokens = |part: &dyn ToTokens| -> String {
        flat::text(&part.to_token_stream().into_iter().collect::<Vec<_>>())
    };
    let pad = " ".repeat(indent);
    let before = tokens(visibility);
    let mut head = if before.is_empty() {
        String::new()
    } else {
        format!("{before} ")
    };
    for (given, word) in [
        (signature.constness.is_some(), "const "),
        (signature.asyncness.is_some(), "async "),
    ] {
        if given {
            head.push_str(word);
        }
    }
    head.push_str(&format!("fn {}", tokens(&signature.ident)));
    head.push_str(&tokens(&signature.generics));
    let output = match tokens(&signature.output) {
        output if output.is_empty() => output,
        output => format!(" {output}"),
    };
    let inputs: Vec<String> = signature.inputs.iter().map(|input| tokens(input)).collect();
    let one_line = format!("{pad}{head}({}){output} {{", inputs.join(", "));
    if one_line.chars().count() <= MAX_WIDTH {
        return one_line;
    }
    let inner = " ".repeat(indent + STEP);
    let inputs: String = inputs
        .iter()
        .map(|input| format!("{inner}{input},\n"))
        .collect();
    format!("{pad}{head}(\n{inputs}{pad}){output} {{")
}

/// Attributes and doc comments, a line each.
fn attributes(attributes: &[Attribute], indent: usize) -> String {
    let pad = " ".repeat(indent);
    attributes
        .iter()
        .map(|attribute| match doc(attribute) {
            Some(text) => format!("{pad}///{}\n", text.trim_end()),
            None => format!("{pad}{}\n", attribute_text(attribute)),
        })
        .collect()
}

fn inner_attribute(attribute: &Attribute) -> String {
    doc(attribute).map_or_else(
        || attribute_text(attribute),
        |text| format!("//!{}", text.trim_end()),
    )
}

fn attribute_text(attribute: &Attribute) -> String {
    flat::text(&attribute.to_token_stream().into_iter().collect::<Vec<_>>())
}

/// The text of a doc comment.
fn doc(attribute: &Attribute) -> Option<String> {
    if !attribute.path().is_ident("doc") {
        return None;
    }
    let pair = attribute.meta.require_name_value().ok()?;
    match &pair.value {
        syn::Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests;
