//! Bit strings and addresses in PostgreSQL's wire format.

use std::net::IpAddr;

use bytes::{BufMut, BytesMut};
use postgres_types::{IsNull, Type};

use crate::bit_string::BitString;
use crate::network::{Cidr, Inet, MacAddress};
use crate::postgres::decode::{Decode, Stored};
use crate::postgres::encode::{Unfit, unfit};

/// The server's own numbers for the two families of addresses.
const IPV4: u8 = 2;
const IPV6: u8 = 3;

/// The number of bits, then the bits.
pub(super) fn bit_string(
    value: &BitString,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Unfit> {
    if !matches!(*ty, Type::BIT | Type::VARBIT) {
        return Err(unfit("bits", ty));
    }
    let length = i32::try_from(value.len());
    out.put_i32(length.map_err(|_| Unfit("there are too many bits".to_owned()))?);
    out.put_slice(value.as_bytes());
    Ok(IsNull::No)
}

impl Decode for BitString {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "bits";
        let bytes = stored.not_null(wanted)?;
        let is_bits = matches!(*stored.ty, Type::BIT | Type::VARBIT);
        bytes
            .split_first_chunk::<4>()
            .filter(|_| is_bits)
            .and_then(|(length, bits)| {
                let length = usize::try_from(i32::from_be_bytes(*length)).ok()?;
                BitString::from_bytes(bits, length)
            })
            .ok_or_else(|| stored.unfit(wanted))
    }
}

/// The family, how many bits are common, whether it is a network, how many bytes follow, and these.
fn address(value: Inet, is_network: bool, out: &mut BytesMut) {
    let head = |family, length| [family, value.prefix(), u8::from(is_network), length];
    match value.address() {
        IpAddr::V4(address) => {
            out.put_slice(&head(IPV4, 4));
            out.put_slice(&address.octets());
        }
        IpAddr::V6(address) => {
            out.put_slice(&head(IPV6, 16));
            out.put_slice(&address.octets());
        }
    }
}

pub(super) fn inet(value: &Inet, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    if *ty != Type::INET {
        return Err(unfit("an address in a network", ty));
    }
    address(*value, false, out);
    Ok(IsNull::No)
}

pub(super) fn cidr(value: &Cidr, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    if !matches!(*ty, Type::CIDR | Type::INET) {
        return Err(unfit("a network", ty));
    }
    address((*value).into(), *ty == Type::CIDR, out);
    Ok(IsNull::No)
}

pub(super) fn mac_address(
    value: &MacAddress,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Unfit> {
    if *ty != Type::MACADDR {
        return Err(unfit("the address of a network card", ty));
    }
    out.put_slice(&value.0);
    Ok(IsNull::No)
}

impl Decode for Inet {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "an address in a network";
        let bytes = stored.not_null(wanted)?;
        let is_address = matches!(*stored.ty, Type::INET | Type::CIDR);
        read(bytes)
            .filter(|_| is_address)
            .ok_or_else(|| stored.unfit(wanted))
    }
}

impl Decode for Cidr {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let inet = Inet::decode(stored)?;
        Cidr::new(inet.address(), inet.prefix())
            .ok_or_else(|| format!("{inet} is an address in a network, not a network"))
    }
}

fn read(bytes: &[u8]) -> Option<Inet> {
    let ([family, prefix, _, _], octets) = bytes.split_first_chunk::<4>()?;
    let address = match *family {
        IPV4 => IpAddr::from(<[u8; 4]>::try_from(octets).ok()?),
        IPV6 => IpAddr::from(<[u8; 16]>::try_from(octets).ok()?),
        _ => return None,
    };
    Inet::new(address, *prefix)
}

impl Decode for MacAddress {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "the address of a network card";
        let bytes = stored.not_null(wanted)?.try_into();
        bytes
            .ok()
            .filter(|_| *stored.ty == Type::MACADDR)
            .map(MacAddress)
            .ok_or_else(|| stored.unfit(wanted))
    }
}
