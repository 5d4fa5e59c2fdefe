//! A whole list as CSV (RFC 4180), in memory that does not grow with its rows.
//!
//! In: a selection, and how a row is shown. Out: an answer whose body is read a page of rows at a time, as its reader takes it:
//! no connection of the database is kept meanwhile. What fails behind the first page breaks the answer off, so that nobody
//! takes a part for the whole.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use serde::Serialize;

use crate::cursor::{Cursor, CursorPage};
use crate::error::{Error, Result};
use crate::filter::{Binds, Driver, Fetch, Select, Selectable};
use crate::http::problem::Problem;
use crate::observe::{Event, tell};
#[cfg(feature = "postgres")]
use crate::session::Session;

/// How many rows are read at a time.
const ROWS: u32 = 1000;

/// A column, by its key in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvColumn {
    /// Words that somebody wrote: what a spreadsheet would run has a `'` before it.
    Text(&'static str),
    /// Any other value, as JSON has it.
    Value(&'static str),
    /// JSON, as its text.
    Json(&'static str),
}

/// 200 with rows as CSV.
#[derive(Debug)]
pub struct Csv {
    /// `users`: the name of the file without its ending, as it may stand in an address.
    name: &'static str,
    body: Body,
}

/// Rows that are being sent.
struct Sending<D: Driver, T: Selectable<D>, F, A> {
    name: &'static str,
    db: F,
    select: Select<D, T>,
    answer: fn(T::Row) -> A,
    columns: &'static [CsvColumn],
    next: Next<T::Row>,
    #[cfg(feature = "postgres")]
    session: Option<Session>,
}

/// What is sent next.
enum Next<R> {
    /// The header, and a page that has been read already.
    First(CursorPage<R>),
    /// The page behind a place.
    Behind(Cursor),
    Nothing,
}

impl Csv {
    /// All rows of a selection, each as its answer shows it. More of them than `most` are refused before anything is sent.
    pub async fn of<D, T, F, A>(
        db: F,
        select: Select<D, T>,
        most: u32,
        name: &'static str,
        columns: &'static [CsvColumn],
        answer: fn(T::Row) -> A,
    ) -> Result<Csv, Problem>
    where
        D: Driver + Binds<i64>,
        T: Selectable<D> + Send + Sync + 'static,
        T::Row: Send + Sync,
        F: Fetch<D> + Send + 'static,
        A: Serialize + 'static,
    {
        if select.exceeds(&db, most).await? {
            let detail = format!(
                "There are more than {most} rows, which is the most at a time: ask for a part of them by conditions."
            );
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail(detail));
        }
        let select = select.limit(ROWS);
        let first = select.page(&db, None).await?;
        let sending = Sending {
            name,
            db,
            select,
            answer,
            columns,
            next: Next::First(first),
            #[cfg(feature = "postgres")]
            session: Session::of_request(),
        };
        let body = Body::from_stream(try_unfold(sending, Sending::go_on));
        Ok(Csv { name, body })
    }
}

impl<D, T, F, A> Sending<D, T, F, A>
where
    D: Driver + Binds<i64>,
    T: Selectable<D> + Send + Sync + 'static,
    F: Fetch<D>,
    A: Serialize,
{
    /// The next rows, and what is sent behind them.
    async fn go_on(mut self) -> Result<Option<(Bytes, Self)>> {
        let sent = self.send().await;
        if let Err(error) = &sent {
            let message = format!("the rows of {}.csv broke off: {error}", self.name);
            tell(Event::Warning { message: &message });
        }
        Ok(sent?.map(|text| (Bytes::from(text), self)))
    }

    async fn send(&mut self) -> Result<Option<String>> {
        let mut text = String::new();
        let page = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::First(page) => {
                write_header(self.columns, &mut text);
                page
            }
            Next::Behind(cursor) => self.page(&cursor).await?,
            Next::Nothing => return Ok(None),
        };
        if let Some(cursor) = page.next {
            self.next = Next::Behind(cursor);
        }
        for row in page.items {
            write_row(self.columns, &(self.answer)(row), &mut text)?;
        }
        Ok(Some(text))
    }

    /// Reads a page, behind what the request itself has written.
    async fn page(&self, cursor: &Cursor) -> Result<CursorPage<T::Row>> {
        let page = self.select.page(&self.db, Some(cursor));
        #[cfg(feature = "postgres")]
        if let Some(session) = &self.session {
            return session.within(page).await;
        }
        page.await
    }
}

fn write_header(columns: &[CsvColumn], out: &mut String) {
    for (at, column) in columns.iter().enumerate() {
        let (CsvColumn::Text(name) | CsvColumn::Value(name) | CsvColumn::Json(name)) = column;
        separate(at, out);
        quote(&harmless(name), out);
    }
    out.push_str("\r\n");
}

fn write_row<A: Serialize>(columns: &[CsvColumn], answer: &A, out: &mut String) -> Result<()> {
    let json = serde_json::to_string(answer).map_err(|error| unfit(&error))?;
    let values = members(&json);
    if values.len() != columns.len() {
        return Err(unfit(&"the answer has other keys"));
    }
    for (at, (column, json)) in columns.iter().zip(values).enumerate() {
        separate(at, out);
        write_value(*column, json, out)?;
    }
    out.push_str("\r\n");
    Ok(())
}

/// NULL is nothing, and an empty text is `""`.
fn write_value(column: CsvColumn, json: &str, out: &mut String) -> Result<()> {
    let is_text = json.starts_with('"') && !matches!(column, CsvColumn::Json(_));
    if json == "null" {
        return Ok(());
    }
    if !is_text {
        quote(json, out);
        return Ok(());
    }
    let text: String = serde_json::from_str(json).map_err(|error| unfit(&error))?;
    match column {
        CsvColumn::Text(_) => quote(&harmless(&text), out),
        CsvColumn::Value(_) | CsvColumn::Json(_) => quote(&text, out),
    }
    Ok(())
}

fn unfit(why: &dyn std::fmt::Display) -> Error {
    Error::Decode {
        column: "csv".to_owned(),
        message: why.to_string(),
    }
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
}

/// Spreadsheets run what begins like a formula.
fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn quote(text: &str, out: &mut String) {
    if !text.is_empty() && !text.contains([',', '"', '\r', '\n']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// The values of an object that serde has written, in order, as it has written them.
fn members(json: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let (mut depth, mut start) = (0_usize, None);
    let (mut in_text, mut is_escaped) = (false, false);
    for (at, byte) in json.bytes().enumerate() {
        if in_text {
            in_text = is_escaped || byte != b'"';
            is_escaped = !is_escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b':' if depth == 1 && start.is_none() => start = Some(at + 1),
            b'{' | b'[' => depth += 1,
            b',' | b'}' if depth == 1 => values.extend(start.take().map(|start| &json[start..at])),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    values
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        let name = self.name;
        let disposition = match name.contains('%') {
            true => format!("attachment; filename*=UTF-8''{name}.csv"),
            false => format!("attachment; filename=\"{name}.csv\""),
        };
        let mut response = self.body.into_response();
        let headers = response.headers_mut();
        let csv = HeaderValue::from_static("text/csv; charset=utf-8");
        headers.insert(CONTENT_TYPE, csv);
        // A segment of a path is ASCII, as a header must be.
        if let Ok(disposition) = HeaderValue::from_str(&disposition) {
            headers.insert(CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_cells() {
        let columns = [
            CsvColumn::Text("a"),
            CsvColumn::Value("b"),
            CsvColumn::Json("c"),
        ];
        let row = |a, b, c| {
            let mut out = String::new();
            let answer = json!({ "a": a, "b": b, "c": c });
            write_row(&columns, &answer, &mut out).expect("three values");
            out
        };
        assert_eq!(
            row(json!("x"), json!(1.5), json!("x")),
            "x,1.5,\"\"\"x\"\"\"\r\n"
        );
        assert_eq!(row(json!(null), json!(null), json!(null)), ",,\r\n");
        assert_eq!(
            row(json!(""), json!("-1.50"), json!([1])),
            "\"\",-1.50,[1]\r\n"
        );
        let wanted = "\"a,\"\"b\"\"\n\",\"[\"\"}\"\",2]\",\"{\"\"k,\"\":{\"\"l\"\":1}}\"\r\n";
        assert_eq!(
            row(json!("a,\"b\"\n"), json!(["}", 2]), json!({"k,": {"l": 1}})),
            wanted
        );
        for formula in ["=1+1", "+1", "-1", "@a", "\tx"] {
            assert_eq!(
                row(json!(formula), json!(true), json!(-1)),
                format!("'{formula},true,-1\r\n")
            );
        }
        assert_eq!(
            row(json!("\r="), json!("\\"), json!(1)),
            "\"'\r=\",\\,1\r\n"
        );
    }

    #[test]
    fn a_row_has_what_the_header_says() {
        let columns = [CsvColumn::Text("=a"), CsvColumn::Value("b,c")];
        let mut out = String::new();
        write_header(&columns, &mut out);
        assert_eq!(out, "'=a,\"b,c\"\r\n");
        let row = json!({ "a": 1 });
        assert!(write_row(&columns, &row, &mut out).is_err());
    }
}
