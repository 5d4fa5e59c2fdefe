//! An OpenAPI document as a test reads it: plain JSON, references resolved, values compared with their schemas.
//!
//! In: the text of `openapi.json`. Out: operations, schemas, and what in a value does not fit. It must not know the code
//! that made the document: it stands in for a client who has nothing else.
#![allow(
    dead_code,
    reason = "each test binary reads its own part of the document"
)]

use serde_json::Value;

/// A whole document.
pub struct Document {
    root: Value,
}

/// One operation with its path and method.
#[derive(Clone, Copy)]
pub struct Operation<'a> {
    /// `/users/{id}`.
    pub path: &'a str,
    /// Lower case.
    pub method: &'a str,
    /// The Operation Object.
    pub value: &'a Value,
}

impl Document {
    /// Reads `openapi.json`.
    pub fn parse(json: &str) -> Document {
        let root = serde_json::from_str(json).expect("openapi.json is JSON");
        Document { root }
    }

    /// The JSON as it is.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// Every operation, in the document's order.
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let mut all = Vec::new();
        for (path, item) in self.root["paths"].as_object().expect("paths") {
            for (method, value) in item.as_object().expect("path item") {
                all.push(Operation {
                    path,
                    method,
                    value,
                });
            }
        }
        all
    }

    /// The schemas under `components`.
    pub fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.root["components"]["schemas"]
            .as_object()
            .expect("schemas")
            .iter()
    }

    /// What a `$ref` leads to, else the value itself.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').expect("a local reference");
                let target = self.root.pointer(pointer);
                self.resolve(target.unwrap_or_else(|| panic!("{reference} leads nowhere")))
            }
            None => value,
        }
    }

    /// What in `value` does not fit `schema`, each with its place; empty where it fits.
    pub fn misfits(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut out = Vec::new();
        self.compare(schema, value, "", &mut out);
        out
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        self.misfits(schema, value).is_empty()
    }

    fn compare(&self, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
        let schema = self.resolve(schema);
        if value.is_null() && schema["nullable"] == true {
            return;
        }
        let mut wrong = |what: String| out.push(format!("{at}: {value} {what}"));
        if let Some(ty) = schema["type"].as_str()
            && !has_type(value, ty)
        {
            wrong(format!("is not of type {ty}"));
            return;
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            wrong(format!("is not one of {words:?}"));
        }
        if schema.get("not").is_some_and(|not| self.fits(not, value)) {
            wrong("is excluded".to_owned());
        }
        if let Some(any) = schema["anyOf"].as_array()
            && !any.iter().any(|one| self.fits(one, value))
        {
            wrong("fits none of anyOf".to_owned());
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.compare(part, value, at, out);
        }
        number_misfits(schema, value, at, out);
        text_misfits(schema, value, at, out);
        self.compare_array(schema, value, at, out);
        self.compare_object(schema, value, at, out);
    }

    fn compare_array(&self, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
        let Some(items) = value.as_array() else {
            return;
        };
        if schema["minItems"]
            .as_u64()
            .is_some_and(|n| (items.len() as u64) < n)
        {
            out.push(format!("{at}: too few items"));
        }
        if schema["maxItems"]
            .as_u64()
            .is_some_and(|n| (items.len() as u64) > n)
        {
            out.push(format!("{at}: too many items"));
        }
        if let Some(item_schema) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.compare(item_schema, item, &format!("{at}/{index}"), out);
            }
        }
    }

    fn compare_object(&self, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
        let Some(object) = value.as_object() else {
            return;
        };
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            if !object.contains_key(name) {
                out.push(format!("{at}: `{name}` is missing"));
            }
        }
        for (name, one) in object {
            match schema["properties"].get(name) {
                Some(property) => self.compare(property, one, &format!("{at}/{name}"), out),
                None if schema["additionalProperties"] == false => {
                    out.push(format!("{at}: `{name}` is unknown"));
                }
                None => {}
            }
        }
    }
}

impl<'a> Operation<'a> {
    /// `list_users`.
    pub fn id(&self) -> &'a str {
        self.value["operationId"].as_str().expect("an operationId")
    }

    /// The parameters in the `path` or the `query`.
    pub fn parameters(&self, place: &str) -> Vec<&'a Value> {
        let all = self.value["parameters"].as_array().into_iter().flatten();
        all.filter(|one| one["in"] == place).collect()
    }

    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&'a Value> {
        let mut all = self.value["parameters"].as_array().into_iter().flatten();
        all.find(|one| one["name"] == name)
    }

    /// The schema of the JSON body.
    pub fn body_schema(&self) -> Option<&'a Value> {
        self.value
            .pointer("/requestBody/content/application~1json/schema")
    }

    /// Whether an answer with this status is documented.
    pub fn answers(&self, status: u16) -> bool {
        self.value["responses"].get(status.to_string()).is_some()
    }

    /// The documented good status.
    pub fn success(&self) -> u16 {
        let responses = self.value["responses"].as_object().expect("responses");
        responses
            .keys()
            .filter_map(|status| status.parse().ok())
            .find(|status| (200..300).contains(status))
            .expect("a good answer")
    }
}

fn has_type(value: &Value, ty: &str) -> bool {
    match ty {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type of OpenAPI"),
    }
}

fn number_misfits(schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let Some(number) = value.as_f64() else { return };
    if let Some(least) = schema["minimum"].as_f64() {
        let open = schema["exclusiveMinimum"] == true;
        if number < least || (open && number <= least) {
            out.push(format!("{at}: {number} is less than {least}"));
        }
    }
    if let Some(most) = schema["maximum"].as_f64() {
        let open = schema["exclusiveMaximum"] == true;
        if number > most || (open && number >= most) {
            out.push(format!("{at}: {number} is more than {most}"));
        }
    }
}

fn text_misfits(schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let Some(text) = value.as_str() else { return };
    let length = text.chars().count() as u64;
    if schema["minLength"].as_u64().is_some_and(|n| length < n) {
        out.push(format!("{at}: {text:?} is too short"));
    }
    if schema["maxLength"].as_u64().is_some_and(|n| length > n) {
        out.push(format!("{at}: {text:?} is too long"));
    }
    if let Some(pattern) = schema["pattern"].as_str() {
        let regex = regex::Regex::new(pattern).expect("a portable pattern");
        if !regex.is_match(text) {
            out.push(format!("{at}: {text:?} does not match {pattern}"));
        }
    }
    let format = match schema["format"].as_str() {
        Some("date") => r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        Some("date-time") => {
            r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
        }
        Some("uuid") => "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        Some("byte") => "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
        _ => return,
    };
    let regex = regex::Regex::new(format).expect("a pattern of this file");
    if !regex.is_match(text) {
        out.push(format!("{at}: {text:?} is no {}", schema["format"]));
    }
}
