//! The voice: it follows the screen, can be heard again, stops on touch and never overlaps itself.
//!
//! A thread of its own holds the sound device, so that no frame waits for one. Without a device the kiosk is silent and
//! says so once in the log; what it would have said is in [`Voice`] all the same, and that is what the tests look at.

use super::frame::Alarm;
use super::panel::PanelSettings;
use super::{Root, Stage, school::Lang};
use crate::domain::ids::Key;
use bevy::prelude::*;
use rodio::{Decoder, DeviceSinkBuilder, MixerDeviceSink, Player};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Say these messages one after the other, instead of whatever is being said. An empty list is silence.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub(super) struct Say(pub Vec<Key>);

/// A small sound, over whatever is being said.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// Something was touched.
    Tap,
    /// A promise.
    Yes,
    /// Another go.
    Again,
    /// A bud opens.
    Leaf,
    /// The next question.
    Page,
}

impl Sound {
    fn file(self) -> &'static str {
        match self {
            Self::Tap => "tap.ogg",
            Self::Yes => "yes.ogg",
            Self::Again => "again.ogg",
            Self::Leaf => "leaf.ogg",
            Self::Page => "page.ogg",
        }
    }
}

enum Order {
    Say {
        clips: Vec<PathBuf>,
        /// Which order to say something this is, from 1.
        number: u64,
        /// From 0 to 1.
        loudness: f32,
        /// Wakes the window once the first clip is heard.
        alarm: Option<Alarm>,
    },
    Sound(PathBuf, f32),
}

/// What is being said, and the way to the thread that says it.
#[derive(Resource)]
pub(super) struct Voice {
    orders: Sender<Order>,
    /// The messages that are said now, or were said last.
    pub said: Vec<Key>,
    number: u64,
    /// From the thread: since when an order is heard. Behind a lock only because resources are shared between threads.
    heard: Mutex<Receiver<(u64, Instant)>>,
    /// Since when the first of `said` is heard; `None` where nothing is.
    since: Option<Instant>,
    /// For the gallery, which hears nothing: show what is said as if this much of it had been heard.
    pub as_if: Option<Duration>,
    /// What there is to play on, as the thread has found.
    device: Arc<AtomicU8>,
}

pub(super) fn plugin(app: &mut App) {
    let (orders, inbox) = channel();
    let (tell, heard) = channel();
    let device = Arc::new(AtomicU8::new(Device::Unknown as u8));
    let found = Arc::clone(&device);
    let spawned = std::thread::Builder::new().name("voice".into()).spawn(move || speak(&inbox, &tell, &found));
    if let Err(error) = spawned {
        warn!(%error, "no voice: the thread for it could not be started");
    }
    app.insert_resource(Voice {
        orders,
        said: Vec::new(),
        number: 0,
        heard: Mutex::new(heard),
        since: None,
        as_if: None,
        device,
    })
    .add_message::<Say>()
    .add_message::<Sound>()
    .add_systems(Update, carry.in_set(Stage::Show));
}

pub(super) fn carry(
    mut say: MessageReader<Say>,
    mut sounds: MessageReader<Sound>,
    mut voice: ResMut<Voice>,
    lang: Option<Res<Lang>>,
    root: Res<Root>,
    settings: Res<PanelSettings>,
    alarm: Option<Res<Alarm>>,
) {
    let loudness = f32::from(settings.loudness.min(100)) / 100.0;
    // Only the newest counts: the screen has moved on from the others.
    if let (Some(Say(keys)), Some(lang)) = (say.read().last(), lang) {
        let clips = keys.iter().filter(|_| settings.sound).filter_map(|key| lang.clip(key)).map(|clip| clip.path);
        voice.said.clone_from(keys);
        voice.number += 1;
        voice.since = None;
        let (number, alarm) = (voice.number, alarm.as_deref().cloned());
        let order = Order::Say { clips: clips.collect(), number, loudness, alarm };
        voice.order(order);
    }
    for sound in sounds.read().filter(|_| settings.sound) {
        voice.order(Order::Sound(root.0.join("assets/sounds").join(sound.file()), loudness));
    }
    voice.listen();
}

impl Voice {
    fn order(&self, order: Order) {
        if self.orders.send(order).is_err() {
            debug!("the voice is gone");
        }
    }

    /// Whether there is a loudspeaker; `None` while nothing was played.
    pub(super) fn device(&self) -> Option<bool> {
        let found = self.device.load(Ordering::Relaxed);
        (found != Device::Unknown as u8).then_some(found == Device::There as u8)
    }

    /// How much of `said` has been heard; `None` where nothing is.
    pub(super) fn heard(&self) -> Option<Duration> {
        self.as_if.or_else(|| self.since.map(|since| since.elapsed()))
    }

    /// Takes in what the thread has told meanwhile.
    fn listen(&mut self) {
        let number = self.number;
        let told = self.heard.get_mut().map(|heard| heard.try_iter().filter(|(which, _)| *which == number).last());
        if let Ok(Some((_, since))) = told {
            self.since = Some(since);
        }
    }
}

/// What there is to play on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Device {
    /// Nothing was played yet.
    Unknown,
    There,
    Missing,
}

/// After so long it is worth looking for a loudspeaker again: somebody may have plugged one in.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// The thread: opens the device at the first order and plays until the kiosk closes. Where there is none, it looks again at
/// later orders.
fn speak(orders: &Receiver<Order>, tell: &Sender<(u64, Instant)>, device: &AtomicU8) {
    let mut speaker: Option<(MixerDeviceSink, Player)> = None;
    let mut looked: Option<Instant> = None;
    for order in orders.iter() {
        if speaker.is_none() && looked.is_none_or(|at| at.elapsed() >= LOOK_AGAIN) {
            speaker = open(looked.is_none());
            looked = Some(Instant::now());
            let found = if speaker.is_some() { Device::There } else { Device::Missing };
            if device.swap(found as u8, Ordering::Relaxed) != found as u8
                && let Order::Say { alarm: Some(alarm), .. } = &order
            {
                alarm.ring_after(Duration::ZERO);
            }
        }
        let Some((sink, saying)) = &mut speaker else { continue };
        match order {
            Order::Say { clips, number, loudness, alarm } => {
                saying.stop();
                *saying = Player::connect_new(sink.mixer());
                saying.set_volume(loudness);
                clips.iter().filter_map(|clip| decoder(clip)).for_each(|clip| saying.append(clip));
                if !clips.is_empty()
                    && tell.send((number, Instant::now())).is_ok()
                    && let Some(alarm) = alarm
                {
                    alarm.ring_after(Duration::ZERO);
                }
            }
            Order::Sound(file, loudness) => {
                if let Some(sound) = decoder(&file) {
                    let player = Player::connect_new(sink.mixer());
                    player.set_volume(loudness);
                    player.append(sound);
                    player.detach();
                }
            }
        }
    }
}

/// The loudspeaker, if there is one; that there is none is said in the log the first time.
fn open(first: bool) -> Option<(MixerDeviceSink, Player)> {
    if !device_expected() {
        if first {
            info!("no sound device: the kiosk is silent");
        }
        return None;
    }
    match DeviceSinkBuilder::open_default_sink() {
        Ok(mut sink) => {
            sink.log_on_drop(false);
            let saying = Player::connect_new(sink.mixer());
            Some((sink, saying))
        }
        Err(error) => {
            if first {
                info!(%error, "no sound device: the kiosk is silent");
            }
            None
        }
    }
}

/// Whether it is worth asking for a device. On Linux the sound library tells the terminal at length about each one that
/// is not there, so look first: a card, or a sound server of this user.
fn device_expected() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let card = std::fs::read_dir("/dev/snd").is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("pcm")))
    });
    let server = std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| {
        ["pulse/native", "pipewire-0"].iter().any(|socket| Path::new(&folder).join(socket).exists())
    });
    card || server
}

fn decoder(file: &Path) -> Option<Decoder<BufReader<File>>> {
    let opened = File::open(file).map_err(|error| error.to_string());
    match opened.and_then(|file| Decoder::try_from(file).map_err(|error| error.to_string())) {
        Ok(decoder) => Some(decoder),
        Err(error) => {
            warn!(clip = %file.file_name().unwrap_or_default().display(), error, "a clip cannot be played");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use rodio::Source;

    fn length(file: &Path) -> Duration {
        let clip = decoder(file).unwrap_or_else(|| panic!("{} cannot be played", file.display()));
        let a_second = u64::from(clip.sample_rate().get()) * u64::from(clip.channels().get());
        Duration::from_millis(clip.count() as u64 * 1000 / a_second)
    }

    #[test]
    fn every_rule_is_spoken_and_every_clip_is_as_long_as_the_manifest_says() {
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        for agreement in content.agreements() {
            for rule in agreement.rules.iter() {
                for key in std::iter::once(&rule.words).chain(&rule.more) {
                    let clip = content.speech("en-GB", key.as_str()).unwrap_or_else(|| panic!("{key} is not spoken"));
                    let told = Duration::from_millis(clip.milliseconds.into());
                    assert!(length(&clip.path).abs_diff(told) < Duration::from_millis(40), "{key}");
                }
            }
        }
    }

    #[test]
    fn every_small_sound_can_be_played_and_is_short() {
        for sound in [Sound::Tap, Sound::Yes, Sound::Again, Sound::Leaf, Sound::Page] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds").join(sound.file());
            let length = length(&file);
            assert!(length > Duration::from_millis(30) && length < Duration::from_secs(3), "{sound:?}: {length:?}");
        }
    }

    #[test]
    fn a_file_that_is_no_clip_is_silence_and_no_crash() {
        assert!(decoder(Path::new("no such file.ogg")).is_none());
        assert!(decoder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).is_none());
    }
}
