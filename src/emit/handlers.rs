//! The HTTP handlers: one file for each resource and query file, and the router over them.
//!
//! In: [`Service::operations`] and what they run. Out: the text of Rust files, to be formatted. It must not know a
//! database: handlers call the functions of `tables` and `queries`, which read the same for all of them.

mod queries;
mod service;
mod sign_in;
mod tables;

use askama::Template;

use self::service::Module;
use super::literal;
use super::scope::Scope;
use crate::dialect::Dialect;
use crate::service::{Action, Audience, Hooks, Method, Operation, Service};

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
    hooks: Option<HooksView>,
    needs: Needs,
    routes: Vec<RouteView>,
    handlers: Vec<HandlerView<'a>>,
    loads: Vec<LoadView>,
    write: Option<tables::WriteView>,
}

/// What the routes of a file need of the application.
#[derive(Default)]
struct Needs {
    /// `<H: PostHooks>`, or nothing.
    generics: String,
    /// `create_post: Supplied<Db>`
    parameters: Vec<String>,
    /// `.layer(Extension(hooks))`, or nothing.
    layer: &'static str,
}

/// The trait of a table's hooks.
struct HooksView {
    name: String,
    doc: String,
    functions: Vec<HookView>,
}

/// A function of it.
struct HookView {
    doc: &'static str,
    name: &'static str,
    /// Behind the transaction and whoever is asking, by name and type.
    parameters: Vec<(&'static str, String)>,
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

/// The handle whose statements are run for whoever is asking, where policies of the database want to know.
fn acting(service: &Service, operation: &Operation) -> Option<String> {
    let asks = service.row_security && operation.audience != Audience::Public;
    asks.then(|| "let db = db.acting_as(&principal);".to_owned())
}

/// The handlers of a path.
struct RouteView {
    path: String,
    methods: String,
}

/// A handler.
struct HandlerView<'a> {
    name: String,
    /// `<H: PostHooks>`, or nothing.
    generics: String,
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

/// Every file under `http/`, by its path, not yet formatted.
pub(super) fn files(service: &Service, place: &Place<'_>) -> askama::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for index in 0..service.resources.len() {
        if let Some(file) = tables::file(service, index, place) {
            let module = &service.resources[index].module;
            files.push((path_of(module), file.render()?));
            modules.push(Module {
                name: module.clone(),
                operations: operations(service, |action| action.resource() == Some(index)),
                hooks: service.resources[index].hooks.as_ref(),
            });
        }
    }
    for (index, queries) in service.query_modules.iter().enumerate() {
        if let Some(file) = queries::file(service, index, place) {
            let module = queries_module(&queries.module);
            files.push((path_of(&module), file.render()?));
            modules.push(Module {
                name: module,
                operations: operations(
                    service,
                    |action| matches!(action, Action::Query { module, .. } if module == index),
                ),
                hooks: None,
            });
        }
    }
    if let Some((text, module)) = sign_in::file(service, place)? {
        files.push((path_of(&module.name), text));
        modules.push(module);
    }
    files.push((
        "http/mod.rs".to_owned(),
        service::file(service, modules, place).render()?,
    ));
    Ok(files)
}

/// The operations that are about something.
fn operations(service: &Service, is_about: impl Fn(Action) -> bool) -> Vec<&Operation> {
    let all = service.operations.iter();
    all.filter(|one| is_about(one.action)).collect()
}

fn path_of(module: &str) -> String {
    format!("http/{}.rs", module.trim_start_matches("r#"))
}

/// Handlers of a query file stand beside those of tables, which may have its name.
fn queries_module(module: &str) -> String {
    format!("queries_{}", module.trim_start_matches("r#"))
}

/// The routes of some operations: those of one path stand together, in the order of the operations.
fn routes(operations: &[&Operation], hooks: Option<&Hooks>) -> Vec<RouteView> {
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
            methods: methods(operations, path, hooks),
        })
        .collect()
}

fn methods(operations: &[&Operation], path: &str, hooks: Option<&Hooks>) -> String {
    let calls: Vec<String> = operations
        .iter()
        .filter(|operation| operation.path == path)
        .map(|operation| {
            let generics = match is_hooked(operation, hooks) {
                true => "::<H>",
                false => "",
            };
            format!(
                "{}({}{generics})",
                routing_function(operation.method),
                handler_name(&operation.id)
            )
        })
        .collect();
    calls.join(".")
}

/// Whether hooks stand around an operation.
fn is_hooked(operation: &Operation, hooks: Option<&Hooks>) -> bool {
    let Some(hooks) = hooks.filter(|_| !operation.is_replaced) else {
        return false;
    };
    match operation.action {
        Action::Create(_) | Action::Link(_) => hooks.create,
        Action::Update(_) => hooks.update,
        Action::Delete(_) | Action::Unlink(_) => hooks.delete,
        // What makes or changes many rows is refused where there are hooks.
        Action::List(_)
        | Action::Get(_)
        | Action::Export(_)
        | Action::CreateMany(_)
        | Action::UpdateMany(_)
        | Action::DeleteMany(_)
        | Action::Upsert { .. }
        | Action::SignIn
        | Action::Query { .. } => false,
    }
}

/// The handlers that the application gives, as parameters of the function that makes the routes.
fn supplied(scope: &mut Scope<'_>, operations: &[&Operation]) -> Vec<String> {
    let replaced = operations.iter().filter(|one| one.is_replaced);
    let parameters: Vec<String> = replaced
        .map(|one| format!("{}: Supplied<Db>", handler_name(&one.id)))
        .collect();
    if !parameters.is_empty() {
        import_http(scope, &["Supplied"]);
    }
    parameters
}

/// What a file of handlers has beside the handlers.
const TAKEN: &[&str] = &[
    "delete", "get", "load", "location", "patch", "post", "put", "routes", "write",
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
    import_http(scope, &["Router"]);
    let mut written = operations.iter().filter(|one| !one.is_replaced).peekable();
    if written.peek().is_some() {
        import_http(scope, &["Problem", "Query", "State"]);
    }
    if written.any(|one| one.audience != Audience::Public) {
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
    const TAKEN: [&str; 36] = [
        "affected",
        "ahead",
        "answer",
        "answers",
        "before",
        "body",
        "db",
        "filter",
        "filters",
        "hooks",
        "if_match",
        "if_none_match",
        "include",
        "including",
        "join",
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
