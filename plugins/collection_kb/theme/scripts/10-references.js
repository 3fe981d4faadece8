// A legal reference shows its provision in a small card: on hover and focus, and on the first tap.
// @ts-check
(() => {
  /** @type {HTMLElement | null} */
  let card = null;
  /** @type {Element | null} */
  let owner = null;

  const hide = () => {
    card?.remove();
    owner?.removeAttribute("aria-describedby");
    card = owner = null;
  };

  /** @param {HTMLElement} link */
  const show = (link) => {
    if (owner === link) return;
    hide();
    const entry = document.getElementById(`ref-${link.dataset.provision}`);
    if (!entry) return;
    card = document.createElement("div");
    card.id = "kb-law-card";
    card.className = "kb-law-card";
    card.setAttribute("role", "tooltip");
    for (const part of entry.children) card.append(part.cloneNode(true));
    document.body.append(card);
    const place = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - width - 8));
    const below = place.bottom + card.offsetHeight + 8 <= window.innerHeight;
    const top = below ? place.bottom + 4 : Math.max(8, place.top - card.offsetHeight - 4);
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
    link.setAttribute("aria-describedby", card.id);
    owner = link;
  };

  /** @param {Event} event */
  const reference = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-provision]") : null;
    return link instanceof HTMLElement ? link : null;
  };

  kb.onPage(hide);
  document.addEventListener("pointerover", (event) => {
    const link = reference(event);
    if (event.pointerType !== "mouse") return;
    if (link) show(link);
    else if (!(event.target instanceof Node && card?.contains(event.target))) hide();
  });
  document.addEventListener("focusin", (event) => {
    const link = reference(event);
    if (link) show(link);
    else if (!(event.target instanceof Node && card?.contains(event.target))) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") return;
    const link = reference(event);
    const first = link && owner !== link;
    if (link && first) {
      show(link);
      link.addEventListener("click", (click) => click.preventDefault(), { once: true });
    } else if (!link && !(event.target instanceof Node && card?.contains(event.target))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
