//! Migrations with all that is said of them.
//!
//! Each file below `cases/` is `<dialect>_<subject>.sql`: migrations, each behind a line `-- file: NAME`. What is said stands in the file of
//! the same name that ends in `.txt`; `ROWTYPE_BLESS=1` writes it, to be read in review.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::diagnostic::Style;
use rowtype::lint;
use rowtype::{Dialect, Report};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/cases")
}

fn report(path: &Path) -> Report {
    let text = fs::read_to_string(path).expect("a case is readable");
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let dialect = name.split('_').next().and_then(Dialect::from_name);
    let dialect = dialect.expect("the name of a case begins with a dialect");
    let files: Vec<(&str, &str)> = text
        .split("-- file: ")
        .skip(1)
        .map(|file| file.split_once('\n').expect("a name on a line of its own"))
        .collect();
    lint::lint_texts(&files, dialect)
}

/// Compares what is said with what stands in a file.
fn snapshot(path: &Path, said: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("ROWTYPE_BLESS").is_some() {
        fs::write(path, said).expect("a snapshot is writable");
    } else if fs::read_to_string(path).unwrap_or_default() != said {
        wrong.push(format!("{}\n{said}", path.display()));
    }
}

#[test]
fn cases_say_what_is_written() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder()).expect("a folder of cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|end| end != "sql") {
            continue;
        }
        count += 1;
        let said = report(&path).text(Style::Plain);
        let said = format!("{}\n", said.trim_end());
        snapshot(&path.with_extension("txt"), &said, &mut wrong);
    }
    assert!(count > 5, "{count} cases");
    assert!(
        wrong.is_empty(),
        "something else is said (ROWTYPE_BLESS=1 updates it):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn tools_read_the_same() {
    let mut wrong = Vec::new();
    let report = report(&folder().join("postgres_directions.sql"));
    let json = serde_json::to_string_pretty(&report.json()).expect("plain data");
    snapshot(
        &folder().join("postgres_directions.json"),
        &format!("{json}\n"),
        &mut wrong,
    );
    let sarif = report.sarif();
    let text = serde_json::to_string_pretty(&sarif).expect("plain data");
    snapshot(
        &folder().join("postgres_directions.sarif"),
        &format!("{text}\n"),
        &mut wrong,
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), report.diagnostics.len());
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        let rule = &rules[usize::try_from(index).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["fullDescription"]["text"].is_string(), "{rule}");
    }
}

/// All that `rowtype diff` writes in the cases of migrations can be read.
#[test]
fn what_diff_writes_is_read() {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrations");
    let mut wrong = Vec::new();
    for dialect in Dialect::ALL {
        for entry in fs::read_dir(migrations.join(dialect.name()))
            .into_iter()
            .flatten()
        {
            let folder = entry.expect("an entry").path();
            let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
            let (from, up, down) = (read("from.sql"), read("up.sql"), read("down.sql"));
            let files = [
                ("1.up.sql", from.as_str()),
                ("2.up.sql", &up),
                ("2.down.sql", &down),
            ];
            let report = lint::lint_texts(&files, dialect);
            let unread = report
                .diagnostics
                .iter()
                .filter(|one| !lint::is_of_rule(one));
            wrong.extend(unread.map(|one| format!("{}: {}", folder.display(), one.message)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
