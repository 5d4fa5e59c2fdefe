//! The handlers of many rows: `@bulk`.

use super::Writer;
use crate::emit::handlers::{import_http, strings};
use crate::emit::literal;
use crate::service::{Field, Operation, Presence};

/// How a field stands in the body of an item.
type Of = fn(&Field) -> Option<Presence>;

impl Writer<'_> {
    pub(super) fn create_many(
        &mut self,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        import_http(&mut self.scope, &["CreatedItems", "JsonItems"]);
        let body = self.scope.model(self.resource.create.as_deref()?);
        let (create, answer) = (self.call("create_many"), self.answer());
        let (items, hashes) = self.items(|field| field.create, "body");
        parameters.push("items: JsonItems".to_owned());
        statements.push("query.finish()?;".to_owned());
        statements.push(format!(
            "let {}bodies: Vec<{body}> = {items}.read()?;",
            mutable(&hashes)
        ));
        if !hashes.is_empty() {
            statements.push(format!(
                "for body in &mut bodies {{ {} }}",
                hashes.join("\n")
            ));
        }
        statements.extend([
            format!(
                "let rows = {create}(&db, &bodies).await.map_err(Problem::of_items::<{body}>)?;"
            ),
            format!("let answers = rows.into_iter().map({answer}::from).collect();"),
            "Ok(CreatedItems(answers))".to_owned(),
        ]);
        Some(format!("CreatedItems<{answer}>"))
    }

    pub(super) fn update_many(
        &mut self,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        import_http(&mut self.scope, &["Json", "JsonItems"]);
        self.scope.runtime(&["Items"]);
        let update = self.resource.batch.as_ref()?.update.as_ref()?;
        let key = self.scope.model(&update.key);
        let body = self.scope.model(self.resource.update.as_deref()?);
        let (update, answer) = (self.call_by_key("update_many"), self.answer());
        let (items, hashes) = self.items(|field| field.update, "body");
        parameters.push("items: JsonItems".to_owned());
        statements.push("query.finish()?;".to_owned());
        statements.push(format!(
            "let {}changes: Vec<({key}, {body})> = {items}.read_with_keys()?;",
            mutable(&hashes)
        ));
        if !hashes.is_empty() {
            let hashes = hashes.join("\n");
            statements.push(format!("for (_, body) in &mut changes {{ {hashes} }}"));
        }
        let owner = self.owner_argument();
        let owner = owner.map_or_else(String::new, |owner| format!(", {owner}"));
        statements.extend([
            format!(
                "let rows = {update}(&db, &changes{owner}).await.map_err(Problem::of_items::<{body}>)?;"
            ),
            format!("let items = rows.into_iter().map({answer}::from).collect();"),
            "Ok(Json(Items { items }))".to_owned(),
        ]);
        Some(format!("Json<Items<{answer}>>"))
    }

    pub(super) fn delete_many(
        &mut self,
        operation: &Operation,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        import_http(&mut self.scope, &["StatusCode"]);
        let key = self.resource.key_fields().next()?;
        let name = literal::string(&operation.query_params.first()?.name);
        let owned = self.scope.owned(&key.ty);
        let delete = self.call_by_key("delete_many");
        let owner = self.owner_argument();
        let owner = owner.map_or_else(String::new, |owner| format!(", {owner}"));
        statements.extend([
            format!("let keys: Vec<{owned}> = query.keys({name})?;"),
            "query.finish()?;".to_owned(),
            format!(
                "{delete}(&db, &keys{owner}).await.map_err(|error| Problem::of_keys({name}, error))?;"
            ),
            "Ok(StatusCode::NO_CONTENT)".to_owned(),
        ]);
        Some("StatusCode".to_owned())
    }

    /// The items with all that is to be known before they are read, and what is done with the secrets in one.
    fn items(&mut self, of: Of, body: &str) -> (String, Vec<String>) {
        let hashed: Vec<&str> = self
            .hashed()
            .filter(|field| of(field).is_some())
            .map(|field| field.rust.as_str())
            .collect();
        let mut items = "items".to_owned();
        if !hashed.is_empty() {
            self.scope.import("rowtype_runtime", "password");
            items.push_str(".with_secrets()?");
        }
        for field in self.reserved(of) {
            let (name, roles) = (literal::string(&field.json), strings(&field.writers));
            items.push_str(&format!(".reserve({name}, &principal, &[{roles}])?"));
        }
        if let Some(owner) = self.owner_in_use().filter(|owner| of(owner).is_some()) {
            let name = literal::string(&owner.json);
            items.push_str(&format!(".with({name}, &owner)?"));
        }
        let hashes = hashed.into_iter().map(|name| {
            format!("{body}.{name} = password::hashed(std::mem::take(&mut {body}.{name})).await?;")
        });
        (items, hashes.collect())
    }
}

fn mutable(hashes: &[String]) -> &'static str {
    match hashes.is_empty() {
        true => "",
        false => "mut ",
    }
}
