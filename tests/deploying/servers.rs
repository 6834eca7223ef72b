//! The web servers of the page, each with the page's own configuration, on a free port.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::place::{free_port, recipe, require, wait_for};
use super::preview::{Answer, Preview};

/// Debian's `nobody`, where the tests run as root: the recipe must not need rights.
const NOBODY: u32 = 65_534;

pub struct Server {
    pub name: &'static str,
    pub web: Preview,
    child: Child,
    _folder: tempfile::TempDir,
}

impl Server {
    /// Serves a folder with each of the page's servers.
    pub fn all(public: &Path) -> [Server; 2] {
        [Server::nginx(public), Server::caddy(public)]
    }

    pub fn nginx(public: &Path) -> Server {
        require("nginx", "nginx-light");
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let own = folder.path().display();
        let server = nginx_server();
        let server = replaced(&server, "listen 80;", &format!("listen 127.0.0.1:{port};"));
        let server = replaced(&server, "/srv/networks/public", &public.display().to_string());
        let rooms = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary: String = rooms.iter().map(|room| format!("{room}_temp_path {own}/{room};\n")).collect();
        let whole = format!(
            "daemon off;\npid {own}/pid;\nerror_log {own}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
        );
        fs::write(folder.path().join("nginx.conf"), whole).unwrap();
        fs::copy("/etc/nginx/mime.types", folder.path().join("mime.types")).unwrap();
        let mut nginx = Command::new("nginx");
        nginx.env("PATH", "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin");
        nginx.arg("-c").arg(folder.path().join("nginx.conf")).stderr(Stdio::null());
        Server::start("nginx", nginx, public, port, folder)
    }

    pub fn caddy(public: &Path) -> Server {
        require("caddy", "caddy");
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let blocks = recipe("Caddy", "caddyfile");
        let (site, more) = blocks.split_first().unwrap();
        let fallback = "        rewrite * /404.html\n";
        let site = replaced(site, fallback, &format!("{}{fallback}", more.concat()));
        let site = replaced(&site, "networks.example.org", &format!("http://127.0.0.1:{port}"));
        let site = replaced(&site, "/srv/networks/public", &public.display().to_string());
        fs::write(folder.path().join("Caddyfile"), format!("{{\nadmin off\nauto_https off\n}}\n{site}")).unwrap();
        let mut caddy = Command::new("caddy");
        caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.path().join("Caddyfile"));
        caddy.env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
        caddy.stderr(fs::File::create(folder.path().join("log")).unwrap());
        Server::start("Caddy", caddy, public, port, folder)
    }

    /// Starts the program, as a user without rights where the tests have them.
    fn start(name: &'static str, mut program: Command, public: &Path, port: u16, folder: tempfile::TempDir) -> Server {
        if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            fs::set_permissions(public.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            program.uid(NOBODY).gid(NOBODY);
        }
        let child = program.stdout(Stdio::null()).spawn().unwrap();
        wait_for(name, port, &folder.path().join("log"));
        Server { name, web: Preview::at(&format!("127.0.0.1:{port}")), child, _folder: folder }
    }

    pub fn compressed(&self, path: &str) -> Answer {
        self.web.ask("HEAD", path, &[("Accept-Encoding", "gzip")])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The master process of nginx ends its workers when it is asked to, not when it is killed.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// The recipe's server with all that the page puts "beside the others" in it.
fn nginx_server() -> String {
    let blocks = recipe("nginx", "nginx");
    let (server, more) = blocks.split_first().unwrap();
    let (inside, _) = server.rsplit_once('}').unwrap();
    format!("{inside}{}}}\n", more.concat())
}

/// Replaces what must stand in a recipe exactly once.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "the recipe says {from} once");
    text.replace(from, to)
}
