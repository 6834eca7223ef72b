//! A preview of a folder of files, and a plain HTTP client to ask it with.

#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use husting::diagnostics::show::{Shown, ShownPlace};
use husting::serve::{Asked, Options, OverlayWords, ServeError, SiteFiles, Snapshot, Started, serve};

/// Longer than anything here should take, on a busy machine as well.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A folder that goes when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("husting-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// Writes a file in one step, so that no build on a busy machine meets it half written.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let beside = self.0.with_extension("skrives");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn words() -> OverlayWords {
    OverlayWords {
        language: "da".to_owned(),
        headline: "1 <fejl>".to_owned(),
        stale: "Siden bagved er den seneste uden fejl.".to_owned(),
        nothing_yet: "Webstedet kan ikke vises endnu".to_owned(),
        error: "Fejl".to_owned(),
        warning: "Advarsel".to_owned(),
        note: "Bemærkning".to_owned(),
        hints: "Gør sådan".to_owned(),
        more: "Resten vises, når nogle af disse er rettet.".to_owned(),
        close: "Luk".to_owned(),
        edit: "Ret siden".to_owned(),
        lost: "Forhåndsvisningen er standset.".to_owned(),
        not_found: "Siden findes ikke".to_owned(),
    }
}

/// A site and what stands for all it is made from.
pub type Site = (Arc<SiteFiles>, u64);

/// A site of these files.
pub fn site_of(files: BTreeMap<String, Arc<[u8]>>) -> Site {
    let mut state = DefaultHasher::new();
    files.iter().filter(|(path, _)| !path.ends_with(".css")).for_each(|file| file.hash(&mut state));
    (Arc::new(files.into()), state.finish())
}

/// What stands in for a build: the folder's files as they are; a line with "FEJL" or "ADVARSEL" in one is a problem.
pub fn build(folder: &Path, last_good: &mut Site) -> Snapshot {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    let problems: Vec<_> = files.iter().flat_map(|(name, bytes)| problems(name, bytes)).collect();
    let failed = problems.iter().any(|problem| problem.severity == "error");
    if !failed {
        *last_good = site_of(files);
    }
    let (files, made_from) = last_good.clone();
    Snapshot { files, made_from, problems, failed, words: words() }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            let key = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(key, Arc::from(bytes));
        }
    }
}

fn problems(name: &str, bytes: &[u8]) -> Vec<Shown> {
    let text = String::from_utf8_lossy(bytes);
    let found = text.lines().enumerate().filter_map(|(index, line)| problem(name, index + 1, line));
    found.collect()
}

fn problem(name: &str, line: usize, source_line: &str) -> Option<Shown> {
    let (severity, word) =
        [("error", "FEJL"), ("warning", "ADVARSEL")].into_iter().find(|(_, word)| source_line.contains(word))?;
    let start = source_line[..source_line.find(word)?].chars().count();
    Some(Shown {
        severity,
        kind: "not-a-date",
        sentence: format!("Her står »{word}« & det går ikke."),
        place: Some(ShownPlace {
            file: name.to_owned(),
            line,
            column: start + 1,
            source_line: source_line.to_owned(),
            mark: start..start + word.len(),
        }),
        explanation: Some("Ordet <betyder> noget er galt.".to_owned()),
        hints: vec!["Skriv \"kl. 10-15\" i stedet.".to_owned()],
    })
}

pub struct Preview {
    pub address: SocketAddr,
    pub url: String,
    pub running: JoinHandle<Result<Asked, ServeError>>,
}

/// Serves `folder` below `base`; the thread lasts as long as the test program, unless it is asked to stop.
pub fn start(folder: &Folder, base: &str) -> Preview {
    let options = Options {
        port: Some(0),
        host: IpAddr::V4(Ipv4Addr::LOCALHOST),
        open: false,
        base_path: base.to_owned(),
        desk: None,
    };
    let path = folder.0.clone();
    let (sender, receiver) = mpsc::channel::<Started>();
    let running = thread::spawn(move || {
        let mut last_good = site_of(BTreeMap::new());
        let watched = [path.clone()];
        let tomorrow = || Instant::now() + Duration::from_secs(86_400);
        let rebuild = move |show: &(dyn Fn(Snapshot) + Sync)| show(build(&path, &mut last_good));
        serve(&options, &watched, tomorrow, rebuild, |started| sender.send(started).unwrap())
    });
    let started = receiver.recv_timeout(PATIENCE).expect("the server starts");
    Preview { address: started.address, url: started.url, running }
}

pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    /// One that another program serves.
    pub fn at(address: &str) -> Preview {
        let running = thread::spawn(|| Ok(Asked::Interrupt));
        Preview { address: address.parse().unwrap(), url: format!("http://{address}/"), running }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks with our own Host, unless `headers` bring one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        self.send(&(head + "\r\n"))
    }

    pub fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        answer(&String::from_utf8(bytes).unwrap())
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asks again until the answer is as wished.
    pub fn until(&self, path: &str, wish: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wish(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path} stays at {}: {}", answer.status, answer.body);
            thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /_husting/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }
}

/// The stream of marks as an open page hears it.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next marks: page, style, problems. `None` when the stream ended.
    pub fn next(&mut self) -> Option<[String; 3]> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data: ") {
                let data: serde_json::Value = serde_json::from_str(data).unwrap();
                return Some(["page", "style", "problems"].map(|key| data[key].as_str().unwrap().to_owned()));
            }
        }
    }
}

fn answer(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").expect("an answer has a head");
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Answer { status, headers, body: body.to_owned() }
}
