//! A child's mark for print: ink as one vector curve, never pixels; a stamp by its picture's name.

use super::keys;
use super::letters::Letters;
use super::wording;
use crate::content::Words;
use crate::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Ink, Mark, Point, Stamp, Stroke};
use typst::foundations::{Content, IntoValue, NativeElement, Packed, Smart, Value, dict};
use typst::layout::{Axes, Length, Ratio, Rel};
use typst::visualize::{CurveComponent, CurveCubic, CurveElem, CurveMove};

/// The least width and height that ink is given, in units of its box, so that a straight line has an inside.
const LEAST: f64 = 40.0;
/// How far the pen goes for a dot, in units of the box: a line of no length at all would not be drawn.
const DOT: f64 = 1.0;
/// The cosine of the sharpest turn that is drawn round; what turns sharper is a corner.
const ROUND: f64 = 0.35;

/// What the templates' `mark` takes: `kind`, `alt`, and the ink with its width and height (in box units) or the stamp's
/// code. `none` for ink without a point.
pub(super) fn value(mark: &Mark, words: &Words, letters: &Letters<'_>) -> Value {
    match mark {
        Mark::Ink(ink) => Extent::of(ink).map_or(Value::None, |extent| {
            dict! {
                "kind" => "ink",
                "alt" => letters.value(&words.text(keys::ROW_MARK_DRAWN)),
                "ink" => curve(ink, extent),
                "width" => extent.width,
                "height" => extent.height,
            }
            .into_value()
        }),
        Mark::Stamp(stamp) => dict! {
            "kind" => "stamp",
            "alt" => letters.value(&stamp_words(*stamp, words)),
            "stamp" => stamp.code(),
        }
        .into_value(),
    }
}

/// `stamp: Star`.
pub(super) fn stamp_words(stamp: Stamp, words: &Words) -> String {
    let name = words.text(&crate::content::keys::stamp(stamp));
    wording::say(words, keys::ROW_MARK_STAMP, &[("stamp", name.into())])
}

/// A place, or a way from one to another, in box units.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pos {
    x: f64,
    y: f64,
}

impl Pos {
    fn of(point: Point) -> Self {
        Self { x: point.0.min(BOX_WIDTH).into(), y: point.1.min(BOX_HEIGHT).into() }
    }

    /// From here towards another place, by a part of the way's length.
    fn towards(self, way: Self, part: f64) -> Self {
        Self { x: self.x + way.x * part, y: self.y + way.y * part }
    }

    fn to(self, other: Self) -> Self {
        Self { x: other.x - self.x, y: other.y - self.y }
    }

    fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The way of length 1 in the same direction; no way at all stays none.
    fn unit(self) -> Self {
        let length = self.length();
        if length == 0.0 { self } else { Self { x: self.x / length, y: self.y / length } }
    }
}

/// The part of the box that the ink covers, in box units.
#[derive(Clone, Copy)]
struct Extent {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Extent {
    fn of(ink: &Ink) -> Option<Self> {
        let places = || ink.strokes.iter().flat_map(|stroke| &stroke.0).map(|point| Pos::of(*point));
        let (left, width) = span(places().map(|place| place.x))?;
        let (top, height) = span(places().map(|place| place.y))?;
        Some(Self { left, top, width, height })
    }

    /// A place as parts of this extent.
    fn part(self, place: Pos) -> Axes<Rel<Length>> {
        let part = |value: f64| Ratio::new(value).into();
        Axes { x: part((place.x - self.left) / self.width), y: part((place.y - self.top) / self.height) }
    }
}

/// Where values begin and how far they reach, at least [`LEAST`]; `None` for no value.
fn span(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return None;
    }
    let missing = (LEAST - (high - low)).max(0.0);
    Some((low - missing / 2.0, high - low + missing))
}

/// All strokes as one curve that fills the space it is put in.
fn curve(ink: &Ink, extent: Extent) -> Content {
    let mut components = Vec::with_capacity(ink.points());
    for stroke in &ink.strokes {
        let places = places(stroke);
        let Some(first) = places.first() else { continue };
        components.push(CurveComponent::Move(Packed::new(CurveMove::new(extent.part(*first)))));
        components.extend(pieces(&places).map(|piece| {
            let [out, into, end] = piece.map(|place| extent.part(place));
            CurveComponent::Cubic(Packed::new(CurveCubic::new(Some(Smart::Custom(out)), Some(into), end)))
        }));
    }
    CurveElem::new(components).pack()
}

/// The stroke's places; two for a dot.
fn places(stroke: &Stroke) -> Vec<Pos> {
    let mut places: Vec<Pos> = stroke.0.iter().map(|point| Pos::of(*point)).collect();
    places.dedup();
    if let [only] = places.as_slice() {
        places.push(Pos { x: only.x + DOT, ..*only });
    }
    places
}

/// From place to place the two control points and the end of a Bézier curve. It goes through every place that the child
/// drew; between them it is round, and corners stay corners.
fn pieces(places: &[Pos]) -> impl Iterator<Item = [Pos; 3]> {
    let still = Pos { x: 0.0, y: 0.0 };
    let inner = places.windows(3).map(move |three| match three {
        [before, here, after] => {
            let (come, go) = (before.to(*here).unit(), here.to(*after).unit());
            let cosine = come.x * go.x + come.y * go.y;
            if cosine < ROUND { still } else { Pos { x: come.x + go.x, y: come.y + go.y }.unit() }
        }
        _ => still,
    });
    let directions: Vec<Pos> = std::iter::once(still).chain(inner).chain([still]).collect();
    let ends: Vec<(Pos, Pos)> = places.iter().copied().zip(directions).collect();
    let pieces: Vec<[Pos; 3]> = ends
        .windows(2)
        .filter_map(|two| match two {
            [(from, out), (to, into)] => {
                let third = from.to(*to).length() / 3.0;
                Some([from.towards(*out, third), to.towards(*into, -third), *to])
            }
            _ => None,
        })
        .collect();
    pieces.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(points: &[(u16, u16)]) -> Vec<Pos> {
        places(&Stroke(points.iter().map(|(x, y)| Point(*x, *y)).collect()))
    }

    #[test]
    fn the_curve_goes_through_every_place_the_child_drew() {
        let places = stroke(&[(0, 0), (30, 40), (60, 50), (60, 50), (10, 45)]);
        let ends: Vec<Pos> = pieces(&places).map(|[_, _, end]| end).collect();
        assert_eq!(ends, places[1..]);
        assert_eq!(places.len(), 4, "standing still is not drawn twice");
    }

    #[test]
    fn a_corner_stays_a_corner_and_a_bend_becomes_round() {
        let corner: Vec<[Pos; 3]> = pieces(&stroke(&[(0, 0), (30, 0), (30, 30)])).collect();
        assert_eq!(corner[0][1], corner[0][2]);
        let bend: Vec<[Pos; 3]> = pieces(&stroke(&[(0, 0), (30, 0), (60, 15)])).collect();
        let (into, out, here) = (bend[0][1], bend[1][0], bend[0][2]);
        assert!(into.x < here.x && into.y < here.y && out.x > here.x && out.y > here.y, "{into:?} {out:?}");
        let cross = into.to(here).x * here.to(out).y - into.to(here).y * here.to(out).x;
        assert!(cross.abs() < 1e-9, "the curve has one direction at the bend");
    }

    #[test]
    fn a_dot_is_drawn_and_nothing_is_not() {
        assert_eq!(pieces(&stroke(&[(700, 300)])).count(), 1);
        assert_eq!(pieces(&stroke(&[])).count(), 0);
        assert!(Extent::of(&Ink { strokes: vec![Stroke::default()] }).is_none());
        let line = Ink { strokes: vec![Stroke(vec![Point(100, 400), Point(900, 400)])] };
        assert!(Extent::of(&line).is_some_and(|extent| extent.height == LEAST && extent.width == 800.0));
    }
}
