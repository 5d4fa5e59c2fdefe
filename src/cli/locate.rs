//! Which project a command is about: the folder that was named, or the nearest one upwards that holds a rowtype.toml.

use std::path::{Path, PathBuf};

use rowtype::diagnostic::Diagnostic;
use rowtype::{Project, Report, source};

/// Opens the project of a command.
pub fn project(place: Option<&Path>) -> Result<Project, Report> {
    Project::open(root(place)?)
}

/// Opens the project of a command that can do without one.
pub fn project_if_any(place: Option<&Path>) -> Result<Option<Project>, Report> {
    let is_there = match place {
        Some(place) => place.join(source::CONFIG_FILE).is_file(),
        None => {
            let here = std::env::current_dir().unwrap_or_default();
            source::find_project(&here).is_some()
        }
    };
    match is_there {
        true => project(place).map(Some),
        false => Ok(None),
    }
}

/// The folder itself. The current one is `.`, so that messages stay short.
pub fn root(place: Option<&Path>) -> Result<PathBuf, Report> {
    if let Some(place) = place {
        return Ok(place.to_owned());
    }
    let here = std::env::current_dir().map_err(|error| {
        let message = format!("the current folder cannot be read: {error}");
        Report::of(Diagnostic::error("no-project", message))
    })?;
    match source::find_project(&here) {
        Some(found) if found == here => Ok(PathBuf::from(".")),
        Some(found) => Ok(found.to_owned()),
        None => Err(Report::of(
            Diagnostic::error("no-project", "there is no rowtype.toml here or in a folder above").help(
                "run `rowtype init` for a new project, name its folder by --project, or write a rowtype.toml with \
                 `dialect = \"sqlite\"` or `dialect = \"postgres\"`",
            ),
        )),
    }
}
