//! `rowtype compat`: can the callers of an earlier API go on with this one?

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use rowtype::compat::{self, DocumentChange};
use rowtype::diagnostic::{
    Diagnostic, DiagnosticJson, Diagnostics, Severity, to_json as findings_json,
};
use rowtype::emit::openapi;
use rowtype::source::{self, Sources};
use rowtype::{Project, Report, Resolved, resolve};
use serde::Serialize;
use serde_json::Value;

use super::output::{Terminal, counted, to_json};
use super::{Outcome, locate};

/// The document, in the folder of the generated code.
const DOCUMENT: &str = "openapi.yaml";

const EXAMPLES: &str = "\
Examples:
  rowtype compat --base main                the API of schema.sql and queries/ against that of a git revision
  rowtype compat --base v1.2.0 --all        with what breaks nobody
  rowtype compat --base released.yaml       against a document
  rowtype gen --check --api-base origin/main    both checks in one run, for CI

A revision's document is the generated openapi.yaml that is checked in there.

Exit codes: 0 callers can go on; 1 something breaks them; 2 no project, no such document, or errors in the definition.";

/// Say what in the API has changed so that callers break
///
/// Compares the OpenAPI document of the definition with an earlier one: keys that are gone or have another name, what is newly
/// required, words and bounds that no longer hold, lost answers. Each finding says whom it breaks and what to do, such as
/// `-- @name old` at a column that has another name now.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Compat {
    /// The API that callers know: a document (YAML or JSON), or a git revision
    #[arg(long, value_name = "FILE|REV")]
    base: String,

    /// List what breaks nobody as well
    #[arg(long)]
    all: bool,
}

/// A finding with its place in the documents, as tools read it.
#[derive(Serialize)]
struct ChangeJson {
    #[serde(flatten)]
    finding: DiagnosticJson,
    #[serde(flatten)]
    place: DocumentChange,
}

impl Compat {
    /// Compares and answers with every finding.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        let base = read_base(&project, &self.base)?;
        let resolved = resolve(&project);
        let found = changes(&base, &resolved)?;
        let shown: Vec<&(Diagnostic, DocumentChange)> = found
            .iter()
            .filter(|(finding, _)| self.all || finding.severity != Severity::Note)
            .collect();
        let sources = resolved.report.sources;
        if terminal.is_for_tools() {
            let all: Vec<ChangeJson> = shown.iter().filter_map(|one| json(one, &sources)).collect();
            terminal.print(&to_json(&all));
        } else {
            let findings = shown.iter().map(|(finding, _)| finding.clone());
            let diagnostics = gathered(findings);
            terminal.report(&Report {
                sources,
                diagnostics,
            });
        }
        let breaking = breaking(&found);
        terminal.say(&verdict(breaking, found.len(), &self.base));
        Ok(if breaking == 0 {
            Outcome::Clean
        } else {
            Outcome::Negative
        })
    }
}

fn gathered(findings: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for finding in findings {
        diagnostics.push(finding);
    }
    diagnostics
}

fn json((finding, place): &(Diagnostic, DocumentChange), sources: &Sources) -> Option<ChangeJson> {
    let finding = findings_json(&gathered([finding.clone()]), sources).pop()?;
    let place = place.clone();
    Some(ChangeJson { finding, place })
}

/// What breaks callers of an earlier API, and what warns of it, for a check of more than that.
pub fn findings(project: &Project, base: &str) -> Result<Vec<Diagnostic>, Report> {
    let document = read_base(project, base)?;
    let found = changes(&document, &resolve(project))?;
    let findings = found.into_iter().map(|(finding, _)| finding);
    Ok(findings
        .filter(|finding| finding.severity != Severity::Note)
        .collect())
}

fn breaking(found: &[(Diagnostic, DocumentChange)]) -> usize {
    let errors = found
        .iter()
        .filter(|(finding, _)| finding.severity == Severity::Error);
    errors.count()
}

fn verdict(breaking: usize, all: usize, base: &str) -> String {
    match (breaking, all) {
        (0, 0) => format!("the API is that of {base}"),
        (0, all) => format!(
            "callers of {base} can go on ({} that break{} nobody)",
            counted(all, "change"),
            if all == 1 { "s" } else { "" }
        ),
        (breaking, _) => format!(
            "{} break{} callers of {base}",
            counted(breaking, "change"),
            if breaking == 1 { "s" } else { "" }
        ),
    }
}

/// Every change from the base to what is defined now.
fn changes(base: &Value, resolved: &Resolved) -> Result<Vec<(Diagnostic, DocumentChange)>, Report> {
    let (Some(service), Some(catalog)) = (&resolved.service, &resolved.catalog) else {
        return Err(resolved.report.clone());
    };
    if resolved.report.diagnostics.has_errors() {
        return Err(resolved.report.clone());
    }
    let document = openapi::value(&openapi::document(service)).map_err(|error| {
        let message = format!("the document cannot be compared: {error}");
        Report::of(Diagnostic::error("api-document", message))
    })?;
    let found = compat::compare(base, &document);
    Ok(compat::diagnostics(&found, service, catalog))
}

/// The document that callers know: a file where there is one of that name, else what is checked in at a revision.
fn read_base(project: &Project, base: &str) -> Result<Value, Report> {
    let path = PathBuf::from(base);
    let text = if path.is_file() {
        source::read_text(&path)
            .map_err(|error| unreadable(&format!("`{base}` cannot be read: {error}")))?
    } else {
        at_revision(project, base)?
    };
    // JSON is YAML too.
    let document: Value = serde_yaml::from_str(&text)
        .map_err(|error| unreadable(&format!("the document of `{base}` is no YAML: {error}")))?;
    match compat::misfit(&document) {
        Some(why) => Err(unreadable(&format!(
            "the document of `{base}` is no OpenAPI document: {why}"
        ))),
        None => Ok(document),
    }
}

fn at_revision(project: &Project, revision: &str) -> Result<String, Report> {
    let path = format!("{}/{DOCUMENT}", project.config.output.dir);
    if revision.starts_with('-') || revision.is_empty() {
        return Err(unreadable(&format!(
            "`{revision}` is neither a file nor a git revision"
        )));
    }
    let output = Command::new("git")
        .arg("-C")
        .arg(&project.root)
        .arg("show")
        .arg(format!("{revision}:./{path}"))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| unreadable(&format!("`git` does not run: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or_default();
        return Err(unreadable(&format!(
            "there is no file `{revision}`, and git has no `{path}` at such a revision: {said}"
        )));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| unreadable(&format!("`{path}` at `{revision}` is not UTF-8")))
}

fn unreadable(message: &str) -> Report {
    Report::of(Diagnostic::error("api-base-unreadable", message).help(
        "name a document (YAML or JSON), or a git revision whose generated openapi.yaml is checked in; in CI fetch that \
         revision first (`git fetch origin main`)",
    ))
}
