//! The checked-in counts: the compiler's version on the first line, then a path and its instructions on each.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::command;

/// Counts, and the compiler that they are of.
#[derive(Default)]
pub struct Baseline {
    /// `rustc --version`.
    pub compiler: String,
    /// A path, and the instructions that it costs once.
    pub counts: Vec<(String, u64)>,
}

impl Baseline {
    /// Reads the file; without one there are no counts.
    pub fn read() -> Result<Baseline, String> {
        let path = file();
        if !path.exists() {
            return Ok(Baseline::default());
        }
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Baseline::parse(&text).map_err(|line| format!("{}: `{line}` is no count", path.display()))
    }

    /// Writes the file.
    pub fn write(&self) -> Result<(), String> {
        let path = file();
        let mut text = format!("{}\n", self.compiler);
        for (name, count) in &self.counts {
            let _ = writeln!(text, "{name:<18}{count:>12}");
        }
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
        Ok(())
    }

    /// What was counted before and now, in Markdown, for a commit.
    pub fn table(&self, now: &Baseline) -> String {
        let mut text = "| path | before | now | |\n|---|---:|---:|---:|\n".to_owned();
        for (name, count) in &now.counts {
            let before = self.count(name);
            let shown = before.map(|before| before.to_string()).unwrap_or_default();
            let change = before.map(|before| format!("{:+.1} %", change(before, *count) * 100.0));
            let _ = writeln!(
                text,
                "| {name} | {shown} | {count} | {} |",
                change.unwrap_or_default()
            );
        }
        text
    }

    /// A line for each path that costs more than the limit allows, and for those that are not in both.
    pub fn regressions(&self, now: &Baseline, limit: f64) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, count) in &now.counts {
            match self.count(name) {
                None => wrong.push(format!("{name} was not counted before")),
                Some(before) if *count as f64 > before as f64 * (1.0 + limit) => wrong.push(format!(
                    "{name} needs {:.1} per cent more instructions than before ({before}, now {count}); {:.0} are allowed",
                    change(before, *count) * 100.0,
                    limit * 100.0
                )),
                Some(_) => {}
            }
        }
        for (name, _) in &self.counts {
            if now.count(name).is_none() {
                wrong.push(format!("{name} is not counted any more"));
            }
        }
        wrong
    }

    fn count(&self, name: &str) -> Option<u64> {
        let found = self.counts.iter().find(|(known, _)| known == name);
        found.map(|(_, count)| *count)
    }

    /// The line that cannot be read is the error.
    fn parse(text: &str) -> Result<Baseline, String> {
        let mut lines = text.lines();
        let compiler = lines.next().unwrap_or_default().to_owned();
        let count = |line: &str| {
            let (name, count) = line.split_once(' ')?;
            Some((name.to_owned(), count.trim().parse().ok()?))
        };
        let counts = lines.map(|line| count(line).ok_or_else(|| line.to_owned()));
        Ok(Baseline {
            compiler,
            counts: counts.collect::<Result<_, _>>()?,
        })
    }
}

fn file() -> PathBuf {
    command::root().join("benchmarks/instructions/counts.txt")
}

fn change(before: u64, now: u64) -> f64 {
    now as f64 / before.max(1) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    fn of(text: &str) -> Baseline {
        Baseline::parse(text).unwrap()
    }

    #[test]
    fn five_per_cent_more_are_an_error_and_less_is_none() {
        let before = of("rustc 1\nget 1000\nlist 1000\npatch 1000\n");
        let now = of("rustc 1\nget 1050\nlist 1051\npatch 10\n");
        assert_eq!(
            before.regressions(&now, 0.05),
            [
                "list needs 5.1 per cent more instructions than before (1000, now 1051); 5 are allowed"
            ]
        );
    }

    #[test]
    fn a_path_that_comes_or_goes_is_an_error() {
        let before = of("rustc 1\nget 1000\n");
        let now = of("rustc 1\nfetch 1000\n");
        assert_eq!(
            before.regressions(&now, 0.05),
            [
                "fetch was not counted before",
                "get is not counted any more"
            ]
        );
    }

    #[test]
    fn a_line_that_is_no_count_is_named() {
        assert_eq!(
            Baseline::parse("rustc 1\nget many\n").err().as_deref(),
            Some("get many")
        );
    }
}
