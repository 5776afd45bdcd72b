//! Starting with routes: keys that are missing, damaged or another's, and settings that make no sense.

use wayhome_protocol::route_request::{RouteKind, RouteOutcome};
use wayhome_relay::{Config, ConfigError, RelayError, Server};

use crate::people::{Mailbox, ben};
use crate::smtpd::{Manner, Smtpd};
use crate::whole::{config, set, smtp_section};
use crate::wire::register;

#[test]
fn a_lost_key_stops_the_start_and_is_never_replaced_while_there_are_routes() {
    let folder = tempfile::tempdir().unwrap();
    let smtpd = Smtpd::start(Manner::Plain);
    let config = || config(folder.path(), &smtp_section(&smtpd));
    let key = folder.path().join("data/routes.key");
    let server = Server::start(config()).unwrap();
    server.stop().unwrap();
    assert_eq!(std::fs::read(&key).unwrap().len(), 32);
    // While there are no routes, nothing is lost with it.
    std::fs::remove_file(&key).unwrap();
    let server = Server::start(config()).unwrap();
    register(&server.address, &ben(), &Mailbox::new(10));
    assert_eq!(set(&server.address, &ben(), 1, RouteKind::Email, "ben@example.org"), RouteOutcome::Done);
    server.stop().unwrap();
    let right = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    for _ in 0..2 {
        let error = Server::start(config()).unwrap_err();
        assert!(matches!(&error, RelayError::RoutesKeyMissing { path } if *path == key), "{error}");
        assert!(!key.exists());
    }
    std::fs::write(&key, [1; 31]).unwrap();
    assert!(matches!(Server::start(config()).unwrap_err(), RelayError::RoutesKeyDamaged { .. }));
    std::fs::write(&key, [1; 32]).unwrap();
    assert!(matches!(Server::start(config()).unwrap_err(), RelayError::RoutesKeyWrong { .. }));
    std::fs::write(&key, right).unwrap();
    Server::start(config()).unwrap().stop().unwrap();
}

#[test]
fn the_key_lies_where_the_operator_says() {
    let folder = tempfile::tempdir().unwrap();
    let smtpd = Smtpd::start(Manner::Plain);
    let elsewhere = folder.path().join("elsewhere.key");
    let routes = format!("[routes]\nkey = '{}'\n{}", elsewhere.display(), smtp_section(&smtpd));
    Server::start(config(folder.path(), &routes)).unwrap().stop().unwrap();
    assert!(elsewhere.exists() && !folder.path().join("data/routes.key").exists());
}

#[test]
fn a_relay_without_routes_makes_no_keys() {
    let folder = tempfile::tempdir().unwrap();
    Server::start(config(folder.path(), "")).unwrap().stop().unwrap();
    for name in ["routes.key", "webpush.key"] {
        assert!(!folder.path().join("data").join(name).exists());
    }
}

#[test]
fn certificates_that_are_none_stop_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("authority.pem");
    let routes = format!("[routes]\ncertificates = '{}'\n[routes.webhook]\n", path.display());
    for content in
        [None, Some("nothing"), Some("-----BEGIN CERTIFICATE-----\n%%\n-----END CERTIFICATE-----\n")]
    {
        if let Some(content) = content {
            std::fs::write(&path, content).unwrap();
        }
        let error = Server::start(config(folder.path(), &routes)).unwrap_err();
        assert!(matches!(error, RelayError::Certificates { .. }), "{content:?}: {error}");
    }
}

#[test]
fn a_key_of_the_configuration_that_makes_no_sense_is_named_and_no_secret_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.toml");
    let load = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Config::load(Some(&path), |_| None).unwrap_err()
    };
    let error = load("[routes.smtp]\nhost = 'mail.example.org'\nfrom = 'nobody'\n");
    assert!(matches!(&error, ConfigError::Invalid { key, .. } if key == "routes.smtp.from"), "{error}");
    let error = load("[routes.smtp]\nhost = 'a.b'\nfrom = 'a@b.org'\nuser = 'u'\npasswrd = 'hush-hush'\n");
    assert!(error.to_string().contains("passwrd"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
    let error = load("[routes.smtp]\nhost = 'a.b'\nfrom = 'a@b.org'\nuser = 'u'\npassword = 'hush-hush\n");
    assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
}
