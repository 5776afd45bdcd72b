/** Where a relay is: `http[s]://host[:port]/[path/]`, in one written form. */

import { ProtocolError } from "./errors.ts";

const MAX_URL = 200;
const invalid = () => new ProtocolError("invalid", "relay address");

/** The address in its written form, ending in `/`. */
export function relayUrl(text: string): string {
  if (new TextEncoder().encode(text).length > MAX_URL) throw new ProtocolError("over-bound", "relay address");
  const match = /^(https?):\/\/([^/?#@]*)(\/[^?#@]*)?$/i.exec(text);
  if (match === null) throw invalid();
  const [, scheme = "", authority = "", path = ""] = match;
  checkAuthority(authority.toLowerCase());
  const segments = path.split("/");
  if (!/^[A-Za-z0-9\-._~/]*$/.test(path) || segments.some((part) => part === "." || part === "..")) {
    throw invalid();
  }
  const slash = path.endsWith("/") ? "" : "/";
  const url = `${scheme.toLowerCase()}://${authority.toLowerCase()}${path}${slash}`;
  if (url.length > MAX_URL) throw new ProtocolError("over-bound", "relay address");
  return url;
}

function checkAuthority(authority: string): void {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?$/.exec(authority);
  if (match === null) throw invalid();
  const [, host = "", port] = match;
  const sound = (label: string) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label);
  if (!host.startsWith("[") && !host.split(".").every(sound)) throw invalid();
  if (host.startsWith("[")) {
    try {
      new URL(`http://${host}/`);
    } catch {
      throw invalid();
    }
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) throw invalid();
}
