//! What the databases make of FROM: joins, functions, row types.
//!
//! In: names and types. Out: facts. It must not know the syntax tree.

use super::resolve::{Arguments, ResolveError, Resolved};
use super::{Dialect, postgres};
use crate::catalog::{Catalog, CompositeId, Function, TableId};
use crate::ty::Ty;

/// What a subscript takes and gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptRule {
    /// What `a[1]` gives.
    pub element: Ty,
    /// The types of a subscript; an open one takes the first.
    pub keys: Vec<Ty>,
    /// Whether `a[1:2]` is a part of it.
    pub slices: bool,
}

/// What a function has to do with the elements of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrayRule {
    /// Its array holds the first argument's values: `array_agg`.
    Collects,
    /// Its array holds the elements of its arguments, and those that are no arrays: `array_append`.
    Joins,
    /// It gives the elements of its argument: `unnest`.
    Unnests,
    /// None of its elements is NULL: `string_to_array`.
    Full,
}

/// How the columns of VALUES are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValuesNames {
    /// `column1`, `column2`.
    FromOne,
    /// `column_0`, `column_1`.
    FromZero,
    /// As the values of the first row are written.
    ByText,
}

impl Dialect {
    /// How the columns of VALUES are called.
    ///
    /// MariaDB: asked. MySQL: `values.html`.
    pub fn values_names(self) -> ValuesNames {
        match self {
            Dialect::Postgres | Dialect::Sqlite => ValuesNames::FromOne,
            Dialect::Mysql => ValuesNames::FromZero,
            Dialect::Mariadb => ValuesNames::ByText,
        }
    }

    /// What the database calls a result column without a name; none where that is its text.
    pub fn name_of_unnamed(self) -> Option<&'static str> {
        match self {
            Dialect::Postgres => Some("?column?"),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// Whether a star shows the columns of USING before all others.
    pub fn merged_columns_come_first(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Mysql | Dialect::Mariadb => true,
            Dialect::Sqlite => false,
        }
    }

    /// Whether ON sees the tables before a comma: `FROM a, b JOIN c ON c.x = a.x`.
    pub fn on_sees_all_of_from(self) -> bool {
        match self {
            Dialect::Postgres => false,
            Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => true,
        }
    }

    /// Whether a comma in FROM binds as any other join does.
    pub fn comma_is_a_join(self) -> bool {
        self == Dialect::Sqlite
    }

    /// Whether an alias can name columns: `t(a, b)`.
    pub fn aliases_name_columns(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Mysql => true,
            Dialect::Sqlite | Dialect::Mariadb => false,
        }
    }

    /// Whether a query, or an arm of a UNION, can stand in parentheses.
    pub fn has_queries_in_parentheses(self) -> bool {
        self != Dialect::Sqlite
    }

    /// Whether `VALUES (..)` can have ORDER BY and LIMIT.
    pub fn values_can_be_ordered(self) -> bool {
        self != Dialect::Sqlite
    }

    /// Whether JOIN without CROSS needs ON or USING, and CROSS JOIN refuses them.
    pub fn joins_need_a_condition(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => false,
        }
    }

    /// Whether there is `TABLESAMPLE`.
    pub fn has_tablesample(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => false,
        }
    }

    /// Whether it is known what an extension adds to queries.
    pub fn knows_extension(self, name: &str) -> bool {
        self != Dialect::Postgres || postgres::knows_extension(name)
    }

    /// The extensions that an extension stands on.
    pub fn needed_extensions(self, name: &str) -> &'static [&'static str] {
        match self {
            Dialect::Postgres => postgres::needed_extensions(name),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => &[],
        }
    }

    /// Whether there is `XMLTABLE`.
    pub fn has_xml_table(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether a relation's name alone is a value: its whole row.
    pub fn has_row_types(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => false,
        }
    }

    /// The type of a table's rows; none where they have none.
    pub fn row_type(self, table: TableId) -> Option<Ty> {
        self.has_row_types()
            .then_some(Ty::Composite(CompositeId::Table(table)))
    }

    /// The fields of a composite type, each of which can be NULL; none for other types.
    pub fn composite_fields(self, catalog: &Catalog, ty: &Ty) -> Option<Vec<(String, Ty)>> {
        match catalog.base_type(ty) {
            Ty::Composite(id) => Some(
                catalog
                    .fields(*id)
                    .into_iter()
                    .map(|(name, ty)| (name.to_owned(), ty.clone()))
                    .collect(),
            ),
            Ty::Record(fields) if !fields.is_empty() => Some(fields.clone()),
            _ => None,
        }
    }

    /// What subscripts make of a value of this type; none where it takes none.
    pub fn subscript(self, catalog: &Catalog, ty: &Ty) -> Option<SubscriptRule> {
        match (self, catalog.base_type(ty)) {
            (Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb, _) => None,
            (Dialect::Postgres, Ty::Array(element)) => Some(SubscriptRule {
                element: element.as_ref().clone(),
                keys: vec![Ty::Int32],
                slices: true,
            }),
            (Dialect::Postgres, Ty::Jsonb) => Some(SubscriptRule {
                element: Ty::Jsonb,
                keys: vec![Ty::Text, Ty::Int32],
                slices: false,
            }),
            (Dialect::Postgres, _) => None,
        }
    }

    /// What a column is called that is a cast of a value without a name: on PostgreSQL by the catalog's name of the
    /// type, an array's by that of its element.
    pub fn cast_column_name(self, catalog: &Catalog, ty: &Ty) -> String {
        match (self, ty) {
            (Dialect::Postgres, Ty::Array(element)) => self.cast_column_name(catalog, element),
            (Dialect::Postgres, Ty::Enum(_) | Ty::Domain(_) | Ty::Composite(_)) => {
                let name = self.type_name(catalog, ty);
                name.rsplit('.').next().unwrap_or(&name).replace('"', "")
            }
            (Dialect::Postgres, ty) => postgres::resolve::catalog_name(ty)
                .map_or_else(|| self.type_name(catalog, ty), str::to_owned),
            _ => self.type_name(catalog, ty),
        }
    }

    /// Whether WITH RECURSIVE sees expressions that come later.
    pub fn recursive_with_looks_ahead(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Sqlite | Dialect::Mariadb => true,
            Dialect::Mysql => false,
        }
    }

    /// Whether the first arm of a recursive query decides the types of its columns.
    pub fn recursion_keeps_types(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether a recursive query may have LIMIT, and read itself where PostgreSQL does not take it.
    pub fn recursion_is_lenient(self) -> bool {
        self != Dialect::Postgres
    }

    /// Whether two open arms of a UNION are text, whatever stands around them.
    pub fn open_arms_are_text(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether a set operation is ordered also by what one of its arms calls a column, or has for one.
    pub fn set_operations_order_by_any_arm(self) -> bool {
        self == Dialect::Sqlite
    }

    /// Whether a set operation is ordered by names and numbers of its columns only.
    pub fn set_operations_order_by_names(self) -> bool {
        matches!(self, Dialect::Postgres | Dialect::Sqlite)
    }

    /// Whether ORDER BY of a SELECT DISTINCT takes only what the list shows.
    pub fn distinct_orders_by_its_list(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether there are `FETCH FIRST .. ROWS ONLY` and `WITH TIES`.
    pub fn has_fetch(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Mariadb => true,
            Dialect::Sqlite | Dialect::Mysql => false,
        }
    }

    /// Whether there are `FOR UPDATE` and its like.
    pub fn has_row_locks(self) -> bool {
        self != Dialect::Sqlite
    }

    /// Whether FOR UPDATE is refused where result rows are no rows of tables.
    pub fn locks_need_rows_of_tables(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether an operator makes one array of two, or of an array and an element.
    pub fn joins_arrays(self, operator: &str) -> bool {
        self == Dialect::Postgres && operator == "||"
    }

    /// Whether `t.f` can mean `f(t)`: a function of the schema that takes a row. One of the server's own never does here.
    pub fn calls_by_dot(self, name: &str) -> bool {
        self == Dialect::Postgres && !postgres::resolve::is_known_function(name)
    }

    /// Whether several arguments of this function in FROM stand for several calls: `unnest(a, b)`.
    pub fn unnests_side_by_side(self, name: &str) -> bool {
        match self {
            Dialect::Postgres => name.eq_ignore_ascii_case("unnest"),
            Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => false,
        }
    }

    /// A function in FROM for these arguments.
    pub fn resolve_table_function(
        self,
        catalog: &Catalog,
        name: &str,
        args: &Arguments<'_>,
    ) -> Result<Resolved, ResolveError> {
        match self {
            Dialect::Postgres => postgres::resolve::function(catalog, name, args),
            Dialect::Mysql | Dialect::Mariadb => Err(ResolveError::Unknown { near: None }),
            Dialect::Sqlite => Err(ResolveError::Unknown { near: None }),
        }
    }

    /// Whether a call of this name makes a row of its arguments: `ROW(a, b)`.
    pub fn is_row_constructor(self, name: &str, quoted: bool) -> bool {
        self == Dialect::Postgres && !quoted && name.eq_ignore_ascii_case("row")
    }

    /// What a function has to do with the elements of an array.
    pub fn array_rule(self, name: &str, arguments: usize) -> Option<ArrayRule> {
        if self != Dialect::Postgres {
            return None;
        }
        match (name, arguments) {
            ("array_agg", _) => Some(ArrayRule::Collects),
            ("array_append" | "array_prepend" | "array_cat", _) => Some(ArrayRule::Joins),
            ("unnest", _) => Some(ArrayRule::Unnests),
            // A third argument of string_to_array says what becomes NULL.
            ("string_to_array", 2)
            | ("regexp_split_to_array" | "enum_range" | "array_positions", _) => {
                Some(ArrayRule::Full)
            }
            _ => None,
        }
    }

    /// Whether a function of this name gives rows.
    pub fn gives_rows(self, catalog: &Catalog, name: &str) -> bool {
        let own = |function: &&Function| function.set && self.same_name(&function.name, name);
        match self {
            Dialect::Postgres => {
                postgres::resolve::gives_rows(name)
                    || catalog.functions.iter().any(|function| own(&function))
            }
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }
}
