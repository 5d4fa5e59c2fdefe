//! The handlers that link and unlink two rows.

use super::Writer;
use crate::emit::handlers::{import_http, local};
use crate::service::{Operation, Presence};

impl Writer<'_> {
    pub(super) fn link(
        &mut self,
        operation: &Operation,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        import_http(&mut self.scope, &["StatusCode"]);
        let body = self.scope.model(self.resource.create.as_deref()?);
        let key: Vec<&str> = self
            .key_fields(operation)
            .iter()
            .map(|field| field.rust.as_str())
            .collect();
        let mut fields = Vec::new();
        for field in &self.resource.fields {
            let name = &field.rust;
            let value = match field.create {
                None => continue,
                Some(_) if key.contains(&name.as_str()) => local(name),
                Some(Presence::Patch) => {
                    self.scope.runtime(&["Patch"]);
                    "Patch::Keep".to_owned()
                }
                Some(_) => "None".to_owned(),
            };
            fields.push(match value == *name {
                true => value,
                false => format!("{name}: {value}"),
            });
        }
        let upsert = self.call("upsert");
        statements.push("query.finish()?;".to_owned());
        let mutable = if self.is_hooked() { "mut " } else { "" };
        let fields = fields.join(", ");
        statements.push(format!("let {mutable}body = {body} {{ {fields} }};"));
        match self.is_hooked() {
            true => {
                let (key, exists) = (self.key_arguments(operation), self.call("exists"));
                let write = format!("let row = {upsert}(&tx, &body).await?;");
                statements.extend(self.hooked_link(&format!("{exists}(&tx, {key})"), &write));
            }
            false => statements.push(format!("{upsert}(&db, &body).await?;")),
        }
        statements.push("Ok(StatusCode::NO_CONTENT)".to_owned());
        Some("StatusCode".to_owned())
    }

    pub(super) fn unlink(&mut self, operation: &Operation, statements: &mut Vec<String>) -> String {
        import_http(&mut self.scope, &["StatusCode"]);
        self.scope.runtime(&["unless_missing"]);
        let (delete, key) = (self.call("delete"), self.key_arguments(operation));
        statements.push("query.finish()?;".to_owned());
        match self.is_hooked() {
            true => statements.extend(self.hooked_unlink(&key)),
            false => statements.push(format!("unless_missing({delete}(&db, {key}).await)?;")),
        }
        statements.push("Ok(StatusCode::NO_CONTENT)".to_owned());
        "StatusCode".to_owned()
    }
}
