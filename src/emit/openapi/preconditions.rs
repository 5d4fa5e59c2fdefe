//! Entity tags in the document: the headers that name a state, and what answers them.

use openapiv3::{
    HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, ReferenceOr, Response,
    SchemaKind, StringType, Type,
};

use super::problem;
use super::value::{Notes, described};
use crate::service::{Operation, Precondition, Success};

/// A tag as answers have it.
const EXAMPLE: &str = "\"2a9f1c04d7e6b358\"";

/// The header by which a caller says which state it knows.
pub(super) fn parameter(precondition: Precondition) -> Parameter {
    let (name, description, required) = match precondition {
        Precondition::Unknown => (
            "If-None-Match",
            "The `ETag` of an answer that the caller has: where the state is still the same, it is not sent again.",
            false,
        ),
        Precondition::Unchanged => (
            "If-Match",
            "The `ETag` of the state that is to be changed: where there is another by now, nothing is.",
            false,
        ),
        Precondition::Version => (
            "If-Match",
            "The `ETag` of the state that is to be changed, or `*`: where there is another by now, nothing is.",
            true,
        ),
    };
    // What cannot be read names no state: it is no error of its own, and nothing is changed by it.
    let ty = Type::String(StringType::default());
    let schema = described(SchemaKind::Type(ty), false, Notes::default());
    Parameter::Header {
        parameter_data: ParameterData {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            required,
            deprecated: None,
            format: ParameterSchemaOrContent::Schema(schema),
            example: Some(EXAMPLE.into()),
            examples: indexmap::IndexMap::new(),
            explode: None,
            extensions: indexmap::IndexMap::new(),
        },
        style: HeaderStyle::Simple,
    }
}

/// Whether an answer shows one row, whose state has a name.
pub(super) fn is_tagged(operation: &Operation) -> bool {
    matches!(
        operation.success,
        Success::Item(_) | Success::Created(_) | Success::Upserted(_)
    )
}

/// The name of the state that an answer shows.
pub(super) fn etag() -> ReferenceOr<openapiv3::Header> {
    let words = "The name of the state that is shown, for `If-Match` and `If-None-Match`.";
    problem::header(words, Type::String(StringType::default()))
}

/// 304.
pub(super) fn not_modified() -> Response {
    let mut response = Response {
        description: "The caller has this state already.".to_owned(),
        ..Response::default()
    };
    response.headers.insert("ETag".to_owned(), etag());
    response
}
