//! `http/mod.rs`: the service over all routes, and what it needs of the application.

use askama::Template;

use super::{Place, handler_name, import_http, method_name};
use crate::config::Auth;
use crate::emit::docs;
use crate::emit::literal;
use crate::emit::scope::Scope;
use crate::service::{Action, Hooks, Operation, Service};

#[derive(Template)]
#[template(path = "http.rs.jinja")]
pub(super) struct ServiceFile<'a> {
    modules: Vec<ModuleView>,
    imports: Vec<String>,
    document: &'a str,
    replaced: Vec<ReplacedView>,
    hooks: Vec<(String, String)>,
    /// `<H: PostHooks>`, or nothing.
    generics: String,
    /// Of `routes`.
    parameters: String,
    /// Of `service`, behind the database.
    given: String,
    /// What `service` gives to `routes`.
    arguments: String,
    service_doc: Vec<String>,
    settings: String,
}

struct ModuleView {
    name: String,
    /// What its routes are given.
    arguments: String,
}

/// A handler that the application writes itself.
struct ReplacedView {
    doc: String,
    name: String,
}

/// A module of handlers, with what its routes are about.
pub(super) struct Module<'a> {
    pub(super) name: String,
    pub(super) operations: Vec<&'a Operation>,
    pub(super) hooks: Option<&'a Hooks>,
}

/// The file over these modules.
pub(super) fn file<'a>(
    service: &Service,
    mut modules: Vec<Module<'_>>,
    place: &Place<'a>,
) -> ServiceFile<'a> {
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    let mut scope = Scope::new(service, place.target, place.root);
    import_http(&mut scope, &["Document", "Router", "Service"]);
    scope.driver(&["Db"]);
    let replaced: Vec<ReplacedView> = service
        .operations
        .iter()
        .filter(|one| one.is_replaced)
        .map(replaced)
        .collect();
    let hooks: Vec<(String, String)> = modules
        .iter()
        .filter_map(|module| Some((module.name.clone(), module.hooks?.name.clone())))
        .collect();
    let (mut parameters, mut given, mut arguments) = (Vec::new(), Vec::new(), Vec::new());
    if !replaced.is_empty() {
        import_http(&mut scope, &["Supplied"]);
        parameters.push("replaced: Replaced");
        given.push("replaced: Replaced");
        arguments.push("replaced");
    }
    let mut generics = String::new();
    if !hooks.is_empty() {
        scope.import("std::sync", "Arc");
        let traits: Vec<&str> = hooks.iter().map(|(_, name)| name.as_str()).collect();
        generics = format!("<H: {}>", traits.join(" + "));
        parameters.push("hooks: &Arc<H>");
        given.push("hooks: H");
        arguments.push("&Arc::new(hooks)");
    }
    let (service_doc, settings) = settings(service);
    ServiceFile {
        imports: scope.imports(),
        document: place.document,
        replaced,
        hooks,
        generics,
        parameters: parameters.join(", "),
        given: given.iter().map(|one| format!(", {one}")).collect(),
        arguments: arguments.join(", "),
        service_doc,
        settings,
        modules: modules.into_iter().map(module).collect(),
    }
}

fn module(module: Module<'_>) -> ModuleView {
    let replaced = module.operations.iter().filter(|one| one.is_replaced);
    let mut arguments: Vec<String> = replaced
        .map(|one| format!("replaced.{}", handler_name(&one.id)))
        .collect();
    arguments.extend(module.hooks.map(|_| "Arc::clone(hooks)".to_owned()));
    ModuleView {
        name: module.name,
        arguments: arguments.join(", "),
    }
}

fn replaced(operation: &Operation) -> ReplacedView {
    let request = format!("{} {}", method_name(operation.method), operation.path);
    ReplacedView {
        doc: docs::code(&request),
        name: handler_name(&operation.id),
    }
}

/// Whether the generated code signs callers in.
fn signs_in(service: &Service) -> bool {
    let mut operations = service.operations.iter();
    operations.any(|one| one.action == Action::SignIn && !one.is_replaced)
}

/// What `service` says of itself, and what it sets.
fn settings(service: &Service) -> (Vec<String>, String) {
    let mut settings = String::new();
    let mut doc = vec!["The service with all routes.".to_owned()];
    if !service.http.prefix.is_empty() {
        let prefix = literal::string(&service.http.prefix);
        settings.push_str(&format!(".prefix({prefix})"));
    }
    if service.http.auth == Some(Auth::None) {
        settings.push_str(".allow_all()");
        doc = vec![
            "The service with all routes, open to everybody: `[http] auth = \"none\"`.".to_owned(),
        ];
        return (doc, settings);
    }
    let who = match service.http.auth {
        Some(Auth::Bearer) => ": whoever has a bearer token",
        Some(Auth::ApiKey) => ": whoever has a key",
        _ => "",
    };
    let mut tokens = "";
    if signs_in(service) {
        settings.push_str(".needs_tokens()");
        tokens = ", and `Service::tokens` how `POST /token` signs";
    }
    doc.push(String::new());
    doc.push(format!(
        "It does not start before `Service::authenticate` has said who may come in{who}{tokens}."
    ));
    (doc, settings)
}
