//! Each rule's own example: the found form is found, and the safer form is not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rowtype::Dialect;
use rowtype::diagnostic::{DiagnosticJson, Severity, Style};
use rowtype::lint::{self, Rule};

/// The migrations of an example, the ones before it first.
fn files<'r>(rule: &'r Rule, migrations: &[&'r str]) -> Vec<(String, &'r str)> {
    let before = (!rule.example.before.is_empty()).then_some(rule.example.before);
    before
        .into_iter()
        .chain(migrations.iter().copied())
        .enumerate()
        .map(|(number, text)| (format!("{number}.up.sql"), text))
        .collect()
}

/// What is said of the migrations of an example; nothing of those before it, which must be readable.
fn said(rule: &Rule, migrations: &[&str], dialect: Dialect) -> Vec<DiagnosticJson> {
    let files = files(rule, migrations);
    let texts: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let report = lint::lint_texts(&texts, dialect);
    let others = report.diagnostics.iter().any(|one| !lint::is_of_rule(one));
    assert!(!others, "{}: {}", rule.id, report.text(Style::Plain));
    let first = texts[texts.len() - migrations.len()].0;
    let mut said = report.json();
    said.retain(|one| one.file.as_deref().is_some_and(|file| file >= first));
    said
}

#[test]
fn the_found_form_is_found() {
    let mut missing = Vec::new();
    for rule in lint::all() {
        let said = said(rule, &[rule.example.found], rule.dialects[0]);
        let Some(finding) = said.iter().find(|one| one.id == rule.id) else {
            let ids: Vec<&str> = said.iter().map(|one| one.id).collect();
            missing.push(format!("{} is not in {ids:?}", rule.id));
            continue;
        };
        assert!(finding.severity == rule.severity, "{}", rule.id);
        assert!(
            finding.help.is_some() && finding.line.is_some(),
            "{}",
            rule.id
        );
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A rule of several databases finds its example in each whose SQL it is.
#[test]
fn the_found_form_is_found_elsewhere() {
    let mut count = 0;
    let mut missing = Vec::new();
    for rule in lint::all() {
        for dialect in &rule.dialects[1..] {
            let files = files(rule, &[rule.example.found]);
            let texts: Vec<(&str, &str)> = files
                .iter()
                .map(|(name, text)| (name.as_str(), *text))
                .collect();
            let report = lint::lint_texts(&texts, *dialect);
            if report.diagnostics.iter().any(|one| !lint::is_of_rule(one)) {
                continue;
            }
            count += 1;
            if !report.diagnostics.iter().any(|one| one.id == rule.id) {
                missing.push(format!("{} on {}", rule.id, dialect.name()));
            }
        }
    }
    assert!(count > 40, "{count}");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_safer_form_is_not_found() {
    let mut found = Vec::new();
    for rule in lint::all() {
        let said = said(rule, rule.example.safer, rule.dialects[0]);
        let wrong: Vec<String> = said
            .iter()
            .filter(|one| one.id == rule.id || one.severity == Severity::Error)
            .map(|one| format!("{}: {}", one.id, one.message))
            .collect();
        if !wrong.is_empty() {
            found.push(format!("the safer form of {}: {wrong:?}", rule.id));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn rules_are_told_apart_and_explained() {
    let mut seen = BTreeSet::new();
    for rule in lint::all() {
        assert!(seen.insert(rule.id), "two rules are called {}", rule.id);
        let is_kebab = rule
            .id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit());
        assert!(is_kebab, "{}", rule.id);
        assert!(
            rule.why.ends_with('.') && !rule.finds.ends_with('.'),
            "{}",
            rule.id
        );
        assert!(!rule.example.safer.is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_page_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lint.md");
    let page = lint::page();
    if std::env::var_os("ROWTYPE_BLESS").is_some() {
        fs::write(&path, &page).expect("docs/lint.md is writable");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/lint.md is another now: ROWTYPE_BLESS=1 writes it"
    );
}
