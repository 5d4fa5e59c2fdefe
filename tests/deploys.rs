//! What is said of deploys: whether old code works with the new schema and new code with the old one, and why not.

mod evolutions;

use std::fs;
use std::path::Path;

use rowtype::compat::{self, Age, Deploy, Verdict};
use rowtype::dialect::Dialect;
use rowtype::source::Sources;
use rowtype::{Project, resolve, resolve_texts};

use evolutions::Evolution;

/// What is said of it.
fn deploy(evolution: &Evolution) -> Deploy {
    let (old, new) = evolutions::resolved(evolution);
    compat::deploy(&old, &new).expect("both are resolved, and of one database")
}

#[test]
fn every_evolution_has_its_verdict() {
    let mut wrong = Vec::new();
    for evolution in evolutions::all() {
        let deploy = deploy(evolution);
        let findings: Vec<String> = deploy
            .findings
            .iter()
            .map(|one| {
                let finding = &one.diagnostic;
                format!("{}: {}: {}", one.code.name(), finding.id, finding.message)
            })
            .collect();
        let is_said = |words: &str| {
            let (head, rest) = words.split_once(": ").unwrap_or_default();
            let (id, part) = rest.split_once(": ").unwrap_or((rest, ""));
            let start = format!("{head}: {id}: ");
            findings
                .iter()
                .any(|one| one.starts_with(&start) && one.contains(part))
        };
        let unsaid: Vec<&&str> = evolution
            .says
            .iter()
            .filter(|words| !is_said(words))
            .collect();
        if deploy.verdict != evolution.verdict || !unsaid.is_empty() {
            wrong.push(format!(
                "{} ({}): {:?}, and must be {:?}; not said: {unsaid:?}\n  {}",
                evolution.name,
                evolution.dialect.name(),
                deploy.verdict,
                evolution.verdict,
                findings.join("\n  ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_verdict_and_database_has_its_evolutions() {
    let count =
        |is_it: &dyn Fn(&Evolution) -> bool| evolutions::all().filter(|one| is_it(one)).count();
    for verdict in [
        Verdict::Either,
        Verdict::Before,
        Verdict::After,
        Verdict::Never,
    ] {
        assert!(count(&|one| one.verdict == verdict) >= 4, "{verdict:?}");
    }
    assert!(count(&|one| one.dialect == Dialect::Postgres) >= 20);
    assert!(count(&|one| one.dialect == Dialect::Sqlite) >= 4);
    assert!(count(&|one| one.dialect == Dialect::Mariadb) >= 4);
}

#[test]
fn a_definition_is_deployed_beside_itself() {
    for evolution in evolutions::all() {
        let itself = Evolution {
            new: evolution.old,
            ..*evolution
        };
        let deploy = deploy(&itself);
        assert!(
            deploy.findings.is_empty(),
            "{}: {:?}",
            evolution.name,
            deploy.findings
        );
        assert_eq!(deploy.verdict, Verdict::Either);
    }
}

/// Larger definitions, with all that there is in them.
#[test]
fn every_case_is_deployed_beside_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    let cases = fs::read_dir(root.join("tests/cases")).expect("there are cases");
    for case in cases.map(|case| case.expect("a readable folder").path()) {
        for dialect in Dialect::ALL {
            let folder = case.join(dialect.name());
            if !folder.is_dir() {
                continue;
            }
            let project = Project::open(&folder).expect("it has a rowtype.toml");
            let new = resolve(&project);
            let mut sources = Sources::beside(&new.report.sources);
            for file in new.report.sources.files() {
                sources.add(file.kind, &file.path, &file.text);
            }
            let old = resolve_texts(&project.config, sources);
            let deploy = compat::deploy(&old, &new).expect("both are resolved");
            assert!(
                deploy.findings.is_empty(),
                "{}: {:?}",
                folder.display(),
                deploy.findings
            );
            count += 1;
        }
    }
    assert!(count > 30, "{count} cases");
}

#[test]
fn steps_are_written_for_what_can_wait() {
    let text = |name: &str| {
        let evolution = evolutions::all().find(|one| one.name == name);
        deploy(evolution.expect(name)).text()
    };
    assert!(text("a new column that every row needs").contains("diff --online"));
    assert!(text("a column has another name").ends_with("deploy in steps"));
    assert!(text("an enum loses a word").ends_with("deploy in steps"));
}

#[test]
fn the_way_back_is_the_other_order() {
    for evolution in evolutions::all() {
        let back = Evolution {
            old: evolution.new,
            new: evolution.old,
            ..*evolution
        };
        // What stays a warning on the way there can break on the way back: rows are there that only old code has written.
        let (there, back) = (deploy(evolution), deploy(&back));
        let breaks = |deploy: &Deploy, age: Age, id: &str| {
            deploy
                .findings
                .iter()
                .any(|one| one.code == age && one.diagnostic.id.starts_with(id) && one.breaks)
        };
        for id in [
            "deploy-table-",
            "deploy-column-",
            "deploy-value-missing",
            "deploy-type",
        ] {
            for age in [Age::Old, Age::New] {
                assert_eq!(
                    breaks(&there, age, id),
                    breaks(&back, age.other(), id),
                    "{}: {id} of {} code",
                    evolution.name,
                    age.name()
                );
            }
        }
    }
}
