//! `cargo xtask bench`: our services beside those of others, in one run, on the same rows.
//!
//! In: `benchmarks/http`, a load generator, the databases' servers. Out: tables of ratios, and the raw figures in
//! `target/bench/results.json`; with `--record` `docs/benchmarks.md` and its picture as well. Absolute figures are those of one
//! machine; what counts is the ratio to the first service, the processor time of a request above all, which does not depend on what else
//! the machine does.

mod answers;
mod contender;
mod database;
mod load;
mod picture;
mod process;
mod report;
mod service;

use std::thread::sleep;
use std::time::Duration;

use contender::Contender;
use database::{Databases, Kind};
use load::{Load, Request};
use report::{About, Figure, Results};
use service::Service;

/// How many open connections the load has.
const CONNECTIONS: [u32; 2] = [10, 64];

/// What is asked for on the command line.
struct Options {
    names: Vec<String>,
    rounds: u32,
    seconds: u32,
    is_recorded: bool,
}

/// Runs the services that are named, or all.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let options = Options::read(arguments)?;
    let chosen = chosen(&options.names)?;
    for contender in &chosen {
        println!("preparing {}", contender.name);
        contender.prepare()?;
    }
    let load = Load::new()?;
    let kinds: Vec<Kind> = chosen.iter().map(|contender| contender.database).collect();
    let databases = Databases::start(&kinds)?;
    let mut results = Results::default();
    check_answers(&chosen, &databases, &mut results)?;
    for round in 0..options.rounds {
        for contender in &chosen {
            println!(
                "round {} of {}: {}",
                round + 1,
                options.rounds,
                contender.name
            );
            turn(contender, &databases, &load, &options, round, &mut results)?;
        }
    }
    results.save()?;
    println!("\n{}", results.tables(&chosen));
    if options.is_recorded {
        results.record(&chosen)?;
    }
    Ok(())
}

impl Options {
    fn read(arguments: &[&str]) -> Result<Options, String> {
        let mut options = Options {
            names: Vec::new(),
            rounds: 3,
            seconds: 3,
            is_recorded: false,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut number = || {
                let value = arguments.next().and_then(|value| value.parse().ok());
                value
                    .filter(|value| *value > 0)
                    .ok_or_else(|| format!("`{argument}` needs a number above zero"))
            };
            match *argument {
                "--rounds" => options.rounds = number()?,
                "--seconds" => options.seconds = number()?,
                "--record" => options.is_recorded = true,
                name => options.names.push(name.to_owned()),
            }
        }
        Ok(options)
    }
}

fn chosen(names: &[String]) -> Result<Vec<&'static Contender>, String> {
    let all = contender::ALL;
    if let Some(unknown) = names
        .iter()
        .find(|name| !all.iter().any(|one| one.name == **name))
    {
        let known: Vec<&str> = all.iter().map(|one| one.name).collect();
        return Err(format!(
            "there is no service `{unknown}`; there are {}",
            known.join(", ")
        ));
    }
    let is_chosen =
        |one: &&Contender| names.is_empty() || names.iter().any(|name| one.name == name);
    Ok(all.iter().filter(is_chosen).collect())
}

/// Each answers as the first one does; what is known of it before any load.
fn check_answers(
    chosen: &[&'static Contender],
    databases: &Databases,
    results: &mut Results,
) -> Result<(), String> {
    let mut first = None;
    for contender in chosen {
        let service = Service::start(contender, &databases.fresh(contender.database)?)?;
        let answers =
            answers::of(service.client).map_err(|error| format!("{}: {error}", contender.name))?;
        results.about.push(About {
            name: contender.name,
            start: service.start,
            bytes: contender.bytes(),
            packages: contender.packages()?,
        });
        let Some((name, wanted)) = &first else {
            first = Some((contender.name, answers));
            continue;
        };
        if let Some(difference) = answers::difference(wanted, &answers) {
            return Err(format!(
                "{} answers otherwise than {name}:\n{difference}",
                contender.name
            ));
        }
    }
    Ok(())
}

/// One service under all kinds of load.
fn turn(
    contender: &'static Contender,
    databases: &Databases,
    load: &Load,
    options: &Options,
    round: u32,
    results: &mut Results,
) -> Result<(), String> {
    let database = databases.fresh(contender.database)?;
    let service = Service::start(contender, &database)?;
    let port = service.client.port;
    let mut run = round * 1000;
    for request in Request::ALL {
        for connections in CONNECTIONS {
            run += 2;
            load.run(port, request, connections, 1, run)?;
            let before = times(&service, &database);
            let measured = load.run(port, request, connections, options.seconds, run + 1)?;
            let after = times(&service, &database);
            let each = |used: Duration| used.as_secs_f64() * 1e6 / measured.requests.max(1) as f64;
            results.figures.push(Figure {
                name: contender.name,
                request,
                connections,
                measured,
                server: each(after.0.saturating_sub(before.0)),
                database: each(after.1.saturating_sub(before.1)),
            });
        }
    }
    results
        .memory
        .push((contender.name, process::peak_memory(service.pid())));
    drop(service);
    // What the database still has to do is done before the next one's turn.
    sleep(Duration::from_millis(500));
    Ok(())
}

fn times(service: &Service, database: &database::Database) -> (Duration, Duration) {
    let server = process::processor_time(service.pid());
    let database = database.server.map(process::processor_time);
    (server, database.unwrap_or_default())
}
