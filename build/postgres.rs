//! PostgreSQL's types, functions, operators and casts, printed as Rust.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::nullability;
use crate::table::{self, Row};

const TYPES: &str = "src/dialect/postgres/types.tsv";
const FUNCTIONS: &str = "src/dialect/postgres/functions.tsv";
const OPERATORS: &str = "src/dialect/postgres/operators.tsv";
const CASTS: &str = "src/dialect/postgres/casts.tsv";
const EXTENSION_TYPES: &str = "src/dialect/postgres/extension_types.tsv";
const EXTENSION_FUNCTIONS: &str = "src/dialect/postgres/extension_functions.tsv";
const EXTENSION_OPERATORS: &str = "src/dialect/postgres/extension_operators.tsv";
const EXTENSION_CASTS: &str = "src/dialect/postgres/extension_casts.tsv";
const RELATIONS: &str = "src/dialect/postgres/relations.tsv";
const NULLABILITY: &str = "src/dialect/postgres/nullability.tsv";

/// The text of `postgres_builtins.rs`.
pub fn compile() -> Result<String, String> {
    let mut text = String::new();
    let types = Types::read()?;
    types.print(&mut text);
    extension_types(&mut text)?;
    let mut rules = Rules::read()?;
    functions(&mut text, &types, &mut rules)?;
    operators(&mut text, &types, &mut rules)?;
    casts(&mut text, &types)?;
    relations(&mut text)?;
    rules.check_used()?;
    Ok(text)
}

/// A type, by the names of its relatives.
struct Type {
    sql_name: String,
    kind: &'static str,
    category: String,
    preferred: bool,
    array: Option<String>,
    element: Option<String>,
    subtype: Option<String>,
}

/// All types by name; an id is a position in this order.
struct Types(BTreeMap<String, Type>);

impl Types {
    fn read() -> Result<Types, String> {
        let mut types = BTreeMap::new();
        let own = table::read(TYPES, 7)?;
        let others = table::read(EXTENSION_TYPES, 8)?;
        for row in own.into_iter().chain(others.iter().map(Row::tail)) {
            let sql_name = row.text(1);
            let array = row.optional(5);
            if let Some(array) = array {
                types.insert(
                    array.to_owned(),
                    Type {
                        sql_name: format!("{sql_name}[]"),
                        kind: if row.text(2) == "pseudo" {
                            "Pseudo"
                        } else {
                            "Array"
                        },
                        category: "A".to_owned(),
                        preferred: false,
                        array: None,
                        element: Some(row.text(0).to_owned()),
                        subtype: None,
                    },
                );
            }
            types.insert(
                row.text(0).to_owned(),
                Type {
                    sql_name: sql_name.to_owned(),
                    kind: row.variant(
                        2,
                        &[
                            ("base", "Base"),
                            ("range", "Range"),
                            ("multirange", "Multirange"),
                            ("pseudo", "Pseudo"),
                        ],
                    )?,
                    category: row.text(3).to_owned(),
                    preferred: row.flag(4)?,
                    array: array.map(str::to_owned),
                    element: None,
                    subtype: row.optional(6).map(str::to_owned),
                },
            );
        }
        Ok(Types(types))
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.keys().position(|key| key == name)
    }

    fn id(&self, row: &Row, name: &str) -> Result<String, String> {
        self.position(name)
            .map(|position| format!("TypeId({position})"))
            .ok_or_else(|| row.error(&format!("unknown type `{name}`")))
    }

    fn ids(&self, row: &Row, names: &[&str]) -> Result<String, String> {
        let ids: Result<Vec<_>, _> = names.iter().map(|name| self.id(row, name)).collect();
        Ok(ids?.join(", "))
    }

    fn print(&self, text: &mut String) {
        let relative = |name: &Option<String>| {
            let position = name.as_deref().and_then(|name| self.position(name));
            match position {
                Some(position) => format!("Some(TypeId({position}))"),
                None => "None".to_owned(),
            }
        };
        text.push_str("static TYPES: &[Type] = &[\n");
        for (name, ty) in &self.0 {
            let _ = writeln!(
                text,
                "Type {{ name: {name:?}, sql_name: {:?}, kind: TypeKind::{}, category: '{}', preferred: {}, \
                 array: {}, element: {}, subtype: {} }},",
                ty.sql_name,
                ty.kind,
                ty.category,
                ty.preferred,
                relative(&ty.array),
                relative(&ty.element),
                relative(&ty.subtype),
            );
        }
        text.push_str("];\nimpl TypeId {\n");
        for (position, (name, ty)) in self.0.iter().enumerate() {
            let constant = match name.strip_prefix('_') {
                Some(element) => format!("{}_ARRAY", element.to_uppercase()),
                None => name.to_uppercase(),
            };
            let _ = writeln!(
                text,
                "/// `{}`.\npub const {constant}: TypeId = TypeId({position});",
                ty.sql_name
            );
        }
        text.push_str("}\n");
    }
}

/// Which extension each of their types is from, by the type's name.
fn extension_types(text: &mut String) -> Result<(), String> {
    text.push_str("static EXTENSION_TYPES: &[(&str, &str)] = &[\n");
    for row in &table::read(EXTENSION_TYPES, 8)? {
        let _ = writeln!(text, "({:?}, {:?}),", row.text(1), row.text(0));
    }
    text.push_str("];\n");
    Ok(())
}

/// The reviewed rules for NULL; each must be of use.
struct Rules {
    rows: Vec<Row>,
    used: Vec<bool>,
}

impl Rules {
    fn read() -> Result<Rules, String> {
        let rows = table::read(NULLABILITY, 5)?;
        for row in &rows {
            row.variant(0, &[("function", ""), ("operator", "")])?;
            nullability::parse(row, 3)?;
        }
        let used = vec![false; rows.len()];
        Ok(Rules { rows, used })
    }

    /// The rule for a function or operator: the most exact line.
    fn find(&mut self, kind: &str, name: &str, arguments: &str) -> Result<Option<String>, String> {
        let mut best: Option<(u8, usize)> = None;
        for (index, row) in self.rows.iter().enumerate() {
            if row.text(0) != kind {
                continue;
            }
            let pattern = row.text(1);
            let by_name = match pattern.strip_suffix('*') {
                Some(start) if name.starts_with(start) && pattern != name => 0,
                _ if pattern == name => 2,
                _ => continue,
            };
            let by_arguments = match row.text(2) {
                "*" => 0,
                exact if exact == arguments => 1,
                _ => continue,
            };
            let score = by_name + by_arguments;
            if best.is_none_or(|(other, _)| score > other) {
                best = Some((score, index));
            }
        }
        let Some((_, index)) = best else {
            return Ok(None);
        };
        self.used[index] = true;
        nullability::parse(&self.rows[index], 3).map(Some)
    }

    fn check_used(&self) -> Result<(), String> {
        match self.used.iter().position(|used| !used) {
            Some(index) => Err(self.rows[index].error("no such function or operator")),
            None => Ok(()),
        }
    }
}

fn functions(text: &mut String, types: &Types, rules: &mut Rules) -> Result<(), String> {
    let rows = table::read(FUNCTIONS, 10)?;
    table::check_sorted(&rows)?;
    text.push_str("static FUNCTIONS: &[Function] = &[\n");
    for row in &rows {
        let _ = writeln!(text, "{},", function(row, types, rules)?);
    }
    text.push_str("];\nstatic EXTENSION_FUNCTIONS: &[(&str, Function)] = &[\n");
    for row in &table::read(EXTENSION_FUNCTIONS, 11)? {
        let printed = function(&row.tail(), types, rules)?;
        let _ = writeln!(text, "({:?}, {printed}),", row.text(0));
    }
    text.push_str("];\n");
    Ok(())
}

fn function(row: &Row, types: &Types, rules: &mut Rules) -> Result<String, String> {
    let kind = row.variant(
        1,
        &[
            ("normal", "Normal"),
            ("aggregate", "Aggregate"),
            ("window", "Window"),
        ],
    )?;
    let (set, strict) = (row.flag(6)?, row.flag(7)?);
    let columns = columns(row, types)?;
    let rule = match rules.find("function", row.text(0), row.text(2))? {
        Some(rule) => rule,
        None if kind != "Normal" => return Err(row.error("needs a line in nullability.tsv")),
        None => default_rule(strict, set, !columns.is_empty()).to_owned(),
    };
    Ok(format!(
        "Function {{ name: {:?}, kind: FunctionKind::{kind}, arguments: &[{}], argument_names: &{:?}, \
             variadic: {}, defaults: {}, result: {}, returns_set: {set}, columns: &[{columns}], strict: {strict}, \
             nullability: {rule} }}",
        row.text(0),
        types.ids(row, &row.list(2))?,
        row.list(8),
        row.flag(3)?,
        row.number(4)?,
        types.id(row, row.text(5))?,
    ))
}

fn columns(row: &Row, types: &Types) -> Result<String, String> {
    let mut printed = Vec::new();
    for column in row.list(9) {
        let (name, ty) = column
            .split_once(':')
            .ok_or_else(|| row.error(&format!("`{column}` is not name:type")))?;
        printed.push(format!("({name:?}, {})", types.id(row, ty)?));
    }
    Ok(printed.join(", "))
}

/// A strict function that returns a set gives no rows for NULL.
fn default_rule(strict: bool, set: bool, columns: bool) -> &'static str {
    match (strict, set) {
        (true, true) if !columns => "Nullability::Never",
        (true, false) => "Nullability::Strict",
        _ => "Nullability::Sometimes",
    }
}

fn operators(text: &mut String, types: &Types, rules: &mut Rules) -> Result<(), String> {
    let rows = table::read(OPERATORS, 5)?;
    table::check_sorted(&rows)?;
    text.push_str("static OPERATORS: &[Operator] = &[\n");
    for row in &rows {
        let _ = writeln!(text, "{},", operator(row, types, rules)?);
    }
    text.push_str("];\nstatic EXTENSION_OPERATORS: &[(&str, Operator)] = &[\n");
    for row in &table::read(EXTENSION_OPERATORS, 6)? {
        let printed = operator(&row.tail(), types, rules)?;
        let _ = writeln!(text, "({:?}, {printed}),", row.text(0));
    }
    text.push_str("];\n");
    Ok(())
}

fn operator(row: &Row, types: &Types, rules: &mut Rules) -> Result<String, String> {
    let left = match row.optional(1) {
        Some(left) => format!("Some({})", types.id(row, left)?),
        None => "None".to_owned(),
    };
    let arguments = match row.optional(1) {
        Some(left) => format!("{left},{}", row.text(2)),
        None => row.text(2).to_owned(),
    };
    let strict = row.flag(4)?;
    let rule = match rules.find("operator", row.text(0), &arguments)? {
        Some(rule) => rule,
        None => default_rule(strict, false, false).to_owned(),
    };
    Ok(format!(
        "Operator {{ name: {:?}, left: {left}, right: {}, result: {}, nullability: {rule} }}",
        row.text(0),
        types.id(row, row.text(2))?,
        types.id(row, row.text(3))?,
    ))
}

fn casts(text: &mut String, types: &Types) -> Result<(), String> {
    let mut casts = Vec::new();
    let own = table::read(CASTS, 3)?;
    let others = table::read(EXTENSION_CASTS, 4)?;
    for row in own.into_iter().chain(others.iter().map(Row::tail)) {
        let context = row.variant(
            2,
            &[
                ("implicit", "Implicit"),
                ("assignment", "Assignment"),
                ("explicit", "Explicit"),
            ],
        )?;
        let (source, target) = (types.id(&row, row.text(0))?, types.id(&row, row.text(1))?);
        let key = (types.position(row.text(0)), types.position(row.text(1)));
        casts.push((
            key,
            format!("({source}, {target}, CastContext::{context}),\n"),
        ));
    }
    casts.sort();
    text.push_str("static CASTS: &[(TypeId, TypeId, CastContext)] = &[\n");
    for (_, line) in casts {
        text.push_str(&line);
    }
    text.push_str("];\n");
    Ok(())
}

/// The server's own tables and views.
fn relations(text: &mut String) -> Result<(), String> {
    let rows = table::read(RELATIONS, 3)?;
    table::check_sorted(&rows)?;
    text.push_str("static RELATIONS: &[SystemRelation] = &[\n");
    for row in &rows {
        let mut columns = String::new();
        for column in row.list(2) {
            let (name, ty) = column
                .split_once(':')
                .ok_or_else(|| row.error(&format!("`{column}` is not name:type")))?;
            let nullable = ty.ends_with('?');
            let ty = ty.trim_end_matches('?');
            let _ = write!(columns, "({name:?}, {ty:?}, {nullable}), ");
        }
        let _ = writeln!(
            text,
            "SystemRelation {{ name: {:?}, schema: {:?}, columns: &[{columns}] }},",
            row.text(0),
            row.text(1),
        );
    }
    text.push_str("];\n");
    Ok(())
}
