//! What MySQL says of tables, columns and keys, and the catalog does not hold.
//!
//! In: the tokens of definitions, where they stand. Out: options, character sets, comments, and keys with what is said of each of
//! their columns.

mod columns;
mod keys;
mod options;

pub(in crate::migrate) use keys::HIDING;
pub(super) use options::{TableOptions, read};

use crate::dialect::Dialect;
use crate::migrate::model::Letters;

/// A character set and a collation in the one form in which they are compared.
pub(super) fn letters(charset: Option<&str>, collation: Option<&str>, dialect: Dialect) -> Letters {
    let known = dialect.migration_rules().default_collations;
    let plain = |name: &str| {
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("utf8") {
            Some(rest) if rest.is_empty() || rest.starts_with('_') => format!("utf8mb3{rest}"),
            _ => name,
        }
    };
    let said = |name: Option<&str>| name.map(plain).filter(|name| name != "default");
    let (charset, collation) = (said(charset), said(collation));
    let Some(collation) = collation else {
        return Letters {
            charset,
            ..Letters::default()
        };
    };
    let usual = known.iter().find(|(_, usual)| *usual == collation);
    match usual {
        Some((charset, _)) => Letters {
            charset: Some((*charset).to_owned()),
            ..Letters::default()
        },
        None => Letters {
            collation: Some(collation),
            ..Letters::default()
        },
    }
}
