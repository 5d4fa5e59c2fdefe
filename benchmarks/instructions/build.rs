//! Generates the services of the comparison over HTTP into folders of `OUT_DIR`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::Project;
use rowtype::emit::{EmitOptions, Layout};

fn main() -> Result<(), Box<dyn Error>> {
    let projects = Path::new(env!("CARGO_MANIFEST_DIR")).join("../http/project");
    println!("cargo::rerun-if-changed={}", projects.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for database in ["postgres", "sqlite"] {
        let project = Project::open(projects.join(database))?;
        let mut options = EmitOptions::new(&project.config);
        options.layout = Layout::SingleFile;
        let mut generated = rowtype::generate_as(&project, &options)?;
        let folder = out.join(database);
        fs::create_dir_all(&folder)?;
        let diagnostics = &mut generated.report.diagnostics;
        let written = generated.files.write(&folder, "OUT_DIR", diagnostics);
        if written.is_none() {
            return Err(generated.report.into());
        }
    }
    Ok(())
}
