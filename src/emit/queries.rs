//! `queries/`: for each query file its statements, the types of its rows, parameters and bodies, and its functions.

use askama::Template;

use super::docs;
use super::literal;
use super::models::{
    BodyView, CheckView, FieldView, StructView, body_field_value, check, check_call,
    serde_attributes,
};
use super::rules::Ruled;
use super::scope::Scope;
use super::tables::StatementView;
use crate::dialect::Dialect;
use crate::service::{
    ParamModel, Presence, QueryBody, QueryFunction, QueryModule, ReturnCount, RowGroup, RowModel,
    Service,
};

#[derive(Template)]
#[template(path = "queries.rs.jinja")]
struct QueriesFile<'a> {
    file: String,
    imports: Vec<String>,
    functions: Vec<FunctionView<'a>>,
}

struct FunctionView<'a> {
    statements: Vec<StatementView<'a>>,
    row: Option<DecodedView>,
    order: Option<OrderView<'a>>,
    params: Option<StructView>,
    body: Option<StructView>,
    body_impl: Option<BodyView<'a>>,
    checks: Vec<CheckView>,
    doc: Vec<String>,
    head: String,
    lines: Vec<String>,
}

/// A row with its columns in order.
struct DecodedView {
    structure: StructView,
    /// What each field is made of: `name: row.get(0)?`.
    values: Vec<String>,
    /// The decoders of groups that can be absent.
    decoders: Vec<DecoderView>,
}

/// The decoder of a group of columns.
struct DecoderView {
    name: String,
    ty: String,
    value: String,
}

/// The enum of the orders to choose from.
struct OrderView<'a> {
    name: &'a str,
    query: String,
    variants: &'a [(String, String)],
}

/// The file of a query file.
pub(super) fn module(
    service: &Service,
    target: Dialect,
    root: &'static str,
    module: &QueryModule,
) -> askama::Result<String> {
    let mut scope = Scope::new(service, target, root);
    let functions = module
        .functions
        .iter()
        .map(|function| {
            Function {
                scope: &mut scope,
                function,
            }
            .view()
        })
        .collect();
    QueriesFile {
        file: docs::code(&module.file),
        imports: scope.imports(),
        functions,
    }
    .render()
}

struct Function<'a, 'b, 'q> {
    scope: &'a mut Scope<'b>,
    function: &'q QueryFunction,
}

impl<'q> Function<'_, '_, 'q> {
    fn view(mut self) -> FunctionView<'q> {
        self.scope.driver(&["Result", "Sql"]);
        let function = self.function;
        let row = function.returns.row.as_ref().and_then(|row| self.row(row));
        let params = function
            .params_struct
            .as_ref()
            .map(|name| self.params_struct(name));
        let body = function.body.as_ref();
        FunctionView {
            statements: self.statements(),
            row,
            order: function.orders.as_ref().map(|orders| OrderView {
                name: &orders.name,
                query: docs::code(&function.query_name),
                variants: &orders.variants,
            }),
            params,
            body: body.map(|body| self.body_struct(body)),
            body_impl: body.map(|body| self.body_impl(body)),
            checks: body.map_or_else(Vec::new, |body| self.checks(body)),
            doc: self.doc(),
            head: self.head(),
            lines: self.lines(),
        }
    }

    fn statements(&self) -> Vec<StatementView<'q>> {
        let name = literal::string(&self.function.query_name);
        let variants = self.function.variants.iter();
        variants
            .map(|variant| StatementView {
                constant: &variant.constant,
                name: name.clone(),
                text: literal::sql(variant.sql.get(self.scope.target)),
            })
            .collect()
    }

    fn row(&mut self, row: &RowModel) -> Option<DecodedView> {
        let name = row.name.clone()?;
        self.scope.driver(&["Row"]);
        let derive = if row.answered {
            self.scope.import("serde", "Serialize");
            "#[derive(Clone, Debug, PartialEq, Serialize)]"
        } else {
            "#[derive(Clone, Debug, PartialEq)]"
        };
        let (mut fields, mut values, mut decoders) = (Vec::new(), Vec::new(), Vec::new());
        for (at, field) in row.fields.iter().enumerate() {
            let inside =
                |group: &&RowGroup| (group.first..group.first + group.fields.len()).contains(&at);
            if let Some(group) = row.groups.iter().find(inside) {
                if group.first == at {
                    let (field, value) = self.group(group, &mut decoders);
                    values.push(format!("{}: {value}", group.rust));
                    fields.push(field);
                }
                continue;
            }
            values.push(format!("{}: row.get({at})?", field.rust));
            fields.push(FieldView {
                doc: match &field.column {
                    Some(column) => docs::introduced(column, &field.doc),
                    None => docs::introduced(&field.json, &field.doc),
                },
                attributes: if row.answered {
                    serde_attributes(&field.rust, &field.json, field.shown_type())
                } else {
                    Vec::new()
                },
                name: field.rust.clone(),
                ty: self
                    .scope
                    .held_or_null(&field.ty, field.own.as_ref(), field.nullable),
            });
        }
        Some(DecodedView {
            structure: StructView {
                fields,
                doc: vec![format!(
                    "A row of {}.",
                    docs::code(&self.function.query_name)
                )],
                attributes: vec![derive.to_owned()],
                name,
            },
            values,
            decoders,
        })
    }

    /// A row of a table inside of the row: its field, and what it is made of.
    fn group(&mut self, group: &RowGroup, decoders: &mut Vec<DecoderView>) -> (FieldView, String) {
        let resource = &self.scope.service.resources[group.resource];
        let model = self.scope.model(&resource.row);
        let parts: Vec<String> = group
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                let name = &resource.fields[*field].rust;
                format!("{name}: row.get({})?", group.first + at)
            })
            .collect();
        let value = format!("{model} {{ {} }}", parts.join(", "));
        let doc = vec![format!("A row of {}.", docs::code(&resource.table_name))];
        let field = |ty: String, doc: Vec<String>| FieldView {
            doc,
            attributes: Vec::new(),
            name: group.rust.clone(),
            ty,
        };
        let Some(present) = &group.present else {
            return (field(model, doc), value);
        };
        let decoder = format!("decode_{}", group.rust.trim_start_matches("r#"));
        let columns: Vec<String> = present.iter().map(usize::to_string).collect();
        let call = format!(
            "row.unless_null(&[{}], Self::{decoder})?",
            columns.join(", ")
        );
        decoders.push(DecoderView {
            name: decoder,
            ty: model.clone(),
            value,
        });
        let value = call;
        let doc = vec![format!(
            "A row of {}, where the join finds one.",
            docs::code(&resource.table_name)
        )];
        (field(format!("Option<{model}>"), doc), value)
    }

    fn params_struct(&mut self, name: &str) -> StructView {
        let function = self.function;
        let mut fields = Vec::new();
        for param in &function.params {
            let ty = self.param_type(param, "'a");
            fields.push(FieldView {
                doc: param_doc(param),
                attributes: Vec::new(),
                name: param.rust.clone(),
                ty,
            });
        }
        let lifetime = if fields.iter().any(|field| field.ty.contains("'a")) {
            "<'a>"
        } else {
            ""
        };
        StructView {
            doc: vec![format!(
                "What {} is given.",
                docs::code(&function.query_name)
            )],
            attributes: vec!["#[derive(Clone, Debug)]".to_owned()],
            name: format!("{name}{lifetime}"),
            fields,
        }
    }

    fn body_struct(&mut self, body: &QueryBody) -> StructView {
        self.scope.import("serde", "Deserialize");
        let mut fields = Vec::new();
        for param in self.body_params(body) {
            let owned = self.scope.held(&param.ty, param.own.as_ref());
            let owned = if param.slice {
                format!("Vec<{owned}>")
            } else {
                owned
            };
            let presence = presence(param);
            let ty = match presence {
                Presence::Required => owned,
                _ => format!("Option<{owned}>"),
            };
            let mut attributes = serde_attributes(&param.rust, &param.json, param.shown_type());
            if attributes.iter().any(|one| one.contains("base64")) && presence != Presence::Required
            {
                attributes.push("#[serde(default)]".to_owned());
            }
            fields.push(FieldView {
                doc: docs::and(param_doc(param), ruled(param).words()),
                attributes,
                name: param.rust.clone(),
                ty,
            });
        }
        StructView {
            doc: vec![format!(
                "The body of a request for {}.",
                docs::code(&self.function.query_name)
            )],
            attributes: vec![
                "#[derive(Clone, Debug, PartialEq, Deserialize)]".to_owned(),
                "#[serde(deny_unknown_fields)]".to_owned(),
            ],
            name: body.name.clone(),
            fields,
        }
    }

    fn body_impl(&mut self, body: &'q QueryBody) -> BodyView<'q> {
        self.scope.runtime(&["Body", "BodyField", "Violations"]);
        let params = self.body_params(body);
        BodyView {
            name: &body.name,
            fields: params
                .iter()
                .map(|param| {
                    let column = param
                        .column
                        .as_deref()
                        .and_then(|column| column.rsplit('.').next());
                    let column = column.filter(|column| *column != param.json);
                    body_field_value(
                        self.scope,
                        &param.json,
                        column,
                        (&param.ty, param.own.as_ref()),
                        param.slice,
                        presence(param),
                    )
                })
                .collect(),
            checks: params
                .iter()
                .filter(|param| !ruled(param).is_free())
                .map(|param| {
                    check_call(
                        &self.checked(param),
                        &param.rust,
                        &param.ty,
                        presence(param),
                    )
                })
                .collect(),
        }
    }

    fn checks(&mut self, body: &QueryBody) -> Vec<CheckView> {
        let params = self.body_params(body);
        params
            .iter()
            .filter_map(|param| {
                let what = param.column.as_ref().unwrap_or(&param.json);
                check(self.scope, &self.checked(param), what, &ruled(param))
            })
            .collect()
    }

    /// The name of the check of a parameter, which differs over the queries of a file.
    fn checked(&self, param: &ParamModel) -> String {
        let plain = |name: &str| name.trim_start_matches("r#").to_owned();
        format!("{}_{}", plain(&self.function.name), plain(&param.rust))
    }

    fn body_params(&self, body: &QueryBody) -> Vec<&'q ParamModel> {
        let params = &self.function.params;
        body.params.iter().map(|at| &params[*at]).collect()
    }

    fn doc(&self) -> Vec<String> {
        let function = self.function;
        let list = |verb: &str, tables: &[String]| match tables {
            [] => String::new(),
            tables => {
                let names: Vec<String> = tables.iter().map(|one| docs::code(one)).collect();
                format!(" {verb} {}.", names.join(", "))
            }
        };
        let place = format!(
            "{}.{}{}",
            docs::code(&function.place),
            list("Reads", &function.reads),
            list("Writes", &function.writes)
        );
        docs::below(docs::lines(&function.doc), place)
    }

    fn head(&mut self) -> String {
        let function = self.function;
        let access = if self.only_reads() { "Read" } else { "Write" };
        self.scope.driver(&[access]);
        let mut params = format!("db: &impl {access}");
        match &function.params_struct {
            Some(name) => {
                let borrowed = function
                    .params
                    .iter()
                    .any(|param| self.param_type(param, "'a").contains("'a"));
                let lifetime = if borrowed { "<'_>" } else { "" };
                params.push_str(&format!(", params: &{name}{lifetime}"));
            }
            None => {
                for param in &function.params {
                    let ty = self.param_type(param, "");
                    params.push_str(&format!(", {}: {ty}", param.rust));
                }
            }
        }
        if let Some(orders) = &function.orders {
            params.push_str(&format!(", order: {}", orders.name));
        }
        let output = self.output();
        format!("{}({params}) -> Result<{output}>", function.name)
    }

    fn only_reads(&self) -> bool {
        let counts = matches!(
            self.function.returns.count,
            ReturnCount::Nothing | ReturnCount::Affected
        );
        self.function.read_only && !counts
    }

    fn output(&mut self) -> String {
        let returns = &self.function.returns;
        let row = returns.row.as_ref().map_or_else(String::new, |row| {
            match (&row.name, row.fields.as_slice()) {
                (Some(name), _) => name.clone(),
                (None, [only]) => {
                    self.scope
                        .held_or_null(&only.ty, only.own.as_ref(), only.nullable)
                }
                (None, _) => "()".to_owned(),
            }
        });
        match returns.count {
            ReturnCount::Nothing => "()".to_owned(),
            ReturnCount::Affected => "u64".to_owned(),
            ReturnCount::One { .. } => row,
            ReturnCount::Optional { .. } => format!("Option<{row}>"),
            ReturnCount::Many => format!("Vec<{row}>"),
        }
    }

    /// What the function does.
    fn lines(&mut self) -> Vec<String> {
        let function = self.function;
        let (statement, values) = match function.variants.as_slice() {
            [only] => (
                format!("&{}", only.constant),
                format!("&[{}]", self.binds(&only.binds)),
            ),
            _ => ("sql".to_owned(), "values".to_owned()),
        };
        let mut lines = Vec::new();
        if function.variants.len() > 1 {
            lines.push(self.choice());
        }
        let verb = if self.only_reads() { "query" } else { "write" };
        let decode = match &function.returns.row {
            Some(RowModel {
                name: Some(name), ..
            }) => format!("{name}::decode"),
            _ => "|row| row.get(0)".to_owned(),
        };
        let rows = |many: &str| format!("db.{verb}_{many}({statement}, {values}, {decode}).await");
        match function.returns.count {
            ReturnCount::Nothing => {
                lines.push(format!("db.execute({statement}, {values}).await?;"));
                lines.push("Ok(())".to_owned());
            }
            ReturnCount::Affected => lines.push(format!("db.execute({statement}, {values}).await")),
            ReturnCount::One { .. } => lines.push(rows("one")),
            ReturnCount::Optional { .. } => lines.push(rows("opt")),
            ReturnCount::Many => lines.push(rows("all")),
        }
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
        if !param.slice && param.own.is_some() {
            if !param.nullable && !param.optional {
                return value;
            }
            self.scope.runtime(&["Lent"]);
            return format!("&{value}.map(Lent)");
        }
        if !param.slice {
            return format!("&{value}");
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
        if self.function.params_struct.is_some() {
            format!("params.{name}")
        } else {
            name.clone()
        }
    }

    fn param_type(&mut self, param: &ParamModel, lifetime: &str) -> String {
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

fn presence(param: &ParamModel) -> Presence {
    if param.nullable {
        Presence::Nullable
    } else if param.optional {
        Presence::Optional
    } else {
        Presence::Required
    }
}

fn param_doc(param: &ParamModel) -> Vec<String> {
    match &param.column {
        Some(column) => docs::introduced(column, &param.doc),
        None => docs::introduced(&param.json, &param.doc),
    }
}

fn ruled(param: &ParamModel) -> Ruled<'_> {
    Ruled {
        name: &param.json,
        ty: &param.ty,
        max_length: param.max_length,
        precision: None,
        rules: if param.slice { &[] } else { &param.rules },
    }
}
