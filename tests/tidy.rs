//! The invariants of ARCHITECTURE.md that a compiler cannot see: who may read files, who may name a crate, where a
//! dialect may be told from another. Each test names the line that it guards.

use std::fs;
use std::path::{Path, PathBuf};

/// A Rust file of the project: its path from the root, with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Lines of code with their numbers: comments, and the unit tests at the end of the file, are left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]")
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, extension: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| Source {
            text: fs::read_to_string(&path).expect("the project's files are UTF-8"),
            path: path
                .strip_prefix(root())
                .expect("walked from the root")
                .to_string_lossy()
                .replace('\\', "/"),
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Fails with every place where a line of `sources` outside `allowed` contains one of `words`.
fn only_in(sources: &[Source], words: &[&str], allowed: &[&str], invariant: &str) {
    let mut wrong = Vec::new();
    let looked_at = sources
        .iter()
        .filter(|source| !source.is_in(allowed) && !source.path.ends_with("/tests.rs"));
    for source in looked_at {
        for (number, line) in source.code() {
            if words.iter().any(|word| has_word(line, word)) {
                wrong.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{invariant}\n{}", wrong.join("\n"));
}

/// Whether `word` stands in `line` without a letter, digit or underscore before it.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_ascii_alphanumeric() || before == '_')
    })
}

#[test]
fn only_source_reads_files_and_only_files_writes_them() {
    only_in(
        &files("src", "rs"),
        &[
            "fs::",
            "File::",
            "OpenOptions",
            "read_to_string",
            "include_bytes!",
        ],
        &[
            "src/source.rs",
            "src/files.rs",
            "src/files/folder.rs",
            "src/build_script.rs",
            "src/cli/dev/",
        ],
        "Only `source` reads files, only `files` writes them (ARCHITECTURE.md, 1).",
    );
}

#[test]
fn the_stages_know_no_clock_network_or_environment() {
    only_in(
        &files("src", "rs"),
        &[
            "std::time",
            "SystemTime",
            "std::net",
            "std::env",
            "env::var",
            "std::process",
            "Command::new",
        ],
        &["src/cli/", "src/main.rs", "src/build_script.rs"],
        "Between reading and writing everything is pure: same input, same bytes (ARCHITECTURE.md, 1).",
    );
}

#[test]
fn sqlparser_is_named_only_where_sql_is_understood() {
    only_in(
        &files("src", "rs"),
        &["sqlparser"],
        &[
            "src/syntax/",
            "src/catalog/",
            "src/analyze/",
            "src/dialect/",
        ],
        "`sqlparser` is named only in syntax, catalog, analyze and the dialects (ARCHITECTURE.md, 2).",
    );
}

#[test]
fn drivers_are_named_only_where_code_for_them_is_written() {
    only_in(
        &files("src", "rs"),
        &[
            "rusqlite",
            "tokio_postgres",
            "tokio-postgres",
            "deadpool",
            "libsqlite3",
            "mysql_async",
        ],
        &["src/config", "src/emit/"],
        "Drivers are named only in config, emit and the runtime (ARCHITECTURE.md, 4).",
    );
}

#[test]
fn dialects_are_told_apart_only_in_dialect() {
    let told_apart = [
        "match dialect {",
        "match self.dialect {",
        "match self.dialect() {",
        "Dialect::Postgres =>",
        "Dialect::Sqlite =>",
        "== Dialect::",
        "!= Dialect::",
    ];
    let sources = files("src", "rs");
    only_in(
        &sources,
        &told_apart,
        &["src/dialect/"],
        "`match dialect` stands only in dialect/ (ARCHITECTURE.md, 4).",
    );
}

#[test]
fn only_the_namer_decides_case() {
    only_in(
        &files("src", "rs"),
        &["heck", "pluralizer"],
        &["src/service/names"],
        "Only the Namer calls heck (ARCHITECTURE.md, 8).",
    );
}

#[test]
fn only_service_lower_builds_a_service() {
    let mut wrong = Vec::new();
    for source in files("src", "rs") {
        if source.is_in(&["src/service/"]) {
            continue;
        }
        for (number, line) in source.code() {
            let declares =
                line.contains("struct ") || line.contains("impl ") || line.contains("->");
            if has_word(line, "Service {") && !declares {
                wrong.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "Only `service::lower` builds a `Service` (ARCHITECTURE.md, 6).\n{}",
        wrong.join("\n")
    );
}

#[test]
fn templates_decide_nothing() {
    let mut wrong = Vec::new();
    for extension in ["rs", "toml", "md", "txt", "jinja", "askama"] {
        for template in files("templates", extension) {
            for (index, line) in template.text.lines().enumerate() {
                let logic: String = line
                    .split("{%")
                    .skip(1)
                    .filter_map(|part| part.split("%}").next())
                    .collect();
                let casing = ["|upper", "|lower", "|capitalize", "| upper", "| lower"];
                if logic.contains("dialect") || casing.iter().any(|word| line.contains(word)) {
                    wrong.push(format!("{}:{}: {line}", template.path, index + 1));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "Templates loop, print and match on a variant (ARCHITECTURE.md, where decisions are taken).\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_module_says_what_it_is() {
    let mut silent = Vec::new();
    for folder in [
        "src",
        "runtime/src",
        "xtask/src",
        "examples",
        "tests",
        "benchmarks",
    ] {
        for source in files(folder, "rs") {
            let generated = source.text.starts_with("// @generated");
            if !generated && !source.text.starts_with("//! ") && !source.path.contains("/cases/") {
                silent.push(source.path);
            }
        }
    }
    assert!(
        silent.is_empty(),
        "Every module opens with `//!` (CONTRIBUTING.md).\n{}",
        silent.join("\n")
    );
}

#[test]
fn nothing_unfinished_is_left() {
    let words = [
        concat!("todo", "!"),
        concat!("unimplemented", "!"),
        concat!("dbg", "!"),
        concat!("allow(", "dead_code"),
        concat!("#[", "ignore"),
    ];
    for folder in ["src", "runtime", "xtask", "examples", "tests", "benchmarks"] {
        only_in(
            &files(folder, "rs"),
            &words,
            &[],
            "Nothing unfinished, switched off or forgotten (CONTRIBUTING.md).",
        );
    }
}

#[test]
fn the_library_prints_nothing() {
    only_in(
        &files("src", "rs"),
        &["println!", "eprintln!", "print!", "eprint!"],
        &["src/cli/", "src/main.rs", "src/build_script.rs"],
        "The library returns findings, only the command line and a build script print them (ARCHITECTURE.md, 5).",
    );
}

#[test]
fn generated_files_say_so() {
    let mut wrong = Vec::new();
    for extension in ["rs", "toml", "yaml"] {
        for file in files("generated", extension) {
            let first = file.text.lines().next().unwrap_or_default();
            if !first.contains("@generated by rowtype") {
                wrong.push(file.path);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "Every generated file's first line says so (ARCHITECTURE.md, 10).\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_architecture_page_names_every_invariant_that_is_tested_here() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    for number in 1..=10 {
        assert!(
            page.contains(&format!("\n{number}. ")),
            "ARCHITECTURE.md has no invariant {number}"
        );
    }
}

/// `docs/security.md` is a map: what it names is there.
#[test]
fn the_page_on_security_names_tests_that_there_are() {
    let page = fs::read_to_string(root().join("docs/security.md")).expect("docs/security.md");
    let mut sources = files("tests", "rs");
    sources.extend(files("runtime", "rs"));
    sources.extend(files("src", "rs"));
    let is_name = |word: &&str| {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        word.matches('_').count() > 2 && word.chars().all(is_letter)
    };
    let names: Vec<&str> = page.split('`').skip(1).step_by(2).filter(is_name).collect();
    assert!(names.len() > 50, "{} names", names.len());
    let is_there = |name: &&str| {
        let (function, suite) = (format!("fn {name}("), format!(" {name} = "));
        let mut texts = sources.iter().map(|source| &source.text);
        texts.any(|text| text.contains(&function) || text.contains(&suite))
    };
    let lost: Vec<&str> = names.into_iter().filter(|name| !is_there(name)).collect();
    assert!(lost.is_empty(), "docs/security.md names {lost:?}");
}
