//! Columns that the analysis calls nullable and that were NULL on no database: a nuisance to users, each to be mended or
//! to be explained in `never_null.txt`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rowtype::dialect::Dialect;

use super::check::Findings;

/// How many columns in a hundred may be called nullable for nothing, those with a reason left out.
const MOST: usize = 3;

/// Prints the columns without a reason, and the share that they have; too many are a finding.
pub fn never_null(dialect: Dialect, findings: &mut Findings) {
    let reasons = reasons(dialect);
    let known = findings
        .never_null
        .iter()
        .filter(|column| is_known(&reasons, column))
        .count();
    let mut open: Vec<&String> = findings.never_null.iter().collect();
    open.retain(|column| !is_known(&reasons, column));
    for column in &open {
        println!("{column} was never NULL");
    }
    let (open, all) = (open.len(), findings.columns);
    println!(
        "{}: of {all} columns, {} are called nullable and were never NULL, {known} of them with a reason",
        dialect.name(),
        open + known
    );
    if open * 100 > all * MOST {
        findings.wrong.push(format!(
            "{open} of {all} columns are called nullable and were never NULL: mend them, or give a reason in never_null.txt"
        ));
    }
}

/// Whether there is a reason for it: the random case has one for all.
fn is_known(reasons: &BTreeMap<String, String>, column: &str) -> bool {
    reasons.contains_key(column) || column.starts_with("seed_") && reasons.contains_key("seed")
}

/// `DIALECT CASE.QUERY.COLUMN: reason`, a line each.
fn reasons(dialect: Dialect) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/never_null.txt");
    let text = fs::read_to_string(path).expect("never_null.txt is readable");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.strip_prefix(dialect.name())?.trim().split_once(": "))
        .map(|(column, reason)| (column.to_owned(), reason.to_owned()))
        .collect()
}
