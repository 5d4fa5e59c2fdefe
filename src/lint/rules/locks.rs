//! Other statements that keep everybody else out (PostgreSQL).

use crate::diagnostic::Severity;
use crate::lint::act::{ChangeKind, Deed};
use crate::lint::rule::{Claim, Example, Lock, POSTGRES, Rule};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "refresh-not-concurrent",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
        why: "Nobody reads the view while its query runs. CONCURRENTLY keeps the old rows readable until the new ones are there; it \
              needs a unique index on plain columns of the view, without WHERE.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, day date NOT NULL);\n\
                     CREATE MATERIALIZED VIEW days AS SELECT day, count(*) AS orders FROM orders GROUP BY day;\n\
                     CREATE UNIQUE INDEX days_day ON days (day);",
            found: "REFRESH MATERIALIZED VIEW days;",
            safer: &["REFRESH MATERIALIZED VIEW CONCURRENTLY days;"],
        },
        claims: &[Claim::Locks(Lock::AccessExclusive, "days")],
        check: refresh_not_concurrent,
    },
    Rule {
        id: "detach-not-concurrent",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "DETACH PARTITION without CONCURRENTLY",
        why: "DETACH takes an ACCESS EXCLUSIVE lock on the partitioned table itself: it waits for every query on any partition, and \
              every query after it waits as well. CONCURRENTLY lets them go on; it is not possible where there is a default partition.",
        example: Example {
            before: "CREATE TABLE events (day date NOT NULL, name text) PARTITION BY RANGE (day);\n\
                     CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
            found: "ALTER TABLE events DETACH PARTITION events_2020;",
            safer: &[
                "-- rowtype: no-transaction\nALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;",
            ],
        },
        claims: &[Claim::Locks(Lock::AccessExclusive, "events")],
        check: detach_not_concurrent,
    },
    Rule {
        id: "partition-made-in-place",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "CREATE TABLE .. PARTITION OF a table that was there",
        why: "It takes an ACCESS EXCLUSIVE lock on the partitioned table: it waits for every query on any partition, and every query \
              after it waits as well. A table that is made by itself and then attached takes a lock that lets them go on.",
        example: Example {
            before: "CREATE TABLE events (day date NOT NULL, name text) PARTITION BY RANGE (day);",
            found: "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');",
            safer: &["CREATE TABLE events_2027 (LIKE events INCLUDING ALL);\n\
                      ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');"],
        },
        claims: &[Claim::Locks(Lock::AccessExclusive, "events")],
        check: partition_made_in_place,
    },
    Rule {
        id: "lock-table",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "LOCK TABLE",
        why: "LOCK TABLE takes ACCESS EXCLUSIVE where no mode is said, and holds it to the end of the migration. What has to be kept \
              from changing is locked by the statement that needs it, for as long as it needs it.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
            found: "LOCK TABLE orders;\nUPDATE orders SET note = '' WHERE note IS NULL;",
            safer: &["UPDATE orders SET note = '' WHERE note IS NULL;"],
        },
        claims: &[Claim::Locks(Lock::AccessExclusive, "orders")],
        check: lock_table,
    },
    Rule {
        id: "trigger-on-used-table",
        severity: Severity::Warning,
        dialects: POSTGRES,
        finds: "CREATE TRIGGER on a table that was there",
        why: "The lock (SHARE ROW EXCLUSIVE) is short, but it waits for every write that runs, and every write after it waits as well; \
              and from then on each write runs the trigger, also those of code that knows nothing of it.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, changed timestamptz);\n\
                     CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := now(); RETURN NEW; END';",
            found: "CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
            safer: &["SET LOCAL lock_timeout = '2s';\n\
                      -- rowtype: allow trigger-on-used-table it sets one column, and the lock is not waited for\n\
                      CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();"],
        },
        claims: &[],
        check: trigger_on_used_table,
    },
];

fn refresh_not_concurrent(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::Refresh {
        view,
        is_concurrent: false,
    } = &scene.act().deed
    else {
        return Vec::new();
    };
    let made_here = scene
        .earlier()
        .iter()
        .any(|act| matches!(&act.deed, Deed::CreateOther { name } if name.name == view.name));
    if made_here {
        return Vec::new();
    }
    let shown = view.shown();
    let has_key = scene.table(view).is_none_or(|table| {
        let mut indexes = scene.indexes(table);
        indexes.any(|index| index.unique && !index.partial)
    });
    let help = match has_key {
        true => format!("write `REFRESH MATERIALIZED VIEW CONCURRENTLY {shown}`"),
        false => format!(
            "give it a unique index first, `CREATE UNIQUE INDEX ON {shown} (..)`; then `REFRESH MATERIALIZED VIEW CONCURRENTLY {shown}`"
        ),
    };
    scene.whole(
        "locks the view against readers",
        format!("nobody reads `{shown}` while it is refreshed"),
        help,
    )
}

fn detach_not_concurrent(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::Detach {
            is_concurrent: false,
        } = change.kind
        else {
            return None;
        };
        Some(Finding::at(
            change.span,
            "locks the whole table",
            format!("everybody on any partition of `{}` waits for this", table.shown()),
            "write CONCURRENTLY behind it, in a migration that begins with `-- rowtype: no-transaction`",
        ))
    })
}

fn partition_made_in_place(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::CreateTable(made) = &scene.act().deed else {
        return Vec::new();
    };
    let parent = made.partition_of.as_ref();
    let Some(table) = parent.filter(|table| scene.is_used(table)) else {
        return Vec::new();
    };
    let shown = table.shown();
    scene.whole(
        "locks the whole table",
        format!("everybody on any partition of `{shown}` waits for this"),
        format!("make it by itself, `CREATE TABLE .. (LIKE {shown} INCLUDING ALL)`, and `ALTER TABLE {shown} ATTACH PARTITION ..`"),
    )
}

fn lock_table(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::Lock { names } if names.iter().any(|name| scene.is_used(name)) => scene.whole(
            "held to the end of the migration",
            format!(
                "`{}` is locked until the migration has ended",
                names[0].shown()
            ),
            "leave it out: statements lock what they need, for as long as they need it",
        ),
        _ => Vec::new(),
    }
}

fn trigger_on_used_table(scene: &Scene<'_>) -> Vec<Finding> {
    match &scene.act().deed {
        Deed::CreateTrigger { table } if scene.is_used(table) => scene.whole(
            "runs at every write from now on",
            format!("each write to `{}` runs this trigger, and waits for it to be made", table.shown()),
            "set `lock_timeout` before it, and allow it with the reason why it costs no write too much",
        ),
        _ => Vec::new(),
    }
}
