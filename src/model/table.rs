//! Things of one kind, each with its id, found by number or by id.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

/// The number of a thing in its [`Table`].
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    pub(crate) fn at(index: usize) -> Id<T> {
        Id(u32::try_from(index).unwrap_or(u32::MAX), PhantomData)
    }

    /// The number itself: stable within one build.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Ids known before the things themselves are read, so that references can be resolved while reading.
#[derive(Debug)]
pub struct Names<T> {
    ids: Vec<String>,
    by_id: HashMap<String, u32>,
    unread: BTreeSet<String>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Names { ids: Vec::new(), by_id: HashMap::new(), unread: BTreeSet::new(), kind: PhantomData }
    }
}

impl<T> Hash for Names<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ids.hash(state);
        self.unread.hash(state);
    }
}

impl<T> Names<T> {
    /// Takes a name; none if it is taken already.
    pub fn add(&mut self, id: &str) -> Option<Id<T>> {
        if self.by_id.contains_key(id) {
            return None;
        }
        let number = Id::at(self.ids.len());
        self.by_id.insert(id.to_owned(), number.0);
        self.ids.push(id.to_owned());
        Some(number)
    }

    /// Notes that a thing of this id is written somewhere but could not be read, which has been told: whoever refers to
    /// it is not at fault.
    pub fn add_unread(&mut self, id: &str) {
        self.unread.insert(id.to_owned());
    }

    /// Whether a thing of this id is written but could not be read.
    pub fn is_unread(&self, id: &str) -> bool {
        !self.by_id.contains_key(id) && self.unread.contains(id)
    }

    /// The thing of this id.
    pub fn find(&self, id: &str) -> Option<Id<T>> {
        self.by_id.get(id).map(|index| Id(*index, PhantomData))
    }

    /// All ids, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.ids.iter().map(String::as_str)
    }
}

/// All things of one kind, each of which others may hold too.
#[derive(Debug)]
pub struct Table<T> {
    items: Vec<Arc<T>>,
    names: Names<T>,
}

impl<T> Table<T> {
    /// A table of `items` whose ids are `names`, in the same order.
    pub fn new(names: Names<T>, items: Vec<T>) -> Table<T> {
        Table::of_shared(names, items.into_iter().map(Arc::new).collect())
    }

    /// The same of things that others hold.
    pub fn of_shared(names: Names<T>, items: Vec<Arc<T>>) -> Table<T> {
        debug_assert_eq!(names.ids.len(), items.len());
        Table { items, names }
    }

    /// The thing of this id.
    pub fn find(&self, id: &str) -> Option<Id<T>> {
        self.names.find(id)
    }

    /// The id of a thing: its file or folder name, or its key in a list.
    pub fn key(&self, id: Id<T>) -> &str {
        self.names.ids.get(id.index()).map_or("", String::as_str)
    }

    /// The ids of things that are written but could not be read.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        self.names.unread.iter().map(String::as_str).filter(|id| self.names.is_unread(id))
    }

    /// All things with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (Id::at(index), item.as_ref()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T: Clone> Table<T> {
    /// All things, to be changed; others that hold them keep them as they are.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (Id<T>, &mut T)> {
        self.items.iter_mut().enumerate().map(|(index, item)| (Id::at(index), Arc::make_mut(item)))
    }

    /// A thing, to be changed; the same holds of it.
    pub(crate) fn get_mut(&mut self, id: Id<T>) -> &mut T {
        Arc::make_mut(&mut self.items[id.index()])
    }
}

/// An [`Id`] is only ever made for its own table, so that it always finds its thing.
impl<T> Index<Id<T>> for Table<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}
