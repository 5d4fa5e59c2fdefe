//! A project that has nothing wrong, and its files.

use std::fs;
use std::path::Path;

pub use super::folder::Project;

/// A small schema that has nothing wrong.
pub const SCHEMA: &str = "\
-- People who write.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  bio TEXT
);
";

/// A query that fits it.
pub const QUERIES: &str = "\
-- name: UserNames :many
SELECT id, name FROM users ORDER BY name;
";

impl Project {
    /// A project that has nothing wrong.
    pub fn new() -> Project {
        let project = Project::empty();
        project.write(
            "rowtype.toml",
            "dialect = \"sqlite\"\n[http]\nauth = \"none\"\n",
        );
        project.write("schema.sql", SCHEMA);
        project.write("queries/users.sql", QUERIES);
        project
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file of the project")
    }

    /// Every file under a folder with its text, by path.
    pub fn files(&self, folder: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        collect(&self.path(folder), &self.path(""), &mut found);
        found.sort();
        found
    }
}

fn collect(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).expect("below the root");
            found.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
}
