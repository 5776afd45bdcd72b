//! The loopback as somebody on the line sees it: the direction and the length of every packet that carries bytes.
//!
//! Needs the right to open a packet socket, which root has.

use std::collections::HashSet;
use std::io::{ErrorKind, Read as _, Result};

use socket2::{Domain, Protocol, Socket, Type};

/// `ETH_P_IP`: with it the loopback shows each packet once, on its way in.
const IPV4: u16 = 0x0800;
const ETHERNET: usize = 14;
const TCP: u8 = 6;
/// What may wait to be read: far more than one run sends.
const BUFFER: usize = 8 << 20;

/// Bytes in one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Packet {
    /// To the relay.
    Up(usize),
    /// From the relay.
    Down(usize),
}

/// A tap on the loopback.
pub struct Line {
    socket: Socket,
    port: u16,
    seen: HashSet<Segment>,
}

/// Where bytes stand in their connection: ports and sequence number.
type Segment = (u16, u16, u32);

impl Line {
    /// Listens to what comes from and goes to this port from now on.
    ///
    /// # Errors
    /// Without the right to do so, and where there are no packet sockets.
    pub fn listen(port: u16) -> Result<Self> {
        let protocol = Protocol::from(i32::from(IPV4.to_be()));
        let socket = Socket::new(Domain::PACKET, Type::RAW, Some(protocol))?;
        socket.set_nonblocking(true)?;
        socket.set_recv_buffer_size(BUFFER)?;
        Ok(Self { socket, port, seen: HashSet::new() })
    }

    /// What has passed since the last call. Packets without bytes of their own say only when something arrived, and
    /// those sent again only that this machine was slow to answer.
    ///
    /// # Errors
    /// When the socket fails.
    pub fn packets(&mut self) -> Result<Vec<Packet>> {
        let mut packets = Vec::new();
        let mut frame = vec![0; 1 << 17];
        loop {
            match self.socket.read(&mut frame) {
                Ok(length) => {
                    let found = read(&frame[..length], self.port);
                    packets.extend(found.filter(|(at, _)| self.seen.insert(*at)).map(|(_, packet)| packet));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(packets),
                Err(error) => return Err(error),
            }
        }
    }
}

/// The bytes that a frame carries for this port (RFC 791, RFC 9293).
fn read(frame: &[u8], port: u16) -> Option<(Segment, Packet)> {
    let ip = frame.get(ETHERNET..)?;
    if *ip.get(9)? != TCP || ip.first()? >> 4 != 4 {
        return None;
    }
    let head = usize::from(ip[0] & 0x0f) * 4;
    let whole = usize::from(u16::from_be_bytes([*ip.get(2)?, *ip.get(3)?]));
    let tcp = ip.get(head..)?;
    let from = u16::from_be_bytes([*tcp.first()?, *tcp.get(1)?]);
    let to = u16::from_be_bytes([*tcp.get(2)?, *tcp.get(3)?]);
    let at = (from, to, u32::from_be_bytes(*tcp.get(4..8)?.first_chunk()?));
    let carried = whole.checked_sub(head + usize::from(tcp.get(12)? >> 4) * 4)?;
    match carried {
        0 => None,
        _ if to == port => Some((at, Packet::Up(carried))),
        _ if from == port => Some((at, Packet::Down(carried))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_read_as_the_standards_say_and_others_are_not_ours() {
        let mut frame = vec![0; ETHERNET];
        // 20 bytes of IP, 32 of TCP, 5 of the phone's; more room than the packet takes.
        frame.extend([0x45, 0, 0, 57, 0, 0, 0, 0, 64, TCP, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]);
        frame.extend([0x9c, 0x40, 0x1f, 0x90, 0, 0, 1, 2, 0, 0, 0, 0, 0x80, 0x18]);
        frame.resize(200, 7);
        assert_eq!(read(&frame, 8_080), Some(((40_000, 8_080, 258), Packet::Up(5))));
        assert_eq!(read(&frame, 40_000), Some(((40_000, 8_080, 258), Packet::Down(5))));
        assert_eq!(read(&frame, 8_081), None);
        assert_eq!(read(&frame[..20], 8_080), None);
        frame[ETHERNET + 3] = 52;
        assert_eq!(read(&frame, 8_080), None, "nothing but an acknowledgement");
    }
}
