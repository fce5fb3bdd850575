const PAGE = 65_536;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(delta: number): number;
}

declare const WebAssembly: { readonly Memory: { readonly prototype: WasmMemory } };

/**
 * Keeps the memory of WebAssembly modules in this thread below a size. What asks for more is told that there is none, and fails alone;
 * the thread’s own limits say nothing of that memory. To be called before a module is loaded, in a thread that does nothing else.
 *
 * @param bytes for each module
 * @param onRefused is told each time
 */
export const limitWasmMemory = (bytes: number, onRefused?: () => void): void => {
  const memory = WebAssembly.Memory.prototype;
  const grow = memory.grow;
  memory.grow = function limited(this: WasmMemory, delta: number): number {
    if (this.buffer.byteLength + delta * PAGE > bytes) {
      onRefused?.();
      throw new RangeError('no more memory for this module');
    }
    return grow.call(this, delta);
  };
};
