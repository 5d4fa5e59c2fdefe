//! What is made before what, and what is left out.
//!
//! In: what a server holds, each with a key, and which keys need which. Out: things in an order in which they can be made. References that
//! go in a circle are made at the end of the tables.

use std::collections::{HashMap, HashSet};

use super::{Part, Place, Pulled, Thing};

/// A thing with its place among others.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What others need it by.
    pub key: String,
    /// What is made first where nothing is needed.
    pub rank: u8,
    /// The order within a rank.
    pub place: i64,
    /// The key of the table that it stands on.
    pub of: Option<String>,
    /// The thing.
    pub thing: Thing,
    /// References: what they are called, and the key of the table that each leads to.
    pub references: Vec<(String, String)>,
    /// What is said of it by statements of their own.
    pub followers: Vec<Thing>,
}

/// Which keys a key needs.
pub(super) type Needs = HashMap<String, Vec<String>>;

/// The rank of tables with their indexes, and of what reads them.
pub(super) const TABLES: u8 = 4;
pub(super) const READERS: u8 = 6;

/// Takes out what is others': the relations of these keys, what stands on them, what reads them, and what nobody else uses.
pub(super) fn leave_out(
    nodes: &mut Vec<Node>,
    needs: &Needs,
    mut out: HashSet<String>,
    pulled: &mut Pulled,
) {
    let needed = |key: &String| needs.get(key).into_iter().flatten();
    loop {
        let before = out.len();
        for node in nodes.iter() {
            if out.contains(&node.key) {
                continue;
            }
            let reads_others = || needed(&node.key).any(|key| out.contains(key));
            let stands_on = node.of.as_ref().is_some_and(|of| out.contains(of));
            let reads = node.thing.kind.ends_with("view") && reads_others();
            if reads {
                pulled.unsaid.push(format!(
                    "{} {} reads a table that is not managed, and is left out",
                    node.thing.kind, node.thing.name
                ));
            }
            if stands_on || reads || is_others(node, nodes, needs, &out) {
                out.insert(node.key.clone());
            }
        }
        if out.len() == before {
            break;
        }
    }
    for node in nodes.iter_mut().filter(|node| !out.contains(&node.key)) {
        let Node {
            thing, references, ..
        } = node;
        references.retain(|(name, target)| {
            if !out.contains(target) {
                return true;
            }
            pulled.unsaid.push(format!(
                "constraint {name} of {} refers to a table that is not managed, and is left out",
                thing.name
            ));
            thing.parts.retain(|part| !part.is_constraint(name));
            false
        });
    }
    nodes.retain(|node| !out.contains(&node.key));
}

/// Whether a type, sequence or function is used by others alone.
fn is_others(node: &Node, nodes: &[Node], needs: &Needs, out: &HashSet<String>) -> bool {
    let kinds = ["type", "domain", "sequence", "function", "procedure"];
    if !kinds.contains(&node.thing.kind.as_str()) {
        return false;
    }
    let uses = |key: &str| {
        let needed = needs.get(key).into_iter().flatten();
        needed.into_iter().any(|needed| *needed == node.key)
    };
    let used_by_others = out.iter().any(|key| uses(key));
    used_by_others
        && !nodes
            .iter()
            .any(|other| !out.contains(&other.key) && uses(&other.key))
}

/// The things in an order in which they can be made.
pub(super) fn ordered(mut nodes: Vec<Node>, needs: &Needs) -> Vec<Thing> {
    nodes.sort_by_key(|node| (node.rank, node.place));
    let keys: Vec<(u8, String)> = nodes
        .iter()
        .map(|node| (node.rank, node.key.clone()))
        .collect();
    let mut order = Order {
        nodes: nodes
            .into_iter()
            .map(|node| (node.key.clone(), node))
            .collect(),
        standing: HashMap::new(),
        needs,
        begun: HashSet::new(),
        made: HashSet::new(),
        later: Vec::new(),
        things: Vec::new(),
    };
    for (rank, key) in &keys {
        let node = &order.nodes[key];
        if let (TABLES, Some(of)) = (*rank, &node.of) {
            let of = order.standing.entry(of.clone()).or_default();
            of.push(key.clone());
        }
    }
    for (rank, key) in &keys {
        if *rank > TABLES {
            order.things.append(&mut order.later);
        }
        order.visit(key);
    }
    order.things.append(&mut order.later);
    order.things
}

struct Order<'a> {
    nodes: HashMap<String, Node>,
    /// Indexes, by the key of their table.
    standing: HashMap<String, Vec<String>>,
    needs: &'a Needs,
    begun: HashSet<String>,
    made: HashSet<String>,
    /// References that lead to what is not there yet.
    later: Vec<Thing>,
    things: Vec<Thing>,
}

impl Order<'_> {
    fn visit(&mut self, key: &str) {
        if !self.begun.insert(key.to_owned()) {
            return;
        }
        let needs = self.needs;
        for needed in needs.get(key).into_iter().flatten() {
            self.visit(needed);
        }
        let targets: Vec<String> = match self.nodes.get(key) {
            Some(node) => node.references.iter().map(|(_, to)| to.clone()).collect(),
            None => return,
        };
        for target in &targets {
            self.visit(target);
        }
        if let Some(node) = self.nodes.remove(key) {
            self.make(node);
        }
        for index in self.standing.remove(key).unwrap_or_default() {
            self.visit(&index);
        }
    }

    fn make(&mut self, mut node: Node) {
        self.made.insert(node.key.clone());
        for (name, target) in &node.references {
            let is_open = !self.made.contains(target);
            let mut parts = node.thing.parts.iter_mut();
            let found = parts.find(|part| part.is_constraint(name));
            if let (true, Some(part)) = (is_open, found) {
                part.place = Place::Elsewhere;
                self.later.push(constraint(&node.thing.name, part));
            }
        }
        let indexes = self.standing.remove(&node.key).unwrap_or_default();
        self.things.push(node.thing);
        for index in indexes {
            self.visit(&index);
        }
        self.things.append(&mut node.followers);
    }
}

/// A constraint of a table by a statement of its own. The part of the table says it already: it is printed, and not compared.
pub(super) fn constraint(table: &str, part: &Part) -> Thing {
    let says: Vec<&str> = part.says.iter().map(|(_, text)| text.as_str()).collect();
    let name = match part.name.as_str() {
        "" => String::new(),
        name => format!("CONSTRAINT {name} "),
    };
    let text = format!("ALTER TABLE {table} ADD {name}{}", says.join(" "));
    Thing::statement(CONSTRAINT, part.name.clone(), text).of(table)
}

/// What a constraint is called that stands apart from its table.
pub(super) const CONSTRAINT: &str = "constraint";
