// The colours: at once, and kept in the cookie that the server reads.

const AFTER = { system: "light", light: "dark", dark: "system" };

const form = document.getElementById("colours");
let chosen;

export function chooseTheme(word) {
  document.documentElement.dataset.theme = word;
  document.cookie = `brine_theme=${word}; Path=/; Max-Age=31536000; SameSite=Lax`;
  const button = form?.querySelector("button");
  if (button) {
    form.elements.theme.value = AFTER[word];
    button.title = button.dataset[word];
    button.setAttribute("aria-label", button.title);
  }
  chosen?.(word);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  chooseTheme(form.elements.theme.value);
});

export function onTheme(callback) {
  chosen = callback;
}
