//! What `/metrics` tells, in Prometheus' text format: how often, how long and with which outcome each statement ran and each
//! route answered.
//!
//! In: what has happened. Out: text. It must not know values: a statement is its name, a request its route. Both are known when the
//! program is compiled, so that no caller can make the list longer.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};
use std::time::Duration;

use crate::error::ErrorKind;

/// Whether a service shows its metrics: until then nothing is counted.
static ARE_WANTED: AtomicBool = AtomicBool::new(false);

static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::default);

/// The upper bounds of the buckets that times fall into, in microseconds.
const BOUNDS: [u64; 13] = [
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 10_000_000,
];

#[derive(Default)]
struct Metrics {
    statements: Named<&'static str, Statement>,
    /// By route, and there by method.
    requests: Named<Box<str>, Methods>,
}

#[derive(Default)]
struct Statement {
    times: Times,
    rows: AtomicU64,
    errors: Counts<ErrorKind>,
}

/// The requests of a route, by their method.
type Methods = Named<&'static str, Request>;

#[derive(Default)]
struct Request {
    times: Times,
    statuses: Counts<u16>,
}

/// How many took how long.
#[derive(Default)]
struct Times {
    /// One for each bound, and one for what took longer than all of them.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

/// How often each of a few things happened.
struct Counts<K>(Mutex<Vec<(K, u64)>>);

/// Something for each name.
struct Named<K, V>(RwLock<HashMap<K, Arc<V>>>);

/// Counts from now on.
pub(crate) fn start() {
    ARE_WANTED.store(true, Ordering::Relaxed);
}

/// Whether anything is counted.
pub(crate) fn are_wanted() -> bool {
    ARE_WANTED.load(Ordering::Relaxed)
}

/// Counts a request that was answered, by its method and route, where anything is counted.
pub(crate) fn count_request(method: &'static str, route: &str, status: u16, elapsed: Duration) {
    if are_wanted() {
        METRICS.count_request(method, route, status, elapsed);
    }
}

/// Counts a statement that has ended: with the rows that it gave or changed, or how it failed.
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub(crate) fn count_statement(
    name: &'static str,
    elapsed: Duration,
    rows: Option<u64>,
    error: Option<ErrorKind>,
) {
    if are_wanted() {
        METRICS.count_statement(name, elapsed, rows, error);
    }
}

/// Everything that was counted.
pub(crate) fn text() -> String {
    METRICS.text()
}

impl Metrics {
    fn count_request(&self, method: &'static str, route: &str, status: u16, elapsed: Duration) {
        let methods = self.requests.get(route, || route.into());
        let request = methods.get(method, || method);
        request.times.add(elapsed);
        request.statuses.add(status);
    }

    #[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite", test))]
    fn count_statement(
        &self,
        name: &'static str,
        elapsed: Duration,
        rows: Option<u64>,
        error: Option<ErrorKind>,
    ) {
        let statement = self.statements.get(name, || name);
        statement.times.add(elapsed);
        let rows = rows.unwrap_or_default();
        statement.rows.fetch_add(rows, Ordering::Relaxed);
        if let Some(error) = error {
            statement.errors.add(error);
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let mut requests: Vec<(String, Arc<Request>)> = Vec::new();
        for (route, methods) in self.requests.sorted() {
            for (method, request) in methods.sorted() {
                let labels = format!("method=\"{method}\",route=\"{}\"", escaped(&route));
                requests.push((labels, request));
            }
        }
        requests.sort_by(|one, other| one.0.cmp(&other.0));
        family(
            &mut text,
            "rowtype_http_requests_total",
            "counter",
            "Requests that were answered.",
        );
        for (labels, request) in &requests {
            for (status, count) in request.statuses.sorted_by_key(|status| *status) {
                let labels = format!("{labels},status=\"{status}\"");
                line(&mut text, "rowtype_http_requests_total", &labels, count);
            }
        }
        let name = "rowtype_http_request_duration_seconds";
        family(
            &mut text,
            name,
            "histogram",
            "From a request's arrival to its answer.",
        );
        for (labels, request) in &requests {
            request.times.write(&mut text, name, labels);
        }
        self.write_statements(&mut text);
        text
    }

    fn write_statements(&self, text: &mut String) {
        let statements: Vec<(String, Arc<Statement>)> = self
            .statements
            .sorted()
            .into_iter()
            .map(|(name, statement)| (format!("statement=\"{}\"", escaped(name)), statement))
            .collect();
        let name = "rowtype_statement_duration_seconds";
        family(
            text,
            name,
            "histogram",
            "From the moment that a statement was handed to the database to its end.",
        );
        for (labels, statement) in &statements {
            statement.times.write(text, name, labels);
        }
        let name = "rowtype_statement_rows_total";
        family(
            text,
            name,
            "counter",
            "Rows that a statement gave or changed.",
        );
        for (labels, statement) in &statements {
            line(text, name, labels, statement.rows.load(Ordering::Relaxed));
        }
        let name = "rowtype_statement_errors_total";
        family(text, name, "counter", "Statements that failed, by cause.");
        for (labels, statement) in &statements {
            for (error, count) in statement.errors.sorted_by_key(|error| format!("{error:?}")) {
                line(text, name, &format!("{labels},error=\"{error:?}\""), count);
            }
        }
    }
}

impl Times {
    fn add(&self, elapsed: Duration) {
        let microseconds = elapsed.as_micros();
        let bucket = BOUNDS.partition_point(|bound| u128::from(*bound) < microseconds);
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        let nanoseconds = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    fn write(&self, text: &mut String, name: &str, labels: &str) {
        let mut count = 0;
        let bounds = BOUNDS.iter().map(|bound| seconds(*bound as f64 / 1e6));
        let bounds = bounds.chain(["+Inf".to_owned()]);
        for (bucket, bound) in self.buckets.iter().zip(bounds) {
            count += bucket.load(Ordering::Relaxed);
            let labels = format!("{labels},le=\"{bound}\"");
            line(text, &format!("{name}_bucket"), &labels, count);
        }
        let sum = self.nanoseconds.load(Ordering::Relaxed) as f64 / 1e9;
        line(text, &format!("{name}_sum"), labels, seconds(sum));
        line(text, &format!("{name}_count"), labels, count);
    }
}

impl<K: Copy + PartialEq> Counts<K> {
    fn add(&self, key: K) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.iter_mut().find(|(known, _)| *known == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }

    fn sorted_by_key<O: Ord>(&self, order: impl Fn(&K) -> O) -> Vec<(K, u64)> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts = counts.clone();
        counts.sort_by_key(|(key, _)| order(key));
        counts
    }
}

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Counts(Mutex::default())
    }
}

impl<K: Clone + Eq + Hash + Ord, V: Default> Named<K, V> {
    fn get<Q: Eq + Hash + ?Sized>(&self, name: &Q, own: impl FnOnce() -> K) -> Arc<V>
    where
        K: Borrow<Q>,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(name) {
            return Arc::clone(found);
        }
        drop(known);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(own()).or_default())
    }

    fn sorted(&self) -> Vec<(K, Arc<V>)> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let pairs = known
            .iter()
            .map(|(name, value)| (name.clone(), Arc::clone(value)));
        let mut pairs: Vec<(K, Arc<V>)> = pairs.collect();
        pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
        pairs
    }
}

impl<K, V> Default for Named<K, V> {
    fn default() -> Self {
        Named(RwLock::default())
    }
}

// Writing to a String cannot fail.

fn family(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{name}{{{labels}}} {value}");
}

fn seconds(value: f64) -> String {
    format!("{value}")
}

/// A label's value, in which three characters need a backslash.
fn escaped(label: &str) -> String {
    label
        .replace('\\', r"\\")
        .replace('"', "\\\"")
        .replace('\n', r"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_what_was_counted() {
        let metrics = Metrics::default();
        let milliseconds = Duration::from_millis;
        metrics.count_statement("users.get", milliseconds(1), Some(1), None);
        metrics.count_statement("users.get", milliseconds(2), Some(1), None);
        let failed = Some(ErrorKind::Timeout);
        metrics.count_statement("users.get", milliseconds(20_000), None, failed);
        for status in [200, 404, 200] {
            let elapsed = Duration::from_micros(500);
            metrics.count_request("GET", "/users/{id}", status, elapsed);
        }
        let text = metrics.text();
        for wanted in [
            "# TYPE rowtype_statement_duration_seconds histogram",
            "rowtype_statement_duration_seconds_bucket{statement=\"users.get\",le=\"0.0005\"} 0",
            "rowtype_statement_duration_seconds_bucket{statement=\"users.get\",le=\"0.001\"} 1",
            "rowtype_statement_duration_seconds_bucket{statement=\"users.get\",le=\"0.0025\"} 2",
            "rowtype_statement_duration_seconds_bucket{statement=\"users.get\",le=\"10\"} 2",
            "rowtype_statement_duration_seconds_bucket{statement=\"users.get\",le=\"+Inf\"} 3",
            "rowtype_statement_duration_seconds_sum{statement=\"users.get\"} 20.003",
            "rowtype_statement_duration_seconds_count{statement=\"users.get\"} 3",
            "rowtype_statement_rows_total{statement=\"users.get\"} 2",
            "rowtype_statement_errors_total{statement=\"users.get\",error=\"Timeout\"} 1",
            "rowtype_http_requests_total{method=\"GET\",route=\"/users/{id}\",status=\"200\"} 2",
            "rowtype_http_requests_total{method=\"GET\",route=\"/users/{id}\",status=\"404\"} 1",
            "rowtype_http_request_duration_seconds_count{method=\"GET\",route=\"/users/{id}\"} 3",
        ] {
            assert!(text.lines().any(|line| line == wanted), "{wanted}\n{text}");
        }
    }

    #[test]
    fn labels_are_escaped() {
        assert_eq!(escaped("a\"b\\c\nd"), r#"a\"b\\c\nd"#);
    }
}
