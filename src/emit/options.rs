//! How a service is to be printed.

use std::path::{Component, Path};

use crate::config::{self, Config};
use crate::dialect::Dialect;
use crate::migrate::{DOWN, UP};

/// For which database, and in which form.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// The database that code is generated for.
    pub target: Dialect,
    /// The form.
    pub layout: Layout,
    /// The name of the crate, in [`Layout::Crate`].
    pub package: String,
    /// The folder of rowtype-runtime's source, seen from the generated folder; none: from crates.io.
    pub runtime: Option<String>,
    /// Further dependencies of the crate, as they stand in a Cargo.toml.
    pub dependencies: Vec<(String, String)>,
    /// The migrations that the code carries.
    pub migrations: Vec<Carried>,
}

/// A migration, as a program carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its name.
    pub name: String,
    /// The file of the way up, seen from the file that carries it.
    pub up: String,
    /// The file of the way back, where there is one.
    pub down: Option<String>,
}

/// The form of the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate with a Cargo.toml.
    Crate,
    /// A folder with a mod.rs.
    Module,
    /// One file of nested modules, for a build script.
    SingleFile,
}

impl EmitOptions {
    /// What a project's configuration says.
    pub fn new(config: &Config) -> EmitOptions {
        let output = &config.output;
        EmitOptions {
            target: config.targets.first().copied().unwrap_or(config.dialect),
            layout: match output.layout {
                config::Layout::Crate => Layout::Crate,
                config::Layout::Module => Layout::Module,
            },
            package: output.package.clone(),
            runtime: output
                .runtime
                .as_ref()
                .map(|runtime| seen_from(&output.dir, runtime)),
            dependencies: output
                .dependencies
                .iter()
                .map(|(name, text)| (name.clone(), text.clone()))
                .collect(),
            migrations: Vec::new(),
        }
    }

    /// The same with the migrations among these files of the project, so that the code carries them.
    #[must_use]
    pub fn carrying(mut self, config: &Config, files: &[String]) -> EmitOptions {
        let folder = match self.layout {
            Layout::Crate => format!("{}/src", config.output.dir),
            Layout::Module | Layout::SingleFile => config.output.dir.clone(),
        };
        let carried = files.iter().filter_map(|up| {
            let start = up.strip_suffix(UP)?;
            let down = format!("{start}{DOWN}");
            let down = files.contains(&down).then(|| seen_from(&folder, &down));
            Some(Carried {
                name: start.rsplit('/').next().unwrap_or(start).to_owned(),
                up: seen_from(&folder, up),
                down,
            })
        });
        self.migrations = carried.collect();
        self.migrations
            .sort_by(|one, other| one.name.cmp(&other.name));
        self
    }
}

impl Layout {
    /// How a file two folders down names the module that holds all.
    pub(super) fn root(self) -> &'static str {
        match self {
            Layout::Crate => "crate",
            Layout::Module | Layout::SingleFile => "super::super",
        }
    }

    /// Where a file below that module stands in the output folder.
    pub(super) fn path(self, file: &str) -> String {
        match self {
            Layout::Crate => format!("src/{file}"),
            Layout::Module | Layout::SingleFile => file.to_owned(),
        }
    }

    /// The file of that module.
    pub(super) fn root_file(self) -> &'static str {
        match self {
            Layout::Crate => "lib.rs",
            Layout::Module | Layout::SingleFile => "mod.rs",
        }
    }

    /// Where `http/mod.rs` finds the files that are no Rust.
    pub(super) fn documents(self) -> &'static str {
        match self {
            Layout::Crate => "../../",
            Layout::Module => "../",
            Layout::SingleFile => "",
        }
    }
}

/// A path beside a folder, both from the same place, as it is seen from that folder.
fn seen_from(dir: &str, path: &str) -> String {
    let parts = |text| -> Vec<String> {
        Path::new(text)
            .components()
            .filter(|part| *part != Component::CurDir)
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect()
    };
    let (from, to) = (parts(dir), parts(path));
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let is_above = from[common..].iter().any(|part| part == "..");
    if Path::new(path).is_absolute() || is_above {
        return path.replace('\\', "/");
    }
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let path: Vec<String> = up.chain(to[common..].iter().cloned()).collect();
    path.join("/")
}
