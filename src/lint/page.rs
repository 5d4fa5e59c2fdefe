//! Rules as text for people: one on a terminal, all of them as a page.

use super::Rule;
use super::rules::FAMILIES;
use crate::diagnostic::Severity;

/// What a rule finds, why, and what to write in its place.
pub fn text(rule: &Rule) -> String {
    let mut out = format!(
        "{} ({}; {})\n{}\n\n{}\n",
        rule.id,
        severity(rule),
        databases(rule),
        rule.finds,
        rule.why
    );
    if !rule.example.before.is_empty() {
        out.push_str(&format!(
            "\nWhere there is\n\n{}\n",
            indented(rule.example.before)
        ));
    }
    out.push_str(&format!("\nFound:\n\n{}\n", indented(rule.example.found)));
    out.push_str(&format!("\nSafer:\n\n{}\n", indented(&safer(rule))));
    out
}

/// All rules, as `docs/lint.md` has them.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    for family in FAMILIES {
        out.push_str(&format!("\n## {}\n", family.title));
        for rule in family.rules {
            out.push_str(&format!(
                "\n### {}\n\n{}, on {}: {}.\n\n{}\n\n",
                rule.id,
                severity(rule),
                databases(rule),
                rule.finds,
                rule.why
            ));
            if !rule.example.before.is_empty() {
                out.push_str(&format!(
                    "Where there is\n\n```sql\n{}\n```\n\n",
                    rule.example.before
                ));
            }
            out.push_str(&format!(
                "Found:\n\n```sql\n{}\n```\n\nSafer:\n\n```sql\n{}\n```\n",
                rule.example.found,
                safer(rule)
            ));
        }
    }
    out
}

const HEAD: &str = "\
# What `rowtype lint` finds

Written from the table of rules by `ROWTYPE_BLESS=1 cargo test --test lint`. Each example is a test: the first form is found, the second is
not. What is said of locks and of tables that are written anew is measured on PostgreSQL 15.
";

/// The migrations of the safer form, one after the other.
fn safer(rule: &Rule) -> String {
    rule.example.safer.join("\n\n-- The next migration.\n")
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn databases(rule: &Rule) -> String {
    let names: Vec<&str> = rule
        .dialects
        .iter()
        .map(|dialect| dialect.product())
        .collect();
    names.join(", ")
}

fn indented(sql: &str) -> String {
    let lines: Vec<String> = sql
        .lines()
        .map(|line| match line {
            "" => String::new(),
            line => format!("    {line}"),
        })
        .collect();
    lines.join("\n")
}
