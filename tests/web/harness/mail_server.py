"""A mail server on loopback: prints its port, then what happens, as a line of JSON each: {"try": ADDRESS} when mail
for somebody is offered, and each message that it took.

`--user NAME --password WORDS` makes it ask for a login. `--greylist` refuses each address for the moment when it is
first written to, as careful servers do. `--refuse ADDRESS` says for good that there is no such person. With
`--certificate FILE --key FILE` it takes mail only after STARTTLS.
"""

import argparse
import asyncio
import email
import email.policy
import json
import signal
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Takes:
    """Says yes to mail, unless it was told otherwise."""

    def __init__(self, options):
        self.options = options
        self.known = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        say({"try": address})
        if address in self.options.refuse:
            return "550 5.1.1 there is nobody of that name"
        if self.options.greylist and address not in self.known:
            self.known.add(address)
            return "450 4.7.1 please try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        parts = [part.get_content_type() for part in message.walk()]
        say(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "login": session.auth_data,
                "tls": session.ssl is not None,
                "headers": {name.lower(): str(value) for name, value in message.items()},
                "text": body.get_content() if body else "",
                "parts": parts,
                "raw": envelope.content.decode("utf-8", "replace"),
            }
        )
        return "250 taken"


def say(what):
    print(json.dumps(what), flush=True)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    parser.add_argument("--greylist", action="store_true")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--refuse", action="append", default=[])
    options = parser.parse_args()

    def authenticator(server, session, envelope, mechanism, login):
        right = (login.login, login.password) == (options.user.encode(), options.password.encode())
        return AuthResult(success=right, handled=False, auth_data=options.user if right else None)

    asks = {}
    if options.user:
        asks.update(authenticator=authenticator, auth_required=True, auth_require_tls=bool(options.certificate))
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
        asks.update(tls_context=context, require_starttls=True)

    def protocol():
        return SMTP(takes, hostname="mail.test", enable_SMTPUTF8=True, **asks)

    takes = Takes(options)
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await loop.create_server(protocol, "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    await stop.wait()
    server.close()


asyncio.run(main())
