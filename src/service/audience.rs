//! Whom an operation is for.

use serde::Serialize;

/// Whom an operation is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody: `@public`.
    Public,
    /// Whoever has an identity.
    Identified,
    /// Whoever has one of these roles: `@role`.
    Roles(Vec<String>),
}

impl Audience {
    /// Whether all of these others belong to it.
    pub fn includes(&self, other: &Audience) -> bool {
        match (self, other) {
            (Audience::Public, _) | (Audience::Identified, Audience::Identified) => true,
            (Audience::Identified, Audience::Roles(_)) => true,
            (Audience::Roles(mine), Audience::Roles(others)) => {
                others.iter().all(|role| mine.contains(role))
            }
            (_, Audience::Public) | (Audience::Roles(_), Audience::Identified) => false,
        }
    }

    /// The roles of which one is needed; none where identity is enough, or not even that.
    pub fn roles(&self) -> &[String] {
        match self {
            Audience::Roles(roles) => roles,
            Audience::Public | Audience::Identified => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Audience;

    #[test]
    fn an_audience_includes_narrower_ones() {
        let roles =
            |roles: &[&str]| Audience::Roles(roles.iter().map(|role| (*role).to_owned()).collect());
        assert!(Audience::Public.includes(&Audience::Identified));
        assert!(Audience::Identified.includes(&roles(&["admin"])));
        assert!(!Audience::Identified.includes(&Audience::Public));
        assert!(!roles(&["admin"]).includes(&Audience::Identified));
        assert!(roles(&["admin", "editor"]).includes(&roles(&["editor"])));
        assert!(!roles(&["admin"]).includes(&roles(&["admin", "editor"])));
    }
}
