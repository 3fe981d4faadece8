// The self-check of a learning path: choosing an answer tells whether it is right, why, and where that stands.
// @ts-check
kb.onPage(() => {
  /** @type {NodeListOf<HTMLFormElement>} */
  const questions = document.querySelectorAll("[data-kb-question]");
  /** @type {HTMLElement | null} */
  const score = document.querySelector("[data-kb-score]");
  /** @type {Map<HTMLFormElement, boolean>} */
  const first = new Map(); // the first answer counts

  for (const form of questions) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const chosen = new FormData(form).get("answer");
      const right = chosen === form.dataset.kbQuestion;
      if (!first.has(form)) first.set(form, right);
      form.classList.toggle("kb-is-right", right);
      form.classList.toggle("kb-is-wrong", !right);
      const verdict = form.querySelector(".kb-question__verdict");
      if (verdict instanceof HTMLElement) verdict.textContent = (right ? verdict.dataset.right : verdict.dataset.wrong) ?? "";
      const details = form.querySelector("details");
      if (details) details.open = true;
      if (score && first.size === questions.length) {
        const points = [...first.values()].filter(Boolean).length;
        score.textContent = (score.dataset.kbScore ?? "").replace("%s", `${points} / ${questions.length}`);
      }
    });
  }
});
