// Keeps the whole site, one version at a time. A version is taken over only when every file of it has arrived, and
// each file is what the build wrote: a page never mixes two versions.
const VERSION = "VERSION";
const FILES = { "FILES": "" };
const CACHE = `kb-${VERSION}`;
const root = new URL("./", self.location.href);
const form = new URL("FORM", root).href; // writes articles: it always comes from the server
const AT_ONCE = 8;

const address = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), root).href;

const got = async (path, kept) => {
  const response = await fetch(address(path), { cache: kept });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return btoa(String.fromCharCode(...digest)) === FILES[path] ? { response, body } : null;
};

const take = async (cache, path) => {
  // a server that knows a file by date and size alone may call a changed one the same: then ask for all of it
  const found = (await got(path, "no-cache")) ?? (await got(path, "reload"));
  if (!found) throw new Error(`${path} is of another version`);
  const { response, body } = found;
  const headers = { "content-type": response.headers.get("content-type") ?? "application/octet-stream" };
  await cache.put(address(path), new Response(body, { headers }));
};

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const known = new Set((await cache.keys()).map((request) => request.url));
      const missing = Object.keys(FILES).filter((path) => !known.has(address(path)));
      const workers = Array.from({ length: AT_ONCE }, async () => {
        for (let path = missing.shift(); path !== undefined; path = missing.shift()) await take(cache, path);
      });
      await Promise.all(workers);
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("kb-") && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

const pathOf = (url) => {
  if (!url.href.startsWith(root.href)) return null;
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  } catch {
    return null;
  }
  return [path, `${path}index.html`, `${path}/index.html`, `${path}.html`].find((name) => name in FILES) ?? null;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== root.origin || `${url.href}/`.startsWith(form)) return;
  const path = pathOf(url);
  if (path && url.pathname.slice(-1) !== "/" && path.endsWith("/index.html") && request.mode === "navigate") {
    event.respondWith(Response.redirect(`${url.origin}${url.pathname}/${url.search}`, 302));
    return;
  }
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const kept = path && (await cache.match(address(path)));
      if (kept) return kept;
      try {
        return await fetch(request);
      } catch (error) {
        const lost = request.mode === "navigate" && (await cache.match(address("404.html")));
        if (lost) return new Response(lost.body, { status: 404, headers: lost.headers });
        throw error;
      }
    })(),
  );
});
