//! The schemas of shapes: further answers and bodies of a table.
//!
//! In: the position of a shape. Out: its schema, made of the same parts as the table's own. Which of them are in the document
//! is said by the routes that use them.

use openapiv3::{ReferenceOr, Schema};

use super::schemas::{Object, Properties, body_of, shown};
use super::{example, text};
use crate::service::{ResourceIndex, Service};

/// What goes out: the columns of the shape, all of them always there.
pub(super) fn answer(
    service: &Service,
    (resource, shape): (ResourceIndex, usize),
) -> ReferenceOr<Schema> {
    let resource = &service.resources[resource];
    let fields = || resource.shaped_fields(&resource.shapes[shape]);
    let properties: Properties = fields().map(|(field, _)| shown(service, field)).collect();
    let singular = text::plain(&resource.singular);
    Object {
        description: Some(format!("Some of what is known of one {singular}.")),
        deprecated: false,
        closed: false,
        required: properties.iter().map(|(name, _)| name.clone()).collect(),
        properties,
        example: example::of_fields(service, resource, fields().map(|(field, _)| field)),
    }
    .schema()
}

/// What comes in.
pub(super) fn body(
    service: &Service,
    (resource, shape): (ResourceIndex, usize),
) -> ReferenceOr<Schema> {
    let resource = &service.resources[resource];
    let fields = resource.shaped_fields(&resource.shapes[shape]);
    let singular = text::plain(&resource.singular);
    let description = format!("Some of what can be said of one {singular}.");
    // What stands in for a key that is absent is what the query says, and not the column's default.
    body_of(service, resource, description, fields, |_, _| None)
}
