//! Every kind of problem, with its severity and the facts its texts may name.
//!
//! A kind's texts stand in each language file under `[messages.<id>]`; a test fails while one is missing.

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Published all the same, unless the run is strict.
    Warning,
    /// Said for information: how something was understood.
    Note,
}

impl Severity {
    /// The word for machines: `error`, `warning`, `note`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! kinds {
    ($($name:ident $id:literal $severity:ident [$($fact:ident),*] $doc:literal)*) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $doc] $name,)* }

        impl Kind {
            /// Every kind, in the order of the source.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The stable name, as in the language files and in JSON.
            pub fn id(self) -> &'static str {
                match self { $(Kind::$name => $id,)* }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Kind::$name => Severity::$severity,)* }
            }

            /// The names of the facts its texts may fill in.
            pub fn facts(self) -> &'static [&'static str] {
                match self { $(Kind::$name => &[$(stringify!($fact)),*],)* }
            }
        }
    };
}

kinds! {
    // The file as such.
    NotUtf8 "not-utf8" Error [encoding] "A text file in another encoding than UTF-8."
    FileTooLarge "file-too-large" Error [size, limit] "A text file larger than anyone writes by hand."
    AttachmentTooLarge "attachment-too-large" Error [size, limit] "Another file larger than a site should hold."
    TooManyFiles "too-many-files" Error [folder, limit] "More files than a site has."
    FolderTooDeep "folder-too-deep" Error [path, limit] "Folders inside each other without end."
    OutsideSite "outside-site" Error [path] "A link in the file system that leads out of the site folder."
    NotAFile "not-a-file" Warning [path] "Something in content/ that is neither a file nor a folder."
    SameName "same-name" Error [path, other] "Two files or folders whose names differ only in letter case or in how æ ø å are stored."
    FrontMatterOpen "front-matter-open" Error [] "Front matter that is never closed."
    FrontMatterMissing "front-matter-missing" Error [] "A Markdown file that must have front matter and has none."
    UnknownDataFile "unknown-data-file" Error [nearest, list] "A YAML file whose name says nothing."
    ManyMore "many-more" Note [count] "More problems in one file than are told one by one."
    SiteFileMissing "site-file-missing" Error [] "There is no site.yaml."

    // YAML as written.
    TabIndent "tab-indent" Error [] "A tab where spaces must stand."
    HardSpace "hard-space" Error [line] "A non-breaking space after a colon."
    ColonInValue "colon-in-value" Error [line] "An unquoted value that holds a colon and a space."
    TextAfterQuote "text-after-quote" Error [line] "Text after a closing quotation mark."
    QuoteOpen "quote-open" Error [] "A quotation mark that is never closed."
    SpecialStart "special-start" Error [character, line] "An unquoted value that begins with a character that means something else."
    CutAtHash "cut-at-hash" Error [rest, line] "A value cut at # although no space follows it."
    CommentAfterValue "comment-after-value" Warning [rest, line] "A value followed by a comment, which may have been meant as text."
    NotKeyValue "not-key-value" Error [line] "A line that is not `key: value`."
    Indentation "indentation" Error [] "A line whose indentation fits nothing above it."
    Unreadable "unreadable" Error [] "Front matter that cannot be read for another reason."
    YamlFeature "yaml-feature" Error [feature] "An anchor, alias, tag or second document."
    TooDeep "too-deep" Error [] "Lists or fields nested deeper than anyone means."
    TooManyValues "too-many-values" Error [] "More values in one file than anyone writes."

    // Fields.
    UnknownKey "unknown-key" Error [key, nearest, list] "A field this kind of file does not have."
    KeyTwice "key-twice" Error [key, first, line] "A field given twice, in one language or two."
    IdTwice "id-twice" Error [id, other] "Two things of one kind with one id."
    KeyMissing "key-missing" Error [key] "A field that must be there."
    EmptyValue "empty-value" Warning [key] "A field without a value."
    WantsText "wants-text" Error [key] "A list or fields where a text belongs."
    WantsList "wants-list" Error [key] "Something else where a list belongs."
    WantsFields "wants-fields" Error [key, list] "Something else where fields belong."
    UnknownWord "unknown-word" Error [key, value, nearest, list] "A word outside the field's list."
    OneOfTwo "one-of-two" Error [key, beside] "Two fields of which only one can hold."
    NotYesNo "not-yes-no" Error [key, value, yes, no] "Neither yes nor no."
    NotANumber "not-a-number" Error [key, value] "No whole number."
    NotAnAddress "not-an-address" Error [value] "No e-mail address."
    SpokenAddress "spoken-address" Error [value, address] "An e-mail address written to fool robots."
    NotAUrl "not-a-url" Error [value] "No web address."
    UnknownZone "unknown-zone" Error [value, nearest] "No IANA time zone."
    UnknownLanguage "unknown-language" Error [value, list] "A language husting has no words for."
    LanguageTwice "language-twice" Error [value] "A further language that is the site's own, or listed already."
    NotAColour "not-a-colour" Error [value] "No colour of the form #rrggbb."
    PaleAccent "pale-accent" Error [value, ratio] "An accent colour too pale to read."
    BadId "bad-id" Error [id] "A name that can stand in no address."

    // Translations.
    TranslationUnlisted "translation-unlisted" Error [language, line] "A translation into a language that the site does not list."
    TranslationOfOwn "translation-of-own" Error [language, original] "A file named as a translation into the site's own language."
    TranslationAlone "translation-alone" Error [original] "A translation that no original stands beside."
    TranslatedFact "translated-fact" Error [key, original] "A fact in a translation: facts are the original's."
    TranslationCount "translation-count" Error [key, count, all, original] "A list with more or fewer entries than the original's."
    TranslationOfNothing "translation-of-nothing" Error [key, original] "Entries for which the original has none."

    // Dates and times.
    NotADate "not-a-date" Error [text, word, nearest] "No date that can be read."
    WrongWeekday "wrong-weekday" Error [written, right, date, other] "A weekday that the date does not have."
    NoSuchDay "no-such-day" Error [text, month, last] "A day its month does not have."
    NoSuchWeek "no-such-week" Error [text, year, last] "A week its year does not have."
    NoSuchMonth "no-such-month" Error [text, month] "A month beyond the twelfth."
    ShortYear "short-year" Error [text, year] "A year of two digits."
    RestAfterDate "rest-after-date" Error [text, rest] "Text after a date that is complete."
    TimeNotWanted "time-not-wanted" Error [text] "A clock time where only a date belongs."
    RoughTime "rough-time" Error [text] "A clock time that is only about right."
    UnclearHalf "unclear-half" Error [text] "Clock times whose half of the day is not clear."
    HoursOverDays "hours-over-days" Note [text, days] "Clock times over several days, read as the first start and the last end."
    NotADuration "not-a-duration" Error [key, value] "No length of time."
    NoSuchTime "no-such-time" Error [text] "No time of the day."
    AmbiguousDate "ambiguous-date" Error [text, first, second] "A date with two readings."
    NoYear "no-year" Error [text, years] "A date without year, and nothing to take it from."
    EndBeforeStart "end-before-start" Error [text] "An end before its start."
    NotConsecutive "not-consecutive" Error [first, second] "Two days that are not one after the other in one date."
    ReadAsOne "read-as-one" Note [text, days] "Two days joined with “and”, read as one event."
    SkippedHour "skipped-hour" Error [time, date, after] "A time that summer time skips."
    RepeatedHour "repeated-hour" Warning [time, date] "A time that comes twice when summer time ends."
    WantsDay "wants-day" Error [key, text] "A month, week or rough date where an exact day belongs."
    DateTwice "date-twice" Error [first, second] "A date given in two places that differ."
    WhenTwice "when-twice" Error [key, first, beside, second] "Two fields that give different dates or times."
    ProgrammeDay "programme-day" Error [text, days] "A day of the programme that its meeting does not have."
    NoStartTime "no-start-time" Warning [key, start] "An end or a length of a series that starts at no time of the day."
    NoDate "no-date" Error [name] "A meeting without a date."
    BadRule "bad-rule" Error [text, word, examples] "A repetition that cannot be understood."
    RuleMissesStart "rule-misses-start" Error [start, next] "A series whose first day its own rule does not hit."
    SeriesEndless "series-endless" Note [network] "A series without an end, of a network that is closed."
    NoOccurrence "no-occurrence" Error [date, nearest] "An excepted day on which the series does not meet."
    LongMeeting "long-meeting" Note [days] "A span so long that it is shown as a period, in no calendar."

    // Things and how they hang together.
    UnknownId "unknown-id" Error [id, what, nearest, list] "A reference to nothing."
    UnknownNetworkFolder "unknown-network-folder" Error [folder] "Meetings in a folder without the network's index.md."
    SameAddress "same-address" Error [address, other] "Two things at one address."
    SameUid "same-uid" Error [uid, other] "Two events with one identity."
    PortraitWithoutConsent "portrait-without-consent" Error [name] "A picture of a person who has not said yes to it."
    RelationToSelf "relation-to-self" Error [relation] "A network related to itself."
    RelationCircle "relation-circle" Error [relation, path] "Networks that are part of each other in a circle."
    LonelyAlternative "lonely-alternative" Warning [group] "An alternative alone in its group."
    DeadlineAfter "deadline-after" Error [deadline, meeting] "A deadline after the meeting."
    OutsideLife "outside-life" Warning [network, date, since] "A meeting before its network was founded."
    ClosedMeets "closed-meets" Error [network, closed] "A closed network with coming meetings."
    NoneComing "none-coming" Warning [network, meets] "A network that says it meets, with no coming meeting."
    RhythmDiffers "rhythm-differs" Warning [meets, year, count] "A coming year with more meetings than stated."
    MandatoryStranger "mandatory-stranger" Error [role, network] "Mandatory for a role that does not take part."
    ClosedWithoutStatus "closed-without-status" Warning [closed] "A closing date in the past on a network that is not closed."
    RoleClash "role-clash" Warning [role, first, second, date] "Two mandatory meetings of one role at the same time."
    Holiday "holiday" Warning [date, holiday] "A meeting on a public holiday."
    LinkBroken "link-broken" Error [target, nearest] "A link to nothing in the site."
    AnchorBroken "anchor-broken" Error [target, anchor, nearest] "A link to a heading that is not there."
    LinkUnsafe "link-unsafe" Error [target] "A link that would run code or open a file."
    LinkOutside "link-outside" Error [target] "A link to a file outside the site."
    FileMissing "file-missing" Error [path, nearest] "A document that is not beside the page."
    FileUnlinked "file-unlinked" Note [path] "A file that is published although no page leads to it."
    InclusionUnknown "inclusion-unknown" Error [name, nearest, list] "A line in braces that asks for nothing that can be put in."
    PictureElsewhere "picture-elsewhere" Warning [target] "A picture from another site, which would learn who reads."
    PictureUntold "picture-untold" Warning [target] "A picture without words for those who cannot see it."
    HtmlRemoved "html-removed" Warning [tag] "HTML that was taken out because it could run or harm."
    ProseDiffers "prose-differs" Warning [prose, data] "A text that says another date than the fields."
    TemplateBroken "template-broken" Error [template, message] "A template that cannot be used."
    ThemeUnknown "theme-unknown" Error [theme, list] "A theme that is not there."
    Draft "draft" Note [] "A draft that is left out."

    // What was published before.
    LedgerBroken "ledger-broken" Error [] "A ledger that cannot be read."
    LedgerMerged "ledger-merged" Note [] "A ledger with git's marks of a conflict, read with both sides."
    LostFeed "lost-feed" Error [address, line, file] "A feed that was published and would be gone."
    LostPage "lost-page" Error [address, line, file] "A page that was published and would be gone."
    LostMeeting "lost-meeting" Error [title, date, line, file] "A coming meeting that was published and would be gone."
    LostLanguage "lost-language" Error [language, address, line] "A language that the site was published in and would be gone."

    // What another calendar holds and the site has no place for.
    ImportNotText "import-not-text" Error [] "A file to import that is no text: a workbook as it is."
    ImportUnreadable "import-unreadable" Error [] "A line of a calendar or table that is none."
    ImportEmpty "import-empty" Error [] "A file to import without a meeting."
    ImportNoDate "import-no-date" Error [event, key, value] "An event to import whose date cannot be read."
    ImportNoNetwork "import-no-network" Error [event, list] "An event to import that names no network of the site."
    ImportNotGood "import-not-good" Error [event, why] "An event whose file would be an error."
    ImportValue "import-value" Warning [key, value] "A cell of a table that cannot be read."
    ImportColumn "import-column" Warning [text] "A column of a table that the site has no field for."
    ImportUnmapped "import-unmapped" Warning [event, property] "A property of an event that the site has no field for."
    ImportPerson "import-person" Warning [event, property] "Somebody whom the site does not know."
    ImportPrivate "import-private" Warning [event] "An event marked as private, which is not taken over."
    ImportZone "import-zone" Warning [zone] "A time zone that nobody knows."
    ImportRule "import-rule" Error [event, rule] "A repetition that the site cannot hold."
    ImportSeriesZone "import-series-zone" Error [event, zone, place] "A repetition by the clock of another zone than its network's."
    ImportSeries "import-series" Warning [event, file, lines] "A repetition that belongs into the file of a network that is there."
    ImportSeriesToo "import-series-too" Warning [event, file, lines] "The same, where there is a series already."
    ImportOccurrence "import-occurrence" Error [event, date] "A change to one date of a series that the site does not have."
    ImportExtra "import-extra" Warning [text] "Cells of a row beyond the last heading."
    ImportDiffers "import-differs" Warning [event, property] "An event that would be published otherwise than it came in."
    ImportTwice "import-twice" Note [event] "An event that stands in the files twice."
    ImportKnown "import-known" Note [event] "An event that the site has already."
}
