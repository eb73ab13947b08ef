//! Issuing: a draft is numbered, chained, dated, salted and signed.

use super::base64url;
use super::claims::{
    ANSWERS_AT_MOST, Claims, CorrectionSaid, INTEGER_AT_MOST, LANGUAGE_AT_MOST, OutcomeSaid, Says,
    language_is_well_formed,
};
use super::disclosure::{self, Identified, NAME_AT_MOST, SdClaim};
use super::error::StatementError;
use super::head::{Head, When};
use super::key::KioskKey;
use super::mark;
use super::statement::{NO_HELPER, NO_MARK, Statement, joined, write_header};
use crate::domain::correction::CorrectionDraft;
use crate::domain::ids::{SchoolId, SessionId};
use crate::domain::mark::{Mark, POINTS_AT_MOST};
use crate::domain::outcome::{AdultSigned, Outcome, OutcomeDraft, PupilSigned};

/// Why a draft was not issued. Nothing was signed. No message holds a name.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The outcome does not fit the rest of the draft.
    #[error("the outcome contradicts itself: {0}; nothing was signed")]
    Contradiction(&'static str),
    /// The same rule twice, or more than 100 answers.
    #[error("the answers name a rule twice, or are more than {ANSWERS_AT_MOST}; mend the agreement")]
    Answers,
    /// A version of 0.
    #[error("the agreement has version 0; versions start from 1: mend the agreement")]
    AgreementVersion,
    /// Not a BCP 47 tag.
    #[error("the language is not a tag of 1 to {LANGUAGE_AT_MOST} letters, digits and hyphens")]
    Language,
    /// A name of more than 512 bytes.
    #[error("the {0} holds a name longer than {NAME_AT_MOST} bytes; shorten it in the class list")]
    Name(SdClaim),
    /// Ink that breaks a limit.
    #[error("the mark has no ink, a point outside its box, or more than {POINTS_AT_MOST} points; draw it again")]
    Mark,
    /// A time beyond ±2^53 ms.
    #[error("the kiosk's clock shows an impossible time; set it right")]
    Time,
    /// The chain is full at 2^53 − 1 statements.
    #[error("the ledger has reached its last number; set the kiosk up anew")]
    Full,
    /// The same salt twice.
    #[error("the source of randomness repeats itself, so nothing was signed; restart the kiosk")]
    Salts,
    /// The whole is too long, or this program would not read it again.
    #[error("the finished statement would not be accepted ({0}); nothing was saved")]
    Statement(#[from] StatementError),
    /// Writing JSON failed.
    #[error("the statement could not be written as JSON; nothing was signed")]
    Json(#[from] serde_json::Error),
}

/// What issuing gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The statement, to be made durable before anybody is thanked.
    pub statement: Statement,
}

/// Signs a draft as the statement after `head`. `salts` is called once for each of the six disclosures and must give
/// 32 fresh bytes of cryptographic randomness each time.
///
/// # Errors
/// [`IssueError`]; nothing was signed that could be mistaken for a statement, and the head stands.
pub fn issue(
    key: &KioskKey,
    school: &SchoolId,
    draft: &OutcomeDraft,
    head: &Head,
    when: When,
    salts: &mut dyn FnMut() -> [u8; 32],
) -> Result<Issued, IssueError> {
    check(draft)?;
    let said =
        OutcomeSaid { agreement: draft.agreement.clone(), outcome: draft.outcome, answers: draft.answers.clone() };
    let people = People {
        pupil: &draft.pupil,
        mark: draft.mark.as_ref(),
        witness: &draft.witness,
        helper: draft.helper.as_ref(),
    };
    sign(key, school, &draft.session, Says::Outcome(said), &people, head, when, salts)
}

/// The same for a correction: that an earlier statement does not count.
///
/// # Errors
/// As [`issue`].
pub fn issue_correction(
    key: &KioskKey,
    school: &SchoolId,
    draft: &CorrectionDraft,
    head: &Head,
    when: When,
    salts: &mut dyn FnMut() -> [u8; 32],
) -> Result<Issued, IssueError> {
    let said = CorrectionSaid { sequence: draft.corrects, hash: draft.hash, mistake: draft.mistake };
    let people = People { pupil: &draft.pupil, mark: None, witness: &draft.witness, helper: None };
    sign(key, school, &draft.session, Says::Correction(said), &people, head, when, salts)
}

/// What is disclosed, whatever the kind.
struct People<'a> {
    pupil: &'a PupilSigned,
    mark: Option<&'a Mark>,
    witness: &'a AdultSigned,
    helper: Option<&'a AdultSigned>,
}

#[expect(clippy::too_many_arguments, reason = "each is one part of a statement, and two callers name them")]
fn sign(
    key: &KioskKey,
    school: &SchoolId,
    session: &SessionId,
    says: Says,
    people: &People<'_>,
    head: &Head,
    when: When,
    salts: &mut dyn FnMut() -> [u8; 32],
) -> Result<Issued, IssueError> {
    check_place(people, head, when)?;
    let disclosures = disclose(people, salts)?;
    let mut digests = disclosures.each_ref().map(|disclosure| disclosure::digest(disclosure));
    digests.sort_unstable();
    let public = key.public();
    let claims = Claims {
        kiosk: public.kiosk_id(),
        sequence: head.sequence + 1,
        previous: head.hash,
        school: school.clone(),
        session: session.clone(),
        says,
        when,
        digests,
    };
    if let Some(contradiction) = claims.contradiction() {
        return Err(IssueError::Contradiction(contradiction));
    }
    let header = base64url::encode(write_header(&claims.kiosk));
    let mut jwt = format!("{header}.{}", base64url::encode(claims.write()?));
    let signature = key.sign(jwt.as_bytes());
    jwt.push('.');
    jwt.push_str(&base64url::encode(signature));
    // What was signed is read back as a stranger would read it, so that the kiosk never keeps what others refuse.
    let statement = Statement::parse(&joined(&jwt, &disclosures))?;
    statement.check(&public)?;
    Ok(Issued { statement })
}

fn check(draft: &OutcomeDraft) -> Result<(), IssueError> {
    if draft.outcome.is_promise() && draft.mark.is_none() {
        return Err(IssueError::Contradiction(NO_MARK));
    }
    if draft.outcome == Outcome::AgreedWithHelp && draft.helper.is_none() {
        return Err(IssueError::Contradiction(NO_HELPER));
    }
    let twice = |i: usize, rule| draft.answers.iter().take(i).any(|(other, _)| other == rule);
    if draft.answers.len() > ANSWERS_AT_MOST || draft.answers.iter().enumerate().any(|(i, (rule, _))| twice(i, rule)) {
        return Err(IssueError::Answers);
    }
    if draft.agreement.version == 0 {
        return Err(IssueError::AgreementVersion);
    }
    if !language_is_well_formed(&draft.agreement.language) {
        return Err(IssueError::Language);
    }
    Ok(())
}

fn check_place(people: &People<'_>, head: &Head, when: When) -> Result<(), IssueError> {
    if when.wall_ms.unsigned_abs() > INTEGER_AT_MOST || when.monotonic_ms > INTEGER_AT_MOST {
        return Err(IssueError::Time);
    }
    if head.sequence >= INTEGER_AT_MOST {
        return Err(IssueError::Full);
    }
    let names = [
        (SdClaim::PupilName, Some(&people.pupil.name)),
        (SdClaim::Class, Some(&people.pupil.class_name)),
        (SdClaim::Witness, Some(&people.witness.name)),
        (SdClaim::Helper, people.helper.map(|helper| &helper.name)),
    ];
    match names.into_iter().find(|(_, name)| name.is_some_and(|name| name.len() > NAME_AT_MOST)) {
        Some((claim, _)) => Err(IssueError::Name(claim)),
        None => Ok(()),
    }
}

fn disclose(
    people: &People<'_>,
    salts: &mut dyn FnMut() -> [u8; 32],
) -> Result<[String; SdClaim::ALL.len()], IssueError> {
    let mark = people.mark.map(|mark| mark::write(mark).ok_or(IssueError::Mark)).transpose()?;
    let class = Identified { id: people.pupil.class_id.as_str(), name: &people.pupil.class_name };
    let witness = Identified::from(people.witness);
    let helper = people.helper.map(Identified::from);
    let salts = SdClaim::ALL.map(|_| salts());
    let mut sorted = salts;
    sorted.sort_unstable();
    if !sorted.is_sorted_by(|a, b| a < b) {
        return Err(IssueError::Salts);
    }
    let [s1, s2, s3, s4, s5, s6] = &salts;
    Ok([
        disclosure::write(s1, SdClaim::PupilId, &people.pupil.id.as_str())?,
        disclosure::write(s2, SdClaim::PupilName, &people.pupil.name)?,
        disclosure::write(s3, SdClaim::Class, &class)?,
        disclosure::write(s4, SdClaim::Mark, &mark)?,
        disclosure::write(s5, SdClaim::Witness, &witness)?,
        disclosure::write(s6, SdClaim::Helper, &helper)?,
    ])
}
