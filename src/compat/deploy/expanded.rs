//! Queries as they were deployed: a star in a query is the columns that it had when the code was generated.
//!
//! In: the queries of one side. Out: their statements with the stars written out, to be analysed against another schema, and the way from
//! places in them back to the author's text.

use super::side::Side;
use crate::analyze::{Replacement, SqlText, TypedQuery};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceKind, Sources, Span};
use crate::syntax::{self, Statement};

/// The queries with their stars written out.
pub(super) struct Expanded {
    /// Their texts.
    pub sources: Sources,
    /// Those of all files, in order.
    pub statements: Vec<Statement>,
    files: Vec<File>,
}

/// A file, and where its text has become another.
struct File {
    expanded: FileId,
    own: FileId,
    /// Where a text was put in, in the expanded file; how long it is; what it stands for.
    changes: Vec<(usize, usize, Span)>,
}

impl Expanded {
    /// The queries of one side. Their places are not those of any file of `last`.
    pub fn of(side: &Side<'_>, last: &Sources) -> Expanded {
        let mut expanded = Expanded {
            sources: Sources::beside(last),
            statements: Vec::new(),
            files: Vec::new(),
        };
        for file in side.sources.of_kind(SourceKind::Queries) {
            let mut stars = stars(side.queries, file.id);
            stars.sort_by_key(|(span, _)| span.start);
            let mut text = String::with_capacity(file.text.len());
            let mut changes = Vec::new();
            let mut at = 0;
            for (span, columns) in stars {
                text.push_str(&file.text[at..span.start]);
                changes.push((text.len(), columns.len(), span));
                text.push_str(columns);
                at = span.end;
            }
            text.push_str(&file.text[at..]);
            let id = expanded.sources.add(SourceKind::Queries, &file.path, text);
            expanded.files.push(File {
                expanded: id,
                own: file.id,
                changes,
            });
            // The author's text was parsed already, and columns are but names.
            let parsed = syntax::parse(
                expanded.sources.get(id),
                side.catalog.dialect,
                &mut Diagnostics::new(),
            );
            expanded.statements.extend(parsed);
        }
        expanded
    }

    /// The statement of a query.
    pub fn statement(&self, query: &TypedQuery) -> Option<&Statement> {
        let named = |statement: &&Statement| {
            let header = statement.header.as_ref();
            header.is_some_and(|header| header.name == query.header.name)
        };
        self.statements.iter().find(named)
    }

    /// A place in the author's text; one that is not in these queries stays.
    pub fn place(&self, span: Span) -> Span {
        let mut files = self.files.iter();
        let Some(file) = files.find(|file| file.expanded == span.file) else {
            return span;
        };
        Span {
            file: file.own,
            start: file.offset(span.start, false),
            end: file.offset(span.end, true),
        }
    }

    /// A finding at places of the author's text.
    pub fn placed(&self, finding: &Diagnostic) -> Diagnostic {
        let mut placed = finding.clone();
        for label in placed.primary.iter_mut().chain(&mut placed.labels) {
            label.span = self.place(label.span);
        }
        placed
    }
}

impl File {
    /// A byte of the author's text. What was put in for a star stands where the star does.
    fn offset(&self, at: usize, is_end: bool) -> usize {
        for (start, length, star) in self.changes.iter().rev() {
            if at >= start + length {
                return star.end + (at - start - length);
            }
            if at >= *start {
                return if is_end && at > *start {
                    star.end
                } else {
                    star.start
                };
            }
        }
        // Up to the first change both texts are the same.
        at
    }
}

/// The stars in a file, each with what stands for it.
fn stars(queries: &[TypedQuery], file: FileId) -> Vec<(Span, &str)> {
    let texts = queries.iter().flat_map(|query| {
        let steps = query.steps.iter().map(|step| &step.sql);
        steps.chain([&query.sql])
    });
    texts
        .flat_map(|sql: &SqlText| &sql.edits)
        .filter(|edit| edit.span.file == file)
        .filter_map(|edit| match &edit.replacement {
            Replacement::Text(text) => Some((edit.span, text.as_str())),
            _ => None,
        })
        .collect()
}
