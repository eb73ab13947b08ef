//! A QR code (ISO/IEC 18004) as a picture for a template: one path, so that no printer draws seams between its squares.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;
use typst::foundations::{Bytes, Dict, dict};

/// The code of a text, twice: `wide` at level M, which a crease or a stain does not hurt, and `tight` at level L, of fewer
/// and so larger squares for a smaller place. `None` where the text is longer than the largest code of level M holds. The
/// white that readers want around it is the template's to leave: four squares.
pub(super) fn pictures(text: &str) -> Option<Dict> {
    Some(dict! { "wide" => picture(text, EcLevel::M)?, "tight" => picture(text, EcLevel::L)? })
}

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
}
