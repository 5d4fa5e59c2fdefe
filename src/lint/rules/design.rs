//! Types and tables that are regretted later, when they are large.

use crate::diagnostic::Severity;
use crate::dialect::PlainType;
use crate::lint::act::{ChangeKind, ConstraintKind, Deed, NewColumn, NewConstraint};
use crate::lint::made;
use crate::lint::rule::{Example, POSTGRES, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "small-key",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "a primary key of one integer with fewer than 64 bits",
        why: "An integer ends at 2,147,483,647. Numbers that were rolled back or deleted count as well, and on the day on which they are used \
              up no row can be written; to widen the key then is to write the whole table, and all that refers to it, anew.",
        example: Example {
            before: "",
            found: "CREATE TABLE orders (id integer PRIMARY KEY);",
            safer: &["CREATE TABLE orders (id bigint PRIMARY KEY);"],
        },
        claims: &[],
        check: small_key,
    },
    Rule {
        id: "timestamp-without-zone",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "a column of the type timestamp",
        why: "It holds what a clock on some wall showed: which moment that was depends on who wrote it and who reads it. timestamptz holds \
              the moment, in as many bytes.",
        example: Example {
            before: "",
            found: "CREATE TABLE visits (id bigint PRIMARY KEY, at timestamp);",
            safer: &["CREATE TABLE visits (id bigint PRIMARY KEY, at timestamptz);"],
        },
        claims: &[],
        check: timestamp_without_zone,
    },
    Rule {
        id: "char-type",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "a column of the type char(n)",
        why: "Shorter texts are filled with blanks, which count in some places and not in others; it saves nothing. text with a CHECK says \
              how long it is, and can be changed without the table being written anew.",
        example: Example {
            before: "",
            found: "CREATE TABLE countries (id bigint PRIMARY KEY, code char(2));",
            safer: &[
                "CREATE TABLE countries (id bigint PRIMARY KEY, code text CHECK (length(code) = 2));",
            ],
        },
        claims: &[],
        check: char_type,
    },
    Rule {
        id: "json-type",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "a column of the type json",
        why: "json keeps the text and reads it anew each time; it has no =, so DISTINCT and GROUP BY fail, and no index on what is inside. \
              jsonb has all of that.",
        example: Example {
            before: "",
            found: "CREATE TABLE events (id bigint PRIMARY KEY, body json);",
            safer: &["CREATE TABLE events (id bigint PRIMARY KEY, body jsonb);"],
        },
        claims: &[],
        check: json_type,
    },
    Rule {
        id: "money-type",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "a column of the type money",
        why: "What it means depends on the setting lc_monetary: the same bytes are dollars here and yen there, with another number of \
              digits. numeric, or a number of cents, says the same everywhere.",
        example: Example {
            before: "",
            found: "CREATE TABLE orders (id bigint PRIMARY KEY, total money);",
            safer: &["CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2));"],
        },
        claims: &[],
        check: money_type,
    },
    Rule {
        id: "serial-column",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "a column of the type serial or bigserial",
        why: "The sequence behind it has rights and an owner of its own, and whoever writes a number by hand meets it later as a duplicate. An \
              identity column is the standard's form, goes with its table in every way, and refuses numbers by hand with GENERATED ALWAYS.",
        example: Example {
            before: "",
            found: "CREATE TABLE orders (id bigserial PRIMARY KEY);",
            safer: &["CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);"],
        },
        claims: &[],
        check: serial_column,
    },
    Rule {
        id: "table-without-key",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "a table without a primary key",
        why: "No row can be named for certain: duplicates stay, and logical replication refuses to change or delete rows, or reads the whole \
              table for each of them.",
        example: Example {
            before: "",
            found: "CREATE TABLE visits (at timestamptz, page text);",
            safer: &[
                "CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz, page text);",
            ],
        },
        claims: &[],
        check: table_without_key,
    },
];

/// A finding for each column that a statement makes with such a type.
fn of_type(scene: &Scene<'_>, fits: impl Fn(&PlainType) -> bool, says: [&str; 3]) -> Vec<Finding> {
    let [label, message, help] = says;
    let columns = made::columns(scene).into_iter();
    columns
        .filter(|(_, column)| fits(&column.ty))
        .map(|(table, column)| {
            let message = format!("`{}.{}` {message}", table.shown(), column.name);
            Finding::at(column.ty_span, label, message, help)
        })
        .collect()
}

fn small_key(scene: &Scene<'_>) -> Vec<Finding> {
    let is_sole_key = |column: &NewColumn| {
        let constraints = made::constraints(scene).into_iter();
        column.is_key
            || constraints
                .into_iter()
                .any(|constraint| match &constraint.kind {
                    ConstraintKind::Key { columns, .. } => *columns == [column.name.clone()],
                    _ => false,
                })
    };
    let columns = made::columns(scene).into_iter();
    columns
        // A row that is named by its parent's key has as many numbers as that.
        .filter(|(_, column)| column.reference.is_none() && is_sole_key(column))
        .filter(|(_, column)| column.ty.bits().is_some_and(|bits| bits < 64))
        .map(|(table, column)| {
            Finding::at(
                column.ty_span,
                "can be used up",
                format!(
                    "the numbers of `{}.{}` can be used up",
                    table.shown(),
                    column.name
                ),
                "write bigint",
            )
        })
        .collect()
}

fn timestamp_without_zone(scene: &Scene<'_>) -> Vec<Finding> {
    of_type(
        scene,
        |ty| ty.name == "timestamp",
        [
            "which zone?",
            "does not say which moment it means",
            "write timestamptz",
        ],
    )
}

fn char_type(scene: &Scene<'_>) -> Vec<Finding> {
    of_type(
        scene,
        |ty| ty.name == "character",
        [
            "filled with blanks",
            "is filled with blanks",
            "write text, with a CHECK on its length",
        ],
    )
}

fn json_type(scene: &Scene<'_>) -> Vec<Finding> {
    of_type(
        scene,
        |ty| ty.name == "json",
        [
            "kept as text",
            "can be neither compared nor indexed",
            "write jsonb",
        ],
    )
}

fn money_type(scene: &Scene<'_>) -> Vec<Finding> {
    of_type(
        scene,
        |ty| ty.name == "money",
        [
            "of which currency?",
            "depends on a setting of the server",
            "write numeric(12, 2), or a bigint of cents",
        ],
    )
}

fn serial_column(scene: &Scene<'_>) -> Vec<Finding> {
    of_type(
        scene,
        PlainType::is_serial,
        [
            "a sequence beside the table",
            "has a sequence with rights and an owner of its own",
            "write bigint GENERATED ALWAYS AS IDENTITY",
        ],
    )
}

fn table_without_key(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::CreateTable(table) = &scene.act().deed else {
        return Vec::new();
    };
    let is_key =
        |constraint: &&NewConstraint| matches!(constraint.kind, ConstraintKind::Key { .. });
    let has_key = table.columns.iter().any(|column| column.is_key)
        || table
            .constraints
            .iter()
            .any(|constraint| is_key(&constraint));
    let comes_later = scene.later().iter().any(|act| match &act.deed {
        Deed::AlterTable {
            table: name,
            changes,
        } => {
            name.name == table.name.name
                && changes.iter().any(|change| match &change.kind {
                    ChangeKind::AddConstraint(constraint) => is_key(&constraint),
                    _ => false,
                })
        }
        _ => false,
    });
    if has_key || comes_later || table.is_copy || table.is_temporary {
        return Vec::new();
    }
    vec![Finding::at(
        table.name.span,
        "no primary key",
        format!(
            "no row of `{}` can be named for certain",
            table.name.shown()
        ),
        format!(
            "give it `{}`, or a key of the columns that tell rows apart",
            scene.rules().key_column
        ),
    )]
}
