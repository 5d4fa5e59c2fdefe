//! Encrypted connections, by rustls: what the driver is told about the certificates that are good enough for an [`SslMode`].
//!
//! The driver checks a certificate's host together with where it comes from, or neither: its own way to leave the host out looks
//! for words that rustls does not say any more. Where any host will do, the certificate's own name is therefore asked for.

use std::error::Error as StdError;

use mysql_async::{Opts, OptsBuilder, SslOpts};
use rustls::CertificateError;
use rustls::crypto::{CryptoProvider, ring};

use crate::error::Result;
use crate::mysql::options::{Options, SslMode};
use crate::roots;

/// The driver's settings, with what the options ask for.
pub(super) fn encrypted(opts: Opts, options: &Options) -> Result<Opts> {
    if CryptoProvider::get_default().is_none() {
        // The driver takes the one of the process. That somebody else was faster is as well.
        let _ = ring::default_provider().install_default();
    }
    let roots = match (options.ssl_mode, options.root_certificate.as_deref()) {
        (SslMode::Disabled | SslMode::Preferred, _) | (SslMode::Required, None) => None,
        (_, Some(file)) => Some(roots::of_file(file)?),
        (SslMode::VerifyCa | SslMode::VerifyIdentity, None) => Some(roots::of_system()?),
    };
    let ssl = match roots {
        // Its own roots stay: without any it refuses to start.
        None => SslOpts::default().with_danger_accept_invalid_certs(true),
        Some(roots) => {
            let roots = roots.iter().map(|root| root.to_vec().into()).collect();
            SslOpts::default()
                .with_disable_built_in_roots(true)
                .with_root_certs(roots)
        }
    };
    let host = opts.ip_or_hostname();
    let bare = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned();
    Ok(with_host(&opts, ssl, bare))
}

/// The driver's settings for a host of the certificate that was refused because it is for another one.
pub(super) fn for_its_host(opts: &Opts, error: &mysql_async::Error) -> Option<Opts> {
    let host = host_of(error)?;
    Some(with_host(opts, opts.ssl_opts()?.clone(), host))
}

fn with_host(opts: &Opts, ssl: SslOpts, host: String) -> Opts {
    let ssl = ssl.with_danger_tls_hostname_override(Some(host));
    OptsBuilder::from_opts(opts.clone()).ssl_opts(ssl).into()
}

/// A host that a certificate is for, where it was refused for that alone: where it comes from is looked at first.
fn host_of(error: &mysql_async::Error) -> Option<String> {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        // What an error of input and output carries is not its source, but it has it.
        let carried = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        let refusal = match carried {
            Some(carried) => carried.downcast_ref::<rustls::Error>(),
            None => error.downcast_ref::<rustls::Error>(),
        };
        if let Some(rustls::Error::InvalidCertificate(CertificateError::NotValidForNameContext {
            presented,
            ..
        })) = refusal
        {
            return presented.iter().find_map(|name| host(name));
        }
        cause = error.source();
    }
    None
}

/// `DnsName("db.example.org")` and `IpAddress(127.0.0.1)`, as rustls names them.
fn host(presented: &str) -> Option<String> {
    let name = presented
        .strip_prefix("DnsName(\"")
        .and_then(|rest| rest.strip_suffix("\")"));
    let address = presented
        .strip_prefix("IpAddress(")
        .and_then(|rest| rest.strip_suffix(')'));
    // One that is for all hosts of a domain is for any of them.
    name.or(address).map(|host| host.replace('*', "any"))
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_read_as_rustls_names_them() {
        assert_eq!(host("DnsName(\"db.local\")").as_deref(), Some("db.local"));
        assert_eq!(host("DnsName(\"*.local\")").as_deref(), Some("any.local"));
        assert_eq!(host("IpAddress(10.0.0.1)").as_deref(), Some("10.0.0.1"));
        assert_eq!(host("DirectoryName"), None);
    }
}
