//! The service as text: what `rowtype inspect service` shows, and what the snapshots pin.

use super::{
    Action, ApiParam, ApiParamKind, Body, Direction, Field, Operation, ParamModel, Presence,
    QueryFunction, QueryModule, Relation, RelationKind, Resource, ReturnCount, Returns, RowField,
    Service, Success, TargetSql,
};
use crate::catalog::{RuleTest, TableKind};
use crate::ty::Ty;

/// The whole service, in its own order.
pub fn print(service: &Service) -> String {
    let mut printer = Printer {
        service,
        text: String::new(),
    };
    printer.head();
    printer.enums();
    for resource in &service.resources {
        printer.resource(resource);
    }
    for module in &service.query_modules {
        printer.module(module);
    }
    printer.operations();
    printer.text
}

struct Printer<'s> {
    service: &'s Service,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: impl AsRef<str>) {
        let text = text.as_ref().trim_end();
        if !text.is_empty() {
            self.text.push_str(&"  ".repeat(depth));
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    fn head(&mut self) {
        let service = self.service;
        let targets: Vec<&str> = service.targets.iter().map(|target| target.name()).collect();
        self.line(
            0,
            format!(
                "service \"{}\" {} in {} for {}",
                service.title,
                service.version,
                service.dialect.name(),
                targets.join(", ")
            ),
        );
        self.line(1, format!("from {}", service.sources.join(", ")));
        let prefix = &service.http.prefix;
        if !prefix.is_empty() {
            self.line(1, format!("under {prefix}"));
        }
        if service.http.allow_all {
            self.line(1, "everybody may call");
        }
    }

    fn enums(&mut self) {
        for model in &self.service.enums {
            self.line(0, "");
            let of = model
                .sql_type
                .as_ref()
                .map_or(String::new(), |name| format!(" of {name}"));
            self.line(0, format!("enum {}{of}", model.name));
            self.doc(1, &model.doc);
            for variant in &model.variants {
                self.line(1, format!("{} = {:?}", variant.name, variant.value));
            }
        }
    }

    fn doc(&mut self, depth: usize, doc: &[String]) {
        for line in doc {
            self.line(depth, format!("-- {line}"));
        }
    }

    fn resource(&mut self, resource: &Resource) {
        self.line(0, "");
        let kind = match resource.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
        };
        self.line(
            0,
            format!(
                "{kind} {} as {} in {}",
                resource.sql, resource.row, resource.module
            ),
        );
        self.doc(1, &resource.doc);
        if let Some(why) = &resource.deprecated {
            self.line(1, format!("deprecated {why}"));
        }
        let bodies: Vec<&str> = [Some(&resource.answer), Some(&resource.page)]
            .into_iter()
            .chain([resource.create.as_ref(), resource.update.as_ref()])
            .flatten()
            .map(String::as_str)
            .collect();
        self.line(1, format!("types {}", bodies.join(", ")));
        self.line(
            1,
            format!("words {:?}, {:?}", resource.singular, resource.plural),
        );
        let key: Vec<&str> = resource.key_fields().map(|key| key.rust.as_str()).collect();
        self.line(1, format!("key {}", or_none(&key)));
        let sort: Vec<String> = resource
            .default_sort
            .iter()
            .map(|(at, direction)| {
                let sign = if *direction == Direction::Descending {
                    "-"
                } else {
                    ""
                };
                format!("{sign}{}", resource.fields[*at].rust)
            })
            .collect();
        if !sort.is_empty() {
            self.line(1, format!("sort {}", sort.join(", ")));
        }
        self.line(
            1,
            format!(
                "page {} of at most {}",
                resource.page_default, resource.page_max
            ),
        );
        self.line(1, "fields");
        for field in &resource.fields {
            self.field(field);
        }
        self.relations(resource);
        self.statements(resource);
    }

    fn field(&mut self, field: &Field) {
        let mut parts = vec![format!(
            "{}: {}",
            field.rust,
            self.value(&field.ty, field.nullable)
        )];
        if field.column_name != field.rust {
            parts.push(format!("column {}", field.sql));
        }
        if field.json != field.rust {
            parts.push(format!("key {:?}", field.json));
        }
        parts.extend(field.create.map(|how| format!("create {}", presence(how))));
        parts.extend(field.update.map(|how| format!("update {}", presence(how))));
        if !field.readable {
            parts.push("not shown".to_owned());
        }
        parts.extend(field.filterable.then(|| "filter".to_owned()));
        parts.extend(field.sortable.then(|| "sort".to_owned()));
        parts.extend(field.max_length.map(|n| format!("at most {n} characters")));
        parts.extend(
            field
                .precision
                .map(|(precision, scale)| format!("{precision} digits, {scale} after the point")),
        );
        parts.extend(field.rules.iter().map(rule));
        parts.extend(
            field
                .default
                .as_ref()
                .map(|default| format!("default {default}")),
        );
        parts.extend(
            field
                .deprecated
                .as_ref()
                .map(|why| format!("deprecated {why}")),
        );
        parts.extend(
            field
                .example
                .as_ref()
                .map(|example| format!("example {example}")),
        );
        self.line(2, parts.join("; "));
        self.doc(3, &field.doc);
    }

    fn relations(&mut self, resource: &Resource) {
        if resource.relations.is_empty() {
            return;
        }
        self.line(1, "relations");
        for relation in &resource.relations {
            let line = self.relation(resource, relation);
            self.line(2, line);
        }
    }

    fn relation(&self, resource: &Resource, relation: &Relation) -> String {
        let target = &self.service.resources[relation.target];
        let kind = match relation.kind {
            RelationKind::BelongsTo => "belongs to",
            RelationKind::HasOne => "has one",
            RelationKind::HasMany => "has many",
        };
        format!(
            "{}: {kind} {} where {} = {} by {}::{}{}",
            relation.name,
            target.row,
            target.fields[relation.foreign].rust,
            resource.fields[relation.local].rust,
            target.module,
            relation.function,
            if relation.nullable { ", or none" } else { "" }
        )
    }

    fn statements(&mut self, resource: &Resource) {
        let statements = &resource.statements;
        let plain = [
            ("get", statements.get.as_ref()),
            ("list", Some(&statements.list)),
            ("create", statements.create.as_ref()),
            ("update", statements.update.as_ref()),
            ("delete", statements.delete.as_ref()),
        ];
        for (name, sql) in plain {
            if let Some(sql) = sql {
                self.sql(1, name, sql);
            }
        }
        for batch in &statements.batches {
            let head = if batch.unique {
                format!("{} (unique)", batch.function)
            } else {
                batch.function.clone()
            };
            self.sql(1, &head, &batch.sql);
        }
    }

    fn sql(&mut self, depth: usize, head: &str, sql: &TargetSql) {
        for (target, text) in &sql.texts {
            self.line(depth, format!("{head} on {}", target.name()));
            for line in text.trim_matches('\n').lines() {
                self.line(depth + 1, line);
            }
        }
    }

    fn module(&mut self, module: &QueryModule) {
        self.line(0, "");
        self.line(0, format!("queries {} from {}", module.module, module.file));
        for function in &module.functions {
            self.function(function);
        }
    }

    fn function(&mut self, function: &QueryFunction) {
        let returns = self.returns(&function.returns);
        self.line(
            1,
            format!("{} {} -> {returns}", function.name, function.place),
        );
        self.doc(2, &function.doc);
        self.tables(function);
        if let Some(name) = &function.params_struct {
            self.line(2, format!("parameters as {name}"));
        }
        for param in &function.params {
            let line = self.param(param);
            self.line(2, line);
        }
        if let Some(body) = &function.body {
            let names: Vec<&str> = body
                .params
                .iter()
                .map(|at| function.params[*at].rust.as_str())
                .collect();
            self.line(2, format!("body {} of {}", body.name, names.join(", ")));
        }
        for field in function.returns.row.iter().flat_map(|row| &row.fields) {
            let line = self.row_field(field);
            self.line(2, line);
        }
        for variant in &function.variants {
            let binds: Vec<&str> = variant
                .binds
                .iter()
                .map(|at| function.params[*at].rust.as_str())
                .collect();
            let head = format!("{} binds {}", variant.constant, or_none(&binds));
            self.sql(2, &head, &variant.sql);
        }
    }

    fn tables(&mut self, function: &QueryFunction) {
        let names = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            or_none(&names)
        };
        let writes = if function.read_only {
            String::new()
        } else {
            format!(", writes {}", names(&function.writes))
        };
        self.line(2, format!("reads {}{writes}", names(&function.reads)));
    }

    fn returns(&self, returns: &Returns) -> String {
        let row = returns.row.as_ref().map_or(String::new(), |row| {
            let name = match (&row.name, row.fields.first()) {
                (Some(name), _) => name.clone(),
                (None, Some(field)) => self.value(&field.ty, field.nullable),
                (None, None) => String::new(),
            };
            if row.answered {
                format!("{name} (answered)")
            } else {
                name
            }
        });
        let sure = |proven: bool| if proven { "" } else { ", more is an error" };
        match returns.count {
            ReturnCount::Nothing => "nothing".to_owned(),
            ReturnCount::Affected => "rows affected".to_owned(),
            ReturnCount::One { proven } => format!("one {row}{}", sure(proven)),
            ReturnCount::Optional { proven } => format!("none or one {row}{}", sure(proven)),
            ReturnCount::Many => format!("many {row}"),
        }
    }

    fn param(&self, param: &ParamModel) -> String {
        let mut ty = self.value(&param.ty, param.nullable);
        if param.slice {
            ty = format!("list of {ty}");
        }
        let mut parts = vec![format!("parameter {}: {ty}", param.rust)];
        if param.json != param.rust {
            parts.push(format!("key {:?}", param.json));
        }
        parts.extend(param.optional.then(|| "optional".to_owned()));
        parts.extend(param.column.as_ref().map(|column| format!("of {column}")));
        parts.extend(param.max_length.map(|n| format!("at most {n} characters")));
        parts.extend(param.rules.iter().map(rule));
        parts.join("; ")
    }

    fn row_field(&self, field: &RowField) -> String {
        let mut parts = vec![format!(
            "column {}: {}",
            field.rust,
            self.value(&field.ty, field.nullable)
        )];
        if field.json != field.rust {
            parts.push(format!("key {:?}", field.json));
        }
        parts.extend(field.column.as_ref().map(|column| format!("of {column}")));
        parts.join("; ")
    }

    fn operations(&mut self) {
        self.line(0, "");
        self.line(0, "operations");
        for operation in &self.service.operations {
            self.operation(operation);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        self.line(
            1,
            format!(
                "{} {} {}: {}{}",
                operation.method.name(),
                operation.path,
                operation.id,
                self.action(operation.action),
                if operation.deprecated {
                    " (deprecated)"
                } else {
                    ""
                }
            ),
        );
        self.line(2, format!("\"{}\"", operation.summary));
        for (place, params) in [
            ("path", &operation.path_params),
            ("query", &operation.query_params),
        ] {
            for param in params {
                let line = self.api_param(place, param);
                self.line(2, line);
            }
        }
        if let Some(body) = operation.body {
            self.line(2, format!("body {}", self.body(operation, body)));
        }
        let errors: Vec<String> = operation.errors.iter().map(u16::to_string).collect();
        self.line(
            2,
            format!("{}, else {}", self.success(operation), errors.join(" ")),
        );
    }

    fn action(&self, action: Action) -> String {
        let of = |verb: &str, index: usize| {
            format!("{verb} {}", self.service.resources[index].table_name)
        };
        match action {
            Action::List(index) => of("list", index),
            Action::Create(index) => of("create", index),
            Action::Get(index) => of("get", index),
            Action::Update(index) => of("update", index),
            Action::Delete(index) => of("delete", index),
            Action::Query { module, function } => {
                let module = &self.service.query_modules[module];
                format!("query {}", module.functions[function].query_name)
            }
        }
    }

    fn api_param(&self, place: &str, param: &ApiParam) -> String {
        let words = match &param.kind {
            ApiParamKind::Sort(words) | ApiParamKind::Include(words) => {
                format!(" of {}", words.join(", "))
            }
            _ => String::new(),
        };
        let mut parts = vec![format!(
            "{place} {}: {}{}{words}",
            param.name,
            if param.list { "list of " } else { "" },
            self.value(&param.ty, false)
        )];
        parts.extend(param.required.then(|| "required".to_owned()));
        parts.extend(param.rules.iter().map(rule));
        parts.join("; ")
    }

    fn body(&self, operation: &Operation, body: Body) -> String {
        let name = match body {
            Body::Create(index) => self.service.resources[index].create.clone(),
            Body::Update(index) => self.service.resources[index].update.clone(),
            Body::Params => self
                .query_function(operation.action)
                .and_then(|function| function.body.as_ref())
                .map(|body| body.name.clone()),
        };
        name.unwrap_or_default()
    }

    fn success(&self, operation: &Operation) -> String {
        let row = |index: usize| &self.service.resources[index].row;
        let query_row = || {
            self.query_function(operation.action)
                .and_then(|function| function.returns.row.as_ref())
                .and_then(|row| row.name.clone())
                .unwrap_or_default()
        };
        match operation.success {
            Success::Page(index) => format!("200 {}", self.service.resources[index].page),
            Success::Item(index) => format!("200 {}", row(index)),
            Success::Created(index) => format!("201 {}", row(index)),
            Success::NoContent => "204".to_owned(),
            Success::QueryItem => format!("200 {}", query_row()),
            Success::QueryItems => format!("200 items of {}", query_row()),
            Success::Affected => "200 affected".to_owned(),
        }
    }

    fn query_function(&self, action: Action) -> Option<&QueryFunction> {
        match action {
            Action::Query { module, function } => self
                .service
                .query_modules
                .get(module)?
                .functions
                .get(function),
            _ => None,
        }
    }

    fn value(&self, ty: &Ty, nullable: bool) -> String {
        let name = self.ty(ty);
        if nullable {
            format!("{name} or null")
        } else {
            name
        }
    }

    fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Enum(id) => self
                .service
                .enums
                .get(id.0 as usize)
                .map_or_else(|| "enum".to_owned(), |model| model.name.clone()),
            Ty::Array(element) => format!("array of {}", self.ty(element)),
            Ty::Other(name) => name.clone(),
            plain => format!("{plain:?}").to_lowercase(),
        }
    }
}

fn or_none(names: &[&str]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Patch => "patch",
    }
}

fn rule(rule: &RuleTest) -> String {
    match rule {
        RuleTest::Min(n) => format!(">= {n}"),
        RuleTest::MinExclusive(n) => format!("> {n}"),
        RuleTest::Max(n) => format!("<= {n}"),
        RuleTest::MaxExclusive(n) => format!("< {n}"),
        RuleTest::MinLength(n) => format!("length >= {n}"),
        RuleTest::MaxLength(n) => format!("length <= {n}"),
        RuleTest::Pattern(pattern) => format!("pattern {pattern}"),
        RuleTest::OneOf(values) => format!("one of {}", values.join(", ")),
        RuleTest::Not(value) => format!("not {value:?}"),
        RuleTest::StartsWith(start) => format!("starts with {start:?}"),
    }
}
