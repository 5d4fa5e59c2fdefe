//! Indexes and keys on tables that are in use (PostgreSQL).

use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, ConstraintKind, Deed};
use crate::lint::rule::{Claim, Example, Lock, POSTGRES, Rule};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "index-not-concurrent",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "CREATE INDEX without CONCURRENTLY on a table that was there",
        why: "CREATE INDEX takes a SHARE lock: nobody writes to the table until the whole index is built, which is minutes for a \
              large one. CONCURRENTLY builds it beside the writers. It cannot run in a transaction, so it is a migration of its own.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);",
            found: "CREATE INDEX orders_customer_id ON orders (customer_id);",
            safer: &["-- rowtype: no-transaction\n\
                      CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_id ON orders (customer_id);"],
        },
        claims: &[Claim::Locks(Lock::Share, "orders")],
        check: index_not_concurrent,
    },
    Rule {
        id: "drop-index-not-concurrent",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "DROP INDEX without CONCURRENTLY",
        why: "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table: it waits for every query that runs, and every query that \
              comes after waits for it. CONCURRENTLY waits without keeping anybody out.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE INDEX orders_note ON orders (note);",
            found: "DROP INDEX orders_note;",
            safer: &["-- rowtype: no-transaction\nDROP INDEX CONCURRENTLY IF EXISTS orders_note;"],
        },
        claims: &[Claim::Locks(Lock::AccessExclusive, "orders")],
        check: drop_index_not_concurrent,
    },
    Rule {
        id: "key-not-using-index",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "UNIQUE or PRIMARY KEY that builds its index on a table that was there",
        why: "The index of the key is built under an ACCESS EXCLUSIVE lock: nobody reads or writes the table meanwhile. An index that \
              is built beforehand, CONCURRENTLY, becomes a key by USING INDEX in a moment. The columns of a primary key must be NOT \
              NULL by then, or they are looked at as well.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            found: "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);",
            safer: &[
                "-- rowtype: no-transaction\n\
                 CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key ON users (email);",
                "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;",
            ],
        },
        claims: &[Claim::Scans("users")],
        check: key_not_using_index,
    },
    Rule {
        id: "exclusion-on-used-table",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "EXCLUDE on a table that was there",
        why: "An exclusion constraint builds its index under an ACCESS EXCLUSIVE lock, and there is no way to build it \
              beforehand. On a large table it takes a new table that has the constraint, to which rows are copied in pieces.",
        example: Example {
            before: "CREATE TABLE bookings (id bigint PRIMARY KEY, during tstzrange NOT NULL);",
            found: "ALTER TABLE bookings ADD CONSTRAINT bookings_during EXCLUDE USING gist (during WITH &&);",
            safer: &[
                "CREATE TABLE bookings_2 (\n  id bigint PRIMARY KEY,\n  during tstzrange NOT NULL,\n  \
                      CONSTRAINT bookings_during EXCLUDE USING gist (during WITH &&)\n);",
            ],
        },
        claims: &[Claim::Scans("bookings")],
        check: exclusion_on_used_table,
    },
    Rule {
        id: "reindex-not-concurrent",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "REINDEX without CONCURRENTLY",
        why: "REINDEX locks the table against writes and each index against readers, who then wait as well: planning a query \
              looks at all indexes of its tables.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE INDEX orders_note ON orders (note);",
            found: "REINDEX INDEX orders_note;",
            safer: &["-- rowtype: no-transaction\nREINDEX INDEX CONCURRENTLY orders_note;"],
        },
        claims: &[
            Claim::Locks(Lock::Share, "orders"),
            Claim::Locks(Lock::AccessExclusive, "orders_note"),
        ],
        check: reindex_not_concurrent,
    },
    Rule {
        id: "concurrent-in-transaction",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "CONCURRENTLY in a migration that is one transaction",
        why: "PostgreSQL refuses to build, drop or rebuild an index CONCURRENTLY inside of a transaction, and a partition to be \
              detached so. A migration is one transaction unless it says `-- rowtype: no-transaction`.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
            found: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);",
            safer: &["-- rowtype: no-transaction\n\
                      CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);"],
        },
        claims: &[Claim::Refused],
        check: concurrent_in_transaction,
    },
    Rule {
        id: "concurrent-not-repeatable",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "CREATE INDEX CONCURRENTLY without IF NOT EXISTS, DROP INDEX CONCURRENTLY without IF EXISTS",
        why: "Outside of a transaction a migration that fails half-way is run again from its beginning, and then fails at what is \
              there already. A build that has failed leaves an index behind that is not valid: look for it (`\\d orders`) and drop it first.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
            found: "-- rowtype: no-transaction\nCREATE INDEX CONCURRENTLY orders_note ON orders (note);",
            safer: &["-- rowtype: no-transaction\n\
                      CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);"],
        },
        claims: &[],
        check: concurrent_not_repeatable,
    },
];

fn index_not_concurrent(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::CreateIndex(index) = &scene.act().deed else {
        return Vec::new();
    };
    // An index on a partitioned table alone is made in a moment; those of its partitions are attached.
    if index.is_concurrent || index.is_only || !scene.is_used(&index.table) {
        return Vec::new();
    }
    let table = index.table.shown();
    let partitioned = scene.table(&index.table).is_some_and(|table| {
        let text = scene.sources.text(table.span).to_lowercase();
        text.contains("partition by")
    });
    let help = match partitioned {
        true => format!(
            "a partitioned table cannot have it CONCURRENTLY: `CREATE INDEX .. ON ONLY {table} ..`, then for each partition one \
             CONCURRENTLY, and `ALTER INDEX .. ATTACH PARTITION ..`"
        ),
        false => "write `CREATE INDEX CONCURRENTLY IF NOT EXISTS ..` in a migration of its own that begins with \
                  `-- rowtype: no-transaction`"
            .to_owned(),
    };
    scene.whole(
        "locks the table against writes",
        format!("nobody writes to `{table}` while this index is built"),
        help,
    )
}

fn drop_index_not_concurrent(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::DropIndex(index) = &scene.act().deed else {
        return Vec::new();
    };
    let made_here = |name: &str| {
        scene.earlier().iter().any(|act| {
            matches!(&act.deed, Deed::CreateIndex(made) if made.name.as_ref().is_some_and(|made| made.name == name))
        })
    };
    let names: Vec<String> = index
        .names
        .iter()
        .filter(|name| !made_here(&name.name))
        .map(|name| name.shown())
        .collect();
    if index.is_concurrent || names.is_empty() {
        return Vec::new();
    }
    scene.whole(
        "locks its table against everybody",
        format!("everybody waits while the index `{}` is dropped", names.join(", ")),
        "write `DROP INDEX CONCURRENTLY IF EXISTS ..` in a migration of its own that begins with `-- rowtype: no-transaction`",
    )
}

fn key_not_using_index(scene: &Scene<'_>) -> Vec<Finding> {
    let help = |table: &str| {
        format!(
            "build it first, in a migration with `-- rowtype: no-transaction`: `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS .. ON \
             {table} ..`; then `ALTER TABLE {table} ADD CONSTRAINT .. USING INDEX ..`"
        )
    };
    scene.each_change(|table, change| {
        let builds = match &change.kind {
            ChangeKind::AddColumn(column) => column.is_key || column.is_unique,
            ChangeKind::AddConstraint(constraint) => matches!(
                constraint.kind,
                ConstraintKind::Key {
                    uses_index: false,
                    ..
                } | ConstraintKind::Unique {
                    uses_index: false,
                    ..
                }
            ),
            _ => false,
        };
        let table = table.shown();
        builds.then(|| {
            Finding::at(
                change.span,
                "builds an index",
                format!("nobody reads or writes `{table}` while the index of this key is built"),
                help(&table),
            )
        })
    })
}

fn exclusion_on_used_table(scene: &Scene<'_>) -> Vec<Finding> {
    let added = scene.added().into_iter();
    added
        .filter(|(_, kind, _)| matches!(kind, ConstraintKind::Exclude))
        .map(|(table, _, span)| {
            Finding::at(
                span,
                "builds an index",
                format!("nobody reads or writes `{}` while this constraint is built", table.shown()),
                "there is no concurrent form: allow it where the table is small, else make a new table with the constraint \
                 and copy the rows in pieces",
            )
        })
        .collect()
}

fn reindex_not_concurrent(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Reindex {
        kind,
        name,
        is_concurrent: false,
    } = &scene.act().deed
    else {
        return Vec::new();
    };
    let shown = name.as_ref().map(|name| name.shown()).unwrap_or_default();
    scene.whole(
        "locks what it rebuilds",
        "nobody writes while this is rebuilt, and readers wait as well",
        format!(
            "write `REINDEX {} CONCURRENTLY {shown}` in a migration that begins with `-- rowtype: no-transaction`",
            kind.to_uppercase()
        ),
    )
}

fn concurrent_in_transaction(scene: &Scene<'_>) -> Vec<Finding> {
    let is_concurrent = match &scene.act().deed {
        Deed::CreateIndex(index) => index.is_concurrent,
        Deed::DropIndex(index) => index.is_concurrent,
        Deed::Reindex { is_concurrent, .. } => *is_concurrent,
        Deed::AlterTable { changes, .. } => changes.iter().any(
            |change| matches!(change.kind, ChangeKind::Detach { is_concurrent } if is_concurrent),
        ),
        _ => false,
    };
    match is_concurrent && scene.is_transaction {
        true => scene.whole(
            "refused in a transaction",
            "CONCURRENTLY does not work in a migration that is one transaction",
            "put it into a migration of its own that begins with `-- rowtype: no-transaction`",
        ),
        false => Vec::new(),
    }
}

fn concurrent_not_repeatable(scene: &Scene<'_>) -> Vec<Finding> {
    let words = match &scene.act().deed {
        Deed::CreateIndex(index) if index.is_concurrent && !index.if_not_exists => "IF NOT EXISTS",
        Deed::DropIndex(index) if index.is_concurrent && !index.if_exists => "IF EXISTS",
        _ => return Vec::new(),
    };
    scene.whole(
        "fails when it is run again",
        "this migration cannot be run again after it has failed half-way",
        format!("write {words} after CONCURRENTLY"),
    )
}
