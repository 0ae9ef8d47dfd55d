//! Comparison of member types and names of variants with those of the official crates.

use anyhow::{bail, Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::render_service;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::source::{self, Types};
use super::table::Table;
use super::{Service, Services, TABLE};
use crate::expectations::matches;
use crate::task::Verdict;

/// Results of all services.
pub(super) struct Report<'t> {
    table: &'t Table,
    services: usize,
    same: usize,
    /// Differences without a row, one per line.
    different: Vec<String>,
}

impl<'t> Report<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        Self {
            table,
            services: 0,
            same: 0,
            different: Vec::new(),
        }
    }

    /// Compares the services of a corpus.
    ///
    /// # Errors
    /// A source that cannot be read.
    pub(super) fn add(
        &mut self,
        services: &Services,
        official: impl Fn(&Service) -> Result<Types> + Sync,
    ) -> Result<()> {
        let rows: Vec<_> = (services.all.par_iter())
            .map(|service| {
                let official = official(service)?;
                Ok((service, compared(services, service, &official)))
            })
            .collect::<Result<_>>()?;
        for (service, row) in rows {
            let row = match row {
                Ok(row) => row,
                Err(problem) => {
                    let (corpus, package) = (&services.name, &service.package);
                    self.different
                        .push(format!("{corpus} {package}: {problem}"));
                    continue;
                }
            };
            self.services += 1;
            self.same += row.same;
            let (corpus, package) = (&services.name, &service.package);
            println!(
                "{corpus:20} {package:36} {:6} same, {} different",
                row.same,
                row.different.len()
            );
            for (field, ours, theirs) in row.different {
                if !self.accepts(corpus, package, &field) {
                    let line =
                        format!("{corpus} {package} {field}: ours {ours}, official {theirs}");
                    self.different.push(line);
                }
            }
        }
        Ok(())
    }

    fn accepts(&self, corpus: &str, package: &str, field: &str) -> bool {
        let entry = self.table.accept.accept(|row| {
            let is_there = row.corpus.as_deref().is_none_or(|one| one == corpus);
            row.package == package && is_there && matches(&row.field, field)
        });
        entry.is_some()
    }

    /// Prints the differences and totals. It is a failure if there is an unaccepted difference, or if a row of the table
    /// matches nothing although all services were compared.
    pub(super) fn print(&self, is_whole: bool) -> Verdict {
        for line in &self.different {
            println!("{line}");
        }
        let unmatched = self.table.accept.unmatched(TABLE, |_| is_whole);
        for line in &unmatched {
            println!("{line}");
        }
        println!(
            "{} models: {} members and values are as in the official crate, {} differ without a reason",
            self.services,
            self.same,
            self.different.len()
        );
        (self.different.is_empty() && unmatched.is_empty()).into()
    }
}

/// Comparison of one service.
#[derive(Default)]
struct Row {
    same: usize,
    /// Field, our type and the official type.
    different: Vec<(String, String, String)>,
}

/// Compares the fields and values that both sides have.
fn compared(services: &Services, service: &Service, official: &Types) -> Result<Row> {
    let mut problems = Diagnostics::default();
    let rendered = render_service(&services.manifest, &service.settings, &mut problems);
    let Some(rendered) = rendered.filter(|_| !problems.has_errors()) else {
        bail!("{}\n{problems}", service.settings.key);
    };
    let mut ours = Types::default();
    for file in &rendered.files {
        let is_code = file.path.ends_with(".rs");
        if is_code
            && ["src/types", "src/operation"]
                .iter()
                .any(|one| file.path.starts_with(one))
        {
            source::add(&file.content, &mut ours)
                .with_context(|| format!("{}: {}", service.settings.key, file.path))?;
        }
    }
    let mut row = Row::default();
    for (structure, fields) in &ours.structures {
        let Some(theirs) = official.structures.get(structure) else {
            continue;
        };
        for (name, field) in fields {
            match theirs.get(name) {
                Some(other) if other.ty == field.ty => row.same += 1,
                Some(other) => row.different.push((
                    format!("{structure}.{name}"),
                    field.ty.clone(),
                    other.ty.clone(),
                )),
                None => {}
            }
        }
    }
    for (name, variants) in &ours.enums {
        let theirs = official.enums.get(name).into_iter().flatten();
        for (value, theirs) in theirs {
            match variants.get(value) {
                Some(variant) if variant == theirs => row.same += 1,
                Some(variant) => {
                    row.different
                        .push((format!("{name}.{value}"), variant.clone(), theirs.clone()))
                }
                None => {}
            }
        }
    }
    Ok(row)
}
