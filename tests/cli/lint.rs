//! `rowtype lint` and `rowtype explain-rule`.

use super::project::Project;

const INIT: &str = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, bio text);\n";

fn project() -> Project {
    let project = Project::empty();
    project.write("rowtype.toml", "dialect = \"postgres\"\n");
    project.write("migrations/1_init.up.sql", INIT);
    project.write(
        "migrations/1_init.down.sql",
        "SET LOCAL lock_timeout = '2s';\nDROP TABLE users;\n",
    );
    project
}

const DROP: &str = "SET LOCAL lock_timeout = '2s';\nALTER TABLE users DROP COLUMN bio;\n";

#[test]
fn the_exit_code_says_how_bad_it_is() {
    let project = project();
    project.run(&["lint"]).with_code(0).says(&["no hazards"]);

    project.write(
        "migrations/2_age.up.sql",
        "ALTER TABLE users ADD COLUMN age integer;\n",
    );
    project.run(&["lint"]).with_code(0).complains(&[
        "warning[no-lock-timeout]",
        "migrations/2_age.up.sql:1:1",
        "1 warning",
    ]);
    project.run(&["lint", "--deny-warnings"]).with_code(1);

    project.write("migrations/3_bio.up.sql", DROP);
    project
        .run(&["lint"])
        .with_code(1)
        .complains(&["error[drop-column]", "1 error, 1 warning"]);

    project.write(
        "migrations/4_broken.up.sql",
        "ALTER TABLE users ADD COLUMN;\n",
    );
    project
        .run(&["lint"])
        .with_code(2)
        .complains(&["error[syntax]", "error[drop-column]"]);
}

#[test]
fn files_are_looked_at_with_what_those_before_have_made() {
    let project = project();
    project.write("migrations/2_bio.up.sql", DROP);
    project.write(
        "migrations/3_text.up.sql",
        "SET LOCAL lock_timeout = '2s';\nALTER TABLE users ALTER COLUMN email TYPE varchar;\n",
    );
    project
        .run(&["lint", "migrations/3_text.up.sql"])
        .with_code(0)
        .says(&["no hazards"]);
    project
        .run(&["lint", "migrations/9_none.up.sql"])
        .with_code(2)
        .complains(&["is no migration"]);
    project
        .run(&["lint", "none.sql"])
        .with_code(2)
        .complains(&["error[file-unreadable]", "none.sql"]);
    project.write("later.sql", "DROP TABLE users;\n");
    project
        .run(&["lint", "later.sql"])
        .with_code(1)
        .complains(&["error[drop-table]", "later.sql:1:12"]);
}

#[test]
fn a_file_needs_no_project() {
    let project = Project::empty();
    project.write("change.sql", "ALTER TABLE users DROP COLUMN bio;\n");
    project
        .run(&["lint", "--database", "mariadb", "change.sql"])
        .with_code(1)
        .complains(&["error[drop-column]", "warning[no-algorithm]"]);
    project
        .run(&["lint", "--database", "oracle", "change.sql"])
        .with_code(2)
        .complains(&["error[unknown-dialect]"]);
}

#[test]
fn rules_are_allowed_for_a_reason() {
    let project = project();
    project.write("migrations/2_bio.up.sql", DROP);
    project.write(
        "rowtype.toml",
        "dialect = \"postgres\"\n[lint]\nallow = { \"drop-column\" = \"there are no users yet\" }\n",
    );
    project.run(&["lint"]).with_code(0).says(&["no hazards"]);

    project.write(
        "rowtype.toml",
        "dialect = \"postgres\"\n[lint]\nallow = { \"drop-colum\" = \"there are no users yet\" }\n",
    );
    project.run(&["lint"]).with_code(1).complains(&[
        "error[unknown-rule]",
        "did you mean `drop-column`?",
        "error[drop-column]",
    ]);

    project.write(
        "rowtype.toml",
        "dialect = \"postgres\"\n[lint]\nallow = { \"drop-column\" = \"\" }\n",
    );
    project
        .run(&["lint"])
        .with_code(2)
        .complains(&["`lint.allow.drop-column` is empty"]);
}

#[test]
fn tools_read_what_is_found() {
    let project = project();
    project.write("migrations/2_bio.up.sql", DROP);
    let sarif = project.run(&["lint", "--format", "sarif"]).with_code(1);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.out).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "drop-column");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "migrations/2_bio.up.sql");
    assert_eq!(place["region"]["startLine"], 2);

    let json = project.run(&["lint", "--format", "json"]).with_code(1);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json[0]["id"], "drop-column");
}

#[test]
fn rules_are_explained() {
    let project = Project::empty();
    project.run(&["explain-rule"]).with_code(0).says(&[
        "drop-column",
        "index-not-concurrent",
        "rebuild-takes-children",
    ]);
    project
        .run(&["explain-rule", "set-not-null-scans"])
        .with_code(0)
        .says(&[
            "ACCESS EXCLUSIVE",
            "Found:",
            "Safer:",
            "VALIDATE CONSTRAINT",
        ]);
    project
        .run(&["explain-rule", "drop-colum"])
        .with_code(2)
        .complains(&["did you mean `drop-column`?"]);
}
