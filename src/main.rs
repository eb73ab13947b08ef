//! The command line, nothing else.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main()
}
