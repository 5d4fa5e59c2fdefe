//! The types that a schema makes besides enums: domains, composites and ranges.
//!
//! In: nothing. Out: the records of the catalog for them, and what they are made of. It must not know how they were
//! written.

use serde::Serialize;

use super::{Catalog, Column, Generated, TableId, Was};
use crate::source::Span;
use crate::ty::Ty;

/// Which domain of a [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DomainId(pub u32);

/// Which composite type of a [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CompositeId {
    /// `CREATE TYPE .. AS (..)`: a position in [`Catalog::composites`].
    Type(u32),
    /// The rows of a table or view.
    Table(TableId),
}

/// A domain: another type under a name of its own, with conditions.
#[derive(Clone, Debug, Serialize)]
pub struct Domain {
    /// Its id.
    pub id: DomainId,
    /// The schema, as for tables.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// What it is made of: itself a domain, perhaps.
    pub base: Ty,
    /// The type as written.
    pub type_text: String,
    /// The limit of `varchar(n)`, `char(n)`, in characters.
    pub max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub precision: Option<(u32, u32)>,
    /// NOT NULL.
    pub not_null: bool,
    /// `DEFAULT`: the expression's place.
    pub default: Option<Span>,
    /// CHECK constraints: the name, and the place of the expression.
    pub checks: Vec<(String, Span)>,
    /// The description.
    pub doc: Vec<String>,
    /// Where it is written.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

/// A composite type.
#[derive(Clone, Debug, Serialize)]
pub struct Composite {
    /// The schema, as for tables.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// In order.
    pub fields: Vec<Field>,
    /// The description.
    pub doc: Vec<String>,
    /// Where it is written.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

/// A field of a composite type. Any field can be NULL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: Ty,
    /// The description.
    pub doc: Vec<String>,
    /// The definition.
    pub span: Span,
    /// Where its type is written.
    #[serde(skip)]
    pub type_span: Span,
    /// `@was old_name`: the name that it had.
    #[serde(skip)]
    pub was: Option<Was>,
}

/// `CREATE TYPE .. AS RANGE`: known to queries as `Ty::Other` by its name.
#[derive(Clone, Debug, Serialize)]
pub struct Range {
    /// The schema, as for tables.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// The name of its multirange.
    pub multirange: String,
    /// What it is a range of.
    pub subtype: Ty,
    /// Where it is written.
    pub span: Span,
}

/// `CREATE TYPE name (INPUT = ..)`, or the place of one: known to queries as `Ty::Other` by its name.
#[derive(Clone, Debug, Serialize)]
pub struct BaseType {
    /// The schema, as for tables.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// Where it is written.
    pub span: Span,
}

impl Catalog {
    /// The domain with this id.
    pub fn domain(&self, id: DomainId) -> &Domain {
        &self.domains[id.0 as usize]
    }

    /// The name and schema of a composite type.
    pub fn composite_name(&self, id: CompositeId) -> (Option<&str>, &str) {
        match id {
            CompositeId::Type(at) => {
                let found = &self.composites[at as usize];
                (found.schema.as_deref(), &found.name)
            }
            CompositeId::Table(id) => {
                let table = self.table(id);
                (table.schema.as_deref(), &table.name)
            }
        }
    }

    /// The fields of a composite type, in order.
    pub fn fields(&self, id: CompositeId) -> Vec<(&str, &Ty)> {
        match id {
            CompositeId::Type(at) => self.composites[at as usize]
                .fields
                .iter()
                .map(|field| (field.name.as_str(), &field.ty))
                .collect(),
            CompositeId::Table(id) => self
                .table(id)
                .columns
                .iter()
                .map(|column| (column.name.as_str(), &column.ty))
                .collect(),
        }
    }

    /// What a domain is in the end; any other type is itself.
    pub fn base_type<'a>(&'a self, ty: &'a Ty) -> &'a Ty {
        match ty {
            Ty::Domain(id) => self.base_type(&self.domain(*id).base),
            other => other,
        }
    }

    /// The type without domains, also inside of arrays.
    pub fn without_domains(&self, ty: &Ty) -> Ty {
        match self.base_type(ty) {
            Ty::Array(element) => Ty::Array(Box::new(self.without_domains(element))),
            other => other.clone(),
        }
    }

    /// Whether NULL that is given to a column is refused, by the column or by its domain.
    pub fn refuses_null(&self, column: &Column) -> bool {
        !column.nullable || self.domain_is_not_null(&column.ty)
    }

    /// Whether every INSERT that gives the column nothing fails, unless a trigger fills it in.
    pub fn needs_value(&self, column: &Column) -> bool {
        // MySQL: an enum that must not be NULL has its first word as a default.
        let has_first_word = matches!(column.ty, Ty::Enum(_)) && self.dialect.enums_have_defaults();
        self.refuses_null(column)
            && column.default.is_none()
            && column.generated == Generated::No
            && !has_first_word
            && !self.domain_has_default(&column.ty)
    }

    fn domain_has_default(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Domain(id) => {
                let domain = self.domain(*id);
                domain.default.is_some() || self.domain_has_default(&domain.base)
            }
            _ => false,
        }
    }

    /// Whether a domain, or one that it is made of, takes no NULL.
    pub fn domain_is_not_null(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Domain(id) => {
                let domain = self.domain(*id);
                domain.not_null || self.domain_is_not_null(&domain.base)
            }
            _ => false,
        }
    }
}
