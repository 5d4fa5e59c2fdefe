//! The function over the borrowed rows of a query, and the struct of such a row.

use super::Function;
use super::rows::{DecoderView, plain};
use crate::emit::borrowed::{self, BorrowedView};
use crate::emit::docs;
use crate::emit::models::FieldView;
use crate::service::{BorrowedRows, RowGroup, RowModel};

/// What is generated for the borrowed rows of a query.
pub(super) struct FoldView {
    /// The struct, and what it is made of; none: a single column.
    pub(super) row: Option<LentRowView>,
    pub(super) doc: Vec<String>,
    pub(super) head: String,
    pub(super) lines: Vec<String>,
}

/// The struct of a borrowed row.
pub(super) struct LentRowView {
    pub(super) borrowed: BorrowedView,
    /// What each field is made of: `name: row.get_ref(0)?`.
    pub(super) values: Vec<String>,
    /// The readers of groups that can be absent.
    pub(super) lenders: Vec<DecoderView>,
}

impl Function<'_, '_, '_> {
    /// The function over borrowed rows, where it was asked for.
    pub(super) fn fold(&mut self) -> Option<FoldView> {
        let function = self.function;
        let (rows, row) = (function.borrowed.as_ref()?, function.returns.row.as_ref()?);
        self.scope.driver(&["Row"]);
        let (ty, lend) = match &rows.row {
            Some(name) => (format!("{name}<'_>"), format!("{name}::lend(row)?")),
            None => {
                let only = row.fields.first()?;
                let ty = borrowed::result(self.scope, only, "");
                (ty, borrowed::read(0, only.is_borrowed()))
            }
        };
        let mut lines = Vec::new();
        let (statement, values) = self.statement_and_values(&mut lines);
        let (start, step) = (self.beside_params("start"), self.beside_params("step"));
        lines.push(format!(
            "let each = move |made: &mut A, row: &Row<'_>| {step}(made, {lend});"
        ));
        lines.push(format!(
            "db.fold({statement}, {values}, {start}, each).await"
        ));
        let mut params = vec!["db: &impl Read".to_owned()];
        params.extend(self.params_and_order());
        params.push(format!("{start}: A"));
        params.push(format!(
            "{step}: impl Fn(&mut A, {ty}) -> Result<()> + Send + Sync + 'static"
        ));
        Some(FoldView {
            row: self.lent_row(rows, row),
            doc: vec![
                format!(
                    "Makes one value of the rows of [`{}`]: each is lent to `{step}`, and no text of it is copied.",
                    plain(&function.name)
                ),
                String::new(),
                format!(
                    "Where the statement must be run again, `{step}` begins anew from `{start}`."
                ),
            ],
            head: format!(
                "{}<A: Clone + Send + Sync + 'static>({}) -> Result<A>",
                rows.function,
                params.join(", ")
            ),
            lines,
        })
    }

    /// A name for a parameter of our own.
    fn beside_params(&self, name: &str) -> String {
        let mut params = self.function.params.iter();
        let is_taken = self.function.params_struct.is_none() && params.any(|one| one.rust == name);
        match is_taken {
            true => format!("{name}_"),
            false => name.to_owned(),
        }
    }

    fn lent_row(&mut self, rows: &BorrowedRows, row: &RowModel) -> Option<LentRowView> {
        let name = rows.row.clone()?;
        let mut view = LentRowView {
            borrowed: BorrowedView {
                structure: borrowed::structure(&self.function.query_name, &name, Vec::new()),
                name,
                owned: row.name.clone()?,
                kept: Vec::new(),
            },
            values: Vec::new(),
            lenders: Vec::new(),
        };
        for (at, field) in row.fields.iter().enumerate() {
            match row.group_of(at) {
                Some(group) if group.first == at => self.add_group(group, &mut view),
                Some(_) => {}
                None => {
                    let is_borrowed = field.is_borrowed();
                    view.values.push(format!(
                        "{}: {}",
                        field.rust,
                        borrowed::read(at, is_borrowed)
                    ));
                    view.borrowed.kept.push(borrowed::kept_value(
                        &field.rust,
                        &field.ty,
                        is_borrowed,
                        field.nullable,
                    ));
                    view.borrowed.structure.fields.push(FieldView {
                        doc: super::rows::field_doc(field),
                        attributes: Vec::new(),
                        name: field.rust.clone(),
                        ty: borrowed::result(self.scope, field, "'row"),
                    });
                }
            }
        }
        Some(view)
    }

    /// A row of a table inside of the row.
    fn add_group(&mut self, group: &RowGroup, view: &mut LentRowView) {
        let resource = &self.scope.service.resources[group.resource];
        let name = &group.rust;
        let owned = self.scope.model(&resource.row);
        let Some((model, value)) =
            borrowed::row_value(self.scope, resource, &group.fields, group.first)
        else {
            return;
        };
        let table = docs::code(&resource.table_name);
        let (doc, ty, value, kept) = match &group.present {
            None => (
                format!("A row of {table}."),
                format!("{model}<'row>"),
                value,
                format!("{owned}::from(row.{name})"),
            ),
            Some(present) => {
                let lender = format!("lend_{}", plain(name));
                let columns: Vec<String> = present.iter().map(usize::to_string).collect();
                let columns = columns.join(", ");
                view.lenders.push(DecoderView {
                    name: lender.clone(),
                    ty: format!("{model}<'row>"),
                    value,
                });
                (
                    format!("A row of {table}, where the join finds one."),
                    format!("Option<{model}<'row>>"),
                    format!("row.unless_null(&[{columns}], Self::{lender})?"),
                    format!("row.{name}.map({owned}::from)"),
                )
            }
        };
        view.values.push(format!("{name}: {value}"));
        view.borrowed.kept.push(format!("{name}: {kept}"));
        view.borrowed.structure.fields.push(FieldView {
            doc: vec![doc],
            attributes: Vec::new(),
            name: name.clone(),
            ty,
        });
    }
}
