//! A child whom two kiosks have recorded apart: noticed on the class's page, looked at side by side, joined by a person, and
//! taken back by one. Nothing that was signed changes; it counts together.

use super::super::rights::Right;
use super::super::storage::{Action, Apart, KnownClass, KnownPupil, Pair, RegisteredSchool, StorageError, pair};
use super::super::{App, now_ms};
use super::class::{agreement_words, outcome_key};
use super::fault::Fault;
use super::frame::{self, Way};
use super::kiosks::called;
use super::pupil::read;
use super::who::{Posted, Who};
use super::{note, when};
use crate::content::Words;
use crate::domain::ids::PupilId;
use crate::ledger::Statement;
use crate::roster::{fold, fold_class};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Two who may be one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Twice {
    /// What both are called.
    name: String,
    pair: Pair,
}

/// Who of a class may be one child: the same name in it, or in another class of its name, which another kiosk made.
pub(super) async fn in_class(
    app: &App,
    school: &RegisteredSchool,
    class: &KnownClass,
    pupils: &[KnownPupil],
) -> Result<Vec<Twice>, StorageError> {
    let named = fold_class(&class.name);
    let mut elsewhere = Vec::new();
    for other in app.storage.known_classes(&school.id).await? {
        if other.id != class.id && fold_class(&other.name) == named {
            let mut theirs = app.storage.pupils_of(&school.id, &other.id).await?;
            theirs.retain(|pupil| other.lists(pupil));
            elsewhere.extend(theirs);
        }
    }
    let alike = alike(pupils, &elsewhere);
    let of: BTreeSet<PupilId> = alike.iter().flat_map(|twice| [twice.pair.0.clone(), twice.pair.1.clone()]).collect();
    let apart = app.storage.told_apart(&school.id, &of).await?;
    Ok(alike.into_iter().filter(|twice| !apart.contains_key(&twice.pair)).collect())
}

/// Each pair of one name, of which one at least is in the class. Pure.
fn alike(pupils: &[KnownPupil], elsewhere: &[KnownPupil]) -> Vec<Twice> {
    let mut named: BTreeMap<String, Vec<&KnownPupil>> = BTreeMap::new();
    let mut found = Vec::new();
    for (pupil, here) in pupils.iter().map(|pupil| (pupil, true)).chain(elsewhere.iter().map(|pupil| (pupil, false))) {
        let before = named.entry(fold(&pupil.name)).or_default();
        for other in before.iter().filter(|other| here || pupils.iter().any(|pupil| pupil.id == other.id)) {
            found.push(Twice { name: other.name.clone(), pair: pair(&other.id, &pupil.id) });
        }
        before.push(pupil);
    }
    found
}

/// What the class's page says of them.
pub(super) fn notice(words: &Words, who: &Who, school: &RegisteredSchool, twice: &[Twice]) -> Markup {
    let may = who.account.role.may(Right::Roll);
    html! {
        @if !twice.is_empty() {
            section.notice {
                @for Twice { name, pair: (one, other) } in twice {
                    p {
                        (words.text_with("pages-same-notice", &[("name", name.as_str())])) " "
                        @if may {
                            a href={ "/schools/" (school.id) "/pupils/" (one) "/same/" (other) } {
                                (words.text_with("pages-same-look", &[("name", name.as_str())]))
                            }
                        }
                    }
                }
                @if !may { p { (words.text("pages-same-ask")) } }
            }
        }
    }
}

/// What a child's page says of the identifiers that count as theirs, and of others of their name.
pub(super) async fn on_page(
    app: &App,
    who: &Who,
    school: &RegisteredSchool,
    pupil: &KnownPupil,
) -> Result<Markup, StorageError> {
    if !who.account.role.may(Right::Roll) {
        return Ok(html! {});
    }
    let words = app.content.english();
    let also = app.storage.also_recorded(&school.id, &pupil.id).await?;
    let mut namesakes = Vec::new();
    for other in app.storage.namesakes(&school.id, &pupil.id).await? {
        if app.storage.known_pupil(&school.id, &other).await?.is_some() {
            namesakes.push(other);
        }
    }
    let base = format!("/schools/{}/pupils/{}/same", school.id, pupil.id);
    Ok(html! {
        @if !also.is_empty() {
            section.card {
                h2 { (words.text("pages-same-joined")) }
                p { (words.text("pages-same-joined-about")) }
                @for other in &also {
                    form.line method="post" action={ (base) "/" (other) } {
                        (frame::token(who))
                        span { (words.text_with("pages-same-also", &[("id", other.as_str())])) }
                        button name="do" value="part" { (words.text("pages-same-part")) }
                    }
                }
            }
        }
        @if !namesakes.is_empty() {
            section.card {
                h2 { (words.text("pages-same-namesake")) }
                @for other in &namesakes {
                    p {
                        (words.text_with("pages-same-namesake-about", &[("id", other.as_str())])) " "
                        a href={ (base) "/" (other) } { (words.text("pages-same-again")) }
                    }
                }
            }
        }
    })
}

/// The two of an address, where they are of one name and of classes of one name.
async fn both(
    app: &App,
    who: &Who,
    (school, one, other): (&str, &str, &str),
) -> Result<(RegisteredSchool, [(KnownPupil, String); 2]), Fault> {
    let (school, one) = read(app, who, school, one, Some(Right::Roll)).await?;
    let (_, other) = read(app, who, school.id.as_str(), other, Some(Right::Roll)).await?;
    let class = async |pupil: &KnownPupil| -> Result<String, Fault> {
        let class = app.storage.known_class(&school.id, &pupil.class).await?;
        Ok(class.map_or_else(|| pupil.class.to_string(), |class| class.name))
    };
    let (its, others) = (class(&one).await?, class(&other).await?);
    if one.id == other.id || fold(&one.name) != fold(&other.name) || fold_class(&its) != fold_class(&others) {
        return Err(Fault::Wrong("pages-same-cannot"));
    }
    Ok((school, [(one, its), (other, others)]))
}

/// `GET /schools/{school}/pupils/{pupil}/same/{other}`: the two side by side.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, one, other)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let (school, both) = both(&app, &who, (&school, &one, &other)).await?;
    let words = app.content.english();
    let notes = app.storage.kiosk_notes(&school.id).await?;
    let mut cards = Vec::new();
    for (pupil, class) in &both {
        note(&app, &who, &school.id, Action::Pupil, pupil.id.as_str()).await?;
        let leaves = app.storage.mentions(&school.id, &pupil.id, None, 1).await?;
        let newest = app.storage.entries_at(&school.id, &leaves).await?.pop();
        let mut rows = vec![("pages-class", class.clone())];
        let statement = newest.as_ref().and_then(|entry| Some((entry, Statement::parse(&entry.compact()).ok()?)));
        match &statement {
            None => rows.push(("pages-promise", words.text("row-to-come"))),
            Some((entry, statement)) => {
                let claims = statement.claims();
                if let Some(said) = claims.says.outcome() {
                    rows.push(("pages-promise", words.text(outcome_key(Some(said.outcome)))));
                    rows.push(("pages-agreement", agreement_words(&app, &said.agreement.id, said.agreement.version)));
                }
                rows.push(("pages-when-head", when(words, claims.when.wall_ms)));
                let told = notes.get(&entry.kiosk).cloned().unwrap_or_default();
                rows.push(("pages-kiosk", called(words, &entry.kiosk, &told)));
                if let Some(witness) = &statement.disclosed().witness {
                    rows.push(("pages-adults", witness.name.clone()));
                }
            }
        }
        let on_roll = if pupil.roll { "pages-same-on-roll" } else { "pages-same-not-on-roll" };
        rows.push(("pages-roll-title", words.text(on_roll)));
        rows.push(("pages-identifier", pupil.id.to_string()));
        cards.push((pupil.name.clone(), rows));
    }
    let [(first, _), (second, _)] = &both;
    let base = format!("/schools/{}", school.id);
    let crumbs =
        [(base.clone(), school.name.as_str()), (format!("{base}/classes/{}", first.class), both[0].1.as_str())];
    let title = words.text_with("pages-same-title", &[("name", first.name.as_str())]);
    let body = html! {
        (frame::crumbs(words, &crumbs, &first.name))
        h1 { (title) }
        p { (words.text("pages-same-about")) }
        div.pair {
            @for (name, rows) in &cards {
                section.card {
                    h2 { (name) }
                    dl { @for (key, value) in rows { div { dt { (words.text(key)) } dd { (value) } } } }
                }
            }
        }
        form method="post" action={ (base) "/pupils/" (first.id) "/same/" (second.id) } {
            (frame::token(&who))
            div.actions {
                button.main name="do" value="one" { (words.text("pages-same-one")) }
                button name="do" value="two" { (words.text("pages-same-two")) }
                a.button href={ (base) "/classes/" (first.class) } { (words.text("pages-back")) }
            }
        }
        p.quiet { (words.text("pages-same-undo")) }
    };
    Ok(frame::at_school_with_own_head(words, &who, &school, Way::Classes, &title, body))
}

/// `POST /schools/{school}/pupils/{pupil}/same/{other}`: one child, two children, or taken back.
pub(super) async fn say(
    State(app): State<Arc<App>>,
    Path((school, one, other)): Path<(String, String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    if posted.field("do") == "part" {
        let (school, _) = read(&app, who, &school, &one, Some(Right::Roll)).await?;
        let other = PupilId::new(other).map_err(|_| Fault::Missing)?;
        let kept = app.storage.part_children(&school.id, &other).await?.ok_or(Fault::Missing)?;
        note(&app, who, &school.id, Action::Parted, kept.as_str()).await?;
        return Ok(Redirect::to(&format!("/schools/{}/pupils/{kept}?told=parted", school.id)).into_response());
    }
    let (school, [(one, _), (other, _)]) = both(&app, who, (&school, &one, &other)).await?;
    match posted.field("do") {
        "one" => {
            // A person may think again; the school's own numbers are not overruled.
            let two = BTreeSet::from([one.id.clone(), other.id.clone()]);
            let apart = app.storage.told_apart(&school.id, &two).await?;
            if apart.values().any(|why| *why == Apart::Numbered) {
                return Err(Fault::Wrong("pages-same-numbers"));
            }
            let kept = app.storage.join_children(&school.id, &one.id, &other.id, now_ms()).await?;
            note(&app, who, &school.id, Action::Joined, kept.as_str()).await?;
            tracing::info!(school = school.id.as_str(), "a child who was recorded twice was joined");
            Ok(Redirect::to(&format!("/schools/{}/pupils/{kept}?told=joined", school.id)).into_response())
        }
        "two" => {
            app.storage.two_children(&school.id, &one.id, &other.id, now_ms()).await?;
            note(&app, who, &school.id, Action::TwoChildren, one.id.as_str()).await?;
            let class = &one.class;
            Ok(Redirect::to(&format!("/schools/{}/classes/{class}?told=two-children", school.id)).into_response())
        }
        _ => Err(Fault::Missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ClassId;

    fn pupil(id: &str, name: &str) -> KnownPupil {
        KnownPupil {
            id: PupilId::new(id).unwrap(),
            name: name.into(),
            class: ClassId::new("willow").unwrap(),
            roll: false,
            as_of_ms: 0,
            standings: BTreeMap::new(),
        }
    }

    #[test]
    fn each_pair_of_one_name_is_found_once_and_nobody_of_another_class_alone() {
        let here = [pupil("c", "Aisha Begum"), pupil("a", "aisha  begum"), pupil("d", "Ben Tate")];
        let there = [pupil("b", "Aïsha Begum"), pupil("e", "Zara Novak"), pupil("f", "Zara Novak")];
        let found: Vec<_> = alike(&here, &there).into_iter().map(|twice| twice.pair).collect();
        let of = |one: &str, other: &str| (PupilId::new(one).unwrap(), PupilId::new(other).unwrap());
        assert!(found.contains(&of("a", "c")), "{found:?}");
        assert!(!found.contains(&of("e", "f")), "{found:?}");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
    }
}
