//! One `dev` at a time in a project: two would replace each other's database.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use rowtype::Report;
use rowtype::diagnostic::Diagnostic;

use super::{FOLDER, failed};

/// Held until it is dropped, or the process ends in whatever way.
pub struct Lock {
    _file: File,
}

/// Takes the project, or says that another `dev` has it. Makes the folder of `dev`'s own files, with a note to Git that they
/// are not worth keeping.
pub fn take(root: &Path) -> Result<Lock, Report> {
    let folder = root.join(FOLDER);
    let file = open(&folder).map_err(|error| failed(&format!("`{}`", folder.display()), &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Report::of(
            Diagnostic::error("dev-runs", "`rowtype dev` runs in this project already")
                .help("end it with Ctrl-C in its terminal, or use the service that it runs"),
        )),
        Err(TryLockError::Error(error)) => Err(failed("the project cannot be locked", &error)),
    }
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(".gitignore"), "*\n")?;
    File::create(folder.join("lock"))
}
