//! What can be asked of a list: page, order, related rows, a condition for each column and operator.

use super::{Context, claimant};
use crate::catalog::{RuleTest, Table};
use crate::service::names::Scope;
use crate::service::{ApiParam, ApiParamKind, Field, FilterOperator, Operation, Resource};
use crate::ty::Ty;

/// Rows that `offset` may skip.
const OFFSET_MAX: u32 = 10_000;

/// The query parameters of a list, in their order.
pub(super) fn of_list(resource: &Resource) -> Vec<ApiParam> {
    let mut params = vec![limit(resource), offset()];
    params.extend(sort(resource));
    params.extend(include(resource));
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
    operators(&field.ty).iter().map(move |operator| {
        let (suffix, doc) = wording(*operator);
        ApiParam {
            name: format!("{}{suffix}", field.json),
            kind: ApiParamKind::Filter {
                field: at,
                operator: *operator,
            },
            ty: field.ty.clone(),
            list: *operator == FilterOperator::In,
            required: false,
            rules: Vec::new(),
            doc: format!("Only rows whose `{}` {doc}.", field.json),
        }
    })
}

fn operators(ty: &Ty) -> &'static [FilterOperator] {
    use FilterOperator::{Eq, Gt, Gte, In, Lt, Lte, Ne};
    match ty {
        Ty::Bool | Ty::Enum(_) | Ty::Uuid => &[Eq, Ne, In],
        _ => &[Eq, Ne, Lt, Lte, Gt, Gte, In],
    }
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
    }
}
