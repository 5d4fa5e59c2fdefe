//! Encrypted connections to a server with certificates of its own.

use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rowtype_runtime::ErrorKind;
use rowtype_runtime::mysql::{Db, Options, Read, Sql, SslMode};

use crate::own_server;

const CIPHER: Sql = Sql::new(
    "cipher",
    "SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'",
);

/// A server whose certificate is for some hosts, and the files of roots that vouch for it or do not.
struct Server {
    server: own_server::Server,
    folder: tempfile::TempDir,
}

impl Server {
    fn start(hosts: &[&str]) -> Self {
        let (root, issuer) = authority("one");
        let (other, _) = authority("other");
        let key = KeyPair::generate().unwrap();
        let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
        let params = CertificateParams::new(hosts).unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap().pem();
        let key = key.serialize_pem();
        let options = ["--ssl-cert=../server.crt", "--ssl-key=../server.key"];
        let files = [
            ("server.crt", certificate.as_str()),
            ("server.key", key.as_str()),
        ];
        let server = own_server::start(&options, &files);
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("root.crt", root.as_str()),
            ("other.crt", &other),
            ("empty.crt", ""),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Server { server, folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether the connection is encrypted, or why there is none.
    async fn connect(&self, host: &str, mode: SslMode, root: Option<&str>) -> Result<bool, String> {
        let options = Options {
            ssl_mode: mode,
            root_certificate: root.map(|name| self.file(name)),
            ..Options::default()
        };
        let url = self.server.url().replace("127.0.0.1", host);
        match Db::connect_with(&url, options).await {
            Ok(db) => Ok(is_encrypted(&db).await),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
                Err(format!("{error:?}"))
            }
        }
    }
}

async fn is_encrypted(db: &Db) -> bool {
    let cipher = db.query_one(&CIPHER, &[], |row| row.get::<String>(0)).await;
    !cipher.unwrap().is_empty()
}

fn authority(name: &str) -> (String, Issuer<'static, KeyPair>) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    (certificate.pem(), Issuer::new(params, key))
}

#[tokio::test]
async fn what_is_asked_of_a_certificate_is_asked() {
    use SslMode::{Disabled, Preferred, Required, VerifyCa, VerifyIdentity};
    let server = Server::start(&["localhost"]);
    let accepted = [
        ("localhost", Disabled, None, false),
        ("127.0.0.1", Preferred, None, true),
        ("127.0.0.1", Required, None, true),
        ("127.0.0.1", Required, Some("root.crt"), true),
        ("127.0.0.1", VerifyCa, Some("root.crt"), true),
        ("localhost", VerifyCa, Some("root.crt"), true),
        ("localhost", VerifyIdentity, Some("root.crt"), true),
    ];
    for (host, mode, root, is_encrypted) in accepted {
        let connected = server.connect(host, mode, root).await;
        assert_eq!(connected, Ok(is_encrypted), "{host} {mode:?} {root:?}");
    }
    let refused = [
        ("127.0.0.1", Required, Some("other.crt"), "UnknownIssuer"),
        ("127.0.0.1", VerifyCa, Some("other.crt"), "UnknownIssuer"),
        (
            "localhost",
            VerifyIdentity,
            Some("other.crt"),
            "UnknownIssuer",
        ),
        (
            "127.0.0.1",
            VerifyIdentity,
            Some("root.crt"),
            "NotValidForName",
        ),
        (
            "localhost",
            VerifyIdentity,
            Some("empty.crt"),
            "no certificate in it",
        ),
        ("localhost", VerifyIdentity, Some("none.crt"), "none.crt"),
        // What the operating system trusts, this certificate does not come from.
        ("localhost", VerifyCa, None, ""),
        ("localhost", VerifyIdentity, None, ""),
    ];
    for (host, mode, root, reason) in refused {
        let error = server.connect(host, mode, root).await.unwrap_err();
        assert!(error.contains(reason), "{mode:?} {root:?}: {error}");
    }

    // A statement is stopped by way of an encrypted connection as well: the next one has the pool's only connection soon.
    let url = format!(
        "{}?ssl-mode=VERIFY_CA&ssl-ca={}&connections=1",
        server.server.url(),
        server.file("root.crt").display()
    );
    let db = Db::connect(&url).await.unwrap();
    let endless = db.query_all(&crate::fixture::ENDLESS, &[], |_| Ok(()));
    let soon = std::time::Duration::from_millis(200);
    assert!(tokio::time::timeout(soon, endless).await.is_err());
    db.ping().await.unwrap();
    let left = Sql::new(
        "left",
        "SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'",
    );
    tokio::time::sleep(soon).await;
    let left = db.query_one(&left, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn a_certificate_without_a_host_can_be_asked_for_no_more_than_encryption() {
    let server = Server::start(&[]);
    let root = Some("root.crt");
    let connect = async |mode, root| server.connect("localhost", mode, root).await;
    assert_eq!(connect(SslMode::Required, None).await, Ok(true));
    for mode in [SslMode::VerifyCa, SslMode::VerifyIdentity] {
        let error = connect(mode, root).await.unwrap_err();
        assert!(error.contains("NotValidForName"), "{mode:?}: {error}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_is_told_apart() {
    let server = own_server::start(&["--skip-ssl"], &[]);
    let connect =
        async |mode: &str| Db::connect(&format!("{}?ssl_mode={mode}", server.url())).await;
    let preferred = connect("preferred").await.unwrap();
    assert!(!is_encrypted(&preferred).await);
    assert!(connect("disabled").await.is_ok());
    for mode in ["required", "verify_ca", "verify_identity"] {
        let error = connect(mode).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{mode}: {error:?}");
    }
    // Each connection beside the first one knows.
    let held = (preferred.begin().await.unwrap(), preferred.begin().await);
    assert!(held.1.is_ok());
    let aborted = Sql::new(
        "aborted",
        "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status WHERE variable_name = 'Aborted_connects'",
    );
    let aborted = held
        .0
        .query_one(&aborted, &[], |row| row.get::<i64>(0))
        .await;
    // One of each that asked, and what found out whether the server was there.
    assert!(aborted.unwrap() < 10);
}

#[tokio::test]
async fn a_connection_has_a_name_and_an_age() {
    let server = own_server::start(&["--performance-schema=on"], &[]);
    let url = format!(
        "{}?application_name=the%20shop&max_age=300ms&connections=1",
        server.url()
    );
    let db = Db::connect(&url).await.unwrap();
    let named = Sql::new(
        "named",
        "SELECT connection_id(), attr_value FROM performance_schema.session_connect_attrs
         WHERE processlist_id = connection_id() AND attr_name = 'program_name'",
    );
    let read = async || -> (u64, String) {
        let row = db.query_one(&named, &[], |row| Ok((row.get(0)?, row.get(1)?)));
        row.await.unwrap()
    };
    let first = read().await;
    assert_eq!(first.1, "the shop");
    assert_eq!(read().await, first);
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert_ne!(read().await.0, first.0);
}
