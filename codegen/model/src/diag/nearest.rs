//! "Did you mean": the nearest of the names that would have been right.

/// Returns the candidates nearest to `name`, best first, at most three; none if nothing is near.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let mut scored: Vec<(usize, &str)> = (candidates.into_iter())
        .filter(|candidate| candidate.len() <= LONGEST)
        // The distance is at least the difference of the lengths.
        .filter(|candidate| {
            let most = length.max(candidate.len()) / 3;
            candidate.chars().count().abs_diff(length) <= most || is_part(&name, candidate)
        })
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= length.max(candidate.len()) / 3 || is_part(&name, candidate)
        })
        .collect();
    scored.sort();
    scored.truncate(3);
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Longer names have no similar ones, because the cost grows with the square of their length.
const LONGEST: usize = 200;

/// Advice for a wrong `name`: the nearest right ones, or all where none is near and they are few.
pub fn did_you_mean(name: &str, candidates: &[&str]) -> Option<String> {
    let near = nearest(name, candidates.iter().copied());
    if !near.is_empty() {
        Some(format!("did you mean {}?", near.join(", ")))
    } else if candidates.is_empty() || candidates.len() > 20 {
        None
    } else {
        Some(format!("valid names are {}", candidates.join(", ")))
    }
}

/// `benefits` for `partnercentral-benefits`: a distance alone would call that far.
fn is_part(name: &str, candidate: &str) -> bool {
    name.len() >= 3 && candidate.to_lowercase().contains(name)
}
