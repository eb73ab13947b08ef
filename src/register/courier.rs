//! The register's side of the courier: takes a kiosk's file, does what is in it, and makes the file to carry back. Beside a
//! running server too.

use super::answers::{Asked, let_in};
use super::api::Fault;
use super::storage::Storage;
use super::{DataFolder, Place, RegisterError, now_ms};
use crate::domain::ids::{KioskId, SchoolId};
use crate::sync::checkpoint::Checkpoint;
use crate::sync::courier::{self, Back, CourierError, Envelope, Opened, PULLS_AT_MOST};
use crate::sync::identity::RegisterKey;
use crate::sync::refusal::Refusal;
use crate::sync::wire::{PullAnswer, PullRequest, ReceiptsRequest, Taken};

/// What became of a kiosk's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The file to carry back.
    pub file: Vec<u8>,
    /// Whose it was.
    pub kiosk: KioskId,
    /// Statements that the register has from now on.
    pub stored: usize,
    /// Statements that it had already.
    pub already: usize,
    /// Statements that it could not take.
    pub refused: usize,
}

impl From<Fault> for RegisterError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(refusal) => Self::Refused(refusal),
            Fault::ShutOut(..) => Self::Refused(Refusal::Revoked),
            Fault::Storage(error) => Self::Storage(error),
        }
    }
}

/// The same with everything open already, for a school whose people brought the file.
///
/// # Errors
/// [`RegisterError`]; [`CourierError::NotForUs`] where the kiosk is another school's.
pub async fn take_in_for(
    storage: &Storage,
    key: &RegisterKey,
    school: &SchoolId,
    file: &[u8],
) -> Result<Answered, RegisterError> {
    let opened = Opened::by_register(file, key)?;
    let answered = match opened.out() {
        Ok(out) if &out.school != school => Err(CourierError::NotForUs.into()),
        _ => answer(storage, key, &opened).await,
    };
    if let Err(error) = &answered {
        tracing::warn!(kiosk = opened.from(), %error, "a courier's file was refused");
    }
    answered
}

/// Takes a kiosk's file in. A second time everything is there already, and the answer is a good one too.
///
/// # Errors
/// [`RegisterError`]; then nothing was taken, or a part, and the rest comes with the same file again.
pub fn take_in(place: &Place, file: &[u8]) -> Result<Answered, RegisterError> {
    let folder = DataFolder::at(&place.folder);
    if !folder.has_key() {
        return Err(RegisterError::NoRegister(place.folder.clone()));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let key = folder.key()?;
        let opened = Opened::by_register(file, &key)?;
        let storage = place.storage(&folder).await?;
        let answered = answer(&storage, &key, &opened).await;
        storage.close().await;
        if let Err(error) = &answered {
            tracing::warn!(kiosk = opened.from(), %error, "a courier's file was refused");
        }
        answered
    })
}

async fn answer(storage: &Storage, key: &RegisterKey, opened: &Opened) -> Result<Answered, RegisterError> {
    let out = opened.out()?;
    let id = KioskId::new(opened.from()).map_err(|_| CourierError::Form)?;
    let kiosk = let_in(storage, &out.school, &id).await?;
    if !opened.is_by_kiosk(&kiosk) {
        return Err(CourierError::Damaged.into());
    }
    storage.seen(&out.school, &id, now_ms()).await?;
    let asked = Asked { storage, key, school: &out.school, kiosk: &kiosk };
    let head = asked.head(&out.head).await?;
    let mut size = log_size(&head.checkpoint, key, &asked)?;
    let mut push = Vec::with_capacity(out.push.len());
    for batch in out.push {
        push.push(asked.push(batch, None).await?);
    }
    let mut receipts = Vec::with_capacity(out.receipts.len());
    for part in &out.receipts {
        // Each goes on from the checkpoint of the one before: the log may grow meanwhile.
        let part = ReceiptsRequest { statements: part.statements.clone(), log_size: size };
        let answer = asked.receipts(&part).await?;
        size = log_size(&answer.checkpoint, key, &asked)?;
        receipts.push(answer);
    }
    let pull = pulls(&asked, key, &out.pull).await?;
    let count =
        |matches: fn(&Taken) -> bool| push.iter().flat_map(|push| &push.results).filter(|taken| matches(taken)).count();
    let stored = count(|taken| matches!(taken, Taken::Stored | Taken::Forked));
    let (already, refused) = (count(|taken| *taken == Taken::Already), count(|taken| !taken.is_held()));
    tracing::info!(kiosk = id.as_str(), stored, already, refused, "a courier's file was taken in");
    let asked = courier::Asked { head: out.head, receipts: out.receipts, pull: out.pull };
    let back = Back { asked, head, push, receipts, pull };
    let file = Envelope::back(&key.public(), &id).seal_to_kiosk(&kiosk, key, &back)?;
    Ok(Answered { file, kiosk: id, stored, already, refused })
}

fn log_size(note: &str, key: &RegisterKey, asked: &Asked<'_>) -> Result<u64, RegisterError> {
    let own = Checkpoint::read(note, &key.public(), asked.school);
    Ok(own.map_err(|_| super::storage::StorageError::Log)?.size())
}

/// All that the kiosk is told to do, as far as a file holds it: asked for again and again as over the network.
async fn pulls(asked: &Asked<'_>, key: &RegisterKey, first: &PullRequest) -> Result<Vec<PullAnswer>, RegisterError> {
    let (mut request, mut answers) = (first.clone(), Vec::new());
    while answers.len() < PULLS_AT_MOST {
        let answer = asked.pull(&request).await?;
        let more = answer.more;
        request = request.going_on(&answer, &key.public(), asked.school);
        answers.push(answer);
        if !more {
            break;
        }
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::KioskKey;
    use crate::sync::courier::Out;
    use crate::sync::orders::Kind;
    use crate::sync::ticket::TicketSecret;
    use crate::sync::wire::{self, HeadRequest, Obeyed};

    /// A register with two schools, and a kiosk at the first.
    struct Case {
        folder: tempfile::TempDir,
        key: RegisterKey,
        schools: Vec<SchoolId>,
        kiosk: KioskKey,
    }

    impl Case {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let data = DataFolder::make(folder.path()).unwrap();
            let (key, kiosk) = (data.key().unwrap(), KioskKey::from_seed([1; 32]));
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let schools = runtime.block_on(async {
                let storage = Storage::sqlite(&data.database()).await.unwrap();
                let willow = storage.school_named("Willow", 1).await.unwrap().id;
                let oak = storage.school_named("Oak", 1).await.unwrap().id;
                let secret = TicketSecret::new([1; 12]);
                storage.add_ticket(&willow, &secret, 1, 100).await.unwrap();
                storage.enrol(&secret.name(), &kiosk.public(), 2).await.unwrap().unwrap();
                storage.close().await;
                vec![willow, oak]
            });
            Self { folder, key, schools, kiosk }
        }

        fn take_in(&self, by: &KioskKey, named: &KioskKey, school: &SchoolId) -> Result<Answered, RegisterError> {
            let out = Out {
                school: school.clone(),
                head: HeadRequest { chain: Vec::new(), log_size: 0 },
                push: Vec::new(),
                receipts: Vec::new(),
                pull: PullRequest { kinds: vec![Obeyed { kind: Kind::Erasure.code().to_owned(), after: None }] },
            };
            let envelope = Envelope::out(&named.public().kiosk_id(), &self.key.public());
            let packed = wire::pack(&wire::write(&out));
            let signature = by.sign(&envelope.to_sign(&packed));
            let file = envelope.seal_to_register(&self.key.public(), &signature, &packed).unwrap();
            take_in(&Place { folder: self.folder.path().to_owned(), database: None }, &file)
        }
    }

    #[test]
    fn only_a_kiosk_of_the_school_itself_is_answered() {
        let case = Case::new();
        let (own, stranger) = (&case.kiosk, KioskKey::from_seed([2; 32]));
        let (willow, oak) = (&case.schools[0], &case.schools[1]);
        let answered = case.take_in(own, own, willow).unwrap();
        let opened = Opened::open(&answered.file, own.public().kiosk_id().as_str(), &own.agreement()).unwrap();
        let back = opened.back(&case.key.public()).unwrap();
        assert_eq!((back.head.newest, back.pull.len()), (0, 1));
        assert!(opened.back(&RegisterKey::from_seed([9; 32]).public()).is_err());
        let unknown = |result| matches!(result, Err(RegisterError::Refused(Refusal::UnknownKiosk)));
        assert!(unknown(case.take_in(own, own, oak)), "it is not of that school");
        assert!(unknown(case.take_in(own, own, &SchoolId::new("nowhere").unwrap())));
        assert!(unknown(case.take_in(&stranger, &stranger, willow)));
        let forged = case.take_in(&stranger, own, willow);
        assert!(matches!(forged, Err(RegisterError::Courier(CourierError::Damaged))), "another kiosk in its name");
    }
}
