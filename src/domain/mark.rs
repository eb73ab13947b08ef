//! A child's mark: ink from a finger, or a stamp chosen instead.
//!
//! Ink only: no speed, no pressure, and never any matching (Protection of Freedoms Act 2012, s.26 covers automated
//! recognition; there is none here).

use serde::{Deserialize, Serialize};

/// The width of the box a mark is drawn in, in its own units. Coordinates run from 0 to this.
pub const BOX_WIDTH: u16 = 2000;
/// The height of that box.
pub const BOX_HEIGHT: u16 = 840;
/// The most points a mark keeps, so that a scribble of a minute does not swell the ledger.
pub const POINTS_AT_MOST: usize = 1200;
/// The shortest ink that counts as a mark: a child who only brushed the panel has not written.
pub const SHORTEST: f32 = 60.0;

/// A point in the box, origin top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point(pub u16, pub u16);

impl Point {
    fn distance(self, other: Self) -> f32 {
        let dx = f32::from(self.0) - f32::from(other.0);
        let dy = f32::from(self.1) - f32::from(other.1);
        dx.hypot(dy)
    }
}

/// One line from touch to release.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stroke(pub Vec<Point>);

/// Drawn ink.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ink {
    /// In the order drawn.
    pub strokes: Vec<Stroke>,
}

impl Ink {
    /// Total length of all strokes, in box units.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.strokes
            .iter()
            .flat_map(|stroke| stroke.0.windows(2))
            .map(|pair| match pair {
                [a, b] => a.distance(*b),
                _ => 0.0,
            })
            .sum()
    }

    /// How many points all strokes have together.
    #[must_use]
    pub fn points(&self) -> usize {
        self.strokes.iter().map(|stroke| stroke.0.len()).sum()
    }

    /// Whether this is enough ink to be a mark ([`SHORTEST`]).
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.length() >= SHORTEST
    }

    /// The same picture in fewer points: points closer to the line than the eye can tell are dropped
    /// (Ramer–Douglas–Peucker), more and more of them until at most [`POINTS_AT_MOST`] are left.
    #[must_use]
    pub fn simplified(&self) -> Self {
        let mut tolerance = 2.0;
        loop {
            let ink = Self { strokes: self.strokes.iter().map(|stroke| simplify(stroke, tolerance)).collect() };
            if ink.points() <= POINTS_AT_MOST || tolerance > f32::from(BOX_WIDTH) {
                return ink.cut_to(POINTS_AT_MOST);
            }
            tolerance *= 1.5;
        }
    }

    fn cut_to(mut self, most: usize) -> Self {
        let mut left = most;
        for stroke in &mut self.strokes {
            stroke.0.truncate(left);
            left -= stroke.0.len();
        }
        self.strokes.retain(|stroke| !stroke.0.is_empty());
        self
    }
}

fn simplify(stroke: &Stroke, tolerance: f32) -> Stroke {
    let points = &stroke.0;
    let mut keep = vec![false; points.len()];
    let mut spans = vec![(0, points.len().saturating_sub(1))];
    for end in [0, points.len().saturating_sub(1)] {
        if let Some(flag) = keep.get_mut(end) {
            *flag = true;
        }
    }
    while let Some((from, to)) = spans.pop() {
        let (Some(&a), Some(&b)) = (points.get(from), points.get(to)) else { continue };
        let farthest = (from + 1..to)
            .filter_map(|i| points.get(i).map(|&p| (i, off_line(p, a, b))))
            .max_by(|x, y| x.1.total_cmp(&y.1));
        if let Some((i, distance)) = farthest
            && distance > tolerance
        {
            if let Some(flag) = keep.get_mut(i) {
                *flag = true;
            }
            spans.push((from, i));
            spans.push((i, to));
        }
    }
    Stroke(points.iter().zip(keep).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect())
}

fn off_line(p: Point, a: Point, b: Point) -> f32 {
    let length = a.distance(b);
    if length == 0.0 {
        return p.distance(a);
    }
    let (px, py) = (f32::from(p.0) - f32::from(a.0), f32::from(p.1) - f32::from(a.1));
    let (bx, by) = (f32::from(b.0) - f32::from(a.0), f32::from(b.1) - f32::from(a.1));
    let along = ((px * bx + py * by) / (length * length)).clamp(0.0, 1.0);
    (px - along * bx).hypot(py - along * by)
}

/// A stamp chosen instead of a drawn mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stamp {
    /// An acorn.
    Acorn,
    /// A butterfly.
    Butterfly,
    /// A fish.
    Fish,
    /// A flower.
    Flower,
    /// A moon.
    Moon,
    /// A rocket.
    Rocket,
    /// A star.
    Star,
    /// A sun.
    Sun,
}

impl Stamp {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] =
        [Self::Acorn, Self::Butterfly, Self::Fish, Self::Flower, Self::Moon, Self::Rocket, Self::Star, Self::Sun];

    /// The word used in statements, picture names and Fluent keys (`stamp-acorn`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Acorn => "acorn",
            Self::Butterfly => "butterfly",
            Self::Fish => "fish",
            Self::Flower => "flower",
            Self::Moon => "moon",
            Self::Rocket => "rocket",
            Self::Star => "star",
            Self::Sun => "sun",
        }
    }
}

/// What a child leaves under a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A name, or whatever the child drew.
    Ink(Ink),
    /// A stamp chosen instead.
    Stamp(Stamp),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_keeps_its_two_ends() {
        let line = Stroke((0..=100).map(|i| Point(i * 10, i * 4)).collect());
        assert_eq!(simplify(&line, 2.0).0, [Point(0, 0), Point(1000, 400)]);
    }

    #[test]
    fn a_corner_is_kept() {
        let corner = Stroke(vec![Point(0, 0), Point(50, 0), Point(100, 0), Point(100, 50), Point(100, 100)]);
        assert_eq!(simplify(&corner, 2.0).0, [Point(0, 0), Point(100, 0), Point(100, 100)]);
    }

    #[test]
    fn the_wildest_scribble_stays_within_the_limit() {
        let mut seed = 7_u32;
        let mut random = |below: u16| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((seed >> 16) % u32::from(below)) as u16
        };
        let strokes = (0..40).map(|_| Stroke((0..300).map(|_| Point(random(BOX_WIDTH), random(BOX_HEIGHT))).collect()));
        let ink = Ink { strokes: strokes.collect() }.simplified();
        assert!(ink.points() <= POINTS_AT_MOST, "{}", ink.points());
        assert!(ink.is_enough());
    }

    #[test]
    fn a_brush_of_the_sleeve_is_not_a_mark() {
        let dot = Ink { strokes: vec![Stroke(vec![Point(10, 10), Point(12, 11)])] };
        assert!(!dot.is_enough());
        assert!(!Ink::default().is_enough());
    }
}
