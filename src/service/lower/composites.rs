//! Composite types as types: those that a column, a parameter or a result is made of, and those that these are made of.

use std::collections::BTreeSet;

use super::{Context, claimant, fields};
use crate::catalog::{Composite, CompositeId};
use crate::service::names::Scope;
use crate::service::{CompositeField, CompositeModel, QueryModule, Resource};
use crate::ty::Ty;

pub(super) fn lower(
    context: &mut Context<'_>,
    resources: &[Resource],
    query_modules: &[QueryModule],
) -> Vec<CompositeModel> {
    let catalog = context.catalog;
    let used = used(context, resources, query_modules);
    (0..)
        .zip(&catalog.composites)
        .filter(|(at, _)| used.contains(at))
        .map(|(at, source)| model(context, at, source))
        .collect()
}

/// Positions of composite types in the catalog.
type Used = BTreeSet<u32>;

fn used(context: &Context<'_>, resources: &[Resource], query_modules: &[QueryModule]) -> Used {
    let fields = resources.iter().flat_map(|resource| &resource.fields);
    let fields = fields.filter(|field| field.own.is_none());
    let functions = || query_modules.iter().flat_map(|module| &module.functions);
    let params = functions().flat_map(|function| &function.params);
    let params = params.filter(|param| param.own.is_none());
    let rows = functions().filter_map(|function| function.returns.row.as_ref());
    let columns = rows.flat_map(|row| &row.fields);
    let columns = columns.filter(|field| field.own.is_none());
    let mut used = Used::new();
    fields
        .map(|field| &field.ty)
        .chain(params.map(|param| &param.ty))
        .chain(columns.map(|field| &field.ty))
        .for_each(|ty| add(context, ty, &mut used));
    used
}

/// A type, and what it is made of.
fn add(context: &Context<'_>, ty: &Ty, used: &mut Used) {
    match ty {
        Ty::Array(element) => add(context, element, used),
        Ty::Range(_, of) | Ty::Multirange(_, of) => add(context, of, used),
        Ty::Composite(CompositeId::Type(at)) if used.insert(*at) => {
            for field in &context.catalog.composites[*at as usize].fields {
                let ty = fields::code_type(context, &field.ty, None);
                add(context, &ty, used);
            }
        }
        _ => {}
    }
}

fn model(context: &mut Context<'_>, id: u32, source: &Composite) -> CompositeModel {
    let base = context.namer.base(&source.name, &source.name);
    let name = context.namer.type_name(&base);
    let by = claimant(
        format!("type `{}`", source.name),
        source.name_span,
        format!(
            "give it another name in rowtype.toml: `[names.rename]` `\"{}\" = \"..\"`",
            source.name
        ),
    );
    context.claim_type(&name, &by);
    let dialect = context.catalog.dialect;
    CompositeModel {
        id,
        sql_type: dialect.qualified(source.schema.as_deref(), &source.name),
        doc: source.doc.clone(),
        fields: model_fields(context, source, &name),
        name,
    }
}

fn model_fields(context: &mut Context<'_>, source: &Composite, name: &str) -> Vec<CompositeField> {
    let mut scope = Scope::new(format!("the fields of `{name}`"));
    source
        .fields
        .iter()
        .map(|field| {
            let key = format!("{}.{}", source.name, field.name);
            let base = context.namer.base(&key, &field.name);
            let rust = context.namer.value(&base);
            let by = claimant(
                format!("field `{}`", field.name),
                field.span,
                format!(
                    "give one another name in rowtype.toml: `[names.rename]` `\"{key}\" = \"..\"`"
                ),
            );
            context.namer.check(&rust, false, &by, context.diagnostics);
            scope.claim(&rust, &by, context.diagnostics);
            CompositeField {
                name: field.name.clone(),
                rust,
                ty: fields::code_type(context, &field.ty, None),
                nullable: !context.catalog.domain_is_not_null(&field.ty),
                doc: field.doc.clone(),
                span: field.span,
            }
        })
        .collect()
}
