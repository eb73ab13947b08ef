//! A child's mark for print: ink as one vector curve, never pixels; a stamp by its picture's name.

use super::keys;
use super::letters::Letters;
use super::wording;
use crate::content::Words;
use crate::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Ink, Mark, Point, Stamp, Stroke};
use typst::foundations::{Content, IntoValue, NativeElement, Packed, Value, dict};
use typst::layout::{Axes, Length, Ratio, Rel};
use typst::visualize::{CurveComponent, CurveElem, CurveLine, CurveMove};

/// The least width and height that ink is given, in units of its box, so that a straight line has an inside.
const LEAST: f64 = 40.0;
/// How far the pen goes for a dot, in units of the box: a line of no length at all would not be drawn.
const DOT: f64 = 1.0;
/// The cosine of the sharpest turn that is drawn round; what turns sharper is a corner.
const ROUND: f64 = 0.35;
/// How far a short line may be off the curve that it stands for, in units of the box: less than a pen's width.
const TOLERANCE: f64 = 2.0;

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

/// No way at all.
const STILL: Pos = Pos { x: 0.0, y: 0.0 };

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

/// All strokes as one curve that fills the space it is put in. It is made of short straight lines: for curved ones Typst
/// works out the pen's outline, which takes longer than all the rest of a page.
fn curve(ink: &Ink, extent: Extent) -> Content {
    let mut components = Vec::with_capacity(ink.points());
    for stroke in &ink.strokes {
        let mut places = rounded(&places(stroke)).into_iter().map(|place| extent.part(place));
        let Some(first) = places.next() else { continue };
        components.push(CurveComponent::Move(Packed::new(CurveMove::new(first))));
        components.extend(places.map(|place| CurveComponent::Line(Packed::new(CurveLine::new(place)))));
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

/// The same places with more between them wherever the line bends, so that it looks as round as the child drew it;
/// corners stay corners. (Cubic Bézier curves through the places, flattened.)
fn rounded(places: &[Pos]) -> Vec<Pos> {
    let Some(first) = places.first() else { return Vec::new() };
    let inner = places.windows(3).map(|three| match three {
        [before, here, after] => direction(before.to(*here).unit(), here.to(*after).unit()),
        _ => STILL,
    });
    let directions: Vec<Pos> = std::iter::once(STILL).chain(inner).chain([STILL]).collect();
    let ends: Vec<(Pos, Pos)> = places.iter().copied().zip(directions).collect();
    let mut rounded = vec![*first];
    for two in ends.windows(2) {
        let [(from, out), (to, into)] = two else { continue };
        let (straight, third) = (from.to(*to).unit(), from.to(*to).length() / 3.0);
        let [out, into] = [*out, *into].map(|way| if way == STILL { straight } else { way });
        flatten([*from, from.towards(out, third), to.towards(into, -third), *to], &mut rounded);
    }
    rounded
}

/// The way the line goes through a place, of length 1; none at a corner.
fn direction(come: Pos, go: Pos) -> Pos {
    let cosine = come.x * go.x + come.y * go.y;
    if cosine < ROUND { STILL } else { Pos { x: come.x + go.x, y: come.y + go.y }.unit() }
}

/// Adds the places of a Bézier curve after its first: as few as keep within [`TOLERANCE`] of it.
fn flatten([a, b, c, d]: [Pos; 4], places: &mut Vec<Pos>) {
    let bend = |p: Pos, q: Pos, r: Pos| (p.x - 2.0 * q.x + r.x).hypot(p.y - 2.0 * q.y + r.y);
    let most = bend(a, b, c).max(bend(b, c, d));
    let mut part = 1.0;
    let parts = (0.75 * most / TOLERANCE).sqrt().ceil();
    while part < parts {
        let (t, u) = (part / parts, 1.0 - part / parts);
        let mix =
            |a: f64, b: f64, c: f64, d: f64| u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d;
        places.push(Pos { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
        part += 1.0;
    }
    places.push(d);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(points: &[(u16, u16)]) -> Vec<Pos> {
        places(&Stroke(points.iter().map(|(x, y)| Point(*x, *y)).collect()))
    }

    #[test]
    fn the_line_goes_through_every_place_the_child_drew() {
        let places = stroke(&[(0, 0), (300, 400), (600, 500), (600, 500), (100, 450)]);
        assert_eq!(places.len(), 4, "standing still is not drawn twice");
        let rounded = rounded(&places);
        assert!(rounded.len() > 6, "{rounded:?}");
        let mut on = rounded.iter();
        assert!(places.iter().all(|place| on.any(|other| other == place)), "{rounded:?}");
    }

    #[test]
    fn a_corner_stays_a_corner_and_a_bend_becomes_round() {
        let corner = stroke(&[(0, 0), (300, 0), (300, 300)]);
        assert_eq!(rounded(&corner), corner);
        let bend = rounded(&stroke(&[(0, 0), (300, 0), (500, 200)]));
        let turns = bend.windows(3).map(|three| {
            let (come, go) = (three[0].to(three[1]).unit(), three[1].to(three[2]).unit());
            come.x * go.x + come.y * go.y
        });
        assert!(bend.len() > 5 && turns.fold(1.0, f64::min) > 0.9, "{bend:?}");
    }

    #[test]
    fn a_dot_is_drawn_and_nothing_is_not() {
        assert_eq!(rounded(&stroke(&[(700, 300)])).len(), 2);
        assert!(rounded(&stroke(&[])).is_empty());
        assert!(Extent::of(&Ink { strokes: vec![Stroke::default()] }).is_none());
        let line = Ink { strokes: vec![Stroke(vec![Point(100, 400), Point(900, 400)])] };
        assert!(Extent::of(&line).is_some_and(|extent| extent.height == LEAST && extent.width == 800.0));
    }
}
