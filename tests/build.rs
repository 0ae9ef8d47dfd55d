//! Lists the operations of the three services, as their crates record them, for the snapshots of `tests/snapshots`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Modules of `farrier_tests::sdk`, constants of `farrier_tests::service`, and folders of `generated` and `models`.
const SERVICES: [(&str, &str, &str); 3] = [
    ("entitlement", "ENTITLEMENT", "marketplace-entitlement"),
    ("benefits", "BENEFITS", "partnercentral-benefits"),
    ("revenue", "REVENUE", "partnercentral-revenue-measurement"),
];

fn main() {
    let mut tests = String::new();
    for (module, service, folder) in SERVICES {
        let path = format!("../generated/{folder}/record/api.txt");
        println!("cargo::rerun-if-changed={path}");
        let record = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let _ = writeln!(tests, "service! {{ {module}, {service}, \"{folder}\":");
        for (method, name) in record.lines().filter_map(call) {
            let _ = writeln!(tests, "    {method} {name},");
        }
        tests.push_str("}\n");
    }
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("operations.rs"), tests).expect("it can be written");
}

/// Returns `get_city` and `GetCity` of `call get_city(GetCityInput) -> GetCityOutput`.
fn call(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("#[deprecated] ").unwrap_or(line);
    let (method, rest) = line.strip_prefix("call ")?.split_once('(')?;
    let (name, _) = rest.split_once("Input)")?;
    Some((method, name))
}
