// The drawing while a test runs: the same picture, as elements of the page, whose nodes show how far they are.
//
// `<div data-drawing="ADDRESS" data-run="…">` beside the picture says what to show: how nodes are that are not named,
// then a line `STATE NODE` for each. It stands in a shadow root, where the picture's own style can be its style.

const LOOK = `
:host { display: block; margin: auto; }
:host([hidden]) { display: none; }
svg:not(.b) { display: block; max-width: var(--drawing-width, none); max-height: var(--drawing-height, none); height: auto; }
.b { overflow: visible; }
[data-state=waiting] { opacity: 0.5; }
[data-state=running] .n { stroke: var(--api); stroke-width: 3; stroke-dasharray: 8 5; }
[data-state=done] .n { stroke: var(--running); stroke-width: 2; }
[data-state=failed] .n { stroke: var(--danger); stroke-width: 4; }
[data-state=stopped] .n { stroke: var(--line-strong); stroke-width: 3; stroke-dasharray: 2 4; }
.state { font: 700 18px system-ui, sans-serif; text-anchor: end; paint-order: stroke; stroke: var(--raised); stroke-width: 4px; }
[data-state=running] .state { fill: var(--api); }
[data-state=done] .state { fill: var(--running); }
[data-state=failed] .state { fill: var(--danger); }
@media (prefers-reduced-motion: no-preference) {
  [data-state=running] .n { animation: run 0.6s linear infinite; }
  @keyframes run { to { stroke-dashoffset: -13; } }
}`;

// Not by colour alone.
const MARKS = { running: "…", done: "✓", failed: "✕", stopped: "–" };
const SVG = "http://www.w3.org/2000/svg";

/** Looks after every drawing of the page that may show a run. */
export function showRuns() {
  document.querySelectorAll("[data-drawing]:not([data-watched])").forEach(watch);
}

function watch(host) {
  host.dataset.watched = "";
  const root = host.attachShadow({ mode: "open" });
  let shown;
  const show = async () => {
    const { drawing, run } = host.dataset;
    if (run && drawing !== shown) {
      shown = drawing;
      await draw(root, drawing).catch(() => (shown = undefined));
    }
    const svg = run && root.querySelector("svg");
    const picture = host.previousElementSibling;
    picture.hidden = !!svg;
    host.hidden = !svg;
    if (!svg) return;
    svg.setAttribute("aria-label", picture.alt);
    mark(svg, host.dataset.run ?? "");
  };
  new MutationObserver(show).observe(host, { attributeFilter: ["data-run", "data-drawing"] });
  show();
}

async function draw(root, address) {
  // Not what a browser kept from before drawings named their nodes.
  const text = await (await fetch(address, { cache: "reload" })).text();
  // The policy of the page forbids style elements, also in what is only read: they are taken out of the text.
  let style = "";
  const bare = text.replace(/<style>(.*?)<\/style>/gs, (_, rules) => ((style += rules), ""));
  const svg = new DOMParser().parseFromString(bare, "image/svg+xml").documentElement;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style + LOOK);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(svg);
}

function mark(svg, run) {
  const [others, ...lines] = run.split("\n");
  const states = new Map(
    lines.map((line) => {
      const space = line.indexOf(" ");
      return [line.slice(space + 1), line.slice(0, space)];
    }),
  );
  for (const node of svg.querySelectorAll("[data-node]")) {
    const state = states.get(node.dataset.node) ?? others;
    if (node.dataset.state === state) continue;
    node.dataset.state = state;
    let sign = node.querySelector(".state");
    if (!sign) {
      sign = node.appendChild(document.createElementNS(SVG, "text"));
      sign.setAttribute("class", "state");
      sign.setAttribute("x", node.width.baseVal.value - 8);
      sign.setAttribute("y", node.height.baseVal.value - 9);
    }
    sign.textContent = MARKS[state] ?? "";
  }
}
