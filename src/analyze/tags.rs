//! What the tags of a query say.
//!
//! In: the tags as written. Out: [`QueryTags`], types for parameters, and which of them are optional.

use super::context::Analyzer;
use super::{QueryTags, Route};
use crate::catalog::{Named, query_role};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{PlaceholderName, Tag};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Analyzer<'_> {
    /// Reads the tags that must be known before the expressions are.
    pub(super) fn tags(&mut self) -> QueryTags {
        let mut tags = QueryTags::default();
        let statement = self.statement;
        for tag in &statement.comments.tags {
            match tag.name.as_str() {
                "route" => tags.route = self.route(tag),
                "expose" => {
                    let words = words(tag).into_iter();
                    tags.expose.extend(words.map(|(word, _)| word.to_owned()));
                }
                "public" => tags.public = self.public_tag(tag),
                "role" => match query_role(tag) {
                    Ok(role) => tags.role = Some(role),
                    Err(diagnostic) => self.diagnostics.push(diagnostic),
                },
                "returns" => tags.returns = self.shape_tag(tag),
                "body" => tags.body = self.shape_tag(tag),
                "param" => self.param_tag(tag),
                "optional" => self.optional_tag(tag),
                _ => {}
            }
        }
        tags
    }

    fn route(&mut self, tag: &Tag) -> Option<Route> {
        let mut parts = tag.args.split_whitespace();
        let (method, path) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let at = if tag.args.is_empty() {
            tag.name_span
        } else {
            tag.args_span
        };
        let upper = method.to_uppercase();
        if !METHODS.contains(&upper.as_str()) {
            let mut diagnostic =
                Diagnostic::error("bad-route", format!("`{method}` is not a method"))
                    .at(at, "write METHOD /path");
            diagnostic = match nearest(method, METHODS) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("for example: @route GET /users/{id}/posts"),
            };
            self.diagnostics.push(diagnostic);
            return None;
        }
        if !path.starts_with('/') || parts.next().is_some() {
            self.diagnostics.push(
                Diagnostic::error(
                    "bad-route",
                    "a route is a method and a path that starts with `/`",
                )
                .at(at, "not a path")
                .help("for example: @route GET /users/{id}/posts"),
            );
            return None;
        }
        Some(Route {
            method: upper,
            path: path.to_owned(),
            span: at,
        })
    }

    /// `@public` stands alone.
    fn public_tag(&mut self, tag: &Tag) -> Option<Span> {
        if !tag.args.is_empty() {
            self.error(
                "bad-tag",
                "@public takes nothing above a query",
                tag.args_span,
                "leave this out",
            );
        }
        Some(tag.span)
    }

    /// `@returns UserCard`, `@body SignUp`.
    fn shape_tag(&mut self, tag: &Tag) -> Option<Named> {
        if crate::config::is_name(&tag.args) {
            return Some(Named {
                name: tag.args.clone(),
                span: tag.span,
            });
        }
        self.error(
            "bad-tag",
            format!("@{} takes the name of a shape", tag.name),
            tag.span,
            "which shape?",
        );
        None
    }

    /// `@param name type`.
    fn param_tag(&mut self, tag: &Tag) {
        let Some((name, text)) = tag.args.split_once(char::is_whitespace) else {
            self.error(
                "bad-tag",
                "@param takes a name and a type",
                tag.span,
                "write @param name type",
            );
            return;
        };
        let Some(param) = self.named_param(name, tag.args_span) else {
            return;
        };
        let data_type = match crate::syntax::parse_type(text.trim(), self.dialect()) {
            Ok(data_type) => data_type,
            Err(message) => {
                self.error("unknown-type", message, tag.args_span, "not a type");
                return;
            }
        };
        let found = self.dialect().parameter_type(self.catalog, &data_type);
        if let Some(ty) = self.known_type(found, tag.args_span) {
            let state = &mut self.params.list[param];
            state.ty = Some(ty);
            state.decided = Some(tag.args_span);
            state.told = true;
        }
    }

    fn optional_tag(&mut self, tag: &Tag) {
        let names = words(tag);
        if names.is_empty() {
            self.error(
                "bad-tag",
                "@optional takes the names of parameters",
                tag.span,
                "which parameter?",
            );
        }
        for (name, at) in names {
            if let Some(param) = self.named_param(name, at) {
                self.params.list[param].optional = true;
            }
        }
    }

    fn named_param(&mut self, name: &str, at: Span) -> Option<usize> {
        let bare = name.trim_start_matches(['@', ':', '$']);
        let number = bare.parse::<u32>().ok();
        let found = self.params.list.iter().position(|param| match &param.name {
            PlaceholderName::Named(own) => own == bare,
            PlaceholderName::Numbered(own) => Some(*own) == number,
            PlaceholderName::Anonymous => false,
        });
        if found.is_none() {
            let names: Vec<String> = self
                .params
                .list
                .iter()
                .filter_map(|param| match &param.name {
                    PlaceholderName::Named(name) => Some(name.clone()),
                    _ => None,
                })
                .collect();
            let mut diagnostic = Diagnostic::error(
                "unknown-parameter",
                format!("the query has no parameter `{bare}`"),
            )
            .at(at, "unknown parameter");
            if let Some(near) = nearest(bare, names.iter().map(String::as_str)) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
        found
    }
}

/// The words of a comma-separated list, each with its place.
pub(super) fn words(tag: &Tag) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for piece in tag.args.split(',') {
        let word = piece.trim();
        let start = tag.args_span.start + offset + (piece.len() - piece.trim_start().len());
        if !word.is_empty() {
            found.push((
                word,
                Span::new(tag.args_span.file, start, start + word.len()),
            ));
        }
        offset += piece.len() + 1;
    }
    found
}
