//! The functions of queries: their signatures, and what they do.

use super::Function;
use crate::service::{NestModel, ParamModel, ReturnCount};
use crate::ty::Ty;

impl Function<'_, '_, '_> {
    /// The name, what is taken and what is given.
    pub(super) fn head(&mut self) -> String {
        let function = self.function;
        let access = if self.only_reads() { "Read" } else { "Write" };
        self.scope.driver(&[access]);
        let mut params = self.params_and_order();
        // The rows of a stream come from the database that is lent; where more is lent, that must be said.
        let is_stream = function.returns.count == ReturnCount::Stream;
        let lends_more = params
            .iter()
            .any(|param| param.contains('&') || param.contains("'_"));
        let (generics, db, lifetime) = match is_stream && lends_more {
            true => ("<'db>", "&'db ", "'db"),
            false => ("", "&", "'_"),
        };
        let output = self.output(lifetime);
        params.insert(0, format!("db: {db}impl {access}"));
        format!(
            "{}{generics}({}) -> Result<{output}>",
            function.name,
            params.join(", ")
        )
    }

    /// What is taken beside the database.
    pub(super) fn params_and_order(&mut self) -> Vec<String> {
        let mut params = self.head_params();
        if let Some(orders) = &self.function.orders {
            params.push(format!("order: {}", orders.name));
        }
        params
    }

    fn head_params(&mut self) -> Vec<String> {
        let function = self.function;
        if let Some(name) = &function.params_struct {
            let borrowed = function
                .params
                .iter()
                .any(|param| self.param_type(param, "'a").contains("'a"));
            let lifetime = if borrowed { "<'_>" } else { "" };
            return vec![match function.each {
                true => format!("params: &[{name}{lifetime}]"),
                false => format!("params: &{name}{lifetime}"),
            }];
        }
        let params = function.params.iter();
        params
            .map(|param| {
                let ty = self.param_type(param, "");
                match function.each {
                    true => format!("params: &[{ty}]"),
                    false => format!("{}: {ty}", param.rust),
                }
            })
            .collect()
    }

    /// Whether a handle that only reads will do.
    pub(super) fn only_reads(&self) -> bool {
        let function = self.function;
        function.read_only && function.returns.count.gives_rows() && function.steps.is_empty()
    }

    /// Whether what it writes has to be taken back where there is too much of it.
    fn takes_back(&self) -> bool {
        !self.only_reads() && self.function.steps.is_empty()
    }

    fn output(&mut self, lifetime: &str) -> String {
        let returns = &self.function.returns;
        let row = returns.row.as_ref().map_or_else(String::new, |row| {
            match (&row.name, row.fields.as_slice()) {
                (Some(name), _) if row.shape.is_some() => self.scope.model(name),
                (Some(name), _) => name.clone(),
                (None, [only]) => {
                    self.scope
                        .held_or_null(&only.ty, only.own.as_ref(), only.nullable)
                }
                (None, _) => "()".to_owned(),
            }
        });
        let output = match returns.count {
            ReturnCount::Nothing => "()".to_owned(),
            ReturnCount::Affected => "u64".to_owned(),
            ReturnCount::LastId => "i64".to_owned(),
            ReturnCount::Executed => {
                self.scope.driver(&["Executed"]);
                "Executed".to_owned()
            }
            ReturnCount::One { .. } => row,
            ReturnCount::Optional { .. } => format!("Option<{row}>"),
            ReturnCount::Many => format!("Vec<{row}>"),
            ReturnCount::Stream => {
                self.scope.driver(&["Rows"]);
                format!("Rows<{lifetime}, {row}>")
            }
        };
        if self.function.each && returns.count.gives_rows() {
            format!("Vec<{output}>")
        } else {
            output
        }
    }

    /// What the function does.
    pub(super) fn lines(&mut self) -> Vec<String> {
        if self.function.each {
            return self.lines_for_each();
        }
        if !self.function.steps.is_empty() {
            return self.lines_of_transaction();
        }
        let mut lines = Vec::new();
        let (statement, values) = self.statement_and_values(&mut lines);
        let call = format!("db.{}", self.call(&statement, &values));
        lines.extend(self.result(&call));
        lines
    }

    /// The statement and its values, after the choice of them where there is one.
    pub(super) fn statement_and_values(&mut self, lines: &mut Vec<String>) -> (String, String) {
        let function = self.function;
        if let [only] = function.variants.as_slice() {
            let values = self.binds(&only.binds);
            return (format!("&{}", only.constant), format!("&[{values}]"));
        }
        lines.push(self.choice());
        ("sql".to_owned(), "values".to_owned())
    }

    /// The call of the runtime, awaited.
    fn call(&self, statement: &str, values: &str) -> String {
        let function = self.function;
        let verb = if self.only_reads() { "query" } else { "write" };
        let method = match function.returns.count {
            ReturnCount::Nothing | ReturnCount::Affected => "execute".to_owned(),
            ReturnCount::LastId => "execute_last_id".to_owned(),
            ReturnCount::Executed => "execute_result".to_owned(),
            _ if self.nest().is_some() => format!("{verb}_all"),
            ReturnCount::One { proven: false } if self.takes_back() => "write_only".to_owned(),
            ReturnCount::Optional { proven: false } if self.takes_back() => {
                "write_at_most_one".to_owned()
            }
            ReturnCount::One { .. } => format!("{verb}_one"),
            ReturnCount::Optional { .. } => format!("{verb}_opt"),
            ReturnCount::Many => format!("{verb}_all"),
            ReturnCount::Stream if self.only_reads() => "stream".to_owned(),
            ReturnCount::Stream => "write_stream".to_owned(),
        };
        match self.decoder() {
            Some(decoder) => format!("{method}({statement}, {values}, {decoder}).await"),
            None => format!("{method}({statement}, {values}).await"),
        }
    }

    /// The last lines: what the call gives, as the function gives it.
    fn result(&mut self, call: &str) -> Vec<String> {
        if self.nest().is_some() {
            return vec![format!("let rows = {call}?;"), self.nested()];
        }
        match self.function.returns.count {
            ReturnCount::Nothing => vec![format!("{call}?;"), "Ok(())".to_owned()],
            _ => vec![call.to_owned()],
        }
    }

    fn nest(&self) -> Option<&NestModel> {
        let row = self.function.returns.row.as_ref();
        row.and_then(|row| row.nest.as_ref())
    }

    /// Rows gathered: each parent with its children.
    fn nested(&mut self) -> String {
        let (Some(row), Some(nest)) = (&self.function.returns.row, self.nest()) else {
            return String::new();
        };
        let key: Vec<String> = nest
            .key
            .iter()
            .map(|at| {
                let field = &row.fields[*at];
                let copied = field.own.is_none() && self.scope.is_copy(&field.ty);
                let name = match row.group_of(*at) {
                    Some(group) => {
                        let resource = &self.scope.service.resources[group.resource];
                        let inside = &resource.fields[group.fields[at - group.first]];
                        format!("row.{}.{}", group.rust, inside.rust)
                    }
                    None => format!("row.{}", field.rust),
                };
                if copied {
                    name
                } else {
                    format!("{name}.clone()")
                }
            })
            .collect();
        let key = match key.as_slice() {
            [only] => only.clone(),
            _ => format!("({})", key.join(", ")),
        };
        let gathered = format!(
            "nested(rows, |row| {key}, |row, child| row.{}.push(child))",
            nest.rust
        );
        let count = self.function.returns.count;
        let function = match count {
            ReturnCount::One { .. } => "only",
            ReturnCount::Optional { .. } => "at_most_one",
            _ => "Ok",
        };
        self.scope.runtime(&["nested"]);
        if function != "Ok" {
            self.scope.runtime(&[function]);
        }
        format!("{function}({gathered})")
    }

    fn decoder(&self) -> Option<String> {
        let row = self.function.returns.row.as_ref()?;
        Some(match (&row.shape, &row.name) {
            (Some(shape), _) => shape.decoder.clone(),
            (None, Some(name)) => format!("{name}::decode"),
            (None, None) => "|row| row.get(0)".to_owned(),
        })
    }

    /// The body of the function that gives a set of values to its batch.
    pub(super) fn bind_each(&mut self) -> Option<String> {
        let function = self.function;
        let variant = function.variants.first().filter(|_| function.each)?;
        function.params_struct.as_ref()?;
        self.scope.driver(&["Batch"]);
        Some(format!("batch.add(&[{}])", self.binds(&variant.binds)))
    }

    /// One statement for each of many sets of values.
    fn lines_for_each(&mut self) -> Vec<String> {
        let function = self.function;
        let Some(variant) = function.variants.first() else {
            return Vec::new();
        };
        let bind = match &function.params_struct {
            Some(name) => format!("{name}::bind"),
            None => "|one, batch| batch.add(&[one])".to_owned(),
        };
        let statement = format!("&{}", variant.constant);
        if let Some(copy) = &function.copy {
            return vec![format!(
                "db.copy_in({statement}, &{}, params, {bind}).await",
                copy.constant
            )];
        }
        let verb = if self.only_reads() { "query" } else { "write" };
        let method = match function.returns.count {
            ReturnCount::One { .. } => format!("{verb}_one_each"),
            ReturnCount::Many => format!("{verb}_each"),
            _ => "execute_each".to_owned(),
        };
        let call = match self.decoder() {
            Some(decoder) => format!("db.{method}({statement}, params, {bind}, {decoder}).await"),
            None => format!("db.{method}({statement}, params, {bind}).await"),
        };
        self.result(&call)
    }

    /// Several statements in one transaction.
    fn lines_of_transaction(&mut self) -> Vec<String> {
        let function = self.function;
        let mut lines = vec!["let tx = db.begin().await?;".to_owned()];
        for step in &function.steps {
            let values = self.binds(&step.binds);
            lines.push(format!(
                "tx.execute(&{}, &[{values}]).await?;",
                step.constant
            ));
        }
        let (statement, values) = self.statement_and_values(&mut lines);
        let call = format!("tx.{}", self.call(&statement, &values));
        if function.returns.count == ReturnCount::Nothing {
            lines.push(format!("{call}?;"));
            lines.push("tx.commit().await".to_owned());
            return lines;
        }
        let name = match function.returns.count {
            ReturnCount::Affected => "affected",
            ReturnCount::LastId => "id",
            ReturnCount::Executed => "executed",
            ReturnCount::One { .. } | ReturnCount::Optional { .. } if self.nest().is_none() => {
                "row"
            }
            _ => "rows",
        };
        lines.push(format!("let {name} = {call}?;"));
        lines.push("tx.commit().await?;".to_owned());
        lines.push(match self.nest() {
            Some(_) => self.nested(),
            None => format!("Ok({name})"),
        });
        lines
    }

    /// The choice of the statement by which optional parameters are there.
    fn choice(&mut self) -> String {
        self.scope.driver(&["Params"]);
        let function = self.function;
        let optional: Vec<usize> = (0..function.params.len())
            .filter(|at| function.params[*at].optional)
            .collect();
        let tuple = |parts: Vec<String>| match parts.as_slice() {
            [only] => only.clone(),
            parts => format!("({})", parts.join(", ")),
        };
        let order = function.orders.as_ref();
        let mut given: Vec<String> = order.iter().map(|_| "order".to_owned()).collect();
        given.extend(optional.iter().map(|at| format!("&{}", self.param(*at))));
        let given = tuple(given);
        let mut arms = String::new();
        for variant in &function.variants {
            let chosen = order.zip(variant.order);
            let mut pattern: Vec<String> = chosen
                .iter()
                .map(|(order, at)| format!("{}::{}", order.name, order.variants[*at].0))
                .collect();
            pattern.extend(optional.iter().map(|at| {
                let absent = variant.absent.contains(at);
                if absent { "None" } else { "Some(_)" }.to_owned()
            }));
            let (pattern, constant) = (tuple(pattern), &variant.constant);
            let binds = self.binds(&variant.binds);
            arms.push_str(&format!("{pattern} => (&{constant}, &[{binds}]),\n"));
        }
        format!("let (sql, values): (&Sql, &Params<'_>) = match {given} {{\n{arms}}};")
    }

    fn binds(&mut self, binds: &[usize]) -> String {
        let binds: Vec<String> = binds.iter().map(|at| self.bind(*at)).collect();
        binds.join(", ")
    }

    fn bind(&mut self, at: usize) -> String {
        let param = &self.function.params[at];
        let value = self.param(at);
        let is_whole = param.own.is_some() || matches!(param.ty, Ty::Composite(_));
        if !param.slice && is_whole {
            if !param.nullable && !param.optional {
                return value;
            }
            self.scope.runtime(&["Lent"]);
            return format!("&{value}.map(Lent)");
        }
        if !param.slice {
            return self.scope.bound(&param.ty, param.own.as_ref(), &value);
        }
        self.scope.driver(&["List"]);
        if param.optional {
            format!("&List({value}.unwrap_or_default())")
        } else {
            format!("&List({value})")
        }
    }

    fn param(&self, at: usize) -> String {
        let name = &self.function.params[at].rust;
        if self.function.each {
            format!("self.{name}")
        } else if self.function.params_struct.is_some() {
            format!("params.{name}")
        } else {
            name.clone()
        }
    }

    pub(super) fn param_type(&mut self, param: &ParamModel, lifetime: &str) -> String {
        let ty = if param.slice {
            let space = if lifetime.is_empty() { "" } else { " " };
            let held = self.scope.held(&param.ty, param.own.as_ref());
            format!("&{lifetime}{space}[{held}]")
        } else if param.own.is_some() {
            let space = if lifetime.is_empty() { "" } else { " " };
            let held = self.scope.held(&param.ty, param.own.as_ref());
            format!("&{lifetime}{space}{held}")
        } else {
            self.scope.lent(&param.ty, lifetime)
        };
        if param.nullable || param.optional {
            format!("Option<{ty}>")
        } else {
            ty
        }
    }
}
