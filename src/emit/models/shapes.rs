//! The types of `@shape`: further answers and bodies beside those of their table.
//!
//! In: the shapes of a table. Out: their structs, what they are made of or hold, and which secrets stay out of their `Debug`. The
//! checks of values are the table's own.

use super::{
    BodyView, DiscreetView, FieldView, Given, PresentedView, ShownView, StructView, body,
    body_field, derived, discreet_fields, field_doc, given, serde_attributes,
};
use crate::emit::docs;
use crate::emit::scope::Scope;
use crate::service::{Field, Presence, Resource, ShapeModel};
use crate::ty::Ty;

/// The struct of a shape.
pub(super) fn structure(
    scope: &mut Scope<'_>,
    resource: &Resource,
    shape: &ShapeModel,
) -> StructView {
    match shape.input {
        true => input(scope, resource, shape),
        false => output(scope, resource, shape),
    }
}

fn output(scope: &mut Scope<'_>, resource: &Resource, shape: &ShapeModel) -> StructView {
    let fields = resource.shaped_fields(shape).map(|(field, _)| FieldView {
        doc: field_doc(resource, field),
        attributes: serde_attributes(&field.rust, &field.json, field.shown_type()),
        name: field.rust.clone(),
        ty: scope.held_or_null(&field.ty, field.own.as_ref(), field.nullable),
    });
    StructView {
        fields: fields.collect(),
        doc: vec![format!(
            "Some columns of {}, as an answer shows them.",
            docs::code(&resource.table_name)
        )],
        attributes: vec!["#[derive(Clone, Debug, PartialEq, Serialize)]".to_owned()],
        name: shape.name.clone(),
    }
}

fn input(scope: &mut Scope<'_>, resource: &Resource, shape: &ShapeModel) -> StructView {
    let fields = resource.shaped_fields(shape).map(|(field, presence)| {
        let mut view = body_field(scope, resource, field, presence);
        if matches!(field.shown_type(), Ty::Bytes) && presence != Presence::Required {
            view.attributes.push("#[serde(default)]".to_owned());
        }
        view
    });
    StructView {
        fields: fields.collect(),
        doc: vec![format!(
            "Some columns of {}, as a body has them.",
            docs::code(&resource.table_name)
        )],
        attributes: vec![
            derived(has_secrets(resource, shape), "PartialEq, Deserialize"),
            "#[serde(deny_unknown_fields)]".to_owned(),
        ],
        name: shape.name.clone(),
    }
}

/// How each answer is made of a row.
pub(super) fn presented(resource: &Resource) -> Vec<PresentedView<'_>> {
    let answers = resource.shapes.iter().filter(|shape| !shape.input);
    let presented = answers.map(|shape| PresentedView {
        answer: &shape.name,
        shown: resource
            .shaped_fields(shape)
            .map(|(field, _)| ShownView {
                name: &field.rust,
                value: format!("row.{}", field.rust),
            })
            .collect(),
    });
    presented.collect()
}

/// What each body says of itself.
pub(super) fn bodies<'r>(scope: &mut Scope<'_>, resource: &'r Resource) -> Vec<BodyView<'r>> {
    let inputs = resource.shapes.iter().filter(|shape| shape.input);
    let bodies = inputs.map(|shape| {
        let fields = resource.shaped_fields(shape);
        let given: Vec<Given<'_>> = fields
            .filter_map(|(field, presence)| given(field, Some(presence), false))
            .collect();
        body(scope, &shape.name, given)
    });
    bodies.collect()
}

/// The bodies that hold secrets.
pub(super) fn discreet(resource: &Resource) -> impl Iterator<Item = DiscreetView<'_>> {
    let inputs = resource.shapes.iter();
    let secret = inputs.filter(|shape| shape.input && has_secrets(resource, shape));
    secret.map(|shape| DiscreetView {
        name: &shape.name,
        fields: discreet_fields(resource.shaped_fields(shape).map(|(field, _)| field)),
    })
}

fn has_secrets(resource: &Resource, shape: &ShapeModel) -> bool {
    let mut fields = resource.shaped_fields(shape);
    fields.any(|(field, _)| field.is_secret())
}

/// Whether a body of a shape has a field, whose value is then checked.
pub(super) fn takes(resource: &Resource, field: &Field) -> bool {
    let mut inputs = resource.shapes.iter().filter(|shape| shape.input);
    inputs.any(|shape| {
        let mut fields = resource.shaped_fields(shape);
        fields.any(|(one, _)| one.column == field.column)
    })
}
