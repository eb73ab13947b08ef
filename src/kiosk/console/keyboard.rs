//! The keyboard on the screen, and the pad for PINs. Whoever has a real keyboard may use that instead.
//!
//! Each key's name is the page's, `.key.`, and the letter that it types as it is at that moment: `unlock.key.a`,
//! `unlock.key.A`; and `shift`, `backspace`, `space`, `done`, `letters`, `numbers`, `accents`.

use super::desk::{Desk, corner};
use super::keys as k;
use super::theme;
use super::typing::{Form, Layer};
use bevy_egui::egui::{Align2, Color32, Rect, Sense, Ui, Vec2, pos2, vec2};

const LETTERS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const NUMBERS: [&str; 3] = ["1234567890", "-/:;()£&@\"", ".,?!'_+=#%"];
/// For the names of children in England and Wales: Polish, Romanian, Welsh, Portuguese, Turkish, French, Spanish …
const ACCENTS: [&str; 3] = ["áàâäãăåąçćčéèê", "ëęíîïłñńóôöõøś", "șşšțúûüýźżžŵŷğ"];

/// A key.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cap {
    Letter(char),
    Shift,
    Backspace,
    Space,
    Done,
    Turn(Layer),
}

impl Cap {
    fn name(self) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Shift => "shift".to_owned(),
            Self::Backspace => "backspace".to_owned(),
            Self::Space => "space".to_owned(),
            Self::Done => "done".to_owned(),
            Self::Turn(Layer::Letters) => "letters".to_owned(),
            Self::Turn(Layer::Numbers) => "numbers".to_owned(),
            Self::Turn(Layer::Accents) => "accents".to_owned(),
        }
    }
}

/// The rows of keys of a layer, each key with its width in single keys.
fn rows(layer: Layer, capital: bool) -> Vec<Vec<(Cap, f32)>> {
    let letters = match layer {
        Layer::Letters => LETTERS,
        Layer::Numbers => NUMBERS,
        Layer::Accents => ACCENTS,
    };
    let shown = |letter: char| {
        let mut upper = letter.to_uppercase();
        // A letter whose capital is two letters (ß) stays as it is.
        let letter = match (capital, upper.next(), upper.next()) {
            (true, Some(one), None) => one,
            _ => letter,
        };
        (Cap::Letter(letter), 1.0)
    };
    let mut rows: Vec<Vec<(Cap, f32)>> = letters.iter().map(|row| row.chars().map(shown).collect()).collect();
    let share = rows.first().map_or(1.0, |row| row.len() as f32 / 10.0);
    if let (Layer::Letters, Some(last)) = (layer, rows.last_mut()) {
        last.insert(0, (Cap::Shift, 1.4));
        last.push((Cap::Backspace, 1.4));
    }
    let mut bottom: Vec<(Cap, f32)> = [Layer::Letters, Layer::Numbers, Layer::Accents]
        .into_iter()
        .filter(|other| *other != layer)
        .map(|other| (Cap::Turn(other), 1.3 * share))
        .collect();
    if layer == Layer::Accents {
        bottom.push((Cap::Shift, 1.2 * share));
    }
    bottom.push((Cap::Space, 4.0 * share));
    if layer != Layer::Letters {
        bottom.push((Cap::Backspace, 1.3 * share));
    }
    bottom.push((Cap::Done, 1.7 * share));
    rows.push(bottom);
    rows
}

/// Between keys.
const GAP: f32 = 7.0;

/// How high the keyboard is.
pub(super) fn height(desk: &Desk<'_>) -> f32 {
    4.0 * desk.at_least(58.0) + 3.0 * GAP
}

/// Draws the keyboard and types into the form. `true` when “done” was pressed in the last field.
pub(super) fn show(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, page: &str, form: &mut Form) -> bool {
    let rows = rows(form.layer, form.capital());
    let most = rows.first().map_or(1, Vec::len).max(1) as f32;
    let single = (rect.width().min(1140.0) - (most - 1.0) * GAP) / most;
    let tall = (rect.height() - (rows.len() as f32 - 1.0) * GAP) / rows.len() as f32;
    let mut done = false;
    for (number, row) in rows.into_iter().enumerate() {
        let wide = |share: f32| single * share + GAP * (share - 1.0);
        let whole: f32 = row.iter().map(|(_, share)| wide(*share) + GAP).sum::<f32>() - GAP;
        let mut left = rect.center().x - whole / 2.0;
        let top = rect.top() + number as f32 * (tall + GAP);
        for (cap, share) in row {
            let place = Rect::from_min_size(pos2(left, top), vec2(wide(share), tall));
            left += wide(share) + GAP;
            if key(desk, ui, place, page, cap, form) {
                done |= press(ui, cap, form);
            }
        }
    }
    done
}

/// What a key does. `true` for “done” in the last field.
fn press(ui: &Ui, cap: Cap, form: &mut Form) -> bool {
    match cap {
        Cap::Letter(letter) => form.push(letter),
        Cap::Space => form.space(ui),
        Cap::Backspace => form.pop(),
        Cap::Shift => form.shifted = !form.shifted,
        Cap::Turn(layer) => form.layer = layer,
        Cap::Done => return !form.next(ui),
    }
    false
}

fn key(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, page: &str, cap: Cap, form: &Form) -> bool {
    // Never the keyboard's focus: whoever has a real keyboard does not need this one.
    let touched = desk.touch(ui, rect, &format!("{page}.key.{}", cap.name()), Sense::CLICK);
    let held = cap == Cap::Shift && form.shifted;
    let (rest, deep, colour) = match cap {
        Cap::Done => (theme::leaf(), theme::leaf_deep(), Color32::WHITE),
        Cap::Letter(_) | Cap::Space => (Color32::WHITE, theme::ROW_PRESSED, theme::ink()),
        _ => (theme::GROUND_PRESSED, theme::edge(), theme::ink()),
    };
    let radius = corner(13.0);
    ui.painter().add(theme::shadow().as_shape(rect, radius));
    ui.painter().rect_filled(rect, radius, if touched.pressed || held { deep } else { rest });
    let icon = match cap {
        Cap::Shift => Some("shift"),
        Cap::Backspace => Some("backspace"),
        _ => None,
    };
    if let Some(icon) = icon {
        let side = (rect.height() * 0.5).min(32.0);
        desk.icons.paint(ui.painter(), icon, Rect::from_center_size(rect.center(), Vec2::splat(side)));
    }
    let words = match cap {
        Cap::Letter(letter) => letter.to_string(),
        Cap::Space => desk.say(k::KEY_SPACE),
        Cap::Done => desk.say(k::KEY_DONE),
        Cap::Turn(Layer::Letters) => desk.say(k::KEY_LETTERS),
        Cap::Turn(Layer::Numbers) => desk.say(k::KEY_NUMBERS),
        Cap::Turn(Layer::Accents) => desk.say(k::KEY_ACCENTS),
        Cap::Shift | Cap::Backspace => return touched.clicked,
    };
    let (size, bold) = if matches!(cap, Cap::Letter(_)) { (26.0, false) } else { (theme::BODY, true) };
    desk.text(ui, rect.shrink2(vec2(6.0, 0.0)), Align2::CENTER_CENTER, &words, size, bold, colour);
    touched.clicked
}

/// How big the PIN pad is.
pub(super) fn pad_size(desk: &Desk<'_>) -> Vec2 {
    let tall = desk.at_least(62.0);
    vec2(3.0 * (tall * 1.5).max(104.0) + 2.0 * PAD_GAP, 4.0 * tall + 3.0 * PAD_GAP)
}

/// Between the pad and what is beside it.
pub(super) const PAD_ASIDE: f32 = 70.0;

/// A place for the pad and a field beside it: one block in the middle, rather than a field across the whole panel.
pub(super) fn beside_pad(rect: Rect, pad: Vec2) -> Rect {
    rect.shrink2(vec2((rect.width() - 480.0 - PAD_ASIDE - pad.x).max(0.0) / 2.0, 0.0))
}

/// Between the pad's keys.
const PAD_GAP: f32 = 11.0;

/// Draws ten digits and a way back, and types into the form.
pub(super) fn pad(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, page: &str, form: &mut Form) {
    let size = vec2((rect.width() - 2.0 * PAD_GAP) / 3.0, (rect.height() - 3.0 * PAD_GAP) / 4.0);
    let digits = ('1'..='9').map(Cap::Letter).enumerate();
    for (place, cap) in digits.chain([(10, Cap::Letter('0')), (11, Cap::Backspace)]) {
        let step = vec2((place % 3) as f32 * (size.x + PAD_GAP), (place / 3) as f32 * (size.y + PAD_GAP));
        if key(desk, ui, Rect::from_min_size(rect.min + step, size), page, cap, form) {
            press(ui, cap, form);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn letters(layer: Layer, capital: bool) -> Vec<char> {
        let letter = |(cap, _)| if let Cap::Letter(letter) = cap { Some(letter) } else { None };
        rows(layer, capital).into_iter().flatten().filter_map(letter).collect()
    }

    #[test]
    fn every_letter_digit_and_sign_of_a_passphrase_can_be_typed() {
        let mut all = BTreeSet::new();
        for layer in [Layer::Letters, Layer::Numbers, Layer::Accents] {
            for capital in [false, true] {
                let row = letters(layer, capital);
                assert_eq!(row.iter().collect::<BTreeSet<_>>().len(), row.len(), "a key is there twice");
                all.extend(row);
            }
        }
        for letter in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("-'.ŁłżŚșŵŶ".chars()) {
            assert!(all.contains(&letter), "{letter} cannot be typed");
        }
    }

    #[test]
    fn no_layer_is_a_trap() {
        for layer in [Layer::Letters, Layer::Numbers, Layer::Accents] {
            let caps: Vec<Cap> = rows(layer, false).into_iter().flatten().map(|(cap, _)| cap).collect();
            for needed in [Cap::Backspace, Cap::Space, Cap::Done] {
                assert_eq!(caps.iter().filter(|cap| **cap == needed).count(), 1, "{needed:?} of {layer:?}");
            }
            let ways = caps.iter().filter(|cap| matches!(cap, Cap::Turn(other) if *other != layer)).count();
            assert_eq!(ways, 2, "{layer:?}");
        }
    }
}
