//! A random schema: tables that refer to each other, whose columns share names so that USING and NATURAL meet.

use std::fmt::Write as _;

use super::flavor::Flavor;
use crate::random::Random;

/// The tables and views.
pub struct Schema {
    /// The statements.
    pub text: String,
    /// What can stand in FROM.
    pub tables: Vec<Table>,
}

/// A table or view.
#[derive(Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether rows can be written to it.
    pub writable: bool,
}

/// A column.
#[derive(Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, by the generator's name.
    pub ty: String,
    /// Whether an INSERT has to give it.
    pub required: bool,
    /// Whether values can be written to it.
    pub writable: bool,
}

const NAMES: [&str; 10] = [
    "a", "b", "c", "d", "e", "note", "kind", "total", "made_on", "label",
];

/// A schema that follows from the sequence.
pub fn generate(flavor: &Flavor, random: &mut Random) -> Schema {
    // Most columns of one name have one type everywhere.
    let usual: Vec<String> = NAMES.iter().map(|_| column_type(flavor, random)).collect();
    let mut schema = Schema {
        text: flavor.prelude.to_owned(),
        tables: Vec::new(),
    };
    for index in 0..3 + random.below(3) {
        let table = table(flavor, random, &usual, index, &mut schema.text);
        schema.tables.push(table);
    }
    for index in 0..random.below(3) {
        view(random, index, &mut schema);
    }
    schema
}

fn column_type(flavor: &Flavor, random: &mut Random) -> String {
    let all: usize = flavor.types.iter().map(|ty| ty.weight).sum();
    let mut at = random.below(all);
    for ty in &flavor.types {
        if at < ty.weight {
            return ty.name.clone();
        }
        at -= ty.weight;
    }
    flavor.types[0].name.clone()
}

fn table(
    flavor: &Flavor,
    random: &mut Random,
    usual: &[String],
    index: usize,
    text: &mut String,
) -> Table {
    let name = format!("t{index}");
    let key = if flavor.has.booleans {
        "int4"
    } else {
        "integer"
    };
    let mut table = Table {
        name: name.clone(),
        columns: vec![Column {
            name: "id".to_owned(),
            ty: key.to_owned(),
            required: true,
            writable: true,
        }],
        writable: true,
    };
    let mut lines = vec!["  id integer NOT NULL PRIMARY KEY".to_owned()];
    let mut names: Vec<usize> = (0..NAMES.len()).collect();
    for _ in 0..2 + random.below(4) {
        let at = names.remove(random.below(names.len()));
        let ty = match random.below(5) {
            0 => column_type(flavor, random),
            _ => usual[at].clone(),
        };
        let info = flavor.ty(&ty).expect("a known type");
        let required = random.chance(2, 5);
        let null = if required { " NOT NULL" } else { "" };
        let unique = if info.ordered && random.chance(1, 8) {
            " UNIQUE"
        } else {
            ""
        };
        lines.push(format!("  {} {}{null}{unique}", NAMES[at], info.declared));
        table.columns.push(Column {
            name: NAMES[at].to_owned(),
            ty,
            required,
            writable: true,
        });
    }
    if index > 0 && random.chance(2, 3) {
        let target = random.below(index);
        let required = random.chance(1, 2);
        let null = if required { " NOT NULL" } else { "" };
        lines.push(format!(
            "  t{target}_id integer{null} REFERENCES t{target} (id)"
        ));
        table.columns.push(Column {
            name: format!("t{target}_id"),
            ty: key.to_owned(),
            required,
            writable: true,
        });
    }
    let _ = writeln!(text, "CREATE TABLE {name} (\n{}\n);", lines.join(",\n"));
    table
}

/// A view of one table, or of two with an outer join between them.
fn view(random: &mut Random, index: usize, schema: &mut Schema) {
    let name = format!("v{index}");
    let tables: Vec<&Table> = schema
        .tables
        .iter()
        .filter(|table| table.writable)
        .collect();
    let (one, other) = (
        (*random.pick(&tables)).clone(),
        (*random.pick(&tables)).clone(),
    );
    let mut items = Vec::new();
    let mut columns = Vec::new();
    for (alias, table) in [("x", &one), ("y", &other)] {
        for column in &table.columns {
            if random.chance(1, 2) {
                let name = format!("{}_{alias}", column.name);
                items.push(format!("{alias}.{} AS {name}", column.name));
                columns.push(Column {
                    name,
                    ty: column.ty.clone(),
                    required: false,
                    writable: false,
                });
            }
        }
    }
    if items.is_empty() {
        return;
    }
    let _ = writeln!(
        schema.text,
        "CREATE VIEW {name} AS SELECT {} FROM {} x LEFT JOIN {} y ON x.id = y.id;",
        items.join(", "),
        one.name,
        other.name
    );
    schema.tables.push(Table {
        name,
        columns,
        writable: false,
    });
}
