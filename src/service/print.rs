//! The service as text: what `rowtype inspect service` shows, and what the snapshots pin.

mod operations;
mod queries;
mod resources;

use super::{Service, TargetSql};
use crate::catalog::RuleTest;
use crate::config::Auth;
use crate::ty::Ty;

/// The whole service, in its own order.
pub fn print(service: &Service) -> String {
    let mut printer = Printer {
        service,
        text: String::new(),
    };
    printer.head();
    printer.enums();
    printer.composites();
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
        match service.http.auth {
            Some(Auth::None) => self.line(1, "everybody may call"),
            Some(Auth::Bearer) => self.line(1, "callers have a bearer token"),
            Some(Auth::ApiKey) => self.line(1, "callers have a key"),
            None => {}
        }
        if service.row_security {
            self.line(1, "statements say for whom they are run");
        }
        if let Some(sign_in) = &service.sign_in {
            let resource = &service.resources[sign_in.resource];
            let name = |at: usize| resource.fields[at].column_name.as_str();
            let roles = sign_in.roles.map(|at| format!(", roles {}", name(at)));
            self.line(
                1,
                format!(
                    "signs in {} by {}, {}{}",
                    resource.table_name,
                    name(sign_in.login),
                    name(sign_in.password),
                    roles.unwrap_or_default()
                ),
            );
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

    fn composites(&mut self) {
        for model in &self.service.composites {
            self.line(0, "");
            self.line(0, format!("composite {} of {}", model.name, model.sql_type));
            self.doc(1, &model.doc);
            for field in &model.fields {
                let value = self.value(&field.ty, field.nullable);
                self.line(1, format!("{} {value}", field.rust));
                self.doc(2, &field.doc);
            }
        }
    }

    fn doc(&mut self, depth: usize, doc: &[String]) {
        for line in doc {
            self.line(depth, format!("-- {line}"));
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
            Ty::Other(name) | Ty::Range(name, _) | Ty::Multirange(name, _) => name.clone(),
            ty @ Ty::Composite(_) => self
                .service
                .composite(ty)
                .map_or_else(|| "composite".to_owned(), |model| model.name.clone()),
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
        RuleTest::Format(format) => format!("format {}", format.name()),
    }
}
