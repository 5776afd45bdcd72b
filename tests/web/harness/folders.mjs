// Where tests keep what they need for a while, and where they leave pictures for a person to look at.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const made = new Set();
process.once("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** An empty folder that is gone when the tests end. */
export function freshFolder(name = "wayhome-web-") {
  const folder = mkdtempSync(join(tmpdir(), name));
  made.add(folder);
  return folder;
}

/** The folder for pictures and saved pages: WAYHOME_ARTEFACTS, or a temporary one that stays. Never in the repository. */
export function artefactsFolder(wanted = process.env.WAYHOME_ARTEFACTS) {
  const folder = wanted ? resolve(wanted) : join(tmpdir(), "wayhome-artefacts");
  if (!relative(repository, folder).startsWith("..")) {
    throw new Error("WAYHOME_ARTEFACTS must lie outside the repository");
  }
  mkdirSync(folder, { recursive: true });
  return folder;
}
