/// Where a service is.
#[derive(Clone, Debug)]
pub struct Region;
