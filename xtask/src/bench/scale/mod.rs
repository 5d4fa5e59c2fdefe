//! `cargo xtask bench scale`: our services under what is more than usual: many connections, many rows, large bodies, long answers.
//!
//! Out: tables of figures, and an error that names each of them that is not as it should be. The limits are wide: they are there for what
//! grows with what it must not grow with, on any machine.

mod bodies;
mod connections;
mod export;
mod rows;

use super::contender::{self, Contender};
use super::database::{Database, Databases, Kind};
use super::load::Load;
use super::service::Service;

/// What is looked at: one of our services, and what it has to do with.
struct Subject<'a> {
    service: Service,
    database: Database,
    databases: &'a Databases,
    load: &'a Load,
    seconds: u32,
}

/// A sentence for each thing that is not as it should be.
type Wrong = Vec<String>;

/// Runs all of it for each of our services, or for those that are named; `--large` has ten million rows.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let mut sizes = vec![10_000, 1_000_000];
    let mut names = Vec::new();
    for argument in arguments {
        match *argument {
            "--large" => sizes.push(10_000_000),
            name => names.push(name),
        }
    }
    let ours: Vec<&Contender> = contender::ALL.iter().filter(|one| one.is_ours()).collect();
    if let Some(unknown) = names
        .iter()
        .find(|name| !ours.iter().any(|one| one.name == **name))
    {
        return Err(format!("`{unknown}` is none of our services"));
    }
    let chosen: Vec<&Contender> = (ours.into_iter())
        .filter(|one| names.is_empty() || names.contains(&one.name))
        .collect();
    for contender in &chosen {
        contender.prepare()?;
    }
    let load = Load::new()?;
    let kinds: Vec<Kind> = chosen.iter().map(|one| one.database).collect();
    let databases = Databases::start(&kinds)?;
    let mut wrong = Wrong::new();
    for contender in chosen {
        println!("\n## {}\n", contender.name);
        let database = databases.fresh(contender.database)?;
        let subject = Subject {
            service: Service::start(contender, &database)?,
            database,
            databases: &databases,
            load: &load,
            seconds: 2,
        };
        let mut found = connections::look(&subject)?;
        found.extend(bodies::look(&subject)?);
        found.extend(rows::look(&subject, &sizes)?);
        found.extend(export::look(&subject)?);
        wrong.extend(
            found
                .into_iter()
                .map(|what| format!("{}: {what}", contender.name)),
        );
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

impl Subject<'_> {
    /// Megabytes that the service holds.
    fn memory(&self) -> f64 {
        super::process::memory(self.service.pid()) as f64 / 1024.0
    }
}
