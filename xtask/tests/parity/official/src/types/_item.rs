#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub level: Option<Level>,
    pub size: i32,
}

impl Item {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn builder() -> ItemBuilder {
        ItemBuilder::default()
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct ItemBuilder {
    name: Option<String>,
}

impl ItemBuilder {
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    pub fn build(self) -> Result<Item, std::fmt::Error> {
        Ok(Item {
            name: self.name.ok_or(std::fmt::Error)?,
            level: None,
            size: 0,
        })
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Level {
    High,
    #[deprecated]
    Low,
    #[deprecated(note = "match with a wildcard")]
    Unknown(sealed::Value),
}

mod sealed {
    #[derive(Clone, Debug, Eq, Hash, PartialEq)]
    pub struct Value(pub(crate) String);
}

impl From<&str> for Level {
    fn from(text: &str) -> Self {
        match text {
            "HIGH" => Level::High,
            #[allow(deprecated)]
            other => Level::Unknown(sealed::Value(other.to_owned())),
        }
    }
}
