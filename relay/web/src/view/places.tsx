/** Places: a drawing, a list, and links that are followed only when pressed. */

import type { Place } from "../protocol/place.ts";
import type { Item } from "../store/records.ts";
import { CopyButton, Section, Time } from "./parts.tsx";
import { useWords } from "./state.ts";
import { appLink, coordinates, draw, webLink } from "./track.ts";

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
  const sealed = props.items.some(({ capsule }) => capsule !== null);
  if (known.length === 0) {
    return (
      <Section id="places" title={t("places-heading")}>
        <p>{sealed ? t("places-sealed", { name: props.name }) : t("places-none")}</p>
      </Section>
    );
  }
  return (
    <Section id="places" title={t("places-heading")}>
      <Track places={known.map(({ place }) => place)} />
      <p class="faint">{t("map-warning")}</p>
      <ol class="places">
        {known.map(({ place }, index) => (
          <PlaceRow key={index} place={place} newest={index === 0} />
        ))}
      </ol>
      <p class="faint">
        {t("places-phone-clock")}
        {sealed && ` ${t("places-sealed", { name: props.name })}`}
      </p>
    </Section>
  );
}

function PlaceRow(props: { place: Place; newest: boolean }) {
  const { t } = useWords();
  const { place, newest } = props;
  const where = coordinates(place);
  return (
    <li>
      {newest && <strong class="line">{t("places-latest")}</strong>}
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
    </li>
  );
}

const WIDTH = 600;
const HEIGHT = 360;

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
          <TrackText x={oldest.x} y={oldest.y} text={`${t("track-oldest")}, ${words.shortTime(oldest.place.timeMs)}`} />
        )}
        {newest !== undefined && (
          <TrackText x={newest.x} y={newest.y} text={`${t("track-newest")}, ${words.shortTime(newest.place.timeMs)}`} strong />
        )}
        <path class="scale" d={`M 20 ${HEIGHT - 28} v 10 h ${scale.width.toFixed(1)} v -10`} />
        <text x={20 + scale.width / 2} y={HEIGHT - 30} text-anchor="middle">
          {length}
        </text>
        <path class="north" d={`M ${WIDTH - 28} 18 l 9 22 l -9 -6 l -9 6 z`} />
      </svg>
      <figcaption class="faint">
        {label} ({t("track-north")})
      </figcaption>
    </figure>
  );
}

/** A word beside a place, kept within the frame. */
function TrackText(props: { x: number; y: number; text: string; strong?: boolean }) {
  const toTheLeft = props.x > WIDTH / 2;
  const above = props.y > HEIGHT / 2;
  return (
    <text
      x={props.x + (toTheLeft ? -14 : 14)}
      y={props.y + (above ? -14 : 26)}
      text-anchor={toTheLeft ? "end" : "start"}
      class={props.strong === true ? "strong" : undefined}
    >
      {props.text}
    </text>
  );
}
