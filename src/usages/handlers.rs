//! What the handlers of tables use: the columns in answers and bodies, and those that lists filter and sort by.

use super::Finder;
use crate::service::{Action, Audience, Field, Operation, Resource, Service};

impl Finder<'_> {
    pub(super) fn handlers(&mut self, service: &Service) {
        for operation in &service.operations {
            // A routed query says itself what it uses.
            if let Some(at) = operation.action.resource() {
                let resource = &service.resources[at];
                self.handler(operation, resource);
                if matches!(operation.action, Action::List(_) | Action::Export(_)) {
                    self.related(operation, resource, service);
                }
            } else if matches!(operation.action, Action::SignIn) {
                self.sign_in(operation, service);
            }
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
            Action::Get(_)
                | Action::Update(_)
                | Action::Delete(_)
                | Action::Unlink(_)
                | Action::UpdateMany(_)
                | Action::DeleteMany(_)
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
            let is_list = matches!(operation.action, Action::List(_) | Action::Export(_));
            let is_deleted = matches!(
                operation.action,
                Action::Delete(_) | Action::Link(_) | Action::Unlink(_) | Action::DeleteMany(_)
            );
            let uses = [
                ("shows", field.readable && !is_deleted),
                ("filters", field.filterable && is_list),
                ("sorts", field.sortable && is_list),
                (
                    "writes",
                    match operation.action {
                        Action::Create(_)
                        | Action::CreateMany(_)
                        | Action::Upsert { .. }
                        | Action::Link(_) => field.create.is_some(),
                        Action::Update(_) | Action::UpdateMany(_) => field.update.is_some(),
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

    /// The columns of related rows that a list filters by, and those by which the rows are found.
    fn related(&mut self, operation: &Operation, resource: &Resource, service: &Service) {
        let name = format!("{} {}", operation.method.name(), operation.path);
        for filter in &resource.filters {
            let (target, _) = filter.target(resource, &service.resources);
            self.field("filters", &name, &target.fields[filter.field]);
            for (from, association) in filter.steps(resource, &service.resources) {
                for (here, there) in &association.on {
                    let next = association.through.as_ref();
                    let next = next.map_or(association.target, |through| through.table);
                    self.field("filters", &name, &from.fields[*here]);
                    self.field("filters", &name, &service.resources[next].fields[*there]);
                }
                for (here, there) in association.through.iter().flat_map(|one| &one.on) {
                    let between = association.through.as_ref().map(|one| one.table);
                    if let Some(between) = between {
                        self.field("filters", &name, &service.resources[between].fields[*here]);
                    }
                    let target = &service.resources[association.target];
                    self.field("filters", &name, &target.fields[*there]);
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
