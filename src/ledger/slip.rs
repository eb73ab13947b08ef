//! A slip: one statement as a short text that fits a QR code, with all that it takes to check it without a network.
//!
//! `PROTOCOL.md` states the bytes. Letters and digits only: they survive scanners, e-mail and being read out, and a QR
//! code packs them closer than bytes. Four bytes of a hash tell a text that was copied wrongly from one that was forged. The statement's own bytes come back exactly as they were signed.

use super::base64url;
use super::disclosure::SdClaim;
use super::error::StatementError;
use super::key::{KeyError, PublicKey};
use super::statement::Statement;
use data_encoding::BASE32_NOPAD;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

/// What every slip begins with; the digit is its format.
pub const SLIP_BEGINS: &str = "PT1";

/// What a slip shows of the people in its statement: what the family's sheet says in words anyway. Neither the pupil's
/// identifier nor the mark.
const SHOWN: [SdClaim; 4] = [SdClaim::PupilName, SdClaim::Class, SdClaim::Witness, SdClaim::Helper];

const KEY: usize = 32;
const SIGNATURE: usize = 64;
const CHECK: usize = 4;
/// The most bytes that a slip's packed part unpacks to, dictionary aside.
const PLAIN_AT_MOST: usize = 65_535;

/// What the packed part is packed against: the words of any statement, those that stand nearest to its beginning last.
const DICTIONARY: &[u8] = b"absentleftunabledeclinednot-yetnot-sureagreed-with-help\0\
[\"\",\"helper\",null]\0\
[\"\",\"witness\",{\"id\":\"\",\"name\":\"Mr Mrs Ms Miss \"}]\0\
[\"\",\"class\",{\"id\":\"\",\"name\":\"\"}]\0\
[\"\",\"pupil_name\",\"\"]\0\
{\"alg\":\"EdDSA\",\"typ\":\"promise-statement+sd-jwt\",\"kid\":\"\"}\0\
{\"iss\":\"\",\"v\":1,\"kind\":\"outcome\",\"seq\":,\"prev\":\"\",\"school\":\"\",\"session\":\"\",\
\"agreement\":{\"id\":\"ks1-pupils\",\"version\":1,\"fingerprint\":\"\",\"language\":\"en-GB\"},\"outcome\":\"agreed\",\
\"answers\":[{\"rule\":\"ks1.\",\"answer\":\"promised\"},{\"rule\":\"ks2.\",\"answer\":\"promised\"}],\
\"wall_ms\":17,\"monotonic_ms\":,\"_sd_alg\":\"sha-256\",\"_sd\":[\"\",\"\",\"\",\"\",\"\",\"\"]}\0[\"";

/// Why a text is not a slip, or not one to be believed. No message holds a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlipError {
    /// It does not begin as slips do.
    #[error("this is not the text of a sheet's code: that begins with “{SLIP_BEGINS}”; scan the code again")]
    NoSlip,
    /// A later format.
    #[error("this code is of a newer kind than this program knows; update the program")]
    Newer,
    /// A letter lost, altered or added.
    #[error("the code's text is not whole: a letter was lost, added or altered on its way; scan the code again")]
    Damaged,
    /// Not a key that a kiosk has.
    #[error("the code holds no usable key ({0}); it was altered or damaged: scan it again")]
    Key(#[from] KeyError),
    /// What it holds is not what a kiosk signed.
    #[error("what the code says was not signed so: {0}")]
    Statement(#[from] StatementError),
}

/// One statement that its kiosk signed, showing no more than a family's sheet does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    key: PublicKey,
    statement: Statement,
}

impl Slip {
    /// Of a statement that this key signed.
    ///
    /// # Errors
    /// [`StatementError`] where it did not.
    pub fn of(key: PublicKey, statement: &Statement) -> Result<Self, StatementError> {
        statement.check(&key)?;
        Ok(Self { key, statement: statement.keeping(&SHOWN) })
    }

    /// The kiosk's key. Whether it is the school's kiosk, only the school can say.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The statement, with what it shows.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// As text: `PT1` and capital letters and digits (RFC 4648 §6, without padding).
    ///
    /// # Errors
    /// [`SlipError::Damaged`] where it would be longer than anybody could read back.
    pub fn write(&self) -> Result<String, SlipError> {
        let mut parts = self.statement.jwt().split('.').chain(self.statement.disclosures().iter().map(String::as_str));
        let mut part = || parts.next().and_then(base64url::decode).ok_or(SlipError::Damaged);
        let (header, payload, signature) = (part()?, part()?, part()?);
        let mut plain = header;
        plain.push(0);
        plain.extend(payload);
        for disclosure in parts {
            plain.push(0);
            plain.extend(base64url::decode(disclosure).ok_or(SlipError::Damaged)?);
        }
        let mut body = self.key.to_bytes().to_vec();
        body.extend(signature);
        body.extend(pack(&plain).ok_or(SlipError::Damaged)?);
        body.extend(check(&body));
        Ok(format!("{SLIP_BEGINS}{}", BASE32_NOPAD.encode(&body)))
    }

    /// Reads a text back and checks all of it: form, disclosures, kiosk, signature. White space does not count.
    ///
    /// # Errors
    /// [`SlipError`] says what is wrong.
    pub fn read(text: &str) -> Result<Self, SlipError> {
        let text: String = text.trim_start_matches('\u{feff}').split_ascii_whitespace().collect();
        let Some(code) = text.strip_prefix(SLIP_BEGINS) else {
            let newer = text.strip_prefix("PT").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            return Err(if newer { SlipError::Newer } else { SlipError::NoSlip });
        };
        let body = BASE32_NOPAD.decode(code.as_bytes()).map_err(|_| SlipError::Damaged)?;
        let (body, sum) = body.split_last_chunk::<CHECK>().ok_or(SlipError::Damaged)?;
        if *sum != check(body) {
            return Err(SlipError::Damaged);
        }
        let (key, rest) = body.split_first_chunk::<KEY>().ok_or(SlipError::Damaged)?;
        let (signature, packed) = rest.split_first_chunk::<SIGNATURE>().ok_or(SlipError::Damaged)?;
        let plain = unpack(packed).ok_or(SlipError::Damaged)?;
        let mut parts = plain.split(|byte| *byte == 0).map(base64url::encode);
        let (Some(header), Some(payload)) = (parts.next(), parts.next()) else { return Err(SlipError::Damaged) };
        let key = PublicKey::from_bytes(key)?;
        let jwt = format!("{header}.{payload}.{}", base64url::encode(signature));
        let statement = Statement::from_parts(&jwt, &parts.collect::<Vec<_>>())?;
        statement.check(&key)?;
        Ok(Self { key, statement })
    }
}

/// The first bytes of SHA-256 over all before them.
fn check(body: &[u8]) -> [u8; CHECK] {
    let hash: [u8; 32] = Sha256::digest(body).into();
    hash.first_chunk().copied().unwrap_or_default()
}

/// Whether a text wants to be a slip, also one of a later format.
#[must_use]
pub fn looks_like_a_slip(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.strip_prefix("PT").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Raw DEFLATE (RFC 1951) with the dictionary before it: what a compressor says after a flush that followed the dictionary.
fn pack(plain: &[u8]) -> Option<Vec<u8>> {
    let mut compress = Compress::new(Compression::best(), false);
    let room = |bytes: &[u8]| Vec::with_capacity(2 * bytes.len() + 256);
    let mut before = room(DICTIONARY);
    compress.compress_vec(DICTIONARY, &mut before, FlushCompress::Sync).ok()?;
    let mut packed = room(plain);
    let status = compress.compress_vec(plain, &mut packed, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd && plain.len() <= PLAIN_AT_MOST).then_some(packed)
}

/// The other way round: the dictionary goes in as a stored block, and comes out before the rest.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(DICTIONARY.len()).ok()?;
    let mut whole = vec![0];
    whole.extend(length.to_le_bytes());
    whole.extend((!length).to_le_bytes());
    whole.extend(DICTIONARY);
    whole.extend(packed);
    let mut decompress = Decompress::new(false);
    let mut plain = Vec::with_capacity(DICTIONARY.len() + PLAIN_AT_MOST);
    let status = decompress.decompress_vec(&whole, &mut plain, FlushDecompress::Finish).ok()?;
    let all = status == Status::StreamEnd && decompress.total_in() == whole.len() as u64;
    all.then(|| plain.split_off(DICTIONARY.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_less_than_all_of_it_does_not() {
        for plain in [&b""[..], b"{\"alg\":\"EdDSA\"", &[0, 255, 0, 7].repeat(900)[..]] {
            let packed = pack(plain).unwrap();
            assert_eq!(unpack(&packed).as_deref(), Some(plain));
            assert_eq!(unpack(&packed[..packed.len() - 1]), None);
            assert_eq!(unpack(&[&packed[..], b"x"].concat()), None, "nothing may follow");
        }
        assert!(pack(&vec![7; PLAIN_AT_MOST + 1]).is_none());
        let bomb = {
            let mut compress = Compress::new(Compression::best(), false);
            let mut packed = Vec::with_capacity(4096);
            compress.compress_vec(&vec![0; 1 << 20], &mut packed, FlushCompress::Finish).unwrap();
            packed
        };
        assert_eq!(unpack(&bomb), None);
    }

    #[test]
    fn the_dictionary_is_the_protocols() {
        let protocol = include_str!("../../PROTOCOL.md");
        let dictionary = String::from_utf8(DICTIONARY.to_vec()).unwrap().replace('\0', "\n");
        assert!(protocol.contains(&format!("```text\n{dictionary}\n```")), "{dictionary}");
        assert!(protocol.contains(&format!("{} bytes", DICTIONARY.len())), "{}", DICTIONARY.len());
    }
}
