//! What handlers do with who is asking: a role that is needed, the owner of the rows.

use super::Writer;
use crate::emit::handlers::{acting, is_hooked, required_role};
use crate::service::{Action, Audience, Field, Operation};

impl Writer<'_> {
    /// The parameter that finds out who is asking; none where everybody may.
    pub(super) fn principal(&self, operation: &Operation) -> Option<String> {
        let asks_for_related =
            matches!(operation.action, Action::List(_) | Action::Get(_)) && self.includes_owned();
        let is_list = matches!(operation.action, Action::List(_) | Action::Export(_));
        let filters_related = is_list && self.filters_owned();
        let is_used = !operation.audience.roles().is_empty()
            || self.owner_in_use().is_some()
            || self.reserves(operation)
            || acting(self.scope.service, operation).is_some()
            || is_hooked(operation, self.resource.hooks.as_ref())
            || asks_for_related
            || filters_related;
        match (&operation.audience, is_used) {
            (Audience::Public, _) => None,
            (_, true) => Some("principal: Principal".to_owned()),
            (_, false) => Some("_principal: Principal".to_owned()),
        }
    }

    pub(super) fn required_role(&self, operation: &Operation) -> Option<String> {
        required_role(operation)
    }

    /// The column of the owner, where this operation is about the rows of whoever is asking alone.
    pub(super) fn owner_in_use(&self) -> Option<&Field> {
        let operation = self.operation?;
        let owner = self.resource.owner();
        owner.filter(|_| operation.audience != Audience::Public)
    }

    /// The declaration of the owner.
    pub(super) fn owner(&mut self) -> Option<String> {
        let ty = self.owner_in_use()?.ty.clone();
        Some(format!(
            "let owner: {} = principal.id()?;",
            self.scope.owned(&ty)
        ))
    }

    /// The owner as an argument behind the key.
    pub(super) fn owner_argument(&mut self) -> Option<String> {
        let owner = self.owner_in_use()?;
        let borrow = match self.scope.is_copy(&owner.ty) {
            true => "",
            false => "&",
        };
        self.scope.runtime(&["Owner"]);
        Some(format!("Owner({borrow}owner)"))
    }

    /// The condition that keeps a list to the owner's rows.
    pub(super) fn owner_filter(&mut self) -> Option<String> {
        let constant = self.owner_in_use()?.constant.clone();
        let column = self.call(&format!("Table::{constant}"));
        Some(format!("{column}.eq(owner)"))
    }

    /// A function on the row of a key, or that on the row of a key and an owner.
    pub(super) fn call_by_key(&mut self, function: &str) -> String {
        match self.owner_in_use() {
            Some(_) => self.call(&format!("{function}_owned")),
            None => self.call(function),
        }
    }

    /// `answers(&db, &include, rows)`.
    pub(super) fn answers(&self, rows: &str) -> String {
        let principal = match self.includes_owned() {
            true => "&principal, ",
            false => "",
        };
        format!("answers(&db, {principal}&include, {rows})")
    }
}
