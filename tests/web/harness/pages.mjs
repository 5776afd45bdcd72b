// A few pages of a test's own on loopback.

import { createServer } from "node:http";

/** Serves { path: text } until `stop()`. Gives { url, host, stop() }. */
export async function startPages(pages, headers = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const page = pages[pathname];
    const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(page === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8`, ...headers });
    response.end(page ?? "");
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${server.address().port}`;
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://${host}/`, host, stop };
}
