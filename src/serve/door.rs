//! Who may ask. A page on any web site can make a browser send requests here, under a name of its own that it lets point
//! at this computer (DNS rebinding) or across sites; so the name must be ours, and so must the page that asks.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, Uri};

/// The names this server goes by.
#[derive(Debug)]
pub(super) struct Door {
    /// `localhost:3003` and the like, lower case.
    names: Vec<String>,
    /// Set when listening on all of the computer's addresses: then any address (but no other name) with this port will
    /// do, since an address cannot be made to point elsewhere.
    any_address: Option<u16>,
}

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No Host, or more than one (RFC 9112, section 3.2).
    NoHost,
    /// A name that is not ours.
    ForeignHost,
    /// From a page that is not ours, or, where something is to change, from nobody knows where.
    ForeignOrigin,
}

impl Door {
    pub(super) fn new(host: IpAddr, port: u16) -> Door {
        let given = SocketAddr::new(host, port).to_string();
        let mut names: Vec<_> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        names.push(given);
        if port == 80 {
            let bare: Vec<_> = names.iter().filter_map(|name| name.strip_suffix(":80")).map(str::to_owned).collect();
            names.extend(bare);
        }
        Door { names, any_address: host.is_unspecified().then_some(port) }
    }

    /// Whether a request may come in.
    pub(super) fn check(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = only(headers, HOST).map_err(|_| Refusal::NoHost)?.ok_or(Refusal::NoHost)?;
        let in_uri = uri.authority().map(|authority| authority.as_str());
        if !self.is_ours(host) || in_uri.is_some_and(|name| !self.is_ours(name)) {
            return Err(Refusal::ForeignHost);
        }
        let origin = only(headers, ORIGIN).map_err(|_| Refusal::ForeignOrigin)?;
        let changes_nothing = method == Method::GET || method == Method::HEAD;
        match origin {
            Some(origin) if self.is_our_page(origin) => Ok(()),
            None if changes_nothing => Ok(()),
            _ => Err(Refusal::ForeignOrigin),
        }
    }

    fn is_our_page(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|name| self.is_ours(name))
    }

    fn is_ours(&self, name: &str) -> bool {
        let is_address = |port: u16| name.parse::<SocketAddr>().is_ok_and(|address| address.port() == port);
        self.names.contains(&name.to_ascii_lowercase()) || self.any_address.is_some_and(is_address)
    }
}

/// A header that may come once.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use axum::http::HeaderValue;

    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn ask(door: &Door, method: &Method, headers: &[(HeaderName, &str)]) -> Result<(), Refusal> {
        let pairs = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(name, value);
        }
        door.check(method, &Uri::from_static("/"), &map)
    }

    fn get(door: &Door, host: &str) -> Result<(), Refusal> {
        ask(door, &Method::GET, &[(HOST, host)])
    }

    #[test]
    fn our_names_come_in_and_others_do_not() {
        let door = Door::new(LOOPBACK, 3003);
        for host in ["127.0.0.1:3003", "localhost:3003", "LocalHost:3003", "[::1]:3003"] {
            assert_eq!(get(&door, host), Ok(()), "{host}");
        }
        for host in
            ["example.dk", "example.dk:3003", "localhost", "localhost:80", "192.168.1.5:3003", "", "localhost.:3003"]
        {
            assert_eq!(get(&door, host), Err(Refusal::ForeignHost), "{host}");
        }
        assert_eq!(ask(&door, &Method::GET, &[]), Err(Refusal::NoHost));
        let two = [(HOST, "localhost:3003"), (HOST, "localhost:3003")];
        assert_eq!(ask(&door, &Method::GET, &two), Err(Refusal::NoHost));
    }

    #[test]
    fn the_name_in_the_address_counts_too() {
        let door = Door::new(LOOPBACK, 3003);
        let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static("localhost:3003"))]);
        let foreign = Uri::from_static("http://example.dk/");
        assert_eq!(door.check(&Method::GET, &foreign, &headers), Err(Refusal::ForeignHost));
        let ours = Uri::from_static("http://localhost:3003/");
        assert_eq!(door.check(&Method::GET, &ours, &headers), Ok(()));
    }

    #[test]
    fn port_80_may_be_left_out() {
        let door = Door::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 80);
        assert_eq!(get(&door, "localhost"), Ok(()));
        assert_eq!(get(&door, "[::1]"), Ok(()));
    }

    #[test]
    fn on_all_addresses_an_address_will_do_but_no_name() {
        let door = Door::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 3003);
        assert_eq!(get(&door, "192.168.1.5:3003"), Ok(()));
        assert_eq!(get(&door, "[fd00::7]:3003"), Ok(()));
        assert_eq!(get(&door, "192.168.1.5:80"), Err(Refusal::ForeignHost));
        assert_eq!(get(&door, "example.dk:3003"), Err(Refusal::ForeignHost));
    }

    #[test]
    fn other_sites_pages_are_turned_away() {
        let door = Door::new(LOOPBACK, 3003);
        let from = |method: &Method, origin: &str| ask(&door, method, &[(HOST, "localhost:3003"), (ORIGIN, origin)]);
        assert_eq!(from(&Method::GET, "http://localhost:3003"), Ok(()));
        assert_eq!(from(&Method::POST, "http://127.0.0.1:3003"), Ok(()));
        for origin in
            ["null", "http://example.dk", "https://localhost:3003", "http://localhost:3004", "http://localhost"]
        {
            assert_eq!(from(&Method::GET, origin), Err(Refusal::ForeignOrigin), "{origin}");
            assert_eq!(from(&Method::POST, origin), Err(Refusal::ForeignOrigin), "{origin}");
        }
        let unknown = ask(&door, &Method::POST, &[(HOST, "localhost:3003")]);
        assert_eq!(unknown, Err(Refusal::ForeignOrigin));
    }
}
