// Graphs to test with.

/** A small API-format graph that can be deployed. Its odd spaces are there to be kept. */
export function graph(prompt = "a jar of brine"): string {
  return `{"1":  {"class_type":"SaltInput","inputs":{"input_name":"prompt","input_value":${JSON.stringify(prompt)}}},
 "2": {"class_type":"SaltOutput","inputs":{"output_name":"text","output_data":["1",0]},"_meta":{"title":"Answer"}}}`;
}

/** A graph whose link leads to a node that is not there: kept, but not deployable. */
export const DANGLING = `{"7":{"class_type":"SaveImage","inputs":{"images":["9",0]}}}`;

/** A UI-format graph as ComfyUI's editor exports it. */
export const UI_FORMAT = JSON.stringify({
  last_node_id: 2,
  nodes: [
    { id: 1, type: "LoadImage", pos: [40, 40], size: [200, 120], inputs: [], outputs: [{ name: "IMAGE", links: [1] }] },
    { id: 2, type: "SaveImage", pos: [320, 40], size: [200, 120], inputs: [{ name: "images", link: 1 }], outputs: [] },
  ],
  links: [[1, 1, 0, 2, 0, "IMAGE"]],
  version: 0.4,
});

/** JSON that breaks off; the fault is in line 3. */
export const BROKEN = `{\n "1": {"class_type": "A", "inputs": {}},\n "2": oops\n}`;

/** Names that a careless page would run, garble or turn around. */
export const HOSTILE_NAMES = [
  `<script>document.title="run"</script><img src=x onerror='document.title="run"'>`,
  `🧂 Grüße 你好 مرحبا 👩‍👩‍👧`,
  `\u202egnp.exe\u2066 &amp; "quotes" 'too'`,
] as const;
