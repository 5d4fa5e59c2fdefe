//! Types and tables that are regretted later, when they are large.

use crate::diagnostic::Severity;
use crate::dialect::PlainType;
use crate::lint::act::{ChangeKind, ConstraintKind, Deed, NewColumn, NewConstraint, Reference};
use crate::lint::rule::{Example, POSTGRES, POSTGRES_AND_SQLITE, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};
use crate::lint::words::Name;
use crate::source::Span;

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
        id: "reference-without-index",
        severity: Severity::Warning,
        dialects: POSTGRES_AND_SQLITE,
        finds: "a foreign key on columns that no index begins with",
        why: "Whenever a row of the other table is deleted or gets another key, all rows of this one are read to see who refers to it, \
              under a lock; and to ask for the rows of a parent reads all of them as well.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
            safer: &[
                "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));\n\
                      CREATE INDEX posts_author_id ON posts (author_id);",
            ],
        },
        claims: &[],
        check: reference_without_index,
    },
    Rule {
        id: "reference-of-another-type",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "a foreign key whose column has another type than the one that it refers to",
        why: "MySQL and MariaDB refuse it. PostgreSQL takes an integer that refers to a bigint, and the first key that is too large for it is an \
              error on that day.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "CREATE TABLE posts (id bigint PRIMARY KEY, author_id integer REFERENCES users (id));",
            safer: &[
                "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
            ],
        },
        claims: &[],
        check: reference_of_another_type,
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

/// The columns that a statement makes, with their table.
fn new_columns<'a>(scene: &Scene<'a>) -> Vec<(&'a Name, &'a NewColumn)> {
    match &scene.act().deed {
        Deed::CreateTable(table) if !table.is_temporary => {
            let columns = table.columns.iter();
            columns.map(|column| (&table.name, column)).collect()
        }
        Deed::AlterTable { table, changes } => changes
            .iter()
            .filter_map(|change| match &change.kind {
                ChangeKind::AddColumn(column) => Some((table, column)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A finding for each column that a statement makes with such a type.
fn of_type(scene: &Scene<'_>, fits: impl Fn(&PlainType) -> bool, says: [&str; 3]) -> Vec<Finding> {
    let [label, message, help] = says;
    let columns = new_columns(scene).into_iter();
    columns
        .filter(|(_, column)| fits(&column.ty))
        .map(|(table, column)| {
            let message = format!("`{}.{}` {message}", table.shown(), column.name);
            Finding::at(column.ty_span, label, message, help)
        })
        .collect()
}

/// The constraints that a statement adds among those of a table.
fn new_constraints<'a>(scene: &Scene<'a>) -> Vec<&'a NewConstraint> {
    match &scene.act().deed {
        Deed::CreateTable(table) => table.constraints.iter().collect(),
        Deed::AlterTable { changes, .. } => changes
            .iter()
            .filter_map(|change| match &change.kind {
                ChangeKind::AddConstraint(constraint) => Some(constraint),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn small_key(scene: &Scene<'_>) -> Vec<Finding> {
    let is_sole_key = |column: &NewColumn| {
        let constraints = new_constraints(scene).into_iter();
        column.is_key
            || constraints
                .into_iter()
                .any(|constraint| match &constraint.kind {
                    ConstraintKind::Key { columns, .. } => *columns == [column.name.clone()],
                    _ => false,
                })
    };
    let columns = new_columns(scene).into_iter();
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

/// A foreign key that a statement adds.
struct NewReference<'a> {
    table: &'a Name,
    columns: Vec<&'a str>,
    target: &'a Reference,
    span: Span,
}

fn new_references<'a>(scene: &Scene<'a>) -> Vec<NewReference<'a>> {
    let (Deed::CreateTable(crate::lint::act::NewTable { name: table, .. })
    | Deed::AlterTable { table, .. }) = &scene.act().deed
    else {
        return Vec::new();
    };
    let inline = new_columns(scene)
        .into_iter()
        .filter_map(|(table, column)| {
            Some(NewReference {
                table,
                columns: vec![&column.name],
                target: column.reference.as_ref()?,
                span: column.span,
            })
        });
    let constraints = new_constraints(scene).into_iter();
    let listed = constraints.filter_map(|constraint| match &constraint.kind {
        ConstraintKind::Reference { columns, target } => Some(NewReference {
            table,
            columns: columns.iter().map(String::as_str).collect(),
            target,
            span: constraint.span,
        }),
        _ => None,
    });
    inline.chain(listed).collect()
}

fn reference_without_index(scene: &Scene<'_>) -> Vec<Finding> {
    let references = new_references(scene).into_iter();
    references
        .filter(|reference| !has_index(scene, reference))
        .map(|reference| {
            let columns = reference.columns.join(", ");
            let table = reference.table.shown();
            Finding::at(
                reference.span,
                "no index begins with it",
                format!(
                    "every row of `{table}` is read when a row of `{}` goes",
                    reference.target.target.shown()
                ),
                match scene.rules().has_concurrent_indexes && scene.is_used(reference.table) {
                    true => format!("`CREATE INDEX CONCURRENTLY ON {table} ({columns})`, in a migration of its own"),
                    false => format!("`CREATE INDEX {} ON {table} ({columns})`", index_name(&reference)),
                },
            )
        })
        .collect()
}

fn index_name(reference: &NewReference<'_>) -> String {
    format!("{}_{}", reference.table.name, reference.columns.join("_"))
}

fn has_index(scene: &Scene<'_>, reference: &NewReference<'_>) -> bool {
    let begins = |index: &[String]| {
        let count = reference.columns.len();
        index.len() >= count
            && reference
                .columns
                .iter()
                .all(|column| index[..count].iter().any(|name| name == column))
    };
    let in_columns = new_columns(scene).into_iter().any(|(_, column)| {
        (column.is_key || column.is_unique) && reference.columns == [column.name.as_str()]
    });
    let in_constraints = new_constraints(scene).into_iter().any(|constraint| {
        matches!(&constraint.kind, ConstraintKind::Key { columns, .. } | ConstraintKind::Unique { columns, .. } if begins(columns))
    });
    let made_later = scene.later().iter().any(|act| match &act.deed {
        Deed::CreateIndex(index) => {
            index.table.name == reference.table.name && !index.is_partial && begins(&index.columns)
        }
        _ => false,
    });
    let is_there = || {
        let table = scene.table(reference.table)?;
        let columns = reference.columns.iter();
        let places: Option<Vec<u32>> = columns
            .map(|name| Some(scene.column(reference.table, name)?.id.index))
            .collect();
        Some(scene.is_indexed(table, &places?))
    };
    in_columns || in_constraints || made_later || is_there().unwrap_or_default()
}

fn reference_of_another_type(scene: &Scene<'_>) -> Vec<Finding> {
    let find = |reference: NewReference<'_>| {
        let [column] = reference.columns[..] else {
            return None;
        };
        let new = new_columns(scene).into_iter();
        let mut new = new.filter(|(_, new)| new.name == column);
        let own = match new.next() {
            Some((_, column)) => column.ty.clone(),
            None => scene.type_of(scene.column(reference.table, column)?),
        };
        let target = scene.table(&reference.target.target)?;
        let referred = match reference.target.columns.first() {
            Some(name) => scene.column(&reference.target.target, name)?,
            None => target.column(*target.primary_key.first()?),
        };
        let other = scene.type_of(referred);
        let differs = match (own.bits(), other.bits()) {
            (Some(own), Some(other)) => own != other,
            _ => own.name != other.name,
        };
        differs.then(|| {
            Finding::at(
                reference.span,
                format!("is {}", own.shown()),
                format!(
                    "`{}.{column}` is {}, and `{}.{}` is {}",
                    reference.table.shown(),
                    own.shown(),
                    target.name,
                    referred.name,
                    other.shown()
                ),
                "give both the same type",
            )
        })
    };
    new_references(scene).into_iter().filter_map(find).collect()
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
