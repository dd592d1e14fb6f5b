// The module inside a single-file page: base64(gzip(wasm)) in an inert script element.

/**
 * Takes the payload out of the document, so that its text can be collected as garbage.
 *
 * @returns {string | null} `null` in a hosted page, which has none.
 */
export function takePayload() {
  const node = document.getElementById("casebook-module");
  if (!node) return null;
  const text = node.textContent ?? "";
  node.remove();
  return text;
}

/**
 * @param {string} payload
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function unpack(payload) {
  const packed = new Blob([fromBase64(payload.trim())]).stream();
  const bytes = packed.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(bytes).arrayBuffer());
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64(text) {
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // A plain loop: `Uint8Array.from` with a mapping function takes ten times as long.
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
