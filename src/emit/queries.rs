//! `queries/`: for each query file its statements, the types of its rows, parameters and bodies, and its functions.

mod borrowed;
mod call;
mod rows;

use askama::Template;

use self::borrowed::FoldView;
use self::rows::{DecodedView, ShapedView};
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
use crate::service::{ParamModel, Presence, QueryBody, QueryFunction, QueryModule, Service};

#[derive(Template)]
#[template(path = "queries.rs.jinja")]
struct QueriesFile<'a> {
    file: String,
    imports: Vec<String>,
    functions: Vec<FunctionView<'a>>,
}

struct FunctionView<'a> {
    statements: Vec<StatementView>,
    rows: Vec<DecodedView>,
    decode: Option<ShapedView>,
    order: Option<OrderView<'a>>,
    params: Option<StructView>,
    /// How a set of values is given to its batch.
    bind: Option<BindView>,
    body: Option<StructView>,
    body_impl: Option<BodyView<'a>>,
    checks: Vec<CheckView>,
    doc: Vec<String>,
    head: String,
    lines: Vec<String>,
    fold: Option<FoldView>,
}

/// The function that gives the values of a params struct to a batch.
struct BindView {
    /// The struct, with its lifetime.
    name: String,
    body: String,
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
        let row = function.returns.row.as_ref();
        let rows = row.map_or_else(Vec::new, |row| self.rows(row));
        let decode = row.and_then(|row| self.shaped(row));
        let params = function
            .params_struct
            .as_ref()
            .map(|name| self.params_struct(name));
        // A shape stands beside its table.
        let body = function.body.as_ref().filter(|body| body.shape.is_none());
        let bind = self.bind_each().zip(params.as_ref());
        let bind = bind.map(|(body, params)| BindView {
            name: params.name.replace("'a", "'_"),
            body,
        });
        FunctionView {
            statements: self.statements(),
            rows,
            decode,
            order: function.orders.as_ref().map(|orders| OrderView {
                name: &orders.name,
                query: docs::code(&function.query_name),
                variants: &orders.variants,
            }),
            params,
            bind,
            body: body.map(|body| self.body_struct(body)),
            body_impl: body.map(|body| self.body_impl(body)),
            checks: body.map_or_else(Vec::new, |body| self.checks(body)),
            doc: self.doc(),
            head: self.head(),
            lines: self.lines(),
            fold: self.fold(),
        }
    }

    fn statements(&self) -> Vec<StatementView> {
        let name = literal::string(&self.function.query_name);
        let function = self.function;
        let all = function.steps.iter().chain(&function.variants);
        all.chain(&function.copy)
            .map(|variant| StatementView {
                is_filtered: false,
                constant: variant.constant.clone(),
                name: name.clone(),
                text: literal::sql(variant.sql.get(self.scope.target)),
            })
            .collect()
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
        let mut doc = docs::lines(&function.doc);
        for note in self.notes() {
            doc = docs::below(doc, note);
        }
        docs::below(doc, place)
    }

    /// What its callers must know beside its types.
    fn notes(&self) -> Vec<String> {
        let function = self.function;
        let mut notes = Vec::new();
        if function.each && self.only_reads() {
            notes.push("Runs once for each of `params`; the results are in their order.");
        } else if function.copy.is_some() {
            notes.push("Loads a row for each of `params`: all of them, or none.");
        } else if function.each {
            notes.push("Runs once for each of `params`: all of them, or none.");
        }
        if !function.steps.is_empty() {
            notes
                .push("Its statements are one transaction, or a part of the one that it is given.");
        }
        notes.into_iter().map(str::to_owned).collect()
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
