//! Parameters in the path and the query string.
//!
//! In: [`ApiParam`]s of an operation. Out: [`Parameter`]s. Lists are one value with commas (`style: form`,
//! `explode: false`) and never empty.

use indexmap::IndexMap;
use openapiv3::{
    ArrayType, IntegerFormat, IntegerType, MediaType, Parameter, ParameterData,
    ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, Schema, SchemaKind, StringType,
    Type, VariantOrUnknownOrEmpty,
};

use super::value::{self, Notes, Shape, boxed, described};
use super::{preconditions, text};
use crate::service::{ApiParam, ApiParamKind, FilterOperator, Operation, Resource, Service};

/// The most values of a list in the query string.
const LIST_MAX: usize = 100;
/// The most keys of rows that are deleted together.
const KEYS_MAX: usize = 1000;
/// The most columns to sort by.
const SORT_MAX: usize = 3;
/// The furthest that a page may start.
const OFFSET_MAX: i64 = 10_000;

/// All parameters of an operation on this resource, or on none.
pub(super) fn parameters(
    service: &Service,
    operation: &Operation,
    resource: Option<&Resource>,
) -> Vec<ReferenceOr<Parameter>> {
    let path = operation.path_params.iter().map(|param| Parameter::Path {
        parameter_data: data(service, param, resource, true),
        style: PathStyle::Simple,
    });
    let query = operation.query_params.iter().map(|param| Parameter::Query {
        parameter_data: data(service, param, resource, param.required),
        allow_reserved: false,
        style: QueryStyle::Form,
        allow_empty_value: None,
    });
    let header = operation.precondition.map(preconditions::parameter);
    path.chain(query)
        .chain(header)
        .map(ReferenceOr::Item)
        .collect()
}

fn data(
    service: &Service,
    param: &ApiParam,
    resource: Option<&Resource>,
    required: bool,
) -> ParameterData {
    let schema = schema(service, param, resource);
    let is_array = matches!(
        &schema,
        ReferenceOr::Item(Schema {
            schema_kind: SchemaKind::Type(Type::Array(_)),
            ..
        })
    );
    let json = matches!(
        param.kind,
        ApiParamKind::Filter {
            operator: FilterOperator::Holds,
            ..
        } | ApiParamKind::Related {
            operator: FilterOperator::Holds,
            ..
        }
    );
    ParameterData {
        name: param.name.clone(),
        description: text::description(std::slice::from_ref(&param.doc)),
        required,
        deprecated: None,
        format: match json {
            // Without this a client would spell an object as parameters of its own.
            true => ParameterSchemaOrContent::Content(IndexMap::from([(
                "application/json".to_owned(),
                MediaType {
                    schema: Some(schema),
                    ..MediaType::default()
                },
            )])),
            false => ParameterSchemaOrContent::Schema(schema),
        },
        example: None,
        examples: IndexMap::new(),
        explode: is_array.then_some(false),
        extensions: IndexMap::new(),
    }
}

fn schema(service: &Service, param: &ApiParam, resource: Option<&Resource>) -> ReferenceOr<Schema> {
    match &param.kind {
        ApiParamKind::Limit => {
            let (default, most) = resource.map_or((20, 100), |r| (r.page_default, r.page_max));
            bounded(1, most.into(), default.into())
        }
        ApiParamKind::Offset => bounded(0, OFFSET_MAX, 0),
        ApiParamKind::Sort(words) => list(words_of(words), SORT_MAX),
        ApiParamKind::Include(words) => list(words_of(words), words.len().max(1)),
        ApiParamKind::Keys => {
            let shape = Shape::input(&param.ty, false, &param.rules);
            let keys = value::schema(service, shape, Notes::default());
            list_of(ArrayType {
                unique_items: true,
                ..bounded_list(keys, KEYS_MAX)
            })
        }
        ApiParamKind::Cursor => cursor(Notes::default()),
        ApiParamKind::Value(_)
        | ApiParamKind::Filter { .. }
        | ApiParamKind::Related { .. }
        | ApiParamKind::Total
        | ApiParamKind::Search => {
            let shape = Shape::input(&param.ty, false, &param.rules);
            let one = value::schema(service, shape, Notes::default());
            if param.list { list(one, LIST_MAX) } else { one }
        }
    }
}

/// The name of a place in a list.
pub(super) fn cursor(notes: Notes) -> ReferenceOr<Schema> {
    let ty = StringType {
        pattern: Some("^[A-Za-z0-9_-]+$".to_owned()),
        ..StringType::default()
    };
    described(SchemaKind::Type(Type::String(ty)), false, notes)
}

fn bounded(least: i64, most: i64, default: i64) -> ReferenceOr<Schema> {
    let ty = IntegerType {
        format: VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32),
        minimum: Some(least),
        maximum: Some(most),
        ..IntegerType::default()
    };
    let notes = Notes {
        default: Some(default.into()),
        ..Notes::default()
    };
    described(SchemaKind::Type(Type::Integer(ty)), false, notes)
}

fn words_of(words: &[String]) -> ReferenceOr<Schema> {
    let ty = StringType {
        enumeration: words.iter().cloned().map(Some).collect(),
        ..StringType::default()
    };
    described(SchemaKind::Type(Type::String(ty)), false, Notes::default())
}

fn list(items: ReferenceOr<Schema>, most: usize) -> ReferenceOr<Schema> {
    list_of(bounded_list(items, most))
}

fn bounded_list(items: ReferenceOr<Schema>, most: usize) -> ArrayType {
    ArrayType {
        items: Some(boxed(items)),
        min_items: Some(1),
        max_items: Some(most),
        unique_items: false,
    }
}

fn list_of(ty: ArrayType) -> ReferenceOr<Schema> {
    described(SchemaKind::Type(Type::Array(ty)), false, Notes::default())
}
