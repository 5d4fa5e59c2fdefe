//! A column with a sequence of its own behind its default, as SERIAL makes it, is SERIAL.

use crate::migrate::model::{Column, Generation, Model, Name, Sequence};
use crate::migrate::types;

/// Puts SERIAL where a column and a sequence are what it makes.
pub(super) fn fold(model: &mut Model) {
    let dialect = model.dialect;
    let mut folded: Vec<Name> = Vec::new();
    let sequences = &model.sequences;
    model.tables.change_each(|table| {
        for column in &mut table.columns {
            let serial = match column.ty.key.as_str() {
                "smallint" => "smallserial",
                "integer" => "serial",
                "bigint" => "bigserial",
                _ => continue,
            };
            let name = format!("{}_{}_seq", table.name.name, column.name);
            let sequence = sequences.iter().find(|one| {
                one.name.name == name
                    && one.name.schema == table.name.schema
                    && is_owned(one, &table.name.name, column)
                    && takes_next(column, &name)
            });
            let Some(sequence) = sequence else { continue };
            folded.push(sequence.name.clone());
            column.ty = types::of(serial, dialect);
            column.default = None;
        }
    });
    model.sequences.retain(|one| !folded.contains(&one.name));
}

/// Whether nothing is said of a sequence but whose it is, and of which type.
fn is_owned(sequence: &Sequence, table: &str, column: &Column) -> bool {
    let others = ["as", "owned"];
    let says_no_more = sequence
        .options
        .keys()
        .all(|key| others.contains(&key.as_str()));
    let owner = sequence.options.get("owned");
    let end = format!("{table}.{}", column.name);
    says_no_more
        && column.generation == Generation::Written
        && owner.is_some_and(|owner| owner.replace('"', "").ends_with(&end))
}

/// `nextval('items_id_seq'::regclass)`
fn takes_next(column: &Column, name: &str) -> bool {
    let Some(default) = &column.default else {
        return false;
    };
    let text = default.text();
    let is_call = text
        .get(.."nextval(".len())
        .is_some_and(|head| head.eq_ignore_ascii_case("nextval("));
    let sequence = text.split('\'').nth(1).filter(|_| is_call);
    sequence.is_some_and(|found| {
        // Letters count as they are where there are quotes.
        let found = match found.contains('"') {
            true => found.replace('"', ""),
            false => found.to_lowercase(),
        };
        found == name || found.ends_with(&format!(".{name}"))
    })
}
