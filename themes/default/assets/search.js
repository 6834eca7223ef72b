// Searches the site in the browser. The index is loaded when somebody begins to search, and of its parts only those that a
// search needs. Words are compared folded, as addresses are: æ is ae, ø oe, å aa. Finds words inside words.

const LETTERS = { æ: "ae", ä: "ae", ø: "oe", ö: "oe", å: "aa", ü: "ue", ß: "ss", þ: "th", ð: "d", đ: "d", ł: "l", œ: "oe", ı: "i" };
const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;

/** A text without case and with plain letters only. */
export function fold(text) {
  const lower = text.normalize("NFC").toLowerCase();
  return lower.replace(/[^\0-\x7f]/gu, (c) => LETTERS[c] ?? c.normalize("NFD").replace(/\p{M}/gu, ""));
}

/** The folded words of a query. */
export const terms = (query) => [...new Set((query.match(WORD) ?? []).map(fold))].filter(Boolean).slice(0, 12);

/** What a keyboard without æ, ø and å writes for them. */
const loose = (word) => word.replace(/ae|aa/g, "a").replace(/oe/g, "o");
const isLoose = (term) => term.length > 2 && loose(term) === term;

// How well a word fits a term. What stands in a name counts five times as much.
const EXACT = 10, BEGINS = 8, ENDS = 7, INSIDE = 6, LOOSE = 4, NEAR = 3, NAME = 5;

/** The vocabulary as one text in which each word lies between line ends, and where each begins. */
function vocabulary(joined) {
  const words = joined === "" ? [] : joined.split(" ");
  const lined = (list) => {
    const starts = new Int32Array(list.length);
    let at = 1;
    list.forEach((word, number) => {
      starts[number] = at;
      at += word.length + 1;
    });
    return { text: `\n${list.join("\n")}\n`, starts };
  };
  const exact = lined(words);
  let plain;
  return { words, exact, get plain() { return (plain ??= lined(words.map(loose))); } };
}

/** The number of the word in which a place of the vocabulary's text lies. */
function wordAt(starts, place) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Calls `each` with the number of every word that holds `term`, and how well it fits. Short terms must begin it. */
function holding({ text, starts }, term, each) {
  const needle = term.length < 3 ? `\n${term}` : term;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const from = at + needle.length - term.length;
    const begins = text[from - 1] === "\n";
    const ends = text[from + term.length] === "\n";
    each(wordAt(starts, from), begins && ends ? EXACT : begins ? BEGINS : ends ? ENDS : INSIDE);
  }
}

/** Whether `word` holds `term` but for one letter too few, too many, wrong, or changed with its neighbour. In a short word
 *  that would be nearly anything, so there the whole word must be meant. */
export function isNear(word, term) {
  const whole = term.length < 6;
  if (term.length < 4 || (whole && Math.abs(word.length - term.length) > 1)) return false;
  const last = whole ? 0 : word.length - term.length + 1;
  for (let from = 0; from <= last; from += 1) {
    let same = 0;
    while (same < term.length && word[from + same] === term[same]) same += 1;
    if (same === term.length) return true;
    // In the middle of a word the first letter must be right, or everything is near.
    if (from > 0 && same === 0) continue;
    const rest = term.slice(same), at = from + same;
    const fits = (tail, place) => (whole ? word.slice(place) === tail : word.startsWith(tail, place));
    if (fits(rest.slice(1), at + 1) || fits(rest.slice(1), at) || fits(rest, at + 1)) return true;
    if (rest.length > 1 && fits(rest[1] + rest[0] + rest.slice(2), at)) return true;
  }
  return false;
}

/** The words that a term means, each with how well, and whether it had to be taken for a slip. */
export function meanings(vocabulary, term) {
  const found = new Map();
  const add = (word, weight) => {
    if (weight > (found.get(word) ?? 0)) found.set(word, weight);
  };
  holding(vocabulary.exact, term, add);
  if (isLoose(term)) holding(vocabulary.plain, term, (word) => add(word, LOOSE));
  if (found.size > 0) return { found, near: false };
  vocabulary.words.forEach((word, number) => {
    if (isNear(word, term)) add(number, NEAR);
  });
  return { found, near: found.size > 0 };
}

/** The numbers that steps lead to: `4 1 1` is 4, 5, 6. */
function numbers(steps) {
  let at = 0;
  return steps === "" ? [] : Int32Array.from(steps.split(" "), (step) => (at += Number(step)));
}

/** An index that has been loaded. `get` loads a file of it. */
export function open(index, get) {
  const files = new Map();
  const load = (file) => {
    if (!files.has(file)) {
      const loading = get(file);
      files.set(file, loading);
      loading.catch(() => files.delete(file));
    }
    return files.get(file);
  };
  const words = vocabulary(index.words);
  // Where in which file something of a number lies.
  const ends = (parts) => {
    let end = 0;
    return parts.map(([count]) => (end += count));
  };
  const [shardEnds, textEnds] = [ends(index.shards), ends(index.texts)];
  const place = (parts, all, number) => {
    const part = all.findIndex((end) => number < end);
    return [parts[part][1], number - (all[part] - parts[part][0])];
  };
  const read = new Map();
  return {
    index,
    words,
    /** Where words stand, by number of word. */
    async postings(wanted) {
      await Promise.all(wanted.filter((word) => !read.has(word)).map(async (word) => {
        const [file, at] = place(index.shards, shardEnds, word);
        const [texts, names = ""] = (await load(file))[at].split("!");
        read.set(word, { texts: numbers(texts), names: numbers(names) });
      }));
      return read;
    },
    async name(entry) {
      const names = await load(index.names[Math.floor(entry / index.size)]);
      const [title, href, note] = names[entry % index.size];
      return { title, href, note };
    },
    async text(entry) {
      const [file, at] = place(index.texts, textEnds, entry);
      return (await load(file))[at];
    },
  };
}

/** How well each entry fits a term, by number. */
async function scores(site, { found }) {
  const score = new Uint8Array(site.index.day.length);
  const postings = await site.postings([...found.keys()]);
  const raise = (entries, weight) => {
    for (const entry of entries) if (score[entry] < weight) score[entry] = weight;
  };
  for (const [word, weight] of found) {
    const { texts, names } = postings.get(word);
    raise(texts, weight);
    raise(names, weight * NAME);
  }
  return score;
}

/** Whether an entry is one of those chosen. */
function isChosen(index, entry, { network, role, year }) {
  const has = (numbers, list, id) => numbers.some((number) => list[number]?.[0] === id);
  if (network && !has(index.network[entry], index.networks, network)) return false;
  if (role && !has(index.audiences[index.audience[entry]], index.roles, role)) return false;
  return !year || (index.day[entry] !== null && yearOf(index.day[entry]) === Number(year));
}

/** The year of a day counted since 1970. */
export const yearOf = (day) => new Date(day * 86400000).getUTCFullYear();

/** The number of the day that it is here. */
export const dayOf = (now) => Math.floor((now - now.getTimezoneOffset() * 60000) / 86400000);

/** Whether an entry is a meeting that is over. */
export function isPast(index, entry, today) {
  const [first, count] = index.meetings;
  return entry >= first && entry < first + count && index.day[entry] + index.more_days[entry] < today;
}

/**
 * The entries that hold every word of a query, the best first: past meetings after everything else; then what fits better;
 * then what has no day, the coming soonest first, the past latest first.
 */
export async function search(site, query, chosen, today) {
  const all = terms(query).map((term) => meanings(site.words, term));
  if (all.length === 0) return { entries: [], near: false };
  const found = await Promise.all(all.map((one) => scores(site, one)));
  const { index } = site;
  const ranked = [];
  for (let entry = 0; entry < index.day.length; entry += 1) {
    if (!found.every((score) => score[entry] > 0) || !isChosen(index, entry, chosen)) continue;
    const past = isPast(index, entry, today);
    const day = index.day[entry] ?? -Infinity;
    ranked.push({ entry, past, score: found.reduce((sum, score) => sum + score[entry], 0), order: past ? -day : day });
  }
  ranked.sort((a, b) => a.past - b.past || b.score - a.score || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.entry - b.entry));
  return { entries: ranked.map(({ entry }) => entry), near: all.some((one) => one.near) };
}

/** Where in a text the words of a query stand: pairs of begin and end, in order; slips too, if it had to be taken for one. */
export function hits(text, wanted, near = true) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const spans = wanted.flatMap((term) => hit(match[0], term, near));
    for (const [from, to] of spans) found.push([match.index + from, match.index + to]);
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.filter(([from], at) => at === 0 || from >= found[at - 1][1]);
}

/** Where in one word a term stands. */
function hit(word, term, near) {
  let folded = "";
  const letters = [];
  for (const { segment, index } of segments(word)) {
    const part = fold(segment);
    for (let count = 0; count < part.length; count += 1) letters.push([index, index + segment.length]);
    folded += part;
  }
  const at = term.length < 3 ? (folded.startsWith(term) ? 0 : -1) : folded.indexOf(term);
  if (at >= 0) return [[letters[at][0], letters[at + term.length - 1][1]]];
  const meant = (isLoose(term) && loose(folded).includes(term)) || (near && isNear(folded, term));
  return meant ? [[0, word.length]] : [];
}

/** A word letter by letter, marks with the letter they stand over. */
function* segments(word) {
  for (const match of word.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) yield { segment: match[0], index: match.index };
}

/** The part of a text around its first hit, about `length` letters long, from word to word. */
export function excerpt(text, wanted, length = 180, near = true) {
  const marks = hits(text, wanted, near);
  const first = marks.length > 0 ? marks[0][0] : 0;
  let from = Math.max(0, Math.min(first - 50, text.length - length));
  if (from > 0) from = Math.min(first, text.indexOf(" ", from) + 1 || first);
  let to = Math.min(text.length, from + length);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), marks.length > 0 ? marks[0][1] : 0);
  const within = marks.filter(([begin, end]) => begin >= from && end <= to);
  return {
    text: `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`,
    marks: within.map(([begin, end]) => [begin - from + (from > 0 ? 2 : 0), end - from + (from > 0 ? 2 : 0)]),
  };
}

/** The page: a form, a count that is read aloud, and a list. */
function start(box) {
  const form = box.querySelector("form");
  const field = form.elements.q;
  const filters = ["network", "role", "year"].map((name) => form.elements[name]);
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("[data-results]");
  const more = box.querySelector("[data-more]");
  const names = document.querySelector("[data-index]");
  const SHOWN = 10;
  const asked = new Map(new URLSearchParams(location.search));
  let site, turn = 0, told, texts, count = SHOWN;

  async function get(file, options) {
    const answer = await fetch(file, options);
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    return answer.json();
  }

  /** Loads the index once. One that has grown old names files that are gone: it is then loaded anew. */
  const ready = () => (site ??= get(box.dataset.search, { cache: "no-cache" }).then((index) => {
    fill(index);
    return open(index, (file) => get(file));
  }));

  function fill(index) {
    const years = new Set(index.day.filter((day) => day !== null).map(yearOf));
    const byTitle = (list) => list.filter(Boolean).sort((a, b) => a[1].localeCompare(b[1], document.documentElement.lang));
    const choices = [byTitle(index.networks), byTitle(index.roles), [...years].sort((a, b) => b - a).map((year) => [year, year])];
    filters.forEach((filter, at) => {
      if (filter.options.length === 1) filter.append(...choices[at].map(([value, text]) => new Option(text, value)));
      if (asked.has(filter.name)) filter.value = asked.get(filter.name);
      if (filter.selectedIndex < 0) filter.value = "";
      asked.delete(filter.name);
      filter.closest("p").hidden = choices[at].length === 0;
    });
  }

  function marked(element, text, marks) {
    let at = 0;
    for (const [from, to] of marks) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(text.slice(at, from), mark);
      at = to;
    }
    element.append(text.slice(at));
    return element;
  }

  async function item(opened, entry, wanted, near, today) {
    const { title, href, note } = await opened.name(entry);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "title";
    link.href = href;
    item.append(marked(link, title, hits(title, wanted, near)));
    const past = isPast(opened.index, entry, today) ? box.dataset.past : "";
    const about = [note, past].filter(Boolean).join(", ");
    if (about) item.append(Object.assign(document.createElement("span"), { className: "note", textContent: about }));
    item.append(Object.assign(document.createElement("p"), { className: "summary" }));
    return item;
  }

  function say(key, facts = {}) {
    clearTimeout(told);
    const text = (box.dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
    // Not every letter that is typed is to be read aloud.
    told = setTimeout(() => { status.textContent = text; }, 150);
  }

  async function show(again = true) {
    const own = (turn += 1);
    const query = field.value.trim();
    if (names) names.hidden = query !== "";
    if (query === "") {
      list.replaceChildren();
      more.hidden = true;
      return say("ask");
    }
    try {
      if (!site) say("loading");
      const opened = await ready();
      const today = dayOf(new Date());
      const chosen = Object.fromEntries(filters.map((filter) => [filter.name, filter.value]));
      const { entries, near } = await search(opened, query, chosen, today);
      const wanted = terms(query);
      const shown = entries.slice(0, count);
      const items = await Promise.all(shown.map((entry) => item(opened, entry, wanted, near, today)));
      if (own !== turn) return;
      list.replaceChildren(...items);
      more.hidden = entries.length <= count;
      say(entries.length === 0 ? "none" : near ? "near" : entries.length === 1 ? "one" : "many", { count: entries.length });
      keep(query);
      clearTimeout(texts);
      // Excerpts cost a file or more, so they wait until the word is typed.
      texts = setTimeout(() => shown.forEach((entry, at) => opened.text(entry).then((text) => {
        const part = excerpt(text, wanted, 180, near);
        if (own === turn) marked(items[at].querySelector("p"), part.text, part.marks);
      }, () => {})), 120);
    } catch {
      site = undefined;
      if (own !== turn) return;
      if (again) return show(false);
      say("failed");
    }
  }

  /** The address of what is shown, to send to others. */
  function keep(query) {
    const address = new URL(location.href);
    address.search = "";
    address.searchParams.set("q", query);
    for (const filter of filters) if (filter.value) address.searchParams.set(filter.name, filter.value);
    history.replaceState(null, "", address);
  }

  /** Arrow keys go from the field through the results and back. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) return field.focus();
    if (!step || (at < 0 && (step < 0 || document.activeElement !== field)) || links.length === 0) return;
    event.preventDefault();
    (at + step < 0 ? field : links[Math.min(at + step, links.length - 1)]).focus();
  }

  field.addEventListener("focus", () => ready().catch(() => { site = undefined; }), { once: true });
  form.addEventListener("input", () => { count = SHOWN; show(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  more.addEventListener("click", async () => {
    const before = count;
    count += SHOWN;
    await show();
    list.querySelectorAll("a")[before]?.focus();
  });
  box.addEventListener("keydown", walk);
  box.hidden = false;
  field.value = asked.get("q") ?? "";
  if (field.value) show();
}

if (typeof document !== "undefined") {
  for (const box of document.querySelectorAll("[data-search]")) start(box);
}
