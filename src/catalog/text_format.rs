//! What `@format` can say of the texts of a column.
//!
//! In: nothing but the names of formats. Out: for each its words, its patterns, and whether a text is of it. The patterns are of
//! the portable subset ([`super::pattern`]), so that the document alone proves a text wrong; the runtime has the same ones.

use serde::Serialize;

/// A format of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// An e-mail address, as browsers take it in `<input type=email>`, without dots that begin, end or double.
    Email,
    /// A URI with its scheme (RFC 3986).
    Uri,
    /// Words of small letters and digits with hyphens between them.
    Slug,
    /// A telephone number with its country, as E.164 writes it.
    Phone,
    /// `#rgb` or `#rrggbb`.
    Color,
    /// Text that is shown as Markdown.
    Markdown,
    /// A secret that people type.
    Password,
}

/// Words with dots between them, and labels of at most 63 characters.
const EMAIL: &str = "^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*\
    @[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";
/// What stands before the `@` has at most 64 characters, as mail servers and readers of the document have it: one pattern cannot count
/// them and part them by dots.
const EMAIL_LOCAL: &str = "^[^@]{1,64}@";
/// A scheme, and a host with a path, or a path; a host is no address in brackets.
const URI: &str = "^[a-zA-Z][a-zA-Z0-9+.-]*:\
    (//(([a-zA-Z0-9._~!$&'()*+,;=:-]|%[0-9a-fA-F]{2})*@)?([a-zA-Z0-9._~!$&'()*+,;=-]|%[0-9a-fA-F]{2})+(:[0-9]*)?(/([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})*)*\
    |/?([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})+(/([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})*)*)\
    (\\?([a-zA-Z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?(#([a-zA-Z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?$";
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const PHONE: &str = "^\\+[1-9][0-9]{1,14}$";
const COLOR: &str = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$";

impl TextFormat {
    /// All of them, in the order in which help names them.
    pub const ALL: [TextFormat; 7] = [
        TextFormat::Email,
        TextFormat::Uri,
        TextFormat::Slug,
        TextFormat::Phone,
        TextFormat::Color,
        TextFormat::Markdown,
        TextFormat::Password,
    ];

    /// The word for it in the tag, which is also the code of a violation.
    pub fn name(self) -> &'static str {
        match self {
            TextFormat::Email => "email",
            TextFormat::Uri => "uri",
            TextFormat::Slug => "slug",
            TextFormat::Phone => "phone",
            TextFormat::Color => "color",
            TextFormat::Markdown => "markdown",
            TextFormat::Password => "password",
        }
    }

    /// One such text, in words; none where any text is one.
    pub fn noun(self) -> Option<&'static str> {
        match self {
            TextFormat::Email => Some("an e-mail address"),
            TextFormat::Uri => Some("a URI with its scheme"),
            TextFormat::Slug => Some("words of a-z and 0-9 with hyphens between them"),
            TextFormat::Phone => Some("a phone number such as +15550123456"),
            TextFormat::Color => Some("a color such as #336699"),
            TextFormat::Markdown | TextFormat::Password => None,
        }
    }

    /// The regular expressions that all of its texts match, and no others match all of; none where any text is one. The first has
    /// explicit characters alone.
    pub fn patterns(self) -> &'static [&'static str] {
        match self {
            TextFormat::Email => &[EMAIL, EMAIL_LOCAL],
            TextFormat::Uri => &[URI],
            TextFormat::Slug => &[SLUG],
            TextFormat::Phone => &[PHONE],
            TextFormat::Color => &[COLOR],
            TextFormat::Markdown | TextFormat::Password => &[],
        }
    }

    /// Whether not every text is of it.
    pub fn is_rule(self) -> bool {
        !self.patterns().is_empty()
    }

    /// What the document calls it in `format`; none where its readers know no word for it.
    pub fn documented(self) -> Option<&'static str> {
        match self {
            TextFormat::Email | TextFormat::Uri | TextFormat::Markdown | TextFormat::Password => {
                Some(self.name())
            }
            TextFormat::Slug | TextFormat::Phone | TextFormat::Color => None,
        }
    }

    /// The most characters of such a text, where that is more than the pattern says: what mail can be sent to.
    pub fn max_length(self) -> Option<u32> {
        (self == TextFormat::Email).then_some(254)
    }

    /// A text of it for examples.
    pub fn sample(self) -> Option<&'static str> {
        match self {
            TextFormat::Email => Some("ada@example.org"),
            TextFormat::Uri => Some("https://example.org/ada"),
            TextFormat::Slug => Some("first-steps"),
            TextFormat::Phone => Some("+15550123456"),
            TextFormat::Color => Some("#336699"),
            TextFormat::Markdown | TextFormat::Password => None,
        }
    }

    /// Whether a text is of it: whether its patterns match.
    pub fn holds(self, text: &str) -> bool {
        match self {
            TextFormat::Email => is_email(text),
            TextFormat::Uri => is_uri(text),
            TextFormat::Slug => text.split('-').all(|word| {
                let is_small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                !word.is_empty() && word.bytes().all(is_small)
            }),
            TextFormat::Phone => text.strip_prefix('+').is_some_and(|digits| {
                !digits.starts_with('0') && (2..=15).contains(&digits.len()) && is_number(digits)
            }),
            TextFormat::Color => text.strip_prefix('#').is_some_and(|digits| {
                matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }),
            TextFormat::Markdown | TextFormat::Password => true,
        }
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    let is_in_word =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_in_word);
    let is_label = |label: &str| {
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.split_once('@').is_some_and(|(local, domain)| {
        local.len() <= 64 && local.split('.').all(is_word) && domain.split('.').all(is_label)
    })
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_path = |path: &str| path.split('/').all(|segment| is_of_uri(segment, ":@"));
    let is_place = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
            is_authority(authority) && is_path(path)
        }
        None => {
            let path = rest.strip_prefix('/').unwrap_or(rest);
            !path.is_empty() && !path.starts_with('/') && is_path(path)
        }
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_in_scheme)
        && is_place
        && is_of_uri(query, ":@/?")
        && is_of_uri(fragment, ":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    is_of_uri(user, ":") && !host.is_empty() && is_of_uri(host, "") && is_number(port)
}

/// Whether a part of a URI has only what may stand everywhere, or in this part.
fn is_of_uri(part: &str, others: &str) -> bool {
    let is_hex = |text: Option<&str>| {
        text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '%' if is_hex(rest.get(1..3)) => 3,
            first if first.is_ascii_alphanumeric() => 1,
            first if "._~!$&'()*+,;=-".contains(first) || others.contains(first) => 1,
            _ => return false,
        };
        rest = &rest[length..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::TextFormat;
    use crate::catalog::pattern::is_portable;

    const TEXTS: &[&str] = &[
        "",
        "ada@example.org",
        "a@b",
        "a@b.",
        "a@-b",
        "a@b-.c",
        "a@b@c",
        "a b@c",
        "o'hara+x@mail.example",
        "\u{e4}@example.org",
        "ada@example.org\n",
        "https://example.org/ada?x=1#top",
        "https://[::1]:8080/",
        "https://[]/",
        "https://[x]/",
        "http:",
        "http:#a",
        "mailto:ada@example.org",
        "//example.org",
        "1a:b",
        "a:b c",
        "a:%2f",
        "a:%2",
        "a:%\u{e4}",
        "a:b#c#d",
        "a:b#[",
        ".ada@example.org",
        "a..b@example.org",
        "a.b@example.org",
        "ada.@example.org",
        "https://ada:x@example.org:80/a//b",
        "https://a@b@c/",
        "https://a:b/",
        "https://a:1:2/",
        "https:///a",
        "https://",
        "a:/b",
        "a://b",
        "a:/",
        "a:b//c",
        "a:?b",
        "a:b?c?d/e",
        "w:[9]Cx#",
        "first-steps",
        "first--steps",
        "-first",
        "First",
        "first-",
        "7",
        "+15550123456",
        "+1",
        "+12",
        "+05550123456",
        "15550123456",
        "+1555012345678901",
        "#fff",
        "#FFFFFF",
        "#ffff",
        "fff",
        "#ggg",
    ];

    #[test]
    fn patterns_are_portable_and_say_what_holds() {
        let label = format!("a@{}", "b".repeat(64));
        let local = format!("{}@b", "a".repeat(65));
        let dotted = format!("{}a@b", "a.".repeat(32));
        for format in TextFormat::ALL {
            if !format.is_rule() {
                assert!(format.holds("anything") && format.sample().is_none());
                continue;
            }
            let regexes = format.patterns().iter().map(|pattern| {
                assert!(is_portable(pattern), "{pattern}");
                regex::Regex::new(pattern).expect("a regular expression")
            });
            let regexes = regexes.collect::<Vec<_>>();
            let edges = [&*label, &label[..65], &local, &local[1..], &dotted];
            for text in TEXTS.iter().copied().chain(edges) {
                let name = format.name();
                let matches = regexes.iter().all(|regex| regex.is_match(text));
                assert_eq!(matches, format.holds(text), "{name}: {text:?}");
            }
            assert!(format.sample().is_some_and(|text| format.holds(text)));
        }
    }

    #[test]
    fn an_address_has_64_characters_before_its_at() {
        let holds = |local: &str| TextFormat::Email.holds(&format!("{local}@example.org"));
        assert!(holds(&"a".repeat(64)));
        assert!(!holds(&"a".repeat(65)));
        assert!(holds(&format!("{}aa", "a.".repeat(31))));
        assert!(!holds(&format!("{}a", "a.".repeat(32))));
    }
}
