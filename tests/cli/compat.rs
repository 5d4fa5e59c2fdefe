//! `rowtype compat`: what of a change in the schema breaks callers, and the remedy; in which order a deploy goes.

use std::process::Command;

use super::folder::{Answer, Project};

/// The API that callers know.
const SCHEMA: &str = "\
-- People who write.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- What they are called.
  name VARCHAR(80) NOT NULL,
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'editor', 'admin')),
  age INTEGER NOT NULL DEFAULT 0 CHECK (age BETWEEN 0 AND 150),
  bio TEXT
);
";

fn project() -> Project {
    let project = Project::new();
    project.write("schema.sql", SCHEMA);
    project.write("queries/users.sql", "");
    project.run(&["gen"]).with_code(0);
    let released = project.read("generated/openapi.yaml");
    project.write("released.yaml", released);
    project
}

/// The answer after one change of the schema.
#[track_caller]
fn after(from: &str, to: &str) -> Answer {
    assert!(SCHEMA.contains(from), "{from}");
    let project = project();
    project.write("schema.sql", SCHEMA.replace(from, to));
    project.run(&["compat", "--base", "released.yaml"])
}

#[test]
fn an_api_is_compatible_with_itself() {
    project()
        .run(&["compat", "--base", "released.yaml"])
        .with_code(0)
        .says(&["the API is that of released.yaml"]);
}

#[test]
fn a_column_of_another_name_keeps_its_key_by_a_tag() {
    let renamed = ("  name VARCHAR(80)", "  full_name VARCHAR(80)");
    let answer = after(renamed.0, renamed.1).with_code(1);
    answer.complains(&[
        "api-answer-key-renamed",
        "`User.name` is gone; it seems to be `full_name` now",
        "api-input-key-renamed",
        "`UserCreate.name` is refused",
        "write `-- @name name` at `full_name`",
        "schema.sql:5:3",
    ]);
    assert!(!answer.err.contains("api-input-required"), "{}", answer.err);
    answer.says(&["break callers of released.yaml"]);
    let tagged = (
        "  -- What they are called.\n  name",
        "  -- What they are called.\n  -- @name name\n  full_name",
    );
    after(tagged.0, tagged.1)
        .with_code(0)
        .says(&["the API is that of released.yaml"]);
}

#[test]
fn what_is_in_many_answers_is_told_once() {
    let project = project();
    let posts =
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users);\n";
    project.write("schema.sql", format!("{SCHEMA}{posts}"));
    project.run(&["gen"]).with_code(0);
    project.write("released.yaml", project.read("generated/openapi.yaml"));
    let renamed = SCHEMA.replace("  name VARCHAR", "  full_name VARCHAR");
    project.write("schema.sql", format!("{renamed}{posts}"));
    let answer = project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(1);
    assert_eq!(answer.err.matches("api-answer-key-renamed").count(), 1);
    answer.complains(&["(GET /users, POST /users, GET /users/{id} and 5 more)"]);
}

#[test]
fn a_table_of_another_name_keeps_its_paths_by_a_tag() {
    let answer = after("CREATE TABLE users", "CREATE TABLE people").with_code(1);
    answer.complains(&[
        "api-operation-removed",
        "`GET /users` is gone; it seems to be under `/people` now",
        "`DELETE /users/{id}` is gone",
        "write `-- @name users` at the table `people`",
    ]);
    after(
        "-- People who write.\nCREATE TABLE users",
        "-- People who write.\n-- @name users\nCREATE TABLE people",
    )
    .with_code(0);
}

#[test]
fn what_is_newly_required_breaks_who_creates() {
    let answer = after("  bio TEXT\n", "  bio TEXT,\n  email TEXT NOT NULL\n").with_code(1);
    answer.complains(&[
        "api-input-required",
        "`UserCreate.email` is new, and required",
        "(POST /users)",
        "give the column a DEFAULT, or make it nullable",
        "schema.sql:9:3",
    ]);
    assert!(!answer.err.contains("GET /users"), "{}", answer.err);
    after(
        "  bio TEXT\n",
        "  bio TEXT,\n  email TEXT NOT NULL DEFAULT ''\n",
    )
    .with_code(0);
    after("NOT NULL DEFAULT 0", "NOT NULL")
        .with_code(1)
        .complains(&["`UserCreate.age` is required"]);
}

#[test]
fn fewer_words_break_who_sends_them_and_more_break_who_reads_them() {
    let fewer = after("'member', 'editor', 'admin'", "'member', 'admin'").with_code(1);
    fewer.complains(&["api-input-narrowed", "`UserRole` no longer takes `editor`"]);
    assert!(!fewer.err.contains("api-answer-widened"), "{}", fewer.err);
    let more = after("'editor', 'admin'", "'editor', 'admin', 'guest'").with_code(1);
    more.complains(&["api-answer-widened", "`UserRole` may be `guest` now"]);
    assert!(!more.err.contains("api-input-narrowed"), "{}", more.err);
}

#[test]
fn bounds_lengths_types_and_null() {
    after("BETWEEN 0 AND 150", "BETWEEN 0 AND 120")
        .with_code(1)
        .complains(&["`UserCreate.age` takes less: maximum is 120, and was 150"]);
    after("BETWEEN 0 AND 150", "BETWEEN 0 AND 200").with_code(0);
    after("VARCHAR(80)", "VARCHAR(40)")
        .with_code(1)
        .complains(&["maxLength is 40, and was 80", "`UserUpdate.name`"]);
    after("VARCHAR(80)", "VARCHAR(90)").with_code(0);
    after("bio TEXT", "bio INTEGER").with_code(1).complains(&[
        "api-type-changed",
        "`User.bio` is `integer` instead of `string`",
    ]);
    after("  bio TEXT\n", "  bio TEXT NOT NULL DEFAULT ''\n")
        .with_code(1)
        .complains(&["`UserUpdate.bio` no longer takes null"]);
    let nullable = after("name VARCHAR(80) NOT NULL", "name VARCHAR(80)").with_code(1);
    nullable.complains(&["api-answer-nullable", "`User.name` may be null now"]);
    assert!(!nullable.err.contains("api-input"), "{}", nullable.err);
}

#[test]
fn a_column_or_a_way_to_change_rows_that_goes() {
    let answer = after(",\n  bio TEXT", "").with_code(1);
    answer.complains(&[
        "api-answer-key-removed",
        "`User.bio` is gone",
        "`UserCreate.bio` is refused",
        "-- @deprecated why",
    ]);
    after("  id INTEGER PRIMARY KEY", "  id INTEGER")
        .with_code(1)
        .complains(&["`PATCH /users/{id}` is gone"]);
    after("  -- What they", "  -- @hidden\n  -- What they")
        .with_code(1)
        .complains(&["`User.name` is gone"]);
}

#[test]
fn who_may_call_and_where() {
    let project = project();
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"bearer\"\n",
    );
    project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(1)
        .complains(&["api-credentials-required", "`GET /users` asks who calls"]);
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"none\"\nprefix = \"/api\"\n",
    );
    project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(1)
        .complains(&["api-prefix-changed", "under `/api/` instead of `/`"]);
}

#[test]
fn queries_are_part_of_the_api() {
    let project = project();
    let query = "-- name: NamesOf :many\n-- @route GET /names\nSELECT name, age FROM users WHERE age > @age;\n";
    project.write("queries/users.sql", query);
    project.run(&["gen"]).with_code(0);
    project.write("released.yaml", project.read("generated/openapi.yaml"));
    project.write("queries/users.sql", query.replace("> @age", "> @years"));
    project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(1)
        .complains(&[
            "`GET /names` refuses the parameter `age`",
            "`GET /names?years` is new, and required",
        ]);
    project.write("queries/users.sql", query.replace("name, age", "name"));
    project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(1)
        .complains(&["age` is gone"]);
    project.write("queries/users.sql", query.replace("NamesOf", "NamesAbove"));
    let renamed = project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(0);
    renamed.complains(&["warning[api-operation-renamed]"]);
}

#[test]
fn what_breaks_nobody_is_listed_on_demand() {
    let project = project();
    project.write(
        "schema.sql",
        SCHEMA.replace("  bio TEXT\n", "  bio TEXT,\n  phone TEXT\n"),
    );
    let quiet = project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(0);
    quiet.says(&["callers of released.yaml can go on"]);
    assert_eq!(quiet.err, "");
    project
        .run(&["compat", "--base", "released.yaml", "--all"])
        .with_code(0)
        .complains(&[
            "note[api-answer-key-new]",
            "`User.phone` is new",
            "`UserCreate.phone` is new",
        ]);
}

#[test]
fn tools_get_operations_and_pointers() {
    let project = project();
    project.write(
        "schema.sql",
        SCHEMA.replace("  name VARCHAR", "  full_name VARCHAR"),
    );
    let answer = project
        .run(&["compat", "--base", "released.yaml", "--format", "json"])
        .with_code(1);
    let all: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert!(
        all["deploy"].is_null(),
        "a document says nothing of the database"
    );
    let one = all["api"]
        .as_array()
        .expect("an array")
        .iter()
        .find(|one| one["id"] == "api-answer-key-renamed")
        .expect("the finding");
    assert_eq!(one["severity"], "error");
    assert_eq!(one["pointer"], "/components/schemas/User/properties/name");
    assert_eq!(one["file"], "schema.sql");
    assert_eq!(one["line"], 5);
    let operations = one["operations"].as_array().expect("an array");
    assert!(
        operations.contains(&"PATCH /users/{id}".into()),
        "{operations:?}"
    );
}

fn git(project: &Project, arguments: &[&str]) {
    let status = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(arguments)
        .current_dir(project.path(""))
        .output()
        .expect("git runs");
    assert!(status.status.success(), "{status:?}");
}

/// Everything in the project's folder as the revision `v1`.
fn release(project: &Project) {
    git(project, &["init", "--quiet"]);
    git(project, &["add", "."]);
    git(project, &["commit", "--quiet", "--message", "Released"]);
    git(project, &["tag", "v1"]);
}

#[test]
fn a_revision_is_a_base_too() {
    let project = project();
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "generated"]);
    git(&project, &["commit", "--quiet", "--message", "Released"]);
    git(&project, &["tag", "v1"]);
    project
        .run(&["compat", "--base", "v1"])
        .with_code(0)
        .says(&["the deploy is not judged: v1 has no schema of this project"]);
    project.write("schema.sql", SCHEMA.replace("VARCHAR(80)", "VARCHAR(40)"));
    project
        .run(&["compat", "--base", "HEAD"])
        .with_code(1)
        .complains(&["maxLength is 40"]);
    project
        .run(&["compat", "--base", "v2"])
        .with_code(2)
        .complains(&["api-base-unreadable", "v2", "generated/openapi.yaml"]);
    project
        .run(&["compat", "--base", "HEAD:generated"])
        .with_code(2)
        .complains(&["api-base-unreadable"]);
}

#[test]
fn a_deploy_is_judged_from_a_revision() {
    let project = project();
    let query = "-- name: Names :many\nSELECT * FROM users ORDER BY id;\n";
    project.write("queries/users.sql", query);
    release(&project);
    project
        .run(&["compat", "--base", "v1"])
        .with_code(0)
        .says(&[
            "the API is that of v1",
            "deploy from v1: safe in either order",
        ]);

    let more = SCHEMA.replace("  bio TEXT\n", "  bio TEXT,\n  phone TEXT\n");
    project.write("schema.sql", &more);
    let before = project.run(&["compat", "--base", "v1"]).with_code(0);
    before.says(&["deploy from v1: migrate before the new code is deployed"]);
    before.complains(&[
        "note[deploy-column-gone]: the new code names `users.phone`, which the old schema does not have",
        "schema.sql:9:3",
        "make it in a migration before the new code is deployed",
    ]);

    project.write("schema.sql", SCHEMA.replace(",\n  bio TEXT", ""));
    let after = project.run(&["compat", "--base", "v1"]).with_code(1);
    after.says(&["deploy from v1: migrate after the new code is deployed"]);
    after.complains(&[
        "the old code names `users.bio`",
        "v1:schema.sql:8:3",
        "v1:queries/users.sql:2:8",
    ]);

    let renamed = SCHEMA.replace(
        "  name VARCHAR",
        "  -- @was name\n  -- @name name\n  full_name VARCHAR",
    );
    project.write("schema.sql", renamed);
    let never = project.run(&["compat", "--base", "v1"]).with_code(1);
    never.says(&[
        "the API is that of v1",
        "deploy from v1: never together: neither order works; deploy in steps",
    ]);
    never.complains(&[
        "error[deploy-column-renamed]: the old code names `users.name`",
        "v1:schema.sql:5:3",
        "what it is called there",
        "add a column of the new name beside the old one",
    ]);
}

#[test]
fn a_project_can_stand_in_a_folder_of_its_repository() {
    let project = Project::empty();
    project.write("app/rowtype.toml", "dialect = \"sqlite\"\nschema = [\"db/*.sql\", \"../names.sql\"]\n[http]\nauth = \"none\"\n");
    project.write(
        "app/db/2_posts.sql",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users);\n",
    );
    project.write(
        "app/db/1_users.sql",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT);\n",
    );
    project.write("names.sql", "CREATE VIEW bios AS SELECT bio FROM users;\n");
    release(&project);
    project.write(
        "names.sql",
        "CREATE VIEW bios AS SELECT upper(bio) AS loud FROM users;\n",
    );
    project
        .run(&["--project", "app", "compat", "--base", "v1"])
        .with_code(1)
        .complains(&[
            "the old code names `bios.bio`, which the new schema does not have",
            "v1:../names.sql:1:28",
        ]);
}

#[test]
fn tools_get_the_deploy_as_an_object_of_its_own() {
    let project = project();
    release(&project);
    project.write(
        "schema.sql",
        SCHEMA.replace("  bio TEXT\n", "  bio TEXT,\n  login TEXT NOT NULL\n"),
    );
    let answer = project
        .run(&["compat", "--base", "v1", "--format", "json"])
        .with_code(1);
    let all: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    let deploy = &all["deploy"];
    assert_eq!(deploy["verdict"], "never");
    assert_eq!(
        deploy["message"],
        "deploy from v1: never together: neither order works; deploy in steps"
    );
    let one = &deploy["findings"][0];
    assert_eq!(one["id"], "deploy-value-missing");
    assert_eq!(
        (&one["code"], &one["schema"]),
        (&"old".into(), &"new".into())
    );
    assert_eq!(one["breaks"], true);
    assert_eq!(
        (&one["file"], &one["line"]),
        (&"v1:schema.sql".into(), &2.into())
    );
    assert_eq!(one["labels"][1]["file"], "schema.sql");
    assert_eq!(all["api"][0]["id"], "api-input-required");
}

#[test]
fn a_deploy_that_cannot_be_judged_says_why() {
    let project = project();
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"none\"\n",
    );
    project.write("db/2_b.sql", "CREATE VIEW names AS SELECT name FROM users;");
    git(&project, &["init", "--quiet"]);
    git(
        &project,
        &["commit", "--quiet", "--allow-empty", "--message", "Nothing"],
    );
    project
        .run(&["compat", "--base", "HEAD"])
        .with_code(0)
        .says(&[
            "the API is not compared: HEAD has no generated openapi.yaml",
            "the deploy is not judged: HEAD has no schema of this project",
        ]);
    project.write("schema.sql", "CREATE TABLE users (");
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "Broken"]);
    project.write("schema.sql", SCHEMA);
    project
        .run(&["compat", "--base", "HEAD"])
        .with_code(2)
        .complains(&["HEAD:schema.sql:1"]);
    project.write(
        "rowtype.toml",
        "dialect = \"mariadb\"\n[http]\nauth = \"none\"\n",
    );
    git(&project, &["add", "."]);
    git(
        &project,
        &["commit", "--quiet", "--message", "Another database"],
    );
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"none\"\n",
    );
    project
        .run(&["compat", "--base", "HEAD"])
        .says(&["the deploy is not judged: HEAD is of another database"]);
}

#[test]
fn generated_code_and_its_api_are_checked_in_one_run() {
    let project = project();
    let check = ["gen", "--check", "--api-base", "released.yaml"];
    project.run(&check).with_code(0);
    project.write("schema.sql", SCHEMA.replace("VARCHAR(80)", "VARCHAR(40)"));
    project
        .run(&["gen", "--check"])
        .with_code(1)
        .says(&["differ"]);
    project.run(&["gen"]).with_code(0);
    project.run(&["gen", "--check"]).with_code(0);
    let answer = project.run(&check).with_code(1);
    answer.complains(&["api-input-narrowed", "maxLength is 40"]);
    answer.says(&["is current"]);
    project
        .run(&["gen", "--api-base", "released.yaml"])
        .with_code(2);
}

#[test]
fn what_is_no_document_cannot_be_compared() {
    let project = project();
    for (name, text, word) in [
        ("list.yaml", "- 1\n", "openapi: 3"),
        (
            "old.json",
            "{\"swagger\": \"2.0\", \"paths\": {}}",
            "openapi: 3",
        ),
        ("empty.yaml", "", "openapi: 3"),
        ("pathless.yaml", "openapi: 3.0.3\n", "no `paths`"),
        ("broken.yaml", "a: [\n", "is no YAML"),
    ] {
        project.write(name, text);
        project
            .run(&["compat", "--base", name])
            .with_code(2)
            .complains(&["api-base-unreadable", name, word]);
    }
    project.run(&["compat", "--base", "--all"]).with_code(2);
    project.write("schema.sql", "CREATE TABLE users (");
    project
        .run(&["compat", "--base", "released.yaml"])
        .with_code(2);
}
