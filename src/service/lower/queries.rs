//! Queries as functions: names, parameters, and what they give.

use super::{Context, borrowed, check, claimant, fields, positions, rows, texts};
use crate::analyze::{Access, Cardinality, Param, TypedQuery};
use crate::catalog::{RuleTest, TableId};
use crate::service::names::{Claimant, Scope};
use crate::service::{
    OwnType, ParamModel, QueryFunction, QueryModule, Resource, ReturnCount, Returns,
};
use crate::source::FileId;
use crate::syntax::Command;
use crate::ty::Ty;

/// Names that differ over all query files: a query is known by its name in logs and to its callers.
struct Names {
    functions: Scope,
    constants: Scope,
}

/// A module for each file with queries, in the order of the files.
pub(super) fn lower(
    context: &mut Context<'_>,
    queries: &[TypedQuery],
    resources: &[Resource],
) -> Vec<QueryModule> {
    let mut modules: Vec<(FileId, QueryModule)> = Vec::new();
    let mut names = Names {
        functions: Scope::new("the queries"),
        constants: Scope::new("the constants"),
    };
    for query in queries {
        let file = query.header.name_span.file;
        let at = match modules.iter().position(|(of, _)| *of == file) {
            Some(at) => at,
            None => {
                modules.push((file, module(context, query)));
                modules.len() - 1
            }
        };
        let function = function(context, query, resources, &mut names);
        modules[at].1.functions.push(function);
    }
    modules.into_iter().map(|(_, module)| module).collect()
}

fn module(context: &mut Context<'_>, query: &TypedQuery) -> QueryModule {
    let span = query.header.name_span;
    let file = context.sources.get(span.file).path.clone();
    let stem = file
        .rsplit('/')
        .next()
        .unwrap_or(&file)
        .trim_end_matches(".sql");
    let module = context.namer.module(stem);
    let by = claimant(
        format!("the query file `{file}`"),
        span,
        "rename the file".to_owned(),
    );
    // Its handlers stand beside those of the tables.
    context.claim_module(&format!("queries_{module}"), &by);
    QueryModule {
        file,
        module,
        functions: Vec::new(),
    }
}

pub(super) fn query_claimant(query: &TypedQuery) -> Claimant {
    claimant(
        format!("query `{}`", query.header.name),
        query.header.name_span,
        "give one of them another name".to_owned(),
    )
}

fn function(
    context: &mut Context<'_>,
    query: &TypedQuery,
    resources: &[Resource],
    names: &mut Names,
) -> QueryFunction {
    let by = query_claimant(query);
    let name = context.namer.value(&query.header.name);
    context.namer.check(&name, false, &by, context.diagnostics);
    let is_new = names.functions.claim(&name, &by, context.diagnostics);
    let params = params(context, query);
    let each = runs_for_each(query.header.command);
    let params_struct =
        wants_struct(&params, each).then(|| context.namer.type_with(&query.header.name, "Params"));
    if let Some(name) = &params_struct {
        context.claim_type(name, &by);
    }
    check::command(context, query);
    let orders = texts::orders(context, query, &params);
    let variants = texts::variants(context, query, &params);
    let steps = texts::steps(context, query);
    let copy = texts::copy(context, query);
    if is_new {
        for variant in variants.iter().chain(&steps).chain(&copy) {
            names
                .constants
                .claim(&variant.constant, &by, context.diagnostics);
        }
    }
    let returns = returns(context, query, resources);
    let shape = returns.row.as_ref().and_then(|row| row.shape.as_ref());
    if let Some(shape) = shape {
        let decoder = &shape.decoder;
        names.functions.claim(decoder, &by, context.diagnostics);
    }
    let borrowed = borrowed::of_query(context, query, returns.row.as_ref(), resources);
    if let Some(borrowed) = &borrowed {
        names
            .functions
            .claim(&borrowed.function, &by, context.diagnostics);
    }
    QueryFunction {
        query_name: query.header.name.clone(),
        doc: query.comments.doc.clone(),
        place: context.sources.place(query.header.name_span),
        reads: table_names(context, &query.reads),
        writes: table_names(context, &query.writes),
        read_only: query.access == Access::Read,
        returns,
        borrowed,
        orders,
        params,
        params_struct,
        body: None,
        each,
        copy,
        steps,
        variants,
        name,
    }
}

fn table_names(context: &Context<'_>, tables: &[TableId]) -> Vec<String> {
    tables
        .iter()
        .map(|id| context.catalog.table(*id).name.clone())
        .collect()
}

fn params(context: &mut Context<'_>, query: &TypedQuery) -> Vec<ParamModel> {
    let mut scope = Scope::new(format!("the parameters of `{}`", query.header.name));
    query
        .params
        .iter()
        .map(|param| {
            let model = param_model(context, query, param);
            let by = claimant(
                format!("parameter `{}`", param.name),
                param.span,
                "give one of them another name".to_owned(),
            );
            context
                .namer
                .check(&model.rust, false, &by, context.diagnostics);
            scope.claim(&model.rust, &by, context.diagnostics);
            model
        })
        .collect()
}

fn param_model(context: &Context<'_>, query: &TypedQuery, param: &Param) -> ParamModel {
    let column = param
        .column
        .map(|id| (context.catalog.table(id.table), context.catalog.column(id)));
    // What is only compared may be anything: no row is an answer too.
    let written = column.filter(|_| param.written);
    let own = context
        .own
        .of(&param.ty, param.column, param.nullable)
        .filter(|_| !comes_as_text(query, param));
    let written = written.filter(|_| own.is_none());
    ParamModel {
        rust: context.namer.value(&param.name),
        json: param.name.clone(),
        ty: fields::code_type(context, &param.ty, column.map(|(_, column)| column)),
        own,
        nullable: param.nullable,
        slice: param.slice,
        optional: param.optional,
        column: column.map(|(table, column)| format!("{}.{}", table.name, column.name)),
        doc: column.map_or_else(Vec::new, |(_, column)| column.doc.clone()),
        rules: written.map_or_else(Vec::new, |(table, column)| {
            fields::rules(context, table, column)
        }),
        max_length: written.and_then(|(_, column)| column.max_length),
    }
}

/// Whether a parameter stands in a path or a query string, which know the default types alone.
fn comes_as_text(query: &TypedQuery, param: &Param) -> bool {
    query.tags.route.as_ref().is_some_and(|route| {
        let in_path = route.path.contains(&format!("{{{}}}", param.name));
        in_path || !matches!(route.method.as_str(), "POST" | "PUT" | "PATCH")
    })
}

/// Whether the function takes many sets of values.
fn runs_for_each(command: Command) -> bool {
    command.is_batch() || command == Command::CopyFrom
}

/// Many sets of values are many structs.
fn wants_struct(params: &[ParamModel], each: bool) -> bool {
    let is_plain = |param: &ParamModel| !param.slice && param.own.is_none();
    if each {
        return !matches!(params, [only] if is_plain(only));
    }
    let shapes: Vec<_> = params.iter().map(shape).collect();
    positions::are_unclear(&shapes)
}

/// What the compiler tells apart.
fn shape(param: &ParamModel) -> (Ty, Option<&OwnType>, bool, bool) {
    (
        positions::shape(&param.ty),
        param.own.as_ref(),
        param.nullable || param.optional,
        param.slice,
    )
}

fn returns(context: &mut Context<'_>, query: &TypedQuery, resources: &[Resource]) -> Returns {
    let proven = matches!(query.cardinality, Cardinality::One | Cardinality::AtMostOne);
    let count = match query.header.command {
        Command::One | Command::BatchOne => ReturnCount::One { proven },
        Command::Opt => ReturnCount::Optional { proven },
        Command::Many | Command::BatchMany => ReturnCount::Many,
        Command::Stream => ReturnCount::Stream,
        Command::Exec | Command::BatchExec => ReturnCount::Nothing,
        Command::ExecRows | Command::CopyFrom => ReturnCount::Affected,
        Command::ExecLastId => ReturnCount::LastId,
        Command::ExecResult => ReturnCount::Executed,
    };
    Returns {
        count,
        row: count
            .gives_rows()
            .then(|| rows::row(context, query, resources)),
    }
}

/// What a value that comes in must satisfy.
pub(super) fn incoming_rules(param: &ParamModel) -> Vec<RuleTest> {
    let mut rules = param.rules.clone();
    rules.extend(param.max_length.map(RuleTest::MaxLength));
    rules
}
