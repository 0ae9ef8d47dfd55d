//! Comparison of member types with those of the official crates.

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::render_service;
use globset::Glob;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::source::{self, Structures};
use super::table::{Accepted, Table};
use super::{Service, Services};

/// Results of all services.
pub(super) struct Report<'t> {
    accepted: &'t [Accepted],
    /// For each row of the table, whether it matched a difference.
    met: Vec<bool>,
    services: usize,
    same: usize,
    /// Differences without a row, one per line.
    different: Vec<String>,
}

impl<'t> Report<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        Self {
            accepted: &table.accept,
            met: vec![false; table.accept.len()],
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
        official: impl Fn(&Service) -> Result<Structures, String> + Sync,
    ) -> Result<(), String> {
        let rows: Vec<_> = (services.all.par_iter())
            .map(|service| {
                let official = official(service)?;
                Ok((service, compared(services, service, &official)))
            })
            .collect::<Result<_, String>>()?;
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
                if !self.accepts(corpus, package, &field)? {
                    let line =
                        format!("{corpus} {package} {field}: ours {ours}, official {theirs}");
                    self.different.push(line);
                }
            }
        }
        Ok(())
    }

    fn accepts(&mut self, corpus: &str, package: &str, field: &str) -> Result<bool, String> {
        let mut found = false;
        for (row, met) in self.accepted.iter().zip(&mut self.met) {
            let is_there = row.corpus.as_deref().is_none_or(|one| one == corpus);
            if row.package != package || !is_there {
                continue;
            }
            let glob = Glob::new(&row.field).map_err(|error| error.to_string())?;
            if glob.compile_matcher().is_match(field) {
                *met = true;
                found = true;
            }
        }
        Ok(found)
    }

    /// Prints the differences and totals. Returns false if there is an unaccepted difference, or if a row of the table
    /// matches nothing although all services were compared.
    pub(super) fn print(&self, is_whole: bool) -> bool {
        for line in &self.different {
            println!("{line}");
        }
        let vain = self.accepted.iter().zip(&self.met);
        let vain: Vec<_> = vain.filter(|(_, met)| is_whole && !**met).collect();
        for (row, _) in &vain {
            println!("{} {}: accepted, but not different", row.package, row.field);
        }
        println!(
            "{} models: {} members have the type of the official crate, {} have another without a reason",
            self.services,
            self.same,
            self.different.len()
        );
        self.different.is_empty() && vain.is_empty()
    }
}

/// Comparison of one service.
#[derive(Default)]
struct Row {
    same: usize,
    /// Field, our type and the official type.
    different: Vec<(String, String, String)>,
}

/// Compares the fields that both sides have.
fn compared(services: &Services, service: &Service, official: &Structures) -> Result<Row, String> {
    let mut problems = Diagnostics::default();
    let rendered = render_service(&services.manifest, &service.settings, &mut problems);
    let Some(rendered) = rendered.filter(|_| !problems.has_errors()) else {
        return Err(format!("{}\n{problems}", service.settings.key));
    };
    let mut ours = Structures::new();
    for file in &rendered.files {
        let is_code = file.path.ends_with(".rs");
        if is_code
            && ["src/types", "src/operation"]
                .iter()
                .any(|one| file.path.starts_with(one))
        {
            source::add(&file.content, &mut ours)
                .map_err(|error| format!("{}: {}: {error}", service.settings.key, file.path))?;
        }
    }
    let mut row = Row::default();
    for (structure, fields) in &ours {
        let Some(theirs) = official.get(structure) else {
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
    Ok(row)
}
