//! What is said of the words of `ENUM(..)` and `SET(..)` where they stand at a column.
//!
//! In: the elements of a table's body. Out: the words that were others, at the enums of the columns.

use super::layout::{Element, comments_of};
use super::replay::Replay;
use super::{EnumSource, TableId, tags};
use crate::syntax::{Comments, LocatedToken, Statement};

impl Replay<'_> {
    /// The comments of the elements of a table's body, and those that belong to none. What is said of a word is noted by its element.
    pub(super) fn body_comments(
        &mut self,
        statement: &Statement,
        elements: &[Element],
    ) -> (Vec<Comments>, Vec<Comments>, Vec<WordsBefore>) {
        let mut words: Vec<(usize, Element)> = Vec::new();
        if self.dialect.migration_rules().has_options {
            for (at, element) in elements.iter().enumerate() {
                let own = words_of(statement, element).into_iter();
                words.extend(own.map(|word| (at, word)));
            }
        }
        let all: Vec<Element> = words
            .iter()
            .map(|(_, word)| word)
            .chain(elements)
            .cloned()
            .collect();
        let (mut comments, strays) = comments_of(statement, &all);
        let mut of_elements = comments.split_off(words.len());
        let mut before: Vec<WordsBefore> = Vec::new();
        for ((at, _), comments) in words.iter().zip(&comments) {
            of_elements[*at].doc.extend(comments.doc.iter().cloned());
            let was = tags::of_word(comments, self.diagnostics);
            match before.last_mut().filter(|last| last.element == *at) {
                Some(last) => last.was.push(was),
                None => before.push(WordsBefore {
                    element: *at,
                    was: vec![was],
                }),
            }
        }
        (of_elements, strays, before)
    }

    /// Notes at the enums of a table's columns which words were others.
    pub(super) fn note_words_before(
        &mut self,
        id: TableId,
        elements: &[Element],
        before: Vec<WordsBefore>,
    ) {
        for one in before {
            let span = elements[one.element].span;
            let mut columns = self.catalog.table(id).columns.iter();
            let Some(column) = columns.find(|column| span.contains(column.name_span)) else {
                continue;
            };
            let source = EnumSource::Column { column: column.id };
            let mut enums = self.catalog.enums.iter_mut();
            let Some(found) = enums.find(|found| found.source == source) else {
                continue;
            };
            for (value, was) in found.values.iter_mut().zip(one.was) {
                value.was = was;
            }
        }
    }
}

/// For each word of a column the one that it was.
pub(super) struct WordsBefore {
    /// The position of the column's element.
    element: usize,
    was: Vec<Option<String>>,
}

/// The words of a column's `ENUM(..)` or `SET(..)`.
fn words_of(statement: &Statement, element: &Element) -> Vec<Element> {
    let tokens = &statement.tokens[element.tokens.clone()];
    let opens = |at: &usize| {
        let is_list = |token: &LocatedToken| token.is_word("enum") || token.is_word("set");
        is_list(&tokens[at - 1]) && tokens[*at].is_symbol("(")
    };
    let Some(open) = (1..tokens.len()).find(opens).filter(|open| *open == 2) else {
        return Vec::new();
    };
    let inside = (open + 1..tokens.len()).take_while(|at| !tokens[*at].is_symbol(")"));
    inside
        .filter(|at| !tokens[*at].is_symbol(","))
        .map(|at| Element {
            tokens: element.tokens.start + at..element.tokens.start + at + 1,
            span: tokens[at].span,
        })
        .collect()
}
