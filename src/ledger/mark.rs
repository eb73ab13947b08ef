//! A mark as JSON: `{"ink":{"w":2000,"h":840,"strokes":[[x,y,x,y,…],…]}}` or `{"stamp":"star"}`.

use super::json::{Json, JsonError};
use crate::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Ink, Mark, POINTS_AT_MOST, Point, Stamp, Stroke};
use serde::Serialize;

/// What the ledger writes.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum WrittenMark {
    Ink { w: u16, h: u16, strokes: Vec<Vec<u16>> },
    Stamp(&'static str),
}

/// The mark as it is written, or `None` where the ink breaks a limit: no stroke, an empty stroke, more than
/// [`POINTS_AT_MOST`] points, or a point outside the box.
pub(super) fn write(mark: &Mark) -> Option<WrittenMark> {
    match mark {
        Mark::Stamp(stamp) => Some(WrittenMark::Stamp(stamp.code())),
        Mark::Ink(ink) => {
            let inside = |point: &Point| point.0 <= BOX_WIDTH && point.1 <= BOX_HEIGHT;
            let fits = (1..=POINTS_AT_MOST).contains(&ink.points())
                && ink.strokes.iter().all(|stroke| !stroke.0.is_empty() && stroke.0.iter().all(inside));
            let flat = |stroke: &Stroke| stroke.0.iter().flat_map(|point| [point.0, point.1]).collect();
            fits.then(|| WrittenMark::Ink {
                w: BOX_WIDTH,
                h: BOX_HEIGHT,
                strokes: ink.strokes.iter().map(flat).collect(),
            })
        }
    }
}

/// Reads a mark; the same limits.
pub(super) fn read(json: Json) -> Result<Mark, JsonError> {
    let mut fields = json.fields()?;
    if fields.only_key() == Some("stamp") {
        let stamp = |code: &str| Stamp::ALL.into_iter().find(|stamp| stamp.code() == code);
        return fields.word("stamp", "the name of a stamp", stamp).map(Mark::Stamp);
    }
    let mut ink = fields.take("ink")?.fields()?;
    fields.finish()?;
    for (key, size, expected) in
        [("w", BOX_WIDTH, "2000, the width of the box"), ("h", BOX_HEIGHT, "840, the height of the box")]
    {
        ink.read(key, expected, |json| json.unsigned(u64::from(size)).filter(|found| *found == u64::from(size)))?;
    }
    let strokes = ink.read("strokes", "1 to 1200 points inside the box, in strokes of x, y, x, y …", strokes)?;
    ink.finish()?;
    Ok(Mark::Ink(Ink { strokes }))
}

fn strokes(json: Json) -> Option<Vec<Stroke>> {
    let mut left = POINTS_AT_MOST;
    let strokes: Vec<Stroke> =
        json.list(POINTS_AT_MOST)?.into_iter().map(|json| stroke(json, &mut left)).collect::<Option<_>>()?;
    (!strokes.is_empty()).then_some(strokes)
}

fn stroke(json: Json, left: &mut usize) -> Option<Stroke> {
    let numbers = json.list(2 * *left)?;
    let points: Vec<Point> = numbers
        .chunks(2)
        .map(|pair| match pair {
            [x, y] => {
                let within = |json: &Json, most: u16| u16::try_from(json.unsigned(u64::from(most))?).ok();
                Some(Point(within(x, BOX_WIDTH)?, within(y, BOX_HEIGHT)?))
            }
            _ => None,
        })
        .collect::<Option<_>>()?;
    *left -= points.len();
    (!points.is_empty()).then_some(Stroke(points))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(mark: &Mark) -> Option<String> {
        write(mark).map(|mark| serde_json::to_string(&mark).unwrap())
    }

    fn parsed(text: &str) -> Option<Mark> {
        read(Json::parse(text.as_bytes()).unwrap()).ok()
    }

    #[test]
    fn a_mark_is_written_flat() {
        let ink =
            Mark::Ink(Ink { strokes: vec![Stroke(vec![Point(0, 840), Point(2000, 0)]), Stroke(vec![Point(7, 8)])] });
        let written = r#"{"ink":{"w":2000,"h":840,"strokes":[[0,840,2000,0],[7,8]]}}"#;
        assert_eq!(text(&ink).as_deref(), Some(written));
        assert_eq!(parsed(written), Some(ink));
        assert_eq!(text(&Mark::Stamp(Stamp::Star)).as_deref(), Some(r#"{"stamp":"star"}"#));
        for stamp in Stamp::ALL {
            assert_eq!(parsed(&text(&Mark::Stamp(stamp)).unwrap()), Some(Mark::Stamp(stamp)));
        }
    }

    #[test]
    fn ink_that_breaks_a_limit_is_neither_written_nor_read() {
        let line = |points: usize| Mark::Ink(Ink { strokes: vec![Stroke(vec![Point(1, 1); points])] });
        assert!(text(&line(POINTS_AT_MOST)).is_some_and(|written| parsed(&written).is_some()));
        assert!(text(&line(POINTS_AT_MOST + 1)).is_none());
        assert!(text(&line(0)).is_none());
        assert!(text(&Mark::Ink(Ink::default())).is_none());
        let outside = Mark::Ink(Ink { strokes: vec![Stroke(vec![Point(2001, 0)])] });
        assert!(text(&outside).is_none());
        let many = format!(r#"{{"ink":{{"w":2000,"h":840,"strokes":[[{}1,1]]}}}}"#, "1,1,".repeat(POINTS_AT_MOST));
        for wrong in [
            many.as_str(),
            r#"{"ink":{"w":2000,"h":840,"strokes":[]}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[]]}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[1,2,3]]}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[1,841]]}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[1,-1]]}}"#,
            r#"{"ink":{"w":1999,"h":840,"strokes":[[1,1]]}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[1,1]],"speed":3}}"#,
            r#"{"ink":{"w":2000,"h":840,"strokes":[[1,1]]},"stamp":"star"}"#,
            r#"{"stamp":"ball"}"#,
            r#"{}"#,
            "null",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
