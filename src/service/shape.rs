//! Further types of some columns of a table: what `@shape` makes, and where a query uses them.

use serde::Serialize;

use super::{FieldIndex, Presence, ResourceIndex};

/// A further answer or body of a table or view.
#[derive(Clone, Debug, Serialize)]
pub struct ShapeModel {
    /// `UserCard`: the type in Rust, the schema in the document.
    pub name: String,
    /// Whether it is what comes in.
    pub input: bool,
    /// In order.
    pub fields: Vec<ShapeField>,
}

/// A field of a shape.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ShapeField {
    /// The field of the table.
    pub field: FieldIndex,
    /// How it stands in what comes in; what goes out is always there.
    pub presence: Presence,
}

/// The shape that the rows of a query are.
#[derive(Clone, Debug, Serialize)]
pub struct RowShape {
    /// The table.
    pub resource: ResourceIndex,
    /// Position in its shapes.
    pub shape: usize,
    /// The function that makes one of a row: `decode_user_cards`.
    pub decoder: String,
}

/// The shape that the body of a query's route is.
#[derive(Clone, Debug, Serialize)]
pub struct BodyShape {
    /// The table.
    pub resource: ResourceIndex,
    /// Position in its shapes.
    pub shape: usize,
    /// For each parameter of the body, in their order, the field of the shape that it takes.
    pub fields: Vec<ShapeField>,
}
