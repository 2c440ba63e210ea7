// Draws the preview of a web form anew while it is being filled in: by the server, as its button does.

const WAIT = 400;

const form = document.getElementById("web-form");
const preview = document.getElementById("form-preview");
let timer;
let newest = 0;

async function draw() {
  const mine = ++newest;
  const body = new FormData(form);
  body.set("do", "preview_form");
  try {
    const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(body) });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("form-preview");
    if (found && mine === newest) preview.replaceChildren(...found.childNodes);
  } catch {
    // The next change tries again.
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(draw, WAIT);
});
