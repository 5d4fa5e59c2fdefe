//! What a table demands of the code that runs while a migration is applied, and until it is replaced: values, and their types.

use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, Deed};
use crate::lint::rule::{ALL, Claim, Example, POSTGRES, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "not-null-without-default",
        severity: Severity::Error,
        dialects: ALL,
        finds: "a new column that is NOT NULL without DEFAULT on a table that was there",
        why: "PostgreSQL refuses it where there are rows, and SQLite always; MySQL and MariaDB give old rows 0 or an empty text, which nobody \
              has meant. And code that runs writes rows without the column. Give it a default, or let it be NULL until all rows have a \
              value and all code writes one.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN login varchar(80) NOT NULL;",
            safer: &["ALTER TABLE users ADD COLUMN login varchar(80);"],
        },
        claims: &[],
        check: not_null_without_default,
    },
    Rule {
        id: "not-null-set",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "NOT NULL for a column that could be NULL",
        why: "Code that runs and leaves the column out, or writes NULL, gets an error. Deploy code that always writes it first. MySQL and \
              MariaDB outside of strict mode turn each NULL that is there into 0 or an empty text.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT users_email CHECK (email IS NOT NULL));",
            found: "ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
            safer: &[
                "-- rowtype: allow not-null-set all code has written it since release 12\n\
                      ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
            ],
        },
        claims: &[],
        check: not_null_set,
    },
    Rule {
        id: "type-narrowed",
        severity: Severity::Error,
        dialects: SERVERS,
        finds: "a type that does not hold all that the old one did",
        why: "A value that does not fit stops the migration or, in MySQL and MariaDB outside of strict mode and wherever digits are only \
              rounded, is cut in silence. Code that runs may still write such values.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80));",
            found: "ALTER TABLE users ALTER COLUMN name TYPE varchar(40);",
            safer: &[
                "ALTER TABLE users ADD CONSTRAINT users_name CHECK (length(name) <= 40) NOT VALID;",
                "ALTER TABLE users VALIDATE CONSTRAINT users_name;",
            ],
        },
        claims: &[Claim::Rewrites("users")],
        check: type_narrowed,
    },
    Rule {
        id: "type-changed",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "another kind of type for a column that was there",
        why: "Code that runs binds and reads values of the old type: drivers that check types, as those for Rust do, give an error, and \
              statements that are prepared say that their result has changed. Deploy code that takes both, or a second column.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total integer NOT NULL, code varchar(10));",
            found: "ALTER TABLE orders ALTER COLUMN total TYPE bigint;",
            safer: &["ALTER TABLE orders ALTER COLUMN code TYPE text;"],
        },
        claims: &[],
        check: type_changed,
    },
    Rule {
        id: "default-dropped",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "DROP DEFAULT of a column that is NOT NULL",
        why: "Code that runs and leaves the column out gets an error. Deploy code that always writes it first.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, role varchar(20) NOT NULL DEFAULT 'guest', note varchar(20) DEFAULT '');",
            found: "ALTER TABLE users ALTER COLUMN role DROP DEFAULT;",
            safer: &["ALTER TABLE users ALTER COLUMN note DROP DEFAULT;"],
        },
        claims: &[],
        check: default_dropped,
    },
];

fn not_null_without_default(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::AddColumn(column) = &change.kind else {
            return None;
        };
        let is_filled = column.default.is_some()
            || column.is_computed
            || column.is_identity
            || column.ty.is_serial();
        let name = &column.name;
        (column.not_null && !is_filled).then(|| {
            Finding::at(
                change.span,
                "what do old rows get?",
                format!("`{}.{name}` has no value for the rows that are there", table.shown()),
                "give it a DEFAULT, or add it without NOT NULL, fill it, and demand it in a later migration",
            )
        })
    })
}

fn not_null_set(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let column = match &change.kind {
            ChangeKind::SetNotNull { column } => column,
            ChangeKind::Redefine { old, column } if column.not_null => old,
            _ => return None,
        };
        let is_already = scene
            .column(table, column)
            .is_some_and(|column| !column.nullable);
        let was_added_here = scene.earlier().iter().any(|act| match &act.deed {
            Deed::AlterTable { table: other, changes } => {
                other.name == table.name
                    && changes.iter().any(
                        |change| matches!(&change.kind, ChangeKind::AddColumn(new) if new.name == *column),
                    )
            }
            _ => false,
        });
        (!is_already && !was_added_here).then(|| {
            Finding::at(
                change.span,
                "NULL is an error from now on",
                format!("code that runs may still leave `{}.{column}` out", table.shown()),
                "deploy code that always writes it before this migration",
            )
        })
    })
}

fn type_narrowed(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let (name, ty) = match &change.kind {
            ChangeKind::SetType { column, ty, .. } => (column, ty),
            ChangeKind::Redefine { old, column } => (old, &column.ty),
            _ => return None,
        };
        let old = scene.type_of(scene.column(table, name)?);
        old.narrows_to(ty).then(|| {
            Finding::at(
                change.span,
                "holds less",
                format!(
                    "{} does not hold all that {} of `{}.{name}` did",
                    ty.shown(),
                    old.shown(),
                    table.shown()
                ),
                "see first that no row has such a value and that no code writes one; a CHECK says so for both",
            )
        })
    })
}

fn type_changed(scene: &Scene<'_>) -> Vec<Finding> {
    let texts = ["text", "varchar", "character", "bpchar", "citext"];
    scene.each_change(|table, change| {
        let ChangeKind::SetType { column, ty, .. } = &change.kind else {
            return None;
        };
        let old = scene.type_of(scene.column(table, column)?);
        let is_text = |name: &str| texts.contains(&name);
        let is_same = old.is_array == ty.is_array
            && (old.name == ty.name || is_text(&old.name) && is_text(&ty.name));
        let is_key_of_same_bits = old.is_serial() && old.bits() == ty.bits();
        (!is_same && !is_key_of_same_bits).then(|| {
            Finding::at(
                change.span,
                "another type at once",
                format!(
                    "code that runs takes `{}.{column}` for {}, and it is {} then",
                    table.shown(),
                    old.shown(),
                    ty.shown()
                ),
                "add a second column of the new type, and let the code change over; or stop the code meanwhile",
            )
        })
    })
}

fn default_dropped(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::DropDefault { column } = &change.kind else {
            return None;
        };
        let found = scene.column(table, column)?;
        let is_set_again = scene.changes_later(
            table,
            |kind| matches!(kind, ChangeKind::SetDefault { column: other } if other == column),
        );
        (!found.nullable && found.default.is_some() && !is_set_again).then(|| {
            Finding::at(
                change.span,
                "nothing fills it any more",
                format!(
                    "code that runs may leave `{}.{column}` out, which is NOT NULL",
                    table.shown()
                ),
                "deploy code that always writes it before this migration",
            )
        })
    })
}
