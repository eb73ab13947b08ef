//! A statement: one signed record, as it was read or issued, byte for byte.

use super::base64url;
use super::claims::{Claims, Says};
use super::disclosure::{Disclosed, SdClaim, digest};
use super::error::{Part, StatementError};
use super::head::Head;
use super::json::{Json, quoted};
use super::key::PublicKey;
use crate::domain::ids::KioskId;
use crate::domain::outcome::Outcome;
use sha2::{Digest, Sha256};
use std::fmt;

/// The most bytes of a statement with all its disclosures: a C2SP tlog-tiles entry holds no more.
pub const BYTES_AT_MOST: usize = 65_535;

/// The media type of a statement without its `application/` (RFC 9901 §9.11).
const TYPE: &str = "promise-statement+sd-jwt";
const ALGORITHM: &str = "EdDSA";

/// A statement whose form is right and whose disclosures fit their digests. Whether the signature is right is known
/// only after [`Statement::check`].
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    jwt: String,
    disclosures: Vec<String>,
    claims: Claims,
    disclosed: Disclosed,
    shown: Vec<SdClaim>,
    signature: [u8; 64],
    hash: [u8; 32],
}

impl Statement {
    /// Reads `<jwt>~<disclosure>~…~`, with any of the six disclosures left out.
    ///
    /// # Errors
    /// [`StatementError`] says what is wrong with which part.
    pub fn parse(compact: &str) -> Result<Self, StatementError> {
        if compact.is_empty() {
            return Err(StatementError::Empty);
        }
        if compact.len() > BYTES_AT_MOST {
            return Err(StatementError::TooLong);
        }
        // Whatever is read is base64url, so a character that has no place here is met anyway: it is only named first.
        let named = |error| match compact.bytes().all(|byte| byte.is_ascii_graphic()) {
            true => error,
            false => StatementError::Character,
        };
        Self::parts(compact).map_err(named)
    }

    fn parts(compact: &str) -> Result<Self, StatementError> {
        let body = compact.strip_suffix('~').ok_or(StatementError::Ending)?;
        let mut parts = body.split('~');
        let jwt = parts.next().ok_or(StatementError::Ending)?;
        let disclosures: Vec<String> = parts.take(SdClaim::ALL.len() + 1).map(str::to_owned).collect();
        Self::read(jwt.to_owned(), disclosures)
    }

    /// Puts together a signed part and the disclosures that are still there, as a store keeps them.
    ///
    /// # Errors
    /// As [`Statement::parse`].
    pub fn from_parts(jwt: &str, disclosures: &[impl AsRef<str>]) -> Result<Self, StatementError> {
        Self::parse(&joined(jwt, disclosures))
    }

    fn read(jwt: String, disclosures: Vec<String>) -> Result<Self, StatementError> {
        let segments: Vec<&str> = jwt.splitn(4, '.').collect();
        let [header, payload, signature] = segments.as_slice() else { return Err(StatementError::Segments) };
        let decode = |part, text| base64url::decode(text).ok_or(StatementError::Base64(part));
        let kid = read_header(&decode(Part::Header, header)?)?;
        let claims = Claims::read(&decode(Part::Payload, payload)?)?;
        let signature = base64url::decode_array(signature).ok_or(StatementError::Base64(Part::Signature))?;
        if kid != claims.kiosk {
            return Err(StatementError::TwoKiosks);
        }
        let (disclosed, shown) = read_disclosures(&disclosures, &claims)?;
        let hash = Sha256::digest(jwt.as_bytes()).into();
        Ok(Self { jwt, disclosures, claims, disclosed, shown, signature, hash })
    }

    /// Checks that this kiosk signed it, by Ed25519's strict rules.
    ///
    /// # Errors
    /// [`StatementError::WrongKiosk`] or [`StatementError::BadSignature`].
    pub fn check(&self, key: &PublicKey) -> Result<(), StatementError> {
        let expected = key.kiosk_id();
        if self.claims.kiosk != expected {
            return Err(StatementError::WrongKiosk { found: self.claims.kiosk.clone(), expected });
        }
        let signed = self.jwt.rsplit_once('.').map_or("", |(signed, _)| signed);
        if key.signed(signed.as_bytes(), &self.signature) { Ok(()) } else { Err(StatementError::BadSignature) }
    }

    /// The signed part: header, payload and signature. What the chain and any log hash; holds no name.
    #[must_use]
    pub fn jwt(&self) -> &str {
        &self.jwt
    }

    /// The disclosures that are there, each as base64url. Destroying them erases whom they name.
    #[must_use]
    pub fn disclosures(&self) -> &[String] {
        &self.disclosures
    }

    /// The whole as one line without its end: `<jwt>~<disclosure>~…~`.
    #[must_use]
    pub fn compact(&self) -> String {
        joined(&self.jwt, &self.disclosures)
    }

    /// Its place in the kiosk's chain, from 1.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.claims.sequence
    }

    /// SHA-256 over the ASCII bytes of [`Statement::jwt`]: the same before and after an erasure.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Number and hash: the ledger's head once this statement is its newest.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { sequence: self.sequence(), hash: self.hash }
    }

    /// What it says in the clear.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What it still tells about people.
    #[must_use]
    pub fn disclosed(&self) -> &Disclosed {
        &self.disclosed
    }

    /// Whether the disclosure of a claim is there (its value may be null).
    #[must_use]
    pub fn shows(&self, claim: SdClaim) -> bool {
        self.shown.contains(&claim)
    }

    /// Whether nothing about the pupil is left ([`SdClaim::PUPIL`]).
    #[must_use]
    pub fn is_erased(&self) -> bool {
        !SdClaim::PUPIL.into_iter().any(|claim| self.shows(claim))
    }

    /// The same statement with the disclosures of these claims only: for an erasure, or to show somebody a part.
    #[must_use]
    pub fn keeping(&self, keep: &[SdClaim]) -> Self {
        let mut kept = self.clone();
        let both = self.disclosures.iter().zip(&self.shown).filter(|(_, claim)| keep.contains(claim));
        (kept.disclosures, kept.shown) = both.map(|(disclosure, claim)| (disclosure.clone(), *claim)).unzip();
        for claim in SdClaim::ALL.into_iter().filter(|claim| !keep.contains(claim)) {
            kept.disclosed.forget(claim);
        }
        kept
    }
}

/// Names nobody: neither disclosures nor what they disclose.
impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statement")
            .field("head", &format_args!("{}", self.head()))
            .field("kind", &self.claims.says.kind())
            .field("outcome", &self.claims.says.outcome().map(|said| said.outcome))
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}

/// The header's exact bytes for a kiosk.
pub(super) fn write_header(kiosk: &KioskId) -> String {
    format!(r#"{{"alg":"{ALGORITHM}","typ":"{TYPE}","kid":"{kiosk}"}}"#)
}

fn read_header(bytes: &[u8]) -> Result<KioskId, StatementError> {
    let wrong = StatementError::json(Part::Header);
    let mut fields = Json::parse(bytes).and_then(Json::fields).map_err(&wrong)?;
    let algorithm = fields.read("alg", "a short text", |json| json.text(64)).map_err(&wrong)?;
    if algorithm != ALGORITHM {
        return Err(StatementError::Algorithm(quoted(&algorithm)));
    }
    let typ = fields.read("typ", "a short text", |json| json.text(64)).map_err(&wrong)?;
    if typ != TYPE {
        return Err(StatementError::Type(quoted(&typ)));
    }
    let kid = fields.word("kid", "a kiosk's thumbprint", |text| KioskId::new(text).ok()).map_err(&wrong)?;
    fields.finish().map_err(&wrong)?;
    Ok(kid)
}

/// Each disclosure must fit a digest, stand once and in order, and go with the outcome.
fn read_disclosures(disclosures: &[String], claims: &Claims) -> Result<(Disclosed, Vec<SdClaim>), StatementError> {
    if disclosures.len() > SdClaim::ALL.len() {
        return Err(StatementError::TooManyDisclosures);
    }
    let mut disclosed = Disclosed::default();
    let mut shown: Vec<SdClaim> = Vec::with_capacity(disclosures.len());
    let mut digests: Vec<String> = Vec::with_capacity(disclosures.len());
    for (nth, disclosure) in (1..).zip(disclosures) {
        let digest = digest(disclosure);
        if digests.contains(&digest) {
            return Err(StatementError::DisclosureRepeated(nth));
        }
        if !claims.digests.contains(&digest) {
            return Err(StatementError::DisclosureUnmatched(nth));
        }
        digests.push(digest);
        let claim = disclosed.read(nth, disclosure)?;
        match shown.last() {
            Some(last) if *last == claim => return Err(StatementError::DisclosureRepeated(nth)),
            Some(last) if *last > claim => return Err(StatementError::DisclosureOrder { nth, claim }),
            _ => shown.push(claim),
        }
    }
    let lacks = |claim, there: bool| shown.contains(&claim) && !there;
    match &claims.says {
        Says::Outcome(said) if said.outcome.is_promise() && lacks(SdClaim::Mark, disclosed.mark.is_some()) => {
            Err(StatementError::Contradiction(NO_MARK))
        }
        Says::Outcome(said)
            if said.outcome == Outcome::AgreedWithHelp && lacks(SdClaim::Helper, disclosed.helper.is_some()) =>
        {
            Err(StatementError::Contradiction(NO_HELPER))
        }
        Says::Correction(_) if disclosed.mark.is_some() || disclosed.helper.is_some() => {
            Err(StatementError::Contradiction("it corrects another statement, and has a mark or a helper of its own"))
        }
        Says::Outcome(_) | Says::Correction(_) => Ok((disclosed, shown)),
    }
}

pub(super) const NO_MARK: &str = "it says agreed, and there is no mark";
pub(super) const NO_HELPER: &str = "it says agreed with help, and names no helper";

pub(super) fn joined(jwt: &str, disclosures: &[impl AsRef<str>]) -> String {
    let mut compact = format!("{jwt}~");
    for disclosure in disclosures {
        compact.push_str(disclosure.as_ref());
        compact.push('~');
    }
    compact
}
