/** Places: a drawing, a list, and links that are followed only when pressed. */

import type { Place } from "../protocol/place.ts";
import type { Item } from "../store/records.ts";
import type { Words } from "../words/words.ts";
import { CopyButton, Section, Time } from "./parts.tsx";
import { useWords } from "./state.ts";
import { appLink, coordinates, draw, type DrawnPlace, webLink } from "./track.ts";

const MAX_SHOWN = 48;

/** Where a place came from, for the case sheet. */
export interface KnownPlace {
  place: Place;
  item: Item;
}

/** Every place of these messages once, newest first. */
export function knownPlaces(items: readonly Item[]): KnownPlace[] {
  const seen = new Set<string>();
  const places: KnownPlace[] = [];
  for (const item of items) {
    for (const place of item.places) {
      const mark = `${place.timeMs}/${place.latitudeE7}/${place.longitudeE7}`;
      if (!seen.has(mark)) places.push({ place, item });
      seen.add(mark);
    }
  }
  return places.sort((a, b) => b.place.timeMs - a.place.timeMs);
}

export function Places(props: { items: readonly Item[]; name: string }) {
  const { t } = useWords();
  const known = knownPlaces(props.items).slice(0, MAX_SHOWN);
  const [newest, ...older] = known;
  const sealed = props.items.some(({ capsule }) => capsule !== null);
  if (newest === undefined) {
    return (
      <Section id="places" title={t("places-heading")}>
        <p>{sealed ? t("places-sealed", { name: props.name }) : t("places-none")}</p>
      </Section>
    );
  }
  return (
    <Section id="places" title={t("places-heading")}>
      <Track places={lately(known)} />
      <div class="places">
        <strong class="line">{t("places-latest")}</strong>
        <PlaceLines place={newest.place} />
      </div>
      <p class="faint">{t("map-warning")}</p>
      {older.length > 0 && (
        <details class="small">
          <summary>{t("history-more")}</summary>
          <ol class="places">
            {older.map(({ place }, index) => (
              <li key={index}>
                <PlaceLines place={place} />
              </li>
            ))}
          </ol>
        </details>
      )}
      <p class="faint">
        {t("places-phone-clock")}
        {sealed && ` ${t("places-sealed", { name: props.name })}`}
      </p>
    </Section>
  );
}

/** When and where, and what can be done with it. */
function PlaceLines(props: { place: Place }) {
  const { t } = useWords();
  const { place } = props;
  const where = coordinates(place);
  return (
    <>
      <span class="line">
        <Time ms={place.timeMs} />
      </span>
      <span class="line">
        <bdi class="coordinates">{where}</bdi>
        {place.accuracyM !== null && <> ({t("place-accuracy", { metres: place.accuracyM })})</>}
      </span>
      <span class="actions">
        <CopyButton text={where} label={where} />
        <a class="button" href={appLink(place)} rel="noopener noreferrer">
          {t("open-in-app")}
        </a>
        <a class="button" href={webLink(place)} target="_blank" rel="noopener noreferrer">
          {t("open-in-web")}
        </a>
      </span>
    </>
  );
}

const DRAWN_MS = 48 * 3_600_000;

/** The places of the last two days before the newest: further ones would make the drawing too small to read. */
export function lately(known: readonly KnownPlace[]): Place[] {
  const newest = known[0]?.place.timeMs ?? 0;
  return known.map(({ place }) => place).filter(({ timeMs }) => newest - timeMs <= DRAWN_MS);
}

const WIDTH = 420;
const HEIGHT = 280;

export function Track(props: { places: readonly Place[] }) {
  const { t, words } = useWords();
  const drawing = draw(props.places, WIDTH, HEIGHT);
  if (drawing === null) return null;
  const { places, scale } = drawing;
  const far = scale.metres >= 1_000;
  const count = words.number(far ? scale.metres / 1_000 : scale.metres);
  const length = t(far ? "length-kilometres" : "length-metres", { count });
  const [oldest] = places;
  const newest = places[places.length - 1];
  const label = t("track-label", { count: places.length });
  return (
    <figure class="track">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} direction="ltr">
        {newest !== undefined && newest.radius > 6 && (
          <circle class="accuracy" cx={newest.x} cy={newest.y} r={newest.radius} />
        )}
        <polyline class="way" points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
        {places.map(({ x, y }, index) => (
          <circle key={index} class={index === places.length - 1 ? "newest" : "place"} cx={x} cy={y} r={index === places.length - 1 ? 10 : 5} />
        ))}
        {oldest !== undefined && places.length > 1 && (
          <TrackText
            at={oldest}
            beside={places[1]}
            text={`${t("track-oldest")} · ${words.shortTime(oldest.place.timeMs)}`}
          />
        )}
        {newest !== undefined && (
          <TrackText
            at={newest}
            beside={places[places.length - 2]}
            text={`${t("track-newest")} · ${words.shortTime(newest.place.timeMs)}`}
            strong
          />
        )}
        <path class="scale" d={`M 20 ${HEIGHT - 28} v 10 h ${scale.width.toFixed(1)} v -10`} />
        <text x={20 + scale.width / 2} y={HEIGHT - 30} text-anchor="middle">
          {apart(length, words)}
        </text>
        <path class="north" d={`M ${WIDTH - 28} 18 l 9 22 l -9 -6 l -9 6 z`} />
      </svg>
      <figcaption class="faint">
        {label} ({t("track-north")})
      </figcaption>
    </figure>
  );
}

/** The drawing runs from left to right in every language; its words run as their language does. */
function apart(text: string, words: Words): string {
  return `${words.language.direction === "rtl" ? "\u2067" : "\u2066"}${text}\u2069`;
}

/** About how wide a letter is drawn: only to keep words within the frame. */
const LETTER = 9.6;

/** Words above or below a place, away from the one beside it, and kept within the frame. */
function TrackText(props: { at: DrawnPlace; beside: DrawnPlace | undefined; text: string; strong?: boolean }) {
  const { words } = useWords();
  const { at, beside, text } = props;
  const half = Math.min((text.length * LETTER) / 2, WIDTH / 2 - 4);
  const x = Math.min(Math.max(at.x, half + 4), WIDTH - half - 4);
  const above = beside === undefined ? at.y > HEIGHT / 2 : beside.y > at.y;
  return (
    <text
      x={x.toFixed(1)}
      y={(at.y + (above ? -16 : 30)).toFixed(1)}
      text-anchor="middle"
      class={props.strong === true ? "strong" : undefined}
    >
      {apart(text, words)}
    </text>
  );
}
