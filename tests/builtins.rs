//! The built-in tables say what the databases say.

use rowtype::dialect::builtins::postgres::{self, CastContext, TypeId, TypeKind};
use rowtype::dialect::builtins::{FunctionKind, Nullability, sqlite};

#[test]
fn postgres_types_know_their_relatives() {
    let int4 = postgres::type_by_name("int4").unwrap();
    assert_eq!(int4, TypeId::INT4);
    assert_eq!(postgres::type_by_sql_name("integer"), Some(int4));
    assert_eq!(int4.get().array, Some(TypeId::INT4_ARRAY));
    assert_eq!(TypeId::INT4_ARRAY.get().element, Some(int4));
    assert_eq!(TypeId::INT4_ARRAY.get().kind, TypeKind::Array);
    assert_eq!(TypeId::TSTZRANGE.get().subtype, Some(TypeId::TIMESTAMPTZ));
    assert_eq!(TypeId::ANYARRAY.get().kind, TypeKind::Pseudo);
    let preferred: Vec<_> = postgres::types()
        .iter()
        .filter(|ty| ty.preferred)
        .map(|ty| ty.name)
        .collect();
    assert_eq!(
        preferred,
        [
            "bool",
            "float8",
            "inet",
            "interval",
            "oid",
            "text",
            "timestamptz",
            "varbit"
        ]
    );
}

#[test]
fn postgres_functions_by_name() {
    assert_eq!(postgres::functions("no_such_function").len(), 0);
    let [any, star] = postgres::functions("count") else {
        panic!("count has two forms")
    };
    assert_eq!((any.arguments.len(), star.arguments.len()), (0, 1));
    assert_eq!(star.kind, FunctionKind::Aggregate);
    assert_eq!(star.result, TypeId::INT8);
    assert_eq!(star.nullability, Nullability::Never);

    let make_interval = &postgres::functions("make_interval")[0];
    assert_eq!(make_interval.defaults, 7);
    assert_eq!(make_interval.argument_names[3], "days");
    assert_eq!(make_interval.nullability, Nullability::Strict);

    let each = &postgres::functions("jsonb_each_text")[0];
    assert!(each.returns_set);
    assert_eq!(
        each.columns,
        [("key", TypeId::TEXT), ("value", TypeId::TEXT)]
    );
    assert_eq!(each.nullability, Nullability::Columns(&[1]));

    assert!(postgres::functions("concat")[0].variadic);
    assert_eq!(
        postgres::functions("concat_ws")[0].nullability,
        Nullability::Of(&[0])
    );
    assert_eq!(
        postgres::functions("generate_series")[0].nullability,
        Nullability::Never
    );
    assert_eq!(
        postgres::functions("array_agg")[0].nullability,
        Nullability::NoRows
    );
}

#[test]
fn postgres_leaves_out_what_no_query_calls() {
    for name in ["int4in", "int4pl", "btint4cmp", "plpgsql_validator"] {
        assert_eq!(postgres::functions(name).len(), 0, "{name}");
    }
}

#[test]
fn postgres_operators_by_name() {
    let sum = postgres::operators("+")
        .iter()
        .find(|operator| operator.left == Some(TypeId::DATE) && operator.right == TypeId::INTERVAL)
        .unwrap();
    assert_eq!(sum.result, TypeId::TIMESTAMP);
    assert_eq!(sum.nullability, Nullability::Strict);
    assert!(
        postgres::operators("-")
            .iter()
            .any(|operator| operator.left.is_none())
    );
    assert!(
        postgres::operators("->>")
            .iter()
            .all(|operator| operator.nullability == Nullability::Sometimes)
    );
}

#[test]
fn postgres_casts_by_context() {
    use CastContext::{Assignment, Explicit, Implicit};
    for (source, target, context) in [
        (TypeId::INT4, TypeId::INT8, Some(Implicit)),
        (TypeId::INT8, TypeId::INT4, Some(Assignment)),
        (TypeId::BOOL, TypeId::INT4, Some(Explicit)),
        (TypeId::TEXT, TypeId::INT4, None),
        (TypeId::VARCHAR, TypeId::TEXT, Some(Implicit)),
    ] {
        assert_eq!(
            postgres::casts(source, target),
            context,
            "{source:?} {target:?}"
        );
    }
}

#[test]
fn sqlite_functions_are_those_of_the_library() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let mut statement = connection
        .prepare(
            "SELECT DISTINCT name, narg FROM pragma_function_list
             WHERE name NOT LIKE '->%' AND name NOT LIKE 'current%' AND name NOT LIKE 'fts%'
               AND name <> 'match'",
        )
        .unwrap();
    let present: Vec<(String, i64)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, count) in &present {
        let functions = sqlite::functions(name);
        let accepted = match usize::try_from(*count) {
            Ok(count) => functions.iter().any(|function| function.accepts(count)),
            // -1 is any number; below it, at least one less than the amount (-3: two).
            Err(_) => functions
                .iter()
                .any(|function| function.most.is_none_or(|most| most > 1)),
        };
        assert!(accepted, "{name} with {count} arguments");
    }
    for function in sqlite::all_functions() {
        let known = present.iter().any(|(name, _)| name == function.name);
        let embedded = function.needs != Some("SQLITE_ENABLE_MATH_FUNCTIONS");
        assert_eq!(known, embedded, "{}", function.name);
    }
}

/// Calls every normal function on samples without NULL: one that is `strict` or `never` must not give NULL.
#[test]
fn sqlite_functions_give_null_as_their_rules_say() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let samples = [
        "0",
        "5",
        "-2",
        "1.5",
        "''",
        "'abc'",
        "'[1]'",
        "'$'",
        "x'41'",
        "'2024-02-29'",
    ];
    for function in sqlite::all_functions() {
        if function.kind != FunctionKind::Normal
            || matches!(
                function.nullability,
                Nullability::Sometimes | Nullability::Edge
            )
        {
            continue;
        }
        for count in function.least..=function.most.unwrap_or(3) {
            for arguments in combinations(&samples, usize::from(count)) {
                let call = format!("{}({})", function.name, arguments.join(", "));
                // A call that the library refuses says nothing of NULL.
                let Ok(true) = connection.query_row(&format!("SELECT {call} IS NULL"), [], |row| {
                    row.get::<_, bool>(0)
                }) else {
                    continue;
                };
                panic!(
                    "{call} is NULL, and {:?} says otherwise",
                    function.nullability
                );
            }
        }
    }
}

fn combinations<'a>(samples: &[&'a str], count: usize) -> Vec<Vec<&'a str>> {
    (0..count).fold(vec![Vec::new()], |lists, _| {
        lists
            .iter()
            .flat_map(|list| {
                samples
                    .iter()
                    .map(move |sample| [list.as_slice(), &[*sample]].concat())
            })
            .collect()
    })
}
