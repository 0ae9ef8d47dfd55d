//! Selection of the services of a check.

use anyhow::{Context as _, Result};
use farrier_codegen::diag::did_you_mean;
use sha2::{Digest as _, Sha256};

use super::models::Corpus;
use super::pin::Sample;

/// Position of a corpus, and position of a service in it.
pub(super) type Pick = (usize, usize);

/// Returns the fixed services of a sample, and others that depend on the seed.
///
/// A fixed service is taken from the first corpus that has it.
///
/// # Errors
/// A fixed service that is in no corpus.
pub(super) fn picks(corpora: &[Corpus], sample: &Sample, seed: u64) -> Result<Vec<Pick>> {
    let mut picks = Vec::new();
    for key in &sample.services {
        let pick = find(corpora, key).with_context(|| {
            let keys = corpora.iter().flat_map(|corpus| &corpus.models);
            let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
            let near = did_you_mean(key, &keys);
            let near = near.map_or_else(String::new, |near| format!("; {near}"));
            format!("no corpus has the sample's service `{key}`{near}")
        })?;
        picks.push(pick);
    }
    let mut others: Vec<(Vec<u8>, Pick)> = Vec::new();
    for (position, corpus) in corpora.iter().enumerate() {
        for (at, (key, _)) in corpus.models.iter().enumerate() {
            let is_fixed = sample.services.contains(key);
            let rank = Sha256::digest(format!("{seed} {} {key}", corpus.name));
            others.extend((!is_fixed).then(|| (rank.to_vec(), (position, at))));
        }
    }
    others.sort();
    let random = others.into_iter().take(sample.random);
    picks.extend(random.map(|(_, pick)| pick));
    Ok(picks)
}

fn find(corpora: &[Corpus], key: &str) -> Option<Pick> {
    (corpora.iter().enumerate()).find_map(|(position, corpus)| {
        let at = corpus.models.iter().position(|(one, _)| one == key)?;
        Some((position, at))
    })
}

#[cfg(test)]
mod tests {
    use super::picks;
    use crate::corpus::models::{Corpus, Format};
    use crate::corpus::pin::Sample;

    fn corpus(name: &str, keys: &[&str]) -> Corpus {
        let models = keys.iter().map(|key| ((*key).to_owned(), (*key).into()));
        Corpus {
            name: name.to_owned(),
            format: Format::Botocore,
            models: models.collect(),
        }
    }

    fn sample(services: &[&str], random: usize) -> Sample {
        Sample {
            services: services.iter().map(|&key| key.to_owned()).collect(),
            random,
            build: Vec::new(),
        }
    }

    #[test]
    fn a_seed_always_chooses_the_same() {
        let corpora = [
            corpus("day", &["a", "b", "c", "d", "sun"]),
            corpus("night", &["moon", "a", "b"]),
        ];
        let chosen = |seed| picks(&corpora, &sample(&["sun", "moon"], 3), seed).expect("all known");
        assert_eq!(chosen(1), chosen(1));
        assert_eq!(chosen(1)[..2], [(0, 4), (1, 0)]);
        assert_eq!(chosen(1).len(), 5);
        assert!((2..20).any(|seed| chosen(seed) != chosen(1)));
        let all = picks(&corpora, &sample(&["sun"], 99), 1).expect("all known");
        assert_eq!(all.len(), 8);
    }

    #[test]
    fn an_unknown_service_is_an_error() {
        let message = picks(&[corpus("day", &["sun"])], &sample(&["sum"], 0), 1);
        let message = message.expect_err("unknown").to_string();
        assert_eq!(
            message,
            "no corpus has the sample's service `sum`; did you mean sun?"
        );
    }
}
