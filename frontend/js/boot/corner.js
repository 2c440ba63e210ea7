// The corner of the page: a few words about what just happened. They go by themselves, but not while they are read.

const STAY_MS = 6000;
// As long as the server can restore what was deleted.
const UNDO_MS = 10_000;

const corner = document.getElementById("corner");

// Beside an open dialog nothing is seen, reached or read out: while there is one, the corner is in it, at its end.
export function placeCorner() {
  const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (corner && corner.parentElement !== place) place.append(corner);
}

addEventListener("close", placeCorner, true);

corner?.addEventListener("click", ({ target }) => target.closest("[type=button]")?.closest(".toast").remove());

function removeLater(toast) {
  const stay = toast.querySelector("form") ? UNDO_MS : STAY_MS;
  setTimeout(() => (corner.matches(":hover, :focus-within") ? removeLater(toast) : toast.remove()), stay);
}

// What the page before left to be said.
for (const toast of corner?.children ?? []) removeLater(toast);

export function say(isError, before, name, after, href, link) {
  if (!corner) return;
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  const words = toast.querySelector("p");
  // A name is isolated: it cannot turn the direction of the words around it.
  const isolated = document.createElement("bdi");
  isolated.textContent = name;
  words.replaceChildren(before, ...(name ? [isolated] : []), after);
  // An address without words is the id of what was deleted, and can be restored.
  const undo = toast.querySelector("form");
  if (href && !link) undo.elements.id.value = href;
  else undo.remove();
  if (link) {
    const to = Object.assign(document.createElement("a"), { className: "toast__link", href, textContent: link });
    words.after(to);
  }
  toast.classList.toggle("toast--error", isError);
  // A dialog that is being closed is closed by then, and the corner where it is heard.
  setTimeout(() => {
    // Said once; but each delete has an undo of its own.
    for (const other of [...corner.children])
      if (other.textContent === toast.textContent && !other.querySelector("form")) other.remove();
    corner.append(toast);
    // What went wrong stays until it was read.
    if (!isError) removeLater(toast);
  });
}

// What could not be reached can be, and is asked again: the words of `AppError::Unreachable` are true no more.
export function serverIsBack() {
  for (const toast of corner?.querySelectorAll(".toast--error") ?? [])
    if (toast.textContent.includes("the server cannot be reached")) toast.remove();
}

// Words for the next page, in the cookie that the server reads.
export function leaveWords(words) {
  const few = encodeURIComponent([...words].slice(0, 300).join(""));
  document.cookie = `brine_toast=${few}; Path=/; Max-Age=60; SameSite=Lax`;
}
