//! One connection to a thousand: whether answers go on, and for everybody.

use super::super::load::{Request, Target};
use super::{Subject, Wrong};

const CONNECTIONS: [u32; 4] = [1, 10, 100, 1_000];

/// Of the most answers per second, the part that a thousand connections must still get.
const LEAST_LEFT: f64 = 0.5;
/// How many times as long as half of the answers 99 of 100 may take.
const FAIRNESS: f64 = 10.0;
/// Megabytes for a thousand connections.
const MOST_MEMORY: f64 = 64.0;

/// Asks for users one by one, and for pages.
pub fn look(subject: &Subject) -> Result<Wrong, String> {
    let mut wrong = Wrong::new();
    println!(
        "| request | connections | per second | p50, ms | p99, ms | at most, ms | memory, MB |\n|---|---:|---:|---:|---:|---:|---:|"
    );
    for request in [Request::Get, Request::List] {
        let before = subject.memory();
        let mut most = 0.0_f64;
        for connections in CONNECTIONS {
            let target = Target {
                port: subject.service.client.port,
                asked: request.asked(),
                connections,
                run: connections,
            };
            subject.load.warm_up(&target)?;
            let measured = subject.load.measure(&target, subject.seconds)?;
            let memory = subject.memory();
            let [p50, p99, longest] =
                [measured.p50, measured.p99, measured.most].map(|time| time / 1000.0);
            let (name, rate) = (request.name(), measured.per_second);
            println!(
                "| {name} | {connections} | {rate:.0} | {p50:.2} | {p99:.2} | {longest:.1} | {memory:.1} |"
            );
            most = most.max(rate);
            if rate < most * LEAST_LEFT {
                wrong.push(format!(
                    "{name} with {connections} connections: {rate:.0} answers per second, where there were {most:.0} with fewer"
                ));
            }
            if connections >= 100 && p99 > p50 * FAIRNESS {
                wrong.push(format!(
                    "{name} with {connections} connections: half of the answers within {p50:.1} ms, and 99 of 100 within {p99:.1} ms"
                ));
            }
            if memory - before > MOST_MEMORY {
                wrong.push(format!(
                    "{name} with {connections} connections holds {memory:.0} MB, {before:.0} MB before"
                ));
            }
        }
    }
    println!();
    Ok(wrong)
}
