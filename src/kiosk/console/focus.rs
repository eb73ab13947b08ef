//! Where the keyboard's focus begins on a page of the console.
//!
//! What can be tapped is not drawn as such while a page settles, so every page begins without a focus, and Enter means its
//! primary action. The first Tab then goes to where the focus was when the page was last there, else to the page's first
//! thing rather than to the rail; Shift and Tab, to the end of the rail, from where every other page is near.

use bevy_egui::egui::{Event, Id, Key, Memory, Modifiers, Rect};
use std::collections::HashMap;

/// Where the focus was last, page by page.
#[derive(Debug, Default)]
pub(super) struct Remembered(HashMap<&'static str, String>);

/// Which way a key moves the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

fn way(event: &Event) -> Option<Way> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    match (key, *modifiers) {
        (Key::Tab | Key::ArrowDown | Key::ArrowRight, Modifiers::NONE) => Some(Way::On),
        (Key::Tab, Modifiers::SHIFT) => Some(Way::Back),
        _ => None,
    }
}

impl Remembered {
    /// Gives a page that has no focus one, where a key asks for it; the key is spent.
    pub(super) fn begin(
        &self,
        place: &'static str,
        map: &HashMap<String, Rect>,
        memory: &mut Memory,
        events: &mut Vec<Event>,
    ) {
        if memory.focused().is_some() {
            return;
        }
        let Some((at, way)) = events.iter().enumerate().find_map(|(at, event)| Some((at, way(event)?))) else { return };
        let Some(name) = self.start(place, map, way) else { return };
        memory.request_focus(Id::new(name));
        events.remove(at);
    }

    /// The name of what has the focus, where anything has; remembered for the page.
    pub(super) fn keep(&mut self, place: &'static str, map: &HashMap<String, Rect>, memory: &Memory) -> Option<String> {
        let at = memory.focused()?;
        let name = map.keys().find(|name| Id::new(name.as_str()) == at)?;
        self.0.insert(place, name.clone());
        Some(name.clone())
    }

    fn start<'a>(&'a self, place: &'static str, map: &'a HashMap<String, Rect>, way: Way) -> Option<&'a str> {
        let on_page = |name: &&str| !name.starts_with("rail.");
        if way == Way::Back {
            return map.contains_key("rail.lock").then_some("rail.lock");
        }
        let before = self.0.get(place).map(String::as_str).filter(on_page).filter(|name| map.contains_key(*name));
        // The keys of the keyboard on the screen take no focus.
        let here = map.iter().map(|(name, rect)| (name.as_str(), rect));
        let here = here.filter(|(name, _)| on_page(name) && !name.contains(".key."));
        let first = here.min_by(|(_, a), (_, b)| {
            (a.min.y, a.min.x).partial_cmp(&(b.min.y, b.min.x)).unwrap_or(std::cmp::Ordering::Equal)
        });
        before.or(first.map(|(name, _)| name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_egui::egui::{pos2, vec2};

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    /// What has the focus after a key on a page of four things and a keyboard.
    fn after(remembered: &Remembered, key: Event) -> Option<String> {
        let places = [
            ("rail.today", 0.0, 0.0),
            ("rail.lock", 0.0, 700.0),
            ("page.key.a", 300.0, 5.0),
            ("page.back", 240.0, 20.0),
            ("page.go", 900.0, 20.0),
            ("page.row", 240.0, 90.0),
        ];
        let map: HashMap<String, Rect> =
            places.map(|(name, x, y)| (name.to_owned(), Rect::from_min_size(pos2(x, y), vec2(50.0, 50.0)))).into();
        let (mut memory, mut events) = (Memory::default(), vec![key]);
        remembered.begin("page", &map, &mut memory, &mut events);
        let at = Remembered::default().keep("page", &map, &memory);
        assert_eq!(at.is_some(), events.is_empty(), "a key that is not meant so is left alone");
        at
    }

    #[test]
    fn the_first_tab_goes_to_the_page_and_shift_tab_to_the_rail() {
        let mut remembered = Remembered::default();
        let tab = || press(Key::Tab, Modifiers::NONE);
        assert_eq!(after(&remembered, tab()).as_deref(), Some("page.back"));
        assert_eq!(after(&remembered, press(Key::ArrowDown, Modifiers::NONE)).as_deref(), Some("page.back"));
        assert_eq!(after(&remembered, press(Key::Tab, Modifiers::SHIFT)).as_deref(), Some("rail.lock"));
        assert_eq!(after(&remembered, press(Key::Enter, Modifiers::NONE)), None, "Enter is the primary action's");
        remembered.0.insert("page", "page.row".into());
        assert_eq!(after(&remembered, tab()).as_deref(), Some("page.row"), "back to where it was");
        remembered.0.insert("page", "page.gone".into());
        assert_eq!(after(&remembered, tab()).as_deref(), Some("page.back"));
        remembered.0.insert("page", "rail.today".into());
        assert_eq!(after(&remembered, tab()).as_deref(), Some("page.back"), "the rail led here");
    }
}
