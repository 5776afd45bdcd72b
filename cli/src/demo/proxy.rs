//! The network between the worker and the relay: a proxy that can be cut. Cutting is real: the port is closed and
//! every live connection is broken, so that the worker's program meets what a phone without signal meets.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const LOOK: Duration = Duration::from_millis(5);
const CONNECT: Duration = Duration::from_secs(2);
/// How often a port that something else took meanwhile is tried again.
const TRIES: u32 = 100;

/// A way to the relay, open or cut.
#[derive(Debug)]
pub(super) struct Proxy {
    relay: SocketAddr,
    port: u16,
    carried: Arc<AtomicU64>,
    door: Option<Door>,
}

/// The open port with the thread that answers it.
#[derive(Debug)]
struct Door {
    closing: Arc<AtomicBool>,
    keeper: JoinHandle<Vec<Line>>,
}

/// One connection through the proxy.
#[derive(Debug)]
struct Line {
    worker: TcpStream,
    relay: TcpStream,
    ended: Arc<AtomicBool>,
}

impl Proxy {
    /// Opens a way to the relay on a free port of this machine.
    pub(super) fn open(relay: SocketAddr) -> io::Result<Self> {
        let mut proxy = Self { relay, port: 0, carried: Arc::default(), door: None };
        proxy.restore()?;
        Ok(proxy)
    }

    /// Where the worker finds it; the same before and after a cut.
    pub(super) fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }

    /// Bytes that went through so far, both ways.
    pub(super) fn carried(&self) -> u64 {
        self.carried.load(Ordering::SeqCst)
    }

    /// Closes the port and breaks every connection. When this returns, nothing goes through any more.
    pub(super) fn cut(&mut self) {
        let Some(door) = self.door.take() else { return };
        door.closing.store(true, Ordering::SeqCst);
        // The keeper never panics; if it did, its streams are closed all the same.
        for line in door.keeper.join().unwrap_or_default() {
            line.hang_up();
        }
    }

    /// Opens the same port again.
    pub(super) fn restore(&mut self) -> io::Result<()> {
        if self.door.is_some() {
            return Ok(());
        }
        let listener = bind(self.address())?;
        self.port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let closing = Arc::new(AtomicBool::new(false));
        let (relay, carried) = (self.relay, Arc::clone(&self.carried));
        let seen = Arc::clone(&closing);
        let keeper = thread::Builder::new()
            .name("proxy".to_owned())
            .spawn(move || keep(&listener, relay, &seen, &carried))?;
        self.door = Some(Door { closing, keeper });
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.cut();
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let mut tries = 0;
    loop {
        match TcpListener::bind(address) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && tries < TRIES => {
                tries += 1;
                thread::sleep(Duration::from_millis(50));
            }
            bound => return bound,
        }
    }
}

/// Answers the port until it is to be closed, and gives back the connections that are still live then.
fn keep(
    listener: &TcpListener,
    relay: SocketAddr,
    closing: &AtomicBool,
    carried: &Arc<AtomicU64>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    while !closing.load(Ordering::SeqCst) {
        match listener.accept() {
            // A connection that cannot be carried is dropped, as a network would.
            Ok((worker, _)) => lines.extend(carry(worker, relay, carried)),
            Err(_) => thread::sleep(LOOK),
        }
        lines.retain(|line| !line.ended.load(Ordering::SeqCst));
    }
    lines
}

fn carry(worker: TcpStream, relay: SocketAddr, carried: &Arc<AtomicU64>) -> io::Result<Line> {
    // On some systems an accepted connection takes over the listener's mode.
    worker.set_nonblocking(false)?;
    let relay = TcpStream::connect_timeout(&relay, CONNECT)?;
    let _ = (worker.set_nodelay(true), relay.set_nodelay(true));
    let ended = Arc::new(AtomicBool::new(false));
    let line = Line { worker: worker.try_clone()?, relay: relay.try_clone()?, ended: Arc::clone(&ended) };
    let (worker_too, relay_too) = (worker.try_clone()?, relay.try_clone()?);
    let (carried, carried_too) = (Arc::clone(carried), Arc::clone(carried));
    let back = thread::spawn(move || pump(&relay_too, &worker_too, &carried_too));
    thread::spawn(move || {
        pump(&worker, &relay, &carried);
        let _ = back.join();
        ended.store(true, Ordering::SeqCst);
    });
    Ok(line)
}

/// Passes bytes on until one side ends, and tells the other side so.
fn pump(mut from: &TcpStream, mut to: &TcpStream, carried: &AtomicU64) {
    let mut buffer = [0; 16_384];
    loop {
        match io::Read::read(&mut from, &mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                let bytes = buffer.get(..count).unwrap_or_default();
                // Counted first, so that nothing arrives uncounted.
                carried.fetch_add(u64::try_from(count).unwrap_or(0), Ordering::SeqCst);
                if io::Write::write_all(&mut to, bytes).is_err() {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

impl Line {
    fn hang_up(&self) {
        let _ = self.worker.shutdown(Shutdown::Both);
        let _ = self.relay.shutdown(Shutdown::Both);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;

    /// A server that answers every byte with the next one.
    fn server() -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                thread::spawn(move || {
                    let mut byte = [0];
                    while stream.read(&mut byte).is_ok_and(|count| count == 1) {
                        if stream.write_all(&[byte[0].wrapping_add(1)]).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        address
    }

    fn ask(stream: &mut TcpStream, byte: u8) -> io::Result<u8> {
        stream.write_all(&[byte])?;
        let mut answer = [0];
        stream.read_exact(&mut answer)?;
        Ok(answer[0])
    }

    fn connect(proxy: &Proxy) -> io::Result<TcpStream> {
        let stream = TcpStream::connect_timeout(&proxy.address(), Duration::from_secs(5))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(stream)
    }

    #[test]
    fn an_open_proxy_carries_both_ways() {
        let proxy = Proxy::open(server()).unwrap();
        let mut one = connect(&proxy).unwrap();
        let mut two = connect(&proxy).unwrap();
        assert_eq!(
            (ask(&mut one, 7).unwrap(), ask(&mut two, 9).unwrap(), ask(&mut one, 8).unwrap()),
            (8, 10, 9)
        );
        assert_eq!(proxy.carried(), 6);
    }

    #[test]
    fn a_cut_breaks_live_connections_and_refuses_new_ones() {
        let mut proxy = Proxy::open(server()).unwrap();
        let mut live = connect(&proxy).unwrap();
        assert_eq!(ask(&mut live, 1).unwrap(), 2);
        proxy.cut();
        assert!(ask(&mut live, 1).is_err(), "a live connection outlived the cut");
        assert!(connect(&proxy).is_err(), "the port still answers");
        assert_eq!(proxy.carried(), 2);
    }

    #[test]
    fn after_a_cut_the_same_address_works_again() {
        let mut proxy = Proxy::open(server()).unwrap();
        let before = proxy.address();
        let mut live = connect(&proxy).unwrap();
        assert_eq!(ask(&mut live, 1).unwrap(), 2);
        for _ in 0..3 {
            proxy.cut();
            proxy.restore().unwrap();
        }
        assert_eq!(proxy.address(), before);
        assert_eq!(ask(&mut connect(&proxy).unwrap(), 4).unwrap(), 5);
    }

    #[test]
    fn a_relay_that_is_away_ends_the_connection() {
        let gone = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let proxy = Proxy::open(gone).unwrap();
        assert!(connect(&proxy).and_then(|mut stream| ask(&mut stream, 1)).is_err());
    }
}
