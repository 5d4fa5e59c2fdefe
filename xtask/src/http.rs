//! Just enough of HTTP/1.1 to ask a service on the loopback address.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// A service on a port of the loopback address.
#[derive(Clone, Copy)]
pub struct Client {
    /// The port.
    pub port: u16,
}

/// What the service answers.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers as they came.
    pub headers: String,
    /// The body; null without one.
    pub body: Value,
}

impl Client {
    /// GET.
    pub fn get(self, path: &str) -> Result<Answer, String> {
        self.request("GET", path, None)
    }

    /// GET, where only 200 will do.
    pub fn fetch(self, path: &str) -> Result<Value, String> {
        let answer = self.get(path)?;
        answer.expect(200, &format!("GET {path}"))
    }

    /// Any method, with a JSON body where there is one.
    pub fn request(self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, String> {
        self.send(method, path, body)
            .map_err(|error| format!("{method} {path}: {error}"))?
            .parse(method, path)
    }

    fn send(self, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<Raw> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if let Some(body) = body {
            let body = body.to_string();
            request.push_str(&format!(
                "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ));
        } else {
            request.push_str("\r\n");
        }
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(Raw(bytes))
    }
}

/// The bytes of an answer.
struct Raw(Vec<u8>);

impl Raw {
    fn parse(self, method: &str, path: &str) -> Result<Answer, String> {
        let text = String::from_utf8_lossy(&self.0);
        let broken = || format!("{method} {path}: not an HTTP answer: {text:?}");
        let (headers, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
        let status = headers
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .ok_or_else(broken)?;
        let body = match body {
            "" => Value::Null,
            _ => serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.to_owned())),
        };
        Ok(Answer {
            status,
            headers: headers.to_owned(),
            body,
        })
    }
}

impl Answer {
    /// The body, where the status is this one.
    pub fn expect(self, status: u16, what: &str) -> Result<Value, String> {
        if self.status == status {
            Ok(self.body)
        } else {
            Err(format!(
                "{what}: {} instead of {status}: {}",
                self.status, self.body
            ))
        }
    }
}

/// A value as it stands in a path or in a query string.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
