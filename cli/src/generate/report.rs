//! The output of `farrier generate`.

use std::fmt::Write as _;
use std::time::Duration;

use farrier_codegen::diag::{Diagnostics, Severity};
use farrier_codegen::{ServiceSummary, Summary};

/// One line per file that is not as it shall be.
pub(super) fn differences(summary: &Summary) -> String {
    let mut text = String::new();
    for service in &summary.services {
        let lists = [
            ("stale", &service.stale),
            ("missing", &service.missing),
            ("surplus", &service.surplus),
        ];
        for (what, files) in lists {
            for file in files {
                let _ = writeln!(text, "{what:8} {}/{file}", service.output);
            }
        }
    }
    text
}

/// One line per service and a closing one.
pub(super) fn summary(summary: &Summary, check: bool, took: Duration) -> String {
    let mut text = String::new();
    for service in &summary.services {
        let _ = writeln!(
            text,
            "{} -> {}: {}, {}, {}",
            service.key,
            service.output,
            operations(service),
            plural(service.shapes, "shape"),
            files(&[service], check),
        );
        let change = service.change.as_ref();
        if let Some(change) = change.filter(|change| change.class().is_some()) {
            let _ = writeln!(text, "  {}", change.headline());
        }
    }
    let all: Vec<&ServiceSummary> = summary.services.iter().collect();
    let _ = writeln!(
        text,
        "{}, {}, {}, {}, {:.2} s",
        plural(all.len(), "service"),
        plural(
            all.iter().map(|service| service.operations).sum(),
            "operation"
        ),
        plural(all.iter().map(|service| service.shapes).sum(), "shape"),
        files(&all, check),
        took.as_secs_f64(),
    );
    text
}

/// How many operations, and of how many where the manifest selects some.
fn operations(service: &ServiceSummary) -> String {
    if service.operations == service.all_operations {
        plural(service.operations, "operation")
    } else {
        format!(
            "{} of {}",
            service.operations,
            plural(service.all_operations, "operation")
        )
    }
}

fn files(services: &[&ServiceSummary], check: bool) -> String {
    let sum = |count: fn(&ServiceSummary) -> usize| services.iter().map(|one| count(one)).sum();
    let written: usize = sum(|one| one.missing.len() + one.stale.len());
    let unchanged: usize = sum(|one| one.unchanged);
    let removed: usize = sum(|one| one.surplus.len());
    if check {
        format!("{unchanged} files fresh")
    } else {
        format!("files: {written} written, {unchanged} unchanged, {removed} removed")
    }
}

/// `1 error, 2 warnings`
pub(super) fn counted(problems: &Diagnostics) -> String {
    let of = |severity| {
        let all = problems.sorted();
        all.iter().filter(|one| one.severity == severity).count()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    match warnings {
        0 => plural(errors, "error"),
        _ => format!(
            "{}, {}",
            plural(errors, "error"),
            plural(warnings, "warning")
        ),
    }
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
