use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Client {
    config: Arc<crate::Config>,
}

impl Client {
    pub fn from_conf(config: crate::Config) -> Self {
        Client {
            config: Arc::new(config),
        }
    }

    pub fn config(&self) -> &crate::Config {
        &self.config
    }

    pub fn get_x(&self) -> crate::operation::get_x::builders::GetXFluentBuilder {
        crate::operation::get_x::builders::GetXFluentBuilder::new(self.clone())
    }

    pub fn gone(&self) {}
}
