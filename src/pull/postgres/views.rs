//! Views, laid out as people do.

use super::rows::Relation;
use crate::pull::Thing;

/// A view's statement.
pub fn view(one: &Relation, name: &str) -> Thing {
    let is_materialized = one.kind == "m";
    let kind = if is_materialized {
        "materialized view"
    } else {
        "view"
    };
    let options = match &one.options {
        Some(options) => format!(" WITH ({options})"),
        None => String::new(),
    };
    let query = laid_out(one.definition.as_deref().unwrap_or_default());
    let end = match is_materialized && !one.is_filled {
        true => "\nWITH NO DATA",
        false => "",
    };
    let text = format!(
        "CREATE {} {name}{options} AS\n{query}{end}",
        kind.to_uppercase()
    );
    Thing::statement(kind, name, text)
}

/// The server indents all lines of a query; only white space before them changes here. Lines of a text that has several stay.
fn laid_out(query: &str) -> String {
    let query = query.trim_end().trim_end_matches(';');
    let is_whole = |line: &str| line.matches('\'').count().is_multiple_of(2) && !line.contains('$');
    if !query.lines().all(is_whole) {
        return query.to_owned();
    }
    let lines: Vec<String> = query.lines().map(laid_out_line).collect();
    lines.join("\n")
}

fn laid_out_line(line: &str) -> String {
    let words = line.trim_start();
    let indent = line.len() - words.len();
    let begins = |heads: &[&str]| heads.iter().any(|head| words.starts_with(head));
    let joins = ["JOIN ", "LEFT ", "RIGHT ", "FULL ", "CROSS ", "NATURAL "];
    let clauses = [
        "WHERE ",
        "GROUP BY ",
        "HAVING ",
        "ORDER BY ",
        "LIMIT ",
        "OFFSET ",
    ];
    match indent {
        1 => match words.strip_prefix("SELECT ") {
            Some(first) if first.ends_with(',') && !first.starts_with("DISTINCT ON") => {
                format!("SELECT\n  {first}")
            }
            _ => words.to_owned(),
        },
        2 if begins(&clauses) => words.to_owned(),
        3 if begins(&["FROM "]) => words.to_owned(),
        4 => format!("  {words}"),
        5 if begins(&joins) => words.to_owned(),
        _ => line.to_owned(),
    }
}
