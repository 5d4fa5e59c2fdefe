//! The handler of the whole list as a file: `@export`.

use super::Writer;
use crate::emit::handlers::import_http;
use crate::emit::literal;
use crate::service::{Field, Operation};
use crate::ty::Ty;

impl Writer<'_> {
    pub(super) fn export(
        &mut self,
        operation: &Operation,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        import_http(&mut self.scope, &["Csv", "CsvColumn"]);
        self.scope.driver(&["Select"]);
        let (filters, sort) = (self.filters(operation), self.sort(operation));
        let filter = self.whole_filter(!filters.is_empty());
        let sorted = if sort.is_some() { ".sorted(sort)" } else { "" };
        statements.extend(filters);
        statements.extend(sort);
        statements.push("query.finish()?;".to_owned());
        statements.push(format!("let filter = {filter};"));
        statements.push(format!("let select = Select::new(filter){sorted};"));
        let table = self.call("Table");
        let fields = self.resource.fields.iter();
        let columns: Vec<String> = fields
            .filter(|field| field.readable)
            .map(|field| {
                format!(
                    "CsvColumn::{}({})",
                    kind(field),
                    literal::string(&field.json)
                )
            })
            .collect();
        let name = crate::service::segment(self.resource.path.as_deref()?);
        let (name, most) = (literal::string(&name), grouped(self.resource.export?));
        let answer = self.answer();
        statements.push(format!("let columns = &[{}];", columns.join(", ")));
        statements.push(format!(
            "Csv::of::<_, {table}, _, _>(db, select, {most}, {name}, columns, {answer}::from).await"
        ));
        Some("Csv".to_owned())
    }
}

/// How a column's values are written.
fn kind(field: &Field) -> &'static str {
    let own = field.own.as_ref();
    match &field.ty {
        _ if own.is_some_and(|own| own.json) => "Json",
        Ty::Json | Ty::Jsonb if own.is_none() => "Json",
        ty if own.is_some() || ty.is_text() || matches!(ty, Ty::Enum(_)) => "Text",
        _ => "Value",
    }
}

/// `100_000`
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
