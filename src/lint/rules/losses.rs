//! What takes rows or things away that nobody has named.

use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, Deed};
use crate::lint::rule::{ALL, Example, POSTGRES, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "truncate",
        severity: Severity::Error,
        dialects: SERVERS,
        finds: "TRUNCATE of a table that was there",
        why: "All rows are gone. On PostgreSQL it takes an ACCESS EXCLUSIVE lock; on MySQL and MariaDB it cannot be rolled back.",
        example: Example {
            before: "CREATE TABLE visits (id bigint PRIMARY KEY, day date);",
            found: "TRUNCATE TABLE visits;",
            safer: &["DELETE FROM visits WHERE day < '2020-01-01';"],
        },
        claims: &[],
        check: truncate,
    },
    Rule {
        id: "delete-of-all-rows",
        severity: Severity::Error,
        dialects: ALL,
        finds: "DELETE without WHERE on a table that was there",
        why: "All rows are gone.",
        example: Example {
            before: "CREATE TABLE visits (id bigint PRIMARY KEY, day date);",
            found: "DELETE FROM visits;",
            safer: &["DELETE FROM visits WHERE day < '2020-01-01';"],
        },
        claims: &[],
        check: delete_of_all_rows,
    },
    Rule {
        id: "update-of-all-rows",
        severity: Severity::Warning,
        dialects: ALL,
        finds: "UPDATE without WHERE on a table that was there",
        why: "Every row is written in one transaction: each stays locked until its end, a large table is as long again on disk, and what \
              the column held is gone. A condition that tells the rows that are done (WHERE login IS NULL) makes it repeatable, and lets \
              it be done in pieces.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text, login text);",
            found: "UPDATE users SET login = lower(email);",
            safer: &["UPDATE users SET login = lower(email) WHERE login IS NULL;"],
        },
        claims: &[],
        check: update_of_all_rows,
    },
    Rule {
        id: "cascade",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "CASCADE: DROP and TRUNCATE of things that are not named",
        why: "Whatever stands on the thing goes with it: views, references, with TRUNCATE the rows of whole tables. What that is depends \
              on the database, and nobody reads it in the migration. Drop each by its name, and what was forgotten is an error.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);\n\
                     CREATE TABLE bans (id bigint PRIMARY KEY REFERENCES users (id));",
            found: "DROP TABLE users CASCADE;",
            safer: &["ALTER TABLE bans DROP CONSTRAINT bans_id_fkey;\n\
                      -- rowtype: allow drop-table nothing has read or written it since release 12\n\
                      DROP TABLE users;"],
        },
        claims: &[],
        check: cascade,
    },
    Rule {
        id: "drop-schema-or-database",
        severity: Severity::Error,
        dialects: SERVERS,
        finds: "DROP SCHEMA, DROP DATABASE",
        why: "All that is in it is gone.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "DROP DATABASE archive;",
            safer: &[
                "-- rowtype: allow drop-table nothing has read or written it since release 12\nDROP TABLE users;",
            ],
        },
        claims: &[],
        check: drop_schema_or_database,
    },
    Rule {
        id: "not-in-subquery",
        severity: Severity::Warning,
        dialects: ALL,
        finds: "NOT IN (SELECT ..) in a statement that changes rows",
        why: "One NULL among what the SELECT gives, and NOT IN is true of no row at all: nothing is changed, and nothing says so. \
              NOT EXISTS does what is meant.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);\n\
                     CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);",
            found: "DELETE FROM users WHERE id NOT IN (SELECT author_id FROM posts);",
            safer: &[
                "DELETE FROM users WHERE NOT EXISTS (SELECT 1 FROM posts WHERE posts.author_id = users.id);",
            ],
        },
        claims: &[],
        check: not_in_subquery,
    },
];

fn truncate(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Truncate { names, .. } = &scene.act().deed else {
        return Vec::new();
    };
    let used = names.iter().filter(|name| scene.is_used(name));
    used.map(|name| {
        Finding::at(
            name.span,
            "all rows are lost",
            format!("every row of `{}` is lost", name.shown()),
            "delete the rows that are not needed, by a condition",
        )
    })
    .collect()
}

fn delete_of_all_rows(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Delete {
            table,
            is_filtered: false,
        } if scene.is_used(table) => scene.whole(
            "all rows are lost",
            format!("every row of `{}` is lost", table.shown()),
            "write a WHERE",
        ),
        _ => Vec::new(),
    }
}

fn update_of_all_rows(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Update {
            table,
            is_filtered: false,
        } if scene.is_used(table) => scene.whole(
            "writes every row",
            format!("every row of `{}` is written in one transaction", table.shown()),
            "write a WHERE that tells the rows that are done from those that are not, and do it in pieces where there are many",
        ),
        _ => Vec::new(),
    }
}

fn cascade(scene: &Scene<'_>) -> Vec<Finding> {
    let act = scene.act();
    let cascades = match &act.deed {
        Deed::Drop { cascade, .. } | Deed::Truncate { cascade, .. } => *cascade,
        Deed::AlterTable { changes, .. } => changes.iter().any(|change| {
            matches!(
                change.kind,
                ChangeKind::DropColumn { cascade: true, .. }
                    | ChangeKind::DropConstraint { cascade: true }
            )
        }),
        _ => false,
    };
    if !cascades {
        return Vec::new();
    }
    let mut words = act.words.iter().rev();
    let word = words.find(|word| word.key == "cascade" && !word.is_quoted);
    let span = word.map_or(act.span, |word| word.span);
    vec![Finding::at(
        span,
        "takes along whatever stands on it",
        "CASCADE takes along things that are not named here",
        "drop each of them by its name before, and leave CASCADE out",
    )]
}

fn drop_schema_or_database(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Drop { kind, names, .. } if kind == "schema" || kind == "database" => {
            let names: Vec<String> = names.iter().map(|name| name.shown()).collect();
            scene.whole(
                "all that is in it is lost",
                format!("all that is in `{}` is lost", names.join(", ")),
                "drop what is in it by its names, and the empty schema then",
            )
        }
        _ => Vec::new(),
    }
}

fn not_in_subquery(scene: &Scene<'_>) -> Vec<Finding> {
    let words = &scene.act().words;
    let changes_rows = words
        .first()
        .is_some_and(|word| ["delete", "update", "insert", "with"].contains(&word.key.as_str()));
    if !changes_rows {
        return Vec::new();
    }
    let found = words.windows(4).find(|window| {
        let keys = window.iter().map(|word| word.key.as_str());
        keys.eq(["not", "in", "(", "select"])
    });
    let finding = |window: &[crate::lint::words::Word]| {
        Finding::at(
            window[0].span.to(window[3].span),
            "true of no row where one value is NULL",
            "NOT IN is true of no row when the SELECT gives a NULL",
            "write NOT EXISTS (SELECT 1 FROM .. WHERE ..)",
        )
    };
    found.map(finding).into_iter().collect()
}
