//! The teacher's plan of a lesson: what it is for, what happens, what to ask and to listen for.

use super::error::DocumentError;
use super::keys;
use super::press::{LESSON_PLAN, Press, pdf_date};
use super::wording;
use crate::content::{Value as Filled, Words, keys as child};
use crate::domain::agreement::Rule;
use crate::domain::ids::Key;
use crate::domain::lesson::{Activity, Lesson, Panel, Person, Sender};
use crate::domain::school::KeyStage;
use jiff::civil::Date;
use typst::foundations::{IntoValue, Value, dict};

impl Press {
    /// The plan of a lesson as PDF (A4, PDF/UA-1). `rule` is the rule it teaches; `today` goes into the file's properties.
    ///
    /// # Errors
    /// [`DocumentError`] where the date is out of range or the program is at fault.
    pub fn lesson_plan(
        &self,
        lesson: &Lesson,
        rule: Option<&Rule>,
        today: Date,
        words: &Words,
    ) -> Result<Vec<u8>, DocumentError> {
        let letters = self.letters();
        let say = |key: &str| letters.value(&words.text(key));
        let all = |list: &[Key]| list.iter().map(|key| say(key.as_str())).collect::<Vec<Value>>();
        let title = words.text(lesson.title.as_str());
        let stage = match lesson.key_stage {
            KeyStage::Ks1 => keys::AUDIENCE_KS1,
            KeyStage::Ks2 => keys::AUDIENCE_KS2,
        };
        let facts = [("stage", Filled::from(words.text(stage))), ("minutes", u32::from(lesson.minutes).into())];
        let promise = rule.map_or_else(String::new, |rule| words.text(rule.words.as_str()));
        let strands: Vec<Value> =
            lesson.strands.iter().map(|strand| say(&format!("{}{}", keys::STRAND, strand.code()))).collect();
        let steps = lesson.steps.iter().map(|step| {
            let lines = lines(&step.activity, words).into_iter().map(|line| letters.value(&line).into_value());
            dict! {
                "kind" => say(&format!("{}{}", keys::ACTIVITY, step.activity.kind().to_lowercase())),
                "lines" => lines.collect::<Vec<Value>>(),
            }
            .into_value()
        });
        let data = dict! {
            "locale" => wording::locale(words),
            "document-title" => letters.value(&wording::say(words, keys::PLAN_DOCUMENT_TITLE, &[("title", title.as_str().into())])),
            "date" => pdf_date(today)?,
            "title" => letters.value(&title),
            "facts" => letters.value(&wording::say(words, keys::PLAN_FACTS, &facts)),
            "promise" => letters.value(&promise),
            "aim-title" => say(keys::PLAN_AIM),
            "aim" => say(lesson.teacher.aim.as_str()),
            "strands-title" => say(keys::PLAN_STRANDS),
            "strands" => strands,
            "ask-title" => say(keys::PLAN_ASK),
            "ask" => all(&lesson.teacher.ask),
            "listen-title" => say(keys::PLAN_LISTEN),
            "listen" => all(&lesson.teacher.listen_for),
            "talk-title" => say(keys::PLAN_TALK),
            "talk" => say(lesson.talk.as_str()),
            "remember-title" => say(keys::PLAN_REMEMBER),
            "remember" => say(lesson.remember.as_str()),
            "steps-title" => say(keys::PLAN_STEPS),
            "steps" => steps.collect::<Vec<Value>>(),
            "worry-title" => say(keys::PLAN_WORRY),
            "worry" => say(keys::PLAN_WORRY_WORDS),
            "page-words" => wording::say(words, keys::LIST_PAGE, &[("page", PAGE.into()), ("pages", PAGES.into())]),
            "page-sign" => PAGE,
            "pages-sign" => PAGES,
        };
        self.print(LESSON_PLAN, data)
    }
}

/// Where the template puts a page's number, and how many pages there are.
const PAGE: &str = "\u{f0000}";
const PAGES: &str = "\u{f0001}";

/// What is said and asked in a step, a line each.
fn lines(activity: &Activity, words: &Words) -> Vec<String> {
    let text = |key: &Key| words.text(key.as_str());
    let said = |panel: &Panel| {
        let values = [("who", Filled::from(name(panel.says, words))), ("words", text(&panel.words).into())];
        wording::say(words, keys::PLAN_SAYS, &values)
    };
    let leads = |from: &Key, to: String| {
        let values = [("answer", Filled::from(text(from))), ("then", to.into())];
        wording::say(words, keys::PLAN_LEADS_TO, &values)
    };
    match activity {
        Activity::Story(panels) => panels.iter().map(said).collect(),
        Activity::Choose { question, options, .. } => {
            let then = |option: &crate::domain::lesson::Choice| {
                leads(&option.words, option.then.iter().map(said).collect::<Vec<_>>().join(" "))
            };
            std::iter::once(text(question)).chain(options.iter().map(then)).collect()
        }
        Activity::Sort { question, cards, .. } => {
            let then = cards.iter().map(|card| leads(&card.words, text(&card.because)));
            std::iter::once(text(question)).chain(then).collect()
        }
        Activity::Spot { question, finds, .. } => {
            let then = finds.iter().map(|find| leads(&find.words, text(&find.because)));
            std::iter::once(text(question)).chain(then).collect()
        }
        Activity::Chat { with, thread, question, replies, .. } => {
            let posts = thread.iter().map(|post| {
                let who = match post.from {
                    Sender::Person(person) => name(person, words),
                    Sender::Other => text(with),
                };
                wording::say(words, keys::PLAN_SAYS, &[("who", who.into()), ("words", text(&post.words).into())])
            });
            let then = replies.iter().map(|reply| leads(&reply.words, text(&reply.because)));
            posts.chain([text(question)]).chain(then).collect()
        }
        Activity::Window { question, said, .. } => {
            let acts = [
                (child::WINDOW_HIDE, &said.hide),
                (child::WINDOW_CLOSE, &said.close),
                (child::WINDOW_SWITCH_OFF, &said.switch_off),
                (child::WINDOW_CLICK, &said.click),
                (child::WINDOW_TELL, &said.tell_hidden),
            ];
            let then = acts.map(|(act, said)| {
                let values = [("answer", Filled::from(words.text(act))), ("then", text(said).into())];
                wording::say(words, keys::PLAN_LEADS_TO, &values)
            });
            std::iter::once(text(question)).chain(then).collect()
        }
        Activity::Build { question, strong, personal, common, .. } => {
            [question, strong, personal, common].map(text).into()
        }
        Activity::Order { question, cards, right, .. } => {
            let order = cards.iter().map(|card| text(&card.words)).collect::<Vec<_>>().join(" → ");
            vec![text(question), order, text(right)]
        }
    }
}

fn name(person: Person, words: &Words) -> String {
    words.text(&format!("{}{}", keys::PERSON, person.code()))
}
