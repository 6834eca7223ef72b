//! The announcement of the new structure, and the news of today.

use super::*;

#[test]
fn nye_netvaerk_2018() {
    let page = SITE.page("nyheder/2018-01-12-nye-netvaerk/");
    let rows: Vec<Vec<String>> =
        page.all("tr").iter().skip(1).map(|row| row.all("td").iter().map(|cell| cell.seen()).collect()).collect();
    let fates: Vec<(&str, &str)> = rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    assert_eq!(
        fates,
        [
            ("Strategisk Forum", "nyt"),
            ("Samarbejdskonferencen", "ny"),
            ("BL-netværket", "nyt"),
            ("Projektledermøde", "fortsætter"),
            ("KL-netværket", "fortsætter"),
            ("Landserfa", "lukker i løbet af 2018"),
        ]
    );
    for id in [
        "strategisk-forum",
        "samarbejdskonferencen",
        "bl-netvaerket",
        "projektledermoede",
        "kl-netvaerket",
        "landserfa",
    ] {
        assert!(page.links_to(&format!("/netvaerk/{id}/")), "{id}");
    }
    assert_says(&page, &["12. januar 2018", "boligforliget 2015–18"]);
    assert!(SITE.json()["organisations"].get("boligforliget").is_none(), "a cause, not a body");
}

#[test]
fn news_newest_first() {
    let days = ["2026-11-16", "2026-08-20", "2026-06-18", "2018-01-12"];
    let page = SITE.page("nyheder/");
    let listed: Vec<&str> = page.hrefs().into_iter().filter_map(|href| href.strip_prefix("/nyheder/2")).collect();
    let expected: Vec<&str> = days.iter().map(|day| &day[1..]).collect();
    for (href, day) in listed.iter().zip(&expected) {
        assert!(href.starts_with(day), "{listed:?}");
    }
    assert_eq!(listed.len(), days.len());
    let feed = SITE.text("nyheder/feed.xml");
    let mut after = 0;
    for day in days {
        let at =
            feed[after..].find(&format!("/nyheder/{day}")).unwrap_or_else(|| panic!("{day} in its turn in the feed"));
        after += at;
    }
    let told: Vec<&str> =
        SITE.json()["news"].as_array().unwrap().iter().map(|all| all["date"].as_str().unwrap()).collect();
    assert!(days.iter().all(|day| told.contains(day)), "{told:?}");
    let home = SITE.page("");
    assert!(home.section("Nyheder").links_to("/nyheder/2026-11-16-aendrede-moeder/"));
}
