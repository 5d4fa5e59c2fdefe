//! Encrypted connections to a server with certificates of its own.

use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rowtype_runtime::ErrorKind;
use rowtype_runtime::postgres::{Db, Options, Read, Sql, SslMode};

use crate::cluster::{Cluster, programs};

const IS_ENCRYPTED: Sql = Sql::new(
    "is_encrypted",
    "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
);

/// A server whose certificate is for `localhost`, and the files of roots that vouch for it or do not.
struct Server {
    cluster: Cluster,
    folder: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let (root, issuer) = authority("one");
        let (other, _) = authority("other");
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap().pem();
        let key = key.serialize_pem();
        let settings = [
            "ssl = on",
            "ssl_cert_file = 'server.crt'",
            "ssl_key_file = 'server.key'",
        ];
        let files = [
            ("server.crt", certificate.as_str()),
            ("server.key", key.as_str()),
        ];
        let cluster = Cluster::start_with(&programs(), &settings, &files).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("root.crt", root.as_str()),
            ("other.crt", &other),
            ("server.crt", &certificate),
            ("empty.crt", ""),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Server { cluster, folder }
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
        let url = self.cluster.url("postgres").replace("127.0.0.1", host);
        match Db::connect_with(&url, options).await {
            Ok(db) => Ok(db
                .query_one(&IS_ENCRYPTED, &[], |row| row.get(0))
                .await
                .unwrap()),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
                Err(format!("{error:?}"))
            }
        }
    }
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
    use SslMode::{Disable, Prefer, Require, VerifyCa, VerifyFull};
    let server = Server::start();
    let is_encrypted = async |host, mode, root| server.connect(host, mode, root).await;

    assert_eq!(is_encrypted("localhost", Disable, None).await, Ok(false));
    assert_eq!(is_encrypted("127.0.0.1", Prefer, None).await, Ok(true));
    assert_eq!(is_encrypted("127.0.0.1", Require, None).await, Ok(true));
    assert_eq!(
        is_encrypted("127.0.0.1", Require, Some("root.crt")).await,
        Ok(true)
    );
    assert_eq!(
        is_encrypted("127.0.0.1", VerifyCa, Some("root.crt")).await,
        Ok(true)
    );
    assert_eq!(
        is_encrypted("localhost", VerifyFull, Some("root.crt")).await,
        Ok(true)
    );
    // A file that holds the server's own certificate.
    assert_eq!(
        is_encrypted("localhost", VerifyFull, Some("server.crt")).await,
        Ok(true)
    );

    let refused = [
        ("127.0.0.1", Require, Some("other.crt"), "UnknownIssuer"),
        ("127.0.0.1", VerifyCa, Some("other.crt"), "UnknownIssuer"),
        ("localhost", VerifyFull, Some("other.crt"), "UnknownIssuer"),
        ("127.0.0.1", VerifyFull, Some("root.crt"), "NotValidForName"),
        (
            "127.0.0.1",
            VerifyFull,
            Some("server.crt"),
            "NotValidForName",
        ),
        (
            "localhost",
            VerifyFull,
            Some("empty.crt"),
            "no certificate in it",
        ),
        ("localhost", VerifyFull, Some("none.crt"), "none.crt"),
    ];
    for (host, mode, root, reason) in refused {
        let error = is_encrypted(host, mode, root).await.unwrap_err();
        assert!(error.contains(reason), "{mode:?} {root:?}: {error}");
    }
    // What the operating system trusts, this certificate does not come from.
    assert!(is_encrypted("localhost", VerifyFull, None).await.is_err());

    // A password that is proved and bound to the connection, so that nobody can stand between.
    server
        .cluster
        .psql(
            "postgres",
            "SET password_encryption = 'scram-sha-256'; CREATE ROLE app LOGIN PASSWORD 'of the app'",
        )
        .unwrap();
    let url = server.cluster.url("postgres");
    let (_, address) = url.split_once('@').unwrap();
    let url =
        format!("postgres://app:of%20the%20app@{address}?sslmode=require&channel_binding=require");
    assert!(Db::connect(&url).await.is_ok());
    let url = url.replace("of%20the%20app", "wrong");
    let error = Db::connect(&url).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");

    // A statement is cancelled on an encrypted connection as well: the next one has the pool's only connection soon.
    let url = format!(
        "{}?sslmode=verify-ca&sslrootcert={}&connections=1",
        server.cluster.url("postgres"),
        server.file("root.crt").display()
    );
    let db = Db::connect(&url).await.unwrap();
    let endless = db.query_all(&crate::fixture::ENDLESS, &[], |_| Ok(()));
    let soon = std::time::Duration::from_millis(200);
    assert!(tokio::time::timeout(soon, endless).await.is_err());
    db.ping().await.unwrap();
    let left = Sql::new(
        "left",
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'",
    );
    tokio::time::sleep(soon).await;
    let left = db.query_one(&left, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_is_told_apart() {
    let server = crate::cluster::start(&[]);
    let connect =
        async |mode: &str| Db::connect(&format!("{}?sslmode={mode}", server.url("postgres"))).await;
    assert!(connect("prefer").await.is_ok());
    assert!(connect("disable").await.is_ok());
    for mode in ["require", "verify-ca", "verify-full"] {
        let error = connect(mode).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{mode}: {error:?}");
    }
}
