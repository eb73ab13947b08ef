//! Enrolling: the ticket's words prove both sides to each other, and the register's TLS key is pinned.

use super::exchange::{once, register_time};
use super::http::{Answer, Http};
use super::problem::Problem;
use crate::domain::ids::SchoolId;
use crate::ledger::base64url;
use crate::store::{Enrolment, Store};
#[cfg(feature = "kiosk")]
use crate::sync::identity::RegisterKey;
use crate::sync::identity::RegisterPublic;
use crate::sync::refusal::Refusal;
use crate::sync::request::{Sending, to_sign, token};
use crate::sync::ticket::{Ticket, same_proof};
use crate::sync::wire::{self, EnrolAnswer, EnrolRequest, HelloAnswer, HelloRequest};

const HELLO: &str = "/v1/enrol/hello";
const ENROL: &str = "/v1/enrol";

/// A register that has proven that it made a ticket. It has been told nothing of this kiosk yet: a person may look at it
/// first.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    ticket: Ticket,
    register: RegisterPublic,
    pin: [u8; 32],
    school: Option<String>,
    school_id: Option<SchoolId>,
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Offer({})", self.ticket.address)
    }
}

impl Offer {
    /// Asks the register of a ticket. Blocks.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn ask(ticket: &Ticket) -> Result<Self, Problem> {
        let http = Http::to(&ticket.address, None)?;
        let nonce = once()?;
        let hello = HelloRequest { ticket: ticket.secret.name(), nonce: base64url::encode(nonce) };
        let answer: HelloAnswer = good(http.post(HELLO, wire::write(&hello), false, None)?)?;
        let register = RegisterPublic::from_jwk(&answer.register).map_err(|_| Problem::Answer)?;
        let pin = http.seen().ok_or(Problem::System)?;
        let proof = base64url::decode(&answer.proof).ok_or(Problem::Answer)?;
        if !same_proof(&proof, &ticket.secret.by_register(&nonce, &pin, &register)) {
            return Err(Problem::NotTheTicketsRegister(ticket.address.clone()));
        }
        Ok(Self { ticket: ticket.clone(), register, pin, school: answer.name, school_id: answer.school })
    }

    /// As if the register of a ticket had answered, for pictures of the question. No register has this key.
    #[cfg(feature = "kiosk")]
    pub(crate) fn example(ticket: Ticket, school: &str) -> Self {
        let register = RegisterKey::from_seed([0; 32]).public();
        Self { ticket, register, pin: [0; 32], school: Some(school.to_owned()), school_id: None }
    }

    /// Where the register is: host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.ticket.address
    }

    /// The name of the school that the ticket is for, where the register says it. It came over the very key that was proven.
    #[must_use]
    pub fn school(&self) -> Option<&str> {
        self.school.as_deref()
    }

    /// The school's identifier, where the register says it; likewise.
    #[must_use]
    pub fn school_id(&self) -> Option<&SchoolId> {
        self.school_id.as_ref()
    }

    /// The register's own key, which the proof covers.
    #[must_use]
    pub fn register(&self) -> RegisterPublic {
        self.register
    }

    /// The pin of its TLS key, which the proof covers.
    #[must_use]
    pub fn pin(&self) -> [u8; 32] {
        self.pin
    }

    /// Enrols the kiosk of an open store, over the key that was proven. Blocks. May be tried again when an answer was lost.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn accept(&self, store: &Store) -> Result<Enrolment, Problem> {
        let Self { ticket, register, pin, .. } = self;
        let http = Http::to(&ticket.address, Some(*pin))?;
        let kiosk = store.own_key().wait()?;
        let proof = base64url::encode(ticket.secret.by_kiosk(pin, register, &kiosk));
        let body = wire::write(&EnrolRequest { ticket: ticket.secret.name(), kiosk: kiosk.to_jwk(), proof });
        let mut offset_ms = 0;
        for _ in 0..2 {
            let (id, once, now_seconds) = (register.id(), once()?, register_time(offset_ms) / 1000);
            let signed_body = body.clone();
            let (signed, signature) = store
                .sign(move |key| {
                    let sending = Sending { register: &id, path: ENROL, body: &signed_body, now_seconds, once };
                    to_sign(&key.kiosk_id(), &sending).into_bytes()
                })
                .wait()?;
            let signed = String::from_utf8(signed).map_err(|_| Problem::System)?;
            match http.post(ENROL, body.clone(), false, Some(&token(&signed, &signature)))? {
                Answer::Good(EnrolAnswer { school, name }) => {
                    let (jwk, address) = (register.to_jwk(), ticket.address.clone());
                    let enrolment = Enrolment { jwk, address, pin: *pin, school, name, checkpoint: None };
                    store.set_enrolment(enrolment.clone()).wait()?;
                    return Ok(enrolment);
                }
                Answer::Refused(Refusal::Clock, body) => offset_ms = body.now_ms.saturating_sub(register_time(0)),
                Answer::Refused(refusal, _) => return Err(Problem::Refused(refusal)),
            }
        }
        Err(Problem::Refused(Refusal::Clock))
    }
}

/// Enrols the kiosk of an open store. Blocks. May be tried again with the same ticket when an answer was lost.
///
/// # Errors
/// [`Problem`].
pub fn enrol(store: &Store, ticket: &Ticket) -> Result<Enrolment, Problem> {
    Offer::ask(ticket)?.accept(store)
}

fn good<T>(answer: Answer<T>) -> Result<T, Problem> {
    match answer {
        Answer::Good(message) => Ok(message),
        Answer::Refused(refusal, _) => Err(Problem::Refused(refusal)),
    }
}
