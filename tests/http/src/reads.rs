//! Lists, items and routed queries: what is answered, compared with what the unfiltered list holds.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::client::{Request, encoded};
use crate::document::Operation;
use crate::service::{Resource, Running, as_text};

/// The most rows of a page.
const PAGE_MAX: usize = 100;

/// All rows of a resource, as its list answers them.
pub fn rows(running: &Running, resource: Resource<'_>) -> Vec<Value> {
    list(running, resource, &format!("limit={PAGE_MAX}"))
}

fn list(running: &Running, resource: Resource<'_>, query: &str) -> Vec<Value> {
    let target = format!("{}?{query}", running.path(resource.list, &[]));
    let answer = running.call(resource.list, &Request::new("GET", target));
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer.json()["items"].as_array().expect("items").clone()
}

fn refused(running: &Running, resource: Resource<'_>, query: &str) {
    let target = format!("{}?{query}", running.path(resource.list, &[]));
    let answer = running.call(resource.list, &Request::new("GET", target));
    assert_eq!(answer.status, 422, "{query}: {}", answer.text());
}

/// Every GET of the document answers as documented, rows are found by their keys, and there is something to see.
pub fn every_get_answers(running: &Running) {
    for operation in running.document.operations() {
        if operation.method == "get" {
            let target = running.path(operation, &path_values(running, operation));
            let answer = running.call(operation, &Request::new("GET", target));
            assert_eq!(answer.status, 200, "{}: {}", operation.id(), answer.text());
        }
    }
    for resource in running.resources() {
        let rows = rows(running, resource);
        assert!(
            !rows.is_empty(),
            "{} has no rows to test on",
            resource.table()
        );
        let Some(get) = resource.get else { continue };
        for row in rows {
            let target = running.path(get, &resource.key(&row));
            assert_eq!(running.call(get, &Request::new("GET", target)).json(), row);
        }
    }
}

/// Values for an operation's path that some row has.
pub fn path_values(running: &Running, operation: Operation<'_>) -> Vec<String> {
    let parameters = operation.parameters("path");
    parameters
        .iter()
        .map(|parameter| {
            let name = parameter["name"].as_str().expect("a name");
            let schema = running.document.resolve(&parameter["schema"]);
            if schema["type"] == "integer" {
                return "1".to_owned();
            }
            let resources = running.resources().into_iter();
            resources
                .flat_map(|resource| rows(running, resource))
                .find_map(|row| row.get(name).filter(|value| !value.is_null()).map(as_text))
                .unwrap_or_else(|| panic!("no row has a `{name}`"))
        })
        .collect()
}

/// Every filter of the document, with values of every row, gives exactly the rows for which it is true.
pub fn filters(running: &Running) {
    for resource in running.resources() {
        let all = rows(running, resource);
        let mut tried = 0;
        for parameter in resource.list.parameters("query") {
            let name = parameter["name"].as_str().expect("a name");
            let (column, operator) = name.split_once('.').unwrap_or((name, ""));
            if all[0].get(column).is_none() {
                continue;
            }
            tried += 1;
            let is_enum = is_enum(running, parameter);
            if operator == "null" {
                for is_null in [true, false] {
                    let query = format!("{name}={is_null}");
                    let holds = |row: &Value| row[column].is_null() == is_null;
                    check(running, resource, &all, &query, holds);
                }
                continue;
            }
            for row in &all {
                if is_of_text(operator) {
                    check_text(running, resource, &all, (column, operator), &row[column]);
                    continue;
                }
                check_filter(
                    running,
                    resource,
                    &all,
                    (column, operator),
                    &row[column],
                    is_enum,
                );
            }
        }
        assert!(
            tried > 0 || resource.get.is_none(),
            "{} offers no filter",
            resource.table()
        );
    }
}

/// `q` gives exactly the rows that have each of its words in one of the columns that it names.
pub fn searches(running: &Running) {
    let resources = running.resources();
    let searched = resources.iter().filter_map(|resource| {
        let parameter = resource.list.parameter("q")?;
        let words = parameter["description"].as_str().expect("a description");
        let columns: Vec<String> = words
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        Some((*resource, columns))
    });
    let mut tried = 0;
    for (resource, columns) in searched {
        let all = rows(running, resource);
        let texts = |row: &Value| -> Vec<String> {
            let texts = columns.iter().filter_map(|column| row[column].as_str());
            texts.map(str::to_lowercase).collect()
        };
        let holds = |row: &Value, query: &str| {
            let texts = texts(row);
            let mut words = query.split_whitespace().map(str::to_lowercase);
            words.all(|word| texts.iter().any(|text| text.contains(&word)))
        };
        let words: Vec<String> = all
            .iter()
            .flat_map(|row| {
                let words = texts(row).into_iter();
                words.flat_map(|text| {
                    text.split_whitespace()
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
            })
            .filter(|word| word.is_ascii())
            .take(30)
            .collect();
        for pair in words.windows(2) {
            for query in [
                pair[0].clone(),
                pair[0].to_uppercase(),
                pair.join(" "),
                pair[1][1..].to_owned(),
            ] {
                if query.is_empty() {
                    continue;
                }
                tried += 1;
                let query = query.as_str();
                check(
                    running,
                    resource,
                    &all,
                    &format!("q={}", encoded(query)),
                    |row| holds(row, query),
                );
            }
        }
        for query in ["nobody-wrote-this", "100%", "a_b"] {
            check(
                running,
                resource,
                &all,
                &format!("q={}", encoded(query)),
                |row| holds(row, query),
            );
        }
        check(running, resource, &all, "q=+", |_| true);
        refused(running, resource, "q=");
        refused(running, resource, &format!("q={}", "x".repeat(201)));
    }
    assert!(tried > 0, "no list can be searched");
}

fn is_enum(running: &Running, parameter: &Value) -> bool {
    let schema = running.document.resolve(&parameter["schema"]);
    let one = schema.get("items").unwrap_or(schema);
    running.document.resolve(one).get("enum").is_some()
}

fn check_filter(
    running: &Running,
    resource: Resource<'_>,
    all: &[Value],
    (column, operator): (&str, &str),
    value: &Value,
    is_enum: bool,
) {
    if value.is_null() || value.is_array() || value.is_object() {
        return;
    }
    let name = if operator.is_empty() {
        column.to_owned()
    } else {
        format!("{column}.{operator}")
    };
    let query = format!("{name}={}", encoded(&as_text(value)));
    if is_enum && matches!(operator, "lt" | "lte" | "gt" | "gte") {
        list(running, resource, &query);
        return; // the order of an enum is its database's
    }
    let holds = |row: &Value| {
        let order = compare(&row[column], value);
        match operator {
            "" | "eq" | "in" => order == Some(Ordering::Equal),
            "ne" => order != Some(Ordering::Equal),
            "lt" => order == Some(Ordering::Less),
            "lte" => order.is_some_and(Ordering::is_le),
            "gt" => order == Some(Ordering::Greater),
            "gte" => order.is_some_and(Ordering::is_ge),
            other => panic!("this test does not know the operator {other}"),
        }
    };
    check(running, resource, all, &query, holds);
}

fn is_of_text(operator: &str) -> bool {
    matches!(
        operator,
        "contains" | "icontains" | "starts" | "istarts" | "ends"
    )
}

/// Parts of a text, in small letters and in large ones, and wildcards, which stand for themselves.
fn check_text(
    running: &Running,
    resource: Resource<'_>,
    all: &[Value],
    (column, operator): (&str, &str),
    value: &Value,
) {
    let Some(text) = value.as_str() else {
        return;
    };
    let characters: Vec<char> = text.chars().collect();
    let (third, end) = (characters.len() / 3, characters.len());
    let part = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
    let parts = [part(0, third), part(third, end), part(third, 2 * third)];
    let wild = [
        "%".to_owned(),
        "_".to_owned(),
        "*".to_owned(),
        "\\".to_owned(),
    ];
    for part in parts.into_iter().chain(wild) {
        for part in [part.to_ascii_lowercase(), part.to_ascii_uppercase(), part] {
            let query = format!("{column}.{operator}={}", encoded(&part));
            let holds = |row: &Value| {
                let Some(text) = row[column].as_str() else {
                    return false;
                };
                let any_case = (text.to_ascii_lowercase(), part.to_ascii_lowercase());
                match operator {
                    "contains" => text.contains(&part),
                    "starts" => text.starts_with(&part),
                    "ends" => text.ends_with(&part),
                    "icontains" => any_case.0.contains(&any_case.1),
                    "istarts" => any_case.0.starts_with(&any_case.1),
                    other => panic!("this test does not know the operator {other}"),
                }
            };
            check(running, resource, all, &query, holds);
        }
    }
}

/// A condition gives exactly the rows for which it holds.
fn check(
    running: &Running,
    resource: Resource<'_>,
    all: &[Value],
    query: &str,
    holds: impl Fn(&Value) -> bool,
) {
    let found = list(running, resource, &format!("limit={PAGE_MAX}&{query}"));
    let mut wanted: Vec<&Value> = all.iter().filter(|row| holds(row)).collect();
    let mut found: Vec<&Value> = found.iter().collect();
    if resource.get.is_none() {
        // Without a key the order is the database's.
        wanted.sort_by_key(ToString::to_string);
        found.sort_by_key(ToString::to_string);
    }
    assert_eq!(found, wanted, "{} {query}", resource.table());
}

/// Compares as the database does; none where one is NULL.
fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => match (left.as_i64(), right.as_i64()) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
        },
        (Value::String(left), Value::String(right)) => {
            match (left.parse::<f64>(), right.parse::<f64>()) {
                (Ok(left), Ok(right)) => left.partial_cmp(&right),
                _ => Some(left.cmp(right)),
            }
        }
        _ => panic!("{left} and {right} cannot be compared"),
    }
}

/// Every word of `sort` orders by its column, NULL last in both directions.
pub fn sorts(running: &Running) {
    for resource in running.resources() {
        let Some(parameter) = resource.list.parameter("sort") else {
            continue;
        };
        let words = words(running, parameter);
        for word in &words {
            let column = word.trim_start_matches('-');
            let found = list(running, resource, &format!("limit={PAGE_MAX}&sort={word}"));
            let property = property(running, resource, column);
            let ordered = running.document.resolve(property).get("enum").is_none()
                && property.get("allOf").is_none();
            for pair in found.windows(2) {
                let (left, right) = (&pair[0][column], &pair[1][column]);
                let fine = match compare(left, right) {
                    None => !left.is_null() || right.is_null(),
                    Some(_) if !ordered => true,
                    Some(order) if word.starts_with('-') => order.is_ge(),
                    Some(order) => order.is_le(),
                };
                assert!(
                    fine,
                    "{} sort={word}: {left} before {right}",
                    resource.table()
                );
            }
        }
        let some = |n: usize| {
            words
                .iter()
                .cycle()
                .step_by(2)
                .take(n)
                .cloned()
                .collect::<Vec<_>>()
                .join(",")
        };
        let most = most_items(running, parameter);
        assert_eq!(most, 3, "columns of an order");
        list(
            running,
            resource,
            &format!("sort={}", some(most.min(words.len() / 2).max(1))),
        );
        refused(running, resource, &format!("sort={}", some(most + 1)));
        refused(running, resource, "sort=no_such_column");
        refused(running, resource, "sort=");
    }
}

/// The schema of a row's property.
fn property<'a>(running: &'a Running, resource: Resource<'a>, name: &str) -> &'a Value {
    let pointer = "/responses/200/content/application~1json/schema";
    let page = running
        .document
        .resolve(resource.list.value.pointer(pointer).expect("a page"));
    let row = running
        .document
        .resolve(&page["properties"]["items"]["items"]);
    &row["properties"][name]
}

fn words(running: &Running, parameter: &Value) -> Vec<String> {
    let schema = running.document.resolve(&parameter["schema"]);
    let items = running.document.resolve(&schema["items"]);
    let words = items["enum"].as_array().expect("words").iter();
    words.map(as_text).collect()
}

fn most_items(running: &Running, parameter: &Value) -> usize {
    let schema = running.document.resolve(&parameter["schema"]);
    let most = schema["maxItems"].as_u64().expect("maxItems");
    usize::try_from(most).expect("a small number")
}

/// Pages put together are the whole list; the bounds of the document are the bounds of the service.
pub fn pages(running: &Running) {
    for resource in running.resources() {
        let all = rows(running, resource);
        let mut together = Vec::new();
        loop {
            let query = format!("limit=2&offset={}", together.len());
            let target = format!("{}?{query}", running.path(resource.list, &[]));
            let page = running
                .call(resource.list, &Request::new("GET", target))
                .json();
            let items = page["items"].as_array().expect("items");
            together.extend(items.iter().cloned());
            assert_eq!(page["has_more"], together.len() < all.len(), "{query}");
            if page["has_more"] == false {
                break;
            }
        }
        assert_eq!(together, all, "{}", resource.table());
        for name in ["limit", "offset"] {
            let parameter = resource.list.parameter(name).expect("pages");
            let bound = |which: &str| parameter["schema"][which].as_i64().expect("a bound");
            let (least, most) = (bound("minimum"), bound("maximum"));
            let wanted = if name == "limit" {
                (1, 100)
            } else {
                (0, 10_000)
            };
            assert_eq!((least, most), wanted, "{name}");
            list(running, resource, &format!("{name}={least}"));
            list(running, resource, &format!("{name}={most}"));
            for wrong in [
                (least - 1).to_string(),
                (most + 1).to_string(),
                "1.0".to_owned(),
                "%2B1".to_owned(),
                "one".to_owned(),
                String::new(),
                "99999999999999999999".to_owned(),
                format!("{least}&{name}={least}"),
            ] {
                refused(running, resource, &format!("{name}={wrong}"));
            }
        }
    }
}

/// Pages that go on behind a row are the whole list, in every order; they count what they are asked to; a cursor of another
/// order, or of nobody, names no page.
pub fn cursors(running: &Running) {
    let mut tried = 0;
    for resource in running.resources() {
        let base = running.path(resource.list, &[]);
        let get = |target: String| running.call(resource.list, &Request::new("GET", target));
        let all = rows(running, resource).len();
        let counted = get(format!("{base}?limit=1&total=true"));
        assert_eq!(counted.json()["total"], all, "{base}");
        assert!(get(format!("{base}?limit=1")).json().get("total").is_none());
        refused(running, resource, "total=1");
        if resource.list.parameter("cursor").is_none() {
            assert!(resource.get.is_none(), "{base} has a key");
            continue;
        }
        let sort = resource.list.parameter("sort");
        let words = sort.map_or_else(Vec::new, |sort| words(running, sort));
        let mixed: Vec<String> = words
            .chunks(2)
            .flat_map(|pair| pair.first().cloned())
            .collect();
        let mixed = format!(
            "{},-id",
            mixed.iter().take(2).cloned().collect::<Vec<_>>().join(",")
        );
        let has_id = words.iter().any(|word| word == "-id");
        let orders = words.iter().cloned().chain(has_id.then_some(mixed));
        for order in orders {
            tried += 1;
            let whole = list(running, resource, &format!("limit={PAGE_MAX}&sort={order}"));
            let mut together = Vec::new();
            let mut target = format!("{base}?limit=2&sort={order}");
            loop {
                let answer = get(target.clone());
                assert_eq!(answer.status, 200, "{target}: {}", answer.text());
                let page = answer.json();
                together.extend(page["items"].as_array().expect("items").iter().cloned());
                let Some(cursor) = page["next_cursor"].as_str() else {
                    assert_eq!(
                        (&page["has_more"], answer.header("link")),
                        (&json!(false), None)
                    );
                    break;
                };
                assert_eq!(page["has_more"], true);
                let link = answer.header("link").expect("a Link");
                let next = link.strip_prefix('<').and_then(|link| link.split_once('>'));
                let (next, relation) = next.expect("an address in brackets");
                assert_eq!(relation, "; rel=\"next\"");
                assert!(next.contains(&format!("cursor={cursor}")), "{next}");
                target = next.to_owned();
            }
            assert_eq!(together, whole, "{base} {order}");
        }
        let page = get(format!("{base}?limit=1&sort=id")).json();
        let Some(cursor) = page["next_cursor"].as_str() else {
            continue;
        };
        for wrong in [
            format!("cursor={cursor}&sort=-id"),
            "cursor=AAAAAAAAAAAA".to_owned(),
            "cursor=%C3%A9".to_owned(),
            "cursor=".to_owned(),
        ] {
            let answer = get(format!("{base}?{wrong}"));
            assert_eq!(answer.status, 404, "{wrong}: {}", answer.text());
        }
        let further = get(format!("{base}?sort=id&cursor={cursor}&offset=1")).json();
        let behind = get(format!("{base}?sort=id&cursor={cursor}")).json();
        let behind = behind["items"].as_array().expect("items");
        assert_eq!(further["items"].as_array().expect("items")[..], behind[1..]);
    }
    assert!(tried > 0);
}

/// Lists in the query string: n and one more.
pub fn lists_in_queries(running: &Running) {
    let mut tried = 0;
    for resource in running.resources() {
        for parameter in resource.list.parameters("query") {
            let name = parameter["name"].as_str().expect("a name");
            let schema = running.document.resolve(&parameter["schema"]);
            if !name.ends_with(".in")
                || running.document.resolve(&schema["items"])["type"] != "integer"
            {
                continue;
            }
            tried += 1;
            let most = most_items(running, parameter);
            assert_eq!(most, 100, "values of a list");
            let values = |n: usize| (1..=n).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
            let found = list(
                running,
                resource,
                &format!("limit={PAGE_MAX}&{name}={}", values(most)),
            );
            assert!(!found.is_empty(), "{name}");
            for wrong in [
                values(most + 1),
                String::new(),
                "1,".to_owned(),
                "1,one".to_owned(),
            ] {
                refused(running, resource, &format!("{name}={wrong}"));
            }
        }
    }
    assert!(tried > 0);
}

/// Every relation, alone and together with the others; without `include` none is there.
pub fn includes(running: &Running) {
    let mut tried = 0;
    for resource in running.resources() {
        let Some(parameter) = resource.list.parameter("include") else {
            continue;
        };
        let words = words(running, parameter);
        let plain = rows(running, resource);
        for row in &plain {
            assert!(words.iter().all(|word| row.get(word).is_none()), "{row}");
        }
        let mut sets: Vec<String> = words.clone();
        sets.push(words.join(","));
        for set in sets {
            tried += 1;
            let found = list(
                running,
                resource,
                &format!("limit={PAGE_MAX}&include={set}"),
            );
            assert_eq!(found.len(), plain.len());
            for (row, plain) in found.iter().zip(&plain) {
                check_included(running, resource, row, plain, &set);
                if let Some(get) = resource
                    .get
                    .filter(|get| get.parameter("include").is_some())
                {
                    let target = format!("{}?include={set}", running.path(get, &resource.key(row)));
                    assert_eq!(running.call(get, &Request::new("GET", target)).json(), *row);
                }
            }
        }
        refused(running, resource, "include=no_such_relation");
        refused(running, resource, "include=");
        refused(
            running,
            resource,
            &format!(
                "include={}",
                vec![words[0].as_str(); words.len() + 1].join(",")
            ),
        );
    }
    assert!(tried > 0);
}

fn check_included(
    running: &Running,
    resource: Resource<'_>,
    row: &Value,
    plain: &Value,
    set: &str,
) {
    for (name, value) in plain.as_object().expect("a row") {
        assert_eq!(row[name], *value, "{}?include={set}", resource.table());
    }
    for name in set.split(',') {
        let related = row
            .get(name)
            .unwrap_or_else(|| panic!("include={name} gives no {name}: {row}"));
        match related {
            Value::Array(children) if is_through(running, resource, name) => {
                check_through(running, resource, row, name, children);
            }
            // A row of the other table points back here by some column.
            Value::Array(children) => {
                for child in children {
                    let points_back = links(child).any(|link| *link == row["id"]);
                    assert!(points_back, "{}: {child} is not of {row}", resource.table());
                }
                if let Some(target) = running
                    .resources()
                    .into_iter()
                    .find(|one| one.table() == name)
                {
                    let singular = resource.table().trim_end_matches('s');
                    let by = format!("{singular}_id");
                    if target.list.parameter(&by).is_some() {
                        let query = format!("limit={PAGE_MAX}&{by}={}", as_text(&row["id"]));
                        assert_eq!(list(running, target, &query).len(), children.len(), "{by}");
                    }
                }
            }
            Value::Null => assert!(
                links(row).any(Value::is_null),
                "{row} has no empty reference"
            ),
            parent => assert!(
                links(row).any(|link| *link == parent["id"]),
                "{parent} is not of {row}"
            ),
        }
    }
}

/// Whether a relation goes through the table of posts and tags.
fn is_through(running: &Running, resource: Resource<'_>, name: &str) -> bool {
    let between = running
        .resources()
        .into_iter()
        .any(|one| one.table() == "post_tags");
    between
        && matches!(
            (resource.table(), name),
            ("posts", "tags") | ("tags", "posts")
        )
}

/// The rows between say which rows belong together.
fn check_through(
    running: &Running,
    resource: Resource<'_>,
    row: &Value,
    name: &str,
    children: &[Value],
) {
    let one = |table: &str| format!("{}_id", table.trim_end_matches('s'));
    let (here, there) = (one(resource.table()), one(name));
    let resources = running.resources();
    let between = resources.into_iter().find(|one| one.table() == "post_tags");
    let between = rows(running, between.expect("a table between"));
    let between = between.iter().filter(|pair| pair[&here] == row["id"]);
    let mut wanted: Vec<String> = between.map(|pair| as_text(&pair[&there])).collect();
    let mut found: Vec<String> = children.iter().map(|child| as_text(&child["id"])).collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted, "{} of {row}", name);
}

/// The values of the columns that are named as references are.
fn links(row: &Value) -> impl Iterator<Item = &Value> {
    let columns = row.as_object().expect("a row").iter();
    columns
        .filter(|(name, _)| name.ends_with("_id"))
        .map(|(_, value)| value)
}

/// Routed queries take their optional conditions and refuse what they do not know.
pub fn queries(running: &Running) {
    for operation in running.document.operations() {
        let is_query = operation.method == "get" && operation.parameter("limit").is_none();
        if !is_query {
            continue;
        }
        let path = running.path(operation, &path_values(running, operation));
        let whole = running.call(operation, &Request::new("GET", &*path));
        for parameter in operation.parameters("query") {
            let name = parameter["name"].as_str().expect("a name");
            let schema = running.document.resolve(&parameter["schema"]);
            if schema["type"] == "array" {
                continue;
            }
            let candidates = [
                json!(1),
                json!("The%"),
                json!("2026-02-01T00:00:00+01:00"),
                json!("2026-02-01T00:00:00"),
            ];
            let fits = |value: &&Value| running.document.misfits(schema, value).is_empty();
            let value = candidates.iter().find(fits).expect("a value");
            let target = format!("{path}?{name}={}", encoded(&as_text(value)));
            let answer = running.call(operation, &Request::new("GET", target));
            assert_eq!(answer.status, 200, "{name}={value}: {}", answer.text());
            let (some, all) = (answer.json(), whole.json());
            if let (Some(some), Some(all)) = (some["items"].as_array(), all["items"].as_array()) {
                assert!(some.iter().all(|row| all.contains(row)), "{name} adds rows");
                assert!(
                    !some.is_empty() && some.len() < all.len(),
                    "{name}={value} leaves {} of {}",
                    some.len(),
                    all.len()
                );
            }
        }
    }
}
