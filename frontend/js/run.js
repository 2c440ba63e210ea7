// Looks again how far a form's request is, until it is over. Nothing else of the page changes.

const EVERY = 1_000;

async function look() {
  const state = document.getElementById("run-state");
  if (!state.hasAttribute("data-goes-on")) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("run-state");
    if (answer.ok && found) show(state, found);
  } catch {
    // The server is away for a moment; the next look says more.
  }
  setTimeout(look, EVERY);
}

// The status is kept in place, so that a change of its words is said.
function show(state, found) {
  const [before, now] = [state, found].map((it) => it.querySelector(".run__state"));
  if (before.textContent !== now.textContent) before.textContent = now.textContent;
  now.remove();
  while (before.nextSibling) before.nextSibling.remove();
  state.append(...found.childNodes);
  if (!found.hasAttribute("data-goes-on")) state.removeAttribute("data-goes-on");
}

setTimeout(look, EVERY);
