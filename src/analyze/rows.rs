//! Row values: `ROW(a, b)`, a relation's whole row, the fields of either, and how rows compare.
//!
//! In: the trees of row values and the scope that they stand in. Out: [`Typed`] values of [`Kind::Row`].

use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, Ident, ObjectName};

use super::context::Analyzer;
use super::marks;
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Naming, Scope, Typed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::resolve::Arguments;
use crate::source::Span;
use crate::ty::Ty;

/// What is known of a row value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The type as a whole: `record`, or that of a table's rows.
    pub ty: Ty,
    /// Its fields; they are NULL where the row is.
    pub fields: Vec<Field>,
    /// Whether it is written out, item by item.
    pub written: bool,
}

/// A field of a row value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub name: String,
    pub value: Typed,
}

impl Row {
    /// A row of no declared type.
    pub fn record(fields: Vec<Field>) -> Row {
        Row {
            ty: Ty::Record(Vec::new()),
            fields,
            written: false,
        }
    }

    /// The type, with the fields of one that is not declared.
    pub fn full_type(&self) -> Ty {
        let fields = self.fields.iter();
        let known = fields.map(|field| Some((field.name.clone(), field.value.kind.ty()?.clone())));
        match (&self.ty, known.collect::<Option<Vec<_>>>()) {
            (Ty::Record(_), Some(fields)) => Ty::Record(fields),
            (ty, _) => ty.clone(),
        }
    }
}

impl Analyzer<'_> {
    /// `(a, b)`.
    pub(super) fn tuple(&mut self, items: &[Expr], scope: &Scope<'_>) -> Typed {
        let items = items.iter().map(|item| self.expr(item, scope)).collect();
        written(items)
    }

    /// The arguments of `ROW(..)`, in which a star stands for all columns.
    pub(super) fn row_call(&mut self, args: &[FunctionArg], at: Span, scope: &Scope<'_>) -> Typed {
        let mut items = Vec::new();
        for arg in args {
            match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::CompoundIdentifier(parts)))
                    if parts.last().is_some_and(marks::is_star) =>
                {
                    let table = ObjectName::from(parts[..parts.len() - 1].to_vec());
                    let Some(whole) = self.whole_row_named(&table, scope) else {
                        return Typed::error();
                    };
                    let fields = self.fields(&whole).unwrap_or_default();
                    items.extend(fields.into_iter().map(|field| field.value));
                }
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => {
                    items.push(self.expr(expr, scope));
                }
                _ => {
                    self.unsupported("this argument of ROW", at);
                    return Typed::error();
                }
            }
        }
        written(items)
    }

    /// A relation's whole row, by its name: `t` in `count(t)`, `row_to_json(t)`. None where nothing has the name.
    pub(super) fn whole_row(&mut self, name: &str, scope: &Scope<'_>) -> Option<Typed> {
        if !self.dialect().has_row_types() {
            return None;
        }
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let mut current = Some(scope);
        let mut depth = 0;
        while let Some(scope) = current {
            if let Some(naming) = scope.named(name, same) {
                let mut typed = self.row_of(naming, scope);
                if depth > 0 {
                    typed.slot = None;
                }
                return Some(typed);
            }
            current = scope.parent;
            depth += 1;
        }
        None
    }

    /// The row of `t.*` where it stands for one value. Reports an unknown name.
    pub(super) fn whole_row_named(
        &mut self,
        name: &ObjectName,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let at = self.place(name);
        let last = self.parts(name).and_then(|parts| parts.last().copied())?;
        let folded = self.fold(last);
        let found = self.whole_row(&folded, scope);
        self.call_row(last, scope);
        if found.is_none() && !scope.incomplete {
            self.error(
                "unknown-table",
                format!("`{folded}` is not in FROM"),
                at,
                "not in FROM",
            );
        }
        found
    }

    /// `t.f`, where a function of the schema takes the row: `f(t)`.
    pub(super) fn call_by_dot(
        &mut self,
        qualifier: &Ident,
        name: &Ident,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let function = self.fold(name);
        if !self.dialect().calls_by_dot(&function) {
            return None;
        }
        let row = self.whole_row(&self.fold(qualifier), scope)?;
        let types = [row.kind.ty()];
        self.dialect()
            .resolve_function(self.catalog, &function, &Arguments::plain(&types))
            .ok()?;
        let row = Expr::Identifier(qualifier.clone());
        Some(self.call_named(&function, &[&row], &row, scope))
    }

    /// Whether `schema.table` is in FROM as that. Reports it where `table` is another one there.
    pub(super) fn is_of_schema(
        &mut self,
        schema: &Ident,
        table: &Ident,
        scope: &Scope<'_>,
    ) -> bool {
        if !self.has_schema(schema, table) {
            return false;
        }
        let (schema_name, name) = (self.fold(schema), self.fold(table));
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let found = std::iter::successors(Some(scope), |scope| scope.parent)
            .find_map(|scope| Some((scope, scope.named(&name, same)?.relation?)));
        let Some((scope, relation)) = found else {
            return true;
        };
        let own = scope.relations[relation]
            .table
            .map(|table| self.catalog.table(table));
        let fits = own.is_some_and(|own| {
            same(&own.name, &name)
                && own
                    .schema
                    .as_deref()
                    .is_none_or(|own| same(own, &schema_name))
        });
        if !fits {
            let at = self.ident_place(schema).to(self.ident_place(table));
            self.error(
                "unknown-table",
                format!("`{schema_name}.{name}` is not in FROM"),
                at,
                "not in FROM",
            );
        }
        fits
    }

    fn row_of(&self, naming: &Naming, scope: &Scope<'_>) -> Typed {
        let relation = naming.relation.map(|index| &scope.relations[index]);
        if let (Some(relation), [(_, slot)]) = (relation, naming.columns.as_slice())
            && relation.scalar
        {
            return scope.typed(*slot);
        }
        let absent = naming
            .relation
            .is_some_and(|relation| scope.may_be_absent(relation));
        let fields: Vec<Field> = naming
            .columns
            .iter()
            .map(|(name, slot)| {
                let mut value = scope.typed(*slot);
                if naming.relation.is_some() {
                    // Where the row is there, an outer join has not filled it.
                    value.nullable = scope.column(*slot).nullable && !scope.not_null.contains(slot);
                }
                Field {
                    name: name.clone(),
                    value,
                }
            })
            .collect();
        let parts: Vec<Typed> = fields.iter().map(|field| field.value.clone()).collect();
        let mut row = Row::record(fields);
        if let Some(ty) = relation
            .and_then(|relation| relation.table)
            .and_then(|table| self.dialect().row_type(table))
        {
            row.ty = ty;
        }
        Typed::of(Kind::Row(row), absent).derived_from(&parts)
    }

    /// The fields of a value that is a row; none where it is none.
    pub(super) fn fields(&self, value: &Typed) -> Option<Vec<Field>> {
        let mut fields: Vec<Field> = match &value.kind {
            Kind::Row(row) => row.fields.clone(),
            Kind::Known(ty) => self
                .dialect()
                .composite_fields(self.catalog, ty)?
                .into_iter()
                .map(|(name, ty)| Field {
                    name,
                    value: Typed::new(ty, true).derived_from([value]),
                })
                .collect(),
            _ => return None,
        };
        for field in &mut fields {
            field.value.nullable |= value.nullable;
        }
        Some(fields)
    }

    /// `(row).field`.
    pub(super) fn field(&mut self, value: &Typed, name: &Ident) -> Typed {
        if value.is_error() {
            return Typed::error();
        }
        let at = self.ident_place(name);
        let Some(fields) = self.fields(value) else {
            let shown = self.kind_name(&value.kind);
            self.error(
                "type-mismatch",
                format!("a value of the type {shown} has no fields"),
                at,
                "not a row",
            );
            return Typed::error();
        };
        let folded = self.fold(name);
        if let Some(field) = fields.iter().find(|field| self.same(&field.name, &folded)) {
            let found = field.value.clone();
            self.call_field(value, found.direct, &folded, at);
            return found;
        }
        let mut diagnostic =
            Diagnostic::error("unknown-column", format!("the row has no field `{folded}`"))
                .at(at, "unknown field");
        if let Some(near) = nearest(&folded, fields.iter().map(|field| field.name.as_str())) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.diagnostics.push(diagnostic);
        Typed::error()
    }

    /// A comparison of rows, field by field.
    pub(super) fn compare_rows(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        let (Some(first), Some(second)) = (self.fields(one), self.fields(other)) else {
            return self.compare_row_with_value(op, (one, left), (other, right), whole);
        };
        let at = self.statement.expr_span(whole);
        if first.len() != second.len() {
            let message = format!(
                "rows of {} and {} values cannot be compared",
                first.len(),
                second.len()
            );
            self.error("type-mismatch", message, at, "compared here");
            return Typed::error();
        }
        if !matches!(op, "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=") {
            let message = format!("rows cannot be compared by `{op}`");
            self.error("unknown-operator", message, at, "compared here");
            return Typed::error();
        }
        if !(is_written(one) && is_written(other)) {
            // Compared as one value each: NULLs inside are equal to each other.
            return Typed::new(Ty::Bool, one.nullable || other.nullable).derived_from([one, other]);
        }
        let mut nullable = false;
        let mut failed = false;
        for (index, (a, b)) in first.into_iter().zip(second).enumerate() {
            let (a_expr, b_expr) = (item(left, index), item(right, index));
            let (a, b) = (self.again(a.value), self.again(b.value));
            let compared = self.compare_typed(op, (&a, a_expr), (&b, b_expr), whole);
            failed |= compared.is_error();
            nullable |= compared.nullable && rules::holds(Rule::RowComparison);
        }
        if failed {
            return Typed::error();
        }
        Typed::new(Ty::Bool, nullable).derived_from([one, other])
    }

    /// A row beside something open (`t = NULL`, `t = $1`), or beside what is no row.
    fn compare_row_with_value(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        if one.is_error() || other.is_error() {
            return Typed::error();
        }
        let open = |value: &Typed| value.kind == Kind::Unknown;
        if open(one) || open(other) {
            return self.apply_operator(op, (one, left), (other, right), whole);
        }
        let at = self.statement.expr_span(whole);
        self.error(
            "type-mismatch",
            "a row value can only be compared with a row value",
            at,
            "compared here",
        );
        Typed::error()
    }

    /// A field as a value again: what is known of its parameter may have changed.
    fn again(&self, mut value: Typed) -> Typed {
        if let Some(param) = value.param
            && let Some(ty) = &self.params.list[param].ty
        {
            value.kind = Kind::Known(ty.clone());
        }
        value
    }
}

/// A row of these values, as `ROW(..)` makes it.
pub(super) fn written(items: Vec<Typed>) -> Typed {
    if items.iter().any(Typed::is_error) {
        return Typed::error();
    }
    let fields = items
        .iter()
        .enumerate()
        .map(|(index, value)| Field {
            name: format!("f{}", index + 1),
            value: value.clone(),
        })
        .collect();
    let row = Row {
        written: true,
        ..Row::record(fields)
    };
    Typed::of(Kind::Row(row), false).derived_from(&items)
}

fn is_written(value: &Typed) -> bool {
    matches!(&value.kind, Kind::Row(row) if row.written)
}

/// The expression of a row's item, for messages: the whole where the row is not written out.
fn item(row: &Expr, index: usize) -> &Expr {
    let mut inner = row;
    while let Expr::Nested(nested) = inner {
        inner = nested;
    }
    match inner {
        Expr::Tuple(items) => items.get(index).unwrap_or(row),
        _ => row,
    }
}
