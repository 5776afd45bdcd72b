// A worker's phone beside a relay whose clock can be moved (`family-worker`), and a person who opens the family page.

import { Program } from "./programs.mjs";

/** Starts the phone and its relay. Each order is answered by one line. */
export async function startFamily() {
  const path = process.env.WAYHOME_FAMILY_WORKER;
  if (!path) throw new Error("WAYHOME_FAMILY_WORKER is not set; run these tests by: cargo xtask ci browser");
  const program = new Program(path, [], {}, { talks: true });
  const address = await program.line((line) => line.includes("://"));
  const url = new URL(address);
  let answered = 1;
  const family = {
    address,
    url: `${url.origin}/`,
    host: url.host,
    stop: () => program.stop(),
    /** Gives an order and waits for its answer, without the leading `ok`. */
    async tell(order) {
      const wanted = answered;
      answered += 1;
      program.say(order);
      await program.line((_, index) => index === wanted);
      const answer = program.lines[wanted];
      if (!answer.startsWith("ok")) throw new Error(`${order}: ${answer}`);
      return answer.slice(3);
    },
  };
  return family;
}

/** Opens a link as a person does: loads it, and presses the button. */
export async function openLink(page, link) {
  await page.goto(link);
  await page.locator("button.large").click();
  await page.locator("#stands").waitFor({ state: "attached" });
}
