//! `lean PRODUCT_CODE` prints the entitlements to a product.

use aws_sdk_marketplaceentitlement::error::DisplayErrorContext;
use aws_sdk_marketplaceentitlement::Client;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(product) = std::env::args().nth(1) else {
        eprintln!("usage: lean PRODUCT_CODE");
        return ExitCode::from(2);
    };
    let config = match lean::config(|name| std::env::var(name).ok()) {
        Ok(config) => config,
        Err(missing) => {
            eprintln!("lean: {missing}");
            return ExitCode::from(2);
        }
    };
    let call = Client::from_conf(config).get_entitlements();
    match call.product_code(product).send().await {
        Ok(output) => {
            for entitlement in output.entitlements() {
                println!("{}", entitlement.dimension().unwrap_or("-"));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("lean: {}", DisplayErrorContext(&error));
            ExitCode::FAILURE
        }
    }
}
