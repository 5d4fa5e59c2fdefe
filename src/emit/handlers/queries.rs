//! The handlers of the routed queries of a file.

use super::{
    HandlerView, HandlersFile, Needs, Place, acting, handler_name, import_common, import_http,
    local, method_name, operations, required_role, routes, supplied,
};
use crate::emit::docs;
use crate::emit::literal;
use crate::emit::scope::Scope;
use crate::service::{
    Action, ApiParam, ApiParamKind, Audience, Field, Operation, ParamModel, Presence, QueryBody,
    QueryFunction, QueryModule, ReturnCount, Service, Success,
};

/// Where a handler finds the value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Path,
    Query,
    Body,
    /// Whoever is asking.
    Principal,
}

/// The file of a query file; none where no query has a route.
pub(super) fn file<'a>(
    service: &'a Service,
    index: usize,
    place: &Place<'_>,
) -> Option<HandlersFile<'a>> {
    let module = &service.query_modules[index];
    let operations = operations(
        service,
        |action| matches!(action, Action::Query { module, .. } if module == index),
    );
    if operations.is_empty() {
        return None;
    }
    let mut scope = Scope::new(service, place.target, place.root);
    import_common(&mut scope, &operations);
    let supplied = supplied(&mut scope, &operations);
    let handlers: Vec<HandlerView<'_>> = operations
        .iter()
        .filter(|operation| !operation.is_replaced)
        .filter_map(|operation| handler(&mut scope, module, operation))
        .collect();
    if !handlers.is_empty() {
        scope.import(&format!("{}::queries", place.root), &module.module);
    }
    Some(HandlersFile {
        write: None,
        doc: vec![format!("The routes of {}.", docs::code(&module.file))],
        imports: scope.imports(),
        subject: docs::code(&module.file),
        hooks: None,
        needs: Needs {
            parameters: supplied,
            ..Needs::default()
        },
        routes: routes(&operations, None),
        handlers,
        loads: Vec::new(),
    })
}

fn handler<'a>(
    scope: &mut Scope<'_>,
    module: &QueryModule,
    operation: &'a Operation,
) -> Option<HandlerView<'a>> {
    let Action::Query { function, .. } = operation.action else {
        return None;
    };
    let function = module.functions.get(function)?;
    let mut parameters = Vec::new();
    parameters.extend(principal(scope.service, function, operation));
    parameters.push("State(db): State<Db>".to_owned());
    if !operation.path_params.is_empty() {
        import_http(scope, &["PathValues"]);
        parameters.push("path: PathValues".to_owned());
    }
    let reads_query = !operation.query_params.is_empty();
    parameters.push(if reads_query {
        "mut query: Query".to_owned()
    } else {
        "query: Query".to_owned()
    });
    if let Some(body) = &function.body {
        import_http(scope, &["JsonBody"]);
        let mutable = match hashed(scope.service, body).next() {
            Some(_) => "mut ",
            None => "",
        };
        let body = body_type(scope, module, body);
        parameters.push(format!("JsonBody({mutable}body): JsonBody<{body}>"));
    }
    let mut statements: Vec<String> = required_role(operation).into_iter().collect();
    statements.extend(acting(scope.service, operation));
    statements.extend(values(scope, function, operation));
    statements.push("query.finish()?;".to_owned());
    statements.extend(hashes(scope, function));
    statements.extend(run(scope, module, function, operation));
    Some(HandlerView {
        name: handler_name(&operation.id),
        generics: String::new(),
        method: method_name(operation.method),
        path: &operation.path,
        parameters,
        answer: answer(scope, module, function, operation.success),
        statements,
    })
}

/// The type of a body: a shape, or the query's own.
fn body_type(scope: &mut Scope<'_>, module: &QueryModule, body: &QueryBody) -> String {
    match body.shape {
        Some(_) => scope.model(&body.name),
        None => format!("{}::{}", module.module, body.name),
    }
}

/// The fields of a body that are secrets, of which the database gets the hash.
fn hashed<'s>(service: &'s Service, body: &QueryBody) -> impl Iterator<Item = &'s Field> {
    let fields = body.shape.iter().flat_map(|shape| {
        let fields = &service.resources[shape.resource].fields;
        shape.fields.iter().map(|one| &fields[one.field])
    });
    let hashed: Vec<&Field> = fields.filter(|field| field.hashed).collect();
    hashed.into_iter()
}

/// Puts hashes in the place of secrets.
fn hashes(scope: &mut Scope<'_>, function: &QueryFunction) -> Vec<String> {
    let fields = function
        .body
        .iter()
        .flat_map(|body| hashed(scope.service, body));
    let statements: Vec<String> = fields
        .map(|field| {
            let name = &field.rust;
            format!("body.{name} = password::hashed(body.{name}).await?;")
        })
        .collect();
    if !statements.is_empty() {
        scope.import("rowtype_runtime", "password");
    }
    statements
}

/// The field of a shape that a parameter takes.
fn shaped<'s>(
    service: &'s Service,
    function: &QueryFunction,
    position: usize,
) -> Option<(&'s Field, Presence)> {
    let body = function.body.as_ref()?;
    let shape = body.shape.as_ref()?;
    let at = body.params.iter().position(|param| *param == position)?;
    let one = shape.fields.get(at)?;
    Some((
        &service.resources[shape.resource].fields[one.field],
        one.presence,
    ))
}

/// The parameter that finds out who is asking; none where everybody may.
fn principal(service: &Service, function: &QueryFunction, operation: &Operation) -> Option<String> {
    let mut params = function.params.iter();
    let is_used = !operation.audience.roles().is_empty()
        || params.any(ParamModel::is_principal)
        || acting(service, operation).is_some();
    match (&operation.audience, is_used) {
        (Audience::Public, _) => None,
        (_, true) => Some("principal: Principal".to_owned()),
        (_, false) => Some("_principal: Principal".to_owned()),
    }
}

/// The values in the path, then those in the query string: what may be absent first, so that all that is wrong is told.
fn values(scope: &mut Scope<'_>, function: &QueryFunction, operation: &Operation) -> Vec<String> {
    let mut statements: Vec<(u8, String)> = Vec::new();
    for (position, param) in function.params.iter().enumerate() {
        let source = source(operation, position, param);
        let may_be_absent = param.optional || param.nullable;
        let name = literal::string(&param.json);
        let (order, expression) = match (source, param.slice, may_be_absent) {
            (Source::Body, ..) => continue,
            (Source::Principal, ..) => (0, "principal.id()?".to_owned()),
            (Source::Path, ..) => (0, format!("path.value({name})?")),
            (Source::Query, false, true) => (1, format!("query.value({name})")),
            (Source::Query, true, true) => (1, format!("query.list({name})")),
            (Source::Query, false, false) => (2, format!("query.required({name})?")),
            (Source::Query, true, false) => (2, format!("query.required_list({name})?")),
        };
        let annotation = annotation(scope, source, param);
        statements.push((
            order,
            format!("let {}{annotation} = {expression};", local(&param.rust)),
        ));
    }
    statements.sort_by_key(|(order, _)| *order);
    statements
        .into_iter()
        .map(|(_, statement)| statement)
        .collect()
}

/// The type of a value that the function only borrows: inference sees no further than that.
fn annotation(scope: &mut Scope<'_>, source: Source, param: &ParamModel) -> String {
    if scope.is_copy(&param.ty) && !param.slice {
        return String::new();
    }
    let owned = scope.owned(&param.ty);
    let owned = if param.slice {
        format!("Vec<{owned}>")
    } else {
        owned
    };
    let may_be_absent = (param.optional || param.nullable) && source == Source::Query;
    if may_be_absent {
        format!(": Option<{owned}>")
    } else {
        format!(": {owned}")
    }
}

fn source(operation: &Operation, position: usize, param: &ParamModel) -> Source {
    let is_in = |params: &[ApiParam]| {
        params
            .iter()
            .any(|param| param.kind == ApiParamKind::Value(position))
    };
    if param.is_principal() {
        Source::Principal
    } else if is_in(&operation.path_params) {
        Source::Path
    } else if is_in(&operation.query_params) {
        Source::Query
    } else {
        Source::Body
    }
}

/// A parameter as an argument of the function.
fn argument(
    scope: &Scope<'_>,
    function: &QueryFunction,
    operation: &Operation,
    position: usize,
    param: &ParamModel,
) -> String {
    let source = source(operation, position, param);
    let shaped = shaped(scope.service, function, position);
    let place = match source {
        Source::Body => format!(
            "body.{}",
            shaped.map_or(&param.rust, |(field, _)| &field.rust)
        ),
        Source::Path | Source::Query | Source::Principal => local(&param.rust),
    };
    let may_be_absent = param.optional || param.nullable;
    let borrowed = param.slice || param.own.is_some() || !scope.is_copy(&param.ty);
    let is_required = shaped.is_some_and(|(_, presence)| presence == Presence::Required);
    let is_there = matches!(source, Source::Path | Source::Principal) || is_required;
    let lent = match (borrowed, may_be_absent && !is_there) {
        (true, true) if !param.slice && (param.own.is_some() || !scope.derefs(&param.ty)) => {
            format!("{place}.as_ref()")
        }
        (true, true) => format!("{place}.as_deref()"),
        (true, false) => format!("&{place}"),
        (false, _) => place,
    };
    if may_be_absent && is_there {
        format!("Some({lent})")
    } else {
        lent
    }
}

fn answer(
    scope: &mut Scope<'_>,
    module: &QueryModule,
    function: &QueryFunction,
    success: Success,
) -> String {
    let row = function.returns.row.as_ref();
    let row = row.and_then(|row| Some((row.name.as_deref()?, row.shape.is_some())));
    let row = match row {
        Some((row, true)) => scope.model(row),
        Some((row, false)) => format!("{}::{row}", module.module),
        None => "()".to_owned(),
    };
    match success {
        Success::NoContent => {
            import_http(scope, &["StatusCode"]);
            return "StatusCode".to_owned();
        }
        Success::Affected => scope.runtime(&["Affected"]),
        Success::QueryItems => scope.runtime(&["Items"]),
        _ if matches!(function.returns.count, ReturnCount::Optional { .. }) => {
            scope.runtime(&["Error"])
        }
        _ => {}
    }
    import_http(scope, &["Json"]);
    match success {
        Success::Affected => "Json<Affected>".to_owned(),
        Success::QueryItems => format!("Json<Items<{row}>>"),
        _ => format!("Json<{row}>"),
    }
}

/// The call of the function, and its answer.
fn run(
    scope: &mut Scope<'_>,
    module: &QueryModule,
    function: &QueryFunction,
    operation: &Operation,
) -> Vec<String> {
    let mut statements = Vec::new();
    let arguments: Vec<(&ParamModel, String)> = function
        .params
        .iter()
        .enumerate()
        .map(|(position, param)| (param, argument(scope, function, operation, position, param)))
        .collect();
    let list = match &function.params_struct {
        Some(name) => {
            let fields: Vec<String> = arguments
                .iter()
                .map(|(param, value)| match param.rust == *value {
                    true => param.rust.clone(),
                    false => format!("{}: {value}", param.rust),
                })
                .collect();
            statements.push(format!(
                "let params = {}::{name} {{ {} }};",
                module.module,
                fields.join(", ")
            ));
            ", &params".to_owned()
        }
        None => arguments
            .iter()
            .map(|(_, value)| format!(", {value}"))
            .collect(),
    };
    let mut call = format!("{}::{}(&db{list}).await", module.module, function.name);
    if let Some(body) = &function.body {
        let body = body_type(scope, module, body);
        call.push_str(&format!(".map_err(Problem::of_body::<{body}>)"));
    }
    call.push('?');
    let (first, last) = match (operation.success, function.returns.count) {
        (Success::NoContent, _) => (format!("{call};"), "Ok(StatusCode::NO_CONTENT)"),
        (Success::Affected, _) => (
            format!("let affected = {call};"),
            "Ok(Json(Affected { affected }))",
        ),
        (Success::QueryItems, _) => (format!("let items = {call};"), "Ok(Json(Items { items }))"),
        (_, ReturnCount::Optional { .. }) => {
            statements.push(format!("let row = {call};"));
            (
                "let row = row.ok_or(Error::NotFound)?;".to_owned(),
                "Ok(Json(row))",
            )
        }
        _ => (format!("let row = {call};"), "Ok(Json(row))"),
    };
    statements.push(first);
    statements.push(last.to_owned());
    statements
}
