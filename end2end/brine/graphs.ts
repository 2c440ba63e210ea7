// Graphs to test with.

/** A small API-format graph that can be deployed. Its odd spaces are there to be kept. */
export function graph(prompt = "a jar of brine"): string {
  return `{"1":  {"class_type":"SaltInput","inputs":{"input_name":"prompt","input_type":"STRING","input_value":${JSON.stringify(prompt)}}},
 "2": {"class_type":"SaltOutput","inputs":{"output_name":"text","output_type":"STRING","output_data":["1",0]},"_meta":{"title":"Answer"}}}`;
}

/** A graph with an input of each kind: greets, and says what it was given. */
export const GREETING = JSON.stringify(
  {
    "1": { class_type: "SaltInput", inputs: { input_name: "name", input_desc: "Whom to greet", input_type: "STRING", input_value: "Ada" }, _meta: { title: "Name" } },
    "2": { class_type: "SaltInput", inputs: { input_name: "tone", input_type: "STRING", input_value: "warm", input_allowed_values: "warm,dry" } },
    "3": { class_type: "SaltInput", inputs: { input_name: "times", input_type: "INT", input_value: 2 } },
    "4": { class_type: "Template", inputs: { template: "Hello {{ a }}, {{ b }}, {{ c }}", a: ["1", 0], b: ["2", 0], c: ["3", 0] }, _meta: { title: "Say hello" } },
    "5": { class_type: "SaltOutput", inputs: { output_name: "greeting", output_type: "STRING", output_data: ["4", 0] } },
  },
  null,
  2,
);

/** A graph whose inputs refuse what browsers let pass: a seed below 0, and an address that is none. */
export const PICKY = JSON.stringify({
  "1": { class_type: "SaltInput", inputs: { input_name: "title", input_type: "STRING", input_value: "Sea" } },
  "2": { class_type: "SaltInput", inputs: { input_name: "seed", input_type: "SEED", input_value: 7 } },
  "3": { class_type: "SaltFileInput", inputs: { input_name: "photo", input_desc: "An example for the looks", user_override_required: false } },
  "4": { class_type: "Template", inputs: { template: "{{ a }} {{ b }}", a: ["1", 0], b: ["2", 0] } },
  "5": { class_type: "SaltOutput", inputs: { output_name: "text", output_type: "STRING", output_data: ["4", 0] } },
});

/** A graph whose second node fails when it is run. */
export const FAILING = JSON.stringify(
  {
    "1": { class_type: "PrimitiveString", inputs: { value: "x" } },
    "2": { class_type: "JsonQuery", inputs: { json: ["1", 0], query: ".a" }, _meta: { title: "Ask" } },
    "3": { class_type: "SaltOutput", inputs: { output_name: "answer", output_type: "STRING", output_data: ["2", 0] } },
  },
  null,
  2,
);

/** A graph that works for a minute, unless it is cancelled. */
export const LONG = JSON.stringify(
  {
    "1": { class_type: "PrimitiveString", inputs: { value: "a" }, _meta: { title: "Letter" } },
    "2": { class_type: "Script", inputs: { script: 'let s = a; s.pad(4000000, "a"); while s.index_of("b") < 0 {} 1', a: ["1", 0] }, _meta: { title: "Search" } },
    "3": { class_type: "SaltOutput", inputs: { output_name: "found", output_type: "STRING", output_data: ["2", 0] } },
  },
  null,
  2,
);

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
  `</title><img src=x onerror='document.title="run"'><!--`,
  `🧂 Grüße 你好 مرحبا 👩‍👩‍👧`,
  `\u202egnp.exe\u2066 &amp; "quotes" 'too'`,
  `javascript:document.title="run"//${"\u{1f9c2}".repeat(5)}`,
  `../../etc/passwd CON .json`,
  "x".repeat(120),
] as const;

/** A graph of the size that people make: a picture in two styles, with two texts and an upscaler. */
export const LARGE = JSON.stringify(
  {
    "1": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "sd_xl_base_1.0.safetensors" }, _meta: { title: "Load checkpoint" } },
    "2": { class_type: "SaltInput", inputs: { input_name: "subject", input_type: "STRING", input_value: "a jar of pickles" }, _meta: { title: "Subject" } },
    "3": { class_type: "CLIPTextEncode", inputs: { clip: ["1", 1], text: ["2", 0] }, _meta: { title: "Positive prompt" } },
    "4": { class_type: "CLIPTextEncode", inputs: { clip: ["1", 1], text: "blurry, text, watermark" }, _meta: { title: "Negative prompt" } },
    "5": { class_type: "EmptyLatentImage", inputs: { width: 1024, height: 1024, batch_size: 1 } },
    "6": { class_type: "KSampler", inputs: { model: ["1", 0], positive: ["3", 0], negative: ["4", 0], latent_image: ["5", 0], seed: 7, steps: 24, cfg: 6.5 } },
    "7": { class_type: "VAEDecode", inputs: { samples: ["6", 0], vae: ["1", 2] } },
    "8": { class_type: "UpscaleModelLoader", inputs: { model_name: "4x-UltraSharp.pth" } },
    "9": { class_type: "ImageUpscaleWithModel", inputs: { upscale_model: ["8", 0], image: ["7", 0] } },
    "10": { class_type: "SaltOutput", inputs: { output_name: "poster", output_type: "PNG", output_data: ["9", 0] }, _meta: { title: "Poster" } },
  },
  null,
  2,
);
