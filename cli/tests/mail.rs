//! The mail server of the demo: it takes letters by SMTP and prints them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout};

use serde_json::Value;

struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut child = common::command().args(["--json", "demo-mail"]).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut server = Self { child, lines, address: String::new() };
        server.address = server.line()["mail_server"]["address"].as_str().unwrap().to_owned();
        server
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // This very process and no other.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Says each of these and gives the first line of each answer.
fn say(address: &str, words: &[&str]) -> Vec<String> {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut answers = Vec::new();
    let mut hear = |answers: &mut Vec<String>| loop {
        let mut line = String::new();
        // A server that hangs up on nonsense may do so in the middle.
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let last = line.as_bytes().get(3) != Some(&b'-');
        if last {
            answers.push(line.trim().to_owned());
            return;
        }
    };
    hear(&mut answers);
    for word in words {
        if stream.write_all(word.as_bytes()).is_err() {
            break;
        }
        hear(&mut answers);
    }
    answers
}

#[test]
fn a_letter_is_taken_and_printed_as_it_came() {
    let mut server = Server::start();
    let said = say(
        &server.address,
        &[
            "EHLO relay.example\r\n",
            "MAIL FROM:<relay@example.org>\r\n",
            "RCPT TO:<maya@family.example>\r\n",
            "DATA\r\n",
            "Subject: Practice\r\n\r\nHello\r\n..dots\r\n.\r\n",
            "QUIT\r\n",
        ],
    );
    let codes: Vec<&str> = said.iter().map(|line| &line[..3]).collect();
    assert_eq!(codes, ["220", "250", "250", "250", "354", "250", "221"], "{said:?}");
    let mail = server.line();
    assert_eq!(mail["mail"]["to"][0], "maya@family.example");
    assert_eq!(mail["mail"]["text"], "Subject: Practice\r\n\r\nHello\r\n.dots\r\n");
}

#[test]
fn nonsense_and_what_is_too_long_harm_nobody_who_comes_after() {
    let mut server = Server::start();
    say(&server.address, &["GET / HTTP/1.1\r\n", "\r\n"]);
    say(&server.address, &[&format!("EHLO {}\r\n", "x".repeat(100_000))]);
    let said = say(
        &server.address,
        &[
            "EHLO a.example\r\n",
            "MAIL FROM:<a@example.org>\r\n",
            "RCPT TO:<b@example.org>\r\n",
            "DATA\r\n",
            &format!("{}.\r\n", format!("{}\r\n", "y".repeat(900)).repeat(1_300)),
        ],
    );
    assert!(said.last().unwrap().starts_with("552"), "{said:?}");
    let letter = [
        "EHLO a.example\r\n",
        "MAIL FROM:<a@example.org>\r\n",
        "RCPT TO:<b@example.org>\r\n",
        "DATA\r\n",
        "ok\r\n.\r\n",
    ];
    say(&server.address, &letter);
    assert_eq!(server.line()["mail"]["text"], "ok\r\n");
}
