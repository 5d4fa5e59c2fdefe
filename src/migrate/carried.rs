//! What is carried as text, under the names that tables and columns have now.
//!
//! In: an [`Object`] and both names. Out: the object as the database has it then, where its texts follow names.

use super::model::{Name, Object};
use crate::dialect::Dialect;

/// What is carried as text of a table follows the names of its columns.
pub(super) fn rename_column_of(
    object: &mut Object,
    of: &Name,
    old: &str,
    new: &str,
    dialect: Dialect,
) {
    let follows = dialect.migration_rules().texts_follow_names;
    if object.of.as_ref() != Some(of) || !follows {
        return;
    }
    let is_comment = object.identity.starts_with("comment on column");
    if object.identity.starts_with("grant ") {
        rename_granted(&mut object.identity, old, new);
        if let Some(undo) = &mut object.undo {
            rename_granted(undo, old, &dialect.quote(new));
        }
    }
    object.definition.rename_column(old, new, dialect);
    if is_comment && object.identity.ends_with(&format!(". {old}")) {
        let end = object.identity.len() - old.len();
        object.identity.replace_range(end.., new);
        object.undo = Some(format!(
            "COMMENT ON COLUMN {}.{} IS NULL",
            of.sql(dialect),
            dialect.quote(new)
        ));
    }
}

/// The columns of `GRANT SELECT (id, name) ON users`, which stand before ON.
fn rename_granted(text: &mut String, old: &str, new: &str) {
    let mut is_before = true;
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            is_before &= !word.eq_ignore_ascii_case("on");
            let bare = word.trim_matches(['(', ')', ',', '"']);
            match is_before && bare == old {
                true => word.replace(old, new),
                false => word.to_owned(),
            }
        })
        .collect();
    *text = words.join(" ");
}

/// What a function gives follows the name of the table whose rows it gives.
pub(super) fn rename_returned(object: &mut Object, old: &str, new: &str, dialect: Dialect) {
    let follows = dialect.migration_rules().texts_follow_names;
    if !follows || !object.identity.starts_with("function ") {
        return;
    }
    object.definition.rename_returned(old, new, dialect);
    let is_of =
        object.header.starts_with("returns ") && object.header.split(' ').next_back() == Some(old);
    if is_of {
        let kept = object.header.len() - old.len();
        object.header.replace_range(kept.., new);
    }
}
