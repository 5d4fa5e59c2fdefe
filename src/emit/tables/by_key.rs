//! The functions on the row of a key, and the same on the row of a key and an owner: others' rows are not there for these.

use super::{FunctionView, key_name, key_struct, together, update_binds};
use crate::emit::models::FieldView;
use crate::emit::scope::Scope;
use crate::service::{Kept, KeyStatements, Resource};
use crate::ty::Ty;

/// The functions on the row of a key.
pub(super) struct ByKey<'a, 'b> {
    pub(super) scope: &'a mut Scope<'b>,
    pub(super) resource: &'a Resource,
    pub(super) row: &'a str,
    /// Whether they take an owner behind the key.
    pub(super) is_owned: bool,
}

/// What identifies a row.
pub(super) struct Identity {
    /// The parameters of a function, each behind a comma: `, id: i64`.
    pub(super) params: String,
    /// What binds them: `&id`.
    pub(super) binds: Vec<String>,
    /// The same as arguments for another function: `id`.
    pub(super) passed: String,
}

impl<'a> ByKey<'a, '_> {
    pub(super) fn reads(&mut self) -> Vec<FunctionView> {
        let statements = self.statements();
        let get = statements.get.is_some().then(|| self.get());
        let locked = &statements.get_for_update;
        let locked = locked.is_some().then(|| self.get_for_update());
        let exists = statements.exists.is_some().then(|| self.exists());
        get.into_iter().chain(locked).chain(exists).collect()
    }

    pub(super) fn updates(&mut self) -> Vec<FunctionView> {
        let has_update = self.statements().update.is_some();
        let Some(body) = self.resource.update.as_ref().filter(|_| has_update) else {
            return Vec::new();
        };
        let update = self.update(body);
        let guarded = self.update_if_version(body);
        std::iter::once(update).chain(guarded).collect()
    }

    pub(super) fn deletes(&mut self) -> Vec<FunctionView> {
        let has_delete = self.statements().delete.is_some();
        let delete = has_delete.then(|| self.delete());
        let guarded = self.delete_if_version();
        delete.into_iter().chain(guarded).collect()
    }

    /// The statements that these functions run.
    pub(super) fn statements(&self) -> &'a KeyStatements {
        let statements = &self.resource.statements;
        let owned = statements.owned.as_ref().filter(|_| self.is_owned);
        owned.unwrap_or(&statements.by_key)
    }

    /// `get`, or `get_owned`.
    pub(super) fn function(&self, name: &str) -> String {
        match self.is_owned {
            true => format!("{name}_owned"),
            false => name.to_owned(),
        }
    }

    /// `GET`, or `GET_OWNED`.
    pub(super) fn constant(&self, name: &str) -> String {
        match self.is_owned {
            true => format!("{name}_OWNED"),
            false => name.to_owned(),
        }
    }

    /// `user with this key`, `post with this key and owner`.
    pub(super) fn row_words(&self) -> String {
        let owner = if self.is_owned { " and owner" } else { "" };
        format!("{} with this key{owner}", self.resource.singular)
    }

    fn get(&mut self) -> FunctionView {
        let identity = self.identity();
        FunctionView {
            doc: format!("The {}.", self.row_words()),
            head: format!(
                "{}(db: &impl Read{}) -> Result<{}>",
                self.function("get"),
                identity.params,
                self.row
            ),
            statements: vec![self.query_one("db", "GET", &identity)],
        }
    }

    /// `db.query_one(&GET, &[&id], Table::decode).await`.
    pub(super) fn query_one(&self, db: &str, constant: &str, identity: &Identity) -> String {
        format!(
            "{db}.query_one(&{}, &[{}], Table::decode).await",
            self.constant(constant),
            identity.binds.join(", ")
        )
    }

    fn get_for_update(&mut self) -> FunctionView {
        self.scope.driver(&["Tx"]);
        let identity = self.identity();
        FunctionView {
            doc: format!(
                "The {}, which nobody else changes before the transaction ends.",
                self.row_words()
            ),
            head: format!(
                "{}(tx: &Tx<'_>{}) -> Result<{}>",
                self.function("get_for_update"),
                identity.params,
                self.row
            ),
            statements: vec![self.query_one("tx", "GET_FOR_UPDATE", &identity)],
        }
    }

    fn exists(&mut self) -> FunctionView {
        let identity = self.identity();
        FunctionView {
            doc: format!("Whether there is a {}.", self.row_words()),
            head: format!(
                "{}(db: &impl Read{}) -> Result<bool>",
                self.function("exists"),
                identity.params
            ),
            statements: vec![format!(
                "db.exists(&{}, &[{}]).await",
                self.constant("EXISTS"),
                identity.binds.join(", ")
            )],
        }
    }

    fn update(&mut self, body: &str) -> FunctionView {
        self.scope.driver(&["Write"]);
        let body = self.scope.model(body);
        let identity = self.identity();
        let mut binds = identity.binds.clone();
        binds.extend(update_binds(self.scope, self.resource));
        let update = self.statements().update.as_ref();
        let binds = update.map_or_else(Vec::new, |update| update.in_order(binds));
        let (binds, constant) = (binds.join(", "), self.constant("UPDATE"));
        let unless_empty = self.unless_empty(&body, &identity);
        let mut statements: Vec<String> = unless_empty.into_iter().collect();
        statements.extend(match self.scope.target.returns_updated() {
            true => vec![format!(
                "db.write_one(&{constant}, &[{binds}], Table::decode).await"
            )],
            false => together([
                format!("tx.execute(&{constant}, &[{binds}]).await?;"),
                self.query_one("tx", "GET", &identity),
            ]),
        });
        FunctionView {
            doc: format!("Changes the {}.", self.row_words()),
            head: format!(
                "{}(db: &impl Write{}, body: &{body}) -> Result<{}>",
                self.function("update"),
                identity.params,
                self.row
            ),
            statements,
        }
    }

    /// A body that says nothing is no update: what the server writes at each of them stays.
    fn unless_empty(&self, body: &str, identity: &Identity) -> Option<String> {
        let mut fields = self.resource.fields.iter();
        let keeps = fields.any(|field| field.kept.is_some_and(|kept| kept != Kept::Deleted));
        let (get, passed) = (self.function("get"), &identity.passed);
        keeps.then(|| {
            format!("if *body == {body}::default() {{ return {get}(db, {passed}).await; }}")
        })
    }

    fn delete(&mut self) -> FunctionView {
        self.scope.driver(&["Error", "Write"]);
        let identity = self.identity();
        FunctionView {
            doc: format!("Deletes the {}.", self.row_words()),
            head: format!(
                "{}(db: &impl Write{}) -> Result<()>",
                self.function("delete"),
                identity.params
            ),
            statements: vec![
                format!(
                    "let deleted = db.execute(&{}, &[{}]).await?;",
                    self.constant("DELETE"),
                    identity.binds.join(", ")
                ),
                "match deleted { 0 => Err(Error::NotFound), _ => Ok(()) }".to_owned(),
            ],
        }
    }

    /// The key, and the owner behind it.
    pub(super) fn identity(&mut self) -> Identity {
        let mut identity = key(self.scope, self.resource);
        if let Some(owner) = self.resource.owner().filter(|_| self.is_owned) {
            self.scope.runtime(&["Owner"]);
            let ty = self.scope.lent(&owner.ty, "");
            identity.params.push_str(&format!(", owner: Owner<{ty}>"));
            identity.binds.push("&owner.0".to_owned());
            identity.passed.push_str(", owner");
        }
        identity
    }
}

/// The key alone.
pub(super) fn key(scope: &mut Scope<'_>, resource: &Resource) -> Identity {
    if resource.has_key_struct {
        let key = key_struct(scope, resource);
        let bind = |field: &FieldView| format!("&key.{}", field.name);
        return Identity {
            params: format!(", key: &{}", key.name.replace("'a", "'_")),
            binds: key.fields.iter().map(bind).collect(),
            passed: "key".to_owned(),
        };
    }
    let mut params = String::new();
    let (mut binds, mut passed) = (Vec::new(), Vec::new());
    for field in resource.key_fields() {
        let name = key_name(field);
        params.push_str(&format!(", {name}: {}", scope.lent(&field.ty, "")));
        passed.push(name.clone());
        binds.push(match field.ty {
            Ty::Composite(_) => name,
            _ => format!("&{name}"),
        });
    }
    Identity {
        params,
        binds,
        passed: passed.join(", "),
    }
}
