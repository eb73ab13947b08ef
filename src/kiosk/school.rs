//! What the open kiosk knows: the school, its people, how its classes stand, and the language on the screen.
//!
//! Read from the store once when it is opened; from then on every answer of the store is added here, so that no screen
//! waits for the disk.

pub(super) use crate::exports::local;

use crate::content::{ClipRef, Content, Words};
use crate::domain::agreement::{Agreement, Audience};
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{AgreementId, ClassId, Key, LessonId, PupilId, RuleId, StaffId};
use crate::domain::kept_words::KeptWords;
use crate::domain::needs::Needs;
use crate::domain::rights::Right;
use crate::domain::school::{Class, Pupil, School, Staff, shown_names};
use crate::domain::tree::{OpenTree, RecordedOutcome, Standing, Tally, standings, tally};
use crate::roster::roll::{self, Waiting};
use crate::store::{Approved, Everybody, KeptVersion, Note, Store, StoreError};
use bevy::prelude::*;
use bevy::ui::InlineDirection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::PanelSettings;
use super::stumbles::{self, KeptStumbles, Stumbles};

/// The words, clips and agreements that the kiosk was started with.
#[derive(Resource, Clone)]
pub(super) struct Contents(pub Arc<Content>);

/// The language on the screen.
#[derive(Resource, Clone)]
pub(super) struct Lang {
    content: Arc<Content>,
    tag: String,
    mirrored: bool,
}

impl Lang {
    /// The language of a BCP 47 tag; `None` if the content does not have it.
    pub(super) fn new(content: Arc<Content>, tag: &str) -> Option<Self> {
        content.words(tag).is_some().then(|| Self { content, tag: tag.to_owned(), mirrored: false })
    }

    /// The same, laid out the other way round than its language is; see [`super::KioskOptions::mirrored`].
    pub(super) fn mirrored(self, mirrored: bool) -> Self {
        Self { mirrored, ..self }
    }

    /// Another language out of the same content, where it is there.
    pub(super) fn in_language(&self, tag: &str) -> Option<Self> {
        Self::new(self.content.clone(), tag).map(|lang| lang.mirrored(self.mirrored))
    }

    /// The same language, way of layout included, out of content that was read again. `None` if it is not in there any more.
    pub(super) fn read_again(&self, content: Arc<Content>) -> Option<Self> {
        Self::new(content, &self.tag).map(|lang| lang.mirrored(self.mirrored))
    }

    /// Its words, for what writes sentences of its own.
    pub(super) fn words(&self) -> Option<&Words> {
        self.content.words(&self.tag)
    }

    /// BCP 47 tag.
    pub(super) fn tag(&self) -> &str {
        &self.tag
    }

    /// A message without variables.
    pub(super) fn text(&self, key: &str) -> String {
        self.words().map_or_else(|| format!("[{key}]"), |words| words.text(key))
    }

    /// A message with variables.
    pub(super) fn text_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words().map_or_else(|| format!("[{key}]"), |words| words.text_with(key, values))
    }

    /// The clip of a message; `None` hides the speaker button.
    pub(super) fn clip(&self, key: &Key) -> Option<ClipRef> {
        self.content.speech(&self.tag, key.as_str())
    }

    /// Which way the whole layout runs.
    pub(super) fn direction(&self) -> InlineDirection {
        let right_to_left = self.words().map(Words::direction) == Some(crate::content::Direction::RightToLeft);
        if right_to_left == self.mirrored { InlineDirection::Ltr } else { InlineDirection::Rtl }
    }

    /// A day as people write it.
    pub(super) fn date(&self, date: jiff::civil::Date) -> String {
        self.words().map_or_else(|| date.to_string(), |words| words.date_long(date))
    }

    /// A time of day as people write it.
    pub(super) fn time(&self, at_ms: i64) -> String {
        self.words().map_or_else(String::new, |words| words.time(local(at_ms).time()))
    }
}

/// Everything read from the store when it was opened, kept up to date since.
#[derive(Resource)]
pub(super) struct OpenSchool {
    pub store: Store,
    pub school: School,
    pub classes: Vec<Class>,
    pub pupils: BTreeMap<ClassId, Vec<Pupil>>,
    pub staff: Vec<Staff>,
    /// Who opened the kiosk.
    pub me: StaffId,
    /// Whether their key is for one day: lessons and outcomes only.
    pub today_only: bool,
    /// What they may do that is not for everybody.
    pub rights: BTreeSet<Right>,
    pub outcomes: Vec<RecordedOutcome>,
    pub notes: Vec<Note>,
    pub tree: Option<OpenTree>,
    /// Who has played which lesson to its end.
    pub finished: BTreeSet<(PupilId, LessonId)>,
    /// Where lessons were stumbled at while the tree is open; forgotten with it.
    pub stumbles: Stumbles,
    /// What the teacher keeps of that, by class.
    pub kept: BTreeMap<ClassId, KeptStumbles>,
    /// Who helps whom while the tree is open.
    pub helpers: BTreeMap<PupilId, StaffId>,
    /// The statements that the teacher has talked about with their child.
    pub talks: BTreeSet<u64>,
    /// What children were not sure of, by the statement that says so.
    pub unsure: BTreeMap<u64, Vec<RuleId>>,
    /// What children need so that they can take part.
    pub needs: BTreeMap<PupilId, Needs>,
    /// The languages that children are offered beside the kiosk's own, by their tags; `None` while nobody has chosen: all.
    pub offered: Option<BTreeSet<String>>,
    /// Whom the open tree is for; nobody where it is for everybody.
    pub only: BTreeSet<PupilId>,
    /// The rules that stood in each agreement version that somebody has promised.
    pub promised: BTreeMap<(AgreementId, u32), BTreeSet<RuleId>>,
    /// The words that were ever shown for a promise.
    pub kept_words: Vec<KeptWords>,
    /// What the school has approved.
    pub approvals: Vec<Approved>,
    /// The agreements that the school has made its own; see [`super::adopt`].
    pub agreements: Arc<Vec<AgreementVersion>>,
    /// What of the register's roll waits for a person.
    pub roll: Option<Waiting>,
}

/// Those that the store keeps and nobody has taken back.
pub(super) fn not_withdrawn(versions: &[KeptVersion]) -> Arc<Vec<AgreementVersion>> {
    let standing = versions.iter().filter(|kept| !kept.withdrawn);
    Arc::new(standing.map(|kept| kept.version.clone()).collect())
}

/// An [`OpenSchool`] with the settings that came with it.
pub(super) struct Opened {
    pub school: OpenSchool,
    pub panel: PanelSettings,
}

/// The name of the panel's settings in the store.
pub(super) const PANEL_SETTING: &str = "panel";
/// The name of the setting that says which languages children are offered.
pub(super) const LANGUAGES_SETTING: &str = "languages";

impl OpenSchool {
    /// Takes over what is only in memory, where the same tree is still open.
    pub(super) fn take_over(&mut self, before: &Self) {
        let session = |school: &Self| school.tree.as_ref().map(|tree| tree.session.clone());
        if session(self).is_some() && session(self) == session(before) {
            self.stumbles = before.stumbles.clone();
        }
    }

    /// Reads it all; for a thread that may wait.
    pub(super) fn read(store: Store, me: StaffId) -> Result<Opened, StoreError> {
        let classes = store.classes().wait()?;
        let (mut pupils, mut kept) = (BTreeMap::new(), BTreeMap::new());
        for class in &classes {
            pupils.insert(class.id.clone(), store.pupils(Some(class.id.clone())).wait()?);
            let stumbles: Option<Option<KeptStumbles>> = store.setting(stumbles::setting(&class.id)).wait()?;
            kept.extend(stumbles.flatten().map(|stumbles| (class.id.clone(), stumbles)));
        }
        let panel = super::school_defaults::panel(&store)?;
        let school = Self {
            school: store.school().wait()?,
            staff: store.staff().wait()?,
            outcomes: store.outcomes(None).wait()?,
            notes: store.untalked_notes().wait()?,
            tree: store.current_tree().wait()?,
            finished: store.lessons_finished().wait()?,
            helpers: store.helpers().wait()?,
            talks: store.talks().wait()?,
            unsure: store.not_sure_of().wait()?,
            needs: store.needs().wait()?,
            offered: store.setting(LANGUAGES_SETTING).wait()?,
            only: store.tree_only().wait()?,
            promised: store.promised_rules().wait()?,
            kept_words: store.kept_words().wait()?,
            approvals: store.approvals().wait()?,
            agreements: not_withdrawn(&store.agreement_versions().wait()?),
            today_only: store.is_for_today().wait()?,
            // What cannot be compared is told where it is looked at.
            roll: roll::waiting(&store).unwrap_or_default(),
            rights: store.rights().wait()?,
            stumbles: Stumbles::default(),
            kept,
            classes,
            pupils,
            me,
            store,
        };
        Ok(Opened { school, panel })
    }

    /// Takes over who is in which class now, and what they need.
    pub(super) fn take_everybody(&mut self, everybody: Everybody) {
        self.classes = everybody.classes;
        self.pupils = self.classes.iter().map(|class| (class.id.clone(), Vec::new())).collect();
        for pupil in everybody.pupils {
            self.pupils.entry(pupil.class.clone()).or_default().push(pupil);
        }
        self.needs = everybody.needs;
    }

    /// Takes out children who were erased in the store.
    pub(super) fn forget(&mut self, erased: &BTreeSet<PupilId>) {
        for pupils in self.pupils.values_mut() {
            pupils.retain(|pupil| !erased.contains(&pupil.id));
        }
        self.outcomes.retain(|outcome| !erased.contains(&outcome.pupil));
        self.notes.retain(|note| note.pupil.as_ref().is_none_or(|pupil| !erased.contains(pupil)));
        self.finished.retain(|(pupil, _)| !erased.contains(pupil));
        self.only.retain(|pupil| !erased.contains(pupil));
        self.needs.retain(|pupil, _| !erased.contains(pupil));
        self.helpers.retain(|pupil, _| !erased.contains(pupil));
        if let Some(tree) = &mut self.tree {
            tree.absent.retain(|pupil| !erased.contains(pupil));
        }
    }

    /// A class by its identifier.
    pub(super) fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.iter().find(|class| &class.id == id)
    }

    /// The pupils of a class, in the order of their names.
    pub(super) fn pupils_of(&self, class: &ClassId) -> &[Pupil] {
        self.pupils.get(class).map_or(&[], Vec::as_slice)
    }

    /// A pupil by their identifier.
    pub(super) fn pupil(&self, id: &PupilId) -> Option<&Pupil> {
        self.pupils.values().flatten().find(|pupil| &pupil.id == id)
    }

    /// A member of staff by their identifier.
    pub(super) fn adult(&self, id: &StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| &staff.id == id)
    }

    /// The adult who helps a child of the open tree, if one does.
    pub(super) fn helper(&self, pupil: &PupilId) -> Option<&Staff> {
        self.adult(self.helpers.get(pupil)?)
    }

    /// The name each pupil of a class is shown by.
    pub(super) fn names(&self, class: &ClassId) -> BTreeMap<PupilId, String> {
        shown_names(self.pupils_of(class))
    }

    /// Where each pupil of a class stands with an agreement.
    pub(super) fn standings(&self, class: &ClassId, agreement: &Agreement) -> BTreeMap<PupilId, Standing> {
        let pupils = self.pupils_of(class).iter().map(|pupil| &pupil.id);
        standings(pupils, &self.outcomes, &agreement.id, agreement.version)
    }

    /// What a child needs, where that is anything.
    pub(super) fn needs_of(&self, pupil: &PupilId) -> Option<&Needs> {
        self.needs.get(pupil)
    }

    /// Whether children are offered a language. The kiosk's own always is.
    pub(super) fn is_offered(&self, tag: &str, own: &str) -> bool {
        tag == own || self.offered.as_ref().is_none_or(|offered| offered.contains(tag))
    }

    /// The language of a child's own that they hear and read; `None`: the kiosk's.
    pub(super) fn language_of(&self, pupil: &PupilId, lang: &Lang) -> Option<Lang> {
        let wanted = self.needs_of(pupil)?.language.as_deref()?;
        let other = wanted != lang.tag() && self.is_offered(wanted, lang.tag());
        if other { lang.in_language(wanted) } else { None }
    }

    /// Whether it is to be calmer at a child's turn.
    pub(super) fn is_calm(&self, pupil: &PupilId) -> bool {
        self.needs_of(pupil).is_some_and(|needs| needs.calmer)
    }

    /// Whether the open tree is for this child.
    pub(super) fn is_asked(&self, pupil: &PupilId) -> bool {
        self.only.is_empty() || self.only.contains(pupil)
    }

    /// Whether a child's bud is a leaf on the open tree. In a session for those who are due, a promise from before it does not
    /// count: they are asked again.
    pub(super) fn is_leaf(&self, pupil: &PupilId, standing: Standing) -> bool {
        let before = match (standing, &self.tree) {
            (Standing::Known { at_ms, .. }, Some(tree)) => at_ms < tree.opened_ms,
            _ => false,
        };
        standing.is_leaf() && !(before && self.only.contains(pupil))
    }

    /// The same as the open tree has it, where it is this class's: only those it is for, each as if not asked before it.
    pub(super) fn standings_today(&self, class: &ClassId, agreement: &Agreement) -> BTreeMap<PupilId, Standing> {
        let mut standings = self.standings(class, agreement);
        if self.tree.as_ref().is_some_and(|tree| &tree.class == class) {
            standings.retain(|pupil, _| self.is_asked(pupil));
            for (pupil, standing) in &mut standings {
                if standing.is_leaf() && !self.is_leaf(pupil, *standing) {
                    *standing = Standing::ToCome;
                }
            }
        }
        standings
    }

    /// A class's standings in numbers; those of today where its tree is open, with who is absent.
    pub(super) fn tally(&self, class: &ClassId, agreement: &Agreement) -> Tally {
        let none = BTreeSet::new();
        let absent = self.tree.as_ref().filter(|tree| &tree.class == class).map_or(&none, |tree| &tree.absent);
        tally(&self.standings_today(class, agreement), absent)
    }
}

/// The agreement that a class is asked for.
pub(super) fn agreement_for(content: &Content, class: &Class) -> Option<Arc<Agreement>> {
    let audience = Audience::of(class.year.key_stage());
    content.agreement_for(audience).cloned()
}

#[cfg(test)]
impl OpenSchool {
    /// The made-up school in a folder, open.
    pub(super) fn made_up(folder: &std::path::Path) -> Self {
        use crate::store::{Kdf, SystemClock, demo_school};
        let demo = demo_school::create(folder, Kdf::Light, SystemClock::start()).expect("random numbers");
        let store = demo.created.wait().expect("a fresh folder").store;
        let me = store.present().wait().expect("open").expect("whoever set it up").id;
        Self::read(store, me).expect("what was just written").school
    }

    /// The same with a tree that is open for its first class, and these lessons.
    pub(super) fn playing(folder: &std::path::Path, content: &Content, lessons: Vec<LessonId>) -> Self {
        let mut school = Self::made_up(folder);
        let class = school.classes.first().expect("a class").clone();
        let agreement = agreement_for(content, &class).expect("an agreement");
        school.tree = Some(OpenTree {
            session: crate::domain::ids::SessionId::new("s").expect("a name"),
            class: class.id,
            agreement: agreement.id.clone(),
            version: agreement.version,
            witness: school.me.clone(),
            opened_ms: 0,
            absent: BTreeSet::new(),
            lessons,
        });
        school
    }
}
