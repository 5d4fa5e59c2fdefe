//! What a request body may hold, so that everything that is wrong with one is found in one pass.

use serde::de::DeserializeOwned;

use crate::violations::Violations;

/// A request body: a create or update body, or the parameters of a routed query.
pub trait Body {
    /// Its keys, in order.
    const FIELDS: &'static [BodyField];

    /// Checks its values against the rules of the schema.
    fn validate(&self) -> Result<(), Violations>;
}

/// A key of a body.
#[derive(Clone, Copy, Debug)]
pub struct BodyField {
    /// The key in JSON.
    pub name: &'static str,
    /// The column that it is written to, by which a broken constraint is traced back to it.
    pub column: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// Reads a value as the field's type; the message says what is wrong with it.
    #[cfg(feature = "http")]
    pub(crate) check: fn(&serde_json::Value) -> Result<(), String>,
}

impl BodyField {
    /// Must be there, not null.
    pub const fn required<T: DeserializeOwned + 'static>(name: &'static str) -> Self {
        Self::new::<T>(name, true, false)
    }

    /// May be absent or null, and both mean NULL; or, in a patch, absence means no change.
    pub const fn nullable<T: DeserializeOwned + 'static>(name: &'static str) -> Self {
        Self::new::<T>(name, false, true)
    }

    /// May be absent (the default, or no change), but not null.
    pub const fn optional<T: DeserializeOwned + 'static>(name: &'static str) -> Self {
        Self::new::<T>(name, false, false)
    }

    /// The same key for a column of another name.
    pub const fn column(mut self, column: &'static str) -> Self {
        self.column = column;
        self
    }

    #[cfg_attr(
        not(feature = "http"),
        expect(
            clippy::extra_unused_type_parameters,
            reason = "only the reader of requests checks values"
        )
    )]
    const fn new<T: DeserializeOwned + 'static>(
        name: &'static str,
        required: bool,
        nullable: bool,
    ) -> Self {
        BodyField {
            name,
            column: name,
            required,
            nullable,
            #[cfg(feature = "http")]
            check: check::<T>,
        }
    }
}

/// Whether a value can be read as the type. Serde reads a number that is too large for 32 bits as infinity, which JSON
/// could not say in an answer.
#[cfg(feature = "http")]
fn check<T: DeserializeOwned + 'static>(value: &serde_json::Value) -> Result<(), String> {
    let is_f32 = std::any::TypeId::of::<T>() == std::any::TypeId::of::<f32>();
    if is_f32
        && value
            .as_f64()
            .is_some_and(|number| number.abs() > f64::from(f32::MAX))
    {
        return Err("expected a number of 32 bits".to_owned());
    }
    T::deserialize(value)
        .map(drop)
        .map_err(|error| error.to_string())
}
