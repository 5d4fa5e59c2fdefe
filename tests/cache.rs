//! What a second generation makes of the first: only what has changed is made again, and whatever has become of the record
//! and of the files, the outcome is that of a generation that knows of no other.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::diagnostic::Style;
use rowtype::files::Drift;
use rowtype::{Project, Updated};

const RECORD: &str = ".rowtype/generated";

/// A project in a folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let folder = Folder(path);
        folder.write(
            "rowtype.toml",
            "dialect = \"sqlite\"\n\n[http]\nauth = \"none\"\n",
        );
        folder.write(
            "schema.sql",
            "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);\n\
             CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n",
        );
        folder.write(
            "queries/books.sql",
            "-- name: Newest :many\nSELECT id, title FROM books ORDER BY id DESC;\n",
        );
        folder.write(
            "queries/readers.sql",
            "-- name: Named :opt\nSELECT id FROM readers WHERE name = @name;\n",
        );
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("readable")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn append(&self, path: &str, text: &str) {
        self.write(path, &format!("{}{text}", self.read(path)));
    }

    fn project(&self) -> Project {
        Project::open(&self.0).expect("a project")
    }

    fn update(&self) -> Updated {
        self.update_as("this program")
    }

    fn update_as(&self, program: &str) -> Updated {
        rowtype::update(&self.project(), Some(program.to_owned())).expect("no errors")
    }

    /// What a comparison says that goes by the record, after it was held to one that does not.
    fn drift(&self) -> Vec<Drift> {
        let compare = |program| {
            let (generated, drift) = rowtype::compare(&self.project(), program).expect("no errors");
            (generated.files, generated.report.text(Style::Plain), drift)
        };
        let (known, fresh) = (compare(Some("this program".to_owned())), compare(None));
        assert!(known == fresh, "{:?} {:?}", known.2, fresh.2);
        fresh.2
    }

    /// How many files of Rust are laid out where nothing is known.
    fn all(&self) -> usize {
        let generated = rowtype::generate(&self.project()).expect("no errors");
        assert!(generated.laid_out > 5, "{} files", generated.laid_out);
        generated.laid_out
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let folder = Folder::new("unchanged");
    assert_eq!(folder.update().laid_out, folder.all());
    let record = folder.read(RECORD);
    let again = folder.update();
    assert_eq!(again.laid_out, 0);
    assert_eq!(again.written.written, [""; 0]);
    assert!(again.written.unchanged > folder.all());
    assert_eq!(folder.read(RECORD), record);
    assert_eq!(folder.read(".rowtype/.gitignore"), "*\n");
    assert_eq!(folder.drift(), []);
}

#[test]
fn of_one_changed_query_its_own_file_is_made_again() {
    let folder = Folder::new("query");
    folder.update();
    folder.append(
        "queries/books.sql",
        "\n-- name: Oldest :many\nSELECT id FROM books ORDER BY id;\n",
    );
    let changed = folder.update();
    assert_eq!(changed.laid_out, 1);
    assert_eq!(changed.written.written, ["src/queries/books.rs"]);
    assert_eq!(folder.update().laid_out, 0);
    assert_eq!(folder.drift(), []);
}

#[test]
fn of_one_changed_table_the_others_are_not_made_again() {
    let folder = Folder::new("table");
    folder.update();
    let schema = folder.read("schema.sql");
    folder.write(
        "schema.sql",
        &schema.replace("title TEXT NOT NULL", "title TEXT"),
    );
    let changed = folder.update();
    let is_of_books = |path: &String| path.ends_with("books.rs") || path.starts_with("openapi.");
    assert!(
        changed.written.written.iter().all(is_of_books),
        "{changed:?}"
    );
    assert_eq!(changed.laid_out, changed.written.written.len() - 2);
    assert_eq!(folder.drift(), []);
}

#[test]
fn without_a_program_nothing_is_kept() {
    let folder = Folder::new("without");
    rowtype::update(&folder.project(), None).expect("no errors");
    assert!(!folder.path(".rowtype").exists());
    let again = rowtype::update(&folder.project(), None).expect("no errors");
    assert_eq!(again.laid_out, folder.all());
    assert_eq!(again.written.written, [""; 0]);
}

#[test]
fn the_record_of_another_program_is_as_none() {
    let folder = Folder::new("program");
    folder.update_as("another program");
    assert_eq!(folder.update().laid_out, folder.all());
    assert_eq!(folder.update().laid_out, 0);
}

#[test]
fn a_damaged_record_is_as_none() {
    let folder = Folder::new("damaged");
    folder.update();
    let whole = folder.read(RECORD);
    let lines: Vec<&str> = whole.lines().collect();
    let without_a_line = |at: usize| {
        let mut lines = lines.clone();
        lines.remove(at);
        lines.join("\n") + "\n"
    };
    let mut damaged = vec![
        String::new(),
        "garbage".to_owned(),
        whole.replace(' ', "\n"),
        whole.trim_end().to_owned(),
        format!("{whole}more\n"),
        whole.replacen("src/", "SRC/", 1),
    ];
    damaged.extend((0..lines.len()).map(without_a_line));
    for record in damaged {
        folder.write(RECORD, &record);
        assert_eq!(folder.drift(), [], "{record}");
        assert_eq!(folder.update().laid_out, folder.all(), "{record}");
        assert_eq!(folder.read(RECORD), whole);
    }
    fs::write(folder.path(RECORD), [0xff, 0xfe, 0x00]).expect("writable");
    assert_eq!(folder.update().laid_out, folder.all());
}

#[test]
fn a_record_that_cannot_be_written_costs_only_time() {
    let folder = Folder::new("unwritable");
    folder.write(".rowtype", "a file where the folder should be");
    for _ in 0..2 {
        assert_eq!(folder.update().laid_out, folder.all());
        assert_eq!(folder.drift(), []);
    }
}

#[test]
fn an_edited_file_is_written_again_and_a_deleted_one_as_well() {
    let folder = Folder::new("edited");
    folder.update();
    let path = "src/models/books.rs";
    let (whole, path) = (
        folder.read(&format!("generated/{path}")),
        format!("generated/{path}"),
    );
    let harms: [&dyn Fn(); 3] = [
        &|| folder.append(&path, "// Mine.\n"),
        &|| folder.write(&path, &whole.replacen("pub ", "", 1)),
        &|| fs::remove_file(folder.path(&path)).expect("removed"),
    ];
    for harm in harms {
        harm();
        assert_eq!(folder.drift().len(), 1);
        let mended = folder.update();
        assert_eq!(mended.laid_out, 1);
        assert_eq!(mended.written.written, ["src/models/books.rs"]);
        assert_eq!(folder.read(&path), whole);
    }
}

#[test]
fn a_whole_folder_that_is_gone_is_written_again() {
    let folder = Folder::new("gone");
    folder.update();
    fs::remove_dir_all(folder.path("generated")).expect("removed");
    assert_eq!(folder.drift().len(), folder.all() + 4);
    assert_eq!(folder.update().laid_out, folder.all());
    assert_eq!(folder.drift(), []);
}

#[test]
fn files_that_nobody_knows_are_found_where_nothing_has_changed() {
    let folder = Folder::new("stale");
    folder.update();
    folder.write("generated/src/models/notes.txt", "Mine.\n");
    let stale = folder.read("generated/src/models/books.rs");
    folder.write("generated/src/models/films.rs", &stale);
    assert_eq!(folder.drift().len(), 1);
    let again = folder.update();
    assert_eq!(again.written.removed, ["src/models/films.rs"]);
    assert!(folder.path("generated/src/models/notes.txt").exists());
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let folder = Folder::new("foreign");
    folder.update();
    folder.write("generated/src/models/books.rs", "fn mine() {}\n");
    let report = rowtype::update(&folder.project(), Some("this program".to_owned()))
        .expect_err("a file of somebody else");
    assert!(
        report.to_string().contains("rowtype did not write it"),
        "{report}"
    );
    assert_eq!(
        folder.read("generated/src/models/books.rs"),
        "fn mine() {}\n"
    );
}

#[test]
fn a_changed_configuration_counts() {
    let folder = Folder::new("config");
    folder.update();
    folder.append("rowtype.toml", "title = \"Library\"\n");
    assert!(
        folder
            .update()
            .written
            .written
            .contains(&"openapi.json".to_owned())
    );
    folder.append("rowtype.toml", "\n[output]\nlayout = \"module\"\n");
    assert!(
        folder
            .update()
            .written
            .removed
            .contains(&"src/lib.rs".to_owned())
    );
    folder.append("rowtype.toml", "dir = \"elsewhere\"\n");
    assert_eq!(folder.update().laid_out, folder.all());
    assert!(folder.path("elsewhere/mod.rs").exists());
    assert_eq!(folder.drift(), []);
}

#[test]
fn files_that_come_and_go_count() {
    let folder = Folder::new("files");
    folder.update();
    let added = "-- name: Titles :many\nSELECT title FROM books;\n";
    folder.write("queries/titles.sql", added);
    let written = folder.update().written.written;
    assert!(
        written.contains(&"src/queries/titles.rs".to_owned()),
        "{written:?}"
    );
    fs::remove_file(folder.path("queries/titles.sql")).expect("removed");
    assert_eq!(folder.update().written.removed, ["src/queries/titles.rs"]);
    folder.write("migrations/1_init.up.sql", &folder.read("schema.sql"));
    let written = folder.update().written.written;
    assert!(
        written.contains(&"src/migrations.rs".to_owned()),
        "{written:?}"
    );
    assert_eq!(folder.drift(), []);
}

#[test]
fn an_error_is_said_until_it_is_gone_and_a_warning_every_time() {
    let folder = Folder::new("findings");
    folder.update();
    let right = folder.read("queries/books.sql");
    folder.append(
        "queries/books.sql",
        "\n-- name: Wrong :many\nSELECT nothing FROM books;\n",
    );
    for _ in 0..2 {
        rowtype::update(&folder.project(), Some("this program".to_owned()))
            .expect_err("there is no such column");
    }
    folder.write("queries/books.sql", &right);
    assert_eq!(folder.update().laid_out, 0);

    folder.append("queries/books.sql", "\nSELECT title FROM books;\n");
    let first = folder.update().report.text(Style::Plain);
    assert!(first.contains("warning"), "{first}");
    assert_eq!(folder.update().report.text(Style::Plain), first);
}
