//! What the page for lists and sheets asks for, carried out on threads: looking for printers may wait for a network, and a
//! school's sheets take a while.

use super::exports_page::{ExportsOrder, ExportsPage, Job, Target};
use super::orders::Hands;
use super::places::{self, Lookout, Place};
use super::work::Done;
use super::{Page, exports_keys as e};
use crate::documents::Press;
use crate::exports::printer::{self, PrintError, Printer};
use crate::exports::{ExportError, Exporter, Form, Made, Part, To, Wanted, What};
use std::path::PathBuf;
use std::time::Duration;

/// What came of it.
pub(super) enum ExportsDone {
    Looked { places: Vec<Place>, printers: Result<Vec<Printer>, PrintError> },
    Made { job: Job, printer: Option<String>, made: Result<Made, ExportError> },
}

impl Hands<'_, '_> {
    pub(super) fn exports(&mut self, order: ExportsOrder) {
        match order {
            ExportsOrder::Look => {
                let (folder, alarm) = (self.data.0.clone(), self.alarm.as_deref().cloned());
                if let (Page::Exports(page), Some(alarm)) = (&mut self.console.page, alarm) {
                    let wake = move || alarm.ring_after(Duration::ZERO);
                    page.lookout.get_or_insert_with(|| Lookout::start(wake));
                }
                self.start(move || {
                    let (places, printers) = (places::all(&folder), printer::printers());
                    Done::Exports(ExportsDone::Looked { places, printers })
                });
            }
            ExportsOrder::Make { wanted, form, to } => self.make(wanted, form, to),
        }
    }

    /// Makes lists or sheets, and saves or prints them.
    fn make(&mut self, wanted: Wanted, form: Form, to: Target) {
        let Some((store, _)) = self.store_and_me() else { return };
        let job = Job::new(self.alarm.as_deref());
        if let Page::Exports(page) = &mut self.console.page {
            page.under_way = Some(job.clone());
        }
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let date = super::super::school::local(now_ms).date().to_string();
        let (lang, school) = ((*self.lang).clone(), self.lang.text(e::SCHOOL));
        let (content, press) = (self.contents.0.clone(), self.press());
        self.start(move || {
            let exporter = Exporter { store: &store, content: &content, language: lang.tag(), now_ms };
            let key = match wanted.what {
                What::List => e::FILE_LIST,
                What::Missing => e::FILE_MISSING,
                What::Sheets => e::FILE_SHEETS,
            };
            let title = |part: &Part| {
                let class = part.class.as_deref().unwrap_or(&school);
                lang.text_with(key, &[("class", class), ("date", &date)])
            };
            let file = |part: &Part| -> PathBuf {
                let folder = if let Target::Place(place) = &to { place.path() } else { std::path::Path::new("") };
                places::fresh(folder, &title(part), form.ending())
            };
            let (target, printer) = match &to {
                Target::Place(_) => (To::Files(&file), None),
                Target::Printer(printer) => {
                    (To::Printer { name: &printer.name, title: &title }, Some(printer.name.clone()))
                }
            };
            let made = exporter.make(press.get_or_init(Press::new), &wanted, form, &target, &job.watch);
            Done::Exports(ExportsDone::Made { job, printer, made })
        });
    }

    pub(super) fn exports_done(&mut self, done: ExportsDone) {
        match done {
            ExportsDone::Looked { places, printers } => {
                if let Page::Exports(page) = &mut self.console.page {
                    page.looked(places, printers);
                }
            }
            ExportsDone::Made { job, printer, made } => {
                let said = match (&made, &printer) {
                    (Ok(_), Some(name)) => Some(self.lang.text_with(e::PRINTED, &[("name", name)])),
                    (Ok(made), None) => made.files.last().map(|path| {
                        let (path, count) = (path.display().to_string(), made.documents.to_string());
                        match made.documents {
                            1 => self.lang.text_with(e::SAVED, &[("path", &path)]),
                            _ => self.lang.text_with(e::SAVED_MANY, &[("count", &count), ("path", &path)]),
                        }
                    }),
                    (Err(ExportError::Stopped(_)), _) => Some(self.lang.text(e::STOPPED)),
                    (Err(_), _) => None,
                };
                if let Ok(Made { files, .. }) = &made
                    && let Some(file) = files.last()
                {
                    bevy::log::info!("a list was written");
                    self.wrote(file.clone());
                }
                if let Some(page) = self.page_of(&job) {
                    page.under_way = None;
                    page.said = said;
                }
                if let Err(error) = made
                    && !matches!(error, ExportError::Stopped(_))
                {
                    self.trouble(&error);
                }
            }
        }
    }

    /// The page, where it still waits for this job.
    fn page_of(&mut self, job: &Job) -> Option<&mut ExportsPage> {
        match &mut self.console.page {
            Page::Exports(page) if page.under_way.as_ref().is_some_and(|other| other.is(job)) => Some(page),
            _ => None,
        }
    }
}
