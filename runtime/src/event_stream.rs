//! Event streams: unions of events that flow while a call is under way.

use crate::reflect::Field;
use aws_smithy_types::body::SdkBody;
use std::fmt;

/// Takes the sender out of an input's member, as a source of frames.
pub type TakeEvents = fn(&mut dyn Field) -> Option<Box<dyn EventSource>>;

/// Puts a receiver of the frames in a response's body into an output's member.
pub type PutEvents = fn(&mut dyn Field, SdkBody);

/// Events to be sent, without their type.
pub trait EventSource: fmt::Debug + Send + Sync {}
