//! Why a register refuses a request: a code that travels, a status, and a sentence for whoever stands at the kiosk.

/// Why a register refused. The code is for programs, the sentence for the kiosk's console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The body is not what the protocol says.
    #[error("the register does not understand this kiosk; update the older of the two")]
    Malformed,
    /// No such message in this version of the protocol.
    #[error("the register does not know what this kiosk asks; update the register")]
    Unknown,
    /// More bytes than allowed.
    #[error("the register was sent more than it takes at once; update the older of kiosk and register")]
    TooLarge,
    /// The request is not signed, or not by the kiosk that it names.
    #[error(
        "the register could not tell that this kiosk sent the request; try again, and look at what stands between the two"
    )]
    Signature,
    /// The request was signed for another register, path or body.
    #[error("the request was altered on its way to the register; look at what stands between the two")]
    Altered,
    /// Signed too long ago, or in the future: the answer says what the register's clock shows.
    #[error("the kiosk's clock and the register's differ; set both right")]
    Clock,
    /// The same request a second time.
    #[error("the register has had this very request before, and it was not carried out twice")]
    Replayed,
    /// Nobody has enrolled this kiosk here.
    #[error("the register does not know this kiosk; enrol it with a new ticket")]
    UnknownKiosk,
    /// Somebody has shut this kiosk out.
    #[error("this kiosk was shut out at the register; ask the office, and enrol it anew if it should go on")]
    Revoked,
    /// No ticket with this name, or its secret was not known.
    #[error("the register does not know this ticket; look at its words again")]
    Ticket,
    /// The ticket's time is over.
    #[error("the ticket is too old; ask for a new one")]
    TicketExpired,
    /// Another kiosk has used it.
    #[error("the ticket was used for another kiosk; every kiosk needs its own")]
    TicketUsed,
    /// The request did not come to its end in time.
    #[error("the network was too slow for what was sent to the register; it will be tried again")]
    Slow,
    /// Too many requests; later.
    #[error("the register is asked too often just now; it will be tried again")]
    TooMany,
    /// The register is overloaded, stopping, or its database is away; later.
    #[error("the register is busy just now; it will be tried again")]
    Busy,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Malformed,
        Self::Unknown,
        Self::TooLarge,
        Self::Signature,
        Self::Altered,
        Self::Clock,
        Self::Replayed,
        Self::UnknownKiosk,
        Self::Revoked,
        Self::Ticket,
        Self::TicketExpired,
        Self::TicketUsed,
        Self::Slow,
        Self::TooMany,
        Self::Busy,
    ];

    /// The code that travels.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unknown => "unknown",
            Self::TooLarge => "too-large",
            Self::Signature => "signature",
            Self::Altered => "altered",
            Self::Clock => "clock",
            Self::Replayed => "replayed",
            Self::UnknownKiosk => "unknown-kiosk",
            Self::Revoked => "revoked",
            Self::Ticket => "ticket",
            Self::TicketExpired => "ticket-expired",
            Self::TicketUsed => "ticket-used",
            Self::Slow => "slow",
            Self::TooMany => "too-many",
            Self::Busy => "busy",
        }
    }

    /// The refusal of a code, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }

    /// The HTTP status (RFC 9110 §15) that goes with it.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Signature | Self::Altered | Self::Clock | Self::Replayed => 401,
            Self::UnknownKiosk | Self::Revoked | Self::Ticket | Self::TicketExpired | Self::TicketUsed => 403,
            Self::Unknown => 404,
            Self::Slow => 408,
            Self::TooLarge => 413,
            Self::TooMany => 429,
            Self::Busy => 503,
        }
    }

    /// Whether the same request may go well later without anybody doing anything.
    #[must_use]
    pub fn passes(self) -> bool {
        matches!(self, Self::Slow | Self::TooMany | Self::Busy | Self::Clock | Self::Replayed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_code_of_its_own_and_a_sentence_that_says_what_to_do() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
            assert!((400..=503).contains(&refusal.status()));
            assert!(refusal.to_string().len() > 20);
        }
        assert_eq!(Refusal::from_code("no"), None);
    }
}
