// The live event stream, held by one tab of a browser for all of them: over HTTP/1.1 a browser has
// six connections to a server, and each stream keeps one.
//
// Whoever holds the lock listens and tells the others. When that tab closes, the lock passes on, and
// the next one takes up where everybody was.

const RETRY_MS = 1000;

export function listenToFeed(heard) {
  // Pages that are not secure have no locks: then each tab listens for itself.
  const channel = navigator.locks && new BroadcastChannel("brine-feed");
  let state = "starting";
  let last = "";
  let leads = false;

  const hear = ({ kind, data = "", position = "" }) => {
    if (position) last = position;
    if (kind !== "change" && kind !== "at") state = kind;
    heard(kind, data);
  };

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
        tell({ kind: "at", data: String(position), position: event.lastEventId });
      };
      stream.addEventListener("hello", (event) => {
        tell({ kind: "live" });
        at(event);
      });
      stream.addEventListener("reset", at);
      stream.addEventListener("change", (event) => {
        tell({ kind: "change", data: event.data, position: event.lastEventId });
      });
      stream.onerror = () => {
        tell({ kind: navigator.onLine ? "reconnecting" : "offline" });
        // The browser tries again by itself, unless it was refused.
        if (stream.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
      };
    };
    open();
    addEventListener("offline", () => tell({ kind: "offline" }));
    addEventListener("online", open);
    addEventListener("pagehide", () => stream.close());
    // A page that comes back from the browser's memory has missed what happened meanwhile.
    addEventListener("pageshow", (event) => event.persisted && open());
    // The lock is held for as long as this tab lives.
    return new Promise(() => {});
  };

  if (!channel) return void lead();
  channel.onmessage = ({ data: message }) => {
    if (message.kind !== "ask") hear(message);
    else if (leads) {
      channel.postMessage({ kind: state });
      // Whoever asks may show what was rendered before the last change.
      if (last) channel.postMessage({ kind: "at", data: last, position: last });
    }
  };
  channel.postMessage({ kind: "ask" });
  navigator.locks.request("brine-feed", lead);
}
