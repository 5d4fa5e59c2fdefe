//! The certificates that are trusted to vouch for a server.

use std::path::Path;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::error::{Cause, Error, Result};

/// The certificates of a PEM file.
pub(crate) fn of_file(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let told = |message: String| {
        let message = format!("the root certificate {}: {message}", path.display());
        Error::Unavailable(Cause::new("connect", message))
    };
    let certificates = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| told(error.to_string()))?;
    if certificates.is_empty() {
        return Err(told("there is no certificate in it".to_owned()));
    }
    let mut store = RootCertStore::empty();
    for certificate in &certificates {
        store
            .add(certificate.clone())
            .map_err(|error| told(error.to_string()))?;
    }
    Ok(certificates)
}

/// The certificates that the operating system trusts.
pub(crate) fn of_system() -> Result<Vec<CertificateDer<'static>>> {
    let mut found = rustls_native_certs::load_native_certs();
    // Of those that an operating system brings along, some are too odd to be read.
    let is_readable = |certificate: &CertificateDer<'static>| {
        RootCertStore::empty().add(certificate.clone()).is_ok()
    };
    found.certs.retain(is_readable);
    if found.certs.is_empty() {
        let reasons: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
        let message = format!(
            "the operating system trusts no certificate ({}): name a root certificate",
            reasons.join("; ")
        );
        return Err(Error::Unavailable(Cause::new("connect", message)));
    }
    Ok(found.certs)
}
