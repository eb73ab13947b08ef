//! What can be asked of an open store.

use super::audit::{self, AuditEntry};
use super::corrections;
use super::create::{NewAccess, NewStaff};
use super::day_key::ForToday;
use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::helpers;
use super::lessons;
use super::make_up;
use super::needs;
use super::notes::{self, Note};
use super::open::Open;
use super::outcomes::{self, SignedOutcome};
use super::pending::Pending;
use super::people;
use super::recovery_key::RecoveryKey;
use super::roster::{self, Roster, RosterChange, RosterTally};
use super::roster_edits::{self, RosterEdit};
use super::roster_imports::{self, RosterImport, Undone};
use super::settings::{self, Approved};
use super::statements::{self, Appended, Stored};
use super::trees::{self, Shown};
use super::watch::Watch;
use crate::domain::correction::Mistake;
use crate::domain::ids::{AgreementId, ClassId, LessonId, PupilId, RuleId, SessionId, StaffId};
use crate::domain::needs::Needs;
use crate::domain::outcome::OutcomeDraft;
use crate::domain::rights::Right;
use crate::domain::school::{Class, Pupil, School, Staff};
use crate::domain::tree::{OpenTree, RecordedOutcome};
use crate::ledger::{Head, PublicKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// People.
impl Store {
    /// The school.
    pub fn school(&self) -> Pending<School> {
        self.ask(async |open: &mut Open| Ok(open.school.clone()))
    }

    /// All classes, youngest first, then by name.
    pub fn classes(&self) -> Pending<Vec<Class>> {
        self.ask(async |open: &mut Open| people::classes(&mut open.connection, &open.school.id).await)
    }

    /// The pupils of a class, or of the school, by given name, then family name. Nobody who has left.
    pub fn pupils(&self, class: Option<ClassId>) -> Pending<Vec<Pupil>> {
        self.ask(async move |open: &mut Open| {
            people::pupils(&mut open.connection, &open.school.id, class.as_ref()).await
        })
    }

    /// Adds classes and pupils, all or none. Classes are for [`Right::Roster`].
    pub fn enrol(&self, classes: Vec<Class>, pupils: Vec<Pupil>) -> Pending<()> {
        let adds_classes = !classes.is_empty();
        let call = async move |open: &mut Open| {
            open.no_day_key()?;
            let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                people::enrol(connection, &school, &classes, &pupils).await?;
                let deed = Deed::enrolled(classes.len(), pupils.len());
                audit::add(connection, &school, at_ms, staff.as_ref(), deed).await
            })
            .await
        };
        // Children of a class that is there come one by one, whoever is with them; a class is the office's.
        if adds_classes { self.ask_for(Right::Roster, call) } else { self.ask(call) }
    }

    /// Everybody who is or was at the school, with the numbers that other systems know them by.
    pub fn roster(&self) -> Pending<Roster> {
        self.ask(async |open: &mut Open| roster::read(&mut open.connection, &open.school.id).await)
    }

    /// Writes a batch of changes to the roster, all or none, as an import from a file of this name. From now on it is
    /// the one that [`Store::undo_roster_import`] undoes. For [`Right::Roster`], as is undoing it.
    pub fn import_roster(&self, change: RosterChange, source: String, watch: Watch) -> Pending<RosterTally> {
        self.ask_for(Right::Roster, async move |open: &mut Open| {
            roster_imports::import(open, &change, &source, &watch).await
        })
    }

    /// The newest import, also one that is undone.
    pub fn last_roster_import(&self) -> Pending<Option<RosterImport>> {
        self.ask(async |open: &mut Open| roster_imports::last(&mut open.connection, &open.school.id).await)
    }

    /// Puts everything back that the newest import changed and nobody has changed since. A child who came with it and
    /// has been asked since stays.
    pub fn undo_roster_import(&self) -> Pending<Undone> {
        self.ask_for(Right::Roster, async |open: &mut Open| roster_imports::undo(open).await)
    }

    /// Signs that a child has left and marks them as left on the roster, both or neither; [`RosterEdit::Back`] takes both back.
    pub fn leave(&self, draft: OutcomeDraft) -> Pending<Appended> {
        self.ask(async move |open: &mut Open| {
            open.no_day_key()?;
            roster_edits::leave(open, &draft).await
        })
    }

    /// Changes one child or one class by hand. Classes are for [`Right::Roster`].
    pub fn edit_roster(&self, edit: RosterEdit) -> Pending<()> {
        let is_of_a_class = matches!(edit, RosterEdit::AddClass(_) | RosterEdit::ChangeClass(_));
        let call = async move |open: &mut Open| {
            open.no_day_key()?;
            roster_edits::edit(open, edit).await
        };
        if is_of_a_class { self.ask_for(Right::Roster, call) } else { self.ask(call) }
    }

    /// What children need so that they can take part: everybody who needs anything.
    pub fn needs(&self) -> Pending<BTreeMap<PupilId, Needs>> {
        self.ask(async |open: &mut Open| needs::all(&mut open.connection, &open.school.id).await)
    }

    /// Sets what a child needs.
    pub fn set_needs(&self, pupil: PupilId, wanted: Needs) -> Pending<()> {
        self.ask(async move |open: &mut Open| needs::set(open, &pupil, &wanted).await)
    }

    /// All staff, by name.
    pub fn staff(&self) -> Pending<Vec<Staff>> {
        self.ask(async |open: &mut Open| people::staff(&mut open.connection, &open.school.id).await)
    }

    /// Whoever unlocked last; `None` after a recovery key.
    pub fn present(&self) -> Pending<Option<Staff>> {
        self.ask(async |open: &mut Open| match open.staff.clone() {
            Some(id) => people::one_of_staff(&mut open.connection, &open.school.id, &id).await.map(Some),
            None => Ok(None),
        })
    }

    /// Adds a member of staff: with access, the database key is sealed to them too.
    pub fn add_staff(&self, new: NewStaff, access: Option<NewAccess>) -> Pending<Staff> {
        self.post(move |writer| writer.add_staff(new, access.as_ref()))
    }

    /// Lets somebody open the kiosk until the day is over by its clock: see [`super::Day`].
    pub fn add_for_today(&self, whom: ForToday, access: NewAccess) -> Pending<Staff> {
        self.post(move |writer| writer.add_for_today(whom, &access))
    }

    /// Whether whoever unlocked last has a key for one day.
    pub fn is_for_today(&self) -> Pending<bool> {
        self.ask(async |open: &mut Open| Ok(open.day.is_some()))
    }

    /// Gives a member of staff a passphrase and a PIN, new or first.
    pub fn set_access(&self, staff: StaffId, access: NewAccess) -> Pending<()> {
        self.post(move |writer| writer.set_access(&staff, &access))
    }

    /// Takes a member of staff's access away: what is sealed to them is destroyed, and their PIN. Their name stays.
    pub fn disable_staff(&self, staff: StaffId) -> Pending<()> {
        self.post(move |writer| writer.disable_staff(&staff))
    }

    /// Makes a new recovery key, to be shown once; the old one opens nothing from now on.
    pub fn new_recovery_key(&self) -> Pending<RecoveryKey> {
        self.post(|writer| writer.new_recovery_key())
    }
}

/// The ledger.
impl Store {
    /// Signs an outcome and makes it durable. Thank the child only when this has answered.
    pub fn append(&self, draft: OutcomeDraft) -> Pending<Appended> {
        self.ask(async move |open: &mut Open| statements::append(open, &draft).await)
    }

    /// Takes back the outcome that statement `sequence` tells of, by a statement more, in the name of `witness`.
    pub fn correct(&self, sequence: u64, mistake: Mistake, witness: StaffId) -> Pending<Appended> {
        self.ask(async move |open: &mut Open| corrections::correct(open, sequence, mistake, &witness).await)
    }

    /// Notes afterwards who helped a child whose promise, statement `sequence`, says that it was made alone.
    pub fn note_helper(&self, sequence: u64, helper: StaffId, witness: StaffId) -> Pending<Appended> {
        self.ask(async move |open: &mut Open| corrections::helped(open, sequence, &helper, &witness).await)
    }

    /// The head of the kiosk's chain.
    pub fn head(&self) -> Pending<Head> {
        self.ask(async |open: &mut Open| open.head().await)
    }

    /// The key that this kiosk's statements verify with.
    pub fn public_key(&self) -> Pending<PublicKey> {
        self.ask(async |open: &mut Open| Ok(open.kiosk.public()))
    }

    /// At most `limit` statements after the number `after` (0 for the first), in order: for reading all of a long
    /// ledger, see [`Store::statements`].
    pub fn page(&self, after: u64, limit: u32) -> Pending<Vec<Stored>> {
        self.ask(async move |open: &mut Open| {
            statements::page(&mut open.connection, &open.school.id, &open.kiosk_id, after, limit).await
        })
    }

    /// All statements in order, a page in memory at a time; blocks while it fetches the next.
    pub fn statements(&self) -> impl Iterator<Item = Result<Stored, StoreError>> {
        const PAGE: u32 = 256;
        let store = self.clone();
        let (mut after, mut page, mut over) = (0, Vec::new().into_iter(), false);
        std::iter::from_fn(move || {
            loop {
                if let Some(stored) = page.next() {
                    return Some(Ok(stored));
                }
                if over {
                    return None;
                }
                match store.page(after, PAGE).wait() {
                    Ok(next) => {
                        over = next.len() < PAGE as usize;
                        after = next.last().map_or(after, |stored| stored.sequence);
                        page = next.into_iter();
                    }
                    Err(error) => {
                        over = true;
                        return Some(Err(error));
                    }
                }
            }
        })
    }

    /// The outcomes of everybody who is in a class today, or of the whole school, in the order of the chain.
    pub fn outcomes(&self, class: Option<ClassId>) -> Pending<Vec<RecordedOutcome>> {
        self.ask(async move |open: &mut Open| {
            outcomes::list(&mut open.connection, &open.school.id, class.as_ref()).await
        })
    }

    /// For every child of a class who has been asked under this agreement version, the outcome that stands
    /// ([`crate::domain::tree::standings`]) with what its statement says, in the order of the chain.
    pub fn signed(&self, class: ClassId, agreement: AgreementId, version: u32) -> Pending<Vec<SignedOutcome>> {
        self.ask(async move |open: &mut Open| outcomes::signed(open, &class, &agreement, version).await)
    }

    /// Derives all outcomes from the statements again; answers how many there are.
    pub fn rebuild(&self) -> Pending<u64> {
        self.ask(async |open: &mut Open| statements::rebuild(open).await)
    }

    /// Reads every page of the database and checks that no statement is missing among the numbers. The signatures are
    /// [`crate::ledger`]'s to check.
    pub fn check(&self) -> Pending<()> {
        self.ask(async |open: &mut Open| statements::check(open).await)
    }
}

/// The lesson.
impl Store {
    /// Opens a tree; there is only one at a time.
    pub fn open_tree(&self, tree: OpenTree) -> Pending<()> {
        self.open_tree_for(tree, BTreeSet::new())
    }

    /// The same for some children of the class only; for everybody where there are none.
    pub fn open_tree_for(&self, tree: OpenTree, only: BTreeSet<PupilId>) -> Pending<()> {
        self.ask(async move |open: &mut Open| trees::open_tree(open, tree, &only).await)
    }

    /// Whom the open tree is for; nobody where it is for everybody, or none is open.
    pub fn tree_only(&self) -> Pending<BTreeSet<PupilId>> {
        self.ask(async |open: &mut Open| make_up::only(&mut open.connection, &open.school.id).await)
    }

    /// What each child whose last word was “not sure yet” was not sure of, by the statement's number.
    pub fn not_sure_of(&self) -> Pending<BTreeMap<u64, Vec<RuleId>>> {
        self.ask(async |open: &mut Open| make_up::not_sure_of(open).await)
    }

    /// The rules that stood in each agreement version that somebody has promised on this kiosk.
    pub fn promised_rules(&self) -> Pending<BTreeMap<(AgreementId, u32), BTreeSet<RuleId>>> {
        self.ask(async |open: &mut Open| make_up::promised_rules(open).await)
    }

    /// The tree that is open, also after a restart.
    pub fn current_tree(&self) -> Pending<Option<OpenTree>> {
        self.ask(async |open: &mut Open| trees::current(&mut open.connection, &open.school.id).await)
    }

    /// Marks a child of the open tree as absent today, or as here after all.
    pub fn set_absent(&self, session: SessionId, pupil: PupilId, absent: bool) -> Pending<()> {
        self.ask(async move |open: &mut Open| trees::set_absent(open, &session, &pupil, absent).await)
    }

    /// Names the adult who helps a child while this tree is open, or nobody.
    pub fn set_helper(&self, session: SessionId, pupil: PupilId, helper: Option<StaffId>) -> Pending<()> {
        self.ask(async move |open: &mut Open| helpers::set(open, &session, &pupil, helper.as_ref()).await)
    }

    /// Who helps whom in the open tree.
    pub fn helpers(&self) -> Pending<BTreeMap<PupilId, StaffId>> {
        self.ask(async |open: &mut Open| helpers::all(&mut open.connection, &open.school.id).await)
    }

    /// Closes the tree. Children who are still absent and are not leaves get a statement that says so, in one
    /// transaction with the closing. A tree that is closed already stays as it is, and the answer is empty.
    pub fn close_tree(&self, session: SessionId, shown: Shown) -> Pending<Vec<Appended>> {
        self.ask(async move |open: &mut Open| trees::close_tree(open, &session, &shown).await)
    }

    /// Keeps that a child has played a lesson to its end; never what they answered.
    pub fn lesson_finished(&self, pupil: PupilId, lesson: LessonId) -> Pending<()> {
        self.ask(async move |open: &mut Open| lessons::finish(open, &pupil, &lesson).await)
    }

    /// Everybody who has played a lesson to its end, with the lesson.
    pub fn lessons_finished(&self) -> Pending<BTreeSet<(PupilId, LessonId)>> {
        self.ask(async |open: &mut Open| lessons::finished(&mut open.connection, &open.school.id).await)
    }

    /// Keeps that somebody asked for a grown-up.
    pub fn add_note(&self, session: SessionId, pupil: Option<PupilId>) -> Pending<Note> {
        self.ask(async move |open: &mut Open| notes::add(open, &session, pupil.as_ref()).await)
    }

    /// The notes that nobody has talked about yet, oldest first.
    pub fn untalked_notes(&self) -> Pending<Vec<Note>> {
        self.ask(async |open: &mut Open| notes::untalked(&mut open.connection, &open.school.id).await)
    }

    /// Notes that the teacher has talked with the child.
    pub fn talked(&self, note: u64) -> Pending<()> {
        self.ask(async move |open: &mut Open| notes::talked(open, note).await)
    }

    /// Notes that the teacher has talked with the child whom a statement is about, for instance one who is not sure yet.
    pub fn talked_about(&self, sequence: u64) -> Pending<()> {
        self.ask(async move |open: &mut Open| notes::talked_about(open, sequence).await)
    }

    /// The statements that the teacher has talked about, by number.
    pub fn talks(&self) -> Pending<BTreeSet<u64>> {
        self.ask(async |open: &mut Open| notes::talks(&mut open.connection, &open.school.id, &open.kiosk_id).await)
    }
}

/// Settings, approvals, the audit trail.
impl Store {
    /// A setting, or `None` where it was never set.
    pub fn setting<T: DeserializeOwned + Send + 'static>(&self, name: impl Into<String>) -> Pending<Option<T>> {
        let name = name.into();
        self.ask(async move |open: &mut Open| {
            let json = settings::get(&mut open.connection, &open.school.id, &name).await?;
            json.map(|json| serde_json::from_str(&json))
                .transpose()
                .map_err(|source| StoreError::Setting { name, source })
        })
    }

    /// Sets a setting; it is written as JSON.
    pub fn set_setting(&self, name: impl Into<String>, value: &impl Serialize) -> Pending<()> {
        let name = name.into();
        let json = match serde_json::to_string(value) {
            Ok(json) => json,
            Err(source) => return Pending::ready(Err(StoreError::Setting { name, source })),
        };
        self.ask(async move |open: &mut Open| {
            let school = open.school.id.clone();
            open.write(async |connection: &mut SqliteConnection| settings::set(connection, &school, &name, &json).await)
                .await
        })
    }

    /// All approvals, newest version of each agreement first.
    pub fn approvals(&self) -> Pending<Vec<Approved>> {
        self.ask(async |open: &mut Open| settings::approvals(&mut open.connection, &open.school.id).await)
    }

    /// Adds a line to the audit trail in the name of whoever unlocked last.
    pub fn audit(&self, deed: Deed) -> Pending<()> {
        self.ask(async move |open: &mut Open| open.note(deed).await)
    }

    /// Before a list, a sheet or a file of names leaves the kiosk: the audit trail says so.
    pub fn exporting(&self, deed: Deed) -> Pending<()> {
        self.ask(async move |open: &mut Open| {
            open.no_day_key()?;
            open.note(deed).await
        })
    }

    /// The newest lines of the audit trail, newest first: for [`Right::Trail`].
    pub fn audit_trail(&self, limit: u32) -> Pending<Vec<AuditEntry>> {
        self.audit_trail_of(None, limit)
    }

    /// The same of one colleague, or of everybody.
    pub fn audit_trail_of(&self, only: Option<StaffId>, limit: u32) -> Pending<Vec<AuditEntry>> {
        self.ask_for(Right::Trail, async move |open: &mut Open| {
            audit::newest(&mut open.connection, &open.school.id, only.as_ref(), limit).await
        })
    }
}
