//! What MySQL and MariaDB do otherwise than one expects.

use crate::catalog::Generated;
use crate::diagnostic::Severity;
use crate::dialect::Retyping;
use crate::lint::act::{Act, Change, ChangeKind, ConstraintKind, Deed, NewColumn};
use crate::lint::made;
use crate::lint::rule::{Claim, Example, MYSQL, ONLY_MYSQL, Rule};
use crate::lint::scene::{Finding, Scene};
use crate::lint::words::{Name, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "table-copied",
        severity: Severity::Error,
        dialects: MYSQL,
        finds: "a change for which the table is copied (ALGORITHM=COPY)",
        why: "Row after row goes into a new table, and nobody writes to the old one meanwhile. So it is with most other types, another \
              character set or engine, a primary key that is only dropped, a stored column, a CHECK, and a foreign key while \
              foreign_key_checks is on. gh-ost and pt-online-schema-change do it beside the writers.",
        example: Example {
            before: "CREATE TABLE orders (id bigint PRIMARY KEY, total int NOT NULL, code varchar(20));",
            found: "ALTER TABLE orders MODIFY COLUMN total bigint NOT NULL, ALGORITHM=INPLACE;",
            safer: &[
                "ALTER TABLE orders MODIFY COLUMN code varchar(40), ALGORITHM=INPLACE, LOCK=NONE;",
            ],
        },
        claims: &[Claim::Refused],
        check: table_copied,
    },
    Rule {
        id: "no-algorithm",
        severity: Severity::Warning,
        dialects: MYSQL,
        finds: "ALTER TABLE of a table that was there, without ALGORITHM",
        why: "The server takes the cheapest way that it knows, and where that is to copy the table it does so without a word. \
              ALGORITHM=INSTANT, or ALGORITHM=INPLACE, LOCK=NONE, says what you have counted on: what cannot be done so is an error.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN bio text;",
            safer: &["ALTER TABLE users ADD COLUMN bio text, ALGORITHM=INSTANT;"],
        },
        claims: &[],
        check: no_algorithm,
    },
    Rule {
        id: "index-blocks-writes",
        severity: Severity::Error,
        dialects: MYSQL,
        finds: "a FULLTEXT or SPATIAL index on a table that was there",
        why: "Nobody writes to the table while such an index is built: LOCK=NONE is refused. The first FULLTEXT index of a table writes the \
              table anew besides.",
        example: Example {
            before: "CREATE TABLE posts (id bigint PRIMARY KEY, body text NOT NULL, day date);",
            found: "ALTER TABLE posts ADD FULLTEXT INDEX posts_body (body), ALGORITHM=INPLACE;",
            safer: &["ALTER TABLE posts ADD INDEX posts_day (day), ALGORITHM=INPLACE, LOCK=NONE;"],
        },
        claims: &[],
        check: index_blocks_writes,
    },
    Rule {
        id: "half-applied",
        severity: Severity::Warning,
        dialects: MYSQL,
        finds: "several statements in a migration of which one defines something",
        why: "Each statement that defines something commits what came before it, and itself: when one fails, those before it have happened, \
              and the migration counts as not applied. With one statement in each, nothing is half done.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE bots (id bigint PRIMARY KEY);",
            found: "ALTER TABLE users ADD COLUMN bio text, ALGORITHM=INSTANT;\nALTER TABLE bots ADD COLUMN bio text, ALGORITHM=INSTANT;",
            safer: &[
                "ALTER TABLE users ADD COLUMN bio text, ALGORITHM=INSTANT;",
                "ALTER TABLE bots ADD COLUMN bio text, ALGORITHM=INSTANT;",
            ],
        },
        claims: &[],
        check: half_applied,
    },
    Rule {
        id: "definition-forgotten",
        severity: Severity::Error,
        dialects: MYSQL,
        finds: "MODIFY or CHANGE that leaves out NOT NULL, DEFAULT, AUTO_INCREMENT or another part that the column has",
        why: "MODIFY says all of the column anew: what it leaves out is gone, and nothing says so.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(40) NOT NULL DEFAULT '');",
            found: "ALTER TABLE users MODIFY COLUMN name varchar(50), ALGORITHM=INPLACE, LOCK=NONE;",
            safer: &[
                "ALTER TABLE users MODIFY COLUMN name varchar(50) NOT NULL DEFAULT '', ALGORITHM=INPLACE, LOCK=NONE;",
            ],
        },
        claims: &[],
        check: definition_forgotten,
    },
    Rule {
        id: "inline-reference-ignored",
        severity: Severity::Error,
        dialects: ONLY_MYSQL,
        finds: "REFERENCES in the definition of a column",
        why: "MySQL 8 reads it and forgets it: there is no foreign key. It must stand among the constraints of the table.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
            safer: &[
                "CREATE TABLE posts (\n  id bigint PRIMARY KEY,\n  author_id bigint,\n  FOREIGN KEY (author_id) REFERENCES users (id)\n);",
            ],
        },
        claims: &[],
        check: inline_reference_ignored,
    },
    Rule {
        id: "engine-without-transactions",
        severity: Severity::Warning,
        dialects: MYSQL,
        finds: "ENGINE=MyISAM, MEMORY, CSV, ARCHIVE",
        why: "These engines know no transactions and no foreign keys, and MEMORY loses all rows when the server stops.",
        example: Example {
            before: "",
            found: "CREATE TABLE visits (id bigint PRIMARY KEY) ENGINE=MyISAM;",
            safer: &["CREATE TABLE visits (id bigint PRIMARY KEY) ENGINE=InnoDB;"],
        },
        claims: &[],
        check: engine_without_transactions,
    },
    Rule {
        id: "charset-of-three-bytes",
        severity: Severity::Warning,
        dialects: MYSQL,
        finds: "the character set utf8 or utf8mb3",
        why: "It has no letters of four bytes: no emoji, and many names in Chinese. They are refused, or cut off outside of strict mode.",
        example: Example {
            before: "",
            found: "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80)) DEFAULT CHARSET=utf8;",
            safer: &[
                "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80)) DEFAULT CHARSET=utf8mb4;",
            ],
        },
        claims: &[],
        check: charset_of_three_bytes,
    },
    Rule {
        id: "timestamp-ends-in-2038",
        severity: Severity::Warning,
        dialects: MYSQL,
        finds: "a column of the type timestamp",
        why: "It holds seconds since 1970 in 31 bits: on 19 January 2038 they are used up. datetime goes on to the year 9999; write \
              UTC into it.",
        example: Example {
            before: "",
            found: "CREATE TABLE visits (id bigint PRIMARY KEY, at timestamp);",
            safer: &["CREATE TABLE visits (id bigint PRIMARY KEY, at datetime);"],
        },
        claims: &[],
        check: timestamp_ends_in_2038,
    },
];

fn table_copied(scene: &Scene<'_>) -> Vec<Finding> {
    let Some((_, all)) = scene.changes() else {
        return Vec::new();
    };
    scene.each_change(|table, change| {
        let what = copies(scene, table, change, all)?;
        let help = match &change.kind {
            ChangeKind::AddConstraint(added) if !matches!(added.kind, ConstraintKind::Check) => {
                "`SET SESSION foreign_key_checks = 0;` before it makes it INPLACE; old rows are not looked at then, so look for those \
                 that lead nowhere before"
            }
            _ => "change it beside the writers: gh-ost, pt-online-schema-change, or a second column that is filled in pieces",
        };
        Some(Finding::at(
            change.span,
            "copies every row",
            format!("nobody writes to `{}` while it is copied: {what}", table.shown()),
            help,
        ))
    })
}

/// Why a change copies the table; none where it does not.
fn copies(scene: &Scene<'_>, table: &Name, change: &Change, all: &[Change]) -> Option<String> {
    match &change.kind {
        ChangeKind::Redefine { old, column } => {
            let before = scene.type_of(scene.column(table, old)?);
            let is_free = scene.dialect().retyping(&before, &column.ty) == Retyping::Free;
            (!is_free).then(|| {
                format!(
                    "`{old}` goes from {} to {}",
                    before.shown(),
                    column.ty.shown()
                )
            })
        }
        ChangeKind::Remake { how, value } => {
            let is_rebuilt = matches!(*how, "FORCE") || *how == "ENGINE" && value == "innodb";
            (!is_rebuilt).then(|| (*how).to_owned())
        }
        ChangeKind::DropKey => {
            let is_replaced = all.iter().any(|other| match &other.kind {
                ChangeKind::AddConstraint(added) => {
                    matches!(added.kind, ConstraintKind::Key { .. })
                }
                _ => false,
            });
            (!is_replaced).then(|| "its primary key goes".to_owned())
        }
        ChangeKind::AddConstraint(added)
            if matches!(added.kind, ConstraintKind::Reference { .. }) =>
        {
            let is_unchecked = scene.earlier().iter().any(|act| {
                matches!(&act.deed, Deed::Set { name, value, .. } if name == "foreign_key_checks" && value == "0")
            });
            (!is_unchecked).then(|| "every row is looked for in the other table".to_owned())
        }
        ChangeKind::AddConstraint(added) if matches!(added.kind, ConstraintKind::Check) => {
            Some("every row is checked".to_owned())
        }
        ChangeKind::AddColumn(column) if column.is_computed && column.is_stored => {
            Some(format!("`{}` is worked out for every row", column.name))
        }
        _ => None,
    }
}

fn no_algorithm(scene: &Scene<'_>) -> Vec<Finding> {
    let Some((table, changes)) = scene.changes() else {
        return Vec::new();
    };
    let is_plain = |change: &Change| {
        matches!(
            change.kind,
            ChangeKind::RenameTable { .. } | ChangeKind::Remake { .. }
        )
    };
    let says_how = |change: &Change| matches!(change.kind, ChangeKind::How);
    if changes.iter().any(says_how) || changes.iter().all(is_plain) {
        return Vec::new();
    }
    scene.whole(
        "may copy the table without a word",
        format!("nothing says how `{}` may be changed", table.shown()),
        "add `, ALGORITHM=INSTANT`, or `, ALGORITHM=INPLACE, LOCK=NONE` where that is an error",
    )
}

fn index_blocks_writes(scene: &Scene<'_>) -> Vec<Finding> {
    let finding = |span, table: &Name| {
        Finding::at(
            span,
            "locks the table against writes",
            format!(
                "nobody writes to `{}` while this index is built",
                table.shown()
            ),
            "build it on a copy of the table: gh-ost, pt-online-schema-change; or allow it where the table is small",
        )
    };
    match &scene.act().deed {
        Deed::CreateIndex(index) if index.is_special && scene.is_used(&index.table) => {
            vec![finding(scene.act().span, &index.table)]
        }
        _ => scene.each_change(|table, change| match change.kind {
            ChangeKind::AddIndex { is_special: true } => Some(finding(change.span, table)),
            _ => None,
        }),
    }
}

fn half_applied(scene: &Scene<'_>) -> Vec<Finding> {
    let counts = |act: &Act| !matches!(act.deed, Deed::Set { .. });
    let defines = |act: &Act| {
        let heads = ["create", "alter", "drop", "rename", "truncate"];
        let first = act.words.first();
        first.is_some_and(|word| heads.contains(&word.key.as_str()))
    };
    let mut before = scene.earlier().iter().filter(|act| counts(act));
    let (first, others) = (before.next(), before.count());
    let Some(first) = first.filter(|_| others == 0 && counts(scene.act())) else {
        return Vec::new();
    };
    // Whoever makes tables that were not there starts anew by dropping them.
    let is_new = |act: &Act| matches!(act.deed, Deed::CreateTable(_));
    if !defines(first) && !defines(scene.act()) || is_new(first) && is_new(scene.act()) {
        return Vec::new();
    }
    scene.whole(
        "stays undone when it fails, and the one before it done",
        "this migration can be left half done: a definition cannot be rolled back",
        "put each statement into a migration of its own",
    )
}

fn definition_forgotten(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_change(|table, change| {
        let ChangeKind::Redefine { old, column } = &change.kind else {
            return None;
        };
        let found = scene.column(table, old)?;
        let text = scene.sources.text(found.span).to_lowercase();
        let mut lost = Vec::new();
        if !found.nullable && !column.not_null {
            lost.push("NOT NULL");
        }
        if found.default.is_some() && column.default.is_none() {
            lost.push("DEFAULT");
        }
        if found.generated == Generated::ByDefault && !column.is_identity {
            lost.push("AUTO_INCREMENT");
        }
        for (word, part) in [(" comment ", "COMMENT"), (" on update ", "ON UPDATE")] {
            if text.contains(word) && !column.says.contains(&part) {
                lost.push(part);
            }
        }
        let is_key = scene
            .table(table)
            .is_some_and(|table| table.primary_key.contains(&found.id.index));
        lost.retain(|part| !(is_key && *part == "NOT NULL"));
        (!lost.is_empty()).then(|| {
            let lost = lost.join(", ");
            Finding::at(
                change.span,
                "says all of the column anew",
                format!("`{}.{old}` loses {lost}", table.shown()),
                format!("say {lost} again, or `ALTER COLUMN .. SET DEFAULT` where only the default changes"),
            )
        })
    })
}

/// The columns that a statement makes, or says anew.
fn columns<'a>(scene: &Scene<'a>) -> Vec<&'a NewColumn> {
    let changes = match &scene.act().deed {
        Deed::AlterTable { changes, .. } => changes.as_slice(),
        _ => &[],
    };
    let said_anew = changes.iter().filter_map(|change| match &change.kind {
        ChangeKind::Redefine { column, .. } => Some(column),
        _ => None,
    });
    let made = made::columns(scene).into_iter().map(|(_, column)| column);
    made.chain(said_anew).collect()
}

fn inline_reference_ignored(scene: &Scene<'_>) -> Vec<Finding> {
    let columns = columns(scene).into_iter();
    columns
        .filter(|column| column.reference.is_some())
        .map(|column| {
            Finding::at(
                column.span,
                "read and forgotten",
                format!("`{}` has no foreign key by this", column.name),
                format!(
                    "write it among the constraints: `FOREIGN KEY ({}) REFERENCES ..`",
                    column.name
                ),
            )
        })
        .collect()
}

/// The word behind others, as in `ENGINE = MyISAM`, with its place.
fn option<'a>(scene: &Scene<'a>, names: &[&str]) -> Option<&'a crate::lint::words::Word> {
    let words = &scene.act().words;
    let is_definition = ["create", "alter"]
        .iter()
        .any(|head| Words::new(words).begins(head));
    names.iter().filter(|_| is_definition).find_map(|name| {
        let at = (0..words.len()).find(|at| Words::new(&words[*at..]).begins(name))?;
        let mut rest = Words::new(&words[at..]);
        rest.take(name);
        rest.take("=");
        rest.next()
    })
}

fn engine_without_transactions(scene: &Scene<'_>) -> Vec<Finding> {
    let engines = ["myisam", "memory", "csv", "archive"];
    let engine = option(scene, &["engine"]).filter(|word| engines.contains(&word.key.as_str()));
    let finding = |word: &crate::lint::words::Word| {
        Finding::at(
            word.span,
            "no transactions",
            format!(
                "tables of the engine {} know no transactions and no foreign keys",
                word.key
            ),
            "write ENGINE=InnoDB, or nothing",
        )
    };
    engine.map(finding).into_iter().collect()
}

fn charset_of_three_bytes(scene: &Scene<'_>) -> Vec<Finding> {
    let charset = option(scene, &["charset", "character set"]);
    let charset = charset.filter(|word| word.key == "utf8" || word.key == "utf8mb3");
    let finding = |word: &crate::lint::words::Word| {
        Finding::at(
            word.span,
            "has no letters of four bytes",
            format!("{} takes no emoji, and not every name", word.key),
            "write utf8mb4",
        )
    };
    charset.map(finding).into_iter().collect()
}

fn timestamp_ends_in_2038(scene: &Scene<'_>) -> Vec<Finding> {
    let columns = columns(scene).into_iter();
    columns
        .filter(|column| column.ty.name == "timestamptz")
        .map(|column| {
            Finding::at(
                column.ty_span,
                "ends in January 2038",
                format!("`{}` takes no time after 19 January 2038", column.name),
                "write datetime, with times in UTC",
            )
        })
        .collect()
}
