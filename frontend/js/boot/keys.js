// The keys that work everywhere: Ctrl K, and single letters but while somebody types.

const isTyping = ({ target }) =>
  target.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]") != null;

// Moves between cards; the first one where none holds the focus.
function focusCard(step) {
  const cards = [...document.querySelectorAll("article[tabindex]")];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  cards[Math.max(0, Math.min(cards.length - 1, at < 0 ? 0 : at + step))]?.focus();
}

export function listenToKeys(askPalette) {
  const single = {
    "/": () => document.getElementById("search")?.focus(),
    j: () => focusCard(1),
    k: () => focusCard(-1),
    "?": () => askPalette("keys"),
  };
  addEventListener("keydown", (event) => {
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key.toLowerCase() === "k") {
      event.preventDefault();
      // Over another dialog there is nowhere to go.
      if (document.querySelector('dialog[open]:not([aria-labelledby="palette-title"])')) return;
      return void askPalette("options");
    }
    const act = single[event.key];
    if (!act || withControl || event.altKey || isTyping(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}
