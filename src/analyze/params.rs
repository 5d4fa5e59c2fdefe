//! What becomes known of a query's parameters while its expressions are read.
//!
//! In: the placeholders and where they stand. Out: [`Param`](super::Param)s. It must not know the syntax tree.

use super::ParamIndex;
use super::rows::Row;
use crate::catalog::ColumnId;
use crate::source::Span;
use crate::syntax::{Placeholder, PlaceholderKind, PlaceholderName};
use crate::ty::Ty;

/// A type, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Known.
    Known(Ty),
    /// Open: NULL, an untyped literal of PostgreSQL, a parameter before its first use.
    Unknown,
    /// A row value.
    Row(Row),
    /// Already reported.
    Error,
}

impl Kind {
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Kind::Known(ty) => Some(ty),
            Kind::Row(row) => Some(&row.ty),
            _ => None,
        }
    }
}

/// What is known of a parameter.
#[derive(Clone, Debug)]
pub(super) struct ParamState {
    pub name: PlaceholderName,
    pub span: Span,
    pub ty: Option<Ty>,
    /// Where the type came from.
    pub decided: Option<Span>,
    /// The type is the author's word (`@param`).
    pub told: bool,
    /// Where it stands before its type is known, and nothing there says what it is.
    pub left_open: Option<Span>,
    pub nullable: bool,
    /// Written where NULL is refused.
    pub must_be_there: bool,
    pub slice: bool,
    pub optional: bool,
    pub column: Option<ColumnId>,
    pub written: bool,
    /// A name from where it stands, for those without one.
    pub suggestion: Option<String>,
}

/// All parameters of a statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Params {
    pub list: Vec<ParamState>,
    /// For each placeholder of the statement, its parameter.
    pub of_placeholder: Vec<ParamIndex>,
    /// Those that are result columns as they are.
    pub shown: Vec<ParamIndex>,
}

impl Params {
    /// One parameter for each name or number; each `?` is one of its own. Numbered ones are sorted by number.
    pub fn collect(placeholders: &[Placeholder]) -> Params {
        let mut params = Params::default();
        for placeholder in placeholders {
            let known = params.list.iter().position(|param| {
                param.name == placeholder.name && placeholder.name != PlaceholderName::Anonymous
            });
            let index = known.unwrap_or_else(|| {
                params
                    .list
                    .push(ParamState::new(placeholder.name.clone(), placeholder.span));
                params.list.len() - 1
            });
            let state = &mut params.list[index];
            state.nullable |= placeholder.kind == PlaceholderKind::Nullable;
            state.slice |= placeholder.kind == PlaceholderKind::Slice;
            params.of_placeholder.push(index);
        }
        params.sort_by_number();
        params
    }

    fn sort_by_number(&mut self) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|index| match self.list[*index].name {
            PlaceholderName::Numbered(number) => number,
            _ => 0,
        });
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        self.list = order.iter().map(|old| self.list[*old].clone()).collect();
        for index in &mut self.of_placeholder {
            *index = place[*index];
        }
    }
}

impl ParamState {
    pub fn new(name: PlaceholderName, span: Span) -> ParamState {
        ParamState {
            name,
            span,
            ty: None,
            decided: None,
            told: false,
            left_open: None,
            nullable: false,
            must_be_there: false,
            slice: false,
            optional: false,
            column: None,
            written: false,
            suggestion: None,
        }
    }
}
