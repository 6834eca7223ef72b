//! A disk that fails, fills up or dies at the call that a test chooses.
//!
//! It does not flush: no test cuts the power, and thousands of real flushes would take minutes.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use husting::publish::{Disk, Identity, Kind, RealDisk};
use rustix::io::Errno;

/// What happens, and at which call; calls are counted from 0.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    None,
    /// The call fails, and the next ones do not.
    Once(usize, Errno),
    /// From the call on there is no space for anything new.
    FullFrom(usize),
    /// From the call on nothing can be changed any more, nor changed back.
    BrokenFrom(usize),
    /// The program dies before the writing call of this number, or halfway through it.
    Death(usize),
}

/// What kind of place the target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Plain,
    /// The file system cannot exchange.
    NoExchange,
    MountPoint,
    /// A mount point that shows only when one tries to exchange it.
    HiddenMountPoint,
    /// The file system has no hard links.
    NoLinks,
}

pub struct Faulty<'a> {
    pub fault: Fault,
    pub ground: Ground,
    /// Called before the old and the new site change places.
    pub before_exchange: Option<&'a (dyn Fn() + Sync)>,
    calls: Mutex<Calls>,
}

#[derive(Default)]
struct Calls {
    all: usize,
    writing: Vec<(&'static str, PathBuf)>,
    dead: bool,
}

#[derive(PartialEq)]
enum Need {
    Nothing,
    Space,
    Change,
}

impl<'a> Faulty<'a> {
    pub fn new(fault: Fault, ground: Ground) -> Faulty<'a> {
        Faulty { fault, ground, before_exchange: None, calls: Mutex::default() }
    }

    /// The writing calls that were made, in their order.
    pub fn written(&self) -> Vec<(&'static str, PathBuf)> {
        self.calls.lock().unwrap().writing.clone()
    }

    pub fn count(&self) -> usize {
        self.calls.lock().unwrap().all
    }

    /// Counts a call; gives an error when it is to fail, and `true` when the program dies halfway through it.
    fn call(&self, name: &'static str, path: &Path, need: Need) -> io::Result<bool> {
        let mut calls = self.calls.lock().unwrap();
        if calls.dead {
            return Err(io::Error::other("dead"));
        }
        let (number, writing) = (calls.all, calls.writing.len());
        calls.all += 1;
        if need != Need::Nothing {
            calls.writing.push((name, path.to_path_buf()));
        }
        match self.fault {
            Fault::Once(at, errno) if number == at => Err(errno.into()),
            Fault::FullFrom(at) if number >= at && need == Need::Space => Err(Errno::NOSPC.into()),
            Fault::BrokenFrom(at) if number >= at && need != Need::Nothing => Err(Errno::IO.into()),
            Fault::Death(at) if writing == at && need != Need::Nothing => {
                calls.dead = true;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn look<T>(&self, path: &Path, look: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.call("look", path, Need::Nothing)?;
        look()
    }

    fn change<T>(
        &self,
        name: &'static str,
        path: &Path,
        need: Need,
        change: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        if self.call(name, path, need)? {
            return Err(io::Error::other("died"));
        }
        change()
    }

    fn write(&self, name: &'static str, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.call(name, path, Need::Space) {
            Ok(false) => RealDisk.write_new(path, bytes),
            Ok(true) => {
                RealDisk.write_new(path, &bytes[..bytes.len() / 2])?;
                Err(io::Error::other("died"))
            }
            // A full disk, too, takes half of a file before it says no.
            Err(error) if Errno::from_io_error(&error) == Some(Errno::NOSPC) => {
                RealDisk.write_new(path, &bytes[..bytes.len() / 2])?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }
}

impl Disk for Faulty<'_> {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.look(path, || RealDisk.kind(path))
    }
    fn identity(&self, path: &Path) -> io::Result<Identity> {
        self.look(path, || RealDisk.identity(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        self.look(folder, || RealDisk.list(folder))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.look(path, || RealDisk.read(path))
    }
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        self.look(path, || RealDisk.holds(path, bytes))
    }
    fn is_mount_point(&self, folder: &Path) -> io::Result<bool> {
        self.look(folder, || Ok(self.ground == Ground::MountPoint))
    }
    fn stamp(&self, path: &Path) -> io::Result<(u64, i128)> {
        self.look(path, || RealDisk.stamp(path))
    }
    fn age(&self, path: &Path) -> io::Result<Duration> {
        self.look(path, || RealDisk.age(path))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.change("create_folder", path, Need::Space, || RealDisk.create_folder(path))
    }
    fn create_private_folder(&self, path: &Path) -> io::Result<()> {
        self.change("create_private_folder", path, Need::Space, || RealDisk.create_private_folder(path))
    }
    fn create_folder_like(&self, path: &Path, model: &Path) -> io::Result<()> {
        self.change("create_folder", path, Need::Space, || RealDisk.create_folder_like(path, model))
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write("write_new", path, bytes)
    }
    fn write_flushed(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write("write_flushed", path, bytes)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change("link", to, Need::Space, || match self.ground {
            Ground::NoLinks => Err(Errno::PERM.into()),
            _ => RealDisk.link(from, to),
        })
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change("copy", to, Need::Space, || RealDisk.copy(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change("rename", to, Need::Change, || RealDisk.rename(from, to))
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.change("exchange", other, Need::Change, || {
            if let Some(act) = self.before_exchange {
                act();
            }
            match self.ground {
                Ground::NoExchange => Err(Errno::INVAL.into()),
                Ground::HiddenMountPoint => Err(Errno::BUSY.into()),
                _ => RealDisk.exchange(one, other),
            }
        })
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.change("remove_file", path, Need::Change, || RealDisk.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.change("remove_folder", path, Need::Change, || RealDisk.remove_folder(path))
    }
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        if self.call("remove_tree", path, Need::Change)? {
            for entry in fs::read_dir(path).into_iter().flatten().flatten().take(2) {
                let _ = fs::remove_file(entry.path());
            }
            return Err(io::Error::other("died"));
        }
        RealDisk.remove_tree(path)
    }
    fn remove_meanwhile(&self, paths: Vec<PathBuf>) -> Option<JoinHandle<()>> {
        for path in paths {
            let _ = self.remove_tree(&path);
        }
        None
    }
    fn open_folder(&self, path: &Path) -> io::Result<File> {
        self.look(path, || RealDisk.open_folder(path))
    }
    fn flush_tree(&self, _: &File, _: &[PathBuf], _: &[PathBuf]) -> io::Result<()> {
        let path = Path::new("tree");
        self.change("flush_tree", path, Need::Space, || Ok(()))
    }
    fn flush_folder(&self, path: &Path) -> io::Result<()> {
        self.change("flush_folder", path, Need::Space, || Ok(()))
    }
    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.change("open_lock", path, Need::Space, || RealDisk.open_lock(path))
    }
    fn try_lock(&self, file: &File) -> io::Result<bool> {
        self.look(Path::new("lock"), || RealDisk.try_lock(file))
    }
}
