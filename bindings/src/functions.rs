//! What needs no store: the library's own ports, generated PINs, presets, and QR codes.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::ports::{OwnDeviceKey, OwnTransport};
use crate::{Budget, DeviceKey, PlanTiming, Transport, WayhomeError};

/// A blocking HTTP transport for programs that bring none of their own, plain HTTP only. It gives up after 10 s
/// without a connection and 30 s in all.
#[uniffi::export]
pub fn http_transport() -> Arc<dyn Transport> {
    Arc::new(OwnTransport(wayhome::HttpTransport::new()))
}

/// The same, giving up after these times in milliseconds.
#[uniffi::export]
pub fn http_transport_with_timeouts(connect_ms: u64, whole_ms: u64) -> Arc<dyn Transport> {
    let (connect, whole) = (Duration::from_millis(connect_ms), Duration::from_millis(whole_ms));
    Arc::new(OwnTransport(wayhome::HttpTransport::with_timeouts(connect, whole)))
}

/// A device key kept in a file, made if it is not there: for desktops, tests, and phones without a secure element.
/// Its security level is software, so only generated PINs are accepted.
///
/// # Errors
/// [`WayhomeError::DeviceKey`] if the file cannot be read or made.
#[uniffi::export]
pub fn software_device_key(path: String) -> Result<Arc<dyn DeviceKey>, WayhomeError> {
    Ok(Arc::new(OwnDeviceKey(wayhome::software_device_key(Path::new(&path))?)))
}

/// A PIN of six words drawn at random, as UTF-8 bytes. Wipe them when the owner has written them down.
#[uniffi::export]
pub fn generate_pin_words() -> Vec<u8> {
    wayhome::generate_pin_words().into_bytes()
}

/// A PIN of twenty digits drawn at random, as UTF-8 bytes. Wipe them when the owner has written them down.
#[uniffi::export]
pub fn generate_pin_digits() -> Vec<u8> {
    wayhome::generate_pin_digits().into_bytes()
}

/// The budget of a background call: 64 requests, 25 s, on schedule.
#[uniffi::export]
pub fn budget_scheduled() -> Budget {
    wayhome::Budget::scheduled().into()
}

/// The budget when connectivity has returned or a person asked: the same, at once.
#[uniffi::export]
pub fn budget_now() -> Budget {
    wayhome::Budget::now().into()
}

/// The plan for the journey: 6 hours, 2 hours of grace.
#[uniffi::export]
pub fn plan_transit() -> PlanTiming {
    wayhome::PlanTiming::TRANSIT.into()
}

/// The plan for every day: 24 hours, 12 hours of grace.
#[uniffi::export]
pub fn plan_daily() -> PlanTiming {
    wayhome::PlanTiming::DAILY.into()
}

/// The plan for every week: 7 days, 48 hours of grace.
#[uniffi::export]
pub fn plan_weekly() -> PlanTiming {
    wayhome::PlanTiming::WEEKLY.into()
}

/// A text as a QR code: rows of modules, `true` for dark, with the quiet zone around it.
///
/// # Errors
/// [`WayhomeError::Invalid`] if the text is too long.
#[uniffi::export]
pub fn qr_modules(text: String) -> Result<Vec<Vec<bool>>, WayhomeError> {
    Ok(wayhome::qr::modules(&text)?)
}

/// A text as a QR code: the bytes of a greyscale PNG, `scale` pixels to a module (1–32).
///
/// # Errors
/// [`WayhomeError::Invalid`] if the text is too long.
#[uniffi::export]
pub fn qr_png(text: String, scale: u8) -> Result<Vec<u8>, WayhomeError> {
    Ok(wayhome::qr::png(&text, scale)?)
}

/// Renames a store that cannot be used, with its log, and returns the new path. Nothing is deleted. The store must not
/// be open.
///
/// # Errors
/// [`WayhomeError::NoStore`] if there is none, [`WayhomeError::Io`] if it cannot be renamed.
#[uniffi::export]
pub fn set_aside(path: String) -> Result<String, WayhomeError> {
    let to = wayhome::set_aside(Path::new(&path)).map_err(wayhome::Error::from)?;
    // The new path is the old one with an ending, and that one was UTF-8.
    Ok(to.to_string_lossy().into_owned())
}
