//! Values of composite types in PostgreSQL's wire format: how many fields, then the type of each, its length and its value.

use bytes::{BufMut, BytesMut};
use postgres_types::{IsNull, Kind, Type};

use crate::postgres::Params;
use crate::postgres::decode::{Stored, sized as next};
use crate::postgres::encode::{Unfit, base, sized, unfit};

/// Writes a value of a composite type by the values of its fields, in the type's order.
pub fn encode_fields(values: &Params<'_>, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    let Kind::Composite(fields) = ty.kind() else {
        return Err(unfit("a value of a composite type", ty));
    };
    let count = i32::try_from(values.len());
    let count = count.ok().filter(|_| values.len() == fields.len());
    out.put_i32(count.ok_or_else(|| Unfit(miscounted(ty, fields.len(), values.len())))?);
    for (value, field) in values.iter().zip(fields) {
        out.put_u32(field.type_().oid());
        sized(*value, field.type_(), out)?;
    }
    Ok(IsNull::No)
}

impl<'a> Stored<'a> {
    /// The fields of a value of a composite type, in the type's order; `wanted` is its name.
    pub fn fields<const N: usize>(self, wanted: &str) -> Result<[Stored<'a>; N], String> {
        let bytes = self.not_null(wanted)?;
        let (Kind::Composite(fields), Some((_, mut rest))) =
            (self.ty.kind(), bytes.split_first_chunk::<4>())
        else {
            return Err(self.unfit(wanted));
        };
        let mut values = Vec::with_capacity(N);
        for field in fields {
            let value = rest.split_first_chunk::<4>().and_then(|(_, after_type)| {
                rest = after_type;
                next(&mut rest)
            });
            let bytes = value.ok_or_else(|| self.unfit(wanted))?;
            let ty = base(field.type_());
            values.push(Stored { ty, bytes });
        }
        values
            .try_into()
            .map_err(|values: Vec<_>| miscounted(self.ty, values.len(), N))
    }
}

/// The type has got or lost fields since the code was made.
fn miscounted(ty: &Type, there: usize, known: usize) -> String {
    format!("a value of type {ty} has {there} fields, and the code knows {known}")
}
