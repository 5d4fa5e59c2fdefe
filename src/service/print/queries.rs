//! Query functions as text.

use super::{Printer, or_none, rule};
use crate::service::{ParamModel, QueryFunction, QueryModule, ReturnCount, Returns, RowField};

impl Printer<'_> {
    pub(super) fn module(&mut self, module: &QueryModule) {
        self.line(0, "");
        self.line(0, format!("queries {} from {}", module.module, module.file));
        for function in &module.functions {
            self.function(function);
        }
    }

    fn function(&mut self, function: &QueryFunction) {
        let mut returns = self.returns(&function.returns);
        if function.each {
            returns.push_str(", for each of many sets of values");
        }
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
        if let Some(nest) = function
            .returns
            .row
            .as_ref()
            .and_then(|row| row.nest.as_ref())
        {
            let positions = |list: &[usize]| {
                let list: Vec<String> = list.iter().map(usize::to_string).collect();
                list.join(", ")
            };
            let (columns, key) = (positions(&nest.columns), positions(&nest.key));
            let line = format!(
                "nested {}: columns {columns} of {}, by {key}",
                nest.rust, nest.table
            );
            self.line(2, line);
        }
        if let Some(borrowed) = &function.borrowed {
            let row = borrowed.row.as_deref().unwrap_or("its column");
            self.line(2, format!("{} over {row}", borrowed.function));
        }
        if let Some(copy) = &function.copy {
            self.sql(2, &copy.constant, &copy.sql);
        }
        for variant in function.steps.iter().chain(&function.variants) {
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
            ReturnCount::Stream => format!("a stream of {row}"),
            ReturnCount::LastId => "the key of the last row".to_owned(),
            ReturnCount::Executed => "what was done".to_owned(),
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
}
