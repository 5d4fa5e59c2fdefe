//! Damaged migrations: whatever stands in them, the lint ends with findings, never with a panic.

use std::fs;
use std::path::Path;

use rowtype::Dialect;
use rowtype::diagnostic::Style;
use rowtype::lint;

/// What is put between words.
const FRAGMENTS: [&str; 24] = [
    "(",
    ")",
    ",",
    ";",
    "'",
    "\"",
    "`",
    ".",
    "ALTER TABLE",
    "ADD",
    "DROP",
    "COLUMN",
    "CONSTRAINT",
    "REFERENCES",
    "USING",
    "TYPE",
    "SET",
    "DEFAULT",
    "CREATE INDEX ON",
    "GENERATED",
    "PRIMARY KEY",
    "-- rowtype:",
    "-- rowtype: allow",
    "\u{feff}ä",
];

/// Numbers that look random and are the same in every run.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).expect("it is below a usize")
    }
}

/// The examples of all rules and the cases, as one text each.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = lint::all()
        .map(|rule| {
            let example = &rule.example;
            format!(
                "{}\n{}\n{}",
                example.before,
                example.found,
                example.safer.join("\n")
            )
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/cases");
    let entries = fs::read_dir(folder).expect("a folder of cases");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "sql"));
    paths.sort();
    texts.extend(
        paths
            .iter()
            .map(|path| fs::read_to_string(path).expect("a case")),
    );
    texts
}

/// Some words are gone, doubled, or others.
fn mangled(text: &str, sequence: &mut Sequence) -> String {
    let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let mut out = String::new();
    for word in words {
        match sequence.next(12) {
            0 => {}
            1 => out.push_str(&word.repeat(2)),
            2 => {
                out.push_str(FRAGMENTS[sequence.next(FRAGMENTS.len())]);
                out.push(' ');
            }
            _ => out.push_str(word),
        }
    }
    out
}

#[test]
fn damaged_migrations_are_findings() {
    let mut sequence = Sequence(0x2545_F491_4F6C_DD1D);
    let texts = texts();
    let mut found = 0;
    for text in &texts {
        for dialect in Dialect::ALL {
            let (up, down) = (mangled(text, &mut sequence), mangled(text, &mut sequence));
            let files = [
                ("1.up.sql", text.as_str()),
                ("2.up.sql", &up),
                ("2.down.sql", &down),
            ];
            let report = lint::lint_texts(&files, dialect);
            found += report.text(Style::Plain).len() + report.json().len();
            assert!(report.sarif()["runs"].is_array());
        }
    }
    assert!(found > 50_000, "{found}");
}
