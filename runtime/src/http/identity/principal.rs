//! Whoever sends a request.

use axum::http::StatusCode;

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
use crate::filter::{Binds, Column, Comparable, Filter};
use crate::http::problem::Problem;
use crate::http::value::FromQuery;

/// Whoever sends a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Principal {
    /// Their key, as text; none for somebody who is not known.
    pub id: Option<String>,
    /// What they may do.
    pub roles: Vec<String>,
}

impl Principal {
    /// Their key, as the type that the database has for it: `principal.id::<i64>()?`. Nobody in particular is 401, and a key
    /// that this type does not have is 403.
    pub fn id<T: FromQuery>(&self) -> Result<T, Problem> {
        let Some(id) = &self.id else {
            return Err(Problem::new(StatusCode::UNAUTHORIZED));
        };
        T::from_query(id).map_err(|wanted| {
            Problem::new(StatusCode::FORBIDDEN)
                .reason(format!("the key of whoever is asking {wanted}"))
        })
    }

    /// Whether they have a role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|one| one == role)
    }

    /// Whether they have one of these roles.
    pub fn has_any_role(&self, roles: &[&str]) -> bool {
        roles.iter().any(|role| self.has_role(role))
    }

    /// 403 for those who do not have a role: `principal.require("admin")?`.
    pub fn require(&self, role: &str) -> Result<(), Problem> {
        match self.has_role(role) {
            true => Ok(()),
            false => Err(Problem::new(StatusCode::FORBIDDEN)),
        }
    }

    /// 403 for those who have none of these roles.
    pub fn require_any(&self, roles: &[&str]) -> Result<(), Problem> {
        match self.has_any_role(roles) {
            true => Ok(()),
            false => Err(Problem::new(StatusCode::FORBIDDEN)),
        }
    }

    /// The rows of which they are the owner; none for nobody in particular, or with a key that this column cannot have.
    #[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
    pub fn owns<D, T, X, N>(&self, column: Column<D, T, X, N>) -> Filter<D, T>
    where
        D: Binds<X>,
        X: Comparable + FromQuery,
    {
        let id = self.id.as_deref();
        match id.and_then(|id| X::from_query(id).ok()) {
            Some(id) => column.eq(id),
            None => Filter::any([]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_type_that_the_database_has_for_it() {
        let mut principal = Principal {
            id: Some("7".to_owned()),
            roles: vec!["editor".to_owned()],
        };
        assert_eq!(principal.id::<i64>().unwrap(), 7);
        assert_eq!(principal.id::<String>().unwrap(), "7");
        principal.id = Some("seven".to_owned());
        assert_eq!(principal.id::<i64>().unwrap_err().status(), 403);
        principal.id = None;
        assert_eq!(principal.id::<i64>().unwrap_err().status(), 401);
        assert!(principal.require("editor").is_ok());
        assert_eq!(principal.require("edito").unwrap_err().status(), 403);
    }
}
