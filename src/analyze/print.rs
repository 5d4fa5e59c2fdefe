//! Typed queries as text: what `rowtype inspect queries` shows, and what the snapshots pin.

use std::fmt::Write;

use super::{Cardinality, TypedQuery, Variant};
use crate::catalog::{Catalog, ColumnId, TableId};
use crate::source::Sources;

/// All queries, in order.
pub fn print(queries: &[TypedQuery], catalog: &Catalog, sources: &Sources) -> String {
    let mut out = String::new();
    for query in queries {
        print_query(query, catalog, sources, &mut out);
    }
    out
}

fn print_query(query: &TypedQuery, catalog: &Catalog, sources: &Sources, out: &mut String) {
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let cardinality = match query.cardinality {
        Cardinality::None => "no result",
        Cardinality::One => "one row",
        Cardinality::AtMostOne => "at most one row",
        Cardinality::Many => "any number of rows",
    };
    line(format!(
        "query {} :{} ({})",
        query.header.name,
        query.header.command.word(),
        sources.place(query.span)
    ));
    line(format!("  gives: {cardinality}"));
    let tables = |ids: &[TableId]| {
        ids.iter()
            .map(|id| catalog.table(*id).name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !query.reads.is_empty() {
        line(format!("  reads: {}", tables(&query.reads)));
    }
    if !query.writes.is_empty() {
        line(format!("  writes: {}", tables(&query.writes)));
    }
    for param in &query.params {
        let mut text = format!(
            "  param {}: {}",
            param.name,
            catalog.dialect.type_name(catalog, &param.ty)
        );
        for (holds, word) in [
            (param.slice, "list"),
            (param.nullable, "null"),
            (param.optional, "optional"),
        ] {
            if holds {
                let _ = write!(text, " {word}");
            }
        }
        if let Some(column) = param.column {
            let _ = write!(
                text,
                " ({} {})",
                if param.written { "to" } else { "beside" },
                column_name(catalog, column)
            );
        }
        line(text);
    }
    for column in &query.columns {
        let null = if column.nullable { "null" } else { "not null" };
        let mut text = format!(
            "  column {}: {} {null}",
            column.name,
            catalog.dialect.type_name(catalog, &column.ty)
        );
        match column.direct {
            Some(direct) => drop(write!(text, " = {}", column_name(catalog, direct))),
            None if !column.origins.is_empty() => {
                let origins: Vec<String> = column
                    .origins
                    .iter()
                    .map(|id| column_name(catalog, *id))
                    .collect();
                let _ = write!(text, " from {}", origins.join(", "));
            }
            None => {}
        }
        line(text);
    }
    for embed in &query.embeds {
        let null = if embed.optional { " null" } else { "" };
        line(format!(
            "  embed {}: columns {} to {} are {}{null}",
            embed.name,
            embed.first + 1,
            embed.first + embed.count,
            catalog.table(embed.table).name
        ));
    }
    if let Some(nest) = &query.nest {
        let names = |positions: &mut dyn Iterator<Item = usize>| {
            let names: Vec<&str> = positions
                .map(|at| query.columns[at].name.as_str())
                .collect();
            names.join(", ")
        };
        line(format!(
            "  nest {}: {} by {}{}",
            nest.name,
            names(&mut nest.children.iter().copied()),
            names(&mut nest.key.iter().copied()),
            match nest.present {
                Some(at) => format!("; none where {} is null", query.columns[at].name),
                None => String::new(),
            }
        ));
    }
    let optional = query.sql.optional();
    let orders = query.sql.orders.as_ref();
    for step in &query.steps {
        line("  first:".to_owned());
        for text in step.sql.render(catalog.dialect, &[]).sql.lines() {
            line(format!("    {text}"));
        }
    }
    let mut shown = vec![("sql".to_owned(), Variant::default())];
    if !optional.is_empty() {
        let absent = Variant {
            absent: optional,
            order: None,
        };
        shown.push(("sql without the optional".to_owned(), absent));
    }
    for (at, choice) in orders
        .iter()
        .flat_map(|orders| orders.choices.iter().enumerate())
    {
        let chosen = Variant {
            absent: Vec::new(),
            order: Some(at),
        };
        shown.push((format!("sql by {}", choice.name), chosen));
    }
    for (title, variant) in shown {
        line(format!("  {title}:"));
        let rendered = query.sql.render_variant(catalog.dialect, &variant);
        for text in rendered.sql.lines() {
            line(format!("    {text}"));
        }
    }
    line(String::new());
}

fn column_name(catalog: &Catalog, id: ColumnId) -> String {
    format!(
        "{}.{}",
        catalog.table(id.table).name,
        catalog.column(id).name
    )
}
