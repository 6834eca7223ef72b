//! Random changes of a file, as a slip of the hand, a bad disk or a bad merge makes them. The same seed, the same change.

use husting::sources::SourceFile;

/// SplitMix64: small, and the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995_27d4_eb2f)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not with, `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// A change of one file, or of two.
#[derive(Debug, Clone, Copy)]
pub enum Mutation {
    FlipBytes,
    InsertSign,
    LoseLine,
    DoubleLine,
    SwapLines,
    MisspellKey,
    Indent,
    Truncate,
    LoseWord,
    SwapFiles,
}

const ALL: [Mutation; 10] = [
    Mutation::FlipBytes,
    Mutation::InsertSign,
    Mutation::LoseLine,
    Mutation::DoubleLine,
    Mutation::SwapLines,
    Mutation::MisspellKey,
    Mutation::Indent,
    Mutation::Truncate,
    Mutation::LoseWord,
    Mutation::SwapFiles,
];

/// What slips into texts: signs that mean something to somebody.
const SIGNS: [&str; 24] = [
    ":", ": ", "#", " #", "\"", "'", "-", "- ", "\t", "[", "]", "{", "}", "*", "&", "|", "\u{a0}", "\u{301}", "\0",
    "---\n", "\r\n", "🗓", "<b>", "\u{feff}",
];

impl Mutation {
    pub fn random(random: &mut Random, _: &[SourceFile]) -> Mutation {
        *random.pick(&ALL)
    }

    /// Changes a file of `files`; returns the numbers of those that were touched.
    pub fn apply(self, files: &mut [SourceFile], random: &mut Random) -> Vec<usize> {
        let texts: Vec<usize> = (0..files.len()).filter(|index| is_text(&files[*index].path)).collect();
        let index = *random.pick(&texts);
        if let Mutation::SwapFiles = self {
            let other = *random.pick(&texts);
            let bytes = files[index].bytes.clone();
            files[index].bytes = files[other].bytes.clone();
            files[other].bytes = bytes;
            return vec![index, other];
        }
        let mut bytes = files[index].bytes.to_vec();
        self.change(&mut bytes, random);
        files[index].bytes = bytes.into();
        vec![index]
    }

    fn change(self, bytes: &mut Vec<u8>, random: &mut Random) {
        match self {
            Mutation::FlipBytes => {
                for _ in 0..=random.below(3) {
                    let at = random.below(bytes.len());
                    let bit = random.below(8);
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << bit;
                    }
                }
            }
            Mutation::InsertSign => {
                let sign = random.pick(&SIGNS).as_bytes().to_vec();
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, sign);
            }
            Mutation::Truncate => bytes.truncate(random.below(bytes.len())),
            Mutation::LoseWord => {
                let mut words: Vec<Vec<u8>> = bytes.split(|byte| *byte == b' ').map(<[u8]>::to_vec).collect();
                words.remove(random.below(words.len()));
                *bytes = words.join(&b' ');
            }
            _ => {
                let mut lines: Vec<Vec<u8>> =
                    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                if !lines.is_empty() {
                    self.change_lines(&mut lines, random);
                }
                *bytes = lines.concat();
            }
        }
    }

    fn change_lines(self, lines: &mut Vec<Vec<u8>>, random: &mut Random) {
        let at = random.below(lines.len());
        match self {
            Mutation::LoseLine => {
                lines.remove(at);
            }
            Mutation::DoubleLine => lines.insert(at, lines[at].clone()),
            Mutation::SwapLines => {
                let other = random.below(lines.len());
                lines.swap(at, other);
            }
            Mutation::Indent => indent(&mut lines[at], random),
            _ => misspell_a_key(lines, random),
        }
    }
}

fn indent(line: &mut Vec<u8>, random: &mut Random) {
    let spaces = line.iter().take_while(|byte| **byte == b' ').count();
    match random.below(4) {
        0 if spaces > 0 => drop(line.drain(..1 + random.below(spaces))),
        1 => line.insert(0, b'\t'),
        _ => drop(line.splice(0..0, vec![b' '; 1 + random.below(4)])),
    }
}

fn misspell_a_key(lines: &mut [Vec<u8>], random: &mut Random) {
    let keyed: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].contains(&b':')).collect();
    if keyed.is_empty() {
        return;
    }
    let line = &mut lines[*random.pick(&keyed)];
    let colon = line.iter().position(|byte| *byte == b':').unwrap_or(0);
    let at = random.below(colon);
    match random.below(4) {
        0 => drop(line.remove(at)),
        1 => line.insert(at, line[at]),
        2 if at + 1 < colon => line.swap(at, at + 1),
        _ => line[at] = b'a' + u8::try_from(random.below(26)).unwrap_or(0),
    }
}

fn is_text(path: &str) -> bool {
    [".md", ".yaml"].iter().any(|ending| path.ends_with(ending))
}
