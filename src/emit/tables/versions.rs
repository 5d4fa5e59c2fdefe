//! The functions that change a row where it has the version that the caller knows.

use super::by_key::ByKey;
use super::{FunctionView, together, update_binds};

impl ByKey<'_, '_> {
    /// The update of a row of one version; none where rows have none.
    pub(super) fn update_if_version(&mut self, body: &str) -> Option<FunctionView> {
        let resource = self.resource;
        let (update, version) = (
            self.statements().update_if_version.as_ref()?,
            resource.version()?,
        );
        self.scope.driver(&["Error", "Write"]);
        let body = self.scope.model(body);
        let ty = self.scope.lent(&version.ty, "");
        let identity = self.identity();
        let (params, passed) = (&identity.params, &identity.passed);
        let (get, exists) = (self.function("get"), self.function("exists"));
        let constant = self.constant("UPDATE_IF_VERSION");
        let mut binds = identity.binds.clone();
        binds.push("&version".to_owned());
        binds.extend(update_binds(self.scope, resource));
        let binds = update.in_order(binds).join(", ");
        let field = &version.rust;
        let mut statements = vec![format!(
            "if *body == {body}::default() {{
                let row = {get}(db, {passed}).await?;
                if row.{field} == version {{ return Ok(row); }}
                return Err(Error::Stale);
            }}"
        )];
        match self.scope.target.returns_updated() {
            true => {
                statements.push(format!(
                    "let row = db.write_opt(&{constant}, &[{binds}], Table::decode).await?;"
                ));
                statements.push(format!(
                    "match row {{
                        Some(row) => Ok(row),
                        None if {exists}(db, {passed}).await? => Err(Error::Stale),
                        None => Err(Error::NotFound),
                    }}"
                ));
            }
            false => statements.extend(together([
                format!("let changed = tx.execute(&{constant}, &[{binds}]).await?;"),
                format!("let row = {}?;", self.query_one("tx", "GET", &identity)),
                "if changed == 0 { return Err(Error::Stale); }".to_owned(),
                "Ok(row)".to_owned(),
            ])),
        }
        Some(FunctionView {
            doc: format!(
                "Changes the {}; [`Error::Stale`] where it has another version.",
                self.row_words()
            ),
            head: format!(
                "{}(db: &impl Write{params}, version: {ty}, body: &{body}) -> Result<{}>",
                self.function("update_if_version"),
                self.row
            ),
            statements,
        })
    }

    /// The delete of a row of one version; none where rows have none.
    pub(super) fn delete_if_version(&mut self) -> Option<FunctionView> {
        let resource = self.resource;
        self.statements().delete_if_version.as_ref()?;
        let version = resource.version()?;
        self.scope.driver(&["Error", "Write"]);
        let ty = self.scope.lent(&version.ty, "");
        let identity = self.identity();
        let (params, passed) = (&identity.params, &identity.passed);
        let exists = self.function("exists");
        Some(FunctionView {
            doc: format!(
                "Deletes the {}; [`Error::Stale`] where it has another version.",
                self.row_words()
            ),
            head: format!(
                "{}(db: &impl Write{params}, version: {ty}) -> Result<()>",
                self.function("delete_if_version")
            ),
            statements: vec![
                format!(
                    "let deleted = db.execute(&{}, &[{}, &version]).await?;",
                    self.constant("DELETE_IF_VERSION"),
                    identity.binds.join(", ")
                ),
                format!(
                    "match deleted {{
                        0 if {exists}(db, {passed}).await? => Err(Error::Stale),
                        0 => Err(Error::NotFound),
                        _ => Ok(()),
                    }}"
                ),
            ],
        })
    }
}
