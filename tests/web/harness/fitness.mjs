// Whether a page can be read and used: by the rules of axe-core, on a narrow screen, with the keyboard alone.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = new Set(["serious", "critical"]);

/** What axe-core finds that is serious or critical, each with where it is. */
export async function barriers(page) {
  // Evaluated by the debugger, which the page's own policy rightly does not hold back.
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (passes.length === 0) throw new Error("axe-core looked at nothing");
  const grave = violations.filter((violation) => GRAVE.has(violation.impact));
  return grave.map(({ id, impact, help, nodes }) => {
    const where = nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`).join("\n    ");
    return `${impact} ${id}: ${help}\n    ${where}`;
  });
}

/** The elements that stick out of the screen sideways, if the page can be scrolled there. */
export async function overflowing(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const outside = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
    });
    const names = outside.map((element) => `${element.tagName.toLowerCase()}#${element.id}.${element.className}`);
    return names.length > 0 ? names : [`${root.scrollWidth} px wide`];
  });
}

/** What is to be pressed and is too small for a thumb, and what is cut off within its own frame. */
export async function cramped(page) {
  return page.evaluate(() => {
    const LEAST = 40;
    const name = (element) => `${element.tagName.toLowerCase()}#${element.id}.${element.className}`;
    const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).clipPath === "none";
    const small = [...document.querySelectorAll("button, a.button, select, textarea, summary, label.check")]
      .filter(shown)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width < LEAST || height < LEAST;
      });
    const cut = [...document.querySelectorAll("button, .button, h1, h2, h3, p, li, dd, dt, td, th, label, summary")]
      .filter(shown)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline");
    // Headings go down one step at a time.
    const levels = [...document.querySelectorAll("h1, h2, h3, h4")]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => Number(element.tagName[1]));
    const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
    return [
      ...small.map((element) => `too small to press: ${name(element)}`),
      ...cut.map((element) => `cut off: ${name(element)} ${element.textContent.slice(0, 40)}`),
      ...jumps.map((level) => `a heading of level ${level} has none above it`),
    ];
  });
}

/** Walks through the page with Tab and gives the places it comes by, in order, until one comes again. */
export async function tabStops(page, most = 200) {
  const stops = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const visible = element.getClientRects().length > 0;
      const label = element.getAttribute("aria-label") ?? element.innerText ?? element.value ?? "";
      return { tag: element.tagName.toLowerCase(), id: element.id, label: label.trim().slice(0, 80), visible };
    });
    if (stop === null) break;
    const key = JSON.stringify(stop);
    if (stops.some((other) => JSON.stringify(other) === key)) break;
    stops.push(stop);
  }
  return stops;
}

/** Throws what is wrong with a page as a person would meet it. */
export async function expectFit(page, { language, direction }) {
  const wrong = [];
  const root = await page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir: getComputedStyle(document.documentElement).direction, said: dir };
  });
  if (language && root.lang !== language) wrong.push(`its language is ${root.lang || "not said"}, not ${language}`);
  if (direction && root.dir !== direction) wrong.push(`it runs ${root.dir}, not ${direction}`);
  const wide = await overflowing(page);
  if (wide.length > 0) wrong.push(`it is wider than the screen: ${wide.slice(0, 10).join(", ")}`);
  wrong.push(...(await cramped(page)));
  wrong.push(...(await barriers(page)));
  if (wrong.length > 0) throw new Error(`the page is not fit:\n${wrong.join("\n")}`);
}
