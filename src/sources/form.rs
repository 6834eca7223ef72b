//! What a file is as a file, as its name says it: a text that people write and programs read, or anything else.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text with or without front matter.
    Markdown,
    /// Fields and nothing else.
    Yaml,
    /// Pictures, PDFs …: published as it is.
    Other,
}

impl Form {
    /// What the file at `path` is, in capitals or not.
    pub fn of(path: &str) -> Form {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "md" => Form::Markdown,
            "yaml" | "yml" => Form::Yaml,
            _ => Form::Other,
        }
    }

    /// Whether people write it as text.
    pub fn is_text(self) -> bool {
        self != Form::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells() {
        assert_eq!(Form::of("netvaerk/øst/index.md"), Form::Markdown);
        assert_eq!(Form::of("ROLLER.YML"), Form::Yaml);
        for other in ["plan.md.pdf", "md", "v1.2/md", "noter.mdx", ""] {
            assert_eq!(Form::of(other), Form::Other, "{other}");
        }
    }
}
