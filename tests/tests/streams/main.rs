//! Streamed bodies and event streams, in both directions, also when the other side fails.

mod conversations;
mod downloads;
mod faults;
mod programs;
mod stalls;
mod uploads;
