//! References that are slow, or do not fit.

use crate::diagnostic::Severity;
use crate::lint::act::{ConstraintKind, Deed};
use crate::lint::made;
use crate::lint::rule::{Example, POSTGRES_AND_SQLITE, Rule, SERVERS};
use crate::lint::scene::{Finding, Scene};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "reference-without-index",
        severity: Severity::Warning,
        dialects: POSTGRES_AND_SQLITE,
        finds: "a foreign key on columns that no index begins with",
        why: "Whenever a row of the other table is deleted or gets another key, all rows of this one are read to see who refers to it, \
              under a lock; and to ask for the rows of a parent reads all of them as well.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
            safer: &[
                "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));\n\
                      CREATE INDEX posts_author_id ON posts (author_id);",
            ],
        },
        claims: &[],
        check: reference_without_index,
    },
    Rule {
        id: "reference-of-another-type",
        severity: Severity::Warning,
        dialects: SERVERS,
        finds: "a foreign key whose column has another type than the one that it refers to",
        why: "MySQL and MariaDB refuse it. PostgreSQL takes an integer that refers to a bigint, and the first key that is too large for it is an \
              error on that day.",
        example: Example {
            before: "CREATE TABLE users (id bigint PRIMARY KEY);",
            found: "CREATE TABLE posts (id bigint PRIMARY KEY, author_id integer REFERENCES users (id));",
            safer: &[
                "CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
            ],
        },
        claims: &[],
        check: reference_of_another_type,
    },
];

fn reference_without_index(scene: &Scene<'_>) -> Vec<Finding> {
    let references = made::references(scene).into_iter();
    references
        .filter(|reference| !has_index(scene, reference))
        .map(|reference| {
            let columns = reference.columns.join(", ");
            let table = reference.table.shown();
            Finding::at(
                reference.span,
                "no index begins with it",
                format!(
                    "every row of `{table}` is read when a row of `{}` goes",
                    reference.target.target.shown()
                ),
                match scene.rules().has_concurrent_indexes && scene.is_used(reference.table) {
                    true => format!("`CREATE INDEX CONCURRENTLY ON {table} ({columns})`, in a migration of its own"),
                    false => format!("`CREATE INDEX {} ON {table} ({columns})`", index_name(&reference)),
                },
            )
        })
        .collect()
}

fn index_name(reference: &made::NewReference<'_>) -> String {
    format!("{}_{}", reference.table.name, reference.columns.join("_"))
}

fn has_index(scene: &Scene<'_>, reference: &made::NewReference<'_>) -> bool {
    let begins = |index: &[String]| {
        let count = reference.columns.len();
        index.len() >= count
            && reference
                .columns
                .iter()
                .all(|column| index[..count].iter().any(|name| name == column))
    };
    let in_columns = made::columns(scene).into_iter().any(|(_, column)| {
        (column.is_key || column.is_unique) && reference.columns == [column.name.as_str()]
    });
    let in_constraints = made::constraints(scene).into_iter().any(|constraint| {
        matches!(&constraint.kind, ConstraintKind::Key { columns, .. } | ConstraintKind::Unique { columns, .. } if begins(columns))
    });
    let made_later = scene.later().iter().any(|act| match &act.deed {
        Deed::CreateIndex(index) => {
            index.table.name == reference.table.name && !index.is_partial && begins(&index.columns)
        }
        _ => false,
    });
    let is_there = || {
        let table = scene.table(reference.table)?;
        let columns = reference.columns.iter();
        let places: Option<Vec<u32>> = columns
            .map(|name| Some(scene.column(reference.table, name)?.id.index))
            .collect();
        Some(scene.is_indexed(table, &places?))
    };
    in_columns || in_constraints || made_later || is_there().unwrap_or_default()
}

fn reference_of_another_type(scene: &Scene<'_>) -> Vec<Finding> {
    let find = |reference: made::NewReference<'_>| {
        let [column] = reference.columns[..] else {
            return None;
        };
        let new = made::columns(scene).into_iter();
        let mut new = new.filter(|(_, new)| new.name == column);
        let own = match new.next() {
            Some((_, column)) => column.ty.clone(),
            None => scene.type_of(scene.column(reference.table, column)?),
        };
        let target = scene.table(&reference.target.target)?;
        let referred = match reference.target.columns.first() {
            Some(name) => scene.column(&reference.target.target, name)?,
            None => target.column(*target.primary_key.first()?),
        };
        let other = scene.type_of(referred);
        let differs = match (own.bits(), other.bits()) {
            (Some(own), Some(other)) => own != other,
            _ => own.name != other.name,
        };
        differs.then(|| {
            Finding::at(
                reference.span,
                format!("is {}", own.shown()),
                format!(
                    "`{}.{column}` is {}, and `{}.{}` is {}",
                    reference.table.shown(),
                    own.shown(),
                    target.name,
                    referred.name,
                    other.shown()
                ),
                "give both the same type",
            )
        })
    };
    made::references(scene)
        .into_iter()
        .filter_map(find)
        .collect()
}
