//! Instructions of the compiler, counted by valgrind. Unlike times, they do not depend on what else the machine does.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{bail, Context as _, Result};

use super::child;
use super::own::Place;
use crate::files::{put, read, At as _};

/// A wrapper of rustc that counts the instructions for the crates in `COUNTED`, each into a file of `COUNTS`.
const WRAPPER: &str = r#"#!/bin/sh
name=
previous=
for argument in "$@"; do
    [ "$previous" = --crate-name ] && name=$argument
    previous=$argument
done
case " $COUNTED " in
*" $name "*)
    shift
    exec valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
        --log-file="$COUNTS/$name" "$REAL_RUSTC" "$@"
    ;;
esac
exec "$@"
"#;

/// Checks that valgrind is installed.
///
/// # Errors
/// Returns an error when valgrind cannot be started.
pub(super) fn check() -> Result<()> {
    let output = Command::new("valgrind").arg("--version").output();
    output.context("`--instructions` needs valgrind, which cannot be started; install it, or leave out the option")?;
    Ok(())
}

/// Builds the packages again and returns the number of instructions for each, in their order. Their dependencies must be
/// built already.
///
/// # Errors
/// Returns an error when cargo fails, or when valgrind prints no count.
pub(super) fn count(
    place: &Place,
    build: &[&str],
    packages: &[&str],
    is_release: bool,
) -> Result<Vec<u64>> {
    let counts = place.root.join("instructions");
    if counts.exists() {
        fs::remove_dir_all(&counts).at(&counts)?;
    }
    fs::create_dir_all(&counts).at(&counts)?;
    let wrapper = counts.join("rustc.sh");
    put(&wrapper, WRAPPER)?;
    make_executable(&wrapper)?;
    let mut clean = vec!["clean"];
    clean.extend(is_release.then_some("--release"));
    clean.extend(packages.iter().flat_map(|package| ["--package", package]));
    child::cargo(&place.root, &place.target, &clean)?;
    let crates: Vec<String> = (packages.iter().map(|name| name.replace('-', "_"))).collect();
    let variables = [
        ("RUSTC_WRAPPER", wrapper.display().to_string()),
        ("REAL_RUSTC", compiler(&place.root)?),
        ("COUNTED", crates.join(" ")),
        ("COUNTS", counts.display().to_string()),
    ];
    child::cargo_with(&place.root, &place.target, build, &variables)?;
    let counted = |name: &String| instructions(&read(&counts.join(name))?);
    crates.iter().map(counted).collect()
}

/// Returns the path of the compiler. `rustc` may be the one of rustup, which starts the compiler as another process.
fn compiler(root: &Path) -> Result<String> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .current_dir(root)
        .output()
        .context("cannot start rustc")?;
    let folder = String::from_utf8(output.stdout).context("the path of rustc")?;
    Ok(format!("{}/bin/rustc", folder.trim_end()))
}

/// Reads the number of instructions from the log of valgrind, as in `==1== I   refs:      1,234`.
fn instructions(log: &str) -> Result<u64> {
    let mut counts = log
        .lines()
        .filter_map(|line| line.split_once("refs:").map(|(_, count)| count));
    let Some(count) = counts.next_back() else {
        bail!("valgrind has counted nothing:\n{log}");
    };
    let digits: String = count.trim().split(',').collect();
    digits.parse().with_context(|| format!("`{count}`"))
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).at(file)
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<()> {
    bail!("valgrind counts instructions on Unix only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_of_valgrind() {
        let log =
            "==7== Cachegrind, a high-precision profiler\n==7== \n==7== I   refs:      1,234,567\n";
        assert_eq!(instructions(log).expect("a number"), 1_234_567);
        assert!(instructions("==7== valgrind: cannot start\n").is_err());
    }
}
