//! How a service is to be printed.

use std::path::{Component, Path};

use crate::config::{self, Config};
use crate::dialect::Dialect;

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
        }
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
