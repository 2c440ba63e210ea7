// Asks before unsaved work is left: by closing, by reloading, by a link, by going back.

const QUESTION = "Leave without saving? What you typed here will be lost.";

let warn = false;
let here = "";

const page = (address) => new URL(address, location).pathname;

// Whether a click follows a link to another page of this site in this tab. Links that open a
// dialog (`data-dialog`), download, or open elsewhere leave nothing.
function leadsAway(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  if (link.target || link.hasAttribute("download") || link.dataset.dialog !== undefined) return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}

addEventListener("beforeunload", (event) => {
  if (warn) event.preventDefault();
});

// Links within the site are followed without a reload: they are asked about before the router hears of them.
addEventListener(
  "click",
  (event) => {
    if (!warn || !leadsAway(event)) return;
    if (confirm(QUESTION)) warn = false;
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);

addEventListener(
  "popstate",
  (event) => {
    if (!warn || page(location.href) === page(here)) return;
    if (confirm(QUESTION)) warn = false;
    else {
      event.stopImmediatePropagation();
      history.pushState(null, "", here);
    }
  },
  true,
);

export function warnBeforeLeaving(value) {
  warn = value;
  if (value) here = location.href;
}
