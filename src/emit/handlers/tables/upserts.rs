//! The handlers of upserts: PUT of the row with a unique key.

use super::Writer;
use crate::emit::handlers::{import_http, local};
use crate::emit::literal;

impl Writer<'_> {
    pub(super) fn upsert(
        &mut self,
        upsert: usize,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        let resource = self.resource;
        let upsert = resource.statements.upserts.get(upsert)?;
        import_http(&mut self.scope, &["JsonObject", "Upserted", "location"]);
        self.scope.driver(&["Filter"]);
        let body = self.scope.model(resource.create.as_deref()?);
        let (count, write) = (self.call("count"), self.call(&upsert.function));
        let answer = self.answer();
        let hashes = self.hash(|field| field.create);
        parameters.push("object: JsonObject".to_owned());
        statements.push("query.finish()?;".to_owned());
        let mut object = "object".to_owned();
        let mut tests = Vec::new();
        for field in upsert.key.iter().map(|at| &resource.fields[*at]) {
            let is_owner = resource
                .owner()
                .is_some_and(|owner| owner.column == field.column);
            let (name, mut value) = (literal::string(&field.json), local(&field.rust));
            match is_owner {
                true => value = "owner".to_owned(),
                false => object.push_str(&format!(".with({name}, &{value})?")),
            }
            let column = self.call(&format!("Table::{}", field.constant));
            tests.push(format!("{column}.eq({value})"));
        }
        statements.push(self.read_object(object, &body, |field| field.create));
        statements.extend(hashes);
        statements.push(format!("let filter = Filter::all([{}]);", tests.join(", ")));
        statements.push("let tx = db.begin().await?;".to_owned());
        statements.push(format!("let known = {count}(&tx, &filter).await?;"));
        statements.push(format!(
            "let row = {write}(&tx, &body).await.map_err(Problem::of_body::<{body}>)?;"
        ));
        statements.push("tx.commit().await?;".to_owned());
        let path = resource.path.as_deref().unwrap_or_default();
        let path = literal::string(&format!("/{}", crate::service::segment(path)));
        statements.push(format!(
            "let location = location({path}, &[{}]);",
            self.address()
        ));
        statements.push(format!("let answer = {answer}::from(row);"));
        statements.push("Ok(Upserted::new(known == 0, location, answer))".to_owned());
        Some(format!("Upserted<{answer}>"))
    }
}
