//! What a template gets, read from the source of the types: `src/render/views/*.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;

/// What a field holds, as far as a template can tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    Text,
    Html,
    Number,
    YesNo,
    /// One of the views, by its name.
    View(String),
    List(Box<Type>),
    /// From any text, such as a file's name, to something.
    ByName(Box<Type>),
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub holds: Type,
    /// There may be nothing in it.
    pub optional: bool,
    pub says: String,
}

#[derive(Debug)]
pub struct View {
    pub name: String,
    pub says: String,
    pub fields: Vec<Field>,
}

impl View {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Every view, in the order of the source.
pub struct Views(pub Vec<View>);

impl Views {
    pub fn read() -> Views {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/views");
        let text: String = ["mod.rs", "pages.rs", "calendar.rs", "texts.rs"]
            .iter()
            .map(|name| fs::read_to_string(folder.join(name)).unwrap())
            .collect();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 4, "a file of views that is not read here");
        Views::of(&text)
    }

    fn of(text: &str) -> Views {
        let alias = Regex::new(r"(?m)^pub type (\w+)(?:<[^>]*>)? = (.+);$").unwrap();
        let aliases: BTreeMap<&str, &str> =
            alias.captures_iter(text).map(|found| found.extract()).map(|(_, [name, of])| (name, of)).collect();
        let view = Regex::new(r"^pub struct (\w+)").unwrap();
        let field = Regex::new(r"^    pub (\w+): (.+),$").unwrap();
        let (mut views, mut said): (Vec<View>, Vec<&str>) = (Vec::new(), Vec::new());
        for line in text.lines() {
            if let Some(says) = line.trim_start().strip_prefix("/// ") {
                said.push(says);
            } else if let Some(found) = view.captures(line) {
                views.push(View { name: found[1].to_owned(), says: said.join(" "), fields: Vec::new() });
                said.clear();
            } else if let Some(found) = field.captures(line) {
                let (name, mut of) = (found[1].to_owned(), &found[2]);
                let optional = of.starts_with("Option<");
                of = of.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(of);
                let holds = holds(&name, of, &aliases);
                views.last_mut().unwrap().fields.push(Field { name, holds, optional, says: said.join(" ") });
                said.clear();
            } else if !line.starts_with("#[") {
                said.clear();
            }
        }
        Views(views)
    }

    pub fn get(&self, name: &str) -> Option<&View> {
        self.0.iter().find(|view| view.name == name)
    }

    /// Whether any view has a field of that name.
    pub fn name_any(&self, field: &str) -> bool {
        self.0.iter().any(|view| view.field(field).is_some())
    }
}

fn holds(name: &str, of: &str, aliases: &BTreeMap<&str, &str>) -> Type {
    let inside = |outer: &str| of.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Vec<") {
        return Type::List(Box::new(holds(name, inner, aliases)));
    }
    if let Some(inner) = inside("Arc<[").and_then(|inner| inner.strip_suffix(']')) {
        return Type::List(Box::new(holds(name, inner, aliases)));
    }
    if let Some(inner) = inside("Shared<").or_else(|| inside("Box<")).or_else(|| inside("Cow<'static, ")) {
        return holds(name, inner, aliases);
    }
    if let Some((_, inner)) = of.strip_suffix('>').and_then(|of| of.split_once("BTreeMap<String, ")) {
        return Type::ByName(Box::new(holds(name, inner, aliases)));
    }
    match of {
        "String" | "&'static str" | "str" if name == "html" || name.ends_with("_html") => Type::Html,
        "String" | "&'static str" | "str" => Type::Text,
        "bool" => Type::YesNo,
        "u8" | "i8" | "u32" | "usize" => Type::Number,
        _ => aliases.get(of).map_or_else(|| Type::View(of.to_owned()), |of| holds(name, of, aliases)),
    }
}
