#!/usr/bin/env python3
"""The main job through the Python binding, with a real relay in a process of its own.

Asha is a worker; her store uses a transport written in Python. Ben is her trusted contact; his store uses a device key
written in Python. Asha checks in and calls for help offline; everything arrives once there is a network; Ben reads and
replies; Asha's store is closed and opened again from disk, and shows that Ben has opened what she sent.

Needs the generated module `wayhome` on PYTHONPATH, and in WAYHOME_COMMAND the program that runs a relay. README.md
says how to get both; `cargo xtask ci python` does all of it.
"""

import hashlib
import hmac
import json
import os
import queue
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request
from pathlib import Path

import wayhome
from wayhome import (
    Amount,
    BookEntry,
    CheckInDraft,
    CheckInState,
    DeliveryState,
    DeviceKeyError,
    EventKind,
    MessageKind,
    NewStore,
    Place,
    ReplyKind,
    SecurityLevel,
    Sharing,
    SosDraft,
    TransportError,
    Wayhome,
    WayhomeError,
)

RELAY_SECONDS = 60


# ---------------------------------------------------------------------------------------------------- ports in Python


class UrllibTransport(wayhome.Transport):
    """Requests through urllib. `online = False` cuts the network; `fault` is raised instead of asking."""

    def __init__(self):
        self.online = True
        self.fault = None
        self.threads = set()
        # The environment's proxy is of no use on loopback.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def post(self, url, body, max_answer):
        self.threads.add(threading.get_ident())
        if self.fault is not None:
            raise self.fault
        if not self.online:
            # A real failure: nothing listens on a port that was just given back.
            url = f"http://127.0.0.1:{unused_port()}/"
        request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/octet-stream"})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.read(max_answer)
        except urllib.error.HTTPError as error:
            raise TransportError.Status(error.code) from error
        except TimeoutError as error:
            raise TransportError.TimedOut() from error
        except OSError as error:
            raise TransportError.Unreachable() from error


class BrokenTransport(wayhome.Transport):
    """A transport with a fault of its own: what it does is no error that a transport may raise."""

    def __init__(self, answer):
        self.answer = answer

    def post(self, url, body, max_answer):
        return self.answer(max_answer)


class MemoryDeviceKey(wayhome.DeviceKey):
    """FOR TESTS ONLY: keys in this process's memory, wrapped by a keystream and a tag made from HMAC-SHA256.

    A real one asks Android's Keystore or Apple's Secure Enclave, and its keys never leave the chip.
    """

    def __init__(self):
        self.mac = secrets.token_bytes(32)
        self.keys = {}
        self.before = None  # called before each answer, if set

    def _ask(self):
        if self.before is not None:
            self.before()

    def _key(self, handle):
        if handle not in self.keys:
            raise DeviceKeyError.UnknownHandle()
        return self.keys[handle]

    def level(self):
        self._ask()
        return SecurityLevel.TRUSTED_ENVIRONMENT

    def make(self):
        self._ask()
        handle = secrets.token_hex(16)
        self.keys[handle] = secrets.token_bytes(32)
        return handle

    def handles(self):
        self._ask()
        return list(self.keys)

    def hmac(self, data):
        self._ask()
        return hmac.digest(self.mac, data, hashlib.sha256)

    def wrap(self, handle, key):
        self._ask()
        wrapping = self._key(handle)
        nonce = secrets.token_bytes(16)
        sealed = bytes(a ^ b for a, b in zip(key, hmac.digest(wrapping, b"stream" + nonce, "sha256"), strict=True))
        return nonce + sealed + hmac.digest(wrapping, b"tag" + nonce + sealed, "sha256")

    def unwrap(self, handle, wrapped):
        self._ask()
        wrapping = self._key(handle)
        nonce, sealed, tag = wrapped[:16], wrapped[16:48], wrapped[48:]
        if not hmac.compare_digest(tag, hmac.digest(wrapping, b"tag" + nonce + sealed, "sha256")):
            raise DeviceKeyError.Refused()
        return bytes(a ^ b for a, b in zip(sealed, hmac.digest(wrapping, b"stream" + nonce, "sha256"), strict=True))

    def destroy(self, handle):
        self._ask()
        self.keys.pop(handle, None)


# ------------------------------------------------------------------------------------------------------- the relay


class Relay:
    """`wayhome relay` on a free port of this machine."""

    def __init__(self, folder):
        command = os.environ.get("WAYHOME_COMMAND")
        if not command:
            sys.exit("WAYHOME_COMMAND must name the program `wayhome`, to start a relay")
        self.log = open(folder / "relay.log", "w+", encoding="utf-8")
        arguments = ["--json", "relay", "--listen", "127.0.0.1:0", "--data", str(folder / "relay")]
        self.process = subprocess.Popen(
            [command, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        try:
            self.address = json.loads(self._first_line())["relay"]["address"]
        except BaseException:
            self.stop()
            raise

    def _first_line(self):
        lines = queue.Queue()
        threading.Thread(target=lambda: lines.put(self.process.stdout.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=RELAY_SECONDS)
        except queue.Empty:
            line = ""
        if not line:
            self.log.seek(0)
            raise RuntimeError(f"the relay printed no address; its log: {self.log.read()}")
        return line

    def stop(self):
        """Ends the one process that was started here."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log.close()


def unused_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# ------------------------------------------------------------------------------------------------------- the story


def now():
    return time.time_ns() // 1_000_000


def raises(case, call):
    """Calls, and gives the error back, which must be of this case."""
    try:
        call()
    except case as error:
        return error
    raise AssertionError(f"{case.__name__} was not raised")


def events_of(vault):
    """All events of a vault in order, each handled."""
    found = []
    while (event := vault.next_event()) is not None:
        found.append(event.kind)
        vault.event_handled(event.number)
    return found


class Story:
    """The steps, in the order in which they are written. Each is a sentence that can be false."""

    def __init__(self, folder, relay):
        self.folder = folder
        self.relay = relay
        self.network = UrllibTransport()
        self.asha_key = wayhome.software_device_key(str(folder / "asha.key"))
        self.ben_key = MemoryDeviceKey()
        self.asha_pin = wayhome.generate_pin_words()
        self.ben_pin = b"482913"

    def path(self, name):
        return str(self.folder / name)

    def create(self, name, key, transport, relay=None):
        store = NewStore(
            path=self.path(name),
            relay=relay or self.relay.address,
            size=wayhome.StoreSize.SMALL,
            kdf_cost=wayhome.KdfCost.FLOOR,
        )
        return Wayhome.create(store, key, transport)

    def open_asha(self, transport=None):
        return Wayhome.open(self.path("asha"), self.asha_key, transport or self.network)

    def sync(self, app):
        report = app.run_once(wayhome.budget_now())
        assert report.failure is None, repr(report.failure)
        return report

    def deliveries(self):
        """How far each of Asha's messages to Ben has come, by id."""
        return {item.id: item.state for item in self.asha.queue()}

    # Setting up

    def step_01_a_worker_and_a_contact_create_their_stores_without_a_network(self):
        self.network.online = False
        self.asha_app = self.create("asha", self.asha_key, self.network)
        self.asha = self.asha_app.create_vault(self.asha_pin, "Asha", "sw")
        self.ben_app = self.create("ben", self.ben_key, self.network)
        self.ben = self.ben_app.create_vault(self.ben_pin, "Ben", "en")
        assert self.asha_app.security_level() == SecurityLevel.SOFTWARE
        assert self.ben_app.security_level() == SecurityLevel.TRUSTED_ENVIRONMENT
        assert not self.asha_app.health().registered

    def step_02_they_pair_by_showing_each_other_a_text(self):
        invite = self.asha.invite()
        assert wayhome.qr_png(invite, 4).startswith(b"\x89PNG")
        rows = wayhome.qr_modules(invite)
        assert all(len(row) == len(rows) for row in rows) and any(map(any, rows))
        accepted = self.ben.accept(invite, "my sister")
        self.asha_at_ben = accepted.worker
        self.ben_at_asha = self.asha.confirm(accepted.answer, "my brother", Sharing.ALWAYS)
        (contact,) = self.asha.contacts()
        assert (contact.id, contact.name, contact.language) == (self.ben_at_asha, "my brother", "en")
        raises(WayhomeError.DrillFirst, lambda: self.asha.arm(wayhome.plan_transit()))
        self.asha.postpone_drill()
        self.asha.arm(wayhome.plan_transit())
        assert self.asha.plan().interval_s == 6 * 3600

    # Offline

    def step_03_three_check_ins_and_an_sos_are_accepted_offline(self):
        places = [Place(latitude=45.27 + n / 100, longitude=13.72, accuracy_m=12.0, time=now()) for n in range(3)]
        self.check_ins = [
            self.asha.check_in(CheckInDraft(state=CheckInState.OK, note="on the bus", place=places[0])),
            self.asha.check_in(CheckInDraft(state=CheckInState.OK, place=places[1], battery_percent=41)),
            self.asha.check_in(CheckInDraft(state=CheckInState.MOVED, note="another house", place=places[2])),
        ]
        self.sos = self.asha.raise_sos(SosDraft(note="they took my passport", battery_percent=17))
        assert self.asha.open_sos() == [self.sos]
        assert self.asha.next_expected() > now()

    def step_04_without_a_network_a_run_says_so_and_nothing_is_lost(self):
        report = self.asha_app.run_once(wayhome.budget_now())
        assert isinstance(report.failure, TransportError.Unreachable)
        assert report.sent == 0 and report.unsent >= 4 and report.next > now()
        items = self.asha.queue()
        assert [item.id for item in items if isinstance(item.kind, (MessageKind.SOS, MessageKind.CHECK_IN))] == [
            self.sos,
            *self.check_ins,
        ]
        assert all(item.state == DeliveryState.SAVED for item in items)
        assert self.network.threads == {threading.get_ident()}, "called on the thread that called run_once"

    def step_05_what_a_transport_may_not_do_is_reported_and_nothing_is_lost(self):
        for answer, case in [
            (lambda most: {}["proxy"], TransportError.Unexpected),
            (lambda most: None, TransportError.Unexpected),
            (lambda most: bytes(most + 1), TransportError.Garbled),
            (lambda most: b"", TransportError.Garbled),
            (lambda most: secrets.token_bytes(most), TransportError.Garbled),
        ]:
            report = self.open_asha(BrokenTransport(answer)).run_once(wayhome.budget_now())
            assert isinstance(report.failure, case), repr(report.failure)
            assert report.sent == 0 and report.unsent >= 4
            if case is TransportError.Unexpected:
                assert "Error" in report.failure.reason
        for fault, case in [
            (TransportError.TimedOut(), TransportError.TimedOut),
            (TransportError.Status(503), TransportError.Status),
        ]:
            self.network.fault = fault
            report = self.asha_app.run_once(wayhome.budget_now())
            assert isinstance(report.failure, case) and report.unsent >= 4
        assert report.failure.status == 503
        self.network.fault = None
        assert self.asha_app.health().failed_attempts >= 3

    def step_06_the_store_is_closed_and_opened_again_with_all_that_was_accepted(self):
        before = self.asha.queue()
        # Freeing the objects locks the vault and closes the file, like the end of the process.
        del self.asha, self.asha_app
        self.asha_app = self.open_asha()
        assert self.asha_app.health().unsent >= 4
        self.asha = self.asha_app.unlock(self.asha_pin)
        assert self.asha.queue() == before

    # The network returns

    def step_07_with_a_network_the_relay_has_it_all(self):
        self.network.online = True
        # Ben's mailbox must be known to the relay before anything can lie in it.
        self.sync(self.ben_app)
        report = self.sync(self.asha_app)
        assert report.sent >= 4 and report.unsent == 0
        assert self.asha_app.health().registered
        states = self.deliveries()
        assert all(states[id] == DeliveryState.AT_RELAY for id in [self.sos, *self.check_ins]), states

    def step_08_the_contact_gets_the_sos_first_and_then_the_check_ins_in_order(self):
        self.sync(self.ben_app)
        received = [
            message
            for message in self.ben.received(self.asha_at_ben)
            if isinstance(message.kind, (MessageKind.SOS, MessageKind.CHECK_IN))
        ]
        assert [message.id for message in received] == [self.sos, *self.check_ins]
        assert received[0].note == "they took my passport" and received[0].battery_percent == 17
        assert received[3].kind.state == CheckInState.MOVED
        assert received[1].places[0].latitude == 45.27 and received[1].places[0].accuracy_m == 12.0
        assert abs(received[1].reckoned - now()) < 3_600_000
        (worker,) = self.ben.watched()
        assert (worker.id, worker.name, worker.own_name) == (self.asha_at_ben, "my sister", "Asha")
        assert worker.open_sos == [self.sos] and worker.last_places
        assert worker.plan == wayhome.plan_transit() and worker.standing.is_up_to_date()

    def step_09_events_stay_first_until_they_are_handled_across_restarts(self):
        first = self.ben.next_event()
        assert first is not None and self.ben.next_event() == first
        del self.ben, self.ben_app
        self.ben_app = Wayhome.open(self.path("ben"), self.ben_key, self.network)
        self.ben = self.ben_app.unlock(self.ben_pin)
        assert self.ben.next_event() == first
        kinds = events_of(self.ben)
        assert any(isinstance(kind, EventKind.WORKER_CONFIRMED) for kind in kinds)
        assert [kind.message for kind in kinds if isinstance(kind, EventKind.SOS_RECEIVED)] == [self.sos]
        assert [kind.message for kind in kinds if isinstance(kind, EventKind.CHECK_IN_RECEIVED)] == self.check_ins
        assert self.ben.next_event() is None
        self.ben.event_handled(first.number)  # one that is gone already is no error

    def step_10_the_contact_opens_them_and_replies(self):
        for message in [self.sos, *self.check_ins]:
            self.ben.mark_opened(message)
        self.ben.reply(self.asha_at_ben, self.sos, ReplyKind.ON_IT())
        self.ben.reply(self.asha_at_ben, None, ReplyKind.TEXT("I am calling the embassy"))
        self.sync(self.ben_app)

    def step_11_the_worker_opens_her_store_from_disk_and_sees_opened_and_the_replies(self):
        self.asha.lock()
        del self.asha, self.asha_app
        self.asha_app = self.open_asha()
        self.sync(self.asha_app)  # in the background, without a PIN
        self.asha = self.asha_app.unlock(self.asha_pin)
        self.sync(self.asha_app)
        states = self.deliveries()
        assert all(states[id] == DeliveryState.OPENED for id in [self.sos, *self.check_ins]), states
        on_it, text = self.asha.replies()
        assert on_it.kind.is_on_it() and on_it.about == self.sos and on_it.contact == self.ben_at_asha
        assert text.kind.text == "I am calling the embassy" and text.about is None
        kinds = events_of(self.asha)
        assert [kind.reply for kind in kinds if isinstance(kind, EventKind.REPLY_RECEIVED)] == [on_it.id, text.id]
        assert EventKind.DELIVERY_CHANGED(self.sos, self.ben_at_asha, DeliveryState.OPENED) in kinds

    def step_12_an_all_clear_ends_the_sos_on_both_sides(self):
        all_clear = self.asha.all_clear(self.sos)
        self.sync(self.asha_app)
        self.sync(self.ben_app)
        assert self.asha.open_sos() == [] and self.ben.watched()[0].open_sos == []
        assert EventKind.ALL_CLEAR_RECEIVED(self.asha_at_ben, all_clear, self.sos) in events_of(self.ben)

    def step_13_the_locked_screen_needs_no_pin(self):
        self.asha_app.lock()
        raises(WayhomeError.Locked, self.asha.queue)
        sos = self.asha_app.locked_sos(SosDraft(note="help"))
        check_in = self.asha_app.locked_check_in(CheckInDraft(state=CheckInState.UNEASY))
        self.asha_app.locked_place(Place(latitude=-1.29, longitude=36.82, time=now()))
        assert {item.state for item in self.asha_app.locked_items()} == {DeliveryState.SAVED}
        self.sync(self.asha_app)
        assert {item.state for item in self.asha_app.locked_items()} <= {DeliveryState.AT_RELAY}
        self.sync(self.ben_app)
        received = {message.id: message for message in self.ben.received(self.asha_at_ben)}
        assert received[sos].kind.is_sos() and received[sos].origin.is_locked()
        assert received[check_in].kind.state == CheckInState.UNEASY
        self.asha = self.asha_app.unlock(self.asha_pin)
        assert any(item.id == sos and item.locked for item in self.asha.queue())

    def step_14_the_librarys_own_transport_does_the_same(self):
        app = self.open_asha(wayhome.http_transport())
        assert self.sync(app).answered >= 1
        hurried = self.open_asha(wayhome.http_transport_with_timeouts(5_000, 10_000))
        assert self.sync(hurried).answered >= 1
        assert hurried.next_wakeup() > now()

    def step_15_a_pin_can_be_changed(self):
        fresh = wayhome.generate_pin_digits()
        raises(WayhomeError.WrongPin, lambda: self.asha.change_pin(fresh, fresh))
        weak = raises(WayhomeError.WeakPin, lambda: self.asha.change_pin(self.asha_pin, b"123456"))
        assert (weak.wanted.digits, weak.wanted.words) == (20, 6)
        self.asha.change_pin(self.asha_pin, fresh)
        old, self.asha_pin = self.asha_pin, fresh
        self.asha.lock()
        raises(WayhomeError.WrongPin, lambda: self.asha_app.unlock(old))
        self.asha = self.asha_app.unlock(fresh)
        assert self.asha.free_bytes() > 100_000

    # Errors

    def step_16_a_wrong_pin_is_a_wrong_pin(self):
        raises(WayhomeError.WrongPin, lambda: self.asha_app.unlock(wayhome.generate_pin_words()))
        raises(WayhomeError.WrongPin, lambda: self.ben_app.unlock(b"000000"))
        assert raises(WayhomeError.WeakPin, lambda: self.ben_app.unlock(b"1")).wanted.min == 6
        assert raises(WayhomeError.Invalid, lambda: self.ben_app.unlock(b"\xff\xfe")).field == "pin"

    def step_17_a_locked_vault_does_nothing(self):
        vault = self.asha_app.unlock(self.asha_pin)  # locks the one before
        raises(WayhomeError.Locked, self.asha.contacts)
        vault.lock()
        raises(WayhomeError.Locked, lambda: vault.check_in(CheckInDraft(state=CheckInState.OK)))
        raises(WayhomeError.Locked, vault.lock)
        self.asha = self.asha_app.unlock(self.asha_pin)

    def step_18_values_that_are_not_acceptable_name_their_field(self):
        draft = CheckInDraft(state=CheckInState.OK)
        draft.note = "x" * 2_001
        assert raises(WayhomeError.Invalid, lambda: self.asha.check_in(draft)).field == "note"
        draft = CheckInDraft(state=CheckInState.OK, place=Place(latitude=91.0, longitude=0.0, time=0))
        assert raises(WayhomeError.Invalid, lambda: self.asha.check_in(draft)).field == "place"
        draft = CheckInDraft(state=CheckInState.OK, battery_percent=101)
        raises(WayhomeError.Invalid, lambda: self.asha.check_in(draft))
        assert raises(WayhomeError.Invalid, lambda: self.asha.all_clear("?")).field == "event"
        assert raises(WayhomeError.Invalid, lambda: self.asha.remove_contact("é" * 32)).field == "contact"
        raises(WayhomeError.NotFound, lambda: self.asha.remove_contact("00" * 16))
        raises(WayhomeError.NotFound, lambda: self.asha.all_clear("00" * 16))
        raises(WayhomeError.Invalid, lambda: self.ben.accept("WH1AAAA", "nobody"))
        raises(WayhomeError.Invalid, lambda: self.asha.arm(wayhome.PlanTiming(interval_s=1, grace_s=1)))
        raises(WayhomeError.Invalid, lambda: wayhome.qr_png("x" * 5_000, 1))
        relay = "http://example.org/"
        assert raises(WayhomeError.Invalid, lambda: self.create("x", self.ben_key, self.network, relay)).field == "relay"
        assert not Path(self.path("x")).exists()

    def step_19_a_store_that_is_missing_present_anothers_or_damaged_is_told_apart(self):
        raises(WayhomeError.NoStore, lambda: Wayhome.open(self.path("none"), self.ben_key, self.network))
        raises(WayhomeError.AlreadyExists, lambda: self.create("asha", self.asha_key, self.network))
        raises(WayhomeError.AlreadyExists, lambda: self.asha_app.create_vault(self.asha_pin, "Asha", "sw"))
        raises(WayhomeError.NotThisDevice, lambda: Wayhome.open(self.path("ben"), self.asha_key, self.network))
        Path(self.path("torn")).write_bytes(Path(self.path("ben")).read_bytes()[:5_000])
        raises(WayhomeError.StoreDamaged, lambda: Wayhome.open(self.path("torn"), MemoryDeviceKey(), self.network))
        aside = wayhome.set_aside(self.path("torn"))
        assert Path(aside).stat().st_size == 5_000 and not Path(self.path("torn")).exists()
        raises(WayhomeError.NoStore, lambda: wayhome.set_aside(self.path("none")))

    def step_20_a_device_key_that_fails_is_a_device_key_error(self):
        def fail(error):
            def before():
                raise error

            self.ben_key.before = before

        for error, words in [
            (DeviceKeyError.Unavailable(), "not available"),
            (DeviceKeyError.Other(-25300), "-25300"),
            (ValueError("no such alias"), "no such alias"),
        ]:
            fail(error)
            found = raises(WayhomeError.DeviceKey, lambda: self.ben_app.unlock(self.ben_pin))
            assert words in found.reason, found.reason
            found = raises(
                WayhomeError.DeviceKey, lambda: Wayhome.open(self.path("ben"), self.ben_key, self.network)
            )
            assert words in found.reason, found.reason
            raises(WayhomeError.DeviceKey, lambda: self.create("y", self.ben_key, self.network))
            assert not Path(self.path("y")).exists()
        self.ben_key.before = None
        self.ben = self.ben_app.unlock(self.ben_pin)
        assert self.ben.watched()[0].name == "my sister"

    def step_21_a_device_key_that_calls_its_store_is_refused_instead_of_waiting_for_ever(self):
        found = []

        def before():
            found.append(raises(WayhomeError.Invalid, self.ben_app.health).field)

        self.ben_key.before = before
        vault = self.ben_app.unlock(self.ben_pin)
        self.ben_key.before = None
        assert found and set(found) == {"call"}
        self.ben = vault
        assert self.ben.watched()[0].name == "my sister"

    def step_22_two_objects_of_one_store_see_each_others_work(self):
        other = self.open_asha()
        id = other.locked_check_in(CheckInDraft(state=CheckInState.OK))
        assert len(id) == 32
        assert self.asha_app.locked_items() == other.locked_items() != []
        assert any(item.id == id for item in self.asha.queue())

    def step_23_the_book_keeps_notes_and_expenses_newest_first(self):
        note = BookEntry(time=now() - 60_000, title="Call home", text="", amount=None)
        rice = BookEntry(time=now(), title="Rice", text="5 kg", amount=Amount(minor=26_050, currency="php"))
        note_id = self.asha.add_entry(note)
        rice_id = self.asha.add_entry(rice)
        rice.amount.currency = "PHP"
        assert [(kept.id, kept.entry) for kept in self.asha.entries()] == [(rice_id, rice), (note_id, note)]
        rice.text = "10 kg"
        self.asha.change_entry(rice_id, rice)
        self.asha.remove_entry(note_id)
        assert [kept.entry for kept in self.open_asha().unlock(self.asha_pin).entries()] == [rice]
        self.asha = self.asha_app.unlock(self.asha_pin)
        drawn = wayhome.believable_entries("ne", now(), 60, 240)
        assert 20 <= len(self.asha.add_entries(drawn)) <= 65
        assert len(self.asha.entries()) == len(drawn) + 1
        assert all(entry.time <= now() for entry in drawn)
        assert wayhome.currency_digits("VND") == 0 and wayhome.currency_digits("PHP") == 2
        raises(WayhomeError.NotFound, lambda: self.asha.remove_entry(note_id))
        assert raises(WayhomeError.Invalid, lambda: self.asha.remove_entry("?")).field == "entry"
        rice.amount = Amount(minor=1, currency="PESO")
        assert raises(WayhomeError.Invalid, lambda: self.asha.add_entry(rice)).field == "currency"
        rice.title = "two\nlines"
        rice.amount = None
        assert raises(WayhomeError.Invalid, lambda: self.asha.add_entries([note, rice])).field == "title"
        assert len(self.asha.entries()) == len(drawn) + 1

    def step_24_a_further_vault_says_to_ben_that_it_was_forced(self):
        shown = [wayhome.ShownPerson(name="Mother", sharing=Sharing.NEVER)]
        drawn = wayhome.believable_entries("ne", now(), 60, 240)
        further = wayhome.AddedVault(shown=shown, entries=drawn, opened_rings=wayhome.OpenedRings.NEVER)
        pin = wayhome.generate_pin_words()
        taken = raises(WayhomeError.Invalid, lambda: self.asha.add_vault(self.asha_pin, further))
        assert taken.field == "pin"
        self.asha.add_vault(pin, further)
        assert [vault.opened for vault in self.asha.added_vaults()] == [None]
        other = self.asha_app.unlock(pin)
        assert [contact.name for contact in other.contacts()] == ["Mother"]
        assert len(other.entries()) == len(drawn) and other.added_vaults() == []
        assert other.opened_rings() == wayhome.OpenedRings.NEVER
        other.set_opened_rings(wayhome.OpenedRings.ALWAYS)
        forced = other.check_in(CheckInDraft(state=CheckInState.OK))
        self.sync(self.asha_app)
        self.sync(self.ben_app)
        received = {message.id: message for message in self.ben.received(None)}
        assert received[forced].under_duress
        self.asha = self.asha_app.unlock(self.asha_pin)
        assert self.asha.added_vaults()[0].opened is not None
        assert all(item.id != forced for item in self.asha.queue())


def main():
    steps = [name for name in vars(Story) if name.startswith("step_")]
    passed, failed = 0, 0
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wayhome-story-", ignore_cleanup_errors=True) as folder:
        relay = Relay(Path(folder))
        print(f"relay at {relay.address.split('#')[0]}")
        story = None
        try:
            story = Story(Path(folder), relay)
            for name in steps:
                begun = time.monotonic()
                words = name.removeprefix("step_").replace("_", " ")
                try:
                    getattr(story, name)()
                    passed += 1
                    print(f"ok     {words} ({time.monotonic() - begun:.2f} s)")
                except Exception:
                    failed += 1
                    print(f"FAILED {words}")
                    traceback.print_exc()
        finally:
            # The stores are closed before their folder goes.
            del story
            relay.stop()
    print(f"\n{passed} passed, {failed} failed in {time.monotonic() - started:.1f} s")
    return 1 if failed or passed != len(steps) or not steps else 0


if __name__ == "__main__":
    sys.exit(main())
