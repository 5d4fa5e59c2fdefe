//! Formats of texts: `@format email` and its like.
//!
//! In: a text of a body. Out: a violation where it is not of the format, in words for people. The patterns are those that the
//! document publishes.

use crate::violations::{Violations, patterns};

/// An e-mail address, as browsers take it in `<input type=email>`, without dots that begin, end or double.
pub const EMAIL: &str = "^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*\
    @[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

/// What stands before the `@` of an e-mail address has at most 64 characters.
pub const EMAIL_LOCAL: &str = "^[^@]{1,64}@";

/// A URI with its scheme (RFC 3986), whose host is no address in brackets.
pub const URI: &str = "^[a-zA-Z][a-zA-Z0-9+.-]*:\
    (//(([a-zA-Z0-9._~!$&'()*+,;=:-]|%[0-9a-fA-F]{2})*@)?([a-zA-Z0-9._~!$&'()*+,;=-]|%[0-9a-fA-F]{2})+(:[0-9]*)?(/([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})*)*\
    |/?([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})+(/([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})*)*)\
    (\\?([a-zA-Z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?(#([a-zA-Z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?$";

/// Words of small letters and digits with hyphens between them.
pub const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A telephone number with its country, as E.164 writes it.
pub const PHONE: &str = "^\\+[1-9][0-9]{1,14}$";

/// `#rgb` or `#rrggbb`.
pub const COLOR: &str = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$";

impl Violations {
    /// An e-mail address.
    pub fn email(&mut self, field: &str, value: &str) {
        let words = "must be an e-mail address";
        self.format(field, value, ("email", &[EMAIL, EMAIL_LOCAL]), words);
    }

    /// A URI with its scheme.
    pub fn uri(&mut self, field: &str, value: &str) {
        let words = "must be a URI with its scheme, such as https://example.org";
        self.format(field, value, ("uri", &[URI]), words);
    }

    /// Words with hyphens between them.
    pub fn slug(&mut self, field: &str, value: &str) {
        let words = "must be words of a-z and 0-9 with hyphens between them";
        self.format(field, value, ("slug", &[SLUG]), words);
    }

    /// A telephone number with its country.
    pub fn phone(&mut self, field: &str, value: &str) {
        let words = "must be a phone number with its country, such as +15550123456";
        self.format(field, value, ("phone", &[PHONE]), words);
    }

    /// A color.
    pub fn color(&mut self, field: &str, value: &str) {
        let words = "must be a color such as #336699";
        self.format(field, value, ("color", &[COLOR]), words);
    }

    fn format(
        &mut self,
        field: &str,
        value: &str,
        (code, all): (&'static str, &[&'static str]),
        words: &str,
    ) {
        if !all.iter().all(|pattern| patterns::is_match(pattern, value)) {
            self.push(field, code, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Violations, patterns};

    /// What is said of a value.
    fn said(check: fn(&mut Violations, &str, &str), value: &str) -> Option<(&'static str, String)> {
        let mut violations = Violations::new();
        check(&mut violations, "a", value);
        let first = violations.into_iter().next();
        first.map(|violation| (violation.code, violation.detail))
    }

    #[test]
    fn formats_are_told_in_words() {
        let wrong = said(Violations::email, "ada").expect("no address");
        assert_eq!(wrong, ("email", "must be an e-mail address".to_owned()));
        assert_eq!(said(Violations::email, "ada@example.org"), None);
        let with = |length: usize| format!("{}@example.org", "a".repeat(length));
        assert_eq!(said(Violations::email, &with(64)), None);
        assert_eq!(said(Violations::email, &with(65)), Some(wrong));
        assert_eq!(said(Violations::uri, "https://example.org/?a=b#c"), None);
        assert_eq!(said(Violations::slug, "first-steps"), None);
        assert_eq!(said(Violations::phone, "+15550123456"), None);
        assert_eq!(said(Violations::color, "#abc"), None);
        for (check, code) in [
            (Violations::uri as fn(&mut Violations, &str, &str), "uri"),
            (Violations::slug, "slug"),
            (Violations::phone, "phone"),
            (Violations::color, "color"),
        ] {
            assert_eq!(said(check, "no such thing").map(|said| said.0), Some(code));
        }
    }

    #[test]
    fn patterns_can_be_compiled() {
        for pattern in [
            super::EMAIL,
            super::EMAIL_LOCAL,
            super::URI,
            super::SLUG,
            super::PHONE,
            super::COLOR,
        ] {
            assert!(!patterns::is_match(pattern, "no such thing"), "{pattern}");
        }
    }
}
