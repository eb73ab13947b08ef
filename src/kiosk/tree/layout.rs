//! Where the leaves hang: a pure function from “how many” to places in the crown.

use bevy::math::Vec2;

/// Width and height of the whole tree picture, design units.
pub(in super::super) const TREE: Vec2 = Vec2::new(1141.0, 624.0);
/// Width and height of a leaf at its ordinary size.
const LEAF: Vec2 = Vec2::new(125.0, 66.0);
/// Width and height of a leaf's picture at its ordinary size: the leaf and room for its shadow.
pub(in super::super) const LEAF_PICTURE: Vec2 = Vec2::new(138.7, 82.7);

/// One leaf's place in the tree picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Place {
    /// Its middle, from the picture's top left corner, design units.
    pub centre: Vec2,
    /// Its size relative to the ordinary one.
    pub size: f32,
    /// How far it leans, radians.
    pub lean: f32,
}

/// The crown's top and bottom as leaves see it, design units.
const TOP: f32 = 52.0;
const BOTTOM: f32 = 445.0;

/// Half the crown's width at a height, design units: the outline of the picture, drawn in by half a leaf.
fn half_width(y: f32) -> f32 {
    // Outline read off assets/pictures/scene/tree.svg: (height, half width).
    const OUTLINE: [(f32, f32); 7] =
        [(40.0, 250.0), (91.0, 345.0), (170.0, 455.0), (249.0, 530.0), (327.0, 525.0), (406.0, 420.0), (460.0, 370.0)];
    let mut pairs = OUTLINE.windows(2);
    let inside = pairs.find_map(|pair| match pair {
        [(y0, w0), (y1, w1)] if y <= *y1 => Some(w0 + (w1 - w0) * ((y - y0) / (y1 - y0)).clamp(0.0, 1.0)),
        _ => None,
    });
    inside.unwrap_or(370.0)
}

/// Places for `count` leaves, row by row from the top, each row from the left.
pub(in super::super) fn places(count: usize) -> Vec<Place> {
    if count == 0 {
        return Vec::new();
    }
    let rows = match count {
        1..=4 => 1,
        5..=10 => 2,
        11..=17 => 3,
        18..=24 => 4,
        25..=33 => 5,
        34..=42 => 6,
        _ => 6 + (count - 42).div_ceil(9),
    };
    let step = (BOTTOM - TOP) / rows as f32;
    let heights: Vec<f32> = (0..rows).map(|row| TOP + step * (row as f32 + 0.5)).collect();
    let shares = share_out(count, &heights.iter().map(|y| half_width(*y)).collect::<Vec<_>>());
    let mut places = Vec::with_capacity(count);
    for (row, (y, share)) in heights.iter().zip(&shares).enumerate() {
        let width = 2.0 * half_width(*y);
        let pitch = width / *share as f32;
        let size = (step / (LEAF.y + 8.0)).min(pitch / (LEAF.x + 8.0)).min(1.25);
        for column in 0..*share {
            let wobble = wobble(row, column);
            let room = Vec2::new((pitch - LEAF.x * size).clamp(0.0, 24.0), (step - LEAF.y * size).clamp(0.0, 16.0));
            let x = TREE.x / 2.0 - width / 2.0 + pitch * (column as f32 + 0.5);
            places.push(Place { centre: Vec2::new(x, *y) + wobble * room / 2.0, size, lean: wobble.x * 0.10 });
        }
    }
    places
}

/// Shares `count` out over rows by their width; every row gets one at least, the sum is exact.
fn share_out(count: usize, widths: &[f32]) -> Vec<usize> {
    let total: f32 = widths.iter().sum();
    let mut shares = Vec::with_capacity(widths.len());
    let (mut given, mut width_so_far) = (0, 0.0);
    for (row, width) in widths.iter().enumerate() {
        width_so_far += width;
        let rows_left = widths.len() - row - 1;
        let until_here = (count as f32 * width_so_far / total).round() as usize;
        let share = until_here.saturating_sub(given).max(1).min((count - given).saturating_sub(rows_left).max(1));
        given += share;
        shares.push(share);
    }
    if let Some(last) = shares.last_mut() {
        *last += count - given;
    }
    shares
}

/// A fixed little irregularity, both coordinates from −1 to 1, the same for the same place every day.
fn wobble(row: usize, column: usize) -> Vec2 {
    let hash = (row as u32 * 73 + column as u32 * 151 + 17).wrapping_mul(2_654_435_761);
    let part = |shift: u32| ((hash >> shift) & 0xff) as f32 / 127.5 - 1.0;
    Vec2::new(part(8), part(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_child_has_a_leaf_and_no_leaf_hides_another() {
        for count in 1..=60 {
            let places = places(count);
            assert_eq!(places.len(), count);
            for (i, a) in places.iter().enumerate() {
                for b in &places[i + 1..] {
                    let apart = (a.centre - b.centre).abs();
                    let (wide, high) = (LEAF.x * (a.size + b.size) / 2.0, LEAF.y * (a.size + b.size) / 2.0);
                    assert!(apart.x >= wide || apart.y >= high, "{count} leaves: {a:?} on {b:?}");
                }
            }
        }
    }

    #[test]
    fn leaves_hang_in_the_crown() {
        for count in 1..=60 {
            for place in places(count) {
                let half = LEAF * place.size / 2.0;
                assert!(place.centre.x > half.x - 20.0 && place.centre.x < TREE.x - half.x + 20.0, "{place:?}");
                assert!(place.centre.y > 20.0 && place.centre.y < 440.0, "{place:?}");
            }
        }
    }

    #[test]
    fn a_class_of_thirty_has_big_leaves() {
        assert!(places(30).iter().all(|place| place.size > 0.8), "{:?}", places(30));
    }
}
