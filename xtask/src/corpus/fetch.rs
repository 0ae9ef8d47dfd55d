//! `cargo xtask corpus fetch`: downloads the pinned wheel from PyPI, and unpacks it and the archives of the test data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::Args;

use super::folders::{archives, data_of, smithy_services};
use super::pin::Pin;
use super::unpack;
use farrier_cli::botocore::services as botocore_services;

/// Options of `cargo xtask corpus fetch`.
#[derive(Args, Clone, Debug)]
pub struct FetchArgs {
    /// A wheel that was downloaded before; nothing is downloaded then
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,

    /// The Python whose pip downloads the wheel
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
}

impl FetchArgs {
    /// Returns the Python to use.
    pub fn python(&self) -> &Path {
        &self.python
    }
}

/// Fetches the models if needed, and returns a line for each source with its location.
///
/// # Errors
/// Models that are missing or invalid.
pub(super) fn fetch(
    args: &FetchArgs,
    folder: &Path,
    pin: &Pin,
    test_data: &Path,
) -> Result<Vec<String>> {
    let mut lines = vec![fetch_botocore(args, folder, pin)?];
    let found = archives(test_data)?;
    if found.is_empty() {
        lines.push(format!(
            "skipped: Smithy models, since there is no archive in {}; set FARRIER_TEST_DATA",
            test_data.join("models").display()
        ));
    }
    for archive in found {
        let to = folder.join(&archive.name);
        let (models, news) = match smithy_services(folder, &archive)? {
            Some(models) => (models, "already there"),
            None => {
                let digest = unpack::digest_of(&archive.path)?;
                unpack::tar(&archive.path, &digest, &to)?;
                (
                    smithy_services(folder, &archive)?.unwrap_or_default(),
                    "unpacked",
                )
            }
        };
        lines.push(format!(
            "{}: {} models in {}, {news}",
            archive.name,
            models.len(),
            to.display()
        ));
    }
    Ok(lines)
}

/// Fetches botocore's models if needed, and returns a line with their location.
///
/// # Errors
/// Models that are missing or invalid.
pub(super) fn fetch_botocore(args: &FetchArgs, folder: &Path, pin: &Pin) -> Result<String> {
    let to = folder.join(pin.folder());
    let news = match data_of(folder, pin) {
        Some(_) => "already there",
        None => {
            let (wheel, news) = wheel(args, folder, pin)?;
            unpack::zip(&wheel, &pin.sha256, &to)?;
            news
        }
    };
    let data = to.join("botocore/data");
    let models = botocore_services(&data)?.len();
    Ok(format!(
        "{}: {models} models in {}, {news}",
        pin.folder(),
        data.display()
    ))
}

/// Returns a wheel with the right hash: the given one, one from an earlier run, or a new download.
fn wheel(args: &FetchArgs, folder: &Path, pin: &Pin) -> Result<(PathBuf, &'static str)> {
    if let Some(wheel) = &args.wheel {
        verified(wheel, pin)?;
        return Ok((wheel.clone(), "unpacked"));
    }
    let wheel = folder.join(&pin.file);
    if wheel.is_file() && verified(&wheel, pin).is_ok() {
        return Ok((wheel, "unpacked"));
    }
    let temporary = unpack::temporary(&wheel)?;
    download(&args.python, pin, temporary.path())?;
    let new = temporary.path().join(&pin.file);
    if !new.is_file() {
        bail!(
            "pip downloaded no {}; is it what xtask/corpus.toml pins?",
            pin.file
        );
    }
    verified(&new, pin)?;
    fs::rename(&new, &wheel).with_context(|| format!("cannot write {}", wheel.display()))?;
    Ok((wheel, "downloaded"))
}

fn verified(wheel: &Path, pin: &Pin) -> Result<()> {
    let found = unpack::digest_of(wheel)?;
    if found == pin.sha256 {
        Ok(())
    } else {
        Err(anyhow!(
            "{} is not the file that xtask/corpus.toml pins: its SHA-256 is {found}, expected is {}; it can be \
             cut off, or of another release",
            wheel.display(),
            pin.sha256
        ))
    }
}

/// Downloads with pip, which supports the configured mirrors, proxies and certificates.
fn download(python: &Path, pin: &Pin, to: &Path) -> Result<()> {
    const OFFLINE: &str = "where there is no network, name the file with --wheel FILE";
    let mut command = Command::new(python);
    command
        .args([
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
        ])
        .args([
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
            "--dest",
        ])
        .arg(to)
        .arg(format!("botocore=={}", pin.version));
    let output = command.output().with_context(|| {
        format!(
            "cannot start {}; pip downloads the models: name a Python with --python \
             PROGRAM, or {OFFLINE}",
            python.display()
        )
    })?;
    if output.status.success() {
        Ok(())
    } else {
        Err(anyhow!(
            "pip could not download botocore {}; {OFFLINE}\n{}",
            pin.version,
            String::from_utf8_lossy(&output.stderr).trim_end()
        ))
    }
}
