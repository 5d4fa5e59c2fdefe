//! Makes the client of the reference project's document.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use progenitor::{GenerationSettings, Generator, InterfaceStyle};

fn main() -> Result<(), Box<dyn Error>> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated/openapi.json");
    println!("cargo::rerun-if-changed={}", document.display());
    let document: openapiv3::OpenAPI = serde_json::from_str(&fs::read_to_string(document)?)?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder);
    let client = Generator::new(&settings).generate_tokens(&document)?;
    let file = PathBuf::from(env::var("OUT_DIR")?).join("client.rs");
    fs::write(file, client.to_string())?;
    Ok(())
}
