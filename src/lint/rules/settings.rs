//! What a migration says of itself: how long it waits, and in which transaction it runs.

use crate::diagnostic::Severity;
use crate::lint::act::{Act, ChangeKind, Deed};
use crate::lint::rule::{ALL, Claim, Example, POSTGRES, POSTGRES_AND_SQLITE, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};
use crate::lint::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "no-lock-timeout",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "a strong lock on a table that was there, without a bound for waiting",
        why: "The statement itself may take a moment, but it waits for every query on the table that runs, and whoever comes after it waits \
              behind it: one long report, and the service stands still. With a bound the migration fails instead, and is tried again.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN bio text;",
            safer: &["SET LOCAL lock_timeout = '2s';\nALTER TABLE users ADD COLUMN bio text;"],
        },
        claims: &[],
        check: no_lock_timeout,
    },
    Rule {
        id: "no-statement-timeout",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "VALIDATE CONSTRAINT, UPDATE or DELETE on a table that was there, without a bound for how long it runs",
        why: "What looks at all rows or writes many takes as long as the table is large, keeps its locks and holds up VACUUM everywhere. \
              A bound says how long is still right, and ends it otherwise.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint);",
            found: "UPDATE orders SET total = 0 WHERE total IS NULL;",
            safer: &[
                "SET LOCAL statement_timeout = '10min';\nUPDATE orders SET total = 0 WHERE total IS NULL;",
            ],
        },
        claims: &[],
        check: no_statement_timeout,
    },
    Rule {
        id: "several-without-transaction",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "several statements in a migration with `-- rowtype: no-transaction`",
        why: "When one of them fails, those before it have happened, and the migration counts as not applied. With one statement in \
              each, nothing is half done.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text, day date);",
            found: "-- rowtype: no-transaction\n\
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);\n\
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_day ON orders (day);",
            safer: &[
                "-- rowtype: no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);",
                "-- rowtype: no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_day ON orders (day);",
            ],
        },
        claims: &[],
        check: several_without_transaction,
    },
    Rule {
        id: "enum-word-used-at-once",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a new word of an enum that is used in the transaction that adds it",
        why: "PostgreSQL refuses a new word of an enum until the transaction that adds it is committed.",
        example: Example {
            before: "CREATE TYPE mood AS ENUM ('glad');\nCREATE TABLE users (id bigint PRIMARY KEY, mood mood);",
            found: "ALTER TYPE mood ADD VALUE 'sad';\nUPDATE users SET mood = 'sad' WHERE mood IS NULL;",
            safer: &[
                "ALTER TYPE mood ADD VALUE 'sad';",
                "UPDATE users SET mood = 'sad' WHERE mood IS NULL;",
            ],
        },
        claims: &[Claim::Refused],
        check: enum_word_used_at_once,
    },
    Rule {
        id: "transaction-in-migration",
        severity: Severity::Error,
        dialects: ALL,
        finds: "BEGIN, COMMIT, ROLLBACK in a migration",
        why: "A migration and the line that says that it was applied are one transaction. COMMIT ends that one early: what fails after it \
              is half done, and the line may be missing.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "BEGIN;\nALTER TABLE users ADD COLUMN bio text;\nCOMMIT;",
            safer: &["ALTER TABLE users ADD COLUMN bio text;"],
        },
        claims: &[],
        check: transaction_in_migration,
    },
    Rule {
        id: "refused-in-transaction",
        severity: Severity::Error,
        dialects: POSTGRES_AND_SQLITE,
        finds: "a statement that the database takes only outside of a transaction: VACUUM, CREATE DATABASE, ALTER SYSTEM",
        why: "A migration is one transaction unless it says `-- rowtype: no-transaction`, and the database refuses the statement in one.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY);",
            found: "VACUUM orders;",
            safer: &["-- rowtype: no-transaction\nVACUUM orders;"],
        },
        claims: &[Claim::Refused],
        check: refused_in_transaction,
    },
    Rule {
        id: "setting-outlives-migration",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "SET without LOCAL in a migration that is one transaction",
        why: "It holds for the rest of the session: for the migrations that come after it and, behind a pooler, for whoever gets the \
              connection next. SET LOCAL ends with the transaction.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "SET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN bio text;",
            safer: &["SET LOCAL lock_timeout = '2s';\nALTER TABLE users ADD COLUMN bio text;"],
        },
        claims: &[],
        check: setting_outlives_migration,
    },
    Rule {
        id: "local-without-transaction",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "SET LOCAL in a migration with `-- rowtype: no-transaction`",
        why: "SET LOCAL lasts to the end of the transaction, and outside of one that is the end of itself: PostgreSQL only warns, and \
              nothing is set. SET does, and RESET takes it back.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
            found: "-- rowtype: no-transaction\n\
                    SET LOCAL lock_timeout = '2s';\n\
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);",
            safer: &["-- rowtype: no-transaction\n\
                      SET lock_timeout = '2s';\n\
                      CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);\n\
                      RESET lock_timeout;"],
        },
        claims: &[],
        check: local_without_transaction,
    },
];

fn no_lock_timeout(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(setting) = scene.rules().lock_timeout else {
        return Vec::new();
    };
    let Some(table) = scene.locked(scene.act()) else {
        return Vec::new();
    };
    let is_first = !scene
        .earlier()
        .iter()
        .any(|act| scene.locked(act).is_some());
    if !is_first || scene.has_set(setting) || says_wait(scene.act()) {
        return Vec::new();
    }
    let help = match scene.rules().is_transactional {
        true if scene.is_transaction => format!("`SET LOCAL {setting} = '2s';` before it"),
        true => format!("`SET {setting} = '2s';` before it, and `RESET {setting};` behind"),
        false => format!("`SET SESSION {setting} = 2;` before it"),
    };
    scene.whole(
        "waits without end",
        format!(
            "whoever uses `{}` waits while this statement waits for its lock",
            table.shown()
        ),
        help,
    )
}

/// `NOWAIT`, `WAIT 2` of MariaDB.
fn says_wait(act: &Act) -> bool {
    let mut words = act.words.iter();
    words.any(|word| ["wait", "nowait"].contains(&word.key.as_str()) && !word.is_quoted)
}

/// Whether a statement looks at all rows of a table that was there, or writes many.
fn runs_long(scene: &Scene<'_>, act: &Act) -> bool {
    match &act.deed {
        Deed::AlterTable { table, changes } => {
            let mut changes = changes.iter();
            scene.is_used(table)
                && changes.any(|change| matches!(change.kind, ChangeKind::Validate { .. }))
        }
        Deed::Update { table, .. } | Deed::Delete { table, .. } => scene.is_used(table),
        _ => false,
    }
}

fn no_statement_timeout(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(setting) = scene.rules().statement_timeout else {
        return Vec::new();
    };
    let is_first = !scene.earlier().iter().any(|act| runs_long(scene, act));
    if !is_first || !runs_long(scene, scene.act()) || scene.has_set(setting) {
        return Vec::new();
    }
    scene.whole(
        "runs as long as it takes",
        "nothing bounds how long this runs",
        format!("`SET LOCAL {setting} = '10min';` before it, or as long as it may take here"),
    )
}

fn several_without_transaction(scene: &Scene<'_>) -> Vec<Finding> {
    let counts = |act: &Act| {
        let mut words = Words::new(&act.words);
        !matches!(act.deed, Deed::Set { .. }) && !words.take("reset")
    };
    let before = scene.earlier().iter().filter(|act| counts(act)).count();
    match !scene.is_transaction && counts(scene.act()) && before == 1 {
        true => scene.whole(
            "stays undone when it fails, and the one before it done",
            "this migration can be left half done",
            "put each statement into a migration of its own",
        ),
        false => Vec::new(),
    }
}

fn enum_word_used_at_once(scene: &Scene<'_>) -> Vec<Finding> {
    if !scene.is_transaction {
        return Vec::new();
    }
    let made_here = |act: &Act| {
        let mut words = Words::new(&act.words);
        words.take("create type")
    };
    if scene.earlier().iter().any(made_here) {
        return Vec::new();
    }
    let added = scene.earlier().iter().filter_map(|act| match &act.deed {
        Deed::AddWord { word, .. } => Some(format!("'{word}'")),
        _ => None,
    });
    let added: Vec<String> = added.collect();
    let act = scene.act();
    let is_about_words = matches!(act.deed, Deed::AddWord { .. } | Deed::RenameWord { .. });
    let mut words = act.words.iter();
    let used = words.find(|word| added.contains(&word.key));
    match used.filter(|_| !is_about_words) {
        Some(word) => vec![Finding::at(
            word.span,
            "not known until the transaction ends",
            format!(
                "the new word {} cannot be used in the migration that adds it",
                word.key
            ),
            "put ADD VALUE into a migration of its own before this one",
        )],
        None => Vec::new(),
    }
}

fn transaction_in_migration(scene: &Scene<'_>) -> Vec<Finding> {
    match scene.act().deed {
        Deed::Transaction => scene.whole(
            "ends or begins the migration's own transaction",
            "a migration begins and ends no transaction itself",
            "leave it out: a migration is one transaction, unless it says `-- rowtype: no-transaction`",
        ),
        _ => Vec::new(),
    }
}

fn refused_in_transaction(scene: &Scene<'_>) -> Vec<Finding> {
    if !scene.is_transaction {
        return Vec::new();
    }
    let refused = scene.rules().refused_in_transaction.iter();
    let head = refused
        .copied()
        .find(|head| Words::new(&scene.act().words).begins(head));
    match head {
        Some(head) => scene.whole(
            "refused in a transaction",
            format!(
                "{} does not work in a migration that is one transaction",
                head.to_uppercase()
            ),
            "put it into a migration of its own that begins with `-- rowtype: no-transaction`",
        ),
        None => Vec::new(),
    }
}

fn setting_outlives_migration(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Set {
        name,
        is_local: false,
        ..
    } = &scene.act().deed
    else {
        return Vec::new();
    };
    let is_reset = scene.later().iter().any(|act| {
        let mut words = Words::new(&act.words);
        words.take("reset") && (words.begins("all") || words.begins(name))
    });
    if !scene.is_transaction || is_reset {
        return Vec::new();
    }
    scene.whole(
        "holds for the rest of the session",
        format!("`{name}` stays set after this migration"),
        format!("write `SET LOCAL {name} ..`"),
    )
}

fn local_without_transaction(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Set {
            name,
            is_local: true,
            ..
        } if !scene.is_transaction => scene.whole(
            "sets nothing",
            format!("SET LOCAL {name} has no effect outside of a transaction"),
            format!("write `SET {name} ..`, and `RESET {name};` at the end"),
        ),
        _ => Vec::new(),
    }
}
