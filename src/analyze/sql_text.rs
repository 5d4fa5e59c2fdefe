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
    /// The conditions of which parts can be left out, sorted by start.
    pub conditions: Vec<OptionalCondition>,
    /// The orders to choose from, where there is a choice.
    pub orders: Option<Orders>,
    /// A quoted text goes over lines: the ends of lines belong to it.
    pub verbatim: bool,
}

/// The orders that `@orderby` offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Orders {
    /// Where the chosen one goes: an empty span.
    pub at: Span,
    /// The statement has an ORDER BY, which decides between rows that are equal in the chosen order.
    pub follows: bool,
    /// In the order of the tag.
    pub choices: Vec<OrderChoice>,
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderChoice {
    /// `created_at_desc`.
    pub name: String,
    /// `created_at DESC`, as SQL.
    pub text: String,
}

/// One of the constant texts of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// The parameters whose conditions are left out.
    pub absent: Vec<ParamIndex>,
    /// The position of the chosen order.
    pub order: Option<usize>,
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
    /// The same between two texts.
    Cast(ParamIndex, (&'static str, &'static str)),
    /// The same where the author said the type (`@param`): the database has to know it too.
    Typed {
        /// The parameter.
        param: ParamIndex,
        /// Its type, as the database names it.
        type_name: String,
    },
    /// `IN (list)` or `NOT IN (list)`, whose list is bound as one value.
    Slice {
        /// The list.
        param: ParamIndex,
        /// NOT IN.
        negated: bool,
        /// What stands around the placeholder of a value.
        cast: (&'static str, &'static str),
    },
    /// LIMIT and OFFSET at the end of the statement.
    Page {
        /// How many rows.
        limit: ParamIndex,
        /// How many are passed over.
        offset: ParamIndex,
    },
}

/// The clause that a condition belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// WHERE.
    Where,
    /// HAVING.
    Having,
    /// ON, which a join cannot be without.
    On,
}

/// A condition of which parts fall away when a parameter is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionalCondition {
    /// What it belongs to.
    pub clause: Clause,
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

/// What becomes of a place in the text.
#[derive(Clone)]
enum Change<'a> {
    Edit(&'a Replacement),
    Becomes(&'static str),
    Order(String),
}

impl SqlText {
    /// The text with `dialect`'s placeholders, without the conditions of the `absent` parameters, in its own order.
    pub fn render(&self, dialect: Dialect, absent: &[ParamIndex]) -> Rendered {
        let variant = Variant {
            absent: absent.to_vec(),
            order: None,
        };
        self.render_variant(dialect, &variant)
    }

    /// One of the constant texts, with `dialect`'s placeholders.
    pub fn render_variant(&self, dialect: Dialect, variant: &Variant) -> Rendered {
        let mut out = Rendered {
            sql: String::new(),
            binds: Vec::new(),
        };
        let mut at = self.span.start;
        for (span, change) in self.changes(variant) {
            out.sql.push_str(self.slice(at, span.start));
            at = span.end;
            match change {
                Change::Becomes(text) => out.sql.push_str(text),
                Change::Order(text) => out.sql.push_str(&text),
                Change::Edit(Replacement::Text(text)) => out.sql.push_str(text),
                Change::Edit(Replacement::Param(param)) => {
                    let number = out.bind(*param, dialect);
                    out.sql.push_str(&dialect.placeholder(number));
                }
                Change::Edit(Replacement::Cast(param, (before, after))) => {
                    let number = out.bind(*param, dialect);
                    let placeholder = dialect.placeholder(number);
                    out.sql.push_str(&format!("{before}{placeholder}{after}"));
                }
                Change::Edit(Replacement::Typed { param, type_name }) => {
                    let number = out.bind(*param, dialect);
                    out.sql
                        .push_str(&dialect.typed_placeholder(number, type_name));
                }
                Change::Edit(Replacement::Slice {
                    param,
                    negated,
                    cast,
                }) => {
                    let number = out.bind(*param, dialect);
                    out.sql.push_str(&dialect.in_list(number, *negated, *cast));
                }
                Change::Edit(Replacement::Page { limit, offset }) => {
                    let (limit, offset) = (out.bind(*limit, dialect), out.bind(*offset, dialect));
                    let (limit, offset) = (dialect.placeholder(limit), dialect.placeholder(offset));
                    out.sql
                        .push_str(&format!("\nLIMIT {limit} OFFSET {offset}"));
                }
            }
        }
        out.sql.push_str(self.slice(at, self.span.end));
        if !self.verbatim {
            out.sql = without_trailing_space(&out.sql);
        }
        out
    }

    /// What changes in a variant, in the order of the text. What stands inside of a part that is left out is left out
    /// with it.
    fn changes(&self, variant: &Variant) -> Vec<(Span, Change<'_>)> {
        let mut changes: Vec<(Span, Change<'_>)> = Vec::new();
        for condition in &self.conditions {
            changes.extend(condition.omitted(&variant.absent));
        }
        let omitted: Vec<Span> = changes.iter().map(|(span, _)| *span).collect();
        let mut ends = Vec::new();
        for edit in &self.edits {
            let change = (edit.span, Change::Edit(&edit.replacement));
            match edit.replacement {
                Replacement::Page { .. } => ends.push(change),
                _ => changes.push(change),
            }
        }
        changes.retain(|(span, _)| {
            !omitted
                .iter()
                .any(|outer| outer != span && outer.contains(*span))
        });
        let chosen = variant.order.zip(self.orders.as_ref());
        if let Some((order, orders)) = chosen {
            changes.push((orders.at, Change::Order(orders.text(order))));
        }
        changes.sort_by_key(|(span, _)| (span.start, span.end));
        changes.extend(ends);
        changes
    }

    /// All constant texts: the first has every optional parameter and the first order.
    pub fn variants(&self) -> Vec<Variant> {
        let optional = self.optional();
        let orders: Vec<Option<usize>> = match &self.orders {
            Some(orders) => (0..orders.choices.len()).map(Some).collect(),
            None => vec![None],
        };
        let mut variants = Vec::new();
        for mask in 0..1_usize << optional.len().min(16) {
            let is_absent = |bit: &usize| mask & (1 << bit) != 0;
            let absent: Vec<ParamIndex> = (0..optional.len())
                .filter(is_absent)
                .map(|bit| optional[bit])
                .collect();
            variants.extend(orders.iter().map(|order| Variant {
                absent: absent.clone(),
                order: *order,
            }));
        }
        variants
    }

    /// The same text over other parameters: `places[n]` is what was n.
    pub(super) fn renumber(&mut self, places: &[ParamIndex]) {
        let place = |param: &mut ParamIndex| *param = places.get(*param).copied().unwrap_or(*param);
        for edit in &mut self.edits {
            match &mut edit.replacement {
                Replacement::Text(_) => {}
                Replacement::Param(param)
                | Replacement::Cast(param, _)
                | Replacement::Typed { param, .. }
                | Replacement::Slice { param, .. } => place(param),
                Replacement::Page { limit, offset } => {
                    place(limit);
                    place(offset);
                }
            }
        }
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

impl Orders {
    /// What is put in for a choice.
    fn text(&self, order: usize) -> String {
        let Some(choice) = self.choices.get(order) else {
            return String::new();
        };
        if self.follows {
            format!(" {},", choice.text)
        } else {
            format!("\nORDER BY {}", choice.text)
        }
    }
}

impl OptionalCondition {
    /// The bytes to leave out: each absent part with the AND beside it, or all with the keyword.
    fn omitted(&self, absent: &[ParamIndex]) -> Vec<(Span, Change<'static>)> {
        let is_kept = |part: &Conjunct| !part.needs.iter().any(|param| absent.contains(param));
        let kept: Vec<usize> = (0..self.parts.len())
            .filter(|index| is_kept(&self.parts[*index]))
            .collect();
        let Some(first) = kept.first() else {
            let rest = match self.clause {
                Clause::Where | Clause::Having => "",
                Clause::On => "ON 1 = 1",
            };
            return vec![(self.span, Change::Becomes(rest))];
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
            .into_iter()
            .map(|span| (span, Change::Becomes("")))
            .collect()
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
