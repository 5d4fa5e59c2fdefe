//! What the analysis says of every case in `tests/queries`, to the letter, in every dialect that takes part.
//!
//! A new case is a folder with `schema.sql`, `queries.sql` and an empty folder for each dialect. `ROWTYPE_BLESS=1` writes what
//! is said into `expected.txt`, to be read in review; `tests/oracle` asks the databases whether it is true.

mod query_case;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rowtype::analyze;
use rowtype::diagnostic::{Style, render};
use rowtype::dialect::Dialect;

use query_case::QueryCase;

#[test]
fn cases_are_as_expected() {
    let bless = env::var_os("ROWTYPE_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in Dialect::ALL.into_iter().flat_map(query_case::of) {
        let path = expected(&case);
        let now = text(&case);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if now == expected {
            continue;
        }
        if bless {
            fs::write(&path, now).expect("a case's folder is writable");
        } else {
            wrong.push(format!("{}\n{now}", path.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "these say something else than what is analysed (ROWTYPE_BLESS=1 updates them):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn cases_have_no_errors() {
    for case in Dialect::ALL.into_iter().flat_map(query_case::of) {
        assert!(
            !case.diagnostics.has_errors(),
            "{} in {}:\n{}",
            case.name,
            case.dialect.name(),
            findings(&case)
        );
        assert!(
            !case.queries.is_empty(),
            "{} in {} has no queries",
            case.name,
            case.dialect.name()
        );
    }
}

/// `<case>/<dialect>/expected.txt`.
fn expected(case: &QueryCase) -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let folder = cases.join(&case.name).join(case.dialect.name());
    folder.join("expected.txt")
}

/// The queries, and what is worth a warning.
fn text(case: &QueryCase) -> String {
    let queries = analyze::print(&case.queries, &case.catalog, &case.sources);
    let text = format!("{queries}{}", findings(case));
    format!("{}\n", text.trim_end())
}

fn findings(case: &QueryCase) -> String {
    render(&case.diagnostics, &case.sources, Style::Plain)
}
