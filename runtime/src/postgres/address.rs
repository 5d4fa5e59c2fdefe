//! Addresses: what the driver reads of them, and what is ours.
//!
//! In: `postgres://user:password@host:port/database?key=value&..` and options. Out: the driver's settings, and the options that
//! the address has the last word on. No connection is made here.

use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::SslMode as DriverSslMode;

use crate::address::split;
use crate::error::{Cause, Error, Result};
use crate::postgres::options::{Options, SslMode};

/// How long what was sent may stay unacknowledged by the server's host before the connection is given up.
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);
/// How long a connection is silent before it is asked for a sign of life, how long the answer may take, and how many may fail to come.
const KEEPALIVE: (Duration, Duration, u32) = (Duration::from_secs(30), Duration::from_secs(5), 3);
/// The driver's own, which is the operating system's and nobody's choice.
const DEFAULT_KEEPALIVE: Duration = Duration::from_secs(2 * 60 * 60);

/// An address, read.
pub(super) struct Address {
    /// What the driver connects by.
    pub(super) config: Config,
    /// The options, with what the address says in their place.
    pub(super) options: Options,
}

impl Address {
    /// Reads an address.
    pub(super) fn read(url: &str, options: &Options) -> Result<Self> {
        let mut options = options.clone();
        let url = take_options(url, &mut options).map_err(|wrong| unfit(&wrong))?;
        let mut config: Config = url
            .parse()
            .map_err(|error: tokio_postgres::Error| unfit(&words(&error)))?;
        config.ssl_mode(match options.ssl_mode {
            SslMode::Disable => DriverSslMode::Disable,
            SslMode::Prefer => DriverSslMode::Prefer,
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => DriverSslMode::Require,
        });
        if config.get_application_name().is_none() {
            config.application_name(&options.application_name);
        }
        if !options.transaction_pooler {
            config.options(server_options(&config, &options));
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(UNACKNOWLEDGED);
        }
        if config.get_keepalives_idle() == DEFAULT_KEEPALIVE {
            let (idle, interval, retries) = KEEPALIVE;
            config.keepalives_idle(idle);
            config.keepalives_interval(interval);
            config.keepalives_retries(retries);
        }
        Ok(Address { config, options })
    }

    /// The address of a replica: a whole one, or a host in the place of this one's.
    pub(super) fn of_replica(url: &str, replica: &str) -> Result<String> {
        if replica.contains("://") {
            return Ok(replica.to_owned());
        }
        let replaced = url.split_once("://").map(|(scheme, rest)| {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (authority, rest) = rest.split_at(end);
            let user = authority.rfind('@').map_or("", |at| &authority[..=at]);
            format!("{scheme}://{user}{replica}{rest}")
        });
        replaced.ok_or_else(|| {
            unfit(&format!(
                "the replica `{replica}` has only a host, which can replace that of an address with `://` alone"
            ))
        })
    }
}

/// Takes out of an address what the driver does not know.
fn take_options(url: &str, options: &mut Options) -> Result<String, String> {
    if !url.contains("://") {
        return Ok(url.to_owned());
    }
    let (base, given) = split(url);
    let mut kept = Vec::new();
    for option in &given {
        match option.key {
            "connections" => options.connections = option.parse("a number")?,
            "acquire_timeout" => options.acquire_timeout = option.time()?,
            "lock_timeout" => options.lock_timeout = option.time()?,
            "statement_timeout" => options.statement_timeout = option.time()?,
            "ping_after" => options.ping_after = option.time()?,
            "max_age" => options.max_age = option.time()?,
            "read_your_writes" => options.read_your_writes = option.time()?,
            "transaction_pooler" => {
                options.transaction_pooler = option.parse("`true` or `false`")?;
            }
            "sslmode" | "ssl_mode" => {
                let modes = "one of `disable`, `prefer`, `require`, `verify-ca`, `verify-full`";
                options.ssl_mode = ssl_mode(&option.value).ok_or_else(|| option.wrong(modes))?;
            }
            "sslrootcert" | "root_certificate" => {
                let path = &option.value;
                options.root_certificate = (path != "system").then(|| path.into());
            }
            "replicas" => {
                let hosts = option.value.split(',');
                options.replicas = hosts.map(|host| host.trim().to_owned()).collect();
            }
            _ => kept.push(option.text),
        }
    }
    match kept.is_empty() {
        true => Ok(base.to_owned()),
        false => Ok(format!("{base}?{}", kept.join("&"))),
    }
}

fn ssl_mode(word: &str) -> Option<SslMode> {
    Some(match word {
        "disable" => SslMode::Disable,
        "prefer" => SslMode::Prefer,
        "require" => SslMode::Require,
        "verify-ca" => SslMode::VerifyCa,
        "verify-full" => SslMode::VerifyFull,
        _ => return None,
    })
}

/// Limits that the server itself keeps, after the options of the address.
fn server_options(config: &Config, options: &Options) -> String {
    format!(
        "{} -c statement_timeout={} -c lock_timeout={}",
        config.get_options().unwrap_or_default(),
        milliseconds(options.statement_timeout),
        milliseconds(options.lock_timeout),
    )
    .trim_start()
    .to_owned()
}

/// A time as the server takes it. 0 would be no limit at all, and there is a longest one.
pub(super) fn milliseconds(timeout: Duration) -> u128 {
    timeout.as_millis().clamp(1, i32::MAX as u128)
}

fn unfit(message: &str) -> Error {
    Error::Unavailable(Cause::new("connect", format!("the address: {message}")))
}

/// An error of the driver's, with the reason that it keeps behind it.
fn words(error: &tokio_postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Address> {
        Address::read(url, &Options::default())
    }

    fn told(url: &str) -> String {
        let error = read(url).err().unwrap();
        std::error::Error::source(&error).unwrap().to_string()
    }

    #[test]
    fn an_address_has_the_last_word() {
        let url = "postgres://ada@db.example.org/shop?connections=3&statement_timeout=2min&sslmode=verify-ca\
                   &application_name=shop&sslrootcert=%2Fetc%2Froot.crt&transaction_pooler=false&options=-c%20a.b%3D1";
        let address = read(url).unwrap();
        assert_eq!(address.options.connections, 3);
        assert_eq!(address.options.statement_timeout, Duration::from_secs(120));
        assert_eq!(address.options.ssl_mode, SslMode::VerifyCa);
        assert_eq!(
            address.options.root_certificate,
            Some("/etc/root.crt".into())
        );
        assert_eq!(address.config.get_ssl_mode(), DriverSslMode::Require);
        assert_eq!(address.config.get_application_name(), Some("shop"));
        assert_eq!(
            address.config.get_options(),
            Some("-c a.b=1 -c statement_timeout=120000 -c lock_timeout=5000")
        );
        assert_eq!(address.config.get_user(), Some("ada"));
    }

    #[test]
    fn behind_a_pooler_nothing_is_kept_in_the_session() {
        let address = read("postgres://ada@db/shop?transaction_pooler=true").unwrap();
        assert!(address.options.transaction_pooler);
        assert_eq!(address.config.get_options(), None);
    }

    #[test]
    fn what_an_address_gets_wrong_is_told() {
        let wrong = [
            (
                "postgres://db?connections=many",
                "`connections=many`: a number",
            ),
            ("postgres://db?max_age=30", "`max_age=30`: a time such as"),
            (
                "postgres://db?lock_timeout=1d",
                "`lock_timeout=1d`: a time such as",
            ),
            (
                "postgres://db?sslmode=allow",
                "`sslmode=allow`: one of `disable`",
            ),
            ("postgres://db?transaction_pooler=yes", "`true` or `false`"),
            ("postgres://db?no_such=1", "no_such"),
            ("not an address", "the address: "),
        ];
        for (url, words) in wrong {
            assert!(told(url).contains(words), "{url}: {}", told(url));
        }
    }

    #[test]
    fn a_replica_takes_the_rest_of_the_address() {
        let replaced = |replica| {
            Address::of_replica(
                "postgres://ada:p%40ss@db:5433/shop?sslmode=require",
                replica,
            )
        };
        assert_eq!(
            replaced("db2:5434").unwrap(),
            "postgres://ada:p%40ss@db2:5434/shop?sslmode=require"
        );
        let whole = "postgres://reader@db3/shop";
        assert_eq!(replaced(whole).unwrap(), whole);
        assert_eq!(
            Address::of_replica("postgres://db", "db2").unwrap(),
            "postgres://db2"
        );
        assert!(Address::of_replica("host=db", "db2").is_err());
    }
}
