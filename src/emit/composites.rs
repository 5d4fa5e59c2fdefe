//! Composite types: in `models/` a struct for each, in `tables/` how its values are bound and read.

use askama::Template;

use super::models::{FieldView, StructView, serde_attributes};
use super::scope::Scope;
use super::{docs, literal};
use crate::dialect::Dialect;
use crate::service::{CompositeField, CompositeModel, Service};
use crate::ty::Ty;

#[derive(Template)]
#[template(path = "composites.rs.jinja")]
struct StructsFile {
    imports: Vec<String>,
    composites: Vec<StructView>,
}

#[derive(Template)]
#[template(path = "bound_composites.rs.jinja")]
struct BoundFile {
    imports: Vec<String>,
    composites: Vec<BoundView>,
}

struct BoundView {
    /// `models::Address`.
    name: String,
    /// The type's name in the database, as a literal.
    sql_name: String,
    /// `street, city`.
    names: String,
    /// `&self.street, &self.city`.
    lent: String,
    /// The fields, each read from a local of its name.
    fields: Vec<String>,
    /// Whether the database says that two values are equal.
    is_comparable: bool,
}

/// The structs.
pub(super) fn structs(service: &Service, target: Dialect) -> askama::Result<String> {
    let mut scope = Scope::of_models(service, target);
    scope.import("serde", "Deserialize");
    scope.import("serde", "Serialize");
    let composites = service.composites.iter();
    let composites = composites.map(|model| shape(&mut scope, model)).collect();
    scope.defines(service.composites.iter().map(|model| &model.name));
    StructsFile {
        imports: scope.imports(),
        composites,
    }
    .render()
}

fn shape(scope: &mut Scope<'_>, model: &CompositeModel) -> StructView {
    let can_be_empty = model.fields.iter().all(|field| field.nullable);
    let default = if can_be_empty { " Default," } else { "" };
    StructView {
        doc: docs::introduced(&model.sql_type, &model.doc),
        attributes: vec![
            format!("#[derive(Clone, Debug,{default} PartialEq, Serialize, Deserialize)]"),
            "#[serde(deny_unknown_fields)]".to_owned(),
        ],
        name: model.name.clone(),
        fields: model
            .fields
            .iter()
            .map(|one| field(scope, model, one))
            .collect(),
    }
}

fn field(scope: &mut Scope<'_>, model: &CompositeModel, field: &CompositeField) -> FieldView {
    let mut attributes = serde_attributes(&field.rust, &field.name, &field.ty);
    if field.ty == Ty::Numeric {
        let reader = "#[serde(deserialize_with = \"rowtype_runtime::decimal::deserialize\")]";
        attributes.push(reader.to_owned());
    }
    // A reader of its own wants the key to be there.
    if field.nullable && matches!(field.ty, Ty::Bytes | Ty::Numeric) {
        attributes.push("#[serde(default)]".to_owned());
    }
    FieldView {
        doc: docs::introduced(&format!("{}.{}", model.sql_type, field.name), &field.doc),
        attributes,
        name: field.rust.clone(),
        ty: scope.held_or_null(&field.ty, None, field.nullable),
    }
}

/// How the driver binds and reads them.
pub(super) fn bound(
    service: &Service,
    target: Dialect,
    root: &'static str,
) -> askama::Result<String> {
    let mut scope = Scope::new(service, target, root);
    let composites = service.composites.iter();
    let composites: Vec<BoundView> = composites.map(|model| view(&mut scope, model)).collect();
    scope.driver(&[
        "BytesMut",
        "Decode",
        "Encode",
        "IsNull",
        "Stored",
        "Type",
        "Unfit",
        "encode_fields",
    ]);
    if composites.iter().any(|one| one.is_comparable) {
        scope.import("rowtype_runtime::filter", "Comparable");
    }
    BoundFile {
        imports: scope.imports(),
        composites,
    }
    .render()
}

fn view(scope: &mut Scope<'_>, model: &CompositeModel) -> BoundView {
    let names = model.fields.iter().map(|field| field.rust.as_str());
    let lent: Vec<String> = names.clone().map(|name| format!("&self.{name}")).collect();
    let locals: Vec<&str> = names.clone().collect();
    let mut fields = model.fields.iter().map(|field| &field.ty);
    BoundView {
        name: scope.model(&model.name),
        sql_name: literal::string(&model.sql_type),
        names: locals.join(", "),
        lent: lent.join(", "),
        is_comparable: fields.all(|ty| is_comparable(scope.service, ty)),
        fields: names.map(str::to_owned).collect(),
    }
}

fn is_comparable(service: &Service, ty: &Ty) -> bool {
    match ty {
        Ty::Json => false,
        Ty::Array(element) => is_comparable(service, element),
        ty => service.composite(ty).is_none_or(|model| {
            let mut fields = model.fields.iter();
            fields.all(|field| is_comparable(service, &field.ty))
        }),
    }
}
