//! The HTTP handlers: one file for each resource and query file, and the router over them.
//!
//! In: [`Service::operations`] and what they run. Out: the text of Rust files, to be formatted. It must not know a
//! database: handlers call the functions of `tables` and `queries`, which read the same for all of them.

mod queries;
mod tables;

use askama::Template;

use super::literal;
use super::scope::Scope;
use crate::config::Auth;
use crate::dialect::Dialect;
use crate::service::{Audience, Method, Operation, Service};

/// Where the files stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The database.
    pub(super) target: Dialect,
    /// `crate` or `super::super`.
    pub(super) root: &'static str,
    /// The document's path from `http/mod.rs`, without its ending: `../../openapi`.
    pub(super) document: &'a str,
}

/// A file of handlers.
#[derive(Template)]
#[template(path = "handlers.rs.jinja")]
struct HandlersFile<'a> {
    doc: Vec<String>,
    imports: Vec<String>,
    /// What the routes are of, in words.
    subject: String,
    routes: Vec<RouteView>,
    handlers: Vec<HandlerView<'a>>,
    loads: Vec<LoadView>,
    write: Option<tables::WriteView>,
}

/// The check of the role that an operation needs; none where everybody may, or whoever is known.
fn required_role(operation: &Operation) -> Option<String> {
    match operation.audience.roles() {
        [] => None,
        [role] => Some(format!("principal.require({})?;", literal::string(role))),
        roles => Some(format!("principal.require_any(&[{}])?;", strings(roles))),
    }
}

/// Texts as literals with commas.
fn strings(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal::string(text)).collect();
    texts.join(", ")
}

/// The handlers of a path.
struct RouteView {
    path: String,
    methods: String,
}

/// A handler.
struct HandlerView<'a> {
    name: String,
    method: &'static str,
    path: &'a str,
    parameters: Vec<String>,
    answer: String,
    statements: Vec<String>,
}

/// A function that makes answers of rows, with what `include` asks for.
struct LoadView {
    doc: String,
    name: String,
    /// How it includes: `new`, or `nested`.
    including: &'static str,
    row: String,
    answer: String,
    /// Whether some of it belongs to whoever is asking.
    asks_who: bool,
    relations: Vec<LoadedView>,
}

/// A relation that is loaded.
struct LoadedView {
    /// The variable, and the field of the answer.
    rust: String,
    variable: String,
    /// The function that loads it, with the words of `include` that ask for it.
    load: String,
    /// The way there.
    association: String,
    /// Which function puts it into the answer.
    put: &'static str,
    /// What makes answers of its rows, where these can have relations with them.
    answers: Option<String>,
}

#[derive(Template)]
#[template(path = "http.rs.jinja")]
struct ServiceFile<'a> {
    modules: Vec<String>,
    imports: Vec<String>,
    document: &'a str,
    service_doc: Vec<String>,
    settings: String,
}

/// Every file under `http/`, by its path, not yet formatted.
pub(super) fn files(service: &Service, place: &Place<'_>) -> askama::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for index in 0..service.resources.len() {
        if let Some(file) = tables::file(service, index, place) {
            let module = &service.resources[index].module;
            files.push((path_of(module), file.render()?));
            modules.push(module.clone());
        }
    }
    for (index, queries) in service.query_modules.iter().enumerate() {
        if let Some(file) = queries::file(service, index, place) {
            let module = queries_module(&queries.module);
            files.push((path_of(&module), file.render()?));
            modules.push(module);
        }
    }
    files.push((
        "http/mod.rs".to_owned(),
        service_file(service, modules, place).render()?,
    ));
    Ok(files)
}

fn path_of(module: &str) -> String {
    format!("http/{}.rs", module.trim_start_matches("r#"))
}

/// Handlers of a query file stand beside those of tables, which may have its name.
fn queries_module(module: &str) -> String {
    format!("queries_{}", module.trim_start_matches("r#"))
}

fn service_file<'a>(
    service: &Service,
    mut modules: Vec<String>,
    place: &Place<'a>,
) -> ServiceFile<'a> {
    modules.sort();
    let mut scope = Scope::new(service, place.target, place.root);
    for name in ["Document", "Router", "Service"] {
        scope.import("rowtype_runtime::http", name);
    }
    scope.driver(&["Db"]);
    let mut settings = String::new();
    let mut service_doc = vec!["The service with all routes.".to_owned()];
    if !service.http.prefix.is_empty() {
        settings.push_str(&format!(
            ".prefix({})",
            literal::string(&service.http.prefix)
        ));
    }
    if service.http.auth == Some(Auth::None) {
        settings.push_str(".allow_all()");
        service_doc = vec![
            "The service with all routes, open to everybody: `[http] auth = \"none\"`.".to_owned(),
        ];
    } else {
        let who = match service.http.auth {
            Some(Auth::Bearer) => ": whoever has a bearer token",
            Some(Auth::ApiKey) => ": whoever has a key",
            _ => "",
        };
        service_doc.push(String::new());
        service_doc.push(format!(
            "It does not start before `Service::authenticate` has said who may come in{who}."
        ));
    }
    ServiceFile {
        modules,
        imports: scope.imports(),
        document: place.document,
        service_doc,
        settings,
    }
}

/// The routes of some operations: those of one path stand together, in the order of the operations.
fn routes(operations: &[&Operation]) -> Vec<RouteView> {
    let mut paths: Vec<&str> = Vec::new();
    for operation in operations {
        if !paths.contains(&operation.path.as_str()) {
            paths.push(&operation.path);
        }
    }
    paths
        .into_iter()
        .map(|path| RouteView {
            path: literal::string(path),
            methods: methods(operations, path),
        })
        .collect()
}

fn methods(operations: &[&Operation], path: &str) -> String {
    let calls: Vec<String> = operations
        .iter()
        .filter(|operation| operation.path == path)
        .map(|operation| {
            format!(
                "{}({})",
                routing_function(operation.method),
                handler_name(&operation.id)
            )
        })
        .collect();
    calls.join(".")
}

/// What a file of handlers has beside the handlers.
const TAKEN: &[&str] = &[
    "delete", "get", "load", "location", "patch", "post", "put", "routes",
];

/// The function of an operation: its id, where that is free and no keyword.
fn handler_name(id: &str) -> String {
    let raw = format!("r#{id}");
    let is_name = |text: &str| syn::parse_str::<syn::Ident>(text).is_ok();
    if is_name(id) && !TAKEN.contains(&id) {
        id.to_owned()
    } else if !is_name(id) && is_name(&raw) {
        raw
    } else {
        format!("{id}_")
    }
}

/// What every file of handlers imports.
fn import_common(scope: &mut Scope<'_>, operations: &[&Operation]) {
    import_http(scope, &["Problem", "Query", "Router", "State"]);
    if operations
        .iter()
        .any(|one| one.audience != Audience::Public)
    {
        import_http(scope, &["Principal"]);
    }
    scope.driver(&["Db"]);
    let mut paths: Vec<&str> = Vec::new();
    for operation in operations {
        if !paths.contains(&operation.path.as_str()) {
            paths.push(&operation.path);
            import_http(scope, &[routing_function(operation.method)]);
        }
    }
}

fn import_http(scope: &mut Scope<'_>, names: &[&str]) {
    for name in names {
        scope.import("rowtype_runtime::http", name);
    }
}

fn routing_function(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

/// A variable for a value from outside: its own name, unless the handler has a variable of that name.
fn local(name: &str) -> String {
    const TAKEN: [&str; 33] = [
        "affected",
        "answer",
        "answers",
        "before",
        "body",
        "db",
        "filter",
        "filters",
        "if_match",
        "if_none_match",
        "include",
        "including",
        "items",
        "key",
        "known",
        "limit",
        "location",
        "object",
        "offset",
        "owner",
        "page",
        "params",
        "path",
        "principal",
        "query",
        "row",
        "rows",
        "select",
        "self",
        "total",
        "tx",
        "uri",
        "version",
    ];
    if TAKEN.contains(&name) {
        format!("{name}_value")
    } else {
        name.to_owned()
    }
}
