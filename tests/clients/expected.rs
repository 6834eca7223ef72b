//! When meetings of the test sites are, worked out by hand from what their files say and from the rules of summer time.
//!
//! Copenhagen is at +1 and London at +0, from the last Sunday in March to the last in October an hour more; Los Angeles is at
//! -8, from the second Sunday in March to the first in November at -7.

/// A meeting's own file and what is in it.
pub struct Expected {
    /// Path below the published folder.
    pub file: &'static str,
    /// As an instant in UTC, or as a day.
    pub start: &'static str,
    /// Likewise; of whole days the day after the last.
    pub end: &'static str,
    /// STATUS.
    pub status: &'static str,
}

/// The occurrences of a series in some weeks.
pub struct Series {
    /// Path of the feed.
    pub file: &'static str,
    /// From the first of these days and before the second.
    pub between: [&'static str; 2],
    /// Start and STATUS of each.
    pub occurrences: &'static [(&'static str, &'static str)],
}

const fn row(file: &'static str, start: &'static str, end: &'static str, status: &'static str) -> Expected {
    Expected { file, start, end, status }
}

/// Of the example site.
pub const DANISH: &[Expected] = &[
    // tirsdag d. 29. maj 2018 kl. 10-15, i sommertid
    row(
        "netvaerk/strategisk-forum/2018-05-29/meeting.ics",
        "2018-05-29T08:00:00Z",
        "2018-05-29T13:00:00Z",
        "CONFIRMED",
    ),
    // 9. maj (2019) kl 10.00-15.00
    row(
        "netvaerk/strategisk-forum/2019-05-09/meeting.ics",
        "2019-05-09T08:00:00Z",
        "2019-05-09T13:00:00Z",
        "CONFIRMED",
    ),
    // 17.-18. april 2018, hele dage: slutter før den 19.
    row("netvaerk/samarbejdskonferencen/2018-04-17/meeting.ics", "2018-04-17", "2018-04-19", "CONFIRMED"),
    // torsdag d. 14. januar 2027 kl. 9.00-11.30, i vintertid
    row(
        "netvaerk/projektledermoede/2027-01-14/meeting.ics",
        "2027-01-14T08:00:00Z",
        "2027-01-14T10:30:00Z",
        "CONFIRMED",
    ),
    // torsdag d. 4. februar 2027 kl. 9.30-15.30
    row(
        "netvaerk/kl-netvaerket/2027-02-04-faelles/meeting.ics",
        "2027-02-04T08:30:00Z",
        "2027-02-04T14:30:00Z",
        "CONFIRMED",
    ),
    // mandag d. 27. marts 2028 kl 9.30 - 16, dagen efter at sommertiden begyndte
    row(
        "netvaerk/projektledermoede/2028-03-27/meeting.ics",
        "2028-03-27T07:30:00Z",
        "2028-03-27T14:00:00Z",
        "CONFIRMED",
    ),
    // torsdag d. 10. december 2026 kl. 10-15, aflyst
    row("netvaerk/kl-netvaerket/2026-12-10/meeting.ics", "2026-12-10T09:00:00Z", "2026-12-10T14:00:00Z", "CANCELLED"),
    // torsdag d. 3. december 2026 kl. 10-14.30, udskudt
    row("netvaerk/bl-netvaerket/2026-12-03/meeting.ics", "2026-12-03T09:00:00Z", "2026-12-03T13:30:00Z", "CANCELLED"),
    // torsdag d. 20. maj 2027 kl. 10.00-15.30, flyttet fra den 13.
    row(
        "netvaerk/strategisk-forum/2027-05-20/meeting.ics",
        "2027-05-20T08:00:00Z",
        "2027-05-20T13:30:00Z",
        "CONFIRMED",
    ),
    // torsdag d. 11. maj 2028, foreløbig, uden tid
    row("netvaerk/strategisk-forum/2028-05-11/meeting.ics", "2028-05-11", "2028-05-12", "TENTATIVE"),
];

/// Of the example site: the café every other Tuesday at 9, from 1 September 2026.
pub const DANISH_SERIES: &[Series] = &[
    // 13. oktober er undtaget (uge 42); sommertiden slutter den 25. oktober.
    Series {
        file: "netvaerk/netvaerkscafe/calendar.ics",
        between: ["2026-09-20", "2026-11-20"],
        occurrences: &[
            ("2026-09-29T07:00:00Z", "CONFIRMED"),
            ("2026-10-27T08:00:00Z", "CONFIRMED"),
            ("2026-11-10T08:00:00Z", "CONFIRMED"),
        ],
    },
    // Sommertiden begynder den 28. marts; den 13. april er aflyst.
    Series {
        file: "netvaerk/netvaerkscafe/calendar.ics",
        between: ["2027-03-10", "2027-05-01"],
        occurrences: &[
            ("2027-03-16T08:00:00Z", "CONFIRMED"),
            ("2027-03-30T07:00:00Z", "CONFIRMED"),
            ("2027-04-13T07:00:00Z", "CANCELLED"),
            ("2027-04-27T07:00:00Z", "CONFIRMED"),
        ],
    },
];

/// Of the English site.
pub const ENGLISH: &[Expected] = &[
    // London, 5 October 2026 16:00–17:00, in summer time
    row("networks/board/2026-10-05/meeting.ics", "2026-10-05T15:00:00Z", "2026-10-05T16:00:00Z", "CONFIRMED"),
    // London, 2 November 2026 4pm–5.30pm, no longer
    row("networks/board/2026-11-02/meeting.ics", "2026-11-02T16:00:00Z", "2026-11-02T17:30:00Z", "CONFIRMED"),
    // London, 10 May 2027 16:00–17:00, moved from the 3rd
    row("networks/board/2027-05-10/meeting.ics", "2027-05-10T15:00:00Z", "2027-05-10T16:00:00Z", "CONFIRMED"),
    // Los Angeles, 19 November 2026 10:00–10:50
    row("networks/infrastructure/2026-11-19/meeting.ics", "2026-11-19T18:00:00Z", "2026-11-19T18:50:00Z", "CONFIRMED"),
    // Los Angeles, 10 December 2026 11am–12.30pm
    row("networks/infrastructure/2026-12-10/meeting.ics", "2026-12-10T19:00:00Z", "2026-12-10T20:30:00Z", "CONFIRMED"),
    // whole days across the end of summer time: three dates, no hours
    row("networks/events/2027-10-30/meeting.ics", "2027-10-30", "2027-11-01", "TENTATIVE"),
    // 3 December 2026, 19:00–20:30
    row("networks/events/2026-12-03/meeting.ics", "2026-12-03T19:00:00Z", "2026-12-03T20:30:00Z", "TENTATIVE"),
];

/// Of the English site: one series in Los Angeles, two in London.
pub const ENGLISH_SERIES: &[Series] = &[
    // Thursdays at 10:00; summer time ends on 1 November, 26 November is excepted.
    Series {
        file: "networks/infrastructure/calendar.ics",
        between: ["2026-10-20", "2026-12-04"],
        occurrences: &[
            ("2026-10-22T17:00:00Z", "CONFIRMED"),
            ("2026-10-29T17:00:00Z", "CONFIRMED"),
            ("2026-11-05T18:00:00Z", "CONFIRMED"),
            ("2026-11-12T18:00:00Z", "CONFIRMED"),
            ("2026-11-19T18:00:00Z", "CONFIRMED"),
            ("2026-12-03T18:00:00Z", "CONFIRMED"),
        ],
    },
    // 21 January is cancelled.
    Series {
        file: "networks/infrastructure/calendar.ics",
        between: ["2027-01-12", "2027-01-30"],
        occurrences: &[
            ("2027-01-14T18:00:00Z", "CONFIRMED"),
            ("2027-01-21T18:00:00Z", "CANCELLED"),
            ("2027-01-28T18:00:00Z", "CONFIRMED"),
        ],
    },
    // Summer time begins on 14 March.
    Series {
        file: "networks/infrastructure/calendar.ics",
        between: ["2027-03-05", "2027-03-20"],
        occurrences: &[("2027-03-11T18:00:00Z", "CONFIRMED"), ("2027-03-18T17:00:00Z", "CONFIRMED")],
    },
    // Every second Tuesday at 14:00 in London; 30 March is cancelled and in summer time.
    Series {
        file: "networks/documentation/calendar.ics",
        between: ["2027-03-10", "2027-04-20"],
        occurrences: &[
            ("2027-03-16T14:00:00Z", "CONFIRMED"),
            ("2027-03-30T13:00:00Z", "CANCELLED"),
            ("2027-04-13T13:00:00Z", "CONFIRMED"),
        ],
    },
    // First Mondays at 16:00 in London, until 6 December; May's has moved by a week.
    Series {
        file: "networks/board/calendar.ics",
        between: ["2027-03-01", "2027-07-01"],
        occurrences: &[
            ("2027-03-01T16:00:00Z", "CONFIRMED"),
            ("2027-04-05T15:00:00Z", "CONFIRMED"),
            ("2027-05-10T15:00:00Z", "CONFIRMED"),
            ("2027-06-07T15:00:00Z", "CONFIRMED"),
        ],
    },
    Series {
        file: "networks/board/calendar.ics",
        between: ["2027-10-01", "2028-06-01"],
        occurrences: &[
            ("2027-10-04T15:00:00Z", "CONFIRMED"),
            ("2027-11-01T16:00:00Z", "CONFIRMED"),
            ("2027-12-06T16:00:00Z", "CONFIRMED"),
        ],
    },
];

/// Of the site of all kinds: those whose times are anything but plain.
pub const KINDS: &[Expected] = &[
    // 10.00, slut ukendt: standardvarigheden er 2 timer
    row("netvaerk/forum/2027-01-21/meeting.ics", "2027-01-21T09:00:00Z", "2027-01-21T11:00:00Z", "CONFIRMED"),
    // 20 til 1.30 dagen efter
    row("netvaerk/forum/2027-01-28/meeting.ics", "2027-01-28T19:00:00Z", "2027-01-29T00:30:00Z", "CONFIRMED"),
    // 20-24
    row("netvaerk/forum/2027-02-03/meeting.ics", "2027-02-03T19:00:00Z", "2027-02-03T23:00:00Z", "CONFIRMED"),
    // hele dage hen over sommertidens begyndelse
    row("netvaerk/forum/2027-03-27/meeting.ics", "2027-03-27", "2027-03-29", "CONFIRMED"),
    row("netvaerk/forum/2027-04-07/meeting.ics", "2027-04-07T08:00:00Z", "2027-04-07T10:00:00Z", "TENTATIVE"),
    row("netvaerk/forum/2027-04-14/meeting.ics", "2027-04-14T08:00:00Z", "2027-04-14T10:00:00Z", "CANCELLED"),
    row("netvaerk/forum/2027-04-21/meeting.ics", "2027-04-21T08:00:00Z", "2027-04-21T10:00:00Z", "CANCELLED"),
    row("netvaerk/forum/2027-05-20/meeting.ics", "2027-05-20T08:00:00Z", "2027-05-20T10:00:00Z", "CONFIRMED"),
    // 1.30-4 den 31. oktober: timen fra 2 til 3 kommer to gange
    row("netvaerk/forum/2027-10-31/meeting.ics", "2027-10-30T23:30:00Z", "2027-10-31T03:00:00Z", "CONFIRMED"),
    // Lord Howe er +10:30 om vinteren; uret stilles en halv time frem natten efter.
    row("netvaerk/ude/2027-10-02/meeting.ics", "2027-10-01T23:30:00Z", "2027-10-02T00:30:00Z", "CONFIRMED"),
];

/// Of the site of all kinds.
pub const KINDS_SERIES: &[Series] = &[
    // Hver anden tirsdag; 2. februar er flyttet til onsdag, 16. februar undtaget, 2. marts aflyst, 30. marts længere.
    Series {
        file: "netvaerk/cafe/calendar.ics",
        between: ["2027-01-01", "2027-04-01"],
        occurrences: &[
            ("2027-01-05T08:00:00Z", "CONFIRMED"),
            ("2027-01-19T08:00:00Z", "CONFIRMED"),
            ("2027-02-03T09:00:00Z", "CONFIRMED"),
            ("2027-03-02T08:00:00Z", "CANCELLED"),
            ("2027-03-16T08:00:00Z", "CONFIRMED"),
            ("2027-03-30T07:00:00Z", "CONFIRMED"),
        ],
    },
    // Den første mandag i seks måneder, hele dagen, oktober undtaget.
    Series {
        file: "netvaerk/cafe/calendar.ics",
        between: ["2027-08-01", "2028-03-01"],
        occurrences: &[
            ("2027-08-02", "CONFIRMED"),
            ("2027-09-06", "CONFIRMED"),
            ("2027-11-01", "CONFIRMED"),
            ("2027-12-06", "CONFIRMED"),
            ("2028-01-03", "CONFIRMED"),
        ],
    },
    // Torsdage kl. 10 på Lord Howe: +11 til den 4. april, så +10:30.
    Series {
        file: "netvaerk/ude/calendar.ics",
        between: ["2027-03-20", "2027-04-20"],
        occurrences: &[
            ("2027-03-24T23:00:00Z", "CONFIRMED"),
            ("2027-03-31T23:00:00Z", "CONFIRMED"),
            ("2027-04-07T23:30:00Z", "CONFIRMED"),
            ("2027-04-14T23:30:00Z", "CONFIRMED"),
        ],
    },
];
