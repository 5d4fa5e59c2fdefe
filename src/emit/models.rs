//! `models/`: a file of enums, and for each table or view one with its row, its answer and its bodies.

mod shapes;

use askama::Template;

use super::borrowed::{self, BorrowedView};
use super::docs;
use super::literal;
use super::rules::Ruled;
use super::scope::Scope;
use crate::dialect::Dialect;
use crate::service::{
    EnumModel, Field, OwnType, Presence, Relation, RelationKind, Resource, Service,
};
use crate::ty::Ty;

#[derive(Template)]
#[template(path = "enums.rs.jinja")]
struct EnumsFile<'a> {
    imports: Vec<String>,
    enums: Vec<EnumView<'a>>,
}

struct EnumView<'a> {
    doc: Vec<String>,
    name: &'a str,
    sql_name: String,
    values: String,
    variants: Vec<VariantView<'a>>,
}

struct VariantView<'a> {
    doc: String,
    name: &'a str,
    value: String,
}

#[derive(Template)]
#[template(path = "model.rs.jinja")]
struct ModelFile<'a> {
    doc: Vec<String>,
    imports: Vec<String>,
    row: &'a str,
    structs: Vec<StructView>,
    borrowed: Option<BorrowedView>,
    presented: Vec<PresentedView<'a>>,
    bodies: Vec<BodyView<'a>>,
    changes: Option<ChangesView<'a>>,
    checks: Vec<CheckView>,
    discreet: Vec<DiscreetView<'a>>,
}

/// A body with secrets, which its `Debug` leaves out.
struct DiscreetView<'a> {
    name: &'a str,
    /// The fields that it prints: as a literal, and in Rust.
    fields: Vec<(String, &'a str)>,
}

/// What leads from one row to another, as an update body.
struct ChangesView<'a> {
    body: &'a str,
    /// Each field, and what it is made of.
    fields: Vec<(&'a str, String)>,
}

/// A struct and its fields.
pub(super) struct StructView {
    /// Its description.
    pub(super) doc: Vec<String>,
    /// Its attributes.
    pub(super) attributes: Vec<String>,
    /// Its name.
    pub(super) name: String,
    /// Its fields.
    pub(super) fields: Vec<FieldView>,
}

/// A field of a struct.
pub(super) struct FieldView {
    /// Its description.
    pub(super) doc: Vec<String>,
    /// Its attributes.
    pub(super) attributes: Vec<String>,
    /// Its name.
    pub(super) name: String,
    /// Its type.
    pub(super) ty: String,
}

/// An answer, and how it is made of a row.
struct PresentedView<'a> {
    answer: &'a str,
    shown: Vec<ShownView<'a>>,
}

/// A field of an answer, and where its value comes from.
struct ShownView<'a> {
    name: &'a str,
    value: String,
}

/// What a body says of itself to the reader of requests.
pub(super) struct BodyView<'a> {
    /// The struct.
    pub(super) name: &'a str,
    /// `BodyField`s.
    pub(super) fields: Vec<String>,
    /// The checks that it makes.
    pub(super) checks: Vec<CheckCall>,
}

/// A call of a check.
pub(super) struct CheckCall {
    /// `if let Some(value) = &self.bio`; none: the value is always there.
    pub(super) condition: Option<String>,
    /// `check_bio(value, &mut violations)`.
    pub(super) call: String,
}

/// A function that checks a column's value.
pub(super) struct CheckView {
    /// What it checks.
    pub(super) doc: String,
    /// Its name.
    pub(super) name: String,
    /// The type of the value.
    pub(super) ty: String,
    /// What it does.
    pub(super) statements: Vec<String>,
}

/// The file of the enums; none without any.
pub(super) fn enums(service: &Service, target: Dialect) -> askama::Result<String> {
    let mut scope = Scope::of_models(service, target);
    scope.runtime(&["TextEnum"]);
    scope.import("serde", "Deserialize");
    scope.import("serde", "Serialize");
    scope.import("std", "fmt");
    EnumsFile {
        imports: scope.imports(),
        enums: service.enums.iter().map(enum_view).collect(),
    }
    .render()
}

fn enum_view(model: &EnumModel) -> EnumView<'_> {
    let sql_name = model.sql_type.as_deref().unwrap_or(&model.name);
    let values: Vec<String> = model
        .variants
        .iter()
        .map(|variant| literal::string(&variant.value))
        .collect();
    EnumView {
        doc: docs::introduced(sql_name, &model.doc),
        name: &model.name,
        sql_name: literal::string(sql_name),
        values: values.join(", "),
        variants: model
            .variants
            .iter()
            .zip(values)
            .map(|(variant, value)| VariantView {
                doc: word(&variant.value),
                name: &variant.name,
                value,
            })
            .collect(),
    }
}

/// A word of an enum as code.
fn word(value: &str) -> String {
    if value.trim().is_empty() {
        "The empty word.".to_owned()
    } else {
        format!("{}.", docs::code(value))
    }
}

/// The file of a table or view.
pub(super) fn model(
    service: &Service,
    target: Dialect,
    resource: &Resource,
) -> askama::Result<String> {
    let mut scope = Scope::of_models(service, target);
    let mut structs = vec![row(&mut scope, resource), answer(&mut scope, resource)];
    let mut bodies = Vec::new();
    if let Some(name) = &resource.create {
        structs.push(create(&mut scope, resource, name));
        let given = created(resource);
        bodies.push(body(&mut scope, name, given));
    }
    if let Some(name) = &resource.update {
        structs.push(update(&mut scope, resource, name));
        let given = updated(resource);
        bodies.push(body(&mut scope, name, given));
    }
    let update = resource
        .batch
        .as_ref()
        .and_then(|batch| batch.update.as_ref());
    if let Some(update) = update {
        structs.push(key(&mut scope, resource, &update.key));
        let given = resource.key_fields().map(|field| Given {
            field,
            presence: Presence::Required,
            by_value: false,
        });
        let fields = given.collect();
        bodies.push(BodyView {
            checks: Vec::new(),
            ..body(&mut scope, &update.key, fields)
        });
    }
    for shape in &resource.shapes {
        structs.push(shapes::structure(&mut scope, resource, shape));
    }
    bodies.extend(shapes::bodies(&mut scope, resource));
    let borrowed = borrowed::of_table(&mut scope, resource);
    let discreet = discreet(resource);
    if !discreet.is_empty() {
        scope.import("std", "fmt");
    }
    let changes = changes(&mut scope, resource);
    let checks = checks(&mut scope, resource);
    scope.import("serde", "Serialize");
    if !bodies.is_empty() {
        scope.import("serde", "Deserialize");
        scope.runtime(&["Body", "BodyField", "Violations"]);
    }
    let own = [Some(&resource.row), Some(&resource.answer)];
    let own = own
        .into_iter()
        .chain([resource.create.as_ref(), resource.update.as_ref()])
        .chain([update.map(|update| &update.key)]);
    scope.defines(own.flatten());
    ModelFile {
        doc: module_doc(resource),
        imports: scope.imports(),
        row: &resource.row,
        structs,
        borrowed,
        presented: presented(resource),
        bodies,
        changes,
        checks,
        discreet,
    }
    .render()
}

fn module_doc(resource: &Resource) -> Vec<String> {
    let what = format!("{} {}", kind(resource), docs::code(&resource.table_name));
    let mut doc = docs::lines(&resource.doc);
    match doc.first_mut() {
        Some(first) => *first = format!("{what}: {}", docs::continued(first)),
        None => doc.push(format!("{what}.")),
    }
    doc
}

/// `Table` or `View`.
pub(super) fn kind(resource: &Resource) -> &'static str {
    match resource.kind {
        crate::catalog::TableKind::Table => "Table",
        crate::catalog::TableKind::View => "View",
    }
}

fn row(scope: &mut Scope<'_>, resource: &Resource) -> StructView {
    StructView {
        doc: vec![format!("A row of {}.", docs::code(&resource.table_name))],
        attributes: vec!["#[derive(Clone, Debug, PartialEq)]".to_owned()],
        name: resource.row.clone(),
        fields: resource
            .fields
            .iter()
            .map(|field| FieldView {
                doc: field_doc(resource, field),
                attributes: Vec::new(),
                name: field.rust.clone(),
                ty: scope.held_or_null(&field.ty, field.own.as_ref(), field.nullable),
            })
            .collect(),
    }
}

fn answer(scope: &mut Scope<'_>, resource: &Resource) -> StructView {
    let columns = resource.fields.iter().filter(|field| field.readable);
    let mut fields: Vec<FieldView> = columns
        .map(|field| FieldView {
            doc: field_doc(resource, field),
            attributes: serde_attributes(&field.rust, &field.json, field.shown_type()),
            name: field.rust.clone(),
            ty: scope.held_or_null(&field.ty, field.own.as_ref(), field.nullable),
        })
        .collect();
    for relation in &resource.relations {
        fields.push(related(scope, resource, relation));
    }
    StructView {
        doc: vec![format!("The {} as an answer shows it.", resource.singular)],
        attributes: vec!["#[derive(Clone, Debug, PartialEq, Serialize)]".to_owned()],
        name: resource.answer.clone(),
        fields,
    }
}

fn related(scope: &mut Scope<'_>, resource: &Resource, relation: &Relation) -> FieldView {
    scope.runtime(&["Related"]);
    let target = &scope.service.resources[relation.target];
    let answer = scope.model(&target.answer);
    let ty = match relation.kind {
        RelationKind::HasMany | RelationKind::ManyToMany => format!("Related<Vec<{answer}>>"),
        RelationKind::BelongsTo | RelationKind::HasOne => {
            format!("Related<Option<Box<{answer}>>>")
        }
    };
    let association = &resource.associations[relation.association];
    let rows = match relation.kind {
        RelationKind::HasMany | RelationKind::ManyToMany => &target.plural,
        RelationKind::BelongsTo | RelationKind::HasOne => &target.singular,
    };
    let by = match &association.through {
        Some(through) => format!(
            "through {}",
            docs::code(&scope.service.resources[through.table].table_name)
        ),
        None => {
            let there = association
                .on
                .iter()
                .map(|(_, there)| target.fields[*there].column_name.as_str());
            let there: Vec<&str> = there.collect();
            format!(
                "by {}",
                docs::code(&format!("{}.{}", target.table_name, there.join(", ")))
            )
        }
    };
    let what = format!("The {rows} {by}, where included.");
    let mut attributes = serde_rename(&relation.rust, &relation.name);
    attributes.push("#[serde(skip_serializing_if = \"Related::is_not_loaded\")]".to_owned());
    FieldView {
        doc: vec![what],
        attributes,
        name: relation.rust.clone(),
        ty,
    }
}

fn presented(resource: &Resource) -> Vec<PresentedView<'_>> {
    let answer = PresentedView {
        answer: &resource.answer,
        shown: shown(resource),
    };
    std::iter::once(answer)
        .chain(shapes::presented(resource))
        .collect()
}

fn shown(resource: &Resource) -> Vec<ShownView<'_>> {
    let columns = resource.fields.iter().filter(|field| field.readable);
    let columns = columns.map(|field| ShownView {
        name: &field.rust,
        value: format!("row.{}", field.rust),
    });
    let relations = resource.relations.iter().map(|relation| ShownView {
        name: &relation.rust,
        value: "Related::NotLoaded".to_owned(),
    });
    columns.chain(relations).collect()
}

fn create(scope: &mut Scope<'_>, resource: &Resource, name: &str) -> StructView {
    let fields = resource.fields.iter().filter_map(|field| {
        let presence = field.create?;
        let mut view = body_field(scope, resource, field, presence);
        if presence != Presence::Required {
            view.doc = docs::and(view.doc, default_words(field));
        }
        let is_bytes = matches!(field.shown_type(), Ty::Bytes);
        if presence == Presence::Patch || (is_bytes && presence != Presence::Required) {
            view.attributes.push("#[serde(default)]".to_owned());
        }
        Some(view)
    });
    StructView {
        fields: fields.collect(),
        doc: vec![format!(
            "What a new row of {} needs.",
            docs::code(&resource.table_name)
        )],
        attributes: vec![
            derives(resource, |field| field.create, "PartialEq, Deserialize"),
            "#[serde(deny_unknown_fields)]".to_owned(),
        ],
        name: name.to_owned(),
    }
}

/// The key of a row that is changed among others.
fn key(scope: &mut Scope<'_>, resource: &Resource, name: &str) -> StructView {
    let fields = resource.key_fields();
    let fields = fields.map(|field| FieldView {
        doc: field_doc(resource, field),
        ..body_field(scope, resource, field, Presence::Required)
    });
    StructView {
        fields: fields.collect(),
        doc: vec![format!(
            "The key of a {}, beside what changes in it.",
            resource.singular
        )],
        attributes: vec![
            "#[derive(Clone, Debug, PartialEq, Deserialize)]".to_owned(),
            "#[serde(deny_unknown_fields)]".to_owned(),
        ],
        name: name.to_owned(),
    }
}

/// The bodies that hold secrets.
fn discreet(resource: &Resource) -> Vec<DiscreetView<'_>> {
    let create = discreet_body(resource, resource.create.as_deref(), |field| field.create);
    let update = discreet_body(resource, resource.update.as_deref(), |field| field.update);
    let own = create.into_iter().chain(update);
    own.chain(shapes::discreet(resource)).collect()
}

fn discreet_body<'r>(
    resource: &'r Resource,
    name: Option<&'r str>,
    presence: fn(&Field) -> Option<Presence>,
) -> Option<DiscreetView<'r>> {
    if !has_secrets(resource, presence) {
        return None;
    }
    let fields = resource.fields.iter();
    Some(DiscreetView {
        name: name?,
        fields: discreet_fields(fields.filter(|field| presence(field).is_some())),
    })
}

/// What of some fields is printed.
fn discreet_fields<'r>(fields: impl Iterator<Item = &'r Field>) -> Vec<(String, &'r str)> {
    let shown = fields.filter(|field| !field.is_secret());
    let shown = shown.map(|field| {
        let rust = field.rust.as_str();
        (literal::string(rust.trim_start_matches("r#")), rust)
    });
    shown.collect()
}

/// Whether a body has a field that holds a secret.
fn has_secrets(resource: &Resource, presence: fn(&Field) -> Option<Presence>) -> bool {
    let mut fields = resource.fields.iter();
    fields.any(|field| field.is_secret() && presence(field).is_some())
}

/// The derives of a body: one with secrets says itself what of it may be printed.
fn derives(resource: &Resource, presence: fn(&Field) -> Option<Presence>, others: &str) -> String {
    derived(has_secrets(resource, presence), others)
}

fn derived(has_secrets: bool, others: &str) -> String {
    match has_secrets {
        true => format!("#[derive(Clone, {others})]"),
        false => format!("#[derive(Clone, Debug, {others})]"),
    }
}

fn changes<'a>(scope: &mut Scope<'_>, resource: &'a Resource) -> Option<ChangesView<'a>> {
    let body = resource.update.as_deref()?;
    let fields = resource.fields.iter().filter_map(|field| {
        let name = field.rust.as_str();
        let function = match (field.adds, field.update?) {
            (true, presence) => {
                let change = change(presence);
                scope.runtime(&[change]);
                match change {
                    "Change" => "Change::between",
                    _ => "NullableChange::between",
                }
            }
            (false, Presence::Patch) => {
                scope.runtime(&["Patch"]);
                "Patch::between"
            }
            (false, _) => {
                scope.runtime(&["changed"]);
                "changed"
            }
        };
        Some((name, format!("{function}(&before.{name}, &after.{name})")))
    });
    Some(ChangesView {
        body,
        fields: fields.collect(),
    })
}

fn update(scope: &mut Scope<'_>, resource: &Resource, name: &str) -> StructView {
    let fields = resource.fields.iter().filter_map(|field| {
        let presence = field.update?;
        if !field.adds {
            return Some(body_field(scope, resource, field, presence));
        }
        let change = change(presence);
        scope.runtime(&[change]);
        Some(FieldView {
            ty: format!("{change}<{}>", scope.owned(&field.ty)),
            ..body_field(scope, resource, field, Presence::Required)
        })
    });
    StructView {
        fields: fields.collect(),
        doc: vec![format!(
            "What changes in a row of {}: a field that is absent stays.",
            docs::code(&resource.table_name)
        )],
        attributes: vec![
            derives(
                resource,
                |field| field.update,
                "Default, PartialEq, Deserialize",
            ),
            "#[serde(deny_unknown_fields, default)]".to_owned(),
        ],
        name: name.to_owned(),
    }
}

/// What an update does with a number.
fn change(presence: Presence) -> &'static str {
    match presence {
        Presence::Patch => "NullableChange",
        Presence::Required | Presence::Nullable | Presence::Optional => "Change",
    }
}

fn body_field(
    scope: &mut Scope<'_>,
    resource: &Resource,
    field: &Field,
    presence: Presence,
) -> FieldView {
    let owned = scope.held(&field.ty, field.own.as_ref());
    let ty = match presence {
        Presence::Required => owned,
        Presence::Nullable | Presence::Optional => format!("Option<{owned}>"),
        Presence::Patch => {
            scope.runtime(&["Patch"]);
            format!("Patch<{owned}>")
        }
    };
    FieldView {
        doc: docs::and(
            field_doc(resource, field),
            match field.hashed {
                // The rules are those of the secret, which is in the JSON alone.
                true => Some(format!(
                    "The hash, of the secret that is {} in JSON.",
                    docs::code(&field.json)
                )),
                false => ruled(field).words(),
            },
        ),
        attributes: serde_attributes(&field.rust, &field.json, field.shown_type()),
        name: field.rust.clone(),
        ty,
    }
}

/// A field of a body, how it stands in it, and how its value is come by.
struct Given<'a> {
    field: &'a Field,
    presence: Presence,
    /// By `value()`, which says what is set.
    by_value: bool,
}

fn created(resource: &Resource) -> Vec<Given<'_>> {
    let fields = resource.fields.iter();
    fields
        .filter_map(|field| given(field, field.create, false))
        .collect()
}

fn updated(resource: &Resource) -> Vec<Given<'_>> {
    let fields = resource.fields.iter();
    fields
        .filter_map(|field| given(field, field.update, field.adds))
        .collect()
}

fn given(field: &Field, presence: Option<Presence>, adds: bool) -> Option<Given<'_>> {
    let presence = presence?;
    Some(Given {
        field,
        presence,
        by_value: adds || presence == Presence::Patch,
    })
}

fn body<'a>(scope: &mut Scope<'_>, name: &'a str, given: Vec<Given<'_>>) -> BodyView<'a> {
    let fields = given.iter().map(|given| {
        let field = given.field;
        let column = (field.json != field.column_name).then_some(field.column_name.as_str());
        let own = field.own.as_ref();
        let ty = (&field.ty, own);
        body_field_value(scope, &field.json, column, ty, false, given.presence)
    });
    let fields = fields.collect();
    let checked = given.iter().filter(|given| !ruled(given.field).is_free());
    let checks = checked.map(|given| {
        let (name, ty) = (&given.field.rust, &given.field.ty);
        let presence = if given.by_value {
            Presence::Patch
        } else {
            given.presence
        };
        check_call(name, name, ty, presence)
    });
    BodyView {
        name,
        fields,
        checks: checks.collect(),
    }
}

/// `BodyField::required::<String>("name")`.
pub(super) fn body_field_value(
    scope: &mut Scope<'_>,
    key: &str,
    column: Option<&str>,
    (ty, own): (&Ty, Option<&OwnType>),
    list: bool,
    presence: Presence,
) -> String {
    let kind = match presence {
        Presence::Required => "required",
        Presence::Nullable | Presence::Patch => "nullable",
        Presence::Optional => "optional",
    };
    let ty = match own {
        Some(_) => scope.held(ty, own),
        None => checked(scope, ty),
    };
    let ty = if list { format!("Vec<{ty}>") } else { ty };
    let column = column.map_or_else(String::new, |column| {
        format!(".column({})", literal::string(column))
    });
    format!(
        "BodyField::{kind}::<{ty}>({}){column}",
        literal::string(key)
    )
}

/// The type that a value of a body is read as to see whether it fits: stricter than the field's where JSON is.
fn checked(scope: &mut Scope<'_>, ty: &Ty) -> String {
    match ty {
        Ty::Bytes => "rowtype_runtime::base64::Bytes".to_owned(),
        Ty::Numeric => "rowtype_runtime::decimal::Digits".to_owned(),
        Ty::Array(element) => format!("Vec<{}>", checked(scope, element)),
        Ty::Range(_, of) => {
            scope.runtime(&["Range"]);
            format!("Range<{}>", checked(scope, of))
        }
        Ty::Multirange(name, of) => {
            let range = Ty::Range(name.clone(), of.clone());
            format!("Vec<{}>", checked(scope, &range))
        }
        ty => scope.owned(ty),
    }
}

/// The call of a check with a field of `self`.
pub(super) fn check_call(check: &str, rust: &str, ty: &Ty, presence: Presence) -> CheckCall {
    let name = check_name(check);
    let by_reference = ty.is_text() || ty.is_bits();
    let given = |value: &str| format!("{name}({value}, &mut violations);");
    match (presence, by_reference) {
        (Presence::Required, true) => CheckCall {
            condition: None,
            call: given(&format!("&self.{rust}")),
        },
        (Presence::Required, false) => CheckCall {
            condition: None,
            call: given(&format!("self.{rust}")),
        },
        (Presence::Nullable | Presence::Optional, by_reference) => CheckCall {
            condition: Some(format!(
                "if let Some(value) = {}self.{rust}",
                if by_reference { "&" } else { "" }
            )),
            call: given("value"),
        },
        (Presence::Patch, by_reference) => CheckCall {
            condition: Some(format!("if let Some(value) = self.{rust}.value()")),
            call: given(if by_reference { "value" } else { "*value" }),
        },
    }
}

fn check_name(rust: &str) -> String {
    format!("check_{}", rust.trim_start_matches("r#"))
}

fn checks(scope: &mut Scope<'_>, resource: &Resource) -> Vec<CheckView> {
    let fields = resource.fields.iter();
    let checked = fields.filter(|field| {
        let in_create = resource.create.is_some() && field.create.is_some();
        let in_update = resource.update.is_some() && field.update.is_some();
        in_create || in_update || shapes::takes(resource, field)
    });
    checked
        .filter_map(|field| {
            check(
                scope,
                &field.rust,
                &column_name(resource, field),
                &ruled(field),
            )
        })
        .collect()
}

/// The function that checks a value; none where there is nothing to check.
pub(super) fn check(
    scope: &mut Scope<'_>,
    rust: &str,
    what: &str,
    ruled: &Ruled<'_>,
) -> Option<CheckView> {
    let statements = ruled.statements();
    (!statements.is_empty()).then(|| CheckView {
        doc: format!("What the schema says of {}.", docs::code(what)),
        name: check_name(rust),
        ty: scope.lent(ruled.ty, ""),
        statements,
    })
}

fn ruled(field: &Field) -> Ruled<'_> {
    Ruled {
        name: &field.json,
        ty: &field.ty,
        max_length: field.max_length,
        precision: field.precision,
        rules: &field.rules,
    }
}

fn default_words(field: &Field) -> Option<String> {
    let default = field.default.as_deref()?;
    Some(format!("{} when absent.", docs::code(default)))
}

/// What a field of a row says of its column.
pub(super) fn field_doc(resource: &Resource, field: &Field) -> Vec<String> {
    let doc = docs::introduced(&column_name(resource, field), &field.doc);
    match &field.deprecated {
        Some(why) => docs::below(doc, deprecated(why)),
        None => doc,
    }
}

/// The paragraph about something that is deprecated.
pub(super) fn deprecated(why: &str) -> String {
    let why = docs::lines(&[why.to_owned()]).join(" ");
    format!("Deprecated: {why}")
}

fn column_name(resource: &Resource, field: &Field) -> String {
    format!("{}.{}", resource.table_name, field.column_name)
}

/// What serde must know of a field.
pub(super) fn serde_attributes(rust: &str, json: &str, ty: &Ty) -> Vec<String> {
    let mut attributes = serde_rename(rust, json);
    if matches!(ty, Ty::Bytes) {
        attributes.push("#[serde(with = \"rowtype_runtime::base64\")]".to_owned());
    }
    attributes
}

fn serde_rename(rust: &str, json: &str) -> Vec<String> {
    if rust.trim_start_matches("r#") == json {
        Vec::new()
    } else {
        vec![format!("#[serde(rename = {})]", literal::string(json))]
    }
}
