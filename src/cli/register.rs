//! `promise-tree register`.

use super::open;
use clap::Args;
use promise_tree::register::serve;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    serve(arguments.listen, open::content(content)?, |address| {
        println!("Open http://{address} in a browser. Ctrl+C stops the server.");
        if let Err(error) = std::io::stdout().flush() {
            tracing::debug!(%error, "nobody reads the address");
        }
    })?;
    Ok(ExitCode::SUCCESS)
}
