//! Names and things that the code that runs while a migration is applied, and until it is replaced, still asks for.

use crate::catalog::Generated;
use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, Deed};
use crate::lint::rule::{ALL, Example, POSTGRES, Rule};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "rename-table",
        severity: Severity::Error,
        dialects: ALL,
        finds: "another name for a table that was there",
        why: "Code that runs asks for the old name, and gets an error from this moment until all of it is replaced. A view under one of \
              the names bridges the time: PostgreSQL and MySQL pass writes to a simple view on to its table.",
        example: Example {
            before: "CREATE TABLE people (id bigint PRIMARY KEY);",
            found: "ALTER TABLE people RENAME TO users;",
            safer: &["CREATE VIEW users AS SELECT id FROM people;"],
        },
        claims: &[],
        check: rename_table,
    },
    Rule {
        id: "rename-column",
        severity: Severity::Error,
        dialects: ALL,
        finds: "another name for a column of a table that was there",
        why: "Code that runs asks for the old name, and gets an error from this moment until all of it is replaced. A second column that \
              is kept up with the first bridges the time: add it, let the code write both, fill it, let the code read it, drop the first.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, mail text);",
            found: "ALTER TABLE users RENAME COLUMN mail TO email;",
            safer: &[
                "ALTER TABLE users ADD COLUMN email text;",
                "UPDATE users SET email = mail WHERE email IS NULL;",
            ],
        },
        claims: &[],
        check: rename_column,
    },
    Rule {
        id: "drop-table",
        severity: Severity::Error,
        dialects: ALL,
        finds: "DROP TABLE of one that was there",
        why: "Its rows are gone, and code that still asks for it gets an error. Deploy code that does without it, wait until all of the old \
              code has gone, and say so above the statement: that is what the reason of `allow` is for.",
        example: Example {
            before: "CREATE TABLE drafts (id bigint PRIMARY KEY);",
            found: "DROP TABLE drafts;",
            safer: &[
                "-- rowtype: allow drop-table nothing has read or written it since release 12, and there is a backup\n\
                      DROP TABLE drafts;",
            ],
        },
        claims: &[],
        check: drop_table,
    },
    Rule {
        id: "drop-column",
        severity: Severity::Error,
        dialects: ALL,
        finds: "DROP COLUMN of one that was there",
        why: "Its values are gone, and code that still names it, in a SELECT or an INSERT, gets an error. Deploy code that does without it, \
              wait until all of the old code has gone, and say so above the statement: that is what the reason of `allow` is for.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, bio text);",
            found: "ALTER TABLE users DROP COLUMN bio;",
            safer: &[
                "-- rowtype: allow drop-column nothing has read or written it since release 12\n\
                      ALTER TABLE users DROP COLUMN bio;",
            ],
        },
        claims: &[],
        check: drop_column,
    },
    Rule {
        id: "drop-view",
        severity: Severity::Error,
        dialects: ALL,
        finds: "DROP VIEW of one that the same migration does not make again",
        why: "Code that still reads it gets an error. Deploy code that does without it, wait until all of the old code has gone, and say so \
              above the statement.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE VIEW people AS SELECT id FROM users;",
            found: "DROP VIEW people;",
            safer: &["DROP VIEW people;\nCREATE VIEW people AS SELECT id AS user_id FROM users;"],
        },
        claims: &[],
        check: drop_view,
    },
    Rule {
        id: "rename-type",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "another name for a view, type, domain or schema",
        why: "Code that runs asks for the old name, or is told the new name of a type that it does not know, until all of it is replaced.",
        example: Example {
            before: "CREATE TYPE mood AS ENUM ('glad', 'sad');",
            found: "ALTER TYPE mood RENAME TO feeling;",
            safer: &["CREATE TYPE feeling AS ENUM ('glad', 'sad');"],
        },
        claims: &[],
        check: rename_type,
    },
    Rule {
        id: "rename-enum-word",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "another name for a word of an enum",
        why: "Code that runs reads a word that it does not know, and writes one that is no longer there. Add the new word, let the code know \
              both, change the rows, and then leave the old one alone: an enum's word that nobody uses costs nothing.",
        example: Example {
            before: "CREATE TYPE mood AS ENUM ('glad', 'sad');",
            found: "ALTER TYPE mood RENAME VALUE 'glad' TO 'happy';",
            safer: &["ALTER TYPE mood ADD VALUE 'happy';"],
        },
        claims: &[],
        check: rename_enum_word,
    },
];

fn rename_table(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::RenameTable { to } = &change.kind else {
            return None;
        };
        // A table that takes the place of this one keeps the code going.
        if scene.comes_again(table) {
            return None;
        }
        let (from, to) = (table.shown(), to.shown());
        Some(Finding::at(
            change.span,
            "the old name is gone at once",
            format!("code that runs still asks for `{from}`"),
            format!("keep the old name alive meanwhile, by a view: `CREATE VIEW {from} AS SELECT .. FROM {to}`, in this migration"),
        ))
    })
}

fn rename_column(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let (from, to) = match &change.kind {
            ChangeKind::RenameColumn { from, to } => (from, to),
            ChangeKind::Redefine { old, column } if *old != column.name => (old, &column.name),
            _ => return None,
        };
        let table = table.shown();
        Some(Finding::at(
            change.span,
            "the old name is gone at once",
            format!("code that runs still asks for `{table}.{from}`"),
            format!("add `{to}` as a second column, let the code write both, fill it, let the code read it, and drop `{from}` then"),
        ))
    })
}

fn drop_table(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Drop { kind, names, .. } = &scene.act().deed else {
        return Vec::new();
    };
    if !kind.ends_with("table") {
        return Vec::new();
    }
    // A table that is filled from this one, and then takes its name, keeps the rows.
    let gone = names.iter().filter(|name| {
        scene.is_used(name) && !scene.was_made_by_up(name) && !scene.is_taken_over(name)
    });
    gone.map(|name| {
        let shown = name.shown();
        Finding::at(
            name.span,
            "its rows are lost",
            format!("the rows of `{shown}` are lost, and code that runs may still ask for it"),
            "when nothing uses it any more, say since when: `-- rowtype: allow drop-table <reason>` above the statement",
        )
    })
    .collect()
}

fn drop_column(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::DropColumn { name, .. } = &change.kind else {
            return None;
        };
        // What is computed is computed anew where the column comes again.
        let comes_again = scene.changes_later(
            table,
            |kind| matches!(kind, ChangeKind::AddColumn(column) if column.name == *name),
        );
        let is_computed = scene
            .column(table, name)
            .is_some_and(|column| column.generated == Generated::Computed);
        if scene.column_was_made_by_up(table, name) || is_computed && comes_again {
            return None;
        }
        let shown = table.shown();
        Some(Finding::at(
            change.span,
            "its values are lost",
            format!("the values of `{shown}.{name}` are lost, and code that runs may still name it"),
            "when nothing uses it any more, say since when: `-- rowtype: allow drop-column <reason>` above the statement",
        ))
    })
}

fn drop_view(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Drop { kind, names, .. } = &scene.act().deed else {
        return Vec::new();
    };
    if !kind.ends_with("view") {
        return Vec::new();
    }
    let gone = names
        .iter()
        .filter(|name| !scene.comes_again(name) && !scene.was_made_by_up(name));
    gone.map(|name| {
        Finding::at(
            name.span,
            "gone at once",
            format!("code that runs may still read `{}`", name.shown()),
            "when nothing reads it any more, say since when: `-- rowtype: allow drop-view <reason>` above the statement",
        )
    })
    .collect()
}

fn rename_type(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Rename { kind, name }
            if ["view", "type", "domain", "schema"].contains(&kind.as_str())
                && !scene.comes_again(name) =>
        {
            scene.whole(
                "the old name is gone at once",
                format!("code that runs still asks for `{}`", name.shown()),
                "make a second one under the new name, and drop the old one when nothing uses it any more",
            )
        }
        _ => Vec::new(),
    }
}

fn rename_enum_word(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::RenameWord { name, word } => scene.whole(
            "the old word is gone at once",
            format!("code that runs still writes `{word}` of `{}`", name.shown()),
            "add the new word, let the code know both, and change the rows; a word that nobody uses costs nothing",
        ),
        _ => Vec::new(),
    }
}
