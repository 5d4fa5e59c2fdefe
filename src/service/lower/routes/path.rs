//! Paths of routes: literal segments and `{parameters}`.

use std::fmt;

/// `/users/{id}/posts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    segments: Vec<Segment>,
}

/// Between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// `users`
    Literal(String),
    /// `{id}`, without the braces.
    Param(String),
}

impl Path {
    /// Reads a path; the error says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Path, String> {
        let rest = text
            .strip_prefix('/')
            .ok_or_else(|| "it does not start with `/`".to_owned())?;
        let segments = rest
            .split('/')
            .map(segment)
            .collect::<Result<Vec<_>, _>>()?;
        let path = Path { segments };
        let mut names: Vec<&str> = path.params().collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(format!("`{{{}}}` is in it twice", pair[0])),
            None => Ok(path),
        }
    }

    /// The names of its parameters, in order.
    pub(super) fn params(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Param(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// What the router and the document tell apart: the path without the names of its parameters.
    pub(super) fn shape(&self) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{text}"),
                Segment::Param(_) => "/{}".to_owned(),
            })
            .collect()
    }

    /// The first literal.
    pub(super) fn first_literal(&self) -> Option<&str> {
        match self.segments.first() {
            Some(Segment::Literal(text)) => Some(text),
            _ => None,
        }
    }

    /// The literal of `other` that stands where this path has a parameter that `takes_any` text, if all the rest fits.
    pub(super) fn shadowed_by<'o>(
        &self,
        other: &'o Path,
        takes_any: impl Fn(&str) -> bool,
    ) -> Option<&'o str> {
        if self.segments.len() != other.segments.len() {
            return None;
        }
        let mut found = None;
        for (mine, theirs) in self.segments.iter().zip(&other.segments) {
            match (mine, theirs) {
                (Segment::Param(name), Segment::Literal(text)) if takes_any(name) => {
                    found = found.or(Some(text.as_str()));
                }
                (Segment::Param(_), Segment::Param(_)) => {}
                (mine, theirs) if mine == theirs => {}
                _ => return None,
            }
        }
        found
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => write!(f, "/{text}")?,
                Segment::Param(name) => write!(f, "/{{{name}}}")?,
            }
        }
        Ok(())
    }
}

fn segment(text: &str) -> Result<Segment, String> {
    if text.is_empty() {
        return Err("it has an empty segment or ends with `/`".to_owned());
    }
    if let Some(name) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        return if plain {
            Ok(Segment::Param(name.to_owned()))
        } else {
            Err(format!("`{text}` is not a parameter such as `{{id}}`"))
        };
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
    match text.chars().find(|c| !fits(*c)) {
        Some(':') => Err(format!(
            "parameters are written `{{{}}}`",
            text.trim_start_matches(':')
        )),
        Some(c) => Err(format!("`{c}` cannot stand in it")),
        None => Ok(Segment::Literal(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn paths_are_read_and_written() {
        let path = Path::parse("/users/{id}/newest-posts").expect("a path");
        assert_eq!(path.to_string(), "/users/{id}/newest-posts");
        assert_eq!(path.params().collect::<Vec<_>>(), ["id"]);
        assert_eq!(path.shape(), "/users/{}/newest-posts");
    }

    #[test]
    fn wrong_paths_say_why() {
        let why = |text: &str| Path::parse(text).expect_err("no path");
        assert_eq!(why("users"), "it does not start with `/`");
        assert_eq!(why("/users/"), "it has an empty segment or ends with `/`");
        assert_eq!(why("/users/:id"), "parameters are written `{id}`");
        assert_eq!(why("/a b"), "` ` cannot stand in it");
        assert_eq!(why("/{}"), "`{}` is not a parameter such as `{id}`");
        assert_eq!(why("/{a}/{a}"), "`{a}` is in it twice");
    }

    #[test]
    fn a_literal_shadows_a_text_key() {
        let item = Path::parse("/pages/{slug}").expect("a path");
        let route = Path::parse("/pages/newest").expect("a path");
        assert_eq!(item.shadowed_by(&route, |_| true), Some("newest"));
        assert_eq!(item.shadowed_by(&route, |_| false), None);
        let deeper = Path::parse("/pages/{slug}/newest").expect("a path");
        assert_eq!(item.shadowed_by(&deeper, |_| true), None);
    }
}
