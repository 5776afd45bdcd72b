/** Places, and trails of them: at most 24 in at most 400 bytes, newest first. */

import { Reader } from "./bytes.ts";
import { type CborReader, required } from "./cbor.ts";
import { ProtocolError } from "./errors.ts";

/** A position in 10⁻⁷ degrees with the moment at which the phone was there, by its own clock. */
export interface Place {
  latitudeE7: number;
  longitudeE7: number;
  /** Radius in metres, where known. */
  accuracyM: number | null;
  timeMs: number;
}

const POLE = 900_000_000;
const ANTIMERIDIAN = 1_800_000_000;
const MAX_PLACES = 24;
export const MAX_TRAIL = 400;

function checked(place: Place): Place {
  const onGlobe = Math.abs(place.latitudeE7) <= POLE && Math.abs(place.longitudeE7) <= ANTIMERIDIAN;
  if (!onGlobe) throw new ProtocolError("invalid", "place");
  return place;
}

export function readPlace(value: CborReader): Place {
  let latitudeE7: number | undefined;
  let longitudeE7: number | undefined;
  let accuracyM: number | null = null;
  let timeMs: number | undefined;
  value.map((key) => {
    if (key === 0) latitudeE7 = value.int32();
    else if (key === 1) longitudeE7 = value.int32();
    else if (key === 2) accuracyM = value.uintTo(65_535, "accuracy");
    else if (key === 3) timeMs = value.uint();
    else return false;
    return true;
  });
  return checked({
    latitudeE7: required(latitudeE7, "latitude"),
    longitudeE7: required(longitudeE7, "longitude"),
    accuracyM,
    timeMs: required(timeMs, "time of the place"),
  });
}

/** The places of a trail, newest first. */
export function decodeTrail(bytes: Uint8Array): Place[] {
  const [places, reader] = decodeTrailPrefix(bytes);
  if (reader.left !== 0) throw new ProtocolError("malformed", "trail");
  return places;
}

/** The same with what follows it. */
export function decodeTrailPrefix(bytes: Uint8Array): [Place[], Reader] {
  if (bytes.length > MAX_TRAIL) throw new ProtocolError("over-bound", "trail");
  const reader = new Reader(bytes);
  const count = reader.u8();
  if (count > MAX_PLACES) throw new ProtocolError("over-bound", "trail");
  const places: Place[] = [];
  let [seconds, latitude, longitude] = [0n, 0n, 0n];
  for (let index = 0; index < count; index++) {
    const step = varint(reader);
    seconds = index === 0 ? step : seconds - step;
    latitude += unzigzag(varint(reader));
    longitude += unzigzag(varint(reader));
    const accuracy = reader.u8();
    const timeMs = seconds * 1_000n;
    if (seconds < 0n || timeMs >= 1n << 64n) throw new ProtocolError("invalid", "trail");
    const known = accuracy === 0 ? null : accuracy;
    const [latitudeE7, longitudeE7] = [Number(latitude) * 100, Number(longitude) * 100];
    places.push(checked({ latitudeE7, longitudeE7, accuracyM: known, timeMs: Number(timeMs) }));
  }
  return [places, reader];
}

/** LEB128 of at most 64 bits. */
function varint(reader: Reader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 64n; shift += 7n) {
    const next = reader.u8();
    const bits = BigInt(next & 0x7f);
    if (shift === 63n && bits > 1n) break;
    value |= bits << shift;
    if ((next & 0x80) === 0) return value;
  }
  throw new ProtocolError("malformed", "varint");
}

function unzigzag(value: bigint): bigint {
  return (value & 1n) === 0n ? value >> 1n : -((value + 1n) >> 1n);
}

/** Bytes of a place's decimal degrees as people write them. */
export function degrees(e7: number): string {
  return (e7 / 1e7).toFixed(5);
}

