//! The service that a definition describes: every name, route, body, status code and final SQL text, decided.
//!
//! In: catalog, typed queries, configuration. Out: [`Service`], which emitters take as proof that all of it fits
//! together. Types stay neutral ([`Ty`]): no Rust path and no driver here. Only `lower` builds one.

mod across;
mod association;
mod audience;
mod batch;
mod borrowed;
mod hooks;
mod lower;
mod names;
mod print;
mod query;
mod shape;
mod token;

pub use across::{NestedRelation, RelatedFilter};
pub use association::{Association, Cardinality, Through};
pub use audience::Audience;
pub use batch::{Batch, BatchUpdate};
pub use borrowed::BorrowedRows;
pub use hooks::Hooks;
pub use lower::lower;
pub use print::print;
pub use query::{
    NestModel, NestedRow, OrderModel, ParamModel, QueryBody, QueryFunction, QueryModule,
    ReturnCount, Returns, RowField, RowGroup, RowModel, StatementVariant,
};
pub use shape::{BodyShape, RowShape, ShapeField, ShapeModel};
pub use token::SignIn;

use serde::Serialize;

use crate::catalog::{ColumnId, CompositeId, EnumId, RuleTest, TableId, TableKind, TextFormat};
use crate::config::Auth;
use crate::dialect::Dialect;
use crate::source::Span;
use crate::ty::Ty;

/// Everything that is printed.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// The title of the API.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// What the definition's SQL is written in.
    pub dialect: Dialect,
    /// The databases that code is generated for; emitters choose one.
    pub targets: Vec<Dialect>,
    /// Where it was read from, for the header of every file: `["schema.sql", "queries/"]`.
    pub sources: Vec<String>,
    /// In the schema's order.
    pub enums: Vec<EnumModel>,
    /// The composite types that something else here is made of, in the schema's order.
    pub composites: Vec<CompositeModel>,
    /// Tables and views, in the schema's order.
    pub resources: Vec<Resource>,
    /// One for each query file, in order.
    pub query_modules: Vec<QueryModule>,
    /// The operations of the API: router, validation and document are printed from this table alone.
    pub operations: Vec<Operation>,
    /// Whether policies of the database ask for whom statements are run.
    pub row_security: bool,
    /// Who signs in by `POST /token`.
    pub sign_in: Option<SignIn>,
    /// Settings of the API.
    pub http: HttpSettings,
}

impl Service {
    /// The model of a composite type; none for any other type.
    pub fn composite(&self, ty: &Ty) -> Option<&CompositeModel> {
        let Ty::Composite(CompositeId::Type(at)) = ty else {
            return None;
        };
        self.composites.iter().find(|model| model.id == *at)
    }
}

/// Settings of the API.
#[derive(Clone, Debug, Serialize)]
pub struct HttpSettings {
    /// Before every path; empty or `/api`.
    pub prefix: String,
    /// Who may call; none where the definition does not say so.
    pub auth: Option<Auth>,
    /// The licence in the document.
    pub license: Option<String>,
    /// Where it can be read.
    pub license_url: Option<String>,
}

/// A closed set of words.
#[derive(Clone, Debug, Serialize)]
pub struct EnumModel {
    /// Its id in the catalog: position in [`Service::enums`].
    pub id: EnumId,
    /// `UserRole`: the type in Rust, the schema in the document.
    pub name: String,
    /// The database's name for the type, where it has one.
    pub sql_type: Option<String>,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// In the schema's order.
    pub variants: Vec<VariantModel>,
}

/// A word of an enum.
#[derive(Clone, Debug, Serialize)]
pub struct VariantModel {
    /// `Member`.
    pub name: String,
    /// `member`.
    pub value: String,
}

/// A composite type.
#[derive(Clone, Debug, Serialize)]
pub struct CompositeModel {
    /// Its position in the catalog's composite types.
    pub id: u32,
    /// `PostalAddress`: the type in Rust, the schema in the document.
    pub name: String,
    /// The database's name for it.
    pub sql_type: String,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// In order.
    pub fields: Vec<CompositeField>,
}

/// A field of a composite type.
#[derive(Clone, Debug, Serialize)]
pub struct CompositeField {
    /// The name in the schema, which is the key in JSON.
    pub name: String,
    /// The field in Rust, keywords escaped.
    pub rust: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL: always, unless its type is a domain that takes none.
    pub nullable: bool,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

/// A statement's text for each target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TargetSql {
    /// A text for each target.
    pub texts: Vec<(Dialect, String)>,
    /// Where placeholders have no numbers: for each the value that it stands for, from 0. Empty where they stand in the order
    /// of the values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<usize>,
}

/// Position in [`Service::resources`].
pub type ResourceIndex = usize;
/// Position in [`Resource::fields`].
pub type FieldIndex = usize;

/// A table or view with all that is made of it.
#[derive(Clone, Debug, Serialize)]
pub struct Resource {
    /// In the catalog.
    pub table: TableId,
    /// The name in the schema.
    pub table_name: String,
    /// The name as it must stand in SQL (quoted and with its schema where needed).
    pub sql: String,
    /// One row in words, for sentences: `user`, `post tag`.
    pub singular: String,
    /// The rows in words, for sentences: `users`, `post tags`.
    pub plural: String,
    /// Table or view.
    pub kind: TableKind,
    /// The module in `models`, `tables` and `http`: `users`.
    pub module: String,
    /// The row type: `User`.
    pub row: String,
    /// The answer type: `UserAnswer`. Its schema in the document is [`Resource::row`].
    pub answer: String,
    /// The schema of a page in the document: `UserPage`.
    pub page: String,
    /// The create body, `UserCreate`; none for a view, or where a column that is needed cannot be given.
    pub create: Option<String>,
    /// The update body, `UserUpdate`; none for a view, without a key, or where nothing may change.
    pub update: Option<String>,
    /// What is written many rows at a time: `@bulk`.
    pub batch: Option<Batch>,
    /// The most rows of the list as a file: `@export`.
    pub export: Option<u32>,
    /// Further answers and bodies: `@shape`.
    pub shapes: Vec<ShapeModel>,
    /// A row whose texts are borrowed, `UserRef`, where `@borrow` asks for it.
    pub borrowed: Option<String>,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// `@deprecated why`.
    pub deprecated: Option<String>,
    /// Every column, in the schema's order.
    pub fields: Vec<Field>,
    /// The primary key, in its order.
    pub key: Vec<FieldIndex>,
    /// The column that says whose a row is: `@owner`.
    pub owner: Option<FieldIndex>,
    /// Whether that keeps rows from other readers too.
    pub is_owned_to_readers: bool,
    /// Whether functions are given the key as a struct: columns beside each other could be given in the wrong order.
    pub has_key_struct: bool,
    /// In the order of the references, belongs-to first.
    pub relations: Vec<Relation>,
    /// The relations of related rows that come along as well: `@include comments.author`. What leads to one stands before it.
    pub nested: Vec<NestedRelation>,
    /// The ways to other tables: belongs-to first, then has-one and has-many, then many-to-many.
    pub associations: Vec<Association>,
    /// The statements of the module `tables::..`.
    pub statements: Statements,
    /// Where lists start: `@sort`, without the key that always ends it.
    pub default_sort: Vec<(FieldIndex, Direction)>,
    /// The columns that `q` looks for words in: `@search`.
    pub search: Vec<FieldIndex>,
    /// The columns of related rows that lists can be filtered by: `@filter author.name`.
    pub filters: Vec<RelatedFilter>,
    /// Rows of a page when nothing is asked.
    pub page_default: u32,
    /// Rows of a page at the most.
    pub page_max: u32,
    /// The path segment under which it is served; none where `@hidden`.
    pub path: Option<String>,
    /// Code of the application that runs around its changes, where some does.
    pub hooks: Option<Hooks>,
}

/// Which way a sort goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column as a field of the types.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// In the catalog.
    pub column: ColumnId,
    /// The name in the schema.
    pub column_name: String,
    /// The roles of which one is needed to write it over HTTP; none where whoever writes the row may.
    pub writers: Vec<String>,
    /// The name as it must stand in SQL (quoted where needed).
    pub sql: String,
    /// The field in Rust, keywords escaped: `r#type`.
    pub rust: String,
    /// The column as conditions name it: `CREATED_AT`.
    pub constant: String,
    /// The key in JSON.
    pub json: String,
    /// Its type.
    pub ty: Ty,
    /// The type in Rust that somebody chose.
    pub own: Option<OwnType>,
    /// Whether the database can hold NULL.
    pub nullable: bool,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// `@deprecated why`.
    pub deprecated: Option<String>,
    /// `@example`.
    pub example: Option<serde_json::Value>,
    /// `varchar(n)`, in characters; `bit(n)`, `varbit(n)`, in bits.
    pub max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub precision: Option<(u32, u32)>,
    /// What a body's value must satisfy.
    pub rules: Vec<RuleTest>,
    /// The DEFAULT's text.
    pub default: Option<String>,
    /// Whether it is in answers.
    pub readable: bool,
    /// How it stands in the create body; none: not in it.
    pub create: Option<Presence>,
    /// How it stands in the update body; none: not in it.
    pub update: Option<Presence>,
    /// Whether bodies hold a secret of which the column holds the hash: `@hash`.
    pub hashed: bool,
    /// What the server itself writes into it; then it is in no body.
    pub kept: Option<Kept>,
    /// Whether an update can add to it.
    pub adds: bool,
    /// Whether lists can be filtered by it.
    pub filterable: bool,
    /// The conditions that its type has, where something filters by it.
    pub operators: Vec<FilterOperator>,
    /// Whether the database puts its words in order by their places in a list, but compares them as texts.
    pub ranked: bool,
    /// Whether lists can be sorted by it.
    pub sortable: bool,
}

/// A type in Rust that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnType {
    /// Its path.
    pub path: String,
    /// Whether it is kept as JSON.
    pub json: bool,
}

/// How a value stands in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Must be there, not null. `T`
    Required,
    /// May be absent or null, both mean NULL. `Option<T>`
    Nullable,
    /// May be absent (the default, or no change), but not null. `Option<T>`
    Optional,
    /// May be absent (the default, or no change), or null (NULL). `Patch<T>`
    Patch,
}

/// What the server itself writes into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// A number that every update counts up: `@version`.
    Version,
    /// The time of the last update: `@updated`.
    Updated,
    /// When the row was deleted, which is then only hidden: `@softdelete`.
    Deleted,
}

/// What a relation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// This row holds the reference.
    BelongsTo,
    /// The other rows hold it, at most one each.
    HasOne,
    /// The other rows hold it.
    HasMany,
    /// A table between holds both.
    ManyToMany,
}

/// A relation that `include` offers.
#[derive(Clone, Debug, Serialize)]
pub struct Relation {
    /// The JSON key and the word in `include`: `user`, `posts`.
    pub name: String,
    /// The field in Rust.
    pub rust: String,
    /// What it leads to.
    pub kind: RelationKind,
    /// The other resource.
    pub target: ResourceIndex,
    /// The way there, in [`Resource::associations`].
    pub association: usize,
    /// Whether a belongs-to may lead nowhere.
    pub nullable: bool,
}

/// The constant statements of a table. Parameters in this order: create: the fields of the create body in order (a `Patch`
/// field takes two: whether it was given, then the value).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Statements {
    /// On the row of a key.
    pub by_key: KeyStatements,
    /// The same, where it belongs to somebody; none where rows have no owner.
    pub owned: Option<KeyStatements>,
    /// `SELECT .. FROM ..`, to which conditions, order and page are added.
    pub list: TargetSql,
    /// `INSERT .. RETURNING ..`, as far as there is RETURNING.
    pub create: Option<TargetSql>,
    /// `SELECT count(*) FROM ..`, to which conditions are added.
    pub count: TargetSql,
    /// `UPDATE .. SET ..` without the key, to which conditions are added.
    pub update_where: Option<TargetSql>,
    /// `DELETE FROM ..`, to which conditions are added.
    pub delete_where: Option<TargetSql>,
    /// Brings a deleted row back, where rows are only hidden.
    pub restore: Option<TargetSql>,
    /// One for each unique key, its own first.
    pub upserts: Vec<Upsert>,
}

/// The constant statements on the row of a key, which is the first of their parameters. That of an owner follows, then the
/// version, then the fields of the update body in order (a `Patch` field takes two: whether it was given, then the value).
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeyStatements {
    /// `SELECT .. FROM .. WHERE ..`
    pub get: Option<TargetSql>,
    /// The same, for a transaction that goes on to change it: nobody else does meanwhile.
    pub get_for_update: Option<TargetSql>,
    /// Whether there is such a row.
    pub exists: Option<TargetSql>,
    /// `UPDATE .. RETURNING ..`, as far as there is RETURNING.
    pub update: Option<TargetSql>,
    /// The same for a row of one version.
    pub update_if_version: Option<TargetSql>,
    /// `DELETE`.
    pub delete: Option<TargetSql>,
    /// The same for a row of one version.
    pub delete_if_version: Option<TargetSql>,
}

/// A row is made, or the one of the same key is changed: `INSERT .. ON CONFLICT .. DO UPDATE .. RETURNING ..`, or what comes
/// closest to it. Its parameters are those of create.
#[derive(Clone, Debug, Serialize)]
pub struct Upsert {
    /// `upsert`, `upsert_by_email`.
    pub function: String,
    /// `UPSERT`, `UPSERT_BY_EMAIL`.
    pub constant: String,
    /// The key.
    pub key: Vec<FieldIndex>,
    /// The schema of the body without the key, where it is served: `UserUpsertByEmail`.
    pub body: Option<String>,
    /// How it is done.
    pub way: UpsertWay,
    /// The text.
    pub sql: TargetSql,
    /// The row by this key, where that is not the primary key and the text does not return the row.
    pub read: Option<StatementText>,
}

/// How an upsert is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UpsertWay {
    /// Its text makes or changes the row, and returns it.
    Returned,
    /// Its text makes or changes the row, which is then read by its key.
    Read,
    /// Its text changes the row. Where there is none, one is created, and it is read by its key. So a row that is the same in
    /// another key is never changed in its stead.
    UpdatedOrCreated,
}

/// A statement with the name of its constant.
#[derive(Clone, Debug, Serialize)]
pub struct StatementText {
    /// `READ_BY_EMAIL`.
    pub constant: String,
    /// The text.
    pub sql: TargetSql,
}

/// HTTP methods that routes can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// `GET`.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// One operation of the API.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// `list_users`: the handler's name and the operationId.
    pub id: String,
    /// The method.
    pub method: Method,
    /// Without the prefix: `/users/{id}`.
    pub path: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What it runs.
    pub action: Action,
    /// Whether the application writes the handler itself.
    pub is_replaced: bool,
    /// One line.
    pub summary: String,
    /// More lines; the author's words for a query.
    pub description: Vec<String>,
    /// `@deprecated`.
    pub deprecated: bool,
    /// In the path's order.
    pub path_params: Vec<ApiParam>,
    /// In order.
    pub query_params: Vec<ApiParam>,
    /// What the body is.
    pub body: Option<Body>,
    /// What the caller says of the state that it knows.
    pub precondition: Option<Precondition>,
    /// The good answer.
    pub success: Success,
    /// The statuses of its problem answers, sorted.
    pub errors: Vec<u16>,
}

/// What a caller says of the state that it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precondition {
    /// `If-None-Match`: nothing is sent where it is still so.
    Unknown,
    /// `If-Match`: nothing is changed where it is no longer so.
    Unchanged,
    /// The same, which must be said: the row has a version.
    Version,
}

impl Action {
    /// The resource that it is about; none for a query, and for signing in.
    pub fn resource(self) -> Option<ResourceIndex> {
        match self {
            Action::List(index)
            | Action::Create(index)
            | Action::Get(index)
            | Action::Update(index)
            | Action::Delete(index)
            | Action::Link(index)
            | Action::Unlink(index)
            | Action::CreateMany(index)
            | Action::UpdateMany(index)
            | Action::DeleteMany(index)
            | Action::Export(index)
            | Action::Upsert {
                resource: index, ..
            } => Some(index),
            Action::SignIn | Action::Query { .. } => None,
        }
    }
}

/// What an operation runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// GET of the collection.
    List(ResourceIndex),
    /// POST to the collection.
    Create(ResourceIndex),
    /// GET of an item.
    Get(ResourceIndex),
    /// PATCH of an item.
    Update(ResourceIndex),
    /// PUT of the row with a unique key.
    Upsert {
        /// The resource.
        resource: ResourceIndex,
        /// Position in its upserts.
        upsert: usize,
    },
    /// DELETE of an item.
    Delete(ResourceIndex),
    /// PUT of a row that links two others.
    Link(ResourceIndex),
    /// DELETE of a row that links two others.
    Unlink(ResourceIndex),
    /// POST of many rows.
    CreateMany(ResourceIndex),
    /// PATCH of many rows.
    UpdateMany(ResourceIndex),
    /// DELETE of many rows.
    DeleteMany(ResourceIndex),
    /// GET of the collection as a file.
    Export(ResourceIndex),
    /// POST of a login and a password.
    SignIn,
    /// A routed query.
    Query {
        /// Position in [`Service::query_modules`].
        module: usize,
        /// Position in its functions.
        function: usize,
    },
}

/// What a parameter of an operation is for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiParamKind {
    /// A value bound to a field of the key or to a query's parameter (by position).
    Value(usize),
    /// `age.gte`: a condition on a field.
    Filter {
        /// The field.
        field: FieldIndex,
        /// The operator.
        operator: FilterOperator,
    },
    /// The keys of many rows.
    Keys,
    /// `author.name.starts`: a condition on a field of related rows.
    Related {
        /// Position in [`Resource::filters`].
        filter: usize,
        /// The operator.
        operator: FilterOperator,
    },
    /// `limit`.
    Limit,
    /// `offset`.
    Offset,
    /// `cursor`.
    Cursor,
    /// `total`.
    Total,
    /// `sort`: the words that it takes.
    Sort(Vec<String>),
    /// `include`: the words that it takes.
    Include(Vec<String>),
    /// `q`.
    Search,
}

/// The operator after the dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FilterOperator {
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    Null,
    Contains,
    IContains,
    Starts,
    IStarts,
    Ends,
    Has,
    HasAll,
    Within,
    HasKey,
    Holds,
}

/// A parameter in the path or the query string.
#[derive(Clone, Debug, Serialize)]
pub struct ApiParam {
    /// Its name: `id`, `age.gte`, `limit`.
    pub name: String,
    /// What it is for.
    pub kind: ApiParamKind,
    /// The type of one value.
    pub ty: Ty,
    /// Whether it is a comma-separated list.
    pub list: bool,
    /// Whether it must be there.
    pub required: bool,
    /// What its value must satisfy.
    pub rules: Vec<RuleTest>,
    /// One line.
    pub doc: String,
}

/// What the body of an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The create body of a resource.
    Create(ResourceIndex),
    /// The update body of a resource.
    Update(ResourceIndex),
    /// The create body without the columns of a key, which the path has.
    Upsert {
        /// The resource.
        resource: ResourceIndex,
        /// Position in its upserts.
        upsert: usize,
    },
    /// Many create bodies of a resource.
    CreateMany(ResourceIndex),
    /// Many update bodies of a resource, each beside a key.
    UpdateMany(ResourceIndex),
    /// A login and a password.
    Credentials,
    /// The [`QueryBody`] of the query.
    Params,
}

/// The good answer of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Success {
    /// 200 with `UserPage`: `{items, has_more, next_cursor?, total?}`.
    Page(ResourceIndex),
    /// 200 with one `User`.
    Item(ResourceIndex),
    /// 201 with one `User` and Location.
    Created(ResourceIndex),
    /// 200 with one `User`, or 201 with Location where it is new.
    Upserted(ResourceIndex),
    /// 201 with `{items}` of the new rows.
    CreatedMany(ResourceIndex),
    /// 200 with `{items}` of the changed rows.
    UpdatedMany(ResourceIndex),
    /// 200 with rows as CSV.
    Csv,
    /// 204.
    NoContent,
    /// 200 with the query's row.
    QueryItem,
    /// 200 with `{items}` of the query's rows.
    QueryItems,
    /// 200 with `{affected}`.
    Affected,
    /// 200 with `{access_token, token_type, expires_in}`.
    AccessToken,
}

/// A name as one segment of a path.
pub fn segment(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

impl KeyStatements {
    /// Those that there are, each by the function that runs it.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &TargetSql)> {
        [
            ("get", &self.get),
            ("get_for_update", &self.get_for_update),
            ("exists", &self.exists),
            ("update", &self.update),
            ("update_if_version", &self.update_if_version),
            ("delete", &self.delete),
            ("delete_if_version", &self.delete_if_version),
        ]
        .into_iter()
        .filter_map(|(function, sql)| Some((function, sql.as_ref()?)))
    }
}

impl TargetSql {
    /// The text for a target. Every target of the service has one.
    pub fn get(&self, target: Dialect) -> &str {
        self.texts
            .iter()
            .find(|(dialect, _)| *dialect == target)
            .map_or("", |(_, text)| text)
    }

    /// The values in the order of the placeholders.
    pub fn in_order<T: Clone>(&self, values: Vec<T>) -> Vec<T> {
        if self.order.is_empty() {
            return values;
        }
        self.order.iter().map(|at| values[*at].clone()).collect()
    }
}

impl Resource {
    /// Whether a column here refers to another table, with an API or without.
    pub fn is_link(&self, field: &Field) -> bool {
        let references = self.associations.iter().filter(|one| one.belongs_to);
        let mut columns = references.flat_map(|one| &one.on);
        columns.any(|(here, _)| self.fields[*here].column == field.column)
    }

    /// The fields that a request for a new row gives: not the owner, who is asking.
    pub fn asked_fields(&self) -> impl Iterator<Item = (FieldIndex, &Field, Presence)> {
        let fields = self.fields.iter().enumerate();
        fields.filter_map(|(at, field)| {
            let presence = field.create?;
            (self.owner != Some(at)).then_some((at, field, presence))
        })
    }

    /// The fields of the body of an upsert: those of a new row but for the key.
    pub fn upserted_fields(&self, upsert: &Upsert) -> impl Iterator<Item = (&Field, Presence)> {
        let fields = self.asked_fields();
        fields.filter_map(|(at, field, presence)| {
            (!upsert.key.contains(&at)).then_some((field, presence))
        })
    }

    /// The fields of a shape, each with how it stands in what comes in.
    pub fn shaped_fields(&self, shape: &ShapeModel) -> impl Iterator<Item = (&Field, Presence)> {
        let fields = shape.fields.iter();
        fields.map(|one| (&self.fields[one.field], one.presence))
    }

    /// Whether a place in its list has a name, which shows the key: pages go on behind a row.
    pub fn has_cursors(&self) -> bool {
        !self.key.is_empty() && self.key_fields().all(|field| field.readable)
    }

    /// The column that says whose a row is.
    pub fn owner(&self) -> Option<&Field> {
        self.owner.map(|at| &self.fields[at])
    }

    /// Whether a row that has the same key may be one that must not be changed: deleted, or somebody else's.
    pub fn keeps_rows_apart(&self) -> bool {
        self.deleted().is_some() || self.owner.is_some()
    }

    /// The number that every update counts up.
    pub fn version(&self) -> Option<&Field> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.kept == Some(Kept::Version))
    }

    /// What says that a row is deleted, where that only hides it.
    pub fn deleted(&self) -> Option<&Field> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.kept == Some(Kept::Deleted))
    }

    /// What holds for every row that is not deleted, in SQL; none where deleted rows are gone.
    pub fn living(&self) -> Option<String> {
        self.deleted().map(|field| format!("{} IS NULL", field.sql))
    }

    /// The fields of the key, in its order.
    pub fn key_fields(&self) -> impl Iterator<Item = &Field> {
        self.key.iter().map(|index| &self.fields[*index])
    }
}

/// The type that JSON shows: what somebody chose says itself what it is there.
const CHOSEN: Ty = Ty::Any;

impl Field {
    /// The `@format` of its texts.
    pub fn format(&self) -> Option<TextFormat> {
        self.rules.iter().find_map(|rule| match rule {
            RuleTest::Format(format) => Some(*format),
            _ => None,
        })
    }

    /// Whether a body holds a secret in it, which nothing prints.
    pub fn is_secret(&self) -> bool {
        self.hashed || self.format() == Some(TextFormat::Password)
    }

    /// The type as JSON shows it.
    pub fn shown_type(&self) -> &Ty {
        if self.own.is_some() {
            &CHOSEN
        } else {
            &self.ty
        }
    }
}
