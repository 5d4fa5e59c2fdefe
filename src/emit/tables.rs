//! `tables/`: for each table or view a file with its statements and a function for each.

mod associations;
mod borrowed;
mod by_key;
mod many;
mod versions;

use askama::Template;
use by_key::ByKey;

use super::docs;
use super::literal;
use super::models::{FieldView, StructView, kind};
use super::scope::Scope;
use crate::dialect::Dialect;
use crate::service::{Direction, Field, Presence, Resource, Service, TargetSql, Upsert, UpsertWay};

#[derive(Template)]
#[template(path = "table.rs.jinja")]
struct TableFile<'a> {
    doc: String,
    imports: Vec<String>,
    table: String,
    row: String,
    /// The driver's type.
    driver: String,
    /// The table's name in SQL, as a literal.
    name: String,
    /// The columns of its key, as literals.
    key: String,
    /// Whether rows have a key, which decides between equals.
    has_key: bool,
    statements: Vec<StatementView>,
    constants: Vec<ConstantView<'a>>,
    /// The struct of the key, where functions are given one.
    key_struct: Option<StructView>,
    default_order: String,
    last_order: String,
    plural: &'a str,
    functions: Vec<FunctionView>,
    /// How a borrowed row is read, where rows are.
    lend: Option<borrowed::LendView>,
    /// How a create body is given to a batch: its type, and the values.
    bind_create: Option<(String, String)>,
    /// How the parts of a change are given to a batch.
    binders: Vec<many::BinderView>,
    columns: Vec<&'a str>,
}

/// A constant statement.
pub(super) struct StatementView {
    /// The name of the constant.
    pub(super) constant: String,
    /// The name in logs, as a literal.
    pub(super) name: String,
    /// The text, as a literal.
    pub(super) text: String,
    /// Whether it ends with conditions, to which others are added.
    pub(super) is_filtered: bool,
}

/// A column, or the way to another table, as conditions name it.
struct ConstantView<'a> {
    doc: String,
    name: &'a str,
    ty: String,
    value: String,
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
    if !resource.key.is_empty() {
        scope.runtime(&["Cursor", "CursorPage"]);
    }
    scope.driver(&[
        "Filter",
        "Order",
        "Read",
        "Result",
        "Row",
        "Select",
        "Selectable",
        "Sql",
    ]);
    let driver = scope.driver_type();
    let row = scope.model(&resource.row);
    let constants = constants(&mut scope, service, resource);
    let mut functions = Functions {
        scope: &mut scope,
        resource,
        row: &row,
    };
    let lend = functions.lend();
    let binders = functions.binders();
    let functions = functions.all();
    let file = TableFile {
        doc: format!(
            "{} {}: statements.",
            kind(resource),
            docs::code(&resource.table_name)
        ),
        table: docs::code(&resource.table_name),
        driver,
        name: literal::string(&resource.sql),
        has_key: !resource.key.is_empty(),
        key: literals(resource.key_fields().map(|field| field.sql.as_str())),
        statements: statements(resource, target),
        constants,
        key_struct: resource
            .has_key_struct
            .then(|| key_struct(&mut scope, resource)),
        default_order: default_order(resource),
        last_order: last_order(resource),
        plural: &resource.plural,
        functions,
        lend,
        columns: resource
            .fields
            .iter()
            .map(|field| field.rust.as_str())
            .collect(),
        bind_create: bind_create(&mut scope, resource),
        binders,
        imports: scope.imports(),
        row,
    };
    file.render()
}

fn statements(resource: &Resource, target: Dialect) -> Vec<StatementView> {
    let all = &resource.statements;
    let view = |function: &str, sql: &TargetSql| StatementView {
        constant: function.to_ascii_uppercase(),
        name: literal::string(&format!("{}.{function}", resource.module)),
        text: literal::sql(sql.get(target)),
        is_filtered: resource.deleted().is_some()
            && ["list", "count", "update_where", "delete_where"].contains(&function),
    };
    let key = &all.by_key;
    let fixed = [
        ("get", key.get.as_ref()),
        ("list", Some(&all.list)),
        ("create", all.create.as_ref()),
        ("get_for_update", key.get_for_update.as_ref()),
        ("update", key.update.as_ref()),
        ("update_if_version", key.update_if_version.as_ref()),
        ("delete", key.delete.as_ref()),
        ("delete_if_version", key.delete_if_version.as_ref()),
        ("restore", all.restore.as_ref()),
        ("exists", key.exists.as_ref()),
        ("count", Some(&all.count)),
        ("update_where", all.update_where.as_ref()),
        ("delete_where", all.delete_where.as_ref()),
    ];
    let mut views: Vec<StatementView> = fixed
        .into_iter()
        .filter_map(|(function, sql)| Some(view(function, sql?)))
        .collect();
    if let Some(owned) = &all.owned {
        let owned = owned.named();
        views.extend(owned.map(|(function, sql)| view(&format!("{function}_owned"), sql)));
    }
    for upsert in &all.upserts {
        let named = |constant: &str, sql| StatementView {
            constant: constant.to_owned(),
            ..view(&upsert.function, sql)
        };
        views.push(named(&upsert.constant, &upsert.sql));
        let read = upsert.read.as_ref();
        views.extend(read.map(|read| named(&read.constant, &read.sql)));
    }
    views
}

/// The columns, and the ways to other tables.
fn constants<'a>(
    scope: &mut Scope<'_>,
    service: &'a Service,
    resource: &'a Resource,
) -> Vec<ConstantView<'a>> {
    let mut constants = Vec::new();
    for field in &resource.fields {
        let kind = if field.nullable {
            "NullableColumn"
        } else {
            "Column"
        };
        scope.driver(&[kind]);
        let held = scope.held(&field.ty, field.own.as_ref());
        constants.push(ConstantView {
            doc: column_doc(resource, field),
            name: &field.constant,
            ty: format!("{kind}<Table, {held}>"),
            value: format!(
                "{kind}::new({}){}",
                literal::string(&field.sql),
                if field.ranked { ".ranked()" } else { "" }
            ),
        });
    }
    constants.extend(associations::constants(scope, service, resource));
    constants
}

/// Texts, each as a literal.
fn literals<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(literal::string).collect();
    texts.join(", ")
}

fn column_doc(resource: &Resource, field: &Field) -> String {
    let column = format!("{}.{}", resource.table_name, field.column_name);
    format!("{}.", docs::code(&column))
}

/// The order of lists that say none.
fn default_order(resource: &Resource) -> String {
    let order = resource.default_sort.iter();
    listed(order.map(|(field, direction)| (&resource.fields[*field], *direction)))
}

/// What decides between equals, so that pages do not overlap: the key, or whatever there is to sort by without one.
fn last_order(resource: &Resource) -> String {
    let keyless = resource.key.is_empty();
    let sortable = resource.fields.iter().filter(|field| field.sortable);
    let fields = resource
        .key_fields()
        .chain(sortable.filter(|_| keyless))
        .map(|field| (field, Direction::Ascending));
    listed(fields)
}

fn listed<'f>(order: impl Iterator<Item = (&'f Field, Direction)>) -> String {
    let order: Vec<String> = order
        .map(|(field, direction)| {
            let direction = match direction {
                Direction::Ascending => "asc",
                Direction::Descending => "desc",
            };
            format!("Table::{}.{direction}()", field.constant)
        })
        .collect();
    order.join(", ")
}

/// The functions but `list`, which the template knows.
struct Functions<'a, 'b> {
    scope: &'a mut Scope<'b>,
    resource: &'a Resource,
    row: &'a str,
}

impl<'b> Functions<'_, 'b> {
    fn all(&mut self) -> Vec<FunctionView> {
        let resource = self.resource;
        let statements = &resource.statements;
        let mut functions = Vec::new();
        functions.extend(self.by_key(false).reads());
        functions.push(self.count());
        functions.extend(self.fold());
        if let (true, Some(body)) = (statements.create.is_some(), &resource.create) {
            functions.push(self.create(body));
            functions.push(self.create_many(body));
            for upsert in &statements.upserts {
                functions.push(self.upsert(body, upsert));
            }
        }
        functions.extend(self.by_key(false).updates());
        if let (true, Some(body)) = (statements.update_where.is_some(), &resource.update) {
            functions.push(self.update_where(body));
        }
        functions.extend(self.by_key(false).deletes());
        functions.extend(statements.restore.is_some().then(|| self.restore()));
        functions.extend(
            statements
                .delete_where
                .is_some()
                .then(|| self.delete_where()),
        );
        if statements.owned.is_some() {
            let mut owned = self.by_key(true);
            functions.extend(owned.reads());
            functions.extend(owned.updates());
            functions.extend(owned.deletes());
        }
        functions.extend(self.many(false));
        if statements.owned.is_some() {
            functions.extend(self.many(true));
        }
        if !resource.associations.is_empty() {
            functions.extend(associations::preloads(self.scope, resource, self.row));
        }
        functions
    }

    /// The functions on the row of a key, or on that of a key and an owner.
    fn by_key(&mut self, is_owned: bool) -> ByKey<'_, 'b> {
        ByKey {
            scope: &mut *self.scope,
            resource: self.resource,
            row: self.row,
            is_owned,
        }
    }

    fn count(&mut self) -> FunctionView {
        FunctionView {
            doc: format!("How many {} match.", self.resource.plural),
            head: "count(db: &impl Read, filter: &Filter<Table>) -> Result<i64>".to_owned(),
            statements: vec![
                "let statement = filter.statement(&COUNT);".to_owned(),
                "db.query_one(statement.sql(), &statement.params(), |row| row.get(0)).await"
                    .to_owned(),
            ],
        }
    }

    fn create_many(&mut self, body: &str) -> FunctionView {
        if self.scope.target.returns_inserted() {
            self.scope.driver(&["Batch"]);
        }
        let body = self.scope.model(body);
        FunctionView {
            doc: format!(
                "Adds rows to {}: all of them, or none.",
                docs::code(&self.resource.table_name)
            ),
            head: format!(
                "create_many(db: &impl Write, bodies: &[{body}]) -> Result<Vec<{}>>",
                self.row
            ),
            statements: match self.scope.target.returns_inserted() {
                true => {
                    let call =
                        "db.write_one_each(&CREATE, bodies, bind_create, Table::decode).await";
                    vec![call.to_owned()]
                }
                false => together([
                    "let mut rows = Vec::with_capacity(bodies.len());",
                    "for (at, body) in bodies.iter().enumerate() {
                        let row = create(tx, body).await;
                        rows.push(row.map_err(|error| error.at(at))?);
                    }",
                    "Ok(rows)",
                ]),
            },
        }
    }

    fn upsert(&mut self, body: &str, upsert: &Upsert) -> FunctionView {
        let body = self.scope.model(body);
        let binds = create_binds(self.scope, self.resource);
        let statements = self.upsert_statements(upsert, binds);
        let names: Vec<String> = upsert
            .key
            .iter()
            .map(|at| docs::code(&self.resource.fields[*at].column_name))
            .collect();
        FunctionView {
            doc: format!(
                "Adds a row to {}, or changes the one with the same {}: what has a default and is left out stays.",
                docs::code(&self.resource.table_name),
                names.join(" and ")
            ),
            head: format!(
                "{}(db: &impl Write, body: &{body}) -> Result<{}>",
                upsert.function, self.row
            ),
            statements,
        }
    }

    /// What an upsert does.
    fn upsert_statements(&self, upsert: &Upsert, binds: Vec<String>) -> Vec<String> {
        let ordered = upsert.sql.in_order(binds.clone()).join(", ");
        let constant = &upsert.constant;
        let key = upsert.key.iter();
        let key = key.map(|at| format!("&body.{}", self.resource.fields[*at].rust));
        let read = upsert.read.as_ref();
        let read = format!(
            "tx.query_one(&{}, &[{}], Table::decode).await",
            read.map_or("GET", |read| read.constant.as_str()),
            key.collect::<Vec<_>>().join(", ")
        );
        match upsert.way {
            // The row of this key is deleted, or somebody else's: a new one meets it in the key, which is an error.
            UpsertWay::Returned if self.resource.keeps_rows_apart() => {
                vec![
                    format!(
                        "let row = db.write_opt(&{constant}, &[{ordered}], Table::decode).await?;"
                    ),
                    "match row { Some(row) => Ok(row), None => create(db, body).await }".to_owned(),
                ]
            }
            UpsertWay::Returned => {
                vec![format!(
                    "db.write_one(&{constant}, &[{ordered}], Table::decode).await"
                )]
            }
            UpsertWay::Read => {
                let write = format!("tx.execute(&{constant}, &[{ordered}]).await?;");
                together([write, read])
            }
            UpsertWay::UpdatedOrCreated => {
                let change = format!("let changed = tx.execute(&{constant}, &[{ordered}]).await?;");
                let create = self.create_sql().in_order(binds).join(", ");
                let create =
                    format!("if changed == 0 {{ tx.execute(&CREATE, &[{create}]).await?; }}");
                together([change, create, read])
            }
        }
    }

    fn create_sql(&self) -> TargetSql {
        let create = &self.resource.statements.create;
        create.clone().unwrap_or_default()
    }

    fn update_where(&mut self, body: &str) -> FunctionView {
        let body = self.scope.model(body);
        let binds = update_binds(self.scope, self.resource);
        FunctionView {
            doc: format!(
                "Changes the {} that match, and says how many. A filter that every row matches is refused.",
                self.resource.plural
            ),
            head: format!(
                "update_where(db: &impl Write, filter: &Filter<Table>, body: &{body}) -> Result<u64>"
            ),
            statements: vec![
                format!(
                    "let statement = filter.change(&UPDATE_WHERE, {})?;",
                    binds.len()
                ),
                format!(
                    "db.execute(statement.sql(), &statement.params_behind(&[{}])).await",
                    binds.join(", ")
                ),
            ],
        }
    }

    fn delete_where(&mut self) -> FunctionView {
        self.scope.driver(&["Write"]);
        FunctionView {
            doc: format!(
                "Deletes the {} that match, and says how many. A filter that every row matches is refused.",
                self.resource.plural
            ),
            head: "delete_where(db: &impl Write, filter: &Filter<Table>) -> Result<u64>".to_owned(),
            statements: vec![
                "let statement = filter.change(&DELETE_WHERE, 0)?;".to_owned(),
                "db.execute(statement.sql(), &statement.params()).await".to_owned(),
            ],
        }
    }

    fn create(&mut self, body: &str) -> FunctionView {
        self.scope.driver(&["Write"]);
        let body = self.scope.model(body);
        let binds = create_binds(self.scope, self.resource);
        let name = if binds.is_empty() { "_body" } else { "body" };
        let binds = self.create_sql().in_order(binds).join(", ");
        let statements = match self.scope.target.returns_inserted() {
            true => vec![format!(
                "db.write_one(&CREATE, &[{binds}], Table::decode).await"
            )],
            false => self.create_and_read(&binds),
        };
        FunctionView {
            doc: format!("Adds a row to {}.", docs::code(&self.resource.table_name)),
            head: format!(
                "create(db: &impl Write, {name}: &{body}) -> Result<{}>",
                self.row
            ),
            statements,
        }
    }

    /// An INSERT without RETURNING: the row is read by its key, of which one number may be the database's.
    fn create_and_read(&self, binds: &str) -> Vec<String> {
        let number = self.resource.key_fields().find(|key| key.create.is_none());
        let key = self.resource.key_fields().map(|key| match key.create {
            None => "&id".to_owned(),
            Some(_) => format!("&body.{}", key.rust),
        });
        let key = key.collect::<Vec<_>>().join(", ");
        let create = match number {
            Some(_) => format!("let id = tx.execute_last_id(&CREATE, &[{binds}]).await?;"),
            None => format!("tx.execute(&CREATE, &[{binds}]).await?;"),
        };
        let read = format!("tx.query_one(&GET, &[{key}], Table::decode).await");
        together([create, read])
    }

    fn restore(&mut self) -> FunctionView {
        self.scope.driver(&["Error", "Write"]);
        let key = by_key::key(self.scope, self.resource);
        let (params, binds) = (key.params, key.binds.join(", "));
        let statements = match self.scope.target.returns_updated() {
            true => vec![format!(
                "db.write_one(&RESTORE, &[{binds}], Table::decode).await"
            )],
            false => together([
                format!("let restored = tx.execute(&RESTORE, &[{binds}]).await?;"),
                "if restored == 0 { return Err(Error::NotFound); }".to_owned(),
                format!("tx.query_one(&GET, &[{binds}], Table::decode).await"),
            ]),
        };
        FunctionView {
            doc: format!(
                "Brings the {} with this key back, which was deleted.",
                self.resource.singular
            ),
            head: format!("restore(db: &impl Write{params}) -> Result<{}>", self.row),
            statements,
        }
    }
}

/// The key, by the names of its columns.
fn key_struct(scope: &mut Scope<'_>, resource: &Resource) -> StructView {
    let fields: Vec<FieldView> = resource
        .key_fields()
        .map(|field| FieldView {
            doc: vec![column_doc(resource, field)],
            attributes: Vec::new(),
            name: field.rust.clone(),
            ty: scope.lent(&field.ty, "'a"),
        })
        .collect();
    let lifetime = match fields.iter().any(|field| field.ty.contains("'a")) {
        true => "<'a>",
        false => "",
    };
    StructView {
        doc: vec![format!("The key of a {}.", resource.singular)],
        attributes: vec!["#[derive(Clone, Copy, Debug)]".to_owned()],
        name: format!("Key{lifetime}"),
        fields,
    }
}

/// Statements on `tx`, of which the last one gives the row. They are tried again where the database asks for it, as the one
/// statement is that other databases need for the same.
fn together<S: Into<String>>(statements: impl IntoIterator<Item = S>) -> Vec<String> {
    let lines: Vec<String> = statements.into_iter().map(Into::into).collect();
    let lines = lines.join("\n");
    vec![format!("db.together(async |tx| {{\n{lines}\n}}).await")]
}

/// A key's name as a parameter, beside those that the functions have anyway.
fn key_name(field: &Field) -> String {
    if ["db", "body", "tx", "row"].contains(&field.rust.as_str()) {
        format!("{}_", field.rust)
    } else {
        field.rust.clone()
    }
}

fn bind_create(scope: &mut Scope<'_>, resource: &Resource) -> Option<(String, String)> {
    let body = resource
        .create
        .as_ref()
        .filter(|_| resource.statements.create.is_some() && scope.target.returns_inserted())?;
    let body = scope.model(body);
    let binds = create_binds(scope, resource);
    Some((body, binds.join(", ")))
}

/// The values of a create body in the order of its fields.
fn create_binds(scope: &mut Scope<'_>, resource: &Resource) -> Vec<String> {
    body_binds(scope, resource, |field| field.create, false)
}

/// The values of an update body in the order of its fields.
fn update_binds(scope: &mut Scope<'_>, resource: &Resource) -> Vec<String> {
    body_binds(scope, resource, |field| field.update, true)
}

fn body_binds(
    scope: &mut Scope<'_>,
    resource: &Resource,
    presence: fn(&Field) -> Option<Presence>,
    adds: bool,
) -> Vec<String> {
    let mut binds = Vec::new();
    for field in &resource.fields {
        let Some(presence) = presence(field) else {
            continue;
        };
        let name = &field.rust;
        if presence == Presence::Patch {
            binds.push(format!("&body.{name}.is_given()"));
        }
        let mut bound = |value: String| scope.bound(&field.ty, field.own.as_ref(), &value);
        match (adds && field.adds, presence) {
            (true, Presence::Patch) => {
                binds.push(bound(format!("body.{name}.value()")));
                binds.push(format!("&body.{name}.added()"));
            }
            (true, _) => {
                binds.push(format!("&body.{name}.added()"));
                binds.push(bound(format!("body.{name}.value()")));
            }
            (false, _) => binds.push(bound(format!("body.{name}"))),
        }
    }
    binds
}
