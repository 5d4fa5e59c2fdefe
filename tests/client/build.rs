//! Makes the clients of the reference project's document and of those of two cases.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use rowtype::Project;

/// Cases whose documents say what the reference project's does not: formats and shapes; many rows at a time, and tables as files.
const CASES: [&str; 2] = ["batches", "shapes"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let document = root.join("generated/openapi.json");
    println!("cargo::rerun-if-changed={}", document.display());
    client("client", &fs::read_to_string(document)?)?;
    for case in CASES {
        let folder = root.join("tests/cases").join(case).join("sqlite");
        println!("cargo::rerun-if-changed={}", folder.display());
        let generated = rowtype::generate(&Project::open(folder)?)?;
        let document = generated.files.get("openapi.json");
        client(case, document.ok_or("no document is generated")?)?;
    }
    Ok(())
}

fn client(name: &str, document: &str) -> Result<(), Box<dyn Error>> {
    let document: openapiv3::OpenAPI = serde_json::from_str(document)?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder);
    let client = Generator::new(&settings).generate_tokens(&document)?;
    let file = PathBuf::from(env::var("OUT_DIR")?).join(format!("{name}.rs"));
    fs::write(file, client.to_string())?;
    Ok(())
}
