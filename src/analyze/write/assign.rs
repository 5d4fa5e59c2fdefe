//! Values that are written to columns: SET in all its forms, and the value of one column.
//!
//! In: a value's tree and its column. Out: whether NULL can be written; a parameter takes what the column takes.

use sqlparser::ast::{
    AccessExpr, Assignment, AssignmentTarget, Expr, FunctionArg, FunctionArgExpr,
    FunctionArguments, Ident, ObjectName, Query, Subscript, Value,
};

use super::{Target, Written};
use crate::analyze::Derivation;
use crate::analyze::context::Analyzer;
use crate::analyze::params::Kind;
use crate::analyze::scope::{Scope, Typed};
use crate::catalog::{ColumnId, Generated};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::SupplementKind;
use crate::ty::Ty;

/// A place that SET writes to.
struct Place {
    column: ColumnId,
    /// The type of a part of the column: an element, a field. None for the whole.
    part: Option<Ty>,
    at: Span,
}

impl<'a> Analyzer<'a> {
    /// SET, in an UPDATE, a MERGE or after ON CONFLICT.
    pub(super) fn assignments(
        &mut self,
        assignments: &[Assignment],
        target: &Target<'a>,
        scope: &Scope<'_>,
    ) -> Written {
        let mut written = Written::default();
        for assignment in assignments {
            match &assignment.target {
                AssignmentTarget::ColumnName(name) => {
                    let Some(place) = self.set_place(name, target, scope) else {
                        self.expr_unless_default(&assignment.value, scope);
                        continue;
                    };
                    self.set_once(&place, &written);
                    let nullable = self.set(&assignment.value, &place, scope);
                    written.note(place.column, nullable);
                }
                AssignmentTarget::Tuple(names) => {
                    let places: Vec<Option<Place>> = names
                        .iter()
                        .map(|name| self.set_place(name, target, scope))
                        .collect();
                    for place in places.iter().flatten() {
                        self.set_once(place, &written);
                    }
                    self.set_together(&assignment.value, &places, scope, &mut written);
                }
            }
        }
        written
    }

    fn set_once(&mut self, place: &Place, written: &Written) {
        if place.part.is_none() && written.touches(place.column) && self.dialect().assigns_once() {
            let name = &self.catalog.column(place.column).name;
            let message = format!("`{name}` is set twice");
            self.error("duplicate-column", message, place.at, "the second one");
        }
    }

    /// What stands left of `=`: a column, an element of an array or a field of a composite value.
    fn set_place(
        &mut self,
        name: &ObjectName,
        target: &Target<'a>,
        scope: &Scope<'_>,
    ) -> Option<Place> {
        let parts = self.parts(name)?;
        let fields_follow = self.dialect().fields_are_set();
        let (column_name, fields) = if fields_follow {
            parts.split_first()?
        } else {
            let (last, _) = parts.split_last()?;
            (last, [].as_slice())
        };
        let column = self.target_column(target, column_name)?;
        let at = self.ident_place(column_name);
        let last = self.ident_place(parts.last()?);
        let access = self.supplement(last, |kind| matches!(kind, SupplementKind::Access(_)));
        let chain: &[AccessExpr] = match access.map(|found| &found.kind) {
            Some(SupplementKind::Access(chain)) => chain,
            _ => &[],
        };
        if fields.is_empty() && chain.is_empty() {
            return Some(Place {
                column,
                part: None,
                at,
            });
        }
        let mut ty = self.catalog.column(column).ty.clone();
        for field in fields {
            ty = self.field_type(&ty, field)?;
        }
        // Subscripts beside each other are one for each dimension: together they give an element, or a slice.
        let is_subscript = |access: &AccessExpr| matches!(access, AccessExpr::Subscript(_));
        for accesses in chain.chunk_by(|one, next| is_subscript(one) && is_subscript(next)) {
            let [AccessExpr::Dot(field)] = accesses else {
                ty = self.element_type(&ty, accesses, at, scope)?;
                continue;
            };
            let Expr::Identifier(field) = field else {
                self.unsupported("this place in SET", at);
                return None;
            };
            ty = self.field_type(&ty, field)?;
        }
        Some(Place {
            column,
            part: Some(ty),
            at,
        })
    }

    fn field_type(&mut self, ty: &Ty, field: &Ident) -> Option<Ty> {
        let value = Typed::new(ty.clone(), true);
        self.field(&value, field).kind.ty().cloned()
    }

    fn element_type(
        &mut self,
        ty: &Ty,
        subscripts: &[AccessExpr],
        at: Span,
        scope: &Scope<'_>,
    ) -> Option<Ty> {
        let mut is_slice = false;
        let mut bounds: Vec<&Expr> = Vec::new();
        for subscript in subscripts {
            match subscript {
                AccessExpr::Subscript(Subscript::Index { index }) => bounds.push(index),
                AccessExpr::Subscript(Subscript::Slice {
                    lower_bound,
                    upper_bound,
                    stride: _,
                }) => {
                    is_slice = true;
                    bounds.extend(lower_bound.iter().chain(upper_bound));
                }
                AccessExpr::Dot(_) => {}
            }
        }
        for bound in bounds {
            let typed = self.expr(bound, scope);
            if *ty != Ty::Jsonb {
                self.give_type(&typed, &Ty::Int32, bound);
            }
        }
        match (ty, is_slice) {
            (Ty::Array(_), true) => Some(ty.clone()),
            (Ty::Array(element), false) => Some((**element).clone()),
            // What a subscript sets in a JSON value is JSON.
            (Ty::Jsonb, false) => Some(Ty::Jsonb),
            _ => {
                let message = format!("{} has no elements to set", self.type_name(ty));
                self.error("type-mismatch", message, at, "not an array");
                None
            }
        }
    }

    /// One value to one place; whether the column can be NULL after it.
    fn set(&mut self, value: &Expr, place: &Place, scope: &Scope<'_>) -> bool {
        let column = self.catalog.column(place.column);
        match &place.part {
            None => {
                if !is_default(value) && is_computed(column.generated) {
                    self.check_generated(column, place.at, "update");
                }
                self.assign(value, place.column, scope)
            }
            Some(ty) => {
                let typed = self.expr_unless_default(value, scope);
                let at = self.statement.expr_span(value);
                if let Some(typed) = typed {
                    self.part_takes(&typed, ty, place.column, at);
                }
                column.nullable
            }
        }
    }

    /// A column takes a value that derives from others.
    fn note_derivation(&mut self, column: ColumnId, value: &Typed, span: Span) {
        let others = value.origins.iter().copied().filter(|id| *id != column);
        let origins: Vec<ColumnId> = others.collect();
        if !origins.is_empty() {
            self.derivations.push(Derivation {
                column,
                origins,
                span,
            });
        }
    }

    /// An element or field takes NULL, whatever its column says of itself.
    fn part_takes(&mut self, value: &Typed, ty: &Ty, column: ColumnId, at: Span) {
        self.note_derivation(column, value, at);
        if let Some(param) = value.param {
            let name = self.catalog.column(column).name.clone();
            let state = &mut self.params.list[param];
            state.nullable |= !state.must_be_there;
            state.suggestion.get_or_insert(name);
            self.decide(param, ty, at);
        } else if let Kind::Known(from) = &value.kind
            && !self.dialect().can_assign(self.catalog, from, ty)
        {
            let (from, to) = (self.type_name(from), self.type_name(ty));
            let message = format!("this place takes {to}, and this is {from}");
            self.error("type-mismatch", message, at, format!("this is {from}"));
        }
    }

    /// `(a, b) = (1, 2)`, `= ROW(1, 2)`, `= (SELECT 1, 2)`.
    fn set_together(
        &mut self,
        value: &Expr,
        places: &[Option<Place>],
        scope: &Scope<'_>,
        written: &mut Written,
    ) {
        let at = self.statement.expr_span(value);
        if let Expr::Subquery(query) = value {
            self.set_from_query(query, places, scope, written, at);
            return;
        }
        let one = (places.len() == 1 && self.dialect().sets_lists_of_one()).then(|| vec![value]);
        let Some(values) = row_items(value).or(one) else {
            self.diagnostics.push(
                Diagnostic::error(
                    "column-count",
                    "several columns take a subselect or ROW(..) with a value for each",
                )
                .at(at, "neither")
                .help("write (a, b) = ROW(.., ..), or SET each column on its own"),
            );
            return;
        };
        if values.len() != places.len() {
            let message = format!("{} values for {} columns", values.len(), places.len());
            self.error("column-count", message, at, "these values");
            return;
        }
        for (value, place) in values.into_iter().zip(places) {
            match place {
                Some(place) => {
                    let nullable = self.set(value, place, scope);
                    written.note(place.column, nullable);
                }
                None => drop(self.expr_unless_default(value, scope)),
            }
        }
    }

    fn set_from_query(
        &mut self,
        query: &Query,
        places: &[Option<Place>],
        scope: &Scope<'_>,
        written: &mut Written,
        at: Span,
    ) {
        let mut result = self.subquery(query, scope);
        if result.failed {
            return;
        }
        self.close(&mut result);
        if result.columns.len() != places.len() {
            let message = format!(
                "the subselect gives {} columns for {}",
                result.columns.len(),
                places.len()
            );
            self.error("column-count", message, at, "this subselect");
            return;
        }
        let may_be_empty = result.cardinality != crate::analyze::Cardinality::One;
        for (column, place) in result.columns.iter().zip(places) {
            let Some(place) = place else { continue };
            let typed = Typed {
                origins: column.origins.clone(),
                ..Typed::of(column.kind.clone(), column.nullable || may_be_empty)
            };
            let target = self.catalog.column(place.column);
            if is_computed(target.generated) {
                self.check_generated(target, place.at, "update");
            }
            let nullable = match &place.part {
                None => self.assign_typed(&typed, column.span, place.column),
                Some(ty) => {
                    self.part_takes(&typed, ty, place.column, column.span);
                    true
                }
            };
            written.note(place.column, nullable);
        }
    }

    /// A value whose column is not known: its own errors are reported all the same.
    fn expr_unless_default(&mut self, value: &Expr, scope: &Scope<'_>) -> Option<Typed> {
        (!is_default(value)).then(|| self.expr(value, scope))
    }

    /// A value for a whole column; whether the column can be NULL after it.
    pub(super) fn assign(&mut self, value: &Expr, column: ColumnId, scope: &Scope<'_>) -> bool {
        let target = self.catalog.column(column);
        if is_default(value) {
            return target.nullable && !self.catalog.filled.contains(&column);
        }
        if let (Some(items), Some(fields)) = (
            row_items(value),
            self.dialect().composite_fields(self.catalog, &target.ty),
        ) {
            self.assign_row(value, &items, &fields, column, scope);
            return false;
        }
        let typed = self.expr(value, scope);
        let at = self.statement.expr_span(value);
        if is_null(value) && self.catalog.refuses_null(target) {
            self.diagnostics.push(
                Diagnostic::error(
                    "null-into-not-null",
                    format!("`{}` is NOT NULL", target.name),
                )
                .at(at, "NULL is refused")
                .also(target.name_span, "declared here"),
            );
            return false;
        }
        self.check_literal(&target.ty, value);
        self.assign_typed(&typed, at, column)
    }

    /// `ROW(1, 'x')` for a composite column: each item takes its field's type.
    fn assign_row(
        &mut self,
        value: &Expr,
        items: &[&Expr],
        fields: &[(String, Ty)],
        column: ColumnId,
        scope: &Scope<'_>,
    ) {
        if items.len() != fields.len() {
            let at = self.statement.expr_span(value);
            let message = format!("{} values for {} fields", items.len(), fields.len());
            self.error("column-count", message, at, "this row");
        }
        for (item, (_, ty)) in items.iter().zip(fields) {
            let typed = self.expr(item, scope);
            let at = self.statement.expr_span(item);
            self.check_literal(ty, item);
            self.part_takes(&typed, ty, column, at);
        }
    }

    /// As [`assign`](Self::assign), for a value that is known already.
    pub(super) fn assign_typed(&mut self, value: &Typed, at: Span, column: ColumnId) -> bool {
        self.note_derivation(column, value, at);
        let target = self.catalog.column(column);
        if let Some(param) = value.param {
            let refuses = self.catalog.refuses_null(target);
            let state = &mut self.params.list[param];
            if !refuses {
                state.nullable |= !state.must_be_there;
            } else {
                state.must_be_there = true;
                state.nullable = false;
            }
            let nullable = state.nullable;
            state.column = Some(column);
            state.written = true;
            state.suggestion.get_or_insert_with(|| target.name.clone());
            self.decide(param, &target.ty, at);
            return nullable;
        }
        let strict = self.catalog.table(column.table).strict;
        let dialect = self.dialect();
        if let Kind::Known(ty) = &value.kind
            && !(dialect.can_assign(self.catalog, ty, &target.ty)
                && (!strict || dialect.strict_column_takes(ty, &target.ty)))
        {
            let (from, to) = (self.type_name(ty), self.type_name(&target.ty));
            let message = format!("`{}` is {to}, and this is {from}", target.name);
            self.error("type-mismatch", message, at, format!("this is {from}"));
        }
        value.nullable || value.is_error()
    }
}

/// DEFAULT, which the parser takes for a name.
pub(super) fn is_default(value: &Expr) -> bool {
    matches!(value, Expr::Identifier(ident)
        if ident.quote_style.is_none() && ident.value.eq_ignore_ascii_case("default"))
}

/// Whether a column takes DEFAULT only.
pub(super) fn is_computed(generated: Generated) -> bool {
    matches!(generated, Generated::Computed | Generated::Always)
}

/// NULL written out, with or without a type.
fn is_null(value: &Expr) -> bool {
    match value {
        Expr::Value(literal) => literal.value == Value::Null,
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => is_null(inner),
        _ => false,
    }
}

/// The values of `(1, 2)` or `ROW(1, 2)`.
fn row_items(value: &Expr) -> Option<Vec<&Expr>> {
    match value {
        Expr::Tuple(items) => Some(items.iter().collect()),
        Expr::Function(call) if call.name.to_string().eq_ignore_ascii_case("row") => {
            let FunctionArguments::List(list) = &call.args else {
                return None;
            };
            list.args
                .iter()
                .map(|arg| match arg {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                    _ => None,
                })
                .collect()
        }
        _ => None,
    }
}
