//! Putting words into templates and YAML.

/// Replaces each `{{name}}` by its fact.
pub(super) fn fill(template: &str, facts: &[(&str, String)]) -> String {
    facts.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}

/// A text as a YAML value: plain where that is safe, else in quotation marks.
pub fn yaml_text(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '–' | '/' | '(' | ')' | '\'');
    let begins_well = text.starts_with(char::is_alphabetic);
    let ends_well = !text.ends_with(' ');
    if begins_well && ends_well && text.chars().all(is_plain) && !is_a_word_of_yaml(text) {
        return text.to_owned();
    }
    // JSON's strings are YAML's too.
    serde_json::Value::from(text).to_string()
}

/// What other readers of YAML would take for something else than text.
fn is_a_word_of_yaml(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_quoted_only_where_they_must() {
        assert_eq!(yaml_text("Netværk for bestyrelser, øst"), "Netværk for bestyrelser, øst");
        assert_eq!(yaml_text("Møde: hvad nu?"), "\"Møde: hvad nu?\"");
        assert_eq!(yaml_text("Møde #3"), "\"Møde #3\"");
        assert_eq!(yaml_text("\"Os\" og dem"), "\"\\\"Os\\\" og dem\"");
        assert_eq!(yaml_text("2027"), "\"2027\"");
        assert_eq!(yaml_text("- liste"), "\"- liste\"");
        assert_eq!(yaml_text("No"), "\"No\"");
        assert_eq!(yaml_text(""), "\"\"");
    }

    #[test]
    fn facts_go_where_their_names_stand() {
        assert_eq!(fill("titel: {{title}}, {{other}}", &[("title", "Åben".to_owned())]), "titel: Åben, {{other}}");
    }
}
