// The page's address as its state: links to the page itself are followed without loading it anew.

let went;

const changed = () => went?.(location.search.slice(1));

export function go(address, replace) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  changed();
}

// Whether a link changes a part of the page, which stays where it is. Without a script its hash leads there.
const stays = (link) => link.dataset.stay !== undefined;

// Whether a click asks for this page in this tab, with another query.
function isOfThisPage(event, link) {
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const here = link.origin === location.origin && link.pathname === location.pathname && (!link.hash || stays(link));
  return plain && here && !link.target && !link.hasAttribute("download") && link.rel !== "external";
}

addEventListener("click", (event) => {
  const link = went && !event.defaultPrevented && event.target.closest?.("a[href]");
  if (!link || !isOfThisPage(event, link)) return;
  event.preventDefault();
  go(link.href, false);
  if (!stays(link)) scrollTo(0, 0);
});

addEventListener("popstate", changed);

export function followAddress(callback) {
  went = callback;
}
