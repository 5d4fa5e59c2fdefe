//! A page of a list as an answer, and where in a list a page starts.

use axum::http::header::LINK;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::cursor::Cursor;
use crate::error::Error;
use crate::http::answer::written;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::written_items::WrittenItems;

/// Where a page starts: behind a place in the list, else at its beginning, and a number of rows further.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The place, as the page before it has named it.
    pub cursor: Option<Cursor>,
    /// The number of rows.
    pub offset: u64,
}

/// 200 with a page: `{items, has_more, next_cursor?, total?}`.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// In the order that was asked for.
    items: Listing<T>,
    rest: Rest,
    next_page: Option<String>,
}

#[derive(Clone, Debug)]
enum Listing<T> {
    /// Answers, to be written.
    Answers(Vec<T>),
    /// What was written where the rows are.
    Written(WrittenItems),
}

/// What stands behind the items.
#[derive(Clone, Debug, Serialize)]
struct Rest {
    has_more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
}

impl Query {
    /// `cursor`, which the page before has named, and `offset`. A text that is no cursor names no page: 404.
    pub fn start(&mut self) -> Result<Start, Problem> {
        let offset = self.offset();
        let Some(text) = self.value::<String>("cursor") else {
            return Ok(Start {
                cursor: None,
                offset,
            });
        };
        let cursor = text.parse().map_err(|_| no_such_page())?;
        Ok(Start {
            cursor: Some(cursor),
            offset,
        })
    }

    /// `total=true`: the rows of all pages are counted.
    pub fn total(&mut self) -> bool {
        self.value("total").unwrap_or(false)
    }
}

impl Problem {
    /// The problem of a page that could not be read: a cursor of another list or another order names no page.
    pub fn of_page(error: Error) -> Self {
        match error {
            Error::InvalidValue(_) => no_such_page(),
            error => Problem::from(error),
        }
    }
}

fn no_such_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND).detail("The cursor is not one of this list in this order.")
}

impl<T> Listed<T> {
    /// A page, with the number of all rows where that was asked for. `uri` is that of the request.
    pub fn new(items: Vec<T>, next: Option<Cursor>, total: Option<i64>, uri: &Uri) -> Self {
        Listed::with(Listing::Answers(items), next, total, uri)
    }

    /// The same of items that are written already.
    pub fn written(
        items: WrittenItems,
        next: Option<Cursor>,
        total: Option<i64>,
        uri: &Uri,
    ) -> Self {
        Listed::with(Listing::Written(items), next, total, uri)
    }

    fn with(items: Listing<T>, next: Option<Cursor>, total: Option<i64>, uri: &Uri) -> Self {
        let next_cursor = next.map(|next| next.to_string());
        Listed {
            items,
            next_page: next_cursor.as_ref().map(|cursor| {
                let is_kept = |name: &str| name != "cursor" && name != "offset";
                with_parameter(uri, is_kept, "cursor", cursor)
            }),
            rest: Rest {
                has_more: next_cursor.is_some(),
                next_cursor,
                total,
            },
        }
    }

    /// The same of rows that have no key, so that a place in their list is a number. Where another page follows, `before` is the
    /// number of rows before this one.
    pub fn numbered(items: Vec<T>, before: Option<u64>, total: Option<i64>, uri: &Uri) -> Self {
        let next = before.map(|before| before + items.len() as u64);
        Listed {
            items: Listing::Answers(items),
            rest: Rest {
                has_more: next.is_some(),
                next_cursor: None,
                total,
            },
            next_page: next.map(|next| {
                let is_kept = |name: &str| name != "offset";
                with_parameter(uri, is_kept, "offset", &next.to_string())
            }),
        }
    }
}

/// The address of a request with another value of a parameter.
fn with_parameter(uri: &Uri, is_kept: impl Fn(&str) -> bool, name: &str, value: &str) -> String {
    let pairs = uri.query().unwrap_or_default().split('&');
    let kept = pairs.filter(|pair| {
        let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
        !pair.is_empty() && is_kept(name)
    });
    let query: String = kept.map(|pair| format!("{pair}&")).collect();
    format!("{}?{query}{name}={value}", uri.path())
}

impl<T: Serialize> IntoResponse for Listed<T> {
    fn into_response(self) -> Response {
        let next = self.next_page;
        let items = match self.items {
            Listing::Answers(answers) => WrittenItems::of(&answers),
            Listing::Written(items) => Ok(items),
        };
        let mut response = written(items.and_then(|items| items.with(&self.rest)));
        // An address that was asked for is ASCII, as a header must be.
        if let Some(link) =
            next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok())
            && response.status() == StatusCode::OK
        {
            response.headers_mut().insert(LINK, link);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_names_the_next_one() {
        let cursor = Cursor {
            order: 1,
            values: vec![None],
        };
        let text = cursor.to_string();
        let uri = "/api/posts?limit=1&cursor=old&name.in=a,b&offset=3"
            .parse()
            .unwrap();
        let listed = Listed::new(vec![1], Some(cursor), Some(7), &uri);
        let response = listed.into_response();
        assert_eq!(
            response.headers()[LINK],
            format!("</api/posts?limit=1&name.in=a,b&cursor={text}>; rel=\"next\"")
        );
        let body = format!(r#"{{"items":[1],"has_more":true,"next_cursor":"{text}","total":7}}"#);
        assert_eq!(text_of(response).await, body);
        let last = Listed::new(vec![1], None, None, &uri).into_response();
        assert!(!last.headers().contains_key(LINK));
        assert_eq!(text_of(last).await, r#"{"items":[1],"has_more":false}"#);
    }

    async fn text_of(response: Response) -> String {
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        String::from_utf8(body.unwrap().to_vec()).unwrap()
    }

    #[test]
    fn rows_without_a_key_go_on_by_number() {
        let uri = "/view".parse().unwrap();
        let listed = Listed::numbered(vec![1, 2], Some(4), None, &uri);
        let response = listed.into_response();
        assert_eq!(response.headers()[LINK], "</view?offset=6>; rel=\"next\"");
    }
}
