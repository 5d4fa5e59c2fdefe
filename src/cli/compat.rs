//! `rowtype compat`: can the callers of an earlier API go on with this one, and in which order are database and code deployed?

use std::path::{Path, PathBuf};

use clap::Args;
use rowtype::compat::{self, Age, Deploy, DocumentChange, Finding, Verdict};
use rowtype::diagnostic::{
    Diagnostic, DiagnosticJson, Diagnostics, Severity, to_json as findings_json,
};
use rowtype::emit::openapi;
use rowtype::source::{self, Sources};
use rowtype::{Project, Report, Resolved, resolve, resolve_texts};
use serde::Serialize;
use serde_json::Value;

use super::output::{Terminal, counted, to_json};
use super::revision::Revision;
use super::{Outcome, locate};

/// The document, in the folder of the generated code.
const DOCUMENT: &str = "openapi.yaml";

const EXAMPLES: &str = "\
Examples:
  rowtype compat --base main                the API of schema.sql and queries/ against that of a git revision, and the deploy from there
  rowtype compat --base v1.2.0 --all        with what breaks nobody
  rowtype compat --base released.yaml       against a document: the API alone
  rowtype gen --check --api-base origin/main    code and API in one run, for CI

A revision's document is the generated openapi.yaml that is checked in there; its schema, queries and rowtype.toml say what the code that
runs needs of the database.

Exit codes: 0 callers can go on, and some order of migration and deploy is safe; 1 something breaks callers, or no order is safe; 2 no
project, no such document or revision, or errors in the definition.";

/// Say what has changed so that callers break, and whether to migrate before or after the deploy
///
/// Compares the OpenAPI document of the definition with an earlier one: keys that are gone or have another name, what is newly
/// required, words and bounds that no longer hold, lost answers. Each finding says whom it breaks and what to do, such as
/// `-- @name old` at a column that has another name now.
///
/// Against a git revision it asks as well whether the code of there works with the schema of here, and the code of here with the
/// schema of there: so the database is migrated before the deploy, after it, or never while both run.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Compat {
    /// What callers know and what runs: a git revision, or a document (YAML or JSON) for the API alone
    #[arg(long, value_name = "FILE|REV")]
    base: String,

    /// List what breaks no caller as well
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

/// What tools read of a deploy.
#[derive(Serialize)]
struct DeployJson {
    /// None where nothing can be said.
    verdict: Option<Verdict>,
    /// The same, or why nothing can be said, in one line.
    message: String,
    findings: Vec<FindingJson>,
}

/// A finding with whose code it is, as tools read it. Files of the older definition have the revision before their paths.
#[derive(Serialize)]
struct FindingJson {
    #[serde(flatten)]
    finding: DiagnosticJson,
    /// The code.
    code: Age,
    /// The schema that it meets.
    schema: Age,
    /// Whether the two do not work together.
    breaks: bool,
}

/// All that is said.
#[derive(Serialize)]
struct AnswerJson {
    api: Vec<ChangeJson>,
    /// None where the base is a document.
    deploy: Option<DeployJson>,
}

/// What a base has.
struct Base {
    /// The API; none where it is not checked in at the revision.
    document: Option<Value>,
    /// None where the base is a document.
    revision: Option<Revision>,
}

/// A deploy from a revision, or why nothing can be said of it.
struct Judged {
    deploy: Result<Deploy, String>,
    /// The texts of both definitions.
    sources: Sources,
}

impl Compat {
    /// Compares and answers with every finding.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        let base = Base::read(&project, &self.base)?;
        let resolved = resolve(&project);
        if resolved.report.diagnostics.has_errors() {
            return Err(resolved.report);
        }
        let found = match &base.document {
            Some(document) => changes(document, &resolved)?,
            None => Vec::new(),
        };
        let judged = base
            .revision
            .as_ref()
            .map(|revision| judge(revision, &resolved));
        let judged = judged.transpose()?;
        let shown: Vec<&(Diagnostic, DocumentChange)> = found
            .iter()
            .filter(|(finding, _)| self.all || finding.severity != Severity::Note)
            .collect();
        let met = judged.as_ref().map(Judged::findings).unwrap_or_default();
        let sources = match &judged {
            Some(judged) => &judged.sources,
            None => &resolved.report.sources,
        };
        if terminal.is_for_tools() {
            terminal.print(&to_json(&AnswerJson {
                api: shown.iter().filter_map(|one| json(one, sources)).collect(),
                deploy: judged.as_ref().map(|judged| judged.json(&self.base)),
            }));
        } else {
            let findings = shown.iter().map(|(finding, _)| finding);
            let all = findings.chain(met.iter().map(|one| &one.diagnostic));
            terminal.report(&Report {
                sources: sources.clone(),
                diagnostics: gathered(all.cloned()),
            });
        }
        let breaking = breaking(&found);
        terminal.say(&match base.document {
            Some(_) => verdict(breaking, found.len(), &self.base),
            None => format!(
                "the API is not compared: {} has no generated {DOCUMENT}",
                self.base
            ),
        });
        if let Some(judged) = &judged {
            terminal.say(&judged.line(&self.base));
        }
        let is_safe = judged.is_none_or(|judged| judged.is_safe());
        Ok(match breaking == 0 && is_safe {
            true => Outcome::Clean,
            false => Outcome::Negative,
        })
    }
}

impl Judged {
    fn findings(&self) -> Vec<&Finding> {
        let deploy = self.deploy.as_ref();
        deploy.map_or_else(|_| Vec::new(), |deploy| deploy.findings.iter().collect())
    }

    fn is_safe(&self) -> bool {
        let deploy = self.deploy.as_ref();
        deploy.map_or(true, |deploy| deploy.verdict != Verdict::Never)
    }

    /// The verdict in one line.
    fn line(&self, base: &str) -> String {
        match &self.deploy {
            Ok(deploy) => {
                let warnings = deploy.findings.iter();
                let warnings = warnings
                    .filter(|one| one.diagnostic.severity == Severity::Warning)
                    .count();
                let text = deploy.text();
                match warnings {
                    0 => format!("deploy from {base}: {text}"),
                    _ => format!(
                        "deploy from {base}: {text} ({})",
                        counted(warnings, "warning")
                    ),
                }
            }
            Err(why) => format!("the deploy is not judged: {why}"),
        }
    }

    fn json(&self, base: &str) -> DeployJson {
        let finding = |one: &Finding| {
            let finding =
                findings_json(&gathered([one.diagnostic.clone()]), &self.sources).pop()?;
            Some(FindingJson {
                finding,
                code: one.code,
                schema: one.code.other(),
                breaks: one.breaks,
            })
        };
        DeployJson {
            verdict: self.deploy.as_ref().ok().map(|deploy| deploy.verdict),
            message: self.line(base),
            findings: self.findings().into_iter().filter_map(finding).collect(),
        }
    }
}

/// Asks the code of a revision of the schema that is defined now, and the other way round.
fn judge(revision: &Revision, new: &Resolved) -> Result<Judged, Report> {
    let unjudged = |why: String| {
        Ok(Judged {
            deploy: Err(why),
            sources: new.report.sources.clone(),
        })
    };
    let name = &revision.name;
    let Some(definition) = revision.definition(&new.report.sources)? else {
        return unjudged(format!("{name} has no schema of this project"));
    };
    let old = resolve_texts(&definition.config, definition.sources);
    if old.report.diagnostics.has_errors() {
        let nothing = Sources::beside(&new.report.sources);
        return Err(Report {
            sources: nothing.with(&old.report.sources, &revision.mark()),
            diagnostics: old.report.diagnostics,
        });
    }
    let sources = new
        .report
        .sources
        .with(&old.report.sources, &revision.mark());
    match compat::deploy(&old, new) {
        Some(deploy) => Ok(Judged {
            deploy: Ok(deploy),
            sources,
        }),
        None => unjudged(format!("{name} is of another database")),
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
    let document = Base::read(project, base)?.document.ok_or_else(|| {
        unreadable(&format!(
            "git has no `{}` at `{base}`",
            document_path(project)
        ))
    })?;
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
    let document = openapi::document(service).map_err(|error| {
        let message = format!("the document cannot be compared: {error}");
        Report::of(Diagnostic::error("api-document", message))
    })?;
    let found = compat::compare(base, &document);
    Ok(compat::diagnostics(&found, service, catalog))
}

fn document_path(project: &Project) -> String {
    format!("{}/{DOCUMENT}", project.config.output.dir)
}

impl Base {
    /// A file where there is one of that name, else a revision with the document that is checked in there.
    fn read(project: &Project, base: &str) -> Result<Base, Report> {
        let path = PathBuf::from(base);
        if path.is_file() {
            let text = source::read_text(&path)
                .map_err(|error| unreadable(&format!("`{base}` cannot be read: {error}")))?;
            return Ok(Base {
                document: Some(document(&text, base)?),
                revision: None,
            });
        }
        let path = document_path(project);
        let said = |said: String| {
            unreadable(&format!(
                "there is no file `{base}`, and git has no `{path}` at such a revision: {said}"
            ))
        };
        let revision = Revision::find(&project.root, base).map_err(said)?;
        let text = revision.text(&path).map_err(said)?;
        Ok(Base {
            document: text.map(|text| document(&text, base)).transpose()?,
            revision: Some(revision),
        })
    }
}

fn document(text: &str, base: &str) -> Result<Value, Report> {
    // JSON is YAML too.
    let document: Value = serde_yaml::from_str(text)
        .map_err(|error| unreadable(&format!("the document of `{base}` is no YAML: {error}")))?;
    match compat::misfit(&document) {
        Some(why) => Err(unreadable(&format!(
            "the document of `{base}` is no OpenAPI document: {why}"
        ))),
        None => Ok(document),
    }
}

fn unreadable(message: &str) -> Report {
    Report::of(Diagnostic::error("api-base-unreadable", message).help(
        "name a document (YAML or JSON), or a git revision whose generated openapi.yaml is checked in; in CI fetch that \
         revision first (`git fetch origin main`)",
    ))
}
