//! The trait of a table's hooks, and what its handlers do with them: one transaction around the change and both hooks.

use super::Writer;
use crate::emit::docs;
use crate::emit::handlers::{HookView, HooksView, Needs, import_http, is_hooked};
use crate::service::{Audience, Operation};

impl Writer<'_> {
    /// Whether hooks stand around the operation whose handler is written.
    pub(super) fn is_hooked(&self) -> bool {
        let hooks = self.resource.hooks.as_ref();
        self.operation.is_some_and(|one| is_hooked(one, hooks))
    }

    /// What the handler is generic over; none without hooks.
    pub(super) fn hooked(&self, operation: &Operation) -> Option<String> {
        let hooks = self.resource.hooks.as_ref();
        is_hooked(operation, hooks).then(|| self.bound())?
    }

    fn bound(&self) -> Option<String> {
        let hooks = self.resource.hooks.as_ref()?;
        Some(format!("<H: {}>", hooks.name))
    }

    /// The parameter of a handler.
    pub(super) fn hooks_parameter(&mut self) -> Option<String> {
        if !self.is_hooked() {
            return None;
        }
        import_http(&mut self.scope, &["Extension", "Principal"]);
        self.scope.import("std::sync", "Arc");
        Some("Extension(hooks): Extension<Arc<H>>".to_owned())
    }

    /// What the routes need.
    pub(super) fn needs(&mut self, mut parameters: Vec<String>) -> Needs {
        let Some(generics) = self.bound() else {
            return Needs {
                parameters,
                ..Needs::default()
            };
        };
        parameters.push("hooks: Arc<H>".to_owned());
        Needs {
            generics,
            parameters,
            layer: ".layer(Extension(hooks))",
        }
    }

    /// The trait.
    pub(super) fn hooks_trait(&mut self) -> Option<HooksView> {
        let resource = self.resource;
        let hooks = resource.hooks.as_ref()?;
        import_http(&mut self.scope, &["Extension", "Principal", "Problem"]);
        self.scope.import("std::sync", "Arc");
        self.scope.driver(&["Tx"]);
        let mut functions = Vec::new();
        let row = format!("&{}", self.scope.model(&resource.row));
        if let Some(body) = resource.create.as_ref().filter(|_| hooks.create) {
            let body = format!("&mut {}", self.scope.model(body));
            functions.extend([
                HookView {
                    doc: "Before a row is added. What it sets in `body` is not checked again.",
                    name: "before_create",
                    parameters: vec![("body", body)],
                },
                HookView {
                    doc: "When a row has been added.",
                    name: "after_create",
                    parameters: vec![("row", row.clone())],
                },
            ]);
        }
        if let Some(body) = resource.update.as_ref().filter(|_| hooks.update) {
            let body = format!("&mut {}", self.scope.model(body));
            functions.extend([
                HookView {
                    doc: "Before a row is changed. What it sets in `body` is not checked again.",
                    name: "before_update",
                    parameters: vec![("before", row.clone()), ("body", body)],
                },
                HookView {
                    doc: "When a row has been changed.",
                    name: "after_update",
                    parameters: vec![("before", row.clone()), ("row", row.clone())],
                },
            ]);
        }
        if hooks.delete {
            functions.extend([
                HookView {
                    doc: "Before a row is deleted.",
                    name: "before_delete",
                    parameters: vec![("row", row.clone())],
                },
                HookView {
                    doc: "When a row has been deleted.",
                    name: "after_delete",
                    parameters: vec![("row", row)],
                },
            ]);
        }
        Some(HooksView {
            name: hooks.name.clone(),
            doc: format!(
                "What the application does around changes of {}",
                docs::code(&resource.table_name)
            ),
            functions,
        })
    }

    /// Whoever is asking, as hooks are told of them: nobody in particular where everybody may.
    fn asking(&self) -> &'static str {
        match self.operation.map(|one| &one.audience) {
            Some(Audience::Public) => "&Principal::default()",
            _ => "&principal",
        }
    }

    /// A call of a hook.
    fn hook(&self, name: &str, arguments: &str) -> String {
        let asking = self.asking();
        format!("hooks.{name}(&tx, {asking}, {arguments}).await?;")
    }

    pub(super) fn hooked_create(&self, write: &str) -> [String; 5] {
        [
            "let tx = db.begin().await?;".to_owned(),
            self.hook("before_create", "&mut body"),
            write.to_owned(),
            self.hook("after_create", "&row"),
            "tx.commit().await?;".to_owned(),
        ]
    }

    pub(super) fn hooked_update(&mut self, key: &str, body: &str) -> Vec<String> {
        let update = self.call_by_key("update");
        let map = format!(".map_err(Problem::of_body::<{body}>)?");
        let mut statements = self.locked_before("before", key);
        statements.extend([
            self.hook("before_update", "&before, &mut body"),
            format!("let row = {update}(&tx, {key}, &body).await{map};"),
            self.hook("after_update", "&before, &row"),
            "tx.commit().await?;".to_owned(),
        ]);
        statements
    }

    pub(super) fn hooked_delete(&mut self, key: &str) -> Vec<String> {
        let mut statements = self.locked_before("row", key);
        statements.extend(self.deletion(key));
        statements.push("tx.commit().await?;".to_owned());
        statements
    }

    fn deletion(&mut self, key: &str) -> [String; 3] {
        let delete = self.call_by_key("delete");
        [
            self.hook("before_delete", "&row"),
            format!("{delete}(&tx, {key}).await?;"),
            self.hook("after_delete", "&row"),
        ]
    }

    pub(super) fn hooked_link(&self, exists: &str, write: &str) -> [String; 3] {
        let (before, after) = (
            self.hook("before_create", "&mut body"),
            self.hook("after_create", "&row"),
        );
        [
            "let tx = db.begin().await?;".to_owned(),
            format!("if !{exists}.await? {{ {before} {write} {after} }}"),
            "tx.commit().await?;".to_owned(),
        ]
    }

    pub(super) fn hooked_unlink(&mut self, key: &str) -> [String; 3] {
        self.scope.runtime(&["unless_missing"]);
        let lock = self.call("get_for_update");
        let deletion = self.deletion(key).join(" ");
        [
            "let tx = db.begin().await?;".to_owned(),
            format!(
                "if let Some(row) = unless_missing({lock}(&tx, {key}).await)? {{ {deletion} }}"
            ),
            "tx.commit().await?;".to_owned(),
        ]
    }

    /// A transaction in which nobody else changes the row, whose state is the one that the caller knows.
    fn locked_before(&mut self, name: &str, key: &str) -> Vec<String> {
        let lock = self.call_by_key("get_for_update");
        let begin = [
            "let tx = db.begin().await?;".to_owned(),
            format!("let {name} = {lock}(&tx, {key}).await?;"),
        ];
        let Some(version) = self.resource.version() else {
            let answer = self.answer();
            let check = format!(
                "if if_match.is_given() {{ if_match.check(&{answer}::from({name}.clone()))?; }}"
            );
            return begin.into_iter().chain([check]).collect();
        };
        let (ty, field) = (version.ty.clone(), version.rust.clone());
        let ty = self.scope.owned(&ty);
        let known = format!("let known: Option<{ty}> = if_match.version()?;");
        let check = format!(
            "if known.is_some_and(|version| version != {name}.{field}) {{ return Err(IfMatch::failed()); }}"
        );
        [known].into_iter().chain(begin).chain([check]).collect()
    }
}
