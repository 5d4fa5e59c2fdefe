//! The text of a configuration to [`Block`]s.

use serde_yaml::{Mapping, Value};

use super::{Block, LeftOut, Override, Unusable};
use crate::dialect::Dialect;

/// The blocks of a configuration, in YAML or JSON.
pub fn read(text: &str) -> Result<Vec<Block>, Unusable> {
    let value: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| unreadable("JSON", &error.to_string()))?
    } else {
        serde_yaml::from_str(text).map_err(|error| unreadable("YAML", &error.to_string()))?
    };
    let Value::Mapping(top) = &value else {
        return Err(unusable("there are no settings in it"));
    };
    let version = top.get("version").map(text_of).unwrap_or_default();
    let mut blocks = match version.as_str() {
        "1" => version_1(top)?,
        "2" => version_2(top)?,
        "" => return Err(unusable("it does not say its version")),
        other => return Err(unusable(&format!("its version is {other}"))),
    };
    if blocks.is_empty() {
        return Err(unusable("it names no queries"));
    }
    name_apart(&mut blocks);
    Ok(blocks)
}

fn unreadable(format: &str, error: &str) -> Unusable {
    Unusable {
        message: format!("this is no {format}: {error}"),
        help: "check it with sqlc: `sqlc compile`".to_owned(),
    }
}

fn unusable(what: &str) -> Unusable {
    Unusable {
        message: format!("this configuration of sqlc cannot be taken over: {what}"),
        help: "versions 1 and 2 are understood; see https://docs.sqlc.dev/en/stable/reference/config.html"
            .to_owned(),
    }
}

fn version_1(top: &Mapping) -> Result<Vec<Block>, Unusable> {
    let mut blocks = Vec::new();
    for (at, package) in list(top.get("packages")).iter().enumerate() {
        let Value::Mapping(package) = package else {
            return Err(unusable(&format!("packages[{at}] has no settings")));
        };
        let place = format!("packages[{at}]");
        let mut block = block(package, &place, "postgresql")?;
        block.name = package.get("name").map(text_of).unwrap_or_default();
        block.go(package, &place, &["name", "path"]);
        blocks.push(block);
    }
    for block in &mut blocks {
        block.renames.extend(pairs(top.get("rename")));
        block.overrides(top.get("overrides"), "overrides");
        block.leave(top, "", &["version", "packages", "rename", "overrides"]);
    }
    Ok(blocks)
}

fn version_2(top: &Mapping) -> Result<Vec<Block>, Unusable> {
    let mut blocks = Vec::new();
    for (at, entry) in list(top.get("sql")).iter().enumerate() {
        let Value::Mapping(entry) = entry else {
            return Err(unusable(&format!("sql[{at}] has no settings")));
        };
        let place = format!("sql[{at}]");
        let mut block = block(entry, &place, "")?;
        block.name = entry.get("name").map(text_of).unwrap_or_default();
        block.leave(
            entry,
            &format!("{place}."),
            &["name", "engine", "schema", "queries", "gen"],
        );
        for (language, settings) in mapping(entry.get("gen")) {
            let language = text_of(language);
            let place = format!("{place}.gen.{language}");
            match (language.as_str(), settings) {
                ("go", Value::Mapping(settings)) => {
                    if block.name.is_empty() {
                        block.name = settings.get("package").map(text_of).unwrap_or_default();
                    }
                    block.go(settings, &place, &["package", "out"]);
                }
                _ => block.leave_out(place, format!("rowtype writes Rust, not {language}")),
            }
        }
        blocks.push(block);
    }
    let of_go = mapping(top.get("overrides"))
        .into_iter()
        .find(|(language, _)| text_of(language) == "go");
    for block in &mut blocks {
        if let Some((_, Value::Mapping(settings))) = of_go {
            block.renames.extend(pairs(settings.get("rename")));
            block.overrides(settings.get("overrides"), "overrides.go.overrides");
        }
        block.leave(top, "", &["version", "sql", "overrides"]);
    }
    Ok(blocks)
}

/// What both versions have in common.
fn block(entry: &Mapping, place: &str, default_engine: &str) -> Result<Block, Unusable> {
    let engine = entry
        .get("engine")
        .map_or_else(|| default_engine.to_owned(), text_of);
    let dialect = match engine.as_str() {
        "postgresql" => Some("postgres"),
        "mysql" => Some("mysql"),
        "sqlite" => Some("sqlite"),
        _ => None,
    }
    .and_then(Dialect::from_name);
    let Some(dialect) = dialect else {
        let what = format!("the engine of {place} is `{engine}`");
        return Err(unusable(&what));
    };
    let block = Block {
        name: String::new(),
        dialect,
        schema: texts(entry.get("schema")),
        queries: texts(entry.get("queries")),
        renames: Vec::new(),
        overrides: Vec::new(),
        left_out: Vec::new(),
    };
    if block.schema.is_empty() || block.queries.is_empty() {
        return Err(unusable(&format!("{place} names no schema or no queries")));
    }
    Ok(block)
}

impl Block {
    /// The settings for Go: names and types are taken over, what is about Go alone is not.
    fn go(&mut self, settings: &Mapping, place: &str, silent: &[&str]) {
        self.renames.extend(pairs(settings.get("rename")));
        self.overrides(settings.get("overrides"), &format!("{place}.overrides"));
        let own = ["engine", "schema", "queries", "rename", "overrides"];
        let mut about_go = Vec::new();
        for (key, _) in settings {
            let key = text_of(key);
            if own.contains(&key.as_str()) || silent.contains(&key.as_str()) {
                continue;
            }
            match reason(&key) {
                Some(why) => self.leave_out(format!("{place}.{key}"), why.to_owned()),
                None => about_go.push(key),
            }
        }
        if !about_go.is_empty() {
            let key = format!("{place}: {}", about_go.join(", "));
            self.leave_out(key, "about Go's code".to_owned());
        }
    }

    fn overrides(&mut self, list_of: Option<&Value>, place: &str) {
        for (at, entry) in list(list_of).iter().enumerate() {
            let Value::Mapping(entry) = entry else {
                continue;
            };
            let key = format!("{place}[{at}]");
            let engine = entry.get("engine").map(text_of).unwrap_or_default();
            if !engine.is_empty() && !engine.starts_with(self.dialect.name()) {
                continue;
            }
            let column = entry.get("column").map(text_of);
            let db_type = ["db_type", "postgres_type"]
                .iter()
                .find_map(|key| entry.get(*key))
                .map(text_of);
            let is_column = column.is_some();
            let Some(target) = column.or(db_type) else {
                self.leave_out(key, "it names neither a column nor a type".to_owned());
                continue;
            };
            let Some(go_type) = entry.get("go_type").map(go_type) else {
                self.leave_out(key, "it sets no type".to_owned());
                continue;
            };
            let is_true = |name: &str| entry.get(name).and_then(Value::as_bool) == Some(true);
            self.overrides.push(Override {
                target,
                is_column,
                nullable: is_true("nullable") || is_true("null"),
                go_type,
            });
        }
    }

    /// Says of every key that is not among `known` why it is left out.
    fn leave(&mut self, entry: &Mapping, place: &str, known: &[&str]) {
        for (key, _) in entry {
            let key = text_of(key);
            if known.contains(&key.as_str()) {
                continue;
            }
            let why = reason(&key).unwrap_or("rowtype has no such setting");
            self.leave_out(format!("{place}{key}"), why.to_owned());
        }
    }

    pub(super) fn leave_out(&mut self, key: String, why: String) {
        let left = LeftOut { key, why };
        if !self.left_out.contains(&left) {
            self.left_out.push(left);
        }
    }
}

/// Why a setting of sqlc is left out.
fn reason(key: &str) -> Option<&'static str> {
    Some(match key {
        "database" => "the address of a database comes from DATABASE_URL, and none is needed here",
        "rules" => "`rowtype check` has no rules to write",
        "codegen" | "plugins" => "rowtype runs no plugins",
        "cloud" | "servers" => "there is no service to sign in to",
        "analyzer" => "the analysis never asks a database",
        "strict_function_checks" => "an unknown function always is an error",
        "strict_order_by" => "an unknown column in ORDER BY always is an error",
        "query_parameter_limit" => "parameters stand in a struct from four on",
        "emit_exact_table_names" => "types are singular; `[names.rename]` changes one",
        "inflection_exclude_table_names" => "`[names.singular]` says the singular of a word",
        "sql_package" | "sql_driver" | "driver" => "the driver goes with the dialect",
        _ => return None,
    })
}

/// `"github.com/x/y.Type"`, or the mapping that says the same in parts.
fn go_type(value: &Value) -> String {
    let Value::Mapping(parts) = value else {
        return text_of(value);
    };
    let part = |name: &str| parts.get(name).map(text_of).unwrap_or_default();
    let is_true = |name: &str| parts.get(name).and_then(Value::as_bool) == Some(true);
    let mut text = part("type");
    if !part("import").is_empty() {
        text = format!("{}.{text}", part("import"));
    }
    if is_true("slice") {
        text = format!("[]{text}");
    }
    if is_true("pointer") {
        text = format!("*{text}");
    }
    text
}

/// A short name of letters, digits and `_` for each block.
fn name_apart(blocks: &mut [Block]) {
    let mut taken: Vec<String> = Vec::new();
    for block in blocks {
        let from = if block.name.is_empty() {
            let path = block.queries[0].trim_end_matches('/');
            let last = path.rsplit('/').next().unwrap_or_default();
            last.trim_end_matches(".sql").to_owned()
        } else {
            block.name.clone()
        };
        let mut name: String = from
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        name = name.trim_matches('_').to_owned();
        if name.is_empty() {
            "queries".clone_into(&mut name);
        }
        let base = name.clone();
        let mut number = 2;
        while taken.contains(&name) {
            name = format!("{base}_{number}");
            number += 1;
        }
        taken.push(name.clone());
        block.name = name;
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Sequence(items)) => items,
        _ => &[],
    }
}

fn mapping(value: Option<&Value>) -> Vec<(&Value, &Value)> {
    match value {
        Some(Value::Mapping(entries)) => entries.iter().collect(),
        _ => Vec::new(),
    }
}

fn pairs(value: Option<&Value>) -> Vec<(String, String)> {
    mapping(value)
        .into_iter()
        .map(|(key, value)| (text_of(key), text_of(value)))
        .collect()
}

/// A text, or a list of them.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Sequence(items)) => items.iter().map(text_of).collect(),
        Some(value) => vec![text_of(value)],
        None => Vec::new(),
    }
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect()
}
