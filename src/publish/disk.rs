//! Every call that publishing makes to the file system, behind one trait.
//!
//! The trait is there so that a test can let any single call fail, or let the program "die" before it, and then look
//! at what is left. [`RealDisk`] is the only other implementation. No rule of publishing lives here: a method is one
//! system call, or the few that mean nothing apart.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

/// What lies at a path, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, a pipe, a socket or a device.
    Other,
}

/// What identifies an entry of a file system: its device and its inode.
pub type Identity = (u64, u64);

/// The file system as publishing uses it.
pub trait Disk: Sync {
    /// What lies at `path`, or `None` where nothing does.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// Device and inode of what lies at `path`, links not followed.
    fn identity(&self, path: &Path) -> io::Result<Identity>;
    /// The names in a folder, in no particular order.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>>;
    /// All bytes of a plain file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Whether the file holds exactly `bytes`.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool>;
    /// Whether `folder` is where another file system, or another part of this one, is attached.
    fn is_mount_point(&self, folder: &Path) -> io::Result<bool>;
    /// The size in octets and the time of the last change of its bytes, in nanoseconds since 1970, of what lies there itself.
    fn stamp(&self, path: &Path) -> io::Result<(u64, i128)>;
    /// How long ago `path` last got its name or its place.
    fn age(&self, path: &Path) -> io::Result<Duration>;

    /// Creates a folder whose parent is there; an error where something lies already.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder, and those above it, that only its owner may enter.
    fn create_private_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder with the group and the permissions of another, where that one exists.
    fn create_folder_like(&self, path: &Path, model: &Path) -> io::Result<()>;
    /// Creates a file that is not there yet and writes it whole.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// As [`Disk::write_new`], and returns when the bytes are on the disk.
    fn write_flushed(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second name: a hard link.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a plain file with its permissions and times.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves `from` to `to`, in one step; a file at `to` is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two entries change places in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file, or a link itself.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and all in it; no error where there is none.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;
    /// Removes trees while the caller goes on, as far as they can be removed. There is no thread to wait for where it
    /// is done already, or where there can be none.
    fn remove_meanwhile(&self, paths: Vec<PathBuf>) -> Option<JoinHandle<()>>;
    /// Opens a folder, for flushing what lies in it.
    fn open_folder(&self, path: &Path) -> io::Result<File>;
    /// Returns when all in the tree is on the disk. `root` was opened before the first write, so that errors of
    /// writes since then are told; `written` and `folders` are what is new in it.
    fn flush_tree(&self, root: &File, written: &[PathBuf], folders: &[PathBuf]) -> io::Result<()>;
    /// Returns when the names in a folder are on the disk.
    fn flush_folder(&self, path: &Path) -> io::Result<()>;
    /// Opens the file for locking, creating it if need be.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Takes the lock if it is free. A file system that has no locks gives none and holds nobody up.
    fn try_lock(&self, file: &File) -> io::Result<bool>;
}

/// The machine's own file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(Some(kind_of(metadata.file_type()))),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn identity(&self, path: &Path) -> io::Result<Identity> {
        fs::symlink_metadata(path).map(|metadata| (metadata.dev(), metadata.ino()))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        let named = |entry: fs::DirEntry| Ok((entry.file_name(), kind_of(entry.file_type()?)));
        fs::read_dir(folder)?.map(|entry| entry.and_then(named)).collect()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        let file = File::open(path)?;
        if file.metadata()?.len() != bytes.len() as u64 {
            return Ok(false);
        }
        reads_as(file, bytes)
    }

    fn is_mount_point(&self, folder: &Path) -> io::Result<bool> {
        let Some(parent) = folder.parent() else {
            return Ok(true);
        };
        let other_device = fs::metadata(folder)?.dev() != fs::metadata(parent)?.dev();
        Ok(other_device || is_mount_root(folder))
    }

    fn stamp(&self, path: &Path) -> io::Result<(u64, i128)> {
        let metadata = fs::symlink_metadata(path)?;
        Ok((metadata.len(), i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec())))
    }

    fn age(&self, path: &Path) -> io::Result<Duration> {
        let metadata = fs::symlink_metadata(path)?;
        let changed = Duration::new(
            metadata.ctime().try_into().unwrap_or_default(),
            metadata.ctime_nsec().try_into().unwrap_or_default(),
        );
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        // A time yet to come means that someone set the clock: nothing about it can be relied on.
        Ok(now.checked_sub(changed).unwrap_or(Duration::MAX))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_private_folder(&self, path: &Path) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        match fs::DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            created => created,
        }
    }

    fn create_folder_like(&self, path: &Path, model: &Path) -> io::Result<()> {
        fs::create_dir(path)?;
        let Ok(model) = fs::metadata(model) else {
            return Ok(());
        };
        if fs::metadata(path)?.gid() != model.gid() {
            // Only a member may give a folder to a group; the site is as good without.
            let _ = chown(path, None, Some(model.gid()));
        }
        fs::set_permissions(path, Permissions::from_mode(model.mode() & 0o7777 | 0o700))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
    }

    fn write_flushed(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::copy(from, to)?;
        let metadata = fs::metadata(from)?;
        let times = fs::FileTimes::new().set_modified(metadata.modified()?);
        File::open(to)?.set_times(times)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    fn remove_meanwhile(&self, paths: Vec<PathBuf>) -> Option<JoinHandle<()>> {
        // What cannot be removed now harms no one, and is tried again by the next build.
        let remove = move || paths.iter().for_each(|path| drop(fs::remove_dir_all(path)));
        thread::Builder::new().name("clearing".into()).spawn(remove).ok()
    }

    fn open_folder(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn flush_tree(&self, root: &File, written: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        flush_tree(root, written, folders)
    }

    fn flush_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    fn try_lock(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) if has_no_locks(&error) => Ok(true),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}

/// A path below a file is as absent as one below nothing.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// NFS gives no lock on a folder opened for reading, and some network file systems give none at all.
fn has_no_locks(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let errno = Errno::from_io_error(error);
    [Errno::BADF, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOLCK, Errno::NOSYS].map(Some).contains(&errno)
}

fn reads_as(mut file: File, bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = vec![0; bytes.len().clamp(1, 1 << 16)];
    let mut rest = bytes;
    loop {
        let count = file.read(&mut buffer)?;
        let (Some(read), Some((expected, later))) = (buffer.get(..count), rest.split_at_checked(count)) else {
            return Ok(false);
        };
        if count == 0 || read != expected {
            return Ok(count == 0 && rest.is_empty());
        }
        rest = later;
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Finds bind mounts too, whose device is that of the folder above.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_mount_root(_folder: &Path) -> bool {
    false
}

/// Linux flushes a whole file system in one call. Measured on ext4 with one changed file: 0.4 ms for 20 pages and 40 ms
/// for 10,000, where a call for each file and folder took 1.6 ms and 530 ms.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn flush_tree(root: &File, _written: &[PathBuf], _folders: &[PathBuf]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(root)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn flush_tree(root: &File, written: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
    for path in written.iter().chain(folders) {
        File::open(path)?.sync_all()?;
    }
    root.sync_all()
}
