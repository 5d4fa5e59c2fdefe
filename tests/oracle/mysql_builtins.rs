//! MariaDB's built-in tables against a server: what stands in them is there, takes so many arguments, and gives NULL and types
//! only as they say.

use rowtype::dialect::builtins::mysql::{self, Function, Nulls, ResultRule};
use rowtype::dialect::builtins::{FunctionKind, Nullability};

use super::database::Database;
use super::mariadb::Mariadb;

/// Calls that are grammar, wait, lock, or want what is not there.
const NOT_CALLED: &[&str] = &[
    "adddate",
    "benchmark",
    "convert_tz",
    "date_add",
    "date_sub",
    "default",
    "get_format",
    "get_lock",
    "interval",
    "is_free_lock",
    "is_used_lock",
    "lastval",
    "load_file",
    "name_const",
    "next_value_for",
    "nextval",
    "position",
    "release_all_locks",
    "release_lock",
    "setval",
    "sleep",
    "st_geomfromgeojson",
    "subdate",
    "str_to_date",
    "timestampadd",
    "timestampdiff",
    "to_char",
    "value",
    "values",
];

/// Values of different kinds, for any argument.
const SAMPLES: &[&str] = &[
    "1",
    "0",
    "'a'",
    "'2024-02-29 10:00:00'",
    "DATE '2024-02-29'",
    "'{\"a\": 1}'",
    "'$.a'",
];

/// Values for functions of space.
const SHAPES: &[&str] = &[
    "POINT(1, 1)",
    "ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))')",
    "ST_GeomFromText('LINESTRING(0 0, 1 1)')",
    "ST_AsWKB(POINT(1, 1))",
    "1",
    "'POINT(1 1)'",
];

/// Everything that differs between the tables and the server.
pub fn differences(database: &mut Mariadb) -> Vec<String> {
    let mut findings = common(database);
    for function in mysql::all_functions() {
        let own = function.only.is_none_or(|only| only == "MariaDB");
        if own && function.kind == FunctionKind::Normal && !NOT_CALLED.contains(&function.name) {
            calls(database, function, &mut findings);
        }
    }
    findings
}

/// The column of a type, as the table of common types names it.
fn declared(name: &str) -> String {
    match name {
        "bool" => "BOOLEAN".to_owned(),
        "enum" => "ENUM('a', 'b')".to_owned(),
        "set" => "SET('a', 'b')".to_owned(),
        "bit" => "BIT(4)".to_owned(),
        "varchar" | "varbinary" => format!("{name}(100)"),
        "char" | "binary" => format!("{name}(3)"),
        "decimal" => "DECIMAL(10, 2)".to_owned(),
        name => name.to_owned(),
    }
}

/// Pairs of types whose common type is another than the table says.
fn common(database: &mut Mariadb) -> Vec<String> {
    let pairs = mysql::all_common();
    let mut names: Vec<&str> = pairs.iter().map(|(one, ..)| *one).collect();
    names.dedup();
    let columns: Vec<String> = names
        .iter()
        .map(|name| format!("`{name}` {}", declared(name)))
        .collect();
    if let Err(error) = database.load(&format!("CREATE TABLE types ({})", columns.join(", "))) {
        return vec![format!("types: {error}")];
    }
    let operand = |name: &str| match name {
        // What a comparison gives.
        "bool" => "(`bool` = 1)".to_owned(),
        name => format!("`{name}`"),
    };
    let mut findings = Vec::new();
    for (one, other, common, compared) in pairs {
        for (function, wanted) in [("COALESCE", common), ("GREATEST", compared)] {
            let call = format!("{function}({}, {})", operand(one), operand(other));
            let told = database
                .describe(&format!("SELECT {call} FROM types"))
                .ok()
                .and_then(|described| described.columns.into_iter().next()?.ty);
            let told = told.as_deref().unwrap_or("-");
            // A comparison is an `int`.
            let wanted = if *wanted == "bool" { "int" } else { wanted };
            if told != wanted {
                findings.push(format!("{call} is {told}, the table says {wanted}"));
            }
        }
    }
    findings
}

/// Calls with every number of arguments that a function takes.
fn calls(database: &mut Mariadb, function: &Function, findings: &mut Vec<String>) {
    let most = function.most.unwrap_or(function.least + 1).min(4);
    for count in function.least..=most {
        let mut taken = count == 0;
        let mut reason = String::new();
        for arguments in combinations(function, count) {
            let call = format!("{}({})", function.name, arguments.join(", "));
            match database.describe(&format!("SELECT {call}")) {
                Ok(described) => {
                    taken = true;
                    let ty = described.columns.into_iter().next().and_then(|one| one.ty);
                    findings.extend(ty.and_then(|ty| other_type(function, &call, &ty)));
                }
                Err(error) => {
                    reason = error;
                    continue;
                }
            }
            // Bytes are a shape to few.
            let is_foreign = arguments
                .iter()
                .any(|sample| sample.starts_with("ST_AsWKB"));
            if is_strict(function.nulls) && !is_foreign && database.is_null(&call) == Ok(true) {
                findings.push(format!(
                    "{call} is NULL, the table says {:?}",
                    function.nulls
                ));
            }
        }
        // Names and values come in pairs; what TRIM takes off stands before FROM.
        let is_half = function.name.starts_with("json_") || function.name == "trim" && count == 2;
        if !taken && !is_half {
            findings.push(format!(
                "{} with {count} arguments is not there: {reason}",
                function.name
            ));
        }
    }
}

/// Whether values that are not NULL give none.
fn is_strict(nulls: Nulls) -> bool {
    match nulls {
        Nulls::Rule(Nullability::Sometimes | Nullability::Edge) => false,
        Nulls::Rule(_) => true,
        Nulls::Temporal | Nulls::Json => false,
    }
}

/// A result whose type is always the same, and another. Sizes follow from values.
fn other_type(function: &Function, call: &str, told: &str) -> Option<String> {
    let ResultRule::Fixed(wanted, _) = function.result else {
        return None;
    };
    let wanted = match wanted {
        "bool" => "int",
        wanted => wanted,
    };
    let kind = |name: &str| {
        match name {
            // What is made of numbers can be bytes.
            "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "json"
            | "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => "text",
            "int" | "bigint" => "integer",
            "int unsigned" | "bigint unsigned" => "unsigned",
            _ => "",
        }
        .to_owned()
    };
    let same = wanted == told || !kind(wanted).is_empty() && kind(wanted) == kind(told);
    (!same).then(|| format!("{call} is {told}, the table says {wanted}"))
}

/// Lists of samples.
fn combinations(function: &Function, count: u8) -> Vec<Vec<&'static str>> {
    let is_spatial = ["st_", "mbr"]
        .iter()
        .any(|start| function.name.starts_with(start));
    let all = if is_spatial { SHAPES } else { SAMPLES };
    let mut lists: Vec<Vec<&str>> = vec![Vec::new()];
    for at in 0..count {
        // The more arguments, the fewer samples of each.
        let samples = match at {
            0 | 1 => all,
            2 if is_spatial => &all[4..5],
            2 => &all[..3],
            _ => &all[..1],
        };
        lists = lists
            .iter()
            .flat_map(|list| {
                samples
                    .iter()
                    .map(move |sample| [list.as_slice(), &[*sample]].concat())
            })
            .collect();
    }
    lists
}
