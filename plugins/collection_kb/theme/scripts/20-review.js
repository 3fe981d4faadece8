// Whether a review is due is decided on the day of reading.
// @ts-check
kb.onPage(() => {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  for (const element of document.querySelectorAll("[data-kb-due]")) {
    if (!(element instanceof HTMLElement) || (element.dataset.kbDue ?? "") > today) continue;
    element.classList.add("kb-is-due");
    if (element.matches(".kb-due")) element.hidden = false;
  }
  for (const element of document.querySelectorAll("[data-kb-today]")) {
    element.textContent = `${element.textContent}${today}`;
  }
});
