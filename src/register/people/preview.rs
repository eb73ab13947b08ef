//! What the office's list would change, for a person to tick: who joins, moves, has another name, is not in the list any
//! more; and the rows that cannot be used, each with its number and why.

use super::super::roll::Ready;
use super::super::storage::RegisteredSchool;
use super::frame::{self, Way};
use super::reading::Reading;
use super::upload::Uploaded;
use super::who::Who;
use crate::content::Words;
use crate::roster::{Answer, Change, Difference, Doubt, What, wording};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// What is shown.
pub(super) struct Shown<'a> {
    pub(super) reading: &'a Reading,
    /// The comparison, or a sentence on why there is none yet.
    pub(super) ready: Result<&'a Ready, String>,
    /// What [`super::roll`] knows the comparison by.
    pub(super) seen: &'a str,
    /// Whether it is another than a person has accepted.
    pub(super) changed: bool,
    /// What was ticked before.
    pub(super) ticks: Ticks,
    /// What was said of rows that could be several children.
    pub(super) answers: &'a BTreeMap<u32, Answer>,
}

/// What a person has ticked on the page before, and what stood there to be ticked.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    shown: BTreeSet<String>,
    ticked: BTreeSet<String>,
}

impl Ticks {
    pub(super) fn of(form: &Uploaded) -> Self {
        let shown = form.field("shown").split_whitespace().map(str::to_owned).collect();
        Self { shown, ticked: form.beginning("take-").map(|(key, _)| key.to_owned()).collect() }
    }

    /// Whether a change is ticked; `usual` where nobody has seen it yet.
    pub(super) fn is_ticked(&self, change: &Change, usual: bool) -> bool {
        let key = change.key.as_str();
        if self.shown.contains(key) { self.ticked.contains(key) } else { usual }
    }
}

/// The kinds of changes that stand together, in their order on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Look,
    Missing,
    Years,
    Moves,
    Renamed,
    Back,
}

impl Group {
    const ALL: [Self; 6] = [Self::Look, Self::Missing, Self::Years, Self::Moves, Self::Renamed, Self::Back];

    fn code(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Missing => "missing",
            Self::Years => "years",
            Self::Moves => "moves",
            Self::Renamed => "renamed",
            Self::Back => "back",
        }
    }

    /// Where a change stands; none for who joins, stays, or could be several.
    fn of(change: &Change) -> Option<Self> {
        match (&change.what, change.doubt) {
            (What::Leaves { .. }, _) => Some(Self::Missing),
            (What::Unclear { .. } | What::Stays { .. }, _) => None,
            (_, Some(_)) => Some(Self::Look),
            (What::ClassYear { .. }, None) => Some(Self::Years),
            (What::Changes { returned: true, .. }, None) => Some(Self::Back),
            (What::Changes { moved: true, .. }, None) => Some(Self::Moves),
            (What::Changes { .. }, None) => Some(Self::Renamed),
            (What::Joins(_), None) => None,
        }
    }

    /// Ticked to begin with: nobody needs to look at these.
    fn is_sure(self) -> bool {
        !matches!(self, Self::Look | Self::Missing)
    }
}

impl Shown<'_> {
    /// The page.
    pub(super) fn page(&self, words: &Words, who: &Who, school: &RegisteredSchool) -> Response {
        let base = format!("/schools/{}/roll", school.id);
        let source = &self.reading.source;
        let without_year = self.ready.as_ref().map(|ready| ready.classes_without_year()).unwrap_or_default();
        let open = self.ready.is_err() || !without_year.is_empty();
        let crumbs = [(base.clone(), words.text("pages-roll-title"))];
        let crumbs: Vec<(String, &str)> = crumbs.iter().map(|(to, name)| (to.clone(), name.as_str())).collect();
        let body = html! {
            (frame::crumbs(words, &crumbs, source.name()))
            h1 { (words.text("pages-roll-preview")) }
            @match &self.ready {
                Err(why) => p.wrong role="alert" { (why) },
                Ok(ready) => {
                    @if self.changed { p.wrong role="alert" { (words.text("pages-roll-changed")) } }
                    p.lead { (wording::counts(words, &ready.difference.counts())) }
                }
            }
            form method="post" action=(base) enctype="multipart/form-data" {
                (frame::token(who))
                (self.reading.carried())
                input type="hidden" name="seen" value=(self.seen);
                details.card open[open] {
                    summary { (words.text("pages-roll-reading")) }
                    p.quiet { (source.name()) ": " (wording::kind(words, source.kind())) }
                    div.fields { (self.reading.choices(words, &without_year)) }
                    button name="do" value="look" { (words.text("pages-roll-again")) }
                }
                @if let Ok(ready) = &self.ready { (self.compared(words, school, ready)) }
                div.actions {
                    @if self.ready.is_ok() {
                        button.main name="do" value="accept" { (words.text("pages-roll-accept")) }
                    }
                    a.button href=(base) { (words.text("pages-back")) }
                }
            }
        };
        let title = words.text("pages-roll-preview");
        let mut response = frame::at_school_with_own_head(words, who, school, Way::Roll, &title, body);
        if self.ready.is_err() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }

    /// What this page is answered for: all that stands on it to be ticked, and what was said before.
    fn remembered(&self, difference: &Difference) -> Markup {
        let is_open = |change: &&Change| matches!(change.what, What::Unclear { .. });
        let boxes = difference
            .changes
            .iter()
            .filter(|change| Group::of(change).is_some() || matches!(change.what, What::Joins(_)));
        let boxes: Vec<&str> = boxes.map(|change| change.key.as_str()).collect();
        let open: BTreeSet<u32> = difference.changes.iter().filter(is_open).filter_map(|change| change.row).collect();
        html! {
            input type="hidden" name="shown" value=(boxes.join(" "));
            @for (row, answer) in self.answers.iter().filter(|(row, _)| !open.contains(row)) {
                @let said = match answer { Answer::New => "new", Answer::Same(pupil) => pupil.as_str() };
                input type="hidden" name={ "answer-" (row) } value=(said);
            }
        }
    }

    fn compared(&self, words: &Words, school: &RegisteredSchool, ready: &Ready) -> Markup {
        let difference = &ready.difference;
        let (bad, left_out): (Vec<_>, Vec<_>) =
            difference.faults.iter().partition(|fault| !fault.what.is_as_it_should_be());
        let mut odd = wording::general(words, ready.proposal(), difference);
        odd.extend(difference.remarks.iter().map(|remark| wording::remark(words, remark)));
        odd.extend(left_out.into_iter().map(|fault| wording::fault(words, fault)));
        html! {
            (self.remembered(difference))
            @if !bad.is_empty() {
                section.card {
                    h2 { (words.text_with("pages-roll-bad", &[("count", bad.len())])) }
                    p { (words.text("pages-roll-bad-about")) }
                    ul.plain { @for fault in bad { li { (wording::fault(words, fault)) } } }
                }
            }
            (unclear(words, school, difference))
            @for group in Group::ALL { (self.grouped(words, difference, group)) }
            (self.joining(words, difference))
            @if !odd.is_empty() {
                details.card {
                    summary { (words.text_with("pages-roll-odd", &[("count", odd.len())])) }
                    ul.plain { @for sentence in &odd { li { (sentence) } } }
                }
            }
        }
    }
}

/// Rows that could be about several children: a person says who it is.
fn unclear(words: &Words, school: &RegisteredSchool, difference: &Difference) -> Markup {
    let rows = difference.changes.iter().filter_map(|change| match (&change.what, change.row) {
        (What::Unclear { candidates, .. }, Some(row)) => Some((change, row, candidates)),
        _ => None,
    });
    let rows: Vec<_> = rows.collect();
    html! {
        @if !rows.is_empty() {
            section.card {
                h2 { (words.text_with("pages-roll-unclear", &[("count", rows.len())])) }
                p { (words.text("pages-roll-unclear-about")) }
                @for (change, row, candidates) in rows {
                    @let names: BTreeSet<String> = candidates.iter().map(|(_, person)| person.full_name()).collect();
                    @let alike = names.len() < candidates.len();
                    fieldset {
                        legend { (wording::change(words, change)) }
                        @if let ([(one, _), (other, _)], true) = (candidates.as_slice(), alike) {
                            p {
                                (words.text("pages-roll-twice")) " "
                                a href={ "/schools/" (school.id) "/pupils/" (one) "/same/" (other) } {
                                    (words.text("pages-roll-twice-look"))
                                }
                            }
                        }
                        label.choice {
                            input type="radio" name={ "answer-" (row) } value="" checked;
                            span { (words.text("pages-roll-later")) }
                        }
                        @for (pupil, person) in candidates {
                            label.choice {
                                input type="radio" name={ "answer-" (row) } value=(pupil);
                                span {
                                    (words.text_with("roster-candidate", &[
                                        ("name", person.full_name().as_str()),
                                        ("class", person.class.as_str()),
                                    ]))
                                    @if alike { " " span.quiet { (pupil) } }
                                }
                            }
                        }
                        label.choice {
                            input type="radio" name={ "answer-" (row) } value="new";
                            span { (words.text("pages-roll-new-child")) }
                        }
                    }
                }
                button name="do" value="look" { (words.text("pages-roll-answer")) }
            }
        }
    }
}

impl Shown<'_> {
    fn grouped(&self, words: &Words, difference: &Difference, group: Group) -> Markup {
        let changes: Vec<&Change> =
            difference.changes.iter().filter(|change| Group::of(change) == Some(group)).collect();
        html! {
            @if !changes.is_empty() {
                section.card {
                    h2 { (words.text_with(&format!("pages-roll-{}", group.code()), &[("count", changes.len())])) }
                    @if !group.is_sure() { p { (words.text(&format!("pages-roll-{}-about", group.code()))) } }
                    @for change in changes { (self.tick(words, change, group.is_sure(), wording::change(words, change))) }
                }
            }
        }
    }

    /// Who joins, class by class.
    fn joining(&self, words: &Words, difference: &Difference) -> Markup {
        let mut classes: BTreeMap<(u8, &str), Vec<(&Change, String)>> = BTreeMap::new();
        let mut count = 0;
        for change in &difference.changes {
            if let What::Joins(person) = &change.what {
                count += 1;
                let class = (person.year.number(), person.class.as_str());
                classes.entry(class).or_default().push((change, person.full_name()));
            }
        }
        html! {
            @if count > 0 {
                section.card {
                    h2 { (words.text_with("pages-roll-joins", &[("count", count)])) }
                    @for ((_, class), children) in &classes {
                        @let values = [("class", (*class).to_owned()), ("count", children.len().to_string())];
                        details open[children.len() <= 6] {
                            summary { (words.text_with("pages-roll-joins-class", &values)) }
                            div.ticks { @for (change, name) in children { (self.tick(words, change, true, name.clone())) } }
                        }
                    }
                }
            }
        }
    }

    fn tick(&self, words: &Words, change: &Change, usual: bool, said: String) -> Markup {
        let doubt = change.doubt.filter(|doubt| *doubt != Doubt::NotInFile);
        html! {
            label.choice {
                input type="checkbox" name={ "take-" (change.key) } value="1" checked[self.ticks.is_ticked(change, usual)];
                span {
                    (said)
                    @if let Some(doubt) = doubt { " " span.quiet { (wording::doubt(words, doubt)) } }
                }
            }
        }
    }
}
