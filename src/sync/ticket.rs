//! Enrolment tickets: an address and thirteen words. Whoever has them can enrol one kiosk, once, for some days.
//!
//! The words are 96 random bits and a check. They never travel. First the register proves that it knows them, over the
//! very TLS key that it answers with, so that the kiosk can pin that key; then the kiosk proves it (HMAC-SHA-256, RFC
//! 2104). Nobody in between can try words afterwards: there are 2^96.

use super::identity::RegisterPublic;
use crate::ledger::{PublicKey, base64url};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// How long a ticket is good for when nobody says otherwise, milliseconds: three days.
pub const TICKET_LIFETIME_MS: i64 = 3 * 24 * 60 * 60 * 1000;
/// The most bytes of an address.
const ADDRESS_AT_MOST: usize = 255;
/// Random bytes of a ticket.
const SECRET: usize = 12;
/// 256 short everyday words, one a byte.
const WORDS: &str = include_str!("../../assets/demo/words.txt");
const NAME: &[u8] = b"promise-tree/ticket/v1/name\n";
const CHECK: &[u8] = b"promise-tree/ticket/v1/check\n";
const BY_REGISTER: &[u8] = b"promise-tree/enrol/v1/register\n";
const BY_KIOSK: &[u8] = b"promise-tree/enrol/v1/kiosk\n";

/// Why a text is not a ticket.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// The first word is no address.
    #[error("a ticket begins with the register's address, for instance register.example:8443, and then has 13 words")]
    Address,
    /// Too few or too many words.
    #[error("a ticket has 13 words after the address; this has {0}")]
    Length(usize),
    /// A word that is not one of the list.
    #[error("word {0} of the ticket is none that tickets have; look at it again")]
    Word(usize),
    /// The last word does not fit the others.
    #[error("the ticket's words do not fit together; look at every one again, and at their order")]
    Check,
}

/// The secret of a ticket. Wiped from memory when dropped; not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct TicketSecret(Zeroizing<[u8; SECRET]>);

impl TicketSecret {
    /// From 12 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; SECRET]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes, for the register to keep while the ticket is good.
    #[must_use]
    pub fn bytes(&self) -> &[u8; SECRET] {
        &self.0
    }

    /// What the register finds the ticket by: 22 characters that tell nothing of the words.
    #[must_use]
    pub fn name(&self) -> String {
        let hash: [u8; 32] = Sha256::new().chain_update(NAME).chain_update(*self.0).finalize().into();
        base64url::encode(hash.first_chunk::<16>().copied().unwrap_or_default())
    }

    /// The register's proof to the kiosk: it knows the words, its TLS key is the one with this SHA-256 over its
    /// SubjectPublicKeyInfo, and its own key is this.
    #[must_use]
    pub fn by_register(&self, nonce: &[u8; 16], tls_key: &[u8; 32], register: &RegisterPublic) -> [u8; 32] {
        self.mac(&[BY_REGISTER, nonce, tls_key, &register.to_bytes()])
    }

    /// The kiosk's proof to the register.
    #[must_use]
    pub fn by_kiosk(&self, tls_key: &[u8; 32], register: &RegisterPublic, kiosk: &PublicKey) -> [u8; 32] {
        self.mac(&[BY_KIOSK, tls_key, &register.to_bytes(), &kiosk.to_bytes()])
    }

    fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        #[allow(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104 §2)")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("a key of any length");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }

    fn check_byte(&self) -> u8 {
        let hash: [u8; 32] = Sha256::new().chain_update(CHECK).chain_update(*self.0).finalize().into();
        hash.first().copied().unwrap_or_default()
    }
}

impl fmt::Debug for TicketSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketSecret({})", self.name())
    }
}

/// Whether two proofs are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same_proof(given: &[u8], expected: &[u8; 32]) -> bool {
    given.len() == expected.len() && given.iter().zip(expected).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// A whole ticket: where to go and the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Host and port, for instance `register.example:8443` or `10.0.3.7:8443`.
    pub address: String,
    /// What the words stand for.
    pub secret: TicketSecret,
}

impl Ticket {
    /// Reads what was typed or what a ticket's file holds. Case, line breaks and further spaces do not matter.
    ///
    /// # Errors
    /// [`TicketError`].
    pub fn parse(text: &str) -> Result<Self, TicketError> {
        let mut words = text.split_whitespace();
        let address = words.next().filter(|address| is_address(address)).ok_or(TicketError::Address)?;
        let words: Vec<&str> = words.collect();
        if words.len() != SECRET + 1 {
            return Err(TicketError::Length(words.len()));
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(words.len()));
        for (nth, word) in (1..).zip(&words) {
            bytes.push(byte(&word.to_lowercase()).ok_or(TicketError::Word(nth))?);
        }
        let (secret, check) = bytes.split_first_chunk::<SECRET>().ok_or(TicketError::Length(words.len()))?;
        let secret = TicketSecret::new(*secret);
        if check != [secret.check_byte()] {
            return Err(TicketError::Check);
        }
        Ok(Self { address: address.to_lowercase(), secret })
    }

    /// As it is shown once, printed, or kept on a stick: one line.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(512));
        text.push_str(&self.address);
        for byte in self.secret.bytes().iter().copied().chain([self.secret.check_byte()]) {
            text.push(' ');
            text.push_str(WORDS.lines().nth(usize::from(byte)).unwrap_or_default());
        }
        text
    }
}

/// How many words a ticket has after its address.
pub const WORDS_OF_A_TICKET: usize = SECRET + 1;

/// The words that tickets have and that begin so, in the order of the alphabet.
pub fn words_that_begin(with: &str) -> impl Iterator<Item = &'static str> {
    let with = with.to_lowercase();
    WORDS.lines().filter(move |word| word.starts_with(&with))
}

/// Whether tickets have this word.
#[must_use]
pub fn is_word(word: &str) -> bool {
    byte(&word.to_lowercase()).is_some()
}

fn byte(word: &str) -> Option<u8> {
    WORDS.lines().position(|known| known == word).and_then(|place| u8::try_from(place).ok())
}

/// `host:port`, where a host is a name, an IPv4 address or an IPv6 address in brackets.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    let name = |host: &str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
    };
    let six = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host = six.map_or_else(|| name(host), |six| six.parse::<std::net::Ipv6Addr>().is_ok());
    host && port && text.len() <= ADDRESS_AT_MOST
}

#[cfg(test)]
mod tests {
    use super::super::identity::RegisterKey;
    use super::*;
    use crate::ledger::KioskKey;

    fn ticket() -> Ticket {
        Ticket {
            address: "register.example:8443".into(),
            secret: TicketSecret::new([0, 255, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        }
    }

    #[test]
    fn a_ticket_can_be_typed_in_again_however_it_is_laid_out() {
        let text = ticket().to_text();
        assert_eq!(text.split(' ').count(), 14);
        assert_eq!(Ticket::parse(&text), Ok(ticket()));
        assert_eq!(Ticket::parse(&format!(" {}\n", text.replace(' ', "\r\n  ").to_uppercase())), Ok(ticket()));
    }

    #[test]
    fn a_slip_is_named() {
        let text = ticket().to_text();
        let words: Vec<&str> = text.split(' ').collect();
        let with = |place: usize, word: &str| {
            let mut words = words.clone();
            words[place] = word;
            Ticket::parse(&words.join(" "))
        };
        assert_eq!(with(3, "xylophone"), Err(TicketError::Word(3)));
        assert_eq!(with(3, words[4]), Err(TicketError::Check));
        assert_eq!(with(0, "register.example"), Err(TicketError::Address));
        assert_eq!(Ticket::parse(&words[..13].join(" ")), Err(TicketError::Length(12)));
        assert_eq!(Ticket::parse(""), Err(TicketError::Address));
    }

    #[test]
    fn an_address_is_a_host_and_a_port() {
        for good in ["a:1", "register.example:8443", "10.0.3.7:443", "[::1]:8443", "[fe80::1]:1"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "a:", ":1", "a:0", "a:65536", "::1", "[::1]", "[x]:1", "a/b:1", "user@a:1", "a:+1"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_proof_holds_for_one_ticket_one_tls_key_one_register_one_kiosk() {
        let secret = ticket().secret;
        let (register, kiosk) = (RegisterKey::from_seed([1; 32]).public(), KioskKey::from_seed([2; 32]).public());
        let proof = secret.by_register(&[1; 16], &[2; 32], &register);
        assert!(same_proof(&proof, &secret.by_register(&[1; 16], &[2; 32], &register)));
        let other = TicketSecret::new([9; 12]);
        for wrong in [
            other.by_register(&[1; 16], &[2; 32], &register),
            secret.by_register(&[3; 16], &[2; 32], &register),
            secret.by_register(&[1; 16], &[3; 32], &register),
            secret.by_register(&[1; 16], &[2; 32], &RegisterKey::from_seed([3; 32]).public()),
            secret.by_kiosk(&[2; 32], &register, &kiosk),
        ] {
            assert!(!same_proof(&wrong, &proof));
        }
        assert!(!same_proof(&proof[..31], &proof));
        assert_ne!(secret.name(), other.name());
        assert_eq!(secret.name().len(), 22);
        let shown = format!("{:?}", ticket());
        assert!(!shown.contains("255"), "{shown}");
    }
}
