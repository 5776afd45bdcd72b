use super::*;

#[test]
fn each_error_of_the_library_has_its_case() {
    use wayhome::Error as Inner;
    let cases = [
        (Inner::Locked, WayhomeError::Locked),
        (Inner::WrongPin, WayhomeError::WrongPin),
        (Inner::RetryLater { after_ms: 30_000 }, WayhomeError::RetryLater { after_ms: 30_000 }),
        (
            Inner::WeakPin { wanted: wayhome::PinRule::Characters { min: 6 } },
            WayhomeError::WeakPin { wanted: PinRule::Characters { min: 6 } },
        ),
        (
            Inner::WeakPin { wanted: wayhome::PinRule::DigitsOrWords { digits: 20, words: 6 } },
            WayhomeError::WeakPin { wanted: PinRule::DigitsOrWords { digits: 20, words: 6 } },
        ),
        (Inner::StoreDamaged { what: "a row" }, WayhomeError::StoreDamaged { what: "a row".into() }),
        (Inner::StoreTooNew { found: 9, supported: 1 }, WayhomeError::StoreTooNew { found: 9, supported: 1 }),
        (Inner::StoreBusy, WayhomeError::StoreBusy),
        (Inner::NoStore, WayhomeError::NoStore),
        (Inner::Wiped, WayhomeError::Wiped),
        (Inner::AlreadyExists, WayhomeError::AlreadyExists),
        (Inner::NotThisDevice, WayhomeError::NotThisDevice),
        (Inner::DeviceKey { reason: "gone".into() }, WayhomeError::DeviceKey { reason: "gone".into() }),
        (Inner::DiskFull, WayhomeError::DiskFull),
        (Inner::NoSpace, WayhomeError::NoSpace),
        (Inner::Full, WayhomeError::Full),
        (Inner::DrillFirst, WayhomeError::DrillFirst),
        (
            Inner::Invalid { field: "note", reason: "is long".into() },
            WayhomeError::Invalid { field: "note".into(), reason: "is long".into() },
        ),
        (Inner::NotFound { what: "contact" }, WayhomeError::NotFound { what: "contact".into() }),
        (Inner::NotYet { what: "dossier" }, WayhomeError::NotYet { what: "dossier".into() }),
        (Inner::Broken { what: "chunk" }, WayhomeError::Broken { what: "chunk".into() }),
        (
            Inner::Io { kind: std::io::ErrorKind::PermissionDenied },
            WayhomeError::Io { kind: "permission denied".into() },
        ),
        (Inner::Bug { code: "x" }, WayhomeError::Bug { code: "x".into() }),
    ];
    for (inner, ours) in cases {
        let shown = inner.to_string();
        assert_eq!(WayhomeError::from(inner), ours, "{shown}");
    }
}

#[test]
fn what_is_shown_of_a_device_key_error_does_not_repeat_the_apps_words() {
    let error = WayhomeError::DeviceKey { reason: "Asha's phone".into() };
    assert_eq!(error.to_string(), "the device key failed");
    assert_eq!(TransportError::Unexpected { reason: "Asha".into() }.to_string(), "the transport failed");
    assert_eq!(DeviceKeyError::Unexpected { reason: "Asha".into() }.to_string(), "the device key failed");
}

#[test]
fn transport_errors_cross_both_ways() {
    let all = [
        TransportError::Unreachable,
        TransportError::TimedOut,
        TransportError::Status { status: 503 },
        TransportError::Garbled,
    ];
    for error in all {
        assert_eq!(TransportError::from(wayhome::TransportError::from(error.clone())), error);
    }
    let thrown = TransportError::from(UnexpectedUniFFICallbackError::new("KeyError"));
    assert_eq!(thrown, TransportError::Unexpected { reason: "KeyError".into() });
    assert_eq!(wayhome::TransportError::from(thrown), wayhome::TransportError::Unreachable);
}

#[test]
fn device_key_errors_cross_both_ways() {
    let all = [
        DeviceKeyError::Unavailable,
        DeviceKeyError::Missing,
        DeviceKeyError::AlreadyExists,
        DeviceKeyError::Damaged,
        DeviceKeyError::UnknownHandle,
        DeviceKeyError::Refused,
        DeviceKeyError::Io,
        DeviceKeyError::Other { code: -25300 },
    ];
    for error in all {
        assert_eq!(DeviceKeyError::from(wayhome::DeviceKeyError::from(error.clone())), error);
    }
    let thrown = DeviceKeyError::from(UnexpectedUniFFICallbackError::new("KeyError"));
    assert_eq!(thrown, DeviceKeyError::Unexpected { reason: "KeyError".into() });
}
