//! The folder that a server lives in.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use crate::process::{User, unprivileged_user};

/// A folder for a server, which is gone again unless a server comes to be in it.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) user: Option<User>,
    /// Whether a server has come to be in it, which takes it away when it goes.
    pub(crate) is_kept: bool,
}

impl Folder {
    /// A new folder for a server of a product.
    pub(crate) fn new(product: &str) -> Result<Folder, String> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("rowtype-{product}-{}-{number}", process::id());
        let path = env::temp_dir().join(name);
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir(&path).map_err(failed)?;
        let mut folder = Folder {
            path: path.clone(),
            user: None,
            is_kept: false,
        };
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        folder.user = unprivileged_user(&path)?;
        folder.give(&path)?;
        Ok(folder)
    }

    /// Writes a file that only the server can read.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf, String> {
        let path = self.path.join(name);
        fs::write(&path, text)
            .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o600)))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        self.give(&path)?;
        Ok(path)
    }

    fn give(&self, path: &Path) -> Result<(), String> {
        match self.user {
            Some(user) => chown(path, Some(user.id), Some(user.group))
                .map_err(|error| format!("{}: {error}", path.display())),
            None => Ok(()),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Runs it; what it says where it fails is the error.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{name}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{name}: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}
