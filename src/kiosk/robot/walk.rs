//! The way through a lesson that the robot and the gallery take: in choices, chats and at the make-believe computer first a
//! wrong turn, then the one that fits, so that both are seen; elsewhere what fits.

use crate::domain::lesson::{Activity, WindowAct, WordKind};
use crate::domain::play::{Input, Moment, Play};

/// What is touched next.
pub(in crate::kiosk) fn touch(play: &Play) -> Input {
    let ways = play.ways();
    if play.moment() != Moment::Question {
        return if ways.again { Input::TryAgain } else { Input::Next };
    }
    let work = play.work();
    // First a wrong turn, where nothing was tried yet; then the way that fits.
    let answer = |fits: Vec<bool>| {
        let wrong = fits.iter().position(|fits| !fits).filter(|_| work.tried.is_empty());
        wrong.or_else(|| fits.iter().position(|fits| *fits)).map_or(Input::Next, Input::Pick)
    };
    match play.step().map(|step| &step.activity) {
        Some(Activity::Choose { options, .. }) => answer(options.iter().map(|option| option.fits).collect()),
        Some(Activity::Chat { replies, .. }) => answer(replies.iter().map(|reply| reply.fits).collect()),
        Some(Activity::Sort { cards, .. }) => {
            cards.get(work.card).and_then(|card| card.fits.first()).map_or(Input::Next, |into| Input::Pick(*into))
        }
        Some(Activity::Spot { finds, .. }) => {
            let left = finds.iter().enumerate().find(|(place, find)| find.counts && !work.tried.contains(place));
            left.map_or(Input::Next, |(place, _)| Input::Pick(place))
        }
        Some(Activity::Window { .. })
            if !work.computer.hidden && !play.stumbles().contains_key(&play.step_number()) =>
        {
            Input::Act(WindowAct::Click)
        }
        Some(Activity::Window { .. }) if !work.computer.hidden => Input::Act(WindowAct::Hide),
        Some(Activity::Window { .. }) => Input::Act(WindowAct::Tell),
        Some(Activity::Build { cards, .. }) => {
            let mut left = cards.iter().enumerate().filter(|(place, _)| !work.taken.contains(place));
            let plain = left.find(|(_, card)| card.kind == WordKind::Plain);
            plain.map_or(Input::Next, |(place, _)| Input::Pick(place))
        }
        Some(Activity::Order { .. }) => Input::Pick(work.taken.len()),
        Some(Activity::Story(_)) | None => Input::Next,
    }
}
