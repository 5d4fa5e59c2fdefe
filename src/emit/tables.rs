//! `tables/`: for each table or view a file with its statements and a function for each.

use askama::Template;

use super::docs;
use super::literal;
use super::models::kind;
use super::scope::Scope;
use crate::dialect::Dialect;
use crate::service::{BatchRead, Direction, Field, Presence, Resource, Service, TargetSql};

#[derive(Template)]
#[template(path = "table.rs.jinja")]
struct TableFile<'a> {
    doc: String,
    imports: Vec<String>,
    table: String,
    row: String,
    statements: Vec<StatementView<'a>>,
    filters: Vec<ChoiceView<'a>>,
    sorts: Vec<ChoiceView<'a>>,
    default_order: Vec<OrderView>,
    last_order: Vec<OrderView>,
    page_default: u32,
    plural: &'a str,
    functions: Vec<FunctionView>,
    columns: Vec<&'a str>,
}

/// A constant statement.
pub(super) struct StatementView<'a> {
    /// The name of the constant.
    pub(super) constant: &'a str,
    /// The name in logs, as a literal.
    pub(super) name: String,
    /// The text, as a literal.
    pub(super) text: String,
}

/// A column that lists can be filtered or sorted by.
struct ChoiceView<'a> {
    doc: String,
    variant: &'a str,
    column: String,
    order: &'static str,
    ty: String,
}

struct OrderView {
    order: &'static str,
    column: String,
    direction: &'static str,
}

/// A function that runs one statement.
struct FunctionView {
    doc: String,
    head: String,
    statements: Vec<String>,
}

/// The file of a table or view.
pub(super) fn table(
    service: &Service,
    target: Dialect,
    root: &'static str,
    resource: &Resource,
) -> askama::Result<String> {
    let mut scope = Scope::new(service, target, root);
    scope.runtime(&["Page"]);
    scope.driver(&["Read", "Result", "Row", "Select", "Sql"]);
    let (sorts, first, last) = (
        sorts(resource),
        default_order(resource),
        last_order(resource),
    );
    if !(sorts.is_empty() && first.is_empty() && last.is_empty()) {
        scope.driver(&["Direction"]);
    }
    let row = scope.model(&resource.row);
    let filters = filters(&mut scope, resource);
    let functions = Functions {
        scope: &mut scope,
        resource,
        row: &row,
    }
    .all();
    let file = TableFile {
        doc: format!(
            "{} {}: statements.",
            kind(resource),
            docs::code(&resource.table_name)
        ),
        imports: scope.imports(),
        table: docs::code(&resource.table_name),
        statements: statements(resource, target),
        filters,
        sorts,
        default_order: first,
        last_order: last,
        page_default: resource.page_default,
        plural: &resource.plural,
        functions,
        columns: resource
            .fields
            .iter()
            .map(|field| field.rust.as_str())
            .collect(),
        row,
    };
    file.render()
}

fn statements(resource: &Resource, target: Dialect) -> Vec<StatementView<'_>> {
    let all = &resource.statements;
    let fixed = [
        ("GET", "get", all.get.as_ref()),
        ("LIST", "list", Some(&all.list)),
        ("CREATE", "create", all.create.as_ref()),
        ("UPDATE", "update", all.update.as_ref()),
        ("DELETE", "delete", all.delete.as_ref()),
    ];
    let view = |constant, function: &str, sql: &TargetSql| StatementView {
        constant,
        name: literal::string(&format!("{}.{function}", resource.module)),
        text: literal::sql(sql.get(target)),
    };
    let batches = all.batches.iter();
    let batches = batches.map(|batch| view(batch.constant.as_str(), &batch.function, &batch.sql));
    fixed
        .into_iter()
        .filter_map(|(constant, function, sql)| Some(view(constant, function, sql?)))
        .chain(batches)
        .collect()
}

fn filters<'a>(scope: &mut Scope<'_>, resource: &'a Resource) -> Vec<ChoiceView<'a>> {
    let fields = resource.fields.iter().filter(|field| field.filterable);
    let filters: Vec<ChoiceView<'a>> = fields
        .map(|field| ChoiceView {
            doc: column_doc(resource, field),
            variant: &field.variant,
            column: literal::string(&field.sql),
            order: order(field),
            ty: scope.owned(&field.ty),
        })
        .collect();
    if !filters.is_empty() {
        scope.driver(&["Test"]);
    }
    filters
}

fn sorts(resource: &Resource) -> Vec<ChoiceView<'_>> {
    let fields = resource.fields.iter().filter(|field| field.sortable);
    fields
        .map(|field| ChoiceView {
            doc: column_doc(resource, field),
            variant: &field.variant,
            column: literal::string(&field.sql),
            order: order(field),
            ty: String::new(),
        })
        .collect()
}

fn column_doc(resource: &Resource, field: &Field) -> String {
    let column = format!("{}.{}", resource.table_name, field.column_name);
    format!("{}.", docs::code(&column))
}

fn default_order(resource: &Resource) -> Vec<OrderView> {
    let order = resource.default_sort.iter();
    order
        .map(|(field, direction)| OrderView::new(&resource.fields[*field], *direction))
        .collect()
}

/// What decides between equals, so that pages do not overlap: the key, or whatever there is to sort by without one.
fn last_order(resource: &Resource) -> Vec<OrderView> {
    let keyless = resource.key.is_empty();
    let sortable = resource.fields.iter().filter(|field| field.sortable);
    resource
        .key_fields()
        .chain(sortable.filter(|_| keyless))
        .map(|field| OrderView::new(field, Direction::Ascending))
        .collect()
}

impl OrderView {
    fn new(field: &Field, direction: Direction) -> OrderView {
        OrderView {
            order: order(field),
            column: literal::string(&field.sql),
            direction: match direction {
                Direction::Ascending => "Ascending",
                Direction::Descending => "Descending",
            },
        }
    }
}

/// How a column is put in order: NULLs stand last where there can be any.
fn order(field: &Field) -> &'static str {
    if field.nullable {
        "order"
    } else {
        "order_not_null"
    }
}

/// The functions but `list`, which the template knows.
struct Functions<'a, 'b> {
    scope: &'a mut Scope<'b>,
    resource: &'a Resource,
    row: &'a str,
}

impl Functions<'_, '_> {
    fn all(&mut self) -> Vec<FunctionView> {
        let resource = self.resource;
        let statements = &resource.statements;
        let mut functions = Vec::new();
        functions.extend(statements.get.is_some().then(|| self.get()));
        if let (true, Some(body)) = (statements.create.is_some(), &resource.create) {
            functions.push(self.create(body));
        }
        if let (true, Some(body)) = (statements.update.is_some(), &resource.update) {
            functions.push(self.update(body));
        }
        functions.extend(statements.delete.is_some().then(|| self.delete()));
        for batch in &statements.batches {
            functions.push(self.batch(batch));
        }
        functions
    }

    fn get(&mut self) -> FunctionView {
        let (params, binds) = self.key();
        let doc = format!("The {} with this key.", self.resource.singular);
        FunctionView {
            doc,
            head: format!("get(db: &impl Read{params}) -> Result<{}>", self.row),
            statements: vec![format!(
                "db.query_one(&GET, &[{}], decode).await",
                binds.join(", ")
            )],
        }
    }

    fn create(&mut self, body: &str) -> FunctionView {
        self.scope.driver(&["Write"]);
        let body = self.scope.model(body);
        let binds = body_binds(self.resource, |field| field.create);
        let name = if binds.is_empty() { "_body" } else { "body" };
        FunctionView {
            doc: format!("Adds a row to {}.", docs::code(&self.resource.table_name)),
            head: format!(
                "create(db: &impl Write, {name}: &{body}) -> Result<{}>",
                self.row
            ),
            statements: vec![format!(
                "db.write_one(&CREATE, &[{}], decode).await",
                binds.join(", ")
            )],
        }
    }

    fn update(&mut self, body: &str) -> FunctionView {
        self.scope.driver(&["Write"]);
        let body = self.scope.model(body);
        let (params, mut binds) = self.key();
        binds.extend(body_binds(self.resource, |field| field.update));
        FunctionView {
            doc: format!("Changes the {} with this key.", self.resource.singular),
            head: format!(
                "update(db: &impl Write{params}, body: &{body}) -> Result<{}>",
                self.row
            ),
            statements: vec![format!(
                "db.write_one(&UPDATE, &[{}], decode).await",
                binds.join(", ")
            )],
        }
    }

    fn delete(&mut self) -> FunctionView {
        self.scope.driver(&["Error", "Write"]);
        let (params, binds) = self.key();
        FunctionView {
            doc: format!("Deletes the {} with this key.", self.resource.singular),
            head: format!("delete(db: &impl Write{params}) -> Result<()>"),
            statements: vec![
                format!(
                    "let deleted = db.execute(&DELETE, &[{}]).await?;",
                    binds.join(", ")
                ),
                "match deleted { 0 => Err(Error::NotFound), _ => Ok(()) }".to_owned(),
            ],
        }
    }

    fn batch(&mut self, batch: &BatchRead) -> FunctionView {
        self.scope.driver(&["List"]);
        let field = &self.resource.fields[batch.field];
        let ty = self.scope.owned(&field.ty);
        let (cap, cap_bind, cap_doc) = if batch.unique {
            ("", "", "")
        } else {
            (", limit: i64", ", &limit", ", at most `limit` for each")
        };
        let (function, constant) = (&batch.function, &batch.constant);
        FunctionView {
            doc: format!(
                "The {} whose {} is one of these{cap_doc}.",
                self.resource.plural,
                docs::code(&field.column_name)
            ),
            head: format!(
                "{function}(db: &impl Read, keys: &[{ty}]{cap}) -> Result<Vec<{}>>",
                self.row
            ),
            statements: vec![format!(
                "db.query_all(&{constant}, &[&List(keys){cap_bind}], decode).await"
            )],
        }
    }

    /// The parameters of the key, each behind a comma, and what binds them.
    fn key(&mut self) -> (String, Vec<String>) {
        let mut params = String::new();
        let mut binds = Vec::new();
        for field in self.resource.key_fields() {
            let name = key_name(field);
            params.push_str(&format!(", {name}: {}", self.scope.lent(&field.ty, "")));
            binds.push(format!("&{name}"));
        }
        (params, binds)
    }
}

/// A key's name as a parameter, beside those that the functions have anyway.
fn key_name(field: &Field) -> String {
    if ["db", "body", "decode"].contains(&field.rust.as_str()) {
        format!("{}_", field.rust)
    } else {
        field.rust.clone()
    }
}

/// The values of a body in the order of its fields.
fn body_binds(resource: &Resource, presence: fn(&Field) -> Option<Presence>) -> Vec<String> {
    let mut binds = Vec::new();
    for field in &resource.fields {
        let Some(presence) = presence(field) else {
            continue;
        };
        if presence == Presence::Patch {
            binds.push(format!("&body.{}.is_given()", field.rust));
        }
        binds.push(format!("&body.{}", field.rust));
    }
    binds
}
