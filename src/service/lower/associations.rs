//! References as associations: every one of them, in both directions, and through tables whose key is two references.
//!
//! In: the resources with the relations of the API, whose names are kept. Out: [`Resource::associations`]. What the API does not
//! show is the query layer's all the same.

use super::Context;
use super::relations::{Offered, belongs_to_name, has_one_name, index, is_unique, without_key};
use crate::analyze::is_condition;
use crate::catalog::{Column, ForeignKey, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::association::{Association, Cardinality, Through};
use crate::service::{FieldIndex, Resource, ResourceIndex};
use crate::ty::Ty;

/// An association whose name may be another's as well.
struct Named {
    /// The table that it starts from.
    from: ResourceIndex,
    /// The name, unless another wants it too.
    short: String,
    /// The name where it does.
    long: String,
    /// Whether the API has it by the short name.
    is_shown: bool,
    association: Association,
}

/// Fills in [`Resource::associations`].
pub(super) fn lower(context: &mut Context<'_>, resources: &mut [Resource], offered: &[Offered]) {
    let catalog = context.catalog;
    let mut named = Vec::new();
    for table in &catalog.tables {
        for key in usable(context, table) {
            named.push(belongs_to(context, table, key, resources, offered));
        }
    }
    for table in &catalog.tables {
        for key in usable(context, table) {
            named.push(has(context, table, key, offered));
        }
    }
    for table in &catalog.tables {
        named.extend(many_to_many(context, table));
    }
    for (at, resource) in resources.iter_mut().enumerate() {
        let (own, others) = named.into_iter().partition(|one: &Named| one.from == at);
        named = others;
        resource.associations = settle(context, resource, own);
        filtered(context, resource);
    }
}

/// The references whose columns have values that rows can be put together by.
fn usable<'t>(context: &Context<'_>, table: &'t Table) -> Vec<&'t ForeignKey> {
    let is_key = |column: &Column| {
        let ty = context.catalog.without_domains(&column.ty);
        let is_plain = ty.is_integer()
            || ty.is_text()
            || matches!(
                ty,
                Ty::Uuid
                    | Ty::Enum(_)
                    | Ty::Bool
                    | Ty::Numeric
                    | Ty::Date
                    | Ty::Timestamp
                    | Ty::TimestampTz
            );
        is_plain && !column.invisible
    };
    let keys = table.foreign_keys.iter();
    keys.filter(|key| {
        let target = context.catalog.table(key.target);
        let here = key.columns.iter().map(|at| table.column(*at));
        let there = key.target_columns.iter().map(|at| target.column(*at));
        key.columns.len() <= 4 && here.chain(there).all(is_key)
    })
    .collect()
}

fn belongs_to(
    context: &mut Context<'_>,
    table: &Table,
    key: &ForeignKey,
    resources: &[Resource],
    offered: &[Offered],
) -> Named {
    let target = context.catalog.table(key.target);
    let on = pairs(&key.columns, &key.target_columns);
    let short = match (key.columns.as_slice(), key.target_columns.as_slice()) {
        ([here], [there]) => {
            let (here, there) = (table.column(*here), target.column(*there));
            belongs_to_name(context, &resources[index(table)], here, target, there)
        }
        _ => has_one_name(context, target),
    };
    let nullable = key.columns.iter().any(|at| table.column(*at).nullable);
    Named {
        from: index(table),
        long: format!("{short}_by_{}", names(table, &key.columns)),
        is_shown: false,
        association: Association {
            cardinality: if nullable {
                Cardinality::Optional
            } else {
                Cardinality::One
            },
            belongs_to: true,
            ..association(context, table, &key.columns, index(target), on)
        },
        short,
    }
    .shown_in(offered)
}

fn has(context: &mut Context<'_>, table: &Table, key: &ForeignKey, offered: &[Offered]) -> Named {
    let target = context.catalog.table(key.target);
    let unique = is_unique(table, &key.columns);
    let on = pairs(&key.target_columns, &key.columns);
    let given = match key.columns.as_slice() {
        [column] => {
            let names = table.column(*column).tags.relation.as_ref();
            names.and_then(|names| names.inverse.clone())
        }
        _ => None,
    };
    let short = match given {
        Some(name) => name,
        None if unique => has_one_name(context, table),
        None => super::resources::resource_name(table).to_owned(),
    };
    Named {
        from: index(target),
        long: format!("{short}_by_{}", names(table, &key.columns)),
        is_shown: false,
        association: Association {
            cardinality: if unique {
                Cardinality::Optional
            } else {
                Cardinality::Many
            },
            is_indexed: is_indexed(context, table, &key.columns),
            ..association(context, target, &key.target_columns, index(table), on)
        },
        short,
    }
    .shown_in(offered)
}

/// Both directions through a table whose key is its two references.
fn many_to_many(context: &mut Context<'_>, table: &Table) -> Vec<Named> {
    let keys = usable(context, table);
    let of_key = |key: &&&ForeignKey| key.columns.iter().all(|at| table.primary_key.contains(at));
    let [one, other] = keys.iter().filter(of_key).collect::<Vec<_>>()[..] else {
        return Vec::new();
    };
    let count = one.columns.len() + other.columns.len();
    let apart = one.columns.iter().all(|at| !other.columns.contains(at));
    if !apart || count != table.primary_key.len() {
        return Vec::new();
    }
    [(one, other), (other, one)]
        .into_iter()
        .map(|(near, far)| {
            let from = context.catalog.table(near.target);
            let target = context.catalog.table(far.target);
            let target_name = super::resources::resource_name(target).to_owned();
            // Of two references to one table, the column says which rows are meant: `followers`, `followees`.
            let short = match far.columns.as_slice() {
                [column] if near.target == far.target => {
                    let there = target.column(far.target_columns[0]);
                    let name = without_key(&table.column(*column).name, &there.name);
                    context.namer.plural(name)
                }
                _ => target_name,
            };
            Named {
                from: index(from),
                long: format!("{short}_through_{}", super::resources::resource_name(table)),
                is_shown: false,
                association: Association {
                    through: Some(Through {
                        table: index(table),
                        on: pairs(&far.columns, &far.target_columns),
                    }),
                    is_indexed: is_indexed(context, table, &near.columns),
                    ..association(
                        context,
                        from,
                        &near.target_columns,
                        index(target),
                        pairs(&near.target_columns, &near.columns),
                    )
                },
                short,
            }
        })
        .collect()
}

/// An association to many rows, from these columns.
fn association(
    context: &Context<'_>,
    from: &Table,
    columns: &[u32],
    target: ResourceIndex,
    on: Vec<(FieldIndex, FieldIndex)>,
) -> Association {
    let types = columns.iter().map(|at| {
        let ty = context.catalog.without_domains(&from.column(*at).ty);
        context.for_targets(|target| {
            let name = super::statements::type_name(context, target, &ty);
            target.type_of_keys(&ty, name).unwrap_or_default()
        })
    });
    Association {
        name: String::new(),
        constant: String::new(),
        cardinality: Cardinality::Many,
        target,
        on,
        through: None,
        condition: None,
        belongs_to: false,
        types: types.collect(),
        is_indexed: true,
    }
}

impl Named {
    /// The same, knowing whether the API has it.
    fn shown_in(mut self, offered: &[Offered]) -> Named {
        self.is_shown = offered.iter().any(|relation| {
            relation.from == self.from
                && relation.name == self.short
                && relation.target == self.association.target
                && self.association.on == [relation.on]
        });
        self
    }
}

/// Each with its name: the short one where it is the API's, or nobody else wants it.
fn settle(context: &Context<'_>, resource: &Resource, named: Vec<Named>) -> Vec<Association> {
    let constant = |name: &str| context.namer.constant(name);
    let columns: Vec<&str> = resource
        .fields
        .iter()
        .map(|field| field.constant.as_str())
        .collect();
    let short: Vec<String> = named.iter().map(|one| constant(&one.short)).collect();
    let mut taken: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    let shown = named.iter().zip(&short).filter(|(one, _)| one.is_shown);
    let shown: Vec<&String> = shown.map(|(_, name)| name).collect();
    let mut settled = Vec::new();
    for (one, own) in named.iter().zip(&short) {
        let wanted = short.iter().filter(|name| *name == own).count();
        let is_free = wanted == 1 && !columns.contains(&own.as_str());
        let is_first = one.is_shown && shown.iter().filter(|name| **name == own).count() == 1;
        let (name, mut constant) = if is_free || is_first {
            (one.short.clone(), own.clone())
        } else {
            (one.long.clone(), constant(&one.long))
        };
        while taken.contains(&constant) {
            constant.push_str("_ROWS");
        }
        taken.push(constant.clone());
        settled.push(Association {
            name,
            constant,
            ..one.association.clone()
        });
    }
    settled
}

/// The associations that are a part of another: those rows for which a condition holds.
fn filtered(context: &mut Context<'_>, resource: &mut Resource) {
    let catalog = context.catalog;
    let table = catalog.table(resource.table);
    for relation in &table.tags.relations {
        let wanted = context.namer.constant(&relation.of);
        let all = resource.associations.iter();
        let Some(whole) = all.clone().find(|one| one.constant == wanted) else {
            let message = format!("`{}` has no relation `{}`", table.name, relation.of);
            let names = all.map(|one| one.name.as_str());
            let help = match nearest(&relation.of, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => match names.collect::<Vec<_>>().as_slice() {
                    [] => "no table refers to it, and it refers to none".to_owned(),
                    names => format!("its relations are {}", names.join(", ")),
                },
            };
            context.diagnostics.push(
                Diagnostic::error("unknown-relation", message)
                    .at(relation.of_span, "no such relation")
                    .help(help),
            );
            continue;
        };
        let constant = context.namer.constant(&relation.name);
        let mut fields = resource.fields.iter();
        if all.clone().any(|one| one.constant == constant)
            || fields.any(|field| field.constant == constant)
        {
            let message = format!(
                "`{}` has a column or a relation `{}` already",
                table.name, relation.name
            );
            context.diagnostics.push(
                Diagnostic::error("relation-name-taken", message)
                    .at(relation.span, "takes the name a second time")
                    .help("give it another name"),
            );
            continue;
        }
        let target = &catalog.tables[whole.target];
        let is_sound = is_condition(
            catalog,
            target,
            relation.condition_span,
            context.sources,
            context.diagnostics,
        );
        if is_sound {
            let part = Association {
                name: relation.name.clone(),
                constant,
                condition: Some(relation.condition.clone()),
                cardinality: match whole.cardinality {
                    Cardinality::One => Cardinality::Optional,
                    other => other,
                },
                ..whole.clone()
            };
            resource.associations.push(part);
        }
    }
}

/// Whether an index, or what has one, starts with these columns in any order.
fn is_indexed(context: &Context<'_>, table: &Table, columns: &[u32]) -> bool {
    let starts = |indexed: &[u32]| {
        let first = indexed.get(..columns.len());
        first.is_some_and(|first| columns.iter().all(|column| first.contains(column)))
    };
    let indexes = context.catalog.indexes.iter();
    let mut indexes = indexes.filter(|index| index.table == table.id && !index.partial);
    starts(&table.primary_key)
        || table.uniques.iter().any(|unique| starts(&unique.columns))
        || indexes.any(|index| starts(&index.columns))
}

fn pairs(here: &[u32], there: &[u32]) -> Vec<(FieldIndex, FieldIndex)> {
    let here = here.iter().map(|at| *at as usize);
    here.zip(there.iter().map(|at| *at as usize)).collect()
}

fn names(table: &Table, columns: &[u32]) -> String {
    let names: Vec<&str> = columns
        .iter()
        .map(|at| table.column(*at).name.as_str())
        .collect();
    names.join("_and_")
}
