//! The functions that change or delete many rows by their keys, all of them or none: `@bulk`.

use super::{FunctionView, Functions, together, update_binds};
use crate::service::{BatchUpdate, Field, Kept, KeyStatements, Resource, TargetSql};

/// A function that gives the values of a set to a batch.
pub(super) struct BinderView {
    /// `bind_update`.
    pub(super) name: String,
    /// The parts of a set, as a pattern: `(key, body)`.
    pub(super) parts: String,
    /// The type of a set.
    pub(super) set: String,
    /// The values.
    pub(super) binds: String,
}

impl Functions<'_, '_> {
    /// The functions, or those on the rows of an owner.
    pub(super) fn many(&mut self, is_owned: bool) -> Vec<FunctionView> {
        let Some(batch) = &self.resource.batch else {
            return Vec::new();
        };
        let update = batch.update.as_ref();
        let update = update.and_then(|update| self.update_many(update, is_owned));
        let delete = batch.deletes.then(|| self.delete_many(is_owned));
        update.into_iter().chain(delete.flatten()).collect()
    }

    /// How their statements are given the values of each row.
    pub(super) fn binders(&mut self) -> Vec<BinderView> {
        let resource = self.resource;
        let batch = resource.batch.as_ref();
        let Some(update) = batch.and_then(|batch| batch.update.as_ref()) else {
            return Vec::new();
        };
        self.scope.driver(&["Batch"]);
        let mut binders = self.binders_of(update, &resource.statements.by_key, false);
        if let Some(owned) = &resource.statements.owned {
            binders.extend(self.binders_of(update, owned, true));
        }
        binders
    }

    fn binders_of(
        &mut self,
        update: &BatchUpdate,
        statements: &KeyStatements,
        is_owned: bool,
    ) -> Vec<BinderView> {
        let (key, body) = (self.scope.model(&update.key), self.body());
        let owner = self.owner(is_owned);
        let (parts, of_key, set) = match &owner {
            None => ("(key, body)", "(key, _)", format!("({key}, {body})")),
            Some(owner) => (
                "(key, owner, body)",
                "(key, owner, _)",
                format!("(&{key}, {owner}, &{body})"),
            ),
        };
        let mut identity: Vec<String> = self
            .resource
            .key_fields()
            .map(|field| format!("&key.{}", field.rust))
            .collect();
        identity.extend(owner.is_some().then(|| "&owner.0".to_owned()));
        let mut binds = identity.clone();
        binds.extend(update_binds(self.scope, self.resource));
        let sql = statements.update.clone().unwrap_or_default();
        let suffix = if is_owned { "_owned" } else { "" };
        let binder = |name: &str, parts: &str, sql: &TargetSql, binds: Vec<String>| BinderView {
            name: format!("{name}{suffix}"),
            parts: parts.to_owned(),
            set: set.clone(),
            binds: sql.in_order(binds).join(", "),
        };
        let mut binders = vec![binder("bind_update", parts, &sql, binds)];
        if self.reads_changed() {
            let get = statements.get.clone().unwrap_or_default();
            binders.push(binder("bind_get", of_key, &get, identity));
        }
        binders
    }

    fn update_many(&mut self, update: &BatchUpdate, is_owned: bool) -> Option<FunctionView> {
        self.resource.update.as_ref()?;
        self.scope.driver(&["Write"]);
        self.scope.runtime(&["each_found"]);
        let (key, body) = (self.scope.model(&update.key), self.body());
        let owner = self.owner(is_owned);
        let (suffix, parameter) = match &owner {
            Some(owner) => ("_owned", format!(", owner: {owner}")),
            None => ("", String::new()),
        };
        let mut statements = Vec::new();
        let changes = match &owner {
            Some(_) => {
                let sets = "let changes: Vec<_> = changes.iter().map(|(key, body)| (key, owner, body)).collect();";
                statements.push(sets.to_owned());
                "&changes"
            }
            None => "changes",
        };
        statements.extend(self.changed(changes, is_owned));
        Some(FunctionView {
            doc: format!(
                "Changes {} by their keys{}: all of them, or none. `Error::Missing` says which are not there.",
                self.resource.plural,
                owner.map_or("", |_| " and their owner")
            ),
            head: format!(
                "update_many{suffix}(db: &impl Write, changes: &[({key}, {body})]{parameter}) -> Result<Vec<{}>>",
                self.row
            ),
            statements,
        })
    }

    /// Runs the update of each, and gives their rows.
    fn changed(&mut self, changes: &str, is_owned: bool) -> Vec<String> {
        let (suffix, constant) = match is_owned {
            true => ("_owned", "_OWNED"),
            false => ("", ""),
        };
        if !self.reads_changed() {
            return vec![
                "let tx = db.begin().await?;".to_owned(),
                format!(
                    "let rows = tx.write_each(&UPDATE{constant}, {changes}, bind_update{suffix}, Table::decode).await?;"
                ),
                "let rows = each_found(rows)?;".to_owned(),
                "tx.commit().await?;".to_owned(),
                "Ok(rows)".to_owned(),
            ];
        }
        let mut work = match self.keeps() {
            true => self.changed_but_empty(changes, is_owned),
            false => vec![format!(
                "tx.execute_each(&UPDATE{constant}, {changes}, bind_update{suffix}).await?;"
            )],
        };
        work.push(format!(
            "let rows = tx.query_each(&GET{constant}, {changes}, bind_get{suffix}, Table::decode).await?;"
        ));
        if !self.scope.target.returns_updated() {
            work.push("each_found(rows)".to_owned());
            return together(work);
        }
        work.insert(0, "let tx = db.begin().await?;".to_owned());
        work.push("let rows = each_found(rows)?;".to_owned());
        work.push("tx.commit().await?;".to_owned());
        work.push("Ok(rows)".to_owned());
        work
    }

    /// A body that says nothing is no update: what the server writes at each of them stays.
    fn changed_but_empty(&mut self, changes: &str, is_owned: bool) -> Vec<String> {
        let body = self.body();
        let (suffix, constant, pattern) = match is_owned {
            true => ("_owned", "_OWNED", "(_, _, body)"),
            false => ("", "", "(_, body)"),
        };
        let changes = changes.trim_start_matches('&');
        let empty = match is_owned {
            true => format!("**body != {body}::default()"),
            false => format!("*body != {body}::default()"),
        };
        vec![
            format!("let given = {changes}.iter().enumerate();"),
            format!("let given = given.filter(|(_, {pattern})| {empty});"),
            "let (places, given): (Vec<usize>, Vec<_>) = given.unzip();".to_owned(),
            format!(
                "let updated = tx.execute_each(&UPDATE{constant}, &given, |change, batch| bind_update{suffix}(change, batch)).await;"
            ),
            "updated.map_err(|error| error.among(&places))?;".to_owned(),
        ]
    }

    fn delete_many(&mut self, is_owned: bool) -> Option<FunctionView> {
        let resource = self.resource;
        let key: &Field = resource.key_fields().next()?;
        self.scope.driver(&["Write"]);
        self.scope.runtime(&["missing"]);
        let owner = self.owner(is_owned);
        let (suffix, parameter) = match &owner {
            Some(owner) => ("_owned", format!(", owner: {owner}")),
            None => ("", String::new()),
        };
        let each = match self.scope.is_copy(&key.ty) {
            true => "copied",
            false => "cloned",
        };
        let mut filter = format!("Table::{}.is_in(keys.iter().{each}())", key.constant);
        if let (Some(column), true) = (resource.owner(), is_owned) {
            filter.push_str(&format!(".and(Table::{}.eq(owner.0))", column.constant));
        }
        Some(FunctionView {
            doc: format!(
                "Deletes the {} with these keys{}, each named once: all of them, or none. `Error::Missing` says which are not there.",
                resource.plural,
                owner.as_ref().map_or("", |_| " and their owner")
            ),
            head: format!(
                "delete_many{suffix}(db: &impl Write, keys: &[{}]{parameter}) -> Result<()>",
                self.scope.owned(&key.ty)
            ),
            statements: vec![
                format!("let filter = {filter};"),
                "let tx = db.begin().await?;".to_owned(),
                "let deleted = delete_where(&tx, &filter).await?;".to_owned(),
                "if deleted == keys.len() as u64 { return tx.commit().await; }".to_owned(),
                "tx.rollback().await?;".to_owned(),
                "let found = list(db, &Select::new(filter)).await?;".to_owned(),
                format!(
                    "Err(missing(keys, found.items.into_iter().map(|row| row.{})))",
                    key.rust
                ),
            ],
        })
    }

    /// `Owner<i64>`, where the functions are about the rows of one.
    fn owner(&mut self, is_owned: bool) -> Option<String> {
        let owner = self.resource.owner().filter(|_| is_owned)?;
        self.scope.runtime(&["Owner"]);
        Some(format!("Owner<{}>", self.scope.lent(&owner.ty, "")))
    }

    fn body(&mut self) -> String {
        let body = self.resource.update.as_deref().unwrap_or_default();
        self.scope.model(body)
    }

    /// Whether rows are read when they have been changed: not every update changes one, or tells of it.
    fn reads_changed(&self) -> bool {
        self.keeps() || !self.scope.target.returns_updated()
    }

    /// Whether an update writes something of its own.
    fn keeps(&self) -> bool {
        keeps(self.resource)
    }
}

fn keeps(resource: &Resource) -> bool {
    let mut fields = resource.fields.iter();
    fields.any(|field| field.kept.is_some_and(|kept| kept != Kept::Deleted))
}
