//! Addresses: what the driver reads of them, and what is ours.
//!
//! In: `mysql://user:password@host:port/database?key=value&..` and options. Out: the driver's settings, and the options that
//! the address has the last word on. No connection is made here.

use std::time::Duration;

use mysql_async::{Opts, OptsBuilder, UrlError};

use crate::address::split;
use crate::error::{Cause, Error, Result};
use crate::mysql::client::STATEMENTS_KEPT;
use crate::mysql::options::{Options, SslMode};

/// How long a connection is silent before the server's host is asked for a sign of life.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// An address, read.
pub(super) struct Address {
    /// What the driver connects by.
    pub(super) opts: Opts,
    /// The options, with what the address says in their place.
    pub(super) options: Options,
}

impl Address {
    /// Reads an address.
    pub(super) fn read(url: &str, options: &Options) -> Result<Self> {
        let mut options = options.clone();
        // The scheme that MariaDB's own clients take.
        let url = match url.strip_prefix("mariadb:") {
            Some(rest) => format!("mysql:{rest}"),
            None => url.to_owned(),
        };
        let url = take_options(&url, &mut options).map_err(|wrong| unfit(&wrong))?;
        let opts = Opts::from_url(&url).map_err(|error| unfit(&words(&error)))?;
        let opts = OptsBuilder::from_opts(opts)
            .prefer_socket(false)
            .tcp_nodelay(true)
            .tcp_keepalive(Some(KEEPALIVE))
            // An UPDATE that changes nothing has found its row all the same.
            .client_found_rows(true)
            .stmt_cache_size(STATEMENTS_KEPT)
            .connect_attribute("program_name", &options.application_name)
            .into();
        Ok(Address { opts, options })
    }
}

/// Takes out of an address what the driver does not know. Of what the driver knows, only that is kept which has an effect here.
fn take_options(url: &str, options: &mut Options) -> Result<String, String> {
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
            "application_name" => options.application_name.clone_from(&option.value),
            "ssl-mode" | "ssl_mode" => {
                let modes =
                    "one of `disabled`, `preferred`, `required`, `verify_ca`, `verify_identity`";
                options.ssl_mode = ssl_mode(&option.value).ok_or_else(|| option.wrong(modes))?;
            }
            "ssl-ca" | "root_certificate" => {
                let path = &option.value;
                options.root_certificate = (path != "system").then(|| path.into());
            }
            "socket" | "compression" | "max_allowed_packet" | "enable_cleartext_plugin" => {
                kept.push(option.text);
            }
            key => return Err(format!("there is no option `{key}`")),
        }
    }
    match kept.is_empty() {
        true => Ok(base.to_owned()),
        false => Ok(format!("{base}?{}", kept.join("&"))),
    }
}

fn ssl_mode(word: &str) -> Option<SslMode> {
    Some(match word.to_ascii_lowercase().as_str() {
        "disabled" => SslMode::Disabled,
        "preferred" => SslMode::Preferred,
        "required" => SslMode::Required,
        "verify_ca" => SslMode::VerifyCa,
        "verify_identity" => SslMode::VerifyIdentity,
        _ => return None,
    })
}

fn unfit(message: &str) -> Error {
    Error::Unavailable(Cause::new("connect", format!("the address: {message}")))
}

/// An error of the driver's, without what it says of the scheme that it was given in our place.
fn words(error: &UrlError) -> String {
    match error {
        UrlError::UnsupportedScheme { scheme } => {
            format!("`{scheme}:` is no scheme of MySQL or MariaDB: `mysql:` and `mariadb:` are")
        }
        error => error.to_string(),
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
        let url = "mariadb://ada:p%40ss@db.example.org:3307/shop?connections=3&statement_timeout=2min&ssl-mode=VERIFY_CA\
                   &application_name=the%20shop&ssl-ca=%2Fetc%2Froot.crt&max_age=1h&ping_after=500ms&max_allowed_packet=65536";
        let address = read(url).unwrap();
        assert_eq!(address.options.connections, 3);
        assert_eq!(address.options.statement_timeout, Duration::from_secs(120));
        assert_eq!(address.options.max_age, Duration::from_secs(3600));
        assert_eq!(address.options.ping_after, Duration::from_millis(500));
        assert_eq!(address.options.ssl_mode, SslMode::VerifyCa);
        assert_eq!(
            address.options.root_certificate,
            Some("/etc/root.crt".into())
        );
        let opts = address.opts;
        let attributes = opts.connect_attributes().unwrap();
        assert_eq!(
            attributes.get("program_name").map(String::as_str),
            Some("the shop")
        );
        assert_eq!(opts.max_allowed_packet(), Some(65_536));
        assert_eq!(
            (opts.ip_or_hostname(), opts.tcp_port()),
            ("db.example.org", 3307)
        );
        assert_eq!((opts.user(), opts.pass()), (Some("ada"), Some("p@ss")));
        assert_eq!(opts.db_name(), Some("shop"));
    }

    #[test]
    fn what_an_address_gets_wrong_is_told() {
        let wrong = [
            (
                "mysql://db?connections=many",
                "`connections=many`: a number",
            ),
            ("mysql://db?max_age=30", "`max_age=30`: a time such as"),
            (
                "mysql://db?ssl_mode=prefer",
                "`ssl_mode=prefer`: one of `disabled`",
            ),
            ("mysql://db?no_such=1", "there is no option `no_such`"),
            // The driver's own pool is not ours.
            ("mysql://db?pool_max=1", "there is no option `pool_max`"),
            ("mysql://db?compression=loud", "compression"),
            (
                "postgres://db",
                "`postgres:` is no scheme of MySQL or MariaDB",
            ),
            ("not an address", "the address: "),
        ];
        for (url, words) in wrong {
            assert!(told(url).contains(words), "{url}: {}", told(url));
        }
    }
}
