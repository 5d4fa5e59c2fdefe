//! Generates the code of the blog on PostgreSQL and on MariaDB, of the cases `across`, `batches`, `club`, `hostile`, `owners`, `presenters`, `shapes`,
//! `tenants` and `writes`, and of the reference project for callers with bearer tokens; as it is, that is checked in.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::Project;
use rowtype::config::Auth;
use rowtype::emit::{EmitOptions, Layout};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cases = root.join("tests/cases");
    for path in [
        "rowtype.toml",
        "schema.sql",
        "queries",
        "tests/cases/across",
        "tests/cases/blog",
        "tests/cases/batches",
        "tests/cases/club",
        "tests/cases/hostile",
        "tests/cases/owners",
        "tests/cases/tenants",
        "tests/cases/presenters",
        "tests/cases/shapes",
        "tests/cases/writes",
    ] {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
    }
    for database in ["mariadb", "postgres"] {
        generate(database, &Project::open(cases.join("blog").join(database))?)?;
    }
    for case in [
        "across", "batches", "club", "hostile", "owners", "shapes", "writes",
    ] {
        for database in ["mariadb", "postgres", "sqlite"] {
            let project = Project::open(cases.join(case).join(database))?;
            generate(&format!("{case}_{database}"), &project)?;
        }
    }
    generate("tenants", &Project::open(cases.join("tenants/postgres"))?)?;
    let presenters = Project::open(cases.join("presenters/sqlite"))?;
    generate("presenters", &presenters)?;
    let mut guarded = Project::open(&root)?;
    guarded.config.http.auth = Some(Auth::Bearer);
    guarded.config.http.replace.clear();
    generate("guarded", &guarded)
}

fn generate(name: &str, project: &Project) -> Result<(), Box<dyn Error>> {
    let mut options = EmitOptions::new(&project.config);
    options.layout = Layout::SingleFile;
    let mut generated = rowtype::generate_as(project, &options)?;
    let folder = PathBuf::from(env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(&folder)?;
    let diagnostics = &mut generated.report.diagnostics;
    let written = generated.files.write(&folder, "OUT_DIR", diagnostics);
    match written {
        Some(_) => Ok(()),
        None => Err(generated.report.into()),
    }
}
