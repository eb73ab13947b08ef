//! The teacher's side of the kiosk: first run, unlocking, the day, the panel. Drawn with egui, by touch alone or by
//! keyboard alone, and only while [`Mode`] says so: on the children's screens there is no egui at all.
//!
//! Pages draw themselves and hand back [`orders`]; threads ([`work`]) do what takes longer than a frame. No page opens a
//! tree or writes a list by itself, and none can be reached without a secret but the first run and the way in.

mod arrived;
#[cfg(test)]
mod bench;
mod blend;
mod by_hand;
mod child;
mod child_page;
mod children;
mod classes;
mod courier_orders;
mod courier_page;
mod desk;
mod due;
mod exports_orders;
mod exports_page;
mod first_run;
mod focus;
mod helpers;
mod icons;
mod jobs;
mod keyboard;
#[macro_use]
mod keys;
mod agreements;
mod courier_keys;
mod due_keys;
mod exports_keys;
mod follow_up;
mod hand_keys;
mod lessons;
mod list;
mod needs;
mod needs_keys;
mod new_class;
mod next;
mod opening;
mod orders;
mod panel_keys;
mod panel_page;
mod people_keys;
mod people_orders;
mod places;
mod rail;
mod recovered;
mod register;
mod register_keys;
mod roll_card;
mod roll_keys;
mod roster;
mod saving;
mod secrets;
mod staff_keys;
mod staff_orders;
mod staff_page;
mod staff_role;
mod talks;
mod theme;
mod today;
mod trail_card;
mod typing;
mod unlock;
mod work;

use super::frame::Alarm;
use super::mode::Mode;
use super::panel::Metrics;
use super::school::{Contents, Lang, OpenSchool};
use super::sync::Syncing;
use super::theme as tokens;
use super::voice::Voice;
use super::{PanelSettings, Root, Stage};
use crate::domain::ids::ClassId;
use crate::roster::roll::waiting;
use crate::store::{Access, Note};
use crate::sync::client::Status;
pub(super) use agreements::AgreementsExhibit;
use bevy::camera::ClearColorConfig;
use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy_egui::egui::{self, Event, Key, Rect, Ui, pos2, vec2};
use bevy_egui::{EguiContext, EguiContextSettings, EguiFullOutput, EguiGlobalSettings, EguiInput, EguiPlugin};
use desk::Desk;
use exports_page::ExportsOrder;
use icons::Icons;
use orders::{AgreementsOrder, CourierOrder, Order, Seen, StaffOrder};
pub(super) use panel_page::Part;
use rail::Tab;
use register::RegisterOrder;
pub(super) use register::Sample as RegisterSample;
pub(super) use roster::Sample;
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

/// Where everything is that can be tapped on the console at this moment, by name (`today.close`, `unlock.key.a`), in
/// logical pixels of the window. Empty while taps would not count: right after a page has changed.
#[derive(Resource, Debug, Default)]
pub(super) struct ConsoleMap(pub HashMap<String, Rect>);

/// What has the keyboard's focus on the console, by name.
#[derive(Resource, Debug, Default)]
pub(super) struct Focused(pub Option<String>);

/// The list that was written last.
#[derive(Resource, Debug, Default)]
pub(super) struct Written(pub Option<PathBuf>);

/// The page that is shown, with what was typed into it.
#[derive(Debug, Default)]
enum Page {
    /// The screen is the children's.
    #[default]
    Away,
    FirstRun(first_run::FirstRun),
    Unlock(unlock::Unlock),
    Recovered(recovered::Recovered),
    Today(today::Today),
    Due(due::DuePage),
    Panel(panel_page::PanelPage),
    Staff(staff_page::StaffPage),
    Register(Box<register::RegisterPage>),
    Agreements(agreements::AgreementsPage),
    Exports(exports_page::ExportsPage),
    Courier(courier_page::CourierPage),
}

impl Page {
    /// A name for each page and each step of it: when it changes, touches are let settle.
    fn place(&self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::FirstRun(first) => first.place(),
            Self::Unlock(unlock) => unlock.place(),
            Self::Recovered(recovered) => recovered.place(),
            Self::Today(today) => today.place(),
            Self::Panel(page) => page.place(),
            Self::Due(page) => page.place(),
            Self::Exports(_) => "exports",
            Self::Staff(page) => page.place(),
            Self::Register(page) => page.place(),
            Self::Agreements(page) => page.place(),
            Self::Courier(page) => page.place(),
        }
    }
}

/// The console's state.
#[derive(Resource, Default)]
struct Console {
    page: Page,
    saving: saving::Saving,
    /// Something to be told over the page.
    trouble: Option<String>,
    orders: Vec<Order>,
    icons: Icons,
    /// What was shown last, and since when on the clock of [`Time<Real>`].
    shown: (&'static str, bool),
    since: Duration,
    /// The keyboard was used last.
    keyboard: bool,
    /// Where its focus was.
    focus: focus::Remembered,
    modifiers: egui::Modifiers,
    /// Until when frames are drawn though nothing changes: the renderer makes its pipelines while frames go by.
    warm: Duration,
}

/// The camera that egui draws to; there only while the console is.
#[derive(Component)]
struct ConsoleCamera;

/// How long frames are drawn after the console has come, and how often.
const WARM: Duration = Duration::from_millis(1_500);
const WARM_STEP: Duration = Duration::from_millis(60);

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin { bindless_mode_array_size: None, ..default() })
        .init_resource::<ConsoleMap>()
        .init_resource::<Focused>()
        .init_resource::<Written>()
        .init_resource::<Console>()
        .init_resource::<work::Work>()
        .init_resource::<orders::Printing>()
        .init_resource::<orders::Clocks>()
        .add_systems(Update, (come_and_go, orders::finish, draw, orders::carry).chain().in_set(Stage::Carry));
    blend::mend(app);
    app.world_mut().resource_mut::<EguiGlobalSettings>().auto_create_primary_context = false;
}

/// Sets the console up when the mode asks for it, and takes it away with everything typed when it does not.
fn come_and_go(
    mode: Res<Mode>,
    cameras: Query<Entity, With<ConsoleCamera>>,
    mut others: Query<&mut Camera, Without<ConsoleCamera>>,
    school: Option<Res<OpenSchool>>,
    root: Res<Root>,
    mut console: ResMut<Console>,
    mut map: ResMut<ConsoleMap>,
    time: Res<Time<Real>>,
    mut commands: Commands,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    if !matches!(*mode, Mode::FirstRun | Mode::Console) {
        if !cameras.is_empty() {
            cameras.iter().for_each(|camera| commands.entity(camera).despawn());
            others.iter_mut().for_each(|mut camera| camera.is_active = true);
            *console = Console::default();
            map.0.clear();
            redraw.write(RequestRedraw);
        }
        return;
    }
    match (*mode, &console.page) {
        (Mode::FirstRun, Page::Away) => console.page = Page::FirstRun(default()),
        (Mode::Console, Page::Away) => {
            let pin = school.is_some_and(|school| matches!(school.store.access(), Access::Open | Access::Locked));
            console.page = Page::Unlock(unlock::Unlock::new(pin));
            console.orders.push(Order::Look);
        }
        _ => {}
    }
    if !cameras.is_empty() {
        return;
    }
    let fonts = match theme::fonts(&root.0) {
        Ok(fonts) => fonts,
        Err((file, error)) => {
            error_once!(font = file, %error, "the console cannot be shown without its fonts; put them back");
            return;
        }
    };
    console.icons = Icons::of(root.0.join("assets/pictures/icons"));
    console.warm = time.elapsed() + WARM;
    let mut context = EguiContext::default();
    theme::dress(context.get_mut(), fonts);
    // The children's screens lie behind all of it: they are neither drawn nor touched meanwhile.
    others.iter_mut().for_each(|mut camera| camera.is_active = false);
    commands.spawn((
        ConsoleCamera,
        Camera2d,
        Camera { order: 1, clear_color: ClearColorConfig::Custom(ground()), ..default() },
        Msaa::Off,
        context,
        EguiContextSettings { run_manually: true, enable_ime: false, ..default() },
    ));
    redraw.write(RequestRedraw);
}

/// What lies behind the cards, as Bevy knows it.
fn ground() -> Color {
    let [r, g, b, _] = theme::GROUND.to_array();
    Color::srgb_u8(r, g, b)
}

/// One pass of egui: the page, and what is asked over it.
fn draw(
    mut contexts: Query<(&mut EguiContext, &mut EguiInput, &mut EguiFullOutput), With<ConsoleCamera>>,
    windows: Query<&Window, With<PrimaryWindow>>,
    (mut console, mut map, mut focused): (ResMut<Console>, ResMut<ConsoleMap>, ResMut<Focused>),
    school: Option<Res<OpenSchool>>,
    (contents, lang): (Res<Contents>, Res<Lang>),
    (metrics, settings, syncing): (Res<Metrics>, Res<PanelSettings>, Option<Res<Syncing>>),
    (time, voice): (Res<Time<Real>>, Res<Voice>),
    alarm: Option<Res<Alarm>>,
) {
    let Ok((mut context, mut input, mut output)) = contexts.single_mut() else { return };
    let scale = windows.single().map_or(1.0, Window::scale_factor);
    // A point of egui's is a design unit; the window is as many of them wide and high as it holds.
    let zoom = (metrics.window.x / tokens::DESIGN.x).min(metrics.window.y / tokens::DESIGN.y).max(0.05);
    let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(metrics.window.x, metrics.window.y) / zoom);
    let mut raw = input.0.take();
    raw.screen_rect = Some(window);
    raw.viewports.entry(raw.viewport_id).or_default().native_pixels_per_point = Some(scale);
    let ctx = context.get_mut();
    ctx.options_mut(|options| options.zoom_factor = zoom);
    let Console { page, saving, trouble, orders, icons, shown, since, keyboard, focus, modifiers, warm } =
        &mut *console;
    // bevy_egui tells the modifiers in every frame, and egui draws a frame more for every event: without this, the
    // console would never rest.
    raw.events.retain(|event| match event {
        Event::ModifiersChanged(now) => std::mem::replace(modifiers, *now) != *now,
        _ => true,
    });
    for event in &raw.events {
        match event {
            Event::Key { key: Key::Tab | Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight, .. } => {
                *keyboard = true
            }
            Event::PointerButton { .. } => *keyboard = false,
            _ => {}
        }
    }
    ctx.memory_mut(|memory| focus.begin(shown.0, &map.0, memory, &mut raw.events));
    let mut live = false;
    let status = syncing.map(|syncing| syncing.status());
    map.0.clear();
    let mut pass = |ui: &mut Ui| {
        let now_shown = (page.place(), trouble.is_some() || saving.choosing.is_some());
        if *shown != now_shown {
            (*shown, *since) = (now_shown, time.elapsed());
        }
        live = time.elapsed() >= *since + tokens::SETTLE;
        let mut desk = Desk {
            lang: &lang,
            window,
            target: (metrics.target / zoom).min(theme::TARGET_AT_MOST),
            live,
            keyboard: *keyboard,
            icons: &mut *icons,
            map: &mut map.0,
        };
        let seen = school.as_deref().map(|school| Seen {
            school,
            content: &contents.0,
            now_ms: jiff::Timestamp::now().as_millisecond(),
        });
        let over = (trouble.clone(), saving.choosing);
        desk.live = live && !now_shown.1;
        let place = Place {
            width_mm: metrics.window.x / metrics.per_mm,
            settings: &settings,
            register: status.as_ref(),
            device: voice.device(),
        };
        orders.extend(show(&mut desk, ui, page, saving, seen.as_ref(), &place));
        desk.live = live;
        match over {
            (Some(words), _) => {
                if told(&mut desk, ui, &words) {
                    *trouble = None;
                }
            }
            (None, Some(what)) => orders.extend(saving.sheet(&mut desk, ui, what)),
            (None, None) => {}
        }
    };
    // A pass for each press and each release: egui looks only at where the pointer is in the end, so a slow frame with
    // two taps in it would lose one.
    let mut drawn: Option<egui::FullOutput> = None;
    for part in one_touch_each(raw) {
        let more = ctx.run_ui(part, &mut pass);
        match &mut drawn {
            Some(drawn) => drawn.append(more),
            None => drawn = Some(more),
        }
    }
    focused.0 = ctx.memory(|memory| focus.keep(shown.0, &map.0, memory));
    map.0.values_mut().for_each(|rect| *rect = *rect * zoom);
    output.0 = drawn;
    if let Some(alarm) = alarm {
        if !live {
            alarm.ring_after((*since + tokens::SETTLE).saturating_sub(time.elapsed()) + Duration::from_millis(5));
        }
        if let Page::Unlock(unlock) = &*page
            && !unlock.wait().is_zero()
        {
            let part = Duration::from_nanos(u64::from(unlock.wait().subsec_nanos()));
            alarm.ring_after(part + Duration::from_millis(5));
        }
        if time.elapsed() < *warm {
            alarm.ring_after(WARM_STEP);
        }
    }
}

/// Cuts a frame's input after each press and each release. Never empty.
fn one_touch_each(mut raw: egui::RawInput) -> Vec<egui::RawInput> {
    let mut parts = Vec::new();
    let mut events = std::mem::take(&mut raw.events);
    while let Some(place) = events.iter().position(|event| matches!(event, Event::PointerButton { .. })) {
        let later = events.split_off(place + 1);
        if later.is_empty() {
            break;
        }
        parts.push(egui::RawInput { events: std::mem::replace(&mut events, later), ..raw.clone() });
    }
    parts.push(egui::RawInput { events, ..raw });
    parts
}

/// A page as the gallery shows it.
#[derive(Debug, Clone)]
pub(super) enum Exhibit {
    /// The way in, by passphrase or by PIN.
    Unlock { pin: bool },
    /// The day view: the classes, or the open tree.
    Today,
    /// Who is here?
    Opening(ClassId),
    /// What do they play first?
    Lessons(ClassId),
    /// The office's list.
    Roster(Sample),
    /// The classes, where the register has sent a list with something to look at.
    Rolled,
    /// A child of the class, by place in its list.
    Child(ClassId, usize),
    /// A child who has asked for a grown-up.
    Asked(ClassId, usize),
    /// Who helps the child?
    Helpers(ClassId, usize),
    /// What does the child need?
    Needs(ClassId, usize),
    /// A broken rule of a child is followed up.
    FollowUp(ClassId, usize),
    /// The class's children, without a tree.
    Children(ClassId),
    /// The class by hand.
    ByHand(ClassId),
    /// A child of the class by hand.
    ChildByHand(ClassId, usize),
    /// Who is due: all classes, or one.
    Due(Option<ClassId>),
    /// Colleagues.
    Staff,
    /// The register.
    Register(RegisterSample),
    /// Settings of the panel, and how the machine is.
    Panel(Part),
    /// A bank card held to it.
    Card,
    /// Agreements.
    Agreements(AgreementsExhibit),
    /// Lists and sheets.
    Exports,
    /// By stick.
    Courier,
}

/// Shows a page in the running kiosk.
pub(super) fn exhibit(world: &mut World, exhibit: Exhibit) {
    let child = match &exhibit {
        Exhibit::Child(class, place)
        | Exhibit::Asked(class, place)
        | Exhibit::Helpers(class, place)
        | Exhibit::Needs(class, place)
        | Exhibit::FollowUp(class, place)
        | Exhibit::ChildByHand(class, place) => {
            world.resource::<OpenSchool>().pupils_of(class).get(*place).map(|pupil| pupil.id.clone())
        }
        _ => None,
    };
    let metrics = world.resource::<Metrics>();
    let zoom = (metrics.window.x / tokens::DESIGN.x).min(metrics.window.y / tokens::DESIGN.y);
    let (window, width_mm) = (metrics.window.x / zoom, metrics.window.x / metrics.per_mm);
    let mut school = world.get_resource_mut::<OpenSchool>();
    if let Some(school) = &mut school {
        school.notes.clear();
        school.roll = None;
        if let (Exhibit::Asked(..), Some(tree)) = (&exhibit, school.tree.clone()) {
            let at_ms = tree.opened_ms + 900_000;
            school.notes.push(Note { number: 1, pupil: child.clone(), session: tree.session, at_ms });
        }
    }
    let page = match exhibit {
        Exhibit::Unlock { pin } => Page::Unlock(unlock::Unlock::new(pin)),
        Exhibit::Today => {
            let arrived = arrived::Arrived::sample(world.resource::<Lang>());
            world.resource_mut::<Console>().saving.arrived = Some(arrived);
            Page::Today(default())
        }
        Exhibit::Opening(class) => Page::Today(today::Today::Opening(opening::Opening::of(class))),
        Exhibit::Lessons(class) => {
            let mut opening = opening::Opening::of(class);
            opening.choosing = true;
            Page::Today(today::Today::Opening(opening))
        }
        Exhibit::Rolled => {
            if let Some(mut school) = world.get_resource_mut::<OpenSchool>() {
                school.roll = roster::send(&school).and_then(|()| waiting(&school.store)).unwrap_or_default();
            }
            Page::Today(today::Today::Start)
        }
        Exhibit::Roster(sample) => {
            match world.get_resource::<OpenSchool>().map(|school| roster::sample(school, sample)) {
                Some(Ok(import)) => Page::Today(today::Today::Import(import)),
                Some(Err(error)) => {
                    error!(%error, "the sample of a list could not be read");
                    Page::Away
                }
                None => Page::Away,
            }
        }
        Exhibit::Child(..) | Exhibit::Asked(..) => match child {
            Some(pupil) => Page::Today(today::Today::Child(child_page::ChildPage::of(pupil))),
            None => Page::Today(default()),
        },
        Exhibit::Helpers(..) => match child {
            Some(pupil) => Page::Today(today::Today::Child(child_page::ChildPage::choosing_a_helper(pupil))),
            None => Page::Today(default()),
        },
        Exhibit::Needs(..) => match child {
            Some(pupil) => Page::Today(today::Today::Child(child_page::ChildPage::with_needs(pupil))),
            None => Page::Today(default()),
        },
        Exhibit::FollowUp(..) => match (child, world.get_resource::<OpenSchool>()) {
            (Some(pupil), Some(school)) => {
                let rule = world.resource::<Contents>().0.agreements().next().and_then(|it| it.rules.get(1).cloned());
                let me = school.me.clone();
                let now_ms = jiff::Timestamp::now().as_millisecond();
                rule.map_or(Page::Away, |rule| {
                    let page = child_page::ChildPage::following_up(pupil, &rule.id, now_ms, &me);
                    Page::Today(today::Today::Child(page))
                })
            }
            _ => Page::Today(default()),
        },
        Exhibit::Children(class) => Page::Today(today::Today::Children(class)),
        Exhibit::ByHand(class) | Exhibit::ChildByHand(class, _) => {
            let roster = world.get_resource::<OpenSchool>().and_then(|school| school.store.roster().wait().ok());
            let page = match child {
                Some(pupil) => by_hand::ByHand::of_child(class, pupil),
                None => by_hand::ByHand::of(class),
            };
            Page::Today(roster.map_or_else(default, |roster| today::Today::ByHand(page.with(roster))))
        }
        Exhibit::Due(class) => {
            if let Some(class) = &class {
                due::exhibit(world, class);
            }
            Page::Due(class.map_or_else(default, due::DuePage::of))
        }
        Exhibit::Staff => {
            world.resource_mut::<Console>().orders.push(Order::Staff(StaffOrder::Look(None)));
            Page::Staff(default())
        }
        Exhibit::Register(sample) => Page::Register(Box::new(register::sample(sample))),
        Exhibit::Panel(part) => Page::Panel(panel_page::PanelPage::at(part)),
        Exhibit::Card => Page::Panel(panel_page::PanelPage::measuring(window, width_mm)),
        Exhibit::Agreements(exhibit) => agreements_page(world, exhibit),
        Exhibit::Exports => {
            world.resource_mut::<Console>().orders.push(Order::Exports(ExportsOrder::Look));
            Page::Exports(default())
        }
        Exhibit::Courier => Page::Courier(courier_page::sample()),
    };
    world.resource_mut::<Console>().page = page;
}

fn agreements_page(world: &World, exhibit: AgreementsExhibit) -> Page {
    let Some(school) = world.get_resource::<OpenSchool>() else { return Page::Away };
    let (content, now_ms) = (&world.resource::<Contents>().0, jiff::Timestamp::now().as_millisecond());
    match agreements::look(&school.store) {
        Ok(known) => {
            let seen = Seen { school, content, now_ms };
            Page::Agreements(agreements::AgreementsPage::at(known, &exhibit, &seen))
        }
        Err(error) => {
            error!(%error, "the agreements could not be read");
            Page::Away
        }
    }
}

/// What the pages need to know of the panel and its register.
struct Place<'a> {
    width_mm: f32,
    settings: &'a PanelSettings,
    /// How the sync with the register stands, once it has begun.
    register: Option<&'a Status>,
    /// Whether there is a loudspeaker; `None` while nothing was played.
    device: Option<bool>,
}

fn show(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    page: &mut Page,
    saving: &mut saving::Saving,
    seen: Option<&Seen<'_>>,
    panel: &Place<'_>,
) -> Option<Order> {
    let whole = desk.window;
    let sheet = whole.shrink2(vec2(48.0, 26.0));
    let tab = match page {
        Page::Away => return None,
        Page::FirstRun(first) => return first.show(desk, ui, sheet),
        Page::Unlock(unlock) => return unlock.show(desk, ui, sheet),
        Page::Recovered(recovered) => return recovered.show(desk, ui, sheet),
        Page::Today(_) => Tab::Today,
        Page::Due(_) => Tab::Due,
        Page::Panel(_) => Tab::Panel,
        Page::Staff(_) => Tab::Staff,
        Page::Register(_) | Page::Courier(_) => Tab::Register,
        Page::Agreements(_) => Tab::Agreements,
        Page::Exports(_) => Tab::Exports,
    };
    // In the frame after unlocking the school is on its way.
    let seen = seen?;
    let (left, _) = desk::split_left(whole, theme::RAIL, 0.0);
    let body = whole.with_min_x(left.right()).shrink2(vec2(theme::MARGIN, 0.0));
    let body = body.with_min_y(whole.top() + 19.0).with_max_y(whole.bottom() - 26.0).with_max_x(whole.right() - 27.0);
    // The keyboard needs the whole width.
    let typing = match page {
        Page::Today(today) => today.typing(),
        Page::Staff(page) => page.typing(),
        Page::Register(page) => page.typing(),
        Page::Panel(page) => page.whole(),
        Page::Agreements(page) => page.typing(),
        _ => false,
    };
    let body = if typing { sheet } else { body };
    // What is asked over the page covers the rail too.
    let covered = match page {
        Page::Today(today) => today.covered(),
        Page::Staff(page) => page.covered(),
        Page::Register(page) => page.covered(),
        Page::Agreements(page) => page.covered(),
        _ => false,
    };
    saving.today_only = seen.school.today_only;
    if let Some(status) = panel.register {
        saving.arrived = Some(arrived::Arrived::of(desk, status, seen));
    }
    let live = desk.live;
    desk.live = live && !covered;
    let tapped = if typing { None } else { rail::show(desk, ui, left, tab, seen.school.today_only) };
    desk.live = live;
    let order = match page {
        Page::Today(today) => today.show(desk, ui, body, seen, saving),
        Page::Staff(page) => page.show(desk, ui, body, seen),
        Page::Register(page) => page.show(desk, ui, body, seen, panel.register),
        Page::Panel(panel_page) => {
            let Place { settings, width_mm, register: status, device } = *panel;
            panel_page.show(desk, ui, body, seen, &panel_page::Told { settings, width_mm, status, device })
        }
        Page::Due(due) => {
            if let Some(session) = due.show(desk, ui, body, seen) {
                *page = Page::Today(today::Today::Opening(opening::Opening::session(session)));
            }
            None
        }
        Page::Agreements(page) => page.show(desk, ui, body, seen),
        Page::Exports(page) => page.show(desk, ui, body, seen),
        Page::Courier(page) => page.show(desk, ui, body, seen),
        _ => None,
    };
    if !covered {
        saving.strip(desk, ui, body);
    }
    if matches!(page, Page::Panel(panel_page) if panel_page.to_register) {
        *page = Page::Register(default());
        return Some(Order::Register(RegisterOrder::Find));
    }
    if matches!(page, Page::Register(register) if register.by_stick) {
        *page = Page::Courier(default());
        return Some(Order::Courier(CourierOrder::Look));
    }
    match tapped {
        Some(rail::Tapped::Tab(Tab::Today)) => *page = Page::Today(default()),
        Some(rail::Tapped::Tab(Tab::Due)) => *page = Page::Due(default()),
        Some(rail::Tapped::Tab(Tab::Panel)) => *page = Page::Panel(default()),
        Some(rail::Tapped::Tab(Tab::Staff)) => {
            *page = Page::Staff(default());
            return Some(Order::Staff(StaffOrder::Look(None)));
        }
        Some(rail::Tapped::Tab(Tab::Register)) => {
            *page = Page::Register(default());
            return Some(Order::Register(RegisterOrder::Find));
        }
        Some(rail::Tapped::Tab(Tab::Agreements)) => {
            *page = Page::Agreements(default());
            return Some(Order::Agreements(AgreementsOrder::Look));
        }
        Some(rail::Tapped::Tab(Tab::Exports)) => {
            *page = Page::Exports(default());
            return Some(Order::Exports(ExportsOrder::Look));
        }
        Some(rail::Tapped::Lock) => return Some(Order::Lock),
        None => {}
    }
    order
}

/// Something the teacher must be told, over the page. `true` when it was read.
fn told(desk: &mut Desk<'_>, ui: &Ui, words: &str) -> bool {
    let tall = desk.at_least(theme::BUTTON);
    let inside = desk.sheet(ui, vec2(640.0, 230.0 + tall));
    let title = desk.say(keys::WRONG_TITLE);
    let under = desk.sentences(ui, inside, egui::Align::LEFT, &title, theme::TITLE, true, theme::ink());
    desk.paragraph(ui, inside.with_min_y(under + 10.0), words, 20.0, theme::ink());
    let button = Rect::from_min_max(pos2(inside.right() - 200.0, inside.bottom() - tall), inside.max);
    let ok = desk.say(keys::WRONG_OK);
    let read = desk.primary(ui, button, "trouble.ok", &ok, true);
    read || desk.escaped(ui)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_taps_in_one_slow_frame_are_two_passes() {
        let at = |x: f32| Event::PointerMoved(pos2(x, 1.0));
        let button = |x: f32, pressed: bool| Event::PointerButton {
            pos: pos2(x, 1.0),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        };
        let events = vec![
            at(1.0),
            button(1.0, true),
            button(1.0, false),
            Event::PointerGone,
            at(9.0),
            button(9.0, true),
            button(9.0, false),
        ];
        let parts = one_touch_each(egui::RawInput { events: events.clone(), ..default() });
        assert_eq!(parts.iter().map(|part| part.events.len()).collect::<Vec<_>>(), [2, 1, 3, 1]);
        assert_eq!(parts.into_iter().flat_map(|part| part.events).collect::<Vec<_>>(), events);
        assert_eq!(one_touch_each(egui::RawInput::default()).len(), 1, "a frame without input is still drawn");
    }
}
