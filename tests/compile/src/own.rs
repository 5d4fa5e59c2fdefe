//! Types as a user would write them, for the case that chooses types.

use rowtype_runtime::{mysql, postgres, sqlite};
use serde::{Deserialize, Serialize};

/// An amount in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money(pub i64);

/// A colour by its six digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour(pub String);

/// What an account may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// In a day.
    pub daily: i64,
}

/// What the owner chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Whether letters are sent.
    pub letters: bool,
}

impl sqlite::Encode for Money {
    fn encode(&self) -> Result<sqlite::Value, String> {
        self.0.encode()
    }
}

impl sqlite::Decode for Money {
    fn decode(stored: sqlite::Stored<'_>) -> Result<Self, String> {
        i64::decode(stored).map(Money)
    }
}

impl postgres::Encode for Money {
    fn encode(
        &self,
        ty: &postgres::Type,
        out: &mut postgres::BytesMut,
    ) -> Result<postgres::IsNull, postgres::Unfit> {
        rust_decimal::Decimal::new(self.0, 2).encode(ty, out)
    }
}

impl postgres::Decode for Money {
    fn decode(stored: postgres::Stored<'_>) -> Result<Self, String> {
        let amount = rust_decimal::Decimal::decode(stored)?;
        i64::try_from((amount * rust_decimal::Decimal::ONE_HUNDRED).mantissa())
            .map(Money)
            .map_err(|error| error.to_string())
    }
}

impl mysql::Encode for Money {
    fn encode(&self) -> Result<mysql::Value, String> {
        rust_decimal::Decimal::new(self.0, 2).encode()
    }

    fn placeholder() -> &'static str {
        <rust_decimal::Decimal as mysql::Encode>::placeholder()
    }
}

impl mysql::Decode for Money {
    fn decode(stored: mysql::Stored<'_>) -> Result<Self, String> {
        let amount = <rust_decimal::Decimal as mysql::Decode>::decode(stored)?;
        i64::try_from((amount * rust_decimal::Decimal::ONE_HUNDRED).mantissa())
            .map(Money)
            .map_err(|error| error.to_string())
    }
}

impl sqlite::Encode for Colour {
    fn encode(&self) -> Result<sqlite::Value, String> {
        self.0.encode()
    }
}

impl sqlite::Decode for Colour {
    fn decode(stored: sqlite::Stored<'_>) -> Result<Self, String> {
        String::decode(stored).map(Colour)
    }
}

impl postgres::Encode for Colour {
    fn encode(
        &self,
        ty: &postgres::Type,
        out: &mut postgres::BytesMut,
    ) -> Result<postgres::IsNull, postgres::Unfit> {
        self.0.encode(ty, out)
    }
}

impl postgres::Decode for Colour {
    fn decode(stored: postgres::Stored<'_>) -> Result<Self, String> {
        String::decode(stored).map(Colour)
    }
}

impl mysql::Encode for Colour {
    fn encode(&self) -> Result<mysql::Value, String> {
        mysql::Encode::encode(&self.0)
    }
}

impl mysql::Decode for Colour {
    fn decode(stored: mysql::Stored<'_>) -> Result<Self, String> {
        String::decode(stored).map(Colour)
    }
}
