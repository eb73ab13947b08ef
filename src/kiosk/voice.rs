//! The voice: it follows the screen, can be heard again, stops on touch and never overlaps itself.
//!
//! A thread of its own holds the sound device, so that no frame waits for one. Without a device the kiosk is silent and
//! says so once in the log; what it would have said is in [`Voice`] all the same, and that is what the tests look at.

use super::panel::PanelSettings;
use super::{Root, Stage, school::Lang};
use crate::domain::ids::Key;
use bevy::prelude::*;
use rodio::{Decoder, DeviceSinkBuilder, Player};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

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
    Say(Vec<PathBuf>),
    Sound(PathBuf),
}

/// What is being said, and the way to the thread that says it.
#[derive(Resource)]
pub(super) struct Voice {
    orders: Sender<Order>,
    /// The messages that are said now, or were said last.
    pub said: Vec<Key>,
}

pub(super) fn plugin(app: &mut App) {
    let (orders, inbox) = channel();
    let spawned = std::thread::Builder::new().name("voice".into()).spawn(move || speak(&inbox));
    if let Err(error) = spawned {
        warn!(%error, "no voice: the thread for it could not be started");
    }
    app.insert_resource(Voice { orders, said: Vec::new() })
        .add_message::<Say>()
        .add_message::<Sound>()
        .add_systems(Update, carry.in_set(Stage::Show));
}

fn carry(
    mut say: MessageReader<Say>,
    mut sounds: MessageReader<Sound>,
    mut voice: ResMut<Voice>,
    lang: Option<Res<Lang>>,
    root: Res<Root>,
    settings: Res<PanelSettings>,
) {
    // Only the newest counts: the screen has moved on from the others.
    if let (Some(Say(keys)), Some(lang)) = (say.read().last(), lang) {
        let clips = keys.iter().filter_map(|key| lang.clip(key)).collect();
        voice.said.clone_from(keys);
        voice.order(settings.sound, Order::Say(clips));
    }
    for sound in sounds.read() {
        voice.order(settings.sound, Order::Sound(root.0.join("assets/sounds").join(sound.file())));
    }
}

impl Voice {
    fn order(&self, sound_on: bool, order: Order) {
        let order = if sound_on { order } else { Order::Say(Vec::new()) };
        if self.orders.send(order).is_err() {
            debug!("the voice is gone");
        }
    }
}

/// The thread: opens the device at the first order and plays until the kiosk closes.
fn speak(orders: &Receiver<Order>) {
    let Ok(first) = orders.recv() else { return };
    if !device_expected() {
        info!("no sound device: the kiosk is silent");
        return orders.iter().for_each(drop);
    }
    let sink = match DeviceSinkBuilder::open_default_sink() {
        Ok(mut sink) => {
            sink.log_on_drop(false);
            sink
        }
        Err(error) => {
            info!(%error, "no sound device: the kiosk is silent");
            return orders.iter().for_each(drop);
        }
    };
    let mut saying = Player::connect_new(sink.mixer());
    for order in std::iter::once(first).chain(orders.iter()) {
        match order {
            Order::Say(clips) => {
                saying.stop();
                saying = Player::connect_new(sink.mixer());
                clips.iter().filter_map(|clip| decoder(clip)).for_each(|clip| saying.append(clip));
            }
            Order::Sound(file) => {
                if let Some(sound) = decoder(&file) {
                    let player = Player::connect_new(sink.mixer());
                    player.append(sound);
                    player.detach();
                }
            }
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
    use std::time::Duration;

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
