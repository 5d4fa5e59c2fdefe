//! The handlers of a table or view.

mod access;
mod across;
mod ahead;
mod batch;
mod bodies;
mod export;
mod hooks;
mod included;
mod links;
mod preconditions;
mod upserts;
mod written;

pub(super) use written::WriteView;

use super::{
    HandlerView, HandlersFile, Place, acting, handler_name, import_common, import_http, local,
    method_name, operations, routes, supplied,
};
use crate::emit::docs;
use crate::emit::literal;
use crate::emit::scope::Scope;
use crate::service::{
    Action, ApiParamKind, Field, FilterOperator, Operation, Presence, Resource, ResourceIndex,
    Service,
};

/// The file of a resource; none where it has no routes.
pub(super) fn file<'a>(
    service: &'a Service,
    index: ResourceIndex,
    place: &Place<'_>,
) -> Option<HandlersFile<'a>> {
    let operations = operations(service, |action| action.resource() == Some(index));
    let first = operations.first()?;
    let collection = first.path.split("/{").next().unwrap_or(&first.path);
    let mut writer = Writer {
        scope: Scope::new(service, place.target, place.root),
        resource: &service.resources[index],
        tables: format!("{}::tables", place.root),
        includes: operations.iter().any(|operation| {
            let is_written = !operation.is_replaced;
            is_written
                && operation
                    .query_params
                    .iter()
                    .any(|param| matches!(param.kind, ApiParamKind::Include(_)))
        }),
        operation: None,
    };
    import_common(&mut writer.scope, &operations);
    let supplied = supplied(&mut writer.scope, &operations);
    let needs = writer.needs(supplied);
    let hooks = writer.hooks_trait();
    let handlers: Vec<HandlerView<'_>> = operations
        .iter()
        .filter(|operation| !operation.is_replaced)
        .filter_map(|operation| writer.handler(operation))
        .collect();
    let includes_in_lists = operations
        .iter()
        .any(|operation| !operation.is_replaced && matches!(operation.action, Action::List(_)));
    let loads = match writer.includes && (includes_in_lists || !writer.is_ahead()) {
        true => writer.loads(),
        false => Vec::new(),
    };
    let writes = operations.iter().any(|operation| {
        matches!(operation.action, Action::List(_)) && writer.resource.has_cursors()
    });
    let write = writes.then(|| writer.write());
    Some(HandlersFile {
        write,
        doc: docs::introduced(collection, &writer.resource.doc),
        imports: writer.scope.imports(),
        subject: docs::code(collection),
        hooks,
        needs,
        routes: routes(&operations, writer.resource.hooks.as_ref()),
        handlers,
        loads,
    })
}

struct Writer<'a> {
    scope: Scope<'a>,
    resource: &'a Resource,
    /// `crate::tables`.
    tables: String,
    /// Whether a reader can ask for relations.
    includes: bool,
    /// The operation whose handler is written.
    operation: Option<&'a Operation>,
}

impl<'a> Writer<'a> {
    fn handler(&mut self, operation: &'a Operation) -> Option<HandlerView<'a>> {
        self.operation = Some(operation);
        let mut parameters = Vec::new();
        parameters.extend(self.principal(operation));
        parameters.push("State(db): State<Db>".to_owned());
        let hooked = self.hooked(operation);
        parameters.extend(self.hooks_parameter());
        let mut statements: Vec<String> = self.required_role(operation).into_iter().collect();
        statements.extend(acting(self.scope.service, operation));
        statements.extend(self.owner());
        let keys = self.keys(operation);
        if !keys.is_empty() {
            import_http(&mut self.scope, &["PathValues"]);
            parameters.push("path: PathValues".to_owned());
        }
        statements.extend(keys);
        let reads_query = !operation.query_params.is_empty();
        parameters.push(if reads_query {
            "mut query: Query".to_owned()
        } else {
            "query: Query".to_owned()
        });
        parameters.extend(self.precondition(operation));
        let answer = match operation.action {
            Action::List(_) => self.list(operation, &mut parameters, &mut statements),
            Action::Get(_) => self.get(operation, &mut statements),
            Action::Create(_) => self.create(operation, &mut parameters, &mut statements)?,
            Action::Update(_) => self.update(operation, &mut parameters, &mut statements)?,
            Action::Upsert { upsert, .. } => {
                self.upsert(upsert, &mut parameters, &mut statements)?
            }
            Action::Delete(_) => self.delete(operation, &mut statements),
            Action::Link(_) => self.link(operation, &mut statements)?,
            Action::Unlink(_) => self.unlink(operation, &mut statements),
            Action::CreateMany(_) => self.create_many(&mut parameters, &mut statements)?,
            Action::UpdateMany(_) => self.update_many(&mut parameters, &mut statements)?,
            Action::DeleteMany(_) => self.delete_many(operation, &mut statements)?,
            Action::Export(_) => self.export(operation, &mut statements)?,
            Action::SignIn | Action::Query { .. } => return None,
        };
        Some(HandlerView {
            name: handler_name(&operation.id),
            generics: hooked.unwrap_or_default(),
            method: method_name(operation.method),
            path: &operation.path,
            parameters,
            answer,
            statements,
        })
    }

    /// The fields of the key that the path holds.
    fn key_fields(&self, operation: &Operation) -> Vec<&'a Field> {
        let key = match operation.action {
            Action::Upsert { upsert, .. } => &self.resource.statements.upserts[upsert].key,
            _ => &self.resource.key,
        };
        operation
            .path_params
            .iter()
            .filter_map(|param| match param.kind {
                ApiParamKind::Value(position) => self.resource.fields.get(*key.get(position)?),
                _ => None,
            })
            .collect()
    }

    fn keys(&mut self, operation: &Operation) -> Vec<String> {
        let mut statements = Vec::new();
        for (field, param) in self
            .key_fields(operation)
            .into_iter()
            .zip(&operation.path_params)
        {
            // What a function borrows does not say what is owned.
            let annotation = if self.scope.is_copy(&field.ty) {
                String::new()
            } else {
                format!(": {}", self.scope.owned(&field.ty))
            };
            let name = literal::string(&param.name);
            statements.push(format!(
                "let {}{annotation} = path.value({name})?;",
                local(&field.rust)
            ));
        }
        let is_by_key = match operation.action {
            Action::Upsert { .. } => false,
            // Its hooks are asked where there is no such row yet.
            Action::Link(_) => self.is_hooked(),
            _ => true,
        };
        if is_by_key && self.resource.has_key_struct && !statements.is_empty() {
            statements.push(self.key_struct(operation));
        }
        statements
    }

    /// The declaration of the key as a struct.
    fn key_struct(&mut self, operation: &Operation) -> String {
        let key = self.call("Key");
        let fields: Vec<String> = self
            .key_fields(operation)
            .into_iter()
            .map(|field| {
                let value = self.lent(field);
                match value == field.rust {
                    true => value,
                    false => format!("{}: {value}", field.rust),
                }
            })
            .collect();
        format!("let key = {key} {{ {} }};", fields.join(", "))
    }

    /// The arguments of a function on the row that the path names: its key, and its owner.
    fn key_arguments(&mut self, operation: &Operation) -> String {
        let mut arguments: Vec<String> = match self.resource.has_key_struct {
            true => vec!["&key".to_owned()],
            false => self
                .key_fields(operation)
                .into_iter()
                .map(|field| self.lent(field))
                .collect(),
        };
        arguments.extend(self.owner_argument());
        arguments.join(", ")
    }

    /// The variable of a column, as a function takes it.
    fn lent(&self, field: &Field) -> String {
        let borrow = match self.scope.is_copy(&field.ty) {
            true => "",
            false => "&",
        };
        format!("{borrow}{}", local(&field.rust))
    }

    /// A function of the resource's module.
    fn call(&mut self, function: &str) -> String {
        self.scope.import(&self.tables, &self.resource.module);
        format!("{}::{function}", self.resource.module)
    }

    fn answer(&mut self) -> String {
        self.scope.model(&self.resource.answer)
    }

    fn include(&self) -> String {
        let names: Vec<String> = self
            .resource
            .relations
            .iter()
            .map(|relation| &relation.name)
            .chain(self.resource.nested.iter().map(|nested| &nested.name))
            .map(|name| literal::string(name))
            .collect();
        format!("let include = query.include(&[{}]);", names.join(", "))
    }

    fn list(
        &mut self,
        operation: &Operation,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> String {
        import_http(&mut self.scope, &["Listed", "OriginalUri"]);
        self.scope.driver(&["Select"]);
        parameters.push("OriginalUri(uri): OriginalUri".to_owned());
        let (filters, sort) = (self.filters(operation), self.sort(operation));
        let filter = self.whole_filter(!filters.is_empty());
        let sorted = if sort.is_some() { ".sorted(sort)" } else { "" };
        let has_cursors = self.resource.has_cursors();
        let (start, offset) = match has_cursors {
            true => ("let start = query.start()?;", "start.offset"),
            false => ("let offset = query.offset();", "offset"),
        };
        let (default, max) = (self.resource.page_default, self.resource.page_max);
        statements.extend(filters);
        statements.extend(sort);
        statements.push(format!("let limit = query.limit({default}, {max});"));
        statements.push(start.to_owned());
        statements.push("let wants_total = query.total();".to_owned());
        if self.includes {
            statements.push(self.include());
        }
        statements.push("query.finish()?;".to_owned());
        statements.push(format!("let filter = {filter};"));
        let count = self.call("count");
        statements.push("let mut total = None;".to_owned());
        statements.push(format!(
            "if wants_total {{ total = Some({count}(&db, &filter).await?); }}"
        ));
        statements.push(format!(
            "let select = Select::new(filter){sorted}.limit(limit).offset({offset});"
        ));
        if has_cursors {
            statements.extend(self.written_page());
        }
        let answer = self.answer();
        if has_cursors && !self.includes {
            return format!("Listed<{answer}>");
        }
        let (read, listed) = match has_cursors {
            true => (
                format!(
                    "{}(&db, &select, start.cursor.as_ref()).await.map_err(Problem::of_page)?",
                    self.call("page")
                ),
                "Listed::new(items, page.next, total, &uri)",
            ),
            false => (
                format!("{}(&db, &select).await?", self.call("list")),
                "Listed::numbered(items, page.has_more.then_some(offset), total, &uri)",
            ),
        };
        let items = match self.includes {
            true => format!("{}.await?", self.answers("page.items")),
            false => format!("page.items.into_iter().map({answer}::from).collect()"),
        };
        statements.push(format!("let page = {read};"));
        statements.push(format!("let items = {items};"));
        statements.push(format!("Ok({listed})"));
        format!("Listed<{answer}>")
    }

    /// The conditions that were read, where there are any, and that of the owner.
    fn whole_filter(&mut self, reads_filters: bool) -> String {
        let filter = match (reads_filters, self.owner_filter()) {
            (false, None) => "Filter::every_row()".to_owned(),
            (true, None) => "Filter::all(filters)".to_owned(),
            (false, Some(own)) => own,
            (true, Some(own)) => format!("Filter::all(filters).and({own})"),
        };
        if filter.starts_with("Filter::") {
            self.scope.driver(&["Filter"]);
        }
        filter
    }

    /// Reads the conditions, where the list has any.
    fn filters(&mut self, operation: &Operation) -> Vec<String> {
        let mut statements = Vec::new();
        for (index, field) in self.resource.fields.iter().enumerate() {
            let operators: Vec<FilterOperator> = operation
                .query_params
                .iter()
                .filter_map(|param| match param.kind {
                    ApiParamKind::Filter { field, operator } if field == index => Some(operator),
                    _ => None,
                })
                .collect();
            if operators.is_empty() {
                continue;
            }
            let column = self.call(&format!("Table::{}", field.constant));
            let name = literal::string(&field.json);
            let reader = reader(&operators);
            statements.push(format!("query.{reader}({name}, {column}, &mut filters);"));
        }
        statements.extend(self.related_filters(operation));
        statements.extend(self.search());
        if !statements.is_empty() {
            statements.insert(0, "let mut filters = Vec::new();".to_owned());
        }
        statements
    }

    /// Reads the words to look for, where the list can be searched.
    fn search(&mut self) -> Option<String> {
        let resource = self.resource;
        let columns = resource.search.iter().map(|at| &resource.fields[*at]);
        let tests: Vec<String> = columns
            .map(|field| {
                let column = self.call(&format!("Table::{}", field.constant));
                format!("{column}.icontains(word)")
            })
            .collect();
        let test = match tests.as_slice() {
            [] => return None,
            [test] => test.clone(),
            tests => {
                self.scope.driver(&["Filter"]);
                format!("Filter::any([{}])", tests.join(", "))
            }
        };
        Some(format!("query.search(|word| {test}, &mut filters);"))
    }

    /// Reads the order, where the list can be sorted.
    fn sort(&mut self, operation: &Operation) -> Option<String> {
        let offered = operation
            .query_params
            .iter()
            .any(|param| matches!(param.kind, ApiParamKind::Sort(_)));
        if !offered {
            return None;
        }
        let fields: Vec<&Field> = self
            .resource
            .fields
            .iter()
            .filter(|field| field.sortable)
            .collect();
        let keys: Vec<String> = fields
            .into_iter()
            .map(|field| {
                let column = self.call(&format!("Table::{}", field.constant));
                format!("({}, {column}.asc())", literal::string(&field.json))
            })
            .collect();
        Some(format!("let sort = query.sort(&[{}]);", keys.join(", ")))
    }

    fn get(&mut self, operation: &Operation, statements: &mut Vec<String>) -> String {
        import_http(&mut self.scope, &["Tagged"]);
        if self.includes {
            statements.push(self.include());
        }
        statements.push("query.finish()?;".to_owned());
        let (get, answer) = (self.call_by_key("get"), self.answer());
        let key = self.key_arguments(operation);
        if self.includes && self.is_ahead() {
            statements.extend(self.get_ahead(&format!("{get}(&db, {key})")));
        } else {
            statements.push(format!("let row = {get}(&db, {key}).await?;"));
            let answer_of_row = match self.includes {
                true => {
                    self.scope.runtime(&["only"]);
                    format!("only({}.await?)?", self.answers("vec![row]"))
                }
                false => format!("{answer}::from(row)"),
            };
            statements.extend(self.keep_version());
            statements.push(format!("let answer = {answer_of_row};"));
        }
        let version = match (self.resource.version(), self.includes) {
            (None, _) => None,
            (Some(_), false) => Some("Some(version)"),
            (Some(_), true) => Some("include.is_empty().then_some(version)"),
        };
        statements.extend(match version {
            None => vec!["Ok(Tagged::new(answer).unless(if_none_match))".to_owned()],
            Some(version) => vec![
                format!("let answer = Tagged::new(answer).version({version});"),
                "Ok(answer.unless(if_none_match))".to_owned(),
            ],
        });
        format!("Tagged<{answer}>")
    }

    /// The fields of bodies that are secrets.
    fn hashed(&self) -> impl Iterator<Item = &'a Field> {
        self.resource.fields.iter().filter(|field| field.hashed)
    }

    /// Puts hashes in the place of secrets, where the body has such fields.
    fn hash(&mut self, presence: fn(&Field) -> Option<Presence>) -> Vec<String> {
        let fields: Vec<&Field> = self
            .hashed()
            .filter(|field| presence(field).is_some())
            .collect();
        if !fields.is_empty() {
            self.scope.import("rowtype_runtime", "password");
        }
        fields
            .into_iter()
            .map(|field| {
                let name = &field.rust;
                format!("body.{name} = password::hashed(body.{name}).await?;")
            })
            .collect()
    }

    /// The key of the row that was written.
    fn address(&self) -> String {
        let key: Vec<String> = self
            .resource
            .key_fields()
            .map(|field| {
                // A key that the database lets be NULL is never NULL in a body.
                let from = if field.nullable { "body" } else { "row" };
                format!("&{from}.{}", field.rust)
            })
            .collect();
        key.join(", ")
    }

    fn create(
        &mut self,
        operation: &Operation,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        let body = self.body(
            self.resource.create.as_deref()?,
            |field| field.create,
            parameters,
        );
        import_http(&mut self.scope, &["Created", "location"]);
        let (create, answer) = (self.call("create"), self.answer());
        let key = self.address();
        let path = literal::string(&operation.path);
        statements.push("query.finish()?;".to_owned());
        statements.extend(self.read_body(&body, |field| field.create));
        statements.extend(self.hash(|field| field.create));
        let write = |db: &str| {
            format!("let row = {create}({db}, &body).await.map_err(Problem::of_body::<{body}>)?;")
        };
        match self.is_hooked() {
            true => statements.extend(self.hooked_create(&write("&tx"))),
            false => statements.push(write("&db")),
        }
        statements.push(format!("let location = location({path}, &[{key}]);"));
        statements.extend(self.keep_version());
        statements.push(format!("let answer = {answer}::from(row);"));
        let version = match self.resource.version() {
            Some(_) => ".version(version)",
            None => "",
        };
        statements.push(format!("Ok(Created::new(location, answer){version})"));
        Some(format!("Created<{answer}>"))
    }

    fn update(
        &mut self,
        operation: &Operation,
        parameters: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) -> Option<String> {
        let body = self.body(
            self.resource.update.as_deref()?,
            |field| field.update,
            parameters,
        );
        import_http(&mut self.scope, &["Tagged"]);
        let answer = self.answer();
        let key = self.key_arguments(operation);
        statements.push("query.finish()?;".to_owned());
        statements.extend(self.read_body(&body, |field| field.update));
        statements.extend(self.hash(|field| field.update));
        match self.is_hooked() {
            true => statements.extend(self.hooked_update(&key, &body)),
            false => statements.extend(self.guarded_update(&key, &body)),
        }
        statements.extend(self.keep_version());
        statements.push(format!("let answer = {answer}::from(row);"));
        let version = match self.resource.version() {
            Some(_) => ".version(Some(version))",
            None => "",
        };
        statements.push(format!("Ok(Tagged::new(answer){version})"));
        Some(format!("Tagged<{answer}>"))
    }

    fn delete(&mut self, operation: &Operation, statements: &mut Vec<String>) -> String {
        import_http(&mut self.scope, &["StatusCode"]);
        let key = self.key_arguments(operation);
        statements.push("query.finish()?;".to_owned());
        match self.is_hooked() {
            true => statements.extend(self.hooked_delete(&key)),
            false => statements.push(self.guarded_delete(&key)),
        }
        statements.push("Ok(StatusCode::NO_CONTENT)".to_owned());
        "StatusCode".to_owned()
    }
}

/// The function that reads the conditions on a column: by the operators that it offers.
pub(super) fn reader(operators: &[FilterOperator]) -> &'static str {
    if operators.contains(&FilterOperator::Has) {
        "array"
    } else if operators.contains(&FilterOperator::Holds) {
        "json"
    } else if operators.contains(&FilterOperator::Contains) {
        "text"
    } else if operators.contains(&FilterOperator::Lt) {
        "ordered"
    } else if operators.contains(&FilterOperator::In) {
        "equality"
    } else {
        "boolean"
    }
}
