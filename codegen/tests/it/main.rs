//! The generator's front half: what it reads, what it refuses and in which words, what it writes.

mod alloy;
mod amending;
mod bad_manifests;
mod bad_models;
mod botocore;
mod buckets;
mod calls;
mod diagrams;
mod formatting;
mod gap_filling;
mod hostile;
mod idl;
mod large;
mod model_files;
mod no_sense;
mod preparing;
mod protocols;
mod responses;
mod retyping;
mod runs;
mod subsets;
mod support;
mod token_export;
mod tolerated;
mod unseen;
mod writing;
