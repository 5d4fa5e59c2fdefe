//! What can be asked of a list: page, order, related rows, a condition for each column and operator.

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
pub(super) fn of_list(resource: &Resource) -> Vec<ApiParam> {
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
    params
}

/// Those of them that say which rows there are, and in what order.
pub(super) fn of_export(resource: &Resource) -> Vec<ApiParam> {
    let params = of_list(resource).into_iter();
    let is_about_rows = |param: &ApiParam| {
        matches!(
            param.kind,
            ApiParamKind::Sort(_) | ApiParamKind::Search | ApiParamKind::Filter { .. }
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
        .collect();
    (!words.is_empty()).then(|| ApiParam {
        name: "include".to_owned(),
        kind: ApiParamKind::Include(words),
        ty: Ty::Text,
        list: true,
        required: false,
        rules: Vec::new(),
        doc: "Related rows that come along, by name.".to_owned(),
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
pub(super) fn check(context: &mut Context<'_>, table: &Table, operation: &Operation) {
    let mut scope = Scope::new(format!("the parameters of `{}`", operation.id));
    for param in &operation.query_params {
        let ApiParamKind::Filter { field, .. } = param.kind else {
            continue;
        };
        let column = &table.columns[field];
        let by = claimant(
            format!("column `{}`", column.name),
            column.name_span,
            "give one another key with `-- @name ..`, or write `-- @nofilter`".to_owned(),
        );
        scope.claim(&param.name, &by, context.diagnostics);
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
    operators(field).into_iter().map(move |operator| {
        let (suffix, doc) = wording(operator);
        let ty = match operator {
            FilterOperator::Null => Ty::Bool,
            _ => field.ty.clone(),
        };
        ApiParam {
            name: format!("{}{suffix}", field.json),
            kind: ApiParamKind::Filter {
                field: at,
                operator,
            },
            ty,
            list: operator == FilterOperator::In,
            required: false,
            rules: Vec::new(),
            doc: format!("Only rows whose `{}` {doc}.", field.json),
        }
    })
}

fn operators(field: &Field) -> Vec<FilterOperator> {
    use FilterOperator::{
        Contains, Ends, Eq, Gt, Gte, IContains, IStarts, In, Lt, Lte, Ne, Null, Starts,
    };
    let mut operators = match &field.ty {
        Ty::Bool | Ty::Enum(_) | Ty::Uuid => vec![Eq, Ne, In],
        _ => vec![Eq, Ne, Lt, Lte, Gt, Gte, In],
    };
    if field.ty.is_text() && field.own.is_none() {
        operators.extend([Contains, IContains, Starts, IStarts, Ends]);
    }
    if field.nullable {
        operators.push(Null);
    }
    operators
}

fn wording(operator: FilterOperator) -> (&'static str, &'static str) {
    match operator {
        FilterOperator::Eq => ("", "is this"),
        FilterOperator::Ne => (".ne", "is not this (or is null)"),
        FilterOperator::Lt => (".lt", "is less than this"),
        FilterOperator::Lte => (".lte", "is this or less"),
        FilterOperator::Gt => (".gt", "is more than this"),
        FilterOperator::Gte => (".gte", "is this or more"),
        FilterOperator::In => (".in", "is one of these"),
        FilterOperator::Null => (".null", "is null (`true`), or is not (`false`)"),
        FilterOperator::Contains => (".contains", "has this in it"),
        FilterOperator::IContains => (".icontains", "has this in it, in letters of any case"),
        FilterOperator::Starts => (".starts", "starts with this"),
        FilterOperator::IStarts => (".istarts", "starts with this, in letters of any case"),
        FilterOperator::Ends => (".ends", "ends with this"),
    }
}
