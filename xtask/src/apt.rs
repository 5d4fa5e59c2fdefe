//! Debian's packages, installed without starting the services in them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::command;

/// What Debian's packages ask whether they may start a service.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Installs a package that brings a service along.
pub fn install_without_starting(package: &str) -> Result<(), String> {
    let had_policy = Path::new(POLICY).exists();
    if !had_policy {
        let written = fs::write(POLICY, "#!/bin/sh\nexit 101\n")
            .and_then(|()| fs::set_permissions(POLICY, fs::Permissions::from_mode(0o755)));
        written.map_err(|error| format!("{POLICY}: {error}"))?;
    }
    let install = ["install", "--yes", "--no-install-recommends", package];
    let installed = run(&["update"]).and_then(|()| run(&install));
    if !had_policy {
        let _ = fs::remove_file(POLICY);
    }
    installed
}

/// Runs `apt-get`.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    command::output(
        command::new("apt-get")
            .arg("--quiet=2")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .map(drop)
}

/// Whether packages can be installed this way.
pub fn is_there() -> bool {
    command::exists("apt-get", &["--version"])
}
