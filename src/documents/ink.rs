//! A child's mark for print: ink as one vector curve, never pixels; a stamp by its picture's name.

use super::keys;
use super::letters::Letters;
use super::wording;
use crate::content::Words;
use crate::domain::mark::{BOX_HEIGHT, BOX_WIDTH, Ink, Mark, Point, Stamp};
use typst::foundations::{Content, Dict, IntoValue, NativeElement, Packed, Value, dict};
use typst::layout::{Axes, Length, Ratio, Rel};
use typst::visualize::{CurveComponent, CurveElem, CurveLine, CurveMove};

/// The least width and height that ink is given, in units of its box, so that a straight line has an inside.
const LEAST: f64 = 40.0;
/// How far the pen goes for a dot, in parts of the ink's width: a line of no length at all would not be drawn.
const DOT: f64 = 0.001;

/// What the templates' `mark` takes: `kind`, `alt`, and the ink with its width and height (in box units) or the stamp's
/// code. `none` for ink without a point.
pub(super) fn value(mark: &Mark, words: &Words, letters: &Letters<'_>) -> Value {
    match mark {
        Mark::Ink(ink) => match Extent::of(ink) {
            Some(extent) => dict! {
                "kind" => "ink",
                "alt" => letters.value(&words.text(keys::ROW_MARK_DRAWN)),
                "ink" => curve(ink, extent),
                "width" => extent.width,
                "height" => extent.height,
            }
            .into_value(),
            None => Value::None,
        },
        Mark::Stamp(stamp) => {
            let stamp_words: Dict = dict! {
                "kind" => "stamp",
                "alt" => letters.value(&stamp_name(*stamp, words)),
                "stamp" => stamp.code(),
            };
            stamp_words.into_value()
        }
    }
}

/// `stamp: Star`.
pub(super) fn stamp_name(stamp: Stamp, words: &Words) -> String {
    let name = words.text(&crate::content::keys::stamp(stamp));
    wording::say(words, keys::ROW_MARK_STAMP, &[("stamp", name.into())])
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
        let points = || ink.strokes.iter().flat_map(|stroke| &stroke.0);
        let (left, width) = span(points().map(|point| point.0), BOX_WIDTH)?;
        let (top, height) = span(points().map(|point| point.1), BOX_HEIGHT)?;
        Some(Self { left, top, width, height })
    }

    /// A place in the box as a part of this extent.
    fn place(self, point: Point) -> Axes<Rel<Length>> {
        let (x, y) = (f64::from(point.0.min(BOX_WIDTH)), f64::from(point.1.min(BOX_HEIGHT)));
        part((x - self.left) / self.width, (y - self.top) / self.height)
    }
}

fn span(values: impl Iterator<Item = u16>, most: u16) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        let value = f64::from(value.min(most));
        (low, high) = (low.min(value), high.max(value));
    }
    if low > high {
        return None;
    }
    let missing = (LEAST - (high - low)).max(0.0);
    Some((low - missing / 2.0, high - low + missing))
}

fn part(x: f64, y: f64) -> Axes<Rel<Length>> {
    Axes { x: Ratio::new(x).into(), y: Ratio::new(y).into() }
}

/// All strokes as one curve that fills the space it is put in.
fn curve(ink: &Ink, extent: Extent) -> Content {
    let mut components = Vec::with_capacity(ink.points());
    for stroke in &ink.strokes {
        let mut points = stroke.0.iter().map(|point| extent.place(*point));
        let Some(first) = points.next() else { continue };
        components.push(CurveComponent::Move(Packed::new(CurveMove::new(first))));
        let from = components.len();
        components.extend(points.map(|point| CurveComponent::Line(Packed::new(CurveLine::new(point)))));
        if components.len() == from {
            let beside = part(first.x.rel.get() + DOT, first.y.rel.get());
            components.push(CurveComponent::Line(Packed::new(CurveLine::new(beside))));
        }
    }
    CurveElem::new(components).pack()
}
