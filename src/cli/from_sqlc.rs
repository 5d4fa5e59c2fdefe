//! `rowtype init --from sqlc.yaml`: a `rowtype.toml` for files that sqlc reads.

use std::path::Path;

use rowtype::catalog::Catalog;
use rowtype::diagnostic::Diagnostic;
use rowtype::sqlc::Block;
use rowtype::{Project, Report, files, source, sqlc};

use super::Outcome;
use super::output::Terminal;

/// Takes over the configuration at `path`, beside which the new one is written.
pub fn run(path: &Path, terminal: &Terminal) -> Result<Outcome, Report> {
    let root = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let text = source::read_text(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", path.display());
        Report::of(Diagnostic::error("file-unreadable", message))
    })?;
    let mut blocks = sqlc::read(&text).map_err(|unusable| {
        Report::of(Diagnostic::error("sqlc-config", unusable.message).help(unusable.help))
    })?;
    let several = blocks.len() > 1;
    let places: Vec<(String, &str)> = blocks
        .iter()
        .map(|block| match several {
            true => (format!("rowtype/{}", block.name), "../../"),
            false => (String::new(), ""),
        })
        .collect();
    refuse_if_present(root, &places)?;
    for (block, (folder, up)) in blocks.iter_mut().zip(&places) {
        take_over(root, block, folder, up, &file, terminal)?;
    }
    terminal.say("\nNext:\n  rowtype check\n  rowtype gen");
    Ok(Outcome::Clean)
}

fn refuse_if_present(root: &Path, places: &[(String, &str)]) -> Result<(), Report> {
    let paths: Vec<String> = places
        .iter()
        .map(|(folder, _)| config_path(folder))
        .collect();
    let Some(path) = files::present(root, paths.iter().map(String::as_str))
        .first()
        .copied()
    else {
        return Ok(());
    };
    let message = format!("`{path}` is there already");
    Err(Report::of(Diagnostic::error("file-present", message).help(
        "`rowtype init` overwrites nothing: move the file away",
    )))
}

fn config_path(folder: &str) -> String {
    if folder.is_empty() {
        "rowtype.toml".to_owned()
    } else {
        format!("{folder}/rowtype.toml")
    }
}

fn take_over(
    root: &Path,
    block: &mut Block,
    folder: &str,
    up: &str,
    from: &str,
    terminal: &Terminal,
) -> Result<(), Report> {
    let is_folder = |path: &str| root.join(path).is_dir();
    let config = block.config(up, &is_folder);
    // The new folder is not there yet.
    let project = Project::new(root, block.config("", &is_folder));
    let resolved = rowtype::resolve(&project);
    let catalog = resolved
        .catalog
        .unwrap_or_else(|| Catalog::new(config.dialect));
    let text = block.toml(&config, &catalog, &format!("{up}{from}"));
    let path = config_path(folder);
    files::create_new(root, &path, &text).map_err(|error| {
        let message = format!("`{path}` cannot be written: {error}");
        Report::of(Diagnostic::error("file-unwritable", message))
    })?;
    terminal.say(&format!("wrote {path}"));
    let queries = resolved.queries.as_ref().map_or(0, Vec::len);
    let errors = resolved.report.diagnostics.error_count();
    let findings = match errors {
        0 => String::new(),
        1 => ", 1 error: `rowtype check` shows it".to_owned(),
        many => format!(", {many} errors: `rowtype check` shows them"),
    };
    terminal.say(&format!(
        "  {}, {} understood{findings}",
        count(catalog.tables.len(), "table", "tables"),
        count(queries, "query", "queries")
    ));
    for left in &block.left_out {
        terminal.say(&format!("  left out: {}: {}", left.key, left.why));
    }
    Ok(())
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
