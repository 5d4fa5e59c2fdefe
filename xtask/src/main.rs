//! The project's own chores: `cargo xtask <command>`.
//!
//! In: a checkout. Out: checks that ran, or files that were written anew. What is needed and not there is installed
//! where that is safe, or named in an error together with the command that installs it.

mod apt;
mod bench;
mod catalog_data;
mod command;
mod corpus;
mod document;
mod http;
mod instructions;
mod mariadb;
mod postgres;
mod schemathesis;
mod soak;
mod test;
#[path = "../../tests/oracle/wire.rs"]
mod wire;

use std::env;
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test [PART..]        run all checks, or these parts: fmt clippy features tests doc-tests gen document
                       schemathesis instructions package docs
  soak MINUTES [DIR]   compare the analysis with the databases again and again, on other random rows and projects; before that,
                       hold the services of the cases, and those for the databases in DIR/chinook, to Schemathesis
  corpus DIR           generate, build and run services for the databases in DIR/chinook
  with-postgres CMD..  run a command with a throw-away PostgreSQL; ROWTYPE_TEST_POSTGRES has its address
  with-mariadb CMD..   run a command with a throw-away MariaDB; ROWTYPE_TEST_MARIADB has its address
  bench [NAME..]       our services beside those of others; --rounds N, --seconds N, --record writes docs/benchmarks.md
  bench scale [NAME..] our services with a thousand connections, a million rows (--large: ten), large bodies, long answers
  instructions         count the instructions of the hot paths and compare them with before; --record takes them as they are now
  catalog-data         write src/dialect/postgres/*.tsv and mysql/common.tsv anew from throw-away servers";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["test", parts @ ..] => test::run(parts),
        ["soak", minutes] => soak::run(minutes, None),
        ["soak", minutes, directory] => soak::run(minutes, Some(Path::new(directory))),
        ["corpus", directory] => corpus::run(Path::new(directory)),
        ["with-postgres", program, rest @ ..] => with_postgres(program, rest),
        ["with-mariadb", program, rest @ ..] => with_mariadb(program, rest),
        ["bench", arguments @ ..] => bench::run(arguments),
        ["instructions", arguments @ ..] => instructions::run(arguments),
        ["catalog-data"] => catalog_data::run(),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn with_mariadb(program: &str, arguments: &[&str]) -> Result<(), String> {
    let server = mariadb::Server::start()?;
    let mut command = command::new(program);
    server.tell(&mut command)?;
    command::run(command.args(arguments))
}

fn with_postgres(program: &str, arguments: &[&str]) -> Result<(), String> {
    let server = postgres::Server::start()?;
    let mut command = command::new(program);
    server.tell(&mut command)?;
    command::run(command.args(arguments))
}
