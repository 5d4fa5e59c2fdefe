//! Queries with `@route` as operations. Only these are served: a query without a route is a function and nothing more.

mod conflicts;
mod path;

use std::fmt;

use super::{Context, audience, leaks, operations, queries, resources, shapes};
use crate::analyze::{Access, TypedQuery};
use crate::catalog::RuleTest;
use crate::config::Auth;
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::{
    Action, ApiParam, ApiParamKind, Body, Method, Operation, ParamModel, QueryBody, QueryFunction,
    QueryModule, Resource, ReturnCount, Success,
};
use crate::source::Span;
use crate::ty::Ty;
use path::Path;

/// A routed query on its way to an operation.
struct Routed<'a> {
    query: &'a TypedQuery,
    module: usize,
    function: usize,
    method: Method,
    path: Path,
    span: Span,
}

/// The operations of all routed queries, in the order of the files. Their functions get their bodies.
pub(super) fn lower(
    context: &mut Context<'_>,
    queries: &[TypedQuery],
    modules: &mut [QueryModule],
    resources: &[Resource],
    tables: &[Operation],
) -> Vec<Operation> {
    let mut routed = Vec::new();
    let mut out = Vec::new();
    for (module_index, module) in modules.iter_mut().enumerate() {
        let file = module.file.clone();
        let of_file = queries
            .iter()
            .filter(|query| context.sources.get(query.header.name_span.file).path == file);
        for (index, query) in of_file.enumerate() {
            if query.tags.route.is_none() {
                shapes::check_bodiless(context, query, false);
            }
            leaks::check_unrouted(context, query);
            audience::check_unrouted(context, query);
            let Some(route) = parse(context, query, module_index, index) else {
                continue;
            };
            leaks::check_query(context, query);
            let asks_who = module.functions[index]
                .params
                .iter()
                .any(ParamModel::is_principal);
            audience::check_query(context, query, asks_who);
            let function = &mut module.functions[index];
            let operation = operation(context, &route, function, resources);
            out.push(operation);
            routed.push(route);
        }
    }
    conflicts::check(context, tables, resources, &routed);
    conflicts::check_shadows(context, tables, resources, &routed);
    out
}

fn parse<'q>(
    context: &mut Context<'_>,
    query: &'q TypedQuery,
    module: usize,
    function: usize,
) -> Option<Routed<'q>> {
    let route = query.tags.route.as_ref()?;
    let method = match route.method.as_str() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        other => {
            context.diagnostics.push(
                Diagnostic::error("bad-route", format!("`{other}` is not a method"))
                    .at(route.span, "write METHOD /path"),
            );
            return None;
        }
    };
    let path = match Path::parse(&route.path) {
        Ok(path) => path,
        Err(why) => {
            context.diagnostics.push(
                Diagnostic::error(
                    "bad-route",
                    format!("`{}` cannot be a path: {why}", route.path),
                )
                .at(route.span, "this path")
                .help("for example: @route GET /users/{id}/posts"),
            );
            return None;
        }
    };
    if let Some(segment) = path
        .first_literal()
        .filter(|first| resources::is_reserved(context, first))
    {
        context.diagnostics.push(
            Diagnostic::error(
                "reserved-path",
                format!("`{path}` begins with `/{segment}`, which the service keeps for itself"),
            )
            .at(
                part(context, route.span, segment),
                "a path of the service itself",
            )
            .help("give the query another path"),
        );
    }
    Some(Routed {
        query,
        module,
        function,
        method,
        path,
        span: route.span,
    })
}

fn operation(
    context: &mut Context<'_>,
    routed: &Routed<'_>,
    function: &mut QueryFunction,
    resources: &[Resource],
) -> Operation {
    check_method(context, routed);
    check_principal(context, routed, function);
    let in_path = path_params(context, routed, function);
    let others: Vec<usize> = (0..function.params.len())
        .filter(|at| !in_path.iter().any(|(param, _)| param == at))
        .filter(|at| !function.params[*at].is_principal())
        .collect();
    let takes_body = matches!(routed.method, Method::Post | Method::Put | Method::Patch);
    for at in (0..function.params.len()).filter(|at| !function.params[*at].is_principal()) {
        if !takes_body || !others.contains(&at) {
            check_text(context, routed, &function.params[at]);
            check_format(context, routed, &function.params[at]);
        }
    }
    let query_params = if takes_body {
        Vec::new()
    } else {
        others
            .iter()
            .map(|at| api_param(*at, &function.params[*at], &function.params[*at].json))
            .collect()
    };
    let has_body = takes_body && !others.is_empty();
    shapes::check_bodiless(context, routed.query, has_body);
    if has_body {
        function.body = Some(body(context, routed.query, function, others, resources));
    }
    shapes::check_secrets(context, routed.query, function);
    let plain = function.name.trim_start_matches("r#").to_owned();
    let by = queries::query_claimant(routed.query);
    context.operations.claim(&plain, &by, context.diagnostics);
    Operation {
        id: plain,
        method: routed.method,
        path: routed.path.to_string(),
        audience: audience::of_query(routed.query),
        action: Action::Query {
            module: routed.module,
            function: routed.function,
        },
        is_replaced: false,
        summary: summary(context, function),
        description: function.doc.clone(),
        deprecated: false,
        path_params: in_path.into_iter().map(|(_, param)| param).collect(),
        query_params,
        body: function.body.is_some().then_some(Body::Params),
        precondition: None,
        success: success(function.returns.count),
        errors: errors(context, routed.query, function),
    }
}

/// The key of whoever is asking is one value, which nobody else can say.
fn check_principal(context: &mut Context<'_>, routed: &Routed<'_>, function: &QueryFunction) {
    let Some(param) = function.params.iter().find(|param| param.is_principal()) else {
        return;
    };
    let is_key = param.ty.is_integer() || param.ty.is_text() || matches!(param.ty, Ty::Uuid);
    let what = if routed.path.params().any(|name| name == param.json) {
        "stands in the path, where whoever asks could write any key"
    } else if routed.query.tags.public.is_some() {
        "is known to nobody: the route is `@public`"
    } else if context.config.http.auth == Some(Auth::None) {
        "is known to nobody: `auth = \"none\"` lets everybody in"
    } else if param.slice || param.optional || param.own.is_some() || !is_key {
        "must be one value, a key of integers, texts or uuids"
    } else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "route-principal",
            format!("`@principal` is the key of whoever is asking; here it {what}"),
        )
        .at(routed.span, "asks who it is")
        .help("give the parameter another name where it is an ordinary one"),
    );
}

/// A format is checked where bodies are.
fn check_format(context: &mut Context<'_>, routed: &Routed<'_>, param: &ParamModel) {
    let format = param.rules.iter().find_map(|rule| match rule {
        RuleTest::Format(format) if format.is_rule() => Some(format.name()),
        _ => None,
    });
    let Some(format) = format else { return };
    context.diagnostics.push(
        Diagnostic::error(
            "route-parameter",
            format!(
                "`{}` of `{}` is written to a column with `@format {format}`, which bodies alone are held to",
                param.json, routed.query.header.name
            ),
        )
        .at(routed.span, "takes it outside of the body")
        .help("use POST, PUT or PATCH and leave it out of the path: it then comes in the body"),
    );
}

/// What stands in a path or a query string is one text.
fn check_text(context: &mut Context<'_>, routed: &Routed<'_>, param: &ParamModel) {
    let what = match &param.ty {
        Ty::Array(_) => "an array",
        Ty::Bytes => "bytes",
        Ty::Composite(_) | Ty::Record(_) => "of a composite type",
        Ty::Range(..) => "a range",
        Ty::Multirange(..) => "a multirange",
        _ => return,
    };
    context.diagnostics.push(
        Diagnostic::error(
            "route-parameter",
            format!(
                "`{}` of `{}` is {what}, which has no text for a path or a query string",
                param.json, routed.query.header.name
            ),
        )
        .at(routed.span, "takes it as text")
        .help("use POST, PUT or PATCH and leave it out of the path: it then comes in the body"),
    );
}

/// A GET may be repeated, cached and followed by anybody who sees a link.
fn check_method(context: &mut Context<'_>, routed: &Routed<'_>) {
    if routed.method == Method::Get && routed.query.access == Access::Write {
        context.diagnostics.push(
            Diagnostic::error(
                "get-writes",
                format!(
                    "`{}` changes rows, and its route is a GET",
                    routed.query.header.name
                ),
            )
            .at(routed.span, "a GET changes nothing")
            .also(routed.query.span, "this statement changes rows")
            .help("use POST, PUT, PATCH or DELETE"),
        );
    }
}

/// The parameters in the path, with their positions in the function.
fn path_params(
    context: &mut Context<'_>,
    routed: &Routed<'_>,
    function: &QueryFunction,
) -> Vec<(usize, ApiParam)> {
    let mut out = Vec::new();
    for name in routed.path.params() {
        let found = function.params.iter().position(|param| param.json == name);
        let Some(at) = found else {
            let near = nearest(
                name,
                function.params.iter().map(|param| param.json.as_str()),
            );
            let error = Diagnostic::error(
                "route-parameter",
                format!(
                    "the path names `{name}`, which is no parameter of `{}`",
                    function.query_name
                ),
            )
            .at(part(context, routed.span, name), "no such parameter");
            context.diagnostics.push(match near {
                Some(near) => error.help(format!("did you mean `{{{near}}}`?")),
                None => error.help(format!(
                    "use `@{name}` in the query, or leave it out of the path"
                )),
            });
            continue;
        };
        let param = &function.params[at];
        if param.slice || param.optional || param.nullable {
            context.diagnostics.push(
                Diagnostic::error(
                    "route-parameter",
                    format!(
                        "`{name}` stands in the path, so it must be one value that is always there"
                    ),
                )
                .at(
                    part(context, routed.span, name),
                    "a list, optional or nullable",
                )
                .help("take it out of the path: it then comes in the query string or the body"),
            );
        }
        out.push((at, api_param(at, param, name)));
    }
    out
}

fn api_param(at: usize, param: &ParamModel, name: &str) -> ApiParam {
    ApiParam {
        name: name.to_owned(),
        kind: ApiParamKind::Value(at),
        ty: param.ty.clone(),
        list: param.slice,
        required: !param.optional && !param.nullable,
        rules: queries::incoming_rules(param),
        doc: param.doc.first().cloned().unwrap_or_default(),
    }
}

fn body(
    context: &mut Context<'_>,
    query: &TypedQuery,
    function: &QueryFunction,
    params: Vec<usize>,
    resources: &[Resource],
) -> QueryBody {
    let taken: Vec<&ParamModel> = params.iter().map(|at| &function.params[*at]).collect();
    if let Some(shape) = shapes::body(context, query, resources, &taken) {
        return QueryBody {
            name: resources[shape.resource].shapes[shape.shape].name.clone(),
            params,
            shape: Some(shape),
        };
    }
    let name = context.namer.type_with(&query.header.name, "Body");
    context.claim_type(&name, &queries::query_claimant(query));
    QueryBody {
        name,
        params,
        shape: None,
    }
}

/// The first sentence of the author's words, or the query's name as words.
fn summary(context: &Context<'_>, function: &QueryFunction) -> String {
    let text = function.doc.join(" ");
    let first = match text.split_once(". ") {
        Some((first, _)) => first,
        None => text.as_str(),
    };
    let first = first.trim().trim_end_matches('.');
    if !first.is_empty() {
        return first.to_owned();
    }
    let words = context.namer.words(&function.query_name);
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// Commands that a route cannot answer are errors already.
fn success(count: ReturnCount) -> Success {
    match count {
        ReturnCount::One { .. } | ReturnCount::Optional { .. } => Success::QueryItem,
        ReturnCount::Many | ReturnCount::Stream => Success::QueryItems,
        ReturnCount::Nothing | ReturnCount::LastId | ReturnCount::Executed => Success::NoContent,
        ReturnCount::Affected => Success::Affected,
    }
}

fn errors(context: &Context<'_>, query: &TypedQuery, function: &QueryFunction) -> Vec<u16> {
    // Also without a parameter: one that is not known is refused.
    let mut own = vec![400, 422];
    if matches!(
        function.returns.count,
        ReturnCount::One { .. } | ReturnCount::Optional { .. }
    ) {
        own.push(404);
    }
    if !function.read_only {
        own.push(409);
    }
    if function.body.is_some() {
        own.extend([413, 415]);
    }
    let is_open = context.config.http.auth == Some(Auth::None) || query.tags.public.is_some();
    operations::statuses(&own, is_open)
}

/// A word of the tag, as a place.
fn part(context: &Context<'_>, span: Span, word: &str) -> Span {
    match context.sources.text(span).find(word) {
        Some(at) => Span::new(span.file, span.start + at, span.start + at + word.len()),
        None => span,
    }
}

impl fmt::Display for Routed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.name(), self.path)
    }
}
