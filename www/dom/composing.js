// Input methods: which keys are theirs.

/**
 * Whether a key press belongs to an input method. Safari ends the composition before it reports the
 * key that ended it, hence the key code.
 *
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
