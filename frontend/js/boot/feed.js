// The live event stream, held by one tab of a browser for all of them: over HTTP/1.1 a browser has
// six connections to a server, and each stream keeps one.
//
// Whoever holds the lock listens and tells the others. When that tab closes, the lock passes on, and
// the next one takes up where everybody was.

import { serverIsBack } from "./corner.js";

const RETRY_MS = 1000;

// What a page makes of an entry of the feed: see app/src/live/heard.rs.
function wordsOf({ at, change }) {
  const [[what, it]] = Object.entries(change);
  switch (what) {
    case "deployment_status_set":
      return ["status", it.id, `${it.row}`, it.after, at, it.pause];
    case "deployment_renamed":
      return ["name", it.id, `${it.row}`, it.after];
    case "deployment_created":
    case "deployment_restored":
      return ["deployments", it.deployment.workflow.id];
    case "deployment_deleted":
      return ["deployments", it.before.workflow.id];
    case "workflow_deleted":
      return ["no_workflow", it.before.id];
    default: {
      const workflow = it.after?.id ?? it.workflow?.id;
      return workflow ? ["workflow", workflow] : ["others", ""];
    }
  }
}

const words = (...all) => all.map((it) => `${it ?? ""}`);

// How things are doing now: see app/src/live/doing.rs.
function* doings({ activities = [], runs = [] }) {
  for (const { deployment, running, queued, hours, last, p50_ms, p95_ms, progress } of activities) {
    const ended = [last?.id, last?.status, last?.at];
    const newest = [progress?.id, progress?.done, progress?.nodes, progress?.node];
    yield words("activity", deployment, running, queued, hours.join(" "), p50_ms, p95_ms, ...ended, ...newest);
  }
  for (const { id, deployment, workflow, status, done, nodes } of runs)
    yield words("run", id, deployment ? "deployment" : "workflow", deployment ?? workflow, status, done, nodes);
}

const WORDS = { live: "Live", reconnecting: "Reconnecting", offline: "Offline" };

const mark = document.getElementById("live-mark");
let state = "starting";
let last = "";
let heard;

function hear({ words, position = "" }) {
  if (position) last = position;
  if (words.length > 1) return void heard?.(words);
  if (words[0] === state) return;
  [state] = words;
  // The style sheet greys what may be out of date.
  document.documentElement.dataset.live = state;
  if (mark) mark.textContent = WORDS[state];
  if (state === "live") serverIsBack();
}

// The page's program hears of changes from now on, and first where the feed is: its page may be older.
export function listenToFeed(callback) {
  heard = callback;
  if (last) heard(["at", last]);
}

export function openFeed() {
  // Pages that are not secure have no locks: then each tab listens for itself.
  const channel = navigator.locks && new BroadcastChannel("brine-feed");
  let leads = false;

  const tell = (message) => {
    hear(message);
    channel?.postMessage(message);
  };

  const lead = () => {
    leads = true;
    let stream;
    const open = () => {
      stream?.close();
      stream = new EventSource(last ? `/api/v1/events?after=${last}` : "/api/v1/events");
      const at = (event) => {
        const { position } = JSON.parse(event.data);
        tell({ words: ["at", `${position}`], position: event.lastEventId });
      };
      stream.addEventListener("hello", (event) => {
        tell({ words: ["live"] });
        at(event);
      });
      stream.addEventListener("reset", at);
      stream.addEventListener("change", (event) => {
        tell({ words: wordsOf(JSON.parse(event.data)), position: event.lastEventId });
      });
      stream.addEventListener("activity", (event) => {
        for (const words of doings(JSON.parse(event.data))) tell({ words });
      });
      stream.onerror = () => {
        tell({ words: [navigator.onLine ? "reconnecting" : "offline"] });
        // The browser tries again by itself, unless it was refused.
        if (stream.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
      };
    };
    open();
    addEventListener("offline", () => tell({ words: ["offline"] }));
    addEventListener("online", open);
    addEventListener("pagehide", () => stream.close());
    // A page that comes back from the browser's memory has missed what happened meanwhile.
    addEventListener("pageshow", (event) => event.persisted && open());
    // The lock is held for as long as this tab lives.
    return new Promise(() => {});
  };

  if (!channel) return void lead();
  channel.onmessage = ({ data: message }) => {
    if (message !== "ask") hear(message);
    else if (leads) {
      channel.postMessage({ words: [state] });
      // Whoever asks may show what was rendered before the last change.
      if (last) channel.postMessage({ words: ["at", last], position: last });
    }
  };
  channel.postMessage("ask");
  navigator.locks.request("brine-feed", lead);
}
