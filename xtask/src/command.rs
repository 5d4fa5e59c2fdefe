//! Running other programs from the root of the checkout, and the folders that they need.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, ffi::OsStr, fs, process};

/// A temporary folder, outside of the checkout, that goes with its value.
pub struct Folder(PathBuf);

impl Folder {
    /// A new folder.
    pub fn new(purpose: &str) -> Result<Folder, String> {
        let path = env::temp_dir().join(format!("rowtype-{purpose}-{}", process::id()));
        fs::create_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Folder(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// Where cargo puts what it builds: one folder for all that we build, so that dependencies are built once.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The command line of this checkout, built. The whole workspace at once: for a single package cargo would choose other
/// features of the dependencies, and build those again.
pub fn rowtype() -> Result<Command, String> {
    run(cargo().args(["build", "--quiet", "--workspace", "--bins", "--locked"]))?;
    Ok(new(target().join("debug/rowtype")))
}

/// A program, to be run in the root of the checkout.
pub fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs it; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|error| format!("`{}`: {error}", line(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}`: {status}", line(command)))
    }
}

/// Runs it and gives what it prints; its errors become part of the message.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("`{}`: {error}", line(command)))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{}`: {}\n{errors}", line(command), output.status));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| format!("`{}` prints no UTF-8: {error}", line(command)))
}

/// Whether the program is there and answers `--version`.
pub fn exists(program: &str, arguments: &[&str]) -> bool {
    new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    let mut line = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
