//! Generates the service for each database into a folder of `OUT_DIR`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::Project;
use rowtype::emit::{EmitOptions, Layout};

fn main() -> Result<(), Box<dyn Error>> {
    let projects = Path::new(env!("CARGO_MANIFEST_DIR")).join("../project");
    println!("cargo::rerun-if-changed={}", projects.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for database in ["mariadb", "postgres", "sqlite"] {
        let project = Project::open(projects.join(database))?;
        let mut options = EmitOptions::new(&project.config);
        options.layout = Layout::SingleFile;
        let mut generated = rowtype::generate_as(&project, &options)?;
        let folder = out.join(database);
        fs::create_dir_all(&folder)?;
        let diagnostics = &mut generated.report.diagnostics;
        if generated
            .files
            .write(&folder, "OUT_DIR", diagnostics)
            .is_none()
        {
            return Err(generated.report.into());
        }
    }
    Ok(())
}
