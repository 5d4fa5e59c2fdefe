//! Examples that fit their own schemas.
//!
//! In: the service and a value's shape. Out: JSON. An `@example` of the schema's author comes first.

use serde_json::{Map, Value, json};

use super::value::{Shape, whole};
use super::{compound, pattern};
use crate::catalog::{RuleTest, TextFormat};
use crate::dialect::in_code::BASIC_PLANE;
use crate::service::{
    Field, NestModel, Presence, QueryBody, QueryFunction, Resource, RowField, RowModel, Service,
};
use crate::ty::Ty;

/// A row of a resource as it is answered, without relations.
pub(super) fn answer(service: &Service, resource: &Resource) -> Value {
    object(
        resource
            .fields
            .iter()
            .filter(|field| field.readable)
            .map(|field| (field.json.as_str(), field_value(service, resource, field))),
    )
}

/// An object of these fields: everything that must be there and everything that may.
pub(super) fn of_fields<'r>(
    service: &Service,
    resource: &Resource,
    fields: impl Iterator<Item = &'r Field>,
) -> Value {
    object(fields.map(|field| (field.json.as_str(), field_value(service, resource, field))))
}

/// An update body: one or two fields, since what is absent stays.
pub(super) fn update(service: &Service, resource: &Resource) -> Value {
    let is_link = |field: &Field| resource.is_link(field);
    let changed = |links: bool| {
        resource
            .fields
            .iter()
            .filter(move |field| field.update.is_some() && is_link(field) == links)
            .map(|field| (field.json.as_str(), field_value(service, resource, field)))
    };
    object(changed(false).chain(changed(true)).take(2))
}

/// A change of a row that its key names.
pub(super) fn change(service: &Service, resource: &Resource) -> Value {
    let key = resource.key_fields();
    let key = key.map(|field| (field.json.as_str(), field_value(service, resource, field)));
    let Value::Object(mut change) = object(key) else {
        return Value::Null;
    };
    if let Value::Object(update) = update(service, resource) {
        change.extend(update);
    }
    Value::Object(change)
}

/// A query's row.
pub(super) fn row(service: &Service, row: &RowModel) -> Value {
    let own = row.own_fields().map(|field| row_field(service, field));
    let children = row.nest.iter().map(|nest| {
        let child = nested(service, row, nest);
        (nest.json.as_str(), json!([child]))
    });
    object(own.chain(children))
}

/// A child in a query's row.
pub(super) fn nested(service: &Service, row: &RowModel, nest: &NestModel) -> Value {
    object(
        row.nested_fields(nest)
            .map(|field| row_field(service, field)),
    )
}

fn row_field<'a>(service: &Service, field: &'a RowField) -> (&'a str, Value) {
    let shape = Shape::answer(field.shown_type(), field.nullable);
    let example = from_column(service, field.column.as_deref());
    (
        field.json.as_str(),
        example.unwrap_or_else(|| value(service, shape)),
    )
}

/// The body of a routed query.
pub(super) fn body(service: &Service, function: &QueryFunction, body: &QueryBody) -> Value {
    object(body.params.iter().map(|index| {
        let param = &function.params[*index];
        let shape = Shape::param(param);
        let one = if param.nullable {
            Value::Null
        } else {
            from_column(service, param.column.as_deref()).unwrap_or_else(|| value(service, shape))
        };
        let one = if param.slice { json!([one]) } else { one };
        (param.json.as_str(), one)
    }))
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let mut map = Map::new();
    for (key, value) in entries {
        map.insert(key.to_owned(), value);
    }
    Value::Object(map)
}

fn field_value(service: &Service, resource: &Resource, field: &Field) -> Value {
    if let Some(example) = &field.example {
        return example.clone();
    }
    // A reference to nothing is always right where it may be.
    let optional_link = field.nullable && resource.is_link(field);
    // A text that may be empty of content says more as null than as filler.
    let nullable = [field.create, field.update]
        .iter()
        .any(|presence| matches!(presence, Some(Presence::Nullable | Presence::Patch)));
    if optional_link && (nullable || !field.readable) {
        return Value::Null;
    }
    value(service, Shape::field(field, false))
}

/// The value that the field of this `table.column` has in its own example.
fn from_column(service: &Service, column: Option<&str>) -> Option<Value> {
    let (table, column) = column?.rsplit_once('.')?;
    let resource = service
        .resources
        .iter()
        .find(|resource| resource.table_name == table)?;
    let field = resource
        .fields
        .iter()
        .find(|field| field.column_name == column)?;
    Some(match &field.example {
        Some(example) => example.clone(),
        None => value(service, Shape::field(field, false)),
    })
}

/// A value of this shape, never null.
pub(super) fn value(service: &Service, shape: Shape<'_>) -> Value {
    match shape.ty {
        Ty::Bool => json!(false),
        Ty::Int8
        | Ty::Int16
        | Ty::Int24
        | Ty::Int32
        | Ty::Int64
        | Ty::UInt8
        | Ty::UInt16
        | Ty::UInt24
        | Ty::UInt32
        | Ty::UInt64 => integer(shape.rules),
        Ty::Float32 | Ty::Float64 => number(shape.rules),
        Ty::Numeric => decimal(shape),
        Ty::Text
        | Ty::Varchar
        | Ty::Char
        | Ty::TinyText
        | Ty::MediumText
        | Ty::LongText
        | Ty::Domain(_)
        | Ty::Record(_)
        | Ty::Other(_)
        | Ty::Set(_) => characters(shape),
        Ty::Bytes | Ty::Binary | Ty::Varbinary | Ty::TinyBlob | Ty::MediumBlob | Ty::LongBlob => {
            json!("cm93cw==")
        }
        Ty::Uuid => json!("0190d3c5-6f2a-7b4e-9c1d-2f8a6b3e4d50"),
        Ty::Json | Ty::Jsonb | Ty::Any => json!({}),
        Ty::Date => json!("2026-01-05"),
        Ty::Year => json!(2026),
        Ty::Time => json!("09:30:00"),
        Ty::Timestamp => json!("2026-01-05T09:30:00"),
        Ty::TimestampTz => json!("2026-01-05T09:30:00Z"),
        Ty::Interval => json!("P1DT2H"),
        Ty::Enum(id) => service.enums[id.0 as usize]
            .variants
            .first()
            .map_or(Value::Null, |variant| json!(variant.value)),
        Ty::Bit | Ty::Varbit => {
            let most = shape.max_length.map_or(4, |n| n as usize);
            json!("01".chars().cycle().take(most).collect::<String>())
        }
        Ty::Inet => json!("192.168.0.7/24"),
        Ty::Cidr => json!("192.168.0.0/24"),
        Ty::MacAddress => json!("08:00:2b:01:02:03"),
        Ty::Range(_, of) => compound::example_of_range(service, of),
        Ty::Multirange(_, of) => json!([compound::example_of_range(service, of)]),
        ty @ Ty::Composite(_) => service
            .composite(ty)
            .map_or(Value::Null, |model| compound::example(service, model)),
        Ty::Array(element) => json!([value(service, Shape::input(element, false, &[]))]),
    }
}

fn integer(rules: &[RuleTest]) -> Value {
    let mut n = 1_i64;
    for rule in rules {
        match rule {
            RuleTest::Min(bound) => n = whole(bound, f64::ceil).map_or(n, |bound| n.max(bound)),
            RuleTest::MinExclusive(bound) => {
                n = whole(bound, f64::floor).map_or(n, |bound| n.max(bound.saturating_add(1)));
            }
            RuleTest::Max(bound) => n = whole(bound, f64::floor).map_or(n, |bound| n.min(bound)),
            RuleTest::MaxExclusive(bound) => {
                n = whole(bound, f64::ceil).map_or(n, |bound| n.min(bound.saturating_sub(1)));
            }
            RuleTest::OneOf(values) => {
                n = values
                    .iter()
                    .find_map(|value| value.parse().ok())
                    .unwrap_or(n);
            }
            _ => {}
        }
    }
    let refused = |n: i64| {
        rules
            .iter()
            .any(|rule| matches!(rule, RuleTest::Not(value) if value.parse() == Ok(n)))
    };
    while refused(n) {
        n += 1;
    }
    json!(n)
}

fn number(rules: &[RuleTest]) -> Value {
    let (least, most) = bounds(rules);
    if let Some(value) = one_of(rules) {
        return json!(value);
    }
    json!(within(least, most))
}

fn decimal(shape: Shape<'_>) -> Value {
    let scale = shape.precision.map_or(2, |(_, scale)| scale.min(2)) as usize;
    let (least, most) = bounds(shape.rules);
    let number = one_of(shape.rules).unwrap_or_else(|| within(least, most));
    json!(format!("{number:.scale$}"))
}

fn one_of(rules: &[RuleTest]) -> Option<f64> {
    rules.iter().find_map(|rule| match rule {
        RuleTest::OneOf(values) => values.iter().find_map(|value| value.parse().ok()),
        _ => None,
    })
}

fn bounds(rules: &[RuleTest]) -> (Option<f64>, Option<f64>) {
    let mut least: Option<f64> = None;
    let mut most: Option<f64> = None;
    for rule in rules {
        match rule {
            RuleTest::Min(n) | RuleTest::MinExclusive(n) => {
                let n = n.parse().ok();
                least = if n > least { n } else { least };
            }
            RuleTest::Max(n) | RuleTest::MaxExclusive(n) => {
                let n: Option<f64> = n.parse().ok();
                most = match (n, most) {
                    (Some(n), Some(old)) => Some(n.min(old)),
                    (n, old) => n.or(old),
                };
            }
            _ => {}
        }
    }
    (least, most)
}

/// A plain number strictly between two bounds.
fn within(least: Option<f64>, most: Option<f64>) -> f64 {
    match (least, most) {
        (None, None) => 0.5,
        (Some(least), None) => least + 0.5,
        (None, Some(most)) => most - 0.5,
        (Some(least), Some(most)) => (least + most) / 2.0,
    }
}

fn characters(shape: Shape<'_>) -> Value {
    let (least, most) = shape.lengths();
    let (least, most) = (least.unwrap_or(0), most.unwrap_or(usize::MAX));
    let format = shape.rules.iter().find_map(|rule| match rule {
        RuleTest::Format(format) => Some(*format),
        _ => None,
    });
    let mut texts = shape.rules.iter().filter_map(|rule| match (rule, format) {
        // Nearly every text.
        (RuleTest::Pattern(pattern), _) if pattern == BASIC_PLANE => None,
        (RuleTest::Pattern(pattern), None) => pattern::matching(pattern, least, most),
        (RuleTest::StartsWith(prefix), None) => Some(filled(prefix, least, most)),
        (RuleTest::Pattern(pattern), Some(format)) => {
            let whole = pattern.ends_with('$');
            let text = pattern::matching(pattern, if whole { least } else { 0 }, most)?;
            match whole {
                true => Some(text).filter(|text| format.holds(text)),
                false => behind(&text, format, least, most),
            }
        }
        (RuleTest::StartsWith(prefix), Some(format)) => behind(prefix, format, least, most),
        _ => None,
    });
    if let Some(text) = texts.next() {
        return json!(text);
    }
    if let Some(text) = format.and_then(|format| of_format(format, least, most)) {
        return json!(text);
    }
    let refused = |text: &str| {
        shape
            .rules
            .iter()
            .any(|rule| matches!(rule, RuleTest::Not(value) if value == text))
    };
    let text = ["text", "words"]
        .into_iter()
        .map(|word| filled(word, least, most))
        .find(|text| !refused(text))
        .unwrap_or_default();
    json!(text)
}

/// A text of a format.
fn of_format(format: TextFormat, least: usize, most: usize) -> Option<String> {
    let fits = |text: &&str| (least..=most).contains(&text.chars().count());
    let sample = format.sample().filter(fits).map(str::to_owned);
    let matching = || pattern::matching(format.patterns().first()?, least, most);
    sample.or_else(|| matching().filter(|text| format.holds(text)))
}

/// A text of a format that starts with these characters.
fn behind(prefix: &str, format: TextFormat, least: usize, most: usize) -> Option<String> {
    const MORE: [&str; 7] = [
        "example.org",
        "@example.org",
        "-first-step",
        "5550123456",
        "00",
        "000000",
        "",
    ];
    let mut texts = MORE.into_iter().map(|more| format!("{prefix}{more}"));
    texts.find(|text| format.holds(text) && (least..=most).contains(&text.chars().count()))
}

/// The word, cut or repeated to fit.
fn filled(word: &str, least: usize, most: usize) -> String {
    let length = word.chars().count().max(least).min(most);
    word.chars().cycle().take(length).collect()
}
