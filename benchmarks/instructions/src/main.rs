//! Does one thing so many times, and nothing else: `cargo xtask instructions` counts the instructions of this process under callgrind.
//!
//! In: the name of a path and a number; `paths` prints the names. Out: an exit code. The services are those of the comparison over
//! HTTP, in their generated configuration, asked in process: no network, one thread beside those that SQLite's connections have.

mod postgres;
mod requests;
mod server;
mod sqlite;

use std::env;
use std::future::Future;
use std::process::ExitCode;

use requests::Request;

/// Whatever goes wrong.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["paths"] => {
            paths();
            Ok(())
        }
        [path, times] => run(path, times),
        _ => Err("usage: rowtype-benchmarks-instructions paths | PATH TIMES".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Prints each path, and how many times it is done to be measured.
fn paths() {
    for database in ["sqlite", "postgres"] {
        for request in Request::ALL {
            println!("{database}-{}\t{}", request.name(), request.times());
        }
    }
}

fn run(path: &str, times: &str) -> Result<(), Failure> {
    let times = times.parse()?;
    let unknown = || format!("there is no path `{path}`");
    match path.split_once('-').ok_or_else(unknown)? {
        ("sqlite", name) => {
            let request = Request::named(name).ok_or_else(unknown)?;
            block_on(async {
                let (service, _folder) = sqlite::service().await?;
                requests::send(service, request, times).await
            })
        }
        ("postgres", name) => {
            let request = Request::named(name).ok_or_else(unknown)?;
            block_on(async { requests::send(postgres::service().await?, request, times).await })
        }
        _ => Err(unknown().into()),
    }
}

/// On one thread, so that the same is done in the same order each time.
fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}
