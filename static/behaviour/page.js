// Small things: the words of a sharing sentence follow its choices; filters, and what comes after the
// first few of a list, start folded on a narrow screen.

export function followSentence(root) {
  root.querySelectorAll("[data-sentence-choice]").forEach((choice) => {
    const words = choice.querySelector("[data-sentence-chosen]");
    const tell = () => (words.textContent = chosen(choice) || "choose");
    choice.addEventListener("change", tell);
    choice.addEventListener("input", tell);
    choice.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !choice.open) return;
      choice.open = false;
      choice.querySelector("summary").focus();
    });
  });
}

function chosen(choice) {
  const parts = [...choice.querySelectorAll(".govuk-date-input__input")].map((box) => box.value.trim());
  if (parts.length) {
    const month = Number(parts[1]);
    if (month >= 1 && month <= 12) parts[1] = new Date(2000, month - 1, 1).toLocaleString("en-GB", { month: "long" });
    return parts.filter(Boolean).join(" ");
  }
  const ticked = [...choice.querySelectorAll("input:checked")];
  return ticked.map((box) => choice.querySelector(`label[for="${CSS.escape(box.id)}"]`).textContent.trim()).join(", ");
}

export function foldFilters(root) {
  if (!window.matchMedia("(max-width: 40rem)").matches) return;
  root.querySelectorAll(".app-filter__details").forEach((details) => {
    if (!details.querySelector(".app-filter__selected")) details.open = false;
  });
  root.querySelectorAll("[data-fold]").forEach((details) => (details.open = false));
}

// Long parts of a list are folded while the screen is narrow, and open on a wide one, where there is no fold.
export function foldParts(root) {
  const narrow = window.matchMedia("(max-width: 40rem)");
  const folds = root.querySelectorAll(".app-fold");
  const follow = () => folds.forEach((details) => (details.open = !narrow.matches));
  narrow.addEventListener("change", follow);
  follow();
}
