//! Whatever stands in a lesson file, reading it ends, and ends with a lesson or with faults that have a line; and a lesson
//! that was read can be played by whatever hands.
//!
//! The bytes up to the last NUL are the file; what follows are the touches.

#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls in through C")]
#![allow(clippy::panic, clippy::indexing_slicing, reason = "what must not happen should stop it")]

use libfuzzer_sys::fuzz_target;
use promise_tree::content::read_lesson;
use promise_tree::domain::lesson::WindowAct;
use promise_tree::domain::play::{Audience, Input, Play, Ways};
use promise_tree::domain::school::KeyStage;
use std::path::Path;
use std::sync::Arc;

fuzz_target!(|data: &[u8]| {
    let end = data.iter().rposition(|byte| *byte == 0);
    let (file, touches) = end.map_or((data, &[][..]), |end| (&data[..end], &data[end + 1..]));
    for key_stage in [KeyStage::Ks1, KeyStage::Ks2] {
        match read_lesson(Path::new("lessons/ks1/fuzz.ron"), file.to_vec(), key_stage) {
            Err(faults) => {
                assert!(!faults.is_empty(), "no lesson, and no word why");
                assert!(
                    faults.iter().all(|fault| fault.line.is_some_and(|line| line > 0) && !fault.to_string().is_empty())
                );
            }
            Ok(lesson) => play(Arc::new(lesson), touches),
        }
    }
});

fn play(lesson: Arc<promise_tree::domain::lesson::Lesson>, touches: &[u8]) {
    for audience in [Audience::Alone, Audience::Class] {
        let (mut play, _) = Play::begin(lesson.clone(), audience, u64::from(touches.first().copied().unwrap_or(1)));
        for touch in touches {
            let number = usize::from(touch >> 4);
            play.apply(match touch & 15 {
                0 | 1 => Input::Next,
                2 => Input::Back,
                3 => Input::TryAgain,
                4 => Input::TakeBack,
                5 => [Input::HearAgain, Input::Pause, Input::Talk][number % 3].clone(),
                6 => WindowAct::ALL.get(number % WindowAct::ALL.len()).map_or(Input::Next, |act| Input::Act(*act)),
                _ => Input::Pick(number),
            });
            assert!(
                play.is_over() || play.ways() != Ways::default() || !play.narration().is_empty(),
                "nothing to see or do"
            );
        }
    }
}
