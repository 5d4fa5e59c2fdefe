//! Numbers as sixteen digits, without the machinery that formats anything.

/// The digits of a number, the highest first.
pub(super) fn digits(number: u64) -> [u8; 16] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    std::array::from_fn(|at| DIGITS[(number >> (60 - 4 * at)) as usize & 15])
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_are_those_that_formatting_gives() {
        for number in [0, 1, 0x0123_4567_89ab_cdef, u64::MAX] {
            let formatted = format!("{number:016x}");
            assert_eq!(super::digits(number), formatted.as_bytes());
        }
    }
}
