//! `rowtype explain`: how a database would run a statement of the project.

use std::path::Path;

use clap::Args;
use rowtype::diagnostic::{Diagnostic, nearest};
use rowtype::explain::{Choice, Statement, statement};
use rowtype::{Report, resolve};
use serde::Serialize;

use super::database::{Connection, Question, address};
use super::output::{Terminal, to_json};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype explain NewestPosts                          with the address from DATABASE_URL or `.env`
  rowtype explain users.get --database-url postgres://app@localhost/app
  rowtype explain NewestPosts --param author_id=7      planned for these values, not for any
  rowtype explain NewestPosts --param author_id=7 --analyze
                                                       run, and rolled back: times and rows (not on SQLite)
  rowtype explain NewestPosts --without since          the text in which an optional condition is left out

Exit codes: 0 shown; 2 no project, errors in it, no such statement, or the database could not explain it.";

/// Show how the database runs a query or a table's statement
///
/// Names are those of logs and errors: `NewestPosts`, `users.get`. Without values the plan is the one that PostgreSQL keeps for any
/// values; MySQL and MariaDB plan for values alone. Nothing is run without --analyze; with it, whatever is changed is rolled back.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// A query (`NewestPosts`, `posts.newest_posts`) or a table's statement (`users.get`)
    #[arg(value_name = "NAME")]
    name: String,

    /// The database's address [default: DATABASE_URL, or the one in `.env`]
    #[arg(long, visible_alias = "database", value_name = "URL")]
    database_url: Option<String>,

    /// A value, in the database's own words; without `=` it is NULL. A parameter without a name goes by its number: `1=7`
    #[arg(long = "param", value_name = "NAME=VALUE")]
    params: Vec<String>,

    /// Run it in a transaction that is rolled back, and show what happened
    #[arg(long)]
    analyze: bool,

    /// The text without the condition of this optional parameter
    #[arg(long, value_name = "PARAM")]
    without: Vec<String>,

    /// The text in this order, of those of `@orderby`: `title desc`
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
}

/// What is printed for tools.
#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    place: Option<&'a str>,
    statements: Vec<Explained<'a>>,
}

#[derive(Serialize)]
struct Explained<'a> {
    sql: &'a str,
    plan: &'a [String],
}

impl Explain {
    /// Shows the plan.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        let resolved = resolve(&project);
        let Some(service) = &resolved.service else {
            return Err(resolved.report);
        };
        let dialect = project.config.dialect;
        let choice = Choice {
            without: &self.without,
            order: self.order.as_deref(),
        };
        let statement = statement(service, dialect, &self.name, choice).map_err(Report::of)?;
        let values = self.values(&statement)?;
        let url = address(self.database_url.as_deref(), &project.root)?;
        let connection = Connection::open(dialect, &url)?;
        let question = Question {
            texts: &statement.texts,
            values: &values,
            analyze: self.analyze,
        };
        let plans = connection.explain(&question).map_err(|reason| {
            Report::of(Diagnostic::error(
                "explain",
                format!("`{}` cannot be explained: {reason}", statement.name),
            ))
        })?;
        if terminal.is_for_tools() {
            terminal.print(&to_json(&answer(&statement, &plans)));
        } else {
            self.show(&statement, &plans, terminal);
        }
        Ok(Outcome::Clean)
    }

    /// The values that were given, each for a parameter that there is.
    fn values(&self, statement: &Statement<'_>) -> Result<Vec<(String, Option<String>)>, Report> {
        let known: Vec<&str> = statement
            .texts
            .iter()
            .flat_map(|text| text.params.iter().map(|param| param.name.as_str()))
            .collect();
        let value = |param: &String| {
            let (name, value) = match param.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (param.as_str(), None),
            };
            if known.contains(&name) || name.parse::<usize>().is_ok() {
                return Ok((name.to_owned(), value));
            }
            let wrong = Diagnostic::error(
                "unknown-parameter",
                format!("`{}` has no parameter `{name}`", statement.name),
            );
            Err(Report::of(match nearest(name, known.iter().copied()) {
                Some(near) => wrong.help(format!("did you mean `{near}`?")),
                None => wrong,
            }))
        };
        self.params.iter().map(value).collect()
    }

    fn show(&self, statement: &Statement<'_>, plans: &[Vec<String>], terminal: &Terminal) {
        let place = statement.place.map(|place| format!(" ({place})"));
        let how = match (self.analyze, self.params.is_empty()) {
            (true, _) => "run and rolled back",
            (false, true) => "not run, for any values",
            (false, false) => "not run, for these values",
        };
        terminal.print(&format!(
            "{}{}: {how}",
            statement.name,
            place.unwrap_or_default()
        ));
        for (text, plan) in statement.texts.iter().zip(plans) {
            if plans.len() > 1 {
                terminal.print(&format!("\n{}", text.sql));
            }
            terminal.print("");
            for line in plan {
                terminal.print(line);
            }
        }
        if !statement.others.is_empty() {
            terminal.print(&format!(
                "\nIts other texts: {}",
                statement.others.join("; ")
            ));
        }
    }
}

fn answer<'a>(statement: &'a Statement<'a>, plans: &'a [Vec<String>]) -> Answer<'a> {
    let texts = statement.texts.iter().zip(plans);
    Answer {
        name: &statement.name,
        place: statement.place,
        statements: texts
            .map(|(text, plan)| Explained {
                sql: text.sql,
                plan,
            })
            .collect(),
    }
}
