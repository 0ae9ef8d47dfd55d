//! Reads values out of TOML tables: each wrong one is reported with its line.

use toml::de::{DeTable, DeValue};
use toml::Spanned;

use crate::diag::{did_you_mean, Diagnostic, Diagnostics, Place, SourceText};
use crate::settings::setting::Setting;

pub(super) struct Reader<'a> {
    pub(super) source: SourceText,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// A table's value of one key, with the key's offset in the file.
pub(super) type Entry<'t, 'i> = (usize, &'t DeValue<'i>);

impl Reader<'_> {
    pub(super) fn text_of(&mut self, table: &DeTable<'_>, key: &str) -> Option<Setting> {
        let (at, value) = entry(table, key)?;
        match value.as_str() {
            Some(text) => Some(Setting {
                value: text.to_owned(),
                place: self.place(at),
            }),
            None => {
                self.wrong_type(at, key, "a string", value);
                None
            }
        }
    }

    pub(super) fn table<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
    ) -> Option<&'t DeTable<'i>> {
        let (at, value) = entry(table, key)?;
        if value.as_table().is_none() {
            self.wrong_type(at, key, "a table", value);
        }
        value.as_table()
    }

    pub(super) fn known_keys(&mut self, table: &DeTable<'_>, whose: &str, known: &[&str]) {
        for (key, _) in table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let what = format!("{whose} has no key `{name}`");
                self.error(key.span().start, what, did_you_mean(name, known));
            }
        }
    }

    pub(super) fn wrong_type(&mut self, at: usize, key: &str, expected: &str, found: &DeValue<'_>) {
        let what = format!(
            "`{key}` must be {expected}, but is of type {}",
            found.type_str()
        );
        self.error(at, what, None);
    }

    pub(super) fn invalid(&mut self, setting: &Setting, reason: String) {
        let what = format!("`{}` {reason}", setting.value);
        self.diagnostics
            .push(Diagnostic::error(what).at(setting.place.clone()));
    }

    pub(super) fn error(&mut self, at: usize, what: String, help: Option<String>) {
        let mut diagnostic = Diagnostic::error(what).at(self.place(at));
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn place(&self, at: usize) -> Place {
        self.source.place(at)
    }

    /// Returns a key that is `true`, with its place.
    pub(super) fn switch(&mut self, table: &DeTable<'_>, key: &str) -> Option<Setting> {
        let (at, _) = entry(table, key)?;
        let is_set = self.truth_of(table, key) == Some(true);
        is_set.then(|| Setting {
            value: key.to_owned(),
            place: self.place(at),
        })
    }

    /// Returns a table of strings.
    pub(super) fn texts_by_key(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
    ) -> Vec<(Setting, String)> {
        let mut found = Vec::new();
        for (key, value) in self.table(table, key).into_iter().flatten() {
            let (at, name) = (key.span().start, key.get_ref());
            match value.get_ref().as_str() {
                Some(text) => found.push((self.setting(at, name), text.to_owned())),
                None => self.wrong_type(at, name, "a string", value.get_ref()),
            }
        }
        found
    }

    /// Returns an array of strings.
    pub(super) fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let settings = self.settings(table, key).into_iter();
        settings.map(|setting| setting.value).collect()
    }

    /// Returns an array of strings, each with its place.
    pub(super) fn settings(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Setting> {
        let Some((at, value)) = entry(table, key) else {
            return Vec::new();
        };
        let items = value.as_array().into_iter().flatten();
        let texts = items.map(|item| {
            let text = item.get_ref().as_str()?;
            Some(self.setting(item.span().start, text))
        });
        match texts.collect::<Option<Vec<_>>>() {
            Some(texts) if !texts.is_empty() => texts,
            _ => {
                self.wrong_type(at, key, "an array of at least one string", value);
                Vec::new()
            }
        }
    }

    pub(super) fn truth_of(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        let (at, value) = entry(table, key)?;
        match value {
            DeValue::Boolean(truth) => Some(*truth),
            other => {
                self.wrong_type(at, key, "true or false", other);
                None
            }
        }
    }

    pub(super) fn setting(&self, at: usize, value: &str) -> Setting {
        Setting {
            value: value.to_owned(),
            place: self.place(at),
        }
    }

    pub(super) fn fault(&mut self, setting: &Setting, what: String) {
        let fault = crate::diag::Diagnostic::error(what).at(setting.place.clone());
        self.diagnostics.push(fault);
    }
}

pub(super) fn entry<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<Entry<'t, 'i>> {
    let (key, value): (&Spanned<_>, &Spanned<_>) =
        table.iter().find(|(name, _)| name.get_ref() == key)?;
    Some((key.span().start, value.get_ref()))
}
