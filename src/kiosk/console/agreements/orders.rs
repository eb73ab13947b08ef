//! What the page about agreements asks for, carried out on threads.

use super::super::Page;
use super::super::orders::{AgreementsOrder, Hands};
use super::super::places;
use super::super::work::Done;
use super::{Known, keys as a};
use crate::documents::Press;
use crate::domain::ids::{AgreementId, ClassId};
use crate::exports::Exporter;
use crate::kiosk::school::{local, not_withdrawn};
use crate::store::{Store, StoreError};

impl Hands<'_, '_> {
    pub(in super::super) fn agreements(&mut self, order: AgreementsOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        let draft = match order {
            AgreementsOrder::Save(draft) => draft,
            AgreementsOrder::Print { class, agreement, version } => {
                return self.print_version(class, agreement, version);
            }
            order => {
                return self.start(move || {
                    let done = match order {
                        AgreementsOrder::Discard(agreement) => store.drop_agreement_draft(agreement).wait(),
                        AgreementsOrder::Adopt { draft, shipped, today } => {
                            store.adopt_agreement(*draft, shipped, today).wait().map(|_| ())
                        }
                        AgreementsOrder::Withdraw(agreement, version) => {
                            store.withdraw_agreement(agreement, version).wait()
                        }
                        AgreementsOrder::Approve(approved) => store.note_approval(approved).wait(),
                        AgreementsOrder::Look | AgreementsOrder::Save(_) | AgreementsOrder::Print { .. } => Ok(()),
                    };
                    Done::Agreements(done.and_then(|()| look(&store)))
                });
            }
        };
        // Asked for here and now: the store does things in the order in which they are asked for, threads do not.
        let saved = store.save_agreement_draft(*draft);
        self.start(move || Done::DraftSaved(saved.wait()));
    }

    pub(in super::super) fn agreements_done(&mut self, known: Known) {
        if let Some(school) = &mut self.school {
            school.agreements = not_withdrawn(&known.versions);
            // Who is due, and which review dates have gone by, follows from these.
            school.approvals.clone_from(&known.approvals);
            school.kept_words.clone_from(&known.words);
            school.promised.clone_from(&known.promised);
        }
        if let Page::Agreements(page) = &mut self.console.page {
            page.looked(known);
        }
    }

    /// Writes the sheets of a class as they stand under a version, in the words that were promised.
    fn print_version(&mut self, class: ClassId, agreement: AgreementId, version: u32) {
        let Some(school) = &self.school else { return };
        let name = school.class(&class).map(|class| class.name.clone()).unwrap_or_default();
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let date = local(now_ms).date().to_string();
        let values = [("class", name.as_str()), ("version", &version.to_string()), ("date", &date)];
        let name = self.lang.text_with(a::PRINT_FILE, &values);
        let chosen = self.console.saving.place().map(|place| place.path().to_owned());
        let (store, data) = (school.store.clone(), self.data.0.clone());
        let (content, language, press) = (self.contents.0.clone(), self.lang.tag().to_owned(), self.printing.0.clone());
        self.start(move || {
            let folder = chosen.unwrap_or_else(|| places::here(&data));
            let to = places::fresh(&folder, &name, "pdf");
            let exporter = Exporter { store: &store, content: &content, language: &language, now_ms };
            let press = press.get_or_init(Press::new);
            let written = exporter.write_version(press, &class, (&agreement, version), true, &to);
            Done::Written(written.map(|()| to))
        });
    }
}

/// Everything that the page shows.
pub(in super::super) fn look(store: &Store) -> Result<Known, StoreError> {
    Ok(Known {
        versions: store.agreement_versions().wait()?,
        approvals: store.approvals().wait()?,
        drafts: store.agreement_drafts().wait()?,
        words: store.kept_words().wait()?,
        promised: store.promised_rules().wait()?,
        may: store.may_change_agreements().wait()?,
    })
}
