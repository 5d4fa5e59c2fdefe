//! The constant texts of queries: one for every combination of optional conditions and orders, and one for each step of a
//! transaction.

use super::Context;
use super::queries::query_claimant;
use crate::analyze::{SqlText, TypedQuery, Variant};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::service::{OrderModel, ParamModel, StatementVariant};

/// Every combination of optional conditions is a text of its own.
const OPTIONAL_MAX: usize = 4;
/// And every order of each of them.
const VARIANTS_MAX: usize = 64;

/// The texts of a query; the first has every optional parameter present.
pub(super) fn variants(
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
pub(super) fn orders(
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
    let left_out: Vec<&str> = variant
        .absent
        .iter()
        .map(|at| params[*at].json.as_str())
        .collect();
    let mut name = match query.steps.len() {
        0 => query.header.name.clone(),
        last => step_name(query, last),
    };
    if let Some((order, orders)) = variant.order.zip(query.sql.orders.as_ref()) {
        name.push_str("_by_");
        name.push_str(&orders.choices[order].name);
    }
    if !left_out.is_empty() {
        name.push_str("_without_");
        name.push_str(&left_out.join("_and_"));
    }
    constant(context, &name, &query.sql, variant)
}

/// The statements of a transaction before its last one.
pub(super) fn steps(context: &Context<'_>, query: &TypedQuery) -> Vec<StatementVariant> {
    let steps = query.steps.iter().enumerate();
    steps
        .map(|(at, step)| {
            let name = step_name(query, at);
            constant(context, &name, &step.sql, &Variant::default())
        })
        .collect()
}

/// The statement that loads all rows of a `:copyfrom` at once.
pub(super) fn copy(context: &Context<'_>, query: &TypedQuery) -> Option<StatementVariant> {
    let target = query.copy_target.as_deref()?;
    let load = |dialect: Dialect| {
        let statement = dialect.bulk_load(target, query.params.len())?;
        Some(format!("\n{statement}\n"))
    };
    load(context.config.dialect)?;
    Some(StatementVariant {
        absent: Vec::new(),
        order: None,
        constant: context
            .namer
            .constant(&format!("{}_copy", query.header.name)),
        sql: context.for_targets(|target| load(target).unwrap_or_default()),
        binds: Vec::new(),
    })
}

fn step_name(query: &TypedQuery, at: usize) -> String {
    format!("{}_{}", query.header.name, at + 1)
}

fn constant(
    context: &Context<'_>,
    name: &str,
    sql: &SqlText,
    variant: &Variant,
) -> StatementVariant {
    let render = |target| sql.render_variant(target, variant);
    StatementVariant {
        sql: context.for_targets(|target| format!("\n{}\n", render(target).sql.trim())),
        constant: context.namer.constant(name),
        binds: render(context.config.dialect).binds,
        order: variant.order,
        absent: variant.absent.clone(),
    }
}
