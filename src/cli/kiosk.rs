//! `promise-tree [kiosk]`.

use super::{WrongCall, demo, open};
use clap::Args;
use promise_tree::content::REFERENCE;
use promise_tree::kiosk::{KioskOptions, run as run_kiosk};
use promise_tree::store::{Sealed, SystemClock};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug, Clone)]
pub(crate) struct Arguments {
    /// Make the made-up school first, if the data folder is empty.
    #[arg(long)]
    demo: bool,
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A window of this size instead of the whole screen, pixels.
    #[arg(long, value_name = "WxH", value_parser = window)]
    window: Option<(u32, u32)>,
    /// The language to begin in.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
    /// Show changes of lessons, words and pictures as they are saved, and say on the screen what is wrong with them.
    #[arg(long)]
    author: bool,
    /// Print `ready` when the first screen answers touch.
    #[arg(long, hide = true)]
    say_ready: bool,
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let content = open::content(content)?;
    let mut data = open::data_folder(arguments.data.as_deref())?;
    if arguments.demo {
        // A real school's folder is never made a demo of by accident.
        if arguments.data.is_none() {
            data.push("demo");
        }
        if Sealed::look(&data, SystemClock::start().as_ref())?.is_none() {
            demo::make(&data)?;
        }
        if let Ok(note) = std::fs::read_to_string(data.join(demo::NOTE)) {
            print!("{note}");
        }
    }
    let language = arguments.language.clone();
    let options =
        KioskOptions { data, content, window: arguments.window, language, author: arguments.author, mirrored: false };
    let ready: Option<fn()> = if arguments.say_ready { Some(|| println!("ready")) } else { None };
    run_kiosk(options, ready)?;
    Ok(ExitCode::SUCCESS)
}

/// `1280x800`, each side from 320 to 16384.
pub(crate) fn window(text: &str) -> Result<(u32, u32), WrongCall> {
    let wrong = || WrongCall(format!("“{text}” is no window size; write it as 1280x800"));
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let side = |text: &str| text.trim().parse().ok().filter(|side| (320..=16_384).contains(side)).ok_or_else(wrong);
    Ok((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_window_is_width_times_height() {
        assert_eq!(window("1920x1080").ok(), Some((1920, 1080)));
        assert!(window("1920").is_err());
        assert!(window("0x800").is_err());
        assert!(window("1920x1080x3").is_err());
    }
}
