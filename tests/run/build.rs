//! Generates the code of the cases that are run, for each database, into a folder of `OUT_DIR`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::Project;
use rowtype::emit::{EmitOptions, Layout};

fn main() -> Result<(), Box<dyn Error>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for case in ["commands", "relations", "types"] {
        for database in ["mariadb", "postgres", "sqlite"] {
            generate(
                &cases.join(case).join(database),
                &out.join(case).join(database),
            )?;
        }
    }
    Ok(())
}

/// Writes the code of a project.
fn generate(project: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let project = Project::open(project)?;
    let mut options = EmitOptions::new(&project.config);
    options.layout = Layout::SingleFile;
    let mut generated = rowtype::generate_as(&project, &options)?;
    fs::create_dir_all(folder)?;
    let diagnostics = &mut generated.report.diagnostics;
    let written = generated.files.write(folder, "OUT_DIR", diagnostics);
    match written {
        Some(_) => Ok(()),
        None => Err(generated.report.into()),
    }
}
