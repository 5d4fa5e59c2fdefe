//! Columns and constraints as they are written.

use super::Context;
use crate::dialect::PlainType;
use crate::lint::act::{ConstraintKind, NewColumn, NewConstraint, Reference};
use crate::lint::words::{Word, Words, leading_columns, span_of};

/// What ends the type of a column.
const AFTER_TYPE: [&str; 30] = [
    "after",
    "as",
    "auto_increment",
    "autoincrement",
    "check",
    "collate",
    "column_format",
    "comment",
    "compressed",
    "compression",
    "constraint",
    "default",
    "deferrable",
    "first",
    "generated",
    "identity",
    "initially",
    "invisible",
    "key",
    "not",
    "null",
    "on",
    "persistent",
    "primary",
    "references",
    "stored",
    "unique",
    "using",
    "virtual",
    "visible",
];

/// A column's definition: `email varchar(80) NOT NULL`.
pub(super) fn read(part: &[Word], context: Context<'_>) -> Option<NewColumn> {
    let span = span_of(part)?;
    let mut words = Words::new(part);
    let name = words.next().filter(|word| word.is_name)?;
    let written = type_words(&mut words);
    let ty_span = span_of(written).unwrap_or(name.span);
    let mut column = NewColumn {
        name: name.key.clone(),
        span,
        ty: match written {
            [] => PlainType::none(),
            _ => PlainType::read(context.sources.text(ty_span), context.dialect),
        },
        ty_span,
        not_null: false,
        default: None,
        says: Vec::new(),
        is_stored: false,
        is_computed: false,
        is_identity: false,
        is_key: false,
        is_unique: false,
        reference: None,
        has_check: false,
    };
    while !words.is_empty() {
        clause(&mut words, &mut column);
    }
    Some(column)
}

/// The words of the type that comes next.
pub(super) fn type_words<'w>(words: &mut Words<'w>) -> &'w [Word] {
    let all = words.rest();
    while let Some(word) = words.rest().first() {
        if words.parentheses().is_some() {
            continue;
        }
        if !word.is_quoted && AFTER_TYPE.contains(&word.key.as_str()) {
            break;
        }
        words.next();
    }
    &all[..all.len() - words.rest().len()]
}

fn clause(words: &mut Words<'_>, column: &mut NewColumn) {
    if words.take("not null") {
        column.not_null = true;
    } else if words.take("primary key") {
        column.is_key = true;
        column.not_null = true;
    } else if words.take("unique") {
        words.take("key");
        column.is_unique = true;
    } else if words.take("default") {
        column.default = Some(expression(words).to_vec());
    } else if words.take("generated") {
        words.take_any(&["always", "by default"]);
        words.take("on null");
        words.take("as");
        column.is_identity |= words.take("identity");
        column.is_computed |= words.parentheses().is_some() && !column.is_identity;
    } else if words.take("as") {
        column.is_computed |= words.parentheses().is_some();
    } else if words.take_any(&["stored", "persistent"]) {
        column.is_stored = true;
    } else if words.take_any(&["auto_increment", "autoincrement"]) {
        column.is_identity = true;
        column.says.push("AUTO_INCREMENT");
    } else if words.take("references") {
        column.reference = reference(words);
    } else if words.take("check") {
        column.has_check = words.parentheses().is_some();
    } else if words.take("comment") {
        words.next();
        column.says.push("COMMENT");
    } else if words.take("on update") {
        words.next();
        column.says.push("ON UPDATE");
    } else {
        words.next();
    }
}

/// An expression up to the next clause of a column.
fn expression<'w>(words: &mut Words<'w>) -> &'w [Word] {
    let all = words.rest();
    // The first word may be NULL, which is a clause elsewhere.
    if words.parentheses().is_none() {
        words.next();
    }
    while let Some(word) = words.rest().first() {
        if words.parentheses().is_some() {
            continue;
        }
        if word.is_name && !word.is_quoted && AFTER_TYPE.contains(&word.key.as_str()) {
            break;
        }
        words.next();
    }
    &all[..all.len() - words.rest().len()]
}

fn reference(words: &mut Words<'_>) -> Option<Reference> {
    let target = words.name()?;
    let columns = leading_columns(words.parentheses().unwrap_or_default());
    Some(Reference { target, columns })
}

/// A constraint of a table, with or without its name; none where the words are a column.
pub(super) fn constraint(part: &[Word]) -> Option<NewConstraint> {
    let span = span_of(part)?;
    let mut words = Words::new(part);
    let mut name = None;
    if words.take("constraint") && !is_kind(&words) {
        name = words.next().map(|word| word.key.clone());
    }
    let kind = kind(&mut words)?;
    let is_not_valid = words.holds("not valid");
    Some(NewConstraint {
        name,
        span,
        kind,
        is_not_valid,
    })
}

fn is_kind(words: &Words<'_>) -> bool {
    ["primary key", "foreign key", "unique", "check", "exclude"]
        .iter()
        .any(|kind| words.begins(kind))
}

fn kind(words: &mut Words<'_>) -> Option<ConstraintKind> {
    if words.take("foreign key") {
        if !words.begins("(") {
            words.next();
        }
        let columns = leading_columns(words.parentheses()?);
        words.take("references").then_some(())?;
        let target = reference(words)?;
        return Some(ConstraintKind::Reference { columns, target });
    }
    if words.take("check") {
        return words.parentheses().map(|_| ConstraintKind::Check);
    }
    if words.take("exclude") {
        return Some(ConstraintKind::Exclude);
    }
    let is_key = words.take("primary key");
    if !is_key && !words.take("unique") {
        return None;
    }
    words.take_any(&["key", "index"]);
    words.take_any(&["nulls not distinct", "nulls distinct"]);
    let uses_index = words.take("using index");
    if !uses_index && !words.begins("(") {
        words.next();
    }
    let columns = match uses_index {
        true => Vec::new(),
        false => leading_columns(words.parentheses()?),
    };
    Some(match is_key {
        true => ConstraintKind::Key {
            columns,
            uses_index,
        },
        false => ConstraintKind::Unique {
            columns,
            uses_index,
        },
    })
}

/// An index among the columns of a table (MySQL): `KEY by_name (name)`.
pub(super) fn is_index(part: &[Word]) -> bool {
    let mut words = Words::new(part);
    let is_special = words.take_any(&["fulltext", "spatial"]);
    let is_index = words.take_any(&["key", "index"]);
    if !is_special && !is_index {
        return false;
    }
    // A column may be called `key`.
    words.begins("(") || words.next().is_some() && words.begins("(") && words.rest().len() > 2
}
