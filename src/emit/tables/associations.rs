//! The ways to other tables: a constant for each, and the functions that load rows by them.

use super::{ConstantView, FunctionView, literals};
use crate::emit::docs;
use crate::emit::literal;
use crate::emit::scope::Scope;
use crate::service::{Association, Cardinality, Field, FieldIndex, Resource, Service};

/// A constant for each association.
pub(super) fn constants<'a>(
    scope: &mut Scope<'_>,
    service: &Service,
    resource: &'a Resource,
) -> Vec<ConstantView<'a>> {
    let associations = resource.associations.iter();
    associations
        .map(|association| constant(scope, service, resource, association))
        .collect()
}

fn constant<'a>(
    scope: &mut Scope<'_>,
    service: &Service,
    resource: &'a Resource,
    association: &'a Association,
) -> ConstantView<'a> {
    let target = &service.resources[association.target];
    let kind = match association.cardinality {
        Cardinality::One => "ToOne",
        Cardinality::Optional => "ToOptional",
        Cardinality::Many => "ToMany",
    };
    scope.driver(&["Join", kind]);
    let table = if target.module == resource.module {
        "Table".to_owned()
    } else {
        format!("super::{}::Table", target.module)
    };
    let keys: Vec<&Field> = association
        .on
        .iter()
        .map(|(here, _)| &resource.fields[*here])
        .collect();
    let types: Vec<String> = keys.iter().map(|field| scope.owned(&field.ty)).collect();
    let name = literal::string(&format!("{}.{}", resource.module, association.name));
    let row = scope.model(&resource.row);
    let key = format!("|row: &{row}| {}", key(scope, &keys));
    let mut join = match &association.through {
        None => format!("Join::on(&[{}])", pairs(resource, target, &association.on)),
        Some(through) => {
            let table = &service.resources[through.table];
            format!(
                "Join::on(&[{}]).through({}, &[{}])",
                pairs(resource, table, &association.on),
                literal::string(&table.living().map_or_else(
                    || table.sql.clone(),
                    |living| format!("(SELECT * FROM {} WHERE {living})", table.sql)
                )),
                pairs(table, target, &through.on)
            )
        }
    };
    if let Some(condition) = &association.condition {
        join.push_str(&format!(".filtered({})", literal::string(condition)));
    }
    let told: Vec<&str> = association
        .types
        .iter()
        .map(|ty| ty.get(scope.target))
        .filter(|ty| !ty.is_empty())
        .collect();
    if !told.is_empty() {
        join.push_str(&format!(".typed(&[{}])", literals(told.into_iter())));
    }
    if !association.is_indexed {
        join.push_str(".unindexed()");
    }
    let value = format!("{kind}::new({name}, {join}, {key})");
    ConstantView {
        doc: doc(service, resource, association),
        name: &association.constant,
        ty: format!("{kind}<Table, {table}, {}>", tuple(&types)),
        value,
    }
}

/// What the association leads to.
fn doc(service: &Service, resource: &Resource, association: &Association) -> String {
    let doc = whole_doc(service, resource, association);
    match &association.condition {
        Some(condition) => {
            let doc = doc.trim_end_matches('.');
            format!("{doc}, where {}.", docs::code(condition))
        }
        None => doc,
    }
}

fn whole_doc(service: &Service, resource: &Resource, association: &Association) -> String {
    let target = &service.resources[association.target];
    if let Some(through) = &association.through {
        let table = &service.resources[through.table];
        let near = association.on.iter().map(|(_, there)| *there);
        let far = through.on.iter().map(|(here, _)| *here);
        return format!(
            "The {} of {} by {}.",
            target.plural,
            columns(table, far),
            columns(table, near)
        );
    }
    let holds = if association.belongs_to {
        resource
    } else {
        target
    };
    let on = association.on.iter();
    let at = on.map(|(here, there)| {
        if association.belongs_to {
            *here
        } else {
            *there
        }
    });
    let columns = columns(holds, at);
    let if_any = match association.cardinality {
        Cardinality::Optional => ", if there is one",
        Cardinality::One | Cardinality::Many => "",
    };
    match (association.belongs_to, association.cardinality) {
        (true, _) => format!("The {} of {columns}{if_any}.", target.singular),
        (false, Cardinality::Many) => format!("The {} by {columns}.", target.plural),
        (false, _) => format!("The {} by {columns}{if_any}.", target.singular),
    }
}

/// `posts.room` and `posts.shelf`.
fn columns(table: &Resource, fields: impl Iterator<Item = FieldIndex>) -> String {
    let names: Vec<String> = fields
        .map(|at| {
            let column = &table.fields[at].column_name;
            docs::code(&format!("{}.{column}", table.table_name))
        })
        .collect();
    names.join(" and ")
}

/// The key of a row, or none where it is NULL.
fn key(scope: &Scope<'_>, fields: &[&Field]) -> String {
    let value = |field: &Field| {
        let clone = if scope.is_copy(&field.ty) {
            ""
        } else {
            ".clone()"
        };
        format!("row.{}{clone}", field.rust)
    };
    match fields {
        [only] if only.nullable => value(only),
        fields => {
            let values: Vec<String> = fields
                .iter()
                .map(|field| format!("{}{}", value(field), if field.nullable { "?" } else { "" }))
                .collect();
            format!("Some({})", tuple(&values))
        }
    }
}

fn tuple(items: &[String]) -> String {
    match items {
        [only] => only.clone(),
        items => format!("({})", items.join(", ")),
    }
}

fn pairs(here: &Resource, there: &Resource, on: &[(FieldIndex, FieldIndex)]) -> String {
    let pairs: Vec<String> = on
        .iter()
        .map(|(one, other)| {
            format!(
                "({})",
                literals(
                    [&here.fields[*one].sql, &there.fields[*other].sql]
                        .map(String::as_str)
                        .into_iter()
                )
            )
        })
        .collect();
    pairs.join(", ")
}

/// The functions that load related rows beside rows.
pub(super) fn preloads(scope: &mut Scope<'_>, resource: &Resource, row: &str) -> Vec<FunctionView> {
    scope.driver(&["Relations"]);
    let relations = format!("Relations<{}, Table>", scope.driver_type());
    vec![
        FunctionView {
            doc: format!(
                "The same {} with what was asked for beside them: one statement for each relation.",
                resource.plural
            ),
            head: format!(
                "preload<R: {relations}>(db: &impl Read, rows: Vec<{row}>, relations: R) -> Result<Vec<R::Row>>"
            ),
            statements: vec!["relations.attach(db, rows).await".to_owned()],
        },
        FunctionView {
            doc: format!("The same for one {}.", resource.singular),
            head: format!(
                "preload_one<R: {relations}>(db: &impl Read, row: {row}, relations: R) -> Result<R::Row>"
            ),
            statements: vec!["relations.attach_one(db, row).await".to_owned()],
        },
    ]
}
