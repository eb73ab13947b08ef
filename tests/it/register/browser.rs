//! Headless Chromium, driven through WebDriver (W3C) as a person would: look, type, press, read.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with a profile of its own.
pub(super) struct Browser {
    driver: Child,
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one. Without scripts, pages cannot run any.
    pub(super) fn start(width: u32, height: u32, scripts: bool) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver: {error}; run `make test`, which installs it"));
        let mut said = BufReader::new(driver.stdout.take().unwrap());
        let port = loop {
            let mut line = String::new();
            assert!(said.read_line(&mut line).unwrap() > 0, "chromedriver ended");
            if let Some(port) = line.split("started successfully on port ").nth(1) {
                break port.trim().trim_end_matches('.').to_owned();
            }
        };
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let profile = tempfile::tempdir().unwrap();
        let data = format!("--user-data-dir={}", profile.path().display());
        let size = format!("--window-size={width},{height}");
        let arguments = json!(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", data, size]);
        let allowed = if scripts { 1 } else { 2 };
        let chrome = json!({
            "args": arguments,
            "prefs": { "profile.managed_default_content_settings.javascript": allowed },
        });
        let capabilities =
            json!({ "acceptInsecureCerts": true, "browserName": "chrome", "goog:chromeOptions": chrome });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_backend_preconfigured(promise_tree::sync::pin::client_config(None).unwrap().0)
            .build()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}/session");
        let mut browser = Self { driver, runtime, client, session: base, _profile: profile };
        let made = browser.call("POST", "", json!({ "capabilities": { "alwaysMatch": capabilities } }));
        browser.session = format!("{}/{}", browser.session, made["sessionId"].as_str().unwrap());
        // Headless windows are at least 500 wide, whatever they are asked for: the page's own size is set.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
        browser
    }

    fn call(&self, method: &str, path: &str, body: Value) -> Value {
        self.try_to_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn try_to_call(&self, method: &str, path: &str, body: Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        let (status, answer) = self.runtime.block_on(async {
            let mut request = self.client.request(method.parse().unwrap(), url);
            if method == "POST" {
                request = request.header("content-type", "application/json").body(body.to_string());
            }
            let answer = request.send().await.unwrap();
            (answer.status(), answer.text().await.unwrap())
        });
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        if status.is_success() { Ok(answer["value"].take()) } else { Err(answer["value"]["message"].to_string()) }
    }

    pub(super) fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.call("POST", "/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Goes to an address.
    pub(super) fn open(&self, url: &str) {
        self.call("POST", "/url", json!({ "url": url }));
    }

    /// Where it is: the address without the host.
    pub(super) fn path(&self) -> String {
        let url = self.call("GET", "/url", Value::Null);
        let url = url.as_str().unwrap();
        url.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |path| format!("/{path}"))
    }

    fn element(&self, selector: &str) -> String {
        let found = self.call("POST", "/element", json!({ "using": "css selector", "value": selector }));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    /// How many there are of something.
    pub(super) fn count(&self, selector: &str) -> usize {
        let found = self.call("POST", "/elements", json!({ "using": "css selector", "value": selector }));
        found.as_array().unwrap().len()
    }

    /// Types into a field.
    pub(super) fn write(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.call("POST", &format!("/element/{element}/clear"), json!({}));
        self.call("POST", &format!("/element/{element}/value"), json!({ "text": text }));
    }

    /// Chooses a file.
    pub(super) fn choose(&self, selector: &str, file: &Path) {
        let element = self.element(selector);
        let text = json!({ "text": file.to_str().unwrap() });
        self.call("POST", &format!("/element/{element}/value"), text);
    }

    /// Ticks, chooses or unfolds something.
    pub(super) fn tick(&self, selector: &str) {
        let element = self.element(selector);
        self.call("POST", &format!("/element/{element}/click"), json!({}));
    }

    /// Presses something, and waits for the page that it leads to.
    pub(super) fn press(&self, selector: &str) {
        self.leave(&self.element(selector));
    }

    fn leave(&self, element: &str) {
        let page = self.element("html");
        self.call("POST", &format!("/element/{element}/click"), json!({}));
        let patience = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while self.try_to_call("GET", &format!("/element/{page}/name"), Value::Null).is_ok() {
            assert!(std::time::Instant::now() < patience, "it leads nowhere");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        while self.try_to_call("GET", "/source", Value::Null).is_ok_and(|page| !page.to_string().contains("</main>")) {
            assert!(std::time::Instant::now() < patience, "no page came");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// Presses the link with this text.
    pub(super) fn follow(&self, text: &str) {
        let found = self.call("POST", "/element", json!({ "using": "partial link text", "value": text }));
        self.leave(found[ELEMENT].as_str().unwrap());
    }

    /// What is read on something.
    pub(super) fn read(&self, selector: &str) -> String {
        let element = self.element(selector);
        self.call("GET", &format!("/element/{element}/text"), Value::Null).as_str().unwrap().to_owned()
    }

    /// The whole page as a PNG, where somebody wants to look at it (`PROMISE_TREE_SHOTS` names a folder).
    pub(super) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("PROMISE_TREE_SHOTS") else { return };
        let shot = self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true }));
        std::fs::create_dir_all(&folder).unwrap();
        let png = base64_decode(shot["data"].as_str().unwrap());
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), png).unwrap();
    }

    /// What axe-core finds that is serious, in words; and whether the page is wider than the window.
    pub(super) fn faults(&self) -> Vec<String> {
        let run = "const done = arguments[arguments.length - 1]; \
                   axe.run(document, { resultTypes: ['violations'] }) \
                   .then(found => done(found.violations), error => done(String(error)))";
        self.call("POST", "/execute/sync", json!({ "script": axe(), "args": [] }));
        let found = self.call("POST", "/execute/async", json!({ "script": run, "args": [] }));
        let mut faults: Vec<String> = found
            .as_array()
            .unwrap_or_else(|| panic!("axe says {found}"))
            .iter()
            .filter(|found| ["serious", "critical", "moderate"].contains(&found["impact"].as_str().unwrap_or("")))
            .map(|found| format!("{}: {} ({})", found["id"], found["help"], found["nodes"][0]["html"]))
            .collect();
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let wide = self.call("POST", "/execute/sync", json!({ "script": wide, "args": [] }));
        if wide.as_i64().unwrap() > 0 {
            faults.push(format!("the page is {wide} pixels wider than the window"));
        }
        faults
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let quit = self.runtime.block_on(self.client.delete(&self.session).send());
        drop(quit);
        self.driver.kill().unwrap();
        self.driver.wait().unwrap();
    }
}

/// axe-core, as `make test` installs it (tools/axe/requirements.txt).
fn axe() -> String {
    let python = std::env::var_os("PROMISE_TREE_PYTHON")
        .expect("PROMISE_TREE_PYTHON is not set: run `make test`, which installs axe-core beside it");
    let output =
        Command::new(python).args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).output().unwrap();
    let folder = String::from_utf8(output.stdout).unwrap();
    let file = Path::new(folder.trim()).join("axe_playwright_python/axe.min.js");
    let script = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert!(script.starts_with("/*! axe v4.12.1"), "another axe-core than the tests were written with");
    script
}

fn base64_decode(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}
