//! Printers of this computer, by CUPS's own programs: `lpstat` says which there are, `lp` takes a document. What differs
//! between operating systems is in this file: where there is no CUPS, there is no printer.
//!
//! The document goes to `lp` by its standard input, so that none of it lies in a file of ours. Both programs may wait for a
//! server; after a while they are ended.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// No `lp` or `lpstat`.
    #[error("this computer has no printing system (CUPS); save to a file or a USB stick instead")]
    NoCups,
    /// No printer of that name, or none at all.
    #[error("{0}")]
    Refused(String),
    /// It did not answer.
    #[error(
        "the printing system did not answer within {0} seconds; look at the printer and its cable or network, then try again"
    )]
    Slow(u64),
    /// The program could not be run to its end.
    #[error("the printing system could not be asked ({0}); save to a file instead")]
    Io(#[source] std::io::Error),
}

/// A printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// Its name, as CUPS has it.
    pub name: String,
    /// Whether documents go there where nobody says otherwise.
    pub usual: bool,
}

const WAIT: Duration = Duration::from_secs(20);

/// The printers there are, the usual one first; empty where there is a printing system and no printer. Asks other programs:
/// for a thread.
///
/// # Errors
/// [`PrintError`]: no printing system, or one that does not answer.
pub fn printers() -> Result<Vec<Printer>, PrintError> {
    // Without any printer, lpstat ends with 1 and says so; that is an answer.
    let (_, listed, _) = run(Command::new("lpstat").arg("-e"), &[])?;
    let (_, usual, _) = run(Command::new("lpstat").arg("-d"), &[])?;
    Ok(understood(&listed, &usual))
}

/// Prints a document under a title.
///
/// # Errors
/// [`PrintError`]: what `lp` says, in its own words.
pub fn print(printer: &str, title: &str, document: &[u8]) -> Result<(), PrintError> {
    let mut lp = Command::new("lp");
    lp.args(["-d", printer, "-t", title, "-o", "media=A4"]);
    let (status, _, errors) = run(&mut lp, document)?;
    if status.success() {
        return Ok(());
    }
    let said = errors.lines().map(|line| line.trim_start_matches("lp:").trim()).find(|line| !line.is_empty());
    let said = said.unwrap_or("no reason was given");
    Err(PrintError::Refused(format!(
        "the printer “{printer}” did not take it ({said}); look at the printer, or save to a file"
    )))
}

/// `lpstat -e` gives a name a line; `lpstat -d` ends in the usual printer's after a colon, or names none. Names have no white
/// space.
fn understood(listed: &str, usual: &str) -> Vec<Printer> {
    let usual = usual.lines().find_map(|line| line.rsplit_once(": ")).map(|(_, name)| name.trim());
    let names = listed.lines().map(str::trim).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    let mut printers: Vec<Printer> =
        names.map(|name| Printer { name: name.to_owned(), usual: Some(name) == usual }).collect();
    printers.sort_by_key(|printer| !printer.usual);
    printers
}

/// Runs a program to its end with this on its standard input; what it says and complains.
fn run(command: &mut Command, input: &[u8]) -> Result<(ExitStatus, String, String), PrintError> {
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => PrintError::NoCups,
        _ => PrintError::Io(error),
    })?;
    std::thread::scope(|scope| {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // Each on a thread of its own, so that none waits for the other.
        scope.spawn(move || {
            if let Some(mut stdin) = stdin
                && let Err(error) = stdin.write_all(input)
            {
                tracing::debug!(%error, "a program of the printing system did not read its input");
            }
        });
        let said = scope.spawn(move || stdout.map(text).unwrap_or_default());
        let complained = scope.spawn(move || stderr.map(text).unwrap_or_default());
        let status = ended(&mut child);
        let join = |handle: std::thread::ScopedJoinHandle<'_, String>| handle.join().unwrap_or_default();
        Ok((status?, join(said), join(complained)))
    })
}

fn text(mut pipe: impl Read) -> String {
    let mut bytes = Vec::new();
    if let Err(error) = pipe.read_to_end(&mut bytes) {
        tracing::debug!(%error, "a program of the printing system was not heard to its end");
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Waits for the program's end, and ends it where it takes too long.
fn ended(child: &mut Child) -> Result<ExitStatus, PrintError> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(PrintError::Io)? {
            return Ok(status);
        }
        if began.elapsed() > WAIT {
            child.kill().map_err(PrintError::Io)?;
            child.wait().map_err(PrintError::Io)?;
            return Err(PrintError::Slow(WAIT.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_printer_comes_first_and_none_is_made_up() {
        let names = |listed: &str, usual: &str| {
            understood(listed, usual).into_iter().map(|p| (p.name, p.usual)).collect::<Vec<_>>()
        };
        let (office, staff) = ("Office".to_owned(), "Staff_room".to_owned());
        let listed = "Office\nStaff_room\n";
        let first = [(staff.clone(), true), (office.clone(), false)];
        assert_eq!(names(listed, "system default destination: Staff_room\n"), first);
        assert_eq!(names(listed, "no system default destination\n"), [(office, false), (staff, false)]);
        assert_eq!(names("", "no system default destination\n"), []);
        assert_eq!(names("lpstat: No destinations added.\n", ""), [], "a sentence is no printer");
    }
}
