//! What SQLite does otherwise than one expects.

use crate::catalog::Table;
use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, Deed};
use crate::lint::rule::{Claim, Example, Rule, SQLITE};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "rebuild-takes-children",
        severity: Severity::Error,
        dialects: SQLITE,
        finds: "DROP TABLE of a table that others refer to, in a migration that does not begin with PRAGMA foreign_keys = OFF",
        why: "Where references are held, DROP TABLE deletes the rows first: what refers to them with ON DELETE CASCADE is deleted as well, \
              with SET NULL it forgets them, and without either the migration fails. The new table with the same rows comes too late.",
        example: Example {
            before: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n\
                     CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);\n\
                     CREATE INDEX posts_author_id ON posts (author_id);",
            found: "CREATE TABLE users_2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n\
                    INSERT INTO users_2 SELECT id, name FROM users;\n\
                    DROP TABLE users;\n\
                    ALTER TABLE users_2 RENAME TO users;",
            safer: &["PRAGMA foreign_keys = OFF;\n\
                      CREATE TABLE users_2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n\
                      INSERT INTO users_2 SELECT id, name FROM users;\n\
                      DROP TABLE users;\n\
                      ALTER TABLE users_2 RENAME TO users;"],
        },
        claims: &[],
        check: rebuild_takes_children,
    },
    Rule {
        id: "rebuild-renames-old-table",
        severity: Severity::Error,
        dialects: SQLITE,
        finds: "a table that gets another name so that a new one can take its place, while others refer to it",
        why: "References, views and triggers of others follow the old table to its new name, and lead nowhere when it is dropped. Make the \
              new table under another name, drop the old one, and rename the new one then.",
        example: Example {
            before: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n\
                     CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES users (id));\n\
                     CREATE INDEX posts_author_id ON posts (author_id);",
            found: "PRAGMA foreign_keys = OFF;\n\
                    ALTER TABLE users RENAME TO users_old;\n\
                    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n\
                    INSERT INTO users SELECT id, name FROM users_old;\n\
                    DROP TABLE users_old;",
            safer: &["PRAGMA foreign_keys = OFF;\n\
                      CREATE TABLE users_2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n\
                      INSERT INTO users_2 SELECT id, name FROM users;\n\
                      DROP TABLE users;\n\
                      ALTER TABLE users_2 RENAME TO users;"],
        },
        claims: &[],
        check: rebuild_renames_old_table,
    },
    Rule {
        id: "drop-column-in-use",
        severity: Severity::Error,
        dialects: SQLITE,
        finds: "DROP COLUMN of one that a key, index, reference or CHECK names",
        why: "SQLite refuses it. Drop the index before; a column of a key, a reference or a CHECK needs a new table.",
        example: Example {
            before: "CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT);\nCREATE INDEX users_bio ON users (bio);",
            found: "-- rowtype: allow drop-column nothing has read or written it since release 12\n\
                    ALTER TABLE users DROP COLUMN bio;",
            safer: &["DROP INDEX users_bio;\n\
                      -- rowtype: allow drop-column nothing has read or written it since release 12\n\
                      ALTER TABLE users DROP COLUMN bio;"],
        },
        claims: &[Claim::Refused],
        check: drop_column_in_use,
    },
    Rule {
        id: "column-cannot-be-added",
        severity: Severity::Error,
        dialects: SQLITE,
        finds: "ADD COLUMN with PRIMARY KEY, UNIQUE, a stored value, or a DEFAULT that is not constant",
        why: "SQLite refuses it: CURRENT_TIMESTAMP always, an expression in parentheses where there are rows. UNIQUE is an index that is \
              made after the column.",
        example: Example {
            before: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN email TEXT UNIQUE;",
            safer: &[
                "ALTER TABLE users ADD COLUMN email TEXT;\nCREATE UNIQUE INDEX users_email ON users (email);",
            ],
        },
        claims: &[Claim::Refused],
        check: column_cannot_be_added,
    },
    Rule {
        id: "pragma-without-effect",
        severity: Severity::Error,
        dialects: SQLITE,
        finds: "PRAGMA foreign_keys or journal_mode within a migration",
        why: "SQLite takes neither in a transaction, and says nothing: references are held all the same. Where the first statement of a \
              migration is PRAGMA foreign_keys = OFF, `rowtype migrate` lets references go before the transaction, looks at all of them \
              before its end, and holds them again after it.",
        example: Example {
            before: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN bio TEXT;\nPRAGMA foreign_keys = OFF;",
            safer: &["PRAGMA foreign_keys = OFF;\nALTER TABLE users ADD COLUMN bio TEXT;"],
        },
        claims: &[],
        check: pragma_without_effect,
    },
];

/// Whether the migration begins so that references are let go.
fn lets_references_go(scene: &Scene<'_>) -> bool {
    scene.acts.first().is_some_and(|act| match &act.deed {
        Deed::Pragma { name, value } => {
            name.eq_ignore_ascii_case("foreign_keys")
                && ["off", "0", "false", "no"].contains(&value.to_lowercase().as_str())
        }
        _ => false,
    })
}

/// A table other than this one that refers to it.
fn child<'a>(scene: &Scene<'a>, table: &Table) -> Option<&'a Table> {
    let mut tables = scene.catalog.tables.iter();
    tables.find(|other| {
        let is_there = scene.catalog.find_table(None, &other.name) == Some(other.id);
        let mut keys = other.foreign_keys.iter();
        is_there && other.id != table.id && keys.any(|key| key.target == table.id)
    })
}

fn rebuild_takes_children(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Drop { kind, names, .. } = &scene.act().deed else {
        return Vec::new();
    };
    if kind != "table" || lets_references_go(scene) {
        return Vec::new();
    }
    let find = |name: &crate::lint::words::Name| {
        let table = scene.table(name).filter(|_| scene.is_used(name))?;
        let child = child(scene, table)?;
        Some(Finding::at(
            name.span,
            "deletes its rows first",
            format!(
                "the rows of `{}` that refer to `{}` go with it, or stop it",
                child.name, table.name
            ),
            "begin the migration with `PRAGMA foreign_keys = OFF;`",
        ))
    };
    names.iter().filter_map(find).collect()
}

fn rebuild_renames_old_table(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|name, change| {
        let is_renamed = matches!(change.kind, ChangeKind::RenameTable { .. });
        let keeps_references = scene.earlier().iter().any(|act| {
            matches!(&act.deed, Deed::Pragma { name, .. } if name.eq_ignore_ascii_case("legacy_alter_table"))
        });
        if !is_renamed || keeps_references || !scene.comes_again(name) {
            return None;
        }
        let child = child(scene, scene.table(name)?)?;
        Some(Finding::at(
            change.span,
            "references follow the old table",
            format!("`{}` refers to the old table under its new name from here on", child.name),
            format!("make the new table under another name, drop `{0}`, and rename the new one to `{0}`", name.name),
        ))
    })
}

fn drop_column_in_use(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|name, change| {
        let ChangeKind::DropColumn { name: column, .. } = &change.kind else {
            return None;
        };
        let (table, index) = (scene.table(name)?, scene.column(name, column)?.id.index);
        let used_by = used_by(scene, table, index)?;
        Some(Finding::at(
            change.span,
            "SQLite refuses it",
            format!("`{}.{column}` cannot be dropped: {used_by} names it", table.name),
            "drop the index before; for a key, a reference or a CHECK make the table anew, as `rowtype diff` does",
        ))
    })
}

fn used_by(scene: &Scene<'_>, table: &Table, column: u32) -> Option<String> {
    if table.primary_key.contains(&column) {
        return Some("the primary key".to_owned());
    }
    let mut indexes = scene.indexes(table);
    if let Some(index) = indexes.find(|index| index.reads.contains(&column)) {
        return Some(format!("the index `{}`", index.name));
    }
    let holds = |columns: &[u32]| columns.contains(&column);
    if table.uniques.iter().any(|unique| holds(&unique.columns)) {
        return Some("a UNIQUE".to_owned());
    }
    // What is written at the column itself goes with it.
    let own = table.columns.get(column as usize)?.span;
    let keys = table.foreign_keys.iter();
    if keys
        .filter(|key| holds(&key.columns))
        .any(|key| !own.contains(key.span))
    {
        return Some("a reference".to_owned());
    }
    let checks = table.checks.iter();
    checks
        .filter(|check| holds(&check.columns))
        .any(|check| !own.contains(check.span))
        .then(|| "a CHECK".to_owned())
}

fn column_cannot_be_added(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|_, change| {
        let ChangeKind::AddColumn(column) = &change.kind else {
            return None;
        };
        let default = column.default.as_deref().unwrap_or_default();
        let is_clock = default
            .first()
            .is_some_and(|word| word.key.starts_with("current_"));
        let is_expression = default.first().is_some_and(|word| word.key == "(");
        let what = match () {
            () if column.is_key => "PRIMARY KEY",
            () if column.is_unique => "UNIQUE",
            () if column.is_computed && column.is_stored => "STORED",
            () if is_clock || is_expression => "a DEFAULT that is not constant",
            () => return None,
        };
        Some(Finding::at(
            change.span,
            "SQLite refuses it",
            format!("`{}` cannot be added with {what}", column.name),
            "add it without, and make a UNIQUE INDEX then; or make the table anew, as `rowtype diff` does",
        ))
    })
}

fn pragma_without_effect(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Pragma { name, .. } = &scene.act().deed else {
        return Vec::new();
    };
    let name = name.to_lowercase();
    // At the end of a rebuild it says what happens anyway.
    let is_right = name == "foreign_keys" && lets_references_go(scene);
    if is_right || !["foreign_keys", "journal_mode"].contains(&name.as_str()) {
        return Vec::new();
    }
    scene.whole(
        "without effect in a transaction",
        format!("PRAGMA {name} does nothing here"),
        "`PRAGMA foreign_keys = OFF;` must be the first statement of the migration; other settings belong to the connection",
    )
}
