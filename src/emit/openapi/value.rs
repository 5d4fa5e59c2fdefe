//! The schema of one value.
//!
//! In: a [`Ty`] with what is known of its values. Out: a [`Schema`]. Rules bind what comes in; answers promise no more
//! than the type, since a database may hold rows that are older than its constraints.

use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerFormat, IntegerType, NumberFormat, NumberType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, StringType, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::compound;
use super::text;
use crate::catalog::{RuleTest, TextFormat};
use crate::service::{Field, ParamModel, Service};
use crate::ty::Ty;

/// Text without NUL, which no database takes.
const NO_NUL: &str = "^[^\\u0000]*$";

/// What is known of a value.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a> {
    /// Its type.
    pub ty: &'a Ty,
    /// Whether null is one of its values.
    pub nullable: bool,
    /// Whether it comes in; otherwise it goes out, and `rules` and `max_length` say nothing.
    pub input: bool,
    /// What it must satisfy.
    pub rules: &'a [RuleTest],
    /// `varchar(n)`, `bit(n)`.
    pub max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub precision: Option<(u32, u32)>,
    /// Whether it is a secret.
    pub secret: bool,
    /// How a text that goes out is to be shown.
    pub shown_as: Option<TextFormat>,
}

impl<'a> Shape<'a> {
    /// A value that goes out.
    pub fn answer(ty: &'a Ty, nullable: bool) -> Shape<'a> {
        Shape {
            ty,
            nullable,
            input: false,
            rules: &[],
            max_length: None,
            precision: None,
            secret: false,
            shown_as: None,
        }
    }

    /// The same of a column: what is promised of it is how its texts are to be shown, not that they are of a format.
    pub fn column(ty: &'a Ty, nullable: bool, format: Option<TextFormat>) -> Shape<'a> {
        Shape {
            shown_as: format.filter(|format| !format.is_rule()),
            ..Shape::answer(ty, nullable)
        }
    }

    /// A value that comes in and has to satisfy `rules`.
    pub fn input(ty: &'a Ty, nullable: bool, rules: &'a [RuleTest]) -> Shape<'a> {
        Shape {
            input: true,
            rules,
            ..Shape::answer(ty, nullable)
        }
    }

    /// A column's value in a body.
    pub fn field(field: &'a Field, nullable: bool) -> Shape<'a> {
        Shape {
            max_length: field.max_length,
            precision: field.precision,
            secret: field.hashed,
            ..Shape::input(field.shown_type(), nullable, &field.rules)
        }
    }

    /// A query's parameter in a body.
    pub fn param(param: &'a ParamModel) -> Shape<'a> {
        Shape {
            max_length: param.max_length,
            ..Shape::input(
                param.shown_type(),
                param.nullable || param.optional,
                &param.rules,
            )
        }
    }

    /// The fewest and the most characters of a text.
    pub fn lengths(&self) -> (Option<usize>, Option<usize>) {
        let mut shortest = None;
        let mut longest = self.max_length.map(|n| n as usize);
        for rule in self.rules {
            match rule {
                RuleTest::MinLength(n) => shortest = shortest.max(Some(*n as usize)),
                RuleTest::MaxLength(n) => {
                    let n = *n as usize;
                    longest = Some(longest.map_or(n, |old| old.min(n)));
                }
                _ => {}
            }
        }
        (shortest, longest)
    }
}

/// What is said beside a value's type.
#[derive(Default)]
pub(super) struct Notes {
    /// In CommonMark.
    pub description: Option<String>,
    /// What stands in when it is absent.
    pub default: Option<Value>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

impl Notes {
    fn is_empty(&self) -> bool {
        self.description.is_none() && self.default.is_none() && !self.deprecated
    }
}

/// The schema of a value; a reference where it is an enum or a composite about which nothing more is to be said.
pub(super) fn schema(service: &Service, shape: Shape<'_>, mut notes: Notes) -> ReferenceOr<Schema> {
    let named = match shape.ty {
        Ty::Enum(id) => Some(("string", service.enums[id.0 as usize].name.as_str())),
        ty => service
            .composite(ty)
            .map(|model| ("object", model.name.as_str())),
    };
    if let Some((typ, name)) = named {
        let reference = component(name);
        if !shape.nullable && notes.is_empty() {
            return reference;
        }
        return described(beside(typ, reference), shape.nullable, notes);
    }
    let of_numbers = shape.rules.iter().filter(|_| *shape.ty == Ty::Numeric);
    let of_texts = shape.rules.iter().filter(|_| shape.ty.is_text());
    let unsaid = of_numbers
        .filter_map(in_words)
        .chain(of_texts.filter_map(format_in_words))
        .collect::<Vec<_>>();
    notes.description =
        text::sentences(std::iter::once(notes.description).chain(unsaid.into_iter().map(Some)));
    described(kind(service, shape), shape.nullable, notes)
}

/// A reference to a component.
pub(super) fn component<T>(name: &str) -> ReferenceOr<T> {
    ReferenceOr::Reference {
        reference: format!("#/components/schemas/{name}"),
    }
}

/// A reference with room for words and `nullable` beside it. The type stands there too: without one `nullable` has no
/// meaning.
pub(super) fn beside(typ: &str, reference: ReferenceOr<Schema>) -> SchemaKind {
    SchemaKind::Any(AnySchema {
        typ: Some(typ.to_owned()),
        all_of: vec![reference],
        ..AnySchema::default()
    })
}

/// A schema with words.
pub(super) fn described(kind: SchemaKind, nullable: bool, notes: Notes) -> ReferenceOr<Schema> {
    ReferenceOr::Item(Schema {
        schema_data: SchemaData {
            nullable: nullable && !is_untyped(&kind),
            description: notes.description,
            default: notes.default,
            deprecated: notes.deprecated,
            ..SchemaData::default()
        },
        schema_kind: kind,
    })
}

/// Whether a schema says nothing of the type, and so allows null already.
fn is_untyped(kind: &SchemaKind) -> bool {
    matches!(kind, SchemaKind::Any(any) if any.typ.is_none())
}

fn kind(service: &Service, shape: Shape<'_>) -> SchemaKind {
    let ty = match shape.ty {
        Ty::Bool => Type::Boolean(BooleanType::default()),
        Ty::Int8 => return integer(shape, IntegerFormat::Int32, i8::MIN.into(), i8::MAX.into()),
        Ty::UInt8 => return integer(shape, IntegerFormat::Int32, 0, u8::MAX.into()),
        Ty::UInt16 => return integer(shape, IntegerFormat::Int32, 0, u16::MAX.into()),
        Ty::UInt32 => return integer(shape, IntegerFormat::Int64, 0, u32::MAX.into()),
        // The greatest have no room in a bound of 64 bits with a sign.
        Ty::UInt64 => return at_least_zero(shape),
        Ty::Int16 => {
            return integer(
                shape,
                IntegerFormat::Int32,
                i16::MIN.into(),
                i16::MAX.into(),
            );
        }
        Ty::Int32 => {
            return integer(
                shape,
                IntegerFormat::Int32,
                i32::MIN.into(),
                i32::MAX.into(),
            );
        }
        Ty::Int64 => return integer(shape, IntegerFormat::Int64, i64::MIN, i64::MAX),
        Ty::Float32 => return number(shape, NumberFormat::Float),
        Ty::Float64 => return number(shape, NumberFormat::Double),
        Ty::Numeric => string(None, Some(decimal_pattern(shape))),
        Ty::Text | Ty::Varchar | Ty::Char => return characters(shape),
        Ty::Bytes => string(Some("byte"), None),
        Ty::Uuid => string(Some("uuid"), None),
        Ty::Date => string(Some("date"), None),
        Ty::Time => string(None, Some(format!("^{TIME}$"))),
        Ty::Timestamp => string(None, Some(format!("^{DATE}T{TIME}$"))),
        Ty::TimestampTz => string(Some("date-time"), None),
        Ty::Interval => interval(shape.input),
        Ty::Bit | Ty::Varbit => bits(shape),
        Ty::Inet | Ty::Cidr => string(None, Some(compound::ADDRESS.to_owned())),
        Ty::MacAddress => string(None, Some(compound::MAC_ADDRESS.to_owned())),
        Ty::Range(_, of) => return compound::range(service, of, shape.input),
        Ty::Multirange(_, of) => {
            let range = compound::range(service, of, shape.input);
            Type::Array(array_of(described(range, false, Notes::default())))
        }
        Ty::Array(element) => {
            let shape = Shape {
                input: shape.input,
                ..Shape::answer(element, false)
            };
            Type::Array(array_of(schema(service, shape, Notes::default())))
        }
        Ty::Json | Ty::Jsonb | Ty::Any => return any_json(shape.input && !shape.nullable),
        // An enum and a composite are references; the others are texts in the database's own notation. Those of MySQL do not come here: they
        // are others in code.
        Ty::Enum(_)
        | Ty::Domain(_)
        | Ty::Composite(_)
        | Ty::Record(_)
        | Ty::Other(_)
        | Ty::Int24
        | Ty::UInt24
        | Ty::TinyText
        | Ty::MediumText
        | Ty::LongText
        | Ty::Binary
        | Ty::Varbinary
        | Ty::TinyBlob
        | Ty::MediumBlob
        | Ty::LongBlob
        | Ty::Year
        | Ty::Set(_) => string(None, shape.input.then(|| NO_NUL.to_owned())),
    };
    SchemaKind::Type(ty)
}

const DATE: &str =
    "[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)";
const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?";

/// In an answer.
const ANY_INTERVAL: &str = "^P(-?[0-9]+Y)?(-?[0-9]+M)?(-?[0-9]+D)?\
    (T(-?[0-9]+H)?(-?[0-9]+M)?(-?[0-9]+(\\.[0-9]{1,6})?S)?)?$";
/// In a body: every duration that it allows fits.
const INTERVAL: &str = "^P(-?[0-9]{1,7}Y)?(-?[0-9]{1,9}M)?(-?[0-9]{1,7}W)?(-?[0-9]{1,9}D)?\
    (T(-?[0-9]{1,9}H)?(-?[0-9]{1,9}M)?(-?[0-9]{1,9}(\\.[0-9]{1,6})?S)?)?$";

pub(super) fn string(format: Option<&str>, pattern: Option<String>) -> Type {
    Type::String(StringType {
        format: format_named(format),
        pattern,
        ..StringType::default()
    })
}

/// What [`rowtype_runtime::Interval`] reads and writes: at least one part.
fn interval(input: bool) -> Type {
    let pattern = if input { INTERVAL } else { ANY_INTERVAL };
    Type::String(StringType {
        pattern: Some(pattern.to_owned()),
        min_length: Some(3),
        ..StringType::default()
    })
}

fn format_named(format: Option<&str>) -> VariantOrUnknownOrEmpty<StringFormat> {
    VariantOrUnknownOrEmpty::from(format.map(str::to_owned))
}

/// Characters 0 and 1: in a body as many as the column has.
fn bits(shape: Shape<'_>) -> Type {
    let most = shape.max_length.filter(|_| shape.input).map(|n| n as usize);
    Type::String(StringType {
        pattern: Some("^[01]*$".to_owned()),
        min_length: most.filter(|_| *shape.ty == Ty::Bit),
        max_length: most,
        ..StringType::default()
    })
}

fn array_of(items: ReferenceOr<Schema>) -> ArrayType {
    ArrayType {
        items: Some(boxed(items)),
        min_items: None,
        max_items: None,
        unique_items: false,
    }
}

/// As the element of an array or a property.
pub(super) fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(item) => ReferenceOr::Item(Box::new(item)),
    }
}

/// Any JSON value; where null would mean NULL and may not be, the other types one by one.
fn any_json(without_null: bool) -> SchemaKind {
    if !without_null {
        return SchemaKind::Any(AnySchema::default());
    }
    let any_of = ["object", "array", "string", "number", "boolean"]
        .into_iter()
        .map(|typ| {
            let items = (typ == "array")
                .then(|| boxed(described(any_json(false), false, Notes::default())));
            let any = AnySchema {
                typ: Some(typ.to_owned()),
                items,
                ..AnySchema::default()
            };
            described(SchemaKind::Any(any), false, Notes::default())
        })
        .collect();
    SchemaKind::AnyOf { any_of }
}

/// Digits as `numeric(p, s)` has room for. Without a precision, as many as an answer may have, or as a decimal of 96
/// bits holds in a body.
fn decimal_pattern(shape: Shape<'_>) -> String {
    let sign = if forbids_negative(shape.rules) {
        ""
    } else {
        "-?"
    };
    if !shape.input {
        return "^-?[0-9]+(\\.[0-9]+)?$".to_owned();
    }
    let (whole, fraction) = match shape.precision {
        Some((precision, scale)) => (precision.saturating_sub(scale), scale),
        None => (18, 10),
    };
    let whole = match whole {
        0 => "0".to_owned(),
        n => format!("[0-9]{{1,{n}}}"),
    };
    match fraction {
        0 => format!("^{sign}{whole}$"),
        n => format!("^{sign}{whole}(\\.[0-9]{{1,{n}}})?$"),
    }
}

fn forbids_negative(rules: &[RuleTest]) -> bool {
    rules.iter().any(|rule| match rule {
        RuleTest::Min(n) | RuleTest::MinExclusive(n) => n.parse::<f64>().is_ok_and(|n| n >= 0.0),
        _ => false,
    })
}

/// A rule that a text's schema cannot express.
fn in_words(rule: &RuleTest) -> Option<String> {
    match rule {
        RuleTest::Min(n) => Some(format!("At least {n}.")),
        RuleTest::MinExclusive(n) => Some(format!("More than {n}.")),
        RuleTest::Max(n) => Some(format!("At most {n}.")),
        RuleTest::MaxExclusive(n) => Some(format!("Less than {n}.")),
        RuleTest::OneOf(values) => Some(format!("One of {}.", values.join(", "))),
        RuleTest::Not(n) => Some(format!("Not {n}.")),
        RuleTest::MinLength(_)
        | RuleTest::MaxLength(_)
        | RuleTest::Pattern(_)
        | RuleTest::StartsWith(_)
        | RuleTest::Format(_) => None,
    }
}

/// The format of a text in words, since a pattern is none.
fn format_in_words(rule: &RuleTest) -> Option<String> {
    let RuleTest::Format(format) = rule else {
        return None;
    };
    let mut words = format.noun()?.to_owned();
    words.get_mut(..1)?.make_ascii_uppercase();
    Some(format!("{words}."))
}

fn integer(shape: Shape<'_>, format: IntegerFormat, least: i64, most: i64) -> SchemaKind {
    let mut ty = IntegerType {
        format: VariantOrUnknownOrEmpty::Item(format),
        minimum: Some(least),
        maximum: Some(most),
        ..IntegerType::default()
    };
    let mut refused = Vec::new();
    for rule in shape.rules {
        match rule {
            // Between two integers there is nothing: an exclusive bound is the next integer.
            RuleTest::Min(n) => raise(&mut ty.minimum, whole(n, f64::ceil)),
            RuleTest::MinExclusive(n) => raise(
                &mut ty.minimum,
                whole(n, f64::floor).map(|n| n.saturating_add(1)),
            ),
            RuleTest::Max(n) => lower(&mut ty.maximum, whole(n, f64::floor)),
            RuleTest::MaxExclusive(n) => lower(
                &mut ty.maximum,
                whole(n, f64::ceil).map(|n| n.saturating_sub(1)),
            ),
            RuleTest::OneOf(values) => {
                ty.enumeration = values
                    .iter()
                    .filter_map(|n| n.parse().ok())
                    .map(Some)
                    .collect();
            }
            RuleTest::Not(n) => refused.extend(n.parse::<i64>().ok().map(Value::from)),
            _ => {}
        }
    }
    if !ty.enumeration.is_empty() {
        (ty.minimum, ty.maximum) = (None, None);
    }
    let kind = SchemaKind::Type(Type::Integer(ty));
    without("integer", kind, refused, shape.nullable)
}

/// An integer of 64 bits without a sign.
fn at_least_zero(shape: Shape<'_>) -> SchemaKind {
    let mut kind = integer(shape, IntegerFormat::Int64, 0, i64::MAX);
    if let SchemaKind::Type(Type::Integer(ty)) = &mut kind
        && ty.maximum == Some(i64::MAX)
    {
        ty.maximum = None;
        ty.format = format_of_integer("uint64");
    }
    kind
}

fn format_of_integer(format: &str) -> VariantOrUnknownOrEmpty<IntegerFormat> {
    VariantOrUnknownOrEmpty::Unknown(format.to_owned())
}

/// A number of the schema's text as an integer, rounded where it has a fraction.
pub(super) fn whole(text: &str, round: fn(f64) -> f64) -> Option<i64> {
    text.parse().ok().or_else(|| {
        let number = round(text.parse::<f64>().ok()?);
        // Beyond these a bound says nothing that the type's own does not say.
        #[allow(clippy::cast_possible_truncation)]
        (number.abs() < 9e18).then_some(number as i64)
    })
}

fn raise(bound: &mut Option<i64>, value: Option<i64>) {
    *bound = (*bound).max(value);
}

fn lower(bound: &mut Option<i64>, value: Option<i64>) {
    if let Some(value) = value {
        *bound = Some(bound.map_or(value, |old| old.min(value)));
    }
}

fn number(shape: Shape<'_>, format: NumberFormat) -> SchemaKind {
    let mut ty = NumberType {
        format: VariantOrUnknownOrEmpty::Item(format),
        ..NumberType::default()
    };
    let mut refused = Vec::new();
    for rule in shape.rules {
        let parse = |text: &str| text.parse::<f64>().ok();
        match rule {
            RuleTest::Min(n) | RuleTest::MinExclusive(n) => {
                let exclusive = matches!(rule, RuleTest::MinExclusive(_));
                let value = parse(n);
                if value > ty.minimum || (value == ty.minimum && exclusive) {
                    (ty.minimum, ty.exclusive_minimum) = (value, exclusive);
                }
            }
            RuleTest::Max(n) | RuleTest::MaxExclusive(n) => {
                let exclusive = matches!(rule, RuleTest::MaxExclusive(_));
                let value = parse(n);
                if ty.maximum.is_none() || value < ty.maximum || (value == ty.maximum && exclusive)
                {
                    (ty.maximum, ty.exclusive_maximum) = (value, exclusive);
                }
            }
            RuleTest::OneOf(values) => {
                ty.enumeration = values.iter().filter_map(|n| parse(n)).map(Some).collect();
            }
            RuleTest::Not(n) => refused.extend(parse(n).map(Value::from)),
            _ => {}
        }
    }
    let kind = SchemaKind::Type(Type::Number(ty));
    without("number", kind, refused, shape.nullable)
}

fn characters(shape: Shape<'_>) -> SchemaKind {
    let mut patterns = Vec::new();
    let mut refused = Vec::new();
    let mut format = shape.shown_as;
    for rule in shape.rules {
        match rule {
            RuleTest::Pattern(pattern) => patterns.push(pattern.clone()),
            RuleTest::StartsWith(prefix) => patterns.push(format!("^{}", escaped(prefix))),
            RuleTest::Not(text) => refused.push(Value::from(text.clone())),
            RuleTest::Format(found) => format = Some(*found),
            _ => {}
        }
    }
    // What a CHECK says stands first: it is the schema's own.
    let of_format = format.map_or(&[][..], TextFormat::patterns);
    let is_free_of_nul = |pattern: &String| excludes_nul(pattern);
    if shape.input && of_format.is_empty() && !patterns.iter().any(is_free_of_nul) {
        patterns.push(NO_NUL.to_owned());
    }
    patterns.extend(of_format.iter().map(|&pattern| pattern.to_owned()));
    let format = match shape.secret {
        true => Some("password"),
        false => format.and_then(TextFormat::documented),
    };
    let (min_length, max_length) = if shape.input {
        shape.lengths()
    } else {
        (None, None)
    };
    let mut patterns = patterns.into_iter();
    let pattern = patterns.next();
    let further = patterns.map(|pattern| pattern_alone(pattern, shape.nullable));
    let further = further.collect::<Vec<_>>();
    if further.is_empty() && refused.is_empty() {
        return SchemaKind::Type(Type::String(StringType {
            format: format_named(format),
            pattern,
            min_length,
            max_length,
            ..StringType::default()
        }));
    }
    SchemaKind::Any(AnySchema {
        typ: Some("string".to_owned()),
        format: format.map(str::to_owned),
        pattern,
        min_length,
        max_length,
        all_of: further,
        not: refusal(refused),
        ..AnySchema::default()
    })
}

/// A pattern that holds beside another; null is outside of both.
fn pattern_alone(pattern: String, nullable: bool) -> ReferenceOr<Schema> {
    let kind = SchemaKind::Type(string(None, Some(pattern)));
    described(kind, nullable, Notes::default())
}

fn plain(kind: SchemaKind) -> ReferenceOr<Schema> {
    described(kind, false, Notes::default())
}

/// The schema less some values.
fn without(typ: &str, kind: SchemaKind, refused: Vec<Value>, nullable: bool) -> SchemaKind {
    if refused.is_empty() {
        return kind;
    }
    SchemaKind::Any(AnySchema {
        typ: Some(typ.to_owned()),
        all_of: vec![described(kind, nullable, Notes::default())],
        not: refusal(refused),
        ..AnySchema::default()
    })
}

fn refusal(values: Vec<Value>) -> Option<Box<ReferenceOr<Schema>>> {
    (!values.is_empty()).then(|| {
        Box::new(plain(SchemaKind::Any(AnySchema {
            enumeration: values,
            ..AnySchema::default()
        })))
    })
}

/// Whether no text with a NUL matches: a whole match of explicit characters.
fn excludes_nul(pattern: &str) -> bool {
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && !pattern.contains("[^")
        && !pattern.contains('.')
        && !pattern.contains('|')
}

/// A literal text as a regular expression.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
