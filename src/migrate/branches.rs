//! Migrations of two branches, which know nothing of each other.
//!
//! In: the files. Out: a finding where one was written after another than the one that stands before it. What they do does not
//! count: an order that no branch has tried is nobody's intent.

use super::{UP, name};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::source::{SourceFile, Span};
use crate::syntax;

/// The first word of the note that says after which migration one was written: `-- rowtype: after 20260105090000_init`.
pub const AFTER: &str = "after";

/// The finding about the first migration that does not follow the one that it was written after.
pub fn beside(files: &[&SourceFile], dialect: Dialect) -> Option<Diagnostic> {
    let after: Vec<Option<(String, Span)>> = files
        .iter()
        .map(|file| written_after(file, dialect))
        .collect();
    for (at, file) in files.iter().enumerate().skip(1) {
        let Some((wanted, span)) = &after[at] else {
            continue;
        };
        let before = files[at - 1];
        if wanted == name(&before.path) {
            continue;
        }
        let own = name(&file.path);
        let mut finding = Diagnostic::error(
            "migrations-side-by-side",
            format!(
                "{own} was written after {wanted}, and {} stands between them",
                name(&before.path)
            ),
        )
        .at(*span, "written after this one");
        if let Some((_, other)) = after[at - 1].as_ref().filter(|(other, _)| other == wanted) {
            finding = finding.also(*other, "so was this one, in another branch");
        }
        return Some(finding.help(format!(
            "delete {own}{UP} and its way back, unless a database has it already, and write it again with `rowtype diff`"
        )));
    }
    None
}

fn written_after(file: &SourceFile, dialect: Dialect) -> Option<(String, Span)> {
    syntax::notes(file, dialect).into_iter().find_map(|note| {
        let (verb, wanted) = note.text.split_once(char::is_whitespace)?;
        (verb == AFTER).then(|| (wanted.trim().to_owned(), note.span))
    })
}
