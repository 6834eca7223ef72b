//! A site folder to publish from, and sites of any version to publish.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use husting::output::Files as _;
use husting::publish::{MANIFEST, Options, Place, PublishError, Report, StagedLedger, open};

use crate::faulty::{Fault, Faulty, Ground};

pub type Files = BTreeMap<String, Arc<[u8]>>;

/// Enough that a kill or a reader has something to fall between, few enough to try a fault at every call.
pub const PAGES: u32 = 4;

/// A folder of its own for a test, removed with it.
pub struct Folder {
    pub root: PathBuf,
}

impl Folder {
    pub fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("husting-publishing-{}-{number}", std::process::id());
        let root = std::env::temp_dir().canonicalize().unwrap().join(name);
        fs::create_dir_all(root.join("content/møder")).unwrap();
        fs::create_dir_all(root.join("themes")).unwrap();
        Folder { root }
    }

    /// A site folder that already has its first version published, with its ledger.
    pub fn published(version: u32) -> Folder {
        let folder = Folder::new();
        let disk = Faulty::new(Fault::None, Ground::Plain);
        folder.publish(&site(version), Options { disk: &disk, ..Options::default() }).unwrap();
        folder
    }

    pub fn target(&self) -> PathBuf {
        self.root.join("public")
    }

    pub fn ledger(&self) -> PathBuf {
        self.root.join("content/ledger.yaml")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Publishes into `public/`, with the ledger that the files carry.
    pub fn publish(&self, files: &Files, options: Options) -> Result<Report, PublishError> {
        self.publish_into(&self.target(), files, options)
    }

    pub fn publish_into(&self, target: &Path, files: &Files, options: Options) -> Result<Report, PublishError> {
        let ledger = self.ledger();
        let companion = files.contains_key("ledger.yaml").then_some(ledger.as_path());
        let door = open(&Place { target, site_folder: &self.root, companion }, options)?;
        let stage = door.stage()?;
        files.iter().for_each(|(path, bytes)| stage.share(path, bytes));
        stage.publish(companion.is_some())
    }

    pub fn recover(&self) -> Result<StagedLedger, PublishError> {
        let (target, ledger) = (self.target(), self.ledger());
        let place = Place { target: &target, site_folder: &self.root, companion: Some(&ledger) };
        let disk = Faulty::new(Fault::None, Ground::Plain);
        open(&place, Options { disk: &disk, ..Options::default() }).map(|door| door.recovered)
    }

    /// The version of the whole site in `public/`, or `None` where there is no folder.
    ///
    /// Fails the test when it is not whole: a file missing, torn, left over or of another version.
    pub fn version(&self) -> Option<u32> {
        let found = snapshot(&self.target())?;
        let ledger = found.get("ledger.yaml").expect("every site carries its ledger");
        let version = version_of(ledger);
        let expected: BTreeMap<_, _> = site(version).into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        assert_eq!(found, expected, "the files are not all of version {version}");
        Some(version)
    }

    /// The version of the ledger in `content/`; 0 for none.
    pub fn ledger_version(&self) -> u32 {
        fs::read(self.ledger()).map_or(0, |bytes| version_of(&bytes))
    }

    /// What publishing left lying beside the target and the ledger, sites that linger excepted.
    pub fn leftovers(&self) -> Vec<String> {
        let mut left = names(&self.root.join(".public.husting"));
        left.retain(|name| !name.starts_with("old-") && name != "lock" && name != ".gitignore");
        left.extend(names(&self.root.join("content")));
        left.extend(names(&self.target()).into_iter().filter(|name| name == ".husting-new"));
        left.retain(|name| name != "ledger.yaml" && name != "møder");
        left
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A site of a version: some files change with it, some never, and one is there only in every other.
pub fn site(version: u32) -> Files {
    let mut files = Files::new();
    let mut add = |path: String, text: String| files.insert(path, Arc::from(text.into_bytes()));
    add("index.html".into(), format!("<h1>Netværk</h1> version {version}"));
    add("stil.css".into(), "h1 { color: teal }".into());
    add("netvaerk/program til mødet.pdf".into(), "%PDF kl. 10-15".into());
    add("kalender.ics".into(), format!("BEGIN:VCALENDAR version {version}"));
    for page in 0..PAGES {
        let text = format!("Erfaringsnetværk for afdelingsbestyrelser {page}, version {version}");
        add(format!("netvaerk/boligsocial-{page}/index.html"), text);
    }
    if version.is_multiple_of(2) {
        add("nyheder/lige/index.html".into(), format!("Lige, version {version}"));
    } else {
        add("nyheder/index.html".into(), format!("Ulige, version {version}"));
    }
    add("ledger.yaml".into(), format!("version {version}\n"));
    files
}

/// The version named last in a file.
pub fn version_of(bytes: &[u8]) -> u32 {
    let text = std::str::from_utf8(bytes).expect("our files are text");
    let (_, version) = text.rsplit_once("version ").expect("the file names its version");
    version.trim().parse().expect("the version is a whole number")
}

/// All plain files below a folder but the manifest, or `None` where there is no folder.
pub fn snapshot(folder: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inner) = folders.pop() {
        let Ok(entries) = fs::read_dir(&inner) else {
            assert_eq!(inner, folder, "a folder vanished");
            return None;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path != folder.join(MANIFEST) {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    Some(files)
}

pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
