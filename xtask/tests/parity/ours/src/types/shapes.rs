#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub level: Option<Level>,
    pub size: i64,
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
    pub fn name<T: Into<String>>(mut self, name: T) -> Self {
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

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Level {
    High,
    Low,
    #[deprecated(note = "match with a wildcard")]
    Unknown(hidden::Text),
}

mod hidden {
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Text(pub(crate) std::rc::Rc<str>);
}

impl From<&str> for Level {
    fn from(text: &str) -> Self {
        match text {
            "HIGH" => Level::High,
            #[allow(deprecated)]
            other => Level::Unknown(hidden::Text(other.into())),
        }
    }
}
