//! A message thread unrolls; then a reply: send it, ask, leave, block or tell.

use super::super::pictures::Picture;
use super::super::read_along::{Line, spoken_text};
use super::super::theme;
use super::super::widgets::{coloured_text, picture, shadow};
use super::{Board, Labelled, card_width, labelled, question, robin_says, row};
use crate::domain::ids::Key;
use crate::domain::lesson::{Face, Person, Reply, Sender, Standing};
use crate::domain::play::{Input, Moment};
use bevy::prelude::*;
use bevy::text::FontWeight;

/// So many messages fit on the thread's screen.
const SEEN: usize = 4;
/// Width of the thread's screen, design units.
const WIDTH: f32 = 760.0;

pub(super) fn show(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    with: &Key,
    me: Person,
    asked: &Key,
    replies: &[Reply],
) {
    let said = match board.play.moment() {
        Moment::Replied(reply, shown) => replies.get(reply).filter(|reply| shown > reply.then.len()),
        _ => None,
    };
    parent.spawn(super::column(board)).with_children(|column| {
        if let Some(reply) = said {
            robin_says(column, board, if reply.fits { "proud" } else { "unsure" }, &board.words(&reply.because));
        } else if board.is_question() {
            question(column, board, &board.words(asked));
        }
        thread(column, board, with, me);
        if !board.is_question() {
            return;
        }
        // Sentences want width: two beside each other, however many there are.
        let width = card_width(2).max(570.0);
        let rows = Node { flex_wrap: FlexWrap::Wrap, row_gap: board.metrics.px(14.0), ..row(board) };
        column.spawn((rows, Pickable::IGNORE)).with_children(|row| {
            for (place, reply) in replies.iter().enumerate() {
                let chosen = board.play.work().tried.contains(&place);
                let look = Labelled { width, height: 78.0, tint: place, chosen, drags: false };
                let words = board.words(&reply.words);
                labelled(row, board, &reply.does.picture(), &words, look, Some(Input::Pick(place)));
            }
        });
    });
}

/// The screen of a phone or tablet, lying down: whom the thread is with, and its last messages.
fn thread(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, with: &Key, me: Person) {
    let metrics = board.metrics;
    let frame = Node {
        direction: board.lang.direction(),
        width: metrics.px(WIDTH),
        flex_grow: 1.0,
        min_height: Val::ZERO,
        flex_direction: FlexDirection::Column,
        padding: UiRect::all(metrics.px(14.0)),
        border_radius: BorderRadius::all(metrics.px(34.0)),
        ..default()
    };
    parent.spawn((frame, BackgroundColor(theme::INK), shadow(metrics), Pickable::IGNORE)).with_children(|frame| {
        let head = Node {
            direction: board.lang.direction(),
            flex_shrink: 0.0,
            align_items: AlignItems::Center,
            column_gap: metrics.px(12.0),
            padding: UiRect::axes(metrics.px(20.0), metrics.px(4.0)),
            ..default()
        };
        frame.spawn((head, Pickable::IGNORE)).with_children(|head| {
            head.spawn(picture(metrics, "things/message-many.svg", Vec2::splat(38.0)));
            head.spawn(coloured_text(metrics, &board.words(with), 25.0, FontWeight::BOLD, theme::WHITE));
        });
        let screen = Node {
            direction: board.lang.direction(),
            flex_grow: 1.0,
            min_height: Val::ZERO,
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::FlexEnd,
            row_gap: metrics.px(9.0),
            padding: UiRect::all(metrics.px(14.0)),
            overflow: Overflow::clip(),
            border_radius: BorderRadius::all(metrics.px(22.0)),
            ..default()
        };
        frame.spawn((screen, BackgroundColor(theme::SKY), Pickable::IGNORE)).with_children(|screen| {
            let posts = board.play.posts();
            for (from, words) in posts.iter().skip(posts.len().saturating_sub(SEEN)) {
                message(screen, board, *from, &board.words(words), me);
            }
        });
    });
}

/// One message: mine on the far side in green, the others' on the near side with a face.
fn message(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, from: Sender, words: &Line, me: Person) {
    let metrics = board.metrics;
    let mine = from == Sender::Person(me);
    let line = Node {
        direction: board.lang.direction(),
        width: Val::Percent(100.0),
        flex_shrink: 0.0,
        align_items: AlignItems::FlexEnd,
        justify_content: if mine { JustifyContent::FlexEnd } else { JustifyContent::FlexStart },
        column_gap: metrics.px(10.0),
        ..default()
    };
    parent.spawn((line, Pickable::IGNORE)).with_children(|line| {
        if !mine {
            let file = match from {
                Sender::Person(who) => Standing { who, face: Face::Happy, at: 50 }.picture(),
                Sender::Other => "things/message.svg".to_owned(),
            };
            let face = Node {
                width: metrics.px(52.0),
                height: metrics.px(52.0),
                flex_shrink: 0.0,
                overflow: Overflow::clip(),
                border_radius: BorderRadius::MAX,
                ..default()
            };
            line.spawn((face, BackgroundColor(theme::SKY_CARD), Picture::cover(file), Pickable::IGNORE));
        }
        let bubble = Node {
            max_width: metrics.px(560.0),
            padding: UiRect::axes(metrics.px(22.0), metrics.px(9.0)),
            border_radius: BorderRadius::all(metrics.px(24.0)),
            ..default()
        };
        let colour = if mine { theme::LEAF_PALE } else { theme::WHITE };
        line.spawn((bubble, BackgroundColor(colour), Pickable::IGNORE)).with_child(spoken_text(
            metrics,
            words,
            theme::TEXT_BODY,
            FontWeight::NORMAL,
        ));
    });
}
