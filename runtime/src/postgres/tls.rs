//! Encrypted connections, by rustls: which certificates of a server are good enough for an [`SslMode`].

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
};
pub(super) use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{Cause, Error, Result};
use crate::postgres::options::{Options, SslMode};
use crate::roots;

/// Makes encrypted connections as the options say.
pub(super) fn connector(options: &Options) -> Result<MakeRustlsConnect> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new(options, &provider)?;
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

/// What is asked of a server's certificate.
#[derive(Debug)]
struct Verifier {
    /// Where it must come from; none: from anywhere.
    roots: Option<Roots>,
    /// Whether it must be for the host.
    is_for_host: bool,
    algorithms: WebPkiSupportedAlgorithms,
}

/// The certificates that are trusted.
#[derive(Debug)]
struct Roots {
    store: RootCertStore,
    /// Those of the file: a server whose own certificate stands there needs nobody to vouch for it.
    given: Vec<CertificateDer<'static>>,
}

impl Verifier {
    fn new(options: &Options, provider: &CryptoProvider) -> Result<Self> {
        let file = options.root_certificate.as_deref();
        let roots = match options.ssl_mode {
            SslMode::Disable | SslMode::Prefer => None,
            SslMode::Require => file.map(Roots::of_file).transpose()?,
            SslMode::VerifyCa | SslMode::VerifyFull => Some(match file {
                Some(file) => Roots::of_file(file)?,
                None => Roots::of_system()?,
            }),
        };
        Ok(Verifier {
            roots,
            is_for_host: options.ssl_mode == SslMode::VerifyFull,
            algorithms: provider.signature_verification_algorithms,
        })
    }
}

impl Roots {
    fn of_file(path: &Path) -> Result<Self> {
        let given = roots::of_file(path)?;
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(given.iter().cloned());
        Ok(Roots { store, given })
    }

    fn of_system() -> Result<Self> {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(roots::of_system()?);
        Ok(Roots {
            store,
            given: Vec::new(),
        })
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let certificate = ParsedCertificate::try_from(end_entity)?;
        if let Some(roots) = &self.roots
            && !roots.given.iter().any(|given| given == end_entity)
        {
            verify_server_cert_signed_by_trust_anchor(
                &certificate,
                &roots.store,
                intermediates,
                now,
                self.algorithms.all,
            )?;
        }
        if self.is_for_host {
            verify_server_name(&certificate, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

fn failed(error: TlsError) -> Error {
    Error::Unavailable(Cause::new("connect", error))
}
