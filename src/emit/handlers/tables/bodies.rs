//! How handlers read bodies: at once, or as an object of which the request itself says a part.

use super::Writer;
use crate::emit::handlers::{import_http, strings};
use crate::emit::literal;
use crate::service::{Action, Field, Operation, Presence};

/// How a field stands in the body that is read.
type Of = fn(&Field) -> Option<Presence>;

impl<'a> Writer<'a> {
    /// Adds the body to the parameters; its type.
    pub(super) fn body(&mut self, body: &str, of: Of, parameters: &mut Vec<String>) -> String {
        let body = self.scope.model(body);
        if self.is_read_in_steps(of) {
            import_http(&mut self.scope, &["JsonObject"]);
            parameters.push("object: JsonObject".to_owned());
        } else {
            import_http(&mut self.scope, &["JsonBody"]);
            let mutable = self.mutable(of);
            parameters.push(format!("JsonBody({mutable}body): JsonBody<{body}>"));
        }
        body
    }

    /// Reads the body, where the parameters do not yet.
    pub(super) fn read_body(&mut self, body: &str, of: Of) -> Option<String> {
        let in_steps = self.is_read_in_steps(of);
        in_steps.then(|| self.read_object("object".to_owned(), body, of))
    }

    /// Reads the body from the object: what belongs to a role is the role's alone, and the owner is whoever is asking.
    pub(super) fn read_object(&mut self, mut object: String, body: &str, of: Of) -> String {
        for field in self.reserved(of) {
            let (name, roles) = (literal::string(&field.json), strings(&field.writers));
            object.push_str(&format!(".reserve({name}, &principal, &[{roles}])?"));
        }
        if let Some(owner) = self.owner_in_use().filter(|owner| of(owner).is_some()) {
            let name = literal::string(&owner.json);
            object.push_str(&format!(".with({name}, &owner)?"));
        }
        let mutable = self.mutable(of);
        format!("let {mutable}body: {body} = {object}.read()?;")
    }

    fn is_read_in_steps(&self, of: Of) -> bool {
        let has_owner = self.owner_in_use().is_some_and(|owner| of(owner).is_some());
        has_owner || self.reserved(of).next().is_some()
    }

    /// `mut ` where secrets in the body are replaced by their hashes, or hooks may change it.
    fn mutable(&self, of: Of) -> &'static str {
        match self.is_hooked() || self.hashed().any(|field| of(field).is_some()) {
            true => "mut ",
            false => "",
        }
    }

    /// The fields that roles alone may write.
    pub(super) fn reserved(&self, of: Of) -> impl Iterator<Item = &'a Field> + use<'a> {
        let fields = self.resource.fields.iter();
        fields.filter(move |field| !field.writers.is_empty() && of(field).is_some())
    }

    /// Whether the body of an operation has fields that roles alone may write.
    pub(super) fn reserves(&self, operation: &Operation) -> bool {
        match operation.action {
            Action::Create(_) | Action::CreateMany(_) | Action::Upsert { .. } => {
                self.reserved(|field| field.create).next().is_some()
            }
            Action::Update(_) | Action::UpdateMany(_) => {
                self.reserved(|field| field.update).next().is_some()
            }
            _ => false,
        }
    }
}
