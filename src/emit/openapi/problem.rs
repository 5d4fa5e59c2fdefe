//! Problem details (RFC 9457): the one body of every error.
//!
//! In: a status. Out: its schema, its responses and what they are called. It must not know which operation answers what.

use indexmap::IndexMap;
use openapiv3::{
    ArrayType, Header, HeaderStyle, IntegerType, MediaType, ObjectType, ParameterSchemaOrContent,
    ReferenceOr, Response, Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Value, json};

use super::value::{Notes, boxed, component, described};

/// The names of the schemas that are defined here.
pub(super) const PROBLEM: &str = "Problem";
const VIOLATION: &str = "Violation";

/// A status that operations answer with: the component's name, the title, what it means.
struct Status {
    name: String,
    title: &'static str,
    meaning: &'static str,
}

/// The reference to the response of a status.
pub(super) fn reference(status: u16) -> ReferenceOr<Response> {
    ReferenceOr::Reference {
        reference: format!("#/components/responses/{}", known(status).name),
    }
}

/// The shared responses of these statuses.
pub(super) fn responses(
    statuses: impl IntoIterator<Item = u16>,
) -> IndexMap<String, ReferenceOr<Response>> {
    statuses
        .into_iter()
        .map(|status| (known(status).name, ReferenceOr::Item(response(status))))
        .collect()
}

/// The schemas of the problem body.
pub(super) fn schemas() -> [(String, ReferenceOr<Schema>); 2] {
    [
        (PROBLEM.to_owned(), problem()),
        (VIOLATION.to_owned(), violation()),
    ]
}

fn known(status: u16) -> Status {
    let (name, title, meaning) = match status {
        400 => ("BadRequest", "Bad Request", "The request cannot be parsed."),
        401 => ("Unauthorized", "Unauthorized", "The caller is not known."),
        403 => ("Forbidden", "Forbidden", "The caller may not do this."),
        404 => ("NotFound", "Not Found", "There is no such thing."),
        405 => (
            "MethodNotAllowed",
            "Method Not Allowed",
            "The path does not have this method.",
        ),
        409 => (
            "Conflict",
            "Conflict",
            "The stored data forbid it: something with this key exists, a reference leads nowhere or is in use, or a constraint does not hold.",
        ),
        412 => (
            "PreconditionFailed",
            "Precondition Failed",
            "It has changed since it was read.",
        ),
        413 => (
            "ContentTooLarge",
            "Content Too Large",
            "The body is larger than 1 MiB.",
        ),
        415 => (
            "UnsupportedMediaType",
            "Unsupported Media Type",
            "The body is not JSON.",
        ),
        422 => (
            "UnprocessableContent",
            "Unprocessable Content",
            "What was sent does not fit this document; `errors` says where.",
        ),
        428 => (
            "PreconditionRequired",
            "Precondition Required",
            "Nothing says which state is to be changed: send the `ETag` of the last answer as `If-Match`.",
        ),
        429 => (
            "TooManyRequests",
            "Too Many Requests",
            "There were too many attempts; wait before the next one.",
        ),
        500 => (
            "InternalServerError",
            "Internal Server Error",
            "Something is wrong on our side; the log tells what, under the request's id.",
        ),
        503 => (
            "ServiceUnavailable",
            "Service Unavailable",
            "The database is down or busy. Try again.",
        ),
        504 => (
            "GatewayTimeout",
            "Gateway Timeout",
            "The database took too long.",
        ),
        _ => ("", "Error", "It failed."),
    };
    Status {
        name: if name.is_empty() {
            format!("Status{status}")
        } else {
            name.to_owned()
        },
        title,
        meaning,
    }
}

fn response(status: u16) -> Response {
    let media = MediaType {
        schema: Some(component(PROBLEM)),
        example: Some(example(status)),
        ..MediaType::default()
    };
    Response {
        description: known(status).meaning.to_owned(),
        headers: headers(status),
        // Typed clients look for the second.
        content: ["application/problem+json", "application/json"]
            .into_iter()
            .map(|name| (name.to_owned(), media.clone()))
            .collect(),
        ..Response::default()
    }
}

fn headers(status: u16) -> IndexMap<String, ReferenceOr<Header>> {
    let (name, description, ty) = match status {
        401 => (
            "WWW-Authenticate",
            "How to say who is asking.",
            Type::String(StringType::default()),
        ),
        405 => (
            "Allow",
            "The methods that the path has.",
            Type::String(StringType::default()),
        ),
        429 | 503 => (
            "Retry-After",
            "Seconds to wait.",
            Type::Integer(IntegerType {
                minimum: Some(0),
                ..IntegerType::default()
            }),
        ),
        _ => return IndexMap::new(),
    };
    [(name.to_owned(), header(description, ty))]
        .into_iter()
        .collect()
}

/// A header of an answer.
pub(super) fn header(description: &str, ty: Type) -> ReferenceOr<Header> {
    ReferenceOr::Item(Header {
        description: Some(description.to_owned()),
        style: HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(described(
            SchemaKind::Type(ty),
            false,
            Notes::default(),
        )),
        example: None,
        examples: IndexMap::new(),
        extensions: IndexMap::new(),
    })
}

fn example(status: u16) -> Value {
    let mut body = json!({
        "type": "about:blank",
        "title": known(status).title,
        "status": status,
    });
    if status == 422 {
        body["errors"] = json!([{
            "pointer": "/name",
            "code": "required",
            "detail": "must be given",
        }]);
    }
    body
}

fn problem() -> ReferenceOr<Schema> {
    let errors = SchemaKind::Type(Type::Array(ArrayType {
        items: Some(component(VIOLATION)),
        min_items: None,
        max_items: None,
        unique_items: false,
    }));
    object(
        "What went wrong, as RFC 9457 has it.",
        &["type", "title", "status"],
        [
            (
                "type",
                string(
                    "What kind of problem it is: an address, or `about:blank` where the status says it all.",
                ),
            ),
            ("title", string("The kind in words.")),
            ("status", status()),
            ("detail", string("What happened this time.")),
            ("instance", string("The request that it happened to.")),
            (
                "errors",
                described(
                    errors,
                    false,
                    described_as("The places in the request that are wrong."),
                ),
            ),
        ],
        example(404),
    )
}

fn violation() -> ReferenceOr<Schema> {
    object(
        "One thing that is wrong in a request.",
        &["pointer", "code", "detail"],
        [
            (
                "pointer",
                string("Where: a JSON pointer into the body, or `/` and the name of a parameter."),
            ),
            ("code", string("What rule was broken.")),
            ("detail", string("The rule in words.")),
        ],
        json!({"pointer": "/name", "code": "required", "detail": "must be given"}),
    )
}

fn status() -> ReferenceOr<Schema> {
    let ty = Type::Integer(IntegerType {
        minimum: Some(400),
        maximum: Some(599),
        ..IntegerType::default()
    });
    described(
        SchemaKind::Type(ty),
        false,
        described_as("The status of the answer."),
    )
}

fn string(description: &str) -> ReferenceOr<Schema> {
    let ty = Type::String(StringType::default());
    described(SchemaKind::Type(ty), false, described_as(description))
}

fn described_as(description: &str) -> Notes {
    Notes {
        description: Some(description.to_owned()),
        ..Notes::default()
    }
}

fn object<const N: usize>(
    description: &str,
    required: &[&str],
    properties: [(&str, ReferenceOr<Schema>); N],
    example: Value,
) -> ReferenceOr<Schema> {
    let object = ObjectType {
        properties: properties
            .into_iter()
            .map(|(name, schema)| (name.to_owned(), boxed(schema)))
            .collect(),
        required: required.iter().map(|name| (*name).to_owned()).collect(),
        ..ObjectType::default()
    };
    ReferenceOr::Item(Schema {
        schema_data: SchemaData {
            description: Some(description.to_owned()),
            example: Some(example),
            ..SchemaData::default()
        },
        schema_kind: SchemaKind::Type(Type::Object(object)),
    })
}
