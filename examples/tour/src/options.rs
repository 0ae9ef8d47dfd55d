//! The command line.

use std::net::SocketAddr;

use clap::{Parser, ValueEnum};

/// Shows what the generated clients can do: benefits, entitlements and revenue shares.
///
/// Without arguments the tour starts a small partner service on 127.0.0.1, sends it signed
/// requests with the three generated clients and prints a table of the calls and their results.
/// It needs neither an AWS account nor a network.
///
/// With --endpoint-url or --real it talks to another service instead. It then only reads, unless
/// --write is given.
#[derive(Debug, Clone, Default, Parser)]
#[command(
    version,
    after_help = "Examples:
  tour                                   the whole tour, against the built-in service
  tour --serve 127.0.0.1:8090            only the built-in service, for other clients
  tour --endpoint-url http://127.0.0.1:8090 --write
                                         the whole tour, against that service
  tour --real --catalog aws              a look at your own account, without changes

The exit status is 0 if every step did what it should, 1 if one failed, 2 for a wrong command line.
Colours are used on a terminal; NO_COLOR=1 turns them off."
)]
pub struct Options {
    /// Talk to this endpoint, with made-up credentials unless --real is given too
    #[arg(long, value_name = "URL")]
    pub endpoint_url: Option<String>,

    /// Talk to AWS with your credentials: environment, profile, SSO, instance role
    #[arg(long)]
    pub real: bool,

    /// Also create, change and cancel things at the endpoint (only in the Sandbox catalog)
    #[arg(long)]
    pub write: bool,

    /// Catalog of Partner Central at the endpoint
    #[arg(long, value_enum, default_value_t)]
    pub catalog: Catalog,

    /// Region, instead of the one from your configuration
    #[arg(long)]
    pub region: Option<String>,

    /// Product code for the entitlements; --real skips that scene without one
    #[arg(long, value_name = "CODE")]
    pub product_code: Option<String>,

    /// Product id (prod-...) of the revenue share; --real shows the first one without it
    #[arg(long, value_name = "ID")]
    pub product_id: Option<String>,

    /// Do not play the tour: serve the built-in service at this address until stopped
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["endpoint_url", "real", "write"])]
    pub serve: Option<SocketAddr>,
}

/// A catalog of Partner Central.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Catalog {
    /// For trying things out.
    #[default]
    Sandbox,
    /// The real one.
    Aws,
}

impl Catalog {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "Sandbox",
            Self::Aws => "AWS",
        }
    }
}

impl Options {
    /// Whether another service than the built-in one is meant.
    pub fn is_remote(&self) -> bool {
        self.real || self.endpoint_url.is_some()
    }

    /// Refuses combinations that the parser cannot.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        if self.write && self.catalog == Catalog::Aws {
            return Err("--write works in the Sandbox catalog only: leave out --catalog aws");
        }
        if self.write && self.real && self.product_id.is_none() {
            return Err("--real --write needs --product-id, the product to open a share for");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Options::command().debug_assert();
    }

    #[test]
    fn the_real_catalog_is_never_written_to() {
        let arguments = ["tour", "--real", "--write", "--catalog", "aws"];
        let options = Options::try_parse_from(arguments).expect("parses");
        assert!(options.check().is_err());
    }
}
