//! What handlers do with the state that a caller knows: `If-Match` and `If-None-Match`.

use super::Writer;
use crate::emit::handlers::import_http;
use crate::service::{Operation, Precondition};

impl Writer<'_> {
    /// The parameter that reads the header.
    pub(super) fn precondition(&mut self, operation: &Operation) -> Option<String> {
        let (name, ty) = match operation.precondition? {
            Precondition::Unknown => ("if_none_match", "IfNoneMatch"),
            Precondition::Unchanged | Precondition::Version => ("if_match", "IfMatch"),
        };
        import_http(&mut self.scope, &[ty]);
        Some(format!("{name}: {ty}"))
    }

    /// Remembers the version, which is the answer's tag.
    pub(super) fn keep_version(&self) -> Option<String> {
        let version = self.resource.version()?;
        Some(format!("let version = row.{};", version.rust))
    }

    /// Changes the row with a key where it is in the state that the caller knows.
    pub(super) fn guarded_update(&mut self, key: &str, body: &str) -> Vec<String> {
        let update = self.call_by_key("update");
        let map = format!(".map_err(Problem::of_body::<{body}>)?");
        if self.resource.version().is_some() {
            let guarded = self.call_by_key("update_if_version");
            return vec![
                format!(
                    "let updated = match if_match.version()? {{
                        Some(version) => {guarded}(&db, {key}, version, &body).await,
                        None => {update}(&db, {key}, &body).await,
                    }};"
                ),
                format!("let row = updated{map};"),
            ];
        }
        let lock = self.locked(key);
        vec![format!(
            "let row = if if_match.is_given() {{
                {lock}
                let row = {update}(&tx, {key}, &body).await{map};
                tx.commit().await?;
                row
            }} else {{
                {update}(&db, {key}, &body).await{map}
            }};"
        )]
    }

    /// Deletes the row with a key where it is in the state that the caller knows.
    pub(super) fn guarded_delete(&mut self, key: &str) -> String {
        let delete = self.call_by_key("delete");
        if self.resource.version().is_some() {
            let guarded = self.call_by_key("delete_if_version");
            return format!(
                "match if_match.version()? {{
                    Some(version) => {guarded}(&db, {key}, version).await?,
                    None => {delete}(&db, {key}).await?,
                }}"
            );
        }
        let lock = self.locked(key);
        format!(
            "if if_match.is_given() {{
                {lock}
                {delete}(&tx, {key}).await?;
                tx.commit().await?;
            }} else {{
                {delete}(&db, {key}).await?;
            }}"
        )
    }

    /// A transaction in which nobody else changes the row, when its state has been compared.
    fn locked(&mut self, key: &str) -> String {
        let (lock, answer) = (self.call_by_key("get_for_update"), self.answer());
        format!(
            "let tx = db.begin().await?;
            let before = {lock}(&tx, {key}).await?;
            if_match.check(&{answer}::from(before))?;"
        )
    }
}
