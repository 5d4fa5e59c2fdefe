//! Addresses of networks and of what is in them, as PostgreSQL's `inet`, `cidr` and `macaddr` keep them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An address in a network: PostgreSQL's `inet`. As text and in JSON it is `192.168.0.7/24`, and `192.168.0.7` where the network is
/// the address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inet {
    address: IpAddr,
    prefix: u8,
}

/// A network: PostgreSQL's `cidr`. As text and in JSON it is `192.168.0.0/24`; without a length it is an address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr(Inet);

/// The address of a network card: PostgreSQL's `macaddr`. As text and in JSON it is `08:00:2b:01:02:03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MacAddress(pub [u8; 6]);

/// Why a text is no [`Inet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoInet;

/// Why a text is no [`Cidr`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCidr;

/// Why a text is no [`MacAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMacAddress;

impl Inet {
    /// An address in a network of which the first `prefix` bits are common; none where the address has fewer.
    pub fn new(address: IpAddr, prefix: u8) -> Option<Self> {
        (prefix <= bits(address)).then_some(Inet { address, prefix })
    }

    /// The address.
    pub fn address(self) -> IpAddr {
        self.address
    }

    /// How many bits all addresses of its network have in common.
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// The network that it is in.
    pub fn network(self) -> Cidr {
        let address = match self.address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix));
                IpAddr::V4((address.to_bits() & mask.unwrap_or(0)).into())
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix));
                IpAddr::V6((address.to_bits() & mask.unwrap_or(0)).into())
            }
        };
        Cidr(Inet { address, ..self })
    }
}

impl Cidr {
    /// The network of the addresses whose first `prefix` bits are these; none where the address has fewer, or others that are not 0.
    pub fn new(address: IpAddr, prefix: u8) -> Option<Self> {
        let inet = Inet::new(address, prefix)?;
        let network = inet.network();
        (network.0 == inet).then_some(network)
    }

    /// Its first address.
    pub fn address(self) -> IpAddr {
        self.0.address
    }

    /// How many bits all of its addresses have in common.
    pub fn prefix(self) -> u8 {
        self.0.prefix
    }

    /// Whether an address is in it.
    pub fn contains(self, address: IpAddr) -> bool {
        Inet::new(address, self.prefix()).is_some_and(|inet| inet.network() == self)
    }
}

/// How many bits an address has.
fn bits(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

impl From<IpAddr> for Inet {
    fn from(address: IpAddr) -> Self {
        let prefix = bits(address);
        Inet { address, prefix }
    }
}

impl From<Cidr> for Inet {
    fn from(network: Cidr) -> Self {
        network.0
    }
}

impl fmt::Display for Inet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix == bits(self.address) {
            true => self.address.fmt(f),
            false => write!(f, "{}/{}", self.address, self.prefix),
        }
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address(), self.prefix())
    }
}

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, last] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{last:02x}")
    }
}

impl FromStr for Inet {
    type Err = NoInet;

    fn from_str(text: &str) -> Result<Self, NoInet> {
        let read = || match text.split_once('/') {
            Some((address, prefix)) => {
                let is_number = prefix.bytes().all(|byte| byte.is_ascii_digit());
                let prefix = prefix.parse().ok().filter(|_| is_number)?;
                Inet::new(address.parse().ok()?, prefix)
            }
            None => text.parse().ok().map(IpAddr::into),
        };
        read().ok_or(NoInet)
    }
}

impl FromStr for Cidr {
    type Err = NoCidr;

    fn from_str(text: &str) -> Result<Self, NoCidr> {
        let inet: Inet = text.parse().map_err(|NoInet| NoCidr)?;
        Cidr::new(inet.address, inet.prefix).ok_or(NoCidr)
    }
}

impl FromStr for MacAddress {
    type Err = NoMacAddress;

    fn from_str(text: &str) -> Result<Self, NoMacAddress> {
        let mut address = [0; 6];
        let mut parts = text.split(':');
        for byte in &mut address {
            let digits = parts
                .next()
                .filter(|part| part.len() == 2 && part.bytes().all(|one| one.is_ascii_hexdigit()));
            let digits = digits.ok_or(NoMacAddress)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NoMacAddress)?;
        }
        match parts.next() {
            None => Ok(MacAddress(address)),
            Some(_) => Err(NoMacAddress),
        }
    }
}

macro_rules! texts {
    ($($type:ident, $error:ident: $wanted:literal;)*) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!("must be ", $wanted))
            }
        }

        impl std::error::Error for $error {}

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

texts! {
    Inet, NoInet: "an address (192.168.0.7, 192.168.0.7/24, 2001:db8::7)";
    Cidr, NoCidr: "a network without bits behind its length (192.168.0.0/24, 2001:db8::/32)";
    MacAddress, NoMacAddress: "the address of a network card (08:00:2b:01:02:03)";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        for (text, written) in [
            ("192.168.0.7", "192.168.0.7"),
            ("192.168.0.7/32", "192.168.0.7"),
            ("192.168.0.7/24", "192.168.0.7/24"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:DB8:0::7", "2001:db8::7"),
            ("::ffff:1.2.3.4/96", "::ffff:1.2.3.4/96"),
        ] {
            assert_eq!(text.parse::<Inet>().unwrap().to_string(), written);
        }
        for text in [
            "",
            "1",
            "1.2.3",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/+8",
            "::/129",
            "1.2.3.4 ",
            "01.2.3.4",
        ] {
            assert_eq!(text.parse::<Inet>(), Err(NoInet), "{text}");
        }
    }

    #[test]
    fn networks_have_no_bits_behind_their_length() {
        for (text, written) in [
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("10.1.2.3", "10.1.2.3/32"),
            ("::/0", "::/0"),
            ("2001:db8::/32", "2001:db8::/32"),
        ] {
            assert_eq!(text.parse::<Cidr>().unwrap().to_string(), written);
        }
        for text in ["10.1.0.0/8", "::1/0", "10.0.0.0/33"] {
            assert_eq!(text.parse::<Cidr>(), Err(NoCidr), "{text}");
        }
        let inet: Inet = "10.1.2.3/8".parse().unwrap();
        assert_eq!(inet.network().to_string(), "10.0.0.0/8");
        let address = |text: &str| text.parse().unwrap();
        assert!(inet.network().contains(address("10.255.0.1")));
        assert!(!inet.network().contains(address("11.0.0.1")));
        assert!(!inet.network().contains(address("a00::")));
    }

    #[test]
    fn cards_have_six_bytes() {
        let card: MacAddress = "08:00:2B:01:02:ff".parse().unwrap();
        assert_eq!(card.to_string(), "08:00:2b:01:02:ff");
        for text in [
            "08:00:2b:01:02",
            "08:00:2b:01:02:03:04",
            "8:0:2b:1:2:3",
            "+8:00:2b:01:02:03",
            "08002b010203",
        ] {
            assert_eq!(text.parse::<MacAddress>(), Err(NoMacAddress), "{text}");
        }
    }
}
