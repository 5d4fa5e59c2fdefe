//! Triggers of random schemas, which change nothing: they stand on what changes.

use rowtype::dialect::Dialect;

use super::change::Maker;
use super::model::{Id, Schema, Table, Trigger};

/// One more, over any two tables.
pub fn add(maker: &mut Maker, schema: &mut Schema) {
    let (table, written) = (
        maker.chance.pick(&schema.tables).cloned(),
        maker.chance.pick(&schema.tables).cloned(),
    );
    let (Some(table), Some(written)) = (table, written) else {
        return;
    };
    let plain = |table: &Table| -> Vec<Id> {
        let columns = table.columns.iter().filter(|one| one.computed.is_none());
        columns.map(|one| one.id).collect()
    };
    let column = maker.chance.pick(&plain(&table)).copied();
    let written_column = maker.chance.pick(&plain(&written)).copied();
    let (Some(column), Some(written_column)) = (column, written_column) else {
        return;
    };
    schema.triggers.push(Trigger {
        name: maker.name(),
        table: table.id,
        column,
        written: written.id,
        written_column,
    });
}

/// Those stay whose columns do.
pub fn settle(schema: &mut Schema) {
    let tables = schema.tables.clone();
    let has = |table: Id, column: Id| {
        let mut tables = tables.iter();
        let table = tables.find(|one| one.id == table);
        let found = table.and_then(|table| table.column(column));
        found.is_some_and(|one| one.computed.is_none())
    };
    schema
        .triggers
        .retain(|one| has(one.table, one.column) && has(one.written, one.written_column));
}

/// `CREATE TRIGGER`.
pub fn sql(trigger: &Trigger, schema: &Schema, dialect: Dialect) -> Option<String> {
    let (table, written) = (schema.table(trigger.table)?, schema.table(trigger.written)?);
    let column = dialect.quote(&table.column(trigger.column)?.name);
    let value = dialect.quote(&written.column(trigger.written_column)?.name);
    Some(format!(
        "CREATE TRIGGER {} AFTER UPDATE OF {column} ON {} WHEN NEW.{column} IS NOT OLD.{column} BEGIN UPDATE {} SET {value} = {value} WHERE {value} = NEW.{column}; END;\n\n",
        dialect.quote(&trigger.name),
        dialect.quote(&table.name),
        dialect.quote(&written.name)
    ))
}
