/** The drawing of places: flat, to scale, north up. No map and no request: only what came from the phone. */

import { degrees, type Place } from "../protocol/place.ts";

/** Latitude and longitude as people write and map apps read them. */
export function coordinates(place: Place): string {
  return `${degrees(place.latitudeE7)}, ${degrees(place.longitudeE7)}`;
}

export function appLink(place: Place): string {
  const at = `${degrees(place.latitudeE7)},${degrees(place.longitudeE7)}`;
  return `geo:${at}?q=${at}`;
}

export function webLink(place: Place): string {
  const [lat, lon] = [degrees(place.latitudeE7), degrees(place.longitudeE7)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}

export interface DrawnPlace {
  x: number;
  y: number;
  /** Radius of the accuracy, in the drawing's units. */
  radius: number;
  place: Place;
}

export interface Drawing {
  width: number;
  height: number;
  /** Oldest first. */
  places: DrawnPlace[];
  /** A round length in metres and how long it is drawn. */
  scale: { metres: number; width: number };
}

const METRES_A_DEGREE = 111_320;
const LEAST_SPAN_M = 200;
const MARGIN = 40;

/** Draws places, given in any order, into a frame of this size. */
export function draw(places: readonly Place[], width: number, height: number): Drawing | null {
  const oldestFirst = [...places].sort((a, b) => a.timeMs - b.timeMs);
  const [first] = oldestFirst;
  if (first === undefined) return null;
  const originLat = first.latitudeE7 / 1e7;
  const shrink = Math.max(0.01, Math.cos((originLat * Math.PI) / 180));
  const metres = oldestFirst.map((place) => {
    // The short way round, also across the date line.
    const turned = ((place.longitudeE7 - first.longitudeE7) / 1e7 + 540) % 360 - 180;
    return {
      x: turned * METRES_A_DEGREE * shrink,
      y: ((first.latitudeE7 - place.latitudeE7) / 1e7) * METRES_A_DEGREE,
    };
  });
  const xs = metres.map(({ x }) => x);
  const ys = metres.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const inside = { width: width - 2 * MARGIN, height: height - 2 * MARGIN };
  const aPixel = Math.max(
    Math.max(right - left, LEAST_SPAN_M) / inside.width,
    Math.max(bottom - top, LEAST_SPAN_M) / inside.height,
  );
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const drawn = oldestFirst.map((place, index) => {
    const at = metres[index] ?? middle;
    return {
      x: width / 2 + (at.x - middle.x) / aPixel,
      y: height / 2 + (at.y - middle.y) / aPixel,
      radius: Math.min((place.accuracyM ?? 0) / aPixel, Math.min(width, height) / 2),
      place,
    };
  });
  return { width, height, places: drawn, scale: scaleBar(aPixel, inside.width / 3) };
}

/** The longest of 1, 2 or 5 times a power of ten that is not wider than `most`. */
function scaleBar(metresAPixel: number, most: number): { metres: number; width: number } {
  const limit = most * metresAPixel;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= limit) ?? power;
  return { metres, width: metres / metresAPixel };
}
