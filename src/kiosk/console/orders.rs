//! What the pages ask for, carried out: threads for what takes time, resources for what is true at once.

use super::super::frame::Alarm;
use super::super::mode::{LockNow, Mode};
use super::super::school::{Contents, Lang, OpenSchool, Opened, PANEL_SETTING, agreement_for};
use super::super::stumbles::{self, KeptStumbles, Stumbles};
use super::super::sync::Syncing;
use super::super::voice::Say;
use super::super::{ClosedStore, DataFolder, PanelSettings};
use super::by_hand;
use super::exports_page::ExportsOrder;
use super::first_run::{FirstRun, Recovery};
use super::jobs::{self, Unnamed, enrolment, fresh};
use super::new_class::Whose;
use super::panel_page::PanelOrder;
use super::places::{self, Place};
use super::recovered::Recovered;
use super::register::RegisterOrder;
use super::roster::Wish;
use super::saving::{ChosenFor, ListKind};
use super::today::Today;
use super::unlock::sentence;
use super::work::{Done, Tried, Wake, Work};
use super::{Console, Page, Written, keys as k};
use crate::content::Content;
use crate::documents::Press;
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::correction::Mistake;
use crate::domain::follow_up::{FollowUp, FollowUpStep};
use crate::domain::ids::{AgreementId, ClassId, LessonId, PupilId, RuleId, SessionId, StaffId};
use crate::domain::needs::Needs;
use crate::domain::outcome::Outcome;
use crate::domain::rights::Right;
use crate::domain::school::{Class, Pupil, Role};
use crate::domain::tree::OpenTree;
use crate::exports::{ExportError, Exporter, Form, Names, Of, Part, To, Wanted, What};
use crate::store::{
    Access, Approved, Clock, ForToday, NewAccess, NewSchool, NewStaff, Secret, Shown, Store, StoreError, SystemClock,
    Watch,
};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What a page sees of the world.
pub(super) struct Seen<'a> {
    pub school: &'a OpenSchool,
    pub content: &'a Content,
    /// Wall time, milliseconds since 1970 (UTC).
    pub now_ms: i64,
}

impl Seen<'_> {
    /// Whether whoever is here may do what is not for everybody. What they may not is not on any page.
    pub(super) fn may(&self, right: Right) -> bool {
        self.school.rights.contains(&right)
    }
}

/// What a page asks for.
pub(super) enum Order {
    /// What can be seen before anybody has unlocked?
    Look,
    /// Away from the way in.
    Leave,
    /// Try a secret.
    Try {
        secret: Secret,
    },
    /// Make the made-up school.
    Demo,
    /// Make a school of one's own.
    SetUp(Result<Box<NewSchool>, StoreError>),
    /// A folder for the recovery key.
    ChooseKeyPlace,
    SaveKey(Place),
    /// From the first run to the day.
    Begin,
    /// A new passphrase and PIN, after the recovery key.
    SetAccess {
        staff: StaffId,
        access: NewAccess,
    },
    Lock,
    OpenTree {
        class: ClassId,
        absent: BTreeSet<PupilId>,
        /// Whom it is for; nobody: everybody.
        only: BTreeSet<PupilId>,
        /// What is played before the promises, one after the other.
        lessons: Vec<LessonId>,
    },
    /// Play the open tree's lessons with the whole class.
    PlayLesson,
    SetAbsent {
        pupil: PupilId,
        absent: bool,
    },
    /// The teacher has talked with a child who asked.
    Talked {
        note: u64,
    },
    /// Keep where the open tree's class stumbled, beyond the tree.
    KeepStumbles,
    ForgetStumbles(ClassId),
    CloseTree,
    BackToTree,
    /// Children for a class, new or known.
    Enrol {
        whose: Whose,
        children: Vec<String>,
    },
    FindPlaces,
    WriteList {
        class: ClassId,
        kind: ListKind,
    },
    Panel(PanelSettings),
    /// Something of an import of the roster.
    Roster(Wish),
    /// A class and its children by hand.
    ByHand(by_hand::Wish),
    /// About one child.
    People(PeopleOrder),
    /// About colleagues.
    Staff(StaffOrder),
    /// About the school's register.
    Register(RegisterOrder),
    /// What the panel's page asks for beside new settings.
    PanelAsks(PanelOrder),
    /// About agreements.
    Agreements(AgreementsOrder),
    /// About a child who has broken a rule.
    FollowUp(FollowUpOrder),
    /// Lists and sheets.
    Exports(ExportsOrder),
    /// By stick.
    Courier(CourierOrder),
}

/// What the page about a broken rule asks for.
#[derive(Debug)]
pub(super) enum FollowUpOrder {
    /// What is noted?
    Look(PupilId),
    Add {
        pupil: PupilId,
        rule: RuleId,
        step: FollowUpStep,
        note: String,
    },
    /// Destroy one before its time.
    Drop {
        pupil: PupilId,
        number: u64,
    },
    /// The letter home.
    Letter(Box<FollowUp>),
    /// Open the tree, so that the child can promise again though there is a promise already.
    Again {
        pupil: PupilId,
        class: ClassId,
        lesson: Option<LessonId>,
    },
}

/// What the page about agreements asks for.
#[derive(Debug)]
pub(super) enum AgreementsOrder {
    /// Which versions and drafts are there?
    Look,
    /// Keep a draft as it is now.
    Save(Box<AgreementDraft>),
    /// Throw a draft away.
    Discard(AgreementId),
    /// Make the next version of a draft; `shipped` is the one that came with the program.
    Adopt { draft: Box<AgreementDraft>, shipped: u32, today: Date },
    /// Take a version back that nobody has promised to.
    Withdraw(AgreementId, u32),
    /// Note that a version is approved.
    Approve(Approved),
    /// A class's sheets, as they stand under a version.
    Print { class: ClassId, agreement: AgreementId, version: u32 },
}

/// What the courier's page asks for.
pub(super) enum CourierOrder {
    /// How does it stand, and which answers are there?
    Look,
    /// A folder for a file.
    ChoosePlace,
    Write(Place),
    /// Take an answer in.
    Take(PathBuf),
}

/// What the page about colleagues asks for.
pub(super) enum StaffOrder {
    /// Who can open the kiosk, and who did what, or what did this one do?
    Look(Option<StaffId>),
    /// A colleague is something else from now on.
    Role {
        staff: StaffId,
        role: Role,
        /// Whose trail is looked at meanwhile.
        only: Option<StaffId>,
    },
    /// What everybody did, or this one, as a table.
    SaveTrail(Option<StaffId>),
    Add {
        new: NewStaff,
        access: NewAccess,
    },
    Access {
        staff: StaffId,
        access: NewAccess,
    },
    Disable(StaffId),
    /// Somebody opens the kiosk until midnight.
    ForToday {
        whom: ForToday,
        access: NewAccess,
    },
    /// Another recovery key, to be shown once.
    NewKey,
}

/// What the pages about one child ask for.
#[derive(Debug)]
pub(super) enum PeopleOrder {
    /// A statement about a child who was not asked.
    Set { pupil: PupilId, outcome: Outcome },
    /// A statement that an earlier one does not count.
    TakeBack { sequence: u64, mistake: Mistake },
    /// Who helps a child while the tree is open, or nobody.
    Helper { pupil: PupilId, helper: Option<StaffId> },
    /// The same, by somebody whom the kiosk does not know yet.
    NewHelper { pupil: PupilId, name: String },
    /// The teacher has talked with a child who was not sure yet.
    TalkedAbout { sequence: u64 },
    /// A promise was made with somebody's help, though it does not say so.
    Helped { sequence: u64, helper: StaffId },
    /// The same, by somebody whom the kiosk does not know yet.
    HelpedByNew { sequence: u64, name: String },
    /// What a child needs from now on.
    Needs { pupil: PupilId, needs: Needs },
}

/// The clocks of the stores that are opened here.
#[derive(Resource)]
pub(super) struct Clocks(Arc<dyn Clock>);

impl Default for Clocks {
    fn default() -> Self {
        Self(SystemClock::start())
    }
}

/// What prints; made with the first list, then kept warm.
#[derive(Resource, Default)]
pub(super) struct Printing(pub(super) Arc<OnceLock<Press>>);

/// All that orders are carried out with.
#[derive(SystemParam)]
pub(super) struct Hands<'w, 's> {
    pub(super) console: ResMut<'w, Console>,
    mode: ResMut<'w, Mode>,
    pub(super) school: Option<ResMut<'w, OpenSchool>>,
    closed: Option<Res<'w, ClosedStore>>,
    pub(super) contents: Res<'w, Contents>,
    pub(super) lang: Res<'w, Lang>,
    pub(super) data: Res<'w, DataFolder>,
    settings: ResMut<'w, PanelSettings>,
    work: ResMut<'w, Work>,
    pub(super) printing: Res<'w, Printing>,
    clocks: Res<'w, Clocks>,
    written: ResMut<'w, Written>,
    pub(super) alarm: Option<Res<'w, Alarm>>,
    pub(super) syncing: Option<Res<'w, Syncing>>,
    pub(super) say: MessageWriter<'w, Say>,
    lock: MessageWriter<'w, LockNow>,
    redraw: MessageWriter<'w, RequestRedraw>,
    commands: Commands<'w, 's>,
}

/// Carries out what the pages have asked for.
pub(super) fn carry(mut hands: Hands<'_, '_>) {
    let orders = std::mem::take(&mut hands.console.bypass_change_detection().orders);
    for order in orders {
        hands.carry(order);
        hands.redraw.write(RequestRedraw);
    }
}

/// Takes what the threads have done.
pub(super) fn finish(mut hands: Hands<'_, '_>) {
    if !hands.work.busy() {
        return;
    }
    for done in hands.work.take() {
        hands.done(done);
        hands.redraw.write(RequestRedraw);
    }
    // The store locks by itself when a key for one day is over: then nothing stays on the screen.
    let locked = hands.school.as_ref().is_some_and(|school| school.store.access() == Access::Locked);
    if locked && *hands.mode == Mode::Console && !matches!(hands.console.page, Page::Unlock(_)) {
        hands.lock.write(LockNow);
    }
}

impl Hands<'_, '_> {
    pub(super) fn start(&self, job: impl FnOnce() -> Done + Send + 'static) {
        self.work.start(Wake::of(self.alarm.as_deref()), job);
    }

    /// What prints.
    pub(super) fn press(&self) -> Arc<OnceLock<Press>> {
        self.printing.0.clone()
    }

    /// Tells the robot which file was written last.
    pub(super) fn wrote(&mut self, file: PathBuf) {
        self.written.0 = Some(file);
    }

    fn store(&self) -> Option<Store> {
        self.school
            .as_ref()
            .map(|school| school.store.clone())
            .or_else(|| self.closed.as_ref().map(|closed| closed.0.clone()))
    }

    /// The store, and who opened it.
    pub(super) fn store_and_me(&self) -> Option<(Store, StaffId)> {
        let school = self.school.as_ref()?;
        Some((school.store.clone(), school.me.clone()))
    }

    /// The store, and the opening of the tree.
    pub(super) fn store_and_session(&self) -> Option<(Store, SessionId)> {
        let (store, tree) = self.open_tree()?;
        Some((store, tree.session.clone()))
    }

    /// Says that something did not work, and lets it be tried again.
    pub(super) fn trouble(&mut self, error: &dyn std::error::Error) {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(next) = cause {
            causes.push(next.to_string());
            cause = next.source();
        }
        error!(error = %error, causes = causes.join(": "), "the console could not do something");
        self.say_trouble(sentence(&error.to_string()));
    }

    pub(super) fn say_trouble(&mut self, words: String) {
        self.console.trouble = Some(words);
        self.console.saving.under_way = false;
        match &mut self.console.page {
            Page::FirstRun(first) if matches!(first, FirstRun::Making { .. }) => *first = FirstRun::Choice,
            Page::Unlock(unlock) => unlock.checking = false,
            Page::Recovered(recovered) => recovered.asked = false,
            Page::Staff(page) => page.refused(),
            Page::Agreements(page) => page.asked = false,
            Page::Exports(page) => page.under_way = None,
            Page::Courier(page) => page.asked = false,
            Page::Panel(page) => page.backing_up = false,
            Page::Today(Today::Opening(opening)) => opening.asked = false,
            Page::Today(Today::NewClass(new)) => new.asked = false,
            Page::Today(Today::Tree(day)) => day.asked = false,
            Page::Today(Today::Child(page)) => page.asked = false,
            Page::Today(Today::ByHand(page)) => page.asked = false,
            _ => {}
        }
    }

    fn carry(&mut self, order: Order) {
        match order {
            Order::Look => self.look(),
            Order::Leave => {
                let ready = self.school.as_ref().is_some_and(|s| s.tree.is_some() && s.store.access() == Access::Open);
                self.mode.set_if_neq(if ready { Mode::Tree } else { Mode::Idle });
            }
            Order::Try { secret } => self.try_secret(secret),
            Order::Demo => {
                let (folder, clock) = (self.data.0.clone(), self.clocks.0.clone());
                self.start(move || Done::SetUp(jobs::make_demo(&folder, clock).map(Box::new)));
            }
            Order::SetUp(Err(error)) => self.trouble(&error),
            Order::SetUp(Ok(school)) => {
                let (folder, clock) = (self.data.0.clone(), self.clocks.0.clone());
                self.start(move || Done::SetUp(jobs::set_up(&folder, *school, clock).map(Box::new)));
            }
            Order::ChooseKeyPlace => {
                self.console.saving.choosing = Some(ChosenFor::RecoveryKey);
                self.carry(Order::FindPlaces);
            }
            Order::SaveKey(place) => self.save_key(&place),
            Order::Begin => {
                self.console.page = Page::Today(Today::default());
                self.mode.set_if_neq(Mode::Console);
            }
            Order::SetAccess { staff, access } => {
                let Some(store) = self.store() else { return };
                if let Some(school) = &mut self.school {
                    school.me = staff.clone();
                }
                self.start(move || Done::AccessSet(store.set_access(staff, access).wait()));
            }
            Order::Lock => {
                self.lock.write(LockNow);
            }
            Order::OpenTree { class, absent, only, lessons } => match self.tree(&class, absent, lessons) {
                Ok(Some((store, tree))) => {
                    self.start(move || {
                        let opened = store.open_tree_for(tree.clone(), only).wait();
                        let read = opened.and_then(|()| Ok((tree, store.tree_only().wait()?, store.helpers().wait()?)));
                        Done::TreeOpened(read)
                    });
                }
                Ok(None) => self.say_trouble(self.lang.text(k::NO_AGREEMENT)),
                Err(error) => self.trouble(&error),
            },
            Order::SetAbsent { pupil, absent } => {
                let Some((store, tree)) = self.open_tree() else { return };
                let session = tree.session.clone();
                self.start(move || {
                    let result = store.set_absent(session, pupil.clone(), absent).wait();
                    Done::Absent { pupil, absent, result }
                });
            }
            Order::Talked { note } => {
                let Some(store) = self.store() else { return };
                self.start(move || Done::Talked { note, result: store.talked(note).wait() });
            }
            Order::KeepStumbles => {
                let Some((_, tree)) = self.open_tree() else { return };
                let class = tree.class.clone();
                let now_ms = jiff::Timestamp::now().as_millisecond();
                let kept = self.school.as_ref().map(|school| school.stumbles.to_keep(&self.lang, now_ms));
                self.keep_stumbles(class, kept);
            }
            Order::ForgetStumbles(class) => self.keep_stumbles(class, None),
            Order::CloseTree => self.close_tree(),
            Order::BackToTree => {
                self.mode.set_if_neq(Mode::Tree);
            }
            Order::PlayLesson => {
                self.mode.set_if_neq(Mode::Lesson);
            }
            Order::Enrol { whose, children } => match enrolment(whose, &children, self.school.as_deref()) {
                Ok(Some((class, new, pupils))) => {
                    let Some(store) = self.store() else { return };
                    self.start(move || {
                        let classes = if new { vec![class.clone()] } else { Vec::new() };
                        let result = store.enrol(classes, pupils.clone()).wait();
                        Done::Enrolled { class, pupils, result }
                    });
                }
                Ok(None) => self.console.page = Page::Today(Today::default()),
                Err(error) => self.trouble(&error),
            },
            Order::Roster(wish) => self.roster(wish),
            Order::ByHand(wish) => self.by_hand(wish),
            Order::People(order) => self.people(order),
            Order::Staff(order) => self.staff(order),
            Order::Register(order) => self.register(order),
            Order::PanelAsks(order) => self.panel(order),
            Order::Agreements(order) => self.agreements(order),
            Order::FollowUp(order) => self.follow_up(order),
            Order::Exports(order) => self.exports(order),
            Order::Courier(order) => self.courier(order),
            Order::FindPlaces => {
                let folder = self.data.0.clone();
                self.start(move || Done::Places(places::all(&folder)));
            }
            Order::WriteList { class, kind } => self.write_list(class, kind),
            Order::Panel(settings) => {
                *self.settings = settings.clone();
                let Some(store) = self.store() else { return };
                self.start(move || Done::PanelSaved(store.set_setting(PANEL_SETTING, &settings).wait()));
            }
        }
    }

    fn done(&mut self, done: Done) {
        match done {
            Done::Looked(Ok(looked)) => {
                if let Page::Unlock(unlock) = &mut self.console.page {
                    unlock.looked(looked);
                }
            }
            Done::Tried(tried) => self.tried(*tried),
            Done::SetUp(Ok(set_up)) => {
                self.console.page = match &set_up.recovery_key {
                    Some(key) => Page::FirstRun(FirstRun::Recovery(Recovery::of(key.printed()))),
                    None => Page::Today(Today::default()),
                };
                if set_up.recovery_key.is_none() {
                    self.mode.set_if_neq(Mode::Console);
                }
                self.opened(set_up.opened);
            }
            Done::AccessSet(Ok(())) => self.console.page = Page::Today(Today::default()),
            Done::TreeOpened(Ok((tree, only, helpers))) => {
                if let Some(school) = &mut self.school {
                    school.tree = Some(tree);
                    school.only = only;
                    school.helpers = helpers;
                }
                self.console.page = Page::Away;
                self.mode.set_if_neq(Mode::Tree);
            }
            Done::Absent { pupil, absent, result: Ok(()) } => {
                if let Some(tree) = self.school.as_mut().and_then(|school| school.tree.as_mut()) {
                    if absent {
                        tree.absent.insert(pupil);
                    } else {
                        tree.absent.remove(&pupil);
                    }
                }
            }
            Done::Talked { note, result: Ok(()) } => {
                if let Some(school) = &mut self.school {
                    school.notes.retain(|kept| kept.number != note);
                }
            }
            Done::StumblesKept { class, kept, result: Ok(()) } => {
                let Some(school) = &mut self.school else { return };
                match kept {
                    Some(kept) => school.kept.insert(class, kept),
                    None => school.kept.remove(&class),
                };
            }
            Done::TreeClosed(Ok(outcomes)) => {
                let Some(school) = &mut self.school else { return };
                school.outcomes = outcomes;
                school.stumbles = Stumbles::default();
                school.helpers.clear();
                school.only.clear();
                if let Some(tree) = school.tree.take() {
                    self.console.page = Page::Today(Today::Lists(tree.class));
                    self.carry(Order::FindPlaces);
                }
            }
            Done::Enrolled { class, pupils, result: Ok(()) } => {
                if let Some(school) = &mut self.school {
                    take_in(school, class, pupils);
                }
                self.console.page = Page::Today(Today::default());
            }
            Done::PanelSaved(Ok(())) => {}
            Done::Roster(answered) => self.roster_answered(answered),
            Done::ByHand(answered) => self.by_hand_answered(answered),
            Done::People(done) => self.people_done(done),
            Done::Staff(Ok(done)) => self.staff_done(done),
            Done::Register(done) => self.register_done(done),
            Done::Health(health) => self.panel_done(health),
            Done::BackedUp(backup) => self.backed_up(backup),
            Done::Agreements(Ok(known)) => self.agreements_done(known),
            Done::DraftSaved(Ok(())) => {}
            Done::FollowUps(Ok((pupil, known))) => self.follow_ups_known(&pupil, known),
            Done::NewKey(Ok(key)) => {
                self.console.page = Page::FirstRun(FirstRun::Recovery(Recovery::of(key.printed())));
            }
            Done::Exports(done) => self.exports_done(done),
            Done::Courier(Ok(done)) => self.courier_done(done),
            Done::Courier(Err(problem)) => self.trouble(&problem),
            Done::Places(places) => self.console.saving.found(places),
            Done::Written(Ok(path)) => {
                info!("a list was written");
                self.console.saving.under_way = false;
                self.console.saving.saved = Some(path.clone());
                self.written.0 = Some(path);
            }
            Done::KeySaved(Ok(path)) => {
                self.wrote(path.clone());
                if let Page::FirstRun(FirstRun::Recovery(recovery)) = &mut self.console.page {
                    recovery.saved = Some(path);
                }
            }
            Done::Looked(Err(error))
            | Done::SetUp(Err(error))
            | Done::AccessSet(Err(error))
            | Done::TreeOpened(Err(error))
            | Done::Absent { result: Err(error), .. }
            | Done::Talked { result: Err(error), .. }
            | Done::StumblesKept { result: Err(error), .. }
            | Done::TreeClosed(Err(error))
            | Done::Enrolled { result: Err(error), .. }
            | Done::Staff(Err(error))
            | Done::Agreements(Err(error))
            | Done::DraftSaved(Err(error))
            | Done::FollowUps(Err(error))
            | Done::NewKey(Err(error))
            | Done::PanelSaved(Err(error)) => self.trouble(&error),
            Done::Written(Err(error)) => self.trouble(&error),
            Done::KeySaved(Err(error)) => self.trouble(&error),
            Done::Lost => {
                error!("a job of the console ended without an answer");
                self.say_trouble(self.lang.text(k::WRONG_LOST));
            }
        }
    }

    fn look(&mut self) {
        let (folder, clock, store) = (self.data.0.clone(), self.clocks.0.clone(), self.store());
        self.start(move || Done::Looked(jobs::look(&folder, store, clock.as_ref())));
    }

    fn try_secret(&mut self, secret: Secret) {
        let (store, folder, clock) = (self.store(), self.data.0.clone(), self.clocks.0.clone());
        self.start(move || {
            let store = match store.map_or_else(|| Store::at(&folder, clock), Ok) {
                Ok(store) => store,
                Err(error) => return Done::Tried(Box::new(Tried { store: None, result: Err(error) })),
            };
            let result = jobs::unlock(&store, secret);
            Done::Tried(Box::new(Tried { store: Some(store), result }))
        });
    }

    fn tried(&mut self, tried: Tried) {
        match tried.result {
            Ok(welcome) => {
                let own = if let Page::Unlock(unlock) = &self.console.page { unlock.wrong_here } else { 0 };
                self.console.page = if welcome.recovered.is_empty() {
                    Page::Today(Today::default())
                } else {
                    Page::Recovered(Recovered::of(welcome.recovered))
                };
                if welcome.wrong_before > own {
                    let tries = (welcome.wrong_before - own).to_string();
                    self.console.trouble = Some(self.lang.text_with(k::UNLOCK_TRIES_BEFORE, &[("tries", &tries)]));
                }
                self.opened(welcome.opened);
            }
            Err(error) => {
                debug!(%error, "not unlocked");
                // Names do not stay in memory when only a passphrase opens the store.
                if let Some(store) = tried.store
                    && store.access() == Access::Sealed
                {
                    self.commands.remove_resource::<OpenSchool>();
                    self.commands.insert_resource(ClosedStore(store));
                }
                if let Page::Unlock(unlock) = &mut self.console.page {
                    unlock.refused(&error);
                }
            }
        }
    }

    pub(super) fn opened(&mut self, mut opened: Opened) {
        *self.settings = opened.panel;
        if let Some(before) = &self.school {
            opened.school.take_over(before);
        }
        self.commands.insert_resource(opened.school);
    }

    /// What is to be opened for a class, now, in the name of whoever unlocked.
    fn tree(
        &self,
        class: &ClassId,
        absent: BTreeSet<PupilId>,
        lessons: Vec<LessonId>,
    ) -> Result<Option<(Store, OpenTree)>, Unnamed> {
        let Some(school) = &self.school else { return Ok(None) };
        let agreement = school.class(class).and_then(|class| agreement_for(&self.contents.0, class));
        let Some(agreement) = agreement else { return Ok(None) };
        let tree = OpenTree {
            session: fresh(SessionId::new)?,
            class: class.clone(),
            agreement: agreement.id.clone(),
            version: agreement.version,
            witness: school.me.clone(),
            opened_ms: jiff::Timestamp::now().as_millisecond(),
            absent,
            lessons,
        };
        Ok(Some((school.store.clone(), tree)))
    }

    fn open_tree(&self) -> Option<(Store, &OpenTree)> {
        let school = self.school.as_ref()?;
        Some((school.store.clone(), school.tree.as_ref()?))
    }

    fn close_tree(&mut self) {
        let Some((store, tree)) = self.open_tree() else { return };
        let session = tree.session.clone();
        let language = self.lang.tag().to_owned();
        let Some(fingerprint) = self.contents.0.fingerprint(&tree.agreement, &language) else {
            self.say_trouble(self.lang.text(k::NO_AGREEMENT));
            return;
        };
        self.start(move || {
            let closed = store.close_tree(session, Shown { fingerprint, language }).wait();
            Done::TreeClosed(closed.and_then(|_| store.outcomes(None).wait()))
        });
    }

    /// Keeps a class's stumbles in the store, or none of them any more.
    fn keep_stumbles(&self, class: ClassId, kept: Option<KeptStumbles>) {
        let Some(store) = self.store() else { return };
        self.start(move || {
            let result = store.set_setting(stumbles::setting(&class), &kept).wait();
            Done::StumblesKept { class, kept, result }
        });
    }

    fn write_list(&mut self, class: ClassId, kind: ListKind) {
        let Some(school) = &self.school else { return };
        let name = school.class(&class).map(|class| class.name.clone()).unwrap_or_default();
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let date = super::super::school::local(now_ms).date().to_string();
        let file = if kind == ListKind::Sheets { k::LISTS_SHEETS_FILE } else { k::LISTS_FILE };
        let name = self.lang.text_with(file, &[("class", &name), ("date", &date)]);
        let chosen = self.console.saving.place().map(|place| place.path().to_owned());
        let (store, data) = (school.store.clone(), self.data.0.clone());
        let (content, language, press) = (self.contents.0.clone(), self.lang.tag().to_owned(), self.printing.0.clone());
        self.start(move || {
            let folder = chosen.unwrap_or_else(|| places::here(&data));
            let to = places::fresh(&folder, &name, kind.ending());
            let exporter = Exporter { store: &store, content: &content, language: &language, now_ms };
            let press = press.get_or_init(Press::new);
            let (what, form) = match kind {
                ListKind::Sheets => (What::Sheets, Form::Pdf),
                ListKind::Pdf => (What::List, Form::Pdf),
                ListKind::Csv => (What::List, Form::Csv),
            };
            let wanted = Wanted { of: Of::Class(class), what, names: Names::Usual };
            let file = |_: &Part| to.clone();
            let made = exporter.make(press, &wanted, form, &To::Files(&file), &Watch::silent());
            Done::Written(made.map(|_| to))
        });
    }

    fn save_key(&mut self, place: &Place) {
        let Page::FirstRun(FirstRun::Recovery(recovery)) = &self.console.page else { return };
        let school = self.school.as_ref().map(|school| school.school.name.clone()).unwrap_or_default();
        let (lang, press, key) = ((*self.lang).clone(), self.press(), recovery.key.clone());
        let (folder, name) = (place.path().to_owned(), self.lang.text(k::RECOVERY_FILE));
        self.start(move || {
            let Some(words) = lang.words() else { return Done::Lost };
            let made = super::super::school::local(jiff::Timestamp::now().as_millisecond()).date();
            let to = places::fresh(&folder, &name, "pdf");
            let sheet = press.get_or_init(Press::new).recovery_key(&school, &key, made, words);
            let saved = sheet.map_err(ExportError::from).and_then(|sheet| crate::exports::write_whole(&to, &sheet));
            Done::KeySaved(saved.map(|()| to))
        });
    }
}

/// Adds what the store has just taken, in the order that the store lists it in.
fn take_in(school: &mut OpenSchool, class: Class, pupils: Vec<Pupil>) {
    let all = school.pupils.entry(class.id.clone()).or_default();
    all.extend(pupils);
    all.sort_by_key(|pupil| (pupil.given_name.to_lowercase(), pupil.family_name.to_lowercase()));
    if school.class(&class.id).is_none() {
        school.classes.push(class);
        school.classes.sort_by(|a, b| (a.year, &a.name).cmp(&(b.year, &b.name)));
    }
}
