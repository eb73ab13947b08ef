//! From bytes to text, in the encodings that school systems and spreadsheets write.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;

/// How a file's letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first: Excel's “Unicode text”.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252: Excel's plain “CSV” in the West.
    Windows1252,
}

/// Stands where a letter could not be read.
pub(super) const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// The text, and how it was written. Line ends become `\n`. Never fails: where the encoding says nothing, it is
/// Windows-1252, in which every byte is a letter.
pub(super) fn decode(bytes: &[u8]) -> (String, Encoding) {
    let encoding = detect(bytes);
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes),
        Encoding::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0,
        Encoding::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0,
        Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    (text, encoding)
}

fn detect(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        return Encoding::Utf8;
    }
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Encoding::Utf16Be;
    }
    // In UTF-16 without a mark every second byte of English is zero; in the others none is.
    let start = bytes.get(..512).unwrap_or(bytes);
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 4 > start.len() && even * 4 < odd {
        return Encoding::Utf16Le;
    }
    if even * 4 > start.len() && odd * 4 < even {
        return Encoding::Utf16Be;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        // A UTF-8 file with a damaged byte or two is still one: more of its accented letters hold than not.
        Err(_) => {
            let text = String::from_utf8_lossy(bytes);
            let broken = text.chars().filter(|c| *c == UNREADABLE).count();
            let whole = text.chars().filter(|c| !c.is_ascii() && *c != UNREADABLE).count();
            if whole > broken { Encoding::Utf8 } else { Encoding::Windows1252 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool, end: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").encode_utf16().flat_map(end).collect()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "Forename,Surname\nZoë,Łukasz-O’Neill\n";
        assert_eq!(decode(text.as_bytes()), (text.to_owned(), Encoding::Utf8));
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()), (text.to_owned(), Encoding::Utf8));
        for mark in [true, false] {
            assert_eq!(decode(&utf16(text, mark, u16::to_le_bytes)), (text.to_owned(), Encoding::Utf16Le), "{mark}");
            assert_eq!(decode(&utf16(text, mark, u16::to_be_bytes)), (text.to_owned(), Encoding::Utf16Be), "{mark}");
        }
        let western = b"Forename,Surname\r\nZo\xeb,O\x92Neill\r\n";
        assert_eq!(decode(western), ("Forename,Surname\nZoë,O’Neill\n".to_owned(), Encoding::Windows1252));
    }

    #[test]
    fn one_damaged_byte_does_not_turn_a_whole_file_into_another_encoding() {
        let (text, encoding) = decode(b"Zo\xc3\xab,\xc5\x81ukasz\nAnn\xff,Lee\n");
        assert_eq!(encoding, Encoding::Utf8);
        assert_eq!(text, "Zoë,Łukasz\nAnn\u{fffd},Lee\n");
    }
}
