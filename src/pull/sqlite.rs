//! SQLite: it keeps each definition as it was written.
//!
//! In: the rows of `sqlite_schema`. Out: what the database holds. Definitions keep their words and comments; names lose quotes that they do
//! not need, and columns that ALTER has added get lines of their own.

mod columns;
mod tables;

use std::collections::HashSet;

use super::managed::Managed;
use super::words::Words;
use super::{Ask, Pulled, Thing, readers};
use crate::dialect::Dialect;
use crate::syntax::LexemeKind;

/// What a virtual table keeps in tables of its own is left out.
const SCHEMA: &str = "
SELECT json_array(s.type, s.name, s.tbl_name, s.sql) FROM sqlite_schema s
WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND NOT EXISTS (SELECT 1 FROM pragma_table_list l WHERE l.schema = 'main' AND l.name = s.tbl_name AND l.type = 'shadow')
ORDER BY s.rowid";

/// Type, name, table, definition.
type Row = (String, String, String, String);

/// Reads all that there is.
pub(super) fn read(dialect: Dialect, ask: &Ask<'_>, managed: &Managed) -> Result<Pulled, String> {
    let rows: Vec<Row> = ask(SCHEMA, 0)?
        .iter()
        .map(|row| serde_json::from_str(row).map_err(|error| error.to_string()))
        .collect::<Result<_, _>>()?;
    let of_kind = |kind: &'static str| rows.iter().filter(move |row| row.0 == kind);
    let names: Vec<&str> = of_kind("table")
        .chain(of_kind("view"))
        .map(|row| row.1.as_str())
        .collect();
    let judgement = managed.judge(&names);
    let left_out = |name: &str| judgement.leaves_out(None, name);
    let is_named = |row: &&Row| managed.is_unmanaged(None, &row.1);
    let mut pulled = Pulled {
        dialect,
        things: Vec::new(),
        others: judgement.others(names.iter().copied().filter(|name| left_out(name))),
        unsaid: Vec::new(),
    };
    let known: HashSet<&str> = names.iter().copied().collect();
    let mut tables: Vec<tables::Table> = of_kind("table")
        .filter(|row| !left_out(&row.1))
        .map(|row| tables::read(&row.1, &row.3, dialect, &known))
        .collect();
    tables::resolve(&mut tables, dialect);
    for table in &mut tables {
        for target in table.leave_out_references(&left_out, dialect) {
            pulled.unsaid.push(format!(
                "{} refers to {target}, which is not managed: the reference is left out",
                table.thing.name
            ));
        }
    }
    for table in tables {
        let own = |row: &&Row| row.2 == table.name && !is_named(row);
        pulled.things.push(table.thing);
        pulled.things.extend(
            of_kind("index")
                .filter(own)
                .map(|row| statement(row, dialect, &known)),
        );
    }
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| left_out(name))
        .collect();
    let views: Vec<&Row> = of_kind("view").collect();
    for row in readers::in_order(views, |row| (&row.1, &row.3), dialect) {
        if left_out(&row.1) {
            continue;
        }
        if let Some(read) = others
            .iter()
            .find(|name| readers::mentions(&row.3, name, dialect))
        {
            pulled.unsaid.push(format!(
                "the view {} reads {read}, which is not managed: it is left out",
                row.1
            ));
            continue;
        }
        pulled.things.push(statement(row, dialect, &known));
    }
    let own = |row: &&Row| !left_out(&row.2) && !is_named(row);
    let triggers = of_kind("trigger").filter(own);
    pulled
        .things
        .extend(triggers.map(|row| statement(row, dialect, &known)));
    Ok(pulled)
}

/// An index, view or trigger.
fn statement(row: &Row, dialect: Dialect, known: &HashSet<&str>) -> Thing {
    let text = plain_names(&row.3, dialect, known);
    let thing = Thing::statement(&row.0, dialect.quote(&row.1), text);
    match row.0.as_str() {
        "view" => thing,
        _ => thing.of(dialect.quote(&row.2)),
    }
}

/// A text without the quotes of names that need none. What stands in double quotes and is not known may be a text.
fn plain_names(text: &str, dialect: Dialect, known: &HashSet<&str>) -> String {
    plain(text, dialect, known, &str::to_owned)
}

/// The same for a part of a table, whose white space is put in order as well.
fn plain_part(text: &str, dialect: Dialect, known: &HashSet<&str>) -> String {
    let space = |between: &str| match between {
        "" => String::new(),
        between if between.contains('\n') => "\n    ".to_owned(),
        _ => " ".to_owned(),
    };
    plain(text, dialect, known, &space)
}

fn plain(
    text: &str,
    dialect: Dialect,
    known: &HashSet<&str>,
    space: &dyn Fn(&str) -> String,
) -> String {
    let words = Words::of(text, dialect);
    let mut out = String::new();
    let mut end = 0;
    for (at, lexeme) in words.all.iter().enumerate() {
        out.push_str(&space(&text[end..lexeme.start]));
        let name = words.name(lexeme);
        let is_value = at > 0 && words.is(&words.all[at - 1], "DEFAULT");
        let is_name = !words.slice(lexeme).starts_with('"') || known.contains(name.as_str());
        match lexeme.kind {
            LexemeKind::QuotedName if is_name && !is_value => out.push_str(&dialect.quote(&name)),
            _ => out.push_str(words.slice(lexeme)),
        }
        end = lexeme.end;
    }
    out.push_str(&text[end..]);
    out
}
