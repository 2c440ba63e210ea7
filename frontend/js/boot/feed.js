// The live event stream, held by one tab of a browser for all of them: over HTTP/1.1 a browser has
// six connections to a server, and each stream keeps one.
//
// Whoever holds the lock listens and tells the others. When that tab closes, the lock passes on.

const RETRY_MS = 1000;

export function listenToFeed(heard) {
  const channel = new BroadcastChannel("brine-feed");
  let state = "starting";
  let leads = false;

  const tell = (kind, data = "") => {
    if (kind !== "change" && kind !== "at") state = kind;
    heard(kind, data);
    channel.postMessage({ kind, data });
  };

  channel.onmessage = ({ data: { kind, data } }) => {
    if (kind === "ask") {
      if (leads) channel.postMessage({ kind: state, data: "" });
    } else heard(kind, data);
  };

  const lead = () => {
    leads = true;
    let stream;
    let last = "";
    const open = () => {
      stream = new EventSource(last ? `/api/v1/events?after=${last}` : "/api/v1/events");
      const at = (event) => {
        last = event.lastEventId || last;
        tell("at", String(JSON.parse(event.data).position));
      };
      stream.addEventListener("hello", (event) => {
        tell("live");
        at(event);
      });
      stream.addEventListener("reset", at);
      stream.addEventListener("change", (event) => {
        last = event.lastEventId;
        tell("change", event.data);
      });
      stream.onerror = () => {
        tell(navigator.onLine ? "reconnecting" : "offline");
        // The browser tries again by itself, unless it was refused.
        if (stream.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
      };
    };
    open();
    addEventListener("offline", () => tell("offline"));
    addEventListener("online", () => {
      stream.close();
      open();
    });
    addEventListener("pagehide", () => stream.close());
    // The lock is held for as long as this tab lives.
    return new Promise(() => {});
  };

  channel.postMessage({ kind: "ask", data: "" });
  if (navigator.locks) navigator.locks.request("brine-feed", lead);
  else lead();
}
