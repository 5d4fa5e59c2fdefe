//! The functions that change a row where it has the version that the caller knows.

use super::{FunctionView, Functions, together, update_binds};

impl Functions<'_, '_> {
    /// The update of a row of one version; none where rows have none.
    pub(super) fn update_if_version(&mut self, body: &str) -> Option<FunctionView> {
        let resource = self.resource;
        let (update, version) = (
            resource.statements.update_if_version.as_ref()?,
            resource.version()?,
        );
        self.scope.driver(&["Error", "Write"]);
        let body = self.scope.model(body);
        let ty = self.scope.lent(&version.ty, "");
        let (params, key) = self.key();
        let passed = self.passed(&key);
        let mut binds = key.clone();
        binds.push("&version".to_owned());
        binds.extend(update_binds(self.scope, resource));
        let binds = update.in_order(binds).join(", ");
        let field = &version.rust;
        let mut statements = vec![format!(
            "if *body == {body}::default() {{
                let row = get(db, {passed}).await?;
                if row.{field} == version {{ return Ok(row); }}
                return Err(Error::Stale);
            }}"
        )];
        match self.scope.target.returns_updated() {
            true => {
                statements.push(format!(
                    "let row = db.write_opt(&UPDATE_IF_VERSION, &[{binds}], Table::decode).await?;"
                ));
                statements.push(format!(
                    "match row {{
                        Some(row) => Ok(row),
                        None if exists(db, {passed}).await? => Err(Error::Stale),
                        None => Err(Error::NotFound),
                    }}"
                ));
            }
            false => statements.extend(together([
                format!("let changed = tx.execute(&UPDATE_IF_VERSION, &[{binds}]).await?;"),
                format!(
                    "let row = tx.query_one(&GET, &[{}], Table::decode).await?;",
                    key.join(", ")
                ),
                "if changed == 0 { return Err(Error::Stale); }".to_owned(),
                "Ok(row)".to_owned(),
            ])),
        }
        Some(FunctionView {
            doc: format!(
                "Changes the {} with this key; [`Error::Stale`] where it has another version.",
                resource.singular
            ),
            head: format!(
                "update_if_version(db: &impl Write{params}, version: {ty}, body: &{body}) -> Result<{}>",
                self.row
            ),
            statements,
        })
    }

    /// The delete of a row of one version; none where rows have none.
    pub(super) fn delete_if_version(&mut self) -> Option<FunctionView> {
        let resource = self.resource;
        resource.statements.delete_if_version.as_ref()?;
        let version = resource.version()?;
        self.scope.driver(&["Error", "Write"]);
        let ty = self.scope.lent(&version.ty, "");
        let (params, key) = self.key();
        let passed = self.passed(&key);
        Some(FunctionView {
            doc: format!(
                "Deletes the {} with this key; [`Error::Stale`] where it has another version.",
                resource.singular
            ),
            head: format!(
                "delete_if_version(db: &impl Write{params}, version: {ty}) -> Result<()>"
            ),
            statements: vec![
                format!(
                    "let deleted = db.execute(&DELETE_IF_VERSION, &[{}, &version]).await?;",
                    key.join(", ")
                ),
                format!(
                    "match deleted {{
                        0 if exists(db, {passed}).await? => Err(Error::Stale),
                        0 => Err(Error::NotFound),
                        _ => Ok(()),
                    }}"
                ),
            ],
        })
    }
}
