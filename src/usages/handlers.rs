//! What the handlers of tables use: the columns in answers and bodies, and those that lists filter and sort by.

use super::Finder;
use crate::service::{Action, Audience, Field, Operation, Resource, Service};

impl Finder<'_> {
    pub(super) fn handlers(&mut self, service: &Service) {
        for operation in &service.operations {
            let resource = match operation.action {
                Action::List(at)
                | Action::Get(at)
                | Action::Create(at)
                | Action::Update(at)
                | Action::Delete(at)
                | Action::Link(at)
                | Action::Unlink(at)
                | Action::Upsert { resource: at, .. } => &service.resources[at],
                Action::SignIn => {
                    self.sign_in(operation, service);
                    continue;
                }
                // Its query says what it uses.
                Action::Query { .. } => continue,
            };
            self.handler(operation, resource);
        }
    }

    fn sign_in(&mut self, operation: &Operation, service: &Service) {
        let Some(sign_in) = &service.sign_in else {
            return;
        };
        let name = format!("{} {}", operation.method.name(), operation.path);
        let fields = &service.resources[sign_in.resource].fields;
        self.field("filters", &name, &fields[sign_in.login]);
        for at in [Some(sign_in.password), sign_in.roles]
            .into_iter()
            .flatten()
        {
            self.field("reads", &name, &fields[at]);
        }
    }

    fn handler(&mut self, operation: &Operation, resource: &Resource) {
        let name = format!("{} {}", operation.method.name(), operation.path);
        let key: Vec<&Field> = resource
            .key
            .iter()
            .map(|at| &resource.fields[*at])
            .collect();
        let is_keyed = matches!(
            operation.action,
            Action::Get(_) | Action::Update(_) | Action::Delete(_) | Action::Unlink(_)
        );
        if is_keyed {
            for field in key {
                self.field("filters", &name, field);
            }
        }
        let owner = resource
            .owner()
            .filter(|_| operation.audience != Audience::Public);
        if let Some(field) = owner {
            self.field("filters", &name, field);
        }
        for field in &resource.fields {
            let is_list = matches!(operation.action, Action::List(_));
            let is_deleted = matches!(
                operation.action,
                Action::Delete(_) | Action::Link(_) | Action::Unlink(_)
            );
            let uses = [
                ("shows", field.readable && !is_deleted),
                ("filters", field.filterable && is_list),
                ("sorts", field.sortable && is_list),
                (
                    "writes",
                    match operation.action {
                        Action::Create(_) | Action::Upsert { .. } | Action::Link(_) => {
                            field.create.is_some()
                        }
                        Action::Update(_) => field.update.is_some(),
                        _ => false,
                    },
                ),
            ];
            for (how, holds) in uses {
                if holds {
                    self.field(how, &name, field);
                }
            }
        }
    }

    /// A column of a view stands for those that it derives from.
    fn field(&mut self, how: &'static str, handler: &str, field: &Field) {
        let own = self.catalog.column(field.column);
        for id in own.origins.iter().chain([&own.id]) {
            let of = (id.table, Some(id.index));
            self.add(how, "handler", handler, of, own.name_span);
        }
    }
}
