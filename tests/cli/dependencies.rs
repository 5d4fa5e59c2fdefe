//! What a `build.rs` that calls the build API takes with it: no driver, no argument parser.

use std::process::Command;

#[test]
fn without_default_features_there_is_no_driver_and_no_clap() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--package",
            "rowtype",
            "--no-default-features",
        ])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{lib}",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<&str> = tree.lines().map(str::trim).collect();
    assert!(
        found.contains(&"sqlparser"),
        "{tree}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for unwanted in [
        "clap",
        "rusqlite",
        "libsqlite3_sys",
        "tokio_postgres",
        "tokio",
        "rowtype_runtime",
        "notify",
        "axum",
    ] {
        assert!(!found.contains(&unwanted), "{unwanted} is in\n{tree}");
    }
}
