// After one visit the site works without the network; a new version is taken when the reader says so.
// @ts-check
(() => {
  const place = document.documentElement.querySelector("[data-kb-worker]")?.getAttribute("data-kb-worker");
  if (!place || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  const QUIET = 2000; // ms after loading: the reader comes first, the copy for later after that
  let offered = false;

  /** @param {ServiceWorker} worker */
  const offer = (worker) => {
    if (!navigator.serviceWorker.controller) return; // the first version is no new one
    offered = true;
    kb.onPage(() => {
      const note = document.querySelector("[data-kb-new-version]");
      if (!(note instanceof HTMLElement)) return;
      note.hidden = false;
      note.querySelector("button")?.addEventListener("click", () => worker.postMessage("take over"));
    });
  };

  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (offered) location.reload();
  });
  const start = async () => {
    try {
      const registration = await navigator.serviceWorker.register(new URL(place, location.href));
      if (registration.waiting) offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed") offer(worker);
        });
      });
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") registration.update().catch(() => {});
      });
    } catch {
      // without a secure address there is no offline copy; the site works all the same
    }
  };
  window.addEventListener("load", () => setTimeout(start, QUIET));
})();
