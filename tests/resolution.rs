//! Functions and operators of both databases: what a call with given operands means.

use rowtype::catalog::Catalog;
use rowtype::dialect::Dialect;
use rowtype::dialect::resolve::{Arguments, ResolveError};
use rowtype::ty::Ty;

fn result(dialect: Dialect, name: &str, args: &[Option<Ty>]) -> Result<Ty, ResolveError> {
    let args: Vec<Option<&Ty>> = args.iter().map(Option::as_ref).collect();
    let catalog = Catalog::new(dialect);
    dialect
        .resolve_function(&catalog, name, &Arguments::plain(&args))
        .map(|resolved| resolved.result)
}

fn operator(
    dialect: Dialect,
    left: Option<Ty>,
    name: &str,
    right: Option<Ty>,
) -> Result<(Ty, Vec<Ty>), ResolveError> {
    let catalog = Catalog::new(dialect);
    dialect
        .resolve_operator(&catalog, name, Some(left.as_ref()), right.as_ref())
        .map(|resolved| {
            (
                resolved.result,
                resolved.args.into_iter().flatten().collect(),
            )
        })
}

fn array(element: Ty) -> Ty {
    Ty::Array(Box::new(element))
}

#[test]
fn postgres_functions_give_what_the_server_gives() {
    let cases: &[(&str, &[Option<Ty>], Ty)] = &[
        ("sum", &[Some(Ty::Int32)], Ty::Int64),
        ("sum", &[Some(Ty::Int64)], Ty::Numeric),
        ("avg", &[Some(Ty::Int32)], Ty::Numeric),
        ("count", &[Some(Ty::Text)], Ty::Int64),
        ("max", &[Some(Ty::Varchar)], Ty::Text),
        ("max", &[Some(Ty::TimestampTz)], Ty::TimestampTz),
        ("lower", &[Some(Ty::Varchar)], Ty::Text),
        ("length", &[None], Ty::Int32),
        ("array_agg", &[Some(Ty::Int64)], array(Ty::Int64)),
        ("array_agg", &[Some(array(Ty::Text))], array(Ty::Text)),
        ("unnest", &[Some(array(Ty::Uuid))], Ty::Uuid),
        (
            "array_append",
            &[Some(array(Ty::Int32)), None],
            array(Ty::Int32),
        ),
        (
            "date_trunc",
            &[None, Some(Ty::TimestampTz)],
            Ty::TimestampTz,
        ),
        ("date_trunc", &[None, Some(Ty::Timestamp)], Ty::Timestamp),
        ("now", &[], Ty::TimestampTz),
        ("concat", &[Some(Ty::Int32), None, Some(Ty::Text)], Ty::Text),
        ("jsonb_build_object", &[None, Some(Ty::Int32)], Ty::Jsonb),
        ("round", &[Some(Ty::Numeric), Some(Ty::Int32)], Ty::Numeric),
        ("round", &[Some(Ty::Int32)], Ty::Float64),
        (
            "generate_series",
            &[Some(Ty::Int32), Some(Ty::Int32)],
            Ty::Int32,
        ),
        ("string_agg", &[Some(Ty::Varchar), None], Ty::Text),
        ("row_number", &[], Ty::Int64),
        (
            "lag",
            &[Some(Ty::Int32), Some(Ty::Int32), Some(Ty::Int32)],
            Ty::Int32,
        ),
        ("timezone", &[None, Some(Ty::TimestampTz)], Ty::Timestamp),
    ];
    for (name, args, expected) in cases {
        assert_eq!(
            result(Dialect::Postgres, name, args).as_ref(),
            Ok(expected),
            "{name}({args:?})"
        );
    }
}

#[test]
fn postgres_operators_type_the_open_operand() {
    let cases = [
        (
            Some(Ty::Int64),
            "=",
            None,
            Ty::Bool,
            vec![Ty::Int64, Ty::Int64],
        ),
        (
            Some(Ty::Varchar),
            "=",
            None,
            Ty::Bool,
            vec![Ty::Text, Ty::Text],
        ),
        (
            Some(Ty::Int32),
            "+",
            Some(Ty::Int64),
            Ty::Int64,
            vec![Ty::Int32, Ty::Int64],
        ),
        (
            Some(Ty::Int64),
            "/",
            Some(Ty::Int32),
            Ty::Int64,
            vec![Ty::Int64, Ty::Int32],
        ),
        (
            Some(Ty::Numeric),
            "*",
            Some(Ty::Int32),
            Ty::Numeric,
            vec![Ty::Numeric, Ty::Numeric],
        ),
        (
            Some(Ty::TimestampTz),
            "-",
            Some(Ty::Interval),
            Ty::TimestampTz,
            vec![Ty::TimestampTz, Ty::Interval],
        ),
        (
            Some(Ty::TimestampTz),
            "-",
            Some(Ty::TimestampTz),
            Ty::Interval,
            vec![Ty::TimestampTz, Ty::TimestampTz],
        ),
        (
            Some(Ty::Jsonb),
            "->>",
            None,
            Ty::Text,
            vec![Ty::Jsonb, Ty::Text],
        ),
        (
            Some(Ty::Jsonb),
            "@>",
            None,
            Ty::Bool,
            vec![Ty::Jsonb, Ty::Jsonb],
        ),
        (
            Some(array(Ty::Text)),
            "&&",
            None,
            Ty::Bool,
            vec![array(Ty::Text), array(Ty::Text)],
        ),
        (
            Some(Ty::Text),
            "||",
            None,
            Ty::Text,
            vec![Ty::Text, Ty::Text],
        ),
        (
            Some(Ty::Text),
            "~~",
            None,
            Ty::Bool,
            vec![Ty::Text, Ty::Text],
        ),
        (
            Some(Ty::Date),
            "+",
            Some(Ty::Int32),
            Ty::Date,
            vec![Ty::Date, Ty::Int32],
        ),
    ];
    for (left, name, right, expected, args) in cases {
        let shown = format!("{left:?} {name} {right:?}");
        assert_eq!(
            operator(Dialect::Postgres, left, name, right),
            Ok((expected, args)),
            "{shown}"
        );
    }
}

#[test]
fn what_the_server_refuses_is_refused() {
    assert!(operator(Dialect::Postgres, Some(Ty::Text), "=", Some(Ty::Int32)).is_err());
    assert!(operator(Dialect::Postgres, Some(Ty::Bool), "+", Some(Ty::Int32)).is_err());
    assert!(matches!(
        result(Dialect::Postgres, "lowr", &[Some(Ty::Text)]),
        Err(ResolveError::Unknown { near: Some(near) }) if near == "lower"
    ));
    assert!(matches!(
        result(Dialect::Postgres, "lower", &[Some(Ty::Bool)]),
        Err(ResolveError::NoMatch { .. })
    ));
}

#[test]
fn alternatives_find_their_common_type() {
    let postgres =
        |types: &[Option<&Ty>]| Dialect::Postgres.unify(&Catalog::new(Dialect::Postgres), types);
    assert_eq!(
        postgres(&[Some(&Ty::Int32), Some(&Ty::Int64)]),
        Some(Ty::Int64)
    );
    assert_eq!(
        postgres(&[Some(&Ty::Numeric), Some(&Ty::Int32)]),
        Some(Ty::Numeric)
    );
    assert_eq!(postgres(&[Some(&Ty::Varchar), None]), Some(Ty::Varchar));
    assert_eq!(
        postgres(&[Some(&Ty::Text), Some(&Ty::Varchar)]),
        Some(Ty::Text)
    );
    assert_eq!(
        postgres(&[Some(&Ty::Date), Some(&Ty::TimestampTz)]),
        Some(Ty::TimestampTz)
    );
    assert_eq!(postgres(&[Some(&Ty::Text), Some(&Ty::Int32)]), None);
    let sqlite =
        |types: &[Option<&Ty>]| Dialect::Sqlite.unify(&Catalog::new(Dialect::Sqlite), types);
    assert_eq!(
        sqlite(&[Some(&Ty::Int64), Some(&Ty::Float64)]),
        Some(Ty::Float64)
    );
    assert_eq!(sqlite(&[Some(&Ty::Date), Some(&Ty::Text)]), Some(Ty::Text));
    let mixed = sqlite(&[Some(&Ty::Text), Some(&Ty::Int64)]);
    assert_eq!(mixed, Some(Ty::Any));
}
