//! SQLite as the generator knows it: functions are those of the built-in table that its library has.

use rowtype::dialect::Dialect;
use rowtype::dialect::builtins::sqlite::{self, ResultRule};
use rowtype::dialect::builtins::{FunctionKind, sqlite::Function as Known};

use super::flavor::{ANY, Flavor, Function, Grammar, Operator, TypeInfo};

/// Functions that are grammar, that answer otherwise each time, or that change more than a row.
const NOT_CALLED: &[&str] = &[
    "coalesce",
    "ifnull",
    "nullif",
    "iif",
    "if",
    "load_extension",
    "random",
    "randomblob",
    "zeroblob",
    "changes",
    "total_changes",
    "last_insert_rowid",
    "sqlite_log",
    "fts3_tokenizer",
    "match",
    "highlight",
    "snippet",
    "bm25",
    "sqlite_offset",
    "soundex",
    "count",
    "likelihood",
];

/// The language.
pub fn flavor() -> Flavor {
    let mut flavor = Flavor {
        dialect: Dialect::Sqlite,
        types: vec![
            ty("integer", 8, &["0", "1", "2", "-3", "50"]),
            ty(
                "text",
                8,
                &[
                    "'a'",
                    "'b'",
                    "''",
                    "'1'",
                    "'2024-02-29'",
                    "'{\"a\": 1}'",
                    "'$.a'",
                ],
            ),
            ty("real", 3, &["0.5", "1.5", "-2.0"]),
            ty("blob", 1, &["x'00'", "x'6162'"]),
        ],
        functions: Vec::new(),
        aggregates: Vec::new(),
        windows: Vec::new(),
        operators: Vec::new(),
        casts: Vec::new(),
        prelude: "",
        has: Grammar {
            full_join: true,
            lateral: false,
            distinct_on: false,
            grouping_sets: false,
            with_rollup: false,
            filter: true,
            arrays: false,
            merge: false,
            on_conflict: true,
            on_duplicate_key: false,
            returning: true,
            update_returning: true,
            update_from: true,
            delete_using: false,
            joined_writes: false,
            distinct_from: true,
            is_true: true,
            greatest: false,
            set_all: false,
            values_table: true,
            bare_columns: true,
            open_alternatives: true,
            forms: false,
            lite_forms: true,
            joins_and_windows: true,
            booleans: false,
        },
    };
    for function in sqlite::all_functions() {
        if NOT_CALLED.contains(&function.name) || function.needs.is_some() {
            continue;
        }
        let target = match function.kind {
            FunctionKind::Normal => &mut flavor.functions,
            FunctionKind::Aggregate => &mut flavor.aggregates,
            FunctionKind::Window => &mut flavor.windows,
        };
        let most = function.most.unwrap_or(function.least + 2);
        for count in function.least..=most.min(function.least + 1) {
            target.push(call(function, count));
        }
    }
    for name in ["+", "-", "*", "/", "%"] {
        for ty in ["integer", "real"] {
            flavor.operators.push(operator(name, ty, ty));
        }
    }
    for name in ["&", "|", "<<", ">>"] {
        flavor.operators.push(operator(name, "integer", "integer"));
    }
    flavor.operators.push(operator("||", "text", "text"));
    flavor.operators.push(operator("->>", "text", "text"));
    flavor.operators.push(operator("->", "text", "text"));
    for source in ["integer", "text", "real", "blob"] {
        for target in ["integer", "text", "real", "blob"] {
            flavor.casts.push((source.to_owned(), target.to_owned()));
        }
    }
    flavor
}

fn ty(name: &str, weight: usize, literals: &[&str]) -> TypeInfo {
    TypeInfo {
        name: name.to_owned(),
        declared: name.to_uppercase(),
        cast: name.to_uppercase(),
        literals: literals.iter().map(|text| (*text).to_owned()).collect(),
        weight,
        ordered: true,
    }
}

fn operator(name: &str, operands: &str, result: &str) -> Operator {
    Operator {
        name: name.to_owned(),
        left: Some(operands.to_owned()),
        right: operands.to_owned(),
        result: result.to_owned(),
    }
}

/// A call with this many arguments, of any types: SQLite takes what it is given.
fn call(function: &Known, count: u8) -> Function {
    let result = match function.result {
        ResultRule::Integer | ResultRule::Bool | ResultRule::Number(_) => "integer",
        ResultRule::Real => "real",
        ResultRule::Text | ResultRule::Json | ResultRule::Bytes(_) => "text",
        ResultRule::Blob => "blob",
        ResultRule::Any | ResultRule::Same(_) | ResultRule::SameFrom(_) => "text",
    };
    let mut arguments: Vec<String> = (0..count).map(|_| ANY.to_owned()).collect();
    // A blob gives a blob: text is what is wanted.
    if let (ResultRule::Bytes(_), Some(first)) = (function.result, arguments.first_mut()) {
        *first = "text".to_owned();
    }
    Function {
        name: function.name.to_owned(),
        arguments,
        result: result.to_owned(),
    }
}
