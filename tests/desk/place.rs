//! A small Danish site with `husting serve` on it, and a browser's way of filling in its forms.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

use tempfile::TempDir;

use crate::preview::{Answer, PATIENCE, Preview};

/// A Sunday.
pub const TODAY: &str = "2026-11-22";

pub const MEETING: &str = "\
---
# Husk lokalet!
titel: Årsmøde 2027   # foreløbig
hvornår: torsdag d. 20. maj 2027 kl. 10-15
sted: 'Fælleshuset, Ærø'

tilmelding:
  frist: 1. maj 2027
  pris: \"50 kr.\"
  link: https://example.dk/tilmelding
ændringer:
  - dato: 2026-11-16
    tekst: Nyt lokale.
emner: [naboskab, sundhed]
---

Vi mødes i gården.
";

pub struct Place {
    folder: TempDir,
    program: Child,
    pub preview: Preview,
}

impl Place {
    pub fn new() -> Place {
        Place::with(&[])
    }

    /// With further files in `content/`.
    pub fn with(files: &[(&str, &str)]) -> Place {
        Place::start(files, &[])
    }

    pub fn open_to_others() -> Place {
        Place::start(&[], &["--host"])
    }

    fn start(files: &[(&str, &str)], options: &[&str]) -> Place {
        let folder = TempDir::new().unwrap();
        let usual = [
            ("site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n"),
            ("roller.yaml", "naboer:\n  titel: Naboer\nbestyrelser:\n  titel: Bestyrelser\n"),
            ("steder.yaml", "gaarden:\n  titel: Gården\n"),
            ("netvaerk/oest/index.md", "---\ntitel: Netværk Øst\ndeltagere: naboer\n---\n\nVi mødes.\n"),
            ("netvaerk/oest/2027-05-20.md", MEETING),
        ];
        for (path, text) in usual.iter().chain(files) {
            write(folder.path(), path, text);
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_husting"))
            .args(["serve", "--port", "0", "--today", TODAY])
            .args(options)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let address = address(&mut program);
        let preview = Preview::at(&address);
        Place { folder, program, preview }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        write(self.path(), path, text);
    }

    /// A file of the content; nothing if it is not there.
    pub fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path().join("content").join(path)).ok()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.preview.get(path)
    }

    /// Opens the page of a form and fills it in: the values it came with, with `changes` in their place.
    pub fn fill(&self, page: &str, act: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let html = self.get(page).body;
        let action = format!("action=\"{}\"", act);
        let start = html.find(&action).unwrap_or_else(|| panic!("no form {act} on {page}: {html}"));
        let form = html[start..].split("</form>").next().unwrap();
        let mut pairs = controls(form);
        for (name, value) in changes {
            match pairs.iter_mut().find(|(known, _)| known == name) {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => pairs.push(((*name).to_owned(), (*value).to_owned())),
            }
        }
        pairs
    }

    /// Sends a form as a browser does.
    pub fn send(&self, act: &str, form: &[(String, String)]) -> Answer {
        let origin = format!("http://{}", self.preview.address);
        self.post(act, form, &[("Origin", &origin)])
    }

    pub fn post(&self, act: &str, form: &[(String, String)], headers: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let body = body.join("&");
        let mut head = format!("POST {act} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        head += "Content-Type: application/x-www-form-urlencoded\r\n";
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.preview.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        self.preview.send(&format!("{head}\r\n{body}"))
    }

    /// Opens a form, changes it and sends it.
    pub fn change(&self, path: &str, changes: &[(&str, &str)]) -> Answer {
        let form = self.fill(&format!("/_husting/edit/{path}"), &format!("/_husting/save/{path}"), changes);
        self.send(&format!("/_husting/save/{path}"), &form)
    }

    /// The token that the forms carry.
    pub fn token(&self) -> String {
        let form = self.fill("/_husting/edit/netvaerk/oest/index.md", "/_husting/save/netvaerk/oest/index.md", &[]);
        form.into_iter().find(|(name, _)| name == "token").unwrap().1
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Where the program says that it serves; the rest of what it says is read and let go.
fn address(program: &mut Child) -> String {
    let mut told = BufReader::new(program.stderr.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        while told.read_line(&mut line).unwrap_or(0) > 0 {
            if let Some((_, rest)) = line.split_once("http://") {
                let _ = sender.send(rest.split('/').next().unwrap().to_owned());
            }
            line.clear();
        }
    });
    receiver.recv_timeout(PATIENCE * 3).expect("the server starts")
}

fn encode(text: &str) -> String {
    // Browsers send every line end as CRLF.
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// What a browser would send of a form as it came.
fn controls(form: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let Some(name) = attribute(tag, "name") else {
            if tag.starts_with("option") && tag.ends_with(" selected") {
                let last: &mut (String, String) = pairs.last_mut().unwrap();
                last.1 = attribute(tag, "value").unwrap_or_default();
            }
            continue;
        };
        let kind = attribute(tag, "type").unwrap_or_default();
        if kind == "checkbox" {
            continue;
        }
        let value = match tag.split(' ').next() {
            // A reader of HTML drops the first line end.
            Some("textarea") => unescape(text.strip_prefix('\n').unwrap_or(text)),
            Some("input") => attribute(tag, "value").unwrap_or_default(),
            _ => String::new(),
        };
        pairs.push((name, value));
    }
    pairs
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(unescape(tag[start..].split('"').next()?))
}

fn unescape(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign))
}
