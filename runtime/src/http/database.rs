//! What a service stands on, and how handlers get hold of it.

use std::future::Future;

use crate::error::Result;

/// What a service stands on.
pub trait Database: Clone + Send + Sync + 'static {
    /// Whether the database answers.
    fn ping(&self) -> impl Future<Output = Result<()>> + Send;

    /// A table whose policies do not hold for whoever the service has signed in as, where there is one.
    fn unprotected(&self) -> impl Future<Output = Result<Option<String>>> + Send {
        async { Ok(None) }
    }
}

/// A database with transactions, for the extractor [`Tx`](crate::http::Tx).
pub trait Transactional: Database {
    /// A transaction under way, which rolls back where it is dropped.
    type Tx: Send + Sync + 'static;

    /// Begins a transaction.
    fn begin(&self) -> impl Future<Output = Result<Self::Tx>> + Send;

    /// Makes its changes last.
    fn commit(tx: Self::Tx) -> impl Future<Output = Result<()>> + Send;

    /// Undoes its changes.
    fn rollback(tx: Self::Tx) -> impl Future<Output = Result<()>> + Send;
}

/// A driver's handle: what a service can stand on, and an extractor, of its own service and of every application whose state has
/// it.
macro_rules! database {
    ($driver:ident, $feature:literal $(, $unprotected:item)?) => {
        #[cfg(feature = $feature)]
        impl Database for crate::$driver::Db {
            fn ping(&self) -> impl Future<Output = Result<()>> + Send {
                self.ping()
            }

            $($unprotected)?
        }

        #[cfg(feature = $feature)]
        impl Transactional for crate::$driver::Db {
            type Tx = crate::$driver::Tx<'static>;

            fn begin(&self) -> impl Future<Output = Result<Self::Tx>> + Send {
                self.begin()
            }

            fn commit(tx: Self::Tx) -> impl Future<Output = Result<()>> + Send {
                tx.commit()
            }

            fn rollback(tx: Self::Tx) -> impl Future<Output = Result<()>> + Send {
                tx.rollback()
            }
        }

        #[cfg(feature = $feature)]
        impl<S: Sync> axum::extract::FromRequestParts<S> for crate::$driver::Db
        where
            crate::$driver::Db: axum::extract::FromRef<S>,
        {
            type Rejection = std::convert::Infallible;

            async fn from_request_parts(
                _: &mut axum::http::request::Parts,
                state: &S,
            ) -> Result<Self, Self::Rejection> {
                Ok(axum::extract::FromRef::from_ref(state))
            }
        }
    };
}

database!(sqlite, "sqlite");
database!(
    postgres,
    "postgres",
    fn unprotected(&self) -> impl Future<Output = Result<Option<String>>> + Send {
        self.unprotected()
    }
);
database!(mysql, "mysql");
