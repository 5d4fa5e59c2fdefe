//! The schemas of bodies and answers with many rows.
//!
//! In: [`Service`]. Out: schemas of `{items}`, whose items are the schemas of one row, or have its key beside what changes.

use openapiv3::{ArrayType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::{Value, json};

use super::schemas::{Object, Schemas, array, notes, updated};
use super::value::{self, Notes, Shape, component, described};
use super::{example, text};
use crate::service::{Resource, Service};

/// Adds the schemas of a resource that is written many rows at a time.
pub(super) fn add(service: &Service, resource: &Resource, schemas: &mut Schemas) {
    let Some(batch) = &resource.batch else {
        return;
    };
    let plural = text::plain(&resource.plural);
    if let (Some(name), Some(create)) = (&batch.create, &resource.create) {
        let fields = resource.asked_fields().map(|(_, field, _)| field);
        let item = example::of_fields(service, resource, fields);
        let body = body(&format!("New {plural}."), create, batch.most, item);
        schemas.insert(name.clone(), body);
    }
    if let Some(update) = &batch.update {
        schemas.insert(update.item.clone(), change(service, resource));
        let item = example::change(service, resource);
        let words =
            format!("What changes in {plural}: a row that stands in it twice is a conflict.");
        let body = body(&words, &update.item, batch.most, item);
        schemas.insert(update.body.clone(), body);
    }
    if batch.create.is_some() || batch.update.is_some() {
        let items = array(component(&resource.row));
        let item = example::answer(service, resource);
        let words = format!("The {plural} that were written.");
        schemas.insert(batch.rows.clone(), of_items(&words, false, items, item));
    }
}

fn body(words: &str, item: &str, most: usize, example: Value) -> ReferenceOr<Schema> {
    let items = ArrayType {
        min_items: Some(1),
        max_items: Some(most),
        ..array(component(item))
    };
    of_items(words, true, items, example)
}

fn of_items(words: &str, closed: bool, items: ArrayType, example: Value) -> ReferenceOr<Schema> {
    let items = SchemaKind::Type(Type::Array(items));
    Object {
        description: Some(words.to_owned()),
        deprecated: false,
        closed,
        properties: vec![(
            "items".to_owned(),
            described(items, false, Notes::default()),
        )],
        required: vec!["items".to_owned()],
        example: json!({ "items": [example] }),
    }
    .schema()
}

/// A key, and what changes in its row.
fn change(service: &Service, resource: &Resource) -> ReferenceOr<Schema> {
    let key = resource.key_fields().map(|field| {
        let shape = Shape::input(&field.ty, false, &[]);
        let schema = value::schema(service, shape, notes(field));
        (field.json.clone(), schema)
    });
    Object {
        description: Some(format!(
            "The key of a {}, and what changes in it.",
            text::plain(&resource.singular)
        )),
        deprecated: false,
        closed: true,
        properties: key.chain(updated(service, resource)).collect(),
        required: resource
            .key_fields()
            .map(|field| field.json.clone())
            .collect(),
        example: example::change(service, resource),
    }
    .schema()
}
