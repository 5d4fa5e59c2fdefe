//! The schemas of values that are made of others, and of addresses.
//!
//! In: a type or a model. Out: a schema, and a value that fits it.

use openapiv3::{
    AdditionalProperties, AnySchema, BooleanType, ObjectType, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringType, Type,
};
use serde_json::{Map, Value, json};

use super::value::{self, Notes, Shape, boxed, described};
use super::{example, text};
use crate::service::{CompositeModel, Service};
use crate::ty::Ty;

/// Addresses and networks, as far as a pattern that people can read says it.
pub(super) const ADDRESS: &str = "^[0-9a-fA-F.:]+(/[0-9]{1,3})?$";
/// Six bytes.
pub(super) const MAC_ADDRESS: &str = "^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$";

/// Two ends, or nothing: what `rowtype_runtime::Range` reads and writes.
pub(super) fn range(service: &Service, of: &Ty, input: bool) -> SchemaKind {
    let shape = Shape {
        input,
        ..Shape::answer(of, true)
    };
    let end = |words: &str| {
        let notes = Notes {
            description: Some(words.to_owned()),
            ..Notes::default()
        };
        value::schema(service, shape, notes)
    };
    let bounds = StringType {
        enumeration: ["[]", "[)", "(]", "()"]
            .map(|one| Some(one.to_owned()))
            .into(),
        ..StringType::default()
    };
    let words = "Whether each end belongs to it, `[` or `]`, or not.";
    let notes = Notes {
        description: Some(words.to_owned()),
        default: input.then(|| json!("[)")),
        ..Notes::default()
    };
    let mut ends = object([
        ("lower", end("Null where there is no limit.")),
        ("upper", end("Null where there is no limit.")),
        (
            "bounds",
            described(SchemaKind::Type(Type::String(bounds)), false, notes),
        ),
    ]);
    ends.required.truncate(if input { 2 } else { 3 });
    let is_empty = BooleanType {
        enumeration: vec![Some(true)],
    };
    let is_empty = SchemaKind::Type(Type::Boolean(is_empty));
    let nothing = object([("empty", described(is_empty, false, Notes::default()))]);
    SchemaKind::Any(AnySchema {
        typ: Some("object".to_owned()),
        any_of: [ends, nothing]
            .map(|one| described(SchemaKind::Type(Type::Object(one)), false, Notes::default()))
            .into(),
        ..AnySchema::default()
    })
}

/// An object that has these properties, all of them and no others.
fn object<const N: usize>(properties: [(&str, ReferenceOr<Schema>); N]) -> ObjectType {
    ObjectType {
        required: properties
            .iter()
            .map(|(key, _)| (*key).to_owned())
            .collect(),
        properties: properties
            .into_iter()
            .map(|(key, schema)| (key.to_owned(), boxed(schema)))
            .collect(),
        additional_properties: Some(AdditionalProperties::Any(false)),
        ..ObjectType::default()
    }
}

/// The component of a composite type, for both directions: a field that is absent is null.
pub(super) fn composite(service: &Service, model: &CompositeModel) -> ReferenceOr<Schema> {
    let properties = model.fields.iter().map(|field| {
        let notes = Notes {
            description: text::description(&field.doc),
            ..Notes::default()
        };
        let shape = Shape::input(&field.ty, field.nullable, &[]);
        let schema = value::schema(service, shape, notes);
        (field.name.clone(), boxed(schema))
    });
    let required = model.fields.iter().filter(|field| !field.nullable);
    let object = ObjectType {
        properties: properties.collect(),
        required: required.map(|field| field.name.clone()).collect(),
        additional_properties: Some(AdditionalProperties::Any(false)),
        ..ObjectType::default()
    };
    let words = text::description(&model.doc);
    ReferenceOr::Item(Schema {
        schema_data: SchemaData {
            description: words.or_else(|| Some(format!("A value of `{}`.", model.sql_type))),
            example: Some(example(service, model)),
            ..SchemaData::default()
        },
        schema_kind: SchemaKind::Type(Type::Object(object)),
    })
}

/// A value of a composite type.
pub(super) fn example(service: &Service, model: &CompositeModel) -> Value {
    let fields = model.fields.iter().map(|field| {
        let shape = Shape::input(&field.ty, false, &[]);
        (field.name.clone(), example::value(service, shape))
    });
    Value::Object(fields.collect::<Map<String, Value>>())
}

/// A range without an upper limit: two ends would have to be in order.
pub(super) fn example_of_range(service: &Service, of: &Ty) -> Value {
    let end = example::value(service, Shape::input(of, false, &[]));
    json!({"lower": end, "upper": null, "bounds": "[)"})
}
