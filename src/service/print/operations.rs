//! The operations of the API as text.

use super::{Printer, rule};
use crate::service::{
    Action, ApiParam, ApiParamKind, Audience, Batch, Body, Operation, Precondition, QueryFunction,
    SignIn, Success,
};

impl Printer<'_> {
    pub(super) fn operations(&mut self) {
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
                match (operation.deprecated, operation.is_replaced) {
                    (true, true) => " (deprecated, handler of the application)",
                    (true, false) => " (deprecated)",
                    (false, true) => " (handler of the application)",
                    (false, false) => "",
                }
            ),
        );
        self.line(2, format!("\"{}\"", operation.summary));
        match &operation.audience {
            Audience::Public => self.line(2, "for everybody"),
            Audience::Identified => {}
            Audience::Roles(roles) => self.line(2, format!("for {}", roles.join(" or "))),
        }
        for (place, params) in [
            ("path", &operation.path_params),
            ("query", &operation.query_params),
        ] {
            for param in params.iter().filter(|param| filtered(param).is_none()) {
                let line = self.api_param(place, param);
                self.line(2, line);
            }
        }
        self.filters(&operation.query_params);
        if let Some(body) = operation.body {
            self.line(2, format!("body {}", self.body(operation, body)));
        }
        if let Some(precondition) = operation.precondition {
            let words = match precondition {
                Precondition::Unknown => "header If-None-Match",
                Precondition::Unchanged => "header If-Match",
                Precondition::Version => "header If-Match; required",
            };
            self.line(2, words);
        }
        let errors: Vec<String> = operation.errors.iter().map(u16::to_string).collect();
        self.line(
            2,
            format!("{}, else {}", self.success(operation), errors.join(" ")),
        );
    }

    /// The conditions on each field in one line.
    fn filters(&mut self, params: &[ApiParam]) {
        let mut rest = params;
        while let Some(first) = rest.first() {
            let of_field = |param: &&ApiParam| filtered(param) == filtered(first);
            let count = rest.iter().take_while(of_field).count();
            let (group, others) = rest.split_at(count);
            rest = others;
            if filtered(first).is_some() {
                let names: Vec<&str> = group.iter().map(|param| param.name.as_str()).collect();
                let ty = self.value(&first.ty, false);
                self.line(2, format!("query {}: {ty}", names.join(" ")));
            }
        }
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
            Action::Upsert { resource, .. } => of("upsert", resource),
            Action::Delete(index) => of("delete", index),
            Action::Link(index) => of("link by", index),
            Action::Unlink(index) => of("unlink by", index),
            Action::CreateMany(index) => of("create many", index),
            Action::UpdateMany(index) => of("update many", index),
            Action::DeleteMany(index) => of("delete many", index),
            Action::Export(index) => of("export", index),
            Action::SignIn => "sign in".to_owned(),
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
            Body::Upsert { resource, upsert } => {
                let upserts = &self.service.resources[resource].statements.upserts;
                upserts[upsert].body.clone()
            }
            Body::CreateMany(index) => self.batch(index).and_then(|batch| batch.create.clone()),
            Body::UpdateMany(index) => {
                let update = self.batch(index).and_then(|batch| batch.update.as_ref());
                update.map(|update| update.body.clone())
            }
            Body::Credentials => Some(SignIn::CREDENTIALS.to_owned()),
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
            Success::Upserted(index) => format!("200 or 201 {}", row(index)),
            Success::CreatedMany(index) => format!("201 items of {}", row(index)),
            Success::UpdatedMany(index) => format!("200 items of {}", row(index)),
            Success::Csv => "200 text/csv".to_owned(),
            Success::NoContent => "204".to_owned(),
            Success::QueryItem => format!("200 {}", query_row()),
            Success::QueryItems => format!("200 items of {}", query_row()),
            Success::Affected => "200 affected".to_owned(),
            Success::AccessToken => format!("200 {}", SignIn::ACCESS_TOKEN),
        }
    }

    fn batch(&self, index: usize) -> Option<&Batch> {
        self.service.resources[index].batch.as_ref()
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
}

/// What the condition is about: whether that is a field of the row, and which one.
fn filtered(param: &ApiParam) -> Option<(bool, usize)> {
    match param.kind {
        ApiParamKind::Filter { field, .. } => Some((true, field)),
        ApiParamKind::Related { filter, .. } => Some((false, filter)),
        _ => None,
    }
}
