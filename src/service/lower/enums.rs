//! Enums as types: their names and those of their words.

use super::{Context, claimant};
use crate::catalog::{Enum, EnumSource};
use crate::service::names::Scope;
use crate::service::{EnumModel, VariantModel};

pub(super) fn lower(context: &mut Context<'_>) -> Vec<EnumModel> {
    let catalog = context.catalog;
    catalog
        .enums
        .iter()
        .map(|source| model(context, source))
        .collect()
}

fn model(context: &mut Context<'_>, source: &Enum) -> EnumModel {
    let base = base(context, source);
    let name = context.namer.type_name(&base);
    let by = claimant(
        format!("enum `{}`", source.name),
        source.span,
        format!(
            "give it another name in rowtype.toml: `[names.rename]` `\"{}\" = \"..\"`",
            source.name
        ),
    );
    context.claim_type(&name, &by);
    EnumModel {
        id: source.id,
        sql_type: (source.source == EnumSource::Type).then(|| {
            context
                .catalog
                .dialect
                .qualified(source.schema.as_deref(), &source.name)
        }),
        doc: source.doc.clone(),
        variants: variants(context, source, &name),
        name,
    }
}

/// The name before casing. A CHECK's enum is called by one row of its table: `users.role` gives `user_role`.
fn base(context: &mut Context<'_>, source: &Enum) -> String {
    let default = match source.source {
        EnumSource::Type => source.name.clone(),
        EnumSource::Check { column } | EnumSource::Column { column } => {
            let table = context.catalog.table(column.table);
            let resource = super::resources::base(context, table);
            let singular = context.namer.singular(&resource);
            let column = &context.catalog.column(column).name;
            format!("{singular}_{column}")
        }
    };
    context.namer.base(&source.name, &default)
}

fn variants(context: &mut Context<'_>, source: &Enum, name: &str) -> Vec<VariantModel> {
    let mut scope = Scope::new(format!("the variants of `{name}`"));
    source
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let key = format!("{}.{}", source.name, value.value);
            let base = context.namer.base(&key, &value.value);
            let name = context.namer.variant(&base, at + 1);
            let by = claimant(
                format!("`{}`", value.value),
                value.span,
                format!(
                    "give one another name in rowtype.toml: `[names.rename]` `\"{key}\" = \"..\"`"
                ),
            );
            context.namer.check(&name, false, &by, context.diagnostics);
            scope.claim(&name, &by, context.diagnostics);
            VariantModel {
                name,
                value: value.value.clone(),
            }
        })
        .collect()
}
