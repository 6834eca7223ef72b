//! What templates ask for: every dotted name in their tags, followed through the types of the views.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::types::{Type, Views};

/// What a name can hold: more than one thing where a component is used for several.
type Types = BTreeSet<Type>;

/// The views that page templates get as `view`.
pub const TEMPLATES: &[(&str, &str, &str)] = &[
    ("404.html", "", "What a server shows where there is no page"),
    ("article.html", "ArticleView", "A piece of news"),
    ("calendar.html", "CalendarView", "The calendar"),
    ("home.html", "HomeView", "The front page"),
    ("inclusion.html", "InclusionView", "What an editor puts into a text; no page, so without `site` and `page`"),
    ("meeting.html", "MeetingView", "A meeting"),
    ("network.html", "NetworkView", "A network"),
    ("networks.html", "NetworksView", "All networks"),
    ("news.html", "NewsView", "All news"),
    ("page.html", "TextView", "Any other page"),
    ("role.html", "RoleView", "A role: \"for me\""),
    ("roles.html", "RolesView", "All roles"),
    ("search.html", "SearchView", "The search page"),
    ("thing.html", "ThingView", "An organisation, a person or a place"),
    ("things.html", "ThingsView", "All organisations, people or places"),
    ("year.html", "YearView", "A year of the calendar"),
];

/// The templates of a theme in this repository, by name.
pub fn of_theme(theme: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(theme).join("templates");
    let mut found = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// What `{% component name(a: map, b: bool = true, @words) %}` says.
pub struct Component {
    pub name: String,
    pub arguments: String,
}

pub fn components(template: &str) -> Vec<Component> {
    let head = Regex::new(r"\{%-? *component (\w+)\((.*?)\) *-?%\}").unwrap();
    let found = head.captures_iter(template).map(|found| found.extract());
    found.map(|(_, [name, arguments])| Component { name: name.to_owned(), arguments: arguments.to_owned() }).collect()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// A comment, `{{ … }}` or `{% … %}`.
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)\{#.*?#\}|\{\{(.*?)\}\}|\{%-?(.*?)-?%\}"));
/// `<meeting_list meetings={view.coming}`
static CALL: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(\w+)((?: \w+(?:=\{[^}]*\})?)*)"));
static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\w+)(?:=\{([^}]*)\})?"));
static TEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r#""[^"]*""#));
/// `view.coming[0].title`
static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^\w.<])([A-Za-z_]\w*(?:\.\w+|\[[^\]]*\])*)"));
static STEP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[[^\]]*\]|\w+"));

/// A walk over the templates of a theme.
pub struct Walk<'a> {
    views: &'a Views,
    words: &'a BTreeMap<String, String>,
    /// What components are called with, by component and argument.
    pub given: BTreeMap<(String, String), Types>,
    /// Names that nothing has.
    pub wrong: Vec<String>,
    /// Words that were asked for.
    pub asked: BTreeSet<String>,
    /// How many names were followed from a known type.
    pub followed: usize,
}

/// A name in a tag with the steps behind it: `view.coming[0].title`.
struct Name {
    steps: Vec<Step>,
}

enum Step {
    Field(String),
    Index,
}

impl<'a> Walk<'a> {
    /// Walks until what components are given is known, then once more for what is wrong.
    pub fn over(views: &'a Views, words: &'a BTreeMap<String, String>, templates: &BTreeMap<String, String>) -> Self {
        let mut walk =
            Walk { views, words, given: BTreeMap::new(), wrong: vec![], asked: BTreeSet::new(), followed: 0 };
        loop {
            let before = walk.given.clone();
            (walk.wrong, walk.followed) = (Vec::new(), 0);
            for (name, text) in templates {
                walk.template(name, text);
            }
            if walk.given == before {
                return walk;
            }
        }
    }

    fn template(&mut self, name: &str, text: &str) {
        let mut scopes: Vec<BTreeMap<String, Types>> = vec![roots(name)];
        let mut component = String::new();
        for found in TAG.captures_iter(text) {
            let Some(inside) = found.get(1).or_else(|| found.get(2)).map(|inside| inside.as_str().trim()) else {
                continue;
            };
            let mut words = inside.split_whitespace();
            match (words.next().unwrap_or(""), words.next().unwrap_or("")) {
                ("for", name_of_each) => {
                    let (_, list) = inside.split_once(" in ").unwrap();
                    let each = self.hold(name, list, &scopes).iter().flat_map(inner).collect();
                    scopes.push(BTreeMap::from([(name_of_each.to_owned(), each)]));
                }
                ("set" | "set_global", target) => {
                    let (_, value) = inside.split_once('=').unwrap();
                    let holds = self.hold(name, value, &scopes);
                    scopes.last_mut().unwrap().insert(target.to_owned(), holds);
                }
                ("component", _) => {
                    component = inside["component ".len()..].split('(').next().unwrap().to_owned();
                    scopes.push(roots("component"));
                    let own = self.given.iter().filter(|((of, _), _)| *of == component);
                    let own: Vec<_> = own.map(|((_, argument), types)| (argument.clone(), types.clone())).collect();
                    scopes.last_mut().unwrap().extend(own);
                }
                ("endfor" | "endcomponent", _) => drop(scopes.pop()),
                _ => {
                    self.hold(name, inside, &scopes);
                    self.call(name, inside, &scopes);
                }
            }
        }
        assert_eq!(scopes.len(), 1, "{name}: what is opened is closed ({component})");
    }

    /// Follows every name of an expression; what the expression holds, where it is one name alone.
    fn hold(&mut self, template: &str, expression: &str, scopes: &[BTreeMap<String, Types>]) -> Types {
        let mut last = Types::new();
        let names = names(expression);
        for name in &names {
            last = self.follow(template, name, scopes);
        }
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | ' ' | '[' | ']');
        if names.len() == 1 && expression.chars().all(is_plain) { last } else { Types::new() }
    }

    fn follow(&mut self, template: &str, name: &Name, scopes: &[BTreeMap<String, Types>]) -> Types {
        let Some((Step::Field(root), rest)) = name.steps.split_first() else { return Types::new() };
        if let ("words", [Step::Field(word)]) = (root.as_str(), rest) {
            self.asked.insert(word.clone());
            if !self.words.contains_key(word) {
                self.wrong.push(format!("{template}: words.{word}"));
            }
            return Types::new();
        }
        let known = scopes.iter().rev().find_map(|scope| scope.get(root)).filter(|types| !types.is_empty());
        let Some(mut types) = known.cloned() else {
            let unknown = rest.iter().find_map(|step| match step {
                Step::Field(field) if root != "loop" && !self.views.name_any(field) => Some(field),
                _ => None,
            });
            self.wrong.extend(unknown.map(|field| format!("{template}: {root} … {field}")));
            return Types::new();
        };
        self.followed += 1;
        for step in rest {
            types = types.iter().flat_map(|from| self.step(template, root, from, step)).collect();
        }
        types
    }

    fn step(&mut self, template: &str, root: &str, from: &Type, step: &Step) -> Option<Type> {
        let found = match (from, step) {
            (Type::List(inner) | Type::ByName(inner), Step::Index) => Some(inner.as_ref().clone()),
            (Type::View(view), Step::Field(field)) => {
                self.views.get(view).and_then(|view| view.field(field)).map(|field| field.holds.clone())
            }
            _ => None,
        };
        if found.is_none() {
            let step = if let Step::Field(field) = step { field } else { "[…]" };
            self.wrong.push(format!("{template}: {root} … {step} (of {from:?})"));
        }
        found
    }

    /// Remembers what a component is called with.
    fn call(&mut self, template: &str, inside: &str, scopes: &[BTreeMap<String, Types>]) {
        for (_, [component, arguments]) in CALL.captures_iter(inside).map(|found| found.extract()) {
            for given in ARGUMENT.captures_iter(arguments) {
                let name = &given[1];
                let types = self.hold(template, given.get(2).map_or(name, |value| value.as_str()), scopes);
                self.given.entry((component.to_owned(), name.to_owned())).or_default().extend(types);
            }
        }
    }
}

fn inner(of: &Type) -> Option<Type> {
    match of {
        Type::List(inner) => Some(inner.as_ref().clone()),
        _ => None,
    }
}

/// What a template has from the start.
fn roots(template: &str) -> BTreeMap<String, Types> {
    let view = |name: &str| Types::from([Type::View(name.to_owned())]);
    let mut roots = BTreeMap::from([("site".to_owned(), view("SiteView")), ("page".to_owned(), view("Frame"))]);
    let own = TEMPLATES.iter().find(|(name, of, _)| *name == template && !of.is_empty());
    roots.extend(own.map(|(_, of, _)| ("view".to_owned(), view(of))));
    roots
}

/// The names in an expression, but for those in texts and before `=`.
fn names(expression: &str) -> Vec<Name> {
    let text = TEXT.replace_all(expression, "0");
    let steps = |name: &str| {
        let of = |found: &str| if found.starts_with('[') { Step::Index } else { Step::Field(found.to_owned()) };
        STEP.find_iter(name).map(|found| of(found.as_str())).collect()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = NAME.captures_at(&text, at).and_then(|captures| captures.get(1)) {
        at = next.end();
        found.push(Name { steps: steps(next.as_str()) });
    }
    found
}
