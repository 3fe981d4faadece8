// Copying. An intranet without https has no clipboard object: the older way is there for it.
// @ts-check
(() => {
  /** @param {string} text */
  const byCommand = (text) => {
    const active = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "kb-announce";
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (active instanceof HTMLElement) active.focus({ preventScroll: true });
    return done;
  };

  kb.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return byCommand(text);
    }
  };
})();
