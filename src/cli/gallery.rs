//! `promise-tree gallery`.

use super::{kiosk, open};
use anyhow::Context;
use clap::Args;
use promise_tree::content::REFERENCE;
use promise_tree::kiosk::{KioskOptions, render_gallery};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The folder for the pictures.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// The window's size, pixels.
    #[arg(long, value_name = "WxH", value_parser = kiosk::window, default_value = "1280x800")]
    window: (u32, u32),
    /// The language on the screens.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
    /// Laid out from right to left (from left to right in a language that runs the other way).
    #[arg(long)]
    mirrored: bool,
    /// Every screen of every lesson, instead of one of each kind.
    #[arg(long)]
    lessons: bool,
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let content = open::content(content)?;
    // The made-up school lives beside the pictures while they are drawn, and goes when they are there.
    let data = arguments.to.join(".school");
    remove(&data)?;
    let language = arguments.language.clone();
    let options = KioskOptions {
        data: data.clone(),
        content,
        window: Some(arguments.window),
        language,
        author: false,
        mirrored: arguments.mirrored,
    };
    let drawn = render_gallery(options, &arguments.to, arguments.lessons);
    remove(&data)?;
    drawn?;
    Ok(ExitCode::SUCCESS)
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
