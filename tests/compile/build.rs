//! Generates the code of every case into `OUT_DIR`: as a folder of modules, and as one file.
//!
//! In: `tests/cases/<case>/<dialect>/`, each a project. Out: a folder for each, and `cases.rs`, which declares a module for
//! each of them. A case that has an error fails the build with its text.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::emit::{EmitOptions, Layout};
use rowtype::{Config, Dialect, Project, Report};

fn main() -> Result<(), Box<dyn Error>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    for case in folders(&cases)? {
        for project in folders(&case)? {
            let module = format!("{}_{}", name(&case), name(&project));
            generate(&project, Layout::Module, &out.join(&module))?;
            let root = out.join(&module).join("mod.rs");
            writeln!(modules, "#[path = {:?}]\npub mod {module};", root)?;

            let single = format!("{module}_single");
            generate(&project, Layout::SingleFile, &out.join(&single))?;
            writeln!(
                modules,
                "pub mod {single} {{\n    //! The same in one file.\n    include!({:?});\n}}",
                out.join(&single).join("generated.rs")
            )?;
        }
    }
    fs::write(out.join("cases.rs"), modules)?;
    Ok(())
}

/// Writes the code of a project.
fn generate(root: &Path, layout: Layout, out: &Path) -> Result<(), Report> {
    let project = open(root)?;
    let mut options = EmitOptions::new(&project.config);
    options.layout = layout;
    let mut generated = rowtype::generate_as(&project, &options)?;
    let diagnostics = &mut generated.report.diagnostics;
    let written = generated.files.write(out, "OUT_DIR", diagnostics);
    written.map(drop).ok_or(generated.report)
}

/// A case: a project, or, without a rowtype.toml, one with the defaults of the dialect that the folder is named after.
fn open(root: &Path) -> Result<Project, Report> {
    match Dialect::from_name(&name(root)) {
        Some(dialect) if !root.join("rowtype.toml").exists() => {
            let mut config = Config::new(dialect);
            let files = ["queries", "queries.sql"].map(str::to_owned);
            config.queries = files
                .into_iter()
                .filter(|one| root.join(one).exists())
                .collect();
            Ok(Project::new(root, config))
        }
        _ => Project::open(root),
    }
}

/// The folders in a folder, by name.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .replace('-', "_")
}
