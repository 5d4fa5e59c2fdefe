//! PostgreSQL as the generator knows it: functions, operators and casts are those of the built-in tables.

use rowtype::dialect::Dialect;
use rowtype::dialect::builtins::FunctionKind;
use rowtype::dialect::builtins::postgres::{self, TypeId};

use super::flavor::{Flavor, Function, Grammar, Operator, TypeInfo};
use crate::samples;

/// Types with the weight that they have among columns, and whether they can be sorted.
const TYPES: &[(&str, usize, bool)] = &[
    ("int2", 2, true),
    ("int4", 8, true),
    ("int8", 3, true),
    ("numeric", 3, true),
    ("float4", 1, true),
    ("float8", 2, true),
    ("text", 8, true),
    ("varchar", 2, true),
    ("bpchar", 1, true),
    ("bool", 4, true),
    ("date", 2, true),
    ("time", 1, true),
    ("timestamp", 2, true),
    ("timestamptz", 2, true),
    ("interval", 1, true),
    ("uuid", 1, true),
    ("json", 1, false),
    ("jsonb", 2, true),
    ("bytea", 1, true),
    ("inet", 1, true),
    ("int4range", 1, true),
    ("daterange", 1, true),
    ("_int4", 2, true),
    ("_text", 2, true),
    ("tsvector", 1, true),
    ("mood", 2, true),
    ("pair", 1, true),
    ("small", 1, true),
    ("needed", 1, true),
    ("numrange", 1, true),
    ("int4multirange", 1, true),
    ("timetz", 0, true),
    ("tsquery", 0, true),
    ("jsonpath", 0, false),
    ("varbit", 0, true),
    ("_int8", 0, true),
    ("_numeric", 0, true),
    ("_date", 0, true),
    ("int8range", 0, true),
    ("money", 0, true),
    ("macaddr", 0, true),
    ("cidr", 0, true),
    ("point", 0, false),
    ("name", 0, true),
];

/// Starts of names that are not called: they reach beyond the query, wait, or read what is not there.
const NOT_CALLED: &[&str] = &[
    "pg_",
    "lo_",
    "lo",
    "has_",
    "txid_",
    "inet_client",
    "inet_server",
    "to_reg",
    "ts_stat",
    "ts_rewrite",
    "ts_debug",
    "ts_parse",
    "ts_token",
    "ts_lexize",
    "xml",
    "brin",
    "gin_",
    "gist",
    "set_config",
    "setseed",
    "currval",
    "nextval",
    "setval",
    "lastval",
    "current_setting",
    "version",
    "row_security",
    "query_to",
    "table_to",
    "database_to",
    "schema_to",
    "cursor_to",
    "dblink",
    "get_bit",
    "set_bit",
    "get_byte",
    "set_byte",
    "getpg",
    "col_description",
    "obj_description",
    "shobj",
    "binary_upgrade",
    "repeat",
    "hashtext",
    "to_timestamp",
    "make_",
    "convert",
    "encode",
    "decode",
    "parse_ident",
    "regexp_",
    "xpath",
    "random",
    "gen_random",
    "clock_timestamp",
    "timeofday",
    "format",
    "to_number",
    "to_date",
    "generate_series",
    "array_fill",
];

/// Aggregates that take their rows WITHIN GROUP, or that are called otherwise.
const NOT_AGGREGATED: &[&str] = &[
    "mode",
    "percentile_cont",
    "percentile_disc",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "xmlagg",
    "count",
    "json_object_agg",
    "jsonb_object_agg",
];

/// The language.
pub fn flavor() -> Flavor {
    let types = TYPES
        .iter()
        .map(|(name, weight, ordered)| type_info(name, *weight, *ordered));
    let mut flavor = Flavor {
        dialect: Dialect::Postgres,
        types: types.collect(),
        functions: Vec::new(),
        aggregates: Vec::new(),
        windows: Vec::new(),
        operators: Vec::new(),
        casts: Vec::new(),
        prelude: "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');\n\
                  CREATE TYPE pair AS (a integer, b text);\n\
                  CREATE DOMAIN small AS integer CHECK (VALUE < 1000);\n\
                  CREATE DOMAIN needed AS text NOT NULL;\n",
        has: Grammar {
            full_join: true,
            lateral: true,
            distinct_on: true,
            grouping_sets: true,
            with_rollup: false,
            filter: true,
            arrays: true,
            merge: true,
            on_conflict: true,
            on_duplicate_key: false,
            returning: true,
            update_returning: true,
            update_from: true,
            delete_using: true,
            joined_writes: false,
            distinct_from: true,
            is_true: true,
            greatest: true,
            set_all: true,
            values_table: true,
            bare_columns: false,
            open_alternatives: true,
            forms: true,
            lite_forms: false,
            joins_and_windows: true,
            booleans: true,
        },
    };
    for function in postgres::all_functions() {
        if function.returns_set
            || NOT_CALLED
                .iter()
                .any(|start| function.name.starts_with(start))
        {
            continue;
        }
        for element in ["int4", "text"] {
            let Some(call) = call(&flavor, function, element) else {
                continue;
            };
            match function.kind {
                FunctionKind::Normal => flavor.functions.push(call),
                FunctionKind::Window => flavor.windows.push(call),
                FunctionKind::Aggregate if !NOT_AGGREGATED.contains(&function.name) => {
                    flavor.aggregates.push(call)
                }
                FunctionKind::Aggregate => {}
            }
            let is_polymorphic = function.arguments.iter().any(|ty| ty.get().category == 'P');
            if !is_polymorphic {
                break;
            }
        }
    }
    for operator in postgres::all_operators() {
        for element in ["int4", "text"] {
            let left = operator.left.map(|ty| concrete(ty, element));
            let (right, result) = (
                concrete(operator.right, element),
                concrete(operator.result, element),
            );
            let known = |ty: &String| flavor.ty(ty).is_some();
            if !left.as_ref().is_none_or(known) || !known(&right) || !known(&result) {
                continue;
            }
            flavor.operators.push(Operator {
                name: operator.name.to_owned(),
                left,
                right,
                result,
            });
            if operator.right.get().category != 'P' {
                break;
            }
        }
    }
    for (source, target, _) in postgres::all_casts() {
        let (source, target) = (source.get().name.to_owned(), target.get().name.to_owned());
        if flavor.ty(&source).is_some() && flavor.ty(&target).is_some() {
            flavor.casts.push((source, target));
        }
    }
    flavor.casts.push(("mood".to_owned(), "text".to_owned()));
    flavor
}

fn type_info(name: &str, weight: usize, ordered: bool) -> TypeInfo {
    let (cast, texts): (String, Vec<String>) = match name {
        "mood" => (
            "mood".to_owned(),
            ["sad", "ok", "happy"].map(str::to_owned).to_vec(),
        ),
        "pair" => (
            "pair".to_owned(),
            ["(1,a)", "(,)", "(2,)"].map(str::to_owned).to_vec(),
        ),
        "small" => ("small".to_owned(), ["1", "5"].map(str::to_owned).to_vec()),
        "needed" => ("needed".to_owned(), ["a", ""].map(str::to_owned).to_vec()),
        name => {
            let ty = postgres::type_by_name(name).expect("a built-in type");
            let mut texts = samples::of(name).unwrap_or(&["{}"]).to_vec();
            if name.starts_with('_') {
                texts.push("{NULL}");
            }
            (
                ty.get().sql_name.to_owned(),
                texts.iter().map(|text| (*text).to_owned()).collect(),
            )
        }
    };
    let literals = texts
        .iter()
        .map(|text| match name {
            "int4" | "numeric" => text.clone(),
            "bool" => if text == "t" { "true" } else { "false" }.to_owned(),
            _ => format!("'{text}'::{cast}"),
        })
        .collect();
    TypeInfo {
        name: name.to_owned(),
        declared: cast.clone(),
        cast,
        literals,
        weight,
        ordered,
    }
}

/// The function for one type of its polymorphic arguments; none where a type has no samples.
fn call(flavor: &Flavor, function: &postgres::Function, element: &str) -> Option<Function> {
    let mut arguments: Vec<String> = function
        .arguments
        .iter()
        .map(|ty| concrete(*ty, element))
        .collect();
    if function.variadic {
        let last = arguments.pop()?;
        let repeated = last.strip_prefix('_').unwrap_or(&last).to_owned();
        arguments.extend([repeated.clone(), repeated]);
    }
    let result = concrete(function.result, element);
    let known = |ty: &String| flavor.ty(ty).is_some();
    (arguments.iter().all(known) && known(&result)).then(|| Function {
        name: match function.name {
            // Words of the grammar.
            "overlay" | "position" | "substring" | "trim" | "extract" | "overlaps" | "time"
            | "timestamp" | "interval" | "bit" | "char" | "numeric" | "varchar" | "xmlconcat" => {
                format!("pg_catalog.\"{}\"", function.name)
            }
            name if rowtype::dialect::Dialect::Postgres.is_reserved(name) => format!("\"{name}\""),
            name => name.to_owned(),
        },
        arguments,
        result,
    })
}

fn concrete(ty: TypeId, element: &str) -> String {
    match ty.get().name {
        "any" | "anyelement" | "anynonarray" | "anycompatible" | "anycompatiblenonarray" => {
            element.to_owned()
        }
        "anyarray" | "anycompatiblearray" => format!("_{element}"),
        "anyenum" => "mood".to_owned(),
        "anyrange" | "anycompatiblerange" => "int4range".to_owned(),
        "anymultirange" | "anycompatiblemultirange" => "int4multirange".to_owned(),
        name => name.to_owned(),
    }
}
