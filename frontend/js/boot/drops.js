// Files dropped anywhere on the page, while somebody takes them.

let taker;

const brings = (event) => taker && event.dataTransfer?.types.includes("Files");

addEventListener("dragover", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  taker.over(true);
});

// Leaving one element for another says so too; only leaving the page has nothing beside it.
addEventListener("dragleave", (event) => {
  if (taker && !event.relatedTarget) taker.over(false);
});

addEventListener("drop", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  taker.over(false);
  taker.dropped(event.dataTransfer.files);
});

export function takeDrops(over, dropped) {
  taker = { over, dropped };
}
