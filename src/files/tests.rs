//! What is written into a folder, what is removed from it, and what is left alone.

use super::*;

/// A folder of its own for one test, removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("rowtype-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn set(files: &[(&str, &str)]) -> FileSet {
    let mut set = FileSet::new();
    for (path, text) in files {
        set.insert(*path, format!("// {MARK} from schema.sql\n{text}"));
    }
    set
}

#[test]
fn writes_what_differs_and_removes_what_is_stale() {
    let folder = Folder::new("drift");
    let mut diagnostics = Diagnostics::new();
    let first = set(&[("lib.rs", "a"), ("models/users.rs", "b")]);
    first
        .write(&folder.0, "out", &mut diagnostics)
        .expect("written");
    assert_eq!(first.compare(&folder.0).expect("compared"), []);

    fs::write(folder.0.join("notes.txt"), "mine").expect("written");
    let second = set(&[("lib.rs", "a"), ("models/posts.rs", "c")]);
    let written = second
        .write(&folder.0, "out", &mut diagnostics)
        .expect("written");
    assert_eq!(written.written, ["models/posts.rs"]);
    assert_eq!(written.removed, ["models/users.rs"]);
    assert_eq!(written.unchanged, 1);
    assert!(folder.0.join("notes.txt").exists());
}

#[test]
fn a_file_of_somebody_else_stops_everything() {
    let folder = Folder::new("foreign");
    fs::write(folder.0.join("lib.rs"), "fn mine() {}").expect("written");
    let mut diagnostics = Diagnostics::new();
    let files = set(&[("lib.rs", "a"), ("models.rs", "b")]);
    assert_eq!(files.write(&folder.0, "out", &mut diagnostics), None);
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["`out/lib.rs` is there, and rowtype did not write it"]
    );
    assert!(!folder.0.join("models.rs").exists());
}

#[test]
fn line_ends_are_no_drift() {
    let folder = Folder::new("crlf");
    let files = set(&[("lib.rs", "a\nb\n")]);
    let text = files.get("lib.rs").expect("inserted").replace('\n', "\r\n");
    fs::write(folder.0.join("lib.rs"), text).expect("written");
    assert_eq!(files.compare(&folder.0).expect("compared"), []);
}

#[test]
fn of_several_files_all_are_changed_or_none() {
    let folder = Folder::new("changes");
    let root = &folder.0;
    let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("written");
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("there");
    write("a.sql", "\u{feff}one");
    write("b.sql", "two");
    let change = |path, before, after| Change {
        path,
        before,
        after,
    };

    let stale = [change("a.sql", "one", "1"), change("b.sql", "three", "2")];
    let (path, _) = change_all(root, &stale).expect_err("it holds something else");
    assert_eq!(
        (path.as_str(), read("a.sql")),
        ("b.sql", "\u{feff}one".to_owned())
    );

    // Where the new text cannot be put beside the old one.
    fs::create_dir_all(root.join(".b.sql.new")).expect("a folder in the way");
    let good = [change("a.sql", "one", "1"), change("b.sql", "two", "2")];
    let (path, _) = change_all(root, &good).expect_err("it cannot be written");
    assert_eq!(
        (path.as_str(), read("a.sql")),
        ("b.sql", "\u{feff}one".to_owned())
    );
    assert!(!root.join(".a.sql.new").exists());

    fs::remove_dir(root.join(".b.sql.new")).expect("out of the way");
    change_all(root, &good).expect("both are written");
    assert_eq!(
        (read("a.sql"), read("b.sql")),
        ("\u{feff}1".to_owned(), "2".to_owned())
    );
}
