//! The build API as a `build.rs` meets it when something is wrong. That it generates code that builds and runs is shown by
//! `examples/build-rs` and `tests/compile`.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::{Build, BuildError, Dialect, files};

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("build-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    /// Looks whether the generated folder is current.
    fn check(&self, build: Build) -> Result<(), BuildError> {
        build.project(&self.0).check().run()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SCHEMA: &str = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);\n";

#[test]
fn a_dialect_is_needed() {
    let folder = Folder::new("dialect");
    folder.write("schema.sql", SCHEMA);
    let error = folder
        .check(Build::new())
        .expect_err("nothing says the dialect");
    assert!(matches!(error, BuildError::NoDialect));
    assert!(
        error
            .to_string()
            .contains(".dialect(rowtype::Dialect::Sqlite)")
    );
}

#[test]
fn errors_of_the_definition_have_their_places() {
    let folder = Folder::new("errors");
    folder.write("db/schema.sql", SCHEMA);
    folder.write(
        "db/q/books.sql",
        "-- name: A :many\nSELECT titel FROM books;\n",
    );
    let build = Build::new()
        .dialect(Dialect::Sqlite)
        .schema("db/schema.sql")
        .queries("db/q");
    let error = folder.check(build).expect_err("there is no such column");
    let shown = format!("{error:?}");
    for words in ["unknown-column", "db/q/books.sql:2:8", "title"] {
        assert!(shown.contains(words), "no `{words}` in {shown}");
    }
}

#[test]
fn a_folder_that_is_not_current_is_an_error_that_names_the_files() {
    let folder = Folder::new("drift");
    folder.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[output]\nlayout = \"module\"\n",
    );
    folder.write("schema.sql", SCHEMA);
    let gone = format!("// {} from schema.sql\n", files::MARK);
    folder.write("generated/gone.rs", &gone);
    let error = folder
        .check(Build::new())
        .expect_err("nothing is generated yet");
    let shown = error.to_string();
    for words in [
        "generated/ is not current, run `rowtype gen`",
        "missing: generated/models/books.rs",
        "stale: generated/gone.rs",
    ] {
        assert!(shown.contains(words), "no `{words}` in {shown}");
    }
    assert!(!folder.0.join("generated/models").exists());
}

#[test]
fn what_a_method_says_stands_in_the_place_of_the_files_value() {
    let folder = Folder::new("methods");
    folder.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\nschema = \"elsewhere.sql\"\n[http]\nprefix = \"/old\"\n",
    );
    folder.write("schema.sql", SCHEMA);
    let project = rowtype::Project::open(&folder.0).expect("a right rowtype.toml");
    let mut config = project.config.clone();
    config.schema = vec!["schema.sql".to_owned()];
    config.http.prefix = "/new".to_owned();
    config.http.title = "Books".to_owned();
    let generated = rowtype::generate(&rowtype::Project::new(&folder.0, config)).expect("right");
    let mut diagnostics = rowtype::diagnostic::Diagnostics::new();
    generated
        .files
        .write(&folder.0.join("generated"), "generated", &mut diagnostics)
        .expect("written");

    let build = Build::new()
        .schema("schema.sql")
        .prefix("/new")
        .title("Books");
    folder.check(build).expect("both say the same");
    let error = folder
        .check(Build::new().schema("schema.sql"))
        .expect_err("/old is not /new");
    assert!(matches!(error, BuildError::Drift { .. }));
}
