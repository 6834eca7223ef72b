//! One change to the content, chosen by chance, made as some program would make it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::folder::Folder;

/// A series of numbers that follows from its seed (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number below `most`.
    pub fn of(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    fn one<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[usize::try_from(self.of(all.len() as u64)).unwrap()]
    }

    fn one_of(&mut self, all: &[String]) -> Option<String> {
        let at = usize::try_from(self.of(all.len().max(1) as u64)).unwrap();
        all.get(at).cloned()
    }
}

const NETWORKS: [&str; 4] = ["oest", "vest", "bestyrelser-på-Ærø", "følgegruppe"];

/// Makes one change and says which.
pub fn step(folder: &Folder, chance: &mut Chance) -> String {
    match chance.of(16) {
        0..=3 => write(folder, chance),
        4..=6 => edit(folder, chance),
        7 => delete(folder, chance),
        8 => rename(folder, chance),
        9 => move_folder(folder, chance),
        10 => delete_folder(folder, chance),
        11 => many_at_once(folder, chance),
        12 => litter(folder, chance),
        13 => theme(folder, chance),
        14 => folder_and_back(folder, chance),
        _ => twice_in_a_moment(folder, chance),
    }
}

/// A file that may be there, with a text that fits its place or, seldom, does not.
fn some_file(chance: &mut Chance) -> (String, String) {
    let network = chance.one(&NETWORKS);
    let (year, month, day) = (2025 + chance.of(4), 1 + chance.of(12), 1 + chance.of(28));
    let hour = 8 + chance.of(6);
    match chance.of(8) {
        0 => (
            format!("netvaerk/{network}/index.md"),
            format!("---\ntitel: Netværk {hour}\n---\n\nVi mødes kl. {hour}.\n"),
        ),
        1..=3 => {
            let text = format!("---\ntid: kl. {hour}-15\nsted: Lokale {day}\n---\n\nTekst {month}.\n");
            (format!("netvaerk/{network}/{year}-{month:02}-{day:02}.md"), text)
        }
        4 => (format!("om/side-{day}.md"), format!("---\ntitel: Om {hour}\n---\n\nBlåbærgrød {month}.\n")),
        5 => (format!("nyheder/{year}-{month:02}-{day:02}-nyt.md"), format!("---\ntitel: Nyt {hour}\n---\n")),
        6 => (format!("om/bilag-{day}.txt"), format!("Bilag {hour}\r\n")),
        // A mistake: no such hour.
        _ => (format!("netvaerk/{network}/{year}-{month:02}-{day:02}.md"), "---\ntid: kl. 27\n---\n".to_owned()),
    }
}

fn write(folder: &Folder, chance: &mut Chance) -> String {
    let (path, text) = some_file(chance);
    save(folder, &path, &text, chance)
}

fn edit(folder: &Folder, chance: &mut Chance) -> String {
    let Some(path) = chance.one_of(&folder.content()).filter(|path| path.ends_with(".md")) else {
        return "nothing".to_owned();
    };
    let old = fs::read_to_string(folder.at(&path)).unwrap();
    save(folder, &path, &format!("{old}\nEn linje til, {}.\n", chance.of(100)), chance)
}

/// Saves a text as one of the programs does that people write with.
fn save(folder: &Folder, path: &str, text: &str, chance: &mut Chance) -> String {
    let at = folder.at(path);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    let name = at.file_name().unwrap().to_string_lossy().into_owned();
    let way = chance.of(5);
    match way {
        0 => fs::write(&at, text).unwrap(),
        // Written beside, then renamed over.
        1 => {
            let beside = at.with_file_name(format!(".{name}.tmp"));
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, &at).unwrap();
        }
        // A swap file, the old text kept as a backup, the new one written anew.
        2 => {
            let swap = at.with_file_name(format!(".{name}.swp"));
            let backup = at.with_file_name(format!("{name}~"));
            fs::write(&swap, "b0VIM").unwrap();
            if at.exists() {
                fs::rename(&at, &backup).unwrap();
            }
            fs::write(&at, text).unwrap();
            let _ = fs::remove_file(&backup);
            fs::remove_file(&swap).unwrap();
        }
        // Emptied, and filled a little later.
        3 => {
            let mut file = fs::File::create(&at).unwrap();
            sleep(Duration::from_millis(chance.of(60)));
            file.write_all(text.as_bytes()).unwrap();
        }
        // In pieces, as a shared drive delivers it.
        _ => {
            let mut file = fs::File::create(&at).unwrap();
            for piece in text.as_bytes().chunks(text.len() / 3 + 1) {
                file.write_all(piece).unwrap();
                sleep(Duration::from_millis(chance.of(50)));
            }
        }
    }
    format!("save {path} in way {way}")
}

fn delete(folder: &Folder, chance: &mut Chance) -> String {
    let Some(path) = chance.one_of(&folder.content()) else { return "nothing".to_owned() };
    folder.delete(&path);
    format!("delete {path}")
}

fn rename(folder: &Folder, chance: &mut Chance) -> String {
    let Some(from) = chance.one_of(&folder.content()) else { return "nothing".to_owned() };
    let (to, _) = some_file(chance);
    fs::create_dir_all(folder.at(&to).parent().unwrap()).unwrap();
    fs::rename(folder.at(&from), folder.at(&to)).unwrap();
    format!("rename {from} to {to}")
}

fn move_folder(folder: &Folder, chance: &mut Chance) -> String {
    let Some(from) = chance.one_of(&folder.folders()).filter(|from| from.contains('/')) else {
        return "nothing".to_owned();
    };
    let to = format!("netvaerk/{}-{}", chance.one(&NETWORKS), chance.of(3));
    if folder.at(&to).exists() {
        return "nothing".to_owned();
    }
    fs::rename(folder.at(&from), folder.at(&to)).unwrap();
    format!("move {from}/ to {to}/")
}

fn delete_folder(folder: &Folder, chance: &mut Chance) -> String {
    let Some(path) = chance.one_of(&folder.folders()).filter(|path| path.contains('/')) else {
        return "nothing".to_owned();
    };
    fs::remove_dir_all(folder.at(&path)).unwrap();
    format!("delete {path}/")
}

/// As a checkout of another branch does it.
fn many_at_once(folder: &Folder, chance: &mut Chance) -> String {
    let count = 5 + chance.of(30);
    for _ in 0..count {
        let (path, text) = some_file(chance);
        folder.write(&path, &text);
    }
    format!("{count} files at once")
}

/// What editors and systems leave behind, which is no content.
fn litter(folder: &Folder, chance: &mut Chance) -> String {
    let name = chance.one(&[".#index.md", "~$møde.docx", "index.md~", ".DS_Store", "Thumbs.db", "4913.tmp"]);
    let path = format!("netvaerk/{}/{name}", chance.one(&NETWORKS));
    folder.write(&path, "---\nikke: indhold\n");
    if chance.of(2) == 0 {
        folder.delete(&path);
    }
    format!("litter {path}")
}

fn theme(folder: &Folder, chance: &mut Chance) -> String {
    let style = folder.path().join("themes/default/assets/style.css");
    if chance.of(3) == 0 {
        let _ = fs::remove_dir_all(folder.path().join("themes/default"));
        return "delete the theme's folder".to_owned();
    }
    fs::create_dir_all(style.parent().unwrap()).unwrap();
    fs::write(&style, format!("body {{ margin: {}px }}\n", chance.of(50))).unwrap();
    "write the theme's style".to_owned()
}

/// The whole content goes and comes back, as when a drive is lost for a moment.
fn folder_and_back(folder: &Folder, chance: &mut Chance) -> String {
    let (content, aside) = (folder.path().join("content"), folder.path().join("content.væk"));
    fs::rename(&content, &aside).unwrap();
    sleep(Duration::from_millis(chance.of(80)));
    if chance.of(2) == 0 {
        fs::rename(&aside, &content).unwrap();
        return "content away and back".to_owned();
    }
    copy(&aside, &content);
    fs::remove_dir_all(&aside).unwrap();
    "content away and back as a copy".to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Two texts of the same length, one right after the other.
fn twice_in_a_moment(folder: &Folder, chance: &mut Chance) -> String {
    let hour = chance.of(5);
    folder.write("om/hurtig.md", &format!("---\ntitel: Hurtig\n---\n\nkl. 1{hour}\n"));
    folder.write("om/hurtig.md", &format!("---\ntitel: Hurtig\n---\n\nkl. 1{}\n", 9 - hour));
    "save om/hurtig.md twice".to_owned()
}
