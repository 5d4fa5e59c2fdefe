//! Which of MySQL's operators bind closer: every two of them beside each other are read here, written out with a parenthesis
//! around each, and must give the server the same values; what it does not take is refused here too.

use rowtype::diagnostic::{Diagnostics, Severity};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax::{self, StatementKind};
use sqlparser::ast::{BinaryOperator, Expr, SelectItem, SetExpr, Statement, UnaryOperator};

use super::database::Database;
use super::mariadb::Mariadb;

const INFIX: &[&str] = &[
    "OR",
    "||",
    "XOR",
    "AND",
    "&&",
    "=",
    "<=>",
    "<",
    "<>",
    ">=",
    "LIKE",
    "NOT LIKE",
    "REGEXP",
    "NOT RLIKE",
    "|",
    "&",
    "<<",
    ">>",
    "+",
    "-",
    "*",
    "/",
    "DIV",
    "MOD",
    "%",
    "^",
];
const PREFIX: &[&str] = &["NOT", "!", "-", "+", "~", "BINARY"];
const POSTFIX: &[&str] = &[
    "IS NULL",
    "IS NOT TRUE",
    "IS FALSE",
    "IS UNKNOWN",
    "IN (0, 1)",
    "NOT IN (1, 2)",
];

/// Operands: with these three columns, each pair of readings that differ does so in some row.
const VALUES: &str = "
    CREATE TABLE n (x INT);
    INSERT INTO n VALUES (0), (1), (2), (3), (-1), (NULL);
    CREATE TABLE v AS SELECT one.x AS a, two.x AS b, three.x AS c FROM n one, n two, n three";

/// Every expression that is read otherwise than the server reads it.
pub fn differences(database: &mut Mariadb) -> Vec<String> {
    if let Err(error) = database.load(VALUES) {
        return vec![error];
    }
    expressions()
        .iter()
        .filter_map(|text| difference(database, text))
        .collect()
}

fn expressions() -> Vec<String> {
    let mut found = Vec::new();
    for op in INFIX {
        for other in INFIX {
            found.push(format!("a {op} b {other} c"));
        }
        for sign in PREFIX {
            found.push(format!("{sign} a {op} b"));
            found.push(format!("a {op} {sign} b"));
        }
        for test in POSTFIX {
            found.push(format!("a {op} b {test}"));
            found.push(format!("a {test} {op} b"));
        }
        found.push(format!("c {op} a BETWEEN b AND c"));
        found.push(format!("c {op} a NOT BETWEEN b AND c"));
        found.push(format!("a BETWEEN b {op} c AND c"));
        found.push(format!("a BETWEEN b AND c {op} a"));
    }
    for sign in PREFIX {
        found.extend(PREFIX.iter().map(|other| format!("{sign} {other} a")));
        found.extend(POSTFIX.iter().map(|test| format!("{sign} a {test}")));
        found.push(format!("{sign} a BETWEEN b AND c"));
        found.push(format!("a BETWEEN {sign} b AND c"));
        found.push(format!("a BETWEEN b AND {sign} c"));
    }
    for test in POSTFIX {
        found.extend(POSTFIX.iter().map(|other| format!("a {test} {other}")));
        found.push(format!("a {test} BETWEEN b AND c"));
        found.push(format!("a BETWEEN b {test} AND c"));
        found.push(format!("a BETWEEN b AND c {test}"));
    }
    found.push("a BETWEEN b AND c BETWEEN b AND a".to_owned());
    found.push("a NOT BETWEEN b AND c NOT BETWEEN b AND a".to_owned());
    found.push("a BETWEEN b BETWEEN a AND c AND a".to_owned());
    found
}

fn difference(database: &mut Mariadb, text: &str) -> Option<String> {
    let told = database.describe(&format!("SELECT {text} FROM v"));
    match (read(text), told) {
        (None, Err(_)) => None,
        (None, Ok(_)) => Some(format!("{text} is refused here, and the server takes it")),
        (Some(tree), Err(error)) => Some(format!("{text} is {} here: {error}", written(&tree))),
        (Some(tree), Ok(_)) => {
            let ours = written(&tree);
            let differing = format!("(SELECT count(*) FROM v WHERE NOT (({text}) <=> ({ours})))");
            let same = database.is_null(&format!("nullif({differing}, 0)"));
            // `-1 & ..` is a number that further sums can leave the range of, in both readings.
            let out_of_range = |error: &String| error.contains("out of range");
            match same {
                Ok(true) => None,
                Err(error) if out_of_range(&error) => None,
                other => Some(format!("{text} is {ours} here: {other:?}")),
            }
        }
    }
}

/// The expression's tree; none where it is no expression.
fn read(text: &str) -> Option<Expr> {
    let mut sources = Sources::new();
    let file = sources.add(
        SourceKind::Queries,
        "q.sql",
        format!("-- name: Q :many\nSELECT {text} FROM v;"),
    );
    let mut diagnostics = Diagnostics::new();
    let statements = syntax::parse(sources.get(file), Dialect::Mariadb, &mut diagnostics);
    if diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error)
    {
        return None;
    }
    let StatementKind::Parsed(tree) = &statements.first()?.kind else {
        return None;
    };
    let Statement::Query(query) = tree.as_ref() else {
        return None;
    };
    let SetExpr::Select(select) = query.body.as_ref() else {
        return None;
    };
    match select.projection.as_slice() {
        [SelectItem::UnnamedExpr(expr)] => Some(expr.clone()),
        _ => None,
    }
}

/// With a parenthesis around each operator's operands.
fn written(expr: &Expr) -> String {
    let test = |inner: &Expr, what: &str| format!("({} {what})", written(inner));
    let not = |negated: bool| if negated { "NOT " } else { "" };
    match expr {
        Expr::BinaryOp { left, op, right } => {
            let op = match op {
                BinaryOperator::StringConcat => "OR".to_owned(),
                BinaryOperator::MyIntegerDivide => "DIV".to_owned(),
                op => op.to_string(),
            };
            format!("({} {op} {})", written(left), written(right))
        }
        Expr::UnaryOp { op, expr } => match op {
            UnaryOperator::Not => format!("(NOT {})", written(expr)),
            op => format!("({op} {})", written(expr)),
        },
        Expr::Cast { expr, .. } => format!("(BINARY {})", written(expr)),
        Expr::IsNull(inner) => test(inner, "IS NULL"),
        Expr::IsNotTrue(inner) => test(inner, "IS NOT TRUE"),
        Expr::IsFalse(inner) => test(inner, "IS FALSE"),
        Expr::IsUnknown(inner) => test(inner, "IS UNKNOWN"),
        Expr::InList {
            expr,
            list,
            negated,
        } => {
            let list: Vec<String> = list.iter().map(written).collect();
            let what = format!("{}IN ({})", not(*negated), list.join(", "));
            test(expr, &what)
        }
        Expr::Between {
            expr,
            negated,
            low,
            high,
        } => {
            let (low, high) = (written(low), written(high));
            let what = format!("{}BETWEEN {low} AND {high}", not(*negated));
            test(expr, &what)
        }
        Expr::Like {
            negated,
            expr,
            pattern,
            ..
        } => test(expr, &format!("{}LIKE {}", not(*negated), written(pattern))),
        Expr::RLike {
            negated,
            expr,
            pattern,
            ..
        } => test(
            expr,
            &format!("{}RLIKE {}", not(*negated), written(pattern)),
        ),
        other => other.to_string(),
    }
}
