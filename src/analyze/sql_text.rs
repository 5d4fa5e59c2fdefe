//! A query's text as its author wrote it, with what has to change as data.
//!
//! In: the source's bytes and edits found by the analysis. Out: [`Rendered`], the text for one driver. It must not know
//! what the edits mean.

use serde::Serialize;

use super::ParamIndex;
use crate::dialect::Dialect;
use crate::source::Span;

/// The author's text and the changes to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SqlText {
    /// The statement's bytes.
    pub text: String,
    /// Where the text stands in the source.
    pub span: Span,
    /// Sorted by start; they do not overlap.
    pub edits: Vec<Edit>,
    /// The WHEREs of which parts can be left out, sorted by start.
    pub conditions: Vec<OptionalWhere>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The bytes that it is about, in the source.
    pub span: Span,
    /// What becomes of them.
    pub replacement: Replacement,
}

/// What becomes of some bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Replacement {
    /// Another text (an expanded star).
    Text(String),
    /// A parameter's placeholder.
    Param(ParamIndex),
    /// `IN (list)` or `NOT IN (list)`, whose list is bound as one value.
    Slice {
        /// The list.
        param: ParamIndex,
        /// NOT IN.
        negated: bool,
    },
}

/// A WHERE of which parts fall away when a parameter is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionalWhere {
    /// From the keyword to the end of the condition.
    pub span: Span,
    /// The parts between its ANDs, in order.
    pub parts: Vec<Conjunct>,
}

/// A part of a condition between ANDs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conjunct {
    /// Its bytes.
    pub span: Span,
    /// It is left out when one of these is absent.
    pub needs: Vec<ParamIndex>,
}

/// The final text for one driver, and which parameter each of its placeholders binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// SQL with the driver's placeholders.
    pub sql: String,
    /// Placeholder n binds `binds[n - 1]`.
    pub binds: Vec<ParamIndex>,
}

impl SqlText {
    /// The text with `dialect`'s placeholders, without the conditions of the `absent` parameters.
    pub fn render(&self, dialect: Dialect, absent: &[ParamIndex]) -> Rendered {
        let omitted: Vec<Span> = self
            .conditions
            .iter()
            .flat_map(|condition| condition.omitted(absent))
            .collect();
        let mut changes: Vec<(Span, Option<&Replacement>)> =
            omitted.iter().map(|span| (*span, None)).collect();
        let kept = self
            .edits
            .iter()
            .filter(|edit| !omitted.iter().any(|span| span.contains(edit.span)));
        changes.extend(kept.map(|edit| (edit.span, Some(&edit.replacement))));
        // A WHERE inside a part that is left out is left out with it.
        let outer = changes.clone();
        changes.retain(|(span, _)| {
            !outer
                .iter()
                .any(|(other, _)| other != span && other.contains(*span))
        });
        changes.sort_by_key(|(span, _)| span.start);
        let mut out = Rendered {
            sql: String::new(),
            binds: Vec::new(),
        };
        let mut at = self.span.start;
        for (span, replacement) in changes {
            out.sql.push_str(self.slice(at, span.start));
            at = span.end;
            match replacement {
                None => {}
                Some(Replacement::Text(text)) => out.sql.push_str(text),
                Some(Replacement::Param(param)) => {
                    let number = out.bind(*param, dialect);
                    out.sql.push_str(&dialect.placeholder(number));
                }
                Some(Replacement::Slice { param, negated }) => {
                    let number = out.bind(*param, dialect);
                    out.sql.push_str(&dialect.in_list(number, *negated));
                }
            }
        }
        out.sql.push_str(self.slice(at, self.span.end));
        out.sql = without_trailing_space(&out.sql);
        out
    }

    /// The parameters whose conditions can be left out.
    pub fn optional(&self) -> Vec<ParamIndex> {
        let mut params: Vec<ParamIndex> = self
            .conditions
            .iter()
            .flat_map(|condition| &condition.parts)
            .flat_map(|part| part.needs.clone())
            .collect();
        params.sort_unstable();
        params.dedup();
        params
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        &self.text[start - self.span.start..end - self.span.start]
    }
}

impl OptionalWhere {
    /// The bytes to leave out: each absent part with the AND beside it, or all with the WHERE.
    fn omitted(&self, absent: &[ParamIndex]) -> Vec<Span> {
        let is_kept = |part: &Conjunct| !part.needs.iter().any(|param| absent.contains(param));
        let kept: Vec<usize> = (0..self.parts.len())
            .filter(|index| is_kept(&self.parts[*index]))
            .collect();
        let Some(first) = kept.first() else {
            return vec![self.span];
        };
        let mut spans = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            if is_kept(part) {
                continue;
            }
            spans.push(if index < *first {
                Span {
                    end: self.parts[index + 1].span.start,
                    ..part.span
                }
            } else {
                Span {
                    start: self.parts[index - 1].span.end,
                    ..part.span
                }
            });
        }
        spans
    }
}

impl Rendered {
    fn bind(&mut self, param: ParamIndex, dialect: Dialect) -> usize {
        if dialect.numbers_placeholders()
            && let Some(at) = self.binds.iter().position(|bound| *bound == param)
        {
            return at + 1;
        }
        self.binds.push(param);
        self.binds.len()
    }
}

/// What was left out can leave blanks at the ends of lines, and empty lines.
fn without_trailing_space(sql: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in sql.lines() {
        let line = line.trim_end();
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines.join("\n")
}
