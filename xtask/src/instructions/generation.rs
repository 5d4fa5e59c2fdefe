//! Generation of the reference project, from its files to those that are written: all instructions of `rowtype gen`, as the tests
//! have built it, in a folder in which nothing was generated before.

use std::fs;
use std::path::Path;

use super::callgrind;
use crate::command::{self, Folder};

/// What the project is made of.
const FILES: [&str; 2] = ["rowtype.toml", "schema.sql"];
const FOLDERS: [&str; 3] = ["migrations", "queries", "seeds"];

/// Counts it.
pub fn count() -> Result<u64, String> {
    let rowtype = command::rowtype()?;
    let folder = Folder::new("instructions")?;
    for file in FILES {
        copy(file, folder.path())?;
    }
    for name in FOLDERS {
        let failed = |error: std::io::Error| format!("{name}: {error}");
        fs::create_dir(folder.path().join(name)).map_err(failed)?;
        for entry in fs::read_dir(command::root().join(name)).map_err(failed)? {
            let file = Path::new(name).join(entry.map_err(failed)?.file_name());
            copy(&file.to_string_lossy(), folder.path())?;
        }
    }
    callgrind::of_process(rowtype.get_program(), &["gen"], Some(folder.path()))
}

fn copy(file: &str, folder: &Path) -> Result<(), String> {
    let copied = fs::copy(command::root().join(file), folder.join(file));
    copied.map(drop).map_err(|error| format!("{file}: {error}"))
}
