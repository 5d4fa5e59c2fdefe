//! Tables: columns with what is said of them, constraints at their columns where they are of one.

use std::collections::HashSet;

use super::rows::{Column, Constraint, Relation, Sequence};
use super::{sequences, texts};
use crate::catalog::{NamedThing, usual_name};
use crate::dialect::Dialect;
use crate::pull::order::{self, Node};
use crate::pull::{Part, PartKind, Place};

/// Writes a table.
pub fn table(one: &Relation, dialect: Dialect, node: &mut Node) {
    let kind = if one.is_unlogged { "UNLOGGED " } else { "" };
    node.thing.text = format!("CREATE {kind}TABLE {}", node.thing.name);
    let mut tail: Vec<String> = Vec::new();
    let parents = one.parents.join(", ");
    match (&one.bound, &one.of_type) {
        (Some(_), _) => node
            .thing
            .text
            .push_str(&format!(" PARTITION OF {parents}")),
        (None, Some(ty)) => node.thing.text.push_str(&format!(" OF {ty}")),
        (None, None) if !one.parents.is_empty() => tail.push(format!("INHERITS ({parents})")),
        (None, None) => {}
    }
    tail.extend(one.bound.clone());
    tail.extend(
        one.partition_by
            .as_ref()
            .map(|by| format!("PARTITION BY {by}")),
    );
    tail.extend(
        one.options
            .as_ref()
            .map(|options| format!("WITH ({options})")),
    );
    node.thing.tail = tail.join(" ");
    let has_own_columns = one.bound.is_none() && one.of_type.is_none();
    if has_own_columns {
        let local = one.columns.iter().filter(|column| column.is_local);
        node.thing.parts = local.map(|column| part(one, column, dialect)).collect();
    }
    let mut constraints: Vec<&Constraint> = one.constraints.iter().collect();
    constraints.sort_by_key(|constraint| "pufxc".find(&constraint.kind));
    for constraint in constraints {
        let part = constrained(one, constraint, has_own_columns, dialect);
        if let Some(target) = &constraint.target {
            node.references.push((part.name.clone(), target.clone()));
        }
        if !constraint.is_validated {
            let text = order::constraint(&node.thing.name, &part);
            node.followers.push(text);
        }
        node.thing.parts.push(part);
    }
    // Not even a table without columns can do without parentheses.
    let is_empty = node
        .thing
        .parts
        .iter()
        .all(|part| part.place != Place::Line);
    if has_own_columns && is_empty {
        node.thing.text.push_str(" ()");
    }
}

/// The keys of sequences that SERIAL makes.
pub fn serials(relations: &[Relation]) -> HashSet<String> {
    let mut found = HashSet::new();
    for one in relations {
        for column in &one.columns {
            if let (Some(_), Some(sequence)) = (serial(one, column), &column.sequence) {
                found.insert(sequence.key.clone());
            }
        }
    }
    found
}

/// `serial`, where a column and its sequence are what it makes.
fn serial(one: &Relation, column: &Column) -> Option<&'static str> {
    let sequence = column
        .sequence
        .as_ref()
        .filter(|found| !found.is_internal)?;
    let serial = match column.r#type.as_str() {
        "smallint" => "smallserial",
        "integer" => "serial",
        "bigint" => "bigserial",
        _ => return None,
    };
    let next = format!("nextval('{}'::regclass)", sequence.sql.replace('\'', "''"));
    let is_usual = sequence.name == sequence_name(one, column)
        && sequence.schema == one.schema
        && sequence.r#type == column.r#type
        && sequences::options(sequence).is_empty();
    let fits = column.not_null && column.is_local && is_usual;
    (fits && column.default.as_ref() == Some(&next)).then_some(serial)
}

fn sequence_name(one: &Relation, column: &Column) -> String {
    let rules = Dialect::Postgres.schema_rules();
    usual_name(rules, &one.name, &[&column.name], NamedThing::Sequence)
}

fn part(one: &Relation, column: &Column, dialect: Dialect) -> Part {
    let mut says: Vec<(&'static str, String)> = Vec::new();
    let serial = serial(one, column);
    let ty = serial.map_or_else(|| texts::type_name(&column.r#type), str::to_owned);
    says.push(("type", ty));
    if let Some(collation) = &column.collation {
        says.push(("collation", format!("COLLATE {collation}")));
    }
    let mut constraints = one.constraints.iter();
    let is_key = constraints.any(|one| one.kind == "p" && one.columns == [column.name.as_str()]);
    let goes_without_saying = serial.is_some() || !column.identity.is_empty() || is_key;
    if column.not_null && !goes_without_saying {
        says.push(("NOT NULL", "NOT NULL".to_owned()));
    }
    match (&column.default, &column.sequence) {
        (Some(expression), _) if !column.generated.is_empty() => says.push((
            "expression",
            format!("GENERATED ALWAYS AS ({}) STORED", bare(expression)),
        )),
        (Some(expression), _) if serial.is_none() => {
            let short = texts::default(expression, &column.r#type);
            says.push(("default", format!("DEFAULT {short}")));
        }
        (_, Some(sequence)) if !column.identity.is_empty() => {
            says.push(("identity", identity(one, column, sequence)));
        }
        _ => {}
    }
    let name = dialect.quote(&column.name);
    let text = says
        .iter()
        .fold(name.clone(), |text, (_, said)| format!("{text} {said}"));
    Part {
        kind: PartKind::Column,
        name,
        says,
        text,
        comment: String::new(),
        place: Place::Line,
    }
}

/// An expression without parentheses around all of it.
fn bare(expression: &str) -> &str {
    let inside = expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let Some(inside) = inside.filter(|inside| !inside.contains(['\'', '"'])) else {
        return expression;
    };
    let mut depth = 0_i32;
    let closes_early = inside.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    if closes_early { expression } else { inside }
}

fn identity(one: &Relation, column: &Column, sequence: &Sequence) -> String {
    let who = match column.identity.as_str() {
        "a" => "ALWAYS",
        _ => "BY DEFAULT",
    };
    let mut options = sequences::options(sequence);
    if sequence.name != sequence_name(one, column) {
        options.insert(0, format!("SEQUENCE NAME {}", sequence.sql));
    }
    let options = match options.is_empty() {
        true => String::new(),
        false => format!(" ({})", options.join(" ")),
    };
    format!("GENERATED {who} AS IDENTITY{options}")
}

fn constrained(
    one: &Relation,
    constraint: &Constraint,
    has_own_columns: bool,
    dialect: Dialect,
) -> Part {
    let definition = texts::constraint(&constraint.definition);
    let name = dialect.quote(&constraint.name);
    let columns: Vec<&str> = constraint.columns.iter().map(String::as_str).collect();
    let (thing, head) = match constraint.kind.as_str() {
        "p" => (NamedThing::PrimaryKey, "PRIMARY KEY"),
        "u" => (NamedThing::Unique, "UNIQUE"),
        "f" => (NamedThing::ForeignKey, "FOREIGN KEY"),
        "c" => (NamedThing::Check, ""),
        _ => (NamedThing::Exclusion, "EXCLUDE"),
    };
    let rules = dialect.schema_rules();
    let is_usual = usual_name(rules, &one.name, &columns, thing) == constraint.name;
    let is_local = |name: &str| {
        let mut columns = one.columns.iter();
        columns.any(|column| column.name == name && column.is_local)
    };
    let mut place = Place::Line;
    let mut text = match is_usual {
        true => definition.clone(),
        false => format!("CONSTRAINT {name} {definition}"),
    };
    if let [column] = columns[..]
        && let Some(short) = at_column(&definition, head, &dialect.quote(column))
        && (has_own_columns && is_usual && is_local(column))
    {
        place = Place::Column(dialect.quote(column));
        text = short;
    }
    if !constraint.is_validated {
        place = Place::Elsewhere;
    }
    Part {
        kind: PartKind::Constraint,
        name,
        says: vec![("definition", definition)],
        text,
        comment: String::new(),
        place,
    }
}

/// A constraint of one column as it stands at the column: `REFERENCES users (id)`.
fn at_column(definition: &str, head: &str, column: &str) -> Option<String> {
    match head {
        "EXCLUDE" => None,
        "" => Some(definition.to_owned()),
        _ => {
            let of_one = format!(" ({column})");
            let is_plain = !definition.contains(" INCLUDE ") && !definition.contains(" WITH ");
            let short = definition.replacen(&of_one, "", 1);
            let short = short.strip_prefix("FOREIGN KEY ").unwrap_or(&short);
            (is_plain && definition.contains(&of_one)).then(|| short.to_owned())
        }
    }
}
