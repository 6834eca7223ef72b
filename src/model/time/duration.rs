//! Lengths of time as editors write them: "50 min", "1 time", "1½ time", "1 time 30 min", "1,5 t", "1:30", "90".

/// The longest that a meeting lasts, in minutes: a week.
const MOST: f64 = 10_080.0;

/// A length of time in minutes; a number alone is minutes. None for anything else, and for what is longer than a week.
pub fn minutes(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let all = match text.split_once(':') {
        Some((hours, minutes)) => {
            let number = |text: &str| text.trim().parse::<u16>().ok().map(f64::from);
            number(hours)? * 60.0 + number(minutes)?
        }
        None => parts(&text)?,
    };
    let all = all.round();
    (1.0..=MOST).contains(&all).then_some(all as i64)
}

/// Numbers with their units: hours, minutes, or hours and then minutes.
fn parts(text: &str) -> Option<f64> {
    let (amount, rest) = number(text)?;
    let (scale, rest) = unit(rest)?;
    if rest.is_empty() {
        return Some(amount * scale);
    }
    let (more, rest) = number(rest)?;
    let (more_scale, rest) = unit(rest)?;
    (rest.is_empty() && more_scale < scale).then_some(amount * scale + more * more_scale)
}

/// A number, perhaps with a half: "90", "1,5", "1½", "½".
fn number(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let rest = rest.trim_start();
    match (digits, rest.strip_prefix('½')) {
        ("", Some(rest)) => Some((0.5, rest.trim_start())),
        (digits, Some(rest)) => Some((digits.parse::<f64>().ok()? + 0.5, rest.trim_start())),
        (digits, None) => Some((digits.replace(',', ".").parse().ok()?, rest)),
    }
}

/// How many minutes a unit has; minutes need no word.
fn unit(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let scale = match word {
        "" | "m" => 1.0,
        "t" | "h" | "hr" | "hrs" => 60.0,
        word if word.starts_with("min") => 1.0,
        word if word.starts_with("tim") || word.starts_with("hour") => 60.0,
        _ => return None,
    };
    Some((scale, rest.trim_start_matches('.').trim_start()))
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("90", 90),
            ("50 min", 50),
            ("50 min.", 50),
            ("45 minutter", 45),
            ("1 time", 60),
            ("2 timer", 120),
            ("2 t", 120),
            ("1,5 time", 90),
            ("1.5 hours", 90),
            ("1½ time", 90),
            ("½ time", 30),
            ("1 time 30 min", 90),
            ("2 t. 15", 135),
            ("1h30m", 90),
            ("1:30", 90),
            ("2 timmar", 120),
        ] {
            assert_eq!(minutes(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_none() {
        for text in [
            "",
            "time",
            "en formiddag",
            "1 måned",
            "2 dage",
            "30 min 1 time",
            "1 time 2 timer",
            "1 time og lidt",
            "0",
            "200 timer",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
