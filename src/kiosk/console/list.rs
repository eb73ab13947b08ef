//! Lists that may be longer than their place: dragged with a finger, or turned a page at a time with two buttons.

use super::desk::{Desk, Look};
use super::theme;
use bevy_egui::egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

/// Draws a list of `rows` in `columns`, each `height` high, filled row by row. `draw` gets each entry's place. A list
/// that does not fit gets buttons for a page up and down, named `<name>.back` and `<name>.more`: in the place that the
/// grid keeps for them, else on the list's right.
pub(super) fn show(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    grid: Grid,
    mut draw: impl FnMut(&mut Desk<'_>, &Ui, Rect, usize),
) {
    let turns = grid.whole() > rect.height() + 0.5;
    let grid = if turns { grid.filling(rect.height()) } else { grid };
    let whole = grid.whole();
    let side = turn_side(desk);
    let inner = if turns && grid.turns.is_none() { rect.with_max_x(rect.right() - side - 12.0) } else { rect };
    let columns = grid.columns.max(1) as f32;
    let wide = (inner.width() - (columns - 1.0) * grid.gap) / columns;
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(name));
    child.shrink_clip_rect(inner.expand2(vec2(6.0, 0.0)));
    let output = ScrollArea::vertical().id_salt(name).auto_shrink(false).show(&mut child, |ui| {
        let (area, _) = ui.allocate_exact_size(vec2(inner.width(), whole.max(1.0)), Sense::hover());
        for entry in 0..grid.entries {
            let (row, column) = (entry / grid.columns.max(1), entry % grid.columns.max(1));
            let min = area.min + vec2(column as f32 * (wide + grid.gap), row as f32 * (grid.height + grid.gap));
            let place = Rect::from_min_size(min, vec2(wide, grid.height));
            if place.intersects(ui.clip_rect()) {
                draw(desk, ui, place, entry);
            }
        }
    });
    if turns {
        let page = inner.height() + grid.gap;
        let furthest = (whole - inner.height()).max(0.0);
        let mut state = output.state;
        let offset = state.offset.y;
        let (up, down) = match grid.turns {
            Some(kept) => (kept.left_top(), pos2(kept.right() - side, kept.top())),
            None => (pos2(rect.right() - side, rect.top()), rect.max - Vec2::splat(side)),
        };
        for (part, icon, corner, to, more) in [
            ("back", Arrow::Up, up, offset - page, offset > 0.5),
            ("more", Arrow::Down, down, offset + page, offset < furthest - 0.5),
        ] {
            let place = Rect::from_min_size(corner, Vec2::splat(side));
            let look = if grid.bare { Look::Secondary } else { Look::Quiet };
            if more && arrow(desk, ui, place, &format!("{name}.{part}"), icon, look) {
                state.offset.y = to.clamp(0.0, furthest);
                state.store(ui.ctx(), output.id);
                ui.ctx().request_repaint();
            }
        }
    }
}

/// How a list is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub entries: usize,
    pub columns: usize,
    /// Of an entry.
    pub height: f32,
    /// Between entries, both ways.
    pub gap: f32,
    /// Where the two buttons go that turn pages, side by side; on the list's right where there is no such place.
    pub turns: Option<Rect>,
    /// Whether it lies on no card, so that those two buttons must stand out from the ground.
    pub bare: bool,
}

impl Grid {
    /// A list in columns, with a small gap.
    pub(super) fn new(entries: usize, columns: usize, height: f32, gap: f32) -> Self {
        Self { entries, columns, height, gap, turns: None, bare: false }
    }

    /// The same on no card.
    pub(super) fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// How high all of it is.
    pub(super) fn whole(&self) -> f32 {
        let rows = self.entries.div_ceil(self.columns.max(1)) as f32;
        (rows * (self.height + self.gap) - self.gap).max(0.0)
    }

    /// Entries as much higher as makes a page of whole ones: none is cut at the lower edge.
    fn filling(self, room: f32) -> Self {
        let shown = ((room + self.gap) / (self.height + self.gap)).floor().max(1.0);
        Self { height: (room + self.gap) / shown - self.gap, ..self }
    }
}

/// The side of a button that turns pages.
pub(super) fn turn_side(desk: &Desk<'_>) -> f32 {
    desk.at_least(theme::LINE)
}

#[derive(Debug, Clone, Copy)]
enum Arrow {
    Up,
    Down,
}

fn arrow(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, arrow: Arrow, look: Look) -> bool {
    let clicked = desk.pill(ui, rect, name, "", look);
    let tip = if matches!(arrow, Arrow::Up) { -1.0 } else { 1.0 };
    let (centre, reach) = (rect.center(), rect.height() * 0.16);
    let points = [vec2(-1.25, -0.6 * tip), vec2(0.0, 0.6 * tip), vec2(1.25, -0.6 * tip)];
    let points = points.into_iter().map(|point| centre + point * reach).collect();
    ui.painter().line(points, bevy_egui::egui::Stroke::new(4.0, theme::ink()));
    clicked
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use super::*;
    use bevy_egui::egui::pos2;

    #[test]
    fn a_long_list_is_turned_page_by_page_without_dragging() {
        let mut bench = Bench::new();
        let mut list = |desk: &mut Desk<'_>, ui: &mut Ui| {
            let place = Rect::from_min_size(pos2(100.0, 100.0), vec2(600.0, 470.0));
            show(desk, ui, place, "names", Grid::new(30, 1, 71.0, 7.0), |desk, ui, rect, entry| {
                desk.row(ui, rect, &format!("name.{entry}"), theme::ROW);
            });
        };
        bench.pass(Vec::new(), &mut list);
        let seen = |bench: &Bench| {
            (0..30).filter(|entry| bench.map.contains_key(&format!("name.{entry}"))).collect::<Vec<_>>()
        };
        assert_eq!(seen(&bench), [0, 1, 2, 3, 4, 5]);
        assert!(!bench.map.contains_key("names.back"), "there is nothing above the first page");
        bench.tap("names.more", &mut list);
        bench.pass(Vec::new(), &mut list);
        assert_eq!(seen(&bench), [6, 7, 8, 9, 10, 11]);
        for _ in 0..3 {
            bench.tap("names.more", &mut list);
        }
        bench.pass(Vec::new(), &mut list);
        assert_eq!(seen(&bench), [24, 25, 26, 27, 28, 29]);
        assert!(!bench.map.contains_key("names.more"), "there is nothing below the last page");
        bench.tap("names.back", &mut list);
        bench.pass(Vec::new(), &mut list);
        assert_eq!(seen(&bench), [18, 19, 20, 21, 22, 23]);
    }

    #[test]
    fn a_page_of_a_list_ends_with_a_whole_row() {
        let grid = Grid::new(30, 2, 42.0, 7.0).filling(470.0);
        let rows = (470.0 + grid.gap) / (grid.height + grid.gap);
        assert!((rows - rows.round()).abs() < 1e-3 && (rows - 9.0).abs() < 1e-3, "{rows}");
        assert!(grid.height >= 42.0);
        assert!(
            (Grid::new(3, 1, 90.0, 7.0).filling(50.0).height - 50.0).abs() < 1e-3,
            "one is shown, however low the place"
        );
    }
}
