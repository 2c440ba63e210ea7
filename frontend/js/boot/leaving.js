// Asks before unsaved work is left: by closing, by reloading, by a link, by going back.

let warn = false;

addEventListener("beforeunload", (event) => {
  if (warn) event.preventDefault();
});

export function warnBeforeLeaving(value) {
  warn = value;
}
