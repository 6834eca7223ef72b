//! The wire layer of iCalendar: typed content lines, finished components, time zones.
pub mod component;
mod escape;
pub mod line;
mod yearly;
pub mod zone;
