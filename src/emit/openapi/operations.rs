//! The paths: every operation with its parameters, body and answers.
//!
//! In: [`Service::operations`]. Out: the paths in that order, and the tags that group them.

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    MediaType, ObjectType, PathItem, ReferenceOr, RequestBody, Response, Responses, Schema,
    SchemaKind, StatusCode, StringFormat, StringType, Tag, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

use super::schemas::{AFFECTED, array};
use super::value::{self, Notes, Shape, boxed, component, described};
use super::{parameters, preconditions, problem, security, text};
use crate::service::{
    Action, Audience, Body, Direction, Method, Operation, Precondition, QueryFunction, Resource,
    ResourceIndex, Service, SignIn, Success,
};

/// The groups of operations: a resource each, and a query file each that no resource shares its name with.
pub(super) fn tags(service: &Service) -> Vec<Tag> {
    let names: IndexSet<&str> = service
        .operations
        .iter()
        .map(|operation| tag(service, operation))
        .collect();
    names
        .into_iter()
        .map(|name| Tag {
            name: name.to_owned(),
            description: Some(tag_description(service, name)),
            ..Tag::default()
        })
        .collect()
}

fn tag_description(service: &Service, name: &str) -> String {
    let resource = service
        .resources
        .iter()
        .find(|resource| resource.path.as_deref() == Some(name));
    let doc = resource.and_then(|resource| text::description(&resource.doc));
    doc.unwrap_or_else(|| match resource {
        Some(resource) => format!("Rows of `{}`.", resource.table_name),
        None if name == SignIn::PATH => "Signing in.".to_owned(),
        None => format!("Queries of `{name}`."),
    })
}

fn tag<'a>(service: &'a Service, operation: &Operation) -> &'a str {
    match resource(service, operation) {
        Some(resource) => resource.path.as_deref().unwrap_or(&resource.module),
        None => query_tag(service, operation),
    }
}

fn query_tag<'a>(service: &'a Service, operation: &Operation) -> &'a str {
    match operation.action {
        Action::Query { module, .. } => &service.query_modules[module].module,
        Action::SignIn => SignIn::PATH,
        _ => "",
    }
}

/// The resource that an operation is about; none for a query.
fn resource<'a>(service: &'a Service, operation: &Operation) -> Option<&'a Resource> {
    let index = operation.action.resource()?;
    Some(&service.resources[index])
}

fn query<'a>(service: &'a Service, operation: &Operation) -> Option<&'a QueryFunction> {
    match operation.action {
        Action::Query { module, function } => {
            Some(&service.query_modules[module].functions[function])
        }
        _ => None,
    }
}

/// All paths as JSON: one after the other, since `openapiv3`'s values are large.
pub(super) fn paths(service: &Service) -> serde_json::Result<Value> {
    let mut paths: IndexMap<&str, Vec<&Operation>> = IndexMap::new();
    for operation in &service.operations {
        paths.entry(&operation.path).or_default().push(operation);
    }
    let mut items = Map::new();
    for (path, operations) in paths {
        let mut item = PathItem::default();
        for operation in operations {
            *slot(&mut item, operation.method) = Some(document(service, operation));
        }
        items.insert(path.to_owned(), serde_json::to_value(item)?);
    }
    Ok(Value::Object(items))
}

fn slot(item: &mut PathItem, method: Method) -> &mut Option<openapiv3::Operation> {
    match method {
        Method::Get => &mut item.get,
        Method::Post => &mut item.post,
        Method::Put => &mut item.put,
        Method::Patch => &mut item.patch,
        Method::Delete => &mut item.delete,
    }
}

fn document(service: &Service, operation: &Operation) -> openapiv3::Operation {
    openapiv3::Operation {
        tags: vec![tag(service, operation).to_owned()],
        summary: Some(text::plain(&operation.summary)),
        description: description(service, operation),
        operation_id: Some(operation.id.clone()),
        parameters: parameters::parameters(service, operation, resource(service, operation)),
        request_body: operation
            .body
            .and_then(|body| request_body(service, operation, body)),
        responses: responses(service, operation),
        deprecated: operation.deprecated,
        security: security::of_operation(service, operation),
        ..openapiv3::Operation::default()
    }
}

/// What the operation does, and who may ask for it.
fn description(service: &Service, operation: &Operation) -> Option<String> {
    text::sentences([
        about(service, operation),
        owned(service, operation),
        security::needed_role(operation),
    ])
}

/// Whose rows it is about, where these are not everybody's.
fn owned(service: &Service, operation: &Operation) -> Option<String> {
    let resource = resource(service, operation)?;
    resource
        .owner()
        .filter(|_| operation.audience != Audience::Public)?;
    let words = match operation.action {
        Action::List(_) | Action::Export(_) => "Only rows of the caller.",
        Action::Create(_) => "It belongs to the caller.",
        Action::CreateMany(_) => "They belong to the caller.",
        Action::Upsert { .. } => "It belongs to the caller; a row of somebody else is a conflict.",
        _ => "A row of somebody else is not found.",
    };
    Some(words.to_owned())
}

/// What the operation does; the words of a table stand at its list, its tag and its schema.
fn about(service: &Service, operation: &Operation) -> Option<String> {
    let usual = match operation.action {
        Action::List(index) => {
            return text::sentences([
                text::description(&operation.description),
                Some("Conditions on columns are joined by AND.".to_owned()),
                usual_order(&service.resources[index]),
            ]);
        }
        Action::Query { .. } => {
            let place = query(service, operation).map_or("", |function| function.place.as_str());
            return text::sentences([
                text::description(&operation.description),
                Some(format!("The query at `{}`.", text::plain(place))),
            ]);
        }
        Action::SignIn => {
            "A wrong login and a wrong password are told alike. After several of them a login waits."
        }
        Action::Create(_) => "Keys that are absent take their defaults; unknown keys are refused.",
        Action::Get(_) => "The row with this key.",
        Action::Update(_) => {
            "A merge patch (RFC 7396): what is absent stays, null clears, `{}` changes nothing."
        }
        Action::Export(index) => {
            let most = service.resources[index].export.unwrap_or_default();
            return Some(format!(
                "All rows as CSV (RFC 4180), at most {most}: more are refused. A null is an empty cell, an empty text `\"\"`; a text that \
                 begins with `=`, `+`, `-`, `@`, a tab or a carriage return has a `'` before it, since spreadsheets would run it. \
                 An answer that breaks off is not the whole."
            ));
        }
        Action::CreateMany(_) => {
            "All of them, or none. Keys that are absent take their defaults; unknown keys are refused."
        }
        Action::UpdateMany(_) => {
            "All of them, or none. Each item has the key of a row and what changes in it, as a merge patch (RFC 7396)."
        }
        Action::DeleteMany(_) => "All of them, or none.",
        Action::Upsert { .. } => {
            "The row with this key: a new one, or the one that there is. What is absent and has a default stays in that one; what may be null becomes null."
        }
        Action::Delete(index) if service.resources[index].deleted().is_some() => {
            "The row is not there any more for any operation."
        }
        Action::Link(_) => "They are linked afterwards, also where they were before.",
        Action::Unlink(_) => "They are not linked afterwards, also where they were not before.",
        Action::Delete(_) => "What refers to it goes too, or forbids it, as the schema says.",
    };
    Some(usual.to_owned())
}

/// Where a list starts when no order is asked for.
fn usual_order(resource: &Resource) -> Option<String> {
    let words: Vec<String> = resource
        .default_sort
        .iter()
        .map(|(index, direction)| {
            let sign = match direction {
                Direction::Ascending => "",
                Direction::Descending => "-",
            };
            format!("`{sign}{}`", resource.fields[*index].json)
        })
        .collect();
    (!words.is_empty()).then(|| {
        format!(
            "Sorted by {} unless `sort` says otherwise.",
            words.join(", ")
        )
    })
}

fn request_body(
    service: &Service,
    operation: &Operation,
    body: Body,
) -> Option<ReferenceOr<RequestBody>> {
    let credentials = SignIn::CREDENTIALS.to_owned();
    let name = match body {
        Body::Create(index) => service.resources[index].create.as_ref(),
        Body::Update(index) => service.resources[index].update.as_ref(),
        Body::Upsert { resource, upsert } => service.resources[resource].statements.upserts[upsert]
            .body
            .as_ref(),
        Body::CreateMany(index) => service.resources[index].batch.as_ref()?.create.as_ref(),
        Body::UpdateMany(index) => {
            let update = service.resources[index].batch.as_ref()?.update.as_ref();
            update.map(|update| &update.body)
        }
        Body::Credentials => Some(&credentials),
        Body::Params => query(service, operation)?
            .body
            .as_ref()
            .map(|body| &body.name),
    }?;
    Some(ReferenceOr::Item(RequestBody {
        content: json(component(name)),
        required: true,
        ..RequestBody::default()
    }))
}

fn json(schema: ReferenceOr<Schema>) -> IndexMap<String, MediaType> {
    let media = MediaType {
        schema: Some(schema),
        ..MediaType::default()
    };
    [("application/json".to_owned(), media)]
        .into_iter()
        .collect()
}

fn responses(service: &Service, operation: &Operation) -> Responses {
    let (status, response) = success(service, operation);
    let mut responses = IndexMap::new();
    if matches!(operation.success, Success::Upserted(_)) {
        let mut created = response.clone();
        created.description = "The new row.".to_owned();
        created.headers.insert("Location".to_owned(), location());
        responses.insert(StatusCode::Code(201), ReferenceOr::Item(created));
    }
    responses.insert(StatusCode::Code(status), ReferenceOr::Item(response));
    if operation.precondition == Some(Precondition::Unknown) {
        let response = ReferenceOr::Item(preconditions::not_modified());
        responses.insert(StatusCode::Code(304), response);
    }
    for status in &operation.errors {
        responses.insert(StatusCode::Code(*status), problem::reference(*status));
    }
    Responses {
        responses,
        ..Responses::default()
    }
}

fn success(service: &Service, operation: &Operation) -> (u16, Response) {
    let (status, description, schema) = match operation.success {
        Success::Page(index) => (
            200,
            "A page.",
            Some(component(&service.resources[index].page)),
        ),
        Success::Item(index) => (
            200,
            "The row.",
            Some(component(&service.resources[index].row)),
        ),
        Success::Created(index) => (
            201,
            "The new row.",
            Some(component(&service.resources[index].row)),
        ),
        Success::Upserted(index) => (
            200,
            "The changed row.",
            Some(component(&service.resources[index].row)),
        ),
        Success::CreatedMany(index) => (
            201,
            "The new rows, in the order of the items.",
            batch(service, index),
        ),
        Success::UpdatedMany(index) => (
            200,
            "The changed rows, in the order of the items.",
            batch(service, index),
        ),
        Success::Csv => (200, "The rows, below a line with their keys.", None),
        Success::NoContent => (204, "Done.", None),
        Success::QueryItem => (200, "The row.", row_schema(service, operation)),
        Success::QueryItems => (200, "The rows.", row_schema(service, operation).map(items)),
        Success::AccessToken => (
            200,
            "A token, to be sent as `Authorization: Bearer`.",
            Some(component(SignIn::ACCESS_TOKEN)),
        ),
        Success::Affected => (
            200,
            "How many rows have changed.",
            Some(component(AFFECTED)),
        ),
    };
    let mut response = Response {
        description: description.to_owned(),
        content: schema.map(json).unwrap_or_default(),
        ..Response::default()
    };
    if operation.success == Success::Csv {
        response.content = csv();
        response
            .headers
            .insert("Content-Disposition".to_owned(), disposition());
    }
    if matches!(operation.success, Success::Created(_)) {
        response.headers.insert("Location".to_owned(), location());
    }
    if preconditions::is_tagged(operation) {
        let etag = preconditions::etag();
        response.headers.insert("ETag".to_owned(), etag);
    }
    if matches!(operation.success, Success::Page(_)) {
        response.headers.insert("Link".to_owned(), link());
    }
    (status, response)
}

fn csv() -> IndexMap<String, MediaType> {
    let text = SchemaKind::Type(Type::String(StringType::default()));
    let media = MediaType {
        schema: Some(described(text, false, Notes::default())),
        ..MediaType::default()
    };
    [("text/csv".to_owned(), media)].into_iter().collect()
}

fn disposition() -> ReferenceOr<openapiv3::Header> {
    let words = "That it is a file, and its name.";
    problem::header(words, Type::String(StringType::default()))
}

fn batch(service: &Service, index: ResourceIndex) -> Option<ReferenceOr<Schema>> {
    let batch = service.resources[index].batch.as_ref()?;
    Some(component(&batch.rows))
}

fn link() -> ReferenceOr<openapiv3::Header> {
    let words = "The next page, where there is one: `</path>; rel=\"next\"`.";
    problem::header(words, Type::String(StringType::default()))
}

fn location() -> ReferenceOr<openapiv3::Header> {
    let ty = StringType {
        format: VariantOrUnknownOrEmpty::<StringFormat>::from(Some("uri-reference".to_owned())),
        ..StringType::default()
    };
    problem::header("The path of the new row.", Type::String(ty))
}

/// A query's row: a component, or the value itself where the function gives a single column.
fn row_schema(service: &Service, operation: &Operation) -> Option<ReferenceOr<Schema>> {
    let row = query(service, operation)?.returns.row.as_ref()?;
    match &row.name {
        Some(name) => Some(component(name)),
        None => row.fields.first().map(|field| {
            value::schema(
                service,
                Shape::answer(field.shown_type(), field.nullable),
                Notes::default(),
            )
        }),
    }
}

fn items(row: ReferenceOr<Schema>) -> ReferenceOr<Schema> {
    let list = described(
        SchemaKind::Type(Type::Array(array(row))),
        false,
        Notes::default(),
    );
    let object = ObjectType {
        properties: [("items".to_owned(), boxed(list))].into_iter().collect(),
        required: vec!["items".to_owned()],
        ..ObjectType::default()
    };
    described(
        SchemaKind::Type(Type::Object(object)),
        false,
        Notes::default(),
    )
}
