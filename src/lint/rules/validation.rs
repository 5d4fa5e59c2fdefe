//! Constraints that look at all rows of a table that is in use (PostgreSQL).

use crate::diagnostic::Severity;
use crate::lint::act::{Change, ChangeKind, ConstraintKind, Deed};
use crate::lint::rule::{Claim, Example, POSTGRES, Rule};
use crate::lint::scene::{Finding, Scene};
use crate::lint::words::Name;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "foreign-key-checked-at-once",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a foreign key without NOT VALID on a table that was there",
        why: "Every row is looked for in the other table, and both tables have a SHARE ROW EXCLUSIVE lock meanwhile: nobody writes to \
              either. NOT VALID adds the key in a moment, for new rows; VALIDATE CONSTRAINT, in a migration of its own, then \
              looks at the old ones while everybody goes on.",
        example: Example {
            before: "CREATE TABLE customers (id bigint PRIMARY KEY);\n\
                     CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);\n\
                     CREATE INDEX orders_customer_id ON orders (customer_id);",
            found: "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);",
            safer: &[
                "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;",
                "ALTER TABLE orders VALIDATE CONSTRAINT orders_customer;",
            ],
        },
        claims: &[Claim::Scans("orders")],
        check: foreign_key_checked_at_once,
    },
    Rule {
        id: "check-checked-at-once",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a CHECK without NOT VALID on a table that was there",
        why: "Every row is looked at under an ACCESS EXCLUSIVE lock: nobody reads or writes the table meanwhile. NOT VALID adds the \
              constraint in a moment, for new rows; VALIDATE CONSTRAINT, in a migration of its own, looks at the old ones while \
              everybody goes on.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint NOT NULL);",
            found: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
            safer: &[
                "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
                "ALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
            ],
        },
        claims: &[Claim::Scans("orders")],
        check: check_checked_at_once,
    },
    Rule {
        id: "validated-in-same-migration",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "VALIDATE CONSTRAINT in the transaction that takes a strong lock on the table",
        why: "A lock is held to the end of its transaction. The strong one of ADD CONSTRAINT .. NOT VALID, or of any other change of \
              the table, is still there while VALIDATE looks at all rows: nothing is won by NOT VALID then.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint NOT NULL);",
            found: "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\n\
                    ALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
            safer: &[
                "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;",
                "ALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
            ],
        },
        claims: &[Claim::Scans("orders")],
        check: validated_in_same_migration,
    },
    Rule {
        id: "set-not-null-scans",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "SET NOT NULL on a table that was there, without a validated CHECK that says so",
        why: "Every row is looked at under an ACCESS EXCLUSIVE lock: nobody reads or writes the table meanwhile. Where a validated CHECK \
              (column IS NOT NULL) is there, PostgreSQL trusts it and looks at none.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
            found: "ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
            safer: &[
                "ALTER TABLE users ADD CONSTRAINT users_email_there CHECK (email IS NOT NULL) NOT VALID;",
                "ALTER TABLE users VALIDATE CONSTRAINT users_email_there;",
                "ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n\
                 ALTER TABLE users DROP CONSTRAINT users_email_there;",
            ],
        },
        claims: &[Claim::Scans("users")],
        check: set_not_null_scans,
    },
    Rule {
        id: "attach-partition-scans",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "ATTACH PARTITION of a table that was there, without a CHECK that says what its rows are",
        why: "Every row of the new partition is looked at under an ACCESS EXCLUSIVE lock on it, and every row of the default partition \
              with it. Where a validated CHECK on the table says the same as the bounds, none is looked at; the column must be NOT NULL.",
        example: Example {
            before: "CREATE TABLE events (day date NOT NULL, name text) PARTITION BY RANGE (day);\n\
                     CREATE TABLE events_2027 (day date NOT NULL, name text);",
            found: "ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');",
            safer: &[
                "ALTER TABLE events_2027 ADD CONSTRAINT events_2027_day CHECK (day >= '2027-01-01' AND day < '2028-01-01') NOT VALID;",
                "ALTER TABLE events_2027 VALIDATE CONSTRAINT events_2027_day;",
                "ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');",
            ],
        },
        claims: &[Claim::Scans("events_2027")],
        check: attach_partition_scans,
    },
    Rule {
        id: "rows-changed-under-lock",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "UPDATE or DELETE of all rows in the transaction that has changed their table",
        why: "A lock is held to the end of its transaction. While all rows are written the table is closed for everybody, by the \
              ACCESS EXCLUSIVE lock of the ALTER TABLE before. Change the table first, write the rows in a migration of its own, in pieces \
              where there are many, and demand what they must be after that.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            found: "ALTER TABLE users ADD COLUMN login text;\nUPDATE users SET login = lower(email);",
            safer: &[
                "ALTER TABLE users ADD COLUMN login text;",
                "UPDATE users SET login = lower(email) WHERE login IS NULL;",
            ],
        },
        claims: &[Claim::Scans("users")],
        check: rows_changed_under_lock,
    },
];

fn foreign_key_checked_at_once(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let target = match &change.kind {
            ChangeKind::AddConstraint(constraint) if !constraint.is_not_valid => {
                match &constraint.kind {
                    ConstraintKind::Reference { target, .. } => &target.target,
                    _ => return None,
                }
            }
            ChangeKind::AddColumn(column) => &column.reference.as_ref()?.target,
            _ => return None,
        };
        let table = table.shown();
        Some(Finding::at(
            change.span,
            "looks at every row",
            format!(
                "nobody writes to `{table}` or `{}` while every row of `{table}` is looked for there",
                target.shown()
            ),
            format!(
                "add it with NOT VALID, and in a later migration `ALTER TABLE {table} VALIDATE CONSTRAINT ..`; a column and its \
                 reference are two statements then"
            ),
        ))
    })
}

fn check_checked_at_once(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let is_checked = match &change.kind {
            ChangeKind::AddConstraint(constraint) => {
                matches!(constraint.kind, ConstraintKind::Check) && !constraint.is_not_valid
            }
            ChangeKind::AddColumn(column) => column.has_check,
            _ => false,
        };
        let table = table.shown();
        is_checked.then(|| {
            Finding::at(
                change.span,
                "looks at every row",
                format!("nobody reads or writes `{table}` while this checks every row"),
                format!("add it with NOT VALID, and in a later migration `ALTER TABLE {table} VALIDATE CONSTRAINT ..`"),
            )
        })
    })
}

/// Whether an earlier statement of the same transaction keeps everybody out of a table.
fn is_locked_by(scene: &Scene<'_>, table: &Name) -> bool {
    let mut earlier = scene.earlier().iter();
    scene.is_transaction
        && earlier.any(|act| {
            matches!(act.deed, Deed::AlterTable { .. })
                && scene
                    .locked(act)
                    .is_some_and(|locked| locked.name == table.name)
        })
}

fn validated_in_same_migration(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let is_validated = matches!(change.kind, ChangeKind::Validate { .. });
        (is_validated && is_locked_by(scene, table)).then(|| {
            Finding::at(
                change.span,
                "the lock of an earlier statement is still held",
                format!(
                    "`{}` stays locked while every row is checked",
                    table.shown()
                ),
                "put VALIDATE CONSTRAINT into a migration of its own",
            )
        })
    })
}

fn set_not_null_scans(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::SetNotNull { column } = &change.kind else {
            return None;
        };
        let is_already = scene
            .column(table, column)
            .is_some_and(|column| !column.nullable);
        if is_already || scene.is_proven(table, column) {
            return None;
        }
        let table = table.shown();
        Some(Finding::at(
            change.span,
            "looks at every row",
            format!("nobody reads or writes `{table}` while every row is looked at for a NULL in `{column}`"),
            format!(
                "first `ALTER TABLE {table} ADD CONSTRAINT {column}_there CHECK ({column} IS NOT NULL) NOT VALID`, in a second migration \
                 VALIDATE CONSTRAINT, in a third SET NOT NULL and DROP CONSTRAINT"
            ),
        ))
    })
}

fn attach_partition_scans(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::AlterTable { changes, .. } = &scene.act().deed else {
        return Vec::new();
    };
    let find = |change: &Change| {
        let ChangeKind::Attach {
            partition,
            is_default,
        } = &change.kind
        else {
            return None;
        };
        if !scene.is_used(partition) {
            return None;
        }
        let has_check = scene.table(partition).is_some_and(|table| {
            let mut checks = table.checks.iter();
            checks.any(|check| {
                let name = check.name.as_deref().unwrap_or_default();
                !scene.is_not_valid(partition, name)
            })
        });
        let shown = partition.shown();
        (!has_check && !is_default).then(|| {
            Finding::at(
                change.span,
                "looks at every row",
                format!("nobody reads or writes `{shown}` while every row is compared with these bounds"),
                format!(
                    "first add a CHECK to `{shown}` that says the same as the bounds, NOT VALID, and validate it in a migration of its own"
                ),
            )
        })
    };
    changes.iter().filter_map(find).collect()
}

fn rows_changed_under_lock(scene: &Scene<'_>) -> Vec<Finding> {
    let (Deed::Update { table, is_filtered } | Deed::Delete { table, is_filtered }) =
        &scene.act().deed
    else {
        return Vec::new();
    };
    // A condition on a column that was added just now lets all rows through.
    let is_of_new_column = scene.earlier().iter().any(|act| {
        let Deed::AlterTable { changes, .. } = &act.deed else {
            return false;
        };
        changes.iter().any(|change| match &change.kind {
            ChangeKind::AddColumn(column) => {
                let mut words = scene.act().words.iter();
                words.any(|word| word.is_name && word.key == column.name)
            }
            _ => false,
        })
    });
    if !scene.is_used(table) || !is_locked_by(scene, table) || *is_filtered && !is_of_new_column {
        return Vec::new();
    }
    let table = table.shown();
    scene.whole(
        "the lock of an earlier statement is still held",
        format!("nobody reads or writes `{table}` while its rows are written"),
        "write the rows in a migration of its own, after the one that changes the table",
    )
}
