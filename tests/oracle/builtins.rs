//! PostgreSQL's built-in tables against a server: what stands in them is there, and gives NULL only as they say.

use rowtype::dialect::builtins::postgres::{self, Function, Operator, Type, TypeId};
use rowtype::dialect::builtins::{FunctionKind, Nullability};

use super::postgres::Server;
use super::samples;

/// Calls of one function or operator at the most.
const CALLS: usize = 300;

/// Calls that wait, change the server's state, or need a column definition list.
const NOT_CALLED: [&str; 6] = [
    "pg_sleep",
    "pg_advisory",
    "pg_notify",
    "set_config",
    "setseed",
    "json",
];

/// Everything that differs between the tables and the server.
pub fn differences(server: &Server) -> Vec<String> {
    let mut database = server.maintenance();
    let mut findings = Vec::new();
    for (what, query) in [
        ("function", functions()),
        ("operator", operators()),
        ("cast", casts()),
    ] {
        match database.column(&query) {
            Ok(names) => findings.extend(
                names
                    .iter()
                    .map(|name| format!("{what} {name} is not as the table says")),
            ),
            Err(error) => findings.push(format!("{what}s: {error}")),
        }
    }
    let calls = postgres::all_functions()
        .iter()
        .filter(|function| is_called(function))
        .map(|function| (function.nullability, calls(function)))
        .chain(
            postgres::all_operators()
                .iter()
                .map(|operator| (operator.nullability, uses(operator))),
        );
    for (nullability, expressions) in calls {
        if matches!(nullability, Nullability::Sometimes | Nullability::Edge) {
            continue;
        }
        for expression in expressions {
            // What the server refuses says nothing of NULL.
            let is_null = database.column(&format!("SELECT ({expression}) IS NULL"));
            if is_null.is_ok_and(|rows| rows == ["t"]) {
                findings.push(format!(
                    "{expression} is NULL, the table says {nullability:?}"
                ));
            }
        }
    }
    findings
}

/// Without a schema, since the types of extensions stand in `public`; the server's own are found first.
fn quoted(ty: &Type) -> String {
    format!("\"{}\"", ty.name)
}

fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The functions that the server lacks, or has otherwise.
fn functions() -> String {
    let rows: Vec<String> = postgres::all_functions()
        .iter()
        .map(|function| {
            let arguments: Vec<String> = function
                .arguments
                .iter()
                .map(|ty| quoted(ty.get()))
                .collect();
            format!(
                "({}, {}, {}, {}, {})",
                text(&format!(
                    "pg_catalog.\"{}\"({})",
                    function.name,
                    arguments.join(", ")
                )),
                text(&quoted(function.result.get())),
                function.returns_set,
                function.strict,
                function.defaults,
            )
        })
        .collect();
    format!(
        "SELECT v.name FROM (VALUES {}) v (name, result, returns_set, strict, defaults)
         LEFT JOIN pg_proc p ON p.oid = to_regprocedure(v.name)
         WHERE (p.prorettype = v.result::regtype AND p.proretset = v.returns_set AND p.proisstrict = v.strict
                AND p.pronargdefaults = v.defaults) IS NOT TRUE",
        rows.join(", ")
    )
}

fn operators() -> String {
    let rows: Vec<String> = postgres::all_operators()
        .iter()
        .map(|operator| {
            let left = operator
                .left
                .map_or("NONE".to_owned(), |ty| quoted(ty.get()));
            format!(
                "({}, {})",
                text(&format!(
                    "pg_catalog.{}({left}, {})",
                    operator.name,
                    quoted(operator.right.get())
                )),
                text(&quoted(operator.result.get())),
            )
        })
        .collect();
    format!(
        "SELECT v.name FROM (VALUES {}) v (name, result)
         LEFT JOIN pg_operator o ON o.oid = to_regoperator(v.name)
         WHERE (o.oprresult = v.result::regtype) IS NOT TRUE",
        rows.join(", ")
    )
}

/// Those whose types have casts.
const EXTENSIONS: [&str; 7] = [
    "citext", "cube", "hstore", "intarray", "isn", "ltree", "seg",
];

/// The casts that the server lacks, or has otherwise; those of extensions too.
fn casts() -> String {
    let rows: Vec<String> = postgres::all_casts()
        .iter()
        .map(|(source, target, context)| {
            let letter = &format!("{context:?}").to_lowercase()[..1];
            format!(
                "('{}', '{}', '{letter}')",
                quoted(source.get()),
                quoted(target.get())
            )
        })
        .collect();
    let extensions: String = EXTENSIONS
        .iter()
        .map(|name| format!("CREATE EXTENSION IF NOT EXISTS {name}; "))
        .collect();
    format!(
        "BEGIN; {extensions}SELECT v.source || ' to ' || v.target FROM (VALUES {}) v (source, target, context)
         LEFT JOIN pg_cast c ON c.castsource = v.source::regtype AND c.casttarget = v.target::regtype
         WHERE (c.castcontext::text = v.context) IS NOT TRUE; ROLLBACK",
        rows.join(", ")
    )
}

fn is_called(function: &Function) -> bool {
    function.kind == FunctionKind::Normal
        && !function.returns_set
        && !NOT_CALLED
            .iter()
            .any(|start| function.name.starts_with(start) && function.result != TypeId::JSON)
}

/// Calls with samples for every argument.
fn calls(function: &Function) -> Vec<String> {
    combinations(function.arguments)
        .into_iter()
        .map(|mut arguments| {
            if let Some(last) = arguments
                .last_mut()
                .filter(|_| function.variadic && !last_is_any(function))
            {
                last.insert_str(0, "VARIADIC ");
            }
            format!("pg_catalog.\"{}\"({})", function.name, arguments.join(", "))
        })
        .collect()
}

fn last_is_any(function: &Function) -> bool {
    function.arguments.last() == Some(&TypeId::ANY)
}

fn uses(operator: &Operator) -> Vec<String> {
    let operands: Vec<TypeId> = operator.left.into_iter().chain([operator.right]).collect();
    combinations(&operands)
        .into_iter()
        .map(|operands| match operands.as_slice() {
            [right] => format!("OPERATOR(pg_catalog.{}) {right}", operator.name),
            operands => operands.join(&format!(" OPERATOR(pg_catalog.{}) ", operator.name)),
        })
        .collect()
}

/// All lists of samples for these types; fewer samples of each where that would be too many. None where a type has no
/// samples.
fn combinations(types: &[TypeId]) -> Vec<Vec<String>> {
    let samples: Option<Vec<Vec<String>>> = types.iter().map(|ty| samples(ty.get())).collect();
    let Some(mut samples) = samples else {
        return Vec::new();
    };
    while samples.iter().map(Vec::len).product::<usize>() > CALLS {
        if let Some(longest) = samples.iter_mut().max_by_key(|list| list.len()) {
            longest.pop();
        }
    }
    samples
        .iter()
        .fold(vec![Vec::new()], |lists: Vec<Vec<String>>, samples| {
            let extended = lists.iter().flat_map(|list| {
                samples
                    .iter()
                    .map(move |sample| [list.as_slice(), std::slice::from_ref(sample)].concat())
            });
            extended.collect()
        })
}

fn samples(ty: &Type) -> Option<Vec<String>> {
    let samples = samples::of(ty.name)?;
    let is_expression = ty.category == 'P';
    Some(
        samples
            .iter()
            .map(|sample| match is_expression {
                true => (*sample).to_owned(),
                false => format!("{}::{}", text(sample), quoted(ty)),
            })
            .collect(),
    )
}
