//! Generated Rust as `rustfmt` prints it with its default configuration.
//!
//! In: the text that a template gave, in whatever layout. Out: the same program, formatted item by item with a blank line
//! between the items, or [`FormatError`] where the text is not Rust, which is a bug of rowtype. It goes by the tokens and
//! knows only the shapes that the templates use: what is no such item is an error, what is no such expression stays on one
//! line. `tests/emit.rs` asks `rustfmt` itself whether the outcome is Rust and has its form. It must not know what the code
//! is about.

mod body;
mod flat;
mod imports;
mod items;
mod layout;
mod shape;
mod tokens;

use tokens::Misplaced;

pub(super) use imports::version_order;

/// The widest line.
const MAX_WIDTH: usize = 100;
/// The widest arguments of a call, elements of an array, and method chain on one line.
const SMALL_WIDTH: usize = 60;
/// A step of indentation.
const STEP: usize = 4;

/// A text of ours that is not Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The file.
    pub path: String,
    /// What is wrong, with its line and column in the text.
    pub message: String,
    /// The text.
    pub text: String,
}

/// Formats a file. `header` becomes its first line, as a comment.
pub(super) fn file(path: &str, header: &str, text: &str) -> Result<String, FormatError> {
    let error = |misplaced| FormatError {
        path: path.to_owned(),
        message: located(text, &misplaced),
        text: text.to_owned(),
    };
    let tokens = tokens::read(text).map_err(error)?;
    let printed = items::print(&tokens).map_err(|unknown| {
        error(Misplaced {
            at: unknown.offset(text),
            message: "here begins no item that the layout knows".to_owned(),
        })
    })?;
    Ok(format!("// {header}\n{printed}"))
}

/// `line:column: message`.
fn located(text: &str, misplaced: &Misplaced) -> String {
    let before = &text[..misplaced.at];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before[start..].chars().count() + 1;
    format!("{line}:{column}: {}", misplaced.message)
}

#[cfg(test)]
mod tests;
