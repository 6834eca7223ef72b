//! Who is turned away, and which paths: nothing is read or written that is not the site's, and only its own pages may ask.

use std::fs;

use crate::place::{MEETING, Place};

const PATH: &str = "netvaerk/oest/2027-05-20.md";

fn form(place: &Place) -> Vec<(String, String)> {
    place.fill(&format!("/_husting/edit/{PATH}"), &format!("/_husting/save/{PATH}"), &[("f.title", "Ond")])
}

#[test]
fn foreign_hosts_and_origins_may_not_change_anything() {
    let place = Place::new();
    let (form, port) = (form(&place), place.preview.address.port());
    let own = format!("http://127.0.0.1:{port}");
    let rebound = format!("ond.example:{port}");
    for act in ["save", "check", "cancel", "move", "copy", "new"] {
        let path = format!("/_husting/{act}/{PATH}");
        for headers in [
            vec![("Host", rebound.as_str()), ("Origin", own.as_str())],
            vec![("Origin", "http://ond.example")],
            vec![("Origin", "https://127.0.0.1")],
            vec![("Origin", "null")],
            vec![],
        ] {
            assert_eq!(place.post(&path, &form, &headers).status, 403, "{act} {headers:?}");
        }
    }
    assert_eq!(place.preview.ask("GET", "/_husting/", &[("Host", &rebound)]).status, 403);
    assert_eq!(place.preview.ask("GET", "/_husting/", &[("Origin", "http://ond.example")]).status, 403);
    assert_eq!(place.read(PATH).unwrap(), MEETING);
}

#[test]
fn without_its_token_no_form_counts() {
    let place = Place::new();
    let save = format!("/_husting/save/{PATH}");
    for token in [None, Some(""), Some("0123456789abcdef0123456789abcdef")] {
        let mut form = form(&place);
        form.retain(|(name, _)| name != "token");
        form.extend(token.map(|token| ("token".to_owned(), token.to_owned())));
        assert_eq!(place.send(&save, &form).status, 403, "{token:?}");
    }
    let another = Place::new().token();
    let mut form = form(&place);
    form.iter_mut().find(|(name, _)| name == "token").unwrap().1 = another;
    assert_eq!(place.send(&save, &form).status, 403, "another start's token");
    assert_eq!(place.read(PATH).unwrap(), MEETING);
}

#[test]
fn the_token_counts_in_the_head_as_well() {
    let place = Place::new();
    let (mut form, token) = (form(&place), place.token());
    form.retain(|(name, _)| name != "token");
    let origin = format!("http://{}", place.preview.address);
    let headers = [("Origin", origin.as_str()), ("X-Husting-Token", token.as_str())];
    assert_eq!(place.post(&format!("/_husting/save/{PATH}"), &form, &headers).status, 303);
}

#[test]
fn paths_that_lead_out_are_refused() {
    let place = Place::new();
    fs::write(place.path().join("hemmelig.md"), "hemmelig").unwrap();
    let form = form(&place);
    for path in [
        "../hemmelig.md",
        "netvaerk/../../hemmelig.md",
        "%2e%2e/hemmelig.md",
        "..%2fhemmelig.md",
        "a%5c..%5chemmelig.md",
        "x%00.md",
    ] {
        for act in ["edit", "text"] {
            let answer = place.get(&format!("/_husting/{act}/{path}"));
            assert_eq!(answer.status, 400, "{act} {path}");
            assert!(!answer.body.contains("hemmelig"));
        }
        assert_eq!(place.send(&format!("/_husting/save/{path}"), &form).status, 400, "save {path}");
    }
    for path in
        ["/etc/passwd", "hemmelig.md", "content/site.yaml", "%252e%252e/hemmelig.md", "findes-ikke.md", "ledger.yaml"]
    {
        assert_eq!(place.get(&format!("/_husting/edit/{path}")).status, 404, "edit {path}");
        assert_eq!(place.send(&format!("/_husting/save/{path}"), &form).status, 404, "save {path}");
    }
    assert_eq!(fs::read_to_string(place.path().join("hemmelig.md")).unwrap(), "hemmelig");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let content = place.path().join("content");
    fs::write(place.path().join("udenfor.md"), MEETING).unwrap();
    symlink(place.path().join("udenfor.md"), content.join("netvaerk/oest/2027-07-01.md")).unwrap();
    symlink(content.join(PATH), content.join("netvaerk/oest/2027-07-02.md")).unwrap();
    fs::create_dir(content.join("om")).unwrap();
    fs::write(content.join("om/index.md"), "---\ntitel: Om\n---\n").unwrap();
    symlink(content.join("om"), content.join("netvaerk/lænke")).unwrap();
    // One that leads out is no file of the site's; one that stays inside is read, but not written.
    assert_eq!(place.get("/_husting/edit/netvaerk/oest/2027-07-01.md").status, 404);
    assert_eq!(place.get("/_husting/edit/netvaerk/l%C3%A6nke/index.md").status, 404);
    let linked = "netvaerk/oest/2027-07-02.md";
    assert_eq!(place.change(linked, &[("f.title", "Ond")]).status, 422);
    assert_eq!(place.read(PATH).unwrap(), MEETING);
    assert_eq!(fs::read_to_string(place.path().join("udenfor.md")).unwrap(), MEETING);
}

#[test]
fn other_methods_and_other_bodies_are_refused() {
    let place = Place::new();
    let origin = format!("http://{}", place.preview.address);
    for method in ["PUT", "DELETE", "PATCH"] {
        let answer = place.preview.ask(method, &format!("/_husting/save/{PATH}"), &[("Origin", &origin)]);
        assert_eq!(answer.status, 405, "{method}");
    }
    let token = place.token();
    let headers = [("Origin", origin.as_str()), ("X-Husting-Token", token.as_str()), ("Content-Type", "text/plain")];
    assert_eq!(place.preview.ask("POST", &format!("/_husting/save/{PATH}"), &headers).status, 415);
    assert_eq!(place.get(&format!("/_husting/save/{PATH}")).status, 404);
}

#[test]
fn others_on_the_network_cannot_edit() {
    let place = Place::open_to_others();
    for path in ["/_husting/", &format!("/_husting/edit/{PATH}")] {
        assert_eq!(place.get(path).status, 403, "{path}");
    }
    assert!(!place.get("/_husting/problems").body.contains("class=\"edit\""));
}
