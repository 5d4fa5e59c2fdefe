//! The documents under the tools of those who read them: Spectral and Redocly find nothing, and openapi-typescript makes types
//! of them that compile.
//!
//! In: Node and npm, the generated document, the blog's cases for the other databases, and cases that say more. The tools are installed below
//! `target/`, in the versions that stand here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::command;

/// The tools and their versions.
const TOOLS: [(&str, &str); 4] = [
    ("@redocly/cli", "2.77.0"),
    ("@stoplight/spectral-cli", "6.16.3"),
    ("openapi-typescript", "7.13.0"),
    ("typescript", "5.9.3"),
];

/// Projects of which a document is made; the reference project's is checked in.
const CASES: [(&str, &str); 8] = [
    ("postgres", "tests/cases/blog/postgres"),
    ("mariadb", "tests/cases/blog/mariadb"),
    ("across", "tests/cases/across/postgres"),
    ("batches", "tests/cases/batches/sqlite"),
    ("club", "tests/cases/club/sqlite"),
    ("owners", "tests/cases/owners/sqlite"),
    ("shapes", "tests/cases/shapes/sqlite"),
    ("writes", "tests/cases/writes/sqlite"),
];

/// What a client in TypeScript writes about any of the blog's documents.
const CLIENT: &str = "\
export async function newestUser(call: (path: string) => Promise<paths['/users']['get']['responses']['200']['content']['application/json']>) {
  const page = await call('/users?sort=-id&limit=1');
  const user: components['schemas']['User'] | undefined = page.items[0];
  const body: components['schemas']['UserUpdate'] = { bio: null, role: user?.role };
  // @ts-expect-error: unknown keys are refused
  const wrong: components['schemas']['UserUpdate'] = { no_such_column: 1 };
  return { body, wrong, next: page.next_cursor };
}
";

/// What one writes about the case `batches`.
const BATCHES: &str = "\
export async function urgentTasks(call: (path: string) => Promise<paths['/tasks']['get']['responses']['200']['content']['application/json']>) {
  const page = await call('/tasks?urgent=true');
  const changes: components['schemas']['TaskUpdateBatch'] = { items: page.items.map((task) => ({ id: task.id, urgent: false })) };
  // @ts-expect-error: the key of each row is needed
  const wrong: components['schemas']['TaskUpdateBatch'] = { items: [{ urgent: false }] };
  return { changes, wrong };
}
";

/// What one writes about the case `shapes`.
const SHAPES: &str = "\
export async function signUp(call: (body: components['schemas']['NewContact']) => Promise<components['schemas']['ContactCard']>) {
  const card = await call({ name: 'Ada', email: 'ada@example.org', kind: 'person', password: 'correct horse' });
  // @ts-expect-error: the password is needed
  const wrong: components['schemas']['NewContact'] = { name: 'Ada', email: 'ada@example.org', kind: 'person' };
  // @ts-expect-error: a card has no address
  return { site: card.website, wrong, email: card.email };
}
";

/// Installs the tools, makes the documents, and runs each tool over all of them.
pub fn run() -> Result<(), String> {
    let folder = tools()?;
    let documents = documents(&folder)?;
    let mut failures = Vec::new();
    for check in [spectral, redocly, typescript] {
        if let Err(error) = check(&folder, &documents) {
            failures.push(error);
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}

/// The folder with the tools, installed where they are not.
fn tools() -> Result<PathBuf, String> {
    if !command::exists("node", &["--version"]) || !command::exists("npm", &["--version"]) {
        return Err(
            "the documents are checked by tools for Node (20 or later): sudo apt-get install nodejs npm"
                .to_owned(),
        );
    }
    let folder = command::target().join("document");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let dependencies: serde_json::Map<String, Value> = TOOLS
        .iter()
        .map(|(name, version)| ((*name).to_owned(), Value::from(*version)))
        .collect();
    let wanted = json!({"private": true, "dependencies": dependencies}).to_string();
    let installed = folder.join("installed.json");
    if fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    write(&folder.join("package.json"), &wanted)?;
    let options = ["--no-audit", "--no-fund", "--ignore-scripts"];
    command::output(
        Command::new("npm")
            .arg("install")
            .args(options)
            .current_dir(&folder),
    )?;
    write(&installed, &wanted)?;
    Ok(folder)
}

/// The documents by their names: that of the reference project, and those of the cases.
fn documents(folder: &Path) -> Result<Vec<(&'static str, PathBuf)>, String> {
    let mut all = vec![("sqlite", command::root().join("generated/openapi.yaml"))];
    for (name, case) in CASES {
        let project = folder.join(name);
        // Away from the case, which generated code is no part of.
        let _ = fs::remove_dir_all(&project);
        command::output(
            command::new("cp")
                .arg("-r")
                .arg(command::root().join(case))
                .arg(&project),
        )?;
        command::output(
            command::rowtype()?
                .arg("gen")
                .arg("--project")
                .arg(&project),
        )?;
        all.push((name, project.join("generated/openapi.yaml")));
    }
    Ok(all)
}

fn spectral(folder: &Path, documents: &[(&str, PathBuf)]) -> Result<(), String> {
    let rules = folder.join("spectral.yaml");
    write(&rules, "extends: [\"spectral:oas\"]\n")?;
    let mut spectral = tool(folder, "spectral");
    spectral.args(["lint", "--fail-severity", "hint", "--ruleset"]);
    spectral
        .arg(rules)
        .args(documents.iter().map(|(_, path)| path));
    passes("Spectral", &mut spectral).map(drop)
}

/// Redocly's warnings leave the exit code as it is, so its counts are read.
fn redocly(folder: &Path, documents: &[(&str, PathBuf)]) -> Result<(), String> {
    let mut redocly = tool(folder, "redocly");
    redocly.args(["lint", "--extends", "recommended", "--format", "json"]);
    redocly.args(documents.iter().map(|(_, path)| path));
    redocly
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    let said = passes("Redocly", &mut redocly)?;
    // An answer for each document, one behind the other.
    let answers = serde_json::Deserializer::from_str(&said).into_iter::<Value>();
    let answers: Vec<Value> = answers
        .collect::<Result<_, _>>()
        .map_err(|error| format!("Redocly's answer is no JSON: {error}\n{said}"))?;
    if answers.len() != documents.len() {
        return Err(format!("Redocly did not read every document:\n{said}"));
    }
    let is_clean = |answer: &Value| {
        let totals = &answer["totals"];
        totals["errors"] == 0 && totals["warnings"] == 0
    };
    match answers.iter().find(|answer| !is_clean(answer)) {
        Some(answer) => Err(format!("Redocly has findings: {:#}", answer["problems"])),
        None => Ok(()),
    }
}

fn typescript(folder: &Path, documents: &[(&str, PathBuf)]) -> Result<(), String> {
    let mut files = Vec::new();
    for (name, path) in documents {
        let types = format!("{name}.ts");
        let mut generator = tool(folder, "openapi-typescript");
        generator.arg(path).arg("--output").arg(&types);
        passes("openapi-typescript", &mut generator)?;
        files.push(types);
        let Some(text) = client(name) else {
            continue;
        };
        let client = format!("{name}-client.ts");
        let import = format!("import type {{ components, paths }} from './{name}';\n");
        write(&folder.join(&client), &format!("{import}{text}"))?;
        files.push(client);
    }
    let options = json!({"strict": true, "noEmit": true, "target": "es2022", "types": []});
    let project = json!({"compilerOptions": options, "files": files});
    write(&folder.join("tsconfig.json"), &project.to_string())?;
    passes(
        "TypeScript",
        tool(folder, "tsc").arg("--project").arg(folder),
    )
    .map(drop)
}

/// What a client writes about a document.
fn client(name: &str) -> Option<&'static str> {
    match name {
        "sqlite" | "postgres" | "mariadb" => Some(CLIENT),
        "batches" => Some(BATCHES),
        "shapes" => Some(SHAPES),
        _ => None,
    }
}

/// One of the installed programs.
fn tool(folder: &Path, name: &str) -> Command {
    let mut command = command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    command
}

/// What it prints, where it ends with 0; both of its outputs as the error otherwise.
fn passes(name: &str, command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("`{}`: {error}", command::line(command)))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name}: {}\n{said}{errors}", output.status))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
