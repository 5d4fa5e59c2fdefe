//! Changes for which PostgreSQL writes a whole table anew, while nobody reads or writes it.

use crate::diagnostic::Severity;
use crate::dialect::{PlainType, Retyping};
use crate::lint::act::{ChangeKind, Deed, NewColumn};
use crate::lint::rule::{Claim, Example, POSTGRES, Rule};
use crate::lint::scene::{Finding, Scene};
use crate::lint::words::{Name, Word, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "type-change-rewrites",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a type for which the table is written anew",
        why: "Every row is written anew, and every index of the table, under an ACCESS EXCLUSIVE lock: nobody reads or writes it meanwhile, \
              and it takes as much disk again. What only widens is free: varchar(n) to a greater n, to varchar or to text; numeric(p, s) \
              to a greater p, to numeric; a time to a finer one; timestamp to timestamptz where the time zone of the session is UTC.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total integer NOT NULL, code varchar(10));",
            found: "ALTER TABLE orders ALTER COLUMN total TYPE bigint;",
            safer: &[
                "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
                "ALTER TABLE orders ADD COLUMN total_2 bigint;",
            ],
        },
        claims: &[Claim::Rewrites("orders")],
        check: type_change_rewrites,
    },
    Rule {
        id: "volatile-default",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a new column whose DEFAULT is another value for each row: random(), gen_random_uuid(), nextval(), serial, identity",
        why: "A default that is one value for all rows is kept beside the table, and no row is touched. One that differs must be \
              written into each row: the table is written anew under an ACCESS EXCLUSIVE lock. now() is one value for all.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();",
            safer: &[
                "ALTER TABLE users ADD COLUMN token uuid;\n\
                 ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();",
                "UPDATE users SET token = gen_random_uuid() WHERE token IS NULL;",
            ],
        },
        claims: &[Claim::Rewrites("users")],
        check: volatile_default,
    },
    Rule {
        id: "stored-column-added",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a new column that is computed and stored",
        why: "Its value is worked out for each row: the table is written anew under an ACCESS EXCLUSIVE lock. A plain column that a \
              trigger keeps, or a view, or an index on the expression does without.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
            found: "ALTER TABLE users ADD COLUMN login text GENERATED ALWAYS AS (lower(email)) STORED;",
            safer: &["-- rowtype: no-transaction\n\
                      CREATE INDEX CONCURRENTLY IF NOT EXISTS users_login ON users (lower(email));"],
        },
        claims: &[Claim::Rewrites("users")],
        check: stored_column_added,
    },
    Rule {
        id: "domain-column-added",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "a new column whose type is a domain with a CHECK or NOT NULL",
        why: "The conditions of the domain are looked at for each row: the table is written anew under an ACCESS EXCLUSIVE lock, also \
              without a DEFAULT. A column of the domain's own base with a CHECK that is NOT VALID, and validated later, does without.",
        example: Example {
            before: "CREATE DOMAIN cents AS bigint CHECK (VALUE >= 0);\nCREATE TABLE orders (id bigint PRIMARY KEY);",
            found: "ALTER TABLE orders ADD COLUMN tip cents;",
            safer: &[
                "ALTER TABLE orders ADD COLUMN tip bigint;\n\
                 ALTER TABLE orders ADD CONSTRAINT orders_tip CHECK (tip >= 0) NOT VALID;",
                "ALTER TABLE orders VALIDATE CONSTRAINT orders_tip;",
            ],
        },
        claims: &[Claim::Rewrites("orders")],
        check: domain_column_added,
    },
    Rule {
        id: "table-moved",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "SET TABLESPACE, SET LOGGED, SET UNLOGGED, SET ACCESS METHOD",
        why: "The whole table is copied under an ACCESS EXCLUSIVE lock. UNLOGGED also means that all rows are gone after a crash. \
              pg_repack moves a table to another tablespace while it is in use.",
        example: Example {
            before: "CREATE TABLE visits (id bigint PRIMARY KEY);",
            found: "ALTER TABLE visits SET UNLOGGED;",
            safer: &["CREATE UNLOGGED TABLE visits_2 (id bigint PRIMARY KEY);"],
        },
        claims: &[Claim::Rewrites("visits")],
        check: table_moved,
    },
    Rule {
        id: "cluster-or-vacuum-full",
        severity: Severity::Error,
        dialects: POSTGRES,
        finds: "CLUSTER, VACUUM FULL",
        why: "The whole table is written anew under an ACCESS EXCLUSIVE lock. Plain VACUUM makes the space of dead rows free for new \
              ones while everybody goes on; pg_repack gives it back to the disk so.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, day date);\nCREATE INDEX orders_day ON orders (day);",
            found: "CLUSTER orders USING orders_day;",
            safer: &["-- rowtype: no-transaction\nVACUUM orders;"],
        },
        claims: &[Claim::Rewrites("orders")],
        check: cluster_or_vacuum_full,
    },
];

fn type_change_rewrites(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::SetType {
            column,
            ty,
            using,
            has_collation,
            ..
        } = &change.kind
        else {
            return None;
        };
        let old = scene.column(table, column).map(|found| scene.type_of(found));
        let is_plain = using
            .as_ref()
            .is_none_or(|using| is_cast(using, column, ty, scene));
        let retyping = match &old {
            Some(old) => scene.dialect().retyping(&unsequenced(old), ty),
            None => Retyping::Rewrites,
        };
        let is_free = match retyping {
            Retyping::Free => is_plain,
            Retyping::FreeInUtc => is_plain && is_in_utc(scene),
            Retyping::Rewrites => false,
        };
        if is_free || *has_collation && old.as_ref() == Some(ty) {
            return None;
        }
        let what = match &old {
            Some(old) if old == ty => format!("`{column}` is worked out for every row"),
            Some(old) => format!("`{column}` goes from {} to {}", old.shown(), ty.shown()),
            None => format!("`{column}` becomes {}, and what it was is not known", ty.shown()),
        };
        let help = match retyping {
            Retyping::FreeInUtc if is_plain => {
                "`SET LOCAL timezone = 'UTC';` before it: then no row is touched, if the values are times in UTC".to_owned()
            }
            _ => format!(
                "add a second column of type {}, keep it up by a trigger, fill it in pieces, and let the code change over; then drop `{column}`",
                ty.shown()
            ),
        };
        Some(Finding::at(
            change.span,
            "writes every row anew",
            format!("nobody reads or writes `{}` while it is written anew: {what}", table.shown()),
            help,
        ))
    })
}

/// SERIAL as the integer that it makes.
fn unsequenced(ty: &PlainType) -> PlainType {
    let name = match ty.name.as_str() {
        "serial" => "integer",
        "bigserial" => "bigint",
        "smallserial" => "smallint",
        other => other,
    };
    PlainType {
        name: name.to_owned(),
        ..ty.clone()
    }
}

/// `USING email`, `USING email::text`: what is done without USING as well.
fn is_cast(using: &[Word], column: &str, ty: &PlainType, scene: &Scene<'_>) -> bool {
    let Some((first, rest)) = using.split_first() else {
        return true;
    };
    let written = match rest {
        [] => return first.key == column,
        [colons, written @ ..] if colons.key == "::" => written,
        _ => return false,
    };
    let Some(span) = crate::lint::words::span_of(written) else {
        return false;
    };
    first.key == column && PlainType::read(scene.sources.text(span), scene.dialect()) == *ty
}

fn is_in_utc(scene: &Scene<'_>) -> bool {
    scene.earlier().iter().any(|act| match &act.deed {
        Deed::Set { name, value, .. } => {
            ["timezone", "time"].contains(&name.as_str()) && value.contains("utc")
        }
        _ => false,
    })
}

/// A finding for each new column of a table that was there, of which `find` says something: label, what is done, help.
fn each_column(
    scene: &Scene<'_>,
    find: impl Fn(&NewColumn) -> Option<(String, String)>,
) -> Vec<Finding> {
    scene.each_change(|table: &Name, change| {
        let ChangeKind::AddColumn(column) = &change.kind else {
            return None;
        };
        let (why, help) = find(column)?;
        Some(Finding::at(
            change.span,
            "writes every row anew",
            format!(
                "nobody reads or writes `{}` while it is written anew: {why}",
                table.shown()
            ),
            help,
        ))
    })
}

fn volatile_default(scene: &Scene<'_>) -> Vec<Finding> {
    let volatile = scene.rules().volatile_functions;
    each_column(scene, |column| {
        let called = column
            .default
            .iter()
            .flatten()
            .find(|word| !word.is_quoted && volatile.contains(&word.key.as_str()));
        let what = match called {
            Some(function) => format!("`{}()` differs from row to row", function.key),
            None if column.is_identity || column.ty.is_serial() => {
                format!("each row gets a number of its own in `{}`", column.name)
            }
            None => return None,
        };
        Some((
            what,
            "add the column without a default, give it the default by a statement of its own, and fill the old rows in a later \
             migration, in pieces"
                .to_owned(),
        ))
    })
}

fn stored_column_added(scene: &Scene<'_>) -> Vec<Finding> {
    each_column(scene, |column| {
        (column.is_computed && column.is_stored).then(|| {
            (
                format!("`{}` is worked out for every row", column.name),
                "add a plain column that a trigger keeps up, and fill the old rows in pieces; or index the expression".to_owned(),
            )
        })
    })
}

fn domain_column_added(scene: &Scene<'_>) -> Vec<Finding> {
    each_column(scene, |column| {
        let mut domains = scene.catalog.domains.iter();
        let domain = domains.find(|domain| domain.name == column.ty.name)?;
        let text = scene.sources.text(domain.span).to_lowercase();
        let is_bound = text.contains("check") || text.contains("not null");
        is_bound.then(|| {
            (
                format!("the conditions of `{}` are looked at for every row", domain.name),
                "add a column of the domain's base, and what the domain demands as a CHECK that is NOT VALID; validate it in a later \
                 migration"
                    .to_owned(),
            )
        })
    })
}

fn table_moved(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::Move { how } = change.kind else {
            return None;
        };
        Some(Finding::at(
            change.span,
            "copies the whole table",
            format!("nobody reads or writes `{}` while {how} copies it", table.shown()),
            "make a table that is as it must be, and copy the rows in pieces; or allow it where the table is small",
        ))
    })
}

fn cluster_or_vacuum_full(scene: &Scene<'_>) -> Vec<Finding> {
    let Deed::WriteAnew { table } = &scene.act().deed else {
        return Vec::new();
    };
    let is_new = table.as_ref().is_some_and(|table| !scene.is_used(table));
    if is_new {
        return Vec::new();
    }
    let mut words = Words::new(&scene.act().words);
    let is_cluster = words.take("cluster");
    let what = table.as_ref().map_or("any table".to_owned(), |table| {
        format!("`{}`", table.shown())
    });
    scene.whole(
        "writes every row anew",
        format!("nobody reads or writes {what} while it is written anew"),
        match is_cluster {
            true => "leave it out; pg_repack orders a table while it is in use",
            false => "plain VACUUM, or pg_repack, lets everybody go on",
        },
    )
}
