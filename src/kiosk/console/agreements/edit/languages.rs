//! The draft's own words in the other languages that the panel has: what a child of that language would read, and what is
//! missing. What the program ships is translated with it, and is not written here.

use super::super::keys as a;
use super::super::writing::Writing;
use super::super::{day_of, read};
use super::{Editor, Step};
use crate::content::Content;
use crate::domain::agreement::Rule;
use crate::domain::agreement_version::{AgreementText, RuleText};
use crate::domain::ids::Key;
use crate::domain::translation::Part;
use crate::kiosk::console::desk::{Desk, Look, split_top};
use crate::kiosk::console::list::{self, Grid};
use crate::kiosk::console::orders::Seen;
use crate::kiosk::console::theme;
use bevy_egui::egui::{Align2, Rect, Ui, pos2, vec2};

/// A language in which sentences are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// What it calls itself.
    pub language: String,
    /// How many sentences.
    pub sentences: usize,
}

impl Missing {
    /// Told before a version is used.
    pub(super) fn words(&self, desk: &Desk<'_>) -> String {
        let values = [("language", self.language.clone()), ("count", self.sentences.to_string())];
        desk.say_with(a::LANGUAGE_COUNT, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

/// The languages besides English, by tag and by what each calls itself.
fn others(content: &Content) -> Vec<(String, String)> {
    let english = content.english().language();
    let others = content.languages().filter(|words| words.language() != english);
    others.map(|words| (words.language().to_owned(), words.language_name())).collect()
}

impl Editor {
    /// What is missing in the panel's other languages, so that children would read English.
    pub(super) fn missing(&mut self, seen: &Seen<'_>) -> Vec<Missing> {
        let (id, languages) = (self.draft.agreement.clone(), others(seen.content));
        let content = self.look(seen);
        let Some(agreement) = content.agreement(&id) else { return Vec::new() };
        let missing = languages.into_iter().map(|(tag, language)| {
            let sentences = content.untranslated(agreement, &tag).len();
            Missing { language, sentences }
        });
        missing.filter(|missing| missing.sentences > 0).collect()
    }

    /// A pill for each language, where there are several; what is left of the place below.
    pub(super) fn language_pills(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, seen: &Seen<'_>) -> Rect {
        let languages = others(seen.content);
        if languages.is_empty() {
            return rect;
        }
        let (line, below) = split_top(rect, desk.at_least(theme::LINE), 10.0);
        let english = (None, seen.content.english().language_name());
        let all: Vec<(Option<String>, String)> =
            std::iter::once(english).chain(languages.into_iter().map(|(tag, name)| (Some(tag), name))).collect();
        let wide = ((line.width() + 8.0) / all.len() as f32 - 8.0).min(200.0);
        for (place, (tag, name)) in all.into_iter().enumerate() {
            let min = pos2(line.left() + place as f32 * (wide + 8.0), line.top());
            let look = if tag == self.language { Look::Chosen } else { Look::Quiet };
            let named = format!("agreements.language.{}", tag.as_deref().unwrap_or("english"));
            if desk.pill(ui, Rect::from_min_size(min, vec2(wide, line.height())), &named, &name, look) {
                self.language = tag;
            }
        }
        below
    }

    /// The title and the rules in a language. Those that the school has worded itself can be tapped.
    pub(super) fn translations(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, tag: &str, seen: &Seen<'_>) {
        let (id, day) = (self.draft.agreement.clone(), self.draft.use_from(day_of(seen)));
        let english = self.draft.text(self.next, day);
        let said = self.draft.translations.get(tag).cloned().unwrap_or_default();
        let content = self.look(seen);
        let (Some(agreement), Some(words)) = (content.agreement(&id), content.words(tag)) else { return };
        let missing = content.untranslated(agreement, tag);
        let row_of = |rule: &Rule| {
            let keys: Vec<&Key> = std::iter::once(&rule.words).chain(&rule.more).collect();
            let shown = RuleText {
                id: rule.id.clone(),
                words: words.text(rule.words.as_str()),
                more: rule.more.as_ref().map(|more| words.text(more.as_str())),
                picture: rule.picture.clone(),
                for_a_time: None,
            };
            let own = keys.iter().any(|key| Content::is_own(key));
            (shown, own, keys.iter().any(|key| missing.contains(key)))
        };
        let rows: Vec<(RuleText, bool, bool)> = agreement.rules.iter().map(row_of).collect();
        let (title, untitled) = (words.text(agreement.title.as_str()), missing.contains(&agreement.title));
        let may_title = Content::is_own(&agreement.title);
        let mut tapped = None;
        let (line, rest) = split_top(rect, desk.at_least(theme::LINE), 10.0);
        let is_tapped = may_title && desk.row(ui, line, "agreements.rename", theme::ROW);
        let inner = line.shrink2(vec2(16.0, 0.0));
        let wide = desk.text(ui, inner, Align2::LEFT_CENTER, &title, theme::BODY, true, theme::ink());
        if untitled {
            let words = desk.say(a::LANGUAGE_MISSING);
            let beside = inner.with_min_x((inner.left() + wide + 12.0).min(inner.right()));
            desk.text(ui, beside, Align2::RIGHT_CENTER, &words, 15.0, false, theme::PLUM);
        }
        if is_tapped {
            tapped = Some(Part::Title);
        }
        let texts: Vec<RuleText> = rows.iter().map(|(shown, ..)| shown.clone()).collect();
        let shown = AgreementText { rules: texts, ..english.clone() };
        let height = read::row_height(&shown, rest.width(), 21.0);
        let grid = Grid::new(rows.len(), 1, desk.at_least(height), theme::LINE_GAP);
        list::show(desk, ui, rest, "agreements.rules", grid, |desk, ui, place, entry| {
            let Some((shown, own, missing)) = rows.get(entry) else { return };
            if *own && desk.row(ui, place, &format!("agreements.rule.{}", shown.id), theme::ROW) {
                tapped = Some(Part::Rule(shown.id.clone()));
            }
            let about = match (own, missing) {
                (_, true) => Some(desk.say(a::LANGUAGE_MISSING)),
                (false, false) => Some(desk.say(a::LANGUAGE_SHIPPED)),
                (true, false) => None,
            };
            read::rule_words(desk, ui, place, entry, shown, about.as_deref());
        });
        let Some(part) = tapped else { return };
        // What came with the program is translated already: then only the other sentence is written.
        let more_only = match &part {
            Part::Title => false,
            Part::Rule(id) => agreement.rules.iter().any(|rule| &rule.id == id && !Content::is_own(&rule.words)),
        };
        let writing = match &part {
            Part::Title => Writing::translation(&said.title, None, &english.title),
            Part::Rule(id) => {
                let of = said.rules.get(id).cloned().unwrap_or_default();
                let Some(rule) = english.rules.iter().find(|rule| &rule.id == id) else { return };
                match (&rule.more, more_only) {
                    (Some(more), true) => Writing::translation(&of.more, None, more),
                    (Some(more), false) => {
                        Writing::translation(&of.words, Some(&of.more), &format!("{} · {more}", rule.words))
                    }
                    (None, _) => Writing::translation(&of.words, None, &rule.words),
                }
            }
        };
        self.step = Step::Translate { language: tag.to_owned(), part, more_only, writing };
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::bench::{self, Bench};
    use super::super::Left;
    use super::*;
    use crate::domain::agreement_draft::AgreementDraft;
    use std::sync::Arc;

    /// The content of this repository with a few words of Welsh.
    fn bilingual(folder: &std::path::Path) -> Arc<Content> {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["lessons", "assets", "locales/en-GB"] {
            std::fs::create_dir_all(folder.join(part).parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(here.join(part), folder.join(part)).unwrap();
        }
        std::fs::create_dir(folder.join("locales/cy")).unwrap();
        std::fs::write(folder.join("locales/cy/child.ftl"), "language-name = Cymraeg\n").unwrap();
        Arc::new(Content::load(folder).unwrap())
    }

    #[test]
    fn a_changed_sentence_is_written_in_the_panels_other_language_and_what_is_missing_is_told() {
        let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (school, content) = (bench::school(data.path()), bilingual(folder.path()));
        let mut bench = Bench::new();
        let seen = Seen { school: &school, content: &content, now_ms: 1_795_600_000_000 };
        let shipped = content.shipped_agreements().next().unwrap();
        let mut draft = AgreementDraft::of(&content.text_of(shipped));
        let id = draft.rules[0].id.clone();
        draft.reword(&id, "I learn with our tablets.".into(), String::new());
        let mut editor = Editor::of(draft, 2);
        let before = editor.missing(&seen);
        let all = shipped.rules.iter().map(|rule| 1 + usize::from(rule.more.is_some())).sum::<usize>() + 1;
        let gone = usize::from(shipped.rules.get(0).unwrap().more.is_some());
        assert_eq!(before, [Missing { language: "Cymraeg".into(), sentences: all - gone }]);
        let place = Rect::from_min_max(pos2(233.0, 110.0), pos2(900.0, 774.0));
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| {
            if matches!(editor.step, Step::Page) {
                editor.rules(desk, ui, place, &seen)
            } else {
                editor.write(desk, ui, place)
            }
        };
        bench.tap("agreements.language.cy", &mut draw);
        bench.pass(Vec::new(), &mut draw);
        assert!(!bench.map.contains_key("agreements.rule.ks1.own-files"), "the program's own are not written here");
        bench.tap(&format!("agreements.rule.{id}"), &mut draw);
        for key in ["D", "a"] {
            bench.tap(&format!("agreements.key.{key}"), &mut draw);
        }
        let Some(Left::Save(kept)) = bench.tap("agreements.save", &mut draw) else { panic!("nothing was kept") };
        assert_eq!(kept.translations["cy"].rules[&id].words, "Da");
        bench.tap("agreements.language.english", &mut draw);
        bench.pass(Vec::new(), &mut draw);
        assert!(bench.map.contains_key("agreements.add"), "back to the English words");
        assert_eq!(editor.missing(&seen)[0].sentences, before[0].sentences - 1);
    }
}
