//! The robot's report: JSON Lines, each line on the disk before the next child is called.

use crate::domain::ids::PupilId;
use crate::domain::outcome::Outcome;
use serde::Serialize;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// One journey.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub pupil: PupilId,
    pub outcome: Outcome,
    /// How often the child touched the screen; writing a name counts once.
    pub taps: u32,
    /// Time the child waited on the machine: from each touch to the next screen, saving included.
    pub machine_wait_ms: u64,
    pub started: jiff::Timestamp,
    pub thanked: jiff::Timestamp,
}

/// The file the lines go to.
pub(super) struct Report(File);

impl Report {
    pub(super) fn create(file: &Path) -> std::io::Result<Self> {
        File::create(file).map(Self)
    }

    /// Writes a line and waits until it is on the disk: whoever reads the report after a crash may believe it.
    pub(super) fn write(&mut self, line: &Line) -> std::io::Result<()> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.0.write_all(text.as_bytes())?;
        self.0.sync_data()
    }
}
