//! Queries as functions: names, parameters, rows, and a constant text for every combination of optional conditions.

use super::{Context, claimant, fields};
use crate::analyze::{Access, Cardinality, Embed, Param, ResultColumn, TypedQuery, Variant};
use crate::catalog::{RuleTest, TableId};
use crate::diagnostic::Diagnostic;
use crate::service::names::{Claimant, Scope};
use crate::service::{
    OrderModel, OwnType, ParamModel, QueryFunction, QueryModule, Resource, ReturnCount, Returns,
    RowField, RowGroup, RowModel, StatementVariant,
};
use crate::source::FileId;
use crate::syntax::Command;
use crate::ty::Ty;

/// From so many parameters on they stand in a struct.
const STRUCT_FROM: usize = 4;
/// Every combination of optional conditions is a text of its own.
const OPTIONAL_MAX: usize = 4;
/// And every order of each of them.
const VARIANTS_MAX: usize = 64;

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
    let params_struct =
        wants_struct(&params).then(|| context.namer.type_with(&query.header.name, "Params"));
    if let Some(name) = &params_struct {
        context.claim_type(name, &by);
    }
    let orders = orders(context, query, &params);
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
        returns: returns(context, query, resources),
        orders,
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

fn returns(context: &mut Context<'_>, query: &TypedQuery, resources: &[Resource]) -> Returns {
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
    let gives_rows = !matches!(count, ReturnCount::Nothing | ReturnCount::Affected);
    Returns {
        count,
        row: gives_rows.then(|| row(context, query, resources)),
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
    let routed = query.tags.route.is_some();
    let found = [
        (
            "`sqlc.embed` in an answer",
            query
                .embeds
                .first()
                .map(|embed| embed.span)
                .filter(|_| routed),
            "name the columns that the answer shows",
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
            "`@orderby` of a route",
            tag("orderby").filter(|_| routed && query.sql.orders.is_some()),
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

fn row(context: &mut Context<'_>, query: &TypedQuery, resources: &[Resource]) -> RowModel {
    let answered = query.tags.route.is_some();
    let is_struct = answered || query.columns.len() != 1 || !query.embeds.is_empty();
    let name = is_struct.then(|| row_name(context, query));
    let mut scope = Scope::new(format!("the columns of `{}`", query.header.name));
    let text = context.sources.text(query.span);
    let groups: Vec<RowGroup> = query
        .embeds
        .iter()
        .filter_map(|embed| group(context, query, embed, resources))
        .collect();
    let mut taken: Vec<String> = groups.iter().map(|group| group.rust.clone()).collect();
    let mut fields = Vec::new();
    for (at, column) in query.columns.iter().enumerate() {
        let mut field = row_field(context, column);
        let is_grouped = query
            .embeds
            .iter()
            .any(|embed| (embed.first..embed.first + embed.count).contains(&at));
        // An expression without a name gets one by its position, which would be part of the API.
        let counted = column.name == format!("column_{}", at + 1) && !text.contains(&column.name);
        if answered && counted {
            unnamed(context, column);
        } else if is_struct && !is_grouped {
            if !answered {
                field.rust = another(&field.rust, &taken);
            }
            taken.push(field.rust.clone());
            check_column(context, column, &field, &mut scope);
        }
        fields.push(field);
    }
    RowModel {
        name,
        answered,
        fields,
        groups,
    }
}

/// A name that is not taken: columns of one name are `id` and `id_2`, as they are to sqlc.
fn another(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    let plain = name.trim_start_matches("r#");
    let counted = (2..).map(|number| format!("{plain}_{number}"));
    std::iter::once(name.to_owned())
        .chain(counted)
        .find(is_free)
        .unwrap_or_else(|| name.to_owned())
}

/// The struct inside of a row that `sqlc.embed` asks for.
fn group(
    context: &mut Context<'_>,
    query: &TypedQuery,
    embed: &Embed,
    resources: &[Resource],
) -> Option<RowGroup> {
    let resource = resources.iter().position(|one| one.table == embed.table)?;
    let columns = embed.first..embed.first + embed.count;
    let all = &resources[resource].fields;
    let fields: Option<Vec<usize>> = columns
        .clone()
        .map(|at| {
            let name = &query.columns[at].name;
            all.iter().position(|field| field.column_name == *name)
        })
        .collect();
    let fields = fields.filter(|fields| fields.len() == all.len())?;
    let certain: Vec<usize> = columns
        .clone()
        .zip(&fields)
        .filter(|(_, field)| !all[**field].nullable)
        .map(|(at, _)| at)
        .take(1)
        .collect();
    let present = if certain.is_empty() {
        columns.collect()
    } else {
        certain
    };
    let singular = context.namer.singular_type(&embed.name);
    Some(RowGroup {
        rust: context.namer.value(&singular),
        resource,
        first: embed.first,
        fields,
        present: embed.optional.then_some(present),
    })
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
    let all = query.sql.variants();
    if all.len() > VARIANTS_MAX {
        let message = format!(
            "`{}` would have {} statements, one for each order and each absent parameter; {VARIANTS_MAX} are the most",
            query.header.name,
            all.len()
        );
        context.diagnostics.push(
            Diagnostic::error("too-many-optional", message)
                .at(query.header.name_span, "this query")
                .help("offer fewer orders, or write two queries"),
        );
        return Vec::new();
    }
    all.into_iter()
        .map(|one| variant(context, query, params, &one))
        .collect()
}

/// The enum of the orders to choose from.
fn orders(
    context: &mut Context<'_>,
    query: &TypedQuery,
    params: &[ParamModel],
) -> Option<OrderModel> {
    let orders = query.sql.orders.as_ref()?;
    let by = query_claimant(query);
    let name = context.namer.type_with(&query.header.name, "Order");
    context.claim_type(&name, &by);
    if let Some(param) = params.iter().find(|param| param.rust == "order") {
        let message = format!(
            "`{}` is the name of the parameter that @orderby adds",
            param.json
        );
        context.diagnostics.push(
            Diagnostic::error("name-collision", message)
                .at(query.header.name_span, "in this query")
                .help("give the query's own parameter another name"),
        );
    }
    let variants = orders.choices.iter().enumerate().map(|(at, choice)| {
        let words = choice.name.replace("_desc", " desc");
        (context.namer.variant(&choice.name, at + 1), words)
    });
    Some(OrderModel {
        name,
        variants: variants.collect(),
    })
}

fn variant(
    context: &Context<'_>,
    query: &TypedQuery,
    params: &[ParamModel],
    variant: &Variant,
) -> StatementVariant {
    let absent = variant.absent.clone();
    let left_out: Vec<&str> = absent.iter().map(|at| params[*at].json.as_str()).collect();
    let mut name = query.header.name.clone();
    if let Some((order, orders)) = variant.order.zip(query.sql.orders.as_ref()) {
        name.push_str("_by_");
        name.push_str(&orders.choices[order].name);
    }
    if !left_out.is_empty() {
        name.push_str("_without_");
        name.push_str(&left_out.join("_and_"));
    }
    let render = |target| query.sql.render_variant(target, variant);
    StatementVariant {
        sql: context.for_targets(|target| format!("\n{}\n", render(target).sql.trim())),
        constant: context.namer.constant(&name),
        binds: render(context.config.dialect).binds,
        order: variant.order,
        absent,
    }
}

/// What a value that comes in must satisfy.
pub(super) fn incoming_rules(param: &ParamModel) -> Vec<RuleTest> {
    let mut rules = param.rules.clone();
    rules.extend(param.max_length.map(RuleTest::MaxLength));
    rules
}
