//! The files around the generated modules: Cargo.toml and lib.rs of a crate, mod.rs of a module and of its parts.

use std::collections::BTreeSet;

use askama::Template;

use super::format::version_order;
use super::types::{self, Package};
use super::{Carried, EmitOptions, Layout};
use crate::catalog::RuleTest;
use crate::service::Service;
use crate::ty::Ty;

#[derive(Template)]
#[template(path = "Cargo.toml.jinja")]
struct Manifest<'a> {
    header: &'a str,
    package: &'a str,
    runtime: String,
    target: &'a str,
    packages: Vec<(&'a str, &'a str)>,
}

#[derive(Template)]
#[template(path = "root.rs.jinja")]
struct Root {
    gated: bool,
    has_migrations: bool,
    version: &'static str,
}

#[derive(Template)]
#[template(path = "migrations.rs.jinja")]
struct Migrations<'a> {
    migrations: &'a [Carried],
}

#[derive(Template)]
#[template(path = "part.rs.jinja")]
struct Part<'a> {
    doc: &'static str,
    modules: Vec<&'a str>,
    names: Vec<String>,
}

/// What lints say of names, words and numbers that are the schema's own, or that every function would repeat.
const ALLOWED: &str = r#"(
    clippy::doc_lazy_continuation,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::just_underscores_and_digits,
    clippy::many_single_char_names,
    clippy::missing_errors_doc,
    clippy::option_option,
    clippy::pub_underscore_fields,
    clippy::similar_names,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::too_many_lines,
    clippy::used_underscore_binding,
    reason = "names and shapes are the schema's own; errors are explained once, in the runtime"
)"#;

/// `Cargo.toml`.
pub(super) fn manifest(
    service: &Service,
    options: &EmitOptions,
    header: &str,
) -> askama::Result<String> {
    let packages = packages(service, options);
    let mut features: Vec<String> = packages
        .iter()
        .map(|one| format!("\"{}\"", one.name))
        .collect();
    if has_hashes(service) {
        features.push("\"hash\"".to_owned());
    }
    if service.sign_in.is_some() {
        features.push("\"jwt\"".to_owned());
    }
    if has_patterns(service) {
        features.push("\"pattern\"".to_owned());
    }
    let features = match features.as_slice() {
        [] => String::new(),
        features => format!(", features = [{}]", features.join(", ")),
    };
    let source = match &options.runtime {
        Some(path) => format!("path = {}", toml_string(path)),
        None => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
    };
    Manifest {
        header,
        package: &options.package,
        runtime: format!("{{ {source}{features} }}"),
        target: options.target.protocol(),
        packages: {
            let own = options.dependencies.iter();
            let own = own.map(|(name, text)| (name.as_str(), text.as_str()));
            let known = packages.iter().map(|one| (one.name, one.requirement));
            let mut all: Vec<(&str, &str)> = known.chain(own).collect();
            all.sort_unstable();
            all
        },
    }
    .render()
}

/// The file that holds the modules: `lib.rs`, or `mod.rs`.
pub(super) fn root(options: &EmitOptions) -> askama::Result<String> {
    Root {
        gated: options.layout == Layout::Crate,
        has_migrations: !options.migrations.is_empty(),
        version: env!("CARGO_PKG_VERSION"),
    }
    .render()
}

/// `migrations.rs`: what a program carries to bring a database up to date.
pub(super) fn migrations(migrations: &[Carried]) -> askama::Result<String> {
    Migrations { migrations }.render()
}

/// The text of that file with the lints that are allowed below its description.
pub(super) fn with_allowed(text: &str) -> String {
    match text.split_once("\n\n") {
        Some((head, rest)) => format!("{head}\n\n#![allow{ALLOWED}]\n\n{rest}"),
        None => text.to_owned(),
    }
}

/// All files as one, of nested modules. Texts stay where they are, since some of their lines belong to literals.
pub(super) fn nested(header: &str, files: &[(String, String)]) -> String {
    let mut out = format!("// {header}\n");
    for part in ["http", "models", "queries", "tables"] {
        let inside = |path: &str| {
            path.strip_prefix(part)
                .and_then(|rest| rest.strip_prefix('/'))
                .map(str::to_owned)
        };
        let own = files
            .iter()
            .filter_map(|(path, text)| Some((inside(path)?, text)));
        let (roots, others): (Vec<_>, Vec<_>) = own.partition(|(name, _)| name == "mod.rs");
        for (_, text) in roots {
            let mut text = without_header(text).to_owned();
            for (name, inner) in &others {
                let module = name.trim_end_matches(".rs");
                for declared in [format!("pub mod {module};\n"), format!("\nmod {module};\n")] {
                    let visibility = declared.trim().trim_end_matches(';');
                    let opened = format!("\n{visibility} {{\n{}}}\n", without_header(inner));
                    text = text.replacen(&declared, &opened, 1);
                }
            }
            out.push_str(&format!(
                "\n#[allow{ALLOWED}]\npub mod {part} {{\n{text}}}\n"
            ));
        }
    }
    out
}

fn without_header(text: &str) -> &str {
    text.split_once('\n').map_or(text, |(_, rest)| rest)
}

/// `models/mod.rs`.
pub(super) fn models(service: &Service) -> askama::Result<String> {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    if !service.enums.is_empty() {
        let enums = service.enums.iter().map(|one| one.name.as_str());
        names.push(("enums", enums.collect()));
    }
    if !service.composites.is_empty() {
        let composites = service.composites.iter().map(|one| one.name.as_str());
        names.push(("composites", composites.collect()));
    }
    for resource in &service.resources {
        let batch = resource.batch.as_ref();
        let key = batch.and_then(|batch| Some(&batch.update.as_ref()?.key));
        let others = [&resource.create, &resource.update, &resource.borrowed];
        let shapes = resource.shapes.iter().map(|shape| &shape.name);
        let others = others.into_iter().flatten().chain(key).chain(shapes);
        let all = [&resource.row, &resource.answer].into_iter().chain(others);
        names.push((&resource.module, all.map(String::as_str).collect()));
    }
    names.sort_by(|(one, _), (other, _)| version_order(one, other));
    Part {
        doc: "Rows, answers and request bodies.",
        modules: names.iter().map(|(module, _)| *module).collect(),
        names: names
            .into_iter()
            .map(|(module, names)| published(module, names))
            .collect(),
    }
    .render()
}

/// `tables/mod.rs`.
pub(super) fn tables(service: &Service) -> askama::Result<String> {
    let composites = (!service.composites.is_empty()).then_some("composites");
    let resources = service.resources.iter().map(|one| one.module.as_str());
    Part {
        doc: "The statements of each table and view.",
        modules: sorted(resources.chain(composites)),
        names: Vec::new(),
    }
    .render()
}

/// `queries/mod.rs`.
pub(super) fn queries(service: &Service) -> askama::Result<String> {
    Part {
        doc: "The queries of each file.",
        modules: sorted(service.query_modules.iter().map(|one| one.module.as_str())),
        names: Vec::new(),
    }
    .render()
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_by(|one, other| version_order(one, other));
    names
}

fn published(module: &str, mut names: Vec<&str>) -> String {
    names.sort_by(|one, other| version_order(one, other));
    match names.as_slice() {
        [only] => format!("pub use {module}::{only};"),
        names => format!("pub use {module}::{{{}}};", names.join(", ")),
    }
}

/// The crates that types come from.
fn packages(service: &Service, options: &EmitOptions) -> BTreeSet<Package> {
    let rows = service.query_modules.iter().flat_map(|one| &one.functions);
    let of_queries = rows.flat_map(|function| {
        let params = function.params.iter().map(|param| &param.ty);
        let rows = function.returns.row.iter().flat_map(|row| &row.fields);
        params
            .chain(rows.map(|field| &field.ty))
            .collect::<Vec<&Ty>>()
    });
    let of_tables = service
        .resources
        .iter()
        .flat_map(|one| &one.fields)
        .map(|field| &field.ty);
    let composites = service.composites.iter().flat_map(|one| &one.fields);
    of_tables
        .chain(of_queries)
        .chain(composites.map(|field| &field.ty))
        .filter_map(|ty| types::rust_type(ty, options.target)?.package())
        .collect()
}

fn has_hashes(service: &Service) -> bool {
    let mut fields = service.resources.iter().flat_map(|one| &one.fields);
    fields.any(|field| field.hashed)
}

fn has_patterns(service: &Service) -> bool {
    let is_pattern = |rule: &RuleTest| match rule {
        RuleTest::Pattern(_) => true,
        RuleTest::Format(format) => format.is_rule(),
        _ => false,
    };
    let fields = service.resources.iter().flat_map(|one| &one.fields);
    let functions = service.query_modules.iter().flat_map(|one| &one.functions);
    let params = functions.flat_map(|function| &function.params);
    fields.flat_map(|field| &field.rules).any(is_pattern)
        || params.flat_map(|param| &param.rules).any(is_pattern)
}

fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
