//! Which operations there are, what they take and how they answer.

use serde_json::Value;

use super::changes::{Change, Changes};
use super::likeness::{Candidate, renames};
use super::node::Node;
use super::values::{self, Place, Side};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation with what its path says of it.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    node: Node<'a>,
    parameters: Vec<Parameter<'a>>,
}

struct Parameter<'a> {
    name: &'a str,
    place: &'a str,
    node: Node<'a>,
}

/// Adds what differs.
pub(super) fn compare<'a>(before: &Node<'a>, after: &Node<'a>, changes: &mut Changes) {
    servers(before, after, changes);
    let (previous, next) = (operations(before), operations(after));
    for operation in &previous {
        changes.look_at(operation.shown());
        match next.iter().find(|other| other.is_at(operation)) {
            Some(other) => {
                names(operation, other, changes);
                security(before, after, operation, other, changes);
                parameters(operation, other, changes);
                bodies(operation, other, changes);
                answers(operation, other, changes);
            }
            None => changes.add(removed(operation, &previous, &next)),
        }
    }
    for operation in &next {
        if !previous.iter().any(|other| other.is_at(operation)) {
            changes.look_at(operation.shown());
            let message = format!("`{}` is new", operation.shown());
            let pointer = &operation.node.pointer;
            changes.add(Change::harmless("api-operation-new", pointer, message));
        }
    }
}

fn operations<'a>(document: &Node<'a>) -> Vec<Operation<'a>> {
    let mut all = Vec::new();
    for (path, item) in document.entries("paths") {
        for (method, node) in item.members() {
            if METHODS.contains(&method) {
                let shared = item.list("parameters").into_iter();
                let parameters = shared.chain(node.list("parameters"));
                let parameters = parameters.filter_map(|node| {
                    Some(Parameter {
                        name: node.text("name")?,
                        place: node.text("in")?,
                        node,
                    })
                });
                all.push(Operation {
                    path,
                    method,
                    parameters: parameters.collect(),
                    node,
                });
            }
        }
    }
    all
}

impl Operation<'_> {
    /// `GET /users`.
    fn shown(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// Whether a request for the other is one for this: what parameters of a path are called, nobody sees.
    fn is_at(&self, other: &Operation) -> bool {
        self.method == other.method && shape(self.path) == shape(other.path)
    }

    /// The first part of the path that is no parameter.
    fn head(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}

fn shape(path: &str) -> Vec<&str> {
    path.split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect()
}

fn servers(before: &Node, after: &Node, changes: &mut Changes) {
    let url = |document: &Node| {
        let first = document.list("servers").into_iter().next();
        first.map_or_else(String::new, |server| {
            let url = server.text("url").unwrap_or_default();
            url.trim_end_matches('/').to_owned()
        })
    };
    let (was, is) = (url(before), url(after));
    if was != is {
        let message = format!("every path stands under `{is}/` instead of `{was}/`");
        let change = Change::breaking("api-prefix-changed", "/servers/0/url", message);
        changes.add(change.help("keep `prefix` under [http] in rowtype.toml"));
    }
}

fn removed(operation: &Operation, previous: &[Operation], next: &[Operation]) -> Change {
    let shown = operation.shown();
    let id = operation.node.text("operationId");
    let pointer = &operation.node.pointer;
    let change = |message| Change::breaking("api-operation-removed", pointer, message);
    let moved = next
        .iter()
        .find(|other| id.is_some() && other.node.text("operationId") == id);
    if let Some(moved) = moved {
        return change(format!(
            "`{shown}` is gone; it seems to be `{}` now",
            moved.shown()
        ))
        .help(format!("keep the path `{}`", operation.path));
    }
    match like(operation, previous, next) {
        Some(new) => change(format!(
            "`{shown}` is gone; it seems to be under `/{new}` now"
        ))
        .help(format!(
            "write `-- @name {}` at the table `{new}`, so that the API keeps the name",
            operation.head()
        )),
        None => change(format!("`{shown}` is gone"))
            .help("keep it until nobody calls it: mark it `-- @deprecated why`"),
    }
}

/// The first part of the new paths that an operation's table may stand under: its lists answer with mostly the same keys.
fn like<'n>(
    operation: &Operation,
    previous: &[Operation],
    next: &'n [Operation],
) -> Option<&'n str> {
    let known = |head: &str, all: &[Operation]| all.iter().any(|one| one.head() == head);
    if known(operation.head(), next) {
        return None;
    }
    let wanted = row_keys(operation.head(), previous)?;
    let mut heads: Vec<&str> = next.iter().map(Operation::head).collect();
    heads.dedup();
    heads
        .into_iter()
        .filter(|head| !known(head, previous))
        .filter_map(|head| {
            let keys = row_keys(head, next)?;
            let shared = keys.iter().filter(|key| wanted.contains(key)).count();
            let all = keys.len() + wanted.len() - shared;
            (2 * shared >= all).then_some((shared * 1000 / all.max(1), head))
        })
        .max_by_key(|(likeness, _)| *likeness)
        .map(|(_, head)| head)
}

/// The keys of the rows of a list.
fn row_keys<'a>(head: &str, all: &[Operation<'a>]) -> Option<Vec<&'a str>> {
    let list = all
        .iter()
        .find(|one| one.method == "get" && one.path.strip_prefix('/') == Some(head))?;
    let mut schema = list.node.get("responses")?.get("200")?.get("content")?;
    schema = schema.get("application/json")?.get("schema")?;
    let items = schema.get("properties").and_then(|all| all.get("items"));
    let rows = items.unwrap_or(schema).get("items")?;
    let keys = rows.entries("properties").into_iter();
    Some(keys.map(|(name, _)| name).collect())
}

/// Generated clients call their functions after the operation's id.
fn names(before: &Operation, after: &Operation, changes: &mut Changes) {
    let id = |operation: &Operation| operation.node.text("operationId").map(str::to_owned);
    if let (Some(was), Some(is)) = (id(before), id(after))
        && was != is
    {
        let message = format!(
            "`{}` is called `{is}` instead of `{was}`: generated clients get another function",
            before.shown()
        );
        let pointer = format!("{}/operationId", after.node.pointer);
        let change = Change::harmless("api-operation-renamed", &pointer, message);
        changes.add(Change {
            severity: crate::diagnostic::Severity::Warning,
            ..change
        });
    }
}

fn security(
    before: &Node,
    after: &Node,
    previous: &Operation,
    next: &Operation,
    changes: &mut Changes,
) {
    let asked = |document: &Node, operation: &Operation| -> Vec<String> {
        let own = operation.node.value.get("security");
        let all = own.or_else(|| document.value.get("security"));
        let all = all.and_then(Value::as_array).into_iter().flatten();
        all.map(|one| {
            let schemes = one.as_object().into_iter().flatten();
            let names: Vec<&str> = schemes.map(|(name, _)| name.as_str()).collect();
            names.join(" and ")
        })
        .collect()
    };
    let (was, is) = (asked(before, previous), asked(after, next));
    let was_open = was.is_empty() || was.iter().any(String::is_empty);
    let is_open = is.is_empty() || is.iter().any(String::is_empty);
    let pointer = &next.node.pointer;
    let shown = next.shown();
    if !is_open && was_open {
        let message = format!("`{shown}` asks who calls: `{}`", is.join("` or `"));
        let change = Change::breaking("api-credentials-required", pointer, message);
        changes.add(change.help("give every caller a token or key before this is released"));
    } else if !is_open && was.iter().any(|way| !is.contains(way)) {
        let message = format!(
            "`{shown}` asks for `{}` instead of `{}`",
            is.join("` or `"),
            was.join("` or `")
        );
        let change = Change::breaking("api-credentials-changed", pointer, message);
        changes.add(change.help("give every caller a token or key before this is released"));
    } else if is_open && !was_open {
        let message = format!("`{shown}` no longer asks who calls");
        changes.add(Change::harmless(
            "api-credentials-dropped",
            pointer,
            message,
        ));
    }
}

fn parameters(before: &Operation, after: &Operation, changes: &mut Changes) {
    // Those of the path are known by their places in it.
    let in_path = |operation: &Operation| -> Vec<String> {
        let parts = operation.path.split('/');
        parts
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .map(str::to_owned)
            .collect()
    };
    let (was_in_path, is_in_path) = (in_path(before), in_path(after));
    let counterpart = |parameter: &Parameter| {
        let renamed = was_in_path
            .iter()
            .position(|name| parameter.place == "path" && name == parameter.name)
            .and_then(|at| is_in_path.get(at));
        let name = renamed.map_or(parameter.name, String::as_str);
        after
            .parameters
            .iter()
            .find(|other| other.place == parameter.place && other.name == name)
    };
    let mut gone = Vec::new();
    let mut kept = Vec::new();
    for (at, parameter) in before.parameters.iter().enumerate() {
        match counterpart(parameter) {
            Some(other) => {
                kept.push(std::ptr::from_ref(other));
                same_parameter(before, parameter, other, changes);
            }
            None if parameter.place != "path" => gone.push((at, parameter)),
            None => {}
        }
    }
    let new: Vec<(usize, &Parameter)> = after
        .parameters
        .iter()
        .enumerate()
        .filter(|(_, one)| one.place != "path" && !kept.contains(&std::ptr::from_ref(*one)))
        .collect();
    parameters_gone(before, &gone, &new, changes);
    for (_, parameter) in new {
        let shown = format!("{}?{}", after.shown(), parameter.name);
        let pointer = &parameter.node.pointer;
        changes.add(if parameter.node.is("required") {
            let message =
                format!("`{shown}` is new, and required: requests without it are refused");
            Change::breaking("api-parameter-required", pointer, message)
                .help("make it optional: `sqlc.narg` in the query")
        } else {
            Change::harmless("api-parameter-new", pointer, format!("`{shown}` is new"))
        });
    }
}

fn same_parameter<'a>(
    operation: &Operation<'a>,
    before: &Parameter<'a>,
    after: &Parameter<'a>,
    changes: &mut Changes,
) {
    let shown = format!("{}?{}", operation.shown(), before.name);
    if after.node.is("required") && !before.node.is("required") {
        let message = format!("`{shown}` is required: requests without it are refused");
        let change = Change::breaking("api-parameter-required", &after.node.pointer, message);
        changes.add(change.help("make it optional: `sqlc.narg` in the query"));
    }
    let style = |one: &Parameter| {
        let explode = one.node.value.get("explode").cloned();
        (one.node.text("style").map(str::to_owned), explode)
    };
    if style(before) != style(after) {
        let message = format!("`{shown}` is written in another way (`style`, `explode`)");
        let pointer = &after.node.pointer;
        changes.add(Change::breaking("api-parameter-style", pointer, message));
    }
    if let (Some(was), Some(is)) = (before.node.get("schema"), after.node.get("schema")) {
        values::compare(Place::new(was, is, Side::Request, shown), changes);
    }
}

/// One change for all that went from an operation: a column has many conditions.
fn parameters_gone(
    operation: &Operation,
    gone: &[(usize, &Parameter)],
    new: &[(usize, &Parameter)],
    changes: &mut Changes,
) {
    let Some((_, first)) = gone.first() else {
        return;
    };
    let names: Vec<&str> = gone.iter().map(|(_, one)| one.name).collect();
    let message = format!(
        "`{}` refuses the {} `{}`",
        operation.shown(),
        if names.len() == 1 {
            "parameter"
        } else {
            "parameters"
        },
        names.join("`, `")
    );
    let candidates = |all: &[(usize, &Parameter<'_>)]| -> Vec<(usize, String, Value)> {
        all.iter()
            .filter(|(_, one)| !one.name.contains('.'))
            .map(|(at, one)| {
                let schema = one.node.value.get("schema").cloned();
                (*at, one.name.to_owned(), schema.unwrap_or_default())
            })
            .collect()
    };
    let (gone, new) = (candidates(gone), candidates(new));
    let gone: Vec<Candidate> = gone.iter().map(candidate).collect();
    let new: Vec<Candidate> = new.iter().map(candidate).collect();
    let renamed: Vec<String> = renames(&gone, &new)
        .iter()
        .map(|(was, is)| format!("`-- @name {was}` at `{is}`"))
        .collect();
    let help = if renamed.is_empty() {
        "a column with `-- @filter` has conditions; a parameter of a query keeps its name"
            .to_owned()
    } else {
        format!("write {}", renamed.join(", "))
    };
    let change = Change::breaking("api-parameter-removed", &first.node.pointer, message);
    changes.add(change.help(help));
}

fn candidate((at, name, schema): &(usize, String, Value)) -> Candidate<'_> {
    Candidate {
        name,
        schema,
        at: *at,
    }
}

fn bodies(before: &Operation, after: &Operation, changes: &mut Changes) {
    let shown = before.shown();
    match (
        before.node.get("requestBody"),
        after.node.get("requestBody"),
    ) {
        (Some(was), Some(is)) => {
            if is.is("required") && !was.is("required") {
                let message = format!("`{shown}` needs a body");
                changes.add(Change::breaking("api-body-required", &is.pointer, message));
            }
            contents(&was, &is, Side::Request, &format!("{shown} body"), changes);
        }
        (None, Some(is)) if is.is("required") => {
            let message = format!("`{shown}` needs a body");
            changes.add(Change::breaking("api-body-required", &is.pointer, message));
        }
        (Some(was), None) => {
            let message = format!("`{shown}` takes no body");
            changes.add(Change::breaking("api-body-removed", &was.pointer, message));
        }
        _ => {}
    }
}

fn answers(before: &Operation, after: &Operation, changes: &mut Changes) {
    let (was, is) = (
        before.node.entries("responses"),
        after.node.entries("responses"),
    );
    let shown = before.shown();
    for (status, answer) in &was {
        let place = format!("{shown} {status}");
        match is.iter().find(|(other, _)| other == status) {
            Some((_, other)) => {
                contents(answer, other, Side::Answer, &place, changes);
                headers(answer, other, &place, changes);
            }
            None => changes.add(lost_status(&shown, status, &answer.pointer)),
        }
    }
    for (status, answer) in &is {
        if was.iter().any(|(other, _)| other == status) {
            continue;
        }
        let message = format!("`{shown}` may answer {status} now");
        changes.add(if status.starts_with('2') {
            Change::breaking("api-status-new", &answer.pointer, message)
                .help("callers know other answers of success: keep those")
        } else {
            Change::harmless("api-refusal-new", &answer.pointer, message)
        });
    }
}

fn lost_status(shown: &str, status: &str, pointer: &str) -> Change {
    let message = format!("`{shown}` no longer answers {status}");
    if status.starts_with('2') || status.starts_with('3') {
        Change::breaking("api-status-lost", pointer, message)
            .help("callers wait for that answer: keep it")
    } else {
        Change::harmless("api-refusal-lost", pointer, message)
    }
}

/// Bodies by their media types.
fn contents(before: &Node, after: &Node, side: Side, shown: &str, changes: &mut Changes) {
    let (was, is) = (before.entries("content"), after.entries("content"));
    for (media_type, content) in &was {
        match is.iter().find(|(other, _)| other == media_type) {
            Some((_, other)) => {
                if let (Some(was), Some(is)) = (content.get("schema"), other.get("schema")) {
                    values::compare(Place::new(was, is, side, shown.to_owned()), changes);
                }
            }
            None => {
                let message = format!("`{shown}` is no longer `{media_type}`");
                changes.add(Change::breaking(
                    "api-media-type-lost",
                    &content.pointer,
                    message,
                ));
            }
        }
    }
}

fn headers(before: &Node, after: &Node, shown: &str, changes: &mut Changes) {
    let is = after.entries("headers");
    for (name, header) in before.entries("headers") {
        if !is.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            let message = format!("`{shown}` has no header `{name}`");
            changes.add(Change::breaking(
                "api-header-lost",
                &header.pointer,
                message,
            ));
        }
    }
}
