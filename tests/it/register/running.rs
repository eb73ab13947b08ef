//! A register as a process, and somebody who asks it things.

use crate::support::program;
use promise_tree::register::storage::Storage;
use promise_tree::sync::pin::client_config;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::Arc;

/// A register's data folder and how it is run.
pub(crate) struct Register {
    pub folder: Arc<tempfile::TempDir>,
    pub database: Option<String>,
    pub address: String,
    /// Given out at the first start.
    pub ticket: Option<String>,
    /// Of the first account, “head”, told at the first start.
    pub password: Option<String>,
    process: Option<Child>,
}

impl Register {
    /// A new one, on SQLite.
    pub(crate) fn start() -> Self {
        Self::start_on(None)
    }

    pub(crate) fn start_on(database: Option<String>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut register =
            Self { folder, database, address: "127.0.0.1:0".into(), ticket: None, password: None, process: None };
        register.run();
        register
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("register")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = program();
        command.arg("register").args(arguments).arg("--data").arg(self.data());
        if let Some(database) = &self.database {
            command.env("PROMISE_TREE_DATABASE", database);
        }
        command
    }

    /// Starts the process, on the same port as before.
    pub(crate) fn run(&mut self) {
        let listen = self.address.clone();
        let mut process = self
            .command(&["--listen", &listen, "--school", "Willow Lane Primary"])
            .stdout(Stdio::piped())
            .stderr(self.log_file())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.split("https://").nth(1).unwrap_or_else(|| panic!("it says {line:?}"));
        self.address = address.split_whitespace().next().unwrap().to_owned();
        if self.ticket.is_none() {
            let mut lines = String::new();
            said.read_line(&mut lines).unwrap();
            lines.clear();
            said.read_line(&mut lines).unwrap();
            self.ticket = Some(lines.trim().to_owned());
            lines.clear();
            said.read_line(&mut lines).unwrap();
            let password = lines.split("password “").nth(1).unwrap_or_else(|| panic!("it says {lines:?}"));
            self.password = Some(password.split('”').next().unwrap().to_owned());
        }
        self.process = Some(process);
    }

    /// Its database, opened beside it.
    pub(crate) async fn storage(&self) -> Storage {
        match &self.database {
            Some(url) => Storage::postgres(url).await.unwrap(),
            None => Storage::sqlite(&self.data().join("register.db")).await.unwrap(),
        }
    }

    fn log_file(&self) -> std::fs::File {
        let file = self.folder.path().join("log.txt");
        std::fs::OpenOptions::new().create(true).append(true).open(file).unwrap()
    }

    /// Everything that it has logged so far, every run of it.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log.txt")).unwrap_or_default()
    }

    /// What `register.toml` says from its next start on.
    pub(crate) fn settings(&self, text: &str) {
        std::fs::write(self.data().join("register.toml"), text).unwrap();
    }

    /// A ticket for another kiosk.
    pub(crate) fn new_ticket(&self) -> String {
        let output = self.command(&["ticket", "--school", "Willow Lane Primary"]).output().unwrap();
        assert!(output.status.success(), "{}", crate::support::told(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// SIGTERM, and how it ended.
    pub(crate) fn stop(&mut self) -> std::process::ExitStatus {
        let mut process = self.process.take().unwrap();
        let asked = std::process::Command::new("kill").arg(process.id().to_string()).status().unwrap();
        assert!(asked.success());
        process.wait().unwrap()
    }

    /// Asks anything, over TLS.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> (u16, String) {
        let (status, _, body) = self.ask_all(method, path, headers, body);
        (status, body)
    }

    pub(crate) fn ask_all(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (u16, reqwest::header::HeaderMap, String) {
        self.ask_with(reqwest::redirect::Policy::default(), method, path, headers, body)
    }

    /// The same without going where it is sent.
    pub(crate) fn ask_once(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (u16, reqwest::header::HeaderMap, String) {
        self.ask_with(reqwest::redirect::Policy::none(), method, path, headers, body)
    }

    fn ask_with(
        &self,
        redirect: reqwest::redirect::Policy,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (u16, reqwest::header::HeaderMap, String) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (config, _) = client_config(None).unwrap();
            let client =
                reqwest::Client::builder().tls_backend_preconfigured(config).redirect(redirect).build().unwrap();
            let url = format!("https://{}{path}", self.address);
            let mut request = client.request(method.parse().unwrap(), url).body(body);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = request.send().await.unwrap();
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            (status, headers, String::from_utf8(answer.bytes().await.unwrap().to_vec()).unwrap())
        })
    }

    /// Something that is not text.
    pub(crate) fn bytes(&self, path: &str, cookie: &str) -> Vec<u8> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (config, _) = client_config(None).unwrap();
            let client = reqwest::Client::builder().tls_backend_preconfigured(config).build().unwrap();
            let request = client.get(format!("https://{}{path}", self.address)).header("cookie", cookie);
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 200);
            answer.bytes().await.unwrap().to_vec()
        })
    }

    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, &[], Vec::new())
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        self.kill();
    }
}
