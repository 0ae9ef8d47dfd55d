//! The official crates.

#[path = "../../src/cases/mod.rs"]
pub mod cases;

#[path = "shared/mod.rs"]
pub mod shared;

/// The official crates, under the names that the cases know.
pub mod sdk {
    pub use official_benefits as benefits;
    pub use official_entitlement as entitlement;
    pub use official_revenue as revenue;
}
