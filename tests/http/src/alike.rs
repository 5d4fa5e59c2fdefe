//! One script on each database: statuses and bodies are the same, byte by byte, but for what databases cannot share.
//!
//! That is, of the blog, and nothing else:
//!
//! - a point in time (`timestamptz`, which PostgreSQL alone has) ends with `Z`;
//! - the keys of MariaDB have no sign, and what is said of a wrong one says so;
//! - lists (`text[]`, `set`) are columns of their own that PostgreSQL (`links`) and MariaDB (`topics`) have;
//! - the clock, which gives new rows their `created_at`;
//! - cursors, which hold values as their drivers have them.
//!
//! The script leaves out what the three schemas say differently: MariaDB's LIKE follows a collation, so that it is no rule outside of
//! the database, and a CHECK there cannot name the key; the patterns of slugs and e-mail addresses are not the same.

use std::fmt::Write as _;

use regex::{Captures, Regex};
use serde_json::Value;

use crate::client::{Answer, Request};
use crate::service::Running;

/// A request for each line.
const SCRIPT: &str = include_str!("alike.txt");

/// What is the same in an answer: its status, the headers that say something of it, and its body.
fn shared(answer: &Answer) -> String {
    let mut out = format!("{}\n", answer.status);
    for name in ["allow", "content-type", "location"] {
        if let Some(value) = answer.header(name) {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    out + &without_own(&answer.text())
}

/// A body without what is a database's own.
fn without_own(body: &str) -> String {
    let pattern = |pattern: &str| Regex::new(pattern).expect("a pattern");
    let lists = pattern(r#""(links|topics)":\[[^\]]*\],"#);
    let points = pattern(r#""(\d{4}-\d\d-\d\dT[\d:.]+)Z""#);
    let clock = pattern(r#""created_at":"([^"]*)""#);
    let cursor = pattern(r#""next_cursor":"[^"]*""#);
    let body = lists.replace_all(body, "");
    let body = points.replace_all(&body, r#""$1""#);
    let body = clock.replace_all(&body, |found: &Captures<'_>| {
        // The rows that were there are from the first months of that year.
        match ["2026-01", "2026-02", "2026-03"]
            .iter()
            .any(|month| found[1].starts_with(month))
        {
            true => found[0].to_owned(),
            false => r#""created_at":"now""#.to_owned(),
        }
    });
    let body = cursor.replace_all(&body, r#""next_cursor":"..""#);
    body.replace(" bits from 0 on", " bits")
}

/// One of the services, and the last cursor that it gave.
struct Side<'a> {
    name: &'static str,
    running: &'a Running,
    next: String,
}

impl Side<'_> {
    fn ask(&mut self, line: &str) -> String {
        let mut parts = line.splitn(3, ' ');
        let (method, target) = (parts.next().unwrap_or_default(), parts.next());
        let target = target.unwrap_or_default().replace("{next}", &self.next);
        let mut request = Request::new(method, target);
        if let Some(body) = parts.next() {
            request = request.body("application/json", body);
        }
        let answer = self.running.send(&request);
        if answer.status == 200
            && let Value::String(next) = &answer.json()["next_cursor"]
        {
            self.next.clone_from(next);
        }
        shared(&answer)
    }
}

/// Runs the script on each of them.
pub fn answers(services: [(&'static str, &Running); 3]) {
    let mut sides = services.map(|(name, running)| Side {
        name,
        running,
        next: String::new(),
    });
    let mut differences = String::new();
    let is_request = |line: &&str| !line.is_empty() && !line.starts_with('#');
    for line in SCRIPT.lines().filter(is_request) {
        let [first, others @ ..] = &mut sides;
        let expected = first.ask(line);
        for other in others {
            let found = other.ask(line);
            if found != expected {
                let _ = writeln!(
                    differences,
                    "{line}\n{}: {expected}\n{}: {found}\n",
                    first.name, other.name
                );
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
