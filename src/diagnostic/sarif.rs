//! Diagnostics as SARIF 2.1.0, which code hosts show beside the lines of a change.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Sources;

/// What is known of an id: one line, and why it is said.
pub type Described = (&'static str, &'static str);

/// All findings as one run. `describe` knows of ids that have an explanation of their own.
pub fn to_sarif(
    diagnostics: &Diagnostics,
    sources: &Sources,
    describe: &dyn Fn(&str) -> Option<Described>,
) -> Value {
    let mut ids: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules: Vec<Value> = ids
        .iter()
        .map(|id| match describe(id) {
            Some((short, full)) => json!({
                "id": id,
                "shortDescription": { "text": short },
                "fullDescription": { "text": full },
                "help": { "text": full },
            }),
            None => json!({ "id": id }),
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &ids, sources))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "rowtype",
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, ids: &[&str], sources: &Sources) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.id,
        "ruleIndex": ids.iter().position(|id| *id == diagnostic.id),
        "level": level,
        "message": { "text": text },
    });
    let places: Vec<Value> = diagnostic
        .primary
        .iter()
        .map(|label| location(label, sources))
        .collect();
    result["locations"] = places.into();
    if !diagnostic.labels.is_empty() {
        let others = diagnostic.labels.iter().map(|label| {
            let mut place = location(label, sources);
            place["message"] = json!({ "text": label.text });
            place
        });
        result["relatedLocations"] = others.collect();
    }
    result
}

fn location(label: &Label, sources: &Sources) -> Value {
    let file = sources.get(label.span.file);
    let (start, end) = (
        file.line_column(label.span.start),
        file.line_column(label.span.end),
    );
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&file.path) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
    })
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        match is_plain {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
