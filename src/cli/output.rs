//! How answers are printed: findings as text, JSON or SARIF, colours only on a terminal.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;
use rowtype::Report;
use rowtype::diagnostic::{Severity, Style};
use similar::TextDiff;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source line and a caret, on standard error.
    Text,
    /// One array of `{id, severity, message, file, line, column, ..}`, on standard output.
    Json,
    /// One log in the form of SARIF 2.1.0, on standard output.
    Sarif,
}

/// Where the answer goes.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    format: Format,
    style: Style,
}

impl Terminal {
    /// Colours where standard error is a terminal and `NO_COLOR` is not set.
    pub fn new(format: Format) -> Terminal {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let style = if wanted && std::io::stderr().is_terminal() {
            Style::Colour
        } else {
            Style::Plain
        };
        Terminal { format, style }
    }

    /// Prints findings: as text with a count at the end, or as JSON (an empty array where there are none).
    pub fn report(&self, report: &Report) {
        match self.format {
            Format::Json => self.print(&to_json(&report.json())),
            Format::Sarif => self.print(&to_json(&report.sarif())),
            Format::Text => {
                eprint!("{}", report.text(self.style));
                if let Some(count) = count(report) {
                    eprintln!("{count}");
                }
            }
        }
    }

    /// Prints findings beside an answer that takes standard output.
    pub fn report_beside(&self, report: &Report) {
        match self.format {
            Format::Json => eprintln!("{}", to_json(&report.json())),
            Format::Sarif => eprintln!("{}", to_json(&report.sarif())),
            Format::Text => self.report(report),
        }
    }

    /// A line for people about what was done; left out where a tool is reading.
    pub fn say(&self, line: &str) {
        if self.format == Format::Text {
            self.print(line);
        }
    }

    /// Asks a question that is answered by yes or no; anything else is no.
    pub fn ask(question: &str) -> bool {
        eprint!("{question} [y/N] ");
        let _ = std::io::stderr().flush();
        let mut answer = String::new();
        let is_read = std::io::stdin().read_line(&mut answer).is_ok();
        is_read && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    }

    /// A line of the answer. A reader that has gone away is no error.
    pub fn print(&self, line: &str) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// Whether a tool is reading.
    pub fn is_for_tools(&self) -> bool {
        self.format != Format::Text
    }

    /// Whether standard output takes colours.
    pub fn colours_answers(&self) -> bool {
        self.style == Style::Colour && std::io::stdout().is_terminal()
    }
}

/// Any answer as JSON, in lines.
pub fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value)
        .expect("answers are plain data with text keys, which JSON can always hold")
}

/// The difference of two texts, each with its label, as `diff -u` shows it.
pub fn unified(old: (&str, &str), new: (&str, &str), terminal: &Terminal) -> String {
    let diff = TextDiff::from_lines(old.1, new.1);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(old.0, new.0)
        .to_string();
    if !terminal.colours_answers() {
        return text;
    }
    text.lines()
        .map(|line| match line.as_bytes().first() {
            Some(b'+') => format!("\x1b[32m{line}\x1b[0m\n"),
            Some(b'-') => format!("\x1b[31m{line}\x1b[0m\n"),
            Some(b'@') => format!("\x1b[36m{line}\x1b[0m\n"),
            _ => format!("{line}\n"),
        })
        .collect()
}

/// `1 file`, `2 files`.
pub fn counted(number: usize, word: &str) -> String {
    if number == 1 {
        format!("1 {word}")
    } else {
        format!("{number} {word}s")
    }
}

/// `2 errors, 1 warning`.
fn count(report: &Report) -> Option<String> {
    let of = |severity: Severity, word: &str| {
        let found = report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count();
        (found > 0).then(|| counted(found, word))
    };
    let counts: Vec<String> = [
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}
