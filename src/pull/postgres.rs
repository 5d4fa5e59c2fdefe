//! PostgreSQL: the server is asked for the definitions.
//!
//! In: rows of JSON that the statements in `postgres/` give. Out: what the database holds. Names are written as they are found with
//! `public` searched, which whoever asks has to see to.

mod lists;
mod rows;
mod sequences;
mod tables;
mod texts;
mod views;

use std::collections::{HashMap, HashSet};

use super::managed::Managed;
use super::order::{self, Needs, Node};
use super::{Ask, Pulled, Thing};
use crate::dialect::Dialect;
use rows::{Follower, Relation, SequenceRow, Statement};

/// Reads all that there is.
pub(super) fn read(dialect: Dialect, ask: &Ask<'_>, managed: &Managed) -> Result<Pulled, String> {
    let relations: Vec<Relation> = rows::parse(&ask(include_str!("postgres/relations.sql"), 0)?)?;
    let statements: Vec<Statement> =
        rows::parse(&ask(include_str!("postgres/statements.sql"), 0)?)?;
    let sequences: Vec<SequenceRow> =
        rows::parse(&ask(include_str!("postgres/sequences.sql"), 0)?)?;
    let followers: Vec<Follower> = rows::parse(&ask(include_str!("postgres/followers.sql"), 0)?)?;
    let needs = needs(&ask(include_str!("postgres/dependencies.sql"), 0)?);
    let names: Vec<&str> = relations.iter().map(|one| one.name.as_str()).collect();
    let judgement = managed.judge(&names);
    let left_out = |one: &&Relation| judgement.leaves_out(Some(&one.schema), &one.name);
    let out: Vec<&Relation> = relations.iter().filter(left_out).collect();
    let mut pulled = Pulled {
        dialect,
        things: Vec::new(),
        others: judgement.others(out.iter().map(|one| one.name.as_str())),
        unsaid: ask(include_str!("postgres/unsaid.sql"), 0)?,
    };
    let mut out: HashSet<String> = out.iter().map(|one| one.key.clone()).collect();

    let mut nodes: Vec<Node> = relations
        .iter()
        .map(|one| relation(one, dialect, &mut pulled))
        .collect();
    let stated: Vec<Node> = statements
        .iter()
        .map(|one| statement(one, &nodes))
        .collect();
    nodes.extend(stated);
    let folded = tables::serials(&relations);
    let single = sequences
        .iter()
        .filter(|one| !folded.contains(&one.sequence.key));
    nodes.extend(single.map(sequences::node));
    for one in &sequences {
        if let Some(owner) = one.owner_key.as_ref().filter(|owner| out.contains(*owner)) {
            out.extend([one.sequence.key.clone(), owner.clone()]);
        } else if let (Some(owner), false) = (&one.owner_key, folded.contains(&one.sequence.key)) {
            let thing = sequences::ownership(one);
            follow(&mut nodes, owner, thing);
        }
    }
    for one in followers {
        let thing = Thing::statement(&one.kind, one.name, one.text);
        let key = match folded.contains(&one.key) {
            true => {
                let of = sequences.iter().find(|found| found.sequence.key == one.key);
                of.and_then(|found| found.owner_key.clone())
            }
            false => Some(one.key),
        };
        follow(&mut nodes, &key.unwrap_or_default(), thing);
    }
    let named_out = nodes.iter().filter(|node| {
        let name = node.thing.name.split('(').next().unwrap_or_default();
        managed.is_unmanaged(None, &name.replace('"', ""))
    });
    out.extend(named_out.map(|node| node.key.clone()));
    order::leave_out(&mut nodes, &needs, out, &mut pulled);
    pulled.things = order::ordered(nodes, &needs);
    Ok(pulled)
}

/// What is said of a thing goes behind it; where the thing itself is not written, nothing is said of it.
fn follow(nodes: &mut [Node], key: &str, thing: Thing) {
    if let Some(node) = nodes.iter_mut().find(|node| node.key == key) {
        let name = node.thing.of.clone().unwrap_or(node.thing.name.clone());
        node.followers.push(thing.of(name));
    }
}

fn needs(lines: &[String]) -> Needs {
    let mut needs: Needs = HashMap::new();
    for line in lines {
        if let Some((one, other)) = line.split_once(' ') {
            needs
                .entry(one.to_owned())
                .or_default()
                .push(other.to_owned());
        }
    }
    for needed in needs.values_mut() {
        needed.sort();
    }
    needs
}

fn relation(one: &Relation, dialect: Dialect, pulled: &mut Pulled) -> Node {
    let name = dialect.qualified(Some(&one.schema), &one.name);
    if let Some(tablespace) = &one.tablespace {
        pulled.unsaid.push(format!(
            "{name} stands in the tablespace {tablespace}, which is not written"
        ));
    }
    let mut node = Node {
        key: one.key.clone(),
        rank: order::TABLES,
        place: one.oid,
        of: None,
        thing: Thing::statement("table", name, ""),
        references: Vec::new(),
        followers: Vec::new(),
    };
    match one.definition {
        Some(_) => {
            node.rank = order::READERS;
            node.thing = views::view(one, &node.thing.name);
        }
        None => tables::table(one, dialect, &mut node),
    }
    node
}

fn statement(one: &Statement, nodes: &[Node]) -> Node {
    let text = match one.kind.as_str() {
        "function" | "procedure" => texts::routine(&one.text),
        "index" => one.text.replacen(" USING btree ", " ", 1),
        "domain" => texts::types(&lists::of(&one.text)),
        "type" => texts::types(&one.text),
        _ => one.text.clone(),
    };
    let mut thing = Thing::statement(&one.kind, one.name.clone(), text);
    if let Some(of) = nodes.iter().find(|node| Some(&node.key) == one.of.as_ref()) {
        thing = thing.of(of.thing.name.clone());
    }
    Node {
        key: one.key.clone(),
        rank: one.rank,
        place: one.oid,
        of: one.of.clone(),
        thing,
        references: Vec::new(),
        followers: Vec::new(),
    }
}
