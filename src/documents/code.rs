//! A QR code (ISO/IEC 18004) as a picture for a template: one path, so that no printer draws seams between its squares.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;
use typst::foundations::{Bytes, Dict, dict};

/// The code of a text, twice: `wide` at level M, which a crease or a stain does not hurt, and `tight` at level L, of fewer
/// and so larger squares for a smaller place. `None` where the text is longer than the largest code of level M holds. The
/// white that readers want around it is the template's to leave: four squares.
fn pictures(text: &str) -> Option<Pictures> {
    Some((picture(text, EcLevel::M)?, picture(text, EcLevel::L)?))
}

/// A code twice: wide and tight.
type Pictures = (Bytes, Bytes);

/// The codes of several texts, in their order, made on all cores: of all that a sheet needs they take longest. `None` where
/// there is no text, or no code for it.
pub(super) fn all(texts: &[Option<&str>]) -> Vec<Option<Dict>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let of = |texts: &[Option<&str>]| texts.iter().map(|text| text.and_then(pictures)).collect::<Vec<_>>();
    let share = texts.len().div_ceil(cores).max(1);
    let made: Vec<Option<Pictures>> = if share < ALONE {
        of(texts)
    } else {
        std::thread::scope(|scope| {
            let parts: Vec<_> = texts.chunks(share).map(|part| (part, scope.spawn(move || of(part)))).collect();
            // A thread that came to grief has left its part to this one.
            parts.into_iter().flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| of(part))).collect()
        })
    };
    let named = |(wide, tight): Pictures| dict! { "wide" => wide, "tight" => tight };
    made.into_iter().map(|pictures| pictures.map(named)).collect()
}

/// Fewer codes for each core than these are not worth a thread.
const ALONE: usize = 3;

fn picture(text: &str, level: EcLevel) -> Option<Bytes> {
    let code = QrCode::with_error_correction_level(text, level).ok()?;
    let side = code.width();
    let dark = |x: usize, y: usize| x < side && code[(x, y)] == Color::Dark;
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let from = x;
            while dark(x, y) {
                x += 1;
            }
            if x > from {
                write!(path, "M{from} {y}h{wide}v1h-{wide}z", wide = x - from).ok()?;
            }
            x += 1;
        }
    }
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path shape-rendering="crispEdges" d="{path}"/></svg>"#
    );
    Some(Bytes::from_string(svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_slip_has_a_code_of_squares_that_printers_draw_and_one_that_is_too_long_has_none() {
        let squares = |letters: usize, level| {
            let text = format!("PT1{}", "MFRGGZDF".repeat(letters / 8));
            QrCode::with_error_correction_level(text, level).unwrap().width()
        };
        assert!(squares(1450, EcLevel::M) <= 121 && squares(1450, EcLevel::L) <= 109);
        assert!(pictures(&"PT1A".repeat(800)).is_some());
        assert!(pictures(&"PT1A".repeat(1000)).is_none());
    }

    #[test]
    fn codes_made_on_several_cores_come_in_the_order_of_their_texts() {
        let texts: Vec<String> = (0..23).map(|number| format!("PT1{number}")).collect();
        let asked: Vec<Option<&str>> =
            texts.iter().enumerate().map(|(place, text)| (place % 5 != 0).then_some(text.as_str())).collect();
        let made = all(&asked);
        assert_eq!(made.len(), asked.len());
        for (text, made) in asked.into_iter().zip(made) {
            let alone = all(&[text]).remove(0);
            assert_eq!(made, alone, "{text:?}");
        }
        assert!(all(&[]).is_empty());
    }
}
