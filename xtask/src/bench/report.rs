//! The figures of a run: medians of the rounds, as ratios, in tables.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde_json::json;

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
    /// The same of the database's server.
    pub database: f64,
}

/// What is known of a service without load.
pub struct About {
    /// Whose it is.
    pub name: &'static str,
    /// From its start to its first answer.
    pub start: Duration,
    /// Of its program.
    pub bytes: Option<u64>,
    /// That it is made of.
    pub packages: usize,
}

/// Everything that was found.
#[derive(Default)]
pub struct Results {
    /// One for each run of the load.
    pub figures: Vec<Figure>,
    /// One for each service.
    pub about: Vec<About>,
    /// Kilobytes, one for each turn.
    pub memory: Vec<(&'static str, u64)>,
}

impl Results {
    /// The median of something over the rounds.
    pub fn median(
        &self,
        name: &str,
        request: Request,
        connections: u32,
        of: impl Fn(&Figure) -> f64,
    ) -> Option<f64> {
        let is = |figure: &&Figure| {
            figure.name == name && figure.request == request && figure.connections == connections
        };
        middle(self.figures.iter().filter(is).map(of).collect())
    }

    /// Raw figures, to be looked at again.
    pub fn save(&self) -> Result<(), String> {
        let figures = self.figures.iter().map(|figure| {
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
        });
        let memory = (self.memory.iter())
            .map(|(name, kilobytes)| json!({"service": name, "peak_kb": kilobytes}));
        let all =
            json!({"figures": figures.collect::<Vec<_>>(), "memory": memory.collect::<Vec<_>>()});
        let folder = command::target().join("bench");
        let path = folder.join("results.json");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&path, format!("{all:#}\n")))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// What the documents show.
    pub fn record(&self, chosen: &[&Contender]) -> Result<(), String> {
        let docs = command::root().join("docs");
        let page = format!("{}{}", include_str!("page.md"), self.tables(chosen));
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
        for connections in CONNECTIONS {
            let title =
                format!("Requests per second, {connections} connections, against the first");
            self.table(&mut text, &title, chosen, |request, one, first| {
                let rate = |name| {
                    self.median(name, request, connections, |figure| {
                        figure.measured.per_second
                    })
                };
                let (rate, first) = (rate(one)?, rate(first)?);
                Some(format!("{rate:.0} ({:.2})", rate / first))
            });
        }
        let title = format!(
            "Processor time of a request in microseconds, service + database, {} connections",
            CONNECTIONS[0]
        );
        self.table(&mut text, &title, chosen, |request, one, first| {
            let server = |name| self.median(name, request, CONNECTIONS[0], |figure| figure.server);
            let database = self.median(one, request, CONNECTIONS[0], |figure| figure.database)?;
            let (server, first) = (server(one)?, server(first)?);
            Some(format!(
                "{server:.0} + {database:.0} ({:.2})",
                server / first
            ))
        });
        let title = format!(
            "Half of the answers within, and 99 of 100, in milliseconds, {} connections",
            CONNECTIONS[1]
        );
        self.table(&mut text, &title, chosen, |request, one, _| {
            let time = |of: fn(&Figure) -> f64| self.median(one, request, CONNECTIONS[1], of);
            let p50 = time(|figure| figure.measured.p50)? / 1000.0;
            let p99 = time(|figure| figure.measured.p99)? / 1000.0;
            Some(format!("{p50:.1}, {p99:.1}"))
        });
        self.about(&mut text, chosen);
        text
    }

    fn table(
        &self,
        text: &mut String,
        title: &str,
        chosen: &[&Contender],
        cell: impl Fn(Request, &str, &str) -> Option<String>,
    ) {
        let _ = writeln!(text, "### {title}\n");
        let heads: Vec<&str> = Request::ALL.iter().map(|request| request.name()).collect();
        let _ = writeln!(text, "| service | database | {} |", heads.join(" | "));
        let _ = writeln!(text, "|---|---|{}", "---:|".repeat(heads.len()));
        let Some(first) = chosen.first() else { return };
        for one in chosen {
            let cells =
                Request::ALL.map(|request| cell(request, one.name, first.name).unwrap_or_default());
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                one.made_of,
                one.database.name(),
                cells.join(" | ")
            );
        }
        text.push('\n');
    }

    fn about(&self, text: &mut String, chosen: &[&Contender]) {
        text.push_str("### Around it\n\n| service | database | start to first answer | memory at most | program | packages |\n|---|---|---:|---:|---:|---:|\n");
        for one in chosen {
            let Some(about) = self.about.iter().find(|about| about.name == one.name) else {
                continue;
            };
            let memory = self.memory.iter().filter(|(name, _)| *name == one.name);
            let memory = middle(
                memory
                    .map(|(_, kilobytes)| *kilobytes as f64 / 1024.0)
                    .collect(),
            );
            let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1024.0 / 1024.0);
            let _ = writeln!(
                text,
                "| {} | {} | {} ms | {:.0} MB | {} | {} |",
                one.made_of,
                one.database.name(),
                about.start.as_millis(),
                memory.unwrap_or(f64::NAN),
                about.bytes.map(megabytes).unwrap_or_default(),
                about.packages
            );
        }
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
