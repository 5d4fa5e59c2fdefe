//! Queries as functions: names, parameters, rows, and a constant text for every combination of optional conditions.

use super::{Context, claimant, fields};
use crate::analyze::{Access, Cardinality, Param, ResultColumn, TypedQuery};
use crate::catalog::{RuleTest, TableId};
use crate::diagnostic::Diagnostic;
use crate::service::names::{Claimant, Scope};
use crate::service::{
    OwnType, ParamModel, QueryFunction, QueryModule, ReturnCount, Returns, RowField, RowModel,
    StatementVariant,
};
use crate::source::FileId;
use crate::syntax::Command;
use crate::ty::Ty;

/// From so many parameters on they stand in a struct.
const STRUCT_FROM: usize = 4;
/// Every combination of optional conditions is a text of its own.
const OPTIONAL_MAX: usize = 4;

/// Names that differ over all query files: a query is known by its name in logs and to its callers.
struct Names {
    functions: Scope,
    constants: Scope,
}

/// A module for each file with queries, in the order of the files.
pub(super) fn lower(context: &mut Context<'_>, queries: &[TypedQuery]) -> Vec<QueryModule> {
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
        let function = function(context, query, &mut names);
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

fn function(context: &mut Context<'_>, query: &TypedQuery, names: &mut Names) -> QueryFunction {
    let by = query_claimant(query);
    let name = context.namer.value(&query.header.name);
    context.namer.check(&name, false, &by, context.diagnostics);
    let is_new = names.functions.claim(&name, &by, context.diagnostics);
    let params = params(context, query);
    let params_struct =
        wants_struct(&params).then(|| context.namer.type_with(&query.header.name, "Params"));
    if let Some(name) = &params_struct {
        context.claim_type(name, &by);
    }
    let variants = variants(context, query, &params);
    if is_new {
        for variant in &variants {
            names
                .constants
                .claim(&variant.constant, &by, context.diagnostics);
        }
    }
    QueryFunction {
        query_name: query.header.name.clone(),
        doc: query.comments.doc.clone(),
        place: context.sources.place(query.header.name_span),
        reads: table_names(context, &query.reads),
        writes: table_names(context, &query.writes),
        read_only: query.access == Access::Read,
        returns: returns(context, query),
        params,
        params_struct,
        body: None,
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
        ty: context.catalog.without_domains(&param.ty),
        own,
        nullable: param.nullable,
        slice: param.slice,
        optional: param.optional,
        column: column.map(|(table, column)| format!("{}.{}", table.name, column.name)),
        doc: column.map_or_else(Vec::new, |(_, column)| column.doc.clone()),
        rules: written.map_or_else(Vec::new, |(table, column)| fields::rules(table, column)),
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

/// From four on, or where two neighbours could be given in the wrong order.
fn wants_struct(params: &[ParamModel]) -> bool {
    params.len() >= STRUCT_FROM
        || params
            .windows(2)
            .any(|pair| shape(&pair[0]) == shape(&pair[1]))
}

/// What the compiler tells apart.
fn shape(param: &ParamModel) -> (Ty, Option<&OwnType>, bool, bool) {
    let ty = if param.ty.is_text() {
        Ty::Text
    } else {
        param.ty.clone()
    };
    (
        ty,
        param.own.as_ref(),
        param.nullable || param.optional,
        param.slice,
    )
}

fn returns(context: &mut Context<'_>, query: &TypedQuery) -> Returns {
    let proven = matches!(query.cardinality, Cardinality::One | Cardinality::AtMostOne);
    let count = match query.header.command {
        Command::One => ReturnCount::One { proven },
        Command::Opt => ReturnCount::Optional { proven },
        Command::Many => ReturnCount::Many,
        Command::Exec => ReturnCount::Nothing,
        Command::ExecRows => ReturnCount::Affected,
        Command::Stream
        | Command::ExecLastId
        | Command::ExecResult
        | Command::CopyFrom
        | Command::BatchExec
        | Command::BatchOne
        | Command::BatchMany => {
            without_function(context, query);
            ReturnCount::Nothing
        }
    };
    not_generated(context, query);
    let gives_rows =
        query.embeds.is_empty() && !matches!(count, ReturnCount::Nothing | ReturnCount::Affected);
    Returns {
        count,
        row: gives_rows.then(|| row(context, query)),
    }
}

fn without_function(context: &mut Context<'_>, query: &TypedQuery) {
    let word = query.header.command.word();
    context.diagnostics.push(
        Diagnostic::error(
            "command-not-generated-yet",
            format!("`:{word}` is understood, but no function is generated for it yet"),
        )
        .at(query.header.command_span, "not generated yet")
        .help("use :one, :opt, :many, :exec or :execrows"),
    );
}

/// What is understood, and has no code yet.
fn not_generated(context: &mut Context<'_>, query: &TypedQuery) {
    let tag = |name: &str| {
        let mut tags = query.comments.tags.iter();
        tags.find(|tag| tag.name == name).map(|tag| tag.span)
    };
    let found = [
        (
            "`sqlc.embed`",
            query.embeds.first().map(|embed| embed.span),
            "name the table's columns instead",
        ),
        (
            "`@nest`",
            query.nest.as_ref().map(|nest| nest.span),
            "leave it out and gather the rows",
        ),
        (
            "`@tx`",
            tag("tx").filter(|_| !query.steps.is_empty()),
            "write a query for each statement",
        ),
        (
            "`@orderby`",
            tag("orderby").filter(|_| query.sql.orders.is_some()),
            "write a query for each order",
        ),
    ];
    for (what, at, help) in found {
        if let Some(at) = at {
            let message = format!("{what} is understood, but no code is generated for it yet");
            context.diagnostics.push(
                Diagnostic::error("not-generated-yet", message)
                    .at(at, "not generated yet")
                    .help(help),
            );
        }
    }
}

fn row(context: &mut Context<'_>, query: &TypedQuery) -> RowModel {
    let answered = query.tags.route.is_some();
    let is_struct = answered || query.columns.len() != 1;
    let name = is_struct.then(|| row_name(context, query));
    let mut scope = Scope::new(format!("the columns of `{}`", query.header.name));
    let text = context.sources.text(query.span);
    let fields = query
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let field = row_field(context, column);
            // An expression without a name gets one by its position, which would be part of the API.
            let counted =
                column.name == format!("column_{}", at + 1) && !text.contains(&column.name);
            if is_struct && counted {
                unnamed(context, column);
            } else if is_struct {
                check_column(context, column, &field, &mut scope);
            }
            field
        })
        .collect();
    RowModel {
        name,
        answered,
        fields,
    }
}

/// One row of `NewestPosts :many` is a `NewestPost`; of the other commands, the query's own name. Where a type has that
/// name already, `Row` follows.
fn row_name(context: &mut Context<'_>, query: &TypedQuery) -> String {
    let plain = context.namer.type_name(&query.header.name);
    let mut name = if query.header.command == Command::Many {
        context.namer.singular_type(&query.header.name)
    } else {
        plain
    };
    name = context.namer.row_type(&name);
    if context.types.has(&name) {
        name.push_str("Row");
    }
    context.claim_type(&name, &query_claimant(query));
    name
}

fn row_field(context: &Context<'_>, column: &ResultColumn) -> RowField {
    let direct = column
        .direct
        .map(|id| (context.catalog.table(id.table), context.catalog.column(id)));
    RowField {
        rust: context.namer.value(&column.name),
        json: column.name.clone(),
        ty: context.catalog.without_domains(&column.ty),
        own: context.own.of(&column.ty, column.direct, column.nullable),
        nullable: column.nullable,
        column: direct.map(|(table, column)| format!("{}.{}", table.name, column.name)),
        doc: direct.map_or_else(Vec::new, |(_, column)| column.doc.clone()),
    }
}

fn unnamed(context: &mut Context<'_>, column: &ResultColumn) {
    context.diagnostics.push(
        Diagnostic::error(
            "result-column-unnamed",
            "a result column has no name for its field",
        )
        .at(column.span, "an expression without a name")
        .help("name it: `.. AS name`"),
    );
}

fn check_column(
    context: &mut Context<'_>,
    column: &ResultColumn,
    field: &RowField,
    scope: &mut Scope,
) {
    let by = claimant(
        format!("`{}`", column.name),
        column.span,
        format!(
            "give one another name: `.. AS other_{}`",
            field.rust.trim_start_matches("r#")
        ),
    );
    context
        .namer
        .check(&field.rust, false, &by, context.diagnostics);
    scope.claim(&field.rust, &by, context.diagnostics);
}

fn variants(
    context: &mut Context<'_>,
    query: &TypedQuery,
    params: &[ParamModel],
) -> Vec<StatementVariant> {
    let optional: Vec<usize> = (0..params.len())
        .filter(|at| params[*at].optional)
        .collect();
    if optional.len() > OPTIONAL_MAX {
        context.diagnostics.push(
            Diagnostic::error(
                "too-many-optional",
                format!(
                    "`{}` has {} optional parameters; each doubles the number of its statements, so {OPTIONAL_MAX} are the most",
                    query.header.name,
                    optional.len()
                ),
            )
            .at(query.header.name_span, "this query")
            .help("make some of them required, or write two queries"),
        );
        return Vec::new();
    }
    (0..1usize << optional.len())
        .map(|mask| {
            let absent: Vec<usize> = optional
                .iter()
                .enumerate()
                .filter(|(bit, _)| mask & (1 << bit) != 0)
                .map(|(_, param)| *param)
                .collect();
            variant(context, query, params, absent)
        })
        .collect()
}

fn variant(
    context: &Context<'_>,
    query: &TypedQuery,
    params: &[ParamModel],
    absent: Vec<usize>,
) -> StatementVariant {
    let left_out: Vec<&str> = absent.iter().map(|at| params[*at].json.as_str()).collect();
    let name = if left_out.is_empty() {
        query.header.name.clone()
    } else {
        format!("{}_without_{}", query.header.name, left_out.join("_and_"))
    };
    let constant = context.namer.constant(&name);
    let binds = query.sql.render(context.config.dialect, &absent).binds;
    StatementVariant {
        sql: context
            .for_targets(|target| format!("\n{}\n", query.sql.render(target, &absent).sql.trim())),
        absent,
        constant,
        binds,
    }
}

/// What a value that comes in must satisfy.
pub(super) fn incoming_rules(param: &ParamModel) -> Vec<RuleTest> {
    let mut rules = param.rules.clone();
    rules.extend(param.max_length.map(RuleTest::MaxLength));
    rules
}
