//! Tables and views as text.

use super::{Printer, or_none, rule};
use crate::catalog::TableKind;
use crate::service::{
    Association, Cardinality, Direction, Field, FieldIndex, Kept, Presence, Relation, RelationKind,
    Resource,
};

impl Printer<'_> {
    pub(super) fn resource(&mut self, resource: &Resource) {
        self.line(0, "");
        let kind = match resource.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
        };
        self.line(
            0,
            format!(
                "{kind} {} as {} in {}",
                resource.sql, resource.row, resource.module
            ),
        );
        self.doc(1, &resource.doc);
        if let Some(why) = &resource.deprecated {
            self.line(1, format!("deprecated {why}"));
        }
        let batch = resource.batch.as_ref();
        let update = batch.and_then(|batch| batch.update.as_ref());
        let bodies: Vec<&str> = [Some(&resource.answer), Some(&resource.page)]
            .into_iter()
            .chain([resource.create.as_ref(), resource.update.as_ref()])
            .chain([resource.borrowed.as_ref()])
            .chain([batch.and_then(|batch| batch.create.as_ref())])
            .chain(
                update
                    .iter()
                    .flat_map(|one| [&one.body, &one.item, &one.key])
                    .map(Some),
            )
            .flatten()
            .map(String::as_str)
            .collect();
        self.line(1, format!("types {}", bodies.join(", ")));
        self.line(
            1,
            format!("words {:?}, {:?}", resource.singular, resource.plural),
        );
        let key: Vec<&str> = resource.key_fields().map(|key| key.rust.as_str()).collect();
        let named = match resource.has_key_struct {
            true => ", as a struct",
            false => "",
        };
        self.line(1, format!("key {}{named}", or_none(&key)));
        if let Some(owner) = resource.owner() {
            let readers = match resource.is_owned_to_readers {
                true => "",
                false => ", but to readers",
            };
            self.line(1, format!("owner {}{readers}", owner.rust));
        }
        if let Some(hooks) = &resource.hooks {
            let around = [
                (hooks.create, "create"),
                (hooks.update, "update"),
                (hooks.delete, "delete"),
            ];
            let around = around.iter().filter(|(is_there, _)| *is_there);
            let around: Vec<&str> = around.map(|(_, name)| *name).collect();
            self.line(
                1,
                format!("hooks {} around {}", hooks.name, around.join(", ")),
            );
        }
        let sort: Vec<String> = resource
            .default_sort
            .iter()
            .map(|(at, direction)| {
                let sign = if *direction == Direction::Descending {
                    "-"
                } else {
                    ""
                };
                format!("{sign}{}", resource.fields[*at].rust)
            })
            .collect();
        if !sort.is_empty() {
            self.line(1, format!("sort {}", sort.join(", ")));
        }
        self.line(
            1,
            format!(
                "page {} of at most {}",
                resource.page_default, resource.page_max
            ),
        );
        self.line(1, "fields");
        for field in &resource.fields {
            self.field(field);
        }
        for shape in &resource.shapes {
            let fields = resource.shaped_fields(shape);
            let fields = fields.map(|(field, how)| match shape.input {
                true => format!("{} {}", field.rust, presence(how)),
                false => field.rust.clone(),
            });
            let fields = fields.collect::<Vec<_>>().join(", ");
            let way = if shape.input { "input" } else { "answer" };
            self.line(1, format!("shape {} as {way}: {fields}", shape.name));
        }
        self.relations(resource);
        self.associations(resource);
        self.statements(resource);
    }

    fn field(&mut self, field: &Field) {
        let mut parts = vec![format!(
            "{}: {}",
            field.rust,
            self.value(&field.ty, field.nullable)
        )];
        if field.column_name != field.rust {
            parts.push(format!("column {}", field.sql));
        }
        if field.json != field.rust {
            parts.push(format!("key {:?}", field.json));
        }
        parts.extend(field.create.map(|how| format!("create {}", presence(how))));
        parts.extend(field.update.map(|how| format!("update {}", presence(how))));
        if !field.writers.is_empty() {
            parts.push(format!("written by {}", field.writers.join(" or ")));
        }
        parts.extend(field.hashed.then(|| "hashed".to_owned()));
        parts.extend(field.kept.map(kept));
        if !field.readable {
            parts.push("not shown".to_owned());
        }
        parts.extend(field.filterable.then(|| "filter".to_owned()));
        parts.extend(field.sortable.then(|| "sort".to_owned()));
        parts.extend(field.max_length.map(|n| format!("at most {n} characters")));
        parts.extend(
            field
                .precision
                .map(|(precision, scale)| format!("{precision} digits, {scale} after the point")),
        );
        parts.extend(field.rules.iter().map(rule));
        parts.extend(
            field
                .default
                .as_ref()
                .map(|default| format!("default {default}")),
        );
        parts.extend(
            field
                .deprecated
                .as_ref()
                .map(|why| format!("deprecated {why}")),
        );
        parts.extend(
            field
                .example
                .as_ref()
                .map(|example| format!("example {example}")),
        );
        self.line(2, parts.join("; "));
        self.doc(3, &field.doc);
    }

    fn relations(&mut self, resource: &Resource) {
        if resource.relations.is_empty() {
            return;
        }
        self.line(1, "relations");
        for relation in &resource.relations {
            let line = self.relation(resource, relation);
            self.line(2, line);
        }
    }

    fn relation(&self, resource: &Resource, relation: &Relation) -> String {
        let target = &self.service.resources[relation.target];
        let kind = match relation.kind {
            RelationKind::BelongsTo => "belongs to",
            RelationKind::HasOne => "has one",
            RelationKind::HasMany => "has many",
            RelationKind::ManyToMany => "has many, each with many,",
        };
        format!(
            "{}: {kind} {} by {}{}",
            relation.name,
            target.row,
            resource.associations[relation.association].constant,
            if relation.nullable { ", or none" } else { "" }
        )
    }

    fn associations(&mut self, resource: &Resource) {
        if resource.associations.is_empty() {
            return;
        }
        self.line(1, "associations");
        for association in &resource.associations {
            let line = self.association(resource, association);
            self.line(2, line);
        }
    }

    fn association(&self, resource: &Resource, association: &Association) -> String {
        let resources = &self.service.resources;
        let target = &resources[association.target];
        let many = match association.cardinality {
            Cardinality::One => "one",
            Cardinality::Optional => "at most one",
            Cardinality::Many => "many",
        };
        let next = association
            .through
            .as_ref()
            .map_or(target, |through| &resources[through.table]);
        let mut line = format!(
            "{}: {many} {} where {}",
            association.constant,
            target.row,
            equal(resource, next, &association.on)
        );
        if let Some(through) = &association.through {
            line.push_str(&format!(" and {}", equal(next, target, &through.on)));
        }
        if let Some(condition) = &association.condition {
            line.push_str(&format!(" and {condition}"));
        }
        if !association.is_indexed {
            line.push_str(", without an index");
        }
        line
    }

    fn statements(&mut self, resource: &Resource) {
        let statements = &resource.statements;
        let plain = [
            ("get", statements.by_key.get.as_ref()),
            ("list", Some(&statements.list)),
            ("create", statements.create.as_ref()),
            ("update", statements.by_key.update.as_ref()),
            ("delete", statements.by_key.delete.as_ref()),
        ];
        for (name, sql) in plain {
            if let Some(sql) = sql {
                self.sql(1, name, sql);
            }
        }
    }
}

/// `users.id = posts.user_id`.
fn equal(here: &Resource, there: &Resource, on: &[(FieldIndex, FieldIndex)]) -> String {
    let name = |table: &Resource, at: FieldIndex| {
        format!("{}.{}", table.table_name, table.fields[at].column_name)
    };
    let pairs = on.iter();
    let pairs: Vec<String> = pairs
        .map(|(one, other)| format!("{} = {}", name(here, *one), name(there, *other)))
        .collect();
    pairs.join(" and ")
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Patch => "patch",
    }
}

fn kept(kept: Kept) -> String {
    match kept {
        Kept::Version => "counts updates".to_owned(),
        Kept::Deleted => "when it was deleted".to_owned(),
        Kept::Updated => "the time of the last update".to_owned(),
    }
}
