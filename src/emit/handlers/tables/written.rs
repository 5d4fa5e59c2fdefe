//! Lists whose rows are written into the answer where the driver holds them: no struct is made of a row, and no text of it is copied.

use super::Writer;
use crate::emit::borrowed;
use crate::emit::handlers::import_http;
use crate::emit::literal;
use crate::service::Field;
use crate::ty::Ty;

/// The function that writes what an answer shows of a row.
pub(in crate::emit::handlers) struct WriteView {
    /// Each writes a column.
    pub(in crate::emit::handlers) statements: Vec<String>,
}

impl Writer<'_> {
    /// The statements that answer with a page; where a reader can ask for relations, those for who does not.
    pub(super) fn written_page(&mut self) -> Vec<String> {
        import_http(&mut self.scope, &["WrittenItems"]);
        let page = "let (items, next) = select.fold_page(&db, start.cursor.as_ref(), WrittenItems::default(), write)
            .await.map_err(Problem::of_page)?;";
        let listed = "Listed::written(items, next, total, &uri)";
        match self.includes {
            true => vec![format!(
                "if include.is_empty() {{ {page} return Ok({listed}); }}"
            )],
            false => vec![page.to_owned(), format!("Ok({listed})")],
        }
    }

    /// The function that writes a row.
    pub(super) fn write(&mut self) -> WriteView {
        self.scope.driver(&["Row"]);
        self.scope.runtime(&["Error"]);
        let columns = self.resource.fields.iter().enumerate();
        let shown = columns.filter(|(_, field)| field.readable);
        let statements = shown.map(|(at, field)| self.written(at, field));
        WriteView {
            statements: statements.collect(),
        }
    }

    fn written(&mut self, at: usize, field: &Field) -> String {
        let key = literal::string(&field.json);
        if matches!(field.shown_type(), Ty::Bytes) {
            return match field.nullable {
                true => format!("item.bytes({key}, row.get_ref({at})?)?;"),
                false => format!("item.bytes({key}, Some(row.get_ref({at})?))?;"),
            };
        }
        match field.is_borrowed() {
            true => {
                let ty = borrowed::lent(&mut self.scope, &field.ty, "", field.nullable);
                format!("item.field({key}, row.get_ref::<{ty}>({at})?)?;")
            }
            false => {
                let own = field.own.as_ref();
                let ty = self.scope.held_or_null(&field.ty, own, field.nullable);
                let is_time = matches!(field.ty, Ty::Timestamp | Ty::TimestampTz);
                let write = match is_time && own.is_none() {
                    true => "time",
                    false => "field",
                };
                format!("item.{write}({key}, row.get::<{ty}>({at})?)?;")
            }
        }
    }
}
