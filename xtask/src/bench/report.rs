//! The figures of a run: medians of the rounds, as ratios, in tables.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::contender::Contender;
use super::load::{Measured, Request};
use super::{CONNECTIONS, picture};
use crate::command;

/// What one run of the load has found.
pub struct Figure {
    /// Whose it is.
    pub name: &'static str,
    /// What was asked.
    pub request: Request,
    /// Over how many connections.
    pub connections: u32,
    /// What the load has seen.
    pub measured: Measured,
    /// Microseconds of the service's processor time for each request.
    pub server: f64,
    /// The same of the database's server, where there is one.
    pub database: Option<f64>,
}

/// What is known of a service without load.
pub struct About {
    /// Whose it is.
    pub name: &'static str,
    /// Of its program.
    pub bytes: Option<u64>,
    /// That it is made of.
    pub packages: usize,
}

/// What is known of a service once in each round.
pub struct Turn {
    /// Whose it is.
    pub name: &'static str,
    /// From its start to its first answer.
    pub start: Duration,
    /// Kilobytes: the most that it held after a run of the load.
    pub memory: u64,
}

/// Everything that was found.
#[derive(Default)]
pub struct Results {
    /// What it was found on, a line for each thing that counts.
    pub machine: Vec<String>,
    /// One for each run of the load.
    pub figures: Vec<Figure>,
    /// One for each service.
    pub about: Vec<About>,
    /// One for each service and round.
    pub turns: Vec<Turn>,
}

/// Something that each run of the load tells.
struct Measure {
    title: &'static str,
    of: fn(&Figure) -> Option<f64>,
}

/// What a column of the last table says of a service.
type Column<'a> = dyn Fn(&Contender) -> Option<f64> + 'a;

const MEASURES: [Measure; 5] = [
    Measure {
        title: "Requests per second",
        of: |figure| Some(figure.measured.per_second),
    },
    Measure {
        title: "Milliseconds within which half of the answers came",
        of: |figure| Some(figure.measured.p50 / 1000.0),
    },
    Measure {
        title: "Milliseconds within which 99 of 100 answers came",
        of: |figure| Some(figure.measured.p99 / 1000.0),
    },
    Measure {
        title: "Microseconds of processor time for a request, the service",
        of: |figure| Some(figure.server),
    },
    Measure {
        title: "Microseconds of processor time for a request, the database's server",
        of: |figure| figure.database,
    },
];

impl Results {
    /// Requests per second, the median of the rounds.
    pub fn rate(&self, name: &str, request: Request, connections: u32) -> Option<f64> {
        self.median(name, request, connections, MEASURES[0].of)
    }

    fn median(
        &self,
        name: &str,
        request: Request,
        connections: u32,
        of: fn(&Figure) -> Option<f64>,
    ) -> Option<f64> {
        let is = |figure: &&Figure| {
            figure.name == name && figure.request == request && figure.connections == connections
        };
        middle(self.figures.iter().filter(is).filter_map(of).collect())
    }

    /// Raw figures, to be looked at again. Gives the file's name.
    pub fn save(&self) -> Result<String, String> {
        let figures: Vec<Value> = (self.figures.iter())
            .map(|figure| {
                json!({
                    "service": figure.name,
                    "request": figure.request.name(),
                    "connections": figure.connections,
                    "requests": figure.measured.requests,
                    "per_second": figure.measured.per_second,
                    "p50_us": figure.measured.p50,
                    "p99_us": figure.measured.p99,
                    "server_us": figure.server,
                    "database_us": figure.database,
                })
            })
            .collect();
        let turns: Vec<Value> = (self.turns.iter())
            .map(|turn| {
                json!({
                    "service": turn.name,
                    "start_ms": turn.start.as_secs_f64() * 1000.0,
                    "memory_kb": turn.memory,
                })
            })
            .collect();
        let about: Vec<Value> = (self.about.iter())
            .map(|one| json!({"service": one.name, "bytes": one.bytes, "packages": one.packages}))
            .collect();
        let all =
            json!({"machine": self.machine, "figures": figures, "turns": turns, "about": about});
        let folder = command::target().join("bench");
        let path = folder.join("results.json");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&path, format!("{all:#}\n")))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path.display().to_string())
    }

    /// What the documents show.
    pub fn record(&self, chosen: &[&Contender]) -> Result<(), String> {
        let docs = command::root().join("docs");
        let page = format!("{}\n{}", include_str!("page.md"), self.tables(chosen));
        for (name, text) in [
            ("benchmarks.md", page),
            ("benchmarks.svg", picture::svg(self, chosen)),
        ] {
            let path = docs.join(name);
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    /// The tables, in Markdown.
    pub fn tables(&self, chosen: &[&Contender]) -> String {
        let mut text = String::new();
        let Some(first) = chosen.first() else {
            return text;
        };
        let _ = writeln!(text, "{}.\n{}\n", self.machine.join(", "), self.spread());
        self.ours_for_theirs(&mut text, chosen);
        let _ = writeln!(
            text,
            "In all tables below a figure in parentheses is the ratio to the first line."
        );
        for connections in CONNECTIONS {
            for measure in &MEASURES {
                let title = format!("{}, {connections} connections", measure.title);
                let value = |one: &Contender, request| {
                    self.median(one.name, request, connections, measure.of)
                };
                table(&mut text, &title, chosen, |one, request| {
                    let value_of_one = value(one, request)?;
                    Some(beside(value_of_one, value(first, request)))
                });
            }
        }
        self.around(&mut text, chosen);
        text
    }

    /// How far the rounds are apart.
    fn spread(&self) -> String {
        let mut spreads: Vec<f64> = Vec::new();
        for about in &self.about {
            for request in Request::ALL {
                for connections in CONNECTIONS {
                    let rates = (self.figures.iter()).filter(|figure| {
                        (figure.name, figure.request, figure.connections)
                            == (about.name, request, connections)
                    });
                    let rates: Vec<f64> = rates.map(|figure| figure.measured.per_second).collect();
                    let most = rates.iter().copied().fold(0.0, f64::max);
                    let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
                    spreads.extend(middle(rates).map(|middle| (most - least) / middle * 100.0));
                }
            }
        }
        let most = spreads.iter().copied().fold(0.0, f64::max);
        format!(
            "Between the best and the worst round lie {:.0} per cent of the requests per second as a rule, {most:.0} at most.",
            middle(spreads).unwrap_or(0.0)
        )
    }

    /// What a reader asks first: how often ours answers while another one on the same database answers once.
    fn ours_for_theirs(&self, text: &mut String, chosen: &[&Contender]) {
        let others: Vec<&Contender> = (chosen.iter().copied())
            .filter(|one| !one.is_ours() && ours(chosen, one).is_some())
            .collect();
        if others.is_empty() {
            return;
        }
        let title = format!(
            "Requests that ours answers while another service on the same database answers one, {} and {} connections",
            CONNECTIONS[0], CONNECTIONS[1]
        );
        table(text, &title, &others, |other, request| {
            let ours = ours(chosen, other)?;
            let ratios = CONNECTIONS.map(|connections| {
                let rate = |name| self.rate(name, request, connections);
                Some(format!("{:.2}", rate(ours.name)? / rate(other.name)?))
            });
            Some(ratios.into_iter().flatten().collect::<Vec<_>>().join(", "))
        });
    }

    fn around(&self, text: &mut String, chosen: &[&Contender]) {
        let start = |one: &Contender| {
            let turns = self.turns.iter().filter(|turn| turn.name == one.name);
            middle(turns.map(|turn| turn.start.as_secs_f64() * 1e3).collect())
        };
        let memory = |one: &Contender| {
            let turns = self.turns.iter().filter(|turn| turn.name == one.name);
            middle(turns.map(|turn| turn.memory as f64 / 1024.0).collect())
        };
        let about = |one: &Contender| self.about.iter().find(|about| about.name == one.name);
        let bytes = |one: &Contender| Some(about(one)?.bytes? as f64 / 1024.0 / 1024.0);
        let packages = |one: &Contender| Some(about(one)?.packages as f64);
        let columns: [&Column<'_>; 4] = [&start, &memory, &bytes, &packages];
        text.push_str(
            "### Around it\n
| service | database | start to first answer, ms | memory at most, MB | program, MB | packages |
|---|---|---:|---:|---:|---:|
",
        );
        for one in chosen {
            let cells = columns.map(|column| {
                let first = chosen.first().and_then(|first| column(first));
                column(one)
                    .map(|value| beside(value, first))
                    .unwrap_or_default()
            });
            line(text, one, &cells);
        }
    }
}

/// A row of a table for each service, a column for each request.
fn table(
    text: &mut String,
    title: &str,
    services: &[&Contender],
    cell: impl Fn(&Contender, Request) -> Option<String>,
) {
    let heads = Request::ALL.map(Request::name);
    let _ = writeln!(text, "### {title}\n");
    let _ = writeln!(text, "| service | database | {} |", heads.join(" | "));
    let _ = writeln!(text, "|---|---|{}", "---:|".repeat(heads.len()));
    for one in services {
        let cells = Request::ALL.map(|request| cell(one, request).unwrap_or_default());
        if cells.iter().any(|cell| !cell.is_empty()) {
            line(text, one, &cells);
        }
    }
    text.push('\n');
}

fn line(text: &mut String, one: &Contender, cells: &[String]) {
    let database = one.database.title();
    let _ = writeln!(
        text,
        "| {} | {database} | {} |",
        one.made_of,
        cells.join(" | ")
    );
}

fn ours<'a>(chosen: &[&'a Contender], other: &Contender) -> Option<&'a Contender> {
    let is = |one: &&&Contender| one.is_ours() && one.database == other.database;
    chosen.iter().find(is).copied()
}

/// A value with three digits that count, and its ratio to another one.
fn beside(value: f64, first: Option<f64>) -> String {
    let shown = match value {
        _ if value.fract() == 0.0 => format!("{value:.0}"),
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    match first {
        Some(first) if first > 0.0 => format!("{shown} ({:.2})", value / first),
        _ => shown,
    }
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => None,
        count if count % 2 == 1 => Some(values[count / 2]),
        count => Some((values[count / 2 - 1] + values[count / 2]) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::{beside, middle};

    #[test]
    fn values_have_three_digits_and_a_ratio() {
        assert_eq!(beside(1234.0, Some(617.0)), "1234 (2.00)");
        assert_eq!(beside(12.34, Some(24.68)), "12.3 (0.50)");
        assert_eq!(beside(0.5, None), "0.50");
    }

    #[test]
    fn rounds_count_by_their_median() {
        assert_eq!(middle(vec![3.0, 100.0, 1.0]), Some(3.0));
        assert_eq!(middle(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(middle(Vec::new()), None);
    }
}
