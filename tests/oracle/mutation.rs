//! The proof proves something: random queries reach every rule of nullability, and a rule that is switched off is caught.

use rowtype::analyze::rules::{self, Rule};
use rowtype::dialect::builtins::postgres as builtins;
use rowtype::dialect::reached::{self, Step, Table};

use super::database::Database;
use super::fuzz::flavor::Flavor;
use super::fuzz::{self};
use super::{cases, postgres, sqlite};

/// How many queries a rule may stay uncaught.
const MOST: usize = 12_000;

/// How many queries show which steps of typing are reached.
const TYPED: usize = 1_200;

/// Rules that only PostgreSQL's queries need.
const ON_POSTGRES: &[Rule] = &[Rule::Elements, Rule::GroupingSets];

#[test]
fn random_queries_need_every_rule() {
    let mut uncaught = Vec::new();
    let flavor = fuzz::sqlite::flavor();
    for rule in Rule::ALL {
        let start = std::time::Instant::now();
        if !ON_POSTGRES.contains(rule) && !is_caught(*rule, &flavor, &mut sqlite::Sqlite::new()) {
            uncaught.push(*rule);
        }
        println!("{:>6.1} s  {rule:?}", start.elapsed().as_secs_f32());
    }
    let flavor = fuzz::postgres::flavor();
    let mut database = postgres::Server::from_environment().database("mutation");
    for rule in ON_POSTGRES {
        if !is_caught(*rule, &flavor, &mut database) {
            uncaught.push(*rule);
        }
    }
    let unused: Vec<Rule> = rules::hits()
        .into_iter()
        .filter(|(_, hits)| *hits == 0)
        .map(|(rule, _)| rule)
        .collect();
    for (rule, hits) in rules::hits() {
        println!("{hits:>9} x {rule:?}: {}", rule.text());
    }
    assert!(unused.is_empty(), "no random query reaches {unused:?}");
    assert!(
        uncaught.is_empty(),
        "no random query notices that these are off: {uncaught:?}"
    );
}

#[test]
fn random_queries_reach_every_step_of_typing() {
    let flavor = fuzz::postgres::flavor();
    let mut database = postgres::Server::from_environment().database("typing");
    fuzz::run_as_made(&flavor, &mut database, cases::seed(), TYPED);
    for (step, hits) in reached::steps() {
        println!("{hits:>9} x {step:?}: {}", step.text());
    }
    let tables = [
        (Table::Functions, builtins::all_functions().len()),
        (Table::Operators, builtins::all_operators().len()),
        (Table::Casts, builtins::all_casts().len()),
    ];
    for (table, all) in tables {
        println!("{:>9} of {all} rows of {table:?}", reached::rows(table));
    }
    let unreached: Vec<Step> = reached::steps()
        .into_iter()
        .filter(|(_, hits)| *hits == 0)
        .map(|(step, _)| step)
        .collect();
    assert!(
        unreached.is_empty(),
        "no random query reaches {unreached:?}"
    );
}

fn is_caught(rule: Rule, flavor: &Flavor, database: &mut impl Database) -> bool {
    rules::without(rule, || {
        fuzz::finds_null(flavor, database, cases::seed(), MOST)
    })
}
