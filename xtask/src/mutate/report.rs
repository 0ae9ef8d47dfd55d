//! Output of a run, and files with the models that failed.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::chain::Chain;
use super::compile::Failure;
use super::document::Document;
use crate::files::put;

/// Prints the results of the generator. Returns whether it did not panic.
///
/// # Errors
/// A folder that cannot be written.
pub(super) fn generated(seed: u64, chains: &[Chain], folder: &Path) -> Result<bool> {
    let mutants: usize = chains.iter().map(|chain| chain.mutants).sum();
    let generated: usize = chains.iter().map(|chain| chain.generated).sum();
    let panics = || {
        chains.iter().flat_map(|chain| {
            let panics = chain.panics.iter().enumerate();
            panics.map(move |(at, panic)| (chain.number, at, panic))
        })
    };
    for (number, at, (document, message)) in panics() {
        let folder = folder.join(format!("{seed}-{number}-panic-{at}"));
        keep(&folder, document, &[("messages.txt", message)])?;
    }
    let kinds =
        panics().filter_map(|(_, _, (_, message))| message.lines().find(|line| !line.is_empty()));
    tell_kinds(kinds.map(str::to_owned));
    let count = panics().count();
    println!("seed {seed}: {mutants} mutants, {generated} generate, {count} panics");
    Ok(count == 0)
}

/// Prints the results of the compiler. Returns whether there are no errors and warnings.
///
/// # Errors
/// A folder that cannot be written.
pub(super) fn compiled(
    seed: u64,
    count: usize,
    failures: &[Failure<'_>],
    folder: &Path,
) -> Result<bool> {
    for Failure {
        chain,
        step,
        messages,
    } in failures
    {
        let folder = folder.join(format!("{seed}-{}-{}", chain.number, step.name()));
        let log = chain.log.join("\n") + "\n";
        let files = [("log.txt", &log), ("messages.txt", &messages.concat())];
        keep(&folder, &chain.document, &files)?;
    }
    let kinds = failures.iter().map(|failure| {
        let first = failure.messages.first().map_or("no word", String::as_str);
        format!(
            "{}: {}",
            failure.step.name(),
            first.lines().next().unwrap_or_default()
        )
    });
    tell_kinds(kinds);
    let failed = failures.len();
    println!("seed {seed}: {count} crates compiled, {failed} not clean");
    if failed > 0 {
        println!("see {}", folder.display());
    }
    Ok(failed == 0)
}

/// Prints the number of messages of each kind.
fn tell_kinds(messages: impl Iterator<Item = String>) {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for message in messages {
        *kinds.entry(kind(&message)).or_default() += 1;
    }
    for (kind, count) in kinds {
        eprintln!("{count:6}  {kind}");
    }
}

/// Returns a message without its quoted parts.
fn kind(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { part } else { "`…`" });
    parts.collect()
}

/// Writes a model and its messages to files.
fn keep(folder: &Path, document: &Document, texts: &[(&str, &String)]) -> Result<()> {
    for (name, value) in &document.files {
        let text = serde_json::to_string_pretty(value)?;
        put(&folder.join(name), &text)?;
    }
    for (name, text) in texts {
        put(&folder.join(name), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn messages_of_a_kind_differ_in_names_only() {
        let message = "error[E0412]: cannot find type `Tree` in `types`";
        assert_eq!(kind(message), "error[E0412]: cannot find type `…` in `…`");
    }
}
