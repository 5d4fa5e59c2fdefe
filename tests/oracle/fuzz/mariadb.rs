//! MariaDB as the generator knows it: functions are those of the built-in table that it has.

use rowtype::dialect::Dialect;
use rowtype::dialect::builtins::FunctionKind;
use rowtype::dialect::builtins::mysql::{self, Function as Known, Nulls, ResultRule};

use super::flavor::{ANY, Flavor, Function, Grammar, Operator, TypeInfo};

/// Types: the name here, as columns are declared, as CAST names it, the weight among columns, values.
const TYPES: &[(&str, &str, &str, usize, &[&str])] = &[
    ("integer", "INT", "SIGNED", 8, &["0", "1", "2", "-3", "50"]),
    (
        "bigint",
        "BIGINT",
        "SIGNED",
        2,
        &["0", "1", "-3", "5000000000"],
    ),
    ("tinyint", "TINYINT", "SIGNED", 1, &["0", "1"]),
    (
        "smallint",
        "SMALLINT UNSIGNED",
        "UNSIGNED",
        1,
        &["0", "1", "20"],
    ),
    ("unsigned", "INT UNSIGNED", "UNSIGNED", 2, &["0", "1", "2"]),
    (
        "long",
        "BIGINT UNSIGNED",
        "UNSIGNED",
        1,
        &["0", "1", "18446744073709551615"],
    ),
    (
        "decimal",
        "DECIMAL(10, 2)",
        "DECIMAL(10, 2)",
        3,
        &["0.5", "1.50", "-2.0"],
    ),
    ("double", "DOUBLE", "DOUBLE", 2, &["0.5e0", "1e1", "-2e0"]),
    ("float", "FLOAT", "FLOAT", 1, &["0.5e0", "1e1"]),
    (
        "varchar",
        "VARCHAR(40)",
        "CHAR(40)",
        6,
        &["'a'", "'b'", "''", "'1'", "'2024-02-29'", "'12:30:00'"],
    ),
    ("char", "CHAR(3)", "CHAR(3)", 1, &["'a'", "'b'", "''"]),
    (
        "text",
        "TEXT",
        "CHAR",
        3,
        &["'a'", "'b'", "'{\"a\": 1}'", "'$.a'"],
    ),
    ("tinytext", "TINYTEXT", "CHAR", 1, &["'a'", "'b'"]),
    ("longtext", "LONGTEXT", "CHAR", 1, &["'a'", "'b'"]),
    (
        "date",
        "DATE",
        "DATE",
        2,
        &["'2024-02-29'", "DATE '1999-12-31'"],
    ),
    (
        "datetime",
        "DATETIME",
        "DATETIME",
        2,
        &["'2024-02-29 10:00:00'", "TIMESTAMP '1999-12-31 23:59:59'"],
    ),
    (
        "timestamp",
        "TIMESTAMP",
        "DATETIME",
        1,
        &["'2024-02-29 10:00:00'"],
    ),
    (
        "time",
        "TIME",
        "TIME",
        1,
        &["'12:30:00'", "TIME '00:00:00'"],
    ),
    ("year", "YEAR", "UNSIGNED", 1, &["1999", "2024"]),
    (
        "json",
        "JSON",
        "CHAR",
        2,
        &["'{\"a\": 1}'", "'[1, 2]'", "'null'"],
    ),
    ("blob", "BLOB", "BINARY", 1, &["x'00'", "x'6162'"]),
    (
        "varbinary",
        "VARBINARY(8)",
        "BINARY(8)",
        1,
        &["x'00'", "'ab'"],
    ),
    ("bit", "BIT(4)", "UNSIGNED", 1, &["b'0101'", "1", "b'0'"]),
    ("enum", "ENUM('a', 'b', 'c')", "CHAR", 2, &["'a'", "'b'"]),
    (
        "set",
        "SET('x', 'y', 'z')",
        "CHAR",
        1,
        &["'x'", "'x,y'", "''"],
    ),
    (
        "interval",
        "",
        "",
        0,
        &["INTERVAL 1 DAY", "INTERVAL 2 HOUR", "INTERVAL 1 MONTH"],
    ),
    ("unit", "", "", 0, &["DAY", "HOUR", "SECOND", "MONTH"]),
    ("path", "", "CHAR", 0, &["'$.a'", "'$[0]'", "'$'"]),
    ("one", "", "", 0, &["'one'", "'all'"]),
    ("count", "", "", 0, &["1", "2"]),
    (
        "part",
        "",
        "",
        0,
        &[
            "DAY FROM DATE '2024-02-29'",
            "HOUR FROM '2024-02-29 10:00:00'",
            "YEAR FROM 'a'",
        ],
    ),
];

/// Functions that are grammar, that answer otherwise each time, that wait, lock or count, or that give bytes or a text as
/// the character sets of their arguments want it.
const NOT_CALLED: &[&str] = &[
    "benchmark",
    "coercibility",
    "cume_dist",
    "current_role",
    "default",
    "extractvalue",
    "found_rows",
    "get_format",
    "get_lock",
    "is_free_lock",
    "is_used_lock",
    "last_insert_id",
    "lastval",
    "load_file",
    "master_pos_wait",
    "median",
    "name_const",
    "natural_sort_key",
    "next_value_for",
    "nextval",
    "percent_rank",
    "position",
    "rand",
    "random_bytes",
    "release_all_locks",
    "release_lock",
    "row_count",
    "setval",
    "sformat",
    "sleep",
    "sys_guid",
    "timestampadd",
    "uuid",
    "uuid_short",
    "uncompress",
    "updatexml",
    "value",
    "values",
    "weight_string",
];

/// The language.
pub fn flavor() -> Flavor {
    let mut flavor = Flavor {
        dialect: Dialect::Mariadb,
        types: TYPES.iter().map(ty).collect(),
        functions: Vec::new(),
        aggregates: Vec::new(),
        windows: Vec::new(),
        operators: operators(),
        casts: Vec::new(),
        prelude: "",
        has: Grammar {
            full_join: false,
            lateral: false,
            distinct_on: false,
            grouping_sets: false,
            with_rollup: true,
            filter: false,
            arrays: false,
            merge: false,
            on_conflict: false,
            on_duplicate_key: true,
            returning: true,
            update_returning: false,
            update_from: false,
            delete_using: false,
            joined_writes: true,
            distinct_from: false,
            is_true: true,
            greatest: true,
            set_all: true,
            values_table: false,
            bare_columns: true,
            open_alternatives: false,
            forms: false,
            lite_forms: false,
            joins_and_windows: false,
            booleans: false,
        },
    };
    for function in mysql::all_functions() {
        add_calls(&mut flavor, function);
    }
    for name in ["avg", "count", "group_concat", "max", "min", "sum"] {
        for ty in ["integer", "decimal", "varchar", "date", "enum", "double"] {
            flavor.aggregates.push(call(name, &[ty], ty));
        }
    }
    flavor.functions.push(call("extract", &["part"], "integer"));
    let values = TYPES.iter().filter(|(.., weight, _)| *weight > 0);
    // Integers of these have as many digits as their longest value.
    let lengthy = ["blob", "varbinary", "bit", "enum", "set"];
    for (source, ..) in values.clone() {
        for (target, _, cast, ..) in values.clone() {
            if lengthy.contains(source) && cast.ends_with("SIGNED") {
                continue;
            }
            flavor
                .casts
                .push(((*source).to_owned(), (*target).to_owned()));
        }
    }
    flavor
}

fn ty((name, declared, cast, weight, literals): &(&str, &str, &str, usize, &[&str])) -> TypeInfo {
    TypeInfo {
        name: (*name).to_owned(),
        declared: (*declared).to_owned(),
        cast: (*cast).to_owned(),
        literals: literals.iter().map(|text| (*text).to_owned()).collect(),
        weight: *weight,
        ordered: *weight > 0,
    }
}

fn operators() -> Vec<Operator> {
    let mut operators = Vec::new();
    let mut add = |name: &str, left: Option<&str>, right: &str, result: &str| {
        operators.push(Operator {
            name: name.to_owned(),
            left: left.map(str::to_owned),
            right: right.to_owned(),
            result: result.to_owned(),
        });
    };
    for ty in [
        "integer", "bigint", "unsigned", "long", "decimal", "double", "tinyint", "year",
    ] {
        for name in ["+", "-", "*", "%", "MOD"] {
            add(name, Some(ty), ty, ty);
            add(name, Some(ty), ANY, ty);
        }
        add("/", Some(ty), ty, "decimal");
        add("DIV", Some(ty), ANY, "integer");
        add("-", None, ty, ty);
    }
    for name in ["&", "|", "^", "<<", ">>"] {
        add(name, Some("integer"), ANY, "long");
    }
    add("~", None, ANY, "long");
    for name in [
        "<=>",
        "XOR",
        "REGEXP",
        "RLIKE",
        "AND",
        "OR",
        "&&",
        "||",
        "LIKE",
        "SOUNDS LIKE",
    ] {
        add(name, Some(ANY), ANY, "integer");
    }
    add("!", None, ANY, "integer");
    for ty in ["date", "datetime", "varchar", "time"] {
        add("+", Some(ty), "interval", ty);
        add("-", Some(ty), "interval", ty);
    }
    add("+", Some("date"), "integer", "integer");
    operators
}

fn call(name: &str, arguments: &[&str], result: &str) -> Function {
    Function {
        name: name.to_owned(),
        arguments: arguments.iter().map(|ty| (*ty).to_owned()).collect(),
        result: result.to_owned(),
    }
}

/// Calls with few and with more arguments: of what the function is for, and of anything, as MariaDB takes what it is given.
fn add_calls(flavor: &mut Flavor, function: &Known) {
    let name = function.name;
    let other = function.only.is_some_and(|only| only != "MariaDB");
    let spatial = ["st_", "mbr", "point"];
    if other || NOT_CALLED.contains(&name) || spatial.iter().any(|start| name.starts_with(start)) {
        return;
    }
    let target = match function.kind {
        FunctionKind::Normal => &mut flavor.functions,
        FunctionKind::Aggregate => &mut flavor.aggregates,
        FunctionKind::Window => &mut flavor.windows,
    };
    // What these take is a number that is written out.
    let takes_precision = ["current_", "curtime", "local", "now", "sysdate", "utc_"];
    let most = match takes_precision.iter().any(|start| name.starts_with(start)) {
        true => 0,
        false => function.most.unwrap_or(function.least + 2),
    };
    for count in function.least..=most.min(function.least + 1) {
        for purpose in [true, false] {
            let arguments: Vec<&str> = (0..count)
                .map(|at| match purpose {
                    true => meant(function, at),
                    false => anything(function, at),
                })
                .collect();
            target.push(call(name, &arguments, result(function)));
        }
    }
}

/// What an argument is for.
fn meant(function: &Known, at: u8) -> &'static str {
    let dates = ["date", "datetime", "timestamp"];
    let usual = anything(function, at);
    if usual != ANY {
        return usual;
    }
    match (function.nulls, function.result) {
        (Nulls::Temporal, _) if function.name.contains("format") && at > 0 => "varchar",
        (Nulls::Temporal, _) if at == 0 || function.name == "datediff" => {
            dates[function.name.len() % dates.len()]
        }
        (Nulls::Json, _) if at == 0 => "json",
        (Nulls::Json, _) => "path",
        (_, ResultRule::Absolute(_) | ResultRule::Whole(_) | ResultRule::Round(_)) => "decimal",
        (_, ResultRule::Exact(_) | ResultRule::Remainder(_)) => "integer",
        (_, ResultRule::Text(_) | ResultRule::TextFrom(_)) => "varchar",
        (_, ResultRule::Cut(_) | ResultRule::Pad(_)) if at == 0 => "varchar",
        (_, ResultRule::Cut(_) | ResultRule::Pad(_)) => "integer",
        (_, ResultRule::Fixed("double", _)) => "double",
        _ if function.name.starts_with("json") && at == 0 => "json",
        _ if function.name.starts_with("json") => "path",
        _ => ANY,
    }
}

/// Arguments that are grammar.
fn anything(function: &Known, at: u8) -> &'static str {
    match (function.name, at) {
        ("date_add" | "date_sub" | "adddate" | "subdate", 1) => "interval",
        ("timestampdiff", 0) => "unit",
        ("json_contains_path", 1) => "one",
        ("nth_value", 1) | ("ntile", 0) => "count",
        ("lag" | "lead", 1) => "count",
        _ => ANY,
    }
}

/// The type here of what a function gives.
fn result(function: &Known) -> &'static str {
    match function.result {
        ResultRule::Fixed(name, _) => match name {
            "int" | "bool" => "integer",
            "bigint unsigned" => "long",
            "int unsigned" => "unsigned",
            known => TYPES
                .iter()
                .map(|(name, ..)| *name)
                .find(|name| *name == known)
                .unwrap_or("varchar"),
        },
        ResultRule::Same(_) | ResultRule::SameFrom(_) | ResultRule::ExtremeFrom(_) => "varchar",
        ResultRule::Text(_) | ResultRule::TextFrom(_) | ResultRule::Chars(_) => "varchar",
        ResultRule::Bytes(_) => "varchar",
        ResultRule::Picked(_) => "integer",
        ResultRule::Gathered(_) => "text",
        ResultRule::Absolute(_) | ResultRule::Whole(_) | ResultRule::Round(_) => "integer",
        ResultRule::Remainder(_) | ResultRule::Epoch(_) => "integer",
        ResultRule::Exact(_) => "decimal",
        ResultRule::Cut(_) | ResultRule::Pad(_) | ResultRule::Replaced(_) => "text",
        ResultRule::DateAdd(_) => "date",
        ResultRule::AddTime(_) => "datetime",
    }
}
