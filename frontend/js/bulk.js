// Counts the selected cards in the bar below the list, and selects all that are shown. Loaded when a card is selected first.

const form = document.getElementById("bulk");
const [count, shown, matching] = [".bulk__count", ".bulk__shown", ".bulk__matching"].map((it) => form.querySelector(it));
const { scope } = form.elements;

const picks = () => [...document.querySelectorAll(".pick")];

function tell() {
  const all = picks();
  const chosen = all.filter((it) => it.checked).length;
  const found = document.querySelector(".segment[aria-current] .segment__count")?.textContent;
  if (found) matching.textContent = found;
  const words = scope.checked ? `All ${matching.textContent} selected` : `${chosen} selected`;
  // Said once, where it is a status.
  if (count.textContent !== words) count.textContent = words;
  shown.checked = chosen > 0 && chosen === all.length;
  shown.indeterminate = chosen > 0 && chosen < all.length;
}

addEventListener("change", ({ target }) => {
  if (target === shown) for (const pick of picks()) pick.checked = shown.checked;
  if (target.form === form) tell();
});

// Cards come and go with what happens elsewhere.
const list = document.querySelector(".deployment-list");
if (list) new MutationObserver(tell).observe(list, { childList: true });

tell();
