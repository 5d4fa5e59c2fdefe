//! The command line: what can be asked, and how the answer is given.
//!
//! In: arguments. Out: an exit code (0 clean, 1 a negative answer, 2 could not run), results on standard output, findings
//! on standard error. A file for each command; what they decide about SQL, they ask the library for.

mod accept;
mod baseline;
mod check;
mod compat;
mod database;
mod dev;
mod diff;
mod explain;
mod explain_rule;
mod from_sqlc;
mod generate;
mod history;
mod init;
mod inspect;
mod lint;
mod locate;
mod migrate;
mod migrations;
mod output;
mod progress;
mod pull;
mod rename;
mod revision;
mod rollback;
mod seed;
mod status;
mod usages;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rowtype::Report;

use output::{Format, Terminal};

const EXAMPLES: &str = "\
Examples:
  rowtype init shop --sqlite && cd shop && cargo run   a service in one minute
  rowtype dev                                          run it on its own database, restart on change
  rowtype gen                                          write the Rust code and the OpenAPI document
  rowtype gen --check                                  in CI: is the checked-in code current?
  rowtype check --format json                          findings for an editor
  rowtype compat --base main                           can the callers of that API go on with this one?

Exit codes: 0 clean; 1 a negative answer (drift, errors in what was inspected); 2 could not run.";

/// One SQL definition in, everything out.
///
/// Rowtype reads schema.sql and the annotated queries under queries/ and writes typed Rust models, query functions, HTTP
/// handlers and an OpenAPI document. No database is needed for it.
#[derive(Parser)]
#[command(name = "rowtype", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// The project's folder [default: the nearest one upwards that holds a rowtype.toml]
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,

    /// How findings are printed: text for people, one JSON array for tools, SARIF for code hosts
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Gen(generate::Generate),
    Check(check::Check),
    Compat(compat::Compat),
    Inspect(inspect::Inspect),
    Usages(usages::Usages),
    Rename(rename::Rename),
    Explain(explain::Explain),
    Diff(diff::Diff),
    Lint(lint::Lint),
    ExplainRule(explain_rule::ExplainRule),
    Migrate(migrate::Migrate),
    Rollback(rollback::Rollback),
    Status(status::Status),
    History(history::History),
    Baseline(baseline::Baseline),
    Accept(accept::Accept),
    Seed(seed::Seed),
    Pull(pull::Pull),
    Verify(verify::Verify),
    Dev(dev::Dev),
}

/// How a command ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// The negative answer: drift, errors in what was inspected.
    Negative,
    /// Ctrl-C has stopped it, in good order.
    Stopped,
}

/// Runs the command that the arguments ask for. What could not run gives its findings as the error.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.format);
    let place = arguments.project.as_deref();
    let outcome: Result<Outcome, Report> = match arguments.command {
        Command::Init(init) => init.run(place, &terminal),
        Command::Gen(generate) => generate.run(place, &terminal),
        Command::Check(check) => check.run(place, &terminal),
        Command::Compat(compat) => compat.run(place, &terminal),
        Command::Inspect(inspect) => inspect.run(place, &terminal),
        Command::Usages(usages) => usages.run(place, &terminal),
        Command::Rename(rename) => rename.run(place, &terminal),
        Command::Explain(explain) => explain.run(place, &terminal),
        Command::Diff(diff) => diff.run(place, &terminal),
        Command::Lint(lint) => lint.run(place, &terminal),
        Command::ExplainRule(explain) => explain.run(&terminal),
        Command::Migrate(migrate) => migrate.run(place, &terminal),
        Command::Rollback(rollback) => rollback.run(place, &terminal),
        Command::Status(status) => status.run(place, &terminal),
        Command::History(history) => history.run(place, &terminal),
        Command::Baseline(baseline) => baseline.run(place, &terminal),
        Command::Accept(accept) => accept.run(place, &terminal),
        Command::Seed(seed) => seed.run(place, &terminal),
        Command::Pull(pull) => pull.run(place, &terminal),
        Command::Verify(verify) => verify.run(place, &terminal),
        Command::Dev(dev) => dev.run(place, &terminal),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Ok(Outcome::Stopped) => ExitCode::from(database::STOPPED),
        Err(report) => {
            terminal.report(&report);
            ExitCode::from(2)
        }
    }
}
