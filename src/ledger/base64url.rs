//! base64url without padding (RFC 4648 §5), in its one canonical spelling.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The text of some bytes.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a text; `None` for padding, white space, characters outside the alphabet and for left-over bits that
/// are not zero (RFC 4648 §3.5), so that no two texts mean the same bytes.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Exactly `N` bytes, or `None`.
pub(crate) fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    decode(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_one_spelling_only() {
        assert_eq!(decode("AQ"), Some(vec![1]));
        for other in ["AR", "AQ=", "AQ==", "A", " AQ", "AQ\n", "+/", "A Q"] {
            assert_eq!(decode(other), None, "{other:?}");
        }
        assert_eq!(decode_array::<2>("AQ"), None);
        assert_eq!(encode([0xfb, 0xff]), "-_8");
    }
}
