//! The components: one schema per type and direction, shared responses.
//!
//! In: [`Service`]. Out: [`Components`], in the order of the schema, only what some operation uses. A column that is not
//! readable is in no answer, one that is not writable in no body.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ArrayType, BooleanType, Components, ObjectType, ReferenceOr, Schema,
    SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Value, json};

use super::value::{self, Notes, Shape, beside, boxed, component, described};
use super::{batch, compound, example, parameters, problem, security, shapes, sign_in, text};
use crate::service::{
    Action, EnumModel, Field, ParamModel, Presence, QueryBody, QueryFunction, Relation,
    RelationKind, Resource, RowField, RowModel, Service, Success,
};
use crate::ty::Ty;

/// The name of the answer of `:execrows`.
pub(super) const AFFECTED: &str = "Affected";

/// All components of the document.
pub(super) fn components(service: &Service) -> Components {
    let mut schemas = IndexMap::new();
    for resource in &service.resources {
        if resource.path.is_some() {
            add_resource(service, resource, &mut schemas);
        }
    }
    for function in routed(service) {
        add_query(service, function, &mut schemas);
    }
    if service
        .operations
        .iter()
        .any(|operation| operation.success == Success::Affected)
    {
        schemas.insert(AFFECTED.to_owned(), affected());
    }
    schemas.extend(sign_in::schemas(service));
    schemas.extend(problem::schemas());
    add_named(service, &mut schemas);
    let statuses: BTreeSet<u16> = service
        .operations
        .iter()
        .flat_map(|operation| operation.errors.iter().copied())
        .collect();
    Components {
        schemas,
        responses: problem::responses(statuses),
        security_schemes: security::schemes(service),
        ..Components::default()
    }
}

pub(super) type Schemas = IndexMap<String, ReferenceOr<Schema>>;

fn routed(service: &Service) -> impl Iterator<Item = &QueryFunction> {
    service
        .operations
        .iter()
        .filter_map(|operation| match operation.action {
            Action::Query { module, function } => {
                Some(&service.query_modules[module].functions[function])
            }
            _ => None,
        })
}

fn add_resource(service: &Service, resource: &Resource, schemas: &mut Schemas) {
    schemas.insert(resource.row.clone(), answer(service, resource));
    let created = create_body(service, resource);
    schemas.extend(resource.create.clone().map(|name| (name, created)));
    for upsert in &resource.statements.upserts {
        let body = new_body(service, resource, resource.upserted_fields(upsert));
        schemas.extend(upsert.body.clone().map(|name| (name, body)));
    }
    let updated = update_body(service, resource);
    schemas.extend(resource.update.clone().map(|name| (name, updated)));
    batch::add(service, resource, schemas);
    schemas.insert(resource.page.clone(), page(service, resource));
}

fn add_query(service: &Service, function: &QueryFunction, schemas: &mut Schemas) {
    if let Some(row) = &function.returns.row
        && let Some(name) = &row.name
        && !schemas.contains_key(name)
    {
        let schema = match &row.shape {
            Some(shape) => shapes::answer(service, (shape.resource, shape.shape)),
            None => query_row(service, function, row),
        };
        schemas.insert(name.clone(), schema);
    }
    if let Some(body) = &function.body {
        let schema = match &body.shape {
            Some(shape) => shapes::body(service, (shape.resource, shape.shape)),
            None => query_body(service, function, body),
        };
        schemas.insert(body.name.clone(), schema);
    }
}

/// Only the enums and composites that something in the document names: the rest belongs to hidden tables and columns.
fn add_named(service: &Service, schemas: &mut Schemas) {
    let used = used(service);
    for model in &service.composites {
        if used.composites.contains(&model.id) {
            schemas.insert(model.name.clone(), compound::composite(service, model));
        }
    }
    for (index, model) in service.enums.iter().enumerate() {
        if used.enums.contains(&index) {
            schemas.insert(model.name.clone(), words(model));
        }
    }
}

/// The types with components of their own that something in the document names.
#[derive(Default)]
struct Used {
    enums: BTreeSet<usize>,
    composites: BTreeSet<u32>,
}

fn used(service: &Service) -> Used {
    let fields = service
        .resources
        .iter()
        .filter(|resource| resource.path.is_some())
        .flat_map(|resource| &resource.fields)
        .filter(|field| field.readable || field.create.is_some() || field.update.is_some())
        .map(Field::shown_type);
    let rows = routed(service)
        .filter_map(|function| function.returns.row.as_ref())
        .flat_map(|row| &row.fields)
        .map(RowField::shown_type);
    let bodies = routed(service)
        .filter_map(|function| Some((function, function.body.as_ref()?)))
        .flat_map(|(function, body)| {
            let params = body.params.iter().map(|index| &function.params[*index]);
            params.map(ParamModel::shown_type)
        });
    let params = service
        .operations
        .iter()
        .flat_map(|operation| operation.path_params.iter().chain(&operation.query_params))
        .map(|param| &param.ty);
    let mut used = Used::default();
    fields
        .chain(rows)
        .chain(bodies)
        .chain(params)
        .for_each(|ty| used.add(service, ty));
    used
}

impl Used {
    /// A type, and what it is made of.
    fn add(&mut self, service: &Service, ty: &Ty) {
        match ty {
            Ty::Enum(id) => {
                self.enums.insert(id.0 as usize);
            }
            Ty::Array(of) | Ty::Range(_, of) | Ty::Multirange(_, of) => self.add(service, of),
            ty => {
                let model = service.composite(ty);
                if let Some(model) = model.filter(|model| self.composites.insert(model.id)) {
                    for field in &model.fields {
                        self.add(service, &field.ty);
                    }
                }
            }
        }
    }
}

fn words(model: &EnumModel) -> ReferenceOr<Schema> {
    let ty = StringType {
        enumeration: model
            .variants
            .iter()
            .map(|variant| Some(variant.value.clone()))
            .collect(),
        ..StringType::default()
    };
    let example = model.variants.first().map(|variant| json!(variant.value));
    ReferenceOr::Item(Schema {
        schema_data: SchemaData {
            description: text::description(&model.doc),
            example,
            ..SchemaData::default()
        },
        schema_kind: SchemaKind::Type(Type::String(ty)),
    })
}

fn answer(service: &Service, resource: &Resource) -> ReferenceOr<Schema> {
    let readable = || resource.fields.iter().filter(|field| field.readable);
    let mut properties: Properties = readable().map(|field| shown(service, field)).collect();
    for relation in &resource.relations {
        properties.push((relation.name.clone(), related(service, relation)));
    }
    let required = readable().map(|field| field.json.clone()).collect();
    let words = text::sentences([
        text::description(&resource.doc),
        resource.deprecated.as_deref().map(deprecated),
    ]);
    Object {
        description: words.or_else(|| Some(format!("A row of `{}`.", resource.table_name))),
        deprecated: resource.deprecated.is_some(),
        closed: false,
        properties,
        required,
        example: example::answer(service, resource),
    }
    .schema()
}

/// A column in an answer.
pub(super) fn shown(service: &Service, field: &Field) -> (String, ReferenceOr<Schema>) {
    let shape = Shape::column(field.shown_type(), field.nullable, field.format());
    let schema = value::schema(service, shape, notes(field));
    (field.json.clone(), schema)
}

fn related(service: &Service, relation: &Relation) -> ReferenceOr<Schema> {
    let target = component(&service.resources[relation.target].row);
    let notes = Notes {
        description: Some(format!("Only with `include={}`.", relation.name)),
        ..Notes::default()
    };
    match relation.kind {
        RelationKind::BelongsTo => described(beside("object", target), relation.nullable, notes),
        RelationKind::HasOne => described(beside("object", target), true, notes),
        RelationKind::HasMany | RelationKind::ManyToMany => {
            described(SchemaKind::Type(Type::Array(array(target))), false, notes)
        }
    }
}

/// An array of components.
pub(super) fn array(items: ReferenceOr<Schema>) -> ArrayType {
    ArrayType {
        items: Some(boxed(items)),
        min_items: None,
        max_items: None,
        unique_items: false,
    }
}

fn create_body(service: &Service, resource: &Resource) -> ReferenceOr<Schema> {
    let fields = resource.asked_fields();
    let fields = fields.map(|(_, field, presence)| (field, presence));
    new_body(service, resource, fields)
}

/// What a new row needs of these fields.
fn new_body<'r>(
    service: &Service,
    resource: &Resource,
    fields: impl Iterator<Item = (&'r Field, Presence)>,
) -> ReferenceOr<Schema> {
    let description = format!("A new {}.", text::plain(&resource.singular));
    body_of(service, resource, description, fields, default)
}

/// A body of these fields, and what stands in for those that are absent.
pub(super) fn body_of<'r>(
    service: &Service,
    resource: &Resource,
    description: String,
    fields: impl Iterator<Item = (&'r Field, Presence)>,
    default: impl Fn(&Field, Presence) -> Option<Value>,
) -> ReferenceOr<Schema> {
    let fields: Vec<(&Field, Presence)> = fields.collect();
    let properties = fields
        .iter()
        .map(|(field, presence)| {
            let notes = Notes {
                default: default(field, *presence),
                ..asked(field)
            };
            (field.json.clone(), input(service, field, *presence, notes))
        })
        .collect();
    let required = fields
        .iter()
        .filter(|(_, presence)| *presence == Presence::Required)
        .map(|(field, _)| field.json.clone())
        .collect();
    Object {
        description: Some(description),
        deprecated: false,
        closed: true,
        properties,
        required,
        example: example::of_fields(service, resource, fields.iter().map(|(field, _)| *field)),
    }
    .schema()
}

fn update_body(service: &Service, resource: &Resource) -> ReferenceOr<Schema> {
    Object {
        description: Some(
            "What changes: a key that is absent stays as it is, null clears.".to_owned(),
        ),
        deprecated: false,
        closed: true,
        properties: updated(service, resource),
        required: Vec::new(),
        example: example::update(service, resource),
    }
    .schema()
}

/// What can change in a row.
pub(super) fn updated(service: &Service, resource: &Resource) -> Properties {
    let fields = resource.fields.iter();
    let fields = fields.filter_map(|field| Some((field, field.update?)));
    let properties = fields.map(|(field, presence)| {
        let schema = input(service, field, presence, asked(field));
        (field.json.clone(), schema)
    });
    properties.collect()
}

fn input(
    service: &Service,
    field: &Field,
    presence: Presence,
    notes: Notes,
) -> ReferenceOr<Schema> {
    let nullable = matches!(presence, Presence::Nullable | Presence::Patch);
    value::schema(service, Shape::field(field, nullable), notes)
}

pub(super) fn notes(field: &Field) -> Notes {
    Notes {
        description: text::sentences([
            text::description(&field.doc),
            field.deprecated.as_deref().map(deprecated),
        ]),
        default: None,
        deprecated: field.deprecated.is_some(),
    }
}

/// The same in a body, where not everybody may write the field.
fn asked(field: &Field) -> Notes {
    let writers = security::one_of(&field.writers);
    let words = (!writers.is_empty()).then(|| format!("Only for callers with the role {writers}."));
    let notes = notes(field);
    Notes {
        description: text::sentences([notes.description, words]),
        ..notes
    }
}

fn deprecated(why: &str) -> String {
    match why.trim() {
        "" => "Deprecated.".to_owned(),
        why => format!("Deprecated: {}", text::plain(why)),
    }
}

/// A DEFAULT that is a literal of the column's JSON type, where it can stand in. That of a hash says nothing of the secret.
fn default(field: &Field, presence: Presence) -> Option<Value> {
    let is_used = presence != Presence::Required && !field.hashed;
    let sql = field.default.as_deref().filter(|_| is_used)?.trim();
    let quoted = || {
        let text = sql.strip_prefix('\'')?.strip_suffix('\'')?;
        (!text.replace("''", "").contains('\'')).then(|| text.replace("''", "'"))
    };
    match &field.ty {
        Ty::Bool => match sql {
            "0" => Some(Value::from(false)),
            "1" => Some(Value::from(true)),
            sql => sql
                .to_ascii_lowercase()
                .parse::<bool>()
                .ok()
                .map(Value::from),
        },
        ty if ty.is_integer() => sql.parse::<i64>().ok().map(Value::from),
        Ty::Float32 | Ty::Float64 => sql.parse::<f64>().ok().map(Value::from),
        Ty::Text | Ty::Varchar | Ty::Char | Ty::Enum(_) => quoted().map(Value::from),
        Ty::Numeric => sql
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| Value::from(sql)),
        _ => None,
    }
}

fn page(service: &Service, resource: &Resource) -> ReferenceOr<Schema> {
    let items = array(component(&resource.row));
    let about = |words: &str| Notes {
        description: Some(words.to_owned()),
        ..Notes::default()
    };
    let more = about("Whether another page follows.");
    let next = about("Where it starts: the `cursor` to ask for it.");
    let next = resource
        .has_cursors()
        .then(|| ("next_cursor".to_owned(), parameters::cursor(next)));
    let total = Shape::answer(&Ty::Int64, false);
    let total = value::schema(
        service,
        total,
        about("The rows of all pages, where `total` asks."),
    );
    let total = ("total".to_owned(), total);
    Object {
        description: Some(format!("A page of {}.", text::plain(&resource.plural))),
        deprecated: false,
        closed: false,
        properties: vec![
            (
                "items".to_owned(),
                described(
                    SchemaKind::Type(Type::Array(items)),
                    false,
                    Notes::default(),
                ),
            ),
            (
                "has_more".to_owned(),
                described(
                    SchemaKind::Type(Type::Boolean(BooleanType::default())),
                    false,
                    more,
                ),
            ),
        ]
        .into_iter()
        .chain(next)
        .chain([total])
        .collect(),
        required: vec!["items".to_owned(), "has_more".to_owned()],
        example: json!({"items": [example::answer(service, resource)], "has_more": false}),
    }
    .schema()
}

fn query_row(service: &Service, function: &QueryFunction, row: &RowModel) -> ReferenceOr<Schema> {
    let mut properties: Vec<_> = row
        .own_fields()
        .map(|field| row_property(service, field))
        .collect();
    if let Some(nest) = &row.nest {
        let children = Object {
            description: Some(format!("A row of `{}` below it.", nest.table)),
            deprecated: false,
            closed: false,
            properties: row
                .nested_fields(nest)
                .map(|field| row_property(service, field))
                .collect(),
            required: row
                .nested_fields(nest)
                .map(|field| field.json.clone())
                .collect(),
            example: example::nested(service, row, nest),
        }
        .schema();
        let notes = Notes {
            description: Some(format!("The rows of `{}` below it.", nest.table)),
            ..Notes::default()
        };
        properties.push((
            nest.json.clone(),
            described(SchemaKind::Type(Type::Array(array(children))), false, notes),
        ));
    }
    Object {
        description: Some(format!("A row of the query `{}`.", function.query_name)),
        deprecated: false,
        closed: false,
        required: properties.iter().map(|(name, _)| name.clone()).collect(),
        properties,
        example: example::row(service, row),
    }
    .schema()
}

fn row_property(service: &Service, field: &RowField) -> (String, ReferenceOr<Schema>) {
    let notes = Notes {
        description: text::description(&field.doc),
        ..Notes::default()
    };
    let shape = Shape::column(field.shown_type(), field.nullable, field.format);
    (field.json.clone(), value::schema(service, shape, notes))
}

fn query_body(
    service: &Service,
    function: &QueryFunction,
    body: &QueryBody,
) -> ReferenceOr<Schema> {
    let params = || body.params.iter().map(|index| &function.params[*index]);
    let properties = params()
        .map(|param| {
            let notes = Notes {
                description: text::description(&param.doc),
                ..Notes::default()
            };
            let shape = Shape::param(param);
            let schema = if param.slice {
                let one = value::schema(service, shape, Notes::default());
                described(SchemaKind::Type(Type::Array(array(one))), false, notes)
            } else {
                value::schema(service, shape, notes)
            };
            (param.json.clone(), schema)
        })
        .collect();
    let required = params()
        .filter(|param| !param.nullable && !param.optional)
        .map(|param| param.json.clone())
        .collect();
    Object {
        description: Some(format!("What the query `{}` needs.", function.query_name)),
        deprecated: false,
        closed: true,
        properties,
        required,
        example: example::body(service, function, body),
    }
    .schema()
}

fn affected() -> ReferenceOr<Schema> {
    let notes = Notes {
        description: Some("How many rows.".to_owned()),
        ..Notes::default()
    };
    let count = openapiv3::IntegerType {
        format: openapiv3::VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int64),
        minimum: Some(0),
        ..openapiv3::IntegerType::default()
    };
    Object {
        description: Some("How many rows a statement has changed.".to_owned()),
        deprecated: false,
        closed: false,
        properties: vec![(
            AFFECTED.to_lowercase(),
            described(SchemaKind::Type(Type::Integer(count)), false, notes),
        )],
        required: vec![AFFECTED.to_lowercase()],
        example: json!({"affected": 1}),
    }
    .schema()
}

pub(super) type Properties = Vec<(String, ReferenceOr<Schema>)>;

/// A schema of an object before it is one.
pub(super) struct Object {
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    /// Whether other keys are refused: so in every body.
    pub(super) closed: bool,
    pub(super) properties: Properties,
    pub(super) required: Vec<String>,
    pub(super) example: Value,
}

impl Object {
    pub(super) fn schema(self) -> ReferenceOr<Schema> {
        let object = ObjectType {
            properties: self
                .properties
                .into_iter()
                .map(|(name, schema)| (name, boxed(schema)))
                .collect(),
            required: self.required,
            additional_properties: self.closed.then_some(AdditionalProperties::Any(false)),
            ..ObjectType::default()
        };
        ReferenceOr::Item(Schema {
            schema_data: SchemaData {
                description: self.description,
                deprecated: self.deprecated,
                example: Some(self.example),
                ..SchemaData::default()
            },
            schema_kind: SchemaKind::Type(Type::Object(object)),
        })
    }
}
