//! Catalog and typed queries to the service: where every name, route, body, status code and SQL text is decided.
//!
//! In: [`Catalog`], [`TypedQuery`]s, [`Config`]. Out: a [`Service`], or diagnostics at the places that do not fit together.
//! It must not know Rust paths, drivers or templates.

mod across;
mod associations;
mod audience;
mod borrowed;
mod check;
mod composites;
mod conditions;
mod enums;
mod exposed;
mod fields;
mod flows;
mod formats;
mod hooks;
mod kept;
mod leaks;
mod list_params;
mod nested;
mod operations;
mod own;
mod positions;
mod queries;
mod relations;
mod replaced;
mod resources;
mod routes;
mod rows;
mod search;
mod shapes;
mod statements;
mod texts;
mod token;
mod upserts;
mod ways;

use std::collections::BTreeSet;

use super::names::{Claimant, Namer, Scope};
use super::{HttpSettings, Service, TargetSql};
use crate::analyze::TypedQuery;
use crate::catalog::{Catalog, TableId};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::source::{SourceKind, Sources, Span};

/// What every part of the lowering reads, and what it collects beside the service itself.
struct Context<'a> {
    catalog: &'a Catalog,
    config: &'a Config,
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
    namer: Namer<'a>,
    /// Types that somebody chose.
    own: own::OwnTypes,
    /// The types of the generated crate, which are the schemas of the document too.
    types: Scope,
    /// The modules of the generated crate.
    modules: Scope,
    /// The handlers, which are the operationIds too.
    operations: Scope,
    /// Tables whose names have met others': once is enough to say so.
    nameless: BTreeSet<TableId>,
}

/// The service that a definition describes; none where something in it does not fit together.
pub fn lower(
    catalog: &Catalog,
    queries: &[TypedQuery],
    config: &Config,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let errors_before = diagnostics.error_count();
    let catalog = &*exposed::catalog(catalog, config.http.expose, diagnostics);
    let own = own::OwnTypes::new(catalog, config, diagnostics);
    let mut context = Context {
        own,
        catalog,
        config,
        sources,
        diagnostics,
        namer: Namer::new(&config.names),
        types: Scope::new("the types"),
        modules: Scope::new("the modules"),
        operations: Scope::new("the operations"),
        nameless: BTreeSet::new(),
    };
    let enums = enums::lower(&mut context);
    let mut resources = resources::lower(&mut context);
    let offered = relations::offered(&mut context, &resources);
    associations::lower(&mut context, &mut resources, &offered);
    relations::lower(&mut context, &mut resources, offered);
    kept::hide_deleted(&mut resources);
    across::lower(&mut context, &mut resources);
    nested::lower(&mut context, &mut resources);
    statements::lower(&context, &mut resources);
    operations::plan_batches(&mut context, &mut resources);
    operations::plan_exports(&mut context, &mut resources);
    let mut query_modules = queries::lower(&mut context, queries, &resources);
    let composites = composites::lower(&mut context, &resources, &query_modules);
    leaks::check_views(&mut context, &resources);
    let mut operations = operations::lower(&mut context, &resources);
    let routed = routes::lower(
        &mut context,
        queries,
        &mut query_modules,
        &resources,
        &operations,
    );
    operations.extend(routed);
    let (sign_in, create_token) = token::lower(&mut context, &resources).unzip();
    operations.extend(create_token);
    replaced::mark(&mut context, &mut operations);
    hooks::lower(&mut context, &mut resources, &operations);
    flows::check(&mut context, queries, &resources);
    let Context {
        namer, diagnostics, ..
    } = context;
    namer.finish(diagnostics);
    (diagnostics.error_count() == errors_before).then(|| Service {
        title: config.http.title.clone(),
        version: config.http.version.clone(),
        dialect: config.dialect,
        targets: config.targets.clone(),
        sources: source_names(config, sources),
        enums,
        composites,
        resources,
        query_modules,
        operations,
        row_security: !catalog.row_security.is_empty(),
        sign_in,
        http: HttpSettings {
            prefix: config.http.prefix.clone(),
            auth: config.http.auth,
            license: config.http.license.clone(),
            license_url: config.http.license_url.clone(),
        },
    })
}

impl Context<'_> {
    /// A text for each target.
    fn for_targets(&self, text: impl Fn(Dialect) -> String) -> TargetSql {
        TargetSql {
            texts: self
                .config
                .targets
                .iter()
                .map(|target| (*target, text(*target)))
                .collect(),
            order: Vec::new(),
        }
    }

    /// Takes a type's name, which must be one that Rust takes.
    fn claim_type(&mut self, name: &str, claimant: &Claimant) -> bool {
        self.namer.check(name, false, claimant, self.diagnostics);
        self.types.claim(name, claimant, self.diagnostics)
    }

    /// Takes a module's name: it is a file's name as well, so plain letters.
    fn claim_module(&mut self, name: &str, claimant: &Claimant) {
        self.namer.check(name, true, claimant, self.diagnostics);
        self.modules.claim(name, claimant, self.diagnostics);
    }
}

/// Somebody who wants a name.
fn claimant(what: String, span: Span, remedy: String) -> Claimant {
    Claimant {
        what,
        span: Some(span),
        remedy,
    }
}

/// What the configuration calls the sources, for the header of every file: `schema.sql`, `queries/`.
fn source_names(config: &Config, sources: &Sources) -> Vec<String> {
    let files = |kind| sources.of_kind(kind).map(|file| file.path.as_str());
    let mut names: Vec<String> = Vec::new();
    for (kind, given) in [
        (SourceKind::Schema, &config.schema),
        (SourceKind::Queries, &config.queries),
    ] {
        for entry in given {
            let entry = entry.trim_start_matches("./").trim_end_matches('/');
            let name = match entry.find(['*', '?', '[']) {
                Some(at) => entry[..at]
                    .rfind('/')
                    .map_or(String::new(), |end| entry[..=end].to_owned()),
                None if files(kind).any(|path| path == entry) => entry.to_owned(),
                None if files(kind).any(|path| path.starts_with(&format!("{entry}/"))) => {
                    format!("{entry}/")
                }
                None => String::new(),
            };
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests;
