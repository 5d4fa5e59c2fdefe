//! Thousands of rows to millions: a page behind a cursor costs the same wherever it is, and an offset has an end.

use super::super::load::{Asked, Target};
use super::{Subject, Wrong};

/// Of the pages per second at the front of a small table, the part that there must be anywhere in any table.
const LEAST_LEFT: f64 = 0.6;
/// The largest offset.
const MOST_OFFSET: u64 = 10_000;

/// Reads pages at the front, in the middle and at the end of the table, and grows it in between.
pub fn look(subject: &Subject, sizes: &[u64]) -> Result<Wrong, String> {
    let client = subject.service.client;
    let mut wrong = Wrong::new();
    let mut first = None;
    println!("| rows | page of 100 | per second | p99, ms |\n|---:|---|---:|---:|");
    for size in sizes {
        subject.databases.grow(&subject.database, *size)?;
        let behind = |id: u64| -> Result<String, String> {
            let page = client.fetch(&format!("/users?limit=1&sort=id&id.gte={id}"))?;
            let cursor = page["next_cursor"].as_str();
            let cursor = cursor.ok_or_else(|| format!("there is no page behind user {id}"))?;
            Ok(format!("/users?limit=100&sort=id&cursor={cursor}"))
        };
        let pages = [
            ("first", "/users?limit=100&sort=id".to_owned()),
            ("in the middle", behind(size / 2)?),
            ("last", behind(size - 100)?),
            (
                "behind an offset of 9,900",
                format!("/users?limit=100&sort=id&offset={}", MOST_OFFSET - 100),
            ),
        ];
        for (at, (name, path)) in pages.iter().enumerate() {
            let shown = client.fetch(path)?["items"].as_array().map_or(0, Vec::len);
            if shown < 99 {
                return Err(format!("{path} has {shown} rows"));
            }
            let target = Target {
                port: client.port,
                asked: Asked::path(name, path),
                connections: 10,
                run: 0,
            };
            let measured = subject.load.measure(&target, subject.seconds)?;
            let rate = measured.per_second;
            println!(
                "| {size} | {name} | {rate:.0} | {:.2} |",
                measured.p99 / 1000.0
            );
            let first = *first.get_or_insert(rate);
            let is_keyset = at < 3;
            if is_keyset && rate < first * LEAST_LEFT {
                wrong.push(format!(
                    "of {size} rows the page {name} comes {rate:.0} times a second, and the first page of a small table {first:.0} times"
                ));
            }
        }
    }
    println!();
    let too_far = client.get(&format!("/users?sort=id&offset={}", MOST_OFFSET + 1))?;
    if !(400..500).contains(&too_far.status) {
        wrong.push(format!(
            "an offset beyond {MOST_OFFSET} is answered by {}",
            too_far.status
        ));
    }
    Ok(wrong)
}
