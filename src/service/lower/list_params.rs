//! What can be asked of a list: page, order, related rows, a condition for each column and operator.

use super::conditions::{operand, wording};
use super::{Context, claimant};
use crate::catalog::{RuleTest, Table};
use crate::service::names::Scope;
use crate::service::{ApiParam, ApiParamKind, Field, FilterOperator, Operation, Resource};
use crate::ty::Ty;

/// Characters that can be searched for.
const SEARCH_MAX: u32 = 200;
/// Rows that `offset` may skip.
const OFFSET_MAX: u32 = 10_000;

/// The query parameters of a list, in their order.
pub(super) fn of_list(resource: &Resource, resources: &[Resource]) -> Vec<ApiParam> {
    let mut params = vec![limit(resource), offset()];
    params.extend(cursor(resource));
    params.push(total());
    params.extend(sort(resource));
    params.extend(include(resource));
    params.extend(search(resource));
    params.extend(
        resource
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.filterable)
            .flat_map(|(at, field)| filters(at, field)),
    );
    let related = (0..resource.filters.len()).flat_map(|at| related(resource, resources, at));
    params.extend(related);
    params
}

/// Those of them that say which rows there are, and in what order.
pub(super) fn of_export(resource: &Resource, resources: &[Resource]) -> Vec<ApiParam> {
    let params = of_list(resource, resources).into_iter();
    let is_about_rows = |param: &ApiParam| {
        matches!(
            param.kind,
            ApiParamKind::Sort(_)
                | ApiParamKind::Search
                | ApiParamKind::Filter { .. }
                | ApiParamKind::Related { .. }
        )
    };
    params.filter(is_about_rows).collect()
}

/// The related rows that an answer can have with it.
pub(super) fn include(resource: &Resource) -> Option<ApiParam> {
    let words: Vec<String> = resource
        .relations
        .iter()
        .map(|relation| relation.name.clone())
        .chain(resource.nested.iter().map(|nested| nested.name.clone()))
        .collect();
    let doc = match resource.nested.as_slice() {
        [] => "Related rows that come along, by name.".to_owned(),
        [nested, ..] => format!(
            "Related rows that come along, by name; `{}` brings those that belong to related rows together with these.",
            nested.name
        ),
    };
    (!words.is_empty()).then(|| ApiParam {
        name: "include".to_owned(),
        kind: ApiParamKind::Include(words),
        ty: Ty::Text,
        list: true,
        required: false,
        rules: Vec::new(),
        doc,
    })
}

/// Words to look for.
fn search(resource: &Resource) -> Option<ApiParam> {
    let names = resource.search.iter().map(|at| &resource.fields[*at].json);
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| ApiParam {
        name: "q".to_owned(),
        kind: ApiParamKind::Search,
        ty: Ty::Text,
        list: false,
        required: false,
        rules: vec![RuleTest::MinLength(1), RuleTest::MaxLength(SEARCH_MAX)],
        doc: format!(
            "Only rows that have each of these words, in letters of any case, in one of {}.",
            names.join(", ")
        ),
    })
}

/// No two conditions have one name (a column may be called `age.gte`).
pub(super) fn check(
    context: &mut Context<'_>,
    table: &Table,
    resource: &Resource,
    operation: &Operation,
) {
    let mut scope = Scope::new(format!("the parameters of `{}`", operation.id));
    // Of a pair that meets in one name, the first says enough.
    let mut met = Vec::new();
    for param in &operation.query_params {
        let by = match param.kind {
            ApiParamKind::Filter { field, .. } => {
                let column = &table.columns[field];
                claimant(
                    format!("column `{}`", column.name),
                    column.name_span,
                    "give one another key with `-- @name ..`, or write `-- @nofilter`".to_owned(),
                )
            }
            ApiParamKind::Related { filter, .. } => {
                let filter = &resource.filters[filter];
                claimant(
                    format!("`@filter {}`", filter.name),
                    filter.span,
                    "give the column or the relation another name".to_owned(),
                )
            }
            _ => continue,
        };
        if !met.contains(&by.what) && !scope.claim(&param.name, &by, context.diagnostics) {
            met.push(by.what);
        }
    }
}

fn limit(resource: &Resource) -> ApiParam {
    number(
        "limit",
        ApiParamKind::Limit,
        (1, resource.page_max),
        format!(
            "Rows of the page: {} unless given, {} at the most.",
            resource.page_default, resource.page_max
        ),
    )
}

fn offset() -> ApiParam {
    number(
        "offset",
        ApiParamKind::Offset,
        (0, OFFSET_MAX),
        "Rows to skip.".to_owned(),
    )
}

fn cursor(resource: &Resource) -> Option<ApiParam> {
    resource.has_cursors().then(|| ApiParam {
        name: "cursor".to_owned(),
        kind: ApiParamKind::Cursor,
        ty: Ty::Text,
        list: false,
        required: false,
        rules: Vec::new(),
        doc: "Where the page starts: the `next_cursor` of the page before it, in the same order. `offset` counts from there."
            .to_owned(),
    })
}

fn total() -> ApiParam {
    ApiParam {
        name: "total".to_owned(),
        kind: ApiParamKind::Total,
        ty: Ty::Bool,
        list: false,
        required: false,
        rules: Vec::new(),
        doc: "Whether the rows of all pages are counted.".to_owned(),
    }
}

fn number(name: &str, kind: ApiParamKind, (min, max): (u32, u32), doc: String) -> ApiParam {
    ApiParam {
        name: name.to_owned(),
        kind,
        ty: Ty::Int32,
        list: false,
        required: false,
        rules: vec![
            RuleTest::Min(min.to_string()),
            RuleTest::Max(max.to_string()),
        ],
        doc,
    }
}

fn sort(resource: &Resource) -> Option<ApiParam> {
    let words: Vec<String> = resource
        .fields
        .iter()
        .filter(|field| field.sortable)
        .flat_map(|field| [field.json.clone(), format!("-{}", field.json)])
        .collect();
    (!words.is_empty()).then(|| ApiParam {
        name: "sort".to_owned(),
        kind: ApiParamKind::Sort(words),
        ty: Ty::Text,
        list: true,
        required: false,
        rules: Vec::new(),
        doc: "The order, first things first; `-` turns one around. The key decides between equals."
            .to_owned(),
    })
}

fn filters(at: usize, field: &Field) -> impl Iterator<Item = ApiParam> {
    field.operators.iter().map(move |operator| {
        let (suffix, doc) = wording(*operator);
        let kind = ApiParamKind::Filter {
            field: at,
            operator: *operator,
        };
        let doc = format!("Only rows whose `{}` {doc}.", field.json);
        condition(
            format!("{}{suffix}", field.json),
            kind,
            *operator,
            field,
            doc,
        )
    })
}

/// The conditions on a column of related rows.
fn related<'r>(
    resource: &'r Resource,
    resources: &'r [Resource],
    at: usize,
) -> impl Iterator<Item = ApiParam> + 'r {
    let filter = &resource.filters[at];
    let (target, is_many) = filter.target(resource, resources);
    let field = &target.fields[filter.field];
    let (way, _) = filter.name.rsplit_once('.').unwrap_or_default();
    field.operators.iter().map(move |operator| {
        let (suffix, doc) = wording(*operator);
        let kind = ApiParamKind::Related {
            filter: at,
            operator: *operator,
        };
        let mut doc = format!("Only rows with some `{way}` whose `{}` {doc}.", field.json);
        if is_many {
            doc.push_str(" Conditions on the same relation are about the same row of it.");
        }
        condition(
            format!("{}{suffix}", filter.name),
            kind,
            *operator,
            field,
            doc,
        )
    })
}

fn condition(
    name: String,
    kind: ApiParamKind,
    operator: FilterOperator,
    field: &Field,
    doc: String,
) -> ApiParam {
    let (ty, list) = operand(operator, &field.ty);
    ApiParam {
        name,
        kind,
        ty,
        list,
        required: false,
        rules: Vec::new(),
        doc,
    }
}
