//! The catalog as text, for people and for snapshots.

use std::fmt::Write;

use super::{
    Catalog, Check, Column, ColumnTags, Composite, Domain, EnumSource, FilteredRelation,
    ForeignKey, Generated, ReferentialAction, RuleTest, Table, TableKind,
};
use crate::source::{Sources, Span};
use crate::ty::Ty;

/// All that the catalog holds, in its order.
pub fn print(catalog: &Catalog, sources: &Sources) -> String {
    let printer = Printer { catalog, sources };
    let mut parts: Vec<String> = Vec::new();
    for found in &catalog.enums {
        let values: Vec<String> = found
            .values
            .iter()
            .map(|value| format!("'{}'", value.value))
            .collect();
        let source = match found.source {
            EnumSource::Type => "type".to_owned(),
            EnumSource::Check { column } => format!("check on {}", printer.column_name(column)),
            EnumSource::Column { column } => format!("type of {}", printer.column_name(column)),
        };
        let mut text = format!(
            "enum {} ({source}, {})\n",
            printer.qualified(found.schema.as_deref(), &found.name),
            sources.place(found.span)
        );
        doc(&mut text, "  ", &found.doc);
        text.push_str(&format!("  {}\n", values.join(", ")));
        parts.push(text);
    }
    parts.extend(catalog.domains.iter().map(|found| printer.domain(found)));
    parts.extend(
        catalog
            .composites
            .iter()
            .map(|found| printer.composite(found)),
    );
    parts.extend(catalog.tables.iter().map(|table| printer.table(table)));
    parts.join("\n")
}

struct Printer<'a> {
    catalog: &'a Catalog,
    sources: &'a Sources,
}

/// Writing to a text cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {{
        let _ = writeln!($out, $($arg)*);
    }};
}

impl Printer<'_> {
    fn qualified(&self, schema: Option<&str>, name: &str) -> String {
        match schema
            .filter(|schema| Some(*schema) != self.catalog.dialect.schema_rules().default_schema)
        {
            Some(schema) => format!("{schema}.{name}"),
            None => name.to_owned(),
        }
    }

    fn column_name(&self, column: super::ColumnId) -> String {
        let table = self.catalog.table(column.table);
        format!("{}.{}", table.name, table.column(column.index).name)
    }

    fn columns(&self, table: &Table, columns: &[u32]) -> String {
        let names: Vec<&str> = columns
            .iter()
            .map(|index| table.column(*index).name.as_str())
            .collect();
        names.join(", ")
    }

    fn domain(&self, domain: &Domain) -> String {
        let mut facts = vec![self.name_of(&domain.base)];
        if domain.not_null {
            facts.push("not null".to_owned());
        }
        if let Some(default) = domain.default {
            facts.push(format!("default {}", one_line(self.sources.text(default))));
        }
        let name = self.qualified(domain.schema.as_deref(), &domain.name);
        let mut out = String::new();
        line!(out, "domain {name} ({})", self.sources.place(domain.span));
        doc(&mut out, "  ", &domain.doc);
        line!(out, "  {}", facts.join(", "));
        for (name, check) in &domain.checks {
            line!(
                out,
                "  check {name}: {}",
                one_line(self.sources.text(*check))
            );
        }
        out
    }

    fn composite(&self, found: &Composite) -> String {
        let name = self.qualified(found.schema.as_deref(), &found.name);
        let mut out = String::new();
        line!(out, "composite {name} ({})", self.sources.place(found.span));
        doc(&mut out, "  ", &found.doc);
        for field in &found.fields {
            line!(out, "  {}: {}", field.name, self.name_of(&field.ty));
        }
        out
    }

    fn table(&self, table: &Table) -> String {
        let mut out = String::new();
        let kind = match table.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
        };
        let name = self.qualified(table.schema.as_deref(), &table.name);
        let mut facts = vec![self.sources.place(table.span)];
        if table.strict {
            facts.push("strict".to_owned());
        }
        if table.without_rowid {
            facts.push("without rowid".to_owned());
        }
        line!(out, "{kind} {name} ({})", facts.join(", "));
        doc(&mut out, "  ", &table.doc);
        table_tags(&mut out, table);
        for column in &table.columns {
            self.column(&mut out, table, column);
        }
        if !table.primary_key.is_empty() {
            let name = table.primary_key_name.as_deref().unwrap_or("-");
            line!(
                out,
                "  primary key {name} ({})",
                self.columns(table, &table.primary_key)
            );
        }
        for unique in &table.uniques {
            line!(
                out,
                "  unique {} ({})",
                unique.name,
                self.columns(table, &unique.columns)
            );
        }
        for key in &table.foreign_keys {
            self.foreign_key(&mut out, table, key);
        }
        for check in &table.checks {
            self.check(&mut out, table, check);
        }
        for index in self
            .catalog
            .indexes
            .iter()
            .filter(|index| index.table == table.id)
        {
            let unique = if index.unique { "unique " } else { "" };
            let partial = if index.partial { " partial" } else { "" };
            line!(
                out,
                "  {unique}index {} ({}){partial}",
                index.name,
                self.columns(table, &index.columns)
            );
        }
        out
    }

    fn ty(&self, column: &Column) -> String {
        let mut text = self.name_of(&column.ty);
        if let Some(limit) = column.max_length {
            let _ = write!(text, "({limit})");
        }
        if let Some((precision, scale)) = column.precision {
            let _ = write!(text, "({precision}, {scale})");
        }
        text
    }

    fn name_of(&self, ty: &Ty) -> String {
        match ty {
            Ty::Enum(id) => format!("enum {}", self.catalog.enum_(*id).name),
            Ty::Set(id) => format!("set {}", self.catalog.enum_(*id).name),
            Ty::Domain(id) => format!("domain {}", self.catalog.domain(*id).name),
            Ty::Composite(id) => format!("composite {}", self.catalog.composite_name(*id).1),
            Ty::Array(element) => format!("{}[]", self.name_of(element)),
            Ty::Other(name) => format!("other {name}"),
            plain => format!("{plain:?}").to_lowercase(),
        }
    }

    fn column(&self, out: &mut String, table: &Table, column: &Column) {
        let mut facts = vec![self.ty(column)];
        if let Some(collation) = &column.collation {
            facts.push(format!("collate {collation}"));
        }
        facts.push(if column.nullable { "null" } else { "not null" }.to_owned());
        match column.generated {
            Generated::No => {}
            Generated::ByDefault => facts.push("generated by default".to_owned()),
            Generated::Always => facts.push("generated always".to_owned()),
            Generated::Computed => facts.push("computed".to_owned()),
        }
        if let Some(default) = column.default {
            facts.push(format!("default {}", one_line(self.sources.text(default))));
        }
        if let Some(direct) = column.direct {
            facts.push(format!("is {}", self.column_name(direct)));
        } else if table.kind == TableKind::View {
            let origins: Vec<String> = column
                .origins
                .iter()
                .map(|origin| self.column_name(*origin))
                .collect();
            facts.push(format!("from ({})", origins.join(", ")));
        }
        line!(out, "  {}: {}", column.name, facts.join(", "));
        doc(out, "    ", &column.doc);
        column_tags(out, &column.tags);
    }

    fn foreign_key(&self, out: &mut String, table: &Table, key: &ForeignKey) {
        let target = self.catalog.table(key.target);
        let mut text = format!(
            "  reference {} ({}) to {} ({})",
            key.name,
            self.columns(table, &key.columns),
            self.qualified(target.schema.as_deref(), &target.name),
            self.columns(target, &key.target_columns)
        );
        for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
            if let Some(action) = action_name(action) {
                let _ = write!(text, ", on {event} {action}");
            }
        }
        line!(out, "{text}");
    }

    fn check(&self, out: &mut String, table: &Table, check: &Check) {
        let name = check.name.as_deref().unwrap_or("-");
        line!(
            out,
            "  check {name}: {}",
            one_line(self.sources.text(check.span))
        );
        for rule in &check.rules {
            line!(
                out,
                "    {} {}",
                table.column(rule.column).name,
                rule_text(&rule.test)
            );
        }
        if !check.complete {
            line!(out, "    the rest stays with the database");
        }
    }
}

fn doc(out: &mut String, indent: &str, lines: &[String]) {
    for text in lines {
        line!(out, "{indent}-- {text}");
    }
}

fn table_tags(out: &mut String, table: &Table) {
    let tags = &table.tags;
    flag(out, "  ", "hidden", tags.hidden);
    flag(out, "  ", "expose", tags.exposed);
    flag(out, "  ", "readonly", tags.readonly);
    if let Some(name) = &tags.name {
        line!(out, "  @name {}", name.name);
    }
    if let Some(only) = &tags.only {
        let names: Vec<String> = only
            .iter()
            .map(|operation| format!("{operation:?}").to_lowercase())
            .collect();
        line!(out, "  @only {}", names.join(", "));
    }
    if !tags.sort.is_empty() {
        let items: Vec<String> = tags
            .sort
            .iter()
            .map(|item| {
                let sign = if item.descending { "-" } else { "" };
                format!("{sign}{}", table.column(item.column).name)
            })
            .collect();
        line!(out, "  @sort {}", items.join(", "));
    }
    for relation in &tags.relations {
        let FilteredRelation {
            name,
            of,
            condition,
            ..
        } = relation;
        line!(out, "  @rel {name}: {of} where {condition}");
    }
    for upsert in &tags.upserts {
        let names = upsert
            .columns
            .iter()
            .map(|at| table.column(*at).name.as_str());
        line!(out, "  @upsert {}", names.collect::<Vec<_>>().join(", "));
    }
    if let Some(bulk) = &tags.bulk {
        let names = bulk.operations.iter().flatten().map(|one| one.name());
        let names = names.collect::<Vec<_>>().join(", ");
        line!(out, "  {}", format!("@bulk {names}").trim_end());
    }
    if let Some(export) = tags.export {
        let most = export
            .most
            .map_or_else(String::new, |most| format!(" {most}"));
        line!(out, "  @export{most}");
    }
    for shape in &tags.shapes {
        let names = shape.columns.iter().map(|named| {
            let mark = if named.required { "!" } else { "" };
            format!("{}{mark}", table.column(named.column).name)
        });
        let input = if shape.input { " input" } else { "" };
        let names = names.collect::<Vec<_>>().join(", ");
        line!(out, "  @shape {}{input}: {names}", shape.name);
    }
    flag(out, "  ", "borrow", tags.borrow);
    if let Some(page) = tags.page {
        line!(out, "  @page {page}");
    }
    if let Some(most) = tags.page_max {
        line!(out, "  @page_max {most}");
    }
    deprecated(out, "  ", tags.deprecated.as_deref());
}

fn column_tags(out: &mut String, tags: &ColumnTags) {
    flag(out, "    ", "hidden", tags.hidden);
    flag(out, "    ", "readonly", tags.readonly);
    flag(out, "    ", "writeonly", tags.writeonly);
    flag(out, "    ", "immutable", tags.immutable);
    flag(out, "    ", "version", tags.version);
    flag(out, "    ", "softdelete", tags.softdelete);
    if let Some(hash) = &tags.hash {
        let (key, min, max) = (&hash.key, hash.min, hash.max);
        line!(out, "    @hash argon2 as {key} min {min} max {max}");
    }
    if let Some(tag) = &tags.format {
        line!(out, "    @format {}", tag.format.name());
    }
    flag(out, "    ", "updated", tags.updated);
    flag(out, "    ", "filter", tags.filter);
    flag(out, "    ", "nofilter", tags.nofilter);
    if let Some(name) = &tags.name {
        line!(out, "    @name {}", name.name);
    }
    if let Some(relation) = &tags.relation {
        match &relation.inverse {
            Some(inverse) => line!(out, "    @rel {} as {inverse}", relation.name),
            None => line!(out, "    @rel {}", relation.name),
        }
    }
    if let Some(example) = &tags.example {
        line!(out, "    @example {example}");
    }
    deprecated(out, "    ", tags.deprecated.as_deref());
}

fn flag(out: &mut String, indent: &str, name: &str, set: Option<Span>) {
    if set.is_some() {
        line!(out, "{indent}@{name}");
    }
}

fn deprecated(out: &mut String, indent: &str, why: Option<&str>) {
    if let Some(why) = why {
        line!(out, "{}", format!("{indent}@deprecated {why}").trim_end());
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn action_name(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set null"),
        ReferentialAction::SetDefault => Some("set default"),
    }
}

fn rule_text(test: &RuleTest) -> String {
    match test {
        RuleTest::Min(bound) => format!(">= {bound}"),
        RuleTest::MinExclusive(bound) => format!("> {bound}"),
        RuleTest::Max(bound) => format!("<= {bound}"),
        RuleTest::MaxExclusive(bound) => format!("< {bound}"),
        RuleTest::MinLength(count) => format!("length >= {count}"),
        RuleTest::MaxLength(count) => format!("length <= {count}"),
        RuleTest::Pattern(pattern) => format!("matches /{pattern}/"),
        RuleTest::OneOf(values) => format!("one of {}", values.join(", ")),
        RuleTest::Not(value) => format!("is not {value}"),
        RuleTest::StartsWith(prefix) => format!("starts with {prefix}"),
        RuleTest::Format(format) => format!("format {}", format.name()),
    }
}
