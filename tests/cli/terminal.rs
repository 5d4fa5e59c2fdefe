//! What is asked on a terminal: `script` gives the program one, which types the answers.

use std::io::Write;
use std::process::{Command, Stdio};

use super::folder::Answer;
use super::project::Project;

/// A project of which the column `name` is called `called` since its first migration.
fn renamed() -> Project {
    let project = Project::new();
    assert_eq!(project.run(&["diff", "init"]).code, 0);
    let schema = project.read("schema.sql");
    // The CHECK names the column as well, and follows it.
    project.write("schema.sql", schema.replace("name", "called"));
    project.write("queries/users.sql", "");
    project
}

/// Runs `rowtype` on a terminal on which somebody types.
fn on_a_terminal(project: &Project, arguments: &str, typed: &str) -> Answer {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_rowtype"));
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(project.path(""))
        .env_remove("DATABASE_URL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`script` runs: it is in the package bsdutils");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(typed.as_bytes()).expect("it reads");
    drop(stdin);
    Answer::of(child.wait_with_output().expect("it ends"))
}

fn migration(project: &Project) -> String {
    let files = project.files("migrations");
    let mut texts = files.into_iter().rev();
    let found = texts.find(|(name, _)| name.ends_with("_again.up.sql"));
    found.map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn a_likely_rename_is_asked_for_and_agreed() {
    let project = renamed();
    let answer = on_a_terminal(&project, "diff again", "y\n").with_code(0);
    answer.says(&["Is users.called what users.name was? [y/N]"]);
    let text = migration(&project);
    assert!(text.contains("RENAME COLUMN name TO called"), "{text}");
    assert!(!text.contains("DANGER"), "{text}");
    let again = project.run(&["diff", "more"]).with_code(0);
    again.says(&["no difference"]);
}

#[test]
fn what_is_no_rename_is_a_loss_that_is_not_written() {
    let project = renamed();
    let answer = on_a_terminal(&project, "diff again", "n\n").with_code(2);
    answer.says(&["Is users.called what users.name was?", "--allow-loss"]);
    assert_eq!(migration(&project), "");
}

#[test]
fn a_rename_is_shown_and_written_when_it_is_agreed() {
    let project = Project::new();
    assert_eq!(project.run(&["diff", "init"]).code, 0);
    let before = project.files("");
    let answer = on_a_terminal(&project, "rename users.name called", "n\n").with_code(1);
    answer.says(&["+  called VARCHAR(80) NOT NULL", "Write 2 files? [y/N]"]);
    assert_eq!(project.files(""), before);
    on_a_terminal(&project, "rename users.name called", "y\n").with_code(0);
    assert!(
        project
            .read("schema.sql")
            .contains("-- @was name\n  called")
    );
    assert!(project.read("queries/users.sql").contains("called"));
}
