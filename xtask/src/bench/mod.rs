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
mod machine;
mod picture;
mod process;
mod report;
mod scale;
mod service;

use std::thread::sleep;
use std::time::Duration;

use contender::Contender;
use database::{Database, Databases, Kind};
use load::{Load, Request, Target};
use report::{About, Figure, Results, Turn};
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

/// Runs the services that are named, or all; with `scale` in front ours alone, under what is more than usual.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    if let ["scale", arguments @ ..] = arguments {
        return scale::run(arguments);
    }
    let options = Options::read(arguments)?;
    let chosen = chosen(&options.names)?;
    for contender in &chosen {
        println!("preparing {}", contender.name);
        contender.prepare()?;
    }
    let load = Load::new()?;
    let kinds: Vec<Kind> = chosen.iter().map(|contender| contender.database).collect();
    let databases = Databases::start(&kinds)?;
    let mut results = Results {
        machine: machine::describe(&databases)?,
        ..Results::default()
    };
    check_answers(&chosen, &databases, &mut results)?;
    for round in 1..=options.rounds {
        let mut order = chosen.clone();
        // Whatever changes while all this runs meets the first and the last alike.
        if round % 2 == 0 {
            order.reverse();
        }
        for contender in order {
            println!("round {round} of {}: {}", options.rounds, contender.name);
            turn(contender, &databases, &load, options.seconds, &mut results)
                .map_err(|error| format!("{}: {error}", contender.name))?;
        }
    }
    let file = results.save()?;
    println!("\n{}\nraw figures: {file}", results.tables(&chosen));
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
        if options.is_recorded && !options.names.is_empty() {
            return Err("`--record` writes a page about all services: name none".to_owned());
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
        println!("asking {}", contender.name);
        let service = Service::start(contender, &databases.fresh(contender.database)?);
        let answers = service.and_then(|service| answers::of(service.client));
        let answers = answers.map_err(|error| format!("{}: {error}", contender.name))?;
        results.about.push(About {
            name: contender.name,
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
    seconds: u32,
    results: &mut Results,
) -> Result<(), String> {
    let database = databases.fresh(contender.database)?;
    let service = Service::start(contender, &database)?;
    let mut turn = Turn {
        name: contender.name,
        start: service.start,
        memory: 0,
    };
    let mut run = 0;
    let mut made = 0;
    let mut unsure = 0;
    for request in Request::ALL {
        for connections in CONNECTIONS {
            run += 2;
            let mut target = Target {
                port: service.client.port,
                asked: request.asked(),
                connections,
                run,
            };
            let warm_up = load.warm_up(&target)?;
            target.run += 1;
            let before = times(&service, &database);
            let measured = load.measure(&target, seconds)?;
            let after = times(&service, &database);
            let each = |used: Duration| used.as_secs_f64() * 1e6 / measured.requests as f64;
            results.figures.push(Figure {
                name: contender.name,
                request,
                connections,
                measured,
                server: each(after.0.saturating_sub(before.0)),
                database: (after.1.zip(before.1))
                    .map(|(after, before)| each(after.saturating_sub(before))),
            });
            turn.memory = turn.memory.max(process::memory(service.pid()));
            if request == Request::Create {
                made += warm_up + measured.requests;
                unsure += 2 * u64::from(connections);
            }
        }
    }
    results.turns.push(turn);
    drop(service);
    // Requests that were under way when a run ended may have been carried out as well.
    let added = databases.users(&database)?.saturating_sub(database::USERS);
    if !(made..=made + unsure).contains(&added) {
        return Err(format!(
            "it has answered that it made {made} users, and there are {added}"
        ));
    }
    // What the database still has to do is done before the next one's turn.
    sleep(Duration::from_millis(500));
    Ok(())
}

fn times(service: &Service, database: &Database) -> (Duration, Option<Duration>) {
    let server = process::processor_time(service.pid());
    (server, database.server.map(process::processor_time))
}
